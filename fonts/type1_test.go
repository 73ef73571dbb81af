package fonts_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"korthet/fonts"
)

// encrypted is a part of a Type 1 program as it stands in files.
func encrypted(data []byte, key uint16) []byte {
	out := append([]byte("0000"), data...)
	for k, c := range out {
		out[k] = c ^ byte(key>>8)
		key = (uint16(out[k])+key)*52845 + 22719
	}
	return out
}

// type1Code writes a charstring: numbers, and operators by their names.
func type1Code(source string) []byte {
	operators := map[string][]byte{
		"hstem": {1}, "vmoveto": {4}, "rlineto": {5}, "hlineto": {6}, "vlineto": {7}, "rrcurveto": {8}, "closepath": {9}, "callsubr": {10}, "return": {11},
		"hsbw": {13}, "endchar": {14}, "rmoveto": {21}, "hmoveto": {22}, "vhcurveto": {30}, "hvcurveto": {31},
		"seac": {12, 6}, "sbw": {12, 7}, "div": {12, 12}, "callothersubr": {12, 16}, "pop": {12, 17}, "setcurrentpoint": {12, 33}, "dotsection": {12, 0},
	}
	var out []byte
	for _, word := range strings.Fields(source) {
		if op, ok := operators[word]; ok {
			out = append(out, op...)
			continue
		}
		var n int32
		if _, err := fmt.Sscan(word, &n); err != nil {
			panic(word)
		}
		out = append(out, 255, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	}
	return out
}

// type1Parts are a program's subroutines and glyphs.
type type1Parts struct {
	matrix, encoding string
	subrs            []string
	glyphs           [][2]string
}

func (p type1Parts) clear() string {
	if p.matrix == "" {
		p.matrix = "[0.001 0 0 0.001 0 0]"
	}
	if p.encoding == "" {
		p.encoding = "StandardEncoding def"
	}
	return "%!PS-AdobeFont-1.0: Test\n11 dict begin /FontName /Test def /FontMatrix " + p.matrix + " readonly def\n/Encoding " + p.encoding + "\ncurrentdict end\ncurrentfile eexec\n"
}

func (p type1Parts) private() []byte {
	const key = 4330
	var out bytes.Buffer
	fmt.Fprintf(&out, "dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def /lenIV 4 def\n/Subrs %d array\n", len(p.subrs))
	for k, s := range p.subrs {
		code := encrypted(type1Code(s), key)
		fmt.Fprintf(&out, "dup %d %d RD %s NP\n", k, len(code), code)
	}
	fmt.Fprintf(&out, "ND\n2 index /CharStrings %d dict dup begin\n", len(p.glyphs))
	for _, g := range p.glyphs {
		code := encrypted(type1Code(g[1]), key)
		fmt.Fprintf(&out, "/%s %d RD %s ND\n", g[0], len(code), code)
	}
	out.WriteString("end end mark currentfile closefile\n")
	return encrypted(out.Bytes(), 55665)
}

func (p type1Parts) program() []byte {
	return slices.Concat([]byte(p.clear()), p.private(), []byte("\n"+strings.Repeat("0", 64)+"\ncleartomark\n"))
}

const type1Square = "0 600 hsbw 100 100 rmoveto 500 hlineto 500 vlineto -500 hlineto closepath endchar"

// testType1 has glyphs that are drawn in all ways that the format has.
func testType1() type1Parts {
	return type1Parts{
		subrs: []string{"3 0 callothersubr pop pop setcurrentpoint return", "0 1 callothersubr return", "0 2 callothersubr return", "return", "500 hlineto return"},
		glyphs: [][2]string{
			{".notdef", "0 500 hsbw endchar"},
			{"A", type1Square},
			{"acute", "0 300 hsbw 10 0 hstem 0 700 rmoveto 100 hlineto 100 vlineto -100 hlineto closepath endchar"},
			{"Aacute", "0 600 0 200 65 194 seac"},
			{"ring", "0 600 hsbw 0 100 rmoveto 500 hlineto 500 vlineto -500 hlineto closepath 100 -400 rmoveto 300 vlineto 300 hlineto -300 vlineto closepath endchar"},
			{"disc", "0 600 hsbw 500 vmoveto 276 224 224 276 vhcurveto 276 0 224 -224 0 -276 rrcurveto -276 -224 -224 -276 vhcurveto -276 -224 224 276 hvcurveto closepath endchar"},
			{"sub", "0 600 hsbw 100 100 rmoveto 4 callsubr 1000 2 div vlineto -500 0 rlineto closepath endchar"},
			{"hints", "0 600 hsbw 100 100 rmoveto 3 1 3 callothersubr pop callsubr 500 hlineto 500 vlineto -500 hlineto closepath endchar"},
			// A square whose upper side bulges by a flex: two curves of 250 by 20.
			{"flex", "0 600 hsbw 100 100 rmoveto 500 hlineto 500 vlineto 1 callsubr -250 20 rmoveto 2 callsubr 150 -20 rmoveto 2 callsubr -50 20 rmoveto 2 callsubr -100 0 rmoveto 2 callsubr -100 0 rmoveto 2 callsubr -50 -20 rmoveto 2 callsubr -100 0 rmoveto 2 callsubr 50 100 600 0 callsubr closepath endchar"},
			{"nothing", "0 600 hsbw 1 2 3 vlineto"},
			{"lost", "0 600 hsbw 99 callsubr endchar"},
			{"short", "0 600 hsbw rmoveto endchar"},
			{"itself", "0 600 0 0 200 200 seac"},
		},
	}
}

func TestType1(t *testing.T) {
	parts := testType1()
	plain := parts.program()
	sized := func(kind byte, data []byte) []byte {
		return append([]byte{0x80, kind, byte(len(data)), byte(len(data) >> 8), byte(len(data) >> 16), 0}, data...)
	}
	for name, program := range map[string][]byte{
		"plain":                 plain,
		"in hexadecimal digits": []byte(parts.clear() + hex.EncodeToString(parts.private()) + "\n"),
		"in segments":           slices.Concat(sized(1, []byte(parts.clear())), sized(2, parts.private()), sized(1, []byte("cleartomark")), []byte{0x80, 3}),
	} {
		f, err := fonts.ParseType1(program)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !f.Standard || !f.Has("A") || f.Has("B") {
			t.Errorf("%s: standard %t, A %t, B %t", name, f.Standard, f.Has("A"), f.Has("B"))
		}
		for glyph, want := range map[string]float64{
			".notdef": 0, "A": 250_000, "acute": 10_000, "Aacute": 260_000, "ring": 160_000, "disc": 785_000, "sub": 250_000, "hints": 250_000, "flex": 255_500,
		} {
			if area, err := f.Area(glyph); err != nil || area < want-1500 || area > want+1500 {
				t.Errorf("%s: %s is of %v, %v; want %v", name, glyph, area, err, want)
			}
		}
		for _, glyph := range []string{"lost", "short", "itself", "none"} {
			if area, err := f.Area(glyph); err == nil {
				t.Errorf("%s: the broken %s is of %v", name, glyph, area)
			}
		}
	}
	for n := range plain {
		if f, err := fonts.ParseType1(plain[:n]); err == nil {
			_, _ = f.Area("A") // which may fail, and no more
		}
	}
}

// TestType1Encoding: the names that a program gives to codes, and another em.
func TestType1Encoding(t *testing.T) {
	parts := testType1()
	parts.matrix = "[0.002 0 0 0.002 0 0]"
	parts.encoding = "256 array 0 1 255 {1 index exch /.notdef put} for\ndup 7 /A put % a comment\ndup 8/ring put readonly def dup 9 /acute put"
	f, err := fonts.ParseType1(parts.program())
	if err != nil {
		t.Fatal(err)
	}
	if f.Standard || f.Encoding[7] != "A" || f.Encoding[8] != "ring" || f.Encoding[9] != "" {
		t.Errorf("standard %t, %q", f.Standard, f.Encoding[:10])
	}
	if area, err := f.Area("A"); area != 1_000_000 || err != nil {
		t.Errorf("the square is of %v, %v", area, err)
	}
	for _, matrix := range []string{"[0 0 0 0 0 0]", "[x 0 0 1 0 0]", "[1e300 0 0 1e300 0 0]", "[nan 0 0 nan 0 0]"} {
		parts.matrix = matrix
		if _, err := fonts.ParseType1(parts.program()); err == nil {
			t.Errorf("%s is taken", matrix)
		}
	}
}

// TestType1Bound asks for more work than there is time, by subroutines that call the
// next a hundred times each.
func TestType1Bound(t *testing.T) {
	var parts type1Parts
	for k := range 9 {
		parts.subrs = append(parts.subrs, strings.Repeat(fmt.Sprintf("%d callsubr ", k+1), 100)+"return")
	}
	parts.subrs = append(parts.subrs, "0 0 rmoveto return", "10 callsubr return")
	for k := range 1000 {
		parts.glyphs = append(parts.glyphs, [2]string{fmt.Sprint("g", k), "0 600 hsbw 0 callsubr endchar"})
	}
	parts.glyphs = append(parts.glyphs, [2]string{"deep", "0 600 hsbw 10 callsubr endchar"})
	f, err := fonts.ParseType1(parts.program())
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range parts.glyphs {
		if area, err := f.Area(g[0]); err == nil {
			t.Fatalf("the area of %s is %v", g[0], area)
		}
	}
}

// FuzzType1: nothing breaks, whatever the parts of a program are.
func FuzzType1(f *testing.F) {
	parts := testType1()
	f.Add([]byte(parts.clear()), bytes.Repeat([]byte("/lenIV -1 def /CharStrings /A 2 RD xy ND"), 2), false)
	// What is encrypted no fuzzer finds its way into, so it is done here.
	plain := parts.private()
	key := uint16(55665)
	for k, c := range plain {
		plain[k] = c ^ byte(key>>8)
		key = (uint16(c)+key)*52845 + 22719
	}
	f.Add([]byte(parts.clear()), plain[4:], false)
	f.Add([]byte(parts.clear()), plain[4:], true)
	f.Add([]byte(parts.clear()), append([]byte("/lenIV -1 def dup 0 9 RD "+string(type1Code("1 2 rmoveto return"))[:9]+"/CharStrings 1 dict /A "), plain...), false)
	f.Fuzz(func(t *testing.T, clear, private []byte, digits bool) {
		part := encrypted(private, 55665)
		if digits {
			part = []byte(hex.EncodeToString(part))
		}
		program, err := fonts.ParseType1(append(clear, part...))
		if err != nil {
			return
		}
		for _, name := range append([]string{"A", "Aacute", "flex", "disc"}, program.Encoding[:]...) {
			if area, err := program.Area(name); err == nil && !(area >= 0) {
				t.Errorf("the area of %q is %v", name, area)
			}
		}
	})
}
