package pdf

import (
	"strconv"
	"strings"

	"korthet/layout/display"
	"korthet/output/pdf/object"
)

// link is a link annotation to be.
type link struct {
	surface int
	tag     display.TagID
	area    box
	ref     object.Ref
}

// link notes a link's area, which becomes an annotation.
func (c *canvas) link(l *display.Link) {
	if l.Sign.Width > 0 {
		// Drawn when all else is: within the link's text it would part it.
		c.signs = append(c.signs, &display.Path{
			Segments: []display.Segment{
				{Op: display.MoveTo, Points: [3]display.XY{{X: l.X, Y: l.Sign.Y}}},
				{Op: display.LineTo, Points: [3]display.XY{{X: l.X + l.Width, Y: l.Sign.Y}}},
			},
			Stroke: &display.Stroke{Width: l.Sign.Width, Ink: l.Sign.Ink},
		})
	}
	c.f.links = append(c.f.links, link{
		surface: c.surface, tag: l.Tag, area: c.bounds(corners(l.X, l.Y, l.Width, l.Height)...),
	})
}

// putLinks writes the annotations (PDF/UA-1 7.18): indirect objects that are
// printed, with a description and a key of the parent tree. Keys follow those
// of the pages.
func (f *file) putLinks() {
	for i := range f.links {
		l := &f.links[i]
		f.out.Put(l.ref, func(dst []byte) []byte {
			tag := &f.doc.Tags[l.tag]
			dst = append(dst, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect"...)
			dst = l.area.append(dst)
			dst = append(dst, "/Contents"...)
			dst = appendText(dst, f.linkContents(l.tag))
			dst = append(dst, "/StructParent "...)
			dst = strconv.AppendInt(dst, int64(len(f.surfaces)+i), 10)
			dst = append(dst, "/A<</Type/Action/S/URI/URI"...)
			dst = appendURI(dst, tag.URI)
			return append(dst, ">>>>"...)
		})
	}
}

// linkContents is what an annotation says it is: what the tag says it leads to,
// else the words it stands on.
func (f *file) linkContents(tag display.TagID) string {
	if alt := f.doc.Tags[tag].Alt; alt != "" {
		return alt
	}
	var words strings.Builder
	writeWords(&words, f.doc, tag)
	return strings.TrimSpace(words.String())
}

// writeWords writes what a tag and its kids say, a broken word whole.
func writeWords(w *strings.Builder, doc *display.Document, id display.TagID) {
	tag := &doc.Tags[id]
	switch {
	case tag.ActualText != "":
		w.WriteString(tag.ActualText)
	case tag.Role == display.RoleText:
		w.WriteString(tag.Text)
	default:
		for _, kid := range tag.Kids {
			writeWords(w, doc, kid)
		}
	}
}
