package inspect

import (
	"strings"
	"unicode/utf16"

	"korthet/output/pdf/object"
	"korthet/output/preflight"
)

// font is a font of the file.
type font struct {
	name     string
	kind     object.Name
	embedded bool
	double   bool // codes are of two bytes
	widths   map[int]float64
	missing  float64
	unicode  map[int]string
	plain    bool // codes are letters of Latin alphabets

	// For the areas of letters.
	program, toGlyph *object.Stream
	encoding         object.Value
	shapes           *shapes
	shapesRead       bool
	areas            map[int]float64 // of glyphs

	// Of Type 3.
	procs     map[object.Name]object.Value
	names     [256]object.Name
	matrix    matrix
	resources *resources

	used bool
}

// fontNamed returns a font of the resources; nil where there is none.
func (r *run) fontNamed(res *resources, name object.Name) *font {
	if known, ok := res.fonts[name]; ok {
		return known
	}
	v := r.find(res, "Font", name)
	var f *font
	if v != nil {
		f = r.fontOf(v)
	}
	res.fonts[name] = f
	return f
}

// fontOf reads a font; nil where the value is none.
func (i *inspector) fontOf(v object.Value) *font {
	ref, byRef := v.(object.Ref)
	if byRef {
		if known, ok := i.fonts[ref.Number]; ok {
			return known
		}
	}
	d := i.dict(v)
	var f *font
	if d != nil {
		f = i.readFont(d)
	}
	if byRef {
		i.fonts[ref.Number] = f
	}
	return f
}

func (i *inspector) readFont(d object.Dict) *font {
	f := &font{name: string(i.name(d.Get("BaseFont"))), kind: i.name(d.Get("Subtype")), widths: map[int]float64{}, missing: 500}
	descriptor := i.dict(d.Get("FontDescriptor"))
	var below object.Dict
	switch f.kind {
	case "Type3":
		i.readType3(f, d)
	case "Type0":
		f.double = true
		if list := i.array(d.Get("DescendantFonts")); len(list) > 0 {
			below = i.dict(list[0])
		}
		descriptor = i.dict(below.Get("FontDescriptor"))
		f.missing = 1000
		if n, ok := i.reader.number(below.Get("DW")); ok {
			f.missing = n
		}
		i.readWidths(f, i.array(below.Get("W")))
	default:
		first := i.integer(d.Get("FirstChar"), 0)
		for k, w := range i.numbers(d.Get("Widths"), 256) {
			f.widths[first+k] = w
		}
		if n, ok := i.reader.number(descriptor.Get("MissingWidth")); ok && len(f.widths) > 0 {
			f.missing = n
		}
		f.plain = i.plainEncoding(d.Get("Encoding"))
	}
	for _, key := range []object.Name{"FontFile", "FontFile2", "FontFile3"} {
		if s := i.stream(descriptor.Get(key)); s != nil && len(s.Raw) > 0 {
			f.embedded = true
		}
	}
	i.programs(f, d, below, descriptor)
	if s := i.stream(d.Get("ToUnicode")); s != nil {
		data, rest, err := i.bytes(s, 1<<20)
		if err == nil && rest.Filter == "" {
			f.unicode = readUnicode(data)
		}
	}
	return f
}

func (i *inspector) plainEncoding(v object.Value) bool {
	switch e := i.resolve(v).(type) {
	case object.Name:
		return e == "WinAnsiEncoding" || e == "MacRomanEncoding" || e == "StandardEncoding"
	case object.Dict:
		return i.name(e.Get("BaseEncoding")) != "" && len(i.array(e.Get("Differences"))) == 0
	case nil, object.Null:
		return false
	default:
		return false
	}
}

func (i *inspector) readType3(f *font, d object.Dict) {
	f.matrix = i.reader.matrix(d.Get("FontMatrix"))
	first := i.integer(d.Get("FirstChar"), 0)
	for k, w := range i.numbers(d.Get("Widths"), 256) {
		f.widths[first+k] = w
	}
	f.missing = 0
	f.embedded = true
	f.procs = map[object.Name]object.Value{}
	for _, e := range i.dict(d.Get("CharProcs")) {
		f.procs[e.Key] = e.Value
	}
	code := 0
	for _, v := range i.array(i.dict(d.Get("Encoding")).Get("Differences")) {
		switch v := i.resolve(v).(type) {
		case object.Integer:
			code = int(min(max(v, 0), 255))
		case object.Name:
			if code < 256 {
				f.names[code] = v
				code++
			}
		default:
		}
	}
	if d.Get("Resources") != nil {
		f.resources = i.resourcesOf(d.Get("Resources"))
	}
}

