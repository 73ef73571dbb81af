package pdftest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"slices"
)

// file is a file's objects.
type file struct {
	j       *judge
	data    []byte
	trailer Dict
	entries map[int]entry
	objects map[int]any
	opening map[int]bool // objects on their way
	unpacks map[int][]any
	numbers map[int][]int
}

// entry is what a cross-reference section says of an object.
type entry struct {
	offset    int
	container int // an object stream, or 0
}

// open reads a file's cross-reference sections and all objects.
func (j *judge) open(data []byte) *file {
	f := &file{
		j: j, data: data, entries: map[int]entry{}, objects: map[int]any{}, opening: map[int]bool{},
		unpacks: map[int][]any{}, numbers: map[int][]int{},
	}
	f.header()
	start := bytes.LastIndex(data, []byte("startxref"))
	if start < 0 {
		panic(syntaxError{"there is no startxref"})
	}
	f.tail()
	s := f.scanner(start + len("startxref"))
	at, _ := s.must().(int64)
	seen := map[int64]bool{}
	for more := true; more && !seen[at]; {
		seen[at] = true
		trailer := f.section(int(at))
		if f.trailer == nil {
			f.trailer = trailer
		}
		at, more = trailer["Prev"].(int64)
	}
	for _, number := range f.inOrder() {
		f.object(number)
	}
	if count := len(f.entries); count > 8388607 {
		j.report("a 6.1.13-7", "there are %d objects", count)
	}
	return f
}

