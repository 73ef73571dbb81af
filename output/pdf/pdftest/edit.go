package pdftest

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Objects are a file taken apart, so that a test can break one thing in it.
type Objects struct {
	Trailer Dict
	Values  map[int]any // by number; streams are unpacked, but for pictures' own formats
}

// Take takes a whole file apart.
func Take(data []byte) *Objects {
	j := &judge{}
	f := j.open(data)
	o := &Objects{Trailer: Dict{"Root": f.trailer["Root"], "Info": f.trailer["Info"], "ID": f.trailer["ID"]}, Values: map[int]any{}}
	for number, v := range f.objects {
		if s, ok := v.(*Stream); ok {
			if t := s.Dict["Type"]; t == Name("ObjStm") || t == Name("XRef") {
				continue
			}
			if slices.Equal(f.filters(s.Dict), []Name{"FlateDecode"}) {
				s = &Stream{Dict: maps.Clone(s.Dict), Raw: f.decode(s)}
				delete(s.Dict, "Filter")
				delete(s.Dict, "DecodeParms")
				v = s
			}
		}
		o.Values[number] = v
	}
	return o
}

// Find returns the objects, in the order of their numbers, whose dictionary has
// a key with a value.
func (o *Objects) Find(key Name, value any) []Dict {
	var found []Dict
	for _, number := range slices.Sorted(maps.Keys(o.Values)) {
		d, _ := o.Values[number].(Dict)
		if s, ok := o.Values[number].(*Stream); ok {
			d = s.Dict
		}
		if d != nil && d[key] == value {
			found = append(found, d)
		}
	}
	return found
}

// Resolve follows a reference.
func (o *Objects) Resolve(v any) any {
	if ref, ok := v.(Ref); ok {
		return o.Values[ref.Number]
	}
	return v
}

// Bytes writes the objects as a classic file.
func (o *Objects) Bytes() []byte {
	out := []byte("%PDF-1.6\n%\xE2\xE3\xCF\xD3\n")
	last := slices.Max(slices.Collect(maps.Keys(o.Values)))
	offsets := make([]int, last+1)
	for _, number := range slices.Sorted(maps.Keys(o.Values)) {
		offsets[number] = len(out)
		out = fmt.Appendf(out, "%d 0 obj\n", number)
		if s, ok := o.Values[number].(*Stream); ok {
			d := maps.Clone(s.Dict)
			d["Length"] = int64(len(s.Raw))
			out = append(appendValue(out, d), "\nstream\n"...)
			out = append(append(out, s.Raw...), "\nendstream"...)
		} else {
			out = appendValue(out, o.Values[number])
		}
		out = append(out, "\nendobj\n"...)
	}
	xref := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", last+1)
	for _, offset := range offsets[1:] {
		if offset == 0 {
			out = append(out, "0000000000 00000 f \n"...)
			continue
		}
		out = fmt.Appendf(out, "%010d 00000 n \n", offset)
	}
	trailer := maps.Clone(o.Trailer)
	trailer["Size"] = int64(last + 1)
	out = appendValue(append(out, "trailer\n"...), trailer)
	return fmt.Appendf(out, "\nstartxref\n%d\n%%%%EOF\n", xref)
}

func appendValue(dst []byte, v any) []byte {
	switch v := v.(type) {
	case Name:
		dst = append(dst, '/')
		for i := range len(v) {
			if c := v[i]; c > ' ' && c < 0x7F && c != '#' && !isDelimiter(c) {
				dst = append(dst, c)
			} else {
				dst = fmt.Appendf(dst, "#%02X", c)
			}
		}
		return dst
	case String:
		return fmt.Appendf(dst, "<%x>", v.Bytes)
	case Ref:
		return fmt.Appendf(dst, "%d %d R", v.Number, v.Generation)
	case Array:
		dst = append(dst, '[')
		for i, e := range v {
			if i > 0 {
				dst = append(dst, ' ')
			}
			dst = appendValue(dst, e)
		}
		return append(dst, ']')
	case Dict:
		dst = append(dst, "<<"...)
		for _, key := range slices.Sorted(maps.Keys(v)) {
			dst = append(appendValue(dst, key), ' ')
			dst = appendValue(dst, v[key])
		}
		return append(dst, ">>"...)
	case float64:
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	case operator:
		return append(dst, v...)
	case nil:
		return append(dst, "null"...)
	}
	return fmt.Append(dst, v)
}

// Replace replaces text in every stream that has it, and reports whether one had.
func (o *Objects) Replace(from, to string) bool {
	found := false
	for _, v := range o.Values {
		if s, ok := v.(*Stream); ok && s.Dict["Filter"] == nil && bytes.Contains(s.Raw, []byte(from)) {
			s.Raw = bytes.Replace(s.Raw, []byte(from), []byte(to), 1)
			found = true
		}
	}
	return found
}
