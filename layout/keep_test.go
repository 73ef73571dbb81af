package layout_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
)

// keeping returns an edition that is to be fitted as a result was.
func keeping(edition *content.Edition, result *layout.Result) *content.Edition {
	other := *edition
	kept := *result.Kept
	kept.Pos = content.Pos{File: "fit.yaml", Line: 5, Column: 3}
	other.Kept = &kept
	return &other
}

// setAgain sets an edition that must come out without an error.
func setAgain(t *testing.T, edition *content.Edition, opts layout.Options) *layout.Result {
	t.Helper()
	result, err := layout.Layout(context.Background(), edition, opts)
	if err != nil || failed(result.Problems) {
		t.Fatal(edition.ID, err, result.Problems)
	}
	return result
}

// movedPages returns how many pages of two documents differ.
func movedPages(a, b *layout.Result) int {
	was, is := pageLines(a.Document), pageLines(b.Document)
	moved := max(len(was)-len(is), len(is)-len(was))
	for i := range min(len(was), len(is)) {
		if !slices.Equal(was[i], is[i]) {
			moved++
		}
	}
	return moved
}

// TestKeptSame holds that a text which has not changed comes out the same with the
// fit that is kept of it, to the last glyph, and without a word: the leaflet in all
// its languages, and at lengths that its pages are hard to fill with, or can only
// be left short with.
func TestKeptSame(t *testing.T) {
	opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20), Keep: true}
	check := func(t *testing.T, edition *content.Edition, opts layout.Options) {
		t.Helper()
		first := setAgain(t, edition, opts)
		again := setAgain(t, keeping(edition, first), opts)
		if n := movedPages(first, again); n > 0 || !again.Kept.Equal(first.Kept) || !slices.Equal(again.Problems, first.Problems) || !slices.Equal(again.Fit, first.Fit) {
			t.Errorf("%s: %d pages differ; kept %+v, then %+v; %v, then %v", edition.ID, n, first.Kept, again.Kept, first.Problems, again.Problems)
		}
	}
	for _, folder := range []string{"../content/iom-i-korthet", "../content/specimen"} {
		for _, edition := range editionsIn(t, folder) {
			check(t, edition, opts)
		}
	}
	for name, setting := range settings(t) {
		opts := layout.Options{Fonts: setting.library, Cache: cache.New(64 << 20), Keep: true}
		for _, percent := range []int{45, 50, 55, 65, 75, 90, 115, 130} {
			t.Run(fmt.Sprintf("%s/%d", name, percent), func(t *testing.T) {
				check(t, fitting(scaled(setting.edition, percent)), opts)
			})
		}
	}
}

// editionsIn returns the editions of a publication.
func editionsIn(t *testing.T, folder string) []*content.Edition {
	t.Helper()
	publication, errs := content.Open(os.DirFS(folder))
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	var all []*content.Edition
	for _, id := range publication.IDs() {
		edition, _ := publication.Edition(id)
		all = append(all, edition)
	}
	return all
}

// tally counts changes of a word: those that move another page than the word's, and
// those that do so without a warning.
type tally struct{ changes, moved, silent int }

// change changes one word in 61 of an edition that is to be fitted as it was, and
// counts what comes of it. All pages have to end at their foot, level, and with a
// word.
func (c *tally) change(t *testing.T, edition *content.Edition, opts layout.Options) {
	t.Helper()
	was := setAgain(t, edition, opts)
	kept := keeping(edition, was)
	for n := 3; n < 1250; n += 61 {
		for _, by := range []int{-3, -1, 1, 3} {
			other, ok := changedWord(kept, n, by)
			if !ok {
				continue
			}
			c.changes++
			is := setAgain(t, other, opts)
			switch moved := movedPages(was, is); {
			case moved > 1:
				c.moved++
				if len(is.Problems) == 0 {
					c.silent++
				}
			case len(is.Problems) > 0:
				t.Errorf("%s: word %d%+d: %d pages differ, and yet %v", edition.ID, n, by, moved, is.Problems)
			}
			q := measure(is.Document)
			if level := checkPages(t, is.Document); !level || shortRows(is.Document) > 0 || q.columnHyphens > 0 {
				t.Errorf("%s: word %d%+d: columns level: %v, %d rows short, %d hyphens at a column's end", edition.ID, n, by, level, shortRows(is.Document), q.columnHyphens)
			}
		}
	}
}

