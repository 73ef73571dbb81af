package fonts_test

import (
	"slices"
	"testing"

	"korthet/fonts"
)

// compactFont is a program of two glyphs, the second a square of half an em: of a
// glyph named box, or of a character of the number 7.
func compactFont(numbered bool) []byte {
	// 100 100 rmoveto 500 500 -500 hlineto endchar
	return compactProgram(numbered, []byte{239, 239, 21, 248, 136, 248, 136, 252, 136, 6, 14}, nil, nil)
}

// compactProgram is one whose second glyph is drawn otherwise, with subroutines: the
// dictionary's own, and all glyphs'.
func compactProgram(numbered bool, square []byte, local, global [][]byte) []byte {
	index := func(objects ...[]byte) []byte {
		if len(objects) == 0 {
			return []byte{0, 0}
		}
		out := []byte{0, byte(len(objects)), 2, 0, 1}
		at := 1
		for _, o := range objects {
			at += len(o)
			out = append(out, byte(at>>8), byte(at))
		}
		return append(out, slices.Concat(objects...)...)
	}
	number := func(n int) []byte { return []byte{29, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)} }
	private := []byte{139, 20, 143, 19} // 0 defaultWidthX 4 Subrs
	head := slices.Concat([]byte{1, 0, 4, 1}, index([]byte("T")))
	rest := slices.Concat(index([]byte("box"), []byte("Adobe"), []byte("Identity")), index(global...))
	charset, selected := []byte{0, 391 >> 8, 391 & 0xFF}, []byte{0, 0, 0}
	if numbered {
		charset = []byte{0, 0, 7}
	}
	glyphs := index([]byte{14}, square)
	top := func(charsetAt, glyphsAt, privateAt, selectAt, dictsAt int) []byte {
		if !numbered {
			return slices.Concat(number(charsetAt), []byte{15}, number(glyphsAt), []byte{17}, number(len(private)), number(privateAt), []byte{18})
		}
		ros := slices.Concat(number(392), number(393), number(0), []byte{12, 30})
		return slices.Concat(ros, number(charsetAt), []byte{15}, number(glyphsAt), []byte{17}, number(dictsAt), []byte{12, 36}, number(selectAt), []byte{12, 37})
	}
	charsetAt := len(head) + len(index(top(0, 0, 0, 0, 0))) + len(rest)
	glyphsAt := charsetAt + len(charset)
	privateAt := glyphsAt + len(glyphs)
	own := index(local...)
	selectAt := privateAt + len(private) + len(own)
	dicts := index(slices.Concat(number(len(private)), number(privateAt), []byte{18}))
	return slices.Concat(head, index(top(charsetAt, glyphsAt, privateAt, selectAt, selectAt+len(selected))), rest, charset, glyphs, private, own, selected, dicts)
}

func TestCFF(t *testing.T) {
	named, err := fonts.ParseCFF(compactFont(false))
	if err != nil {
		t.Fatal(err)
	}
	glyph, ok := named.Named("box")
	if area, err := named.Area(glyph); !ok || glyph != 1 || area != 250_000 || err != nil {
		t.Errorf("the box is glyph %d (%t) of %v, %v", glyph, ok, area, err)
	}
	if _, ok := named.Named("disc"); ok {
		t.Error("there is a disc")
	}
	// Without numbers of its own a glyph's is its place.
	if glyph, ok := named.Numbered(1); glyph != 1 || !ok {
		t.Errorf("character 1 is glyph %d (%t)", glyph, ok)
	}
	numbered, err := fonts.ParseCFF(compactFont(true))
	if err != nil {
		t.Fatal(err)
	}
	glyph, ok = numbered.Numbered(7)
	if area, err := numbered.Area(glyph); !ok || glyph != 1 || area != 250_000 || err != nil {
		t.Errorf("character 7 is glyph %d (%t) of %v, %v", glyph, ok, area, err)
	}
	if _, ok := numbered.Numbered(1); ok {
		t.Error("there is a character 1")
	}
	if area, err := numbered.Area(0); area != 0 || err != nil {
		t.Errorf("what has no outline is of %v, %v", area, err)
	}
	if _, err := numbered.Area(2); err == nil {
		t.Error("there is a third glyph")
	}
	for n := range compactFont(true) {
		if c, err := fonts.ParseCFF(compactFont(true)[:n]); err == nil {
			_, _ = c.Area(1) // which may fail, and no more
		}
	}
}

// TestCFFSubroutines draws the square by a subroutine of each kind.
func TestCFFSubroutines(t *testing.T) {
	calls := []byte{32, 29, 32, 10, 14} // -107 callgsubr -107 callsubr endchar
	global := [][]byte{{239, 239, 21, 11}}
	local := [][]byte{{248, 136, 248, 136, 252, 136, 6, 11}}
	for _, numbered := range []bool{false, true} {
		c, err := fonts.ParseCFF(compactProgram(numbered, calls, local, global))
		if err != nil {
			t.Fatal(err)
		}
		if area, err := c.Area(1); area != 250_000 || err != nil {
			t.Errorf("numbered %t: the square is of %v, %v", numbered, area, err)
		}
	}
}

// TestCFFBound asks for more work than there is time, by subroutines that call the
// next a hundred times each.
func TestCFFBound(t *testing.T) {
	var global [][]byte
	for k := range 9 {
		global = append(global, append(slices.Repeat([]byte{byte(32 + k + 1), 29}, 100), 11)) // the next
	}
	global = append(global, []byte{11})
	c, err := fonts.ParseCFF(compactProgram(false, []byte{32, 29, 14}, nil, global))
	if err != nil {
		t.Fatal(err)
	}
	if area, err := c.Area(1); err == nil {
		t.Errorf("the area is %v", area)
	}
}

// FuzzCFF: nothing breaks, whatever the bytes.
func FuzzCFF(f *testing.F) {
	f.Add(compactFont(false))
	f.Add(compactFont(true))
	f.Add(compactProgram(true, []byte{32, 29, 32, 10, 14}, [][]byte{{248, 136, 248, 136, 252, 136, 6, 11}}, [][]byte{{239, 239, 21, 11}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := fonts.ParseCFF(data)
		if err != nil {
			return
		}
		for glyph := range 20 {
			if area, err := c.Area(glyph); err == nil && area < 0 {
				t.Errorf("the area of glyph %d is %v", glyph, area)
			}
		}
		c.Named("A")
		c.Numbered(7)
	})
}
