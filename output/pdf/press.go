package pdf

import (
	"strconv"

	"korthet/layout/display"
	"korthet/output/pdf/object"
	"korthet/output/press"
)

// printer is the profile of a press file's printer.
func (o Options) printer() *press.Profile {
	if o.Profile != nil {
		return o.Profile
	}
	profile, _ := press.Builtin(press.Default)
	return &profile
}

// printSurfaces makes a surface of each side of each sheet, with room for bleed
// and marks around the trim. Links have no place on paper.
func printSurfaces(doc *display.Document, printer *press.Profile) []surface {
	var surfaces []surface
	room := printer.Room()
	for i := range doc.Sheets {
		for j := range doc.Sheets[i].Sides {
			side := &doc.Sheets[i].Sides[j]
			s := surface{
				width: side.Width + 2*room, height: side.Height + 2*room, room: room, bleed: printer.Bleed,
				number: len(surfaces) + 1,
			}
			for k := range side.Panels {
				panel := &side.Panels[k]
				s.layers = append(s.layers, layer{x: room + panel.X, y: room + panel.Y, items: panel.Items})
			}
			s.layers = append(s.layers, layer{x: room, y: room, items: side.Items})
			surfaces = append(surfaces, s)
		}
	}
	return surfaces
}

// resolveInks settles what each colour is on the press.
func (f *file) resolveInks() (err error) {
	f.separator = press.NewSeparator(f.printer, f.opts.Cache)
	f.inks, err = f.separator.Inks(f.doc.Colours)
	return err
}

// pressPaint is what an ink is on the press.
func (f *file) pressPaint(ink display.Ink) paint {
	p := f.inks.Paint(ink)
	if p.Spot >= 0 {
		return paint{space: separation, spot: p.Spot, values: p.Values, overprint: p.Overprint}
	}
	return paint{space: deviceCMYK, values: p.Values, overprint: p.Overprint}
}

// overprintState says what overprints, as ExtGState sets it.
type overprintState uint8

const (
	overprintFill overprintState = 1 << iota
	overprintStroke
)

// overprintAs sets one part of the overprint state.
func (c *canvas) overprintAs(part overprintState, on bool) {
	if on {
		c.overprint(c.state.overprints | part)
	} else {
		c.overprint(c.state.overprints &^ part)
	}
}

// overprint sets the overprint state, which is 0 at the start of a page. What is
// filled afterwards has been given its own again.
func (c *canvas) overprint(state overprintState) {
	if state == c.state.overprints {
		return
	}
	c.state.overprints = state
	c.f.states[state] = true
	c.dst = append(c.dst, "/G"...)
	c.dst = strconv.AppendInt(c.dst, int64(state), 10)
	c.op(" gs")
}

// cmyk writes the four inks, exactly.
func (c *canvas) cmyk(values [4]uint16, operator string) {
	for _, n := range values {
		c.dst = appendDecimal(c.dst, int64(n), 4)
		c.dst = append(c.dst, ' ')
	}
	c.op(operator)
}

func (c *canvas) separation(p paint, space, tint string) {
	c.dst = append(c.dst, "/S"...)
	c.dst = strconv.AppendInt(c.dst, int64(p.spot+1), 10)
	c.dst = append(c.dst, ' ')
	c.op(space)
	c.dst = appendDecimal(c.dst, int64(p.values[0]), 4)
	c.dst = append(c.dst, ' ')
	c.op(tint)
}

// appendPressResources appends the colour spaces and graphics states, each of
// which has a fixed name.
func (f *file) appendPressResources(dst []byte) []byte {
	if len(f.spots) > 0 {
		dst = append(dst, "/ColorSpace<<"...)
		for i := range f.spots {
			dst = append(dst, "/S"...)
			dst = strconv.AppendInt(dst, int64(i+1), 10)
			dst = append(dst, ' ')
			dst = object.AppendRef(dst, f.spots[i])
		}
		dst = append(dst, ">>"...)
	}
	if f.states == [4]bool{} {
		return dst
	}
	dst = append(dst, "/ExtGState<<"...)
	for state, used := range f.states {
		if !used {
			continue
		}
		dst = append(dst, "/G"...)
		dst = strconv.AppendInt(dst, int64(state), 10)
		dst = append(dst, "<</Type/ExtGState/OP "...)
		dst = strconv.AppendBool(dst, overprintState(state)&overprintStroke != 0)
		dst = append(dst, "/op "...)
		dst = strconv.AppendBool(dst, overprintState(state)&overprintFill != 0)
		// OPM 1: of the four inks, those that a colour has none of are left as they
		// are.
		dst = append(dst, "/OPM 1>>"...)
	}
	return append(dst, ">>"...)
}

// putSpots writes the spot colours (8.6.6.4): a plate, and the mixture of the
// four inks that stands for its tints where there is no such plate.
func (f *file) putSpots() {
	for i := range f.spots {
		s := &f.inks.Spots[i]
		f.out.Put(f.spots[i], func(dst []byte) []byte {
			dst = append(dst, "[/Separation"...)
			dst = object.AppendName(dst, s.Name)
			dst = append(dst, "/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1["...)
			for k, n := range s.Ink {
				if k > 0 {
					dst = append(dst, ' ')
				}
				dst = appendDecimal(dst, int64(n), 4)
			}
			return append(dst, "]/N 1>>]"...)
		})
	}
}

// appendBlending says in which colours what is transparent blends (K2).
func (s *surface) appendBlending(dst []byte) []byte {
	if !s.blends {
		return dst
	}
	return append(dst, "/Group<</Type/Group/S/Transparency/CS/DeviceCMYK>>"...)
}

// putPressIntent writes PDF/X-4's output intent with its profile (O1 to O5).
func (f *file) putPressIntent() object.Ref {
	profile := f.out.AddStream(f.packProfile(f.printer.ICC, object.DeflateFast), func(dst []byte) []byte { return append(dst, "/N 4"...) })
	return f.out.Add(func(dst []byte) []byte {
		dst = append(dst, "<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier"...)
		dst = appendText(dst, f.printer.Condition)
		if f.printer.Info != "" {
			dst = append(dst, "/OutputCondition"...)
			dst = appendText(dst, f.printer.Info)
			dst = append(dst, "/Info"...)
			dst = appendText(dst, f.printer.Info)
		}
		if f.printer.Registry != "" {
			dst = append(dst, "/RegistryName"...)
			dst = appendText(dst, f.printer.Registry)
		}
		dst = append(dst, "/DestOutputProfile "...)
		dst = object.AppendRef(dst, profile)
		return append(dst, ">>"...)
	})
}
