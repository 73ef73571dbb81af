package inspect

import (
	"encoding/binary"
	"math"

	"korthet/output/pdf/object"
)

// family is what kind a colour space is.
type family uint8

const (
	unknownSpace family = iota
	deviceGrey
	deviceRGB
	deviceCMYK
	calGrey
	calRGB
	lab
	icc
	indexed
	separation
	deviceN
	patternSpace
)

// space is a colour space.
type space struct {
	family   family
	channels int
	inks     []string // of Separation and DeviceN
	below    *space   // the alternate, an index's base, what an uncoloured pattern is painted in
	tint     *function
	table    []byte // of an index
	top      int    // of an index
	ranges   []float64
	own      bool // an ICC profile that is the output intent's
	standIn  bool // a device space that a Default space stands for
	// called is the device space that was named where another stands in for it.
	called object.Name
}

// device returns a device space.
func device(f family) *space {
	channels := map[family]int{deviceGrey: 1, deviceRGB: 3, deviceCMYK: 4}[f]
	return &space{family: f, channels: channels}
}

// named returns a colour space that content names: a device's, or one of its
// resources.
func (i *inspector) spaceNamed(r *resources, name object.Name) *space {
	if known, ok := r.spaces[name]; ok {
		return known
	}
	r.spaces[name] = &space{} // it may not name itself
	var s *space
	if v := i.find(r, "ColorSpace", name); v != nil && deviceOf(name) == unknownSpace {
		s = i.spaceOf(v, r, 0)
	} else {
		s = i.spaceOf(name, r, 0)
	}
	r.spaces[name] = s
	return s
}

func deviceOf(name object.Name) family {
	switch name {
	case "DeviceGray", "G":
		return deviceGrey
	case "DeviceRGB", "RGB":
		return deviceRGB
	case "DeviceCMYK", "CMYK":
		return deviceCMYK
	}
	return unknownSpace
}

// spaceOf reads a colour space. It never returns nil.
func (i *inspector) spaceOf(v object.Value, r *resources, depth int) *space {
	if depth > 8 {
		return &space{}
	}
	ref, byRef := v.(object.Ref)
	if byRef {
		if known, ok := i.spaces[ref.Number]; ok {
			return known
		}
		i.spaces[ref.Number] = &space{} // it may not be made of itself
	}
	var s *space
	switch v := i.resolve(v).(type) {
	case object.Name:
		s = i.simpleSpace(v, r, depth)
		if s.family == deviceGrey || s.family == deviceRGB || s.family == deviceCMYK || s.standIn {
			byRef = false // what a device space is depends on the resources
			delete(i.spaces, ref.Number)
		}
	case object.Array:
		s = i.arraySpace(v, r, depth)
	default:
		s = &space{}
	}
	if byRef {
		i.spaces[ref.Number] = s
	}
	return s
}

func (i *inspector) simpleSpace(name object.Name, r *resources, depth int) *space {
	if name == "Pattern" {
		return &space{family: patternSpace}
	}
	f := deviceOf(name)
	if f == unknownSpace {
		if v := i.find(r, "ColorSpace", name); v != nil {
			return i.spaceOf(v, r, depth+1)
		}
		return &space{}
	}
	standIn := map[family]object.Name{deviceGrey: "DefaultGray", deviceRGB: "DefaultRGB", deviceCMYK: "DefaultCMYK"}[f]
	if v := i.find(r, "ColorSpace", standIn); v != nil {
		if d := i.array(v); len(d) > 1 {
			s := *i.spaceOf(v, r, depth+1)
			s.standIn, s.called = true, standIn
			return &s
		}
	}
	return device(f)
}

