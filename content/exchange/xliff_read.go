package exchange

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readXLIFF reads an XLIFF file of version 2. A unit may come back in several
// segments; inline elements that stand for nothing but marks are looked through.
func readXLIFF(data []byte) (*File, []Mistake) {
	r := xliffReader{file: &File{}, decoder: xml.NewDecoder(bytes.NewReader(data))}
	r.decoder.CharsetReader = func(set string, input io.Reader) (io.Reader, error) {
		if set = strings.ToLower(set); set == "utf8" || set == "us-ascii" || set == "ascii" {
			return input, nil
		}
		return nil, charsetError(set)
	}
	for len(r.open) < mostOpen {
		token, err := r.decoder.Token()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				r.failSyntax(err)
			}
			break
		}
		switch token := token.(type) {
		case xml.StartElement:
			r.start(token)
		case xml.EndElement:
			r.endElement(token)
		case xml.CharData:
			r.text(string(token))
		}
	}
	if len(r.open) == mostOpen {
		r.fail("export it from the translator's program again", "its elements stand in one another without end")
	}
	if !r.root && len(r.mistakes) == 0 {
		r.fail("", "there is no XLIFF in the file")
	}
	return r.file, ordered(r.mistakes)
}

// mostOpen is more elements than any XLIFF has within one another.
const mostOpen = 100

// charsetError says that a file is in other characters than ours.
type charsetError string

// Error names them.
func (e charsetError) Error() string { return "the file is stored as " + string(e) }

// xliffReader reads an XLIFF file element by element.
type xliffReader struct {
	file     *File
	decoder  *xml.Decoder
	mistakes []Mistake
	root     bool // the element xliff was read
	open     []xml.Name
	foreign  int // how many of the open elements are of modules, or below them
	unit     *xliffUnit
	into     *strings.Builder // where character data goes; nil: nowhere
}

// xliffUnit is the unit at hand.
type xliffUnit struct {
	text  Text
	parts []*xliffPart
	base  strings.Builder
	meta  bool // within our metadata
}

// xliffPart is a segment, or what stands between two.
type xliffPart struct {
	source, target strings.Builder
	state          string
	segment        bool
	has            bool // it has a target
	order          int  // of its target among the others
	line           int
}

// fail notes a mistake where the reader stands.
func (r *xliffReader) fail(hint, message string) {
	const enough = 20
	line, _ := r.decoder.InputPos()
	if len(r.mistakes) < enough {
		r.mistakes = append(r.mistakes, Mistake{Line: line, Message: message, Hint: hint})
	}
}

// failSyntax notes that the file is no XML.
func (r *xliffReader) failSyntax(err error) {
	var charset charsetError
	if errors.As(err, &charset) {
		r.fail(hintCharacters, charset.Error())
		return
	}
	message := err.Error()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		message = syntax.Msg
	}
	r.fail("export it from the translator's program again", "the file cannot be read as XML: "+message)
}

// attr returns the value of an attribute, "" where there is none.
func attr(e *xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// start reads an element's beginning.
func (r *xliffReader) start(e xml.StartElement) {
	r.open = append(r.open, e.Name)
	if r.foreign > 0 || e.Name.Space != nsXLIFF {
		r.foreign++
		r.module(&e)
		if len(r.open) == 1 {
			r.fail("save it as XLIFF 2.1, or export PO", "this is no XLIFF 2: "+rootName(&e))
		}
		return
	}
	line, _ := r.decoder.InputPos()
	switch e.Name.Local {
	case "xliff":
		r.root = true
		r.file.Source, r.file.Target = attr(&e, "srcLang"), attr(&e, "trgLang")
	case "unit":
		r.unit = &xliffUnit{text: Text{Name: nameOfUnit(attr(&e, "id")), Line: line}}
		if name := attr(&e, "name"); name != "" {
			r.unit.text.Name = name
		}
	case "segment", "ignorable":
		if r.unit != nil {
			r.unit.parts = append(r.unit.parts, &xliffPart{state: attr(&e, "state"), segment: e.Name.Local == "segment"})
		}
	case "source":
		if part := r.part(); part != nil {
			r.into = &part.source
		}
	case "target":
		if part := r.part(); part != nil {
			r.into, part.has, part.line = &part.target, true, line
			part.order, _ = strconv.Atoi(attr(&e, "order"))
		}
	case "cp":
		if n, err := strconv.ParseUint(attr(&e, "hex"), 16, 32); err == nil && n <= utf8.MaxRune && r.into != nil {
			r.into.WriteRune(rune(n))
		}
	case "ph", "pc", "sc", "ec":
		r.fail("write the marks as text, as in the file that was exported", "the inline code <"+e.Name.Local+"> stands for nothing here")
	}
}

// part returns the part at hand, nil where there is none.
func (r *xliffReader) part() *xliffPart {
	if r.unit == nil || len(r.unit.parts) == 0 {
		return nil
	}
	return r.unit.parts[len(r.unit.parts)-1]
}

// module reads the beginning of an element of a module.
func (r *xliffReader) module(e *xml.StartElement) {
	if r.unit == nil || e.Name.Space != nsMDA {
		return
	}
	switch {
	case e.Name.Local == "metaGroup":
		r.unit.meta = attr(e, "category") == metaCategory
	case e.Name.Local == "meta" && r.unit.meta && attr(e, "type") == "base":
		r.into = &r.unit.base
	}
}

// rootName says what a file of another kind is.
func rootName(e *xml.StartElement) string {
	if version := attr(e, "version"); e.Name.Local == "xliff" && version != "" {
		return "it is XLIFF " + version
	}
	return "it begins with <" + e.Name.Local + ">"
}

// text reads character data.
func (r *xliffReader) text(data string) {
	if r.into != nil {
		r.into.WriteString(data)
	}
}

// endElement reads an element's end.
func (r *xliffReader) endElement(e xml.EndElement) {
	if len(r.open) > 0 {
		r.open = r.open[:len(r.open)-1]
	}
	if r.foreign > 0 {
		r.foreign--
		if e.Name.Local == "meta" {
			r.into = nil
		}
		return
	}
	switch e.Name.Local {
	case "source", "target":
		r.into = nil
	case "unit":
		if r.unit != nil {
			r.endUnit(r.unit)
		}
		r.unit, r.into = nil, nil
	}
}

// endUnit makes a text of a unit.
func (r *xliffReader) endUnit(u *xliffUnit) {
	t := &u.text
	t.Base = strings.TrimSpace(u.base.String())
	if t.Name == "" {
		r.fail("keep the units as they were exported", "this unit has neither a name nor an id, so there is no telling which text it is")
		return
	}
	t.State = Done
	any := false
	var source, target strings.Builder
	targets := make([]*xliffPart, 0, len(u.parts))
	for i, part := range u.parts {
		source.WriteString(part.source.String())
		if part.segment && !slices.Contains([]string{"translated", "reviewed", "final"}, part.state) {
			t.State = Review
		}
		if part.segment && part.has && part.target.Len() > 0 {
			if !any {
				t.Line = part.line
			}
			any = true
		}
		part.order = cmp.Or(part.order, i+1)
		targets = append(targets, part)
	}
	slices.SortStableFunc(targets, func(a, b *xliffPart) int { return a.order - b.order })
	for _, part := range targets {
		switch {
		case part.has:
			target.WriteString(part.target.String())
		case !part.segment:
			target.WriteString(part.source.String()) // what stands between segments, as it is
		}
	}
	t.Source, t.Target = lineEnds(source.String()), lineEnds(target.String())
	if !any {
		t.State, t.Target = New, ""
	}
	r.file.Texts = append(r.file.Texts, *t)
}
