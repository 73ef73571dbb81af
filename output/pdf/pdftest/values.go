package pdftest

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The kinds of object. A null is nil, a truth value a bool, an integer an int64
// and a real a float64.
type (
	// Name is a name without its slash and with its escapes resolved.
	Name string
	// String is a string, and how it was written.
	String struct {
		Bytes string
		Hex   bool
	}
	// Ref is an indirect reference.
	Ref struct{ Number, Generation int }
	// Array is an array.
	Array []any
	// Dict is a dictionary.
	Dict map[Name]any
	// Stream is a stream as it lies in the file.
	Stream struct {
		Dict Dict
		Raw  []byte
	}
	// operator is a bare word of a content stream.
	operator string
)

// text is a text string (7.9.2.2).
func (s String) text() string {
	if rest, ok := strings.CutPrefix(s.Bytes, "\xFE\xFF"); ok {
		units := make([]uint16, 0, len(rest)/2)
		for i := 0; i+1 < len(rest); i += 2 {
			units = append(units, uint16(rest[i])<<8|uint16(rest[i+1]))
		}
		return string(utf16.Decode(units))
	}
	var out strings.Builder
	for i := range len(s.Bytes) {
		// PDFDocEncoding is Latin-1 but for codes that our strings do not have.
		out.WriteRune(rune(s.Bytes[i]))
	}
	return out.String()
}

// wellEncoded reports whether a text string can be read: whole UTF-16 units with
// paired surrogates, or codes that PDFDocEncoding defines.
func (s String) wellEncoded() bool {
	if rest, ok := strings.CutPrefix(s.Bytes, "\xFE\xFF"); ok {
		if len(rest)%2 != 0 {
			return false
		}
		return !strings.ContainsRune(s.text(), utf8.RuneError)
	}
	for i := range len(s.Bytes) {
		switch c := s.Bytes[i]; {
		case c < 0x18 && c != '\t' && c != '\n' && c != '\r', c == 0x7F, c == 0x9F, c == 0xAD:
			return false
		}
	}
	return true
}

func number(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}
