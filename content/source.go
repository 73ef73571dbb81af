package content

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// source is the text of one file as the author sees it: UTF-8 composed to NFC,
// without a byte order mark, lines ended by a line feed. Places are counted in
// it: a column is a character, so å is one whether it was stored as one code
// point or two.
type source struct {
	name  string
	text  []byte
	lines []int // offset of each line's first byte
	// characters has how many characters begin before every characterStep-th
	// byte, so that a place far out in a long line is found at once.
	characters []int
}

// characterStep is how many bytes lie between two counts of characters.
const characterStep = 256

// newSource checks and composes a file's bytes. It reports the first thing that
// cannot be text; then what it returns is nil.
func newSource(name string, data []byte, m *mistakes) *source {
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		m.add(Pos{File: name, Line: 1, Column: 1}, "save it as UTF-8", "the file is stored as UTF-16, not as UTF-8")
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		reportInvalid(name, data, m)
		return nil
	}
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if !norm.NFC.IsNormal(data) {
		data = norm.NFC.Bytes(data)
	}
	s := &source{name: name, text: data, lines: []int{0}}
	count := 0
	for i, c := range data {
		if i%characterStep == 0 {
			s.characters = append(s.characters, count)
		}
		if utf8.RuneStart(c) {
			count++
		}
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	for i, r := range string(data) {
		if reason := forbidden(r); reason != "" {
			m.add(s.pos(i, ""), "delete it; it is often pasted along from elsewhere", reason)
			return nil
		}
	}
	return s
}

// reportInvalid says where the first byte stands that is not UTF-8.
func reportInvalid(name string, data []byte, m *mistakes) {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		at += size
	}
	before := data[:at]
	pos := Pos{
		File:   name,
		Line:   bytes.Count(before, []byte("\n")) + 1,
		Column: utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1,
	}
	hint := "save the file as UTF-8"
	if b := data[at]; b >= 0xA0 {
		hint += fmt.Sprintf("; it looks like Latin-1, where this byte is %q", string(rune(b)))
	}
	m.add(pos, hint, fmt.Sprintf("the file is not UTF-8: byte %#02x here is no character", data[at]))
}

// forbidden returns why a character may not stand in a text, or "".
func forbidden(r rune) string {
	switch {
	case r >= 0x20 && r < 0x7F, r >= 0xA0 && r < 0x2028, r == '\n', r == '\t':
		return "" // nearly all there is
	case r == 0:
		return "there is a NUL character (U+0000) in the text: is this a text file?"
	case r < 0x20, r >= 0x7F && r < 0xA0:
		return fmt.Sprintf("there is an invisible control character (U+%04X) in the text", r)
	case r == 0x2028 || r == 0x2029:
		return fmt.Sprintf("there is an invisible line separator (U+%04X) in the text", r)
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return fmt.Sprintf("there is an invisible character (U+%04X) that turns the writing direction", r)
	case r == 0xFEFF:
		return "there is an invisible byte order mark (U+FEFF) within the text"
	case r == 0xFFFD:
		return "there is a replacement character (U+FFFD): a letter was lost when the text was converted"
	case unicode.Is(unicode.Noncharacter_Code_Point, r):
		return fmt.Sprintf("U+%04X is not a character", r)
	}
	return ""
}

// pos returns the place of the byte at an offset, for the field named by path.
func (s *source) pos(offset int, path string) Pos {
	offset = min(max(offset, 0), len(s.text))
	line, found := slices.BinarySearch(s.lines, offset)
	if !found {
		line--
	}
	column := s.charactersBefore(offset) - s.charactersBefore(s.lines[line]) + 1
	return Pos{File: s.name, Line: line + 1, Column: column, Path: path}
}

// offset returns the offset of the byte at a line and column, both from 1.
func (s *source) offset(line, column int) int {
	if line < 1 || line > len(s.lines) {
		return len(s.text)
	}
	start, end := s.lines[line-1], len(s.text)
	if line < len(s.lines) {
		end = s.lines[line] - 1
	}
	wanted := s.charactersBefore(start) + max(column, 1) - 1
	step, found := slices.BinarySearch(s.characters, wanted)
	if !found {
		step--
	}
	at := max(step*characterStep, start)
	for left := wanted - s.charactersBefore(at); at < end && (left > 0 || !utf8.RuneStart(s.text[at])); at++ {
		if utf8.RuneStart(s.text[at]) {
			left--
		}
	}
	return min(at, end)
}

// charactersBefore returns how many characters begin before the byte at an offset.
func (s *source) charactersBefore(offset int) int {
	step := min(offset/characterStep, len(s.characters)-1)
	if step < 0 {
		return 0
	}
	count := s.characters[step]
	for _, c := range s.text[step*characterStep : offset] {
		if utf8.RuneStart(c) {
			count++
		}
	}
	return count
}

// line returns the text of a line, from 1, without its end.
func (s *source) line(number int) string {
	if number < 1 || number > len(s.lines) {
		return ""
	}
	rest := s.text[s.lines[number-1]:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	return string(rest)
}

// indentOf returns how many spaces and tabs a line begins with.
func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }
