package layout

import (
	"image/color"

	"github.com/boombuler/barcode/qr"

	"korthet/content"
	"korthet/layout/display"
)

// Measures of a QR code (ISO/IEC 18004).
const (
	quietModules = 4 // white around the code, in modules
	qrLabelTimes = 8 // how many times its size a label beside a code must have room for
)

// leastModule is the edge of the smallest module that a telephone's camera reads
// surely from print, in thousandths of a millimetre.
const leastModule = 400

// qrCode is a code's modules.
type qrCode struct {
	size int    // modules along an edge, without the quiet zone
	dark []bool // by row
}

// newQRCode encodes a text with error correction M, which stands the loss of
// 15 % of the code.
func newQRCode(text string) (*qrCode, error) {
	encoded, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, err
	}
	code := &qrCode{size: encoded.Bounds().Dx()}
	for y := range code.size {
		for x := range code.size {
			grey, _ := color.GrayModel.Convert(encoded.At(x, y)).(color.Gray)
			code.dark = append(code.dark, grey.Y < 128)
		}
	}
	return code, nil
}

// segments returns the dark modules as rectangles, one for each run of them in a
// row, the code's quiet zone beginning at x, y.
func (q *qrCode) segments(x, y, size display.Length) []display.Segment {
	edge := int64(q.size + 2*quietModules)
	at := func(module int) display.Length { return size.Scale(int64(module+quietModules), edge) }
	var segments []display.Segment
	for row := range q.size {
		for column := 0; column < q.size; column++ {
			start := column
			for column < q.size && q.dark[row*q.size+column] {
				column++
			}
			if column > start {
				segments = append(segments, display.Rectangle(x+at(start), y+at(row), at(column)-at(start), at(row+1)-at(row))...)
			}
		}
	}
	return segments
}

// qr collects a QR code with its label: beside it, or below where there is no
// room for a line of words beside. The code is pure black, whatever the theme's
// text colour, on the paper's white.
func (c *collector) qr(parent *node, b *content.QR) {
	s := c.s
	code, err := newQRCode(b.URI.Value)
	if err != nil {
		s.report(Error, b.URI.Pos, "use a shorter address", "the address is too long for a QR code")
		return
	}
	n := c.node(parent, display.RoleParagraph, b.BlockInfo)
	size := s.qrSize(b, code, c.measure)
	alt := b.Alt.Value
	if alt == "" {
		alt = "QR: " + linkAlt(&content.Link{URI: b.URI.Value})
	}
	link := n.child(display.RoleLink, b.URI.Pos)
	link.tag.URI, link.tag.Alt = b.URI.Value, alt
	figure := link.child(display.RoleFigure, b.URI.Pos)
	figure.tag.Alt = alt
	done := &area{}
	top := s.capLine()
	if c.ground != nil {
		white := &display.Ink{Colour: s.colour("paper"), Tint: display.Solid}
		done.decorate(&display.Path{Segments: display.Rectangle(0, top, size, size), Fill: white})
	}
	done.shapes = append(done.shapes,
		shape{item: &display.Path{Segments: code.segments(0, top, size), Fill: s.qrInk(), Src: display.Src(b.URI.Pos)}, node: figure},
		shape{item: &display.Link{Y: top, Width: size, Height: size}, node: link})
	bottom := top + size
	if len(b.Label) > 0 {
		bottom = max(bottom, s.qrLabel(done, n, b.Label, top, size, c.measure))
	}
	done.rows = s.rowsWithin(bottom)
	c.pushSolid(done, b.Pos)
}

// qrInk returns the ink of a code's modules: black alone.
func (s *setter) qrInk() *display.Ink {
	return &display.Ink{Colour: s.colourLike(display.Colour{Name: "black", CMYK: [4]uint16{0, 0, 0, display.Solid}}), Tint: display.Solid, Overprint: true}
}

// qrSize returns the size of a code with its quiet zone: what the author or the
// theme says, unless its modules were too small to be read.
func (s *setter) qrSize(b *content.QR, code *qrCode, measure display.Length) display.Length {
	size := s.theme.Blocks.QRSize
	if b.Size.Given() {
		r := &resolver{s: s, theme: s.theme}
		r.length(&size, b.Size, s.theme.Styles[BodyStyle].Size)
	}
	least := display.Millimetres(int64(code.size+2*quietModules) * leastModule)
	if size < least {
		if b.Size.Given() {
			s.report(Warning, b.Size.Pos, "make it larger, or use a shorter address",
				"the QR code is too small to be read: its squares would be less than 0.4 mm; it is set %s wide", millimetres(least))
		}
		size = least
	}
	if size > measure {
		pos := b.Size.Pos
		if pos.File == "" {
			pos = b.URI.Pos
		}
		s.report(Error, pos, "make it smaller, or use a shorter address", "the QR code is %s wide, its column only %s", millimetres(size), millimetres(measure))
		return min(size, measure)
	}
	return size
}

// qrLabel puts a code's label and returns the baseline that it ends on.
func (s *setter) qrLabel(done *area, n *node, label content.Inlines, top, size, measure display.Length) display.Length {
	style := s.theme.Styles[CaptionStyle]
	room := measure - size - s.theme.Blocks.QRGap
	if room < qrLabelTimes*style.Size {
		p := s.paragraphIn(n, label, style, measure)
		return done.put(p, 0, top+size+capHeight(style))
	}
	// Beside the code the label is midway.
	p := s.paragraphIn(n, label, style, room)
	height := capHeight(style) + display.Length(len(p.lines)-1)*style.Leading
	return done.put(p, size+s.theme.Blocks.QRGap, max(top+(size-height)/2, top)+capHeight(style))
}
