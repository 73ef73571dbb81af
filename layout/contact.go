package layout

import (
	"cmp"
	"slices"
	"strings"

	"korthet/content"
	"korthet/layout/display"
	"korthet/layout/language"
)

// Measures of the contact block, in the units that its name says.
const (
	contactInset   = 4  // mm, of the text from the band's edges
	contactGap     = 6  // mm, between its columns
	contactLabelPt = 6  // pt, between labels and what they label
	contactNamePt  = 3  // pt, more than a line, between the name and the lines below
	contactPadPt   = 9  // pt, least white above and below the lines
	contactCode    = 18 // mm, of a QR code with its quiet zone, unless it needs more
	colophonGapPt  = 14 // pt, from the band to the first baseline below it
)

// ContactLook is how the contact block looks.
type ContactLook struct {
	Ground  int  // the colour of the band, or noColour
	Rule    int  // the colour of a rule along its upper edge, or noColour
	Labels  bool // numbers and addresses have words before them
	Numbers NumberForm
}

// contactEntry is one line of a contact block: a label and what it labels.
type contactEntry struct {
	label string
	text  content.Text
	uri   string
}

// foot sets what stands at the foot of the last page: the contact block, and
// the colophon below it. All places are from the area's own top.
func (s *setter) foot(root *node) area {
	var done area
	var y display.Length
	if s.edition.Office != nil {
		y = s.contact(root, s.edition.Office, &done)
		done.contact = y
	}
	if len(s.edition.Front.Colophon) > 0 {
		y = s.colophon(root, y, &done)
	}
	if len(done.texts) == 0 {
		return area{}
	}
	done.height, done.rows = y, s.footRows(y)
	done.move(0, display.Length(done.rows)*s.theme.Grid-y)
	return done
}

// footRows returns the grid rows that a foot takes, none where there is none. An
// empty row parts it from the columns.
func (s *setter) footRows(height display.Length) int {
	if height == 0 {
		return 0
	}
	return s.rowsWithin(height) + 1
}

// footHeights are the heights of a foot and of the contact block in it.
type footHeights struct{ height, contact display.Length }

// contact sets the contact block: a tinted band over the whole width, with the
// office's name as a small head, then its address, telephones, and mail and web
// side by side. It returns the band's height.
func (s *setter) contact(root *node, office *content.Office, done *area) display.Length {
	page := &s.theme.Page
	n := root.add(&node{tag: display.Tag{Role: display.RoleAddress, Src: display.Src(office.Pos)}, language: root.language})
	if office.Language != "" {
		n.language, n.tag.Lang = office.Language, differs(office.Language, root.language)
	}
	look := &s.theme.Contact
	inset, gap := display.Millimetres(contactInset*1000), display.Millimetres(contactGap*1000)
	if look.Ground == noColour {
		inset = 0 // without a band its text stands at the margins
	}
	style := s.theme.Styles[ContactStyle]
	width := page.TextWidth() - 2*inset
	code, size := s.mapCode(office)
	if code != nil {
		width -= size + gap
	}
	y := points(contactPadPt) + capHeight(s.theme.Styles[ContactNameStyle])
	if office.Name.Value != "" {
		name := s.officeName(n, office.Name, width)
		done.texts = append(done.texts, stack(name, page.Start+inset, y))
		y += display.Length(len(name.lines))*style.Leading + points(contactNamePt)
	}
	columns := s.contactColumns(n, office)
	if len(columns) == 0 {
		columns = [][]*node{nil}
	}
	bottom, x := y, page.Start+inset
	for i, column := range s.contactWidths(columns, width, gap) {
		bottom = max(bottom, s.contactColumn(columns[i], x, y, column, done))
		x += column + gap
	}
	height := bottom - style.Leading + points(contactPadPt)
	if code != nil {
		height = max(height, size+2*points(contactPadPt))
		s.placeMapCode(n, office, code, page.Start+page.TextWidth()-inset-size, (height-size)/2, size, done)
	}
	if look.Rule != noColour {
		done.ground(&display.Path{
			Segments: levelLine(page.Start, 0, page.Start+page.TextWidth()),
			Stroke:   &display.Stroke{Ink: display.Ink{Colour: look.Rule, Tint: display.Solid}, Width: max(2*s.theme.Blocks.Rule, s.theme.Blocks.Hairline)},
			Src:      display.Src(office.Pos),
		})
	}
	if look.Ground != noColour {
		done.ground(&display.Path{
			Segments: display.Rectangle(page.Start, 0, page.TextWidth(), height),
			Fill:     &display.Ink{Colour: look.Ground, Tint: display.Solid},
			Src:      display.Src(office.Pos),
		})
	}
	return height
}

