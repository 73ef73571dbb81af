package fonts

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Type1 is a font program in Adobe's Type 1 format, as PDF files embed it. What is
// read are the glyphs' outlines; the page numbers are those of "Adobe Type 1 Font
// Format", version 1.1.
type Type1 struct {
	// Encoding has the names of the glyphs that the program itself gives to codes; ""
	// for none. Standard says that they are those of StandardEncoding.
	Encoding [256]string
	Standard bool

	scale  float64 // from units squared to 1/1,000,000 of the em's square
	glyphs map[string][]byte
	subrs  map[int][]byte
	left   int // operators that may yet be carried out
}

// The keys that the parts of a program are encrypted by (p. 61 f.).
const (
	keyOfProgram    = 55665
	keyOfCharstring = 4330
)

// decrypt undoes the encryption of a part, and drops what it begins with.
func decrypt(data []byte, key uint16, drop int) []byte {
	out := make([]byte, len(data))
	for k, c := range data {
		out[k] = c ^ byte(key>>8)
		key = (uint16(c)+key)*52845 + 22719
	}
	return out[min(max(drop, 0), len(out)):]
}

// ParseType1 reads a program, which may be cut off or broken.
func ParseType1(data []byte) (*Type1, error) {
	data = withoutSegments(data)
	at := bytes.Index(data, []byte("eexec"))
	if at < 0 {
		return nil, errors.New("fonts: the Type 1 program has no encrypted part")
	}
	f := &Type1{scale: 1, glyphs: map[string][]byte{}, subrs: map[int][]byte{}, left: mostOfProgram}
	if err := f.readClear(data[:at]); err != nil {
		return nil, err
	}
	data = data[at+len("eexec"):]
	for len(data) > 0 && isBlank(data[0]) {
		data = data[1:]
	}
	f.readPrivate(decrypt(binaryOf(data), keyOfProgram, 4))
	if len(f.glyphs) == 0 {
		return nil, errors.New("fonts: the Type 1 program has no glyphs")
	}
	return f, nil
}

// withoutSegments takes the heads of the segments away that the program has as a
// file of its own (PFB).
func withoutSegments(data []byte) []byte {
	if len(data) < 6 || data[0] != 0x80 {
		return data
	}
	var out []byte
	for len(data) >= 6 && data[0] == 0x80 && data[1] != 3 {
		size := int64(data[2]) | int64(data[3])<<8 | int64(data[4])<<16 | int64(data[5])<<24
		data = data[6:]
		n := int(min(size, int64(len(data))))
		out, data = append(out, data[:n]...), data[n:]
	}
	return out
}

// binaryOf is the encrypted part in bytes: it is written in hexadecimal digits where
// its first four are such (p. 63).
func binaryOf(data []byte) []byte {
	if len(data) < 4 {
		return data
	}
	for _, c := range data[:4] {
		if _, ok := hexDigit(c); !ok {
			return data
		}
	}
	out := make([]byte, 0, len(data)/2)
	high, odd := byte(0), false
	for _, c := range data {
		n, ok := hexDigit(c)
		switch {
		case !ok:
		case odd:
			out, odd = append(out, high<<4|n), false
		default:
			high, odd = n, true
		}
	}
	return out
}

func hexDigit(c byte) (n byte, ok bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

func isBlank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0 || c == '\f'
}

// psReader reads a program's words.
type psReader struct {
	data []byte
	at   int
}

// word returns the next word: a name with its slash, a number, or a bracket. It is
// nil at the end.
func (r *psReader) word() []byte {
	r.skip()
	begin := r.at
	if begin == len(r.data) {
		return nil
	}
	r.at++
	if strings.IndexByte("[]{}()<>", r.data[begin]) >= 0 {
		return r.data[begin:r.at]
	}
	for r.at < len(r.data) && !isBlank(r.data[r.at]) && strings.IndexByte("/[]{}()<>%", r.data[r.at]) < 0 {
		r.at++
	}
	return r.data[begin:r.at]
}

// skip goes over blanks and comments.
func (r *psReader) skip() {
	comment := false
	for ; r.at < len(r.data); r.at++ {
		switch c := r.data[r.at]; {
		case c == '\r' || c == '\n':
			comment = false
		case c == '%':
			comment = true
		case !comment && !isBlank(c):
			return
		}
	}
}

// number returns the next word where that is a number.
func (r *psReader) number() (n int, ok bool) {
	before := r.at
	n, err := strconv.Atoi(string(r.word()))
	if err != nil {
		r.at = before
	}
	return n, err == nil
}

