package pdf

import (
	_ "embed"
	"strings"
	"testing"
	"unicode/utf8"

	"korthet/fonts"
	"korthet/layout/display"
)

//go:embed testdata/leaflet.txt
var leafletText string

// setter makes display documents for tests: greedy lines, words broken where
// they do not fit, two columns a page.
type setter struct {
	t        testing.TB
	doc      *display.Document
	faces    [4]*fonts.Face // text, text italic, heads, contact
	panels   []display.Panel
	column   int
	y        display.Length
	broken   int // words broken at a line's end
	language string
}

const (
	pageWidth    = 595_276 * display.Point / 1000
	pageHeight   = 841_890 * display.Point / 1000
	columnWidth  = 232 * display.Point
	columnTop    = 90 * display.Point
	columnBottom = 780 * display.Point
	bodySize     = 9 * display.Point
	bodyLeading  = 12 * display.Point
)

func newSetter(t testing.TB) *setter {
	t.Helper()
	s := &setter{t: t, language: "sv", y: columnTop}
	for i, want := range [...]struct {
		family string
		weight int
		italic bool
	}{{"Source Serif 4", 400, false}, {"Source Serif 4", 400, true}, {"Source Sans 3", 700, false}, {"Source Sans 3", 400, false}} {
		face, err := fonts.Builtin().Find(want.family, want.weight, want.italic)
		if err != nil {
			t.Fatal(err)
		}
		s.faces[i] = face
	}
	s.doc = &display.Document{
		Meta: display.Meta{
			Name: "leaflet", Edition: "sv", Title: "Internationella Organisationen för Migration i korthet",
			Subject: "Faktablad", Author: "IOM Helsingfors", Keywords: []string{"migration", "IOM"}, Language: "sv",
		},
		Colours: []display.Colour{
			{Name: "black", CMYK: [4]uint16{0, 0, 0, 10000}},
			{Name: "brand", CMYK: [4]uint16{10000, 5000, 0, 1000}, RGB: [3]uint8{0, 78, 140}},
		},
	}
	s.doc.Add(display.NoTag, display.Tag{Role: display.RoleDocument})
	s.page()
	return s
}

func (s *setter) page() {
	n := len(s.panels) + 1
	s.panels = append(s.panels, display.Panel{Width: pageWidth, Height: pageHeight, Page: n, Label: string(rune('0' + n))})
	s.column, s.y = 0, columnTop
}

func (s *setter) put(items ...display.Item) {
	panel := &s.panels[len(s.panels)-1]
	panel.Items = append(panel.Items, items...)
}

// document ends the setting.
func (s *setter) document() *display.Document {
	for i := range s.panels {
		s.doc.Sheets = append(s.doc.Sheets, display.Sheet{Sides: []display.Side{
			{Width: pageWidth, Height: pageHeight, Panels: s.panels[i : i+1]},
		}})
	}
	return s.doc
}

// line moves down by a leading, to the next column or page where it must.
func (s *setter) line(leading display.Length) {
	s.y += leading
	if s.y > columnBottom {
		s.column, s.y = s.column+1, columnTop+leading
		if s.column == 2 {
			s.page()
			s.y += leading
		}
	}
}

func (s *setter) left() display.Length {
	return 60*display.Point + display.Length(s.column)*(columnWidth+12*display.Point)
}

// shape sets text in a face at a size; extra is added to each space.
func (s *setter) shape(text string, face *fonts.Face, size, extra display.Length) (glyphs []display.Glyph, width display.Length) {
	em := int64(face.UnitsPerEm())
	for _, g := range face.Shape(text, fonts.ShapeOptions{Language: s.language}) {
		advance := size.Scale(int64(g.Advance), em)
		if r, _ := utf8.DecodeRuneInString(text[g.Cluster:]); r == ' ' {
			advance += extra
		}
		glyphs = append(glyphs, display.Glyph{
			ID: g.ID, Advance: advance, DX: size.Scale(int64(g.DX), em), DY: size.Scale(int64(g.DY), em), Cluster: g.Cluster,
		})
		width += advance
	}
	return glyphs, width
}

// style is how a run of text is set.
type style struct {
	face    int
	size    display.Length
	leading display.Length
	ink     display.Ink
	lang    string
}

