package hyphen

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quality tells what kind of break a Point is.
type Quality uint8

// The kinds, from good to best.
const (
	Ordinary Quality = iota // between two syllables
	Compound                // between the parts of a compound
	Soft                    // where the author typed a soft hyphen
)

// Point is a place where a word may be hyphenated.
type Point struct {
	// Offset is how many bytes of the word precede the hyphen. For Soft it is
	// the place of the soft hyphen itself, which is then not printed.
	Offset  int
	Quality Quality
}

// Minima are the fewest letters before the first hyphen of a word and after the
// last one. Zero means what the language's typographers prefer, mostly 2.
type Minima struct {
	Left, Right int
}

// Patterns are the hyphenation rules of one language. They never change and may
// be used by many goroutines at once. A nil *Patterns is a language without
// hyphenation: it knows soft hyphens only.
type Patterns struct {
	tries  []trie
	minima Minima
}

// Points appends to dst the places where word may be hyphenated, in rising
// order, and returns the extended slice. A word is anything without spaces:
// what is not a letter parts it into pieces that are hyphenated each on its
// own, so that a compound's own hyphens, stops and digits do no harm. Case does
// not matter. In a word that has soft hyphens they are the only points.
//
// Points allocates nothing if dst has room and no piece is longer than 120
// letters.
func (p *Patterns) Points(dst []Point, word string, minima Minima) []Point {
	if strings.Contains(word, softHyphen) {
		return softPoints(dst, word)
	}
	if p == nil {
		return dst
	}
	if minima.Left <= 0 {
		minima.Left = p.minima.Left
	}
	if minima.Right <= 0 {
		minima.Right = p.minima.Right
	}
	for start := 0; start < len(word); {
		end := start
		for end < len(word) {
			r, size := utf8.DecodeRuneInString(word[end:])
			if !p.isLetter(r, size) {
				break
			}
			end += size
		}
		if end > start {
			dst = p.piece(dst, word[start:end], start, minima)
			start = end
			continue
		}
		_, size := utf8.DecodeRuneInString(word[start:])
		start += size
	}
	return dst
}

const softHyphen = "\u00ad"

// softPoints returns the soft hyphens between the other characters of word; of
// several in a row the last.
func softPoints(dst []Point, word string) []Point {
	begun := false
	for i := 0; i < len(word); {
		if !strings.HasPrefix(word[i:], softHyphen) {
			begun = true
			_, size := utf8.DecodeRuneInString(word[i:])
			i += size
			continue
		}
		next := i + len(softHyphen)
		if begun && next < len(word) && !strings.HasPrefix(word[next:], softHyphen) {
			dst = append(dst, Point{Offset: i, Quality: Soft})
		}
		i = next
	}
	return dst
}

// isLetter reports whether r belongs to a piece: a letter of any script, its
// marks, and what the language's patterns treat as one, such as an apostrophe.
func (p *Patterns) isLetter(r rune, size int) bool {
	if r == utf8.RuneError && size <= 1 {
		return false
	}
	for i := range p.tries {
		if p.tries[i].code(r) != 0 {
			return true
		}
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// maxPiece is how many letters and edges Points handles without allocating.
const maxPiece = 122

// piece appends the points of a run of letters that starts at byte offset at.
func (p *Patterns) piece(dst []Point, word string, at int, minima Minima) []Point {
	letters := utf8.RuneCountInString(word)
	if letters < minima.Left+minima.Right {
		return dst
	}
	var codeSpace [maxPiece]uint16
	var valueSpace [maxPiece + 1]uint8
	codes, values := codeSpace[:], valueSpace[:]
	if letters+2 > maxPiece {
		codes, values = make([]uint16, letters+2), make([]uint8, letters+3)
	}
	codes = codes[:letters+2]
	for i := range p.tries {
		t := &p.tries[i]
		codes[0], codes[letters+1] = edge, edge
		n := 1
		for _, r := range word {
			codes[n] = t.code(r)
			n++
		}
		t.match(codes, values)
	}
	n := 0
	for offset, r := range word {
		// values[n+1] is the one before letter n, counted from 0; a mark belongs
		// to the letter before it.
		value := values[n+1]
		if n >= minima.Left && letters-n >= minima.Right && value&1 == 1 && !unicode.IsMark(r) {
			point := Point{Offset: at + offset}
			if value == stemCompound || value == wordCompound {
				point.Quality = Compound
			}
			dst = append(dst, point)
		}
		n++
	}
	return dst
}
