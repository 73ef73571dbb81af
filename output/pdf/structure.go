package pdf

import (
	"strconv"

	"korthet/layout/display"
	"korthet/output/pdf/object"
)

// structureType is what a role is called in a structure tree.
type structureType struct {
	name string
	as   string // the standard type (14.8.4) the role map gives it; "" where name is one
}

// structures are the structure types of the roles. PDF 1.7 has no types for
// emphasis and addresses: these keep a name of their own, which PDF 2.0 and
// HTML know, and the role map says what they are here.
var structures = [...]structureType{ //nolint:gochecknoglobals // a constant table
	display.RoleDocument:   {name: "Document"},
	display.RoleSection:    {name: "Sect"},
	display.RoleHeading1:   {name: "H1"},
	display.RoleHeading2:   {name: "H2"},
	display.RoleHeading3:   {name: "H3"},
	display.RoleHeading4:   {name: "H4"},
	display.RoleHeading5:   {name: "H5"},
	display.RoleHeading6:   {name: "H6"},
	display.RoleParagraph:  {name: "P"},
	display.RoleList:       {name: "L"},
	display.RoleListItem:   {name: "LI"},
	display.RoleLabel:      {name: "Lbl"},
	display.RoleListBody:   {name: "LBody"},
	display.RoleTable:      {name: "Table"},
	display.RoleTableRow:   {name: "TR"},
	display.RoleTableHead:  {name: "TH"},
	display.RoleTableCell:  {name: "TD"},
	display.RoleFigure:     {name: "Figure"},
	display.RoleCaption:    {name: "Caption"},
	display.RoleBlockQuote: {name: "BlockQuote"},
	display.RoleNote:       {name: "Note"},
	display.RoleAddress:    {name: "Address", as: "Div"},
	display.RoleLink:       {name: "Link"},
	display.RoleSpan:       {name: "Span"},
	display.RoleEmphasis:   {name: "Em", as: "Span"},
	display.RoleStrong:     {name: "Strong", as: "Span"},
	display.RoleText:       {}, // marked content of its parent's element
}

// putStructure writes the structure tree (14.7): an element for each tag but
// the texts, and the parent tree that leads from marked contents and
// annotations back to the elements.
func (f *file) putStructure(pages []object.Ref) object.Ref {
	root := f.out.Reserve()
	refs := make([]object.Ref, len(f.doc.Tags))
	for id := 1; id < len(f.doc.Tags); id++ {
		if f.doc.Tags[id].Role != display.RoleText {
			refs[id] = f.out.Reserve()
		}
	}
	links := f.linksByTag()
	for id := 1; id < len(f.doc.Tags); id++ {
		if refs[id] == (object.Ref{}) {
			continue
		}
		e := element{f: f, id: display.TagID(id), root: root, refs: refs, pages: pages, links: links}
		f.out.Put(refs[id], e.append)
	}
	parents := f.putParentTree(refs)
	f.out.Put(root, func(dst []byte) []byte {
		dst = append(dst, "<</Type/StructTreeRoot/K["...)
		dst = object.AppendRef(dst, refs[display.Root])
		dst = append(dst, "]/ParentTree "...)
		dst = object.AppendRef(dst, parents)
		dst = append(dst, "/ParentTreeNextKey "...)
		dst = strconv.AppendInt(dst, int64(len(f.surfaces)+len(f.links)), 10)
		dst = f.appendRoleMap(dst)
		dst = f.appendIDTree(dst, refs)
		return append(dst, ">>"...)
	})
	return root
}

// linksByTag returns, by tag, the first of its annotations as index + 1, and by
// annotation the next one of the same tag.
func (f *file) linksByTag() (l linkChains) {
	if len(f.links) == 0 {
		return l
	}
	l.first = make([]int, len(f.doc.Tags))
	l.next = make([]int, len(f.links))
	for i := len(f.links) - 1; i >= 0; i-- {
		tag := f.links[i].tag
		l.next[i] = l.first[tag]
		l.first[tag] = i + 1
	}
	return l
}

type linkChains struct{ first, next []int }

// element is a structure element in the making.
type element struct {
	f     *file
	id    display.TagID
	root  object.Ref
	refs  []object.Ref // of elements, by tag
	pages []object.Ref
	links linkChains

	page int // the surface of the first content, whose Pg the element has
	kids int
}

