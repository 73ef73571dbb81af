package language

import (
	"strconv"
	"unicode/utf8"
)

// dash sees to the hyphens from i: a dash between words, a range of numbers, or
// neither. It returns where to go on.
func (s *setter) dash(i int, r *rules) int {
	text := s.text
	end := i
	for end < len(text) && text[end] == '-' {
		end++
	}
	n := end - i
	if s.opts.KeepDashes || n > 3 || end > s.areas[s.piece].end {
		return end
	}
	left, right := before(text, i), after(text, end)
	if left == digit && right == digit {
		if n > 1 || rangeAt(text, i, r) {
			s.replace(i, end, "–")
		}
		return end
	}
	if r.dash == noDash {
		return end
	}
	spaced := left == edge && right == edge
	switch {
	case spaced && n == 1 && (s.begins(i) || end+1 >= len(text)):
		return end // "- " at the head of a line is a bullet, at its end a stump
	case spaced && i >= 2 && before(text, i-1) == digit && after(text, end+spaceAfter(text, end)) == digit:
		return s.spacedNumbers(i, end, r)
	case spaced && (before(text, i-spaceBefore(text, i)) == dashing || after(text, end+spaceAfter(text, end)) == dashing):
		return end // signs in a row
	case spaced && i == 0 && end == len(text):
		return end
	case spaced:
		return s.between(i, end, r)
	case n == 1:
		return end
	case left == edge && i > 0 && closes(text, end): // "word --" breaks off
		return s.between(i, end, r)
	case left == edge: // "--word": an option of a command, except in Spanish
		if r.dash == rayaEm && right != closing {
			s.replace(i, end, "—")
		}
		return end
	case closes(text, end): // "word--" breaks off
		s.replace(i, end, r.dashMark())
		return end
	}
	return s.between(i, end, r)
}

// begins reports whether nothing but a space stands between i and the start of
// the text, an opening bracket or an opening quotation mark.
func (s *setter) begins(i int) bool {
	i -= spaceBefore(s.text, i)
	left := before(s.text, i)
	return left == edge || left == opening || left == quotation && s.lastEnd == i && s.lastOpened
}

