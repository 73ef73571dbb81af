package display

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Fprint writes the document as text: every number, exactly, one item a line.
// Goldens hold it, so that a change in where anything stands shows as a
// difference of lines. Lengths are integers, in units of Length.
func Fprint(w io.Writer, doc *Document) error {
	p := &printer{w: bufio.NewWriter(w), doc: doc}
	p.printf("document %s %s %q lang=%s\n", doc.Meta.Name, doc.Meta.Edition, doc.Meta.Title, doc.Meta.Language)
	if doc.Meta.Author != "" || doc.Meta.Subject != "" || len(doc.Meta.Keywords) > 0 {
		p.printf("about author=%q subject=%q keywords=%q\n", doc.Meta.Author, doc.Meta.Subject, doc.Meta.Keywords)
	}
	for i, colour := range doc.Colours {
		p.printf("colour %d %s cmyk=%v rgb=%v spot=%q\n", i, colour.Name, colour.CMYK, colour.RGB, colour.Spot)
	}
	if len(doc.Tags) > int(Root) {
		p.tag(Root, 0)
	}
	for i, sheet := range doc.Sheets {
		for k, side := range sheet.Sides {
			p.printf("side %d.%d %d x %d\n", i+1, k+1, side.Width, side.Height)
			p.items(side.Items, 1)
			for _, panel := range side.Panels {
				p.printf("panel page=%d label=%q at %d,%d %d x %d edges=%d%d%d%d\n", panel.Page, panel.Label, panel.X, panel.Y,
					panel.Width, panel.Height, panel.Top, panel.End, panel.Bottom, panel.Start)
				p.items(panel.Items, 1)
			}
		}
	}
	if p.err != nil {
		return p.err
	}
	return p.w.Flush()
}

// printer writes a dump, and keeps the first error.
type printer struct {
	w   *bufio.Writer
	doc *Document
	err error
}

func (p *printer) printf(format string, args ...any) {
	if _, err := fmt.Fprintf(p.w, format, args...); err != nil && p.err == nil {
		p.err = err
	}
}

func (p *printer) tag(id TagID, depth int) {
	tag := &p.doc.Tags[id]
	p.printf("%stag %d %s", strings.Repeat("  ", depth), id, tag.Role)
	for _, field := range []struct{ name, value string }{
		{"text", tag.Text}, {"actual", tag.ActualText}, {"alt", tag.Alt}, {"lang", tag.Lang}, {"id", tag.ID}, {"uri", tag.URI},
	} {
		if field.value != "" {
			p.printf(" %s=%q", field.name, field.value)
		}
	}
	if tag.Scope != NoScope || tag.ColSpan != 0 || tag.RowSpan != 0 || tag.Numbered {
		p.printf(" scope=%d span=%dx%d numbered=%t", tag.Scope, tag.ColSpan, tag.RowSpan, tag.Numbered)
	}
	p.printf("%s\n", tag.Src)
	for _, kid := range tag.Kids {
		p.tag(kid, depth+1)
	}
}

// String returns the place as dumps print it, after a number sign; nothing for
// what korthet set itself.
func (s Src) String() string {
	if s.File == "" {
		return ""
	}
	return fmt.Sprintf(" # %s:%d:%d", s.File, s.Line, s.Column)
}

func (p *printer) items(items []Item, depth int) {
	in := strings.Repeat("  ", depth)
	for _, item := range items {
		switch it := item.(type) {
		case *GlyphRun:
			p.run(it, in)
		case *Path:
			p.printf("%spath %s", in, segments(it.Segments))
			if it.Fill != nil {
				p.printf(" fill=%s evenodd=%t", p.ink(*it.Fill), it.EvenOdd)
			}
			if it.Stroke != nil {
				p.printf(" stroke=%s width=%d dash=%v", p.ink(it.Stroke.Ink), it.Stroke.Width, it.Stroke.Dash)
			}
			p.printf(" tag=%d%s\n", it.Tag, it.Src)
		case *Image:
			p.printf("%simage %d,%d %d x %d %s %s %dx%d px digest=%s tag=%d%s\n", in, it.X, it.Y, it.Width, it.Height,
				it.Data.Name, it.Data.Format, it.Data.Width, it.Data.Height, it.Data.Digest, it.Tag, it.Src)
		case *Group:
			p.printf("%sgroup %v clip=%s\n", in, it.Transform, segments(it.Clip))
			p.items(it.Items, depth+1)
		case *Link:
			p.printf("%slink %d,%d %d x %d tag=%d", in, it.X, it.Y, it.Width, it.Height, it.Tag)
			if it.Sign.Width > 0 {
				p.printf(" sign=%d@%d ink=%d/%d", it.Sign.Width, it.Sign.Y, it.Sign.Ink.Colour, it.Sign.Ink.Tint)
			}
			p.printf("\n")
		}
	}
}

func (p *printer) run(run *GlyphRun, in string) {
	p.printf("%stext %d,%d %s@%d %q", in, run.X, run.Y, run.Face.PostScriptName(), run.Size, run.Text)
	for _, glyph := range run.Glyphs {
		p.printf(" %d+%d", glyph.ID, glyph.Advance)
		if glyph.DX != 0 || glyph.DY != 0 {
			p.printf("@%d,%d", glyph.DX, glyph.DY)
		}
	}
	p.printf(" %s tag=%d", p.ink(run.Ink), run.Tag)
	if run.Expansion != 0 || run.LetterSpacing != 0 {
		p.printf(" expansion=%d spacing=%d", run.Expansion, run.LetterSpacing)
	}
	if run.Hyphen {
		p.printf(" hyphen")
	}
	switch run.Running {
	case RunningHead:
		p.printf(" head")
	case RunningFoot:
		p.printf(" foot")
	}
	if run.Lang != p.doc.Meta.Language {
		p.printf(" lang=%s", run.Lang)
	}
	p.printf("%s\n", run.Src)
}

func (p *printer) ink(ink Ink) string {
	name := "?"
	if ink.Colour >= 0 && ink.Colour < len(p.doc.Colours) {
		name = p.doc.Colours[ink.Colour].Name
	}
	if ink.Tint != Solid {
		name += fmt.Sprintf("*%d", ink.Tint)
	}
	if ink.Overprint {
		name += "+over"
	}
	return name
}

func segments(path []Segment) string {
	var b strings.Builder
	for _, segment := range path {
		points := segment.Points[:1]
		switch segment.Op {
		case MoveTo:
			b.WriteString("M")
		case LineTo:
			b.WriteString("L")
		case CurveTo:
			b.WriteString("C")
			points = segment.Points[:]
		case ClosePath:
			b.WriteString("Z")
			points = nil
		}
		for _, point := range points {
			fmt.Fprintf(&b, "%d,%d ", point.X, point.Y)
		}
	}
	return strings.TrimSpace(b.String())
}
