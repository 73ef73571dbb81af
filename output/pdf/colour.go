package pdf

import "korthet/layout/display"

// paint is what a colour operator sets, as it was written. The zero value is
// nothing that can be written.
type paint struct {
	space     paintSpace
	values    [4]uint16 // RGB from 0 to 255; inks, or a spot's tint, in 1/100 of a per cent
	spot      int       // index in file.spots
	overprint bool
}

type paintSpace uint8

const (
	deviceRGB paintSpace = iota + 1
	deviceCMYK
	separation
)

// paint is what an ink is in this kind of file.
func (f *file) paint(ink display.Ink) paint {
	if f.printer != nil {
		return f.pressPaint(ink)
	}
	return f.screenPaint(ink)
}

// screenPaint is an ink's colour on screen: its colour's RGB mixed with white as
// its tint says. That a colour overprints is a matter of printing.
func (f *file) screenPaint(ink display.Ink) paint {
	p := paint{space: deviceRGB}
	for i, c := range f.doc.Colours[ink.Colour].RGB {
		white := 255 - int64(c)
		p.values[i] = uint16(255 - divide(white*int64(ink.Tint), display.Solid))
	}
	return p
}

// fill sets the colour of areas and text.
func (c *canvas) fill(ink display.Ink) {
	p := c.f.paint(ink)
	if p == c.state.fill {
		return
	}
	c.state.fill = p
	switch p.space {
	case deviceRGB:
		c.rgb(p.values, "g", "rg")
	case deviceCMYK:
		c.overprintAs(overprintFill, p.overprint)
		c.cmyk(p.values, "k")
	case separation:
		c.overprintAs(overprintFill, p.overprint)
		c.separation(p, "cs", "scn")
	}
}

// strokeColour sets the colour of lines.
func (c *canvas) strokeColour(ink display.Ink) {
	p := c.f.paint(ink)
	if p == c.state.stroke {
		return
	}
	c.state.stroke = p
	switch p.space {
	case deviceRGB:
		c.rgb(p.values, "G", "RG")
	case deviceCMYK:
		c.overprintAs(overprintStroke, p.overprint)
		c.cmyk(p.values, "K")
	case separation:
		c.overprintAs(overprintStroke, p.overprint)
		c.separation(p, "CS", "SCN")
	}
}

// rgb writes a device colour, which under an sRGB output intent is a colour of
// sRGB (PDF/A-2, 6.2.4.3). Greys have an operator of their own.
func (c *canvas) rgb(values [4]uint16, grey, colour string) {
	if values[0] == values[1] && values[1] == values[2] {
		c.component(values[0])
		c.op(grey)
		return
	}
	for _, component := range values[:3] {
		c.component(component)
	}
	c.op(colour)
}

// component writes n / 255 with three decimals, which is enough to tell the 256
// values apart.
func (c *canvas) component(n uint16) {
	c.dst = appendDecimal(c.dst, divide(int64(n)*1000, 255), 3)
	c.dst = append(c.dst, ' ')
}

func (c *canvas) stroke(s *display.Stroke) {
	c.strokeColour(s.Ink)
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
