package press

import (
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/colour"
)

// Measure is what is to be known of a picture's inks without its pixels: means
// over cells, which no speck of a pixel changes.
type Measure struct {
	From    colour.Space // what the file's colours are
	Profile ProfileUse   // what became of a profile in the file
	Width   int          // in pixels
	Height  int
	LineArt bool      // each pixel has all of an ink or nothing
	Clear   bool      // not all of it is opaque
	Over    int       // how much of it has more ink than the printer takes, in 1/100 of a per cent
	Most    int       // ink in all of the cell that has the most, in 1/100 of a per cent
	Peak    [4]uint16 // the most of each ink of any cell
	Columns int       // of cells
	Rows    int
	Cells   []byte // of each cell cyan, magenta, yellow, black; 255 is full
	Opacity []byte // of each cell; nil where all is opaque

	over int // pixels
}

// mostCells bounds the cells, each way: of a picture as wide as an A4 page they
// are less than a millimetre.
const mostCells = 256

// slack is by how much more than the limit a pixel may have, in 1/100 of a per
// cent: bytes and JPEG are not exact.
const slack = 200

// measureKey names a measure in the cache.
type measureKey struct {
	digest, format string
	press          *byte // the printer's ICC profile
	limit          int   // its ink limit
}

func (s *Separator) keyOf(data *display.ImageData) measureKey {
	return measureKey{data.Digest, data.Format, &s.profile.ICC[0], s.profile.InkLimit}
}

// Measure measures an image file in the printer's inks, once for all who share a
// cache.
func (s *Separator) Measure(data *display.ImageData) (*Measure, error) {
	build := func() (*Measure, int64, error) {
		p, err := s.separate(data)
		if err != nil {
			return nil, 0, err
		}
		return p.measure(s.profile.InkLimit)
	}
	if data.Digest == "" {
		m, _, err := build()
		return m, err
	}
	return cache.Get(s.shared, s.keyOf(data), build)
}

// measure returns the picture's measure and what it costs to keep.
func (p *Picture) measure(limit int) (*Measure, int64, error) {
	pixels, channels := p.Pixels, p.Channels
	if p.JPEG != nil {
		var err error
		if pixels, err = p.Inks(); err != nil {
			return nil, 0, err
		}
	}
	m := &Measure{
		From: p.From, Profile: p.Profile, Width: p.Width, Height: p.Height, LineArt: p.JPEG == nil, Clear: p.Alpha != nil,
		Columns: min(p.Width, mostCells), Rows: min(p.Height, mostCells),
	}
	m.Cells = make([]byte, 0, 4*m.Columns*m.Rows)
	sums := make([][4]uint32, m.Columns)
	most := (limit + slack) * 255 / colour.Full
	if limit == 0 {
		most = 4 * 255
	}
	for row := range m.Rows {
		clear(sums)
		top, bottom := row*p.Height/m.Rows, (row+1)*p.Height/m.Rows
		for y := top; y < bottom; y++ {
			line := pixels[y*p.Width*channels:]
			for column := range m.Columns {
				from, to := column*p.Width/m.Columns, (column+1)*p.Width/m.Columns
				m.sum(&sums[column], line[from*channels:to*channels], channels, most)
			}
		}
		for column := range m.Columns {
			n := uint32((bottom - top) * ((column+1)*p.Width/m.Columns - column*p.Width/m.Columns))
			m.cell(&sums[column], n)
		}
	}
	m.Over = int(display.MulDiv(int64(m.over), colour.Full, int64(p.Width)*int64(p.Height)))
	if p.Alpha != nil {
		m.opacities(p)
	}
	return m, int64(len(m.Cells) + len(m.Opacity)), nil
}

// sum adds the pixels of a part of a row.
func (m *Measure) sum(sum *[4]uint32, pixels []byte, channels, most int) {
	if channels == 1 {
		for _, light := range pixels {
			sum[3] += uint32(255 - light)
			m.LineArt = m.LineArt && (light == 0 || light == 255)
		}
		return
	}
	for ; len(pixels) >= 4; pixels = pixels[4:] {
		total := 0
		for k, n := range pixels[:4] {
			sum[k] += uint32(n)
			total += int(n)
		}
		if total > most {
			m.over++
		}
		if m.LineArt {
			for _, n := range pixels[:4] {
				m.LineArt = m.LineArt && (n == 0 || n == 255)
			}
		}
	}
}

// cell ends a cell of n pixels.
func (m *Measure) cell(sum *[4]uint32, n uint32) {
	total := uint32(0)
	for k := range sum {
		m.Cells = append(m.Cells, byte((sum[k]+n/2)/n))
		m.Peak[k] = max(m.Peak[k], uint16(display.MulDiv(int64(sum[k]), colour.Full, 255*int64(n))))
		total += sum[k]
	}
	m.Most = max(m.Most, int(display.MulDiv(int64(total), colour.Full, 255*int64(n))))
}

func (m *Measure) opacities(p *Picture) {
	m.Opacity = make([]byte, 0, m.Columns*m.Rows)
	for row := range m.Rows {
		for column := range m.Columns {
			sum, n := 0, 0
			for y := row * p.Height / m.Rows; y < (row+1)*p.Height/m.Rows; y++ {
				for x := column * p.Width / m.Columns; x < (column+1)*p.Width/m.Columns; x++ {
					opacity := p.Alpha[y*p.Width+x]
					sum += int(opacity)
					m.LineArt = m.LineArt && (opacity == 0 || opacity == 255)
					n++
				}
			}
			m.Opacity = append(m.Opacity, byte((sum+n/2)/n))
		}
	}
}
