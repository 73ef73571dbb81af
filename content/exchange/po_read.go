package exchange

import (
	"strings"
	"unicode/utf8"
)

// readPO reads a PO file.
func readPO(data []byte) (*File, []Mistake) {
	r := poReader{file: &File{}}
	if !utf8.Valid(data) {
		return r.file, []Mistake{{1, "the file is not stored as UTF-8", hintCharacters}}
	}
	text := lineEnds(string(data))
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		r.line(strings.TrimSpace(line), n)
	}
	r.end()
	if !r.header && len(r.file.Texts) == 0 && !strings.Contains(text, "msgid") {
		return r.file, []Mistake{{1, "this is neither a PO file nor an XLIFF file", "name the file that the translator sent back"}}
	}
	if !r.header {
		r.fail(1, "export the texts again and take the file's beginning from there", "the file does not begin with a header (msgid \"\") that says which languages it has")
	}
	return r.file, ordered(r.mistakes)
}

// poReader reads a PO file line by line.
type poReader struct {
	file     *File
	mistakes []Mistake
	header   bool // it was read
	entry    poEntry
}

// poEntry is the entry at hand.
type poEntry struct {
	text       Text
	fuzzy      bool
	first      int      // its first line
	into       *string  // what a line that is but a text goes on; nil: nothing
	pieces     []string // of that, line by line
	id, target bool     // it has a msgid, a msgstr
	unused     string   // a text that nothing is made of
}

// piece takes in what a line says of the text at hand.
func (e *poEntry) piece(text string) { e.pieces = append(e.pieces, text) }

// goInto ends the text at hand and begins another.
func (e *poEntry) goInto(into *string) {
	if e.into != nil {
		*e.into = lineEnds(strings.Join(e.pieces, ""))
	}
	e.into, e.pieces = into, nil
}

// fail notes a mistake.
func (r *poReader) fail(line int, hint, message string) {
	const enough = 20
	if len(r.mistakes) < enough {
		r.mistakes = append(r.mistakes, Mistake{Line: line, Message: message, Hint: hint})
	}
}

// line reads a line.
func (r *poReader) line(line string, n int) {
	switch {
	case line == "":
		if r.entry.target {
			r.end()
		}
		return
	case strings.HasPrefix(line, "#~"):
		return // a text that is no longer there
	case line[0] == '#':
		if r.entry.target {
			r.end()
		}
		r.comment(line, n)
		return
	case line[0] == '"':
		if r.entry.into == nil {
			r.fail(n, "put msgstr before it, or delete it", "this text belongs to nothing")
			return
		}
		r.entry.piece(r.unquote(line, n))
		return
	}
	keyword, rest, _ := strings.Cut(line, " ")
	if at := strings.IndexAny(line, "\t\""); at >= 0 && at < len(keyword) {
		keyword, rest = line[:at], line[at:]
	}
	if r.entry.target {
		r.end()
	}
	r.begin(n)
	e := &r.entry
	switch keyword {
	case "msgctxt":
		e.goInto(&e.text.Name)
	case "msgid":
		e.goInto(&e.text.Source)
		e.id = true
	case "msgstr":
		if !e.id {
			r.fail(n, "", "there is no msgid before this msgstr")
		}
		e.goInto(&e.text.Target)
		e.target, e.text.Line = true, n
	case "msgid_plural":
		r.fail(n, "write one text", "texts for one and for several are not used here")
		e.goInto(&e.unused)
	default:
		if strings.HasPrefix(keyword, "msgstr[") {
			e.goInto(&e.unused)
			e.target, e.text.Line = true, n
			break
		}
		r.fail(n, "each line begins with msgctxt, msgid, msgstr, a quotation mark or #", "this line cannot be read")
		e.goInto(nil)
		return
	}
	e.piece(r.unquote(strings.TrimSpace(rest), n))
}

// begin notes where an entry begins.
func (r *poReader) begin(n int) {
	if r.entry.first == 0 {
		r.entry.first = n
	}
}

// comment reads a line that begins with #.
func (r *poReader) comment(line string, n int) {
	r.begin(n)
	e := &r.entry
	text := line[1:] // "# , fuzzy" is a translator's remark
	switch {
	case strings.HasPrefix(text, ","), strings.HasPrefix(text, "=") && strings.Contains(text, "fuzzy"):
		for flag := range strings.SplitSeq(text[1:], ",") {
			e.fuzzy = e.fuzzy || strings.TrimSpace(flag) == "fuzzy"
		}
	case strings.HasPrefix(text, "."):
		if base, ok := strings.CutPrefix(strings.TrimSpace(text[1:]), poBase); ok {
			e.text.Base = strings.TrimSpace(base)
		}
	}
}

// unquote returns what a text between quotation marks says.
func (r *poReader) unquote(text string, n int) string {
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		r.fail(n, `write it between quotation marks, and \" for one in the text`, "the text is not between quotation marks")
		return ""
	}
	var b strings.Builder
	inner := text[1 : len(text)-1]
	for i := 0; i < len(inner); i++ {
		c := inner[i]
		switch {
		case c == '"':
			r.fail(n, `write \" for a quotation mark in the text`, "a quotation mark stands within the text")
		case c != '\\':
			b.WriteByte(c)
		case i+1 == len(inner):
			r.fail(n, `write \\ for a backslash`, `the text ends in a single backslash`)
		default:
			i++
			switch inner[i] {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			case 'r':
				b.WriteByte('\r')
			case '\\', '"':
				b.WriteByte(inner[i])
			default:
				_, size := utf8.DecodeRuneInString(inner[i:])
				r.fail(n, `write \\ for a backslash`, `\`+inner[i:i+size]+" is not known")
			}
		}
	}
	return b.String()
}

// end ends the entry at hand.
func (r *poReader) end() {
	r.entry.goInto(nil)
	e := r.entry
	r.entry = poEntry{}
	switch {
	case !e.id && !e.target:
		return // comments alone
	case !e.target:
		r.fail(e.first, "", "this entry has no msgstr")
	case e.text.Name == "" && e.text.Source == "":
		r.readHeader(e.text.Target, e.text.Line)
	case e.text.Name == "":
		r.fail(e.first, "keep the line msgctxt, which names the text", "this entry has no msgctxt, so there is no telling which text it is")
	default:
		e.text.State = New
		if e.text.Target != "" {
			e.text.State = Done
			if e.fuzzy {
				e.text.State = Review
			}
		}
		r.file.Texts = append(r.file.Texts, e.text)
	}
}

// readHeader reads the header.
func (r *poReader) readHeader(text string, line int) {
	r.header = true
	for field := range strings.SplitSeq(text, "\n") {
		key, value, _ := strings.Cut(field, ":")
		value = strings.TrimSpace(value)
		switch key {
		case "Project-Id-Version":
			r.file.Name = value
		case poSource:
			r.file.Source = value
		case poTarget:
			r.file.Target = value
		case "Language":
			if r.file.Target == "" {
				r.file.Target = strings.ReplaceAll(value, "_", "-")
			}
		case "Content-Type":
			if _, set, ok := strings.Cut(strings.ToLower(value), "charset="); ok && set != "utf-8" && set != "utf8" {
				r.fail(line, hintCharacters, "the file's character set is "+value[len(value)-len(set):])
			}
		}
	}
}
