package html

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"korthet/layout/cache"
	"korthet/layout/display"
)

// picture is a figure's picture as the page has it.
type picture struct {
	address       string // a data: address
	width, height display.Length
	next          *picture // of the same figure
}

// gatherPictures finds the pictures of the figures on the sheets: the images
// that belong to them, or, where there are none, their paths as a drawing.
func (p *page) gatherPictures() error {
	p.figures = map[int]*picture{}
	drawings := map[int]*drawing{}
	var order []int
	g := &gatherer{page: p, drawing: func(figure int) *drawing {
		d := drawings[figure]
		if d == nil {
			d = &drawing{colours: p.doc.Colours}
			drawings[figure] = d
			order = append(order, figure)
		}
		return d
	}}
	for i := range p.doc.Sheets {
		for j := range p.doc.Sheets[i].Sides {
			side := &p.doc.Sheets[i].Sides[j]
			for k := range side.Panels {
				g.items(side.Panels[k].Items, nil)
			}
			g.items(side.Items, nil)
		}
	}
	if g.err != nil {
		return g.err
	}
	for _, figure := range order {
		if d := drawings[figure]; p.figures[figure] == nil && d.visible() {
			p.figures[figure] = d.picture()
		}
	}
	return nil
}

// gatherer goes through the items.
type gatherer struct {
	page    *page
	drawing func(figure int) *drawing
	err     error
}

// items looks at items within groups, outermost first.
func (g *gatherer) items(items []display.Item, within []display.Transform) {
	for _, item := range items {
		switch it := item.(type) {
		case *display.Image:
			if figure := g.page.figureOf(it.Tag); figure != 0 && g.err == nil {
				g.image(figure, it)
			}
		case *display.Path:
			if figure := g.page.figureOf(it.Tag); figure != 0 {
				g.drawing(figure).add(it, within)
			}
		case *display.Group:
			inner := within
			if !it.Transform.Identity() {
				inner = append(within[:len(within):len(within)], it.Transform)
			}
			g.items(it.Items, inner)
		case *display.GlyphRun, *display.Link:
		}
	}
}

func (g *gatherer) image(figure int, it *display.Image) {
	address, err := g.page.dataAddress(it.Data)
	if err != nil {
		g.err = fmt.Errorf("html: the picture %s cannot be used: %w", it.Data.Name, err)
		return
	}
	made := &picture{address: address, width: it.Width, height: it.Height}
	last := g.page.figures[figure]
	if last == nil {
		g.page.figures[figure] = made
		return
	}
	for last.next != nil {
		last = last.next
	}
	last.next = made
}

// figureOf returns the figure that a tag is or stands in, 0 where there is
// none: decoration is not shown.
func (p *page) figureOf(tag display.TagID) int {
	for ; tag != display.NoTag; tag = p.doc.Tags[tag].Parent {
		if p.doc.Tags[tag].Role == display.RoleFigure {
			return int(tag)
		}
	}
	return 0
}

// maxPixels bounds what a picture may unpack to.
const maxPixels = 100_000_000

// quality of converted pictures: what is lost does not show beside what
// conversion from CMYK changes.
const quality = 92

// convertedKey names a picture's JPEG in sRGB in the cache.
type convertedKey struct{ digest string }

// dataAddress returns a picture file as a data: address. It is used as it is,
// but for a JPEG in CMYK: browsers show those each in its own way, or not at
// all, so it is converted to sRGB by the plain rule that the screen file
// follows too, and packed as JPEG anew. Refusing it would leave a leaflet that
// can be printed without a web page.
func (p *page) dataAddress(data *display.ImageData) (string, error) {
	var config image.Config
	var err error
	switch data.Format {
	case "jpeg":
		config, err = jpeg.DecodeConfig(bytes.NewReader(data.Bytes))
	case "png":
		config, err = png.DecodeConfig(bytes.NewReader(data.Bytes))
	default:
		err = fmt.Errorf("its format %q is neither jpeg nor png", data.Format)
	}
	if err != nil {
		return "", err
	}
	if config.Width < 1 || config.Height < 1 || int64(config.Width)*int64(config.Height) > maxPixels {
		return "", fmt.Errorf("it has %d × %d pixels; at most %d million are taken", config.Width, config.Height, maxPixels/1_000_000)
	}
	file := data.Bytes
	if config.ColorModel == color.CMYKModel {
		build := func() ([]byte, int64, error) {
			converted, err := toRGB(data.Bytes)
			return converted, int64(len(converted)), err
		}
		if data.Digest == "" {
			file, _, err = build()
		} else {
			file, err = cache.Get(p.opts.Cache, convertedKey{data.Digest}, build)
		}
		if err != nil {
			return "", err
		}
	}
	return "data:image/" + data.Format + ";base64," + base64.StdEncoding.EncodeToString(file), nil
}

// toRGB converts a JPEG to one in sRGB.
func toRGB(file []byte) ([]byte, error) {
	decoded, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	rgb := image.NewRGBA(decoded.Bounds())
	draw.Draw(rgb, rgb.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, rgb, &jpeg.Options{Quality: quality}); err != nil {
		return nil, errors.Join(errors.New("it cannot be converted"), err)
	}
	return out.Bytes(), nil
}
