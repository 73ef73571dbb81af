package layout_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/display"
)

// TestBaseThemes sets a text in each built-in theme: none has a mistake, and
// an author's theme goes over each.
func TestBaseThemes(t *testing.T) {
	seen := map[string]string{}
	for _, base := range content.Themes() {
		t.Run(base.Name, func(t *testing.T) {
			result := layoutWithTheme(t, "base: "+base.Name+"\nfit: {off: true}\nstyles: {title: {size: 33 pt}}\n")
			for _, problem := range result.Problems {
				t.Error(problem)
			}
			for _, colour := range result.Document.Colours {
				for i, ink := range colour.CMYK {
					if ink > 0 && ink < 500 {
						t.Errorf("colour %s: ink %d is %d of 10000: a plate may not hold it", colour.Name, i, ink)
					}
				}
			}
			shown := dump(t, result.Document)
			if !strings.Contains(shown, "@2162688 ") { // 33 pt
				t.Error("the author's size of the title is not there")
			}
			if other, same := seen[shown]; same {
				t.Error("looks like", other)
			}
			seen[shown] = base.Name
		})
	}
}

// TestBaseThemeMistakes holds that mistakes in a theme over another one point at
// the author's file, and that a theme that is not there is told with those that
// are.
func TestBaseThemeMistakes(t *testing.T) {
	for _, test := range []struct{ theme, want string }{
		{"base: bold\nstyles: {title: {colour: accent}, body: {colour: ochre}}\n", `theme.yaml:2:50: error: there is no colour "ochre" (name it under colours)`},
		{"base: airy\ngrid: 1 pt\n", "theme.yaml:2:7: error: the grid's lines are too close to each other (give the distance between lines, for example 12 pt)"},
		{"base: bold\nrules: {width: 20 pt}\n", "theme.yaml:2:16: error: rules cannot be as thick as that (give a length such as 0.5 pt)"},
		{"base: bald\n", `theme.yaml:1:7: error: there is no built-in theme "bald" (the built-in themes are sober, bold, airy)`},
	} {
		result := layoutWithTheme(t, test.theme)
		var got []string
		for _, problem := range result.Problems {
			if problem.Severity == layout.Error {
				got = append(got, problem.String())
			}
		}
		if len(got) != 1 || got[0] != test.want {
			t.Errorf("%q: got %q, want %q", test.theme, got, test.want)
		}
	}
}

// TestFeatures holds that a feature that is none is a mistake, also one of two
// features in one text, and that one which the typeface lacks is told.
func TestFeatures(t *testing.T) {
	for theme, want := range map[string][]string{
		"styles: {body: {features: [onum, -liga, kern]}}\n":        nil,
		"styles: {body: {features: [\"onum,pnum\", -oldstyle]}}\n": {"theme.yaml:1:29: error: \"onum,pnum\" is not", "theme.yaml:1:41: error: \"-oldstyle\" is not"},
		"styles: {list: {features: [smpc=1, -smpc, smpc=0]}}\n":    {"theme.yaml:1:28: warning: Source Serif 4 has no feature \"smpc\""},
		"base: airy\nstyles: {title: {features: [zero, smpc]}}\n":  {"theme.yaml:2:35: warning: Source Serif 4 has no feature \"smpc\""},
	} {
		var got []string
		for _, problem := range layoutWithTheme(t, theme).Problems {
			if strings.Contains(problem.String(), "feature") || strings.Contains(problem.String(), "OpenType") {
				got = append(got, problem.String())
			}
		}
		ok := len(got) == len(want)
		for i := 0; ok && i < len(want); i++ {
			ok = strings.HasPrefix(got[i], want[i])
		}
		if !ok {
			t.Errorf("%q: got %q, want %q", theme, got, want)
		}
	}
}

// layoutWithTheme sets a small publication in a theme. Mistakes that content
// finds in the theme do not stop it.
func layoutWithTheme(t *testing.T, theme string) *layout.Result {
	t.Helper()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	edition, _ := content.Load(fstest.MapFS{
		"publication.yaml":   file("name: demo\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\neditions:\n  sv: {language: sv, office: here}\n"),
		"offices/here.yaml":  file("name: Kontor\naddress: [Exempelgatan 1]\nphone: [\"+46 8 123 456 78\"]\n"),
		"text/sv/front.yaml": file("title: Ett prov\nmotto: Ett ord till\n"),
		"text/sv/one.yaml": file("title: Rubrik\nbody: En rad.\nblocks:\n" +
			"  - facts: [{number: \"12\", label: länder}]\n  - pull-quote: {text: Ett ord., by: N. N.}\n" +
			"  - box: {title: Ruta, body: En rad i rutan.}\n  - table: {columns: [Land, Antal], rows: [[Irak, 1]], caption: En tabell}\n  - note: Ett ord.\n"),
		"theme.yaml": file(theme),
	}, "sv")
	if edition == nil {
		t.Fatal("no edition")
	}
	result, err := layout.Layout(context.Background(), edition, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// dump returns a document's display list.
func dump(t *testing.T, doc *display.Document) string {
	t.Helper()
	var shown strings.Builder
	if err := display.Fprint(&shown, doc); err != nil {
		t.Fatal(err)
	}
	return shown.String()
}
