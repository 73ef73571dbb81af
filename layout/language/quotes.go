package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotations is what a paragraph's quotation marks have come to so far.
type quotations struct {
	open       []quote
	lastEnd    int  // byte offset behind the last mark
	lastOpened bool // whether that mark opened
	lastSingle int  // last place where a single mark could close, plus one; 0 until looked for
}

// quote is a quotation that is open.
type quote struct {
	single bool // typed with a single mark
	inner  bool // set with the inner pair
	rules  *rules
}

// mark looks at the character at i, which may be a quotation mark, straight or
// typographic, and returns where to go on. Typographic marks are left alone, but
// count for what is open.
func (s *setter) mark(i int, r *rules) int {
	c, size := utf8.DecodeRuneInString(s.text[i:])
	switch c {
	case '"':
		s.double(i, size, r, r != nil && !s.opts.KeepQuotes)
	case '\'':
		s.single(i, size, r, r != nil && !s.opts.KeepQuotes)
	case '“', '”', '„', '«', '»', '‟':
		s.double(i, size, r, false)
	case '‘', '’', '‚', '‹', '›':
		s.single(i, size, r, false)
	case '′', '″':
		s.passed(i+size, false)
	}
	return i + size
}

// double sees to a double mark: a quotation mark, or inches.
func (s *setter) double(i, size int, r *rules, change bool) {
	left, right := s.beside(i, size)
	if left == digit && right != word && right != digit && (s.feet(i) || !s.isOpen(false)) {
		if change {
			s.replace(i, i+size, "″")
		}
		s.passed(i+size, false)
		return
	}
	s.quotation(i, size, r, false, change, left, right)
}

// feet reports whether the digits before i follow a mark for feet, as in 5'10".
func (s *setter) feet(i int) bool {
	for i > 0 && isDigit(s.text[i-1]) {
		i--
	}
	rest := s.text[:i]
	for _, sign := range [...]string{"'", "′"} {
		if head, ok := strings.CutSuffix(strings.TrimSuffix(rest, " "), sign); ok && head != "" {
			return isDigit(head[len(head)-1])
		}
	}
	return false
}

// single sees to a single mark: an apostrophe, a quotation mark, or feet.
func (s *setter) single(i, size int, r *rules, change bool) {
	left, right := s.beside(i, size)
	sign := "’"
	switch {
	case left == digit && right == digit && !s.groupFollows(i+size):
		sign = "′" // 5'10"
	case (left == word || left == digit) && (right == word || right == digit):
		// IOM's, l'eau, 1'000
	case left == digit && !s.isOpen(true):
		sign = "′" // 20'
	case left != word && left != digit && s.elided(i, size, r):
		// '90s, 'n', 't
	case s.opens(left, right, true) && i+1 >= s.lastClosing():
		// Nothing closes it: an apostrophe at the head of a word.
	case !s.opens(left, right, true) && !s.isOpen(true):
		// Nothing opened it: the migrants' rights.
	default:
		s.quotation(i, size, r, true, change, left, right)
		return
	}
	if change {
		s.replace(i, i+size, sign)
	}
	s.passed(i+size, false)
}

// groupFollows reports whether exactly three digits stand at i, as in Swiss
// 1'000.
func (s *setter) groupFollows(i int) bool {
	n := 0
	for i+n < len(s.text) && isDigit(s.text[i+n]) {
		n++
	}
	return n == 3
}

// elided reports whether the apostrophe at i stands for letters left out at the
// head of a word: in '90s, and in the language's own words.
func (s *setter) elided(i, size int, r *rules) bool {
	rest := s.text[i+size:]
	n := 0
	for n < len(rest) && isDigit(rest[n]) {
		n++
	}
	if n == 2 {
		tail := strings.TrimPrefix(rest[2:], "s")
		return tail == "" || kindOf(firstRune(tail)) != word && tail[0] != '\''
	}
	if r == nil || r.elisions == "" || n > 0 {
		return false
	}
	for n < len(rest) && n < 12 && kindOf(firstRune(rest[n:])) == word {
		n += utf8.RuneLen(firstRune(rest[n:]))
	}
	return n <= len(rest) && listed(r.elisions, lowerFirst(rest[:n]))
}

// firstRune returns the first character of a text that is not empty.
func firstRune(text string) rune {
	r, size := utf8.DecodeRuneInString(text)
	if r == utf8.RuneError && size == 1 {
		return 'x' // a stray byte counts as a letter of one byte
	}
	return r
}

// lowerFirst returns the word with a small first letter.
func lowerFirst(word string) string {
	r, size := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(r) {
		return word
	}
	return string(unicode.ToLower(r)) + word[size:]
}

