package layout

import (
	"strings"

	"korthet/content"
	"korthet/layout/display"
)

// tagger writes the tag tree: the nodes that were collected, and below them a
// Text tag for every leaf of their paragraphs.
type tagger struct{ doc *display.Document }

func (t *tagger) add(parent display.TagID, n *node) {
	id := t.doc.Add(parent, n.tag)
	n.id = id
	for _, p := range n.paragraphs {
		t.paragraph(id, n.language, p)
	}
	for _, kid := range n.kids {
		t.add(id, kid)
	}
}

// paragraph adds a paragraph's leaves. Leaves that are alike share their
// wrappers: a link whose text is broken over lines is one Link.
func (t *tagger) paragraph(parent display.TagID, outer string, p *paragraph) {
	if len(p.leaves) == 0 || len(p.leaves) == 1 && p.leaves[0].tag == display.NoTag {
		p.leaves = nil
		p.cutLeaves()
	}
	if p.text == "" {
		return
	}
	inner := parent
	var current *piece
	for i := range p.leaves {
		leaf := &p.leaves[i]
		piece := &p.pieces[leaf.piece]
		if current == nil || !current.alike(piece) {
			inner = t.wrap(parent, outer, current, inner, piece)
			current = piece
		}
		leafParent := inner
		text := p.text[leaf.start:leaf.end]
		src := display.Src(p.posAt(leaf.start))
		if leaf.broken {
			leafParent = t.doc.Add(inner, display.Tag{Role: display.RoleSpan, ActualText: text, Src: src})
		}
		leaf.tag = t.doc.Add(leafParent, display.Tag{Role: display.RoleText, Text: text, Src: src})
	}
}

// wrap adds the tags around a piece: its link, its language, its emphasis. It
// goes on in the link of the piece before where that is the same.
func (t *tagger) wrap(parent display.TagID, outer string, before *piece, inner display.TagID, p *piece) display.TagID {
	src := display.Src(p.inline.Pos)
	at := parent
	if link := p.inline.Link; link != nil {
		if before != nil && before.inline.Link == link {
			for at = inner; t.doc.Tags[at].Role != display.RoleLink; at = t.doc.Tags[at].Parent {
			}
		} else {
			at = t.doc.Add(at, display.Tag{Role: display.RoleLink, URI: link.URI, Alt: linkAlt(link), Src: src})
		}
	}
	if p.language != outer {
		at = t.doc.Add(at, display.Tag{Role: display.RoleSpan, Lang: p.language, Src: src})
	}
	if p.inline.Emphasis {
		at = t.doc.Add(at, display.Tag{Role: display.RoleEmphasis, Src: src})
	}
	if p.inline.Strong {
		at = t.doc.Add(at, display.Tag{Role: display.RoleStrong, Src: src})
	}
	return at
}

// linkAlt says in words where a link leads.
func linkAlt(link *content.Link) string {
	if link.Title != "" {
		return link.Title
	}
	for _, scheme := range []string{"mailto:", "tel:", "https://", "http://"} {
		if rest, ok := strings.CutPrefix(link.URI, scheme); ok {
			return strings.TrimSuffix(rest, "/")
		}
	}
	return link.URI
}

// alike reports whether two pieces differ in nothing but their place.
func (p *piece) alike(other *piece) bool {
	a, b := p.inline, other.inline
	return p.style == other.style && p.language == other.language &&
		a.Emphasis == b.Emphasis && a.Strong == b.Strong && a.Code == b.Code && a.Link == b.Link
}
