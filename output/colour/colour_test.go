package colour

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestBuiltinProfiles(t *testing.T) {
	for _, c := range []struct {
		name, description string
		space             Space
		press             bool
	}{
		{"sRGB", "sRGB", RGB, false},
		{"FOGRA39", "FOGRA39", CMYK, true},
		{"FOGRA29", "FOGRA29", CMYK, true},
		{"FOGRA47", "PSO Uncoated ISO12647 (ECI)", CMYK, true},
		{"cmyk-v4", "korthet test", CMYK, true},
		{"grey-gamma", "korthet test", Grey, false},
	} {
		p := parse(t, c.name)
		if p.Space() != c.space || p.Press() != c.press || !strings.Contains(p.Description(), c.description) {
			t.Errorf("%s: %s, press %t, %q", c.name, p.Space(), p.Press(), p.Description())
		}
	}
}

// TestUnaltered: the profile of the ECI may be handed on as it is, and not altered.
func TestUnaltered(t *testing.T) {
	const published = "e170a59fbf26e7845c62b07e95901b1ef3335a664c03e7ef48ddb84fa08337be"
	if sum := fmt.Sprintf("%x", sha256.Sum256(FOGRA47())); sum != published {
		t.Errorf("the profile of FOGRA47 is not the published one: %s", sum)
	}
	if terms := "may not be altered or sold\nwithout written permission of ECI"; !strings.Contains(Licence(), terms) {
		t.Error("the profile of FOGRA47 is without its terms")
	}
}

// TestParseRefuses spoils a profile and looks for words that say what is wrong.
func TestParseRefuses(t *testing.T) {
	tagAt := func(icc []byte, name string) (entry int) {
		for i := range int(binary.BigEndian.Uint32(icc[128:])) {
			if at := 132 + 12*i; string(icc[at:at+4]) == name {
				return at
			}
		}
		t.Fatalf("there is no tag %s", name)
		return 0
	}
	dataAt := func(icc []byte, name string) []byte { return icc[binary.BigEndian.Uint32(icc[tagAt(icc, name)+4:]):] }
	for _, c := range []struct {
		name, profile, says string
		spoil               func(icc []byte) []byte
	}{
		{"nothing", "sRGB", "no ICC profile", func([]byte) []byte { return nil }},
		{"something else", "sRGB", "no ICC profile", func(icc []byte) []byte { icc[36] = 'x'; return icc }},
		{"cut off", "sRGB", "cut off", func(icc []byte) []byte { return icc[:2000] }},
		{"a version to come", "sRGB", "version 5", func(icc []byte) []byte { icc[8] = 5; return icc }},
		{"a device link", "sRGB", "link", func(icc []byte) []byte { copy(icc[12:], "link"); return icc }},
		{"six inks", "FOGRA39", "6CLR", func(icc []byte) []byte { copy(icc[16:], "6CLR"); return icc }},
		{"another space", "sRGB", "Luv", func(icc []byte) []byte { copy(icc[20:], "Luv "); return icc }},
		{"too many tags", "sRGB", "list of tags", func(icc []byte) []byte { icc[128] = 1; return icc }},
		{"a tag outside", "sRGB", "cut off", func(icc []byte) []byte {
			icc[tagAt(icc, "rTRC")+4] = 1
			return icc
		}},
		{"no curve", "sRGB", "no curve rTRC", func(icc []byte) []byte { icc[tagAt(icc, "rTRC")] = 'x'; return icc }},
		{"a curve of another kind", "sRGB", "no curve", func(icc []byte) []byte { copy(dataAt(icc, "gTRC"), "text"); return icc }},
		{"a long curve", "sRGB", "cut off", func(icc []byte) []byte { dataAt(icc, "gTRC")[9] = 9; return icc }},
		{"no matrix", "sRGB", "no bXYZ", func(icc []byte) []byte { icc[tagAt(icc, "bXYZ")] = 'x'; return icc }},
		{"a wild matrix", "sRGB", "out of bounds", func(icc []byte) []byte { dataAt(icc, "bXYZ")[8] = 0x7F; return icc }},
		{"other channels", "FOGRA39", "channels", func(icc []byte) []byte { dataAt(icc, "A2B1")[8] = 3; return icc }},
		{"a grid of one", "FOGRA39", "less than two points", func(icc []byte) []byte { dataAt(icc, "B2A1")[10] = 1; return icc }},
		{"a grid too large", "FOGRA39", "cut off", func(icc []byte) []byte { dataAt(icc, "B2A1")[10] = 200; return icc }},
		{"a table of a kind to come", "FOGRA39", "mpet", func(icc []byte) []byte { copy(dataAt(icc, "B2A1"), "mpet"); return icc }},
		{"the wrong direction", "cmyk-v4", "direction", func(icc []byte) []byte { copy(dataAt(icc, "B2A1"), "mAB "); return icc }},
		{"no inks", "FOGRA39", "no table from its inks", func(icc []byte) []byte {
			icc[tagAt(icc, "A2B1")], icc[tagAt(icc, "A2B0")] = 'x', 'x'
			return icc
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse(c.spoil(slices.Clone(parse(t, c.profile).Bytes())))
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error is %v, want one of %q", err, c.says)
			}
		})
	}
}

