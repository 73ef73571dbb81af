package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind says what a line may break at.
type Kind uint8

const (
	Space       Kind = iota // spaces, which vanish at the end of the line
	AfterHyphen             // a hyphen that is part of the text
	URL                     // inside an address; never with a hyphen
	Other                   // a dash, a slash, a zero-width space, between ideographs …
	Mandatory               // a line feed or another control character that ends the line
)

// Break is a place where a line may break without a hyphen being added.
type Break struct {
	Offset int // byte offset at which the next line may begin
	Kind   Kind
}

// Opportunities finds where the lines of a paragraph may break, in order,
// without the hyphens that hyphenation would add and without the paragraph's
// end. The text is UTF-8 after Typography; soft hyphens are the caller's.
//
// It follows UAX #14 for Unicode 15 with these tailorings; those named last hold
// where the language has rules.
//
//   - LB15 is left out, as Unicode 15.1 has done: a line may break between a
//     closing quotation mark, spaces and an opening bracket.
//   - A line breaks after a hyphen only where three letters stand before it and
//     two after, so that neither FN- nor A4- ends a line.
//   - A line breaks after a slash only between words of three letters: not in
//     km/h.
//   - No dash begins a line, none ends one between two digits, and none stands
//     alone on the first line.
//   - U+00AD is no opportunity here.
//   - An address breaks after a slash and after ? & = and before a full stop, @,
//     _, # or %, and nowhere else. Telephone numbers and dates in figures do not
//     break.
//   - At a plain space where Typography would have put a no-break space, the
//     line does not break either.
func Opportunities(text, language string) []Break {
	if text == "" {
		return nil
	}
	b := breaker{text: text, rules: languageRules(language), kept: fixed(text)}
	b.breaks = make([]Break, 0, len(text)/6+1)
	b.run()
	b.passAddresses(len(text))
	return b.breaks
}

// breaker walks through a text with what UAX #14 needs to know of what went
// before.
type breaker struct {
	text   string
	rules  *rules
	kept   []stretch // those that end behind the place at hand
	breaks []Break

	last    class  // class of the last character that is neither a space nor a combining mark
	spaces  bool   // spaces stand between it and the place at hand
	joined  bool   // the very last character is a zero-width joiner
	number  figure // whether last ends a number
	flags   int    // regional indicators in a row, ending with last
	start   bool   // nothing but spaces stands before
	wide    bool   // the character at hand is East Asian
	shyLast bool   // the very last character is a soft hyphen
}

// figure is how far a number of LB25 has come.
type figure uint8

const (
	noFigure     figure = iota
	inFigure            // NU (NU | SY | IS)*
	closedFigure        // and a closing mark behind
)

func (b *breaker) run() {
	b.start = true
	for i := 0; i < len(b.text); {
		c, size := rune(b.text[i]), 1
		if c|0x20 >= 'a' && c|0x20 <= 'z' && b.last == classAL && !b.spaces && !b.joined && !b.start {
			i++ // a letter after a letter, LB28
			continue
		}
		if c >= 0x80 {
			c, size = utf8.DecodeRuneInString(b.text[i:])
		}
		b.next(i, c, size, classOf(c))
		i += size
	}
}

// next judges the place before the character at i and takes the character in.
func (b *breaker) next(i int, c rune, size int, k class) {
	shy := b.shyLast
	b.shyLast = c == 0xAD
	switch {
	case b.start && !b.spaces:
	case k == classLF && b.last == classCR && !b.spaces: // LB5
	case !b.spaces && (b.last == classBK || b.last == classCR || b.last == classLF || b.last == classNL): // LB4, LB5
		b.passAddresses(i)
		b.breaks = append(b.breaks, Break{Offset: i, Kind: Mandatory})
		b.restart()
	case k == classBK || k == classCR || k == classLF || k == classNL: // LB6
	case k == classSP || k == classZW: // LB7
	case b.last == classZW: // LB8
		b.add(i, k)
	case b.joined && !b.spaces: // LB8a
	case (k == classCM || k == classZJ) && !b.spaces: // LB9
		b.joined = k == classZJ
		b.shyLast = shy
		return
	default:
		base := k
		if k == classCM || k == classZJ { // LB10
			base = classAL
		}
		b.wide = c == 0x2329 || c >= 0x3000
		if !shy && b.allowed(i+size, base) {
			b.add(i, base)
		}
	}
	b.take(k)
}

