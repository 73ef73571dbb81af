package object

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"sync"
)

// Builder gathers the objects of a new file and writes it. Objects are written
// in the order of their numbers, which is the order in which they were
// reserved. The zero value is ready to use.
type Builder struct {
	// Compact packs what is no stream into object streams and finds objects by
	// a cross-reference stream (PDF 1.5). The zero value writes a classic file.
	Compact bool

	arena   []byte // the bytes of all dictionaries and values
	objects []built
}

type built struct {
	start, end int // in arena
	stream     *Data
}

// Data is the bytes of a stream, made once and used by many files.
type Data struct {
	Packed []byte   // as written
	Flate  bool     // Packed is in zlib's format
	Length int      // of the bytes before packing
	Digest [32]byte // SHA-256 of the bytes before packing
}

// Deflate returns data packed with zlib.
func Deflate(data []byte) *Data { return deflate(data, &packers) }

// DeflateFast is Deflate in less than half the time for data that hardly packs,
// such as the tables of colour profiles, and into 6 % more bytes.
func DeflateFast(data []byte) *Data { return deflate(data, &fastPackers) }

func deflate(data []byte, packers *sync.Pool) *Data {
	packer, _ := packers.Get().(*packer)
	defer packers.Put(packer)
	packer.out.Reset()
	packer.zlib.Reset(&packer.out)
	// A bytes.Buffer does not fail.
	_, _ = packer.zlib.Write(data)
	_ = packer.zlib.Close()
	return &Data{Packed: bytes.Clone(packer.out.Bytes()), Flate: true, Length: len(data), Digest: sha256.Sum256(data)}
}

// Plain returns data as it is. Its dictionary may name a filter of its own.
func Plain(data []byte) *Data {
	return &Data{Packed: data, Length: len(data), Digest: sha256.Sum256(data)}
}

type packer struct {
	out  bytes.Buffer
	zlib *zlib.Writer
}

// level 4 packs a leaflet into 2 % more bytes than the usual 6, in half the
// time; packing is most of what a file costs.
const level = 4

// packers are zlib writers, of 800 KB each, between uses. What a writer writes
// does not depend on what it wrote before.
var (
	packers     = sync.Pool{New: func() any { return newPacker(level) }}          //nolint:gochecknoglobals // a pool holds no state that shows
	fastPackers = sync.Pool{New: func() any { return newPacker(zlib.BestSpeed) }} //nolint:gochecknoglobals // a pool holds no state that shows
)

func newPacker(level int) *packer {
	p := &packer{}
	p.zlib, _ = zlib.NewWriterLevel(&p.out, level)
	return p
}

// Reserve returns the reference of a new object, which must be Put later.
func (b *Builder) Reserve() Ref {
	b.objects = append(b.objects, built{start: -1})
	return Ref{Number: len(b.objects)}
}

// Put sets a reserved object to a value, which append appends.
func (b *Builder) Put(r Ref, appendValue func([]byte) []byte) {
	o := &b.objects[r.Number-1]
	o.start = len(b.arena)
	b.arena = appendValue(b.arena)
	o.end = len(b.arena)
}

// Add is Reserve and Put.
func (b *Builder) Add(appendValue func([]byte) []byte) Ref {
	r := b.Reserve()
	b.Put(r, appendValue)
	return r
}

// PutStream sets a reserved object to a stream. appendEntries appends what
// stands in its dictionary beside /Length and, for deflated data, /Filter; nil
// appends nothing.
func (b *Builder) PutStream(r Ref, data *Data, appendEntries func([]byte) []byte) {
	b.Put(r, func(dst []byte) []byte {
		dst = append(dst, "<<"...)
		if appendEntries != nil {
			dst = appendEntries(dst)
		}
		if data.Flate {
			dst = append(dst, "/Filter/FlateDecode"...)
		}
		dst = append(dst, "/Length "...)
		dst = strconv.AppendInt(dst, int64(len(data.Packed)), 10)
		return append(dst, ">>"...)
	})
	b.objects[r.Number-1].stream = data
}

// AddStream is Reserve and PutStream.
func (b *Builder) AddStream(data *Data, appendEntries func([]byte) []byte) Ref {
	r := b.Reserve()
	b.PutStream(r, data, appendEntries)
	return r
}

