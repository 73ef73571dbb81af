package colour

import "fmt"

// GreyConverter turns greys into black ink alone. It is safe for concurrent use.
type GreyConverter struct{ black [256]uint16 }

// NewGreyConverter returns a converter from greys to black ink. A grey gets the
// tint of black whose lightness on the press is the grey's, where paper counts
// as white and full black as black: the luminance of the greys is squeezed into
// what black ink reaches, so that no shade is lost at the dark end. from is a
// grey profile, or an RGB profile whose equal parts are meant.
func NewGreyConverter(from, press *Profile, opts Options) (*GreyConverter, error) {
	if err := press.checkPress(); err != nil {
		return nil, err
	}
	switch from.space {
	case RGB:
		opts.GreysToBlack = true
		c, err := NewConverter(from, press, opts)
		if err != nil {
			return nil, err
		}
		return &GreyConverter{black: *c.greys}, nil
	case Grey:
		light := func(n int) int64 { return from.curveLight(n) }
		if from.toPCS != nil {
			light = func(n int) int64 {
				v := vector{int64(n) * unit / 255}
				if from.xyz {
					return xyzFrom(from.toPCS, v)[1]
				}
				return labFrom(from.toPCS, v).xyz()[1]
			}
		}
		return &GreyConverter{black: greyCurve(press, light, opts.InkLimit)}, nil
	case CMYK:
	}
	return nil, fmt.Errorf("the profile %q is for %s colours, which have no greys of one number", from.description, from.space)
}

// curveLight is the luminance of a grey by the profile's curve. Of a profile
// that measures in Lab the curve gives lightness (8.3.4).
func (p *Profile) curveLight(n int) int64 {
	value := p.curves[0].at(int64(n) * unit / 255)
	if p.xyz {
		return value
	}
	const middle = int64(128) * unit / 255
	return lab{value, middle, middle}.xyz()[1]
}

// Black returns the tint of black for a grey, 0 being black and 255 white, in
// 1/100 of a per cent.
func (c *GreyConverter) Black(grey uint8) uint16 { return c.black[grey] }

// Pixels converts greys of a byte each and appends bytes of light, for a picture
// whose 0 is full black ink and whose 255 is none, as PDF's DeviceGray has them.
func (c *GreyConverter) Pixels(dst, greys []byte) []byte {
	for _, grey := range greys {
		dst = append(dst, 255-byte((int(c.black[grey])*255+Full/2)/Full))
	}
	return dst
}

// greyCurve is the tint of black by grey. light gives a grey's luminance.
func greyCurve(press *Profile, light func(n int) int64, limit int) (black [256]uint16) {
	// The luminance of tints, which falls.
	const steps = 256
	var tints [steps + 1]int64
	for i := range tints {
		tints[i] = labFrom(press.toPCS, vector{3: int64(i) * unit / steps}).xyz()[1]
		if i > 0 {
			tints[i] = min(tints[i], tints[i-1])
		}
	}
	paper, full := tints[0], tints[steps]
	whitest, darkest := light(255), light(0)
	for n := range black {
		part := int64(unit)
		if whitest > darkest {
			part = max(0, min(unit, mulDiv(light(n)-darkest, unit, whitest-darkest)))
		} else if n == 0 {
			part = 0
		}
		want := full + mul(part, paper-full)
		i := 0
		for i < steps-1 && tints[i+1] > want {
			i++
		}
		tint := int64(i) * Full * unit / steps
		if drop := tints[i] - tints[i+1]; drop > 0 {
			tint += mulDiv(max(0, min(drop, tints[i]-want)), Full*unit/steps, drop)
		}
		black[n] = uint16((tint + unit/2) >> unitBits)
		if limit > 0 {
			black[n] = min(black[n], uint16(min(limit, Full)))
		}
	}
	return black
}
