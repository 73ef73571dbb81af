package html

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"korthet/layout/cache"
	"korthet/layout/display"
)

// Options are the settings of Write.
type Options struct {
	Producer string       // the program and its version; empty means "korthet"
	Cache    *cache.Cache // shares converted pictures between files; nil shares nothing
}

func (o Options) producer() string {
	if o.Producer == "" {
		return "korthet"
	}
	return o.Producer
}

// policy forbids the page to load or run anything: its style sheet stands in
// it, its pictures are data: addresses.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

// Write writes doc as a web page in UTF-8. The same document and options give
// the same bytes. Links that are not http, https, mailto or tel are written as
// their words. Errors come from a document that display.Check finds fault with,
// from pictures that cannot be used, or from w; nothing is written before all
// of the page is known to be sound.
func Write(w io.Writer, doc *display.Document, opts Options) error {
	if errs := display.Check(doc); len(errs) > 0 {
		return fmt.Errorf("html: the document is not sound: %w", errs[0])
	}
	p := &page{doc: doc, opts: opts, ids: map[string]bool{}}
	p.survey()
	if err := p.gatherPictures(); err != nil {
		return err
	}
	p.raw("<!DOCTYPE html>\n<html")
	p.language(doc.Meta.Language)
	p.raw(">\n")
	p.head()
	p.raw("<body>")
	p.main()
	p.raw("\n</body>\n</html>\n")
	if _, err := w.Write(p.out.Bytes()); err != nil {
		return fmt.Errorf("html: %w", err)
	}
	return nil
}

// page is one page in the making.
type page struct {
	doc  *display.Document
	opts Options
	out  bytes.Buffer
	ids  map[string]bool // that an element has already

	blocks   []bool           // by tag: a block lies below
	sections []bool           // by tag: it is a head, a section, a note or an address, or one lies below
	figures  map[int]*picture // by tag
}

// head writes what is said of the page.
func (p *page) head() {
	meta := &p.doc.Meta
	p.raw("<head>\n<meta charset=\"utf-8\"/>\n")
	p.raw("<meta http-equiv=\"Content-Security-Policy\"")
	p.attribute("content", policy)
	p.raw("/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>")
	p.escape(oneLine(meta.Title))
	p.raw("</title>\n")
	for _, about := range [...]struct{ name, content string }{
		{"description", meta.Subject},
		{"author", meta.Author},
		{"keywords", strings.Join(meta.Keywords, ", ")},
		{"generator", p.opts.producer()},
		{"dcterms.source", meta.Source},
	} {
		if content := oneLine(about.content); content != "" {
			p.raw("<meta")
			p.attribute("name", about.name)
			p.attribute("content", content)
			p.raw("/>\n")
		}
	}
	p.raw("<style>\n")
	p.raw(styleSheet(p.doc.Colours))
	p.raw("</style>\n</head>\n")
}

// main writes the document's tag.
func (p *page) main() {
	root := &p.doc.Tags[display.Root]
	p.line()
	p.raw("<main")
	p.identity(root)
	p.raw(">")
	p.content(display.Root, context{})
	p.line()
	p.raw("</main>")
}

// survey finds out what lies below each tag. Kids have greater ids than their
// parents.
func (p *page) survey() {
	tags := p.doc.Tags
	p.blocks, p.sections = make([]bool, len(tags)), make([]bool, len(tags))
	for id := len(tags) - 1; id > int(display.Root); id-- {
		tag := &tags[id]
		switch tag.Role {
		case display.RoleSection, display.RoleHeading1, display.RoleHeading2, display.RoleHeading3, display.RoleHeading4,
			display.RoleHeading5, display.RoleHeading6, display.RoleNote, display.RoleAddress, display.RoleDocument:
			p.sections[id] = true
		default:
		}
		if tag.Parent == display.NoTag {
			continue
		}
		if p.sections[id] {
			p.sections[tag.Parent] = true
		}
		if p.blocks[id] || isBlock(tag.Role) {
			p.blocks[tag.Parent] = true
		}
	}
}

// isBlock reports whether a role stands on lines of its own. A figure can stand
// in a line of text.
func isBlock(role display.Role) bool {
	switch role {
	case display.RoleFigure, display.RoleLink, display.RoleSpan, display.RoleEmphasis, display.RoleStrong, display.RoleText:
		return false
	default:
		return true
	}
}

// oneLine returns text with every stretch of white space as one space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
