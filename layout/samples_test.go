package layout_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"korthet/content"
	"korthet/layout"
)

// TestTranslations sets every edition of the sample. Each must fill its two
// pages to the last row, with level columns and without a line that shows as
// loose: in every language, not in the one that the prices were found with.
func TestTranslations(t *testing.T) {
	folder := os.DirFS("../content/iom-i-korthet")
	publication, errs := content.Open(folder)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, ref := range publication.Editions() {
		t.Run(ref.ID, func(t *testing.T) {
			edition, errs := content.Load(folder, ref.ID)
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			result, err := layout.Layout(context.Background(), edition, layout.Options{})
			if err != nil || len(result.Problems) > 0 {
				t.Fatal(err, result.Problems)
			}
			for _, line := range setLines(result.Document) {
				if strings.HasPrefix(line.text(), "-") {
					t.Errorf("a line begins with a hyphen: %s", line.text())
				}
			}
			q := measure(result.Document)
			t.Logf("%v %+v", result.Fit, q)
			if !checkPages(t, result.Document) {
				t.Error("the columns are not level")
			}
			if q.deviation > 0.105 || q.least < 0.7495 || q.most > 1.36 {
				t.Errorf("word spaces: deviation %.3f, from %.3f to %.3f", q.deviation, q.least, q.most)
			}
			if share := float64(q.hyphens) / float64(q.lines); share > 0.31 || q.longestRun > 2 || q.columnHyphens > 0 {
				t.Errorf("hyphens: %.2f of the lines, %d in a row, %d at a column's end", share, q.longestRun, q.columnHyphens)
			}
			if q.runts > 0 {
				t.Errorf("%d last lines are runts", q.runts)
			}
		})
	}
}