func (f *file) inOrder() []int {
	var numbers []int
	for number := range f.entries {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	return numbers
}

func (f *file) scanner(pos int) *scanner {
	if pos < 0 || pos > len(f.data) {
		panic(syntaxError{fmt.Sprintf("there is no byte %d", pos)})
	}
	return &scanner{data: f.data, pos: pos, report: f.j.report}
}

var headerForm = regexp.MustCompile(`^%PDF-1\.[0-7](\r\n|\r|\n)`)

func (f *file) header() {
	head := headerForm.Find(f.data[:min(len(f.data), 16)])
	if head == nil {
		f.j.report("a 6.1.2-1", "the file begins with %q", f.data[:min(len(f.data), 10)])
	}
	rest := f.data[len(head):]
	ok := len(rest) >= 5 && rest[0] == '%'
	for i := 1; ok && i < 5; i++ {
		ok = rest[i] > 127
	}
	if !ok {
		f.j.report("a 6.1.2-2", "after the header comes %q", rest[:min(len(rest), 6)])
	}
}

func (f *file) tail() {
	end := bytes.LastIndex(f.data, []byte("%%EOF"))
	if end < 0 {
		f.j.report("a 6.1.3-3", "there is no end of file marker")
		return
	}
	if after := string(f.data[end+5:]); after != "" && after != "\n" && after != "\r" && after != "\r\n" {
		f.j.report("a 6.1.3-3", "after the end of file marker comes %q", after[:min(len(after), 20)])
	}
}

// section reads a cross-reference section and returns its trailer.
func (f *file) section(at int) Dict {
	s := f.scanner(at)
	if !s.peek("xref") {
		stream, ok := f.indirect(at, -1).(*Stream)
		if !ok || stream.Dict["Type"] != Name("XRef") {
			panic(syntaxError{fmt.Sprintf("byte %d: no cross-reference section", at)})
		}
		f.rows(stream)
		return stream.Dict
	}
	if !regexp.MustCompile(`^xref(\r\n|\r|\n)\d+ \d+ ?(\r\n|\r|\n)`).Match(f.data[at:min(len(f.data), at+40)]) {
		f.j.report("a 6.1.4-2", "the cross-reference table begins with %q", f.data[at:min(len(f.data), at+20)])
	}
	s.pos += len("xref")
	for {
		s.skip()
		if s.peek("trailer") {
			s.pos += len("trailer")
			trailer, _ := s.must().(Dict)
			return trailer
		}
		s.content = true
		first, _ := s.must().(int64)
		count, _ := s.must().(int64)
		for i := range count {
			offset, _ := s.must().(int64)
			_ = s.must()
			kind := s.must()
			if number := int(first + i); kind == operator("n") {
				f.place(number, entry{offset: int(offset)})
			}
		}
		s.content = false
	}
}

func (f *file) place(number int, e entry) {
	if _, known := f.entries[number]; !known {
		f.entries[number] = e
	}
}

// rows reads a cross-reference stream (7.5.8).
func (f *file) rows(stream *Stream) {
	data := f.decode(stream)
	var widths [3]int
	w, _ := stream.Dict["W"].(Array)
	for i := range min(len(w), 3) {
		n, _ := w[i].(int64)
		widths[i] = int(n)
	}
	row := widths[0] + widths[1] + widths[2]
	size, _ := stream.Dict["Size"].(int64)
	index, ok := stream.Dict["Index"].(Array)
	if !ok {
		index = Array{int64(0), size}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, _ := index[i].(int64)
		count, _ := index[i+1].(int64)
		for n := range int(count) {
			if row == 0 || len(data) < row {
				panic(syntaxError{"a cross-reference stream is too short"})
			}
			var fields [3]int
			at := 0
			for k, width := range widths {
				for range width {
					fields[k] = fields[k]<<8 | int(data[at])
					at++
				}
			}
			data = data[row:]
			switch fields[0] {
			case 1:
				f.place(int(first)+n, entry{offset: fields[1]})
			case 2:
				f.place(int(first)+n, entry{container: fields[1], offset: fields[2]})
			}
		}
	}
}

// resolve follows references.
func (f *file) resolve(v any) any {
	for range 32 {
		ref, ok := v.(Ref)
		if !ok {
			return v
		}
		v = f.object(ref.Number)
	}
	return nil
}

func (f *file) dict(v any) Dict {
	switch v := f.resolve(v).(type) {
	case Dict:
		return v
	case *Stream:
		return v.Dict
	}
	return nil
}

func (f *file) array(v any) Array {
	a, _ := f.resolve(v).(Array)
	return a
}

func (f *file) name(v any) Name {
	n, _ := f.resolve(v).(Name)
	return n
}

func (f *file) text(v any) string {
	s, _ := f.resolve(v).(String)
	return s.text()
}

func (f *file) object(number int) any {
	if v, ok := f.objects[number]; ok {
		return v
	}
	e, ok := f.entries[number]
	if !ok || f.opening[number] {
		return nil
	}
	f.opening[number] = true
	var v any
	if e.container != 0 {
		v = f.packed(e.container, e.offset, number)
	} else {
		v = f.indirect(e.offset, number)
	}
	f.objects[number] = v
	return v
}

func (f *file) packed(container, index, number int) any {
	if _, ok := f.unpacks[container]; !ok {
		stream, isStream := f.object(container).(*Stream)
		if !isStream || stream.Dict["Type"] != Name("ObjStm") {
			panic(syntaxError{fmt.Sprintf("object %d is no object stream", container)})
		}
		data := f.decode(stream)
		n, _ := stream.Dict["N"].(int64)
		first, _ := stream.Dict["First"].(int64)
		head := &scanner{data: data, content: true, report: f.j.report}
		for range n {
			number, _ := head.must().(int64)
			offset, _ := head.must().(int64)
			s := &scanner{data: data, pos: int(first + offset), report: f.j.report}
			f.unpacks[container] = append(f.unpacks[container], s.must())
			f.numbers[container] = append(f.numbers[container], int(number))
		}
	}
	if index >= len(f.unpacks[container]) || f.numbers[container][index] != number {
		panic(syntaxError{fmt.Sprintf("object %d is not where object stream %d has it", number, container)})
	}
	return f.unpacks[container][index]
}

var objectForm = regexp.MustCompile(`^(\d+)[ \t\r\n\f\0](\d+)[ \t\r\n\f\0]obj(\r\n|\r|\n)`)

// indirect reads an indirect object at an offset, and minds the white space that
// PDF/A wants (6.1.9, 6.1.7).
func (f *file) indirect(at, want int) any {
	spaced := objectForm.Match(f.data[at:min(len(f.data), at+40)]) && at > 0 && (f.data[at-1] == '\n' || f.data[at-1] == '\r')
	s := f.scanner(at)
	s.content = true
	number, _ := s.must().(int64)
	_, _ = s.must().(int64)
	if word, _ := s.must().(operator); word != "obj" || want >= 0 && int(number) != want {
		panic(syntaxError{fmt.Sprintf("byte %d: no object %d", at, want)})
	}
	s.content = false
	value := s.must()
	end := s.pos
	s.skip()
	if dict, ok := value.(Dict); ok && s.peek("stream") {
		value = f.stream(s, dict)
		end = s.pos
		s.skip()
	}
	if !s.peek("endobj") {
		s.fail("no endobj")
	}
	before, after := f.data[s.pos-1], byte(0)
	if s.pos+6 < len(f.data) {
		after = f.data[s.pos+6]
	}
	if !spaced || end == s.pos || before != '\n' && before != '\r' || after != '\n' && after != '\r' {
		f.j.report("a 6.1.9-1", "object %d: white space around obj or endobj", number)
	}
	return value
}

func (f *file) stream(s *scanner, dict Dict) *Stream {
	s.pos += len("stream")
	switch {
	case s.peek("\r\n"):
		s.pos += 2
	case s.peek("\n"):
		s.pos++
	default:
		f.j.report("a 6.1.7-2", "the word stream is followed by %q", f.data[s.pos:min(s.pos+2, len(f.data))])
		s.pos++
	}
	length := 0
	if n, ok := f.resolve(dict["Length"]).(int64); ok && n >= 0 && s.pos+int(n) <= len(f.data) {
		length = int(n)
	}
	raw := f.data[s.pos : s.pos+length]
	rest := f.data[s.pos+length:]
	if end := bytes.Index(rest, []byte("endstream")); end < 0 {
		s.fail("a stream without end")
	} else if gap := string(rest[:end]); gap != "\n" && gap != "\r\n" && gap != "\r" {
		if gap == "" {
			f.j.report("a 6.1.7-2", "there is no end of line before endstream")
		} else {
			f.j.report("a 6.1.7-1", "a stream of /Length %d has %d bytes more", length, end)
		}
		s.pos += length + end + len("endstream")
	} else {
		s.pos += length + end + len("endstream")
	}
	return &Stream{Dict: dict, Raw: raw}
}

// decode unpacks a stream of Flate, or returns one without filters.
func (f *file) decode(s *Stream) []byte {
	filters := f.filters(s.Dict)
	data := s.Raw
	for i, filter := range filters {
		if filter != "FlateDecode" {
			panic(syntaxError{fmt.Sprintf("the filter %s is beyond this judge", filter)})
		}
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			panic(syntaxError{err.Error()})
		}
		if data, err = io.ReadAll(io.LimitReader(r, 1<<28)); err != nil {
			panic(syntaxError{err.Error()})
		}
		params := f.dict(s.Dict["DecodeParms"])
		if list := f.array(s.Dict["DecodeParms"]); i < len(list) {
			params = f.dict(list[i])
		}
		data = f.unpredict(data, params)
	}
	return data
}

