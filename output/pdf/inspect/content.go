package inspect

import (
	"bytes"

	"korthet/output/pdf/object"
	"korthet/output/preflight"
)

// state is the graphics state, as far as it matters.
type state struct {
	ctm                  matrix
	clip                 box
	ragged               bool // the clip is no rectangle, and less than its bounds
	mask                 *mask
	lost                 bool    // the clip's shape is not known
	dash                 float64 // how much of a line is drawn; 0 is all
	fill, line           *paint
	fillSpace, lineSpace *space
	width                float64
	overFill, overLine   bool
	mode                 int // OPM
	alphaFill, alphaLine float64
	masked               bool  // by a soft mask that is not known
	fade                 *mask // by one that is
	blend                object.Name
	group                blending

	font                      *font
	size, stretch, rise, lead float64
	charSpace, wordSpace      float64
	render                    int
}

func firstState(ctm matrix) state {
	black := &paint{space: device(deviceGrey), values: []float64{0}, known: true, grey: true, cmyk: [4]float64{0, 0, 0, 1}}
	return state{
		ctm: ctm, fill: black, line: black, fillSpace: black.space, lineSpace: black.space, width: 1,
		alphaFill: 1, alphaLine: 1, stretch: 1, group: blending{opacity: 1},
	}
}

// The bounds of a content stream.
const (
	mostSaved    = 1024 // states
	mostOperands = 64
	mostNested   = 24 // forms in each other
	mostErrors   = 64 // in one stream
	operatorCost = 24 // bytes of work that an operator counts as
)

// run is one content stream that is gone through.
type run struct {
	*page
	resources *resources
	state     state
	base      matrix // of the coordinates that patterns begin at
	saved     []state
	tooDeep   int // states that were not saved
	path      path
	clipping  bool // the next path painted also clips
	clipOdd   bool // by the even-odd rule
	text      matrix
	lineStart matrix
	depth     int
	glyph     bool  // it is a glyph of a Type 3 font, or the cell of a pattern
	cell      bool  // it is the cell of a pattern
	bare      bool  // colours are not its own: an uncoloured pattern, or a glyph after d1
	veil      *veil // what a soft mask is put on
	mask      bool  // it is a soft mask: nothing of it is printed
	operands  []object.Value
	errors    int
}

// content goes through a content stream.
func (r *run) content(data []byte) {
	l := object.NewLexer(data)
	at := 0
	for r.work > 0 {
		v, err := l.Next()
		r.work -= int64(l.Pos() - at)
		at = l.Pos()
		if err != nil {
			if r.errors++; r.errors > mostErrors {
				r.unseen(r.number, "a content stream is too broken to be read")
				return
			}
			r.operands = r.operands[:0]
			continue
		}
		if v == nil {
			return
		}
		op, ok := v.(object.Operator)
		if !ok {
			if len(r.operands) < mostOperands {
				r.operands = append(r.operands, v)
			}
			continue
		}
		r.work -= operatorCost
		if op == "BI" {
			r.inlinePicture(l, data)
			at = l.Pos()
		} else {
			r.operator(op)
		}
		r.operands = r.operands[:0]
	}
	r.unseen(r.number, "the file has more content than is gone through")
}

// numbers returns the last n operands, all of which must be numbers.
func (r *run) numbers(n int) ([]float64, bool) {
	if len(r.operands) < n {
		return nil, false
	}
	values := make([]float64, n)
	for k, v := range r.operands[len(r.operands)-n:] {
		var ok bool
		if values[k], ok = number(v); !ok {
			return nil, false
		}
	}
	return values, true
}

func (r *run) nameOperand() object.Name {
	if len(r.operands) == 0 {
		return ""
	}
	name, _ := r.operands[len(r.operands)-1].(object.Name)
	return name
}

// operator does one operator. What is not known is left out, as readers do.
func (r *run) operator(op object.Operator) {
	_ = r.pathOperator(op) || r.textOperator(op) || r.colourOperator(op) || r.stateOperator(op)
}

