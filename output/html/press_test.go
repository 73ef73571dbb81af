package html_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"korthet/layout/display"
	"korthet/output/impose"
	"korthet/output/pdf"
)

// TestPressEqual: the press file, which has no tags, shows the words of the tag
// tree in its order, as two readers extract them: so they are those of the web
// page and of the screen file, which TestEqual holds to the same tree.
func TestPressEqual(t *testing.T) {
	for name, folder := range publications(t) {
		t.Run(name, func(t *testing.T) {
			doc := set(t, folder)
			want := strings.Fields(strings.ReplaceAll(strings.Join(treeWords(doc), " "), "\u00AD", ""))
			for reader, got := range pressWords(t, doc) {
				if i := pressDifference(got, want); i >= 0 {
					t.Errorf("%s: word %d is not %q", reader, i, want[min(i, len(want)-1)])
				}
			}
		})
	}
}

// TestPressMutants shows that TestPressEqual can fail.
func TestPressMutants(t *testing.T) {
	doc := set(t, publications(t)["leaflet"])
	want := treeWords(doc)
	for reader, got := range pressWords(t, doc) {
		for i := 100; i < 110; i++ {
			swapped := slices.Clone(want)
			swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
			if want[i] != want[i+1] && pressDifference(got, swapped) < 0 {
				t.Errorf("%s: %q and %q may be swapped", reader, want[i], want[i+1])
			}
			if pressDifference(got, slices.Delete(slices.Clone(want), i, i+1)) < 0 {
				t.Errorf("%s: %q may be lost", reader, want[i])
			}
		}
	}
}

// pressWords are the words of a document's press file, by reader.
func pressWords(t *testing.T, doc *display.Document) map[string][]string {
	t.Helper()
	var out bytes.Buffer
	if err := pdf.Write(&out, impose.Bleed(doc, display.Millimetres(3000)), pdf.Options{Target: pdf.Print, Date: time.Date(2005, 6, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "press.pdf")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	words := map[string][]string{}
	for reader, text := range map[string]string{
		"pdftotext": tool(t, "pdftotext", "-raw", "-enc", "UTF-8", path, "-"),
		"mutool":    tool(t, "mutool", "draw", "-q", "-F", "txt", "-o", "-", path),
	} {
		words[reader] = inText(t, text, doc)
	}
	return words
}

// pressDifference is the place of the first word of want that got does not have
// there, -1 for none. The join rule: a press file does not tell where a line's
// hyphen is the break's, so a word that a line broke may be its parts, of which
// each but the last ends in a hyphen, or in the dash that it was broken at.
func pressDifference(got, want []string) int {
	at := 0
	for i, whole := range want {
		n := partsOf(got[at:], whole)
		if n == 0 {
			return i
		}
		at += n
	}
	if at < len(got) {
		return len(want)
	}
	return -1
}

func partsOf(got []string, whole string) int {
	if len(got) == 0 {
		return 0
	}
	if got[0] == whole {
		return 1
	}
	for _, part := range []string{got[0], strings.TrimSuffix(got[0], "-")} {
		if rest, ok := strings.CutPrefix(whole, part); ok && brokenAfter(got[0]) && rest != "" {
			if n := partsOf(got[1:], rest); n > 0 {
				return n + 1
			}
		}
	}
	return 0
}

// brokenAfter reports whether a line may end after this part of a word.
func brokenAfter(part string) bool {
	return strings.HasSuffix(part, "-") || strings.HasSuffix(part, "—")
}
