package linebreak_test

import (
	"strings"
	"testing"

	"korthet/layout/linebreak"
)

// parse makes items of text in which every letter is 10 wide, a space 10 plus 5
// minus 3, `-` inside a word a hyphenation point, `/` an explicit hyphen and `|`
// a forced end of line.
func parse(text string) []linebreak.Item {
	var items []linebreak.Item
	letters := int64(0)
	flush := func() {
		if letters > 0 {
			items = append(items, linebreak.Item{Kind: linebreak.Box, Width: 10 * letters})
		}
		letters = 0
	}
	for _, r := range text {
		switch r {
		case ' ':
			flush()
			items = append(items, linebreak.Item{Kind: linebreak.Glue, Width: 10, Stretch: 5, Shrink: 3})
		case '-':
			flush()
			items = append(items, linebreak.Item{
				Kind: linebreak.Penalty, Cost: 50, Width: 10, Flagged: true, Hyphenation: true,
			})
		case '/':
			letters++
			flush()
			items = append(items, linebreak.Item{Kind: linebreak.Penalty, Cost: 50, Flagged: true})
		case '|':
			flush()
			items = append(items, linebreak.Item{Kind: linebreak.Penalty, Cost: linebreak.Forced})
		default:
			letters++
		}
	}
	flush()
	return items
}

// show writes the lines of a text that was given to parse: `=` is a chosen
// hyphen.
func show(text string, result linebreak.Result) []string {
	var pieces []string // one for each item
	word := ""
	flush := func() {
		if word != "" {
			pieces = append(pieces, word)
		}
		word = ""
	}
	for _, r := range text {
		switch r {
		case ' ', '-', '|':
			flush()
			pieces = append(pieces, map[rune]string{' ': " ", '-': "", '|': ""}[r])
		case '/':
			word += "/"
			flush()
			pieces = append(pieces, "")
		default:
			word += string(r)
		}
	}
	flush()
	pieces = append(pieces, "", "", "")
	var lines []string
	for _, line := range result.Lines {
		s := strings.Join(pieces[line.Start:line.End], "")
		if line.Flagged && !strings.HasSuffix(s, "/") {
			s += "="
		}
		lines = append(lines, s)
	}
	return lines
}

func TestBreak(t *testing.T) {
	tests := []struct {
		name    string
		text    string
		measure int64
		opts    linebreak.Options
		want    string
	}{
		{"one line", "aa bb", 100, linebreak.Options{}, "aa bb"},
		{"two lines", "aaa bb ccc dd", 60, linebreak.Options{}, "aaa bb_ccc dd"},
		{"hyphenation in the second pass", "aaa bbb-bbb cc", 80, linebreak.Options{}, "aaa bbb=_bbb cc"},
		{"explicit hyphen in the first pass", "aaa bbb/bbb cc", 80, linebreak.Options{}, "aaa bbb/_bbb cc"},
		{"forced", "aaa|bbb cc", 100, linebreak.Options{}, "aaa_bbb cc"},
		{"too wide", "aaaaaaaa bb", 40, linebreak.Options{}, "aaaaaaaa_bb"},
		{"overfull rather than loose", "aa bbbbbb", 70, linebreak.Options{}, "aa bbbbbb"},
		{"loose rather than overfull", "aa bbbbbb", 70, linebreak.Options{LastResort: true}, "aa_bbbbbb"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b linebreak.Breaker
			got := b.Break(linebreak.End(parse(tt.text)), []int64{tt.measure}, tt.opts)
			if s := strings.Join(show(tt.text, got), "_"); s != tt.want {
				t.Errorf("got %s, want %s: %+v", s, tt.want, got)
			}
		})
	}
}
