package pdftest

import "slices"

func numbers6(o []any) (m [6]float64) {
	for i := range min(len(o), 6) {
		m[i], _ = number(o[i])
	}
	return m
}

// multiply is m applied first, n after it (8.3.3).
func multiply(m, n [6]float64) [6]float64 {
	return [6]float64{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3], m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func apply(m [6]float64, x, y float64) (float64, float64) {
	return x*m[0] + y*m[2] + m[4], x*m[1] + y*m[3] + m[5]
}

// textOperator runs the operators of text.
func (r *run) textOperator(op string, o []any) {
	operand := func(i int) float64 {
		if i >= len(o) {
			return 0
		}
		n, _ := number(o[i])
		return n
	}
	switch op {
	case "BT":
		if r.text {
			r.j.report("a 6.2.2-a", "%s: a text object within another", r.where)
		}
		r.text = true
		r.tm = [6]float64{1, 0, 0, 1, 0, 0}
		r.line = r.tm
	case "ET":
		r.text = false
	case "Tf":
		ref, _ := r.lookup("Font", o[:min(1, len(o))]).(Ref)
		r.now.font, r.now.size = r.j.font(ref), operand(1)
	case "Tr":
		r.now.mode, _ = o[0].(int64)
	case "Tc":
		r.now.tc = operand(0)
	case "Tw":
		r.now.tw = operand(0)
	case "Tz":
		r.now.tz = operand(0) / 100
	case "Ts":
		r.now.rise = operand(0)
	case "Td":
		r.line = multiply([6]float64{1, 0, 0, 1, operand(0), operand(1)}, r.line)
		r.tm = r.line
	case "Tm":
		r.line = numbers6(o)
		r.tm = r.line
	case "Tj":
		r.paint([4]float64{}, false)
		if len(o) == 1 {
			r.show(o[0])
		}
	case "TJ":
		r.paint([4]float64{}, false)
		for _, e := range r.j.f.array(slices.Clone(o)[0]) {
			if n, ok := number(e); ok {
				r.tm = multiply([6]float64{1, 0, 0, 1, -n / 1000 * r.now.size * r.now.tz, 0}, r.tm)
				continue
			}
			r.show(e)
		}
	case "'", "\"", "T*", "TD", "TL":
		r.j.report("a 6.2.2-b", "%s: the operator %s, which this judge does not follow", r.where, op)
	}
}

// show judges the glyphs of a string.
func (r *run) show(v any) {
	j := r.j
	s, ok := v.(String)
	if !ok || !r.text || r.now.font == nil {
		j.report("a 6.2.2-a", "%s: %v is shown as text", r.where, v)
		return
	}
	if len(s.Bytes)%2 != 0 {
		j.report("a 6.2.11.3-a", "%s: a string of %d bytes in a font of two-byte codes", r.where, len(s.Bytes))
		return
	}
	f, in := r.now.font, r.scope()
	for i := 0; i < len(s.Bytes); i += 2 {
		code := int(s.Bytes[i])<<8 | int(s.Bytes[i+1])
		text := j.glyph(f, code, in.actualText)
		if in.mark != nil {
			in.mark.text += text
		}
		width := f.width(code)
		x0, y0 := apply(r.tm, 0, r.now.rise-r.now.size/4)
		x1, y1 := apply(r.tm, width/1000*r.now.size*r.now.tz, r.now.rise+r.now.size*3/4)
		if text != " " {
			r.reach([4]float64{x0, y0, x1, y1})
		}
		r.tm = multiply([6]float64{1, 0, 0, 1, (width/1000*r.now.size + r.now.tc) * r.now.tz, 0}, r.tm)
	}
}
