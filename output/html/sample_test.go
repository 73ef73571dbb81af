package html_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"korthet/layout/display"
	"korthet/output/html"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// write returns a document's page.
func write(t testing.TB, doc *display.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := html.Write(&out, doc, html.Options{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// golden compares a page with the one that testdata holds.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		var g, w string
		if i < len(gotLines) {
			g = gotLines[i]
		}
		if i < len(wantLines) {
			w = wantLines[i]
		}
		if g != w {
			t.Fatalf("%s:%d: got\n%s\nwant\n%s\n(run with -update and look at the difference)", path, i+1, g, w)
		}
	}
}

// builder makes tag trees.
type builder struct{ *display.Document }

func newBuilder() builder {
	return builder{&display.Document{
		Meta: display.Meta{Name: "prov", Edition: "sv", Title: "Ett prov", Language: "sv"},
		Colours: []display.Colour{
			{Name: "text", RGB: [3]uint8{20, 20, 20}},
			{Name: "brand", RGB: [3]uint8{11, 46, 107}},
			{Name: "tint", RGB: [3]uint8{228, 235, 245}},
		},
	}}
}

// tag adds a tag with a text in it, if there is one.
func (b builder) tag(parent display.TagID, role display.Role, text string) display.TagID {
	id := b.Add(parent, display.Tag{Role: role})
	if text != "" {
		b.Add(id, display.Tag{Role: display.RoleText, Text: text})
	}
	return id
}

func (b builder) text(parent display.TagID, text string) {
	b.Add(parent, display.Tag{Role: display.RoleText, Text: text})
}

// panel lays items on the document's only page.
func (b builder) panel(items ...display.Item) {
	b.Sheets = []display.Sheet{{Sides: []display.Side{{Panels: []display.Panel{{Page: 1, Label: "1", Items: items}}}}}}
}

// ramp is a small picture, of 4 × 2 pixels.
func ramp(t testing.TB) *display.ImageData {
	t.Helper()
	file, err := os.ReadFile("testdata/ramp.png")
	if err != nil {
		t.Fatal(err)
	}
	return &display.ImageData{Name: "images/ramp.png", Format: "png", Bytes: file, Width: 4, Height: 2, Digest: "ramp"}
}

// everything is a document with every role, in their places and out of them,
// and with characters that need care.
func everything(t testing.TB) *display.Document {
	b := newBuilder()
	b.Meta.Title = "Allt <möjligt> & \"mer\"\ni korthet"
	b.Meta.Subject, b.Meta.Author, b.Meta.Keywords = "Ett faktablad", "IOM", []string{"migration", "prov"}
	root := b.Add(display.NoTag, display.Tag{Role: display.RoleDocument, Lang: "sv"})
	b.tag(root, display.RoleHeading1, "Allt <möjligt> & \"mer\"\ni korthet")
	motto := b.tag(root, display.RoleParagraph, "")
	b.text(b.Add(motto, display.Tag{Role: display.RoleSpan, Lang: "en"}), "For the Benefit of All")
	section := b.Add(root, display.Tag{Role: display.RoleSection, ID: "one", Lang: "fi"})
	for role := display.RoleHeading2; role <= display.RoleHeading6; role++ {
		b.tag(section, role, "Rubrik på nivå "+string(rune('2'+role-display.RoleHeading2)))
	}
	everyPhrase(b, section)
	everyBlock(t, b, root)
	everyMisfit(b, root)
	return b.Document
}

func everyPhrase(b builder, section display.TagID) {
	p := b.Add(section, display.Tag{Role: display.RoleParagraph, ID: "one"}) // the id is taken
	b.text(p, "Text 10\u00A0% med ")
	b.text(b.Add(p, display.Tag{Role: display.RoleEmphasis}), "vikt")
	b.text(p, " och ")
	b.text(b.Add(p, display.Tag{Role: display.RoleStrong, ID: "strong"}), "tyngd")
	b.text(p, ", ")
	b.text(b.Add(p, display.Tag{Role: display.RoleSpan, Lang: "ar"}), "\u0645\u0631\u062D\u0628\u0627")
	b.text(p, " och ett ")
	b.text(b.Add(p, display.Tag{Role: display.RoleSpan, ActualText: "avstavat"}), "avstavat")
	b.text(p, " ord, ett ")
	b.text(b.Add(p, display.Tag{Role: display.RoleSpan, ActualText: "annat"}), "an-nat")
	b.text(p, "\u2026 \u0007\uFFFF \xFF Slut.")
	for _, link := range []struct{ uri, alt, words string }{
		{"https://iom.int/å?q=1&r=\"2\"<3> 4", "IOM på nätet", "en länk"},
		{"mailto:hq@iom.int", "E-mail hq@iom.int", "hq@iom.int"},
		{"tel:+41227179111", "", "+41.22.717 91 11"},
		{"HTTP://iom.int", "iom.int", "IOM"},
		{"javascript:alert(1)", "", "ingen länk"},
		{"data:text/html,x", "", "inte heller"},
		{"#one", "", "ej"},
	} {
		p := b.tag(section, display.RoleParagraph, "")
		b.text(b.Add(p, display.Tag{Role: display.RoleLink, URI: link.uri, Alt: link.alt}), link.words)
	}
	nested := b.Add(b.tag(section, display.RoleParagraph, ""), display.Tag{Role: display.RoleLink, URI: "https://iom.int/1"})
	b.text(nested, "länk i ")
	b.text(b.Add(nested, display.Tag{Role: display.RoleLink, URI: "https://iom.int/2"}), "länk")
}

func everyBlock(t testing.TB, b builder, root display.TagID) {
	section := b.Add(root, display.Tag{Role: display.RoleSection, ID: "two"})
	for _, numbered := range []bool{false, true} {
		list := b.Add(section, display.Tag{Role: display.RoleList, Numbered: numbered})
		b.tag(list, display.RoleCaption, "En lista")
		for _, label := range []string{"• ", "2. "} {
			item := b.Add(list, display.Tag{Role: display.RoleListItem})
			b.tag(item, display.RoleLabel, label)
			body := b.tag(item, display.RoleListBody, "")
			b.tag(body, display.RoleParagraph, "Punkt")
			if label != "• " {
				inner := b.tag(b.tag(body, display.RoleList, ""), display.RoleListItem, "")
				b.tag(inner, display.RoleListBody, "Inre punkt")
			}
		}
	}
	table := b.Add(section, display.Tag{Role: display.RoleTable, ID: "table"})
	b.tag(table, display.RoleCaption, "Siffror")
	row := b.tag(table, display.RoleTableRow, "")
	for i, text := range []string{"År", "Länder", "Program"} {
		head := b.Add(row, display.Tag{Role: display.RoleTableHead, Scope: display.ColumnScope})
		if i == 0 {
			b.Tags[head].Scope = display.BothScope
		}
		b.text(head, text)
	}
	for _, year := range []string{"2004", "2005"} {
		row := b.tag(table, display.RoleTableRow, "")
		b.text(b.Add(row, display.Tag{Role: display.RoleTableHead, Scope: display.RowScope}), year)
		b.tag(b.tag(row, display.RoleTableCell, ""), display.RoleParagraph, "112")
		b.tag(row, display.RoleTableCell, "1200")
	}
	row = b.tag(table, display.RoleTableRow, "")
	b.text(b.Add(row, display.Tag{Role: display.RoleTableHead, Scope: display.RowScope}), "2006")
	b.text(b.Add(row, display.Tag{Role: display.RoleTableCell, ColSpan: 2, RowSpan: 1}), "okänt")
	later := b.tag(section, display.RoleTable, "")
	b.tag(b.tag(later, display.RoleTableRow, ""), display.RoleTableCell, "Ensam")
	b.tag(later, display.RoleCaption, "Under tabellen")

	figure := b.Add(section, display.Tag{Role: display.RoleFigure, Alt: "En färgskala"})
	b.tag(figure, display.RoleCaption, "Bild 1")
	drawn := b.Add(section, display.Tag{Role: display.RoleFigure, Alt: "En fyrkant"})
	empty := b.Add(section, display.Tag{Role: display.RoleFigure, Alt: "Ingenting"})
	_ = empty
	inline := b.Add(b.tag(section, display.RoleParagraph, "Bild i text "), display.Tag{Role: display.RoleFigure, Alt: "Liten"})
	picture := ramp(t)
	pt := display.Point
	b.panel(
		&display.Image{X: pt, Y: pt, Width: 72 * pt, Height: 36 * pt, Data: picture, Tag: figure},
		&display.Image{Width: 9 * pt, Height: 9 * pt, Data: picture, Tag: inline},
		&display.Image{Width: 9 * pt, Height: 9 * pt, Data: picture}, // decoration
		&display.Group{Transform: display.Transform{A: 1 << 17, D: 1 << 16, E: 10 * pt}, Items: []display.Item{
			&display.Path{
				Segments: display.Rectangle(0, 0, 20*pt, 10*pt), Fill: &display.Ink{Colour: 1, Tint: 5000}, EvenOdd: true,
				Stroke: &display.Stroke{Ink: display.Ink{Tint: display.Solid}, Width: pt / 2, Dash: []display.Length{pt, 2 * pt}}, Tag: drawn,
			},
		}},
	)
	quote := b.tag(section, display.RoleBlockQuote, "")
	b.tag(quote, display.RoleParagraph, "Ett citat.")
	note := b.tag(section, display.RoleNote, "")
	b.tag(note, display.RoleParagraph, "En not.")
	contact := b.tag(root, display.RoleAddress, "")
	b.tag(contact, display.RoleHeading2, "Högkvarter")
	b.tag(contact, display.RoleParagraph, "17 route des Morillons\nGenève")
	b.tag(contact, display.RoleHeading3, "Öppet")
	b.tag(contact, display.RoleParagraph, "9\u201317")
}

// everyMisfit puts tags where HTML has no place for them.
func everyMisfit(b builder, root display.TagID) {
	section := b.Add(root, display.Tag{Role: display.RoleSection, ID: "with space"})
	b.text(section, "Text i ett avsnitt")
	p := b.tag(section, display.RoleParagraph, "Stycke ")
	b.tag(b.tag(p, display.RoleList, ""), display.RoleListItem, "med lista")
	head := b.tag(section, display.RoleHeading2, "Rubrik ")
	b.tag(head, display.RoleParagraph, "med stycke")
	b.tag(section, display.RoleListItem, "Lös punkt")
	b.tag(section, display.RoleLabel, "lös etikett")
	b.tag(section, display.RoleListBody, "Lös text")
	b.tag(section, display.RoleTableRow, "Lös rad")
	b.tag(section, display.RoleTableCell, "Lös cell")
	b.tag(section, display.RoleTableHead, "Löst huvud")
	b.tag(section, display.RoleCaption, "Lös bildtext")
	list := b.tag(section, display.RoleList, "text i lista")
	b.tag(list, display.RoleParagraph, "stycke i lista")
	table := b.tag(section, display.RoleTable, "text i tabell")
	row := b.tag(table, display.RoleTableRow, "text i rad")
	b.tag(b.Add(row, display.Tag{Role: display.RoleTableHead, Scope: display.RowScope}), display.RoleHeading3, "rubrik i cell")
	b.tag(b.tag(table, display.RoleCaption, ""), display.RoleTable, "tabell i tabelltext")
	link := b.Add(section, display.Tag{Role: display.RoleLink, URI: "https://iom.int/3"})
	b.tag(link, display.RoleParagraph, "stycke i länk")
	em := b.tag(section, display.RoleEmphasis, "betonat ")
	b.tag(em, display.RoleSection, "avsnitt")
	span := b.Add(section, display.Tag{Role: display.RoleSpan, Lang: "en"})
	b.tag(span, display.RoleParagraph, "paragraph in a span")
	address := b.tag(root, display.RoleAddress, "adress")
	b.tag(b.tag(address, display.RoleSection, ""), display.RoleHeading3, "Rubrik i adress")
	b.tag(b.tag(address, display.RoleAddress, ""), display.RoleNote, "not i adress i adress")
	b.tag(root, display.RoleSection, "")
}
