package content

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// How wide the lines of a text are written at least and at most where its lines
// were wrapped before.
const (
	leastWidth = 40
	mostWidth  = 100
)

// unwrapped returns a text as translators get it: the lines that an author
// wrapped are one line again, so that a sentence is one piece to them. Line ends
// that say something stay: those between paragraphs and list items, breaks, and
// all in texts that are no bodies.
func unwrapped(kind TextKind, text string) string {
	if kind != BlocksText {
		return text
	}
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if n := len(out) - 1; n >= 0 && goesOn(out[n], line) {
			out[n] = strings.TrimRight(out[n], " \t") + " " + strings.TrimLeft(line, " \t")
			continue
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// goesOn reports whether a line goes on what stands before it in Markdown, so
// that the line end between them is but a space.
func goesOn(before, line string) bool {
	switch {
	case strings.TrimSpace(before) == "" || strings.TrimSpace(line) == "":
		return false
	case strings.HasSuffix(before, "  ") || strings.HasSuffix(before, `\`):
		return false
	case strings.HasPrefix(strings.TrimLeft(before, " >"), "#"), !slices.ContainsFunc(strings.Fields(before), isWord):
		return false
	case strings.LastIndexByte(before, '{') > strings.LastIndexByte(before, '}'):
		return false // attributes end on their line, or are none
	}
	return !beginsBlock(line)
}

// isWord reports whether what stands between spaces is more than the mark of a
// list's item or of a quotation.
func isWord(text string) bool {
	digits := strings.TrimRight(text, ".)")
	return strings.Trim(text, ">-+*") != "" && (digits == text || !isDigits(digits))
}

// beginsBlock reports whether Markdown could take a line for the beginning of
// something: a list's item, a head, a quotation, a rule, attributes, code, HTML.
func beginsBlock(line string) bool {
	text := strings.Trim(line, " \t")
	if text == "" {
		return false
	}
	word := text
	if end := strings.IndexAny(text, " \t"); end >= 0 {
		word = text[:end]
	}
	switch text[0] {
	case '>', '<', '{', '`', '~', '=', '|', ':', '_':
		return true
	case '#':
		return strings.Trim(word, "#") == ""
	case '-', '+', '*':
		return len(word) == 1 || strings.Trim(text, "-+* ") == ""
	}
	digits := strings.TrimRight(word, ".)")
	return digits != word && isDigits(digits)
}

// rewrapped returns a new version of a text with its lines wrapped as those of
// the old one are. Paragraphs that are as they were keep their lines.
func rewrapped(kind TextKind, old, text string) string {
	if kind != BlocksText || unwrapped(kind, old) == old {
		return text
	}
	width := 0
	kept := map[string]string{}
	for paragraph := range strings.SplitSeq(old, "\n\n") {
		kept[unwrapped(kind, paragraph)] = paragraph
	}
	for line := range strings.SplitSeq(old, "\n") {
		width = max(width, utf8.RuneCountInString(line))
	}
	width = min(max(width, leastWidth), mostWidth)
	var out []string
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if as, ok := kept[paragraph]; ok {
			out = append(out, as)
			continue
		}
		lines := strings.Split(paragraph, "\n")
		for i, line := range lines {
			lines[i] = wrapLine(line, width, hangOf(line))
		}
		out = append(out, strings.Join(lines, "\n"))
	}
	if wrapped := strings.Join(out, "\n\n"); unwrapped(kind, wrapped) == unwrapped(kind, text) {
		return wrapped
	}
	return text
}

// hangOf returns how far the lines that go on a line are indented: as its text
// is, behind the mark of a list.
func hangOf(line string) int {
	text := strings.TrimLeft(line, " ")
	indent := len(line) - len(text)
	word, rest, found := strings.Cut(text, " ")
	if found && beginsBlock(word+" x") && strings.TrimRight(word, "0123456789-+*.)") == "" {
		return indent + len(word) + 1 + len(rest) - len(strings.TrimLeft(rest, " "))
	}
	return indent
}

// wrapLine breaks a line at single spaces so that it is no wider than a width
// where that can be, with the lines that go on it indented. A head stays one line.
func wrapLine(line string, width, hang int) string {
	if utf8.RuneCountInString(line) <= width || strings.HasPrefix(strings.TrimLeft(line, " >"), "#") {
		return line
	}
	var b strings.Builder
	column, said := 0, false // said: a word stands before, not but a mark
	words := strings.Split(line, " ")
	for i, word := range words {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case said && column+1+n > width && mayBreak(words[i-1], word):
			b.WriteString("\n" + strings.Repeat(" ", hang))
			column = hang
		default:
			b.WriteByte(' ')
			column++
		}
		said = said || word != "" && isWord(word)
		b.WriteString(word)
		column += n
	}
	return b.String()
}

// mayBreak reports whether a line may be broken between two words: where one
// space stands, and the second begins nothing of its own.
func mayBreak(before, word string) bool {
	return before != "" && word != "" && !strings.HasSuffix(before, `\`) && !beginsBlock(word+" x")
}
