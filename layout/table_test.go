package layout_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
)

func TestColumnWidths(t *testing.T) {
	for name, c := range map[string]struct {
		least, most []display.Length
		measure     display.Length
		want        []display.Length
	}{
		"all have room":       {[]display.Length{10, 20}, []display.Length{20, 60}, 100, []display.Length{25, 75}},
		"just":                {[]display.Length{10, 20}, []display.Length{20, 80}, 100, []display.Length{20, 80}},
		"short ones are kept": {[]display.Length{10, 20}, []display.Length{10, 200}, 100, []display.Length{10, 90}},
		"shared out":          {[]display.Length{10, 10}, []display.Length{30, 110}, 80, []display.Length{20, 60}},
		"words too wide":      {[]display.Length{60, 140}, []display.Length{60, 140}, 100, []display.Length{30, 70}},
		"all empty":           {[]display.Length{0, 0, 0}, []display.Length{0, 0, 0}, 100, []display.Length{33, 34, 33}},
		"rounding is carried": {[]display.Length{1, 1, 1}, []display.Length{1, 1, 1}, 10, []display.Length{3, 4, 3}},
	} {
		if got := layout.ColumnWidths(c.least, c.most, c.measure); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// FuzzColumnWidths: the widths add up to the measure, no column is narrower than
// its words where there is room for all words, and none is narrower than its
// longest line where there is room for all lines.
func FuzzColumnWidths(f *testing.F) {
	f.Add([]byte{1, 0, 2, 0, 3, 0, 4, 0}, int64(1000))
	f.Fuzz(func(t *testing.T, data []byte, measure int64) {
		if measure < 0 || measure > 1<<40 || len(data) > 400 {
			return
		}
		var least, most []display.Length
		var sumLeast, sumMost display.Length
		for ; len(data) >= 4; data = data[4:] {
			word := display.Length(binary.LittleEndian.Uint16(data)) << 10
			line := word + display.Length(binary.LittleEndian.Uint16(data[2:]))<<12
			least, most = append(least, word), append(most, line)
			sumLeast, sumMost = sumLeast+word, sumMost+line
		}
		if len(least) == 0 {
			return
		}
		var sum display.Length
		for i, width := range layout.ColumnWidths(least, most, display.Length(measure)) {
			sum += width
			if width < 0 || sumLeast <= display.Length(measure) && width < least[i] || sumMost <= display.Length(measure) && width < most[i] {
				t.Errorf("column %d of %v, %v in %d is %d wide", i, least, most, measure, width)
			}
		}
		if sum != display.Length(measure) {
			t.Errorf("the widths add up to %d, not %d", sum, measure)
		}
	})
}

func TestDecimalMark(t *testing.T) {
	for _, c := range []struct {
		text, lang string
		before     string // the mark; "-" for no number
	}{
		{"12,5", "sv", "12"},
		{"1 234", "sv", "1 234"},
		{"1 234 567,89", "sv", "1 234 567"},
		{"1\u00a0234,5 %", "sv", "1\u00a0234"},
		{"3 %", "sv", "3"},
		{"−4,0", "sv", "−4"},
		{"12.5", "en-GB", "12"},
		{"1,234.50", "en-GB", "1,234"},
		{"€ 12.50", "en-GB", "€ 12"},
		{"1.234,5", "de", "1.234"},
		{"7 km²", "sv", "7"},
		{"7 stycken", "sv", "-"},
		{"2004–2005", "sv", "-"},
		{"12 34", "sv", "-"},
		{"B 52", "sv", "-"},
		{"ord", "sv", "-"},
		{"", "sv", "-"},
	} {
		want := len(c.before)
		if c.before == "-" {
			want = -1
		}
		if got := layout.DecimalMark(c.text, c.lang); got != want {
			t.Errorf("%q in %s: got %d, want %d", c.text, c.lang, got, want)
		}
	}
}

// tableEdition returns an edition with a table in its only section.
func tableEdition(t testing.TB, table *content.Table, pages int) *content.Edition {
	t.Helper()
	edition, errs := content.Load(publication("Före.", pages), "sv")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	edition.Theme = unfitted()
	section := edition.Sections[0]
	section.Blocks = append(section.Blocks, table)
	return edition
}

// cellInlines returns texts as inlines at places of their own.
func cellInlines(line int, texts ...string) []content.Inlines {
	var cells []content.Inlines
	for i, text := range texts {
		var inlines content.Inlines
		if text != "" {
			inlines = content.Inlines{{Text: text, Pos: content.Pos{File: "text/sv/one.yaml", Line: line, Column: 1 + 20*i}}}
		}
		cells = append(cells, inlines)
	}
	return cells
}

// TestDecimalsAlign sets numbers of a Swedish table: the commas stand below each
// other, and the digits before a number without one end there.
func TestDecimalsAlign(t *testing.T) {
	table := &content.Table{Columns: []content.TableColumn{{Head: cellInlines(1, "Land")[0]}, {Head: cellInlines(1, "Tal")[0]}}}
	for i, number := range []string{"1,25", "1 234,5", "7", "–"} {
		table.Rows = append(table.Rows, content.TableRow{Cells: cellInlines(i+2, "Land", number)})
	}
	result, err := layout.Layout(context.Background(), tableEdition(t, table, 1), layout.Options{})
	if err != nil || failed(result.Problems) {
		t.Fatal(result.Problems, err)
	}
	marks := map[string]display.Length{}
	for _, run := range runs(result.Document) {
		if run.Src.Line > 1 && run.Src.Column == 21 {
			x := run.X
			for _, glyph := range run.Glyphs {
				if r := run.Text[glyph.Cluster]; r == ',' {
					break
				}
				x += glyph.Advance
			}
			if x > display.Millimetres(103_000) {
				x -= display.Millimetres(92_250) // the next column
			}
			marks[run.Text] = x
		}
	}
	if len(marks) != 4 {
		t.Fatalf("got %v", marks)
	}
	for text, x := range marks {
		// The sign for nothing stands at the column's end.
		if at := marks["1,25"]; text != "–" && (x-at > 64 || at-x > 64) {
			t.Errorf("the mark of %q is %d from that of 1,25", text, x-at)
		}
	}
}

// TestHeadRepeats sets a table of many rows: each column but its first begins
// with the head again, as an artifact, and no row stands alone.
func TestHeadRepeats(t *testing.T) {
	table := &content.Table{Columns: []content.TableColumn{{Head: cellInlines(1, "Kolumnhuvud")[0]}, {Head: cellInlines(1, "Tal")[0]}}}
	for i := range 150 {
		table.Rows = append(table.Rows, content.TableRow{Cells: cellInlines(i+2, fmt.Sprint("Rad ", i), fmt.Sprint(i))})
	}
	result, err := layout.Layout(context.Background(), tableEdition(t, table, 2), layout.Options{})
	if err != nil || failed(result.Problems) {
		t.Fatal(result.Problems, err)
	}
	sound(t, result.Document, true)
	heads, artifacts, columns, rows := 0, 0, map[[2]display.Length]int{}, 0
	for s, sheet := range result.Document.Sheets {
		for k, side := range sheet.Sides {
			for _, item := range side.Panels[0].Items {
				run, ok := item.(*display.GlyphRun)
				if !ok {
					continue
				}
				switch {
				case run.Text == "Kolumnhuvud" && run.Tag == display.NoTag:
					artifacts++
				case run.Text == "Kolumnhuvud":
					heads++
				case strings.HasPrefix(run.Text, "Rad "):
					rows++
					columns[[2]display.Length{display.Length(2*s + k), run.X}]++
				}
			}
		}
	}
	if rows != 150 || heads != 1 || artifacts != len(columns)-1 || len(columns) < 3 {
		t.Errorf("%d rows in %d columns with %d heads and %d repeated", rows, len(columns), heads, artifacts)
	}
	for at, n := range columns {
		if n < 2 {
			t.Errorf("%d rows stand alone on page %d", n, at[0]+1)
		}
	}
}

// FuzzTable sets tables of any cells. All words stand on the pages within the
// margins, unless an error says why not.
func FuzzTable(f *testing.F) {
	f.Add("Land|Antal|Andel\nIrak|1 234|12 %\nSomalia|12,5|3,5 %", false)
	f.Add("a\nb|c|d|e|f|g|h\n\n|", true)
	f.Add("Donaudampfschifffahrtsgesellschaft|Migrationsområdesorganisationer|Förutsättningar\n1|2|3", true)
	library, store := fonts.Builtin(), cache.New(64<<20)
	f.Fuzz(func(t *testing.T, text string, rowHeads bool) {
		if len(text) > 1<<11 || strings.ContainsAny(text, "\x00\r\t") {
			return
		}
		lines := strings.Split(strings.ToValidUTF8(text, ""), "\n")
		table := &content.Table{RowHeads: rowHeads}
		for i, head := range strings.Split(lines[0], "|") {
			if i < 8 {
				table.Columns = append(table.Columns, content.TableColumn{Head: cellInlines(1, head)[0]})
			}
		}
		for i, line := range lines[1:] {
			table.Rows = append(table.Rows, content.TableRow{Cells: cellInlines(i+2, strings.Split(line, "|")...), Pos: content.Pos{File: "text/sv/one.yaml", Line: i + 2}})
		}
		result, err := layout.Layout(context.Background(), tableEdition(t, table, 3), layout.Options{Fonts: library, Cache: store})
		if err != nil {
			t.Fatal(err)
		}
		sound(t, result.Document, !failed(result.Problems))
	})
}
