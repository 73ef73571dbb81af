package object

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"
)

// The bounds of a file.
const (
	maxSections = 64       // cross-reference sections, that is, saved revisions
	maxPlaces   = 1 << 19  // objects and free numbers
	maxUnpacked = 32 << 20 // bytes that all object and cross-reference streams of a file may unpack to
	headWindow  = 64       // bytes in which an object's "12 0 obj" must stand
)

// File is a PDF file taken apart: where each object stands.
type File struct {
	Version string // of the header: "1.6"; "" where there is none
	Trailer Dict
	// Problems are what was wrong with the file, in words, in the order found.
	Problems []string

	data     []byte
	places   map[int]place
	offsets  []int           // where objects stand, sorted: each ends where the next begins
	unpacked map[int]*packed // object streams already read
	budget   int64
}

// place says where an object stands: at an offset, or in an object stream.
type place struct {
	offset     int
	generation int
	container  int // the object stream's number; 0 for none
	index      int // in the container
}

type packed struct {
	data    []byte
	numbers []int
	offsets []int // from the start of data
	sorted  []int // the same: each object ends where the next begins
}

// Open finds the objects of a PDF file. It fails only on what has neither a
// header nor a single object; everything else that is wrong is in Problems.
func Open(data []byte) (*File, error) {
	f := &File{data: data, places: map[int]place{}, unpacked: map[int]*packed{}, budget: maxUnpacked}
	head := data[:min(1024, len(data))]
	if i := bytes.Index(head, []byte("%PDF-")); i >= 0 {
		version := head[i+5:]
		end := bytes.IndexFunc(version, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
		if end < 0 {
			end = len(version)
		}
		f.Version = string(version[:min(end, 8)])
	} else {
		f.problem("no %PDF- header in the first 1024 bytes")
	}
	if err := f.readSections(); err != nil || f.Trailer.Get("Root") == nil {
		if err != nil {
			f.problem("the cross-reference table cannot be used: " + strings.TrimPrefix(err.Error(), errSyntax.Error()+": "))
		} else {
			f.problem("the trailer names no catalogue")
		}
		f.scan()
	}
	f.index()
	if f.Version == "" && len(f.places) == 0 {
		return nil, errors.New("this is not a PDF file: it has no header and no objects")
	}
	return f, nil
}

// index sorts the places, so that no object is read beyond the next one. That
// keeps the reading of a file linear, whatever its objects claim.
func (f *File) index() {
	f.offsets = f.offsets[:0]
	for _, p := range f.places {
		if p.container == 0 {
			f.offsets = append(f.offsets, p.offset)
		}
	}
	sort.Ints(f.offsets)
}

// end is where what stands at offset must have ended.
func (f *File) end(offset int) int {
	if i := sort.SearchInts(f.offsets, offset+1); i < len(f.offsets) && f.offsets[i] < len(f.data) {
		return f.offsets[i]
	}
	return len(f.data)
}

func (f *File) problem(s string) {
	if len(f.Problems) < 100 {
		f.Problems = append(f.Problems, s)
	}
}

// Numbers returns the numbers of all objects, in order.
func (f *File) Numbers() []int {
	numbers := make([]int, 0, len(f.places))
	for n := range f.places {
		numbers = append(numbers, n)
	}
	sort.Ints(numbers)
	return numbers
}

// Container returns the number of the object stream that holds object number,
// 0 where none does.
func (f *File) Container(number int) int { return f.places[number].container }

// Generation returns the generation of object number.
func (f *File) Generation(number int) int { return f.places[number].generation }

// Object reads the object of a number. A missing one is Null.
func (f *File) Object(number int) (Value, error) {
	p, ok := f.places[number]
	if !ok {
		return Null{}, nil
	}
	if p.container != 0 {
		return f.packedObject(number, p)
	}
	found, pos, err := f.head(p.offset)
	if err != nil {
		return nil, err
	}
	if found != number {
		return nil, fmt.Errorf("%w: at byte %d stands object %d instead of %d", errSyntax, p.offset, found, number)
	}
	return f.body(pos, f.end(p.offset))
}

// Resolve follows a reference, at most eight in a row; every other value is
// returned as it is.
func (f *File) Resolve(v Value) Value {
	for range 8 {
		ref, ok := v.(Ref)
		if !ok {
			return v
		}
		target, err := f.Object(ref.Number)
		if err != nil {
			return Null{}
		}
		v = target
	}
	return Null{}
}

// head reads "12 0 obj" at an offset and returns the number and where the value
// begins.
func (f *File) head(offset int) (number, pos int, err error) {
	if offset < 0 || offset >= len(f.data) {
		return 0, 0, fmt.Errorf("%w: byte %d is outside the file", errSyntax, offset)
	}
	l := &Lexer{data: f.data[:min(offset+headWindow, len(f.data))], pos: offset}
	var head [3]Value
	for i := range head {
		if head[i], err = l.Next(); err != nil {
			return 0, 0, err
		}
	}
	n, ok := head[0].(Integer)
	if op, isOp := head[2].(Operator); !ok || !isOp || op != "obj" || n < 0 || n > maxObject {
		return 0, 0, fmt.Errorf("%w: no object at byte %d", errSyntax, offset)
	}
	return int(n), l.pos, nil
}

// body reads the value of an object, which ends before end.
func (f *File) body(pos, end int) (Value, error) {
	l := &Lexer{data: f.data[:end], pos: pos}
	v, err := l.Next()
	if err != nil {
		return nil, err
	}
	if _, isOp := v.(Operator); isOp || v == nil {
		return Null{}, nil
	}
	dict, ok := v.(Dict)
	if !ok {
		return v, nil
	}
	if op, err := l.Next(); err != nil || op != Operator("stream") {
		return dict, nil
	}
	return &Stream{Dict: dict, Raw: f.streamBytes(dict, l.pos, end)}, nil
}

// streamBytes returns the bytes of the stream whose keyword ends at pos. Where
// /Length is wrong or points at no number, what stands up to "endstream" counts.
func (f *File) streamBytes(dict Dict, pos, limit int) []byte {
	data := f.data[:limit]
	if pos < limit && data[pos] == '\r' {
		pos++
	}
	if pos < limit && data[pos] == '\n' {
		pos++
	}
	length := dict.Get("Length")
	if ref, ok := length.(Ref); ok {
		// Only a plain integer is followed, so that no stream asks for itself.
		if p, known := f.places[ref.Number]; known && p.container == 0 {
			length = f.integerAt(p.offset)
		}
	}
	if n, ok := length.(Integer); ok && n >= 0 && int64(n) <= int64(limit-pos) {
		end := pos + int(n)
		after := bytes.TrimLeft(data[end:min(end+headWindow, limit)], "\x00\t\n\f\r ")
		if bytes.HasPrefix(after, []byte("endstream")) {
			return data[pos:end:end]
		}
	}
	end := bytes.Index(data[pos:], []byte("endstream"))
	if end < 0 {
		return data[pos:limit:limit]
	}
	raw := data[pos : pos+end : pos+end]
	raw = bytes.TrimSuffix(raw, []byte("\n"))
	return bytes.TrimSuffix(raw, []byte("\r"))
}

// integerAt reads the integer object at an offset, nil where none stands there.
func (f *File) integerAt(offset int) Value {
	_, pos, err := f.head(offset)
	if err != nil {
		return nil
	}
	l := &Lexer{data: f.data[:min(pos+headWindow, len(f.data))], pos: pos}
	v, err := l.Next()
	if n, ok := v.(Integer); ok && err == nil {
		return n
	}
	return nil
}

// packedObject reads an object out of an object stream (7.5.7).
func (f *File) packedObject(number int, at place) (Value, error) {
	p, ok := f.unpacked[at.container]
	if !ok {
		var err error
		if p, err = f.unpack(at.container); err != nil {
			return nil, err
		}
		f.unpacked[at.container] = p
	}
	index := at.index
	if index >= len(p.numbers) || p.numbers[index] != number {
		return nil, fmt.Errorf("%w: object stream %d does not hold object %d", errSyntax, at.container, number)
	}
	start, end := p.offsets[index], len(p.data)
	if i := sort.SearchInts(p.sorted, start+1); i < len(p.sorted) {
		end = p.sorted[i]
	}
	v, err := NewLexer(p.data[start:end]).Next()
	if err != nil {
		return nil, err
	}
	if _, isOp := v.(Operator); isOp || v == nil {
		return Null{}, nil
	}
	return v, nil
}

func (f *File) unpack(container int) (*packed, error) {
	at := f.places[container]
	if at.container != 0 {
		return nil, fmt.Errorf("%w: object stream %d is in an object stream", errSyntax, container)
	}
	found, pos, err := f.head(at.offset)
	if err != nil {
		return nil, err
	}
	v, err := f.body(pos, f.end(at.offset))
	if err != nil {
		return nil, err
	}
	stream, ok := v.(*Stream)
	if !ok || found != container {
		return nil, fmt.Errorf("%w: object %d is no object stream", errSyntax, container)
	}
	data, err := f.decode(stream)
	if err != nil {
		return nil, fmt.Errorf("object stream %d: %w", container, err)
	}
	first, ok1 := stream.Dict.Get("First").(Integer)
	count, ok2 := stream.Dict.Get("N").(Integer)
	if !ok1 || !ok2 || first < 0 || int64(first) > int64(len(data)) || count < 0 || int64(count) > int64(first) {
		return nil, fmt.Errorf("%w: object stream %d does not say what it holds", errSyntax, container)
	}
	p := &packed{data: data}
	l := NewLexer(data[:first])
	for range count {
		n, err1 := l.Next()
		o, err2 := l.Next()
		number, ok1 := n.(Integer)
		offset, ok2 := o.(Integer)
		if err1 != nil || err2 != nil || !ok1 || !ok2 || offset < 0 || int64(offset) > int64(len(data))-int64(first) || number < 0 || number > maxObject {
			return nil, fmt.Errorf("%w: object stream %d has a broken table", errSyntax, container)
		}
		p.numbers = append(p.numbers, int(number))
		p.offsets = append(p.offsets, int(first)+int(offset))
	}
	p.sorted = append(p.sorted, p.offsets...)
	sort.Ints(p.sorted)
	for i := 1; i < len(p.sorted); i++ {
		if p.sorted[i] == p.sorted[i-1] {
			return nil, fmt.Errorf("%w: object stream %d has two objects at one place", errSyntax, container)
		}
	}
	return p, nil
}

// decode unpacks a stream within the file's budget.
func (f *File) decode(s *Stream) ([]byte, error) {
	data, err := Decode(s, f.budget)
	f.budget -= int64(len(data))
	return data, err
}
