package svg

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// reader goes through a file's elements and draws them.
type reader struct {
	ids     map[string]*element
	rules   []rule
	view    viewBox
	drawing *Drawing
	flaws   []Flaw
	told    map[string]bool
	ends    bool // the element at hand has line ends that are not flat
	drawn   int  // elements
	steps   int  // segments
}

// state is what an element finds itself in.
type state struct {
	style  style
	matrix matrix
	clips  []*Clip
}

// viewBox is the part of the plane that a drawing shows.
type viewBox struct{ x, y, width, height Number }

func errTransform(text string) error {
	if len(text) > 30 {
		text = text[:30]
	}
	return fmt.Errorf("svg: the transform %q is none", text)
}

// flaw tells something once.
func (r *reader) flaw(f Flaw) {
	if !r.told[f.Message] {
		r.told[f.Message] = true
		r.flaws = append(r.flaws, f)
	}
}

// odd tells of something that is not known and changes how the drawing looks.
func (r *reader) odd(what string) {
	r.flaw(Flaw{Message: "the drawing has " + what + " of a kind that is not known; see whether it looks right", Hint: "save it anew as plain SVG in the program that made it"})
}

func (r *reader) lost() bool {
	return slices.ContainsFunc(r.flaws, func(f Flaw) bool { return f.Lost })
}

// index notes the elements that have ids, and reads the style sheets.
func (r *reader) index(e *element) {
	if id := e.attributes["id"]; id != "" && r.ids[id] == nil {
		r.ids[id] = e
	}
	if e.name == "style" {
		r.sheet(e.text)
	}
	for _, kid := range e.kids {
		r.index(kid)
	}
}

// viewBox returns the root's view box, or the box of its size.
func (r *reader) viewBox(root *element) (viewBox, error) {
	view := viewBox{}
	if text, ok := root.attributes["viewBox"]; ok {
		list, sound := numbers(text)
		if !sound || len(list) != 4 {
			return view, errors.New("svg: its view box is not four numbers")
		}
		view = viewBox{list[0], list[1], list[2], list[3]}
	} else {
		width, soundWidth := length(root.attributes["width"], 0)
		height, soundHeight := length(root.attributes["height"], 0)
		if !soundWidth || !soundHeight {
			return view, errors.New("svg: it has no size")
		}
		view.width, view.height = width, height
	}
	if view.width < leastView || view.height < leastView {
		return view, errors.New("svg: it has no size")
	}
	r.view = view
	return view, nil
}

// inherit returns the state that an element's kids find themselves in, but for
// its transform and clips.
func (r *reader) inherit(e *element, outer state) state {
	outer.style = r.style(outer.style, r.declared(e))
	return outer
}

