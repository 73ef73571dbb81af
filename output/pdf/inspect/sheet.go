package inspect

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"korthet/output/preflight"
)

// sheet is what lies on a page within its trim: of each cell of a grid how much of
// each ink. What covers a part of a cell counts with that part.
type sheet struct {
	trim          box
	step          float64 // of the grid, in points
	columns, rows int
	names         []string    // of the plates: the four inks, then spots
	plates        [][]float32 // from 0 to 1, cell by cell
	laid          []float32   // how much of each cell has something on it, from 0 to 1
	blank         []uint8     // what is not known of a cell: 1 and an index in why; 0 for nothing
	why           []string
	besides       []string // what was not counted anywhere
	fonts         []string // those of which the letters were not
	shade         []float32
	veils         map[veilKey]*mask
	work          *int64 // cells that may still be painted
}

// The bounds of a sheet.
const (
	finest    = 2.0   // the least step, in points
	mostSteps = 1_000 // each way
	mostInks  = 24
	subRows   = 4 // in which the edges of paths are followed, of a row
	// mostPainted is how many cells of all pages are painted; more would take too long.
	mostPainted = 200_000_000
)

func newSheet(trim box, work *int64) *sheet {
	s := &sheet{trim: trim, step: max(finest, trim.width()/mostSteps, trim.height()/mostSteps), work: work}
	s.columns, s.rows = max(1, int(trim.width()/s.step+0.5)), max(1, int(trim.height()/s.step+0.5))
	s.names = []string{"cyan", "magenta", "yellow", "black"}
	s.plates = make([][]float32, 4)
	for k := range s.plates {
		s.plates[k] = make([]float32, s.columns*s.rows)
	}
	s.spend(s.columns * s.rows)
	s.blank, s.shade = make([]uint8, s.columns*s.rows), make([]float32, s.columns)
	s.laid = make([]float32, s.columns*s.rows)
	return s
}

// plate returns the index of an ink's plate; ok is false where there are too many.
func (s *sheet) plate(ink string) (k int, ok bool) {
	if k, ok := processInk(ink); ok {
		return k, true
	}
	if k := slices.Index(s.names[4:], ink); k >= 0 {
		return 4 + k, true
	}
	if len(s.plates) >= mostInks {
		return 0, false
	}
	s.names, s.plates = append(s.names, ink), append(s.plates, make([]float32, s.columns*s.rows))
	return len(s.plates) - 1, true
}

// coat is what is put on cells.
type coat struct {
	inks  []float32
	keeps []bool // of the plates that keep what lies below
	some  bool   // some plates keep it
	blank uint8  // it is not known which inks
	alpha float32
	mask  *mask
	// Soft masks: its own, and that of the groups around it.
	fade, fadeOfGroup *mask
	// What it makes of an ink below it; nil: it takes its place.
	blend func(below, above float32) float32
}

// put covers a part of a cell with a coat.
func (s *sheet) put(row, column int, part float32, c *coat) {
	part *= c.alpha * c.mask.at(row, column)
	if c.fade != nil || c.fadeOfGroup != nil {
		part *= c.fade.at(row, column) * c.fadeOfGroup.at(row, column)
	}
	if part <= 0 {
		return
	}
	cell := row*s.columns + column
	laid := s.laid[cell]
	s.laid[cell] += float32((1 - laid) * part)
	if part > 0.5 && (c.blank > 0 || !c.some && c.blend == nil) {
		s.blank[cell] = c.blank
	}
	if c.blank > 0 {
		for _, plate := range s.plates {
			plate[cell] -= float32(plate[cell] * part)
		}
		return
	}
	for k, much := range c.inks {
		if plate := s.plates[k]; !c.keeps[k] {
			if c.blend != nil && laid > 0 {
				// Of the part that lies on something, whose ink alone counts there.
				much += float32(laid * (c.blend(plate[cell]/laid, much) - much))
			}
			plate[cell] += float32((much - plate[cell]) * part)
		}
	}
}

// unknown returns the number of a reason why inks are not known.
func (s *sheet) unknown(why string) uint8 {
	k := slices.Index(s.why, why)
	if k < 0 && len(s.why) < 100 {
		k = len(s.why)
		s.why = append(s.why, why)
	}
	return uint8(k + 1)
}

// across and upward are where a place lies on the grid.
func (s *sheet) across(x float64) float64 { return (x - s.trim.left) / s.step }
func (s *sheet) upward(y float64) float64 { return (y - s.trim.bottom) / s.step }

// overlap is how much of cell n lies between two places on the grid.
func overlap(n int, from, to float64) float64 {
	return max(0, min(float64(n+1), to)-max(float64(n), from))
}

