package pdftest

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// element is a structure element.
type element struct {
	ref    Ref
	dict   Dict
	tag    Name // as it is called
	role   Name // the standard type
	parent *element
	kids   []*element
	marks  []markKey
	links  []Ref // annotations
}

type markKey struct {
	page Ref
	id   int
}

// tree is the structure tree.
type tree struct {
	root     Dict
	top      []*element
	all      []*element // in reading order
	byMark   map[markKey]*element
	byObject map[Ref]*element // annotations
	byRef    map[Ref]*element
}

// standardTypes are those of 14.8.4.
var standardTypes = strings.Fields("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form") //nolint:gochecknoglobals // a constant table

func isStandard(n Name) bool { return slices.Contains(standardTypes, string(n)) }

func (e *element) hasActualText() bool {
	for ; e != nil; e = e.parent {
		if e.dict["ActualText"] != nil {
			return true
		}
	}
	return false
}

// checkTree reads the structure tree and judges it.
func (j *judge) checkTree() {
	t := &j.tree
	t.byMark, t.byObject, t.byRef = map[markKey]*element{}, map[Ref]*element{}, map[Ref]*element{}
	t.root = j.f.dict(j.root["StructTreeRoot"])
	if t.root == nil {
		return
	}
	j.roleMap()
	for _, kid := range j.kidsOf(t.root["K"]) {
		if e := j.element(kid, nil, Ref{}, 0); e != nil {
			t.top = append(t.top, e)
		}
	}
	if len(t.top) != 1 || t.top[0].role != "Document" {
		j.report("ua 7.1-a", "the tree does not begin with one Document")
	}
	j.parentTree()
	level := 0
	for _, e := range t.all {
		j.nesting(e)
		level = j.heading(e, level)
		j.meaning(e)
	}
	j.notes()
	j.strong()
}

func (j *judge) kidsOf(v any) Array {
	if a := j.f.array(v); a != nil {
		return a
	}
	if v == nil {
		return nil
	}
	return Array{v}
}

func (j *judge) roleMap() {
	m := j.f.dict(j.tree.root["RoleMap"])
	for from := range m {
		if isStandard(from) {
			j.report("ua 7.1-7", "the standard type %s is remapped", from)
		}
		if !utf8.ValidString(string(from)) {
			j.report("a 6.1.8-1", "the type %q is not UTF-8", from)
		}
	}
}

// standard follows the role map to a standard type.
func (j *judge) standard(tag Name) Name {
	m := j.f.dict(j.tree.root["RoleMap"])
	seen := map[Name]bool{}
	for !isStandard(tag) {
		if seen[tag] {
			j.report("ua 7.1-6", "the role map goes round in %s", tag)
			return ""
		}
		seen[tag] = true
		to, ok := m[tag]
		if !ok {
			j.report("ua 7.1-5", "the type %s is mapped to no standard one", tag)
			j.report("a 6.7.3-2", "the type %s is mapped to no standard one", tag)
			return ""
		}
		tag = j.f.name(to)
	}
	return tag
}

func (j *judge) element(v any, parent *element, page Ref, depth int) *element {
	t := &j.tree
	ref, isRef := v.(Ref)
	d := j.f.dict(v)
	if !isRef || d == nil || d["S"] == nil || depth > 100 || t.byRef[ref] != nil {
		j.report("ua 7.1-a", "the tree has a kid that is no element, or one twice: %v", v)
		return nil
	}
	e := &element{ref: ref, dict: d, tag: j.f.name(d["S"]), parent: parent}
	e.role = j.standard(e.tag)
	t.byRef[ref] = e
	t.all = append(t.all, e)
	want := j.root["StructTreeRoot"]
	if parent != nil {
		want = parent.ref
	}
	if d["P"] != want {
		j.report("ua 7.1-a", "the element %s (object %d) has /P %v, not %v", e.tag, ref.Number, d["P"], want)
	}
	if pg, ok := d["Pg"].(Ref); ok {
		page = pg
	}
	for _, kid := range j.kidsOf(d["K"]) {
		j.kid(e, kid, page, depth)
	}
	return e
}

func (j *judge) kid(e *element, kid any, page Ref, depth int) {
	t := &j.tree
	if id, ok := kid.(int64); ok {
		j.markOf(e, markKey{page, int(id)})
		return
	}
	d := j.f.dict(kid)
	switch j.f.name(d["Type"]) {
	case "MCR":
		if pg, ok := d["Pg"].(Ref); ok {
			page = pg
		}
		id, _ := d["MCID"].(int64)
		j.markOf(e, markKey{page, int(id)})
	case "OBJR":
		obj, _ := d["Obj"].(Ref)
		pg, ok := d["Pg"].(Ref)
		if !ok {
			pg = page
		}
		if t.byObject[obj] != nil {
			j.report("ua 7.1-a", "the annotation %d is in two elements", obj.Number)
		}
		t.byObject[obj] = e
		e.links = append(e.links, obj)
		if p := j.page[pg]; p == nil || !slices.Contains(j.f.array(p.dict["Annots"]), any(obj)) {
			j.report("ua 7.1-a", "the element %s refers to the annotation %d, which is not on its page", e.tag, obj.Number)
		}
	default:
		if inner := j.element(kid, e, page, depth+1); inner != nil {
			e.kids = append(e.kids, inner)
		}
	}
}

func (j *judge) markOf(e *element, key markKey) {
	if j.page[key.page] == nil {
		j.report("ua 7.1-e", "the content %d of %s is on no page", key.id, e.tag)
	}
	if j.tree.byMark[key] != nil {
		j.report("ua 7.1-e", "the content %d is in two elements", key.id)
	}
	j.tree.byMark[key] = e
	e.marks = append(e.marks, key)
}

