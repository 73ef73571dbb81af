package pdf

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"korthet/output/pdf/object"
)

// reading is a file as a reader sees it: what each page shows, where, and to
// which structure element it belongs. It is written from the standard, not from
// the writer, and uses floating point where the writer does not.
type reading struct {
	t     testing.TB
	f     *object.File
	pages []*readPage
	root  object.Dict
}

type readPage struct {
	ref    object.Ref
	dict   object.Dict
	glyphs []readGlyph
	marks  map[int]string // text by MCID, ActualText in the content heeded
	raw    map[int]string // text by MCID, as the codes are read
	shapes int
}

type readGlyph struct {
	id   int
	x, y float64 // its origin on the page
	size float64
	mcid int // -1 in an artifact
}

type readFont struct {
	widths  map[int]float64
	unicode map[int]string
}

func read(t testing.TB, data []byte) *reading {
	t.Helper()
	f, err := object.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Problems) > 0 {
		t.Fatalf("the file has problems: %q", f.Problems)
	}
	r := &reading{t: t, f: f}
	r.root = r.dict(f.Trailer.Get("Root"))
	for _, kid := range r.array(r.dict(r.root.Get("Pages")).Get("Kids")) {
		ref, ok := kid.(object.Ref)
		if !ok {
			t.Fatal("a page that is no reference")
		}
		p := &readPage{ref: ref, dict: r.dict(kid), marks: map[int]string{}, raw: map[int]string{}}
		r.pages = append(r.pages, p)
		r.interpret(p)
	}
	return r
}

func (r *reading) dict(v object.Value) object.Dict {
	r.t.Helper()
	d, ok := r.f.Resolve(v).(object.Dict)
	if !ok {
		r.t.Fatalf("%v is no dictionary", v)
	}
	return d
}

func (r *reading) array(v object.Value) object.Array {
	r.t.Helper()
	a, ok := r.f.Resolve(v).(object.Array)
	if !ok {
		r.t.Fatalf("%v is no array", v)
	}
	return a
}

func (r *reading) stream(v object.Value) []byte {
	r.t.Helper()
	s, ok := r.f.Resolve(v).(*object.Stream)
	if !ok {
		r.t.Fatalf("%v is no stream", v)
	}
	data, err := object.Decode(s, 1<<24)
	if err != nil {
		r.t.Fatal(err)
	}
	return data
}

func number(v object.Value) float64 {
	switch v := v.(type) {
	case object.Integer:
		return float64(v)
	case object.Real:
		f, err := strconv.ParseFloat(string(v), 64)
		if err == nil {
			return f
		}
	}
	return math.NaN()
}

