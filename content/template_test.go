package content_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// TestTemplate loads the example that new publications begin as.
func TestTemplate(t *testing.T) {
	for words, want := range map[string]string{
		"demo": "demo", "Höstens blad 2026": "hostens-blad-2026", "": "leaflet", "Київ": "leaflet", "con": "leaflet", "a/../b": "a-b",
		"yes": "yes", "0812": "0812",
	} {
		fsys := fstest.MapFS{}
		for _, f := range content.Template(words) {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		p, errs := content.Open(fsys)
		if len(errs) > 0 {
			t.Fatalf("%q: %v", words, errs)
		}
		if p.Name() != want {
			t.Errorf("%q is named %q, want %q", words, p.Name(), want)
		}
		for _, ref := range p.Editions() {
			e, errs := p.Edition(ref.ID)
			if len(errs) > 0 || len(e.Sections) == 0 || e.Office == nil || e.Theme == nil {
				t.Errorf("%q: edition %s is not whole: %v", words, ref.ID, errs)
			}
			if strings.Contains(dump(e), "NAME") {
				t.Errorf("%q: a place for the name is left", words)
			}
			checkPlaces(t, fsys, e)
		}
		if wrong := validateFolder(t, fsys); len(wrong) > 0 {
			t.Errorf("%q: %s", words, strings.Join(wrong, "\n"))
		}
	}
}
