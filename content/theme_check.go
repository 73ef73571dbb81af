package content

import (
	"slices"
	"strings"
)

// runningFields returns what a running head or foot may have in braces.
func runningFields() []string { return []string{"title", "section", "page", "pages"} }

// checkTheme reports what is wrong with a theme's words, paths and limits. What
// its lengths make of the page, and which colours and faces there are, layout
// knows.
func (r *reader) checkTheme(t *Theme) {
	m := &r.mistakes
	r.checkChoice(t.Base, "theme", Themes())
	seen := map[string]Pos{}
	for _, lever := range t.Fit.Order {
		r.checkChoice(lever, "lever", Levers())
		if before, twice := seen[lever.Value]; twice {
			m.add(lever.Pos, "delete one of them", "`"+shorten(lever.Value)+"` is listed twice", before)
		}
		seen[lever.Value] = lever.Pos
	}
	for _, limits := range []FitLength{t.Fit.Size, t.Fit.Leading, t.Fit.Gutter} {
		r.positive(limits.Least, "a least length")
		r.positive(limits.Most, "a greatest length")
		if limits.Least.Given() && limits.Most.Given() && limits.Least.Unit == limits.Most.Unit &&
			limits.Least.Thousandths > limits.Most.Thousandths {
			m.add(limits.Least.Pos, "swap them", "the least is more than the most", limits.Most.Pos)
		}
	}
	if l := t.Fit.Tracking; l.Least.Given() && l.Most.Given() && l.Least.Thousandths > l.Most.Thousandths {
		m.add(l.Least.Pos, "swap them", "the least is more than the most", l.Most.Pos)
	}
	for _, n := range []Number{t.Fit.Spacing.Most, t.Fit.Title.Most} {
		if n.Given() && (n.Thousandths < 0 || n.Thousandths%1000 != 0) {
			m.add(n.Pos, "write it like 2", "there must be a whole number of grid lines here")
		}
	}
	if n := t.Fit.Images.Least; n.Given() && (n.Thousandths <= 0 || n.Thousandths > 100_000) {
		m.add(n.Pos, "write it like 70", "there must be a share from 1 to 100 per cent here")
	}
	t.Front.Image = r.image(t.Front.Image)
	r.positive(t.Front.Height, "a plane")
	r.checkRunning(t.Running.Head)
	r.checkRunning(t.Running.Foot)
	if n := t.Running.FromPage; n.Given() && n.Value < 1 {
		m.add(n.Pos, "write 1 for all pages", "pages are counted from 1")
	}
}

// checkRunning reports braces in a running head or foot that stand for nothing.
func (r *reader) checkRunning(t Text) {
	rest := t.Value
	for {
		_, after, open := strings.Cut(rest, "{")
		if !open {
			return
		}
		name, behind, closed := strings.Cut(after, "}")
		if !closed {
			r.mistakes.add(t.Pos, "write it like {page}", "a brace in this text is not closed")
			return
		}
		if !slices.Contains(runningFields(), name) {
			r.mistakes.add(t.Pos, didYouMean(name, runningFields()), "`{"+shorten(name)+"}` stands for nothing here")
		}
		rest = behind
	}
}
