package colour

import (
	"errors"
	"fmt"
)

// Proof shows on a screen what inks look like on their paper, which counts as
// white. It is safe for concurrent use.
type Proof struct {
	from   *pipeline
	matrix matrix // from XYZ to linear light
	linear [3][256]int64
}

// NewProof returns a proof of a press's inks on a screen, whose profile is of
// curves and a matrix, as sRGB is.
func NewProof(press, screen *Profile) (*Proof, error) {
	if err := press.checkPress(); err != nil {
		return nil, err
	}
	if screen.space != RGB || screen.toPCS != nil {
		return nil, fmt.Errorf("the profile %q is not one of a screen with curves and a matrix", screen.description)
	}
	inverse, ok := screen.matrix.inverse()
	if !ok {
		return nil, errors.New("the screen's profile has a matrix without an inverse")
	}
	p := &Proof{from: press.toPCS.baked(), matrix: inverse}
	for channel := range p.linear {
		for n := range p.linear[channel] {
			p.linear[channel][n] = screen.curves[channel].at(int64(n) * unit / 255)
		}
	}
	return p, nil
}

// RGB returns what a screen shows of inks.
func (p *Proof) RGB(ink Ink) [3]uint8 {
	var v vector
	for i := range v {
		v[i] = int64(ink[i]) * unit / Full
	}
	xyz := labFrom(p.from, v).xyz()
	var rgb [3]uint8
	for i := range rgb {
		light := wide(p.matrix[i][0], xyz[0]) + wide(p.matrix[i][1], xyz[1]) + wide(p.matrix[i][2], xyz[2])
		rgb[i] = nearest(&p.linear[i], light)
	}
	return rgb
}

// Pixels converts pixels of four inks, 255 being full, and appends RGB.
func (p *Proof) Pixels(dst, inks []byte) []byte {
	var last, rgb [4]byte
	known := false
	for ; len(inks) >= 4; inks = inks[4:] {
		if pixel := [4]byte(inks[:4]); !known || pixel != last {
			last, known = pixel, true
			var ink Ink
			for i, n := range pixel {
				ink[i] = uint16((int(n)*Full + 127) / 255)
			}
			shown := p.RGB(ink)
			copy(rgb[:], shown[:])
		}
		dst = append(dst, rgb[:3]...)
	}
	return dst
}

// nearest is the byte whose light is nearest, in a list that does not fall.
func nearest(list *[256]int64, light int64) uint8 {
	low, high := 0, 255
	for low < high {
		middle := (low + high) / 2
		if list[middle] < light {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low > 0 && light-list[low-1] < list[low]-light {
		low--
	}
	return uint8(low)
}
