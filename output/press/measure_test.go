package press

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/colour"
)

// TestMeasure: what is told of a picture's inks, with and without a cache, and
// whether it was separated before or not.
func TestMeasure(t *testing.T) {
	profile, _ := Builtin(Default)
	for _, c := range []struct {
		name    string
		pixel   func(x, y int) color.NRGBA
		lineArt bool
		clear   bool
		from    colour.Space
		peak    uint16 // of black
		columns int
	}{
		{"black and white", func(x, _ int) color.NRGBA {
			return color.NRGBA{uint8(x % 2 * 255), uint8(x % 2 * 255), uint8(x % 2 * 255), 255}
		}, true, false, colour.Grey, 10_000, 60},
		{"greys", func(x, _ int) color.NRGBA { return color.NRGBA{uint8(x * 4), uint8(x * 4), uint8(x * 4), 255} }, false, false, colour.Grey, 10_000, 60},
		{"cut out", func(x, _ int) color.NRGBA { return color.NRGBA{0, 0, 0, uint8(x % 2 * 255)} }, true, true, colour.Grey, 10_000, 60},
		{"a veil", func(int, int) color.NRGBA { return color.NRGBA{0, 0, 0, 9} }, false, true, colour.Grey, 10_000, 60},
		{"white", func(int, int) color.NRGBA { return color.NRGBA{255, 255, 255, 255} }, true, false, colour.Grey, 0, 60},
		{"in colours", func(x, y int) color.NRGBA { return color.NRGBA{uint8(x * 4), uint8(y * 6), 0, 255} }, false, false, colour.RGB, 0, 60},
	} {
		t.Run(c.name, func(t *testing.T) {
			img := image.NewNRGBA(image.Rect(0, 0, 60, 40))
			for i := range 2400 {
				img.SetNRGBA(i%60, i/60, c.pixel(i%60, i/60))
			}
			var file bytes.Buffer
			if err := png.Encode(&file, img); err != nil {
				t.Fatal(err)
			}
			data := &display.ImageData{Name: c.name, Format: "png", Bytes: file.Bytes(), Width: 60, Height: 40, Digest: c.name}
			before := NewSeparator(&profile, cache.New(1<<20))
			if _, err := before.Picture(data); err != nil {
				t.Fatal(err)
			}
			for _, s := range []*Separator{NewSeparator(&profile, nil), NewSeparator(&profile, cache.New(1<<20)), before} {
				m, err := s.Measure(data)
				if err != nil {
					t.Fatal(err)
				}
				if m.LineArt != c.lineArt || m.Clear != c.clear || m.From != c.from || m.Columns != c.columns || m.Rows != 40 || len(m.Cells) != 4*60*40 {
					t.Errorf("got %t, %t, %v, %d × %d cells", m.LineArt, m.Clear, m.From, m.Columns, m.Rows)
				}
				if c.from == colour.Grey && m.Peak[3] != c.peak || m.Most > profile.InkLimit+slack || m.Over != 0 || (m.Opacity != nil) != c.clear {
					t.Errorf("the peak is %v, the most %d, over are %d", m.Peak, m.Most, m.Over)
				}
			}
		})
	}
}

// TestMeasureCells: a large picture has no more cells than are looked at, which
// are means of all of its pixels.
func TestMeasureCells(t *testing.T) {
	p := &Picture{Width: 1000, Height: 3, Channels: 4, Pixels: make([]byte, 4*3000)}
	for i := range 3000 {
		if i%1000 >= 500 {
			p.Pixels[4*i], p.Pixels[4*i+3] = 255, 255
		}
	}
	m, _, err := p.measure(15_000)
	if err != nil {
		t.Fatal(err)
	}
	if m.Columns != 256 || m.Rows != 3 || m.Most != 20_000 || m.Over != 5000 || m.Peak != [4]uint16{10_000, 0, 0, 10_000} {
		t.Errorf("%d × %d cells, at most %d, over %d, peak %v", m.Columns, m.Rows, m.Most, m.Over, m.Peak)
	}
	if m.Cells[4*127] != 0 || m.Cells[4*128] != 255 || m.Cells[4*128+3] != 255 || m.Cells[4*128+1] != 0 {
		t.Errorf("the cells in the middle are %v", m.Cells[4*127:4*129])
	}
}
