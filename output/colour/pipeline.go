package colour

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// vector is a colour on its way: up to four channels in units.
type vector [4]int64

// pipeline is what a table tag says, as steps.
type pipeline struct {
	steps []step
	// legacy tells that Lab is encoded as in version 2: 0xFF00 is L 100.
	legacy bool
}

// step is one of curves, a matrix with offsets, or a grid.
type step struct {
	curves []curve
	matrix *matrix
	offset [3]int64
	grid   *grid
}

func (p *pipeline) apply(v vector) vector {
	for i := range v {
		v[i] = max(0, min(unit, v[i]))
	}
	for i := range p.steps {
		s := &p.steps[i]
		switch {
		case s.grid != nil:
			v = s.grid.at(v)
		case s.matrix != nil:
			out := s.matrix.apply([3]int64(v[:3]))
			for k := range out {
				v[k] = out[k] + s.offset[k]
			}
		default:
			for k := range s.curves {
				v[k] = s.curves[k].at(v[k])
			}
		}
	}
	return v
}

// toLegacy changes Lab from the encoding of version 4 to that of version 2, and
// fromLegacy back.
func toLegacy(n int64) int64   { return n * 65280 / 65535 }
func fromLegacy(n int64) int64 { return n * 65535 / 65280 }

// baked replaces functions by tables.
func (p *pipeline) baked() *pipeline {
	fast := &pipeline{legacy: p.legacy, steps: make([]step, len(p.steps))}
	copy(fast.steps, p.steps)
	for i := range fast.steps {
		curves := make([]curve, len(p.steps[i].curves))
		for k := range curves {
			curves[k] = p.steps[i].curves[k].baked()
		}
		if len(curves) > 0 {
			fast.steps[i].curves = curves
		}
	}
	return fast
}

// pcs is a connection space.
type pcs uint8

const (
	pcsLab pcs = iota
	pcsXYZ
)

// tableKind says what a table converts between.
type tableKind struct {
	pcs         pcs
	deviceFirst bool // from the device to the connection space
}

// readTable reads a tag of a table with in and out channels.
func readTable(data []byte, in, out int, kind tableKind) (*pipeline, error) {
	if len(data) < 32 {
		return nil, errors.New("its table is cut off")
	}
	if int(data[8]) != in || int(data[9]) != out {
		return nil, fmt.Errorf("its table has %d channels to %d, not %d to %d", data[8], data[9], in, out)
	}
	r := &tableReader{data: data, in: in, out: out, kind: kind, p: &pipeline{}}
	switch string(data[:4]) {
	case "mft1", "mft2":
		r.old()
	case "mAB ":
		r.new(kind.deviceFirst)
	case "mBA ":
		r.new(!kind.deviceFirst)
	default:
		return nil, fmt.Errorf("its table is of the type %q, which cannot be read", string(data[:4]))
	}
	if r.err != nil {
		return nil, fmt.Errorf("its table: %w", r.err)
	}
	return r.p, nil
}

// tableReader reads one table.
type tableReader struct {
	data    []byte
	in, out int
	kind    tableKind
	p       *pipeline
	err     error
}

var errCut = errors.New("it is cut off")

