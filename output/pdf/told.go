package pdf

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"korthet/layout/display"
)

// Where a broken word's ActualText is told decides what a reader joins to it.
// poppler puts a word where its content begins and gives it a box around all its
// parts: what stands before it in other type, and what follows it on the next
// line, are then words of their own. So a word that has more letters or marks
// after it in another tag, as a link has the full stop after it, is told where it
// ends; and what stands before it in a tag of its own, as a parenthesis, is told
// with it. The elements each tell their own part.

// part is a part of a broken word that has a tag of its own.
type part struct {
	first, last *display.GlyphRun // nil where it is not shown
	told        telling
	text        string // what its content tells
}

// telling is where the content of a part tells what it tells.
type telling uint8

const (
	atStart telling = iota
	atEnd
	nowhere // the part after it tells it too
)

// findParts finds the parts of the words that are more than one.
func (t *tagIndex) findParts() {
	for id := display.TagID(1); int(id) < len(t.doc.Tags); id++ {
		if text := t.doc.Tags[id].ActualText; text != "" && (t.joined(id, 1) || t.joined(id, -1)) {
			if t.parts == nil {
				t.parts = map[display.TagID]*part{}
			}
			t.parts[id] = &part{text: text}
		}
	}
	if t.parts == nil {
		return
	}
	for i := range t.doc.Sheets {
		for j := range t.doc.Sheets[i].Sides {
			side := &t.doc.Sheets[i].Sides[j]
			for k := range side.Panels {
				t.countRuns(side.Panels[k].Items)
			}
			t.countRuns(side.Items)
		}
	}
	for id := display.TagID(1); int(id) < len(t.doc.Tags); id++ {
		if p := t.parts[id]; p != nil && p.first != nil {
			t.gather(id, p)
		}
	}
}

// gather settles where a part is told in which the line ends, or before which it
// has ended, and with which of the parts before it.
func (t *tagIndex) gather(id display.TagID, p *part) {
	broken := p.first.Y != p.last.Y
	var before []*part
	for at := id; t.joined(at, -1); {
		at = t.beside(at, -1)
		b := t.parts[at]
		if b == nil || b.first == nil {
			return // it cannot be told elsewhere
		}
		broken = broken || b.last.Y != p.first.Y
		if b.told == nowhere {
			continue // what stands after it tells it
		}
		before = append(before, b)
	}
	if !broken {
		return
	}
	if p.first.Y != p.last.Y && t.joined(id, 1) {
		p.told = atEnd
	}
	for _, b := range before {
		p.text = b.text + p.text
		b.told = nowhere
	}
}

// joined reports whether a text stands next to a tag without a space between.
func (t *tagIndex) joined(id display.TagID, step int) bool {
	own, other := t.textOf(id), t.textOf(t.beside(id, step))
	if step < 0 {
		own, other = other, own
	}
	end, _ := utf8.DecodeLastRuneInString(own)
	start, _ := utf8.DecodeRuneInString(other)
	return !unicode.IsSpace(end) && !unicode.IsSpace(start)
}

func (t *tagIndex) countRuns(items []display.Item) {
	for _, item := range items {
		switch item := item.(type) {
		case *display.GlyphRun:
			if p := t.parts[t.owner(item.Tag)]; p != nil {
				if p.first == nil {
					p.first = item
				}
				p.last = item
			}
		case *display.Group:
			t.countRuns(item.Items)
		case *display.Path, *display.Image, *display.Link:
		}
	}
}

// toldAt reports whether a run is where its word is told, though the word began
// before it.
func (t *tagIndex) toldAt(run *display.GlyphRun) bool {
	p := t.parts[t.owner(run.Tag)]
	return p != nil && p.told == atEnd && p.last == run
}

// actual returns what the content of a tag with ActualText says that is about to
// be marked: the word where it is told, else nothing.
func (t *tagIndex) actual(owner display.TagID, atItsEnd bool) string {
	p := t.parts[owner]
	switch {
	case p == nil && !t.marked(owner):
		return t.doc.Tags[owner].ActualText
	case p != nil && (p.told == atEnd && atItsEnd || p.told == atStart && !t.marked(owner)):
		return p.text
	}
	return ""
}

// beside returns the tag of the text that stands next to a tag in its paragraph,
// after it, or before it where step is -1: one with ActualText, or a text. At
// the paragraph's ends it is NoTag, and so it is beside what is no running text.
func (t *tagIndex) beside(id display.TagID, step int) display.TagID {
	for {
		parent := t.doc.Tags[id].Parent
		kids := t.doc.Tags[parent].Kids
		for i := slices.Index(kids, id) + step; i >= 0 && i < len(kids); i += step {
			if found, ok := t.edge(kids[i], step); ok {
				return found
			}
		}
		if !isInline(t.doc.Tags[parent].Role) {
			return display.NoTag
		}
		id = parent
	}
}

// edge returns the first text of a tag, or the last where step is -1; ok is false
// where it has none.
func (t *tagIndex) edge(id display.TagID, step int) (found display.TagID, ok bool) {
	tag := &t.doc.Tags[id]
	switch {
	case tag.ActualText != "" || tag.Role == display.RoleText:
		return id, tag.ActualText+tag.Text != ""
	case !isInline(tag.Role):
		return display.NoTag, true
	}
	for i := range tag.Kids {
		if step < 0 {
			i = len(tag.Kids) - 1 - i
		}
		if found, ok := t.edge(tag.Kids[i], step); ok {
			return found, true
		}
	}
	return display.NoTag, false
}

// textOf returns what a tag that beside returned says: a space where it is none.
func (t *tagIndex) textOf(id display.TagID) string {
	switch tag := &t.doc.Tags[id]; {
	case id == display.NoTag:
		return " "
	case tag.ActualText != "":
		return tag.ActualText
	default:
		return tag.Text
	}
}

func isInline(role display.Role) bool {
	switch role {
	case display.RoleSpan, display.RoleLink, display.RoleEmphasis, display.RoleStrong:
		return true
	default:
		return false
	}
}
