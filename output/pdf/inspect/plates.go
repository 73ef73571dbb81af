package inspect

import (
	"math"
	"slices"

	"korthet/output/preflight"
)

// lay puts a mark on the page's sheet.
func (r *run) lay(m *mark) {
	s := r.sheet
	if s == nil || r.cell || *s.work <= 0 {
		return
	}
	c := r.coatOf(m)
	switch m.kind {
	case area:
		switch {
		case c.blank == 0 && m.paint != nil && m.paint.shade != nil && !(m.outline != nil && m.outline.many):
			r.layShade(m, c)
		case m.exact || m.outline == nil:
			s.rectangle(m.seen, 1, c)
		case m.outline.many:
			c.blank = s.unknown("an area with more corners than are kept")
			s.rectangle(m.seen, 1, c)
		default:
			s.fill(m.outline.points, m.outline.starts, m.outline.evenOdd, m.seen, func(row, column int, part float32) { s.put(row, column, part, c) })
		}
	case line:
		part := 1.0
		if r.state.dash > 0 {
			part = r.state.dash
		}
		if m.outline != nil {
			s.stroke(m.outline.points, m.outline.starts, m.outline.closed, m.width, part, m.seen, c)
		}
	case photo:
		r.layPicture(m, c)
	case lettering: // letter by letter: see layLetter
	}
}

// coatOf is what a mark puts on the sheet.
func (r *run) coatOf(m *mark) *coat {
	s := r.sheet
	c := &coat{alpha: 1, mask: r.state.mask}
	if r.state.clear(1) || m.clear {
		r.blendInto(c, m)
	}
	if p := m.paint; p != nil {
		switch {
		case p.shade != nil && m.kind == area:
		case p.shading && !p.coloured && p.space.family != unknownSpace && p.space.family != patternSpace && !p.space.ofInks():
			c.blank = s.unknown("colours that are converted at the printer's")
		case p.shading || p.coloured:
			c.blank = s.unknown("shadings and patterns")
		case !p.known && !p.all:
			c.blank = s.unknown("colours that are converted at the printer's")
		default:
			r.inksOf(c, m)
		}
	}
	if r.state.lost {
		c.blank = s.unknown("what is clipped by an outline with more corners than are kept")
	}
	return c
}

// inksOf sets a coat's inks to those of a mark.
func (r *run) inksOf(c *coat, m *mark) {
	s, p := r.sheet, m.paint
	type ink struct {
		plate int
		much  float64
	}
	var inks []ink
	for k, n := range p.cmyk {
		if n > 0 {
			inks = append(inks, ink{k, n})
		}
	}
	for _, spot := range p.spots {
		if k, ok := s.plate(spot.ink); ok {
			inks = append(inks, ink{k, spot.tint})
		} else {
			c.blank = s.unknown("more spot colours than are counted")
		}
	}
	own := map[int]bool{} // the plates that are painted on even where the tint is 0
	if c.some = m.overprints(r.state.mode); c.some && (p.space.family == separation || p.space.family == deviceN) {
		for _, name := range p.space.inks {
			if name == "None" {
				continue
			}
			if k, ok := s.plate(name); ok {
				own[k] = true
			}
		}
	}
	c.inks, c.keeps = make([]float32, len(s.plates)), make([]bool, len(s.plates))
	for k := range c.keeps {
		c.keeps[k] = c.some && !own[k]
	}
	for _, i := range inks {
		c.inks[i.plate], c.keeps[i.plate] = float32(i.much), false
	}
}

// layLetter puts a letter on the sheet, which covers a part of the box it stands in.
func (r *run) layLetter(f *font, code int, place matrix, advance float64, c *coat) {
	s := r.sheet
	covered, ok := f.area(code)
	if !ok {
		s.fonts = noted(s.fonts, f.title())
	}
	if covered == 0 || !(advance > 0) {
		return
	}
	// As high as is needed for the letter to have room.
	b := box{0, 0, advance, max(0.7, covered/advance)}
	around := b.through(place)
	size := math.Abs(float64(place.a*place.d) - float64(place.b*place.c))
	seen := around.meet(r.state.clip)
	if around.area() <= 0 || seen.empty() {
		return
	}
	s.rectangle(seen, min(1, covered*size/around.area()), c)
}

