package pdftest

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// font is a composite font whose codes are glyph numbers.
type font struct {
	name    string
	widths  map[int]float64
	usual   float64
	unicode map[int]string
	program *trueType // nil where it could not be read
	judged  map[int]bool
}

func (f *font) width(code int) float64 {
	if w, ok := f.widths[code]; ok {
		return w
	}
	return f.usual
}

// font reads a font, and judges it when it is met first.
func (j *judge) font(ref Ref) *font {
	if known, ok := j.fonts[ref]; ok {
		return known
	}
	d := j.f.dict(ref)
	f := &font{name: string(j.f.name(d["BaseFont"])), usual: 1000, widths: map[int]float64{}, judged: map[int]bool{}}
	j.fonts[ref] = f
	if d["Type"] != Name("Font") {
		j.report("a 6.2.11.2-1", "the font %s has /Type %v", f.name, d["Type"])
	}
	if f.name == "" {
		j.report("a 6.2.11.2-3", "object %d: a font without /BaseFont", ref.Number)
	}
	if !utf8.ValidString(f.name) {
		j.report("a 6.1.8-1", "the font's name %q is not UTF-8", f.name)
	}
	if subtype := j.f.name(d["Subtype"]); subtype != "Type0" {
		j.report("a 6.2.11.2-2", "the font %s is of type %s, which this judge does not read", f.name, subtype)
		return f
	}
	if encoding := j.f.name(d["Encoding"]); encoding != "Identity-H" {
		j.report("a 6.2.11.3-3", "the font %s has encoding %v", f.name, d["Encoding"])
		j.report("ua 7.21.3.3-1", "the font %s has encoding %v", f.name, d["Encoding"])
	}
	descendants := j.f.array(d["DescendantFonts"])
	if len(descendants) != 1 {
		j.report("a 6.2.11.2-1", "the font %s has %d descendants", f.name, len(descendants))
		return f
	}
	j.descendant(f, j.f.dict(descendants[0]))
	f.unicode = j.toUnicode(f, d["ToUnicode"])
	return f
}

func (j *judge) descendant(f *font, d Dict) {
	if d["Type"] != Name("Font") {
		j.report("a 6.2.11.2-1", "the descendant of %s has /Type %v", f.name, d["Type"])
	}
	if d["Subtype"] != Name("CIDFontType2") {
		j.report("a 6.2.11.2-2", "the descendant of %s is of type %v", f.name, d["Subtype"])
	}
	if string(j.f.name(d["BaseFont"])) != f.name {
		j.report("a 6.2.11.2-3", "the descendant of %s is called %v", f.name, d["BaseFont"])
	}
	info := j.f.dict(d["CIDSystemInfo"])
	if j.f.text(info["Registry"]) == "" || j.f.text(info["Ordering"]) == "" || info["Supplement"] == nil {
		j.report("a 6.2.11.3-1", "the font %s has /CIDSystemInfo %v", f.name, info)
		j.report("ua 7.21.3.1-1", "the font %s has /CIDSystemInfo %v", f.name, info)
	}
	if j.f.name(d["CIDToGIDMap"]) != "Identity" {
		j.report("a 6.2.11.3-2", "the font %s has /CIDToGIDMap %v", f.name, d["CIDToGIDMap"])
		j.report("ua 7.21.3.2-1", "the font %s has /CIDToGIDMap %v", f.name, d["CIDToGIDMap"])
	}
	if dw, ok := number(d["DW"]); ok {
		f.usual = dw
	}
	j.widths(f, j.f.array(d["W"]))
	descriptor := j.f.dict(d["FontDescriptor"])
	j.descriptor(f, descriptor)
	program, ok := j.f.resolve(descriptor["FontFile2"]).(*Stream)
	if !ok {
		j.report("a 6.2.11.4-1", "the font %s is not embedded", f.name)
		j.report("ua 7.21.4.1-1", "the font %s is not embedded", f.name)
		return
	}
	if program.Dict["Subtype"] != nil {
		j.report("a 6.2.11.2-7", "the program of %s has subtype %v", f.name, program.Dict["Subtype"])
	}
	data := j.f.decode(program)
	if n, _ := program.Dict["Length1"].(int64); int(n) != len(data) {
		j.report("a 6.2.11.2-a", "the program of %s has /Length1 %d and %d bytes", f.name, n, len(data))
	}
	font, problem := readTrueType(data)
	if problem != "" {
		j.report("a 6.2.11.2-a", "the program of %s: %s", f.name, problem)
		return
	}
	f.program = font
	j.cidSet(f, descriptor["CIDSet"])
}

