package content

import (
	"testing"
	"testing/fstest"
)

// A theme of which nothing but comments is left is no theme.
func TestThemeOfComments(t *testing.T) {
	for _, text := range []string{"", "# The look.\n", "\n  # grid: 12 pt\n\n"} {
		edition, errs := Load(fstest.MapFS{
			"publication.yaml":   {Data: []byte("name: demo\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\neditions: {sv: {language: sv}}\n")},
			"text/sv/front.yaml": {Data: []byte("title: Ett prov\n")},
			"text/sv/one.yaml":   {Data: []byte("title: Avsnitt\nbody: Text.\n")},
			"theme.yaml":         {Data: []byte(text)},
		}, "sv")
		if len(errs) > 0 || edition.Theme != nil {
			t.Errorf("%q: theme %v, %v", text, edition.Theme, errs)
		}
	}
}