// letterCoat is what each letter that is shown puts on the sheet: nil where it is
// not seen, is a drawing that is gone through, or has a shape that is not known.
func (r *run) letterCoat() *coat {
	s := &r.state
	if r.sheet == nil || *r.sheet.work <= 0 || r.cell || r.mask || s.font.procs != nil || s.size == 0 || s.fill == nil {
		return nil
	}
	switch s.render {
	case 0, 2, 4, 6:
	case 1, 5:
		r.sheet.besides = noted(r.sheet.besides, "letters of which only the outline is drawn")
		return nil
	default:
		return nil
	}
	if r.shapesOf(s.font) == nil {
		r.sheet.fonts = noted(r.sheet.fonts, s.font.title())
		return nil
	}
	return r.coatOf(&mark{kind: lettering, paint: s.fill, over: s.overFill, clear: s.clear(s.alphaFill)})
}

// noted is a list of names with another, if it was not there.
func noted(list []string, name string) []string {
	if len(list) < 100 && !slices.Contains(list, name) {
		list = append(list, name)
	}
	return list
}

// layPicture puts a picture on the sheet.
func (r *run) layPicture(m *mark, c *coat) {
	s, pic, t := r.sheet, m.picture, r.state.ctm
	known := r.coverOf(pic)
	if c.blank > 0 {
		// Its reason is told.
	} else if !known {
		c.blank = s.unknown("pictures that are clear in parts that are not read")
	} else if !pic.stencil {
		r.measure(pic)
		switch {
		case !pic.space.ofInks():
			c.blank = s.unknown("pictures that are converted at the printer's")
		case pic.unread != "" || pic.means == nil:
			c.blank = s.unknown("pictures that are not read")
		}
	}
	det := float64(t.a*t.d) - float64(t.b*t.c)
	if det == 0 || c.blank > 0 {
		s.fill([]xy{t.at(0, 0), t.at(1, 0), t.at(1, 1), t.at(0, 1)}, []int{0}, false, m.seen, func(row, column int, part float32) { s.put(row, column, part, c) })
		return
	}
	opacity := c.alpha
	if pic.stencil {
		s.fill([]xy{t.at(0, 0), t.at(1, 0), t.at(1, 1), t.at(0, 1)}, []int{0}, false, m.seen, func(row, column int, part float32) {
			across, up := r.inPicture(row, column, det)
			c.alpha = opacity * pic.opacityAt(across, 1-up)
			s.put(row, column, part, c)
		})
		return
	}
	plates := make([]int, len(pic.inks))
	for k, name := range pic.inks {
		var ok bool
		if plates[k], ok = s.plate(name); !ok {
			c.blank = s.unknown("more spot colours than are counted")
		}
	}
	c.inks, c.keeps = make([]float32, len(s.plates)), make([]bool, len(s.plates))
	s.fill([]xy{t.at(0, 0), t.at(1, 0), t.at(1, 1), t.at(0, 1)}, []int{0}, false, m.seen, func(row, column int, part float32) {
		across, up := r.inPicture(row, column, det)
		c.alpha = opacity * pic.opacityAt(across, 1-up)
		for k, n := range pic.meansAt(across, 1-up) {
			c.inks[plates[k]] = n
		}
		s.put(row, column, part, c)
	})
}

// inPicture is where a cell's middle lies in a picture that is placed by a matrix with
// that determinant.
func (r *run) inPicture(row, column int, det float64) (across, up float64) {
	s, t := r.sheet, &r.state.ctm
	x, y := s.trim.left+float64((float64(column)+0.5)*s.step)-t.e, s.trim.bottom+float64((float64(row)+0.5)*s.step)-t.f
	return (float64(t.d*x) - float64(t.c*y)) / det, (float64(t.a*y) - float64(t.b*x)) / det
}