func body() style {
	return style{face: 0, size: bodySize, leading: bodyLeading, ink: display.Ink{Tint: display.Solid, Overprint: true}, lang: "sv"}
}

func (s *setter) run(x display.Length, text string, extra display.Length, st style, tag display.TagID) *display.GlyphRun {
	glyphs, _ := s.shape(text, s.faces[st.face], st.size, extra)
	run := &display.GlyphRun{
		X: x, Y: s.y, Face: s.faces[st.face], Size: st.size, Text: text, Glyphs: glyphs, Lang: st.lang, Ink: st.ink, Tag: tag,
		Src: display.Src{File: "text/sv/general.yaml", Line: 1, Column: 1, Path: "body"},
	}
	s.put(run)
	return run
}

// paragraph sets justified text into the columns under a tag. A word that does
// not fit is broken after its half where that is long enough.
func (s *setter) paragraph(parent display.TagID, text string, st style) {
	_, space := s.shape(" ", s.faces[st.face], st.size, 0)
	var line []string
	width := display.Length(0)
	flush := func(justify bool, rest string) {
		s.line(st.leading)
		gaps := display.Length(len(line) - 1)
		if rest != "" {
			gaps++
		}
		extra := display.Length(0)
		if justify && gaps > 0 {
			extra = (columnWidth - width) / gaps
		}
		text := strings.Join(line, " ") + " "
		tag := s.doc.Add(parent, display.Tag{Role: display.RoleText, Text: text})
		run := s.run(s.left(), text, extra, st, tag)
		line, width = nil, 0
		if rest == "" {
			return
		}
		// The word's first part, its hyphen, and on the next line its rest.
		x := run.X
		for _, g := range run.Glyphs {
			x += g.Advance
		}
		head, tail, _ := strings.Cut(rest, "|")
		word := head + tail
		span := s.doc.Add(parent, display.Tag{Role: display.RoleSpan, ActualText: word})
		part := s.doc.Add(span, display.Tag{Role: display.RoleText, Text: word})
		first := s.run(x, head+"-", 0, st, part)
		first.Hyphen = true
		s.line(st.leading)
		s.run(s.left(), tail, 0, st, part)
		s.y -= st.leading // the rest of the line follows from there
		s.broken++
	}
	words := strings.Fields(text)
	for i := 0; i < len(words); i++ {
		_, w := s.shape(words[i], s.faces[st.face], st.size, 0)
		if len(line) == 0 || width+space+w <= columnWidth {
			if len(line) > 0 {
				width += space
			}
			line = append(line, words[i])
			width += w
			continue
		}
		letters := []rune(words[i])
		half := len(letters) / 2
		head := string(letters[:half])
		_, headWidth := s.shape(head+"-", s.faces[st.face], st.size, 0)
		if len(letters) >= 10 && !strings.ContainsRune(words[i], '-') && width+space+headWidth <= columnWidth {
			width += space + headWidth
			flush(true, head+"|"+string(letters[half:]))
			// Indent what follows by the rest of the word.
			_, tailWidth := s.shape(string(letters[half:]), s.faces[st.face], st.size, 0)
			line, width = []string{""}, tailWidth
			s.continueAt(parent, &line, &width, words, &i, st)
			continue
		}
		flush(true, "")
		i--
	}
	if len(line) > 0 {
		flush(false, "")
	}
}

// continueAt sets the line that begins with the rest of a broken word.
func (s *setter) continueAt(parent display.TagID, line *[]string, width *display.Length, words []string, i *int, st style) {
	start := *width
	_, space := s.shape(" ", s.faces[st.face], st.size, 0)
	text := ""
	for *i+1 < len(words) {
		_, w := s.shape(words[*i+1], s.faces[st.face], st.size, 0)
		if *width+space+w > columnWidth {
			break
		}
		*width += space + w
		text += " " + words[*i+1]
		*i++
	}
	text += " "
	gaps := display.Length(strings.Count(text, " ") - 1)
	extra := display.Length(0)
	if gaps > 0 && *i+1 < len(words) {
		extra = (columnWidth - *width) / gaps
	}
	s.line(st.leading)
	tag := s.doc.Add(parent, display.Tag{Role: display.RoleText, Text: text})
	s.run(s.left()+start, text, extra, st, tag)
	*line, *width = nil, 0
}