// restart forgets what stands before a forced break.
func (b *breaker) restart() {
	*b = breaker{text: b.text, rules: b.rules, kept: b.kept, breaks: b.breaks, start: true, shyLast: b.shyLast}
}

// take makes a character of class k the last one.
func (b *breaker) take(k class) {
	b.joined = k == classZJ
	if k == classSP {
		b.spaces = true
		if b.start {
			b.last = classSP
		}
		return
	}
	if k == classCM || k == classZJ { // LB10
		k = classAL
	}
	switch {
	case k == classNU:
		b.number = inFigure
	case b.spaces:
		b.number = noFigure
	case b.number == inFigure && (k == classSY || k == classIS):
	case b.number == inFigure && (k == classCL || k == classCP):
		b.number = closedFigure
	default:
		b.number = noFigure
	}
	if k == classRI {
		if b.spaces || b.last != classRI {
			b.flags = 0
		}
		b.flags++
	}
	b.last, b.spaces, b.start = k, false, false
}

// allowed applies the rules LB11 to LB31 between the last character and one of
// class k that ends at end.
func (b *breaker) allowed(end int, k class) bool {
	last := b.last
	switch { // what holds across spaces too
	case k == classWJ, k == classCL, k == classCP, k == classEX, k == classIS, k == classSY: // LB11, LB13
		return false
	case last == classOP: // LB14
		return false
	case (last == classCL || last == classCP) && k == classNS: // LB16
		return false
	case last == classB2 && k == classB2: // LB17
		return false
	case b.spaces: // LB18
		return true
	}
	switch {
	case last == classWJ, last == classGL: // LB11, LB12
		return false
	case k == classGL: // LB12a
		return last == classBA || last == classHY
	case k == classQU, last == classQU: // LB19
		return false
	case k == classCB, last == classCB: // LB20
		return true
	case k == classBA, k == classHY, k == classNS, last == classBB: // LB21
		return false
	case k == classIN: // LB22
		return false
	}
	return b.pair(end, last, k)
}

// pair applies the rules LB23 to LB31, which look at letters and numbers.
func (b *breaker) pair(end int, last, k class) bool {
	switch {
	case last == classAL && k == classNU, last == classNU && k == classAL: // LB23
		return false
	case last == classPR && k == classID, last == classID && k == classPO: // LB23a
		return false
	case (last == classPR || last == classPO) && k == classAL, last == classAL && (k == classPR || k == classPO): // LB24
		return false
	case b.number == inFigure && k == classNU, b.number != noFigure && (k == classPO || k == classPR): // LB25
		return false
	case (last == classPR || last == classPO || last == classOP || last == classHY) && k == classNU:
		return false
	case (last == classPR || last == classPO) && (k == classOP || k == classHY) && classOf(firstOr(b.text, end)) == classNU:
		return false
	case (last == classAL || last == classIS) && k == classAL: // LB28, LB29
		return false
	case (last == classAL || last == classNU) && k == classOP && !b.wide, last == classCP && (k == classAL || k == classNU): // LB30
		return false
	case last == classRI && k == classRI: // LB30a
		return b.flags%2 == 0
	}
	return true
}

