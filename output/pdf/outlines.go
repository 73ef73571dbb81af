package pdf

import (
	"strconv"
	"strings"

	"korthet/layout/display"
	"korthet/output/pdf/object"
)

// bookmark is an entry of the outlines: a heading.
type bookmark struct {
	title       string
	level       display.Role
	at          *mark
	ref         object.Ref
	parent      int // index; -1 for the outlines themselves
	first, last int // kids; -1 for none
	prev, next  int // -1 for none
	below       int // with the kids' kids
}

// putOutlines writes the bookmarks, one for each heading that is on a page. It
// returns the zero Ref where there is none.
func (f *file) putOutlines(pages []object.Ref) object.Ref {
	marks := f.bookmarks()
	if len(marks) == 0 {
		return object.Ref{}
	}
	root := f.out.Reserve()
	for i := range marks {
		marks[i].ref = f.out.Reserve()
	}
	top := joinBookmarks(marks)
	f.out.Put(root, func(dst []byte) []byte {
		dst = append(dst, "<</Type/Outlines"...)
		dst = appendLink(dst, marks, "/First ", top.first)
		dst = appendLink(dst, marks, "/Last ", top.last)
		dst = append(dst, "/Count "...)
		dst = strconv.AppendInt(dst, int64(len(marks)), 10)
		return append(dst, ">>"...)
	})
	for i := range marks {
		b := &marks[i]
		f.out.Put(b.ref, func(dst []byte) []byte {
			dst = append(dst, "<</Title"...)
			dst = appendText(dst, b.title)
			dst = append(dst, "/Parent "...)
			if b.parent < 0 {
				dst = object.AppendRef(dst, root)
			} else {
				dst = object.AppendRef(dst, marks[b.parent].ref)
			}
			dst = appendLink(dst, marks, "/Prev ", b.prev)
			dst = appendLink(dst, marks, "/Next ", b.next)
			dst = appendLink(dst, marks, "/First ", b.first)
			dst = appendLink(dst, marks, "/Last ", b.last)
			if b.below > 0 {
				dst = append(dst, "/Count "...)
				dst = strconv.AppendInt(dst, int64(b.below), 10)
			}
			dst = append(dst, "/Dest["...)
			dst = object.AppendRef(dst, pages[b.at.surface])
			dst = append(dst, "/XYZ "...)
			dst = appendMilli(dst, b.at.at[0])
			dst = append(dst, ' ')
			dst = appendMilli(dst, b.at.at[3])
			return append(dst, " null]>>"...)
		})
	}
	return root
}

func appendLink(dst []byte, marks []bookmark, key string, to int) []byte {
	if to < 0 {
		return dst
	}
	dst = append(dst, key...)
	return object.AppendRef(dst, marks[to].ref)
}

// bookmarks finds the headings in reading order.
func (f *file) bookmarks() []bookmark {
	var marks []bookmark
	var walk func(id display.TagID)
	walk = func(id display.TagID) {
		tag := &f.doc.Tags[id]
		if !isHeading(tag.Role) {
			for _, kid := range tag.Kids {
				walk(kid)
			}
			return
		}
		at := f.tags.firstMark(id)
		if at == nil {
			return
		}
		var words strings.Builder
		writeWords(&words, f.doc, id)
		title := strings.Join(strings.Fields(strings.ReplaceAll(words.String(), "\u00AD", "")), " ")
		marks = append(marks, bookmark{title: title, level: tag.Role, at: at, parent: -1, first: -1, last: -1, prev: -1, next: -1})
	}
	walk(display.Root)
	return marks
}

func isHeading(r display.Role) bool { return r >= display.RoleHeading1 && r <= display.RoleHeading6 }

// joinBookmarks makes a tree of headings: each lies under the last one before
// it that is of a higher level. It returns the tree's root.
func joinBookmarks(marks []bookmark) bookmark {
	root := bookmark{first: -1, last: -1}
	for i := range marks {
		b := &marks[i]
		parent := i - 1
		for parent >= 0 && marks[parent].level >= b.level {
			parent = marks[parent].parent
		}
		b.parent = parent
		above := &root
		if parent >= 0 {
			above = &marks[parent]
		}
		if above.last >= 0 {
			b.prev = above.last
			marks[above.last].next = i
		} else {
			above.first = i
		}
		above.last = i
		for p := parent; p >= 0; p = marks[p].parent {
			marks[p].below++
		}
	}
	return root
}

// firstMark is the first marked content of a tag and its kids, nil for none.
func (t *tagIndex) firstMark(id display.TagID) *mark {
	if n := t.first[id]; n != 0 {
		return &t.marks[n-1]
	}
	for _, kid := range t.doc.Tags[id].Kids {
		if m := t.firstMark(kid); m != nil {
			return m
		}
	}
	return nil
}