// binary returns n bytes after a word, RD or -|, and one blank.
func (r *psReader) binary(n int) (data []byte, ok bool) {
	if r.word() == nil || n < 0 || n > len(r.data)-r.at-1 {
		return nil, false
	}
	r.at += 1 + n
	return r.data[r.at-n : r.at], true
}

// readClear reads what of the part that is not encrypted counts here.
func (f *Type1) readClear(data []byte) error {
	r := psReader{data: data}
	for {
		switch word := r.word(); {
		case word == nil:
			return nil
		case string(word) == "/FontMatrix":
			if err := f.readMatrix(&r); err != nil {
				return err
			}
		case string(word) == "/Encoding":
			f.readEncoding(&r)
		}
	}
}

func (f *Type1) readMatrix(r *psReader) error {
	r.word() // the bracket
	var m [4]float64
	for k := range m {
		n, err := strconv.ParseFloat(string(r.word()), 64)
		if err != nil {
			return fmt.Errorf("fonts: the Type 1 program's matrix: %w", err)
		}
		m[k] = n
	}
	scale := (float64(m[0]*m[3]) - float64(m[1]*m[2])) * 1e6
	if f.scale = max(scale, -scale); !(f.scale > 0) || f.scale > 1e6 {
		return errors.New("fonts: the Type 1 program's matrix is of no use")
	}
	return nil
}

// readEncoding reads "StandardEncoding def", or an array that is filled by lines such
// as "dup 65 /A put", to its "def".
func (f *Type1) readEncoding(r *psReader) {
	for {
		switch word := string(r.word()); word {
		case "StandardEncoding":
			f.Standard = true
			return
		case "dup":
			code, ok := r.number()
			before := r.at
			if name := r.word(); ok && len(name) > 1 && name[0] == '/' && code >= 0 && code < 256 {
				f.Encoding[code] = string(name[1:])
			} else {
				r.at = before
			}
		case "", "def", "readonly":
			return
		}
	}
}

// readPrivate reads the subroutines and the glyphs.
func (f *Type1) readPrivate(data []byte) {
	r := psReader{data: data}
	drop := 4
	inGlyphs := false
	for {
		word := r.word()
		switch {
		case word == nil:
			return
		case string(word) == "/lenIV":
			if n, ok := r.number(); ok {
				drop = n
			}
		case string(word) == "/CharStrings":
			inGlyphs = true
		case string(word) == "dup" && !inGlyphs:
			// dup 5 12 RD ~12~bytes~ NP
			number, ok1 := r.number()
			size, ok2 := r.number()
			if !ok1 || !ok2 {
				continue
			}
			if code, ok := r.binary(size); ok && number >= 0 && number < 1<<16 {
				f.subrs[number] = charstring(code, drop)
			}
		case inGlyphs && word[0] == '/' && len(word) > 1:
			// /A 12 RD ~12~bytes~ ND
			size, ok := r.number()
			if !ok {
				continue
			}
			if code, ok := r.binary(size); ok && len(f.glyphs) < 1<<16 {
				if name := string(word[1:]); f.glyphs[name] == nil {
					f.glyphs[name] = charstring(code, drop)
				}
			}
		}
	}
}

// charstring is a glyph's or a subroutine's code; where lenIV is less than 0 it is
// not encrypted.
func charstring(code []byte, lenIV int) []byte {
	if lenIV < 0 {
		return code
	}
	return decrypt(code, keyOfCharstring, lenIV)
}

// Has reports whether there is a glyph of a name.
func (f *Type1) Has(name string) bool {
	_, ok := f.glyphs[name]
	return ok
}

// Area returns the area that a glyph's outline encloses, in 1/1,000,000 of the em's
// square. It is an error if it is broken, or would take more work than a font's
// letters do. Not for several goroutines at once.
func (f *Type1) Area(name string) (area float64, err error) {
	code, ok := f.glyphs[name]
	if !ok {
		return 0, errors.New("fonts: the program has no such glyph")
	}
	most := min(mostOperators, f.left)
	p := type1Pen{font: f, left: most}
	err = p.run(code, 0)
	f.left -= most - max(p.left, 0)
	if err != nil && !errors.Is(err, errGlyphEnds) {
		return 0, err
	}
	if !(p.outline.area() < 1e12) {
		return 0, errGlyph
	}
	return float64(p.outline.area() * f.scale), nil
}