// firstOr returns the character at i, or a space at the end.
func firstOr(text string, i int) rune {
	if i >= len(text) {
		return ' '
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r
}

// add notes an opportunity at i, before a character of class k, unless a
// tailoring forbids it, and those of an address that began before i.
func (b *breaker) add(i int, k class) {
	b.passAddresses(i)
	if len(b.kept) > 0 && i > b.kept[0].start {
		return
	}
	kind := Other
	switch {
	case b.spaces:
		if !b.mayPart(i) {
			return
		}
		kind = Space
	case b.last == classZW || b.last == classCB || k == classCB:
	case k == classB2:
		return
	default:
		var ok bool
		if kind, ok = b.tailored(i); !ok {
			return
		}
	}
	b.breaks = append(b.breaks, Break{Offset: i, Kind: kind})
}

// passAddresses notes the opportunities of the addresses that end at i or
// before.
func (b *breaker) passAddresses(i int) {
	for len(b.kept) > 0 && b.kept[0].end <= i {
		b.address(b.kept[0])
		b.kept = b.kept[1:]
	}
}

// mayPart reports whether the line may break at the spaces before i.
func (b *breaker) mayPart(i int) bool {
	if b.text[i-1] != ' ' {
		return true
	}
	if (b.last == classB2 || b.last == classBA) && b.lonelyDash(i-1) {
		return false
	}
	return b.rules == nil || b.rules.tie(b.text, i-1) == ""
}

// lonelyDash reports whether nothing but a dash stands before i in the text.
func (b *breaker) lonelyDash(i int) bool {
	head := strings.TrimLeft(b.text[:i], " ")
	return head == "–" || head == "—"
}

// tailored judges an opportunity at i that no space makes.
func (b *breaker) tailored(i int) (Kind, bool) {
	c, size := utf8.DecodeLastRuneInString(b.text[:i])
	for classOf(c) == classCM && i > size {
		i -= size
		c, size = utf8.DecodeLastRuneInString(b.text[:i])
	}
	switch c {
	case '-', '‐':
		return AfterHyphen, lettersBefore(b.text, i-size, 3) && lettersAfter(b.text, i, 2)
	case '–', '—':
		head := b.text[:i-size]
		return Other, head != "" && (!isDigit(head[len(head)-1]) || after(b.text, i) != digit)
	case '/':
		return Other, lettersBefore(b.text, i-size, 3) && lettersAfter(b.text, i, 3)
	}
	return Other, true
}

// lettersBefore reports whether at least n letters stand right before i.
func lettersBefore(text string, i, n int) bool {
	for n > 0 && i > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
		if unicode.IsMark(r) || r == 0xAD {
			continue
		}
		if !unicode.IsLetter(r) {
			return false
		}
		n--
	}
	return n == 0
}

// lettersAfter reports whether at least n letters stand right at i.
func lettersAfter(text string, i, n int) bool {
	for n > 0 && i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		if unicode.IsMark(r) || r == 0xAD {
			continue
		}
		if !unicode.IsLetter(r) {
			return false
		}
		n--
	}
	return n == 0
}

// address notes where a web or e-mail address may break: not within three bytes
// of its ends, nor in "://" or behind "www", nor at all where it is short.
func (b *breaker) address(s stretch) {
	if !s.link {
		return
	}
	text := b.text[s.start:s.end]
	from := 0
	if i := strings.Index(text, "://"); i >= 0 {
		from = i + len("://")
	}
	if len(text)-from <= shortAddress {
		return
	}
	if strings.HasPrefix(text[from:], "www.") {
		from += len("www.")
	}
	for i := from + 3; i <= len(text)-3; i++ {
		if addressBreaks(text[i-1], text[i]) && classOf(firstOr(text, i)) != classCM {
			b.breaks = append(b.breaks, Break{Offset: s.start + i, Kind: URL})
		}
	}
}

// shortAddress is the length in bytes, without the scheme, up to which an address
// stays on one line: www.iom.int does.
const shortAddress = 12

// addressBreaks reports whether an address may break between two bytes.
func addressBreaks(last, next byte) bool {
	switch next {
	case '/':
		return false
	case '.', '@', '_', '#', '%':
		return last != '/' && last != '.'
	}
	switch last {
	case '/', '?', '&', '=':
		return true
	}
	return false
}