// cells bounds the cells between two places on the grid.
func cells(from, to float64, n int) (first, last int) {
	return int(min(max(from, 0), float64(n))), int(math.Ceil(min(max(to, 0), float64(n))))
}

// spend takes cells from what may still be painted; false where too many were.
func (s *sheet) spend(n int) bool {
	*s.work -= int64(n) + 16
	return *s.work > 0
}

// rectangle covers a box, a part of each place of it.
func (s *sheet) rectangle(b box, part float64, c *coat) {
	left, right, bottom, top := s.across(b.left), s.across(b.right), s.upward(b.bottom), s.upward(b.top)
	firstColumn, lastColumn := cells(left, right, s.columns)
	firstRow, lastRow := cells(bottom, top, s.rows)
	if firstColumn >= lastColumn || firstRow >= lastRow || !s.spend((lastRow-firstRow)*(lastColumn-firstColumn)) {
		return
	}
	for row := firstRow; row < lastRow; row++ {
		high := part * overlap(row, bottom, top)
		for column := firstColumn; column < lastColumn; column++ {
			s.put(row, column, float32(high*overlap(column, left, right)), c)
		}
	}
}

// crossing is where an edge crosses a row's part.
type crossing struct {
	row, up int32
	x       float64 // on the grid
}

// fill calls each for the cells that loops cover within a box, with the part of
// each, row by row.
func (s *sheet) fill(points []xy, starts []int, evenOdd bool, within box, each func(row, column int, part float32)) {
	within = within.meet(s.trim)
	if within.empty() {
		return
	}
	low, high := int32(max(0, s.upward(within.bottom)*subRows)), int32(math.Ceil(min(float64(s.rows), s.upward(within.top))*subRows))
	left, right := s.across(within.left), s.across(within.right)
	var found []crossing
	edge := func(a, b xy) {
		up := int32(1)
		if a.y > b.y {
			a, b, up = b, a, -1
		}
		from, to := s.upward(a.y)*subRows, s.upward(b.y)*subRows
		first, last := max(low, int32(max(-1, math.Ceil(min(from, 1e6)-0.5)))), min(high, int32(math.Ceil(min(to, 1e6)-0.5)))
		if first >= last || !s.spend(8*int(last-first)) { // they will be sorted
			return
		}
		slope := (b.x - a.x) / (b.y - a.y)
		for row := first; row < last; row++ {
			y := s.trim.bottom + float64((float64(row)+0.5)/subRows*s.step)
			found = append(found, crossing{row, up, s.across(a.x + float64((y-a.y)*slope))})
		}
	}
	for k, start := range starts {
		end := len(points)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		for n := start; n < end; n++ {
			next := n + 1
			if next == end {
				next = start
			}
			edge(points[n], points[next])
		}
	}
	slices.SortFunc(found, func(a, b crossing) int {
		if a.row != b.row {
			return int(a.row - b.row)
		}
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		}
		return 0
	})
	s.spans(found, evenOdd, left, right, each)
}

// spans adds up what lies between crossings, and calls each for whole rows.
func (s *sheet) spans(found []crossing, evenOdd bool, left, right float64, each func(row, column int, part float32)) {
	first, last := s.columns, 0
	winding := int32(0)
	for k, c := range found {
		next := crossing{row: -1}
		if k+1 < len(found) {
			next = found[k+1]
		}
		if winding += c.up; next.row == c.row && (winding != 0 && !evenOdd || evenOdd && winding&1 != 0) {
			from, to := max(c.x, left), min(next.x, right)
			begin, end := cells(from, to, s.columns)
			if begin < end && s.spend(end-begin) {
				first, last = min(first, begin), max(last, end)
				for column := begin; column < end; column++ {
					s.shade[column] += float32(overlap(column, from, to) / subRows)
				}
			}
		}
		if next.row != c.row {
			winding = 0
		}
		if next.row < 0 || next.row/subRows != c.row/subRows {
			for column := first; column < last; column++ {
				if part := s.shade[column]; part > 0 {
					s.shade[column] = 0
					each(int(c.row/subRows), column, min(part, 1))
				}
			}
			first, last = s.columns, 0
		}
	}
}

