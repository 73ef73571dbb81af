package layout

import (
	"korthet/content"
	"korthet/layout/display"
	"korthet/layout/language"
)

// draft returns the mark of an edition that is to be told from a finished one,
// nil where it bears none. It is the first thing that is read.
func (s *setter) draft(root *node) *paragraph {
	if !s.edition.Draft {
		return nil
	}
	p := s.ownParagraph(content.Inlines{{Text: language.Draft(s.edition.Language), Pos: s.edition.PagesPos}}, s.draftStyle(), s.edition.Language, s.edition.PagesPos)
	p.lines = s.raggedLines(p, s.theme.Page.TextWidth(), false).lines
	n := &node{
		tag:        display.Tag{Role: display.RoleParagraph, Src: display.Src(s.edition.PagesPos)},
		language:   s.edition.Language,
		paragraphs: []*paragraph{p},
	}
	root.kids = append([]*node{n}, root.kids...)
	return p
}

// draftTag returns the tag of the mark, display.NoTag where there is none.
func (s *setter) draftTag(doc *display.Document) display.TagID {
	if !s.edition.Draft {
		return display.NoTag
	}
	return doc.Tags[display.Root].Kids[0]
}

// draftStyle is that of running lines, but not to be overlooked.
func (s *setter) draftStyle() *Style {
	style := *s.theme.Styles[RunningStyle]
	style.Weight, style.Size = 600, style.Size*5/4
	style.Ink = s.theme.Styles[BodyStyle].Ink
	style.Align = AlignStart
	return &style
}

// draftMarks puts the mark into the foot of every page, above its running line.
// What stands on the pages after the first is an artifact: it was read already.
func (pl *placer) draftMarks(p *paragraph) {
	if p == nil || len(p.lines) == 0 {
		return
	}
	page := &pl.s.theme.Page
	y := page.Height - page.Bottom*2/3
	pl.line(0, p, 0, page.Start, y)
	for i := 1; i < len(pl.pages); i++ {
		pl.artifact(i, p.text, *pl.s.draftStyle(), 0, page.TextWidth(), y)
	}
}
