package hyphen_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"korthet/layout/hyphen"
)

// load returns the patterns of a language that must have some.
func load(t testing.TB, language string) *hyphen.Patterns {
	t.Helper()
	p, ok := hyphen.Load(language)
	if !ok {
		t.Fatalf("no patterns for %s", language)
	}
	return p
}

// show returns word with its points marked: `-`, `=` for a compound's, `~` for a
// soft hyphen.
func show(p *hyphen.Patterns, word string, minima hyphen.Minima) string {
	var b strings.Builder
	at := 0
	for _, point := range p.Points(nil, word, minima) {
		b.WriteString(word[at:point.Offset])
		b.WriteByte("-=~"[point.Quality])
		at = point.Offset
		if point.Quality == hyphen.Soft {
			at += len("\u00ad")
		}
	}
	b.WriteString(word[at:])
	return b.String()
}

// lines returns the lines of a file in testdata.
func lines(t testing.TB, name string) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

// TestTeX compares with what TeX itself does with its Swedish patterns.
func TestTeX(t *testing.T) {
	p := load(t, "sv-x-tex")
	words := lines(t, "hyphenation-sv-tex.tsv")
	if len(words) < 500 {
		t.Fatalf("only %d words", len(words))
	}
	for _, line := range words {
		word, want, _ := strings.Cut(line, "\t")
		if got := show(p, word, hyphen.Minima{Left: 2, Right: 2}); got != want {
			t.Errorf("%s: got %s, TeX has %s", word, got, want)
		}
	}
}

// TestCompounds holds the Swedish set against words hyphenated by hand: each of
// their breaks is found, in its kind, and no other.
func TestCompounds(t *testing.T) {
	p := load(t, "sv")
	for _, want := range lines(t, "hyphenation-sv-compounds.txt") {
		word := strings.NewReplacer("-", "", "=", "").Replace(want)
		if got := show(p, word, hyphen.Minima{}); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

var _ = slices.Equal[[]int]
var _ = utf8.RuneLen
