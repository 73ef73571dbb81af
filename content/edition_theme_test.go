package content_test

import (
	"testing"
	"testing/fstest"

	"korthet/content"
)

// TestEditionOwn holds that an edition may have a theme and a number of pages of
// its own, and that a mistake in them concerns it alone.
func TestEditionOwn(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	publication, errs := content.Open(fstest.MapFS{
		"publication.yaml": file("name: demo\nformat: a4\npages: 2\nsections: [one]\ntargets: [screen]\neditions:\n" +
			"  plain: {language: sv}\n  own: {language: sv, theme: looks/own.yaml, pages: 4}\n  lost: {language: sv, theme: looks/lost.yaml, pages: 0}\n"),
		"theme.yaml":         file("base: airy\n"),
		"looks/own.yaml":     file("base: bold\n"),
		"text/sv/front.yaml": file("title: Ett prov\n"),
		"text/sv/one.yaml":   file("title: Rubrik\nbody: En rad.\n"),
	})
	if len(errs) != 2 {
		t.Error("mistakes:", errs)
	}
	for _, test := range []struct {
		id, base string
		pages    int
		mistakes int
	}{{"plain", "airy", 2, 0}, {"own", "bold", 4, 0}, {"lost", "", 0, 2}} {
		edition, errs := publication.Edition(test.id)
		base := ""
		if edition.Theme != nil {
			base = edition.Theme.Base.Value
		}
		if base != test.base || edition.Pages != test.pages || len(errs) != test.mistakes {
			t.Errorf("%s: base %q, %d pages, mistakes %v; want %q, %d, %d of them", test.id, base, edition.Pages, errs, test.base, test.pages, test.mistakes)
		}
	}
}

// TestParseTheme holds that mistakes in a theme that lies in no folder have their
// place.
func TestParseTheme(t *testing.T) {
	theme, errs := content.ParseTheme("themes/x.yaml", []byte("base: bold\ngird: 12 pt\nfront: {image: a.png}\n"))
	if theme.Base.Value != "bold" || len(errs) != 2 || errs[0].Pos.File != "themes/x.yaml" || errs[0].Pos.Line != 2 || errs[1].Pos.Line != 3 {
		t.Errorf("base %q, mistakes %v", theme.Base.Value, errs)
	}
}
