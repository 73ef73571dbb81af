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
// hyphen too many for the theme as fitted, which then gives way to the next.
// Neither can be kept from a layout that knows nothing of the one before.
func TestChangeStaysOnItsPage(t *testing.T) {
	for name, setting := range settings(t) {
		store := cache.New(64 << 20)
		set := func(edition *content.Edition) [][]string {
			result, err := layout.Layout(context.Background(), edition, layout.Options{Fonts: setting.library, Cache: store})
			if err != nil || failed(result.Problems) {
				t.Fatal(err, result.Problems)
			}
			return pageLines(result.Document)
		}
		was := set(setting.edition)
		changes, moved := 0, 0
		for n := 3; n < 1250; n += 47 {
			for _, by := range []int{-3, -1, 1, 3} {
				edition, ok := changedWord(setting.edition, n, by)
				if !ok {
					continue
				}
				changes++
				pages := 0
				for k, is := range set(edition) {
					if !slices.Equal(was[k], is) {
						pages++
					}
				}
				if pages > 1 {
					moved++
				}
			}
		}
		t.Logf("%s: %d of %d changes move another page than their own", name, moved, changes)
		if changes < 60 || moved*100 > changes*6 {
			t.Errorf("%s: %d of %d changes move another page than their own", name, moved, changes)
		}
	}
}
