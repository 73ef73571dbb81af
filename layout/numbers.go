package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"korthet/layout/display"
	"korthet/layout/language"
)

// decimalMark returns the offset from which a number stands after its decimal
// mark: that of the mark, or of what follows the last digit where it has none.
// It is -1 for a text that is no number. Signs may stand before a number,
// currencies on both sides, units of few letters after it.
func decimalMark(text string, marks language.NumberMarks) int {
	first := strings.IndexFunc(text, unicode.IsDigit)
	if first < 0 || strings.TrimLeft(text[:first], "+-−–±<>≤≥~≈ \u00a0\u202f$€£¥") != "" {
		return -1
	}
	end, decimal := first, -1
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		rest := text[end+size:]
		next, _ := utf8.DecodeRuneInString(rest)
		switch {
		case unicode.IsDigit(r):
		case decimal < 0 && string(r) == marks.Decimal && unicode.IsDigit(next):
			decimal = end
		case decimal < 0 && (string(r) == marks.Group || strings.ContainsRune(" \u00a0\u202f\u2009'’", r)) && threeDigits(rest):
		default:
			return numberEnd(text, end, decimal)
		}
		end += size
	}
	return numberEnd(text, end, decimal)
}

// numberEnd returns the decimal mark's offset of a number that ends at an
// offset, or -1 where what follows is more than a unit.
func numberEnd(text string, end, decimal int) int {
	unit := strings.TrimFunc(text[end:], unicode.IsSpace)
	if utf8.RuneCountInString(unit) > mostUnit || strings.ContainsFunc(unit, unicode.IsDigit) {
		return -1
	}
	if decimal >= 0 {
		return decimal
	}
	return end
}

// mostUnit is how many letters a unit after a number may have: %, kr, km², MEUR.
const mostUnit = 4

// threeDigits reports whether a text begins with three digits and no more.
func threeDigits(text string) bool {
	n := 0
	for _, r := range text {
		if !unicode.IsDigit(r) {
			break
		}
		n++
	}
	return n == 3
}

// emptyMark reports whether a text is one of the signs that stand in a table
// where there is no number.
func emptyMark(text string) bool {
	return strings.Trim(text, "-–—.…·* \u00a0") == ""
}

// wordWidths returns the widths of a paragraph's widest word and of its longest
// line, broken only where the author asks for it.
func (s *setter) wordWidths(p *paragraph) (word, line display.Length) {
	var current display.Length
	for i := range p.tokens {
		token := &p.tokens[i]
		switch token.kind {
		case breakToken:
			current = 0
			continue
		case spaceToken, fixedToken, thinToken:
			_, space := p.white(token)
			current += space
			continue
		case wordToken:
		}
		var width display.Length
		for _, span := range p.spans[token.spans[0]:token.spans[1]] {
			width += p.font(&span).shape(p.text[span.start:span.end]).width
		}
		current += width
		word, line = max(word, width), max(line, current)
	}
	return word, line
}

// textWidth returns the width of a paragraph set on one line, and of its text
// before an offset.
func (s *setter) textWidth(p *paragraph, offset int) (whole, before display.Length) {
	for i := range p.tokens {
		token := &p.tokens[i]
		if token.kind != wordToken {
			_, space := p.white(token)
			whole += space
			if token.start < offset {
				before += space
			}
			continue
		}
		for _, span := range p.spans[token.spans[0]:token.spans[1]] {
			shaped := p.font(&span).shape(p.text[span.start:span.end])
			for g, glyph := range shaped.glyphs {
				whole += shaped.advances[g]
				if span.start+int(glyph.Cluster) < offset {
					before += shaped.advances[g]
				}
			}
		}
	}
	return whole, before
}