func (e *element) append(dst []byte) []byte {
	tag := &e.f.doc.Tags[e.id]
	dst = append(dst, "<</Type/StructElem/S/"...)
	dst = append(dst, structures[tag.Role].name...)
	dst = append(dst, "/P "...)
	if e.id == display.Root {
		dst = object.AppendRef(dst, e.root)
	} else {
		dst = object.AppendRef(dst, e.refs[tag.Parent])
	}
	if e.page = e.firstPage(); e.page >= 0 {
		dst = append(dst, "/Pg "...)
		dst = object.AppendRef(dst, e.pages[e.page])
	}
	if tag.Lang != "" {
		dst = append(dst, "/Lang"...)
		dst = appendText(dst, tag.Lang)
	}
	if tag.Alt != "" && tag.Role != display.RoleLink {
		dst = append(dst, "/Alt"...)
		dst = appendText(dst, tag.Alt)
	}
	if tag.ActualText != "" {
		dst = append(dst, "/ActualText"...)
		dst = appendText(dst, tag.ActualText)
	}
	if tag.Role == display.RoleNote {
		dst = append(dst, "/ID"...)
		dst = object.AppendString(dst, e.f.noteID(e.id))
	}
	dst = e.appendAttributes(dst, tag)
	return append(e.appendKids(dst, tag), ">>"...)
}

// firstPage is the surface of the element's first content, -1 where it has none
// of its own.
func (e *element) firstPage() int {
	t := e.f.tags
	if n := t.first[e.id]; n != 0 {
		return t.marks[n-1].surface
	}
	for _, kid := range e.f.doc.Tags[e.id].Kids {
		if n := t.first[kid]; n != 0 && e.refs[kid] == (object.Ref{}) {
			return t.marks[n-1].surface
		}
	}
	return -1
}

// appendKids appends /K: contents of the tag itself, then its kids in reading
// order, elements or contents, then its annotations.
func (e *element) appendKids(dst []byte, tag *display.Tag) []byte {
	start := len(dst)
	dst = append(dst, "/K["...)
	dst = e.appendContents(dst, e.id)
	for _, kid := range tag.Kids {
		if e.refs[kid] == (object.Ref{}) {
			dst = e.appendContents(dst, kid)
			continue
		}
		dst = e.separate(dst)
		dst = object.AppendRef(dst, e.refs[kid])
	}
	if e.links.first != nil {
		for n := e.links.first[e.id]; n != 0; n = e.links.next[n-1] {
			l := &e.f.links[n-1]
			dst = e.separate(dst)
			dst = append(dst, "<</Type/OBJR/Obj "...)
			dst = object.AppendRef(dst, l.ref)
			dst = append(dst, "/Pg "...)
			dst = object.AppendRef(dst, e.pages[l.surface])
			dst = append(dst, ">>"...)
		}
	}
	if e.kids == 0 {
		return dst[:start]
	}
	return append(dst, ']')
}

func (e *element) separate(dst []byte) []byte {
	if e.kids++; e.kids > 1 {
		dst = append(dst, ' ')
	}
	return dst
}

// appendContents appends the marked contents of a tag.
func (e *element) appendContents(dst []byte, tag display.TagID) []byte {
	t := e.f.tags
	for n := t.first[tag]; n != 0; n = t.marks[n-1].next {
		m := &t.marks[n-1]
		dst = e.separate(dst)
		if m.surface == e.page {
			dst = strconv.AppendInt(dst, int64(m.mcid), 10)
			continue
		}
		dst = append(dst, "<</Type/MCR/Pg "...)
		dst = object.AppendRef(dst, e.pages[m.surface])
		dst = append(dst, "/MCID "...)
		dst = strconv.AppendInt(dst, int64(m.mcid), 10)
		dst = append(dst, ">>"...)
	}
	return dst
}

// appendAttributes appends what roles want to be told beside their type
// (14.8.5): a list's numbering, a head cell's scope, a figure's box.
func (e *element) appendAttributes(dst []byte, tag *display.Tag) []byte {
	switch tag.Role {
	case display.RoleList:
		numbering := "None"
		if tag.Numbered {
			numbering = "Decimal"
		} else if e.f.hasLabels(e.id) {
			numbering = "Disc"
		}
		dst = append(dst, "/A<</O/List/ListNumbering/"...)
		dst = append(dst, numbering...)
		return append(dst, ">>"...)
	case display.RoleTableHead, display.RoleTableCell:
		return appendCell(dst, tag)
	case display.RoleFigure:
		for i := range e.f.tags.reached {
			if r := &e.f.tags.reached[i]; r.figure == e.id {
				dst = append(dst, "/A<</O/Layout/Placement/Block/BBox"...)
				page := &e.f.surfaces[r.surface]
				dst = r.around.within(toMilli(page.width), toMilli(page.height)).append(dst)
				return append(dst, ">>"...)
			}
		}
	default:
	}
	return dst
}