// mapCode returns the QR code that leads to the office's map and its size with
// the quiet zone, nil where there is none.
func (s *setter) mapCode(office *content.Office) (*qrCode, display.Length) {
	if !office.MapCode || office.Map.Value == "" {
		return nil, 0
	}
	code, err := newQRCode(webURI(office.Map.Value))
	if err != nil {
		s.report(Error, office.Map.Pos, "use a shorter address", "the address is too long for a QR code")
		return nil, 0
	}
	return code, max(display.Millimetres(contactCode*1000), display.Millimetres(int64(code.size+2*quietModules)*leastModule))
}

// placeMapCode puts the QR code on the paper's white.
func (s *setter) placeMapCode(n *node, office *content.Office, code *qrCode, x, y, size display.Length, done *area) {
	uri := webURI(office.Map.Value)
	link := n.child(display.RoleParagraph, office.Map.Pos).child(display.RoleLink, office.Map.Pos)
	link.tag.URI, link.tag.Alt = uri, "QR: "+linkAlt(&content.Link{URI: uri})
	figure := link.child(display.RoleFigure, office.Map.Pos)
	figure.tag.Alt = link.tag.Alt
	if s.theme.Contact.Ground != noColour {
		white := &display.Ink{Colour: s.colour("paper"), Tint: display.Solid}
		done.decorate(&display.Path{Segments: display.Rectangle(x, y, size, size), Fill: white, Src: display.Src(office.Map.Pos)})
	}
	done.shapes = append(done.shapes,
		shape{item: &display.Path{Segments: code.segments(x, y, size), Fill: s.qrInk(), Src: display.Src(office.Map.Pos)}, node: figure},
		shape{item: &display.Link{X: x, Y: y, Width: size, Height: size}, node: link})
}

// officeName sets the office's name as the block's head.
func (s *setter) officeName(n *node, name content.Text, width display.Length) *paragraph {
	head := n.add(&node{tag: display.Tag{Role: display.RoleHeading2, Src: display.Src(name.Pos)}, language: n.language})
	p := s.plainParagraph(name, s.theme.Styles[ContactNameStyle], n.language)
	head.paragraphs = []*paragraph{p}
	p.lines = s.raggedLines(p, width, true).lines
	return p
}

// capHeight returns the usual height of a style's capitals.
func capHeight(style *Style) display.Length { return style.Size * 2 / 3 }

func plain(text content.Text) content.Inlines {
	return content.Inlines{{Text: text.Value, Pos: text.Pos}}
}

// stack puts a paragraph's lines one leading apart.
func stack(p *paragraph, x, y display.Length) fixedText {
	text := fixedText{p: p, x: x}
	for i := range p.lines {
		text.baselines = append(text.baselines, y+display.Length(i)*p.style.Leading)
	}
	return text
}

