package svg

import (
	"slices"
	"strings"
)

// style is the properties that elements inherit, and opacity, which adds up.
type style struct {
	fill, stroke  Colour
	colour        Colour // of currentColor
	evenOdd       bool
	clipEvenOdd   bool
	width         Number
	dash          []Number
	fillOpacity   uint16 // 1/100 of a per cent
	strokeOpacity uint16
	opacity       uint16
	hidden        bool
}

const opaque = 10000

func initialStyle() style {
	black := Colour{Painted: true, Opacity: opaque}
	current := Colour{Painted: true, Current: true, Opacity: opaque}
	return style{fill: black, colour: current, width: one, fillOpacity: opaque, strokeOpacity: opaque, opacity: opaque}
}

// rule is a rule of a style sheet.
type rule struct {
	selector     string // "", a name; ".", a class; "#", an id: the first character tells
	declarations string
}

// properties are the names that are known as attributes.
func properties() []string {
	return []string{
		"color", "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
		"stroke-linecap", "stroke-linejoin", "opacity", "display", "visibility", "clip-path", "clip-rule", "filter", "mask",
	}
}

// sheet reads a style sheet. Selectors of one name, class or id are known;
// others are told.
func (r *reader) sheet(text string) {
	for {
		start := strings.Index(text, "/*")
		if start < 0 {
			break
		}
		end := strings.Index(text[start+2:], "*/")
		if end < 0 {
			text = text[:start]
			break
		}
		text = text[:start] + " " + text[start+2+end+2:]
	}
	for {
		head, rest, ok := strings.Cut(text, "{")
		if !ok {
			return
		}
		body, after, ok := strings.Cut(rest, "}")
		if !ok || strings.Contains(body, "{") {
			r.odd("a style sheet")
			return
		}
		for _, selector := range strings.Split(head, ",") {
			selector = strings.TrimSpace(selector)
			if selector == "" || strings.ContainsAny(selector, " >+~:[*@") || strings.ContainsAny(selector[1:], ".#") {
				r.odd("a style sheet")
				continue
			}
			r.rules = append(r.rules, rule{selector, body})
		}
		text = after
	}
}

// declared returns what is said of an element's properties: as attributes, then
// by style sheets from the least particular selector on, then in its own style.
func (r *reader) declared(e *element) map[string]string {
	said := map[string]string{}
	for _, name := range properties() {
		if value, ok := e.attributes[name]; ok {
			said[name] = value
		}
	}
	classes := strings.Fields(e.attributes["class"])
	for _, kind := range []byte{'e', '.', '#'} {
		for i := range r.rules {
			selector := r.rules[i].selector
			var fits bool
			switch selector[0] {
			case '.':
				fits = kind == '.' && slices.Contains(classes, selector[1:])
			case '#':
				fits = kind == '#' && selector[1:] == e.attributes["id"]
			default:
				fits = kind == 'e' && selector == e.name
			}
			if fits {
				declare(said, r.rules[i].declarations)
			}
		}
	}
	declare(said, e.attributes["style"])
	return said
}

// declare adds declarations as style attributes have them.
func declare(said map[string]string, declarations string) {
	for _, declaration := range strings.Split(declarations, ";") {
		name, value, ok := strings.Cut(declaration, ":")
		if !ok {
			continue
		}
		value, _, _ = strings.Cut(value, "!")
		said[strings.ToLower(strings.TrimSpace(name))] = strings.TrimSpace(value)
	}
}

// style returns an element's style in that of what it is in.
func (r *reader) style(outer style, said map[string]string) style {
	st := outer
	if value, ok := said["color"]; ok {
		r.paint(&st.colour, value, outer.colour)
	}
	if value, ok := said["fill"]; ok {
		r.paint(&st.fill, value, st.colour)
	}
	if value, ok := said["stroke"]; ok {
		r.paint(&st.stroke, value, st.colour)
	}
	switch said["fill-rule"] {
	case "evenodd":
		st.evenOdd = true
	case "nonzero":
		st.evenOdd = false
	}
	switch said["clip-rule"] {
	case "evenodd":
		st.clipEvenOdd = true
	case "nonzero":
		st.clipEvenOdd = false
	}
	if value, ok := said["stroke-width"]; ok {
		if n, sound := length(value, one); sound {
			st.width = max(n, 0)
		}
	}
	if value, ok := said["stroke-dasharray"]; ok && value != "inherit" {
		st.dash = dashes(value)
	}
	opacity(&st.fillOpacity, said["fill-opacity"], opaque)
	opacity(&st.strokeOpacity, said["stroke-opacity"], opaque)
	opacity(&st.opacity, said["opacity"], outer.opacity)
	switch said["visibility"] {
	case "hidden", "collapse":
		st.hidden = true
	case "visible":
		st.hidden = false
	}
	if value := said["stroke-linecap"]; value == "round" || value == "square" {
		r.ends = true
	}
	return st
}

// opacity sets an opacity, of so much of what there is.
func opacity(to *uint16, value string, of uint16) {
	if value == "" || value == "inherit" {
		return
	}
	if n, ok := length(value, one); ok {
		n = min(max(n, 0), one)
		*to = uint16((int64(n)*int64(of) + int64(one)/2) / int64(one))
	}
}

// dashes reads a list of lengths; nil where it has a mistake or no length.
func dashes(value string) []Number {
	var list []Number
	var sum Number
	for _, field := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' }) {
		n, ok := length(field, one)
		if !ok || n < 0 {
			return nil
		}
		list = append(list, n)
		sum += n
	}
	if sum == 0 {
		return nil
	}
	if len(list)%2 == 1 {
		list = append(list, list...)
	}
	return list
}

// paint sets a colour as a property's value says.
func (r *reader) paint(to *Colour, value string, current Colour) {
	value = strings.TrimSpace(value)
	lower := strings.ToLower(value)
	switch {
	case lower == "inherit":
	case lower == "none", lower == "transparent":
		*to = Colour{}
	case lower == "currentcolor":
		*to = current
	case strings.HasPrefix(lower, "url("):
		r.paintServer(to, value, current)
	default:
		if colour, ok := parseColour(lower); ok {
			*to = colour
		} else {
			r.flaw(Flaw{Message: "the drawing has a colour that is not known, " + value + ", which is left out", Hint: "give it as #RRGGBB"})
		}
	}
}

// paintServer paints in the first plain colour of a gradient, or in the colour
// that is given for the case.
func (r *reader) paintServer(to *Colour, value string, current Colour) {
	reference, fallback, _ := strings.Cut(value[len("url("):], ")")
	r.flaw(Flaw{Message: "the drawing has a gradient or pattern, which is drawn in one colour", Hint: "draw it in plain colours"})
	target := r.ids[strings.Trim(reference, " '\"#")]
	for range maxDepth {
		if target == nil {
			break
		}
		for _, stop := range target.kids {
			if stop.name != "stop" {
				continue
			}
			said := map[string]string{"stop-color": stop.attributes["stop-color"]}
			declare(said, stop.attributes["style"])
			if colour, ok := parseColour(strings.ToLower(said["stop-color"])); ok {
				*to = colour
				return
			}
		}
		target = r.ids[strings.TrimPrefix(target.attributes["href"], "#")]
	}
	if fallback = strings.TrimSpace(fallback); fallback != "" && !strings.HasPrefix(fallback, "url(") {
		r.paint(to, fallback, current)
		return
	}
	*to = Colour{}
}
