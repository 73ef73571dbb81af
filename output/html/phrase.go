package html

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"korthet/layout/display"
)

// phrase writes a tag in running text.
func (p *page) phrase(id display.TagID, c context) {
	tag := &p.doc.Tags[id]
	switch tag.Role {
	case display.RoleText:
		p.text(tag.Text)
	case display.RoleLink:
		p.link(id, c)
	case display.RoleEmphasis:
		p.inline("em", id, c, "")
	case display.RoleStrong:
		p.inline("strong", id, c, "")
	case display.RoleSpan:
		p.span(id, c)
	case display.RoleFigure:
		p.pictureOf(id)
		if len(tag.Kids) > 0 || tag.ActualText != "" {
			p.inline("span", id, c, "block")
		}
	case display.RoleLabel:
		p.label(id, c)
	default: // a block, which may not stand here as such
		p.inline("span", id, c, "block")
	}
}

// span writes an element only where it says something: a language or an id.
func (p *page) span(id display.TagID, c context) {
	tag := &p.doc.Tags[id]
	if tag.Lang == "" && tag.ID == "" {
		c.phrasing = true
		p.content(id, c)
		return
	}
	p.inline("span", id, c, "")
}

func (p *page) inline(name string, id display.TagID, c context, class string) {
	p.raw("<" + name)
	p.identity(&p.doc.Tags[id])
	if class != "" {
		p.attribute("class", class)
	}
	p.raw(">")
	c.phrasing = true
	p.content(id, c)
	p.raw("</" + name + ">")
}

// label writes what stands before a list item. The space after it parts it from
// the item when the text is read without its look.
func (p *page) label(id display.TagID, c context) {
	p.inline("span", id, c, "label")
}

// link writes a link, as mere text where it leads nowhere that may be followed.
func (p *page) link(id display.TagID, c context) {
	tag := &p.doc.Tags[id]
	address, ok := href(tag.URI)
	name := "a"
	if c.link || !ok {
		name = "span"
		if !c.phrasing && p.blocks[id] {
			name = "div"
		}
	}
	if name != "a" && tag.Lang == "" && tag.ID == "" {
		p.content(id, c)
		return
	}
	p.raw("<" + name)
	p.identity(tag)
	if name == "a" {
		p.attribute("href", address)
		if title := p.linkTitle(id); title != "" {
			p.attribute("title", title)
		}
		c.link = true
	}
	p.raw(">")
	if !p.blocks[id] || name == "span" {
		c.phrasing = true
	}
	p.content(id, c)
	p.raw("</" + name + ">")
}

// linkTitle returns where a link leads, in words, where its own words and its
// address do not say so already.
func (p *page) linkTitle(id display.TagID) string {
	tag := &p.doc.Tags[id]
	title := oneLine(tag.Alt)
	var words strings.Builder
	p.words(&words, id)
	if strings.Contains(title, oneLine(words.String())) || strings.Contains(tag.URI, title) {
		return ""
	}
	return title
}

// href returns a link's address as HTML takes it, and whether it may be
// followed: only the schemes that a leaflet needs are let through, in any case.
func href(uri string) (string, bool) {
	scheme, rest, found := strings.Cut(uri, ":")
	if !found || rest == "" {
		return "", false
	}
	switch strings.ToLower(scheme) {
	case "http", "https":
		if !strings.HasPrefix(rest, "//") || len(rest) == 2 {
			return "", false
		}
	case "mailto", "tel":
	default:
		return "", false
	}
	var b strings.Builder
	for i := 0; i < len(uri); i++ {
		// What may not stand in an address is percent-encoded (RFC 3986, 2.1).
		if c := uri[i]; c <= ' ' || c == 0x7F || strings.IndexByte("\"<>\\^`{|}", c) >= 0 || c >= utf8.RuneSelf {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String(), true
}

// text writes text; line feeds are the line breaks that its author asked for.
func (p *page) text(text string) {
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			p.raw("<br/>\n")
		}
		p.escape(line)
	}
}

// raw writes markup.
func (p *page) raw(markup string) { p.out.WriteString(markup) }

// line begins a line, if one is not begun.
func (p *page) line() {
	if b := p.out.Bytes(); len(b) > 0 && b[len(b)-1] != '\n' {
		p.out.WriteByte('\n')
	}
}

func (p *page) attribute(name, value string) {
	p.raw(" " + name + "=\"")
	p.escape(value)
	p.raw("\"")
}

// escape writes text as characters, in elements and in attributes alike.
func (p *page) escape(text string) {
	for _, r := range text { // invalid UTF-8 comes as U+FFFD
		switch r = clean(r); r {
		case '&':
			p.raw("&amp;")
		case '<':
			p.raw("&lt;")
		case '>':
			p.raw("&gt;")
		case '"':
			p.raw("&quot;")
		default:
			p.out.WriteRune(r)
		}
	}
}

// clean returns a character as it may stand in a page: other white space as a
// space, controls and noncharacters, which neither HTML (13.2.3.5) nor XML
// allows, as the replacement character.
func clean(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\v':
		return ' '
	case r < ' ' || r >= 0x7F && r <= 0x9F || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE || r > utf8.MaxRune:
		return utf8.RuneError
	}
	return r
}

// language writes a language, and the direction of its script where that is
// not the usual one.
func (p *page) language(tag string) {
	if tag == "" {
		return
	}
	p.attribute("lang", tag)
	base := p.doc.Meta.Language
	switch {
	case fromRight(tag):
		p.attribute("dir", "rtl")
	case fromRight(base):
		p.attribute("dir", "ltr")
	}
}

// fromRight reports whether a language is written from right to left: by its
// script where the tag names one (BCP 47), else by the language.
func fromRight(tag string) bool {
	parts := strings.Split(strings.ToLower(tag), "-")
	for _, part := range parts[1:] {
		if len(part) == 4 && part[0] >= 'a' {
			switch part {
			case "arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg":
				return true
			}
			return false
		}
	}
	switch parts[0] {
	case "ar", "arc", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi":
		return true
	}
	return false
}
