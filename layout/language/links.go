package language

import "strings"

// stretch is a part of a text that is left as it is.
type stretch struct {
	start, end int
	link       bool // a web or e-mail address; otherwise a number in parts
}

// fixed finds the web and e-mail addresses, telephone numbers, dates in figures
// and other numbers in several parts of a text, in order.
func fixed(text string) []stretch {
	var found []stretch
	for i := 0; i < len(text); {
		c := text[i]
		if c <= ' ' || c == '(' && !phoneBracket(text, i) || c < 0x80 && leads[c] {
			i++
			continue
		}
		if c == 0xC2 || c == 0xE2 { // a space or a quotation mark
			if kind := after(text, i); kind == edge || kind == quotation {
				i += 2
				if c == 0xE2 {
					i++
				}
				continue
			}
		}
		if isDigit(c) || c == '+' || c == '(' {
			if end := numberInParts(text, i); end > i {
				found = append(found, stretch{start: i, end: end})
				i = end
				continue
			}
		}
		// A token goes on to the next space.
		end := i + 1
		signs := false
		for end < len(text) && text[end] > ' ' {
			if d := text[end]; d == '@' || d == '/' || d == '.' && end+1 < len(text) && text[end+1] > ' ' {
				signs = true
			} else if d == 0xC2 && strings.HasPrefix(text[end:], nbsp) || d == 0xE2 && after(text, end) == edge {
				break
			}
			end++
		}
		if signs {
			if start, stop := link(text[i:end]); stop > start {
				found = append(found, stretch{start: i + start, end: i + stop, link: true})
			}
		}
		i = end
	}
	return found
}

// leads holds the signs that may stand before an address or a number and do not
// belong to it.
//
//nolint:gochecknoglobals // constant table
var leads = [128]bool{'"': true, '\'': true, '[': true, '<': true, '{': true, '-': true, '*': true}

// phoneBracket reports whether a bracket opens an area code: (08) 123 45.
func phoneBracket(text string, i int) bool {
	return i+1 < len(text) && (isDigit(text[i+1]) || text[i+1] == '+')
}

// link finds the address in a token without spaces; stop is 0 where there is
// none. Punctuation and marks around it do not belong to it.
func link(token string) (start, stop int) {
	stop = len(token)
	for stop > 0 {
		trimmed := strings.TrimRight(token[:stop], `.,;:!?"'>]}*`)
		for _, mark := range [...]string{"”", "“", "’", "‘", "»", "›", "…", "–", "—"} {
			trimmed = strings.TrimSuffix(trimmed, mark)
		}
		if n := len(trimmed) - 1; n >= 0 && trimmed[n] == ')' && !strings.Contains(trimmed, "(") {
			trimmed = trimmed[:n]
		}
		if len(trimmed) == stop {
			break
		}
		stop = len(trimmed)
	}
	body := token[:stop]
	if i := strings.Index(body, "://"); i > 0 {
		for start = i; start > 0 && isLetter(body[start-1]); start-- {
		}
		if start < i && len(body) > i+3 {
			return start, stop
		}
		return 0, 0
	}
	if i := strings.IndexByte(body, '@'); i > 0 && i+3 < len(body) {
		dot := strings.LastIndexByte(body, '.')
		if dot > i+1 && dot < len(body)-1 && isLetter(body[dot+1]) {
			return localPart(body, i), stop
		}
		return 0, 0
	}
	if i := strings.Index(body, "www."); i >= 0 && len(body) > i+5 && (i == 0 || !isLetter(body[i-1])) {
		return i, stop
	}
	if isHost(body) {
		return 0, stop
	}
	return 0, 0
}

// localPart returns where the e-mail address around the @ at i begins: "mailto:"
// and what else stands before a bracket or a colon is not part of it.
func localPart(body string, i int) int {
	start := i
	for start > 0 {
		switch c := body[start-1]; c {
		case ':', '(', '<', '"', '\'', ',', ';', '/':
			return start
		}
		start--
	}
	return start
}

