package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"unicode"

	"korthet/content"
)

// How korthet speaks:
//
//   - what a command was asked for (a list, an explanation, the verdicts of
//     preflight, a dump, --json) goes to stdout, what there is to say on the way
//     and what is wrong to stderr;
//   - a problem is one line as compilers print it, `file:line:column: message`,
//     the file as seen from where the user stands; a warning says `warning: `
//     after the place, an error says nothing; below it stand the author's line
//     with a caret under the place, and the hint;
//   - what is wrong with no file in particular begins with `korthet: `;
//   - sentences are lower case and have no full stop; they say what is wrong and
//     where, hints say what to do; commands and keys stand between `backquotes`,
//     the author's own words between "quotes";
//   - colours and progress appear on a terminal alone, and colours only where
//     NO_COLOR and TERM allow them;
//   - nothing an author wrote reaches the terminal as a control character.
type report struct {
	w io.Writer
	look
	dir    string // the publication's folder as the user named it
	files  fs.FS  // the publication's folder; nil: no lines are shown
	strict bool   // warnings are errors
	// editions is how many there are: a problem that not all of them have says
	// which do.
	editions int
	lines    map[string][][]byte // by file, read once
}

// newReport returns a report to p's stderr.
func newReport(p *process) *report {
	return &report{w: p.stderr, look: p.err, lines: map[string][][]byte{}}
}

// The colours, as the escape sequences of ECMA-48.
const (
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	green  = "\x1b[32m"
	cyan   = "\x1b[36m"
	plain  = "\x1b[0m"
)

// paint returns text in a colour where colours are wanted.
func (r *report) paint(colour, text string) string {
	if !r.colour || text == "" {
		return text
	}
	return colour + text + plain
}

// usage tells of a command that was not understood.
func (r *report) usage(e *usageError) {
	r.failure(e.err)
	if e.hint != "" {
		r.hint(e.hint)
	}
	fmt.Fprintf(r.w, "  %s `%s --help` explains\n", r.paint(cyan, "help:"), e.command)
}

// failure tells of an error that is no author's.
func (r *report) failure(err error) {
	fmt.Fprintf(r.w, "%s %s\n", r.paint(red, "korthet:"), printable(err.Error()))
	var advice *adviceError
	if errors.As(err, &advice) && advice.hint != "" {
		r.hint(advice.hint)
	}
}

// hint says what to do.
func (r *report) hint(text string) {
	for i, line := range strings.Split(text, "\n") {
		label := "     "
		if i == 0 {
			label = r.paint(cyan, "hint:")
		}
		fmt.Fprintf(r.w, "  %s %s\n", label, printable(line))
	}
}

// note says something that is no problem, after a word that tells its kind.
func (r *report) note(kind, text string) {
	if kind != "" {
		kind = r.paint(green, kind) + " "
	}
	fmt.Fprintln(r.w, kind+printable(text))
}

// problems tells all, in order.
func (r *report) problems(all []problem) {
	for _, p := range all {
		r.problem(p)
	}
}

// problem tells one.
func (r *report) problem(p problem) {
	place := r.paint(red, "korthet:")
	if p.pos.File != "" {
		place = r.paint(bold, r.place(p.pos)+":")
	}
	kind := ""
	if p.severity == isWarning && !r.strict {
		kind = r.paint(yellow, "warning:") + " "
	}
	in := ""
	if len(p.editions) > 0 && len(p.editions) < r.editions {
		in = " (in " + editionNames(p.editions) + ")"
	}
	fmt.Fprintf(r.w, "%s %s%s%s\n", place, kind, printable(p.message), printable(in))
	r.excerpt(p.pos)
	for _, pos := range p.also {
		fmt.Fprintf(r.w, "  %s %s\n", r.paint(cyan, "see:"), r.place(pos))
		r.excerpt(pos)
	}
	if p.hint != "" {
		r.hint(inFolder(p.hint, r.dir))
	}
}

// editionNames joins the names of editions, the many shortened.
func editionNames(ids []string) string {
	const shown = 4
	if len(ids) <= shown+1 {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:shown], ", "), len(ids)-shown)
}

// place returns the place as seen from where the user stands.
func (r *report) place(pos content.Pos) string {
	pos.File = seenFrom(r.dir, pos.File)
	return printable(pos.String())
}

// seenFrom returns the path of a publication's file as seen from where the user
// stands, who named the publication's folder dir.
func seenFrom(dir, file string) string {
	return filepath.Join(dir, filepath.FromSlash(file))
}

// excerpt shows the author's line with a caret under the place, or nothing when
// there is no such line.
func (r *report) excerpt(pos content.Pos) {
	if pos.Line == 0 || pos.Column == 0 {
		return
	}
	lines := r.source(pos.File)
	if pos.Line > len(lines) {
		return
	}
	text := []rune(strings.TrimRight(string(lines[pos.Line-1]), "\r\n"))
	if pos.Column > len(text)+1 {
		return
	}
	number := fmt.Sprintf("%5d | ", pos.Line)
	room := 100
	if r.width > 0 {
		room = max(r.width-1, 40)
	}
	before, after := window(text, pos.Column-1, room-len(number))
	fmt.Fprintf(r.w, "%s%s\n", r.paint(cyan, number), before+after)
	fmt.Fprintf(r.w, "%s%s%s\n", r.paint(cyan, "      | "), blank(before), r.paint(red, "^"))
}

// window returns the part of a line that fits into room columns around the
// character at, cut where that character begins.
func window(text []rune, at, room int) (before, after string) {
	start, end := 0, len(text)
	if len(text) > room {
		start = max(0, min(at-room/3, len(text)-room))
		end = min(len(text), start+room)
	}
	before, after = printable(string(text[start:at])), printable(string(text[at:end]))
	if start > 0 {
		before = "…" + dropFirst(before)
	}
	if end < len(text) {
		after = dropLast(after) + "…"
	}
	return before, after
}

func dropFirst(s string) string {
	r := []rune(s)
	return string(r[min(1, len(r)):])
}

func dropLast(s string) string {
	r := []rune(s)
	return string(r[:max(0, len(r)-1)])
}

// blank returns white space as wide as text, a tab where text has one and
// nothing where a mark stands on the letter before it.
func blank(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch {
		case c == '\t':
			b.WriteByte('\t')
		case !unicode.Is(unicode.Mn, c):
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// source returns the lines of a publication's file, nil when it cannot be read
// or is too large to be a text that someone wrote.
func (r *report) source(file string) [][]byte {
	if r.files == nil {
		return nil
	}
	if lines, ok := r.lines[file]; ok {
		return lines
	}
	r.lines[file] = nil
	const largest = 4 << 20
	if info, err := fs.Stat(r.files, file); err != nil || !info.Mode().IsRegular() || info.Size() > largest {
		return nil
	}
	data, err := fs.ReadFile(r.files, file)
	if err != nil {
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // a byte order mark has no column
	r.lines[file] = bytes.Split(data, []byte("\n"))
	return r.lines[file]
}

// printable replaces what a terminal would obey instead of showing.
func printable(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\t' || c == '\n':
			return c
		case unicode.IsControl(c), unicode.Is(unicode.Bidi_Control, c):
			return unicode.ReplacementChar
		}
		return c
	}, s)
}

// plural returns "1 error", "2 errors".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
