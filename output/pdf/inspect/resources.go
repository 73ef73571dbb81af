package inspect

import "korthet/output/pdf/object"

// resources are what a content stream may name, each read when it is used.
type resources struct {
	sections map[object.Name]map[object.Name]object.Value
	spaces   map[object.Name]*space
	fonts    map[object.Name]*font
	gstates  map[object.Name]*gstate
	dict     object.Dict
}

func (r *reader) newResources(d object.Dict) *resources {
	return &resources{
		dict: d, sections: map[object.Name]map[object.Name]object.Value{}, spaces: map[object.Name]*space{},
		fonts: map[object.Name]*font{}, gstates: map[object.Name]*gstate{},
	}
}

// resourcesOf returns the resources of a value, the same for the same object.
func (i *inspector) resourcesOf(v object.Value) *resources {
	ref, ok := v.(object.Ref)
	if !ok {
		return i.newResources(i.dict(v))
	}
	known, ok := i.named[ref.Number]
	if !ok {
		known = i.newResources(i.dict(v))
		i.named[ref.Number] = known
	}
	return known
}

// find returns a named resource of a section, nil where there is none.
func (i *inspector) find(r *resources, section, name object.Name) object.Value {
	entries, ok := r.sections[section]
	if !ok {
		d := i.dict(r.dict.Get(section))
		entries = make(map[object.Name]object.Value, len(d))
		for _, e := range d {
			if _, twice := entries[e.Key]; !twice {
				entries[e.Key] = e.Value
			}
		}
		r.sections[section] = entries
	}
	return entries[name]
}

// form is a form XObject, a tiling pattern or a mask: content with its own
// resources.
type form struct {
	data      []byte
	kept      bool
	stream    *object.Stream
	resources *resources // nil takes those of what draws it
	matrix    matrix
	bounds    box
	group     object.Dict
	drawing   bool // it is being drawn, and may not draw itself
	looked    bool // rules of it were looked at
	forMask   bool // it is a soft mask
}

// formOf reads a form; nil where the value is none.
func (i *inspector) formOf(v object.Value) *form {
	number := -1
	if ref, ok := v.(object.Ref); ok {
		number = ref.Number
		if known, ok := i.forms[number]; ok {
			return known
		}
	}
	s := i.stream(v)
	if s == nil {
		return nil
	}
	f := &form{stream: s, matrix: i.matrix(s.Dict.Get("Matrix")), bounds: everywhere()}
	if b, ok := i.box(s.Dict.Get("BBox")); ok {
		f.bounds = b
	}
	if s.Dict.Get("Resources") != nil {
		f.resources = i.resourcesOf(s.Dict.Get("Resources"))
	}
	f.group = i.dict(s.Dict.Get("Group"))
	if number >= 0 {
		i.forms[number] = f
	}
	return f
}

// unpacked returns the form's content.
func (i *inspector) unpacked(f *form, page int) []byte {
	if f.kept {
		return f.data
	}
	data, rest, err := i.bytes(f.stream, mostStream)
	if err != nil || rest.Filter != "" {
		i.unseen(page, "a piece of the page's content cannot be unpacked")
	}
	if rest.Filter != "" {
		data = nil
	}
	if i.keepable >= int64(len(data)) {
		i.keepable -= int64(len(data))
		f.data, f.kept = data, true
	}
	return data
}

// gstate is an ExtGState, as far as it matters.
type gstate struct {
	width                float64
	hasWidth             bool
	over, overFill       int // 1 on, 0 off, -1 not said
	mode                 int // -1 not said
	alphaFill, alphaLine float64
	hasAlphaF, hasAlphaL bool
	mask                 int // 1 there is one, 0 none, -1 not said
	maskForm             *form
	maskDict             object.Dict
	blend                object.Name
	font                 object.Value
	fontSize             float64
}

// gstateOf reads a named ExtGState; nil where there is none.
func (i *inspector) gstateOf(r *resources, name object.Name) *gstate {
	if known, ok := r.gstates[name]; ok {
		return known
	}
	d := i.dict(i.find(r, "ExtGState", name))
	if d == nil {
		r.gstates[name] = nil
		return nil
	}
	g := &gstate{over: -1, overFill: -1, mode: -1, mask: -1}
	g.width, g.hasWidth = i.reader.number(d.Get("LW"))
	flag := func(key object.Name) int {
		if b, ok := i.resolve(d.Get(key)).(object.Bool); ok {
			if b {
				return 1
			}
			return 0
		}
		return -1
	}
	g.over, g.overFill = flag("OP"), flag("op")
	if g.overFill < 0 {
		g.overFill = g.over
	}
	g.mode = i.integer(d.Get("OPM"), -1)
	g.alphaLine, g.hasAlphaL = i.reader.number(d.Get("CA"))
	g.alphaFill, g.hasAlphaF = i.reader.number(d.Get("ca"))
	switch mask := i.resolve(d.Get("SMask")).(type) {
	case object.Name:
		g.mask = 0
	case object.Dict:
		i.maskOf(g, mask)
	default:
	}
	switch blend := i.resolve(d.Get("BM")).(type) {
	case object.Name:
		g.blend = blend
	case object.Array:
		if len(blend) > 0 {
			g.blend = i.name(blend[0])
		}
	default:
	}
	if f := i.array(d.Get("Font")); len(f) == 2 {
		g.font = f[0]
		g.fontSize, _ = i.reader.number(f[1])
	}
	r.gstates[name] = g
	return g
}
