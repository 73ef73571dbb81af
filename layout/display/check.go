package display

import "fmt"

// Check returns what is wrong with a document's structure: broken invariants of
// whoever made it, not mistakes of an author. A sound document has none.
func Check(doc *Document) []error {
	c := &checker{doc: doc, held: make([]bool, len(doc.Tags))}
	if len(doc.Colours) == 0 {
		c.wrong("no colours")
	}
	if doc.Meta.Title == "" || doc.Meta.Language == "" {
		c.wrong("no title or no language")
	}
	c.tags()
	pages := map[int]bool{}
	for _, sheet := range doc.Sheets {
		if n := len(sheet.Sides); n < 1 || n > 2 {
			c.wrong("a sheet has %d sides", n)
		}
		for _, side := range sheet.Sides {
			c.items(side.Items)
			for _, panel := range side.Panels {
				if panel.Page < 1 || pages[panel.Page] {
					c.wrong("page number %d is not from 1 or not unique", panel.Page)
				}
				pages[panel.Page] = true
				c.items(panel.Items)
			}
		}
	}
	return c.errs
}

type checker struct {
	doc  *Document
	errs []error
	held []bool // by tag: is a kid
}

func (c *checker) wrong(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf("display: "+format, args...))
}

func (c *checker) tags() {
	if len(c.doc.Tags) <= int(Root) || c.doc.Tags[Root].Role != RoleDocument {
		c.wrong("no root")
		return
	}
	for id := Root; int(id) < len(c.doc.Tags); id++ {
		tag := &c.doc.Tags[id]
		if tag.Role < RoleDocument || tag.Role > RoleText {
			c.wrong("tag %d has no role", id)
		}
		if (tag.Text != "") != (tag.Role == RoleText) {
			c.wrong("tag %d, %s, has text %q", id, tag.Role, tag.Text)
		}
		if tag.Role == RoleText && len(tag.Kids) > 0 {
			c.wrong("text tag %d has kids", id)
		}
		for _, kid := range tag.Kids {
			if kid <= id || int(kid) >= len(c.doc.Tags) || c.doc.Tags[kid].Parent != id || c.held[kid] {
				c.wrong("tag %d is no proper kid of %d", kid, id)
				continue
			}
			c.held[kid] = true
		}
	}
	for id := Root + 1; int(id) < len(c.doc.Tags); id++ {
		if !c.held[id] {
			c.wrong("tag %d is nobody's kid", id)
		}
	}
}

func (c *checker) items(items []Item) {
	for _, item := range items {
		switch it := item.(type) {
		case *GlyphRun:
			c.run(it)
		case *Path:
			c.tag(it.Tag)
			if it.Fill != nil {
				c.ink(*it.Fill)
			}
			if it.Stroke != nil {
				c.ink(it.Stroke.Ink)
			}
		case *Image:
			c.tag(it.Tag)
			if it.Data == nil {
				c.wrong("an image without data")
			}
		case *Group:
			c.items(it.Items)
		case *Link:
			c.tag(it.Tag)
			if int(it.Tag) < len(c.doc.Tags) && c.doc.Tags[it.Tag].Role != RoleLink {
				c.wrong("a link's tag %d is a %s", it.Tag, c.doc.Tags[it.Tag].Role)
			}
		}
	}
}

func (c *checker) run(run *GlyphRun) {
	c.tag(run.Tag)
	c.ink(run.Ink)
	if run.Face == nil || run.Size <= 0 || len(run.Glyphs) == 0 {
		c.wrong("the run %q has no face, no size or no glyphs", run.Text)
		return
	}
	if run.Tag != NoTag && int(run.Tag) < len(c.doc.Tags) && c.doc.Tags[run.Tag].Role != RoleText {
		c.wrong("the run %q has a %s for its tag", run.Text, c.doc.Tags[run.Tag].Role)
	}
	if run.Running > RunningFoot || run.Running != 0 && run.Tag != NoTag {
		c.wrong("the run %q has a tag and stands at a page's head or foot", run.Text)
	}
	for _, glyph := range run.Glyphs {
		if glyph.Cluster < 0 || int(glyph.Cluster) >= len(run.Text) {
			c.wrong("a glyph of %q stands for no character", run.Text)
		}
	}
}

func (c *checker) tag(id TagID) {
	if id < NoTag || int(id) >= len(c.doc.Tags) {
		c.wrong("there is no tag %d", id)
	}
}

func (c *checker) ink(ink Ink) {
	if ink.Colour < 0 || ink.Colour >= len(c.doc.Colours) || ink.Tint > Solid {
		c.wrong("there is no ink %v", ink)
	}
}
