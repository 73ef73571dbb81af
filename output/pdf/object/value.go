package object

import (
	"sort"
	"strconv"
)

// Value is one of Null, Bool, Integer, Real, String, Name, Array, Dict, Ref,
// *Stream; and, where a Lexer reads it, Operator.
//
//sumtype:decl
type Value interface{ value() }

// Null is the null object, and what a missing object is read as.
type Null struct{}

// Bool is true or false.
type Bool bool

// Integer is a whole number.
type Integer int64

// Real is a number with a decimal point, in the characters it was written in,
// so that reading and writing one never changes it.
type Real string

// String is the bytes of a string, escapes resolved.
type String string

// Name is a name without its solidus, # escapes resolved.
type Name string

// Array is an ordered list.
type Array []Value

// Dict is a dictionary in the order of the file. Of two equal keys the first
// counts.
type Dict []Entry

// Entry is one key of a dictionary with its value.
type Entry struct {
	Key   Name
	Value Value
}

// Ref points at an indirect object.
type Ref struct{ Number, Generation int }

// Stream is a dictionary with bytes, which are as they stand in the file.
type Stream struct {
	Dict Dict
	Raw  []byte
}

// Operator is a bare word: "obj", "stream", or an operator of a content stream.
// No object is one or has one in it.
type Operator string

func (Operator) value() {}
func (Null) value()     {}
func (Bool) value()     {}
func (Integer) value()  {}
func (Real) value()     {}
func (String) value()   {}
func (Name) value()     {}
func (Array) value()    {}
func (Dict) value()     {}
func (Ref) value()      {}
func (*Stream) value()  {}

// Get returns the value of key, nil where the dictionary does not have it.
func (d Dict) Get(key Name) Value {
	for i := range d {
		if d[i].Key == key {
			return d[i].Value
		}
	}
	return nil
}

// Sorted returns a copy of the dictionary with its keys in byte order. Equal
// keys keep their order.
func (d Dict) Sorted() Dict {
	sorted := append(Dict(nil), d...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Key < sorted[j].Key })
	return sorted
}

// Append appends v as it stands in a file. Of a stream it appends the
// dictionary alone: a Builder writes streams.
func Append(dst []byte, v Value) []byte {
	switch v := v.(type) {
	case nil, Null:
		return append(dst, "null"...)
	case Bool:
		return strconv.AppendBool(dst, bool(v))
	case Integer:
		return strconv.AppendInt(dst, int64(v), 10)
	case Real:
		return append(dst, v...)
	case String:
		return AppendString(dst, string(v))
	case Name:
		return AppendName(dst, string(v))
	case Array:
		dst = append(dst, '[')
		for i, e := range v {
			if i > 0 {
				dst = append(dst, ' ')
			}
			dst = Append(dst, e)
		}
		return append(dst, ']')
	case Dict:
		dst = append(dst, "<<"...)
		for _, e := range v {
			dst = AppendName(dst, string(e.Key))
			dst = append(dst, ' ')
			dst = Append(dst, e.Value)
		}
		return append(dst, ">>"...)
	case Ref:
		return AppendRef(dst, v)
	case *Stream:
		return Append(dst, v.Dict)
	case Operator:
		return append(dst, v...)
	}
	return dst
}

// AppendRef appends a reference: "12 0 R".
func AppendRef(dst []byte, r Ref) []byte {
	dst = strconv.AppendInt(dst, int64(r.Number), 10)
	dst = append(dst, ' ')
	dst = strconv.AppendInt(dst, int64(r.Generation), 10)
	return append(dst, " R"...)
}

// AppendName appends a name with its solidus; what is not a regular character,
// and #, is escaped (7.3.5).
func AppendName(dst []byte, name string) []byte {
	dst = append(dst, '/')
	for i := range len(name) {
		c := name[i]
		if c <= ' ' || c > '~' || c == '#' || isDelimiter(c) {
			dst = append(dst, '#', hexDigits[c>>4], hexDigits[c&15])
			continue
		}
		dst = append(dst, c)
	}
	return dst
}

// AppendString appends a literal string of the bytes of s, in parentheses
// (7.3.4.2). Only what would be read differently is escaped: parentheses, the
// reverse solidus, and the carriage return, which a reader takes for an end of
// line.
func AppendString[T string | []byte](dst []byte, s T) []byte {
	dst = append(dst, '(')
	for i := range len(s) {
		switch c := s[i]; c {
		case '(', ')', '\\':
			dst = append(dst, '\\', c)
		case '\r':
			dst = append(dst, '\\', 'r')
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, ')')
}

// AppendHex appends a hexadecimal string: "<00FF>".
func AppendHex[T string | []byte](dst []byte, s T) []byte {
	dst = append(dst, '<')
	for i := range len(s) {
		dst = append(dst, hexDigits[s[i]>>4], hexDigits[s[i]&15])
	}
	return append(dst, '>')
}

const hexDigits = "0123456789ABCDEF"
