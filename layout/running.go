package layout

import (
	"strconv"
	"strings"

	"korthet/content"
	"korthet/layout/display"
)

// RunningLook is what stands above and below the text of every page.
type RunningLook struct {
	// Head and Foot are texts with {title}, {section}, {page} or {pages} in
	// them; what follows a | stands at the end of the line. Empty is none.
	Head, Foot string
	FromPage   int // the first page that has them
}

// leastPagesForFolios is how many pages a publication has before its pages are
// numbered unasked: two need no numbers.
const leastPagesForFolios = 3

// running puts running heads and feet on the pages. They are artifacts: a reader
// who listens has heard the title, and is told the page by the file itself.
func (pl *placer) running(t *trial) {
	look := pl.s.theme.Running
	if look.Head == "" && look.Foot == "" {
		if len(pl.pages) < leastPagesForFolios {
			return
		}
		look.Foot = "{title} | {page}"
	}
	page := &pl.s.theme.Page
	sections := pl.sectionsByPage(t)
	for i := max(look.FromPage-1, 0); i < len(pl.pages); i++ {
		fill := strings.NewReplacer(
			"{title}", pl.doc.Meta.Title, "{section}", sections[i],
			"{page}", strconv.Itoa(i+1), "{pages}", strconv.Itoa(len(pl.pages)),
		)
		if i > 0 || pl.s.theme.Front.Plane == noColour && !pl.s.frontImage().Given() {
			pl.runningLine(i, look.Head, display.RunningHead, fill, page.Top*11/20)
		}
		pl.runningLine(i, look.Foot, display.RunningFoot, fill, page.Height-page.Bottom*2/5)
	}
}

// sectionsByPage returns the title of the section that each page begins in.
func (pl *placer) sectionsByPage(t *trial) []string {
	titles := make([]string, len(pl.pages))
	known := make([]bool, len(pl.pages))
	for _, seg := range t.filled.segments {
		if page := seg.column / t.plan.columns; page < len(titles) && !known[page] {
			titles[page], known[page] = seg.block.section, true
		}
	}
	return titles
}

// runningLine places one line: its parts before and after a | at its start and
// its end. Of a text too long for the line only what fits is set, as it is told
// elsewhere.
func (pl *placer) runningLine(page int, template string, running display.Running, fill *strings.Replacer, y display.Length) {
	start, end, _ := strings.Cut(template, "|")
	start, end = fill.Replace(start), fill.Replace(end)
	style := *pl.s.theme.Styles[RunningStyle]
	room := pl.s.theme.Page.TextWidth()
	style.Align = AlignEnd
	room -= pl.artifact(page, strings.TrimSpace(end), style, running, room, y) + style.Size
	style.Align = AlignStart
	pl.artifact(page, strings.TrimSpace(start), style, running, room, y)
}

// artifact places a line of text that is not part of what is read, and returns
// its width.
func (pl *placer) artifact(page int, text string, style Style, running display.Running, measure, y display.Length) display.Length {
	if text == "" || measure <= 0 {
		return 0
	}
	s := pl.s
	var p *paragraph
	s.apart(func() { // what does not fit is left out
		p = s.plainParagraph(content.Text{Value: text, Pos: s.themePos()}, &style, s.edition.Language)
		p.lines = s.raggedLines(p, measure, false).lines
	})
	p.cutLeaves()
	if len(p.lines) == 0 || len(p.tokens) == 0 {
		return 0
	}
	first := len(pl.pages[page])
	pl.line(page, p, 0, s.theme.Page.Start, y)
	for _, item := range pl.pages[page][first:] {
		if run, ok := item.(*display.GlyphRun); ok {
			run.Running = running
		}
	}
	done := s.placeLine(p, &p.lines[0])
	return done.width - done.runs[0].run.X
}
