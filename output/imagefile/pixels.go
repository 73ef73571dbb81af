package imagefile

import (
	"fmt"
	"image"
	"image/color"
)

// Pixels are a picture's: three bytes of colour and one of opacity each.
type Pixels struct {
	RGB, Alpha   []byte
	Grey, Opaque bool // all of them are
}

// Unpack returns the pixels of a decoded picture.
func Unpack(decoded image.Image) Pixels {
	bounds := decoded.Bounds()
	count := bounds.Dx() * bounds.Dy()
	p := Pixels{RGB: make([]byte, 0, 3*count), Alpha: make([]byte, 0, count), Grey: true, Opaque: true}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c, _ := color.NRGBAModel.Convert(decoded.At(x, y)).(color.NRGBA)
			p.RGB = append(p.RGB, c.R, c.G, c.B)
			p.Alpha = append(p.Alpha, c.A)
			p.Grey = p.Grey && c.R == c.G && c.G == c.B
			p.Opaque = p.Opaque && c.A == 255
		}
	}
	return p
}

// Greys makes one byte of three; the colours are lost.
func (p *Pixels) Greys() []byte {
	greys := p.RGB[:len(p.Alpha)]
	for i := range greys {
		greys[i] = p.RGB[3*i]
	}
	return greys
}

// MaxPixels bounds what a picture may unpack to: an A3 page at 600 pixels an
// inch has 70 million.
const MaxPixels = 100_000_000

// CheckSize returns why a picture has too many pixels, or none.
func CheckSize(config image.Config) error {
	if config.Width < 1 || config.Height < 1 || int64(config.Width)*int64(config.Height) > MaxPixels {
		return fmt.Errorf("it has %d × %d pixels; at most %d million are taken", config.Width, config.Height, MaxPixels/1_000_000)
	}
	return nil
}
