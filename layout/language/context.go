package language

import (
	"unicode"
	"unicode/utf8"
)

// kind says what stands beside a mark.
type kind uint8

const (
	edge      kind = iota // a space, or the start or end of the text
	word                  // a letter, a digit, or any sign not named here
	digit                 // 0 to 9
	opening               // an opening bracket
	closing               // a closing bracket, or punctuation that closes
	dashing               // a hyphen, a dash or a slash
	quotation             // a quotation mark or an apostrophe
)

// kindOf sorts a character.
func kindOf(r rune) kind {
	switch {
	case r >= '0' && r <= '9':
		return digit
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		return word
	}
	switch r {
	case ' ', '\t', '\n', '\r', '\f', '\v', 0xA0, 0x202F, 0x2009, 0x200A, 0x2028, 0x2029, 0x3000, 0x200B:
		return edge
	case '(', '[', '{', '<', '¿', '¡':
		return opening
	case ')', ']', '}', '>', '.', ',', ':', ';', '!', '?', '…':
		return closing
	case '-', '/', '–', '—', '‐', '‑', '―':
		return dashing
	case '"', '\'', '“', '”', '„', '«', '»', '‘', '’', '‚', '‹', '›', '‟', '‛', '′', '″':
		return quotation
	}
	if unicode.Is(unicode.Zs, r) {
		return edge
	}
	return word
}

// before returns what stands right before offset i.
func before(text string, i int) kind {
	if i == 0 {
		return edge
	}
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return kindOf(r)
}

// after returns what stands at offset i.
func after(text string, i int) kind {
	if i >= len(text) {
		return edge
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return kindOf(r)
}

// isDigit reports whether c is an ASCII digit.
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// spaceBefore returns the length in bytes of the space character before offset
// i, whether it may be broken or not; 0 where there is none.
func spaceBefore(text string, i int) int {
	if i == 0 || text[i-1] < 0x80 && text[i-1] != ' ' {
		return 0
	}
	r, size := utf8.DecodeLastRuneInString(text[:i])
	if kindOf(r) != edge {
		return 0
	}
	return size
}

// spaceAfter returns the length in bytes of the space character at offset i,
// whether it may be broken or not; 0 where there is none.
func spaceAfter(text string, i int) int {
	if i >= len(text) || text[i] < 0x80 && text[i] != ' ' {
		return 0
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if kindOf(r) != edge {
		return 0
	}
	return size
}
