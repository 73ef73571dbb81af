package language_test

import (
	"strings"
	"testing"

	"korthet/layout/language"
)

// leaflet is about 10 KB of Swedish as authors type it.
func leaflet() string {
	const part = `Organisationen grundades år 1951 och har "för närvarande" 112 medlemsländer. IOM:s programbudget för 2005 - 2006 överskrider 900 miljoner dollar, och inom ramarna för den finansieras över 1 200 program, mer än 5 000 anställda samt 250 fältkontor i t ex Kosovo ... FN-systemet ger 5 % av urval/rekrytering, se http://www.iom.int/sv/om-oss eller ring 08-123 45 67 kl. 9-16. `
	return strings.Repeat(part, 10240/len(part)+1)[:10240]
}

func BenchmarkTypography(b *testing.B) {
	pieces := []language.Piece{{Text: leaflet(), Language: "sv"}}
	b.SetBytes(int64(len(pieces[0].Text)))
	b.ReportAllocs()
	for b.Loop() {
		language.Typography(pieces, language.Options{})
	}
}

func BenchmarkOpportunities(b *testing.B) {
	text := language.Typography([]language.Piece{{Text: leaflet(), Language: "sv"}}, language.Options{})[0].Text
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		language.Opportunities(text, "sv")
	}
}
