package inspect

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"

	"korthet/output/imagefile"
	"korthet/output/pdf/object"
	"korthet/output/preflight"
)

// picture is an image of the file.
type picture struct {
	width, height int
	bits          int
	space         *space
	stencil       bool // painted in the current colour
	stream        *object.Stream
	decode        []float64
	what          string
	jpx           bool

	measured bool
	mostInk  float64
	inks     []string  // of the means
	means    []float32 // of cells, ink by ink; nil where they are not known
	// How opaque it is: by another picture, whose ink is opaque where that is a
	// stencil, and clear else.
	covered, uncovered bool // it was looked for; it is not known
	cover              *picture
	coverOpaque        bool

	unread string // why the ink could not be measured
}

// String names the picture for reports.
func (p *picture) String() string {
	return fmt.Sprintf("%s of %d × %d pixels", p.what, p.width, p.height)
}

func (i *inspector) pictureOf(v object.Value, res *resources) *picture {
	ref, byRef := v.(object.Ref)
	if byRef {
		if known, ok := i.pictures[ref.Number]; ok {
			return known
		}
	}
	var p *picture
	if s := i.stream(v); s != nil {
		p = i.readPicture(s, res, "a picture")
	}
	if byRef {
		i.pictures[ref.Number] = p
	}
	return p
}

func (i *inspector) readPicture(s *object.Stream, res *resources, what string) *picture {
	p := &picture{
		width: i.integer(s.Dict.Get("Width"), 0), height: i.integer(s.Dict.Get("Height"), 0),
		bits: i.integer(s.Dict.Get("BitsPerComponent"), 8), stream: s, what: what, decode: i.numbers(s.Dict.Get("Decode"), 64),
	}
	if b, ok := i.resolve(s.Dict.Get("ImageMask")).(object.Bool); ok && bool(b) {
		p.stencil, p.bits = true, 1
	}
	p.space = &space{}
	if v := s.Dict.Get("ColorSpace"); v != nil {
		if name, ok := i.resolve(v).(object.Name); ok {
			p.space = i.spaceNamed(res, name)
		} else {
			p.space = i.spaceOf(v, res, 0)
		}
	}
	for _, f := range i.filterNames(s) {
		p.jpx = p.jpx || f == "JPXDecode"
	}
	return p
}

func (i *inspector) filterNames(s *object.Stream) []object.Name {
	switch f := i.direct(s).Dict.Get("Filter").(type) {
	case object.Name:
		return []object.Name{f}
	case object.Array:
		var names []object.Name
		for _, e := range f {
			if name, ok := e.(object.Name); ok {
				names = append(names, name)
			}
		}
		return names
	default:
		return nil
	}
}

// picture places a picture.
func (r *run) picture(p *picture) {
	if p == nil || p.width < 1 || p.height < 1 {
		return
	}
	s := &r.state
	m := mark{
		kind: photo, picture: p, bounds: box{0, 0, 1, 1}.through(s.ctm), over: s.overFill, exact: s.ctm.upright(),
		clear: s.clear(s.alphaFill) || r.dictOf(p.stream.Dict.Get("SMask")) != nil || p.stream.Dict.Get("Mask") != nil || p.stencil,
	}
	if p.stencil {
		m.paint = s.fill
	}
	r.paintMark(&m)
}

// resolution judges how fine a picture is at the size it is placed in.
func (r *run) resolution(m *mark) {
	p := m.picture
	across, down := r.state.ctm.across(), r.state.ctm.down()
	if across <= 0 || down <= 0 || p.width <= 1 && p.height <= 1 {
		return
	}
	r.page.inspector.seen.pictures++
	density := int(min(float64(p.width)*72/across, float64(p.height)*72/down, 1e6) + 0.5)
	want := &r.printer.Images
	lineArt := p.bits == 1 && (p.stencil || p.space.channels == 1)
	size := fmt.Sprintf("%s has %d pixels per inch at its size here, %s × %s", p, density, millimetres(across), millimetres(down))
	k := key{what: p.String(), size: int64(across)}
	hint := func(enough int) string {
		return fmt.Sprintf("take a picture of at least %.0f × %.0f pixels, or show it smaller", across*float64(enough)/72, down*float64(enough)/72)
	}
	switch {
	case density < want.Error:
		r.fault(preflight.ImageResolution, preflight.Error, r.number, r.place(m.seen), k, "%s; below %d it is printed visibly coarse", size, want.Error).Hint = hint(max(want.Warn, want.Error))
	case lineArt && density < want.LineArt:
		r.fault(preflight.ImageResolution, preflight.Warning, r.number, r.place(m.seen), k, "%s; a drawing of full ink and paper alone needs %d, or its edges are printed as stairs", size, want.LineArt).Hint = hint(want.LineArt)
	case density < want.Warn:
		r.fault(preflight.ImageResolution, preflight.Warning, r.number, r.place(m.seen), k, "%s; below %d it may look soft", size, want.Warn).Hint = hint(want.Warn)
	default:
		if r.edges.fine++; r.edges.fine <= 20 {
			r.passes = append(r.passes, preflight.Verdict{Check: preflight.ImageResolution, Page: r.number, Place: r.place(m.seen), Message: size})
		}
	}
}