// descriptor judges a font descriptor: required entries, sane values, one kind.
func (j *judge) descriptor(f *font, d Dict) {
	for _, key := range []Name{"FontName", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
		if d[key] == nil {
			j.report("a 6.2.11.2-b", "the descriptor of %s has no /%s", f.name, key)
		}
	}
	if d["Type"] != Name("FontDescriptor") || string(j.f.name(d["FontName"])) != f.name {
		j.report("a 6.2.11.2-b", "the descriptor of %s is of type %v and called %v", f.name, d["Type"], d["FontName"])
	}
	if flags, _ := d["Flags"].(int64); (flags&4 != 0) == (flags&32 != 0) {
		j.report("a 6.2.11.2-b", "the font %s is both symbolic and not, or neither: /Flags %d", f.name, flags)
	}
	subset := len(f.name) > 7 && f.name[6] == '+'
	for i := 0; subset && i < 6; i++ {
		subset = f.name[i] >= 'A' && f.name[i] <= 'Z'
	}
	if !subset {
		j.report("a 6.2.11.2-b", "the font's name %s has no prefix of a subset", f.name)
	}
}

// widths reads /W, in both its forms (9.7.4.3).
func (j *judge) widths(f *font, w Array) {
	for i := 0; i+1 < len(w); {
		first, _ := j.f.resolve(w[i]).(int64)
		if list := j.f.array(w[i+1]); list != nil {
			for k, v := range list {
				f.widths[int(first)+k], _ = number(j.f.resolve(v))
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			break
		}
		last, _ := j.f.resolve(w[i+1]).(int64)
		width, _ := number(j.f.resolve(w[i+2]))
		for code := first; code <= last && code < 65536; code++ {
			f.widths[int(code)] = width
		}
		i += 3
	}
}

// cidSet: where there is one it lists every glyph of the program.
func (j *judge) cidSet(f *font, v any) {
	if v == nil {
		return
	}
	stream, ok := j.f.resolve(v).(*Stream)
	if ok {
		data := j.f.decode(stream)
		for id := range f.program.glyphs {
			if id/8 >= len(data) || data[id/8]>>(7-id%8)&1 == 0 {
				ok = false
			}
		}
	}
	if !ok {
		j.report("a 6.2.11.4-4", "the /CIDSet of %s does not list all glyphs", f.name)
		j.report("ua 7.21.4.2-2", "the /CIDSet of %s does not list all glyphs", f.name)
	}
}

// toUnicode reads a ToUnicode CMap (9.10.3).
func (j *judge) toUnicode(f *font, v any) map[int]string {
	to := map[int]string{}
	stream, ok := j.f.resolve(v).(*Stream)
	if !ok {
		return to
	}
	if stream.Dict["UseCMap"] != nil {
		j.report("a 6.2.11.3-5", "the ToUnicode CMap of %s uses another", f.name)
		j.report("ua 7.21.3.3-3", "the ToUnicode CMap of %s uses another", f.name)
	}
	s := &scanner{data: j.f.decode(stream), content: true, report: j.report}
	var operands []any
	spaces := 0
	for {
		v, ok := s.next()
		if !ok {
			break
		}
		op, isOperator := v.(operator)
		if !isOperator {
			operands = append(operands, v)
			continue
		}
		switch op {
		case "usecmap":
			j.report("a 6.2.11.3-5", "the ToUnicode CMap of %s uses another", f.name)
			j.report("ua 7.21.3.3-3", "the ToUnicode CMap of %s uses another", f.name)
		case "endcodespacerange":
			spaces++
		case "endbfchar":
			j.block(f, len(operands)/2)
			for i := 0; i+1 < len(operands); i += 2 {
				to[code(operands[i])] = utf16Text(operands[i+1])
			}
		case "endbfrange":
			j.block(f, len(operands)/3)
			for i := 0; i+2 < len(operands); i += 3 {
				rangeText(to, code(operands[i]), code(operands[i+1]), operands[i+2])
			}
		}
		if op == "def" || strings.HasPrefix(string(op), "begin") || strings.HasPrefix(string(op), "end") {
			operands = operands[:0]
		}
	}
	if spaces == 0 {
		j.report("a 6.2.11.7-a", "the ToUnicode CMap of %s has no code space", f.name)
	}
	return to
}

func (j *judge) block(f *font, entries int) {
	if entries > 100 {
		j.report("a 6.2.11.7-a", "the ToUnicode CMap of %s has a block of %d entries", f.name, entries)
	}
}

func rangeText(to map[int]string, low, high int, v any) {
	if list, ok := v.(Array); ok {
		for i, e := range list {
			to[low+i] = utf16Text(e)
		}
		return
	}
	base := []rune(utf16Text(v))
	for c := low; c <= high && c-low < 256 && len(base) > 0; c++ {
		runes := slices.Clone(base)
		runes[len(runes)-1] += rune(c - low)
		to[c] = string(runes)
	}
}

func code(v any) int {
	s, _ := v.(String)
	n := 0
	for i := range len(s.Bytes) {
		n = n<<8 | int(s.Bytes[i])
	}
	return n
}

func utf16Text(v any) string {
	s, _ := v.(String)
	var units []uint16
	for i := 0; i+1 < len(s.Bytes); i += 2 {
		units = append(units, uint16(s.Bytes[i])<<8|uint16(s.Bytes[i+1]))
	}
	return string(utf16.Decode(units))
}

// glyph judges a glyph that is shown, and returns what it is read as.
func (j *judge) glyph(f *font, code int, actualText bool) string {
	text := f.unicode[code]
	if !actualText && strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Co, r) }) {
		j.report("a 6.2.11.7-3", "glyph %d of %s is read as %q, of the private use area", code, f.name, text)
	}
	if f.judged[code] {
		return text
	}
	f.judged[code] = true
	if text == "" {
		j.report("a 6.2.11.7-1", "glyph %d of %s is read as nothing", code, f.name)
		j.report("ua 7.21.7-1", "glyph %d of %s is read as nothing", code, f.name)
	}
	if strings.ContainsAny(text, "\x00\uFEFF\uFFFE") {
		j.report("a 6.2.11.7-2", "glyph %d of %s is read as %q", code, f.name, text)
		j.report("ua 7.21.7-2", "glyph %d of %s is read as %q", code, f.name, text)
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		j.report("a 6.2.11.7-a", "glyph %d of %s is read as %q", code, f.name, text)
	}
	if code == 0 {
		j.report("a 6.2.11.8-1", "the font %s shows .notdef", f.name)
		j.report("ua 7.21.8-1", "the font %s shows .notdef", f.name)
	}
	if f.program == nil {
		return text
	}
	if code >= f.program.glyphs || f.program.empty(code) && !blank(text) {
		j.report("a 6.2.11.4-2", "the program of %s has no glyph %d, read as %q", f.name, code, text)
		j.report("ua 7.21.4.1-2", "the program of %s has no glyph %d, read as %q", f.name, code, text)
	}
	if want := f.program.width(code); math.Abs(want-f.width(code)) > 1 {
		j.report("a 6.2.11.5-1", "glyph %d of %s is %g wide, in the program %g", code, f.name, f.width(code), want)
		j.report("ua 7.21.5-1", "glyph %d of %s is %g wide, in the program %g", code, f.name, f.width(code), want)
	}
	return text
}

// blank reports whether a text shows nothing.
func blank(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r)
	})
}