// Digest is a hash of all objects put so far: of their dictionaries and of the
// streams' bytes before packing. It does not depend on how they are packed.
func (b *Builder) Digest() [32]byte {
	h := sha256.New()
	var head [32]byte
	for i := range b.objects {
		o := &b.objects[i]
		if o.start < 0 {
			continue
		}
		// A number between objects, so that bytes cannot move from one into the next.
		h.Write(strconv.AppendInt(head[:0], int64(i+1), 10))
		if o.stream == nil {
			h.Write(b.arena[o.start:o.end])
			continue
		}
		// A stream's dictionary ends with the packed length, which is no content.
		entries := b.arena[o.start:o.end]
		if at := bytes.LastIndex(entries, []byte("/Length ")); at >= 0 {
			entries = entries[:at]
		}
		h.Write(entries)
		h.Write(o.stream.Digest[:])
	}
	var sum [32]byte
	h.Sum(sum[:0])
	return sum
}

// Write writes the file: a header of version, the objects, the
// cross-reference section and a trailer with the catalogue, the document
// information (unless it is the zero Ref) and the id, twice.
func (b *Builder) Write(w io.Writer, version string, root, info Ref, id [16]byte) error {
	for i := range b.objects {
		if b.objects[i].start < 0 {
			return fmt.Errorf("object: internal error: object %d was reserved and never put", i+1)
		}
	}
	out := &writer{to: w, dst: make([]byte, 0, b.size())}
	out.dst = append(out.dst, "%PDF-"...)
	out.dst = append(out.dst, version...)
	// Four bytes over 127 tell file transfer programs that this is no text.
	out.dst = append(out.dst, "\n%\xE2\xE3\xCF\xD3\n"...)
	trailer := func(dst []byte) []byte {
		dst = append(dst, "/Root "...)
		dst = AppendRef(dst, root)
		if info != (Ref{}) {
			dst = append(dst, "/Info "...)
			dst = AppendRef(dst, info)
		}
		dst = append(dst, "/ID["...)
		dst = AppendHex(dst, id[:])
		dst = AppendHex(dst, id[:])
		return append(dst, ']')
	}
	if b.Compact {
		b.compact(out, trailer)
	} else {
		b.classic(out, trailer)
	}
	out.flush()
	return out.err
}

// large is how long a stream is that is written from where it lies, not copied
// first.
const large = 64 << 10

func (b *Builder) size() int {
	size := len(b.arena) + 64*len(b.objects) + 1024
	for i := range b.objects {
		if s := b.objects[i].stream; s != nil && len(s.Packed) < large {
			size += len(s.Packed)
		}
	}
	return size
}

// writer is a file in the making with the place of each of its objects.
type writer struct {
	to     io.Writer
	err    error // the first of to
	before int   // bytes that were written
	dst    []byte
	places []written // by object number less one
}

// at is how long the file is so far.
func (w *writer) at() int { return w.before + len(w.dst) }

// flush writes what was gathered.
func (w *writer) flush() {
	w.write(w.dst)
	w.dst = w.dst[:0]
}

func (w *writer) write(data []byte) {
	w.before += len(data)
	if w.err == nil {
		_, w.err = w.to.Write(data)
	}
}

type written struct {
	offset    int // in the file, or the index in the container
	container int
}

func (w *writer) object(number int, value []byte, stream *Data) {
	w.places[number-1] = written{offset: w.at()}
	w.dst = strconv.AppendInt(w.dst, int64(number), 10)
	w.dst = append(w.dst, " 0 obj\n"...)
	w.dst = append(w.dst, value...)
	if stream != nil {
		w.dst = append(w.dst, "\nstream\n"...)
		if len(stream.Packed) < large {
			w.dst = append(w.dst, stream.Packed...)
		} else {
			w.flush()
			w.write(stream.Packed)
		}
		w.dst = append(w.dst, "\nendstream"...)
	}
	w.dst = append(w.dst, "\nendobj\n"...)
}

// classic writes all objects and a cross-reference table.
func (b *Builder) classic(w *writer, trailer func([]byte) []byte) {
	w.places = make([]written, len(b.objects))
	for i := range b.objects {
		o := &b.objects[i]
		w.object(i+1, b.arena[o.start:o.end], o.stream)
	}
	xref := w.at()
	w.dst = append(w.dst, "xref\n0 "...)
	w.dst = strconv.AppendInt(w.dst, int64(len(b.objects)+1), 10)
	w.dst = append(w.dst, "\n0000000000 65535 f \n"...)
	for _, p := range w.places {
		w.dst = appendPadded(w.dst, p.offset, 10)
		w.dst = append(w.dst, " 00000 n \n"...)
	}
	w.dst = append(w.dst, "trailer\n<</Size "...)
	w.dst = strconv.AppendInt(w.dst, int64(len(b.objects)+1), 10)
	w.dst = trailer(w.dst)
	w.dst = append(w.dst, ">>\n"...)
	w.end(xref)
}