func (i *inspector) arraySpace(a object.Array, r *resources, depth int) *space {
	if len(a) == 0 {
		return &space{}
	}
	name := i.name(a[0])
	if len(a) == 1 {
		return i.simpleSpace(name, r, depth)
	}
	switch name {
	case "CalGray":
		return &space{family: calGrey, channels: 1}
	case "CalRGB":
		return &space{family: calRGB, channels: 3}
	case "Lab":
		return &space{family: lab, channels: 3, ranges: i.numbers(i.dict(a[1]).Get("Range"), 4)}
	case "ICCBased":
		return i.iccSpace(a[1])
	case "Pattern":
		return &space{family: patternSpace, below: i.spaceOf(a[1], r, depth+1)}
	case "Indexed", "I":
		return i.indexedSpace(a, r, depth)
	case "Separation":
		if len(a) < 4 {
			return &space{}
		}
		s := &space{family: separation, channels: 1, inks: []string{string(i.name(a[1]))}, below: i.spaceOf(a[2], r, depth+1), tint: i.functionOf(a[3], 0)}
		i.noteSpot(s, a[2], a[3])
		return s
	case "DeviceN":
		if len(a) < 4 {
			return &space{}
		}
		s := &space{family: deviceN, below: i.spaceOf(a[2], r, depth+1), tint: i.functionOf(a[3], 0)}
		for _, v := range i.array(a[1]) {
			if len(s.inks) == 32 {
				break
			}
			s.inks = append(s.inks, string(i.name(v)))
		}
		s.channels = len(s.inks)
		return s
	}
	return &space{}
}

func (i *inspector) iccSpace(v object.Value) *space {
	stream := i.stream(v)
	if stream == nil {
		return &space{}
	}
	s := &space{family: icc, channels: i.integer(stream.Dict.Get("N"), 0)}
	if s.channels < 1 || s.channels > 4 {
		return &space{}
	}
	if s.channels == 4 && i.output.profile != nil {
		own, known := i.profiles[stream]
		if !known {
			data, rest, err := i.bytes(stream, int64(len(i.output.profile))+1)
			own = err == nil && rest.Filter == "" && string(data) == string(i.output.profile)
			i.profiles[stream] = own
		}
		s.own = own
	}
	return s
}

func (i *inspector) indexedSpace(a object.Array, r *resources, depth int) *space {
	if len(a) < 4 {
		return &space{}
	}
	s := &space{family: indexed, channels: 1, below: i.spaceOf(a[1], r, depth+1), top: min(max(i.integer(a[2], 0), 0), 255)}
	const most = 256 * 32
	switch t := i.resolve(a[3]).(type) {
	case object.String:
		s.table = []byte(t[:min(len(t), most)])
	case *object.Stream:
		s.table, _, _ = i.bytes(t, most)
	default:
	}
	return s
}

// function is a function as far as it can be calculated: of one number, by
// samples or between two values.
type function struct {
	parts  []*function // of a stitched one
	bounds []float64
	encode []float64
	ends   [2][]float64
	power  float64
	table  [][]float64 // the values at equal steps of the domain
	domain [2]float64
}

// functionOf reads a function of one number; nil where it is none that can be
// calculated.
func (i *inspector) functionOf(v object.Value, depth int) *function {
	ref, byRef := v.(object.Ref)
	if byRef {
		if known, ok := i.functions[ref.Number]; ok {
			return known
		}
		i.functions[ref.Number] = nil
	}
	if depth > 4 {
		return nil
	}
	f := i.readFunction(v, depth)
	if byRef {
		i.functions[ref.Number] = f
	}
	return f
}

func (i *inspector) readFunction(v object.Value, depth int) *function {
	d := i.dict(v)
	f := &function{domain: [2]float64{0, 1}}
	switch domain := i.numbers(d.Get("Domain"), 4); {
	case len(domain) > 2:
		return nil
	case len(domain) == 2 && domain[0] < domain[1]:
		f.domain = [2]float64{domain[0], domain[1]}
	}
	switch i.integer(d.Get("FunctionType"), -1) {
	case 0:
		return i.readSamples(v, f)
	case 2:
		f.ends = [2][]float64{i.numbers(d.Get("C0"), 32), i.numbers(d.Get("C1"), 32)}
		if f.ends[0] == nil {
			f.ends[0] = []float64{0}
		}
		if f.ends[1] == nil {
			f.ends[1] = []float64{1}
		}
		if len(f.ends[0]) != len(f.ends[1]) {
			return nil
		}
		f.power, _ = i.reader.number(d.Get("N"))
		return f
	case 3:
		list := i.array(d.Get("Functions"))
		f.bounds, f.encode = i.numbers(d.Get("Bounds"), 256), i.numbers(d.Get("Encode"), 512)
		if len(list) == 0 || len(list) > 256 || len(f.bounds) != len(list)-1 {
			return nil
		}
		for _, v := range list {
			part := i.functionOf(v, depth+1)
			if part == nil {
				return nil
			}
			f.parts = append(f.parts, part)
		}
		return f
	}
	return nil
}

