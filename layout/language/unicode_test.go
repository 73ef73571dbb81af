package language_test

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"korthet/layout/language"
)

// A departure is a tailoring of UAX #14 that shows in Unicode's own test.
type departure struct {
	name string
	// explains reports whether the departure accounts for the difference at the
	// place between before and after, where Unicode wants a break or does not.
	explains func(before, after string, want bool) bool
	seen     int
}

// departures is the whole list: any other difference is a mistake.
func departures() []*departure {
	marks := func(r rune) bool { return unicode.IsMark(r) || r == 1 || r == 0x200D }
	last := func(text string) rune {
		text = strings.TrimRightFunc(text, marks)
		r, _ := utf8.DecodeLastRuneInString(text)
		return r
	}
	return []*departure{
		{name: "LB15 is left out, as in Unicode 15.1", explains: func(before, after string, want bool) bool {
			quote := last(strings.TrimRight(before, " "))
			first, _ := utf8.DecodeRuneInString(after)
			return !want && strings.HasSuffix(before, " ") && strings.ContainsRune("\"'«»’", quote) && strings.ContainsRune("([{\u2329「", first)
		}},
		{name: "a hyphen needs letters around it", explains: func(before, _ string, want bool) bool {
			return want && last(before) == '-'
		}},
		{name: "a slash needs letters around it", explains: func(before, _ string, want bool) bool {
			return want && last(before) == '/'
		}},
		{name: "no dash begins a line", explains: func(_, after string, want bool) bool {
			return want && strings.HasPrefix(after, "—")
		}},
		{name: "no dash stands alone on the first line", explains: func(before, _ string, want bool) bool {
			return want && strings.Trim(before, " \u0308") == "—"
		}},
		{name: "an address breaks by rules of its own", explains: func(before, _ string, want bool) bool {
			return want && strings.Contains(before, "://")
		}},
		{name: "a soft hyphen is the caller's", explains: func(before, _ string, want bool) bool {
			return want && last(before) == 0xAD
		}},
	}
}

func TestLineBreakTest(t *testing.T) {
	known := departures()
	lines := 0
	for _, line := range readLines(t, "testdata/LineBreakTest.txt") {
		lines++
		text, want := parseBreakLine(t, line)
		got := map[int]bool{}
		for _, b := range language.Opportunities(text, "und") {
			got[b.Offset] = true
		}
		for i := range text {
			if i == 0 || got[i] == want[i] {
				continue
			}
			explained := false
			for _, d := range known {
				if d.explains(text[:i], text[i:], want[i]) {
					d.seen++
					explained = true
					break
				}
			}
			if !explained {
				t.Errorf("%s: %q: break at %d is %v, Unicode says %v", line, text, i, got[i], want[i])
			}
		}
	}
	if lines < 3500 {
		t.Errorf("read %d lines, want the whole file", lines)
	}
	for _, d := range known {
		t.Logf("%s: %d places", d.name, d.seen)
		if d.seen == 0 {
			t.Errorf("%s: never seen, take it off the list", d.name)
		}
	}
}

// parseBreakLine reads "× 0023 ÷ 2014 ÷" as a text and the offsets at which it
// breaks.
func parseBreakLine(t *testing.T, line string) (string, map[int]bool) {
	t.Helper()
	var text strings.Builder
	breaks := map[int]bool{}
	for field := range strings.FieldsSeq(line) {
		switch field {
		case "×":
		case "÷":
			breaks[text.Len()] = true
		default:
			point, err := strconv.ParseInt(field, 16, 32)
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			text.WriteRune(rune(point))
		}
	}
	return text.String(), breaks
}

// readLines returns the lines of a file that are not comments.
func readLines(t *testing.T, name string) []string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var lines []string
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		if line := scanner.Text(); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}
