package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// poWidth is the column that gettext's own programs keep their lines below.
const poWidth = 79

// The words that are korthet's own in a PO file.
const (
	poSource = "X-Source-Language"
	poTarget = "X-Target-Language" // in BCP 47's form, which Language has not
	poBase   = "korthet: "         // begins the comment with a text's Base
)

// writePO writes a file as PO.
func writePO(b *bytes.Buffer, f *File) {
	fmt.Fprintf(b, "# %s: %s, translated from %s.\n", f.Name, f.Target, f.Source)
	for _, note := range f.notes() {
		poComment(b, "# ", note)
	}
	poString(b, "", "msgid", "")
	poString(b, "", "msgstr", "Project-Id-Version: "+f.Name+"\n"+
		"PO-Revision-Date: \n"+ // a file says the same whenever it is written
		"Last-Translator: \n"+
		"Language-Team: \n"+
		"Language: "+poLanguage(f.Target)+"\n"+
		"MIME-Version: 1.0\n"+
		"Content-Type: text/plain; charset=UTF-8\n"+
		"Content-Transfer-Encoding: 8bit\n"+
		poSource+": "+f.Source+"\n"+
		poTarget+": "+f.Target+"\n")
	for i := range f.Texts {
		t := &f.Texts[i]
		b.WriteByte('\n')
		for _, note := range t.comments() {
			poComment(b, "#. ", note)
		}
		if t.Base != "" {
			b.WriteString("#. " + poBase + t.Base + "\n")
		}
		if t.Place != "" {
			b.WriteString("#: " + t.Place + "\n")
		}
		if t.State == Review {
			b.WriteString("#, fuzzy\n")
			if t.Previous != "" {
				poString(b, "#| ", "msgid", t.Previous)
			}
		}
		poString(b, "", "msgctxt", t.Name)
		poString(b, "", "msgid", t.Source)
		poString(b, "", "msgstr", t.Target)
	}
}

// comments returns what a translator is told of a text.
func (t *Text) comments() []string {
	notes := append([]string{}, t.Notes...)
	if t.Limit > 0 {
		notes = append(notes, fmt.Sprintf("At most %d characters; the source has %d.", t.Limit, utf8.RuneCountInString(t.Source)))
	}
	return notes
}

// poComment writes a comment of one or more lines.
func poComment(b *bytes.Buffer, mark, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(mark + line + "\n")
	}
}

// poLanguage returns a language as gettext writes it: pt_BR, sr@latin.
func poLanguage(tag string) string {
	parts := strings.Split(tag, "-")
	out, script := parts[0], ""
	for _, part := range parts[1:] {
		switch {
		case len(part) == 4:
			script = map[string]string{"latn": "latin", "cyrl": "cyrillic", "arab": "arabic"}[strings.ToLower(part)]
		case len(part) == 2:
			out += "_" + strings.ToUpper(part)
		}
	}
	if script != "" {
		out += "@" + script
	}
	return out
}

// poString writes a keyword and its text, in as many lines as it takes.
func poString(b *bytes.Buffer, mark, keyword, text string) {
	escaped := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`).Replace(text)
	at := strings.Index(escaped, `\n`)
	if whole := mark + keyword + ` "` + escaped + `"`; utf8.RuneCountInString(whole) <= poWidth && (at < 0 || at == len(escaped)-2) {
		b.WriteString(whole + "\n")
		return
	}
	b.WriteString(mark + keyword + " \"\"\n")
	for len(escaped) > 0 {
		n := poLine(escaped, poWidth-len(mark)-2)
		b.WriteString(mark + `"` + escaped[:n] + "\"\n")
		escaped = escaped[n:]
	}
}

// poLine returns how much of an escaped text makes a line of a width: up to the
// first line end, or up to the last space that lies within.
func poLine(text string, width int) int {
	column, space := 0, 0
	for at, r := range text {
		if column >= width && space > 0 {
			return space
		}
		switch {
		case r == ' ':
			space = at + 1
		case r == 'n' && lineEndAt(text, at):
			return at + 1
		}
		column++
	}
	return len(text)
}

// lineEndAt reports whether the n at an offset is that of a line end's escape.
func lineEndAt(text string, at int) bool {
	slashes := 0
	for at-slashes > 0 && text[at-slashes-1] == '\\' {
		slashes++
	}
	return slashes%2 == 1
}
