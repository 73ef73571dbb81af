// Package svg reads drawings in SVG, as logos are kept, and gives them as paths
// in the display list's terms.
//
// It knows the part of SVG 1.1 (second edition) that drawing programs write for
// logos: paths with all their commands, the basic shapes, groups, transforms,
// use and symbol, clip paths of shapes, fills and strokes in plain colours, both
// fill rules, currentColor, and properties as attributes, in style attributes
// and in style sheets with simple selectors. What it does not know (text,
// embedded pictures, gradients, filters, masks) it tells as a Flaw, so that
// nothing is lost unseen. It draws with butt caps and mitred joins, as the
// display list does.
//
// All arithmetic is on integers, so that a drawing has the same paths on every
// machine. It knows nothing of files, themes or pages.
package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Drawing is what a file draws, in the coordinates of its view box, whose top
// start corner is 0, 0.
type Drawing struct {
	Width, Height Number // of the view box
	Shapes        []Shape
}

// Shape is a path that is filled, stroked, or both.
type Shape struct {
	Path    []Segment
	Fill    Colour
	Stroke  Colour
	EvenOdd bool     // fill rule; false is non-zero winding
	Width   Number   // of the stroke
	Dash    []Number // on, off, …
	Clips   []*Clip  // it shows only where it lies in all of them
}

// Clip is a path that bounds what is seen.
type Clip struct{ Path []Segment }

// Colour is a plain colour.
type Colour struct {
	Painted bool     // false: nothing is painted
	Current bool     // what surrounds the drawing says which
	RGB     [3]uint8 // sRGB
	Opacity uint16   // 1/100 of a per cent
}

// Flaw is something that a file asks for and the drawing does not have, in words
// for its author.
type Flaw struct {
	Lost    bool // something that says something is missing
	Message string
	Hint    string
}

// Bounds of what is read: a logo has far less, an enemy's file has more.
const (
	maxDepth    = 100     // of elements in each other, those of use included
	maxElements = 100_000 // drawn
	maxSegments = 1_000_000
)

// Is reports whether a file seems to be SVG.
func Is(data []byte) bool {
	head := data[:min(len(data), 16<<10)]
	return bytes.Contains(head, []byte("<svg")) || bytes.Contains(head, []byte(":svg"))
}

// element is a node of the file.
type element struct {
	name       string
	attributes map[string]string
	kids       []*element
	text       string // of a style sheet
}

// Read reads a drawing. The error says why it is none: it is no XML, has no size,
// or its coordinates go out of bounds. What cannot be drawn is told as flaws, in
// the order in which it is met, each once.
func Read(data []byte) (*Drawing, []Flaw, error) {
	root, err := parse(data)
	if err != nil {
		return nil, nil, err
	}
	r := &reader{ids: map[string]*element{}, told: map[string]bool{}}
	r.index(root)
	view, err := r.viewBox(root)
	if err != nil {
		return nil, nil, err
	}
	r.drawing = &Drawing{Width: view.width, Height: view.height}
	style := initialStyle()
	state := state{style: style, matrix: translation(-view.x, -view.y)}
	if err := r.children(root, r.inherit(root, state), 0); err != nil {
		return nil, nil, err
	}
	if len(r.drawing.Shapes) == 0 && !r.lost() {
		r.flaw(Flaw{Lost: true, Message: "the drawing shows nothing", Hint: "save it anew as plain SVG in the program that made it"})
	}
	return r.drawing, r.flaws, nil
}

// parse reads the file's elements.
func parse(data []byte) (*element, error) {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.Strict = false // for the entities of old drawing programs
	decoder.CharsetReader = func(charset string, input io.Reader) (io.Reader, error) {
		switch strings.ToLower(charset) {
		case "utf-8", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252":
			return input, nil // what matters is ASCII
		}
		return nil, fmt.Errorf("svg: the encoding %s is not known", charset)
	}
	var root *element
	var open []*element
	for count := 0; ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("svg: %w", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if count++; count > maxElements || len(open) > maxDepth {
				return nil, errors.New("svg: it has too many parts")
			}
			e := newElement(token)
			if len(open) == 0 {
				if root == nil {
					root = e
				}
			} else {
				parent := open[len(open)-1]
				parent.kids = append(parent.kids, e)
			}
			open = append(open, e)
		case xml.EndElement:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			if len(open) > 0 && open[len(open)-1].name == "style" {
				open[len(open)-1].text += string(token)
			}
		}
	}
	if root == nil || root.name != "svg" {
		return nil, errors.New("svg: it is no SVG drawing")
	}
	return root, nil
}

func newElement(token xml.StartElement) *element {
	e := &element{name: token.Name.Local, attributes: make(map[string]string, len(token.Attr))}
	switch token.Name.Space {
	case "", "http://www.w3.org/2000/svg", "svg", "&ns_svg;":
	default:
		e.name = "" // of another language: editors keep notes in theirs
	}
	for _, attribute := range token.Attr {
		name := attribute.Name.Local
		if space := attribute.Name.Space; space != "" && space != "http://www.w3.org/1999/xlink" && space != "xlink" && space != "&ns_xlink;" {
			continue
		}
		if _, known := e.attributes[name]; !known || attribute.Name.Space == "" {
			e.attributes[name] = strings.TrimSpace(attribute.Value)
		}
	}
	return e
}
