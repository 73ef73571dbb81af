package html_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// element is an element of a page.
type element struct {
	name       string
	attributes []xml.Attr
	kids       []any // *element or string
}

// parsed reads a page as XML, strictly.
func parsed(page []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(page))
	root := &element{}
	open := []*element{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			if len(open) != 1 || len(root.kids) == 0 {
				return nil, fmt.Errorf("%d elements are open at the end", len(open)-1)
			}
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attributes: token.Copy().Attr}
			top.kids = append(top.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.kids = append(top.kids, string(token))
		}
	}
}

func (e *element) attribute(name string) (string, bool) {
	for _, a := range e.attributes {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// all returns the elements below e of some names, in order; all without names.
func (e *element) all(names ...string) []*element {
	var found []*element
	for _, kid := range e.kids {
		if kid, ok := kid.(*element); ok {
			if len(names) == 0 || slices.Contains(names, kid.name) {
				found = append(found, kid)
			}
			found = append(found, kid.all(names...)...)
		}
	}
	return found
}

// inline are the elements that do not part words.
var inline = []string{"a", "em", "strong", "span"}

// write writes an element's text: blocks are parted by spaces.
func (e *element) write(w *strings.Builder) {
	class, _ := e.attribute("class")
	parts := !slices.Contains(inline, e.name) || class == "block" || class == "label"
	if parts {
		w.WriteByte(' ')
	}
	for _, kid := range e.kids {
		switch kid := kid.(type) {
		case string:
			w.WriteString(kid)
		case *element:
			kid.write(w)
		}
	}
	if parts {
		w.WriteByte(' ')
	}
}

// pageWords are the words of a page's body.
func pageWords(t testing.TB, page []byte) []string {
	t.Helper()
	root, err := parsed(page)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, body := range root.all("body") {
		body.write(&text)
	}
	return strings.Fields(strings.ReplaceAll(text.String(), "\u00A0", " "))
}

// phrasing, and what holds nothing else (HTML Living Standard, 4.3 to 4.9).
var (
	phrasing     = []string{"a", "em", "strong", "span", "br", "img"}
	holdPhrasing = []string{"p", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "span"}
	heads        = []string{"h1", "h2", "h3", "h4", "h5", "h6"}
	known        = append([]string{
		"html", "head", "meta", "title", "style", "body", "main", "section", "div", "p", "ul", "ol", "li",
		"table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "blockquote", "aside", "address",
		"h1", "h2", "h3", "h4", "h5", "h6",
	}, phrasing...)
	// only lists the elements that may hold some others alone.
	only = map[string][]string{
		"ul": {"li"}, "ol": {"li"}, "thead": {"tr"}, "tbody": {"tr"}, "tr": {"th", "td"},
		"table": {"caption", "thead", "tbody"}, "html": {"head", "body"}, "head": {"meta", "title", "style"},
		"title": {}, "style": {}, "br": {}, "img": {}, "meta": {},
	}
	// within lists the elements that stand in some others alone.
	within = map[string][]string{
		"li": {"ul", "ol"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"}, "thead": {"table"}, "tbody": {"table"},
		"caption": {"table"}, "figcaption": {"figure"}, "main": {"body"},
	}
	// never lists what may not stand anywhere below.
	never = map[string][]string{
		"a": {"a"}, "address": append([]string{"address", "section", "aside"}, heads...),
		"th": append([]string{"section", "aside"}, heads...), "caption": {"table"},
	}
)

// faults returns what is wrong with a page as HTML.
func faults(root *element) []string {
	var found []string
	report := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	ids := map[string]bool{}
	var walk func(e *element, above []string)
	walk = func(e *element, above []string) {
		parent := "the file"
		if len(above) > 0 {
			parent = above[len(above)-1]
		}
		if !slices.Contains(known, e.name) {
			report("<%s> is not an element of ours", e.name)
		}
		if allowed, ok := within[e.name]; ok && !slices.Contains(allowed, parent) {
			report("<%s> in <%s>", e.name, parent)
		}
		if slices.Contains(holdPhrasing, parent) && !slices.Contains(phrasing, e.name) {
			report("<%s> in <%s>", e.name, parent)
		}
		if parent == "a" && slices.ContainsFunc(above, func(s string) bool { return slices.Contains(holdPhrasing, s) }) && !slices.Contains(phrasing, e.name) {
			report("<%s> in a link in running text", e.name)
		}
		for _, outer := range above {
			if slices.Contains(never[outer], e.name) {
				report("<%s> within <%s>", e.name, outer)
			}
		}
		if id, ok := e.attribute("id"); ok {
			if ids[id] || id == "" || strings.ContainsAny(id, " \t\n\f\r") {
				report("the id %q", id)
			}
			ids[id] = true
		}
		if href, ok := e.attribute("href"); ok {
			scheme, _, _ := strings.Cut(strings.ToLower(href), ":")
			if !slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme) || strings.ContainsAny(href, " <>\"") {
				report("a link to %q", href)
			}
		}
		if _, ok := e.attribute("alt"); e.name == "img" && !ok {
			report("a picture without alt")
		}
		allowed, limited := only[e.name]
		for i, kid := range e.kids {
			switch kid := kid.(type) {
			case string:
				if limited && strings.TrimSpace(kid) != "" && e.name != "title" && e.name != "style" {
					report("text %q in <%s>", kid, e.name)
				}
			case *element:
				if limited && !slices.Contains(allowed, kid.name) {
					report("<%s> in <%s>", kid.name, e.name)
				}
				if kid.name == "caption" && firstElement(e.kids) != i || kid.name == "figcaption" && !endElement(e.kids, i) {
					report("a <%s> in the middle", kid.name)
				}
				walk(kid, append(above[:len(above):len(above)], e.name))
			}
		}
	}
	for _, kid := range root.kids {
		if kid, ok := kid.(*element); ok {
			walk(kid, nil)
		}
	}
	if n := len(root.all("main")); n != 1 {
		report("%d main elements", n)
	}
	return found
}

func firstElement(kids []any) int {
	return slices.IndexFunc(kids, func(kid any) bool { _, ok := kid.(*element); return ok })
}

// endElement reports whether the element at i is the first or the last.
func endElement(kids []any, i int) bool {
	if firstElement(kids) == i {
		return true
	}
	for _, kid := range kids[i+1:] {
		if _, ok := kid.(*element); ok {
			return false
		}
	}
	return true
}

// TestFaults shows that the check can fail.
func TestFaults(t *testing.T) {
	for _, body := range []string{
		"<p><div></div></p>", "<h1><p></p></h1>", "<a href=\"tel:1\"><em><a href=\"tel:1\">x</a></em></a>", "<ul><p></p></ul>",
		"<ul>text</ul>", "<li></li>", "<address><h2></h2></address>", "<table><tbody></tbody><caption></caption></table>",
		"<p id=\"a\"></p><p id=\"a\"></p>", "<a href=\"javascript:x\">x</a>", "<figure><p/><figcaption/><p/></figure>", "<script/>",
		"<img src=\"\"/>", "<main></main>", "<p><a href=\"tel:1\"><p></p></a></p>", "<table><tr></tr></table>", "<th></th>",
	} {
		root, err := parsed([]byte("<html><head></head><body><main>" + body + "</main></body></html>"))
		if err != nil {
			t.Fatal(body, err)
		}
		if len(faults(root)) == 0 {
			t.Errorf("%s passes", body)
		}
	}
	for _, page := range []string{"", "<html>", "<p>", "<br>", "<p></div>", "<p>&nbsp;</p>", "<p>a & b</p>", "<p a=1></p>"} {
		if _, err := parsed([]byte(page)); err == nil {
			t.Errorf("%q is read as XML", page)
		}
	}
}