func (r *run) stateOperator(op object.Operator) bool {
	s := &r.state
	switch op {
	case "q":
		if len(r.saved) < mostSaved {
			r.saved = append(r.saved, *s)
		} else {
			r.tooDeep++
		}
	case "Q":
		switch n := len(r.saved); {
		case r.tooDeep > 0:
			r.tooDeep--
		case n > 0:
			*s = r.saved[n-1]
			r.saved = r.saved[:n-1]
		}
	case "cm":
		if n, ok := r.numbers(6); ok {
			if m := (matrix{n[0], n[1], n[2], n[3], n[4], n[5]}).then(s.ctm); m.finite() {
				s.ctm = m
			}
		}
	case "w":
		if n, ok := r.numbers(1); ok {
			s.width = n[0]
		}
	case "d":
		s.dash = r.dashes()
	case "gs":
		r.setState(r.gstateOf(r.resources, r.nameOperand()))
	case "Do":
		r.object(r.find(r.resources, "XObject", r.nameOperand()))
	case "sh":
		r.shade(r.find(r.resources, "Shading", r.nameOperand()))
	case "ri":
		r.intentName(r.nameOperand())
	case "d1":
		r.bare = r.bare || r.glyph
	case "PS":
		r.rule(preflight.Conformance, preflight.Error, "S3", r.number, "the content has PostScript in it")
	default:
		return false
	}
	return true
}

// dashes is how much of a line is drawn by the pattern of the d operator.
func (r *run) dashes() float64 {
	if len(r.operands) < 2 {
		return 0
	}
	list := r.reader.numbers(r.operands[len(r.operands)-2], 32)
	on, all := 0.0, 0.0
	for k := range 2 * len(list) { // twice, for those of an odd length
		n := max(0, list[k%len(list)])
		if all += n; k%2 == 0 {
			on += n
		}
	}
	if all == 0 {
		return 0
	}
	return max(on/all, 1e-6)
}

// setState does the gs operator.
func (r *run) setState(g *gstate) {
	if g == nil {
		return
	}
	s := &r.state
	if g.hasWidth {
		s.width = g.width
	}
	if g.over >= 0 {
		s.overLine = g.over == 1
	}
	if g.overFill >= 0 {
		s.overFill = g.overFill == 1
	}
	if g.mode >= 0 {
		s.mode = g.mode
	}
	if g.hasAlphaF {
		s.alphaFill = g.alphaFill
	}
	if g.hasAlphaL {
		s.alphaLine = g.alphaLine
	}
	if g.mask >= 0 {
		r.softMask(g)
	}
	if g.blend != "" {
		s.blend = g.blend
	}
	if g.font != nil {
		s.font, s.size = r.fontOf(g.font), g.fontSize
	}
}

// clear reports whether something that is painted lets through what lies below.
func (s *state) clear(alpha float64) bool {
	return alpha < 1 || s.group.opacity < 1 || s.group.lost || s.masked || s.fade != nil || s.group.fade != nil || s.blend != "" && s.blend != "Normal" && s.blend != "Compatible"
}

func (r *run) colourOperator(op object.Operator) bool {
	if r.bare && len(op) <= 3 {
		switch op {
		case "g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN":
			return true // its colours do not count
		}
	}
	set := func(line bool, s *space, values []float64) {
		p := r.paintOf(s, values)
		if line {
			r.state.lineSpace, r.state.line = s, p
		} else {
			r.state.fillSpace, r.state.fill = s, p
		}
	}
	simple := func(line bool, name object.Name, n int) {
		if values, ok := r.numbers(n); ok {
			set(line, r.spaceNamed(r.resources, name), values)
		}
	}
	switch op {
	case "g":
		simple(false, "DeviceGray", 1)
	case "G":
		simple(true, "DeviceGray", 1)
	case "rg":
		simple(false, "DeviceRGB", 3)
	case "RG":
		simple(true, "DeviceRGB", 3)
	case "k":
		simple(false, "DeviceCMYK", 4)
	case "K":
		simple(true, "DeviceCMYK", 4)
	case "cs", "CS":
		s := r.spaceNamed(r.resources, r.nameOperand())
		set(op == "CS", s, s.first())
	case "sc", "scn":
		r.setColour(false, set)
	case "SC", "SCN":
		r.setColour(true, set)
	default:
		return false
	}
	return true
}

