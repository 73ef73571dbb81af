package layout

import "korthet/content"

// looks lays what the author says of the title area, the running lines and the
// contact block over the built-in looks.
func (r *resolver) looks() {
	front, w := &r.theme.Front, &r.fields.Front
	r.colourIndex(&front.Plane, w.Plane)
	r.length(&front.Height, w.Height, r.theme.Styles[TitleStyle].Size)
	if front.Height > r.theme.Page.Height/2 {
		r.problem(w.Height.Pos, "give less than half of the page's height", "the title area is too high")
		front.Height = 0
	}
	if w.Image.Given() {
		front.Image = w.Image
	}
	if w.Rule.Given() {
		front.Rule = w.Rule.Value
	}
	if w.TitleColour.Given() {
		for _, name := range []StyleName{TitleStyle, MottoStyle} {
			ink := &r.theme.Styles[name].Ink
			r.colourIndex(&ink.Colour, w.TitleColour)
			ink.Overprint = false // on a plane, light type must knock it out
		}
	}
	running := &r.fields.Running
	if running.Head.Given() {
		r.theme.Running.Head = running.Head.Value
	}
	if running.Foot.Given() {
		r.theme.Running.Foot = running.Foot.Value
	}
	if running.FromPage.Given() {
		r.theme.Running.FromPage = running.FromPage.Value
	}
	contact := &r.theme.Contact
	r.colourIndex(&contact.Ground, r.fields.Contact.Ground)
	r.colourIndex(&contact.Rule, r.fields.Contact.Rule)
	if r.fields.Contact.Labels.Given() {
		contact.Labels = r.fields.Contact.Labels.Value
	}
	if form := r.fields.Contact.Numbers; form.Given() {
		switch n := NumberForm(form.Value); n {
		case NumbersAsTyped, NumbersInternational, NumbersNational:
			contact.Numbers = n
		default:
			r.problem(form.Pos, "write as-typed, international or national", "telephone numbers cannot stand %q", form.Value)
		}
	}
}

// colourIndex sets a colour that the author names; none is no colour.
func (r *resolver) colourIndex(to *int, name content.Text) {
	switch {
	case !name.Given():
	case name.Value == "none":
		*to = noColour
	default:
		index := r.s.colourOf(r.theme, name.Value)
		if index < 0 {
			r.problem(name.Pos, "name it under colours", "there is no colour %q", name.Value)
			return
		}
		*to = index
	}
}
