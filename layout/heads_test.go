package layout_test

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/display"
)

// TestLargeHeads holds that what follows a large head stands as far below it as the
// head's own lines stand apart, where the grid's lines are closer, and on the grid.
func TestLargeHeads(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	for _, test := range []struct {
		theme, title string
		lines        int
		below        display.Length // from the last line of the head
	}{
		{"section: {size: 17 pt, leading: 18 pt}", "Rubrik", 1, 18},
		{"section: {size: 17 pt, leading: 18 pt}", "En rubrik som är så lång att den går över två rader", 2, 18},
		{"section: {size: 17 pt, leading: 18 pt}", "En rubrik som är så lång att den går över tre rader, vilket ingen rubrik borde göra", 3, 18},
		{"section: {size: 12 pt, leading: 12 pt}", "Rubrik", 1, 12},
		{"section: {size: 11 pt, leading: 11 pt}", "Rubrik", 1, 12},
		{"section: {size: 20 pt, leading: 24 pt}", "Rubrik", 1, 24},
	} {
		edition, _ := content.Load(fstest.MapFS{
			"publication.yaml":   file("name: demo\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\neditions:\n  sv: {language: sv}\n"),
			"text/sv/front.yaml": file("title: Ett prov\n"),
			"text/sv/one.yaml":   file("title: " + test.title + "\nbody: En rad.\n"),
			"theme.yaml":         file("grid: 12 pt\nfit: {off: true}\nstyles: {" + test.theme + "}\n"),
		}, "sv")
		result, err := layout.Layout(context.Background(), edition, layout.Options{})
		if err != nil || failed(result.Problems) {
			t.Fatal(err, result.Problems)
		}
		var heads []display.Length
		var body display.Length
		for _, run := range runs(result.Document) {
			switch {
			case run.Text == "En rad.":
				body = run.Y
			case result.Document.Tags[result.Document.Tags[run.Tag].Parent].Role == display.RoleHeading2 && !slices.Contains(heads, run.Y):
				heads = append(heads, run.Y)
			}
		}
		if len(heads) != test.lines {
			t.Fatalf("%s: %q has %d lines", test.theme, test.title, len(heads))
		}
		if below := body - heads[len(heads)-1]; below != test.below*display.Point {
			t.Errorf("%s: %q stands %.3f pt above its text, want %d", test.theme, test.title, float64(below)/float64(display.Point), test.below)
		}
		top, _ := margins(result.Document)
		if (body-top)%(12*display.Point) != 0 {
			t.Errorf("%s: %q puts the text off the grid", test.theme, test.title)
		}
	}
}