// contactColumns returns the block's columns as tags with paragraphs that have
// no lines yet: the address; telephones; mail and web. Empty ones are left out.
func (s *setter) contactColumns(n *node, office *content.Office) [][]*node {
	labels := language.Labels(n.language)
	label := func(field, standard string) string {
		if own, ok := office.Labels[field]; ok {
			return own.Value
		}
		return standard
	}
	var columns [][]*node
	if address := s.addressNode(n, office); address != nil {
		columns = append(columns, []*node{address})
	}
	var calls, net []contactEntry
	for _, phone := range office.Phone {
		word := label("phone", labels.Phone)
		if phone.Label.Value != "" {
			word = phone.Label.Value
		}
		number, uri := s.telephone(office, phone.Number)
		calls = append(calls, contactEntry{word, number, uri})
	}
	for _, fax := range office.Fax {
		number, _ := s.telephone(office, fax)
		calls = append(calls, contactEntry{label("fax", labels.Fax), number, ""})
	}
	for _, mail := range office.Email {
		net = append(net, contactEntry{label("email", labels.Email), mail, "mailto:" + mail.Value})
	}
	for _, web := range office.Web {
		net = append(net, contactEntry{label("web", labels.Web), web, webURI(web.Value)})
	}
	if office.Map.Value != "" {
		net = append(net, contactEntry{label("map", labels.Map), office.Map, webURI(office.Map.Value)})
	}
	for _, hours := range office.Hours {
		net = append(net, contactEntry{label("hours", labels.Hours), hours, ""})
	}
	for _, entries := range [][]contactEntry{calls, net} {
		if len(entries) == 0 {
			continue
		}
		var column []*node
		for _, entry := range entries {
			column = append(column, s.entryNode(n, entry))
		}
		columns = append(columns, column)
	}
	return columns
}

// addressNode returns the organisation and address as one paragraph of several
// lines, or nil where there is neither.
func (s *setter) addressNode(n *node, office *content.Office) *node {
	var inlines content.Inlines
	lines := office.Address
	if office.Organisation.Value != "" {
		lines = append([]content.Text{office.Organisation}, lines...)
	}
	for i, text := range lines {
		if i > 0 {
			inlines = append(inlines, content.Inline{Break: true, Pos: text.Pos})
		}
		inlines = append(inlines, plain(text)...)
	}
	if len(inlines) == 0 {
		return nil
	}
	address := n.add(&node{tag: display.Tag{Role: display.RoleParagraph, Src: display.Src(lines[0].Pos)}, language: n.language})
	p := s.ownParagraph(inlines, s.theme.Styles[ContactStyle], n.language, lines[0].Pos)
	address.paragraphs = []*paragraph{p}
	return address
}

// entryNode returns a labelled line: one tag with two paragraphs in it.
func (s *setter) entryNode(n *node, entry contactEntry) *node {
	tag := n.add(&node{tag: display.Tag{Role: display.RoleParagraph, Src: display.Src(entry.text.Pos)}, language: n.language})
	if entry.label != "" && s.theme.Contact.Labels {
		// The space parts the label from what follows when the text is read.
		label := s.plainParagraph(content.Text{Value: entry.label + " ", Pos: entry.text.Pos}, s.theme.Styles[ContactLabelStyle], n.language)
		tag.paragraphs = append(tag.paragraphs, label)
	}
	inline := content.Inline{Text: entry.text.Value, Pos: entry.text.Pos}
	if entry.uri != "" {
		inline.Link = &content.Link{URI: entry.uri, Title: strings.TrimSpace(entry.label + " " + entry.text.Value), Pos: entry.text.Pos}
	}
	value := s.ownParagraph(content.Inlines{inline}, s.theme.Styles[ContactStyle], n.language, entry.text.Pos)
	tag.paragraphs = append(tag.paragraphs, value)
	return tag
}

// contactWidths parts a width among the block's columns, with a gap between
// them. All are equal where that holds their lines unbroken; otherwise the
// narrow ones give what they have to spare to those that need more.
func (s *setter) contactWidths(columns [][]*node, width, gap display.Length) []display.Length {
	left := width - display.Length(len(columns)-1)*gap
	needs, widths := make([]display.Length, len(columns)), make([]display.Length, len(columns))
	for i, entries := range columns {
		needs[i] = s.contactNeed(entries, width)
	}
	// From the neediest down, each column gets an equal part of what is left, or
	// more where those after it can spare it.
	open := make([]int, len(columns))
	for i := range open {
		open[i] = i
	}
	slices.SortStableFunc(open, func(a, b int) int { return cmp.Compare(needs[b], needs[a]) })
	for k, i := range open {
		var others display.Length
		equal := left / display.Length(len(open)-k)
		for _, j := range open[k+1:] {
			others += min(needs[j], equal)
		}
		widths[i] = max(equal, min(needs[i], left-others))
		left -= widths[i]
	}
	return widths
}