// stroke covers a line along points; part is how much of it is drawn, of dashes.
func (s *sheet) stroke(points []xy, starts []int, closed bool, width, part float64, within box, c *coat) {
	piece := func(a, b xy) {
		dx, dy := b.x-a.x, b.y-a.y
		long := length(dx, dy)
		if long == 0 || !(long < farthest) {
			return
		}
		if width > s.step {
			nx, ny := -dy/long*width/2, dx/long*width/2
			s.fill([]xy{{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}}, []int{0}, false, within, func(row, column int, covered float32) {
				s.put(row, column, covered*float32(part), c)
			})
			return
		}
		steps := math.Ceil(long / s.step)
		if steps > 1e6 || !s.spend(int(steps)) {
			return
		}
		for k := 0.5; k < steps; k++ {
			at := xy{a.x + float64(dx*k/steps), a.y + float64(dy*k/steps)}
			if column, row := int(math.Floor(s.across(at.x))), int(math.Floor(s.upward(at.y))); within.has(at) && column >= 0 && row >= 0 && column < s.columns && row < s.rows {
				s.put(row, column, float32(min(1, width*long/steps*part/(s.step*s.step))), c)
			}
		}
	}
	for k, start := range starts {
		end := len(points)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		for n := start; n+1 < end; n++ {
			piece(points[n], points[n+1])
		}
		if closed && end-start > 2 {
			piece(points[end-1], points[start])
		}
	}
}

// mask is what a clip that is no rectangle leaves of cells; nil leaves all.
type mask struct {
	row, column   int // of its first cell
	rows, columns int
	parts         []uint8 // of 255
}

func (m *mask) at(row, column int) float32 {
	if m == nil {
		return 1
	}
	row, column = row-m.row, column-m.column
	if row < 0 || column < 0 || row >= m.rows || column >= m.columns {
		return 0
	}
	return float32(m.parts[row*m.columns+column]) / 255
}

// clip returns the mask of loops within a box, and within another mask.
func (s *sheet) clip(points []xy, starts []int, evenOdd bool, within box, above *mask) *mask {
	m := &mask{}
	var last int
	within = within.meet(s.trim)
	if within.empty() {
		return m
	}
	m.column, last = cells(s.across(within.left), s.across(within.right), s.columns)
	m.columns = last - m.column
	m.row, last = cells(s.upward(within.bottom), s.upward(within.top), s.rows)
	m.rows = last - m.row
	if m.columns <= 0 || m.rows <= 0 || !s.spend(m.columns*m.rows) {
		return &mask{}
	}
	m.parts = make([]uint8, m.columns*m.rows)
	s.fill(points, starts, evenOdd, within, func(row, column int, part float32) {
		row, inRow := row-m.row, column-m.column
		if row >= 0 && inRow >= 0 && row < m.rows && inRow < m.columns {
			m.parts[row*m.columns+inRow] = uint8(part*above.at(row+m.row, column)*255 + 0.5)
		}
	})
	return m
}

// tell says how much of the page each plate covers, and of how much of it that is
// not known.
func (p *page) tellPlates() {
	s := p.sheet
	if s == nil {
		return
	}
	if *s.work <= 0 {
		p.fault(preflight.InkPerPlate, preflight.NotChecked, p.number, nil, key{}, "the page has more on it than is drawn to find how much of it each plate covers")
		return
	}
	var parts []string
	total := float64(s.columns * s.rows)
	for k, plate := range s.plates {
		sum := 0.0
		for _, n := range plate {
			sum += float64(n)
		}
		if k < 4 || sum > 0 {
			parts = append(parts, fmt.Sprintf("%s %.1f %%", printable(s.names[k], 40), sum/total*100))
		}
	}
	told := strings.Join(parts, ", ") + " of the page"
	missing := s.missing()
	if missing == "" {
		p.pass(preflight.InkPerPlate, p.number, "%s", told)
		return
	}
	p.fault(preflight.InkPerPlate, preflight.NotChecked, p.number, nil, key{what: "missing"}, "%s, without %s", told, missing)
}

// missing says what of the page was not counted; "" where all was.
func (s *sheet) missing() string {
	counts := make([]int, len(s.why)+1)
	for _, n := range s.blank {
		counts[n]++
	}
	var parts []string
	for k, why := range s.why {
		if n := float64(counts[k+1]) / float64(len(s.blank)) * 100; n >= 1 {
			parts = append(parts, fmt.Sprintf("%s (%.0f %% of it)", why, n))
		} else if n > 0 {
			parts = append(parts, why+" (less than 1 % of it)")
		}
	}
	if n := len(s.fonts); n > 0 {
		names := strings.Join(s.fonts[:min(n, 3)], ", ")
		if n > 3 {
			names += fmt.Sprintf(" and %s more", plural(n-3, "font", "fonts"))
		}
		parts = append(parts, "letters whose shapes are not read (of "+names+")")
	}
	return strings.Join(append(parts, s.besides...), "; ")
}
