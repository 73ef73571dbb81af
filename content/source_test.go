package content

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestSourcePlaces compares the place of every byte, and the way back, with what
// counting each line from its beginning gives.
func TestSourcePlaces(t *testing.T) {
	long := strings.Repeat("Å är en å, 日本 och 😀. ", 60)
	text := "a\n\n" + long + "\n" + long[:len("Å är en å, 日本 och ")] + "\n" + strings.Repeat("x", 3*characterStep) + "\n" + long
	s := newSource("x.yaml", []byte(text), &mistakes{})
	line, start := 1, 0
	for at, r := range text {
		column := utf8.RuneCountInString(text[start:at]) + 1
		if pos := s.pos(at, ""); pos.Line != line || pos.Column != column {
			t.Fatalf("byte %d is at %d:%d, not %d:%d", at, pos.Line, pos.Column, line, column)
		}
		if back := s.offset(line, column); back != at {
			t.Fatalf("%d:%d is byte %d, not %d", line, column, back, at)
		}
		if r == '\n' {
			if past := s.offset(line, column+5); past != at {
				t.Fatalf("past the end of line %d is byte %d, not %d", line, past, at)
			}
			line, start = line+1, at+1
		}
	}
	if end := s.offset(line, 1_000_000); end != len(text) {
		t.Errorf("past the end is byte %d, not %d", end, len(text))
	}
	if empty := newSource("x.yaml", nil, &mistakes{}); empty.pos(0, "").Column != 1 || empty.offset(1, 3) != 0 {
		t.Error("an empty file has another place than its beginning")
	}
}
