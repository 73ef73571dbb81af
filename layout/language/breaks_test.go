package language_test

import (
	"strings"
	"testing"

	"korthet/layout/language"
)

// broken returns a text with its opportunities marked: | at a space, - after a
// hyphen, / in an address, + elsewhere, ! where the line must end. Spaces before
// a mark stay.
func broken(tag, text string) string {
	var out strings.Builder
	last := 0
	for _, b := range language.Opportunities(text, tag) {
		out.WriteString(text[last:b.Offset])
		out.WriteByte("|-/+!"[b.Kind])
		last = b.Offset
	}
	out.WriteString(text[last:])
	return visible(out.String())
}

func TestOpportunities(t *testing.T) {
	for _, c := range []struct{ tags, text, want string }{
		// What UAX #14 alone gets wrong (the list).
		{"sv fi nb fr", "är 1 000 och", "är |1 000 |och"},
		{"sv de ru", "av 50 % är", "av |50 % |är"},
		{"sv en und", "år 2015–2016 är", "år |2015–2016 |är"},
		{"sv und", "i FN-systemet", "i |FN-systemet"},
		{"sv", "som t ex i", "som |t ex |i"},
		{"sv en und", "ring 08-123 45 nu", "ring |08-123 45 |nu"},
		{"sv und", "och IOM:s c:a tio 10:30", "och |IOM:s |c:a |tio |10:30"},
		{"fi", "ja IOM:n työ", "ja |IOM:n |työ"},

		{"sv und", "icke-statliga A4-format e-post Covid-19", "icke--statliga |A4-format |e-post |Covid-19"},
		{"sv", "låg- och utbildnings-, kredit-, och -smuggling", "låg- |och |utbildnings-, |kredit-, |och -smuggling"},
		{"fi sv", "Berne Initiative -prosessin - ja -5", "Berne |Initiative -prosessin |- |ja |-5"},
		{"sv", "Inter-Agency 2000-talet EU-s", "Inter--Agency |2000-talet |EU-s"},
		{"ru", "кто-то из-за", "кто--то |из-за"},
		{"sv und", "urval/rekrytering km/h och/el", "urval/+rekrytering |km/h |och/el"},
		{"sv", "ord – ord—ord", "ord – |ord—+ord"},
		{"en-US", "word—word “quoted”—more", "word—+word |“quoted”—+more"},
		{"sv", "– Hej du", "– Hej |du"},
		{"sv", "Stockholm–Göteborg", "Stockholm–+Göteborg"},
		{"sv", "kl. 9 på § 5 den 1 juni", "kl. 9 |på |§ 5 |den |1 juni"},
		{"fr", "« mot » ! et : oui", "« mot » ! |et : |oui"},
		{"pl", "w domu i z nim", "w domu |i z nim"},
		{"sv", "(IASC) och (GMG).", "(IASC) |och |(GMG)."},
		{"sv", "sa ”människor i rörelse” (här)", "sa |”människor |i |rörelse” |(här)"},
		{"sv", "a\u00A0b\u202Fc\u2060d\u2011e", "a~b_c\u2060d\u2011e"},
		{"sv", "bort\u00ADtagen noll\u200Bbredd", "bort\u00ADtagen |noll\u200B+bredd"},
		{"sv", "rad\nrad\u2028rad", "rad\n!rad\u2028!rad"},
		{"sv", "migrations 漢字です", "migrations |漢+字+で+す"},
		{"sv", "e\u0301 a\u0308-b", "e\u0301 |a\u0308-b"},
		{"sv", "17 route des Morillons • C.P. 71 • CH-1211 Geneva 19", "17 |route |des |Morillons |• |C.P. 71 |• |CH-1211 |Geneva |19"},
		{"sv", "Tlf: +41.22.717 91 11 • Fax", "Tlf: |+41.22.717 91 11 |• |Fax"},
		{"sv", "den 2005-06-01 kom", "den |2005-06-01 |kom"},

		// Addresses.
		{"sv", "se http://www.iom.int/sv/om-oss/kontakt.html nu", "se |http://www.iom/.int//sv//om-oss//kontakt/.html |nu"},
		{"sv", "se <http://www.iom.int>.", "se |<http://www.iom.int>."},
		{"sv", "se www.iom.int?a=bcd&e=fgh.", "se |www.iom/.int?/a=/bcd&/e=/fgh."},
		{"sv", "hq@iom.int förnamn.efternamn@example.org", "hq@iom.int |förnamn/.efternamn/@example/.org"},
		{"sv", "iom.int/a-b/cde_fgh", "iom/.int//a-b//cde/_fgh"},
		{"sv", "", ""},
	} {
		for tag := range strings.FieldsSeq(c.tags) {
			if got := broken(tag, c.text); got != visible(c.want) {
				t.Errorf("%s:\n got %s\nwant %s", tag, got, visible(c.want))
			}
		}
	}
}

// TestOpportunitiesAfterTypography holds that a line never breaks where
// Typography puts a no-break space, whether it has put it or not.
func TestOpportunitiesAfterTypography(t *testing.T) {
	const text = `1 000 kr, t ex 5 % - eller § 5, kl. 9, den 1 maj 2005; J. R. R. Tolkien`
	for _, tag := range tags {
		var got [2][]language.Break
		got[0] = language.Opportunities(text, tag)
		results := language.Typography([]language.Piece{{Text: text, Language: tag}}, language.Options{})
		for _, b := range language.Opportunities(results[0].Text, tag) {
			b.Offset = results[0].Origin(b.Offset)
			got[1] = append(got[1], b)
		}
		for _, b := range got[1] {
			if b.Kind == language.Space && !strings.HasSuffix(text[:b.Offset], " ") {
				t.Errorf("%s: break at %d, not behind a space", tag, b.Offset)
			}
			found := false
			for _, other := range got[0] {
				found = found || other.Offset == b.Offset
			}
			if !found && !strings.HasSuffix(text[:b.Offset], "- ") && tag != "en-US" {
				t.Errorf("%s: break at %d only after Typography", tag, b.Offset)
			}
		}
	}
}
