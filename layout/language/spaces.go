package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tie returns the no-break space that belongs in the place of the plain space at
// i of a text, or nothing where the line may break.
func (r *rules) tie(text string, i int) string {
	if i == 0 || i+1 >= len(text) {
		return ""
	}
	last, first := text[i-1], text[i+1]
	if spaceBefore(text, i) > 0 || spaceAfter(text, i+1) > 0 {
		return ""
	}
	if space := r.tieMarks(text, i); space != "" {
		return space
	}
	switch {
	case isDigit(last) && isDigit(first):
		return r.tieGroup(text, i)
	case isDigit(last):
		return r.tieUnit(text, i)
	case isDigit(first):
		return r.tieNumber(text, i)
	}
	return r.tieWords(text, i)
}

// tieMarks sees to a space beside a dash, French punctuation or guillemets.
func (r *rules) tieMarks(text string, i int) string {
	switch text[i+1] {
	case ';', '!', '?', ':':
		return r.pointSpace(text, i+1)
	case 0xC2:
		if strings.HasPrefix(text[i+1:], "»") {
			return r.guillemet
		}
	case 0xE2:
		rest := text[i+1:]
		if r.dash != noDash && (strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—")) && after(rest, len("–")) == edge {
			return nbsp
		}
		if strings.HasPrefix(rest, "›") {
			return r.guillemet
		}
	}
	if text[i-1] == 0xAB && strings.HasSuffix(text[:i], "«") || text[i-1] == 0xB9 && strings.HasSuffix(text[:i], "‹") {
		return r.guillemet
	}
	return ""
}

// tieGroup sees to a space between two digits: 1 000, but not "2005 112 länder".
func (r *rules) tieGroup(text string, i int) string {
	start := i
	for start > 0 && isDigit(text[start-1]) {
		start--
	}
	n := 0
	for i+1+n < len(text) && isDigit(text[i+1+n]) {
		n++
	}
	if n != 3 || i-start > 3 {
		return r.tieNumber(text, i)
	}
	size := spaceBefore(text, start)
	continued := i-start == 3 && size > 0 && start > size && isDigit(text[start-size-1])
	if !continued {
		if text[start] == '0' {
			return ""
		}
		if kind := before(text, start); kind == word || kind == closing || kind == dashing && text[start-1] != '-' {
			return "" // 2,5 100 and the like
		}
	}
	if group := r.locale().group; group == nnbsp {
		return nnbsp
	}
	return nbsp
}

// tieUnit sees to a space after a digit: before a unit or the name of a month.
func (r *rules) tieUnit(text string, i int) string {
	next := wordAfter(text, i+1)
	if next == "" {
		return ""
	}
	bare := strings.TrimSuffix(next, ".")
	if listed(commonUnits, next) || listed(commonUnits, bare) || listed(r.units, next) || listed(r.units, bare) {
		if r.unitSpace != "" {
			return r.unitSpace
		}
		return nbsp
	}
	if _, days := numberBefore(text, i); days <= 2 && listed(r.locale().months, bare) {
		return nbsp
	}
	return ""
}

// tieNumber sees to a space before a digit: after § and the like, and between a
// month and its day in English.
func (r *rules) tieNumber(text string, i int) string {
	previous := wordBefore(text, i)
	if previous == "" {
		return ""
	}
	if listed(commonBeforeNumber, previous) || listed(commonBeforeNumber, lowerWord(previous)) ||
		listed(r.beforeNumber, previous) || listed(r.beforeNumber, lowerFirst(previous)) {
		return nbsp
	}
	if r.tag == "en-GB" || r.tag == "en-US" {
		if _, days := numberAfter(text, i+1); days >= 1 && days <= 2 && listed(r.locale().months, previous) {
			return nbsp
		}
	}
	return ""
}

// lowerWord returns an abbreviation in small letters: "c.p." for "C.P.".
func lowerWord(previous string) string {
	if len(previous) > 6 || !strings.Contains(previous, ".") {
		return lowerFirst(previous)
	}
	return strings.ToLower(previous)
}

// mayTie reports whether one of the rules of tieWords may hold at the space at i,
// by a look at a few bytes: the word before is one letter or ends in a full stop,
// the word after is one letter, has a capital, or soon a full stop. It saves
// reading the words at most spaces.
func mayTie(text string, i int) bool {
	last, first := text[i-1], text[i+1]
	if last == '.' || last >= 0x80 || first < 'a' || first > 'z' || i < 2 || !isLetter(text[i-2]) {
		return true
	}
	if i+2 >= len(text) || text[i+2] < 0x80 && !isLetter(text[i+2]) {
		return true
	}
	return strings.IndexByte(text[i+2:min(i+9, len(text))], '.') >= 0
}