// check holds the shares to limits in per cent.
func (c *tally) check(t *testing.T, mostMoved, mostSilent int) {
	t.Helper()
	t.Logf("%d of %d changes move another page than their own, %d without a warning", c.moved, c.changes, c.silent)
	if c.changes < 500 || c.moved*100 > c.changes*mostMoved || c.silent*100 > c.changes*mostSilent {
		t.Errorf("%d of %d changes move another page than their own, %d without a warning", c.moved, c.changes, c.silent)
	}
}

// TestKeptChange is TestChangeStaysOnItsPage with the fit kept: of more changes and
// lengths far fewer move another page, a third of those in the one paragraph that
// stands on both. Nor is a page moved without a warning, but by that paragraph.
func TestKeptChange(t *testing.T) {
	var c tally
	for _, setting := range settings(t) {
		for _, percent := range []int{80, 90, 100, 110, 120} {
			opts := layout.Options{Fonts: setting.library, Cache: cache.New(64 << 20), Keep: true}
			c.change(t, fitting(scaled(setting.edition, percent)), opts)
		}
	}
	c.check(t, 4, 2)
}

// TestKeptLanguages is TestKeptChange in all languages of the sample.
func TestKeptLanguages(t *testing.T) {
	var c tally
	for _, edition := range editionsIn(t, "../content/iom-i-korthet") {
		c.change(t, edition, layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20), Keep: true})
	}
	c.check(t, 6, 3)
}

// TestKeptLong is TestKeptSame and TestKeptChange of a text of twelve pages, whose last
// one is as full as it happens to be: a word moves few pages with the fit kept.
func TestKeptLong(t *testing.T) {
	opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20), Keep: true}
	edition := *leaflet(t)
	edition.Sections, edition.Pages = slices.Repeat(edition.Sections, 6), 12
	first := setAgain(t, &edition, opts)
	kept := keeping(&edition, first)
	if n := movedPages(first, setAgain(t, kept, opts)); n > 0 {
		t.Errorf("%d pages of the same text differ", n)
	}
	changes, moved, free := 0, 0, 0
	for n := 40; n < 6000; n += 151 {
		for _, by := range []int{-2, 3} {
			other, ok := changedWord(kept, n, by)
			if !ok {
				continue
			}
			changes++
			if movedPages(first, setAgain(t, other, opts)) > 1 {
				moved++
			}
			other.Kept = nil
			if movedPages(first, setAgain(t, other, opts)) > 1 {
				free++
			}
		}
	}
	t.Logf("%d of %d changes move another page than their own, %d with nothing kept", moved, changes, free)
	if changes < 40 || moved >= free {
		t.Errorf("%d of %d changes move another page than their own, %d with nothing kept", moved, changes, free)
	}
}

