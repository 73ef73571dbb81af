package layout

import (
	"slices"
	"strconv"

	"korthet/content"
	"korthet/layout/display"
)

// fit lays the author's policy of fitting over the built-in one.
func (r *resolver) fit() {
	w, policy := &r.fields.Fit, &r.theme.Fit
	size := r.theme.Styles[BodyStyle].Size
	if w.Off.Given() {
		policy.Off = w.Off.Value
	}
	r.levers(w.Order)
	// Type more than a twentieth larger than the theme's has too few words a line
	// to be justified well, which shows more than white above the heads.
	policy.MostSize = size.Scale(21, 20)
	policy.MostLeading = min(policy.MostLeading, r.theme.Grid.Scale(13, 10))
	r.between(&policy.LeastSize, &policy.MostSize, w.Size, size)
	r.between(&policy.LeastLeading, &policy.MostLeading, w.Leading, size)
	r.between(&policy.LeastGutter, &policy.MostGutter, w.Gutter, size)
	r.whole(&policy.LeastTracking, w.Tracking.Least, -20, 0)
	r.whole(&policy.MostTracking, w.Tracking.Most, 0, 20)
	r.whole(&policy.MostSpacing, w.Spacing.Most, 0, 10)
	r.whole(&policy.MostTitle, w.Title.Most, 0, 30)
	r.whole(&policy.LeastImages, w.Images.Least, 30, 100)
	if policy.LeastSize < leastBody {
		r.problem(w.Size.Least.Pos, "give 8 pt or more", "type smaller than 8 pt is hard to read in running text")
		policy.LeastSize = leastBody
	}
	if w.Optional.Given() {
		policy.Order = slices.DeleteFunc(slices.Clone(policy.Order), func(l Lever) bool { return l == OptionalLever })
		if w.Optional.Value {
			policy.Order = append(policy.Order, OptionalLever)
		}
	}
}

// leastBody is the floor of legibility for running text, whatever a policy says.
const leastBody = 8 * display.Point

// levers sets the order of the levers.
func (r *resolver) levers(order []content.Text) {
	if order == nil {
		return
	}
	var list []Lever
	for _, name := range order {
		lever := Lever(name.Value)
		switch lever {
		case LeadingLever, SizeLever, SpacingLever, GutterLever, TrackingLever, ImagesLever, OptionalLever, TitleLever:
		default:
			r.problem(name.Pos, "the levers are leading, size, spacing, title, gutter, tracking, images, optional", "there is no lever %q", name.Value)
			continue
		}
		if slices.Contains(list, lever) {
			r.problem(name.Pos, "name it once", "%q stands twice in the order", name.Value)
			continue
		}
		list = append(list, lever)
	}
	r.theme.Fit.Order = list
}

// between sets the limits of a length.
func (r *resolver) between(least, most *display.Length, w content.FitLength, em display.Length) {
	r.length(least, w.Least, em)
	r.length(most, w.Most, em)
	if *least > *most && (w.Least.Given() || w.Most.Given()) {
		pos := w.Least.Pos
		if !w.Least.Given() {
			pos = w.Most.Pos
		}
		r.problem(pos, "give the smaller length as least, the larger as most", "the least is more than the most")
		*most = *least
	}
}

// whole sets a limit that is a whole number within bounds.
func (r *resolver) whole(to *int, w content.Number, low, high int) {
	if !w.Given() {
		return
	}
	value := int(w.Thousandths / 1000)
	if w.Thousandths%1000 != 0 || value < low || value > high {
		r.s.report(Error, w.Pos, "give a whole number from "+strconv.Itoa(low)+" to "+strconv.Itoa(high), "this limit is out of bounds")
		return
	}
	*to = value
}
