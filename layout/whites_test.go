package layout_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
)

// headWhite is the white above a head that stands below text in its column.
type headWhite struct {
	page, level int
	white       display.Length // from the baseline above to the head's first
}

// headWhites returns the white above each head of a section that has text of its
// column above it.
func headWhites(doc *display.Document) []headWhite {
	var found []headWhite
	last := map[int]*display.GlyphRun{} // in each column
	body, starts := bodyFace(doc), columnStarts(doc)
	page := -1
	for n, panel := range pagesOf(doc) {
		clear(last)
		done := display.NoTag
		for _, item := range panel.Items {
			run, ok := item.(*display.GlyphRun)
			if !ok {
				if _, link := item.(*display.Link); !link {
					clear(last) // a picture or a rule
				}
				continue
			}
			if run.Tag == display.NoTag || !inSection(doc, run.Tag) {
				continue
			}
			column := 0
			if run.X > panel.Width/2 {
				column = 1
			}
			above := last[column]
			last[column] = run
			level := headLevel(doc, run.Tag)
			head := parentBlock(doc, run.Tag)
			if level == 0 || n == page && head == done {
				continue
			}
			page, done = n, head
			if above == nil || above.Y >= run.Y || above.Face != body || headLevel(doc, above.Tag) > 0 ||
				run.X > starts[column]+3*display.Point { // a box's title
				continue
			}
			found = append(found, headWhite{page: n, level: level, white: run.Y - above.Y})
		}
	}
	return found
}

// parentBlock returns the tag of the paragraph or head that a text is part of.
func parentBlock(doc *display.Document, id display.TagID) display.TagID {
	for doc.Tags[id].Role == display.RoleText || doc.Tags[id].Role == display.RoleEmphasis || doc.Tags[id].Role == display.RoleStrong ||
		doc.Tags[id].Role == display.RoleSpan || doc.Tags[id].Role == display.RoleLink {
		id = doc.Tags[id].Parent
	}
	return id
}

// headLevel returns 2, 3 … of a section's own head, 0 of anything else.
func headLevel(doc *display.Document, id display.TagID) int {
	tag := &doc.Tags[parentBlock(doc, id)]
	if tag.Role < display.RoleHeading2 || tag.Role > display.RoleHeading6 {
		return 0
	}
	depth := 1
	for at := tag.Parent; at != display.NoTag; at = doc.Tags[at].Parent {
		if doc.Tags[at].Role == display.RoleSection {
			depth++
		}
	}
	if level := int(tag.Role-display.RoleHeading1) + 1; level == depth {
		return level
	}
	return 0
}

// columnStarts returns where the leftmost text of each column stands.
func columnStarts(doc *display.Document) map[int]display.Length {
	starts := map[int]display.Length{}
	for _, panel := range pagesOf(doc) {
		for _, item := range panel.Items {
			run, ok := item.(*display.GlyphRun)
			if !ok || !inSection(doc, run.Tag) {
				continue
			}
			column := 0
			if run.X > panel.Width/2 {
				column = 1
			}
			if at, known := starts[column]; !known || run.X < at {
				starts[column] = run.X
			}
		}
	}
	return starts
}

// bodyFace returns the face in which most glyphs are set. What is set in it has no
// white of its own below, as boxes and notes have.
func bodyFace(doc *display.Document) *fonts.Face {
	glyphs := map[*fonts.Face]int{}
	var face *fonts.Face
	for _, run := range runs(doc) {
		glyphs[run.Face] += len(run.Glyphs)
		if glyphs[run.Face] > glyphs[face] {
			face = run.Face
		}
	}
	return face
}

func inSection(doc *display.Document, id display.TagID) bool {
	for ; id != display.NoTag; id = doc.Tags[id].Parent {
		if doc.Tags[id].Role == display.RoleSection {
			return true
		}
	}
	return false
}

// rank is what is wrong with the white above heads: pairs of levels on one page of
// which the lower has more white, and heads that have more than others of their
// level, on their page and in the whole document.
type rank struct{ inversions, leafletInversions, unequal, leafletUnequal, heads int }

func ranks(doc *display.Document) rank {
	var r rank
	whites := headWhites(doc)
	r.heads = len(whites)
	type key struct{ page, level int }
	least, most := map[key]display.Length{}, map[key]display.Length{}
	const all = -1
	for _, w := range whites {
		for _, page := range []int{w.page, all} {
			k := key{page, w.level}
			if at, ok := least[k]; !ok || w.white < at {
				least[k] = w.white
			}
			most[k] = max(most[k], w.white)
		}
	}
	const some = 3 * display.Point
	for _, w := range whites {
		if w.white > least[key{w.page, w.level}]+some {
			r.unequal++
		}
		if w.white > least[key{all, w.level}]+some {
			r.leafletUnequal++
		}
	}
	for page := all; page < len(pagesOf(doc)); page++ {
		for higher := 2; higher < 6; higher++ {
			for lower := higher + 1; lower <= 6; lower++ {
				if at, ok := least[key{page, higher}]; ok && most[key{page, lower}] > at+some {
					if page == all {
						r.leafletInversions++
					} else {
						r.inversions++
					}
				}
			}
		}
	}
	return r
}

// TestWhiteAboveHeads sets the sample in every language and built-in theme, the
// leaflet at many lengths, and the specimen. Nowhere has a head less white above
// than one of a lower level, on its page or in all of the edition; and few have
// more than others of their level.
func TestWhiteAboveHeads(t *testing.T) {
	var sum rank
	look := func(name string, edition *content.Edition, opts layout.Options) {
		result, err := layout.Layout(context.Background(), edition, opts)
		if err != nil {
			t.Fatal(err)
		}
		if failed(result.Problems) {
			t.Logf("%s: %v", name, result.Problems)
			return
		}
		r := ranks(result.Document)
		sum.inversions += r.inversions
		sum.leafletInversions += r.leafletInversions
		sum.unequal += r.unequal
		sum.leafletUnequal += r.leafletUnequal
		sum.heads += r.heads
		t.Logf("%s: %+v", name, r)
		if r.inversions+r.leafletInversions > 0 {
			t.Errorf("%s: a head has less white above than one of a lower level: %+v", name, headWhites(result.Document))
		}
	}
	for _, folder := range []string{"../content/iom-i-korthet", specimen} {
		publication, errs := content.Open(os.DirFS(folder))
		if errs.Err() != nil {
			t.Fatal(errs)
		}
		store := cache.New(64 << 20)
		for _, ref := range publication.Editions() {
			for _, base := range content.Themes() {
				edition, _ := publication.Edition(ref.ID)
				if folder == specimen {
					if base.Name != "sober" {
						continue
					}
				} else {
					edition.Theme, _ = content.ParseTheme("theme.yaml", []byte("base: "+base.Name+"\n"))
					if base.Name == "airy" {
						edition.Pages = 3
					}
				}
				look(ref.ID+"/"+base.Name, edition, layout.Options{Fonts: fonts.Builtin(), Cache: store})
			}
		}
	}
	for name, setting := range settings(t) {
		store := cache.New(64 << 20)
		for percent := 70; percent <= 140; percent += 5 {
			look(fmt.Sprintf("%s/%d", name, percent), fitting(scaled(setting.edition, percent)), layout.Options{Fonts: setting.library, Cache: store})
		}
	}
	t.Logf("%+v", sum)
	if sum.heads < 240 || sum.unequal*20 > sum.heads {
		t.Errorf("%d of %d heads have more white above than others of their level on their page", sum.unequal, sum.heads)
	}
}
