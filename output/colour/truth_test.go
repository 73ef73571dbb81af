package colour

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func parse(t testing.TB, name string) *Profile {
	t.Helper()
	data := map[string][]byte{"sRGB": SRGB(), "FOGRA39": FOGRA39(), "FOGRA29": FOGRA29(), "FOGRA47": FOGRA47()}[name]
	if data == nil {
		var err error
		if data, err = os.ReadFile(filepath.Join("testdata", name+".icc")); err != nil {
			t.Fatal(err)
		}
	}
	p, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// truth reads a table that Little CMS made.
func truth(t *testing.T, name string, each func(row []float64)) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var row []float64
		for _, field := range strings.Fields(line) {
			n, err := strconv.ParseFloat(field, 64)
			if err != nil {
				t.Fatal(err)
			}
			row = append(row, n)
		}
		each(row)
		rows++
	}
	if rows < 200 {
		t.Fatalf("%s has %d rows", name, rows)
	}
}

// TestInks compares with Little CMS: inks of RGB colours, in per cent. It rounds
// what curves of a table give to 16 bits, which shows in the darkest colours.
func TestInks(t *testing.T) {
	for _, c := range []struct {
		from, press, table string
		within             float64
	}{
		{"sRGB", "FOGRA39", "srgb-fogra39.tsv", 0.1},
		{"sRGB", "FOGRA29", "srgb-fogra29.tsv", 0.1},
		{"sRGB", "FOGRA47", "srgb-fogra47.tsv", 0.1},
		{"sRGB", "cmyk-v4", "srgb-cmyk-v4.tsv", 0.05},
		{"rgb-para", "FOGRA39", "rgb-para.tsv", 0.05},
		{"rgb-lut8", "FOGRA39", "rgb-lut8.tsv", 0.05},
		{"rgb-mab-lab", "FOGRA39", "rgb-mab-lab.tsv", 0.05},
		{"rgb-mab-xyz", "FOGRA39", "rgb-mab-xyz.tsv", 0.05},
	} {
		t.Run(c.table, func(t *testing.T) {
			converter, err := NewConverter(parse(t, c.from), parse(t, c.press), Options{})
			if err != nil {
				t.Fatal(err)
			}
			worst, sum, n := 0.0, 0.0, 0
			truth(t, c.table, func(row []float64) {
				rgb := [3]uint8{uint8(row[0]), uint8(row[1]), uint8(row[2])}
				got := converter.Ink(rgb)
				pixel := converter.Pixels(nil, rgb[:])
				for i, want := range row[3:] {
					diff := math.Abs(float64(got[i])/100 - want)
					if diff > c.within {
						t.Errorf("%v: ink %d is %.2f, want %.2f", rgb, i, float64(got[i])/100, want)
					}
					if diff := math.Abs(float64(pixel[i])/2.55 - want); diff > c.within+0.2 {
						t.Errorf("%v: ink %d of the pixel is %d, want %.2f", rgb, i, pixel[i], want*2.55)
					}
					worst, sum, n = max(worst, diff), sum+diff, n+1
				}
			})
			t.Logf("worst %.3f points, mean %.4f", worst, sum/float64(n))
		})
	}
}

// TestLab compares with Little CMS what colour inks have.
func TestLab(t *testing.T) {
	for _, c := range []struct{ press, table string }{
		{"FOGRA39", "fogra39-lab.tsv"},
		{"FOGRA29", "fogra29-lab.tsv"},
		{"FOGRA47", "fogra47-lab.tsv"},
		{"cmyk-v4", "cmyk-v4-lab.tsv"},
	} {
		t.Run(c.table, func(t *testing.T) {
			press := parse(t, c.press)
			truth(t, c.table, func(row []float64) {
				var v vector
				for i := range v {
					v[i] = int64(row[i]) * unit / 100
				}
				l := labFrom(press.toPCS, v)
				got := [3]float64{float64(l[0]) / unit * 100, float64(l[1])/unit*255 - 128, float64(l[2])/unit*255 - 128}
				for i, want := range row[4:] {
					if math.Abs(got[i]-want) > 0.02 {
						t.Errorf("%v: %v, want %v", row[:4], got, row[4:])
						break
					}
				}
			})
		})
	}
}

// TestProof compares with Little CMS what a screen shows of inks.
func TestProof(t *testing.T) {
	for _, c := range []struct{ press, table string }{
		{"FOGRA39", "fogra39-srgb.tsv"}, {"FOGRA29", "fogra29-srgb.tsv"}, {"FOGRA47", "fogra47-srgb.tsv"},
	} {
		t.Run(c.table, func(t *testing.T) {
			proof, err := NewProof(parse(t, c.press), parse(t, "sRGB"))
			if err != nil {
				t.Fatal(err)
			}
			truth(t, c.table, func(row []float64) {
				ink := Ink{uint16(row[0] * 100), uint16(row[1] * 100), uint16(row[2] * 100), uint16(row[3] * 100)}
				got := proof.RGB(ink)
				for i, want := range row[4:] {
					if math.Abs(float64(got[i])-want) > 0.6 {
						t.Errorf("%v: %v, want %v", row[:4], got, row[4:])
						break
					}
				}
			})
		})
	}
}
