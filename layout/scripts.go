package layout

import (
	"strings"
	"unicode"

	"korthet/content"
	"korthet/layout/language"
)

// Languages and scripts that less is known of than the author may think are told:
// what comes out would be wrong, or less well set than the rest, and nobody in the
// house might be able to see it.

// rightToLeft are the scripts that are written from right to left. To set them,
// lines have to be ordered anew after they are broken, which is not done yet.
var rightToLeft = []*unicode.RangeTable{ //nolint:gochecknoglobals // a table
	unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic,
	unicode.Adlam, unicode.Hanifi_Rohingya, unicode.Mende_Kikakui,
}

// reversed is what is said of text in such a script, once a file.
const reversed = "this is written from right to left, which cannot be set yet"

func isReversed(r rune) bool {
	return r >= 0x590 && unicode.In(r, rightToLeft...) && unicode.IsLetter(r)
}

// leftward are languages whose usual script is one of these: their text is
// refused anyway.
const leftward = "|ar|ckb|dv|fa|he|ps|sd|ug|ur|yi|"

// unparted are languages whose words are not parted, by their rules or by custom,
// so that the lack of patterns is none.
const unparted = "|vi|so|zh|ja|ko|th|lo|km|my|"

// checkLanguage warns of a language that there are no rules or patterns for. What
// has been turned off in the theme is not missed.
func (s *setter) checkLanguage() {
	tag := s.edition.Language
	if tag == "" {
		return
	}
	primary, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if strings.Contains(leftward, "|"+primary+"|") {
		return
	}
	typography := &s.theme.Typography
	if !language.Known(tag) && !(typography.KeepQuotes && typography.KeepDashes && typography.KeepEllipses && typography.KeepSpaces) {
		s.report(Warning, s.edition.LanguagePos,
			"type quotation marks, dashes and no-break spaces as they should be, and turn the rules off under text: typography in theme.yaml",
			"there are no rules for the typography of %q: what is typed stays as it is", tag)
	}
	body := s.theme.Styles[BodyStyle]
	if s.hyphenator(tag) == nil && body.Hyphenate && body.Align == Justify && !strings.Contains(unparted, "|"+primary+"|") {
		s.report(Warning, s.edition.LanguagePos,
			"name a file of patterns under hyphenation in publication.yaml, or give styles: {body: {align: start}} in a theme for this edition, so that lines may end unevenly",
			"there are no patterns that part words of %q: spaces between words may be wide", tag)
	}
}

// onceAFile reports whether a problem is told for the first place of a file only.
func (p *Problem) onceAFile() bool { return p.Message == reversed }

// reportReversed reports a letter of a script that cannot be set.
func (s *setter) reportReversed(pos content.Pos) {
	s.report(Error, pos, "leave it out, or leave out the edition, until korthet can", reversed)
}
