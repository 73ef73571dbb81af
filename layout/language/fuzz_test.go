package language_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"korthet/layout/language"
)

// tags are all the languages with rules.
var tags = strings.Fields("cs da de de-CH el en-GB en-US es et fi fr fr-CA fr-CH it lt lv nb nl nn pl pt pt-PT ru sv tr uk")

// solid returns the letters and digits of a text.
func solid(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// FuzzTypography sets a text that is cut in two pieces of one or two languages.
func FuzzTypography(f *testing.F) {
	for _, text := range []string{
		`Hon sa: "IOM's mål är 'öppna' gränser" -- 5 % av 1 000 kr...`,
		`C'est "vrai" ! Non: 'oui' ; « ça »?`, `5'10" tall '90s rock 'n' roll 'twas the migrants' rights`,
		`2015-2016, 9.30-16.00, 5-10 %, 08-123 45, 2005-06-01, +41 22 717 91 11`,
		`http://www.iom.int/a--b?x=1 hq@iom.int "www.iom.int" a--b -- c --`, `t ex z. B. d. h. § 5 kl. 9 J. R. R. Tolkien`,
		`"a "b" c" ''x'' ""`, "a - b\u00a0- c --- d ---- e", `в доме же 5 км`,
	} {
		f.Add(text, uint8(23), uint8(5), uint16(9))
		f.Add(text, uint8(10), uint8(10), uint16(300))
		f.Add(text, uint8(6), uint8(2), uint16(20))
	}
	f.Fuzz(func(t *testing.T, text string, first, second uint8, cut uint16) {
		if !utf8.ValidString(text) {
			return
		}
		at := min(int(cut), len(text))
		for !utf8.RuneStart((text + "x")[at]) {
			at--
		}
		pieces := []language.Piece{
			{Text: text[:at], Language: tags[int(first)%len(tags)]},
			{Text: text[at:], Language: tags[int(second)%len(tags)]},
		}
		results := language.Typography(pieces, language.Options{})
		for i, result := range results {
			old := pieces[i].Text
			if got, want := solid(result.Text), solid(old); got != want {
				t.Fatalf("%+v: letters and digits %q became %q", pieces, want, got)
			}
			if !utf8.ValidString(result.Text) {
				t.Fatalf("%+v: result is not UTF-8", pieces)
			}
			checkOrigin(t, old, result)
		}
		if !strayMark(text) { // which way it points is a guess, and the guess may change
			checkAgain(t, text, tags[int(first)%len(tags)])
		}
		for i, result := range language.Typography(pieces, language.Options{KeepQuotes: true, KeepDashes: true, KeepEllipses: true, KeepSpaces: true}) {
			if result.Text != pieces[i].Text {
				t.Fatalf("%+v: with all rules off %q became %q", pieces, pieces[i].Text, result.Text)
			}
		}
	})
}

// checkAgain checks that text that has been set is left alone.
func checkAgain(t *testing.T, text, tag string) {
	t.Helper()
	once := set(tag, text)
	if twice := set(tag, once); twice != once {
		t.Fatalf("%s %+q:\n once %q\ntwice %q", tag, text, once, twice)
	}
}

// dotted is three full stops beside what may be part of a number.
var dotted = regexp.MustCompile(`[0-9.,:]\.{3}|\.{3}[0-9.,:]`)

// strayMark reports whether which way a quotation mark points is a guess: one
// stands between two spaces or beside hyphens, or an author's curved or angled
// ones, which may point either way, stand among straight ones; or where a number
// ends is, among full stops.
func strayMark(text string) bool {
	if dotted.MatchString(text) {
		return true
	}
	const marks = "\"'“”„«»‟‘’‚‹›′″"
	for _, r := range marks {
		if strings.Contains(text, "-"+string(r)) || strings.Contains(text, string(r)+"-") {
			return true
		}
	}
	if strings.ContainsAny(text, "\"'") && strings.ContainsAny(text, "“”„«»‟‘’‚‹›′″") {
		return true
	}
	fields := strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == '\u200B' || unicode.IsSpace(r) })
	for _, field := range fields {
		if strings.Trim(field, marks) == "" {
			return true
		}
	}
	return false
}

// checkOrigin checks that the map from the new text to the old runs forward,
// stays inside, keeps both ends and leads letters and digits to themselves.
func checkOrigin(t *testing.T, old string, result language.Result) {
	t.Helper()
	last := 0
	for i, r := range result.Text {
		origin := result.Origin(i)
		if origin < last || origin > len(old) {
			t.Fatalf("%q: Origin(%d) is %d after %d", old, i, origin, last)
		}
		last = origin
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if got, _ := utf8.DecodeRuneInString(old[origin:]); got != r {
				t.Fatalf("%q: Origin(%d) leads %q to %q", old, i, r, got)
			}
		}
	}
	if got := result.Origin(len(result.Text)); result.Text != "" && got != len(old) {
		t.Fatalf("%q: the end %d leads to %d of %d", old, len(result.Text), got, len(old))
	}
}

// FuzzOpportunities checks that breaks lie in order between characters that may
// be parted.
func FuzzOpportunities(f *testing.F) {
	f.Add("FN-systemet i 1 000 fall – 5 %, urval/rekrytering http://www.iom.int/sv/om", uint8(23))
	f.Add("a\u0308 b\u200d\u0301 \u00ad-\u0301x 🇸🇪🇫🇮🇳🇴 👩‍👩‍👧 각 漢字", uint8(0))
	f.Add("\r\n\n x\u2028y \u200b z a.b@c.de/\u0301f", uint8(11))
	f.Fuzz(func(t *testing.T, text string, tag uint8) {
		last := 0
		for _, b := range language.Opportunities(text, tags[int(tag)%len(tags)]) {
			if b.Offset <= last || b.Offset >= len(text) {
				t.Fatalf("%q: break at %d after %d of %d", text, b.Offset, last, len(text))
			}
			last = b.Offset
			if !utf8.ValidString(text) {
				continue
			}
			if !utf8.RuneStart(text[b.Offset]) {
				t.Fatalf("%q: break at %d inside a character", text, b.Offset)
			}
			before, _ := utf8.DecodeLastRuneInString(text[:b.Offset])
			after, _ := utf8.DecodeRuneInString(text[b.Offset:])
			control := before < ' ' || before == 0x85 || before == 0x2028 || before == 0x2029
			if unicode.IsMark(after) && !control && before != ' ' && before != 0x200B {
				t.Fatalf("%q: break at %d before the mark %U", text, b.Offset, after)
			}
			if after == ' ' && !control || before == 0xA0 || after == 0xA0 && !control && !strings.ContainsRune(" \t-\u200b", before) && !unicode.Is(unicode.Zs, before) && !unicode.Is(unicode.Pd, before) {
				t.Fatalf("%q: break at %d between %U and %U", text, b.Offset, before, after)
			}
			if b.Kind == language.Space && before != ' ' {
				t.Fatalf("%q: break at %d is called a space after %U", text, b.Offset, before)
			}
			if b.Kind == language.Mandatory && !control {
				t.Fatalf("%q: break at %d is called forced after %U", text, b.Offset, before)
			}
		}
	})
}
