package pdf

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"korthet/output/pdf/object"
)

// The bounds of a dump.
const (
	maxStream  = 16 << 20  // bytes a stream may unpack to
	maxStreams = 256 << 20 // bytes all streams may unpack to
)

// Dump writes a PDF file as text: its objects in the order of their numbers,
// dictionaries sorted, content streams, character maps and metadata in clear,
// fonts, profiles and pictures as a hash and a length. Two files with the same
// dump show the same, however they are packed. What only says how a file is
// packed is left out: cross-references, object streams, lengths and FlateDecode
// filters.
//
// Any bytes may be given; what cannot be read is said in the dump, in lines that
// begin with "%! ". Encrypted files, and filters other than FlateDecode, are not
// unpacked. It is an error if data is no PDF file at all, or if w fails.
func Dump(w io.Writer, data []byte) error {
	f, err := object.Open(data)
	if err != nil {
		return err
	}
	d := &dumper{f: f, w: bufio.NewWriter(w), budget: maxStreams}
	d.printf("%%PDF-%s\n", f.Version)
	for _, problem := range f.Problems {
		d.problem(problem)
	}
	d.contents = contentStreams(f)
	for _, number := range f.Numbers() {
		d.object(number)
	}
	trailer := object.Dict{}
	for _, e := range f.Trailer.Sorted() {
		switch e.Key {
		case "Encrypt", "ID", "Info", "Root":
			trailer = append(trailer, e)
		}
	}
	d.printf("trailer ")
	d.value(trailer, 0)
	d.printf("\n")
	return d.w.Flush()
}

type dumper struct {
	f        *object.File
	w        *bufio.Writer
	contents map[int]bool // objects that are content streams
	budget   int64
}

func (d *dumper) printf(format string, args ...any) { fmt.Fprintf(d.w, format, args...) }

// write writes bytes. An error stays with the writer, and Flush returns it.
func (d *dumper) write(b []byte) { _, _ = d.w.Write(b) }

// problem writes a remark on one line, whatever is in it.
func (d *dumper) problem(s string) { d.printf("%%! %s\n", strconv.QuoteToGraphic(s)) }

func (d *dumper) object(number int) {
	v, err := d.f.Object(number)
	if err != nil {
		d.printf("%d %d obj\n", number, d.f.Generation(number))
		d.problem(err.Error())
		d.printf("endobj\n")
		return
	}
	stream, isStream := v.(*object.Stream)
	if isStream {
		switch stream.Dict.Get("Type") {
		case object.Name("ObjStm"), object.Name("XRef"):
			return
		}
	}
	d.printf("%d %d obj ", number, d.f.Generation(number))
	if isStream {
		d.stream(number, stream)
	} else {
		d.value(v, 0)
		d.printf("\n")
	}
	d.printf("endobj\n")
}

// contentStreams finds the objects that pages and forms name as their content.
func contentStreams(f *object.File) map[int]bool {
	found := map[int]bool{}
	for _, number := range f.Numbers() {
		v, err := f.Object(number)
		if err != nil {
			continue
		}
		if s, ok := v.(*object.Stream); ok && s.Dict.Get("Subtype") == object.Name("Form") {
			found[number] = true
		}
		dict, ok := v.(object.Dict)
		if !ok || dict.Get("Type") != object.Name("Page") {
			continue
		}
		contents := dict.Get("Contents")
		if array, ok := f.Resolve(contents).(object.Array); ok {
			for _, part := range array {
				if ref, ok := part.(object.Ref); ok {
					found[ref.Number] = true
				}
			}
		} else if ref, ok := contents.(object.Ref); ok {
			found[ref.Number] = true
		}
	}
	return found
}

