package pdf

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"korthet/layout/display"
)

// Where a broken word's ActualText is told decides what a reader joins to it:
// poppler puts a word where its content begins, and what follows it on the next
// line is then a word of its own. So a word that has more letters or marks after
// it in another tag, as a link has the full stop after it, is told where it
// ends, unless there are some before it too.

// findEndings finds the last runs of such words.
func (t *tagIndex) findEndings() {
	for id := 1; id < len(t.doc.Tags); id++ {
		if t.doc.Tags[id].ActualText == "" {
			continue
		}
		after, _ := utf8.DecodeRuneInString(t.beside(display.TagID(id), 1))
		before, _ := utf8.DecodeLastRuneInString(t.beside(display.TagID(id), -1))
		if unicode.IsSpace(after) || !unicode.IsSpace(before) {
			continue
		}
		if t.endings == nil {
			t.endings = map[display.TagID]ending{}
		}
		t.endings[display.TagID(id)] = ending{}
	}
	if t.endings == nil {
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
}

// ending is where a word ends.
type ending struct {
	runs int // that it has
	last *display.GlyphRun
}

func (t *tagIndex) countRuns(items []display.Item) {
	for _, item := range items {
		switch item := item.(type) {
		case *display.GlyphRun:
			owner := t.owner(item.Tag)
			if e, ok := t.endings[owner]; ok {
				t.endings[owner] = ending{runs: e.runs + 1, last: item}
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
	e := t.endings[t.owner(run.Tag)]
	return e.runs > 1 && e.last == run
}

// actual returns what the content of a tag with ActualText says that is about to
// be marked: the word where it is told, else nothing.
func (t *tagIndex) actual(owner display.TagID, toldHere bool) string {
	told := !t.marked(owner)
	if t.endings[owner].runs > 1 {
		told = toldHere
	}
	if !told {
		return ""
	}
	return t.doc.Tags[owner].ActualText
}

// beside returns the text that stands next to a tag in its paragraph: after it,
// or before it where step is -1; a space at the paragraph's ends.
func (t *tagIndex) beside(id display.TagID, step int) string {
	for {
		parent := t.doc.Tags[id].Parent
		kids := t.doc.Tags[parent].Kids
		for i := slices.Index(kids, id) + step; i >= 0 && i < len(kids); i += step {
			if text := t.edge(kids[i], step); text != "" {
				return text
			}
		}
		if !isInline(t.doc.Tags[parent].Role) {
			return " "
		}
		id = parent
	}
}

// edge returns the first text of a tag, or the last where step is -1; a space
// for what is no running text.
func (t *tagIndex) edge(id display.TagID, step int) string {
	tag := &t.doc.Tags[id]
	switch {
	case tag.ActualText != "":
		return tag.ActualText
	case tag.Role == display.RoleText:
		return tag.Text
	case !isInline(tag.Role):
		return " "
	}
	for i := range tag.Kids {
		if step < 0 {
			i = len(tag.Kids) - 1 - i
		}
		if text := t.edge(tag.Kids[i], step); text != "" {
			return text
		}
	}
	return ""
}

func isInline(role display.Role) bool {
	switch role {
	case display.RoleSpan, display.RoleLink, display.RoleEmphasis, display.RoleStrong:
		return true
	default:
		return false
	}
}