// contactNeed returns the width that a column's entries need to stand on one
// line each.
func (s *setter) contactNeed(entries []*node, width display.Length) display.Length {
	var labels, values display.Length
	for _, entry := range entries {
		for i, p := range entry.paragraphs {
			p.lines = s.raggedLines(p, width, false).lines
			if natural := s.naturalWidth(p); i == 0 && len(entry.paragraphs) == 2 {
				labels = max(labels, natural+points(contactLabelPt))
			} else {
				values = max(values, natural)
			}
		}
	}
	return labels + values
}

// contactColumn places a column's entries from a baseline on, its labels in one
// row and what they label in another, and returns the baseline after the last.
func (s *setter) contactColumn(entries []*node, x, y, width display.Length, done *area) display.Length {
	var labels display.Length
	for _, entry := range entries {
		if len(entry.paragraphs) < 2 {
			continue
		}
		label := entry.paragraphs[0]
		label.lines = s.raggedLines(label, width, false).lines
		labels = max(labels, s.naturalWidth(label)+points(contactLabelPt))
	}
	for _, entry := range entries {
		value := entry.paragraphs[len(entry.paragraphs)-1]
		if len(entry.paragraphs) == 2 {
			done.texts = append(done.texts, stack(entry.paragraphs[0], x, y))
		}
		value.lines = s.raggedLines(value, width-labels, false).lines
		done.texts = append(done.texts, stack(value, x+labels, y))
		y += display.Length(len(value.lines)) * value.style.Leading
	}
	return y
}

// naturalWidth returns the width of a paragraph's widest line.
func (s *setter) naturalWidth(p *paragraph) display.Length {
	if len(p.leaves) == 0 {
		p.cutLeaves()
	}
	var width display.Length
	for i := range p.lines {
		width = max(width, s.placeLine(p, &p.lines[i]).width)
	}
	return width
}

// colophon sets the source notes below a baseline, small, each block of them in
// a column of its own as long as there are columns.
func (s *setter) colophon(root *node, y display.Length, done *area) display.Length {
	page := &s.theme.Page
	style := s.theme.Styles[ColophonStyle]
	first := y + points(colophonGapPt)
	if y == 0 {
		first = style.Leading
	}
	bottom := make([]display.Length, page.Columns)
	for i := range bottom {
		bottom[i] = first
	}
	column := 0
	for _, block := range s.edition.Front.Colophon {
		b, ok := block.(*content.Paragraph)
		if !ok {
			s.report(Error, block.Info().Pos, "write the colophon as plain paragraphs", "the colophon holds something other than paragraphs")
			continue
		}
		n := root.add(&node{tag: display.Tag{Role: display.RoleParagraph, ID: b.ID, Lang: differs(or(b.Language, root.language), root.language), Src: display.Src(b.Pos)}, language: or(b.Language, root.language)})
		p := s.newParagraph(b.Text, style, n.language, b.Pos)
		n.paragraphs = []*paragraph{p}
		p.lines = s.raggedLines(p, page.Measure(), false).lines
		done.texts = append(done.texts, stack(p, page.ColumnX(column), bottom[column]))
		bottom[column] += display.Length(len(p.lines)) * style.Leading
		column = (column + 1) % page.Columns
	}
	end := first
	for _, y := range bottom {
		end = max(end, y)
	}
	return end - style.Leading
}

// webURI returns the address of a web site that may be written without its
// scheme.
func webURI(address string) string {
	if strings.Contains(address, "://") {
		return address
	}
	return "https://" + address
}