// first are the values that a space begins with (8.6.8).
func (s *space) first() []float64 {
	values := make([]float64, s.channels)
	switch s.family {
	case deviceCMYK:
		values[3] = 1
	case separation, deviceN:
		for k := range values {
			values[k] = 1
		}
	default:
	}
	return values
}

func (r *run) setColour(line bool, set func(bool, *space, []float64)) {
	s := r.state.fillSpace
	if line {
		s = r.state.lineSpace
	}
	if s.family == patternSpace {
		p := r.pattern(s)
		if line {
			r.state.line = p
		} else {
			r.state.fill = p
		}
		return
	}
	if values, ok := r.numbers(s.channels); ok {
		set(line, s, values)
	}
}

// pattern returns what a pattern is printed in, and goes through it.
func (r *run) pattern(s *space) *paint {
	p := &paint{space: s, shading: true, light: -1}
	v := r.find(r.resources, "Pattern", r.nameOperand())
	d := r.dictOf(v)
	if d == nil {
		return p
	}
	if r.integer(d.Get("PatternType"), 1) == 2 {
		own := r.base
		if m := r.matrix(d.Get("Matrix")).then(r.base); m.finite() {
			own = m
		}
		return r.shading(d.Get("Shading"), own, true)
	}
	f := r.formOf(v)
	if f == nil || r.depth >= mostNested {
		return p
	}
	var below *paint
	if r.integer(d.Get("PaintType"), 1) == 2 && s.below != nil {
		if values, ok := operandNumbers(r.operands, s.below.channels); ok {
			below = r.paintOf(s.below, values)
		}
	}
	// A cell is looked at once, where the pattern begins: on the page's own
	// coordinates, not those of what is painted.
	if !f.drawing && !f.looked {
		r.drawForm(f, matrix{a: r.scale, d: r.scale}, func(inner *run) {
			inner.state.clip = everywhere()
			inner.glyph, inner.cell = true, true
			if below != nil {
				inner.bare, inner.state.fill, inner.state.line = true, below, below
			}
		})
	}
	if below != nil {
		q := *below
		q.coloured = true
		return &q
	}
	p.coloured = true
	return p
}

// operandNumbers reads the n numbers before the last operand, a name.
func operandNumbers(operands []object.Value, n int) ([]float64, bool) {
	if len(operands) < n+1 {
		return nil, false
	}
	values := make([]float64, n)
	for k, v := range operands[len(operands)-1-n : len(operands)-1] {
		var ok bool
		if values[k], ok = number(v); !ok {
			return nil, false
		}
	}
	return values, true
}

// object draws an XObject.
func (r *run) object(v object.Value) {
	d := r.dictOf(v)
	if d == nil {
		return
	}
	switch r.name(d.Get("Subtype")) {
	case "Image":
		r.picture(r.pictureOf(v, r.resources))
	case "Form":
		if f := r.formOf(v); f != nil {
			if r.depth >= mostNested {
				r.unseen(r.number, "forms lie deeper in each other than is looked")
				return
			}
			r.drawForm(f, r.state.ctm, nil)
		}
	}
}

