package pdf

import (
	"math"
	"strings"
	"testing"

	"korthet/layout/display"
	"korthet/output/pdf/object"
)

func documents(t testing.TB) map[string]*display.Document {
	return map[string]*display.Document{"leaflet": leaflet(t), "specimen": specimen(t)}
}

// TestPositions: each glyph stands where the display document puts it, to
// within 1/1000 em and the coordinates' rounding.
func TestPositions(t *testing.T) {
	for name, doc := range documents(t) {
		t.Run(name, func(t *testing.T) {
			r := read(t, write(t, doc, testOptions()))
			for i, page := range r.pages {
				glyphs := page.glyphs
				for _, run := range runsOf(doc, i) {
					x := float64(run.X)
					for _, g := range run.Glyphs {
						if run.Text[g.Cluster:] == softHyphen+"t" {
							continue // it has no width either
						}
						if len(glyphs) == 0 {
							t.Fatalf("page %d shows too few glyphs", i+1)
						}
						got := glyphs[0]
						glyphs = glyphs[1:]
						wantX := (x + float64(g.DX)) / 65536
						wantY := (float64(pageHeight) - float64(run.Y) + float64(g.DY)) / 65536
						slack := 0.001*float64(run.Size)/65536 + 0.001
						if got.id != int(g.ID) || math.Abs(got.x-wantX) > slack || math.Abs(got.y-wantY) > 0.002 {
							t.Fatalf("page %d, %q: glyph %d at %.4f, %.4f; want %d at %.4f, %.4f", i+1, run.Text, got.id, got.x, got.y, g.ID, wantX, wantY)
						}
						x += float64(g.Advance)
					}
				}
				if len(glyphs) > 0 {
					t.Errorf("page %d shows %d glyphs too many", i+1, len(glyphs))
				}
			}
		})
	}
}

// runsOf are the runs drawn on a page, with the places they have there.
func runsOf(doc *display.Document, page int) []display.GlyphRun {
	var runs []display.GlyphRun
	collect := func(items []display.Item, dx display.Length) {
		for _, item := range items {
			if run, ok := item.(*display.GlyphRun); ok {
				moved := *run
				moved.X -= dx
				runs = append(runs, moved)
			}
		}
	}
	for i := range doc.Sheets {
		for _, side := range doc.Sheets[i].Sides {
			for _, panel := range side.Panels {
				if panel.Page == page+1 {
					collect(panel.Items, 0)
					collect(side.Items, panel.X)
				}
			}
		}
	}
	return runs
}

// TestTagTree: the structure tree is the document's tag tree, with each word in
// it once, and leads from contents and annotations back to the elements.
func TestTagTree(t *testing.T) {
	for name, doc := range documents(t) {
		t.Run(name, func(t *testing.T) {
			r := read(t, write(t, doc, testOptions()))
			root := r.dict(r.root.Get("StructTreeRoot"))
			kids := r.array(root.Get("K"))
			if len(kids) != 1 {
				t.Fatalf("the structure tree has %d roots", len(kids))
			}
			s := &structureReader{reading: r, seen: map[object.Ref]bool{}}
			got := s.element(kids[0], r.f.Trailer.Get("nothing"))
			want := tagTree(doc, display.Root)
			if got != want {
				g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
				for i := range min(len(g), len(w)) {
					if g[i] != w[i] {
						t.Fatalf("line %d of the tree: got %q, want %q", i+1, g[i], w[i])
					}
				}
				t.Fatalf("the tree has %d lines, want %d", len(g), len(w))
			}
			s.parents(root)
		})
	}
}

// tagTree is the tree as text: a line for each element, its texts in quotes.
func tagTree(doc *display.Document, id display.TagID) string {
	tag := &doc.Tags[id]
	name := structures[tag.Role].name
	line := name
	if tag.Lang != "" {
		line += " lang=" + tag.Lang
	}
	if tag.Alt != "" && tag.Role != display.RoleLink {
		line += " alt=" + tag.Alt
	}
	var words strings.Builder
	var kids string
	for _, kid := range tag.Kids {
		if doc.Tags[kid].Role == display.RoleText {
			words.WriteString(doc.Tags[kid].Text)
			continue
		}
		if words.Len() > 0 {
			kids += spaces(words.String())
			words.Reset()
		}
		kids += tagTree(doc, kid)
	}
	kids += spaces(words.String())
	if tag.ActualText != "" {
		kids = spaces(tag.ActualText)
	}
	return line + "\n" + kids
}

// spaces is a text as a line of the tree; spaces that do not break are spaces,
// and soft hyphens, which are not shown, nothing.
func spaces(text string) string {
	text = strings.ReplaceAll(text, softHyphen, "")
	if text == "" {
		return ""
	}
	return "\"" + strings.ReplaceAll(text, "\u00A0", " ") + "\"\n"
}

