package language_test

import (
	"testing"

	"korthet/layout/language"
)

func set(tag, text string) string {
	return language.Typography([]language.Piece{{Text: text, Language: tag}}, language.Options{})[0].Text
}

func TestFirst(t *testing.T) {
	for _, c := range [][3]string{
		{"sv", `kategori av "människor i rörelse" som`, "kategori av ”människor i rörelse” som"},
		{"sv", `IOM's t ex i 1 000 fall, 5 % kl. 9`, "IOM’s t\u00a0ex i 1\u00a0000 fall, 5\u00a0% kl.\u00a09"},
		{"sv", `ord - ord -- ord 2015-2016 ...`, "ord\u00a0– ord\u00a0– ord 2015–2016 …"},
		{"en-GB", `He said "it's 'fine' now" -- really.`, "He said “it’s ‘fine’ now”\u00a0– really."},
		{"en-US", `He said -- really - "so"`, "He said—really—“so”"},
		{"fr", `Il dit: "oui"! Et "non" ?`, "Il dit\u00a0: «\u00a0oui\u00a0»\u202f! Et «\u00a0non\u00a0»\u202f?"},
	} {
		if got := set(c[0], c[1]); got != c[2] {
			t.Errorf("%s %q:\n got %q\nwant %q", c[0], c[1], got, c[2])
		}
	}
}