// parentTree: the way back from contents and annotations to their elements.
func (j *judge) parentTree() {
	nums := map[int64]any{}
	next, _ := j.tree.root["ParentTreeNextKey"].(int64)
	j.numbers(j.tree.root["ParentTree"], nums, 0)
	for key := range nums {
		if key >= next {
			j.report("ua 7.1-f", "/ParentTreeNextKey is %d, and there is a key %d", next, key)
		}
	}
	for _, p := range j.pages {
		key, ok := p.dict["StructParents"].(int64)
		owners := j.f.array(nums[key])
		for id, owner := range owners {
			mine := j.tree.byMark[markKey{p.ref, id}]
			if ref, isRef := owner.(Ref); isRef && (mine == nil || mine.ref != ref) {
				j.report("ua 7.1-f", "page %d: the parent tree leads from content %d to object %d, which does not have it", p.index+1, id, ref.Number)
			}
		}
		for mark, e := range j.tree.byMark {
			if mark.page == p.ref && (!ok || mark.id >= len(owners) || owners[mark.id] != any(e.ref)) {
				j.report("ua 7.1-f", "page %d: the parent tree does not lead from content %d to its element", p.index+1, mark.id)
			}
		}
		for _, v := range j.f.array(p.dict["Annots"]) {
			a := j.f.dict(v)
			ref, _ := v.(Ref)
			key, ok := a["StructParent"].(int64)
			e := j.tree.byObject[ref]
			if !ok || e == nil || nums[key] != any(e.ref) {
				j.report("ua 7.1-f", "the parent tree does not lead from the annotation %d to its element", ref.Number)
			}
		}
	}
}

// numbers reads a number tree (7.9.7).
func (j *judge) numbers(v any, into map[int64]any, depth int) {
	d := j.f.dict(v)
	if d == nil || depth > 20 {
		j.report("ua 7.1-f", "the parent tree is missing or broken")
		return
	}
	nums := j.f.array(d["Nums"])
	before := int64(-1)
	for i := 0; i+1 < len(nums); i += 2 {
		key, ok := nums[i].(int64)
		if !ok || key <= before {
			j.report("ua 7.1-f", "the parent tree's keys do not rise at %v", nums[i])
		}
		before = key
		into[key] = nums[i+1]
	}
	for _, kid := range j.f.array(d["Kids"]) {
		j.numbers(kid, into, depth+1)
	}
}

// annotationOwner is the element that has an annotation, with its role.
func (j *judge) annotationOwner(_ Dict, ref Ref) (Name, Dict) {
	if e := j.tree.byObject[ref]; e != nil {
		return e.role, e.dict
	}
	return "", nil
}

// notes have identifiers of their own, and the name tree of identifiers leads
// to their elements.
func (j *judge) notes() {
	seen := map[string]bool{}
	ids := map[string]any{}
	j.names(j.tree.root["IDTree"], ids, 0)
	for _, e := range j.tree.all {
		id, ok := e.dict["ID"].(String)
		if e.role == "Note" && (!ok || id.Bytes == "") {
			j.report("ua 7.9-1", "a note (object %d) has no /ID", e.ref.Number)
		}
		if !ok {
			continue
		}
		if seen[id.Bytes] {
			j.report("ua 7.9-2", "two elements have the /ID %q", id.Bytes)
		}
		seen[id.Bytes] = true
		if ids[id.Bytes] != any(e.ref) {
			j.report("ua 7.9-a", "the tree of identifiers does not lead to %q", id.Bytes)
		}
	}
	for id := range ids {
		if !seen[id] {
			j.report("ua 7.9-a", "the tree of identifiers has %q, which no element has", id)
		}
	}
}

func (j *judge) names(v any, into map[string]any, depth int) {
	d := j.f.dict(v)
	if d == nil || depth > 20 {
		return
	}
	names := j.f.array(d["Names"])
	before := ""
	for i := 0; i+1 < len(names); i += 2 {
		s, _ := names[i].(String)
		if s.Bytes <= before {
			j.report("ua 7.9-a", "the tree of identifiers is not in order at %q", s.Bytes)
		}
		before = s.Bytes
		into[s.Bytes] = names[i+1]
	}
	for _, kid := range j.f.array(d["Kids"]) {
		j.names(kid, into, depth+1)
	}
}

// strong: H and H1 to H6 are not mixed, and a node has one H at most.
func (j *judge) strong() {
	plain, numbered := false, false
	for _, e := range j.tree.all {
		plain = plain || e.role == "H"
		numbered = numbered || headingLevel(e.role) > 0
		if n := e.count("H"); n > 1 {
			j.report("ua 7.4.4-1", "an element %s has %d kids H", e.tag, n)
		}
	}
	if plain && numbered {
		j.report("ua 7.4.4-2", "there are H and H1 to H6")
		j.report("ua 7.4.4-3", "there are H and H1 to H6")
	}
}

func (e *element) count(role Name) (n int) {
	for _, kid := range e.kids {
		if kid.role == role {
			n++
		}
	}
	return n
}

func headingLevel(role Name) int {
	if len(role) == 2 && role[0] == 'H' && role[1] >= '1' && role[1] <= '6' {
		return int(role[1] - '0')
	}
	return 0
}

// heading minds the levels, in reading order: H1 first, none skipped downwards.
func (j *judge) heading(e *element, before int) int {
	level := headingLevel(e.role)
	if level == 0 {
		return before
	}
	if level > before+1 {
		j.report("ua 7.4.2-1", "a heading of level %d follows one of level %d", level, before)
	}
	return level
}