// textString reads a text string.
func textString(v object.Value) string {
	s, ok := v.(object.String)
	if !ok {
		return fmt.Sprintf("no string but %v", v)
	}
	if strings.HasPrefix(string(s), "\xFE\xFF") {
		return fromUTF16(string(s[2:]))
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}

func fromUTF16(s string) string {
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

func (r *reading) font(v object.Value) *readFont {
	r.t.Helper()
	font := &readFont{widths: map[int]float64{}, unicode: map[int]string{}}
	d := r.dict(v)
	descendant := r.dict(r.array(d.Get("DescendantFonts"))[0])
	w := r.array(descendant.Get("W"))
	for i := 0; i+1 < len(w); i += 2 {
		first := int(number(w[i]))
		for j, width := range r.array(w[i+1]) {
			font.widths[first+j] = number(width)
		}
	}
	l := object.NewLexer(r.stream(d.Get("ToUnicode")))
	in, count := false, 0
	for {
		v, err := l.Next()
		if err != nil {
			r.t.Fatal(err)
		}
		if v == nil {
			return font
		}
		switch v := v.(type) {
		case object.Integer:
			count = int(v)
		case object.Operator:
			in = v == "beginbfchar"
			if in && count > 100 {
				r.t.Errorf("a bfchar block has %d entries", count)
			}
		case object.String:
			if !in || len(v) != 2 {
				continue
			}
			to, _ := l.Next()
			text, _ := to.(object.String)
			font.unicode[int(v[0])<<8|int(v[1])] = fromUTF16(string(text))
			count--
		}
	}
}

// matrix is a, b, c, d, e, f of 8.3.3.
type matrix [6]float64

// then is m applied first, and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3], m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// interpreter runs a content stream.
type interpreter struct {
	r         *reading
	p         *readPage
	fonts     map[object.Name]*readFont
	saved     []interpreterState
	now       interpreterState
	tm, line  matrix
	inText    bool
	mcid      int
	marked    bool // in an artifact or an MCID
	nest      []outerMark
	suppress  bool // within ActualText
	operators map[string]int
	tagged    bool // the file has tags, so that what paints must be marked
}

type interpreterState struct {
	ctm      matrix
	font     *readFont
	size, tz float64
	rise     float64
	tc       float64
}

type outerMark struct {
	mcid     int
	marked   bool
	suppress bool
	inText   bool
}

func (r *reading) interpret(p *readPage) {
	r.t.Helper()
	in := &interpreter{r: r, p: p, fonts: map[object.Name]*readFont{}, mcid: -1, operators: map[string]int{}}
	in.tagged = r.root.Get("StructTreeRoot") != nil
	in.now = interpreterState{ctm: matrix{1, 0, 0, 1, 0, 0}, tz: 100}
	resources := r.dict(p.dict.Get("Resources"))
	if fonts := resources.Get("Font"); fonts != nil {
		for _, e := range r.dict(fonts) {
			in.fonts[e.Key] = r.font(e.Value)
		}
	}
	l := object.NewLexer(r.stream(p.dict.Get("Contents")))
	var operands []object.Value
	for {
		v, err := l.Next()
		if err != nil {
			r.t.Fatal(err)
		}
		if v == nil {
			break
		}
		op, ok := v.(object.Operator)
		if !ok {
			operands = append(operands, v)
			continue
		}
		in.run(string(op), operands)
		operands = operands[:0]
	}
	if len(in.nest) > 0 || len(in.saved) > 0 || in.inText {
		r.t.Errorf("a page ends within %d marked contents and %d saved states", len(in.nest), len(in.saved))
	}
}

func (in *interpreter) run(op string, o []object.Value) {
	t := in.r.t
	t.Helper()
	n := func(i int) float64 { return number(o[i]) }
	paints := false
	switch op {
	case "q":
		in.saved = append(in.saved, in.now)
		if in.inText {
			t.Error("q in a text object")
		}
	case "Q":
		in.now, in.saved = in.saved[len(in.saved)-1], in.saved[:len(in.saved)-1]
	case "cm":
		in.now.ctm = matrix{n(0), n(1), n(2), n(3), n(4), n(5)}.then(in.now.ctm)
	case "BT":
		in.inText = true
		in.tm = matrix{1, 0, 0, 1, 0, 0}
		in.line = in.tm
	case "ET":
		in.inText = false
	case "Tf":
		name, _ := o[0].(object.Name)
		in.now.font, in.now.size = in.fonts[name], n(1)
	case "Tz":
		in.now.tz = n(0)
	case "Tc":
		in.now.tc = n(0)
	case "Ts":
		in.now.rise = n(0)
	case "Td":
		in.line = matrix{1, 0, 0, 1, n(0), n(1)}.then(in.line)
		in.tm = in.line
	case "Tj":
		paints = true
		in.show(o[0])
	case "TJ":
		paints = true
		for _, e := range in.r.array(o[0]) {
			if _, isString := e.(object.String); isString {
				in.show(e)
				continue
			}
			in.tm = matrix{1, 0, 0, 1, -number(e) / 1000 * in.now.size * in.now.tz / 100, 0}.then(in.tm)
		}
	case "BMC", "BDC":
		in.begin(o)
	case "EMC":
		last := in.nest[len(in.nest)-1]
		in.nest = in.nest[:len(in.nest)-1]
		if last.inText != in.inText {
			t.Error("a marked content reaches across a text object's edge")
		}
		in.mcid, in.marked, in.suppress = last.mcid, last.marked, last.suppress
	case "f", "f*", "S", "B", "B*", "Do", "n":
		paints = op != "n" || in.tagged
		in.p.shapes++
	case "re", "m", "l", "c", "h", "W", "w", "d":
		if in.inText {
			t.Errorf("%s in a text object", op)
		}
	case "g", "rg", "G", "RG":
		if !in.tagged {
			t.Errorf("%s in a press file", op)
		}
	case "gs", "k", "K", "cs", "CS", "scn", "SCN":
		if in.tagged {
			t.Errorf("%s in a screen file", op)
		}
	default:
		t.Errorf("operator %q", op)
	}
	if paints && in.tagged && !in.marked {
		t.Errorf("%s paints outside marked content", op)
	}
}

func (in *interpreter) begin(o []object.Value) {
	t := in.r.t
	t.Helper()
	in.nest = append(in.nest, outerMark{in.mcid, in.marked, in.suppress, in.inText})
	if o[0] == object.Name("Artifact") {
		if in.marked {
			t.Error("an artifact within marked content")
		}
		in.marked = true
		return
	}
	if len(o) < 2 {
		t.Errorf("%v without properties", o[0])
		return
	}
	properties := in.r.dict(o[1])
	if id, ok := properties.Get("MCID").(object.Integer); ok {
		if in.marked {
			t.Error("an MCID within marked content")
		}
		if _, known := in.p.marks[int(id)]; known {
			t.Errorf("MCID %d twice", id)
		}
		in.mcid, in.marked = int(id), true
		in.p.marks[in.mcid] = ""
	}
	if actual := properties.Get("ActualText"); actual != nil && !in.suppress {
		in.p.marks[in.mcid] += textString(actual)
		in.suppress = true
	}
}

func (in *interpreter) show(v object.Value) {
	s, ok := v.(object.String)
	if !ok || !in.inText || len(s)%2 != 0 {
		in.r.t.Errorf("%v is shown", v)
		return
	}
	for i := 0; i < len(s); i += 2 {
		id := int(s[i])<<8 | int(s[i+1])
		width, known := in.now.font.widths[id]
		text, mapped := in.now.font.unicode[id]
		if !known || !mapped || text == "" {
			in.r.t.Errorf("glyph %d has width %v, text %q", id, width, text)
		}
		at := matrix{in.now.size * in.now.tz / 100, 0, 0, in.now.size, 0, in.now.rise}.then(in.tm).then(in.now.ctm)
		in.p.glyphs = append(in.p.glyphs, readGlyph{id: id, x: at[4], y: at[5], size: in.now.size, mcid: in.mcid})
		if in.mcid >= 0 {
			in.p.raw[in.mcid] += text
			if !in.suppress {
				in.p.marks[in.mcid] += text
			}
		}
		in.tm = matrix{1, 0, 0, 1, (width/1000*in.now.size + in.now.tc) * in.now.tz / 100, 0}.then(in.tm)
	}
}
