package object

import (
	"errors"
	"fmt"
	"strconv"
)

// The bounds of reading.
const (
	maxDepth  = 64        // arrays and dictionaries in each other
	maxName   = 4096      // bytes of a name; the standard says 127
	maxItems  = 1 << 20   // elements of an array
	maxObject = 8_388_607 // the highest object number (Annex C)
)

// errSyntax is what every parsing error wraps.
var errSyntax = errors.New("not a PDF object")

// Lexer reads objects off a byte slice, one after the other.
type Lexer struct {
	data []byte
	pos  int
}

// NewLexer returns a lexer at the start of data.
func NewLexer(data []byte) *Lexer { return &Lexer{data: data} }

// Pos is the offset of what is read next.
func (l *Lexer) Pos() int { return l.pos }

// Seek moves to an offset, such as that behind the bytes of an inline picture.
func (l *Lexer) Seek(pos int) { l.pos = min(max(pos, 0), len(l.data)) }

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *Lexer) skipSpace() {
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		if c == '%' {
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
			continue
		}
		if !isSpace(c) {
			return
		}
		l.pos++
	}
}

// Next returns the next object or operator. References are recognised ("3 0
// R"), which content streams never have. At the end it returns nil, nil.
func (l *Lexer) Next() (Value, error) { return l.next(0) }

func (l *Lexer) next(depth int) (Value, error) {
	l.skipSpace()
	if l.pos >= len(l.data) {
		return nil, nil
	}
	switch c := l.data[l.pos]; c {
	case '/':
		l.pos++
		return l.name()
	case '(':
		l.pos++
		return l.literal(), nil
	case '<':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '<' {
			l.pos += 2
			return l.dict(depth + 1)
		}
		l.pos++
		return l.hex(), nil
	case '[':
		l.pos++
		return l.array(depth + 1)
	case ']', ')', '{', '}':
		l.pos++
		return Operator(c), nil
	case '>':
		l.pos++
		if l.pos < len(l.data) && l.data[l.pos] == '>' {
			l.pos++
			return Operator(">>"), nil
		}
		return Operator(">"), nil
	}
	return l.word()
}

// word reads a number, a reference, a keyword or an operator.
func (l *Lexer) word() (Value, error) {
	start := l.pos
	for l.pos < len(l.data) && !isSpace(l.data[l.pos]) && !isDelimiter(l.data[l.pos]) {
		l.pos++
	}
	word := l.data[start:l.pos]
	switch string(word) {
	case "true":
		return Bool(true), nil
	case "false":
		return Bool(false), nil
	case "null":
		return Null{}, nil
	}
	number, ok := numeral(word)
	if !ok {
		if len(word) > maxName {
			return nil, fmt.Errorf("%w: a word of %d characters at byte %d", errSyntax, len(word), start)
		}
		return Operator(word), nil
	}
	if n, whole := number.(Integer); whole && n >= 0 && n <= maxObject {
		if generation, ok := l.reference(); ok {
			return Ref{Number: int(n), Generation: generation}, nil
		}
	}
	return number, nil
}

// reference reads the rest of a reference, " 0 R", and nothing where it does
// not stand there.
func (l *Lexer) reference() (generation int, ok bool) {
	p := l.pos
	for p < len(l.data) && isSpace(l.data[p]) {
		p++
	}
	start := p
	for p < len(l.data) && p-start < 6 && l.data[p] >= '0' && l.data[p] <= '9' {
		generation = generation*10 + int(l.data[p]-'0')
		p++
	}
	if p == start || generation > 65535 {
		return 0, false
	}
	space := p
	for p < len(l.data) && isSpace(l.data[p]) {
		p++
	}
	if p == space || p >= len(l.data) || l.data[p] != 'R' {
		return 0, false
	}
	if p+1 < len(l.data) && !isSpace(l.data[p+1]) && !isDelimiter(l.data[p+1]) {
		return 0, false
	}
	l.pos = p + 1
	return generation, true
}

// numeral reads a number. A whole number beyond int64 becomes a Real, which
// keeps its characters.
func numeral(word []byte) (Value, bool) {
	digits, points := 0, 0
	for i, c := range word {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		case (c == '-' || c == '+') && i == 0:
		default:
			return nil, false
		}
	}
	if digits == 0 || points > 1 {
		return nil, false
	}
	if points == 0 {
		if n, err := strconv.ParseInt(string(word), 10, 64); err == nil {
			return Integer(n), true
		}
	}
	return Real(word), true
}

