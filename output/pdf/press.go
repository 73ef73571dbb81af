package pdf

import (
	"strconv"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/colour"
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

// pressInk is a colour of the document as the press has it.
type pressInk struct {
	ink  colour.Ink // the four inks, of a spot those that stand for it
	spot int        // index in file.spots, -1 for none
}

// spot is an ink with a plate of its own.
type spot struct {
	name string
	ink  colour.Ink
	ref  object.Ref
}

// registration is the name of the colour that is on all plates (8.6.6.4).
const registration = "All"

// resolveInks settles what each colour is on the press. A colour that has no
// inks, and is not white, has only its RGB, which is converted through the
// printer's profile, greys to black alone.
func (f *file) resolveInks() error {
	f.inks = make([]pressInk, len(f.doc.Colours))
	for i := range f.doc.Colours {
		c := &f.doc.Colours[i]
		ink := pressInk{ink: c.CMYK, spot: -1}
		if onlyRGB(c) {
			converter, err := f.converter(nil)
			if err != nil {
				return err
			}
			ink.ink = converter.Ink(c.RGB)
		}
		if c.Spot != "" && (!f.printer.SpotsToProcess || c.Spot == registration) {
			ink.spot = f.spot(c.Spot, ink.ink)
		}
		f.inks[i] = ink
	}
	return nil
}

// onlyRGB reports whether a colour has a value for the screen alone.
func onlyRGB(c *display.Colour) bool {
	return c.CMYK == [4]uint16{} && c.RGB != [3]uint8{255, 255, 255}
}

// spot returns the index of a spot's plate. Check has made sure that one name
// has one alternate.
func (f *file) spot(name string, ink colour.Ink) int {
	for i := range f.spots {
		if f.spots[i].name == name {
			return i
		}
	}
	f.spots = append(f.spots, spot{name: name, ink: ink})
	return len(f.spots) - 1
}

// pressPaint is what an ink is on the press.
func (f *file) pressPaint(ink display.Ink) paint {
	resolved := &f.inks[ink.Colour]
	if resolved.spot >= 0 {
		p := paint{space: separation, spot: resolved.spot, values: [4]uint16{ink.Tint}}
		p.overprint = ink.Overprint && ink.Tint >= darkest
		return p
	}
	p := paint{space: deviceCMYK}
	dark := uint16(0)
	for i, n := range resolved.ink {
		p.values[i] = uint16(divide(int64(n)*int64(ink.Tint), display.Solid))
		dark = max(dark, p.values[i])
	}
	black := p.values == [4]uint16{3: colour.Full} && !f.printer.KnockOutBlack
	p.overprint = black || ink.Overprint && dark >= darkest
	return p
}

// darkest is the least tint that overprints where its ink says so: white, and
// what is light, would drown in what lies below.
const darkest = colour.Full / 2

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
			dst = object.AppendRef(dst, f.spots[i].ref)
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
		s := &f.spots[i]
		f.out.Put(s.ref, func(dst []byte) []byte {
			dst = append(dst, "[/Separation"...)
			dst = object.AppendName(dst, s.name)
			dst = append(dst, "/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1["...)
			for k, n := range s.ink {
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

// The names of converters in the cache, by where the profiles' bytes lie and by
// the ink limit.
type (
	parsedKey    struct{ icc *byte }
	converterKey struct {
		press *byte
		limit int
	}
)

// parse reads a profile, once for all files that share a cache.
func (f *file) parse(icc []byte) (*colour.Profile, error) {
	return cache.Get(f.opts.Cache, parsedKey{&icc[0]}, func() (*colour.Profile, int64, error) {
		p, err := colour.Parse(icc)
		return p, int64(4 * len(icc)), err
	})
}

// converter converts RGB colours to the printer's inks: of a picture's own
// profile from, nil being sRGB with greys to black alone, for the theme's
// colours.
func (f *file) converter(from *colour.Profile) (*colour.Converter, error) {
	to, err := f.parse(f.printer.ICC)
	if err != nil {
		return nil, err
	}
	if from != nil {
		return colour.NewConverter(from, to, colour.Options{InkLimit: f.printer.InkLimit})
	}
	return cache.Get(f.opts.Cache, converterKey{&f.printer.ICC[0], f.printer.InkLimit}, func() (*colour.Converter, int64, error) {
		srgb, err := f.parse(colour.SRGB())
		if err != nil {
			return nil, 0, err
		}
		c, err := colour.NewConverter(srgb, to, colour.Options{InkLimit: f.printer.InkLimit, GreysToBlack: true})
		return c, 256 << 10, err
	})
}
