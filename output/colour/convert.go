package colour

import (
	"errors"
	"fmt"
)

// Options are the settings of a Converter.
type Options struct {
	// InkLimit is the most ink that a converted colour may have in all, in 1/100
	// of a per cent; 0 is what the profile gives. See Ink.Clamp for the method.
	InkLimit int
	// GreysToBlack prints an RGB colour whose parts are equal with black alone,
	// on the curve that NewGreyConverter describes. For drawings and colours of
	// a theme; in photographs it would leave edges where greys begin.
	GreysToBlack bool
}

// Converter turns colours of a screen, a camera or a picture into inks. It is
// safe for concurrent use.
type Converter struct {
	opts Options
	lab  *labTable
	to   *pipeline // of the press: from Lab to inks

	// Of a matrix profile: linear light of each channel by its byte.
	linear *[3][256]int64
	matrix matrix
	from   *pipeline // of a profile with tables
	fromXY bool      // its tables give XYZ
	greys  *[256]uint16
}

// NewConverter returns a converter from one profile's RGB colours to another's
// inks.
func NewConverter(from, press *Profile, opts Options) (*Converter, error) {
	if from.space != RGB {
		return nil, fmt.Errorf("the profile %q is for %s colours, not RGB", from.description, from.space)
	}
	if err := press.checkPress(); err != nil {
		return nil, err
	}
	c := &Converter{opts: opts, lab: newLabTable(), to: press.fromPCS.baked()}
	if from.toPCS != nil {
		c.from, c.fromXY = from.toPCS.baked(), from.xyz
	} else {
		c.linear, c.matrix = new([3][256]int64), from.matrix
		for channel := range c.linear {
			for n := range c.linear[channel] {
				c.linear[channel][n] = from.curves[channel].at(int64(n) * unit / 255)
			}
		}
	}
	if opts.GreysToBlack {
		greys := greyCurve(press, func(n int) int64 {
			return c.xyz(vector{int64(n) * unit / 255, int64(n) * unit / 255, int64(n) * unit / 255}, [3]byte{byte(n), byte(n), byte(n)})[1]
		}, opts.InkLimit)
		c.greys = &greys
	}
	return c, nil
}

func (p *Profile) checkPress() error {
	if p.space != CMYK || p.fromPCS == nil || p.toPCS == nil {
		return fmt.Errorf("the profile %q is not one of a press with four inks", p.description)
	}
	if p.xyz {
		return errors.New("a press's profile that measures in XYZ cannot be used; its tables must be in Lab")
	}
	return nil
}

// Ink returns the inks of one colour.
func (c *Converter) Ink(rgb [3]uint8) Ink {
	if c.greys != nil && rgb[0] == rgb[1] && rgb[1] == rgb[2] {
		return Ink{3: c.greys[rgb[0]]}
	}
	v := c.convert(rgb)
	var ink Ink
	for i := range ink {
		ink[i] = uint16((v[i]*Full + unit/2) >> unitBits)
	}
	return ink.Clamp(c.opts.InkLimit)
}

// Pixels converts RGB pixels of three bytes each and appends the inks, of four
// bytes each, 255 being full, to dst. Bytes that make no whole pixel are left.
func (c *Converter) Pixels(dst, rgb []byte) []byte {
	var last [3]uint8
	var bytes [4]byte
	known := false
	// Neighbours are often equal, and drawings have few colours: the last 4096
	// that differ in their low bits are kept.
	memory := make([]remembered, 1<<memoryBits)
	for ; len(rgb) >= 3; rgb = rgb[3:] {
		pixel := [3]uint8(rgb[:3])
		if !known || pixel != last {
			last, known = pixel, true
			slot := &memory[remember(pixel)]
			if !slot.known || slot.rgb != pixel {
				*slot = remembered{rgb: pixel, ink: c.bytes(pixel), known: true}
			}
			bytes = slot.ink
		}
		dst = append(dst, bytes[:]...)
	}
	return dst
}

type remembered struct {
	rgb   [3]uint8
	known bool
	ink   [4]byte
}

const memoryBits = 12

// remember is the place of a colour in the memory: the low four bits of each
// channel, which differ among the colours of a smooth area.
func remember(rgb [3]uint8) int {
	return int(rgb[0]&15)<<8 | int(rgb[1]&15)<<4 | int(rgb[2]&15)
}

// bytes is the inks of a colour with 255 for full. The sum is never over the
// limit: where it has to be clamped, what is rounded is rounded down.
func (c *Converter) bytes(rgb [3]uint8) (out [4]byte) {
	if c.greys != nil && rgb[0] == rgb[1] && rgb[1] == rgb[2] {
		out[3] = byte((int(c.greys[rgb[0]])*255 + Full/2) / Full)
		return out
	}
	v := c.convert(rgb)
	sum := 0
	for i := range out {
		out[i] = byte((v[i]*255 + unit/2) >> unitBits)
		sum += int(out[i])
	}
	limit := c.opts.InkLimit * 255 / Full
	if limit <= 0 || sum <= limit {
		return out
	}
	black := int(out[3])
	if black >= limit {
		return [4]byte{3: byte(limit)}
	}
	for i := range 3 {
		out[i] = byte(int(out[i]) * (limit - black) / (sum - black))
	}
	return out
}

// convert is the way of one colour: to XYZ, to Lab, to inks.
func (c *Converter) convert(rgb [3]uint8) vector {
	v := vector{int64(rgb[0]) * unit / 255, int64(rgb[1]) * unit / 255, int64(rgb[2]) * unit / 255}
	var l lab
	if c.from != nil && !c.fromXY {
		l = labFrom(c.from, v)
	} else {
		l = c.lab.lab(c.xyz(v, rgb))
	}
	return labTo(c.to, l)
}

// xyz is a colour in the connection space.
func (c *Converter) xyz(v vector, rgb [3]uint8) [3]int64 {
	switch {
	case c.linear != nil:
		return c.matrix.apply([3]int64{c.linear[0][rgb[0]], c.linear[1][rgb[1]], c.linear[2][rgb[2]]})
	case c.fromXY:
		return xyzFrom(c.from, v)
	default:
		l := labFrom(c.from, v)
		return l.xyz()
	}
}

// labFrom applies a table that gives Lab.
func labFrom(p *pipeline, v vector) lab {
	v = p.apply(v)
	if p.legacy {
		return lab{fromLegacy(v[0]), fromLegacy(v[1]), fromLegacy(v[2])}
	}
	return lab(v[:3])
}

// xyzFrom applies a table that gives XYZ, whose 1 is 1 + 32767/32768 (6.3.4.2).
func xyzFrom(p *pipeline, v vector) (xyz [3]int64) {
	v = p.apply(v)
	for i := range xyz {
		xyz[i] = max(0, min(unit, v[i])) * 65535 / 32768
	}
	return xyz
}

// labTo applies a table that takes Lab.
func labTo(p *pipeline, l lab) vector {
	v := vector{l[0], l[1], l[2]}
	if p.legacy {
		// What lies outside the encoding is cut first, as its numbers are.
		for i := range 3 {
			v[i] = toLegacy(max(-unit, min(2*unit, v[i])))
		}
	}
	out := p.apply(v)
	for i := range out {
		out[i] = max(0, min(unit, out[i]))
	}
	return out
}
