package content_test

import (
	"testing"
	"testing/fstest"

	"korthet/content"
)

// TestHyphenationOfEditions gives each edition what is said of its own languages,
// also of those that only a passage is in, and nothing else.
func TestHyphenationOfEditions(t *testing.T) {
	folder := fstest.MapFS{
		"publication.yaml": {Data: []byte(`name: demo
format: a4
pages: 1
sections: [one]
targets: [screen]
editions:
  sv: {language: sv-FI}
  fi: {language: fi}
hyphenation:
  sv: {words: [migrations=lag]}
  en: {words: [mi-gra-tion]}
  lv: {patterns: lv.pat.txt}
`)},
		"lv.pat.txt":            {Data: []byte("a1b\n")},
		"text/sv-FI/front.yaml": {Data: []byte("title: Ett prov\n")},
		"text/sv-FI/one.yaml":   {Data: []byte("title: Ett\nbody: Om [Managing Migration]{lang=en-GB}.\n")},
		"text/fi/front.yaml":    {Data: []byte("title: Koe\n")},
		"text/fi/one.yaml":      {Data: []byte("title: Yksi\nbody: Teksti.\n")},
	}
	for id, want := range map[string]string{"sv": "sv en ", "fi": ""} {
		edition, errs := content.Load(folder, id)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		got := ""
		for _, said := range edition.Hyphenation {
			got += said.Language.Value + " "
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}
