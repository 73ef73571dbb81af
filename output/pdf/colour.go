package pdf

import "korthet/layout/display"

// rgb is an ink's colour on screen, 0xRRGGBB: its colour's RGB mixed with white
// as its tint says. That a colour overprints is a matter of printing.
func (f *file) rgb(ink display.Ink) uint32 {
	colour := f.doc.Colours[ink.Colour].RGB
	var packed uint32
	for _, c := range colour {
		white := 255 - int64(c)
		packed = packed<<8 | uint32(255-divide(white*int64(ink.Tint), display.Solid))
	}
	return packed
}

// fill sets the colour of areas and text.
func (c *canvas) fill(ink display.Ink) {
	if rgb := c.f.rgb(ink); rgb != c.state.fill {
		c.state.fill = rgb
		c.colour(rgb, "g", "rg")
	}
}

// colour writes a device colour, which under an sRGB output intent is a colour
// of sRGB (PDF/A-2, 6.2.4.3). Greys have an operator of their own.
func (c *canvas) colour(rgb uint32, grey, colour string) {
	components := [3]uint32{rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF}
	if components[0] == components[1] && components[1] == components[2] {
		c.component(components[0])
		c.op(grey)
		return
	}
	for _, component := range components {
		c.component(component)
	}
	c.op(colour)
}

// component writes n / 255 with three decimals, which is enough to tell the 256
// values apart.
func (c *canvas) component(n uint32) {
	c.dst = appendDecimal(c.dst, divide(int64(n)*1000, 255), 3)
	c.dst = append(c.dst, ' ')
}

func (c *canvas) stroke(s *display.Stroke) {
	if rgb := c.f.rgb(s.Ink); rgb != c.state.stroke {
		c.state.stroke = rgb
		c.colour(rgb, "G", "RG")
	}
	if s.Width != c.state.width {
		c.state.width = s.Width
		c.dst = appendMilli(c.dst, toMilli(s.Width))
		c.op(" w")
	}
	dash := []byte("[")
	for i, length := range s.Dash {
		if i > 0 {
			dash = append(dash, ' ')
		}
		dash = appendMilli(dash, toMilli(length))
	}
	dash = append(dash, ']')
	if string(dash) != c.state.dash {
		c.state.dash = string(dash)
		c.dst = append(c.dst, dash...)
		c.op(" 0 d")
	}
}