// measure finds how much ink a picture has where it has the most.
func (i *inspector) measure(p *picture) {
	if p.measured {
		return
	}
	p.measured = true
	s := p.space
	samples := int64(p.width) * int64(p.height) * int64(max(s.channels, 1))
	switch p.bits {
	case 1, 2, 4, 8, 16:
	default:
		p.unread = fmt.Sprintf("its samples are of %d bits", p.bits)
		return
	}
	if p.width > 1<<20 || p.height > 1<<20 || samples > i.samples || samples > 200_000_000 {
		p.unread = "it has more pixels than are looked at"
		return
	}
	i.samples -= samples
	need := (int64(p.width)*int64(max(s.channels, 1))*int64(p.bits) + 7) / 8 * int64(p.height)
	// Predictors begin each row with a byte, and filters in a row may make more of
	// the data before they make less.
	room := need + int64(p.height) + need/4 + 1024
	data, rest, err := object.Unpack(i.direct(p.stream), min(max(room, int64(len(p.stream.Raw))), i.unpack))
	i.unpack -= int64(len(data))
	switch {
	case rest.Filter == "DCTDecode" || rest.Filter == "DCT":
		data, err = jpegSamples(data, p, s.channels)
		if err != nil {
			p.unread = err.Error()
			return
		}
	case rest.Filter != "":
		p.unread = fmt.Sprintf("pictures packed by %s are not read", printable(string(rest.Filter), 30))
		return
	case err != nil && int64(len(data)) < need:
		p.unread = "it cannot be unpacked"
		return
	}
	if int64(len(data)) < need {
		p.unread = "a part of it is missing"
		return
	}
	p.mostInk = i.mostInk(p, data)
	i.inkMeans(p, data)
}

// jpegSamples decodes a JPEG of the channels its colour space has. Samples are as
// they stand in the file: of what Adobe's programs write, the decoder turns them
// over, as the picture's /Decode does once more.
func jpegSamples(data []byte, p *picture, channels int) ([]byte, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil && channels == 4 && !imagefile.ReadJPEG(data).Adobe && len(data) > 2 {
		// The decoder wants to be told that four channels are those of inks.
		marker := []byte{0xFF, 0xD8, 0xFF, 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0}
		data = append(marker, data[2:]...)
		config, err = jpeg.DecodeConfig(bytes.NewReader(data))
	}
	if err != nil || config.Width != p.width || config.Height != p.height {
		return nil, errors.New("its JPEG data cannot be read")
	}
	decoded, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, errors.New("its JPEG data cannot be read")
	}
	p.bits = 8
	switch decoded := decoded.(type) {
	case *image.CMYK:
		if channels != 4 {
			break
		}
		out := make([]byte, 0, 4*p.width*p.height)
		for y := range p.height {
			for _, n := range decoded.Pix[y*decoded.Stride : y*decoded.Stride+4*p.width] {
				out = append(out, 255-n)
			}
		}
		return out, nil
	case *image.Gray:
		if channels != 1 {
			break
		}
		out := make([]byte, 0, p.width*p.height)
		for y := range p.height {
			out = append(out, decoded.Pix[y*decoded.Stride:y*decoded.Stride+p.width]...)
		}
		return out, nil
	}
	return nil, errors.New("its JPEG data has other channels than its colour space")
}

// mostCells bounds the cells over whose means ink is looked for, each way: of a
// picture as wide as an A4 page they are less than a millimetre.
const mostCells = 256

// mostInk is the ink in all of the cell that has the most.
func (i *inspector) mostInk(p *picture, data []byte) float64 {
	channels := max(p.space.channels, 1)
	row := (p.width*channels*p.bits + 7) / 8
	columns, rows := min(p.width, mostCells), min(p.height, mostCells)
	inks := i.inkTable(p, channels)
	most := 0.0
	sums := make([]float64, columns)
	for cellRow := range rows {
		clear(sums)
		top, bottom := cellRow*p.height/rows, (cellRow+1)*p.height/rows
		for y := top; y < bottom; y++ {
			line := data[y*row : (y+1)*row]
			at := 0
			for column := range columns {
				sum := 0.0
				for range (column+1)*p.width/columns - column*p.width/columns {
					for k := range channels {
						sum += inks[k][p.sample(line, at)]
						at++
					}
				}
				sums[column] += sum
			}
		}
		for column, sum := range sums {
			n := (bottom - top) * ((column+1)*p.width/columns - column*p.width/columns)
			most = max(most, sum/float64(n))
		}
	}
	return most
}

// sample reads a sample of a row; of those of two bytes the first.
func (p *picture) sample(line []byte, at int) byte {
	switch p.bits {
	case 8:
		return line[at]
	case 16:
		return line[2*at]
	case 1, 2, 4:
		bit := at * p.bits
		return line[bit/8] >> (8 - p.bits - bit%8) & (1<<p.bits - 1)
	}
	return 0
}

// inkTable says how much ink each sample of each channel is.
func (i *inspector) inkTable(p *picture, channels int) [][256]float64 {
	table := make([][256]float64, channels)
	most := float64(int(1)<<min(p.bits, 8) - 1)
	for k := range table {
		low, high := 0.0, 1.0
		if p.space.family == indexed {
			high = most
		}
		if len(p.decode) == 2*channels {
			low, high = p.decode[2*k], p.decode[2*k+1]
		}
		name := ""
		if k < len(p.space.inks) {
			name = p.space.inks[k]
		}
		for n := range table[k] {
			v := low + float64(min(float64(n), most)/most*(high-low))
			switch {
			case p.space.family == indexed:
				v = i.indexedPaint(p.space, p.indexOf(n)).total()
			case p.space.family == deviceGrey:
				v = 1 - v
			case name == "None":
				v = 0
			}
			table[k][n] = max(v, 0)
		}
	}
	return table
}
