package content

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// setText replaces a text of the file, in the style in which it is written there
// as far as that can hold the new one. Comments, keys and all else stay.
func (e *textEditor) setText(path, text string) error {
	f := e.file.field(path)
	if f == nil {
		return errEdit
	}
	if f.value == text {
		return nil
	}
	place, ok := e.placeOf(f)
	if !ok {
		return errEdit
	}
	before := *e.file
	tag := f.node.Tag
	for _, written := range place.ways(text) {
		err := e.replace(place.from, place.to, written, func(now *textFile) bool {
			field := now.field(path)
			return field != nil && field.value == text && (field.node.Tag == "!!str" || field.node.Tag == tag) &&
				sameButFor(path, &before, now) && sameElements(&before, now) && sameRecords(before.records.list, now.records.list)
		})
		if err == nil {
			return nil
		}
	}
	return errEdit
}

// sameButFor reports whether two readings of a file have the same texts but for
// what the text at a path says.
func sameButFor(path string, a, b *textFile) bool {
	if len(a.fields) != len(b.fields) {
		return false
	}
	for i := range a.fields {
		x, y := &a.fields[i], &b.fields[i]
		if x.path != y.path || x.kind != y.kind || x.value != y.value && x.path != path {
			return false
		}
	}
	return true
}

// textPlace is where a text stands in a file, and how.
type textPlace struct {
	from, to int // offsets in the file's text
	style    yaml.Style
	header   string // of a literal or folded text: "|" or ">-", with what stands behind
	indent   int    // of its lines, also where it is written otherwise now
	ended    bool   // its last line has an end
	width    int    // of its longest line; 0: it has one line
}

// placeOf returns where a text stands.
func (e *textEditor) placeOf(f *textField) (textPlace, bool) {
	s := e.file.source
	steps := stepsTo(e.file.root, f.node)
	if len(steps) == 0 {
		return textPlace{}, false
	}
	last, size := steps[len(steps)-1], 1
	if last.parent.Kind == yaml.MappingNode {
		size = 2
	}
	column := 0
	if last.parent.Style&yaml.FlowStyle == 0 {
		_, c, ok := startOf(s, last.parent.Content[last.index-size+1], size)
		if !ok {
			return textPlace{}, false
		}
		column = c
	}
	p := textPlace{from: s.offset(f.node.Line, f.node.Column), style: f.node.Style, indent: column + 2}
	if p.style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		end, ok := flowEnd(s, f)
		p.to = end
		return p, ok
	}
	p.header, _, _ = strings.Cut(string(s.text[p.from:]), "\n")
	p.to = blockEnd(s, f.node.Line, column, false)
	p.ended = p.to > 0 && s.text[p.to-1] == '\n'
	lines := strings.Split(strings.TrimSuffix(string(s.text[p.from:p.to]), "\n"), "\n")[1:]
	first := true
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if first {
			p.indent, first = indentOf(line), false
		}
		p.width = max(p.width, utf8.RuneCountInString(line)-p.indent)
	}
	return p, !first
}

// flowEnd returns the offset behind a text that is plain or between quotes.
func flowEnd(s *source, f *textField) (int, bool) {
	at := s.offset(f.node.Line, f.node.Column)
	switch {
	case f.node.Style&yaml.DoubleQuotedStyle != 0:
		for i := at + 1; i < len(s.text); i++ {
			switch s.text[i] {
			case '\\':
				i++
			case '"':
				return i + 1, true
			}
		}
		return 0, false
	case f.node.Style&yaml.SingleQuotedStyle != 0:
		for i := at + 1; i < len(s.text); i++ {
			switch {
			case s.text[i] != '\'':
			case i+1 < len(s.text) && s.text[i+1] == '\'':
				i++
			default:
				return i + 1, true
			}
		}
		return 0, false
	}
	sc := newScalar(s, f.node, "")
	if len(sc.spans) == 0 || sc.spans[len(sc.spans)-1].atom {
		return 0, false
	}
	last := sc.spans[len(sc.spans)-1]
	return last.src + last.n, true
}

// ways returns how a text could be written at the place, best first. Which of
// them YAML reads as that text is found out by trying.
func (p *textPlace) ways(text string) []string {
	quoted := doubleQuoted(text)
	lines := strings.Contains(text, "\n")
	switch {
	case p.style&yaml.LiteralStyle != 0:
		return []string{p.block(p.header, text), p.block("|", text), p.asLine(quoted)}
	case p.style&yaml.FoldedStyle != 0:
		return []string{p.block(p.header, folded(text, p.width)), p.block("|", text), p.asLine(quoted)}
	case p.style&yaml.DoubleQuotedStyle != 0 && !lines:
		return []string{quoted}
	case p.style&yaml.SingleQuotedStyle != 0 && !lines:
		return []string{"'" + strings.ReplaceAll(text, "'", "''") + "'", quoted}
	case !lines:
		return []string{text, "'" + strings.ReplaceAll(text, "'", "''") + "'", quoted}
	}
	return []string{strings.TrimSuffix(p.block("|", text), "\n"), quoted}
}

// block returns a text written below a header.
func (p *textPlace) block(header, text string) string {
	return p.asLine(header + "\n" + strings.TrimSuffix(indented(text, p.indent), "\n"))
}

// asLine ends what is written as the place is ended now.
func (p *textPlace) asLine(written string) string {
	if p.ended {
		return written + "\n"
	}
	return written
}

// folded returns a text as a folded one has it: its lines broken at a width, and
// each line end of its own doubled.
func folded(text string, width int) string {
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
			if line != "" {
				b.WriteByte('\n')
			}
		}
		b.WriteString(wrapLine(line, max(width, leastWidth), 0))
	}
	return b.String()
}