// tieWords sees to a space between words. No line begins with a hyphen and the
// rest of a compound, as behind a name of several words in Finnish and Swedish:
// Berne Initiative -prosessin.
func (r *rules) tieWords(text string, i int) string {
	if c, size := utf8.DecodeRuneInString(text[i+1:]); (c == '-' || c == '‐') && lettersAfter(text, i+1+size, 1) {
		return nbsp
	}
	if !mayTie(text, i) {
		return ""
	}
	previous := wordBefore(text, i)
	if previous == "" {
		return ""
	}
	next := wordAfter(text, i+1)
	if next == "" {
		return ""
	}
	if listed(r.particles, next) {
		return nbsp
	}
	if r.single != "" && utf8.RuneCountInString(previous) == 1 && listed(r.single, strings.ToLower(previous)) {
		return nbsp
	}
	if (isShort(previous) || isShort(next)) && r.phrase(text[i-len(previous):i+1+len(next)]) {
		if r.abbrSpace != "" {
			return r.abbrSpace
		}
		return nbsp
	}
	// Figures with their day's full stop: "1. Juni".
	if end := len(previous) - 1; end > 0 && end <= 2 && previous[end] == '.' && isDigit(previous[end-1]) && isDigit(previous[0]) && listed(r.locale().months, next) {
		return nbsp
	}
	capital, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsUpper(capital) {
		return ""
	}
	if listed(r.beforeName, lowerFirst(previous)) {
		return nbsp
	}
	if isInitial(previous) && initialOfName(text, i-len(previous)) {
		return nbsp
	}
	return ""
}

// isShort reports whether a word may be part of an abbreviation: one letter, or
// a few and a full stop. It saves most look-ups.
func isShort(text string) bool {
	n := len(text)
	return n == 1 || n == 2 && text[0] >= 0x80 || n <= 8 && text[n-1] == '.'
}

// phrase reports whether two words with the space between them belong to an
// abbreviation of the language.
func (r *rules) phrase(words string) bool {
	words = strings.TrimRight(words, ",;:!?)")
	if listed(r.phrases, words) || listed(r.phrases, lowerFirst(words)) {
		return true
	}
	// "t ex." at the end of a sentence.
	bare, ok := strings.CutSuffix(words, ".")
	return ok && listed(r.phrases, lowerFirst(bare))
}

// isInitial reports whether a word is a name's initial: one capital and a full
// stop.
func isInitial(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r) && text[size:] == "."
}

// initialOfName reports whether the initial that begins at i belongs to a name:
// it begins the text, or follows a dash, another initial or a word with a
// capital. "Vitamin C. The" is no name, nor need "plan B. The" be.
func initialOfName(text string, i int) bool {
	size := spaceBefore(text, i)
	if size == 0 || endsInDash(text[:i-size]) {
		return true
	}
	previous := wordBefore(text, i-size)
	if previous == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(previous)
	return unicode.IsUpper(r) && (isInitial(previous) || !strings.HasSuffix(previous, ".") && !strings.HasSuffix(previous, "…"))
}

// endsInDash reports whether a text ends in a dash, also one that is typed as
// hyphens.
func endsInDash(text string) bool {
	if strings.HasSuffix(text, "–") || strings.HasSuffix(text, "—") {
		return true
	}
	rest, ok := strings.CutSuffix(text, "-")
	return ok && (rest == "" || strings.HasSuffix(rest, "-") || spaceBefore(rest, len(rest)) > 0)
}

// longestWord bounds how far wordBefore and wordAfter look, in bytes: no word of
// the lists is longer, and "" is returned for those that are.
const longestWord = 28

// wordBefore returns the word that ends at i, back to a space, an opening
// bracket or a quotation mark.
func wordBefore(text string, i int) string {
	start := i
	for start > 0 && i-start <= longestWord {
		c, size := rune(text[start-1]), 1
		if c >= 0x80 {
			c, size = utf8.DecodeLastRuneInString(text[:start])
		}
		if c < 0x80 && (isDigit(byte(c)) || c|0x20 >= 'a' && c|0x20 <= 'z') {
			start--
			continue
		}
		if c == '-' && start > 1 && text[start-2] == '-' { // a dash to be
			return text[start:i]
		}
		kind := kindOf(c)
		if (c == '\'' || c == '’') && before(text, start-size) == word { // the s of IOM's is no word
			kind = word
		}
		if kind == edge || kind == opening || kind == quotation || c == '–' || c == '—' {
			return text[start:i]
		}
		start -= size
	}
	if i-start > longestWord {
		return ""
	}
	return text[start:i]
}

// wordAfter returns the word that begins at i, up to a space or to punctuation
// other than a full stop inside or right behind it.
func wordAfter(text string, i int) string {
	end := i
	for end < len(text) && end-i <= longestWord {
		c, size := rune(text[end]), 1
		if c >= 0x80 {
			c, size = utf8.DecodeRuneInString(text[end:])
		}
		if c < 0x80 && (isDigit(byte(c)) || c|0x20 >= 'a' && c|0x20 <= 'z') {
			end++
			continue
		}
		switch kind := kindOf(c); {
		case c == '.' && end+1 < len(text) && text[end+1] == '.': // an ellipsis
			return text[i:end]
		case kind == edge || kind == quotation || kind == opening || kind == closing && c != '.' || c == '–' || c == '—' || c == '-':
			return text[i:end]
		}
		end += size
	}
	if end-i > longestWord {
		return ""
	}
	return text[i:end]
}