// TestKeptNoMore sets texts with fits that are not theirs, or that nobody can have:
// they come out as they do with none. Of what looks different a warning tells where
// the fit is kept.
func TestKeptNoMore(t *testing.T) {
	opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20), Keep: true}
	number := func(n int) content.Integer { return content.Integer{Value: n} }
	length := func(thousandths int64) content.Number { return content.Number{Thousandths: thousandths} }
	edition := leaflet(t)
	first := setAgain(t, edition, opts)
	const huge = 1_000_000_000
	strange := slices.Repeat([]content.KeptPage{{Before: number(-huge), After: number(huge), Lines: number(huge), Left: number(-huge)}}, 100)
	for name, test := range map[string]struct {
		fit  *content.KeptFit
		want []string
	}{
		"of another length": {setAgain(t, scaled(edition, 80), opts).Kept, []string{"page 2 begins elsewhere in the text"}},
		"small":             {&content.KeptFit{Size: length(-4000), Pages: first.Kept.Pages}, nil},
		"huge":              {&content.KeptFit{Size: length(huge * 900), Leading: length(huge * 900), Gutter: length(huge * 900), Pages: first.Kept.Pages}, nil},
		"less than nothing": {&content.KeptFit{Leading: length(-huge * 900), Gutter: length(-huge * 900), Pages: first.Kept.Pages}, nil},
		"low":               {&content.KeptFit{Title: number(huge), Pages: first.Kept.Pages}, nil},
		"many steps":        {&content.KeptFit{Spacing: number(huge), Tracking: number(-huge), Pages: first.Kept.Pages}, nil},
		"heads":             {&content.KeptFit{Sections: content.KeptHeads{All: number(huge), Some: number(-huge)}, Hyphens: number(huge), Pages: first.Kept.Pages}, nil},
		"pictures":          {&content.KeptFit{Images: number(-huge), Pages: first.Kept.Pages}, nil},
		"paragraphs":        {&content.KeptFit{Optional: number(1), Pages: first.Kept.Pages}, nil},
		"no pages":          {&content.KeptFit{Size: length(-4000)}, []string{"the fit was kept for 0 pages, and the edition has 2"}},
		"pages":             {&content.KeptFit{Pages: strange}, []string{"the fit was kept for 100 pages, and the edition has 2"}},
		"two pages":         {&content.KeptFit{Pages: strange[:2]}, []string{"pages 1 and 2 begin elsewhere in the text"}},
	} {
		t.Run(name, func(t *testing.T) {
			result := setAgain(t, keeping(edition, &layout.Result{Kept: test.fit}), opts)
			if n := movedPages(first, result); n > 0 || !result.Kept.Equal(first.Kept) {
				t.Errorf("%d pages are other than with nothing kept; kept is then %+v", n, result.Kept)
			}
			checkKept(t, result, test.want...)
		})
	}
}

// checkKept holds what a result has to say of the fit that was kept, and nothing else.
func checkKept(t *testing.T, result *layout.Result, want ...string) {
	t.Helper()
	ok := len(result.Problems) == len(want)
	for i := 0; ok && i < len(want); i++ {
		got := &result.Problems[i]
		ok = got.Severity == layout.Warning && got.Pos.File == "fit.yaml" && strings.HasPrefix(got.Message, want[i])
	}
	if !ok {
		t.Errorf("problems: %v, want %q", result.Problems, want)
	}
}

