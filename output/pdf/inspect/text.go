package inspect

import (
	"korthet/output/pdf/object"
	"korthet/output/preflight"
)

func (r *run) textOperator(op object.Operator) bool {
	s := &r.state
	one := func(set func(float64)) {
		if n, ok := r.numbers(1); ok {
			set(n[0])
		}
	}
	switch op {
	case "BT":
		r.text, r.lineStart = identity(), identity()
	case "ET":
	case "Tc":
		one(func(n float64) { s.charSpace = n })
	case "Tw":
		one(func(n float64) { s.wordSpace = n })
	case "Tz":
		one(func(n float64) { s.stretch = n / 100 })
	case "TL":
		one(func(n float64) { s.lead = n })
	case "Ts":
		one(func(n float64) { s.rise = n })
	case "Tr":
		one(func(n float64) { s.render = int(n) })
	case "Tf":
		if len(r.operands) >= 2 {
			name, _ := r.operands[len(r.operands)-2].(object.Name)
			s.font = r.fontNamed(r.resources, name)
			s.size, _ = number(r.operands[len(r.operands)-1])
		}
	case "Td", "TD":
		if n, ok := r.numbers(2); ok {
			if op == "TD" {
				s.lead = -n[1]
			}
			r.nextLine(n[0], n[1])
		}
	case "Tm":
		if n, ok := r.numbers(6); ok {
			r.text = matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
			r.lineStart = r.text
		}
	case "T*":
		r.nextLine(0, -s.lead)
	case "Tj", "TJ":
		if len(r.operands) > 0 {
			r.show(r.operands[len(r.operands)-1])
		}
	case "'":
		r.nextLine(0, -s.lead)
		if len(r.operands) > 0 {
			r.show(r.operands[len(r.operands)-1])
		}
	case "\"":
		if len(r.operands) >= 3 {
			s.wordSpace, _ = number(r.operands[0])
			s.charSpace, _ = number(r.operands[1])
			r.nextLine(0, -s.lead)
			r.show(r.operands[2])
		}
	default:
		return false
	}
	return true
}

func (r *run) nextLine(x, y float64) {
	if m := (matrix{1, 0, 0, 1, x, y}).then(r.lineStart); m.finite() {
		r.lineStart = m
		r.text = m
	}
}

// How far letters go above and below the line they stand on, in ems; of most
// faces capitals and descenders.
const (
	rises   = 0.72
	descend = -0.21
)

// show shows a string, or an array of strings and distances.
func (r *run) show(v object.Value) {
	s := &r.state
	f := s.font
	if f == nil || !r.text.finite() {
		return
	}
	start := matrix{s.size * s.stretch, 0, 0, s.size, 0, s.rise}.then(r.text).then(s.ctm)
	w := words{font: f}
	letter := r.letterCoat()
	x := 0.0 // in text space, along the line
	item := func(v object.Value) {
		if n, ok := number(v); ok {
			x -= n / 1000 * s.size * s.stretch
			if n < -wordSpace {
				w.space()
			}
			return
		}
		str, ok := v.(object.String)
		if !ok {
			return
		}
		f.codes(str, func(code, size int) {
			advance := f.width(code)*s.size + s.charSpace
			if size == 1 && code == ' ' {
				advance += s.wordSpace
			}
			if f.procs != nil {
				r.glyphOf(f, code, x)
			}
			if letter != nil {
				place := matrix{s.size * s.stretch, 0, 0, s.size, x, s.rise}.then(r.text).then(s.ctm)
				r.layLetter(f, code, place, f.width(code), letter)
			}
			w.letter(code, x, x+advance*s.stretch)
			x += advance * s.stretch
		})
	}
	if list, ok := v.(object.Array); ok {
		for _, e := range list {
			item(e)
		}
	} else {
		item(v)
	}
	if m := (matrix{1, 0, 0, 1, x, 0}).then(r.text); m.finite() {
		defer func() { r.text = m }()
	}
	if !w.first || !start.finite() {
		return
	}
	r.paintText(&w, start)
}

// words gathers what a show operator shows.
type words struct {
	font       *font
	start, end float64 // of what is no space, along the line
	text       []rune
	first      bool // there is a letter that is no space
}

// wordSpace is how far letters stand apart, in 1/1000 em, where a space is between
// them that is not written.
const wordSpace = 180

func (w *words) space() {
	if n := len(w.text); n > 0 && n < 60 && w.text[n-1] != ' ' {
		w.text = append(w.text, ' ')
	}
}

func (w *words) letter(code int, from, to float64) {
	text, blank := w.font.letters(code)
	if len(w.text) < 60 {
		w.text = append(w.text, text...)
	}
	if blank {
		return
	}
	if !w.first {
		w.first, w.start, w.end = true, from, from
	}
	w.start, w.end = min(w.start, from, to), max(w.end, from, to)
}

// paintText judges a text that is shown with its size and place.
func (r *run) paintText(w *words, start matrix) {
	s := &r.state
	unit := s.size * s.stretch
	if unit == 0 {
		return
	}
	b := box{w.start / unit, descend, w.end / unit, rises}
	if b.left > b.right {
		b.left, b.right = b.right, b.left
	}
	w.font.use(r)
	if w.font.procs != nil && s.render != 3 && !r.mask {
		for _, check := range []preflight.Check{preflight.SmallestType, preflight.BlackText, preflight.SafeZone} {
			r.fault(check, preflight.NotChecked, r.number, r.place(b.through(start)), key{what: "Type 3"}, "the letters of a font are drawings of their own (Type 3), whose size and paint as type are not known")
		}
	}
	if s.render < 0 || s.render > 6 || s.render == 3 || w.font.procs != nil {
		return // it is not seen, or its letters are drawings that were gone through
	}
	m := mark{kind: lettering, bounds: b.through(start), font: w.font, text: string(w.text)}
	m.size = start.down()
	m.on, m.hasOn = start.at((b.left+b.right)/2, 0.3), true
	m.ends = [2]xy{start.at(b.left+(b.right-b.left)/16, 0.3), start.at(b.right-(b.right-b.left)/16, 0.3)}
	if s.render != 1 && s.render != 5 {
		m.paint, m.over, m.clear = s.fill, s.overFill, s.clear(s.alphaFill)
		r.paintMark(&m)
	}
	if s.render == 1 || s.render == 2 || s.render == 5 || s.render == 6 {
		m.paint, m.over, m.clear = s.line, s.overLine, s.clear(s.alphaLine)
		r.paintMark(&m)
	}
}

// glyphOf goes through the drawing of a letter of a Type 3 font.
func (r *run) glyphOf(f *font, code int, x float64) {
	if r.depth >= mostNested || r.state.render == 3 {
		return
	}
	r.work -= operatorCost
	proc := f.procs[f.names[byte(code)]]
	if proc == nil {
		return
	}
	g := r.formOf(proc)
	if g == nil || g.drawing {
		return
	}
	s := &r.state
	m := matrix{s.size * s.stretch, 0, 0, s.size, x, s.rise}.then(r.text).then(s.ctm)
	g.matrix, g.bounds = f.matrix, everywhere()
	if f.resources != nil {
		g.resources = f.resources
	}
	r.drawForm(g, m, func(inner *run) {
		inner.glyph = true
		inner.state.line = inner.state.fill
	})
}
