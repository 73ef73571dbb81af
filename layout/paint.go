package layout

import (
	"slices"
	"strconv"

	"korthet/layout/display"
)

// colourLike returns the index of a colour of the document with these values
// for press and screen, which is added where there is none.
func (s *setter) colourLike(colour display.Colour) int {
	index := slices.IndexFunc(s.theme.Colours, func(known display.Colour) bool {
		return known.CMYK == colour.CMYK && known.RGB == colour.RGB && known.Spot == colour.Spot
	})
	if index >= 0 {
		return index
	}
	// Trials share the theme's colours: they must not be written to.
	s.theme.Colours = append(slices.Clip(s.theme.Colours), colour)
	return len(s.theme.Colours) - 1
}

// colourOfRGB returns the index of the colour that a screen colour means: the
// theme's where one has exactly these values, else one of its own.
//
// Its inks for the press are made with full grey component replacement: what all
// three colours share of darkness is printed by black alone,
//
//	K = 1 - max(R, G, B), C = (1 - R - K) / (1 - K), likewise M and Y,
//
// on the values as they stand, without a profile of the press.
func (s *setter) colourOfRGB(rgb [3]uint8) int {
	index := slices.IndexFunc(s.theme.Colours, func(known display.Colour) bool { return known.RGB == rgb })
	if index >= 0 {
		return index
	}
	name := "#"
	for _, value := range rgb {
		if value < 16 {
			name += "0"
		}
		name += strconv.FormatUint(uint64(value), 16)
	}
	return s.colourLike(display.Colour{Name: name, RGB: rgb, CMYK: inksOf(rgb)})
}

// inksOf returns the inks of a screen colour, in 1/100 of a per cent.
func inksOf(rgb [3]uint8) [4]uint16 {
	brightest := int64(max(rgb[0], rgb[1], rgb[2]))
	inks := [4]uint16{3: uint16(display.MulDiv(255-brightest, display.Solid, 255))}
	if brightest == 0 {
		return inks
	}
	for i, value := range rgb {
		inks[i] = uint16(display.MulDiv(brightest-int64(value), display.Solid, brightest))
	}
	return inks
}

// millimetres writes a length for authors, to a tenth.
func millimetres(l display.Length) string {
	tenths := display.MulDiv(int64(l), 254, int64(display.Point)*72)
	text := strconv.FormatInt(tenths/10, 10)
	if tenths%10 != 0 {
		text += "." + strconv.FormatInt(tenths%10, 10)
	}
	return text + " mm"
}
