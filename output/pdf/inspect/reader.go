package inspect

import (
	"math"
	"strconv"

	"korthet/output/pdf/object"
)

// The bounds of one file. What is unpacked and gone through may be more where the
// file is larger.
const (
	leastUnpacked = 64 << 20 // bytes that all streams may unpack to
	mostUnpacked  = 1 << 30
	mostStream    = 64 << 20 // bytes of one stream
	leastWork     = 8 << 20  // bytes of content that are gone through, forms as often as they are drawn
	mostWork      = 512 << 20
	mostPages     = 5000
	mostSamples   = 400_000_000 // of all pictures
	keptStreams   = 64 << 20    // bytes of forms that are kept unpacked
)

// reader is a file with what was read of it.
type reader struct {
	file     *object.File
	objects  map[int]object.Value
	unpack   int64 // bytes that may still be unpacked
	work     int64 // bytes of content that may still be gone through
	samples  int64
	keepable int64
}

func newReader(file *object.File, size int) *reader {
	n := int64(size)
	return &reader{
		file: file, objects: map[int]object.Value{},
		unpack:   min(mostUnpacked, leastUnpacked+512*n),
		work:     min(mostWork, leastWork+64*n),
		samples:  mostSamples,
		keepable: keptStreams,
	}
}

// resolve follows references.
func (r *reader) resolve(v object.Value) object.Value {
	for range 8 {
		ref, ok := v.(object.Ref)
		if !ok {
			return v
		}
		known, ok := r.objects[ref.Number]
		if !ok {
			var err error
			if known, err = r.file.Object(ref.Number); err != nil || known == nil {
				known = object.Null{}
			}
			r.objects[ref.Number] = known
		}
		v = known
	}
	return object.Null{}
}

// dict returns a dictionary, that of a stream too; nil for another value.
func (r *reader) dict(v object.Value) object.Dict {
	switch v := r.resolve(v).(type) {
	case object.Dict:
		return v
	case *object.Stream:
		return v.Dict
	default:
		return nil
	}
}

func (r *reader) stream(v object.Value) *object.Stream {
	s, _ := r.resolve(v).(*object.Stream)
	return s
}

func (r *reader) array(v object.Value) object.Array {
	a, _ := r.resolve(v).(object.Array)
	return a
}

func (r *reader) name(v object.Value) object.Name {
	n, _ := r.resolve(v).(object.Name)
	return n
}

// number reads a number within what can be calculated with.
func (r *reader) number(v object.Value) (float64, bool) { return number(r.resolve(v)) }

func number(v object.Value) (float64, bool) {
	n := 0.0
	switch v := v.(type) {
	case object.Integer:
		n = float64(v)
	case object.Real:
		var err error
		if n, err = strconv.ParseFloat(string(v), 64); err != nil {
			return 0, false
		}
	default:
		return 0, false
	}
	if !(math.Abs(n) < farthest) {
		return 0, false
	}
	return n, true
}

func (r *reader) integer(v object.Value, otherwise int) int {
	n, ok := r.number(v)
	if !ok {
		return otherwise
	}
	return int(n)
}

// numbers reads an array of numbers; what is none is 0. At most limit are read.
func (r *reader) numbers(v object.Value, limit int) []float64 {
	a := r.array(v)
	if len(a) == 0 {
		return nil
	}
	all := make([]float64, 0, min(len(a), limit))
	for _, e := range a[:min(len(a), limit)] {
		n, _ := r.number(e)
		all = append(all, n)
	}
	return all
}

// box reads a rectangle with corners in any order.
func (r *reader) box(v object.Value) (box, bool) {
	n := r.numbers(v, 5)
	if len(n) != 4 {
		return box{}, false
	}
	return box{min(n[0], n[2]), min(n[1], n[3]), max(n[0], n[2]), max(n[1], n[3])}, true
}

// matrix reads a transformation; a missing or broken one changes nothing.
func (r *reader) matrix(v object.Value) matrix {
	n := r.numbers(v, 6)
	if len(n) != 6 {
		return identity()
	}
	return matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
}

// direct returns a stream whose filters are no references.
func (r *reader) direct(s *object.Stream) *object.Stream {
	d := object.Dict{}
	for _, key := range []object.Name{"Filter", "DecodeParms"} {
		v := s.Dict.Get(key)
		if v == nil {
			v = s.Dict.Get(map[object.Name]object.Name{"Filter": "F", "DecodeParms": "DP"}[key])
			// Of a stream that is no inline picture /F is a file.
			if _, name := v.(object.Name); v != nil && !name && key == "Filter" {
				if _, array := v.(object.Array); !array {
					v = nil
				}
			}
		}
		switch resolved := r.resolve(v).(type) {
		case object.Array:
			list := make(object.Array, 0, min(len(resolved), 8))
			for _, e := range resolved[:min(len(resolved), 8)] {
				list = append(list, r.plain(e))
			}
			d = append(d, object.Entry{Key: key, Value: list})
		case nil, object.Null:
		default:
			d = append(d, object.Entry{Key: key, Value: r.plain(resolved)})
		}
	}
	return &object.Stream{Dict: d, Raw: s.Raw}
}

// plain resolves the entries of a small dictionary.
func (r *reader) plain(v object.Value) object.Value {
	d, ok := r.resolve(v).(object.Dict)
	if !ok {
		return r.resolve(v)
	}
	out := make(object.Dict, 0, len(d))
	for _, e := range d[:min(len(d), 16)] {
		out = append(out, object.Entry{Key: e.Key, Value: r.resolve(e.Value)})
	}
	return out
}

// bytes unpacks a stream up to a picture's filter, at most limit bytes of it.
func (r *reader) bytes(s *object.Stream, limit int64) ([]byte, object.Packing, error) {
	data, rest, err := object.Unpack(r.direct(s), min(limit, mostStream, r.unpack))
	r.unpack -= int64(len(data))
	return data, rest, err
}