func (r *reader) children(e *element, in state, depth int) error {
	for _, kid := range e.kids {
		if err := r.element(kid, in, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// element draws an element and what is in it.
func (r *reader) element(e *element, outer state, depth int) error {
	if r.drawn++; r.drawn > maxElements || depth > maxDepth {
		return errors.New("svg: it has too many parts, or parts that contain themselves")
	}
	switch e.name {
	case "g", "a", "svg", "switch", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon":
	default:
		r.passOver(e)
		return nil
	}
	said := r.declared(e)
	if said["display"] == "none" {
		return nil
	}
	in := outer
	r.ends = false
	in.style = r.style(outer.style, said)
	m, err := parseTransform(e.attributes["transform"])
	if err != nil {
		return err
	}
	if in.matrix, err = outer.matrix.then(m); err != nil {
		return err
	}
	for _, name := range []string{"filter", "mask"} {
		if value := said[name]; value != "" && value != "none" {
			r.odd("an effect (" + name + ")")
		}
	}
	if value := said["clip-path"]; value != "" && value != "none" {
		if in.clips, err = r.clip(in, value, depth); err != nil {
			return err
		}
	}
	switch e.name {
	case "g", "a", "switch":
		return r.children(e, in, depth)
	case "svg":
		return r.nested(e, in, depth)
	case "use":
		return r.use(e, in, depth)
	}
	return r.shape(e, in)
}

// passOver tells of elements that would show something.
func (r *reader) passOver(e *element) {
	switch e.name {
	case "text":
		r.flaw(Flaw{Lost: true, Message: "the drawing has text, which is not drawn", Hint: "convert the text to outlines (paths) in the program that made it"})
	case "image":
		r.flaw(Flaw{Lost: true, Message: "the drawing has a picture of pixels in it, which is not drawn", Hint: "take it out, or use the picture itself as a figure"})
	case "foreignObject":
		r.flaw(Flaw{Lost: true, Message: "the drawing has a web page in it, which is not drawn", Hint: "save it anew as plain SVG in the program that made it"})
	case "animate", "animateTransform", "animateMotion", "set":
		r.flaw(Flaw{Message: "the drawing moves; it is drawn as it stands at first", Hint: "save it anew without animation"})
	}
}

// place returns the state moved by an element's x and y.
func (r *reader) place(e *element, in state) (state, error) {
	x, soundX := length(or0(e.attributes["x"]), r.view.width)
	y, soundY := length(or0(e.attributes["y"]), r.view.height)
	if !soundX || !soundY {
		return in, errBounds
	}
	var err error
	in.matrix, err = in.matrix.then(translation(x, y))
	return in, err
}

func or0(text string) string {
	if text == "" {
		return "0"
	}
	return text
}

// nested draws an svg or symbol in place, scaled from its view box to its size,
// centred, with the same scale both ways.
func (r *reader) nested(e *element, in state, depth int) error {
	in, err := r.place(e, in)
	if err != nil {
		return err
	}
	return r.viewed(e, in, e.attributes["width"], e.attributes["height"], depth)
}

func (r *reader) viewed(e *element, in state, widthText, heightText string, depth int) error {
	text, ok := e.attributes["viewBox"]
	list, sound := numbers(text)
	if ok && sound && len(list) == 4 && list[2] >= leastView && list[3] >= leastView {
		width, soundWidth := length(widthText, r.view.width)
		height, soundHeight := length(heightText, r.view.height)
		if !soundWidth {
			width = r.view.width
		}
		if !soundHeight {
			height = r.view.height
		}
		if !width.within(maxCoordinate) || !height.within(maxCoordinate) {
			return errBounds
		}
		scale := min(ratio(width, list[2]), ratio(height, list[3]))
		fit := matrix{a: scale, d: scale}
		fit.e = (width-scale.mul(list[2]))/2 - scale.mul(list[0])
		fit.f = (height-scale.mul(list[3]))/2 - scale.mul(list[1])
		var err error
		if in.matrix, err = in.matrix.then(fit); err != nil {
			return err
		}
	}
	return r.children(e, in, depth)
}

// use draws the element that a use refers to.
func (r *reader) use(e *element, in state, depth int) error {
	target := r.ids[strings.TrimPrefix(e.attributes["href"], "#")]
	if target == nil || !strings.HasPrefix(e.attributes["href"], "#") {
		r.flaw(Flaw{Lost: true, Message: "the drawing uses a part that is not in it", Hint: "save it anew as plain SVG in the program that made it"})
		return nil
	}
	in, err := r.place(e, in)
	if err != nil {
		return err
	}
	if target.name != "symbol" {
		return r.element(target, in, depth+1)
	}
	if r.drawn++; depth+1 > maxDepth {
		return errors.New("svg: it has parts that contain themselves")
	}
	return r.viewed(target, r.inherit(target, in), e.attributes["width"], e.attributes["height"], depth+1)
}

// shape draws a shape.
func (r *reader) shape(e *element, in state) error {
	path, ok := shapePath(e, r.view)
	if !ok {
		r.flaw(Flaw{Message: "the drawing has a shape with a mistake in it, which is drawn up to the mistake", Hint: "save it anew in the program that made it"})
	}
	st := &in.style
	if len(path) == 0 || st.hidden {
		return nil
	}
	path, err := r.transformed(path, in.matrix)
	if err != nil {
		return err
	}
	shape := Shape{Path: path, Fill: st.fill, Stroke: st.stroke, EvenOdd: st.evenOdd, Clips: in.clips}
	if e.name == "line" {
		shape.Fill = Colour{}
	}
	fade(&shape.Fill, st.fillOpacity, st.opacity)
	fade(&shape.Stroke, st.strokeOpacity, st.opacity)
	if shape.Stroke.Painted {
		scale := in.matrix.scale()
		if shape.Width = st.width.mul(scale); shape.Width == 0 {
			shape.Stroke = Colour{}
		}
		for _, dash := range st.dash {
			shape.Dash = append(shape.Dash, dash.mul(scale))
		}
		if r.ends {
			r.flaw(Flaw{Message: "the drawing has lines with round or square ends, which are drawn flat", Hint: "convert the lines to outlines (paths) in the program that made it"})
		}
	}
	for _, colour := range []Colour{shape.Fill, shape.Stroke} {
		if colour.Painted && colour.Opacity < opaque {
			r.flaw(Flaw{Message: "the drawing has see-through parts, which are drawn in lighter colours", Hint: "draw it in plain colours"})
		}
	}
	if shape.Fill.Painted || shape.Stroke.Painted {
		r.drawing.Shapes = append(r.drawing.Shapes, shape)
	}
	return nil
}

// fade makes a colour see-through; what is wholly so is not painted.
func fade(colour *Colour, by, and uint16) {
	faded := uint64(colour.Opacity) * uint64(by) / opaque * uint64(and) / opaque
	colour.Opacity = uint16(faded)
	if faded == 0 {
		*colour = Colour{}
	}
}

// transformed returns a path in the drawing's coordinates.
func (r *reader) transformed(path []Segment, m matrix) ([]Segment, error) {
	if r.steps += len(path); r.steps > maxSegments {
		return nil, errors.New("svg: it has too many parts")
	}
	done := make([]Segment, len(path))
	for i, segment := range path {
		done[i].Op = segment.Op
		for k, p := range segment.Points {
			p = m.apply(p)
			if !p.X.within(maxCoordinate) || !p.Y.within(maxCoordinate) {
				return nil, errBounds
			}
			done[i].Points[k] = p
		}
	}
	return done, nil
}

// clip returns the clips that hold within an element that has a clip path of
// its own. The shapes of a clip path are taken together.
func (r *reader) clip(in state, value string, depth int) ([]*Clip, error) {
	reference, ok := strings.CutPrefix(value, "url(")
	reference, _, _ = strings.Cut(reference, ")")
	target := r.ids[strings.Trim(reference, " '\"#")]
	if !ok || target == nil || target.name != "clipPath" || target.attributes["clipPathUnits"] == "objectBoundingBox" {
		r.odd("a clip path")
		return in.clips, nil
	}
	m, err := parseTransform(target.attributes["transform"])
	if err != nil {
		return nil, err
	}
	if m, err = in.matrix.then(m); err != nil {
		return nil, err
	}
	clip := &Clip{}
	for _, kid := range target.kids {
		if err := r.clipShape(clip, kid, m, depth+1); err != nil {
			return nil, err
		}
	}
	return append(slices.Clip(in.clips), clip), nil
}

// clipShape adds a shape to a clip path.
func (r *reader) clipShape(clip *Clip, e *element, m matrix, depth int) error {
	if r.drawn++; r.drawn > maxElements || depth > maxDepth {
		return errors.New("svg: it has too many parts, or parts that contain themselves")
	}
	inner, err := parseTransform(e.attributes["transform"])
	if err != nil {
		return err
	}
	if m, err = m.then(inner); err != nil {
		return err
	}
	said := r.declared(e)
	if e.name == "use" {
		if target := r.ids[strings.TrimPrefix(e.attributes["href"], "#")]; target != nil {
			return r.clipShape(clip, target, m, depth+1)
		}
		return nil
	}
	if said["clip-rule"] == "evenodd" || said["clip-path"] != "" && said["clip-path"] != "none" {
		r.odd("a clip path")
	}
	path, _ := shapePath(e, r.view)
	if path, err = r.transformed(path, m); err != nil {
		return err
	}
	clip.Path = append(clip.Path, path...)
	return nil
}