// structureReader reads the structure tree of a file.
type structureReader struct {
	*reading
	seen   map[object.Ref]bool // elements
	marked []owned
}

// owned is a content or an annotation with its element.
type owned struct {
	page    int
	mcid    int
	object  object.Ref
	element object.Ref
}

func (s *structureReader) element(v, parent object.Value) string {
	s.t.Helper()
	ref, ok := v.(object.Ref)
	if !ok || s.seen[ref] {
		s.t.Fatalf("element %v stands twice or is no reference", v)
	}
	s.seen[ref] = true
	d := s.dict(v)
	if _, ok := d.Get("P").(object.Ref); !ok || parent != nil && d.Get("P") != parent {
		s.t.Errorf("element %v has parent %v, want %v", v, d.Get("P"), parent)
	}
	name, _ := d.Get("S").(object.Name)
	line := string(name)
	if lang := d.Get("Lang"); lang != nil {
		line += " lang=" + textString(lang)
	}
	if alt := d.Get("Alt"); alt != nil {
		line += " alt=" + textString(alt)
	}
	var words strings.Builder
	var kids string
	for _, kid := range arrayOf(d.Get("K")) {
		if content, ok := s.content(ref, d, kid); ok {
			words.WriteString(content)
			continue
		}
		if words.Len() > 0 {
			kids += spaces(words.String())
			words.Reset()
		}
		kids += s.element(kid, ref)
	}
	kids += spaces(words.String())
	if actual := d.Get("ActualText"); actual != nil {
		kids = spaces(textString(actual))
	}
	return line + "\n" + kids
}

func arrayOf(v object.Value) object.Array {
	if a, ok := v.(object.Array); ok {
		return a
	}
	if v == nil {
		return nil
	}
	return object.Array{v}
}

// content reads a kid that is marked content or an annotation.
func (s *structureReader) content(element object.Ref, d object.Dict, kid object.Value) (string, bool) {
	s.t.Helper()
	page, mcid := d.Get("Pg"), kid
	if dict, ok := kid.(object.Dict); ok {
		switch dict.Get("Type") {
		case object.Name("OBJR"):
			target, _ := dict.Get("Obj").(object.Ref)
			s.marked = append(s.marked, owned{object: target, element: element})
			return "", true
		case object.Name("MCR"):
			page, mcid = dict.Get("Pg"), dict.Get("MCID")
		}
	}
	id, ok := mcid.(object.Integer)
	if !ok {
		return "", false
	}
	for i, p := range s.pages {
		if p.ref != page {
			continue
		}
		text, known := p.marks[int(id)]
		if !known {
			s.t.Errorf("page %d has no MCID %d", i+1, id)
		}
		delete(p.marks, int(id))
		s.marked = append(s.marked, owned{page: i, mcid: int(id), element: element})
		return text, true
	}
	s.t.Errorf("MCID %d is on no page", id)
	return "", true
}

// parents checks the way back: the parent tree.
func (s *structureReader) parents(root object.Dict) {
	s.t.Helper()
	nums := s.array(s.dict(root.Get("ParentTree")).Get("Nums"))
	tree := map[object.Integer]object.Value{}
	for i := 0; i+1 < len(nums); i += 2 {
		key, ok := nums[i].(object.Integer)
		if !ok || int(key) != i/2 {
			s.t.Errorf("the parent tree's key %v stands at place %d", nums[i], i/2)
		}
		tree[key] = nums[i+1]
	}
	for i, p := range s.pages {
		if len(p.marks) > 0 {
			s.t.Errorf("page %d has marked contents that no element names: %v", i+1, p.marks)
		}
		if p.dict.Get("Tabs") != object.Name("S") {
			s.t.Errorf("page %d: /Tabs %v", i+1, p.dict.Get("Tabs"))
		}
	}
	for _, m := range s.marked {
		if m.object != (object.Ref{}) {
			annotation := s.dict(m.object)
			key, _ := annotation.Get("StructParent").(object.Integer)
			if tree[key] != m.element {
				s.t.Errorf("annotation %v leads to %v, want %v", m.object, tree[key], m.element)
			}
			if annotation.Get("F") != object.Integer(4) || textString(annotation.Get("Contents")) == "" {
				s.t.Errorf("annotation %v: /F %v /Contents %v", m.object, annotation.Get("F"), annotation.Get("Contents"))
			}
			continue
		}
		key, _ := s.pages[m.page].dict.Get("StructParents").(object.Integer)
		if elements := s.array(tree[key]); m.mcid >= len(elements) || elements[m.mcid] != m.element {
			s.t.Errorf("page %d, MCID %d does not lead to %v", m.page+1, m.mcid, m.element)
		}
	}
}