func (w *writer) end(xref int) {
	w.dst = append(w.dst, "startxref\n"...)
	w.dst = strconv.AppendInt(w.dst, int64(xref), 10)
	w.dst = append(w.dst, "\n%%EOF\n"...)
}

func appendPadded(dst []byte, n, width int) []byte {
	var digits [20]byte
	s := strconv.AppendInt(digits[:0], int64(n), 10)
	for range width - len(s) {
		dst = append(dst, '0')
	}
	return append(dst, s...)
}

// perContainer is how many objects an object stream holds: enough to pack
// well, few enough that a reader unpacks one quickly.
const perContainer = 200

// compact writes the streams, the object streams and a cross-reference stream.
func (b *Builder) compact(w *writer, trailer func([]byte) []byte) {
	packed := 0
	for i := range b.objects {
		if b.objects[i].stream == nil {
			packed++
		}
	}
	containers := (packed + perContainer - 1) / perContainer
	w.places = make([]written, len(b.objects)+containers+1)
	for i := range b.objects {
		if o := &b.objects[i]; o.stream != nil {
			w.object(i+1, b.arena[o.start:o.end], o.stream)
		}
	}
	next := len(b.objects) + 1
	for i := 0; i < len(b.objects); {
		i = b.container(w, next, i)
		if i < 0 {
			break
		}
		next++
	}
	w.xrefStream(next, trailer)
}

// container writes one object stream of number with the objects from index i
// on, and returns the index to go on from; -1 where no object was left.
func (b *Builder) container(w *writer, number, i int) int {
	var table, values []byte
	count := 0
	for ; i < len(b.objects) && count < perContainer; i++ {
		o := &b.objects[i]
		if o.stream != nil {
			continue
		}
		table = strconv.AppendInt(table, int64(i+1), 10)
		table = append(table, ' ')
		table = strconv.AppendInt(table, int64(len(values)), 10)
		table = append(table, ' ')
		values = append(values, b.arena[o.start:o.end]...)
		values = append(values, '\n')
		w.places[i] = written{offset: count, container: number}
		count++
	}
	if count == 0 {
		return -1
	}
	data := Deflate(append(table, values...))
	var dict []byte
	dict = append(dict, "<</Type/ObjStm/N "...)
	dict = strconv.AppendInt(dict, int64(count), 10)
	dict = append(dict, "/First "...)
	dict = strconv.AppendInt(dict, int64(len(table)), 10)
	dict = append(dict, "/Filter/FlateDecode/Length "...)
	dict = strconv.AppendInt(dict, int64(len(data.Packed)), 10)
	dict = append(dict, ">>"...)
	w.object(number, dict, data)
	return i
}

// xrefStream writes the cross-reference stream as object number, the last one.
// Its rows are 1 + 4 + 2 bytes, with the PNG Up predictor: places grow evenly.
func (w *writer) xrefStream(number int, trailer func([]byte) []byte) {
	xref := w.at()
	w.places[number-1] = written{offset: xref}
	const width = 7
	rows := make([]byte, 0, (number+1)*(width+1))
	var above, row [width]byte
	for n := 0; n <= number; n++ {
		row = [width]byte{0, 0, 0, 0, 0, 0xFF, 0xFF}
		if n > 0 {
			p := w.places[n-1]
			kind, field, last := byte(1), p.offset, 0
			if p.container != 0 {
				kind, field, last = 2, p.container, p.offset
			}
			row = [width]byte{
				kind, byte(field >> 24), byte(field >> 16), byte(field >> 8), byte(field), byte(last >> 8), byte(last),
			}
		}
		rows = append(rows, 2)
		for i := range row {
			rows = append(rows, row[i]-above[i])
		}
		above = row
	}
	data := Deflate(rows)
	var dict []byte
	dict = append(dict, "<</Type/XRef/Size "...)
	dict = strconv.AppendInt(dict, int64(number+1), 10)
	dict = append(dict, "/W[1 4 2]"...)
	dict = trailer(dict)
	dict = append(dict, "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>/Length "...)
	dict = strconv.AppendInt(dict, int64(len(data.Packed)), 10)
	dict = append(dict, ">>"...)
	w.object(number, dict, data)
	w.end(xref)
}