func (i *inspector) readSamples(v object.Value, f *function) *function {
	s := i.stream(v)
	if s == nil {
		return nil
	}
	size, ranges, bits := i.numbers(s.Dict.Get("Size"), 2), i.numbers(s.Dict.Get("Range"), 64), i.integer(s.Dict.Get("BitsPerSample"), 0)
	if decode := i.numbers(s.Dict.Get("Decode"), 64); len(decode) == len(ranges) && decode != nil {
		ranges = decode
	}
	outputs := len(ranges) / 2
	if len(size) != 1 || size[0] < 2 || size[0] > 4096 || outputs < 1 || bits != 8 && bits != 16 {
		return nil
	}
	data, rest, err := i.bytes(s, 1<<20)
	step := bits / 8
	if err != nil || rest.Filter != "" || len(data) < int(size[0])*outputs*step {
		return nil
	}
	for n := range int(size[0]) {
		value := make([]float64, outputs)
		for k := range value {
			at := (n*outputs + k) * step
			share := float64(data[at]) / 255
			if step == 2 {
				share = float64(binary.BigEndian.Uint16(data[at:])) / 65535
			}
			value[k] = ranges[2*k] + float64(share*(ranges[2*k+1]-ranges[2*k]))
		}
		f.table = append(f.table, value)
	}
	return f
}

// at calculates the function; nil where it cannot be.
func (f *function) at(x float64) []float64 {
	if f == nil {
		return nil
	}
	x = min(max(x, f.domain[0]), f.domain[1])
	switch {
	case f.parts != nil:
		k := 0
		for k < len(f.bounds) && x >= f.bounds[k] {
			k++
		}
		low, high := f.domain[0], f.domain[1]
		if k > 0 {
			low = f.bounds[k-1]
		}
		if k < len(f.bounds) {
			high = f.bounds[k]
		}
		part := f.parts[k]
		if high <= low {
			return part.at(part.domain[0])
		}
		begin, end := part.domain[0], part.domain[1]
		if 2*k+1 < len(f.encode) {
			begin, end = f.encode[2*k], f.encode[2*k+1]
		}
		return part.at(begin + float64((x-low)/(high-low)*(end-begin)))
	case f.table != nil:
		share := (x - f.domain[0]) / (f.domain[1] - f.domain[0]) * float64(len(f.table)-1)
		k := min(max(int(share), 0), len(f.table)-2)
		return between(f.table[k], f.table[k+1], share-float64(k))
	}
	if f.power != 1 && x > 0 {
		x = power(x, f.power)
	}
	return between(f.ends[0], f.ends[1], x)
}

// power is x, which is more than 0, to the power n, the same on every machine: roots
// and products are.
func power(x, n float64) float64 {
	if !(n >= 0 && n <= 256) {
		return 0
	}
	out, square := 1.0, x
	for whole := int(n); whole > 0; whole >>= 1 {
		if whole&1 == 1 {
			out = float64(out * square)
		}
		square = float64(square * square)
	}
	rest, root := n-math.Floor(n), x
	for range 16 {
		root, rest = math.Sqrt(root), rest*2
		if rest >= 1 {
			out, rest = float64(out*root), rest-1
		}
	}
	return out
}

func between(a, b []float64, share float64) []float64 {
	out := make([]float64, min(len(a), len(b)))
	for k := range out {
		out[k] = a[k] + float64(share*(b[k]-a[k]))
	}
	return out
}

// stops are values between which the function goes straight.
func (f *function) stops() [][]float64 {
	switch {
	case f == nil:
		return nil
	case f.parts != nil:
		var all [][]float64
		for _, part := range f.parts {
			stops := part.stops()
			if stops == nil || len(all) > 1<<16 {
				return nil
			}
			all = append(all, stops...)
		}
		return all
	case f.table != nil:
		return f.table
	}
	return [][]float64{f.ends[0], f.ends[1]}
}