func appendCell(dst []byte, tag *display.Tag) []byte {
	scope := [...]string{display.NoScope: "", display.ColumnScope: "Column", display.RowScope: "Row", display.BothScope: "Both"}[tag.Scope]
	if tag.Role != display.RoleTableHead {
		scope = ""
	}
	if scope == "" && tag.ColSpan <= 1 && tag.RowSpan <= 1 {
		return dst
	}
	dst = append(dst, "/A<</O/Table"...)
	if scope != "" {
		dst = append(dst, "/Scope/"...)
		dst = append(dst, scope...)
	}
	if tag.ColSpan > 1 {
		dst = append(dst, "/ColSpan "...)
		dst = strconv.AppendInt(dst, int64(tag.ColSpan), 10)
	}
	if tag.RowSpan > 1 {
		dst = append(dst, "/RowSpan "...)
		dst = strconv.AppendInt(dst, int64(tag.RowSpan), 10)
	}
	return append(dst, ">>"...)
}

// hasLabels reports whether an item of a list has a label.
func (f *file) hasLabels(list display.TagID) bool {
	for _, item := range f.doc.Tags[list].Kids {
		for _, kid := range f.doc.Tags[item].Kids {
			if f.doc.Tags[kid].Role == display.RoleLabel {
				return true
			}
		}
	}
	return false
}

// putParentTree writes the number tree from a page's key to the elements of its
// marked contents, in the order of their MCIDs, and from an annotation's key to
// its Link element.
func (f *file) putParentTree(refs []object.Ref) object.Ref {
	byPage := make([][]display.TagID, len(f.surfaces))
	for i := range f.tags.marks {
		m := &f.tags.marks[i]
		// A page's marks were made in the order of their MCIDs.
		byPage[m.surface] = append(byPage[m.surface], m.owner)
	}
	pages := make([]object.Ref, len(byPage))
	for i, owners := range byPage {
		pages[i] = f.out.Add(func(dst []byte) []byte {
			dst = append(dst, '[')
			for j, owner := range owners {
				if j > 0 {
					dst = append(dst, ' ')
				}
				dst = object.AppendRef(dst, refs[owner])
			}
			return append(dst, ']')
		})
	}
	return f.out.Add(func(dst []byte) []byte {
		dst = append(dst, "<</Nums["...)
		for i, page := range pages {
			dst = appendKey(dst, i)
			dst = object.AppendRef(dst, page)
		}
		for i := range f.links {
			dst = appendKey(dst, len(pages)+i)
			dst = object.AppendRef(dst, refs[f.links[i].tag])
		}
		return append(dst, "]>>"...)
	})
}

func appendKey(dst []byte, key int) []byte {
	if key > 0 {
		dst = append(dst, ' ')
	}
	dst = strconv.AppendInt(dst, int64(key), 10)
	return append(dst, ' ')
}

// appendRoleMap appends the role map of the types that are in use and not
// standard.
func (f *file) appendRoleMap(dst []byte) []byte {
	var used [len(structures)]bool
	for id := 1; id < len(f.doc.Tags); id++ {
		used[f.doc.Tags[id].Role] = true
	}
	start := len(dst)
	for role, s := range structures {
		if s.as == "" || !used[role] {
			continue
		}
		if len(dst) == start {
			dst = append(dst, "/RoleMap<<"...)
		}
		dst = append(dst, '/')
		dst = append(dst, s.name...)
		dst = append(dst, '/')
		dst = append(dst, s.as...)
	}
	if len(dst) > start {
		dst = append(dst, ">>"...)
	}
	return dst
}

// noteID is a note's identifier (PDF/UA-1 7.9): unique, and in the order of the
// tags where names are compared byte by byte.
func (f *file) noteID(id display.TagID) string {
	return string(appendPadded([]byte("note-"), int(id), 8))
}

func appendPadded(dst []byte, n, width int) []byte {
	var buffer [20]byte
	digits := strconv.AppendInt(buffer[:0], int64(n), 10)
	for range width - len(digits) {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}

// appendIDTree appends the name tree of the elements that have an identifier.
func (f *file) appendIDTree(dst []byte, refs []object.Ref) []byte {
	start := len(dst)
	for id := 1; id < len(f.doc.Tags); id++ {
		if f.doc.Tags[id].Role != display.RoleNote {
			continue
		}
		if len(dst) == start {
			dst = append(dst, "/IDTree<</Names["...)
		}
		dst = object.AppendString(dst, f.noteID(display.TagID(id)))
		dst = object.AppendRef(dst, refs[id])
	}
	if len(dst) > start {
		dst = append(dst, "]>>"...)
	}
	return dst
}
