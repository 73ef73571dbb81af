package fonts

import ps "github.com/go-text/typesetting/font/cff/interpreter"

// mostOperators is how many operators a glyph may have carried out, which has some
// hundred; mostOfProgram how many all of a program. Subroutines may call each other
// ten deep, many times each: a few hundred bytes can ask for more work than there is
// time.
const (
	mostOperators = 100_000
	mostOfProgram = 10_000_000
)

// drawing carries out the operators of a glyph's charstring (Adobe Technical Note
// 5177), up to a number of them.
type drawing struct {
	path ps.CharstringReader
	left int
}

// Context says what the operators are those of.
func (d *drawing) Context() ps.Context { return ps.Type2Charstring }

// Apply carries one out.
func (d *drawing) Apply(m *ps.Machine, op ps.Operator) error {
	if d.left--; d.left < 0 {
		return errGlyph
	}
	if !op.IsEscaped {
		switch op.Operator {
		case 10: // callsubr
			return ps.LocalSubr(m)
		case 29: // callgsubr
			return ps.GlobalSubr(m)
		case 11: // return
			return m.Return()
		case 14: // endchar
			d.path.ClosePath()
			return ps.ErrInterrupt
		case 19, 20: // hintmask, cntrmask
			d.path.Hintmask(m)
			return nil
		}
	}
	err := d.draw(m, op)
	m.ArgStack.Clear()
	return err
}

// draw carries out an operator that leaves no numbers behind.
func (d *drawing) draw(m *ps.Machine, op ps.Operator) error {
	if op.IsEscaped {
		return d.flex(m, op.Operator)
	}
	switch op.Operator {
	case 1, 18: // hstem, hstemhm
		d.path.Hstem(m)
	case 3, 23: // vstem, vstemhm
		d.path.Vstem(m)
	case 4:
		return d.path.Vmoveto(m)
	case 21:
		return d.path.Rmoveto(m)
	case 22:
		return d.path.Hmoveto(m)
	case 5:
		d.path.Rlineto(m)
	case 6:
		d.path.Hlineto(m)
	case 7:
		d.path.Vlineto(m)
	default:
		return d.curve(m, op.Operator)
	}
	return nil
}

// curve carries out an operator that draws curves.
func (d *drawing) curve(m *ps.Machine, operator byte) error {
	switch operator {
	case 8:
		d.path.Rrcurveto(m)
	case 24:
		return d.path.Rcurveline(m)
	case 25:
		return d.path.Rlinecurve(m)
	case 26:
		d.path.Vvcurveto(m)
	case 27:
		d.path.Hhcurveto(m)
	case 30:
		d.path.Vhcurveto(m)
	case 31:
		d.path.Hvcurveto(m)
	default:
		return errGlyph
	}
	return nil
}

// flex carries out an operator of two bytes, by its second.
func (d *drawing) flex(m *ps.Machine, operator byte) error {
	switch operator {
	case 34:
		return d.path.Hflex(m)
	case 35:
		return d.path.Flex(m)
	case 36:
		return d.path.Hflex1(m)
	case 37:
		return d.path.Flex1(m)
	}
	return errGlyph
}