// isHost reports whether a token is an address without its scheme: a host of
// small letters, a full stop and at least two letters, then a path.
func isHost(body string) bool {
	host, _, ok := strings.Cut(body, "/")
	if !ok {
		return false
	}
	dot := strings.LastIndexByte(host, '.')
	if dot < 2 || len(host)-dot < 3 {
		return false
	}
	for i := range len(host) {
		switch c := host[i]; {
		case c >= 'a' && c <= 'z', c == '.' && i > 0 && host[i-1] != '.':
		case isDigit(c) && i < dot, c == '-' && i > 0 && i < dot:
		default:
			return false
		}
	}
	return true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// numberInParts returns the end of the telephone number, date in figures, ISBN
// or other number in at least three parts that begins at i; i itself where there
// is none.
func numberInParts(text string, i int) int {
	if i > 0 && (isDigit(text[i-1]) || isLetter(text[i-1])) {
		return i
	}
	p := scanParts(text, i)
	switch first := text[i]; {
	case first == '+' && p.digits >= 7,
		first == '(' && p.digits >= 7 && p.bracket,
		first == '0' && p.parts >= 2 && p.digits >= 6 && !p.times:
		return p.end
	case isDigit(first) && p.tightParts >= 3 && !p.times:
		return p.tightEnd
	}
	return i
}

// parts is what scanParts found.
type parts struct {
	end, tightEnd     int // behind the number; behind its stretch without spaces
	parts, tightParts int // groups of digits in each
	digits            int
	bracket           bool // a closing bracket was seen
	times             bool // two times of day or small decimals: 09.30-16.00
}

// scanParts reads groups of digits with single separators between them.
func scanParts(text string, i int) parts {
	p := parts{end: i, tightEnd: i}
	tight := true
	var lengths [4]int
	var seps [3]byte // the first byte of each
	if text[i] == '+' {
		i++
	}
	if i < len(text) && text[i] == '(' {
		i++
	}
	for p.digits <= 20 {
		start := i
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		if i == start {
			break
		}
		p.digits += i - start
		if p.parts < len(lengths) {
			lengths[p.parts] = i - start
		}
		p.parts++
		p.end = i
		if tight {
			p.tightEnd, p.tightParts = i, p.parts
		}
		n, broad := separator(text, i)
		if n == 0 {
			break
		}
		if p.parts <= len(seps) {
			seps[p.parts-1] = text[i]
		}
		if strings.IndexByte(text[i:i+n], ')') >= 0 {
			p.bracket = true
		}
		if broad {
			tight = false
		}
		i += n
	}
	if p.parts <= len(lengths) && max(lengths[0], lengths[1], lengths[2], lengths[3]) <= 2 {
		switch string(seps[:max(p.parts-1, 0)]) {
		case ".-", "-.", ".-.", ". ", " .", ". .":
			p.times = true
		}
	}
	return p
}

// separator returns the length of what stands between two groups of digits of a
// telephone number at i, and whether there is a space in it.
func separator(text string, i int) (length int, broad bool) {
	if i >= len(text) {
		return 0, false
	}
	var forms []string
	switch text[i] {
	case ' ':
		forms = separatorForms[0:3]
	case ')':
		forms = separatorForms[3:7]
	case 0xC2, 0xE2:
		forms = separatorForms[7:]
	case '-', '.', '/':
		if i+1 < len(text) && isDigit(text[i+1]) {
			return 1, false
		}
	}
	for _, form := range forms {
		end := i + len(form)
		if strings.HasPrefix(text[i:], form) && end < len(text) && isDigit(text[end]) {
			return len(form), len(form) > 1 || form == " "
		}
	}
	return 0, false
}

// separatorForms are the separators that may be longer than a byte, sorted by
// their first byte.
//
//nolint:gochecknoglobals // constant table
var separatorForms = []string{" - ", " (", " ", ") ", ")" + nbsp, ")-", ")", nbsp + "(", nbsp, nnbsp, "‑"}
