package pdftest

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
)

// scanner reads objects (7.2, 7.3) and tells of what PDF/A allows no file.
type scanner struct {
	data []byte
	pos  int
	// content streams have operators and no references.
	content bool
	report  func(rule, format string, args ...any)
}

type syntaxError struct{ message string }

func (s *scanner) fail(format string, args ...any) {
	panic(syntaxError{fmt.Sprintf("byte %d: ", s.pos) + fmt.Sprintf(format, args...)})
}

func isWhite(c byte) bool {
	return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' '
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (s *scanner) skip() {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case isWhite(c):
			s.pos++
		case c == '%':
			for s.pos < len(s.data) && s.data[s.pos] != '\n' && s.data[s.pos] != '\r' {
				s.pos++
			}
		default:
			return
		}
	}
}

func (s *scanner) peek(text string) bool { return bytes.HasPrefix(s.data[s.pos:], []byte(text)) }

// next reads an object. At the end of the data it returns ok false.
func (s *scanner) next() (value any, ok bool) {
	s.skip()
	if s.pos >= len(s.data) {
		return nil, false
	}
	switch c := s.data[s.pos]; {
	case c == '/':
		return s.name(), true
	case c == '(':
		return s.literal(), true
	case s.peek("<<"):
		return s.dict(), true
	case c == '<':
		return s.hex(), true
	case c == '[':
		return s.array(), true
	case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
		return s.numeral(), true
	case isDelimiter(c):
		s.fail("an unexpected %q", c)
	}
	word := s.word()
	switch word {
	case "true":
		return true, true
	case "false":
		return false, true
	case "null":
		return nil, true
	}
	if !s.content {
		s.fail("the word %q", word)
	}
	return operator(word), true
}

func (s *scanner) word() string {
	start := s.pos
	for s.pos < len(s.data) && !isWhite(s.data[s.pos]) && !isDelimiter(s.data[s.pos]) {
		s.pos++
	}
	return string(s.data[start:s.pos])
}

func (s *scanner) must() any {
	value, ok := s.next()
	if !ok {
		s.fail("the data end within an object")
	}
	return value
}

func (s *scanner) name() Name {
	s.pos++
	var out []byte
	for s.pos < len(s.data) && !isWhite(s.data[s.pos]) && !isDelimiter(s.data[s.pos]) {
		c := s.data[s.pos]
		if c == '#' {
			n, err := strconv.ParseUint(string(s.data[s.pos+1:min(s.pos+3, len(s.data))]), 16, 8)
			if err != nil || n == 0 {
				s.fail("a name with a wrong escape")
			}
			c = byte(n)
			s.pos += 2
		}
		out = append(out, c)
		s.pos++
	}
	if len(out) > 127 {
		s.report("a 6.1.13-4", "the name %q has %d bytes", out, len(out))
	}
	return Name(out)
}

func (s *scanner) literal() String {
	s.pos++
	var out []byte
	depth := 1
	for {
		if s.pos >= len(s.data) {
			s.fail("a string without end")
		}
		c := s.data[s.pos]
		s.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return s.bounded(String{Bytes: string(out)})
			}
		case '\r': // an end of line is a line feed, however it is written
			if s.pos < len(s.data) && s.data[s.pos] == '\n' {
				s.pos++
			}
			c = '\n'
		case '\\':
			out = append(out, s.escape()...)
			continue
		}
		out = append(out, c)
	}
}

func (s *scanner) escape() []byte {
	if s.pos >= len(s.data) {
		s.fail("a string without end")
	}
	c := s.data[s.pos]
	s.pos++
	if at := bytes.IndexByte([]byte("nrtbf"), c); at >= 0 {
		return []byte{"\n\r\t\b\f"[at]}
	}
	switch {
	case c == '\n':
		return nil
	case c == '\r':
		if s.pos < len(s.data) && s.data[s.pos] == '\n' {
			s.pos++
		}
		return nil
	case c >= '0' && c <= '7':
		n := int(c - '0')
		for range 2 {
			if s.pos < len(s.data) && s.data[s.pos] >= '0' && s.data[s.pos] <= '7' {
				n = n*8 + int(s.data[s.pos]-'0')
				s.pos++
			}
		}
		return []byte{byte(n)}
	}
	return []byte{c}
}

func (s *scanner) hex() String {
	s.pos++
	var digits []byte
	for {
		if s.pos >= len(s.data) {
			s.fail("a string without end")
		}
		c := s.data[s.pos]
		s.pos++
		if c == '>' {
			break
		}
		if isWhite(c) {
			continue
		}
		if bytes.IndexByte([]byte("0123456789abcdefABCDEF"), c) < 0 {
			s.report("a 6.1.6-2", "a hexadecimal string holds %q", c)
			c = '0'
		}
		digits = append(digits, c)
	}
	if len(digits)%2 != 0 {
		s.report("a 6.1.6-1", "a hexadecimal string has %d digits", len(digits))
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	for i := range out {
		n, _ := strconv.ParseUint(string(digits[2*i:2*i+2]), 16, 8)
		out[i] = byte(n)
	}
	return s.bounded(String{Bytes: string(out), Hex: true})
}

func (s *scanner) bounded(v String) String {
	if len(v.Bytes) > 32767 {
		s.report("a 6.1.13-3", "a string has %d bytes", len(v.Bytes))
	}
	return v
}

func (s *scanner) array() Array {
	s.pos++
	out := Array{}
	for {
		s.skip()
		if s.pos >= len(s.data) {
			s.fail("an array without end")
		}
		if s.data[s.pos] == ']' {
			s.pos++
			return out
		}
		out = append(out, s.must())
	}
}

func (s *scanner) dict() Dict {
	s.pos += 2
	out := Dict{}
	for {
		s.skip()
		if s.peek(">>") {
			s.pos += 2
			return out
		}
		key, ok := s.must().(Name)
		if !ok {
			s.fail("a key that is no name")
		}
		if _, twice := out[key]; twice {
			s.report("a 6.1.1-a", "a dictionary has the key %s twice", key)
		}
		out[key] = s.must()
	}
}

// numeral reads a number or, outside content streams, a reference.
func (s *scanner) numeral() any {
	start := s.pos
	for s.pos < len(s.data) && (bytes.IndexByte([]byte("+-."), s.data[s.pos]) >= 0 || s.data[s.pos] >= '0' && s.data[s.pos] <= '9') {
		s.pos++
	}
	text := string(s.data[start:s.pos])
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		if n > math.MaxInt32 || n < math.MinInt32 {
			s.report("a 6.1.13-1", "the integer %d", n)
		}
		if ref, ok := s.reference(n); ok {
			return ref
		}
		return n
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		s.fail("the number %q", text)
	}
	if math.Abs(f) > 3.403e38 {
		s.report("a 6.1.13-2", "the real %s", text)
	}
	if f != 0 && math.Abs(f) < 1.175e-38 {
		s.report("a 6.1.13-5", "the real %s", text)
	}
	return f
}

func (s *scanner) reference(n int64) (Ref, bool) {
	if s.content || n < 0 {
		return Ref{}, false
	}
	rest := s.data[s.pos:min(s.pos+16, len(s.data))]
	var generation int
	var r byte
	if count, _ := fmt.Sscanf(string(rest), " %d %c", &generation, &r); count < 2 || r != 'R' || generation < 0 {
		return Ref{}, false
	}
	at := s.pos + bytes.IndexByte(rest, 'R')
	if at+1 < len(s.data) && !isWhite(s.data[at+1]) && !isDelimiter(s.data[at+1]) {
		return Ref{}, false
	}
	s.pos = at + 1
	return Ref{int(n), generation}, true
}
