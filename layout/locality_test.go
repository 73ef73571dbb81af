package layout_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
)

// changedWord returns the edition with one word of its running text changed: the
// nth, made longer by a few letters or shorter.
func changedWord(edition *content.Edition, n, by int) (*content.Edition, bool) {
	done := false
	other := *edition
	other.Sections = changed(edition.Sections, func(p *content.Paragraph) *content.Paragraph {
		made := *p
		made.Text = append(content.Inlines{}, p.Text...)
		for i := range made.Text {
			words := strings.Split(made.Text[i].Text, " ")
			for w := range words {
				if n--; n == 0 {
					runes := []rune(words[w])
					switch {
					case by > 0:
						words[w] += strings.Repeat("na", by)[:by]
					case len(runes) > 3-by:
						words[w] = string(runes[:len(runes)+by])
					default:
						continue
					}
					done = true
				}
			}
			made.Text[i].Text = strings.Join(words, " ")
		}
		return &made
	})
	return &other, done
}

// pageLines returns what stands on each page: runs with their places.
func pageLines(doc *display.Document) [][]string {
	var pages [][]string
	for _, sheet := range doc.Sheets {
		for _, side := range sheet.Sides {
			var all []string
			for _, item := range side.Panels[0].Items {
				if run, ok := item.(*display.GlyphRun); ok {
					all = append(all, fmt.Sprint(run.X, run.Y, run.Size, run.Text, run.Expansion, run.LetterSpacing))
				}
			}
			pages = append(pages, all)
		}
	}
	return pages
}

// TestChangeStaysOnItsPage changes single words of the leaflet by up to three
// letters. Nearly always the page that the word is on is the only one on which
// anything moves: lines are chosen paragraph by paragraph, and pages are parted
// where that is cheapest, which one word seldom alters. What moves other pages is
// a paragraph that gets a line more or less than its page can make up for, and a
// fault too many for the theme as fitted, which then gives way to the next.
// Neither can be kept from a layout that knows nothing of the one before, see
// TestKeptChange for one that does. At nine
// tenths of the leaflet's length few themes fit without a fault, and more give way:
// in the peers' setting every third, as that text has just as many hyphens as it may
// have, so that a word decides whether there is one too many.
func TestChangeStaysOnItsPage(t *testing.T) {
	for name, setting := range settings(t) {
		for _, length := range []struct{ percent, step, most int }{{100, 47, 6}, {90, 61, 20}} {
			if name == "peers" && length.percent == 90 {
				length.most = 34
			}
			t.Run(fmt.Sprintf("%s/%d", name, length.percent), func(t *testing.T) {
				edition := setting.edition
				if length.percent != 100 {
					edition = fitting(scaled(edition, length.percent))
				}
				changes, moved := changesThatMove(t, edition, layout.Options{Fonts: setting.library, Cache: cache.New(64 << 20)}, length.step)
				t.Logf("%d of %d changes move another page than their own", moved, changes)
				if changes < 40 || moved*100 > changes*length.most {
					t.Errorf("%d of %d changes move another page than their own", moved, changes)
				}
			})
		}
	}
}

// changesThatMove changes one word in step of an edition, and counts the
// changes and those that move another page than that of the word.
func changesThatMove(t *testing.T, edition *content.Edition, opts layout.Options, step int) (changes, moved int) {
	t.Helper()
	set := func(edition *content.Edition) [][]string {
		result, err := layout.Layout(context.Background(), edition, opts)
		if err != nil || failed(result.Problems) {
			t.Fatal(err, result.Problems)
		}
		return pageLines(result.Document)
	}
	was := set(edition)
	for n := 3; n < 1250; n += step {
		for _, by := range []int{-3, -1, 1, 3} {
			other, ok := changedWord(edition, n, by)
			if !ok {
				continue
			}
			changes++
			pages := 0
			for k, is := range set(other) {
				if !slices.Equal(was[k], is) {
					pages++
				}
			}
			if pages > 1 {
				moved++
			}
		}
	}
	return changes, moved
}