func (l *Lexer) name() (Value, error) {
	var buffer [64]byte
	name := buffer[:0]
	start := l.pos
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		if isSpace(c) || isDelimiter(c) {
			break
		}
		l.pos++
		if c == '#' && l.pos+1 < len(l.data) {
			hi, ok1 := hexValue(l.data[l.pos])
			lo, ok2 := hexValue(l.data[l.pos+1])
			if ok1 && ok2 {
				c = hi<<4 | lo
				l.pos += 2
			}
		}
		name = append(name, c)
	}
	if len(name) > maxName {
		return nil, fmt.Errorf("%w: a name of %d characters at byte %d", errSyntax, len(name), start)
	}
	return Name(name), nil
}

// literal reads a string up to its closing parenthesis, or to the end of the
// data.
func (l *Lexer) literal() Value {
	var s []byte
	depth := 1
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			depth--
			if depth == 0 {
				return String(s)
			}
		case '\\':
			s = l.escape(s)
			continue
		case '\r':
			// An end of line in a string is a line feed, however it is written.
			if l.pos < len(l.data) && l.data[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		}
		s = append(s, c)
	}
	return String(s)
}

// escape reads what follows a reverse solidus (table 3).
func (l *Lexer) escape(s []byte) []byte {
	if l.pos >= len(l.data) {
		return s
	}
	c := l.data[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(s, '\n')
	case 'r':
		return append(s, '\r')
	case 't':
		return append(s, '\t')
	case 'b':
		return append(s, '\b')
	case 'f':
		return append(s, '\f')
	case '\n':
		return s
	case '\r':
		if l.pos < len(l.data) && l.data[l.pos] == '\n' {
			l.pos++
		}
		return s
	}
	if c < '0' || c > '7' {
		return append(s, c)
	}
	octal := int(c - '0')
	for i := 0; i < 2 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; i++ {
		octal = octal<<3 | int(l.data[l.pos]-'0')
		l.pos++
	}
	return append(s, byte(octal))
}

func (l *Lexer) hex() Value {
	var s []byte
	var high byte
	odd := false
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		digit, ok := hexValue(c)
		if !ok {
			continue
		}
		if odd {
			s = append(s, high<<4|digit)
		}
		high, odd = digit, !odd
	}
	if odd {
		s = append(s, high<<4)
	}
	return String(s)
}

func hexValue(c byte) (byte, bool) {
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

func (l *Lexer) array(depth int) (Value, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("%w: nested deeper than %d at byte %d", errSyntax, maxDepth, l.pos)
	}
	array := Array{}
	for {
		v, err := l.next(depth)
		if err != nil {
			return nil, err
		}
		if v == nil {
			return nil, fmt.Errorf("%w: an array without an end", errSyntax)
		}
		if op, ok := v.(Operator); ok {
			if op == "]" {
				return array, nil
			}
			return nil, fmt.Errorf("%w: %q in an array at byte %d", errSyntax, string(op), l.pos)
		}
		if len(array) >= maxItems {
			return nil, fmt.Errorf("%w: an array of more than %d elements", errSyntax, maxItems)
		}
		array = append(array, v)
	}
}

func (l *Lexer) dict(depth int) (Value, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("%w: nested deeper than %d at byte %d", errSyntax, maxDepth, l.pos)
	}
	dict := Dict{}
	for {
		k, err := l.next(depth)
		if err != nil {
			return nil, err
		}
		if k == nil {
			return nil, fmt.Errorf("%w: a dictionary without an end", errSyntax)
		}
		key, ok := k.(Name)
		if !ok {
			if op, isOp := k.(Operator); isOp && op == ">>" {
				return dict, nil
			}
			return nil, fmt.Errorf("%w: a dictionary key that is no name at byte %d", errSyntax, l.pos)
		}
		v, err := l.next(depth)
		if err != nil {
			return nil, err
		}
		if op, isOp := v.(Operator); isOp || v == nil {
			return nil, fmt.Errorf("%w: key /%s has no value but %q at byte %d", errSyntax, key, string(op), l.pos)
		}
		dict = append(dict, Entry{key, v})
	}
}
