package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"korthet/layout/display"
)

// pngOf encodes a small picture: a ramp, with alpha where wanted.
func pngOf(t testing.TB, alpha bool) *display.ImageData {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, 8, 6))
	for y := range 6 {
		for x := range 8 {
			a := uint8(255)
			if alpha {
				a = uint8(x * 36)
			}
			img.SetNRGBA(x, y, color.NRGBA{R: uint8(x * 30), G: uint8(y * 40), B: 128, A: a})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	name := "images/ramp.png"
	if alpha {
		name = "images/fade.png"
	}
	return &display.ImageData{Name: name, Format: "png", Bytes: out.Bytes(), Width: 8, Height: 6, Digest: name}
}

// specimen is a document with one of everything a display document can hold:
// each role, each item, glyphs that need care, two panels with art across the
// fold, a word broken over the pages.
func specimen(t testing.TB) *display.Document {
	s := newSetter(t)
	d := s.doc
	at := func(x, y display.Length, text string, st style, tag display.TagID) *display.GlyphRun {
		s.y = y * display.Point
		return s.run(x*display.Point, text, 0, st, tag)
	}
	text := func(parent display.TagID, words string) display.TagID {
		return d.Add(parent, display.Tag{Role: display.RoleText, Text: words})
	}
	element := func(parent display.TagID, role display.Role) display.TagID {
		return d.Add(parent, display.Tag{Role: role})
	}
	// An artifact, a title, emphasis, a language, a ligature and its like.
	s.put(&display.Path{
		Segments: []display.Segment{
			{Op: display.MoveTo, Points: [3]display.XY{{X: 20 * display.Point, Y: 20 * display.Point}}},
			{Op: display.CurveTo, Points: [3]display.XY{{X: 120 * display.Point, Y: 0}, {X: 180 * display.Point, Y: 60 * display.Point}, {X: 280 * display.Point, Y: 20 * display.Point}}},
			{Op: display.ClosePath},
		},
		EvenOdd: true, Fill: &display.Ink{Colour: 1, Tint: 2000},
		Stroke: &display.Stroke{Width: display.Point, Dash: []display.Length{3 * display.Point, display.Point}, Ink: display.Ink{Tint: 5000}},
	})
	at(20, 60, "Flygblad (fält) \\ 1", body(), text(element(display.Root, display.RoleHeading1), "Flygblad (fält) \\ 1"))
	p := element(display.Root, display.RoleParagraph)
	at(20, 80, "En\u00A0text med ", body(), text(p, "En\u00A0text med "))
	em := body()
	em.face = 1
	at(90, 80, "vikt", em, text(element(p, display.RoleEmphasis), "vikt"))
	at(120, 80, " och ", body(), text(p, " och "))
	strong := body()
	strong.face = 2
	at(140, 80, "tyngd. ", strong, text(element(p, display.RoleStrong), "tyngd. "))
	english := at(180, 80, "Managing ", body(), text(d.Add(p, display.Tag{Role: display.RoleSpan, Lang: "en"}), "Managing "))
	english.Lang = "en"
	other := at(240, 80, "ad hoc", body(), text(p, "ad hoc"))
	other.Lang = "la"
	// Hyphens of one glyph and several meanings.
	at(20, 100, "FN-chef, 5\u20116, mjuk\u00ADt", body(), text(element(display.Root, display.RoleParagraph), "FN-chef, 5\u20116, mjuk\u00ADt"))
	careful(s, element(display.Root, display.RoleParagraph))
	lists(s, element, text, at)
	table(s, element, text, at)
	figures(s, element, text, at)
	link := d.Add(element(display.Root, display.RoleParagraph), display.Tag{Role: display.RoleLink, URI: "https://iom.int/å?q=1 2%20(3)", Alt: "IOM på nätet"})
	at(20, 470, "IOM på ", body(), text(link, "IOM på "))
	at(20, 482, "nätet", body(), text(link, "nätet"))
	for i := range display.Length(2) {
		s.put(&display.Link{X: 20 * display.Point, Y: (461 + 12*i) * display.Point, Width: 40 * display.Point, Height: 11 * display.Point, Tag: link})
	}
	note := element(display.Root, display.RoleNote)
	at(20, 500, "Not.", body(), text(note, "Not."))
	// A word over two pages, and its rest after the second page's own picture.
	last := element(display.Root, display.RoleParagraph)
	at(20, 560, "Sist ", body(), text(last, "Sist "))
	word := text(d.Add(last, display.Tag{Role: display.RoleSpan, ActualText: "informationen"}), "informationen")
	first := at(60, 560, "informa-", body(), word)
	first.Hyphen = true
	s.page()
	at(20, 40, "tionen", body(), word)
	at(60, 40, " slutar.", body(), text(last, " slutar."))
	return fold(s)
}

// careful sets what writers get wrong: raised marks, moved glyphs, expansion,
// letter-spacing, two glyphs for one character, right-to-left order.
func careful(s *setter, p display.TagID) {
	face := s.faces[0]
	set := func(y display.Length, text string, edit func(*display.GlyphRun)) {
		s.y = y * display.Point
		run := s.run(20*display.Point, text, 0, body(), s.doc.Add(p, display.Tag{Role: display.RoleText, Text: text}))
		edit(run)
	}
	set(120, "x\u0302 ", func(r *display.GlyphRun) { r.Glyphs[1].DY += display.Point / 2 })
	set(130, "bredare text ", func(r *display.GlyphRun) {
		r.Expansion = 150
		for i := range r.Glyphs {
			r.Glyphs[i].Advance = r.Glyphs[i].Advance.Scale(1015, 1000)
		}
	})
	set(140, "spärrat ", func(r *display.GlyphRun) {
		r.Size = 9*display.Point + 12345
		r.LetterSpacing = display.Point / 3
		for i := range r.Glyphs {
			r.Glyphs[i].Advance += r.LetterSpacing
		}
	})
	set(150, "½ ", func(r *display.GlyphRun) {
		// As fonts do that build it of parts: three glyphs, one character.
		r.Glyphs = nil
		for _, c := range "1/2" {
			id, _ := face.GlyphIndex(c)
			r.Glyphs = append(r.Glyphs, display.Glyph{ID: id, Advance: 4 * display.Point})
		}
		space, _ := face.GlyphIndex(' ')
		r.Glyphs = append(r.Glyphs, display.Glyph{ID: space, Advance: 2 * display.Point, Cluster: 2})
	})
	set(160, "abc", func(r *display.GlyphRun) {
		r.Level = 1
		for i, j := 0, len(r.Glyphs)-1; i < j; i, j = i+1, j-1 {
			r.Glyphs[i], r.Glyphs[j] = r.Glyphs[j], r.Glyphs[i]
		}
	})
}

type (
	addElement func(display.TagID, display.Role) display.TagID
	addText    func(display.TagID, string) display.TagID
	setAt      func(x, y display.Length, text string, st style, tag display.TagID) *display.GlyphRun
)

func lists(s *setter, element addElement, text addText, at setAt) {
	section := element(display.Root, display.RoleSection)
	at(20, 180, "Listor", body(), text(element(section, display.RoleHeading2), "Listor"))
	for i, numbered := range []bool{true, false} {
		list := s.doc.Add(section, display.Tag{Role: display.RoleList, Numbered: numbered})
		for j := range display.Length(2) {
			item := element(list, display.RoleListItem)
			y := 192 + display.Length(i)*24 + 12*j
			label := "•"
			if numbered {
				label = string(rune('1'+j)) + "."
			}
			at(20, y, label, body(), text(element(item, display.RoleLabel), label))
			at(32, y, "punkt", body(), text(element(item, display.RoleListBody), "punkt"))
		}
	}
	at(20, 250, "Citat", body(), text(element(element(section, display.RoleBlockQuote), display.RoleParagraph), "Citat"))
	at(20, 262, "Adress", body(), text(element(section, display.RoleAddress), "Adress"))
	at(20, 274, "Djupare", body(), text(element(section, display.RoleHeading3), "Djupare"))
}

func table(s *setter, element addElement, text addText, at setAt) {
	table := element(display.Root, display.RoleTable)
	at(20, 290, "Tabell 1", body(), text(element(table, display.RoleCaption), "Tabell 1"))
	head := element(table, display.RoleTableRow)
	cell := s.doc.Add(head, display.Tag{Role: display.RoleTableHead, Scope: display.ColumnScope, ColSpan: 2})
	at(20, 302, "År", body(), text(cell, "År"))
	for i := range display.Length(2) {
		row := element(table, display.RoleTableRow)
		th := s.doc.Add(row, display.Tag{Role: display.RoleTableHead, Scope: display.RowScope})
		at(20, 314+12*i, "2005", body(), text(th, "2005"))
		at(60, 314+12*i, "112", body(), text(element(row, display.RoleTableCell), "112"))
	}
}

// figures sets pictures and shapes that mean something, in turned and clipped
// groups.
func figures(s *setter, element addElement, text addText, at setAt) {
	photo := s.doc.Add(display.Root, display.Tag{Role: display.RoleFigure, Alt: "En färgskala"})
	s.put(&display.Image{X: 20 * display.Point, Y: 350 * display.Point, Width: 80 * display.Point, Height: 60 * display.Point, Data: pngOf(s.t, false), Tag: photo})
	at(20, 420, "Bild 1", body(), text(element(photo, display.RoleCaption), "Bild 1"))
	turned := s.doc.Add(display.Root, display.Tag{Role: display.RoleFigure, Alt: "Ett märke"})
	fade := pngOf(s.t, true)
	s.put(&display.Group{
		// A quarter turn clockwise about (200, 380).
		Transform: display.Transform{B: 1 << 16, C: -1 << 16, E: 200 * display.Point, F: 380 * display.Point},
		Clip:      display.Rectangle(0, 0, 50*display.Point, 30*display.Point),
		Items: []display.Item{
			&display.Image{Width: 60 * display.Point, Height: 30 * display.Point, Data: fade, Tag: turned},
			&display.Group{
				Transform: display.Transform{A: 2 << 16, D: 2 << 16},
				Items: []display.Item{&display.Path{
					Segments: display.Rectangle(5*display.Point, 5*display.Point, 5*display.Point, 5*display.Point),
					Fill:     &display.Ink{Colour: 1, Tint: display.Solid}, Tag: turned,
				}},
			},
			&display.Group{Items: []display.Item{&display.Image{Width: 10 * display.Point, Height: 10 * display.Point, Data: fade}}},
		},
	})
}

// fold lays the two pages side by side on one sheet, with a band and a word
// across the fold, and other names for the pages.
func fold(s *setter) *display.Document {
	s.panels[1].X = pageWidth
	s.panels[0].Label, s.panels[1].Label = "i", "ii"
	s.panels[0].End, s.panels[1].Start = display.Fold, display.Fold
	tag := s.doc.Add(s.doc.Add(display.Root, display.Tag{Role: display.RoleParagraph}), display.Tag{Role: display.RoleText, Text: "Över vecket"})
	face := s.faces[0]
	run := &display.GlyphRun{
		X: pageWidth - 30*display.Point, Y: 700 * display.Point, Face: face, Size: 12 * display.Point, Text: "Över vecket", Lang: "sv",
		Ink: display.Ink{Tint: display.Solid}, Tag: tag,
	}
	run.Glyphs, _ = s.shape(run.Text, face, run.Size, 0)
	s.doc.Sheets = []display.Sheet{{Sides: []display.Side{{
		Width: 2 * pageWidth, Height: pageHeight, Panels: s.panels,
		Items: []display.Item{
			&display.Path{
				Segments: display.Rectangle(pageWidth-40*display.Point, 680*display.Point, 120*display.Point, 30*display.Point),
				Fill:     &display.Ink{Colour: 1, Tint: 1000},
			},
			run,
			// Not on the second page.
			&display.Path{
				Segments: display.Rectangle(0, 720*display.Point, 20*display.Point, 30*display.Point),
				Fill:     &display.Ink{Colour: 1, Tint: 1000},
			},
		},
	}}}}
	return s.doc
}

func TestDumpSpecimen(t *testing.T) { golden(t, "specimen", specimen(t)) }