// drawForm goes through a form, in the coordinates given.
func (r *run) drawForm(f *form, ctm matrix, prepare func(*run)) {
	if f.drawing {
		return
	}
	m := f.matrix.then(ctm)
	if !m.finite() {
		return
	}
	res := f.resources
	if res == nil {
		res = r.resources
	}
	if f.group != nil && !f.looked {
		if !f.forMask || r.name(f.group.Get("CS")) != "DeviceGray" { // of which no colour is seen
			r.group(f.group, res, "a transparency group")
		}
	}
	inner := &run{page: r.page, resources: res, state: r.state, depth: r.depth + 1, glyph: r.glyph, cell: r.cell, bare: r.bare, mask: r.mask, veil: r.veil}
	inner.state.ctm, inner.base = m, m
	inner.state.clip = inner.state.clip.meet(f.bounds.through(m))
	inner.state.ragged = inner.state.ragged || f.bounds != everywhere() && !m.upright()
	if f.group != nil {
		inner.enterGroup(f.group, &r.state)
	}
	if prepare != nil {
		prepare(inner)
	}
	data := r.unpacked(f, r.number)
	f.drawing, f.looked = true, true
	inner.content(data)
	f.drawing = false
}

// group looks at a transparency group's blending space.
func (p *page) group(group object.Dict, res *resources, what string) {
	if p.name(group.Get("S")) != "Transparency" {
		return
	}
	v := group.Get("CS")
	if v == nil {
		return
	}
	s := p.spaceOf(v, res, 0)
	if s.family != deviceGrey && s.family != deviceRGB && s.family != deviceCMYK || s.standIn {
		return
	}
	if s.channels != p.output.wanted() {
		p.rule(preflight.Conformance, preflight.Error, "K2", p.number, "%s blends in %s, and the file is for a printer's %s", what, familyName(s.family), p.output.kind()).Hint = "choose the document's CMYK as the blending space and export again"
	}
}

// inlinePicture reads "BI … ID bytes EI".
func (r *run) inlinePicture(l *object.Lexer, data []byte) {
	d := object.Dict{}
	for len(d) < 64 {
		k, err := l.Next()
		if err != nil || k == nil {
			return
		}
		if op, ok := k.(object.Operator); ok {
			if op == "ID" {
				break
			}
			return
		}
		key, ok := k.(object.Name)
		if !ok {
			continue
		}
		v, err := l.Next()
		if err != nil || v == nil {
			return
		}
		if _, ok := v.(object.Operator); ok {
			return
		}
		d = append(d, object.Entry{Key: longKey(key), Value: v})
	}
	start := min(l.Pos()+1, len(data))
	end := inlineEnd(data, start)
	r.work -= int64(end - start)
	l.Seek(end + len("EI"))
	stream := &object.Stream{Dict: d, Raw: data[start:end]}
	r.picture(r.readPicture(stream, r.resources, "an inline picture"))
}

// inlineEnd is where the EI of an inline picture stands that begins at start.
func inlineEnd(data []byte, start int) int {
	for at := start; at < len(data); {
		k := bytes.Index(data[at:], []byte("EI"))
		if k < 0 {
			break
		}
		at += k
		before := at == start || isSpace(data[at-1])
		rest := data[min(at+2, len(data)):]
		if before && (len(rest) == 0 || isSpace(rest[0])) && looksLikeContent(rest) {
			return at
		}
		at += 2
	}
	return len(data)
}

// looksLikeContent reports whether the next bytes are letters and no samples.
func looksLikeContent(rest []byte) bool {
	for _, c := range rest[:min(len(rest), 12)] {
		if c > '~' || c < ' ' && !isSpace(c) || c == 0 {
			return false
		}
	}
	return true
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

// longKey is the whole key for one that inline pictures abbreviate (table 93).
func longKey(key object.Name) object.Name {
	switch key {
	case "BPC":
		return "BitsPerComponent"
	case "CS":
		return "ColorSpace"
	case "D":
		return "Decode"
	case "DP":
		return "DecodeParms"
	case "F":
		return "Filter"
	case "H":
		return "Height"
	case "IM":
		return "ImageMask"
	case "W":
		return "Width"
	}
	return key
}

// intentName looks at a rendering intent.
func (p *page) intentName(name object.Name) {
	switch name {
	case "Perceptual", "RelativeColorimetric", "Saturation", "AbsoluteColorimetric", "":
	default:
		p.rule(preflight.Conformance, preflight.Error, "G3", p.number, "the rendering intent %q is none of the four of the standard", printable(string(name), 40))
	}
}