func (s *setter) heading(parent display.TagID, role display.Role, text string, st style) {
	s.line(st.leading)
	s.line(st.leading)
	head := s.doc.Add(parent, display.Tag{Role: role})
	tag := s.doc.Add(head, display.Tag{Role: display.RoleText, Text: text})
	s.run(s.left(), text, 0, st, tag)
}

// address sets a contact line that links.
func (s *setter) address(parent display.TagID, label, words, uri string) {
	st := style{face: 3, size: 8 * display.Point, leading: bodyLeading, ink: display.Ink{Colour: 1, Tint: display.Solid}, lang: "sv"}
	s.line(st.leading)
	p := s.doc.Add(parent, display.Tag{Role: display.RoleParagraph})
	run := s.run(s.left(), label+" ", 0, st, s.doc.Add(p, display.Tag{Role: display.RoleText, Text: label + " "}))
	x := run.X
	for _, g := range run.Glyphs {
		x += g.Advance
	}
	link := s.doc.Add(p, display.Tag{Role: display.RoleLink, URI: uri, Alt: label + " till IOM"})
	run = s.run(x, words, 0, st, s.doc.Add(link, display.Tag{Role: display.RoleText, Text: words}))
	end := x
	for _, g := range run.Glyphs {
		end += g.Advance
	}
	s.put(&display.Link{X: x, Y: s.y - st.size, Width: end - x, Height: st.size + st.size/4, Tag: link})
}

// leaflet is a document as layout makes them of the seed text: two pages, four
// faces, broken words, links, a rule and a tinted plane.
func leaflet(t testing.TB) *display.Document {
	s := newSetter(t)
	s.put(
		&display.Path{Segments: display.Rectangle(0, 0, pageWidth, 70*display.Point), Fill: &display.Ink{Colour: 1, Tint: 1500}},
		&display.Path{
			Segments: []display.Segment{
				{Op: display.MoveTo, Points: [3]display.XY{{X: 60 * display.Point, Y: 80 * display.Point}}},
				{Op: display.LineTo, Points: [3]display.XY{{X: 536 * display.Point, Y: 80 * display.Point}}},
			},
			Stroke: &display.Stroke{Ink: display.Ink{Colour: 1, Tint: display.Solid}, Width: display.Point / 2},
		},
	)
	var lines []string
	for _, line := range strings.Split(leafletText, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	s.y = 40 * display.Point
	title := s.doc.Add(display.Root, display.Tag{Role: display.RoleHeading1})
	s.run(60*display.Point, lines[0], 0, style{face: 2, size: 18 * display.Point, ink: display.Ink{Colour: 1, Tint: display.Solid}, lang: "sv"},
		s.doc.Add(title, display.Tag{Role: display.RoleText, Text: lines[0]}))
	s.y = 60 * display.Point
	motto := s.doc.Add(display.Root, display.Tag{Role: display.RoleParagraph, Lang: "en"})
	s.run(60*display.Point, lines[1], 0, style{face: 1, size: 12 * display.Point, ink: display.Ink{Tint: display.Solid}, lang: "en"},
		s.doc.Add(motto, display.Tag{Role: display.RoleText, Text: lines[1]}))
	s.y = columnTop
	section := display.Root
	for _, line := range lines[2:] {
		if strings.HasPrefix(line, "17 route") || strings.HasPrefix(line, "Tlf") {
			break
		}
		if len(line) < 60 {
			section = s.doc.Add(display.Root, display.Tag{Role: display.RoleSection})
			s.heading(section, display.RoleHeading2, line, style{face: 2, size: 11 * display.Point, leading: bodyLeading, ink: display.Ink{Colour: 1, Tint: display.Solid}, lang: "sv"})
			continue
		}
		s.paragraph(s.doc.Add(section, display.Tag{Role: display.RoleParagraph}), line, body())
	}
	contact := s.doc.Add(display.Root, display.Tag{Role: display.RoleAddress})
	s.address(contact, "E-mail", "hq@iom.int", "mailto:hq@iom.int")
	s.address(contact, "Internet", "www.iom.int/å ä", "http://www.iom.int/å ä")
	if len(s.panels) != 2 {
		t.Fatalf("the leaflet has %d pages; the test means to have 2", len(s.panels))
	}
	return s.document()
}