// mostMeans bounds the cells of which a picture's mean inks are kept, each way.
const mostMeans = 64

// meansAt are the mean inks of a picture at a place from its upper start corner.
func (p *picture) meansAt(across, down float64) []float32 {
	columns, rows := min(p.width, mostMeans), min(p.height, mostMeans)
	column, row := min(max(int(across*float64(columns)), 0), columns-1), min(max(int(down*float64(rows)), 0), rows-1)
	at := (row*columns + column) * len(p.inks)
	return p.means[at : at+len(p.inks)]
}

// inkMeans calculates the mean inks of a picture's cells. Of a channel that is an
// ink each sample is a tint of it; of an index each is inks of its own.
func (i *inspector) inkMeans(p *picture, data []byte) {
	if !p.space.ofInks() {
		return
	}
	channels := max(p.space.channels, 1)
	tints := i.inkTable(p, channels)
	var table [256][]float32
	p.inks = platesOf(p.space)
	if p.space.family == indexed {
		p.inks = platesOf(p.space.below)
		for n := range table {
			table[n] = sharesOf(i.indexedPaint(p.space, p.indexOf(n)), p.inks)
		}
	}
	planes := len(p.inks)
	if planes == 0 {
		return
	}
	columns, rows := min(p.width, mostMeans), min(p.height, mostMeans)
	sums, counts := make([]float64, columns*rows*planes), make([]int, columns*rows)
	line := (p.width*channels*p.bits + 7) / 8
	for y := range p.height {
		of := data[y*line : (y+1)*line]
		at, row := 0, y*rows/p.height
		for x := range p.width {
			cell := row*columns + x*columns/p.width
			counts[cell]++
			if p.space.family == indexed {
				for k, n := range table[p.sample(of, at)] {
					sums[cell*planes+k] += float64(n)
				}
				at++
				continue
			}
			for k := range channels {
				sums[cell*planes+k] += tints[k][p.sample(of, at)]
				at++
			}
		}
	}
	p.means = make([]float32, len(sums))
	for k, sum := range sums {
		p.means[k] = float32(sum / float64(max(1, counts[k/planes])))
	}
}

// indexOf is the index that a sample of an indexed picture means, by its /Decode.
func (p *picture) indexOf(sample int) int {
	if len(p.decode) != 2 {
		return sample
	}
	most := float64(int(1)<<min(p.bits, 8) - 1)
	return int(p.decode[0] + float64(min(float64(sample), most)/most*(p.decode[1]-p.decode[0])))
}

// platesOf names the inks of a space's channels.
func platesOf(s *space) []string {
	switch s.family {
	case deviceGrey:
		return []string{"Black"}
	case deviceCMYK, icc:
		return []string{"Cyan", "Magenta", "Yellow", "Black"}
	case separation, deviceN:
		return s.inks
	default:
		return nil
	}
}

// sharesOf is a paint as tints of inks.
func sharesOf(p *paint, inks []string) []float32 {
	out := make([]float32, len(inks))
	for k, name := range inks {
		if process, ok := processInk(name); ok {
			out[k] = float32(p.cmyk[process])
		}
		for _, spot := range p.spots {
			if spot.ink == name {
				out[k] = float32(spot.tint)
			}
		}
	}
	return out
}

// beginSheet gives the page a sheet.
func (p *page) beginSheet() {
	if p.painted > 0 && p.trim.width() > 0 && p.trim.height() > 0 && p.trim.width() < 1e6 && p.trim.height() < 1e6 {
		p.sheet = newSheet(p.trim, &p.inspector.painted)
		return
	}
	p.fault(preflight.InkPerPlate, preflight.NotChecked, p.number, nil, key{}, "the file has more on its pages than is drawn to find how much of them each plate covers")
}