// beside returns what stands on both sides of the mark from i: a mark beside it
// counts as what it did, or as what stands behind it.
func (s *setter) beside(i, size int) (left, right kind) {
	left = before(s.text, i)
	if left == quotation && s.lastEnd == i {
		left = closing
		if s.lastOpened {
			left = opening
		}
	}
	at := i + size
	if s.text[i] == 0xC2 { // « and ».
		// French sets no-break spaces inside; they do not part mark and word.
		if n := fineSpace(s.text[at:]); n > 0 && after(s.text, at+n) != edge {
			right = after(s.text, at+n)
		} else {
			right = after(s.text, at)
		}
	} else {
		right = after(s.text, at)
	}
	for range 3 {
		if right != quotation || at >= len(s.text) {
			break
		}
		_, n := utf8.DecodeRuneInString(s.text[at:])
		at += n
		right = after(s.text, at)
	}
	return left, right
}

// fineSpace returns the length of a no-break space at the head of text, or 0.
func fineSpace(text string) int {
	switch {
	case strings.HasPrefix(text, nbsp):
		return len(nbsp)
	case strings.HasPrefix(text, nnbsp):
		return len(nnbsp)
	}
	return 0
}

// opens reports whether a mark between left and right opens a quotation; a mark
// that could do both closes what is open.
func (s *setter) opens(left, right kind, single bool) bool {
	may := (left == edge || left == opening || left == dashing) && right != edge
	must := left != edge && left != opening && (right == edge || right == closing || right == dashing || right == quotation)
	switch {
	case may && !must:
		return true
	case must && !may:
		return false
	}
	return !s.isOpen(single)
}

// isOpen reports whether a quotation typed with that kind of mark is open.
func (s *setter) isOpen(single bool) bool {
	for _, q := range s.open {
		if q.single == single {
			return true
		}
	}
	return false
}

// lastClosing returns the offset, plus one, of the last straight or typographic
// single mark that could close a quotation; 1 where there is none.
func (s *setter) lastClosing() int {
	if s.lastSingle > 0 {
		return s.lastSingle
	}
	s.lastSingle = 1
	for i := len(s.text) - 1; i > 0; i-- {
		c, size := rune(s.text[i]), 1
		if c != '\'' {
			if c < 0x80 {
				continue
			}
			c, size = utf8.DecodeRuneInString(s.text[i:])
		}
		switch c {
		case '\'', '’', '‘', '›':
			right := after(s.text, i+size)
			if before(s.text, i) != edge && right != word && right != digit {
				s.lastSingle = i + 1
				return s.lastSingle
			}
		}
	}
	return s.lastSingle
}

// quotation opens or closes a quotation at the mark from i, and changes the mark
// to the right one.
func (s *setter) quotation(i, size int, r *rules, single, change bool, left, right kind) {
	if s.opens(left, right, single) {
		q := quote{single: single, rules: r, inner: single}
		if n := len(s.open); n > 0 {
			q.inner = !s.open[n-1].inner
		} else if single && r != nil {
			outer, inner := r.quotes()
			// Dutch: the outer pair is the single one.
			q.inner = outer.open != "‘" || inner.open == "‘"
		}
		s.put(i, size, q, change, true)
		if len(s.open) < deepest {
			s.open = append(s.open, q)
		}
		s.passed(i+size, true)
		return
	}
	q := quote{single: single, inner: single, rules: r}
	for n := len(s.open) - 1; n >= 0; n-- {
		if s.open[n].single == single {
			q = s.open[n]
			s.open = s.open[:n]
			break
		}
	}
	if q.rules == nil {
		q.rules = r
	}
	s.put(i, size, q, change, false)
	s.passed(i+size, false)
}

// deepest is how many quotations may be open inside one another: more are a
// mistake, and looking through them all would take quadratic time.
const deepest = 8

// passed notes that a mark ended at end.
func (s *setter) passed(end int, opened bool) { s.lastEnd, s.lastOpened = end, opened }

// put writes one mark of a quotation in the place of the one typed at i, or
// keeps the author's, with the space that the language wants inside.
func (s *setter) put(i, size int, q quote, change, opened bool) {
	if q.rules == nil {
		return
	}
	if !change {
		s.inside(i, size, s.text[i:i+size], q.rules)
		return
	}
	outer, inner := q.rules.quotes()
	marks := outer
	if q.inner {
		marks = inner
	}
	sign := marks.close
	if opened {
		sign = marks.open
	}
	s.replace(i, i+size, sign)
	s.inside(i, size, sign, q.rules)
}

// inside puts the space that French wants inside guillemets beside the mark at
// i, which is sign or becomes it; a plain space that stands there becomes that
// space.
func (s *setter) inside(i, size int, sign string, r *rules) {
	if r.guillemet == "" || s.opts.KeepSpaces {
		return
	}
	end := i + size
	switch sign {
	case "«", "‹":
		switch {
		case end == len(s.text):
		case s.text[end] == ' ':
			s.replace(end, end+1, r.guillemet)
		case spaceAfter(s.text, end) == 0:
			s.replace(i, end, sign+r.guillemet)
		}
	case "»", "›":
		switch {
		case i == 0:
		case s.text[i-1] == ' ':
			s.replace(i-1, i, r.guillemet)
			s.replace(i, end, sign)
		case spaceBefore(s.text, i) == 0:
			s.replace(i, end, r.guillemet+sign)
		}
	}
}