func (r *tableReader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// old reads lut8Type and lut16Type (10.10, 10.9): a matrix where the input is
// XYZ, curves, a grid, curves.
func (r *tableReader) old() {
	wide := string(r.data[:4]) == "mft2"
	r.p.legacy = wide && r.kind.pcs == pcsLab
	points := int(r.data[10])
	at, inputs, outputs, bytes := 48, 256, 256, 1
	if wide {
		if len(r.data) < 52 {
			r.fail(errCut)
			return
		}
		at, bytes = 52, 2
		inputs, outputs = int(binary.BigEndian.Uint16(r.data[48:])), int(binary.BigEndian.Uint16(r.data[50:]))
	}
	if inputs < 2 || outputs < 2 || inputs > 4096 || outputs > 4096 {
		r.fail(errors.New("its curves have too few or too many points"))
		return
	}
	if len(r.data) < at {
		r.fail(errCut)
		return
	}
	if r.kind.pcs == pcsXYZ && !r.kind.deviceFirst {
		r.matrixAt(12, false)
	}
	r.tables(at, inputs, r.in, bytes)
	at += r.in * inputs * bytes
	sizes := [4]int{points, points, points, points}
	at += r.gridAt(at, sizes, bytes)
	r.tables(at, outputs, r.out, bytes)
}

// tables reads n curves of count points.
func (r *tableReader) tables(at, count, n, bytes int) {
	if r.err != nil || at+n*count*bytes > len(r.data) {
		r.fail(errCut)
		return
	}
	curves := make([]curve, n)
	for i := range curves {
		curves[i] = curve{set: true, table: make([]int32, count)}
		for k := range count {
			curves[i].table[k] = r.number(at, bytes)
			at += bytes
		}
	}
	r.p.steps = append(r.p.steps, step{curves: curves})
}

// number reads a value of one or two bytes in 1/65535.
func (r *tableReader) number(at, bytes int) int32 {
	if bytes == 1 {
		return int32(r.data[at]) * 257
	}
	return int32(binary.BigEndian.Uint16(r.data[at:]))
}

// new reads lutAToBType or lutBToAType (10.12, 10.13), whose parts are where
// offsets say and may be missing. From A to B: A curves, grid, M curves, matrix,
// B curves; from B to A the other way round.
func (r *tableReader) new(expected bool) {
	if !expected {
		r.fail(errors.New("it converts in the wrong direction"))
		return
	}
	offset := func(i int) int { return int(min(binary.BigEndian.Uint32(r.data[12+4*i:]), maxProfile)) }
	b, m, mm, clut, a := offset(0), offset(1), offset(2), offset(3), offset(4)
	curves := func(at, n int) func() { return func() { r.curvesAt(at, n) } }
	parts := []func(){
		curves(a, r.in), func() { r.clutAt(clut) }, curves(mm, r.out), func() { r.matrixAt(m, true) }, curves(b, r.out),
	}
	if !r.kind.deviceFirst {
		parts = []func(){
			curves(b, r.in), func() { r.matrixAt(m, true) }, curves(mm, r.in), func() { r.clutAt(clut) }, curves(a, r.out),
		}
	}
	// In the file matrix and M curves are named in the order M matrix, M curves.
	for i, part := range parts {
		present := [...]int{a, clut, mm, m, b}[i]
		if !r.kind.deviceFirst {
			present = [...]int{b, m, mm, clut, a}[i]
		}
		if present != 0 && r.err == nil {
			part()
		}
	}
	if clut == 0 && r.in != r.out {
		r.fail(errors.New("it has no grid"))
	}
}

func (r *tableReader) curvesAt(at, n int) {
	curves := make([]curve, 0, n)
	for range n {
		if at > len(r.data) {
			r.fail(errCut)
			return
		}
		c, size, err := readCurve(r.data[at:])
		if err != nil {
			r.fail(err)
			return
		}
		curves = append(curves, c)
		at += (size + 3) &^ 3
	}
	r.p.steps = append(r.p.steps, step{curves: curves})
}

func (r *tableReader) matrixAt(at int, offsets bool) {
	size := 36
	if offsets {
		size = 48
	}
	if at+size > len(r.data) {
		r.fail(errCut)
		return
	}
	s := step{matrix: &matrix{}}
	for row := range 3 {
		for column := range 3 {
			s.matrix[row][column] = fixed16(r.data[at+12*row+4*column:]) << (unitBits - 16)
		}
		if offsets {
			s.offset[row] = fixed16(r.data[at+36+4*row:]) << (unitBits - 16)
		}
	}
	if !s.matrix.bounded() {
		r.fail(errors.New("the numbers of its matrix are out of bounds"))
	}
	for _, n := range s.offset {
		if n > 4*unit || n < -4*unit {
			r.fail(errors.New("the numbers of its matrix are out of bounds"))
		}
	}
	r.p.steps = append(r.p.steps, s)
}

// clutAt reads the grid of the new types: sizes of each channel, the width of
// numbers, the numbers.
func (r *tableReader) clutAt(at int) {
	if at+20 > len(r.data) {
		r.fail(errCut)
		return
	}
	var sizes [4]int
	for i := range r.in {
		sizes[i] = int(r.data[at+i])
	}
	bytes := int(r.data[at+16])
	if bytes != 1 && bytes != 2 {
		r.fail(errors.New("its grid has numbers of an unknown width"))
		return
	}
	r.gridAt(at+20, sizes, bytes)
}

// gridAt reads the points of a grid and returns how many bytes they have.
func (r *tableReader) gridAt(at int, sizes [4]int, bytes int) int {
	count := r.out
	for i := range r.in {
		if sizes[i] < 2 {
			r.fail(errors.New("its grid has less than two points"))
			return 0
		}
		count *= sizes[i]
		if count > maxProfile {
			r.fail(errCut)
			return 0
		}
	}
	if r.err != nil || at+count*bytes > len(r.data) {
		r.fail(errCut)
		return 0
	}
	g := &grid{in: r.in, out: r.out, sizes: sizes, points: make([]uint16, count)}
	// Little CMS's choice: between points of Lab, all eight neighbours count,
	// else the four of the tetrahedron.
	g.all = !r.kind.deviceFirst && r.kind.pcs == pcsLab
	if data := r.data[at : at+count*bytes]; bytes == 1 {
		for i := range g.points {
			g.points[i] = uint16(data[i]) * 257
		}
	} else {
		for i := range g.points {
			g.points[i] = binary.BigEndian.Uint16(data[2*i:])
		}
	}
	stride := r.out
	for i := r.in - 1; i >= 0; i-- {
		g.strides[i] = stride
		stride *= sizes[i]
	}
	r.p.steps = append(r.p.steps, step{grid: g})
	return count * bytes
}
