package layout

import (
	"strconv"
	"strings"

	"korthet/layout/display"
	"korthet/layout/language"
)

// document sets the whole edition.
func (s *setter) document() *display.Document {
	base := s.theme
	t := s.fit()
	s.settle(t)
	doc := &display.Document{Colours: s.theme.Colours, Meta: s.meta()}
	mark := s.draft(t.root)
	tagger := &tagger{doc: doc}
	tagger.add(display.NoTag, t.root)
	pages := len(t.plan.rows)
	placer := &placer{s: s, doc: doc, pages: make([][]display.Item, pages), frontRows: t.front.rows}
	placer.area(t.front, 0, 0, 0)
	placer.grounds(t.filled.segments)
	placer.repeats(t.filled.segments)
	placer.blocks(t)
	page := &s.theme.Page
	placer.area(t.foot, pages-1, 0, page.Height-page.Bottom-s.footSlack()-display.Length(t.foot.rows)*s.theme.Grid)
	placer.running(t)
	placer.draftMarks(mark)
	doc.Sheets = placer.sheets()
	s.texture = placer.texture
	if s.opts.Keep || s.edition.Kept != nil {
		s.fitted = s.toKeep(base, t, doc, s.draftTag(doc))
		s.reportMoved(s.fitted)
	}
	return doc
}

func (s *setter) meta() display.Meta {
	title := s.edition.Front.Title.Plain()
	if title == "" {
		title = s.edition.Publication
	}
	if s.edition.Draft {
		title = language.Draft(s.edition.Language) + ": " + title
	}
	return display.Meta{
		Name: s.edition.Publication, Edition: s.edition.ID, Language: s.edition.Language,
		Title:  strings.Join(strings.Fields(title), " "),
		Author: s.edition.Author.Value, Subject: s.edition.Subject.Value,
	}
}

// placer puts set text on pages.
type placer struct {
	s     *setter
	doc   *display.Document
	pages [][]display.Item
	// frontRows are the grid rows of the title area.
	frontRows int

	texture Texture
	above   []white // of the line that was woven last
}

// top returns where a row of a page's columns begins.
func (pl *placer) top(page, row int) display.Length {
	if page == 0 {
		row += pl.frontRows
	}
	return pl.s.theme.Page.Top + display.Length(row)*pl.s.theme.Grid
}

// blocks places the blocks of the columns and those that go over all of them: on
// each page in the order in which they are read, not in that of their places.
func (pl *placer) blocks(t *trial) {
	wides := pl.widesOf(t)
	at := 0
	for i := range t.filled.segments {
		seg := &t.filled.segments[i]
		for at < len(t.blocks)-1 && t.blocks[at] != seg.block {
			at++
		}
		page := seg.column / pl.s.theme.Page.Columns
		for len(wides[page]) > 0 && wides[page][0].anchor <= at {
			pl.wide(&wides[page][0], page)
			wides[page] = wides[page][1:]
		}
		pl.segment(seg, pl.endsColumn(t.filled.segments, i))
	}
	for page := range wides {
		for i := range wides[page] {
			pl.wide(&wides[page][i], page)
		}
	}
}

// endsColumn reports whether a segment is the last in its column, or above what goes
// over all columns, and not the first.
func (pl *placer) endsColumn(segments []segment, i int) bool {
	return i > 0 && segments[i-1].column == segments[i].column &&
		(i+1 == len(segments) || segments[i+1].column != segments[i].column)
}

// segment places a block's lines in their column.
func (pl *placer) segment(seg *segment, last bool) {
	page := &pl.s.theme.Page
	b := seg.block
	number, column := seg.column/page.Columns, seg.column%page.Columns
	x := page.ColumnX(column) + b.x
	top := pl.top(number, seg.row)
	if b.solid != nil {
		for _, label := range b.labels {
			pl.line(number, label.paragraph, 0, page.ColumnX(column)+label.x, top+pl.s.theme.Grid)
		}
		if last {
			top += b.solid.rest
		}
		pl.area(*b.solid, number, x, top)
		return
	}
	lines := b.settings[seg.setting].lines[seg.from:seg.to]
	leading := b.p.style.Leading
	bottom := top + pl.lastLine(b.p.style, len(lines))
	if seg.from == 0 {
		first := bottom - display.Length(len(lines)-1)*leading
		for _, label := range b.labels {
			pl.line(number, label.paragraph, 0, page.ColumnX(column)+label.x, first)
		}
	}
	for i := range lines {
		y := bottom - display.Length(len(lines)-1-i)*leading
		done := pl.line(number, b.p, seg.from+i, x, y)
		if b.p.style.Align == Justify {
			pl.weave(number, column, b.p, seg.from+i, i == 0, done)
		}
	}
}

