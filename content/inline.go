package content

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"
)

// inlineReader makes a flat row of inlines of Markdown's tree. A piece goes on
// as long as neither its looks change nor its text is interrupted in the file.
type inlineReader struct {
	sc       *scalar
	source   []byte
	mistakes *mistakes
	breaks   bool // a line end is a break, not a space

	out        Inlines
	next       int  // where in the file the last piece may go on; -1: nowhere
	spaced     bool // a space, or the beginning of a line, stands before
	looks      Inline
	spans      []*spanMark
	attributes *attributeList // the block's
}

// finish returns the inlines without white space at their ends.
func (f *inlineReader) finish() Inlines {
	for _, s := range f.spans {
		f.mistakes.add(f.sc.pos(s.at), "", "the bracket of this span is not closed outside of code and links")
	}
	f.trim()
	for len(f.out) > 0 && f.out[len(f.out)-1].Break {
		f.out = f.out[:len(f.out)-1]
		f.trim()
	}
	return f.out
}

// trim takes the space from the end of what was read so far.
func (f *inlineReader) trim() {
	for len(f.out) > 0 {
		last := &f.out[len(f.out)-1]
		if last.Break {
			return
		}
		if last.Text = strings.TrimRight(last.Text, " "); last.Text != "" {
			return
		}
		f.out = f.out[:len(f.out)-1]
	}
}

// children reads the nodes within a node.
func (f *inlineReader) children(parent ast.Node, depth int) {
	if len(f.out) == 0 {
		f.spaced = true
	}
	if depth > maxMarks {
		f.mistakes.add(f.sc.pos(max(parent.Pos(), 0)), "use fewer marks", "emphasis is nested too deep")
		return
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		f.node(n, depth)
	}
}

// node reads one inline node.
func (f *inlineReader) node(n ast.Node, depth int) {
	before := f.looks
	switch n := n.(type) {
	case *ast.Text:
		f.text(n)
		return
	case *ast.Emphasis:
		if n.Level == 1 {
			f.looks.Emphasis = true
		} else {
			f.looks.Strong = true
		}
		f.children(n, depth+1)
	case *ast.CodeSpan:
		f.looks.Code = true
		for t := n.FirstChild(); t != nil; t = t.NextSibling() {
			if t, ok := t.(*ast.Text); ok {
				f.emit(t.Segment.Start, t.Segment.Stop)
			}
		}
	case *ast.Link:
		f.looks.Link = f.link(string(n.Destination), string(n.Title), n.Pos())
		f.children(n, depth+1)
	case *ast.AutoLink:
		label := n.Label(f.source)
		uri := string(label)
		if n.AutoLinkType == ast.AutoLinkEmail {
			uri = "mailto:" + uri
		}
		f.looks.Link = f.link(uri, "", n.Pos())
		f.emit(n.Pos()+1, n.Pos()+1+len(label))
	case *ast.Image:
		f.mistakes.add(f.sc.pos(n.Pos()), "", "an image cannot stand in running text")
	case *ast.RawHTML:
		f.mistakes.add(f.sc.pos(n.Segments.At(0).Start), `use Markdown's marks; a < that shall be printed is written \<`,
			"HTML cannot be set")
	case *spanMark:
		f.span(n)
		return
	case *attributeList:
		f.fault(n)
		f.attributes = n
	}
	f.looks = before
	f.looks.Language = f.language()
}

// fault reports what is wrong with an attribute list.
func (f *inlineReader) fault(list *attributeList) {
	if list.fault != "" {
		f.mistakes.add(f.sc.pos(list.faultAt), "write it like {lang=en} or {#name optional=true}", list.fault)
	}
}

// span opens or closes a span. Spans may cross emphasis: they are told from the
// order of the brackets alone.
func (f *inlineReader) span(mark *spanMark) {
	if !mark.end {
		f.fault(mark.list)
		for _, a := range mark.list.attributes {
			switch reason := badLanguage(a.value); {
			case a.key != "lang":
				f.mistakes.add(f.sc.pos(a.offset), "", "a span has only the attribute `lang`, not `"+shorten(a.key)+"`")
			case reason != "":
				f.mistakes.add(f.sc.pos(a.offset), languageHint(a.value), "`"+shorten(a.value)+"` "+reason)
			}
		}
		f.spans = append(f.spans, mark)
	} else {
		for i := len(f.spans) - 1; i >= 0; i-- {
			if f.spans[i].list == mark.list {
				f.spans = append(f.spans[:i], f.spans[i+1:]...)
				break
			}
		}
	}
	f.looks.Language = f.language()
}

// language returns the language of the innermost span that gives a good one.
func (f *inlineReader) language() string {
	for i := len(f.spans) - 1; i >= 0; i-- {
		for _, a := range f.spans[i].list.attributes {
			if a.key == "lang" && badLanguage(a.value) == "" {
				return a.value
			}
		}
	}
	return ""
}