// TestWrongProfiles: each conversion says which profile it cannot use.
func TestWrongProfiles(t *testing.T) {
	rgb, press, grey := parse(t, "sRGB"), parse(t, "FOGRA39"), parse(t, "grey-gamma")
	for name, err := range map[string]error{
		"RGB of inks":        second(NewConverter(press, press, Options{})),
		"RGB of greys":       second(NewConverter(grey, press, Options{})),
		"to a screen":        second(NewConverter(rgb, rgb, Options{})),
		"greys of inks":      second(NewGreyConverter(press, press, Options{})),
		"greys to a screen":  second(NewGreyConverter(grey, rgb, Options{})),
		"proof of a screen":  second(NewProof(rgb, rgb)),
		"proof on a press":   second(NewProof(press, press)),
		"proof with a table": second(NewProof(press, parse(t, "rgb-lut8"))),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// TestGreys: paper is white, black is full, shades fall evenly and look as light
// on the press as the luminance between paper and black that they stand for.
func TestGreys(t *testing.T) {
	for _, c := range []struct{ from, press string }{{"sRGB", "FOGRA39"}, {"sRGB", "FOGRA29"}, {"sRGB", "FOGRA47"}, {"grey-gamma", "FOGRA39"}, {"rgb-mab-lab", "FOGRA29"}} {
		t.Run(c.from+" "+c.press, func(t *testing.T) {
			press := parse(t, c.press)
			g, err := NewGreyConverter(parse(t, c.from), press, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if g.Black(0) != Full || g.Black(255) != 0 {
				t.Errorf("black is %d, white %d", g.Black(0), g.Black(255))
			}
			for n := 1; n < 256; n++ {
				if g.Black(uint8(n)) > g.Black(uint8(n-1)) {
					t.Fatalf("grey %d is darker than %d", n, n-1)
				}
			}
			if c.from != "sRGB" {
				return
			}
			light := func(black uint16) float64 {
				return float64(labFrom(press.toPCS, vector{3: int64(black) * unit / Full}).xyz()[1]) / unit
			}
			for n := range 256 {
				linear := float64(n) / 255 / 12.92
				if n > 10 {
					linear = math.Pow((float64(n)/255+0.055)/1.055, 2.4)
				}
				want := light(Full) + (light(0)-light(Full))*linear
				if got := light(g.Black(uint8(n))); math.Abs(got-want) > 0.0005 {
					t.Errorf("grey %d has luminance %.4f on the press, want %.4f", n, got, want)
				}
			}
		})
	}
	g, err := NewGreyConverter(parse(t, "sRGB"), parse(t, "FOGRA39"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := g.Pixels(nil, []byte{0, 255}); !slices.Equal(got, []byte{0, 255}) {
		t.Errorf("black and white are %v", got)
	}
}

// TestGreysToBlack: equal parts print with black alone, others as before.
func TestGreysToBlack(t *testing.T) {
	rgb, press := parse(t, "sRGB"), parse(t, "FOGRA39")
	with, err := NewConverter(rgb, press, Options{GreysToBlack: true})
	if err != nil {
		t.Fatal(err)
	}
	without, err := NewConverter(rgb, press, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := with.Ink([3]uint8{}); got != (Ink{3: Full}) {
		t.Errorf("black is %v", got)
	}
	if got := with.Pixels(nil, []byte{0, 0, 0, 255, 255, 255, 0, 0, 0}); !slices.Equal(got, []byte{0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 255}) {
		t.Errorf("pixels are %v", got)
	}
	if a, b := with.Ink([3]uint8{9, 9, 200}), without.Ink([3]uint8{9, 9, 200}); a != b {
		t.Errorf("a blue is %v, else %v", a, b)
	}
}

// TestInkLimit: no converted colour or pixel is over the limit, and one under it
// is not touched.
func TestInkLimit(t *testing.T) {
	rgb, press := parse(t, "sRGB"), parse(t, "FOGRA39")
	free, err := NewConverter(rgb, press, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, limit := range []int{24000, 28000} {
		held, err := NewConverter(rgb, press, Options{InkLimit: limit})
		if err != nil {
			t.Fatal(err)
		}
		clamped := 0
		for n := range 4096 {
			c := [3]uint8{uint8(n >> 8 * 17), uint8(n >> 4 & 15 * 17), uint8(n & 15 * 17)}
			before, after := free.Ink(c), held.Ink(c)
			if after.Total() > limit {
				t.Fatalf("%v has %d", c, after.Total())
			}
			if before.Total() <= limit && before != after {
				t.Fatalf("%v is %v, was %v", c, after, before)
			}
			if before.Total() > limit {
				clamped++
				if after[3] != before[3] {
					t.Fatalf("%v: black is %d, was %d", c, after[3], before[3])
				}
			}
			if most, over := MaxTotal(held.Pixels(nil, c[:]), limit); over > 0 || most > limit {
				t.Fatalf("%v as a pixel has %d", c, most)
			}
		}
		if clamped == 0 {
			t.Errorf("nothing was over %d", limit)
		}
	}
}

func TestClamp(t *testing.T) {
	for _, c := range []struct {
		ink, want Ink
		limit     int
	}{
		{Ink{10000, 10000, 10000, 10000}, Ink{6666, 6666, 6666, 10000}, 30000},
		{Ink{10000, 5000, 0, 10000}, Ink{10000, 5000, 0, 10000}, 30000},
		{Ink{8000, 4000, 0, 9000}, Ink{4000, 2000, 0, 9000}, 15000},
		{Ink{1, 0, 0, 10000}, Ink{0, 0, 0, 9000}, 9000},
		{Ink{10000, 10000, 10000, 10000}, Ink{10000, 10000, 10000, 10000}, 0},
	} {
		if got := c.ink.Clamp(c.limit); got != c.want {
			t.Errorf("%v to %d is %v, want %v", c.ink, c.limit, got, c.want)
		}
	}
}

func TestMaxTotal(t *testing.T) {
	most, over := MaxTotal([]byte{255, 255, 255, 255, 0, 0, 0, 255, 255, 255, 255, 0}, 30000)
	if most != 40000 || over != 1 {
		t.Errorf("got %d, %d over", most, over)
	}
}

// TestPower compares with the library's.
func TestPower(t *testing.T) {
	for _, g := range []float64{0.1, 0.4545, 1, 1.8, 2.2, 2.4, 5} {
		for x := 1e-6; x < 3; x *= 1.37 {
			got := float64(power(int64(x*unit), int64(g*65536))) / unit
			if want := math.Pow(float64(int64(x*unit))/unit, float64(int64(g*65536))/65536); math.Abs(got-want) > 2e-6*max(1, want) {
				t.Errorf("%g ^ %g is %g, want %g", x, g, got, want)
			}
		}
	}
}

// FuzzParse: whatever the bytes, a profile is refused or converts without a
// panic into inks that exist.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"sRGB", "rgb-para", "rgb-lut8", "rgb-mab-lab", "rgb-mab-xyz", "cmyk-v4", "grey-gamma"} {
		f.Add(parse(f, name).Bytes())
	}
	press, screen := parse(f, "cmyk-v4"), parse(f, "sRGB")
	f.Fuzz(func(t *testing.T, icc []byte) {
		p, err := Parse(icc)
		if err != nil {
			return
		}
		check := func(ink Ink) {
			for _, n := range ink {
				if n > Full {
					t.Fatalf("an ink is %d", n)
				}
			}
		}
		colours := [][3]uint8{{}, {255, 255, 255}, {255, 0, 3}, {17, 200, 90}}
		if c, err := NewConverter(p, press, Options{InkLimit: 30000}); err == nil {
			for _, rgb := range colours {
				check(c.Ink(rgb))
			}
		}
		if c, err := NewGreyConverter(p, press, Options{}); err == nil && c.Black(7) > Full {
			t.Fatalf("black is %d", c.Black(7))
		}
		if c, err := NewConverter(screen, p, Options{GreysToBlack: true}); err == nil {
			for _, rgb := range colours {
				check(c.Ink(rgb))
			}
		}
		if c, err := NewProof(p, screen); err == nil {
			c.RGB(Ink{Full, 1, 2, 3})
		}
		if c, err := NewProof(press, p); err == nil {
			c.RGB(Ink{Full, 1, 2, 3})
		}
	})
}

// BenchmarkPixels converts a picture of a million pixels whose neighbours
// differ, as a photograph's do.
func BenchmarkPixels(b *testing.B) {
	c, err := NewConverter(parse(b, "sRGB"), parse(b, "FOGRA39"), Options{InkLimit: 30000})
	if err != nil {
		b.Fatal(err)
	}
	const side = 1000
	rgb := make([]byte, 0, 3*side*side)
	noise := uint32(1)
	for y := range side {
		for x := range side {
			noise = noise*1664525 + 1013904223
			rgb = append(rgb, byte(x/4)+byte(noise>>30), byte(y/4)+byte(noise>>28&3), byte((x+y)/8)+byte(noise>>26&3))
		}
	}
	dst := make([]byte, 0, 4*side*side)
	b.ReportAllocs()
	for b.Loop() {
		dst = c.Pixels(dst[:0], rgb)
	}
	b.ReportMetric(float64(b.N)*side*side/1e6/b.Elapsed().Seconds(), "megapixels/s")
}

// BenchmarkConverter is what a converter costs before its first colour.
func BenchmarkConverter(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewConverter(parse(b, "sRGB"), parse(b, "FOGRA39"), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestPacked: what comes packed with the program is its profile, byte for byte.
func TestPacked(t *testing.T) {
	for name, icc := range map[string][]byte{"FOGRA39": FOGRA39(), "FOGRA29": FOGRA29(), "FOGRA47": FOGRA47()} {
		packed, digest, ok := Packed(icc)
		if !ok || digest != sha256.Sum256(icc) {
			t.Errorf("%s: packed %t, its digest is %x", name, ok, digest)
			continue
		}
		z, err := zlib.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(z)
		if err != nil || !bytes.Equal(got, icc) {
			t.Errorf("%s: unpacked it is %d bytes, not the profile's %d: %v", name, len(got), len(icc), err)
		}
		for _, other := range [][]byte{nil, {}, icc[1:], icc[:100], bytes.Clone(icc)} {
			if _, _, ok := Packed(other); ok {
				t.Errorf("%s: %d other bytes are taken for it", name, len(other))
			}
		}
	}
}