// lastLine returns how far below the top of its rows the last of a block's lines
// stands; those above it are a leading apart. That is on the grid, but where the
// leading is more than the grid's: then the next line is as far below it, as far as
// the rows allow. A large head would else stand closer to the text than its own lines
// to each other.
func (pl *placer) lastLine(style *Style, lines int) display.Length {
	grid := pl.s.theme.Grid
	bottom := display.Length(pl.s.flowRows(style, lines)) * grid
	spare := bottom - display.Length(lines)*style.Leading
	return bottom - max(min(spare, style.Leading-grid), 0)
}

// area places an area on a page, moved by dx and dy.
func (pl *placer) area(a area, page int, dx, dy display.Length) {
	a.move(dx, dy)
	for _, shape := range a.shapes {
		if shape.node != nil {
			tagItem(shape.item, shape.node.id)
		}
		pl.pages[page] = append(pl.pages[page], shape.item)
	}
	for _, text := range a.texts {
		for i := range text.p.lines {
			pl.line(page, text.p, i, text.x, text.baselines[i])
		}
	}
}

// line places one line of a paragraph at a baseline.
func (pl *placer) line(page int, p *paragraph, number int, x, y display.Length) placed {
	done := pl.s.placeLine(p, &p.lines[number])
	var link *display.Link
	for i := range done.runs {
		run := done.runs[i].run
		run.X += x
		run.Y = y
		pl.pages[page] = append(pl.pages[page], run)
		linkTag := pl.linkOf(run.Tag)
		if linkTag == display.NoTag {
			link = nil
			continue
		}
		if link == nil || link.Tag != linkTag {
			link = &display.Link{X: run.X, Y: y - run.Size*4/5, Height: run.Size * 21 / 20, Tag: linkTag}
			if !pl.inAddress(linkTag) {
				link.Sign = display.Sign{Y: y + run.Size/8, Width: run.Size / 20, Ink: run.Ink}
			}
			pl.pages[page] = append(pl.pages[page], link)
		}
		// The space at a line's end shows nothing and is not part of the area.
		link.Width = max(link.Width, min(run.X+done.runs[i].width, x+done.width)-link.X)
	}
	return done
}

// inAddress reports whether a link stands in the contact block, where every entry
// of its kind is one and its words say so: a number, an address. Links in running
// text must be told from it by more than being there (WCAG 2.1, 1.4.1).
func (pl *placer) inAddress(id display.TagID) bool {
	for ; id != display.NoTag; id = pl.doc.Tags[id].Parent {
		if pl.doc.Tags[id].Role == display.RoleAddress {
			return true
		}
	}
	return false
}

// linkOf returns the link that a tag is part of.
func (pl *placer) linkOf(id display.TagID) display.TagID {
	for ; id != display.NoTag; id = pl.doc.Tags[id].Parent {
		if pl.doc.Tags[id].Role == display.RoleLink {
			return id
		}
	}
	return display.NoTag
}

// sheets returns the pages as leaves: two pages a sheet, one panel a side.
func (pl *placer) sheets() []display.Sheet {
	page := &pl.s.theme.Page
	var sheets []display.Sheet
	for i, items := range pl.pages {
		side := display.Side{Width: page.Width, Height: page.Height, Panels: []display.Panel{{
			Width: page.Width, Height: page.Height, Page: i + 1, Label: strconv.Itoa(i + 1), Items: items,
		}}}
		if i%2 == 0 {
			sheets = append(sheets, display.Sheet{})
		}
		sheet := &sheets[len(sheets)-1]
		sheet.Sides = append(sheet.Sides, side)
	}
	return sheets
}
