package object

import (
	"bytes"
	"fmt"
	"strconv"
)

// readSections follows the cross-reference sections from the last to the first.
// An object's newest place counts.
func (f *File) readSections() error {
	tail := f.data[max(0, len(f.data)-2048):]
	at := bytes.LastIndex(tail, []byte("startxref"))
	if at < 0 {
		return fmt.Errorf("%w: no startxref at the end of the file", errSyntax)
	}
	v, err := NewLexer(tail[at+len("startxref"):]).Next()
	if err != nil {
		return err
	}
	offset, ok := v.(Integer)
	if !ok {
		return fmt.Errorf("%w: startxref names no byte", errSyntax)
	}
	freed := map[int]bool{}
	seen := map[Integer]bool{}
	for range maxSections {
		if seen[offset] {
			return fmt.Errorf("%w: the sections lead in a circle", errSyntax)
		}
		seen[offset] = true
		trailer, err := f.section(offset, freed)
		if err != nil {
			return err
		}
		if f.Trailer == nil {
			f.Trailer = trailer
		}
		// A hybrid file keeps what old readers should not see in a stream.
		if hidden, ok := trailer.Get("XRefStm").(Integer); ok && !seen[hidden] {
			seen[hidden] = true
			if _, err := f.section(hidden, freed); err != nil {
				return err
			}
		}
		previous, ok := trailer.Get("Prev").(Integer)
		if !ok {
			return nil
		}
		offset = previous
	}
	return fmt.Errorf("%w: more than %d revisions", errSyntax, maxSections)
}

// section reads one cross-reference table or stream and returns its trailer.
func (f *File) section(offset Integer, freed map[int]bool) (Dict, error) {
	if offset < 0 || int64(offset) >= int64(len(f.data)) {
		return nil, fmt.Errorf("%w: byte %d is outside the file", errSyntax, offset)
	}
	l := &Lexer{data: f.data, pos: int(offset)}
	l.skipSpace()
	if bytes.HasPrefix(f.data[l.pos:], []byte("xref")) {
		l.pos += len("xref")
		return f.table(l, freed)
	}
	number, pos, err := f.head(int(offset))
	if err != nil {
		return nil, err
	}
	v, err := f.body(pos, len(f.data))
	if err != nil {
		return nil, err
	}
	stream, ok := v.(*Stream)
	if !ok {
		return nil, fmt.Errorf("%w: object %d is no cross-reference stream", errSyntax, number)
	}
	return stream.Dict, f.xrefStream(stream, freed)
}

// table reads a classic table (7.5.4) and the trailer after it.
func (f *File) table(l *Lexer, freed map[int]bool) (Dict, error) {
	for {
		v, err := l.Next()
		if err != nil {
			return nil, err
		}
		if v == Operator("trailer") {
			v, err := l.Next()
			if err != nil {
				return nil, err
			}
			if trailer, ok := v.(Dict); ok {
				return trailer, nil
			}
			return nil, fmt.Errorf("%w: the trailer is no dictionary", errSyntax)
		}
		c, err := l.Next()
		if err != nil {
			return nil, err
		}
		first, ok1 := v.(Integer)
		count, ok2 := c.(Integer)
		if !ok1 || !ok2 || first < 0 || count < 0 || first > maxObject || count > maxObject {
			return nil, fmt.Errorf("%w: a broken cross-reference table", errSyntax)
		}
		for i := range count {
			if err := f.tableEntry(l, int(first+i), freed); err != nil {
				return nil, err
			}
		}
	}
}

// tableEntry reads "0000000015 00000 n". It takes any spacing.
func (f *File) tableEntry(l *Lexer, number int, freed map[int]bool) error {
	var fields [2]int
	for i := range fields {
		l.skipSpace()
		start := l.pos
		for l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '9' && l.pos-start < 12 {
			l.pos++
		}
		n, err := strconv.Atoi(string(l.data[start:l.pos]))
		if err != nil {
			return fmt.Errorf("%w: a broken entry for object %d", errSyntax, number)
		}
		fields[i] = n
	}
	l.skipSpace()
	if l.pos >= len(l.data) {
		return fmt.Errorf("%w: the cross-reference table has no end", errSyntax)
	}
	kind := l.data[l.pos]
	l.pos++
	switch kind {
	case 'n':
		f.put(number, place{offset: fields[0], generation: fields[1]}, freed)
	case 'f':
		free(number, freed)
	default:
		return fmt.Errorf("%w: a broken entry for object %d", errSyntax, number)
	}
	return nil
}

// put notes an object's place, unless a newer section has said otherwise.
func (f *File) put(number int, p place, freed map[int]bool) {
	if _, known := f.places[number]; known || freed[number] || number == 0 || number > maxObject || len(f.places) >= maxPlaces {
		return
	}
	f.places[number] = p
}

func free(number int, freed map[int]bool) {
	if len(freed) < maxPlaces {
		freed[number] = true
	}
}

