package layout_test

import (
	"context"
	"testing"

	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
)

// TestLongText sets texts of more pages than are parted exactly: of the ways to a
// page's head, the cheapest 48 are kept. Columns end level all the same, on every
// page, within three rows of the page's foot but on the last; no line stands alone.
func TestLongText(t *testing.T) {
	store := cache.New(64 << 20)
	for _, pages := range []int{12, 40} {
		edition := *leaflet(t)
		sections := edition.Sections
		for range pages*2/3 - 1 {
			edition.Sections = append(edition.Sections, sections...)
		}
		edition.Pages = pages
		result, err := layout.Layout(context.Background(), &edition, layout.Options{Fonts: fonts.Builtin(), Cache: store})
		if err != nil || failed(result.Problems) {
			t.Fatal(err, result.Problems)
		}
		checkPages(t, result.Document)
		bottoms := map[[2]int]display.Length{}
		last := 0
		for _, line := range bodyLines(result.Document) {
			key := [2]int{line.page, line.column}
			bottoms[key] = max(bottoms[key], line.y)
			last = max(last, line.page)
		}
		if last < pages*3/4 {
			t.Errorf("%d pages: the text fills %d", pages, last+1)
		}
		foot := display.Millimetres(271_000)
		uneven, short := 0, 0
		for page := range last + 1 {
			first, second := bottoms[[2]int{page, 0}], bottoms[[2]int{page, 1}]
			if first != second {
				uneven++
			}
			if page < last && foot-max(first, second) >= 4*12*display.Point {
				short++
			}
		}
		t.Logf("%d pages: %d set, %d uneven, %d short", pages, last+1, uneven, short)
		if uneven > 0 || short > 0 {
			t.Errorf("%d pages: the columns are not level on %d, and end more than three rows short on %d", pages, uneven, short)
		}
	}
}
