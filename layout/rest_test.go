package layout

import (
	"math"
	"os"
	"testing"

	"korthet/content"
	"korthet/layout/display"
)

// TestExactRows fills the leaflet's pages in many themes with and without what is
// known of the rows that are left: the cheapest way costs the same, and there is
// one or none alike.
func TestExactRows(t *testing.T) {
	edition, errs := content.Load(os.DirFS("../content/iom-i-korthet"), "sv")
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	s := newSetter(t.Context(), edition, Options{})
	s.shaper.fontSet = s.fontShelf().take()
	s.theme = s.resolveTheme(edition.Theme)
	base := s.theme
	base.pages = edition.Pages
	filled, empty, pruned := 0, 0, 0
	for _, grid := range []display.Length{points(12), points(13), points(13) + points(1)/2} {
		theme := base.clone()
		if !theme.setLeading(grid, 100, 200) {
			t.Fatalf("the grid cannot be %v", grid)
		}
		for theme.title = range 12 {
			trial := s.beginTrial(theme)
			f := newFiller(s, trial.blocks, trial.plan)
			f.setWides(trial.wides)
			f.exact = true
			for _, f.opening = range f.openings() {
				f.nodes[0].cost = f.opening.cost
				f.measureRest()
				if !f.exactRows.known {
					t.Fatal("the rows that are left are not known")
				}
				with, nodes := f.costOfRun()
				f.exactRows.known = false
				without, more := f.costOfRun()
				if with != without {
					t.Errorf("grid %v, title %d, %+v: the cheapest way costs %d, and %d when none is given up", grid, theme.title, f.opening, with, without)
				}
				if with == math.MaxInt64 {
					empty++
				} else {
					filled++
				}
				if nodes < more {
					pruned++
				}
			}
		}
	}
	t.Logf("%d fillings, %d times none; ways were given up %d times", filled, empty, pruned)
	if filled < 20 || empty < 20 || pruned < 20 {
		t.Error("too few of a kind to tell anything")
	}
}

// costOfRun returns what the cheapest way to fill the pages costs, and how many
// nodes the search made.
func (f *filler) costOfRun() (cost int64, nodes int) {
	for _, b := range f.blocks {
		b.mends = nil
	}
	node := f.surely(math.MaxInt64)
	if node == none {
		return math.MaxInt64, len(f.nodes)
	}
	return f.cost(node), len(f.nodes)
}