// xrefStream reads a cross-reference stream (7.5.8).
func (f *File) xrefStream(stream *Stream, freed map[int]bool) error {
	data, err := f.decode(stream)
	if err != nil {
		return err
	}
	var width [3]int
	w, _ := stream.Dict.Get("W").(Array)
	for i := range width {
		if i < len(w) {
			if n, ok := w[i].(Integer); ok && n >= 0 && n <= 8 {
				width[i] = int(n)
			}
		}
	}
	row := width[0] + width[1] + width[2]
	if row == 0 {
		return fmt.Errorf("%w: a cross-reference stream without /W", errSyntax)
	}
	index, ok := stream.Dict.Get("Index").(Array)
	if !ok {
		size, _ := stream.Dict.Get("Size").(Integer)
		index = Array{Integer(0), size}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, ok1 := index[i].(Integer)
		count, ok2 := index[i+1].(Integer)
		if !ok1 || !ok2 || first < 0 || first > maxObject || count < 0 {
			return fmt.Errorf("%w: a broken /Index", errSyntax)
		}
		for n := int(first); count > 0 && len(data) >= row; n, count = n+1, count-1 {
			f.streamEntry(n, data[:row], width, freed)
			data = data[row:]
		}
	}
	return nil
}

func (f *File) streamEntry(number int, row []byte, width [3]int, freed map[int]bool) {
	var fields [3]int
	if width[0] == 0 {
		fields[0] = 1
	}
	for i, w := range width {
		n := 0
		for _, c := range row[:w] {
			n = n<<8 | int(c)
		}
		row = row[w:]
		if w > 0 {
			fields[i] = n
		}
	}
	switch fields[0] {
	case 0:
		free(number, freed)
	case 1:
		f.put(number, place{offset: fields[1], generation: fields[2]}, freed)
	case 2:
		if fields[1] > 0 && fields[1] <= maxObject && fields[2] >= 0 && fields[2] <= maxObject {
			f.put(number, place{container: fields[1], index: fields[2]}, freed)
		}
	}
}

// scan finds objects by their "n g obj", for files whose tables are broken. Of
// two objects with one number the last counts. Object streams found this way
// are opened.
func (f *File) scan() {
	f.places = map[int]place{}
	f.offsets = nil
	for pos := 0; ; {
		at := bytes.Index(f.data[pos:], []byte("obj"))
		if at < 0 {
			break
		}
		keyword := pos + at
		pos = keyword + len("obj")
		start, ok := f.headBefore(keyword)
		if !ok {
			continue
		}
		number, _, err := f.head(start)
		if err != nil || number == 0 || len(f.places) >= maxPlaces {
			continue
		}
		f.places[number] = place{offset: start}
	}
	f.index()
	f.scanTrailers()
	for _, number := range f.Numbers() {
		v, err := f.Object(number)
		if err != nil {
			continue
		}
		switch v := v.(type) {
		case Dict:
			f.noteTrailer(v, number)
		case *Stream:
			if v.Dict.Get("Type") == Name("ObjStm") {
				f.scanContainer(number)
			}
		default:
		}
	}
}

// scanContainer notes the objects of an object stream that stand nowhere else.
func (f *File) scanContainer(container int) {
	p, err := f.unpack(container)
	if err != nil {
		f.problem(err.Error())
		return
	}
	f.unpacked[container] = p
	for i, number := range p.numbers {
		if _, known := f.places[number]; known || number == 0 || len(f.places) >= maxPlaces {
			continue
		}
		f.places[number] = place{container: container, index: i}
		if v, err := f.Object(number); err == nil {
			if dict, ok := v.(Dict); ok {
				f.noteTrailer(dict, number)
			}
		}
	}
}

// headBefore returns where the "12 0 " before an "obj" starts.
func (f *File) headBefore(keyword int) (int, bool) {
	p := keyword
	for range 2 {
		end := p
		for p > 0 && isSpace(f.data[p-1]) && end-p < 8 {
			p--
		}
		if p == end && end != keyword {
			return 0, false
		}
		digits := p
		for p > 0 && f.data[p-1] >= '0' && f.data[p-1] <= '9' && digits-p < 8 {
			p--
		}
		if p == digits {
			return 0, false
		}
	}
	return p, true
}

// noteTrailer makes a trailer up where a scan finds a catalogue.
func (f *File) noteTrailer(dict Dict, number int) {
	if dict.Get("Type") == Name("Catalog") && f.Trailer.Get("Root") == nil {
		f.Trailer = append(f.Trailer, Entry{"Root", Ref{Number: number}})
	}
}

// maxTrailers is how many trailers a scan looks at, from the end.
const maxTrailers = 16

// scanTrailers takes the last trailer dictionary that names a catalogue.
func (f *File) scanTrailers() {
	pos := len(f.data)
	for range maxTrailers {
		at := bytes.LastIndex(f.data[:pos], []byte("trailer"))
		if at < 0 {
			return
		}
		pos = at
		v, err := NewLexer(f.data[at+len("trailer"):]).Next()
		if dict, ok := v.(Dict); ok && err == nil && dict.Get("Root") != nil {
			f.Trailer = dict
			return
		}
	}
}
