package fonts

import "errors"

// errGlyphEnds ends a glyph, wherever its code stands.
var errGlyphEnds = errors.New("fonts: the glyph ends")

// type1Pen carries out the operators of a glyph's charstring (Adobe Type 1 Font
// Format, ch. 6), up to a number of them, and adds up what it encloses.
type type1Pen struct {
	font    *Type1
	outline enclosed
	x, y    float64
	stack   []float64
	passed  []float64 // what PostScript's procedures leave for pop
	left    int
	flexing bool
	flex    []vector // the places that a flex goes through
	joined  bool     // it is a part of another glyph
}

// mostType1Operands is how many numbers the stack holds; the format asks for 24.
const mostType1Operands = 48

// mostType1Calls is how deep subroutines may call each other (p. 57 has 10).
const mostType1Calls = 10

func (p *type1Pen) run(code []byte, depth int) error {
	if depth > mostType1Calls {
		return errGlyph
	}
	for len(code) > 0 {
		b := code[0]
		code = code[1:]
		if b >= 32 {
			n, size := 0, 0
			switch {
			case b <= 246:
				n = int(b) - 139
			case b <= 250:
				size = 1
			case b <= 254:
				size = 1
			default:
				size = 4
			}
			if size > len(code) || len(p.stack) >= mostType1Operands {
				return errGlyph
			}
			switch {
			case b == 255:
				n = int(int32(uint32(code[0])<<24 | uint32(code[1])<<16 | uint32(code[2])<<8 | uint32(code[3])))
			case b >= 251:
				n = -(int(b)-251)*256 - int(code[0]) - 108
			case b >= 247:
				n = (int(b)-247)*256 + int(code[0]) + 108
			}
			code = code[size:]
			p.stack = append(p.stack, float64(n))
			continue
		}
		if p.left--; p.left < 0 {
			return errGlyph
		}
		if b == 11 { // return
			return nil
		}
		var err error
		switch b {
		case 10: // callsubr
			err = p.call(depth)
		case 12:
			if len(code) == 0 {
				return errGlyph
			}
			err = p.escaped(code[0], depth)
			code = code[1:]
		default:
			err = p.operator(b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// take returns the last n numbers; all are taken from the stack.
func (p *type1Pen) take(n int) (numbers []float64, ok bool) {
	if len(p.stack) < n {
		return nil, false
	}
	numbers = p.stack[len(p.stack)-n:]
	p.stack = p.stack[:0]
	return numbers, true
}

func (p *type1Pen) call(depth int) error {
	if len(p.stack) == 0 {
		return errGlyph
	}
	n := p.stack[len(p.stack)-1]
	p.stack = p.stack[:len(p.stack)-1]
	code, ok := p.font.subrs[int(n)]
	if !ok {
		return errGlyph
	}
	return p.run(code, depth+1)
}

// type1Operands is how many numbers an operator of one byte takes.
var type1Operands = [32]int{1: 2, 3: 2, 4: 1, 5: 2, 6: 1, 7: 1, 8: 6, 13: 2, 21: 2, 22: 1, 30: 4, 31: 4} //nolint:gochecknoglobals // a constant table

// operator carries out an operator of one byte that calls nothing.
func (p *type1Pen) operator(b byte) error {
	n, ok := p.take(type1Operands[b])
	if !ok {
		return errGlyph
	}
	switch b {
	case 1, 3: // hstem, vstem
	case 4:
		p.move(0, n[0])
	case 5:
		p.line(n[0], n[1])
	case 6:
		p.line(n[0], 0)
	case 7:
		p.line(0, n[0])
	case 8:
		p.curve(n[0], n[1], n[2], n[3], n[4], n[5])
	case 9: // closepath
		p.outline.close()
	case 13: // hsbw
		if !p.joined {
			p.x, p.y = n[0], 0
		}
	case 14: // endchar
		p.outline.close()
		return errGlyphEnds
	case 21:
		p.move(n[0], n[1])
	case 22:
		p.move(n[0], 0)
	case 30:
		p.curve(0, n[0], n[1], n[2], n[3], 0)
	case 31:
		p.curve(n[0], 0, n[1], n[2], 0, n[3])
	default:
		return errGlyph
	}
	return nil
}

// escaped carries out an operator of two bytes, by its second.
func (p *type1Pen) escaped(b byte, depth int) error {
	switch b {
	case 0, 1, 2: // dotsection, vstem3, hstem3
		p.stack = p.stack[:0]
	case 6: // seac
		n, ok := p.take(5)
		if !ok {
			return errGlyph
		}
		return p.accented(int(n[3]), int(n[4]), depth)
	case 7: // sbw
		n, ok := p.take(4)
		if !ok {
			return errGlyph
		}
		p.x, p.y = n[0], n[1]
	case 12: // div
		k := len(p.stack) - 2
		if k < 0 || p.stack[k+1] == 0 {
			return errGlyph
		}
		p.stack = append(p.stack[:k], p.stack[k]/p.stack[k+1])
	case 16:
		return p.callOther()
	case 17: // pop
		if len(p.stack) >= mostType1Operands {
			return errGlyph
		}
		n := 0.0
		if k := len(p.passed) - 1; k >= 0 {
			n, p.passed = p.passed[k], p.passed[:k]
		}
		p.stack = append(p.stack, n)
	case 33: // setcurrentpoint, where a flex has ended, which is where the pen is
		p.stack = p.stack[:0]
	default:
		return errGlyph
	}
	return nil
}

// accented draws two glyphs of StandardEncoding over each other. Where the second
// stands changes nothing about the area.
func (p *type1Pen) accented(base, accent, depth int) error {
	if p.joined {
		return errGlyph
	}
	p.joined = true
	for _, code := range [2]int{base, accent} {
		if code < 0 || code > 255 {
			return errGlyph
		}
		glyph, ok := p.font.glyphs[StandardName(byte(code))]
		if !ok {
			return errGlyph
		}
		p.stack = p.stack[:0]
		if err := p.run(glyph, depth+1); err != nil && !errors.Is(err, errGlyphEnds) {
			return err
		}
	}
	return errGlyphEnds
}

// callOther calls a procedure in PostScript: 0 to 2 draw a flex (ch. 8.3), 3 takes
// other hints, and of the others what they are given comes back.
func (p *type1Pen) callOther() error {
	k := len(p.stack) - 2
	if k < 0 {
		return errGlyph
	}
	count, other := int(p.stack[k]), int(p.stack[k+1])
	if count < 0 || count > k {
		return errGlyph
	}
	given := p.stack[k-count : k]
	switch {
	case other == 1:
		p.flexing, p.flex = true, p.flex[:0]
	case other == 2:
		if p.flexing && len(p.flex) < 7 {
			p.flex = append(p.flex, vector{p.x, p.y})
		}
	case other == 0 && p.flexing:
		p.flexing = false
		if len(p.flex) == 7 {
			// The first place is a reference, through which no line goes.
			f := p.flex
			p.outline.curve(f[1], f[2], f[3])
			p.outline.curve(f[4], f[5], f[6])
		}
		p.passed = append(p.passed[:0], p.y, p.x)
	default:
		p.passed = p.passed[:0]
		for n := len(given) - 1; n >= 0; n-- {
			p.passed = append(p.passed, given[n])
		}
	}
	p.stack = p.stack[:k-count]
	return nil
}

func (p *type1Pen) move(dx, dy float64) {
	p.x, p.y = p.x+dx, p.y+dy
	if !p.flexing {
		p.outline.move(vector{p.x, p.y})
	}
}

func (p *type1Pen) line(dx, dy float64) {
	p.x, p.y = p.x+dx, p.y+dy
	p.outline.line(vector{p.x, p.y})
}

func (p *type1Pen) curve(dx1, dy1, dx2, dy2, dx3, dy3 float64) {
	a := vector{p.x + dx1, p.y + dy1}
	b := vector{a.x + dx2, a.y + dy2}
	p.x, p.y = b.x+dx3, b.y+dy3
	p.outline.curve(a, b, vector{p.x, p.y})
}
