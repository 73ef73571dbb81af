package preflight

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"korthet/layout/cache"
	"korthet/layout/display"
)

// The sizes that pictures are looked at in: no more than finest pixels a side,
// each the mean of at most probes × probes pixels of the file.
const (
	finest = 512
	probes = 2
)

// maxPixels bounds the pictures that are looked at.
const maxPixels = 100_000_000

// picture is an image file, made small.
type picture struct {
	data          *display.ImageData
	width, height int
	pixels        []color.NRGBA // nil where the file cannot be read
}

// pictureKey names a small picture in the cache.
type pictureKey struct{ digest string }

// picture returns an image file, made small.
func (c *contrast) picture(data *display.ImageData) *picture {
	for _, known := range c.pictures {
		if known.data == data || data.Digest != "" && known.data.Digest == data.Digest {
			return known
		}
	}
	p := &picture{data: data}
	c.pictures = append(c.pictures, p)
	return p
}

// load decodes the file, when the first text lies on it.
func (p *picture) load(c *cache.Cache) {
	if p.width != 0 {
		return
	}
	build := func() (*picture, int64, error) {
		small := shrink(p.data)
		return small, int64(4 * len(small.pixels)), nil
	}
	var small *picture
	if p.data.Digest == "" {
		small, _, _ = build() // it has no errors
	} else {
		small, _ = cache.Get(c, pictureKey{p.data.Digest}, build)
	}
	p.width, p.height, p.pixels = small.width, small.height, small.pixels
}

// shrink decodes a file and makes it small. Where it cannot be read, which is
// for the writers to complain about, the picture has no pixels.
func shrink(data *display.ImageData) *picture {
	small := &picture{width: 1, height: 1}
	decodeConfig, decode := png.DecodeConfig, png.Decode
	if data.Format == "jpeg" {
		decodeConfig, decode = jpeg.DecodeConfig, jpeg.Decode
	}
	config, err := decodeConfig(bytes.NewReader(data.Bytes))
	if err != nil || config.Width < 1 || config.Height < 1 || int64(config.Width)*int64(config.Height) > maxPixels {
		return small
	}
	decoded, err := decode(bytes.NewReader(data.Bytes))
	if err != nil {
		return small
	}
	bounds := decoded.Bounds()
	small.width, small.height = min(bounds.Dx(), finest), min(bounds.Dy(), finest)
	small.pixels = make([]color.NRGBA, 0, small.width*small.height)
	for y := range small.height {
		for x := range small.width {
			small.pixels = append(small.pixels, mean(decoded,
				bounds.Min.X+x*bounds.Dx()/small.width, bounds.Min.X+(x+1)*bounds.Dx()/small.width,
				bounds.Min.Y+y*bounds.Dy()/small.height, bounds.Min.Y+(y+1)*bounds.Dy()/small.height))
		}
	}
	return small
}

// mean returns the mean of some pixels of a part of an image.
func mean(decoded image.Image, left, right, top, bottom int) color.NRGBA {
	columns, rows := min(right-left, probes), min(bottom-top, probes)
	var sum [4]uint32
	for i := range columns {
		for j := range rows {
			r, g, b, a := decoded.At(left+i*(right-left)/columns, top+j*(bottom-top)/rows).RGBA()
			for k, component := range [4]uint32{r, g, b, a} {
				sum[k] += component
			}
		}
	}
	n := uint32(columns * rows)
	pixel, _ := color.NRGBAModel.Convert(color.RGBA64{
		R: uint16(sum[0] / n), G: uint16(sum[1] / n), B: uint16(sum[2] / n), A: uint16(sum[3] / n),
	}).(color.NRGBA)
	return pixel
}

// at returns the picture's colour and alpha at a place.
func (p *picture) at(l *placed, place point) (rgb [3]uint8, alpha int64, ok bool) {
	if p.pixels == nil {
		return rgb, 0, false
	}
	x, y, ok := l.pixel(place, p.width, p.height)
	if !ok {
		return rgb, 0, false
	}
	pixel := p.pixels[y*p.width+x]
	return [3]uint8{pixel.R, pixel.G, pixel.B}, int64(pixel.A), true
}

// pixel returns which pixel of a picture lies at a place, of so many across and
// down; ok is false where the picture is drawn so flat that none does.
func (p *placed) pixel(at point, width, height int) (x, y int, ok bool) {
	area := cross(p.across, p.down)
	if area == 0 {
		return 0, 0, false
	}
	from := at.minus(p.corner)
	return pixelAt(cross(from, p.down), area, width), pixelAt(cross(p.across, from), area, height), true
}

// pixelAt returns the pixel that lies at a part of a picture's side.
func pixelAt(part, whole int64, pixels int) int {
	if whole < 0 {
		part, whole = -part, -whole
	}
	if part <= 0 {
		return 0
	}
	if part >= whole {
		return pixels - 1
	}
	return min(pixels-1, int(display.MulDiv(part, int64(pixels)*64, whole)/64))
}