func (f *file) filters(d Dict) []Name {
	switch v := f.resolve(d["Filter"]).(type) {
	case Name:
		return []Name{v}
	case Array:
		var names []Name
		for _, e := range v {
			names = append(names, f.name(e))
		}
		return names
	}
	return nil
}

// unpredict undoes PNG's predictors (ISO/IEC 15948, 9).
func (f *file) unpredict(data []byte, params Dict) []byte {
	if p, _ := params["Predictor"].(int64); p < 10 {
		return data
	}
	get := func(key Name, usual int) int {
		if n, ok := params[key].(int64); ok && n > 0 {
			return int(n)
		}
		return usual
	}
	bits := get("Colors", 1) * get("BitsPerComponent", 8)
	width, pixel := (get("Columns", 1)*bits+7)/8, (bits+7)/8
	out := make([]byte, 0, len(data))
	above := make([]byte, width)
	for ; len(data) > width; data = data[width+1:] {
		row := slices.Clone(data[1 : width+1])
		for i := range row {
			var left, corner byte
			if i >= pixel {
				left, corner = row[i-pixel], above[i-pixel]
			}
			switch data[0] {
			case 1:
				row[i] += left
			case 2:
				row[i] += above[i]
			case 3:
				row[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				row[i] += nearest(left, above[i], corner)
			}
		}
		out = append(out, row...)
		above = row
	}
	return out
}

// nearest is Paeth's: which of three is nearest to left + up - corner.
func nearest(left, up, corner byte) byte {
	distance := func(a int) int { return max(a, -a) }
	p := int(left) + int(up) - int(corner)
	dl, du, dc := distance(p-int(left)), distance(p-int(up)), distance(p-int(corner))
	switch {
	case dl <= du && dl <= dc:
		return left
	case du <= dc:
		return up
	}
	return corner
}