// TestKeptMoved holds which pages are told of when a text has changed: those that
// look different without need, and no others.
func TestKeptMoved(t *testing.T) {
	opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20), Keep: true}
	edition := leaflet(t)
	first := setAgain(t, edition, opts)
	kept := keeping(edition, first)
	set := func(change func(*content.Edition)) *layout.Result {
		other := *kept
		change(&other)
		return setAgain(t, &other, opts)
	}
	last := len(edition.Sections) - 1
	checkKept(t, set(func(*content.Edition) {}))
	// Who is to be called is a matter of the last page.
	checkKept(t, set(func(e *content.Edition) {
		office := *e.Office
		office.Phone = []content.Phone{{Number: content.Text{Value: "+46 8 123 456 78"}}}
		e.Office = &office
	}))
	// One paragraph more at the end does not begin other pages elsewhere.
	one := func(words int) func(e *content.Edition) {
		return func(e *content.Edition) {
			section := *e.Sections[last]
			text := content.Inlines{{Text: strings.Repeat("ett ord mera ", words) + "till slut."}}
			section.Blocks = append(slices.Clone(section.Blocks), &content.Paragraph{Text: text})
			e.Sections = append(slices.Clone(e.Sections[:last]), &section)
		}
	}
	if result := set(one(1)); movedPages(first, result) == 1 {
		checkKept(t, result)
	} else {
		checkKept(t, result, "page 1 looks different from when the fit was kept, though its text is the same")
	}
	// One before the page's head and one after it move that by a line.
	both := set(func(e *content.Edition) {
		e.Sections = slices.Clone(e.Sections)
		for _, i := range []int{0, last} {
			section := *e.Sections[i]
			section.Blocks = append(slices.Clone(section.Blocks), &content.Paragraph{Text: content.Inlines{{Text: "Ett ord."}}})
			e.Sections[i] = &section
		}
	})
	if was, is := first.Kept.Pages[1], both.Kept.Pages[1]; is.Before.Value != was.Before.Value+1 || is.After.Value != was.After.Value+1 || is.Begins.Value != was.Begins.Value || is.Lines.Value > was.Lines.Value+1 {
		t.Errorf("the second page began at %+v, and begins at %+v", was, is)
	}
	// What is done to words on a page is not done elsewhere: strong ones, a soft
	// hyphen, a line end. The mark of a draft is none of them.
	for _, change := range []func(*content.Inline){
		func(piece *content.Inline) { piece.Strong = true },
		func(piece *content.Inline) {
			piece.Text = strings.Replace(piece.Text, "organisation", "orga\u00ADnisation", 1)
		},
	} {
		result := set(func(e *content.Edition) {
			e.Sections = changed(e.Sections, func(p *content.Paragraph) *content.Paragraph {
				if p != e.Sections[0].Blocks[0] {
					return p
				}
				made := *p
				made.Text = slices.Clone(p.Text)
				change(&made.Text[0])
				return &made
			})
		})
		if n := movedPages(first, result); n > 1 {
			t.Errorf("%d pages differ", n)
		}
		checkKept(t, result)
	}
	checkKept(t, set(func(e *content.Edition) { e.Draft = true }))
	// A third of the text more cannot be fitted as it was.
	if result := set(one(180)); len(result.Problems) == 0 || movedPages(first, result) != 2 {
		t.Errorf("a third more moves %d pages: %v", movedPages(first, result), result.Problems)
	}
	// Other type makes all pages look different.
	checkKept(t, set(func(e *content.Edition) {
		e.Theme = &content.Theme{Styles: map[string]content.StyleTheme{"section": {Size: content.Length{Thousandths: 12_500, Unit: "pt", Pos: e.PagesPos}}}}
	}), "pages 1 and 2 look different from when the fit was kept, though their texts are the same")
}

// TestKeptPolicy holds that a kept fit moves no lever that the theme no longer
// names, and that nothing is kept of what is not fitted.
func TestKeptPolicy(t *testing.T) {
	opts := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20), Keep: true}
	edition := leaflet(t)
	first := setAgain(t, edition, opts)
	if first.Kept == nil || first.Kept.Leading.Thousandths == 0 {
		t.Fatalf("the leaflet's lines are no farther apart: %+v", first.Kept)
	}
	withFit := func(fit content.FitTheme) *content.Edition {
		other := keeping(edition, first)
		other.Theme = &content.Theme{Fit: fit}
		return other
	}
	strict := setAgain(t, withFit(content.FitTheme{Order: []content.Text{{Value: "title"}, {Value: "spacing"}}}), opts)
	for _, change := range strict.Fit {
		if change.Key == "grid" {
			t.Errorf("lines are moved, which the theme does not let: %v", strict.Fit)
		}
	}
	if len(strict.Problems) == 0 || !slices.ContainsFunc(strict.Problems, func(p layout.Problem) bool { return p.Pos.File == "fit.yaml" }) {
		t.Errorf("problems: %v", strict.Problems)
	}
	off := setAgain(t, withFit(content.FitTheme{Off: content.Flag{Value: true, Pos: edition.PagesPos}}), opts)
	if off.Kept != nil || len(off.Fit) > 0 || slices.ContainsFunc(off.Problems, func(p layout.Problem) bool { return p.Pos.File == "fit.yaml" }) {
		t.Errorf("kept %+v, changed %v, problems %v", off.Kept, off.Fit, off.Problems)
	}
	long := *scaled(edition, 250)
	refused, err := layout.Layout(context.Background(), keeping(&long, first), opts)
	if err != nil || !failed(refused.Problems) || refused.Kept != nil {
		t.Errorf("of a text that does not fit this is kept: %+v; %v, %v", refused.Kept, refused.Problems, err)
	}
}
