package fonts_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"korthet/fonts"
)

// readFace parses a font file of the embedded or the test fonts.
func readFace(t testing.TB, file string) *fonts.Face {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("data", filepath.FromSlash(file)))
	if err != nil {
		data, err = os.ReadFile(filepath.Join("testdata", "fonts", filepath.FromSlash(file)))
	}
	if err != nil {
		t.Fatal(err)
	}
	face, err := fonts.Parse(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// notation writes glyphs as testdata/shaping.tsv does.
func notation(glyphs []fonts.Glyph) string {
	parts := make([]string, len(glyphs))
	for i, g := range glyphs {
		offset := ""
		if g.DX != 0 || g.DY != 0 {
			offset = fmt.Sprintf("@%d,%d", g.DX, g.DY)
		}
		parts[i] = fmt.Sprintf("%d%s+%d", g.ID, offset, g.Advance)
	}
	return strings.Join(parts, "|")
}

// shapingCase is a line of testdata/shaping.tsv.
type shapingCase struct {
	line       int
	font, text string
	opts       fonts.ShapeOptions
	want       string
}

// shapingCases reads testdata/shaping.tsv.
func shapingCases(t testing.TB) []shapingCase {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "shaping.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var cases []shapingCase
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 7 {
			t.Fatalf("line %d has %d fields, want 7", n, len(fields))
		}
		cases = append(cases, shapingCase{
			line: n, font: fields[0], text: fields[5], want: fields[6],
			opts: fonts.ShapeOptions{
				Language: fields[1], Script: fields[2], RTL: fields[3] == "rtl",
				Features: strings.Split(fields[4], ","),
			},
		})
	}
	if lines.Err() != nil || len(cases) < 400 {
		t.Fatalf("%d cases, %v", len(cases), lines.Err())
	}
	return cases
}

// TestShape holds shaping against what HarfBuzz made of the same texts.
func TestShape(t *testing.T) {
	faces := map[string]*fonts.Face{}
	for _, c := range shapingCases(t) {
		if faces[c.font] == nil {
			faces[c.font] = readFace(t, c.font)
		}
		if got := notation(faces[c.font].Shape(c.text, c.opts)); got != c.want {
			t.Errorf("shaping.tsv:%d: %s %q\n got %s\nwant %s", c.line, c.font, c.text, got, c.want)
		}
	}
}