// readWidths reads the /W of a CID font.
func (i *inspector) readWidths(f *font, w object.Array) {
	for k := 0; k+1 < len(w) && len(f.widths) < 1<<16; {
		first := i.integer(w[k], -1)
		if list := i.array(w[k+1]); list != nil {
			for n, v := range list[:min(len(list), 1<<16)] {
				f.widths[first+n], _ = i.reader.number(v)
			}
			k += 2
			continue
		}
		if k+2 >= len(w) {
			return
		}
		last := i.integer(w[k+1], -1)
		width, _ := i.reader.number(w[k+2])
		for n := max(first, 0); n <= min(last, 65535) && len(f.widths) < 1<<16; n++ {
			f.widths[n] = width
		}
		k += 3
	}
}

// readUnicode reads a ToUnicode map.
func readUnicode(data []byte) map[int]string {
	found := map[int]string{}
	l := object.NewLexer(data)
	var operands []object.Value
	for len(found) < 1<<16 {
		v, err := l.Next()
		if err != nil || v == nil {
			return found
		}
		op, ok := v.(object.Operator)
		if !ok {
			if len(operands) < 1024 {
				operands = append(operands, v)
			}
			continue
		}
		switch op {
		case "endbfchar":
			for k := 0; k+1 < len(operands); k += 2 {
				from, ok1 := operands[k].(object.String)
				to, ok2 := operands[k+1].(object.String)
				if ok1 && ok2 {
					found[codeOf(from)] = utf16Of(to)
				}
			}
		case "endbfrange":
			for k := 0; k+2 < len(operands); k += 3 {
				unicodeRange(found, operands[k], operands[k+1], operands[k+2])
			}
		}
		operands = operands[:0]
	}
	return found
}

func unicodeRange(found map[int]string, from, to, value object.Value) {
	low, ok1 := from.(object.String)
	high, ok2 := to.(object.String)
	if !ok1 || !ok2 {
		return
	}
	first, last := codeOf(low), codeOf(high)
	switch v := value.(type) {
	case object.String:
		text := []rune(utf16Of(v))
		for n := first; n <= min(last, first+255) && len(text) > 0; n++ {
			found[n] = string(text)
			text[len(text)-1]++
		}
	case object.Array:
		for k, e := range v[:min(len(v), 256)] {
			if s, ok := e.(object.String); ok {
				found[first+k] = utf16Of(s)
			}
		}
	default:
	}
}

func codeOf(s object.String) int {
	n := 0
	for k := range min(len(s), 4) {
		n = n<<8 | int(s[k])
	}
	return n
}

func utf16Of(s object.String) string {
	var units []uint16
	for k := 0; k+1 < min(len(s), 32); k += 2 {
		units = append(units, uint16(s[k])<<8|uint16(s[k+1]))
	}
	return string(utf16.Decode(units))
}

// codes goes through the codes of a string.
func (f *font) codes(s object.String, each func(code, size int)) {
	if !f.double {
		for k := range len(s) {
			each(int(s[k]), 1)
		}
		return
	}
	for k := 0; k+1 < len(s); k += 2 {
		each(int(s[k])<<8|int(s[k+1]), 2)
	}
}

// width is how far a letter goes on, in ems.
func (f *font) width(code int) float64 {
	w, ok := f.widths[code]
	if !ok {
		w = f.missing
	}
	if f.procs != nil {
		return w * f.matrix.a
	}
	return w / 1000
}

// letters is what a code says, and whether that is nothing that is seen.
func (f *font) letters(code int) (text []rune, blank bool) {
	if s, ok := f.unicode[code]; ok {
		return []rune(s), strings.TrimSpace(s) == "" && s != ""
	}
	if !f.double && code == ' ' {
		return []rune{' '}, true
	}
	if f.plain && !f.double && code > ' ' && code < 0x7F {
		return []rune{rune(code)}, false
	}
	return nil, false
}

// use notes that the font is needed.
func (f *font) use(r *run) {
	if f.used {
		return
	}
	f.used = true
	if f.embedded {
		r.seen.embedded++
		return
	}
	found := r.fault(preflight.Fonts, preflight.Error, r.number, nil, key{what: f.name}, "the font %s is not embedded; another would be printed", f.title())
	found.Rule, found.Hint = "T1", "embed all fonts when exporting, or turn this text into outlines"
}

// title is the font's name without the letters that tell subsets apart.
func (f *font) title() string {
	name := f.name
	if len(name) > 7 && name[6] == '+' {
		name = name[7:]
	}
	if name == "" {
		return "without a name"
	}
	return printable(name, 60)
}
