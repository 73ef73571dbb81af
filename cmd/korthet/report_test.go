package main

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// TestProblem checks how problems are told.
func TestProblem(t *testing.T) {
	long := "    " + strings.Repeat("ord ", 100) + "här " + strings.Repeat("slut ", 100)
	files := fstest.MapFS{"text/sv/a.yaml": {Data: []byte("title: Å\r\n\tbody: |\n" + long + "\nnfd: a\u030a b\n")}}
	at := func(line, column int) content.Pos {
		return content.Pos{File: "text/sv/a.yaml", Line: line, Column: column}
	}
	for _, c := range []struct {
		name string
		p    problem
		want string
	}{
		{"with a hint", problem{pos: at(1, 8), message: "it is wrong", hint: "mend it"}, `
demo/text/sv/a.yaml:1:8: it is wrong
    1 | title: Å
      |        ^
  hint: mend it
`},
		{"a tab before the place", problem{pos: at(2, 2), severity: isWarning, message: "odd"}, "\n" +
			"demo/text/sv/a.yaml:2:2: warning: odd\n" +
			"    2 | \tbody: |\n" +
			"      | \t^\n"},
		{"a place in a long line", problem{pos: at(3, 405), message: "here"}, "\n" +
			"demo/text/sv/a.yaml:3:405: here\n" +
			"    3 | …ord ord ord ord ord här slut slut slut slut slut slut slut slu…\n" +
			"      |                      ^\n"},
		{"a letter of two characters", problem{pos: at(4, 9), message: "here"}, "\n" +
			"demo/text/sv/a.yaml:4:9: here\n" +
			"    4 | nfd: a\u030a b\n" +
			"      |        ^\n"},
		{"behind the line's end", problem{pos: at(1, 9), message: "here"}, "\n" +
			"demo/text/sv/a.yaml:1:9: here\n" +
			"    1 | title: Å\n" +
			"      |         ^\n"},
		{"a place that is not there", problem{pos: at(99, 1), message: "gone"}, "\ndemo/text/sv/a.yaml:99:1: gone\n"},
		{"no column", problem{pos: at(1, 0), message: "the file"}, "\ndemo/text/sv/a.yaml:1: the file\n"},
		{"no file", problem{message: "all of it", hint: "first\nsecond"}, `
korthet: all of it
  hint: first
        second
`},
		{"another place", problem{pos: at(1, 1), message: "twice", also: []content.Pos{at(2, 2)}}, "\n" +
			"demo/text/sv/a.yaml:1:1: twice\n" +
			"    1 | title: Å\n" +
			"      | ^\n" +
			"  see: demo/text/sv/a.yaml:2:2\n" +
			"    2 | \tbody: |\n" +
			"      | \t^\n"},
		{"some editions", problem{message: "some", editions: []string{"sv", "en"}}, "\nkorthet: some (in sv, en)\n"},
		{"many editions", problem{message: "many", editions: strings.Split("a b c d e f g h", " ")}, "\nkorthet: many (in a, b, c, d and 4 more)\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			r := newReport(&process{stderr: &out, err: look{width: 73}})
			r.dir, r.files, r.editions = "demo", files, 9
			r.problem(c.p)
			if got := strings.ReplaceAll(out.String(), `\`, "/"); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestMerge checks that editions that share a mistake share its report.
func TestMerge(t *testing.T) {
	at := func(file string, line int) content.Pos { return content.Pos{File: file, Line: line, Column: 1} }
	got := merge([]problem{
		{message: "disk"},
		{pos: at("b", 1), message: "x"},
		{pos: at("a", 10), message: "y", editions: []string{"sv"}},
		{pos: at("a", 2), message: "y", editions: []string{"sv"}},
		{pos: at("b", 1), message: "x", editions: []string{"sv"}},
		{pos: at("b", 1), message: "x", editions: []string{"en"}},
		{pos: at("b", 1), message: "x", severity: isWarning},
		{pos: at("publication.yaml", 9), message: "x", severity: isWarning},
		{pos: at("regions/a/b", 1), message: "z"},
	})
	var lines []string
	for _, p := range got {
		lines = append(lines, strings.TrimSpace(p.pos.String()+" "+p.message+" "+strings.Join(p.editions, ",")))
	}
	want := "a:2:1 y sv|a:10:1 y sv|b:1:1 x sv,en|regions/a/b:1:1 z|publication.yaml:9:1 x|b:1:1 x|disk"
	if strings.Join(lines, "|") != want {
		t.Errorf("got %q, want %q", strings.Join(lines, "|"), want)
	}
}