// closes reports whether what stands at i ends a clause: a space, the end, or
// closing punctuation, also behind quotation marks.
func closes(text string, i int) bool {
	for range 3 {
		if after(text, i) != quotation {
			break
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	kind := after(text, i)
	return kind == edge || kind == closing
}

// dashMark returns the language's dash without its spaces.
func (r *rules) dashMark() string {
	if r.dash == spacedEn {
		return "–"
	}
	return "—"
}

// between writes the dash between two words, in the place of the hyphens from i
// to end, and returns where to go on. Plain spaces beside it become those of the
// language; where none stand it gets them.
func (s *setter) between(i, end int, r *rules) int {
	text := s.text
	plainBefore := i > 0 && text[i-1] == ' ' && (i == 1 || spaceBefore(text, i-1) == 0)
	plainAfter := end < len(text) && text[end] == ' ' && spaceAfter(text, end+1) == 0
	if r.dash == closedEm && i > 0 {
		if plainBefore {
			s.replace(i-1, i, "")
		}
		s.replace(i, end, "—")
		if plainAfter {
			s.replace(end, end+1, "")
			return end + 1
		}
		return end
	}
	sign := r.dashMark()
	switch {
	case plainBefore && i > 1:
		s.replace(i-1, i, nbsp)
	case i > 0 && spaceBefore(text, i) == 0 && r.dash != rayaEm:
		sign = nbsp + sign
	}
	if !closes(text, end) && r.dash != rayaEm {
		sign += " "
	}
	s.replace(i, end, sign)
	if i == 0 && plainAfter { // the dash of a line of dialogue
		s.replace(end, end+1, nbsp)
		return end + 1
	}
	return end
}

// spacedNumbers sees to hyphens between spaces and digits: two ascending years
// are a range, anything else may be a sum and is left alone unless the author
// typed "--".
func (s *setter) spacedNumbers(i, end int, r *rules) int {
	text := s.text
	from, fromLength := numberBefore(text, i-1)
	to, toLength := numberAfter(text, end+1)
	if text[i-1] == ' ' && text[end] == ' ' && fromLength == 4 && toLength == 4 && isYear(from) && isYear(to) && from < to {
		s.replace(i-1, i, "")
		s.replace(i, end, "–")
		s.replace(end, end+1, "")
		return end + 1
	}
	if end-i > 1 {
		return s.between(i, end, r)
	}
	return end
}

// isYear reports whether a number of four digits is likely to be a year.
func isYear(n int) bool { return n >= 1000 && n < 2200 }

// rangeAt reports whether the hyphen at i, between two digits, stands for "to":
// between two years, times, or numbers of which the second is greater. What
// might be something else (2005-06, 555-1234, 2-1) is not; fixed has taken
// telephone numbers and the like already.
func rangeAt(text string, i int, r *rules) bool {
	left, right := i, i+1
	for left > 0 && isNumeral(text[left-1]) {
		left--
	}
	for right < len(text) && isNumeral(text[right]) {
		right++
	}
	for right > i+1 && !isDigit(text[right-1]) { // the sentence's own punctuation
		right--
	}
	if kind := before(text, left); kind == word || kind == digit || kind == closing || kind == dashing && !getsSpace(text, left, r) {
		return false // A4-5, 1-2-3
	}
	if kind := after(text, right); kind == digit || kind == word && text[right] < 0x80 {
		return false // 5-10th is a range; 5-10x7 may be anything
	}
	if right+1 < len(text) && text[right] == '-' && isDigit(text[right+1]) {
		return false
	}
	first, second := text[left:i], text[i+1:right]
	if isTime(first) && (isTime(second) || len(second) <= 2) || len(first) <= 2 && isTime(second) {
		return true
	}
	from, fromLength := numberBefore(text, i)
	to, toLength := numberAfter(text, i+1)
	if fromLength != len(first) || toLength != len(second) {
		return isDecimal(first) && isDecimal(second)
	}
	if first[0] == '0' && len(first) > 1 || second[0] == '0' || from >= to {
		return false
	}
	return fromLength == toLength || toLength <= 3
}

// getsSpace reports whether the hyphens that end at i, before a digit, are a dash
// that between sets with a space behind it, so that the number stands alone.
func getsSpace(text string, i int, r *rules) bool {
	start := i
	for start > 0 && text[start-1] == '-' {
		start--
	}
	left := before(text, start)
	spaced := r.dash == spacedEn || r.dash == spacedEm
	return spaced && (i-start == 2 || i-start == 3) && left != edge && left != digit
}

// isNumeral reports whether c may stand in a number or a time of day.
func isNumeral(c byte) bool { return isDigit(c) || c == '.' || c == ',' || c == ':' }

// isTime reports whether text is a time of day: 9.30, 09:30.
func isTime(text string) bool {
	n := len(text)
	if n < 4 || n > 5 || text[n-3] != '.' && text[n-3] != ':' || text[n-2] > '5' {
		return false
	}
	hour, length := numberBefore(text, n-3)
	_, minutes := numberAfter(text, n-2)
	return length == n-3 && minutes == 2 && hour < 25
}

// isDecimal reports whether text is digits with one decimal mark among them, or
// digits alone.
func isDecimal(text string) bool {
	marks := 0
	for i := range len(text) {
		if !isDigit(text[i]) {
			marks++
			if i == 0 || i == len(text)-1 || text[i] == ':' {
				return false
			}
		}
	}
	return marks <= 1 && text != ""
}

// numberBefore returns the number whose digits end at i, and how many they are;
// more than nine count as none.
func numberBefore(text string, i int) (value, length int) {
	start := i
	for start > 0 && isDigit(text[start-1]) {
		start--
	}
	return number(text[start:i])
}

// numberAfter returns the number whose digits begin at i, and how many they are;
// more than nine count as none.
func numberAfter(text string, i int) (value, length int) {
	end := i
	for end < len(text) && isDigit(text[end]) {
		end++
	}
	return number(text[i:end])
}

func number(digits string) (value, length int) {
	if len(digits) > 9 {
		return 0, 0
	}
	value, err := strconv.Atoi(digits)
	if err != nil {
		return 0, 0
	}
	return value, len(digits)
}