// stream writes a stream's dictionary, without what says how it is packed, and
// its data.
func (d *dumper) stream(number int, s *object.Stream) {
	data, err := object.Decode(s, min(maxStream, d.budget))
	if d.budget -= int64(len(s.Raw) + len(data)); d.budget < 0 {
		d.budget = 0
	}
	plain := object.Dict{}
	for _, e := range s.Dict {
		flate := err == nil && (e.Key == "Filter" || e.Key == "DecodeParms")
		if e.Key != "Length" && !flate {
			plain = append(plain, e)
		}
	}
	d.value(plain, 0)
	d.printf("\nstream\n")
	switch {
	case err != nil && d.budget == 0:
		d.problem("too much to unpack")
	case err != nil:
		d.problem(err.Error())
		d.hash(s.Raw)
	case d.contents[number]:
		d.content(data)
	case readable(s.Dict, data):
		d.write(data)
		if !bytes.HasSuffix(data, []byte("\n")) {
			d.printf("\n")
		}
	default:
		d.hash(data)
	}
	d.printf("endstream\n")
}

// hash writes data that means nothing to a person.
func (d *dumper) hash(data []byte) {
	sum := sha256.Sum256(data)
	d.printf("%% %d bytes, sha256 %x\n", len(data), sum[:16])
}

// readable reports whether a stream is text: metadata, a character map.
func readable(dict object.Dict, data []byte) bool {
	if len(data) > 1<<20 || dict.Get("Length1") != nil || dict.Get("Subtype") == object.Name("Image") || !utf8.Valid(data) {
		return false
	}
	for _, c := range data {
		if c < ' ' && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// content writes a content stream, an operator with its operands on each line.
func (d *dumper) content(data []byte) {
	l := object.NewLexer(data)
	first := true
	for {
		v, err := l.Next()
		if err != nil {
			d.printf("\n")
			d.problem(err.Error())
			return
		}
		if v == nil {
			break
		}
		if !first {
			d.printf(" ")
		}
		first = false
		op, isOperator := v.(object.Operator)
		if !isOperator {
			d.flat(v)
			continue
		}
		d.printf("%s\n", printable(string(op)))
		first = true
		if op == "ID" {
			// The bytes of an inline image are no objects.
			rest := data[min(l.Pos()+1, len(data)):]
			end := bytes.Index(rest, []byte("\nEI"))
			if end < 0 {
				end = len(rest)
			}
			d.hash(rest[:end])
			l = object.NewLexer(rest[end:])
			data = rest[end:]
		}
	}
	if !first {
		d.printf("\n")
	}
}

// value writes a value, dictionaries with a key on each line.
func (d *dumper) value(v object.Value, indent int) {
	dict, ok := v.(object.Dict)
	if !ok {
		d.flat(v)
		return
	}
	if len(dict) == 0 {
		d.printf("<<>>")
		return
	}
	d.printf("<<\n")
	for _, e := range dict.Sorted() {
		d.indent(indent + 1)
		d.write(object.AppendName(nil, string(e.Key)))
		d.printf(" ")
		d.value(e.Value, indent+1)
		d.printf("\n")
	}
	d.indent(indent)
	d.printf(">>")
}

func (d *dumper) indent(n int) {
	for range n {
		d.printf("  ")
	}
}

// flat writes a value on one line.
func (d *dumper) flat(v object.Value) {
	switch v := v.(type) {
	case object.String:
		d.write(appendShown(nil, string(v)))
	case object.Array:
		d.printf("[")
		for i, e := range v {
			if i > 0 {
				d.printf(" ")
			}
			d.flat(e)
		}
		d.printf("]")
	case object.Dict:
		d.printf("<<")
		for i, e := range v.Sorted() {
			if i > 0 {
				d.printf(" ")
			}
			d.write(object.AppendName(nil, string(e.Key)))
			d.printf(" ")
			d.flat(e.Value)
		}
		d.printf(">>")
	case object.Operator:
		d.printf("%s", printable(string(v)))
	default:
		d.write(object.Append(nil, v))
	}
}

// appendShown appends a string: in parentheses where all of it is plain ASCII,
// else in hexadecimal.
func appendShown(dst []byte, s string) []byte {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return object.AppendHex(dst, s)
		}
	}
	return object.AppendString(dst, s)
}

// printable is an operator that may be any bytes.
func printable(op string) string {
	for i := range len(op) {
		if op[i] <= ' ' || op[i] > '~' {
			return "%! " + strconv.QuoteToASCII(op)
		}
	}
	return op
}