// text reads a piece of plain text with its escapes and entities and the line
// end behind it.
func (f *inlineReader) text(n *ast.Text) {
	start, stop := n.Segment.Start, n.Segment.Stop
	f.suspect(start, stop)
	from := start
	for i := start; i < stop; i++ {
		switch f.source[i] {
		case '\\':
			if i+1 < stop && util.IsPunct(f.source[i+1]) {
				f.emit(from, i)
				from = i + 1
				i++
			}
		case '&':
			decoded, length := f.entity(i, stop)
			if length > 0 {
				f.emit(from, i)
				f.append(decoded, f.sc.sourceOffset(i), true)
				f.spaced = false
				from = i + length
				i = from - 1
			}
		}
	}
	f.emit(from, stop)
	switch {
	case n.HardLineBreak() || n.SoftLineBreak() && f.breaks:
		f.lineBreak(stop)
	case n.SoftLineBreak() && !f.spaced:
		at := stop // over white space before the line end, which is not printed
		f.append(" ", f.sc.sourceOffset(at), true)
		f.spaced = true
	}
}

// suspect warns of marks that are left over as text.
func (f *inlineReader) suspect(start, stop int) {
	for _, mark := range []string{"](", "**", "]: http", "==="} {
		if at := bytes.Index(f.source[start:stop], []byte(mark)); at >= 0 && (at == 0 || f.source[start+at-1] != '\\') {
			f.mistakes.warn(f.sc.pos(start+at), "put a backslash before it if that is meant",
				"`"+mark+"` would be printed as it stands: it marks nothing here")
		}
	}
}

// lineBreak ends the line at an offset of the text.
func (f *inlineReader) lineBreak(at int) {
	f.trim()
	f.out = append(f.out, Inline{Break: true, Pos: f.sc.pos(at)})
	f.next, f.spaced = -1, true
}

// emit appends the bytes of the text from lo to hi, white space folded.
func (f *inlineReader) emit(lo, hi int) {
	from := lo
	for i := lo; i < hi; i++ {
		c := f.source[i]
		if c != ' ' && c != '\t' && c != '\n' {
			f.spaced = false
			continue
		}
		switch {
		case f.spaced:
			f.verbatim(from, i)
			from = i + 1
		case c != ' ':
			f.verbatim(from, i)
			f.append(" ", f.sc.sourceOffset(i), true)
			from = i + 1
		}
		f.spaced = true
	}
	f.verbatim(from, hi)
}

// verbatim appends the bytes of the text from lo to hi as they are, in as many
// pieces as they have in the file.
func (f *inlineReader) verbatim(lo, hi int) {
	for lo < hi {
		i := f.sc.spanAt(lo)
		sp := f.sc.spans[i]
		end := min(hi, sp.val+sp.n)
		if end <= lo { // behind the last span
			end = hi
		}
		if sp.atom {
			f.append(f.sc.value[lo:end], sp.src, true)
		} else {
			f.append(f.sc.value[lo:end], sp.src+lo-sp.val, false)
		}
		lo = end
	}
}

// append appends text that stands at an offset of the file; an atom is written
// otherwise there, so that nothing joins behind it.
func (f *inlineReader) append(text string, src int, atom bool) {
	if text == "" {
		return
	}
	var last *Inline
	if k := len(f.out) - 1; k >= 0 && f.sameLooks(f.out[k]) {
		last = &f.out[k]
	}
	switch {
	case last != nil && text[0] >= 0xCC && !norm.NFC.PropertiesString(text).BoundaryBefore():
		// A combining mark behind an escape: it must be composed with its base.
		_, size := utf8.DecodeRuneInString(text)
		last.Text = norm.NFC.String(last.Text + text[:size])
		f.next = -1
		f.append(text[size:], src+size, atom)
		return
	case last != nil && f.next == src:
		last.Text += text
	default:
		piece := f.looks
		piece.Text, piece.Pos = text, f.sc.source.pos(src, f.sc.path)
		f.out = append(f.out, piece)
	}
	f.next = src + len(text)
	if atom {
		f.next = -1
	}
}

// sameLooks reports whether a piece looks as what is appended now.
func (f *inlineReader) sameLooks(piece Inline) bool {
	l := f.looks
	return !piece.Break && piece.Emphasis == l.Emphasis && piece.Strong == l.Strong && piece.Code == l.Code &&
		piece.Link == l.Link && piece.Language == l.Language
}

// entity returns what the character reference at i stands for and its length,
// or 0 where there is none. A name that looks like one is reported, for it
// would be printed as it stands.
func (f *inlineReader) entity(i, stop int) (decoded string, length int) {
	end := i + 1
	for end < stop && end < i+40 && (util.IsAlphaNumeric(f.source[end]) || f.source[end] == '#') {
		end++
	}
	if end >= stop || f.source[end] != ';' || end == i+1 {
		return "", 0
	}
	name := string(f.source[i+1 : end])
	length = end + 1 - i
	if !strings.HasPrefix(name, "#") {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), length
		}
		f.mistakes.warn(f.sc.pos(i), "", "`&"+name+";` is not the name of a character and would be printed as it stands")
		return "", 0
	}
	digits, base := name[1:], 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base = digits[1:], 16
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil || code > utf8.MaxRune || !utf8.ValidRune(rune(code)) {
		f.mistakes.add(f.sc.pos(i), "", "`&"+name+";` is not the number of a character")
		return "", 0
	}
	if reason := forbidden(rune(code)); reason != "" || code == '\n' || code == '\t' {
		f.mistakes.add(f.sc.pos(i), "delete it", "`&"+name+";` stands for a control character")
		return "", 0
	}
	return string(rune(code)), length
}
