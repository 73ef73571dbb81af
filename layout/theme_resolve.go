package layout

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout/display"
)

// Limits of what a theme may ask for. Beyond them nothing can be read or
// printed, and a slip of the keyboard is likelier than a wish.
const (
	leastSize = 4 * display.Point
	mostSize  = 200 * display.Point
	// mostExpansion is 5 %, at which narrow and wide lines are told apart at a
	// glance.
	mostExpansion = 50
)

// resolver lays an author's theme over the built-in one.
type resolver struct {
	s      *setter
	theme  *Theme
	fields *content.Theme
	faces  map[string][]string // the families of each face
}

// builtinFaces returns the families of the faces that every theme has.
func builtinFaces() map[string][]string {
	return map[string][]string{"text": {"Source Serif 4", "Noto Serif"}, "heads": {"Source Sans 3", "Noto Sans"}}
}

// resolveTheme returns the theme to set with. What the author's theme says
// wrongly is reported and left as it was.
func (s *setter) resolveTheme(written *content.Theme) *Theme {
	r := &resolver{s: s, theme: builtinTheme(), faces: builtinFaces()}
	if written != nil {
		r.layAll(written)
	}
	r.theme.remember()
	return r.theme
}

// layAll lays the author's theme over the one that it names, and that over the
// built-in one.
func (r *resolver) layAll(written *content.Theme) {
	if base := r.s.baseTheme(written.Base); base != nil {
		r.lay(base)
		for i := range r.theme.Colours {
			// The author can mend it where the theme is named, in no file of ours.
			r.theme.Colours[i].Src = display.Src(written.Base.Pos)
		}
	}
	r.lay(written)
}

// remember notes what the theme is before fitting.
func (t *Theme) remember() {
	t.own, t.ownGrid = make(map[StyleName]Style, len(t.Styles)), t.Grid
	for name, style := range t.Styles {
		t.own[name] = *style
	}
}

// lay lays a theme over what there is.
func (r *resolver) lay(written *content.Theme) {
	r.fields = written
	r.page()
	r.colours()
	r.styles()
	r.text()
	r.fit()
	r.looks()
	r.blocks()
}

func (r *resolver) problem(pos content.Pos, hint, format string, args ...any) {
	r.s.report(Error, pos, hint, format, args...)
}

func (r *resolver) page() {
	body := r.theme.Styles[BodyStyle].Size
	p, w := &r.theme.Page, &r.fields.Page
	before, grid := *p, r.theme.Grid
	r.length(&p.Top, w.Margins.Top, body)
	r.length(&p.Bottom, w.Margins.Bottom, body)
	r.length(&p.Start, w.Margins.Start, body)
	r.length(&p.End, w.Margins.End, body)
	r.length(&p.Gutter, w.Gutter, body)
	r.length(&r.theme.Grid, r.fields.Grid, body)
	if w.Columns.Given() {
		if w.Columns.Value < 1 || w.Columns.Value > 4 {
			r.problem(w.Columns.Pos, "give a number from 1 to 4", "a page cannot have %d columns", w.Columns.Value)
		} else {
			p.Columns = w.Columns.Value
		}
	}
	if r.theme.Grid < leastSize {
		r.problem(r.fields.Grid.Pos, "give the distance between lines, for example 12 pt", "the grid's lines are too close to each other")
		r.theme.Grid = grid
	}
	for _, side := range []struct {
		to       *display.Length
		standard display.Length
		w        content.Length
	}{{&p.Top, before.Top, w.Margins.Top}, {&p.Bottom, before.Bottom, w.Margins.Bottom}, {&p.Start, before.Start, w.Margins.Start}, {&p.End, before.End, w.Margins.End}, {&p.Gutter, before.Gutter, w.Gutter}} {
		if *side.to < 0 {
			r.problem(side.w.Pos, "give 0 or more", "a margin or gutter cannot be less than nothing")
			*side.to = side.standard
		}
	}
	if r.theme.Grid > p.Height/10 {
		r.problem(r.fields.Grid.Pos, "give the distance between lines, for example 12 pt", "the grid's lines are too far from each other")
		r.theme.Grid = grid
	}
	if p.Measure() < 10*body || p.Height-p.Top-p.Bottom < 10*r.theme.Grid {
		r.problem(r.marginPos(), "make the margins or the gutter smaller", "the margins leave no room for text")
		p.Top, p.Bottom, p.Start, p.End, p.Gutter = before.Top, before.Bottom, before.Start, before.End, before.Gutter
	}
	if r.fields.Grid.Given() {
		// Running text follows the grid.
		for _, name := range []StyleName{BodyStyle, ListStyle, QuoteStyle} {
			r.theme.Styles[name].Leading = r.theme.Grid
		}
	}
}

// marginPos returns a place where the author speaks of the page.
func (r *resolver) marginPos() content.Pos {
	w := &r.fields.Page
	for _, length := range []content.Length{{Pos: w.Columns.Pos}, w.Margins.Top, w.Margins.Bottom, w.Margins.Start, w.Margins.End, w.Gutter, r.fields.Grid} {
		if length.Given() {
			return length.Pos
		}
	}
	return r.fields.Pos
}

// length sets a length that the author gave. em is what 1 em is.
func (r *resolver) length(to *display.Length, written content.Length, em display.Length) {
	if !written.Given() {
		return
	}
	switch written.Unit {
	case "mm":
		*to = display.Millimetres(written.Thousandths)
	case "cm":
		*to = display.Millimetres(written.Thousandths * 10)
	case "pt":
		*to = display.Point.Scale(written.Thousandths, 1000)
	case "in":
		*to = display.Point.Scale(written.Thousandths*72, 1000)
	case "em":
		*to = em.Scale(written.Thousandths, 1000)
	default:
		r.problem(written.Pos, "write it as 12 pt, 6 mm, 1 cm, 1 in or 1 em", "the unit %q is not known", written.Unit)
	}
}

func (r *resolver) colours() {
	for _, name := range slices.Sorted(maps.Keys(r.fields.Colours)) {
		written := r.fields.Colours[name]
		colour := display.Colour{Name: name}
		index := r.s.colourOf(r.theme, name)
		if index >= 0 {
			colour = r.theme.Colours[index]
		}
		r.colour(&colour, name, written)
		if index >= 0 {
			r.theme.Colours[index] = colour
		} else {
			r.theme.Colours = append(r.theme.Colours, colour)
		}
	}
}

func (r *resolver) colour(colour *display.Colour, name string, written content.ColourTheme) {
	if len(written.CMYK) > 0 && len(written.CMYK) != 4 {
		r.problem(written.CMYK[0].Pos, "write cyan, magenta, yellow and black in per cent, such as [100, 72, 0, 38]", "the colour %q has %d inks, not four", name, len(written.CMYK))
	}
	if len(written.CMYK) == 4 {
		for i, ink := range written.CMYK {
			if ink.Thousandths < 0 || ink.Thousandths > 100_000 {
				r.problem(ink.Pos, "give a number from 0 to 100", "an ink of the colour %q is not between 0 and 100 per cent", name)
				continue
			}
			colour.CMYK[i] = uint16(ink.Thousandths / 10)
		}
	}
	if written.RGB.Given() {
		value, err := strconv.ParseUint(strings.TrimPrefix(written.RGB.Value, "#"), 16, 32)
		if err != nil || len(written.RGB.Value) != 7 || written.RGB.Value[0] != '#' {
			r.problem(written.RGB.Pos, "write it as \"#0B2E6B\", in quotation marks", "%q is not a screen colour", written.RGB.Value)
		} else {
			colour.RGB = [3]uint8{uint8(value >> 16), uint8(value >> 8), uint8(value)}
			if len(written.CMYK) == 0 && !shadeOfBlack(colour) {
				colour.CMYK = [4]uint16{} // the inks of another colour: the printer's profile has better ones
			}
		}
	}
	if len(written.CMYK) == 4 && !written.RGB.Given() {
		r.s.report(Warning, written.CMYK[0].Pos, "add `rgb: \"#RRGGBB\"`, the same colour for the screen",
			"the colour %q has inks and no screen colour: files for the screen show another one", name)
	}
	switch {
	case written.Spot.Given():
		colour.Spot = written.Spot.Value
	case len(written.CMYK) > 0 || written.RGB.Given():
		colour.Spot = "" // the ink of another colour
	}
	colour.Src = colourSrc(written, colour.Src)
}

// shadeOfBlack reports whether a colour that is printed in black alone is a grey on
// the screen too. Text whose black is made softer for the screen stays solid on
// paper, where a screened grey would be ragged.
func shadeOfBlack(colour *display.Colour) bool {
	return colour.CMYK == [4]uint16{3: 10_000} && colour.RGB[0] == colour.RGB[1] && colour.RGB[1] == colour.RGB[2]
}

// colourSrc is where the author gave a colour: its inks, else what else there is
// of it; before where there is nothing.
func colourSrc(written content.ColourTheme, before display.Src) display.Src {
	switch {
	case len(written.CMYK) > 0:
		return display.Src(written.CMYK[0].Pos)
	case written.Spot.Given():
		return display.Src(written.Spot.Pos)
	case written.RGB.Given():
		return display.Src(written.RGB.Pos)
	}
	return before
}

// colour returns the index of a colour of the theme, or of text's.
func (s *setter) colour(name string) int { return max(s.colourOf(s.theme, name), 0) }

func (s *setter) colourOf(theme *Theme, name string) int {
	return slices.IndexFunc(theme.Colours, func(c display.Colour) bool { return c.Name == name })
}

func (r *resolver) styles() {
	r.setFaces()
	for _, name := range slices.Sorted(maps.Keys(r.fields.Styles)) {
		style, ok := r.theme.Styles[StyleName(name)]
		if !ok {
			names := slices.Sorted(maps.Keys(r.theme.Styles))
			list := make([]string, len(names))
			for i, n := range names {
				list[i] = string(n)
			}
			hint := "the styles are " + strings.Join(list, ", ")
			if near := content.Nearest(name, list); near != "" {
				hint = "did you mean `" + near + "`?"
			}
			r.problem(r.stylePos(name), hint, "there is no style %q", name)
			continue
		}
		r.style(style, r.fields.Styles[name])
	}
	r.followBody()
	r.features()
	for _, name := range []StyleName{BodyStyle, ListStyle} {
		style := r.theme.Styles[name]
		if style.Leading != r.theme.Grid {
			r.problem(r.fields.Styles[string(name)].Leading.Pos, "give grid the same length, or leave leading out", "the leading of %s is not the distance of the grid's lines", name)
			style.Leading = r.theme.Grid
		}
	}
}

// features warns of features that the author switches on and the style's typeface
// does not have.
func (r *resolver) features() {
	for _, name := range slices.Sorted(maps.Keys(r.fields.Styles)) {
		style := r.theme.Styles[StyleName(name)]
		if style == nil || len(style.Families) == 0 {
			continue
		}
		face, err := r.s.library.Find(style.Families[0], style.Weight, style.Italic)
		if err != nil {
			continue
		}
		for _, feature := range r.fields.Styles[name].Features {
			tag, on, err := fonts.ReadFeature(feature.Value)
			// Faces without kerning of OpenType's may have the older table's.
			if err != nil || !on || tag == "kern" || face.HasFeature(tag) {
				continue
			}
			r.s.report(Warning, feature.Pos, "take it out, or choose another typeface", "%s has no feature %q", style.Families[0], tag)
		}
	}
}

// followBody gives lists and quotations the size and the features that the author
// gave running text, where they have none of their own.
func (r *resolver) followBody() {
	body, given := r.theme.Styles[BodyStyle], r.fields.Styles[string(BodyStyle)]
	for _, name := range []StyleName{ListStyle, QuoteStyle} {
		style, own := r.theme.Styles[name], r.fields.Styles[string(name)]
		if given.Size.Given() && !own.Size.Given() {
			style.Size = body.Size
		}
		if given.Features != nil && own.Features == nil {
			style.Features = body.Features
		}
		if given.Align.Given() && !own.Align.Given() {
			style.Align = body.Align
		}
	}
}

// stylePos returns a place within a style that the author wrote.
func (r *resolver) stylePos(name string) content.Pos {
	w := r.fields.Styles[name]
	for _, pos := range []content.Pos{w.Face.Pos, w.Size.Pos, w.Leading.Pos, w.Colour.Pos, w.Weight.Pos, w.Italic.Pos, w.Align.Pos} {
		if pos.File != "" {
			return pos
		}
	}
	return r.fields.Pos
}

// setFaces takes over the author's faces and gives them to the styles that are
// set in faces of these names.
func (r *resolver) setFaces() {
	changed := map[string][]string{} // by the family before
	for _, name := range slices.Sorted(maps.Keys(r.fields.Faces)) {
		face := r.fields.Faces[name]
		if !face.Family.Given() {
			continue
		}
		before, known := r.faces[name]
		if !known && !r.namesFace(name) {
			r.problem(face.Family.Pos, "the faces are text and heads, and those that a style names", "no style is set in the face %q", name)
		}
		if !r.familiesExist(face) {
			continue
		}
		if !known {
			before = r.faces["text"]
		}
		r.faces[name] = families(face, before[1:])
		if known {
			changed[before[0]] = r.faces[name]
		}
	}
	for _, style := range r.theme.Styles {
		if list, ok := changed[style.Families[0]]; ok {
			style.Families = list
		}
	}
}

// namesFace reports whether one of the author's styles is set in a face.
func (r *resolver) namesFace(name string) bool {
	for _, style := range r.fields.Styles {
		if style.Face.Value == name {
			return true
		}
	}
	return false
}

// familiesExist reports the families of a face that are not at hand, where they
// are named.
func (r *resolver) familiesExist(face content.FaceTheme) bool {
	ok := true
	for _, family := range append([]content.Text{face.Family}, face.Fallbacks...) {
		if _, err := r.s.library.Find(family.Value, 400, false); err != nil {
			r.problem(family.Pos, "put its files into the publication's fonts folder, or name another family", "%v", err)
			ok = false
		}
	}
	return ok
}

func families(face content.FaceTheme, standard []string) []string {
	list := []string{face.Family.Value}
	for _, fallback := range face.Fallbacks {
		list = append(list, fallback.Value)
	}
	if len(face.Fallbacks) == 0 {
		list = append(list, standard...)
	}
	return list
}

func (r *resolver) style(style *Style, w content.StyleTheme) {
	if w.Face.Given() {
		if list, ok := r.faces[w.Face.Value]; ok {
			style.Families = list
		} else {
			r.problem(w.Face.Pos, "name it under faces", "there is no face %q", w.Face.Value)
		}
	}
	r.weight(style, w.Weight)
	if w.Italic.Given() {
		style.Italic = w.Italic.Value
	}
	if w.Size.Given() {
		size := style.Size
		r.length(&size, w.Size, style.Size)
		if size < leastSize || size > mostSize {
			r.problem(w.Size.Pos, "give a size from 4 to 200 pt", "type of this size cannot be read")
		} else {
			style.Size = size
		}
	}
	r.length(&style.Leading, w.Leading, style.Size)
	if style.Leading <= 0 {
		r.problem(w.Leading.Pos, "give a length such as 12 pt", "lines need a distance from each other")
		style.Leading = style.Size
	}
	r.length(&style.Indent, w.Indent, style.Size)
	if style.Indent < 0 || style.Indent > r.theme.Page.Measure()/2 {
		r.problem(w.Indent.Pos, "give from 0 to half of a column", "a paragraph cannot be indented so far")
		style.Indent = 0
	}
	if w.Colour.Given() {
		if index := r.s.colourOf(r.theme, w.Colour.Value); index >= 0 {
			style.Ink.Colour = index
			// Only black is printed over what is there: what else lies on
			// a plane must knock it out.
			style.Ink.Overprint = index == textColour && style.Ink.Overprint
		} else {
			r.problem(w.Colour.Pos, "name it under colours", "there is no colour %q", w.Colour.Value)
		}
	}
	if w.Features != nil {
		style.Features = nil
		for _, feature := range w.Features {
			if _, _, err := fonts.ReadFeature(feature.Value); err != nil {
				r.problem(feature.Pos, "write them like [onum, -liga]", "%v", err)
				continue
			}
			style.Features = append(style.Features, feature.Value)
		}
	}
	r.alignment(style, w.Align)
	if w.Hyphenate.Given() {
		style.Hyphenate = w.Hyphenate.Value
	}
	r.gridLines(&style.Before, w.SpaceBefore)
	r.gridLines(&style.After, w.SpaceAfter)
	if w.LetterSpacing.Given() {
		style.LetterSpacing = int(min(max(w.LetterSpacing.Thousandths/1000, -100), 500))
	}
}

func (r *resolver) weight(style *Style, w content.Text) {
	if !w.Given() {
		return
	}
	weights := map[string]int{"regular": 400, "semibold": 600, "bold": 700}
	if weight, ok := weights[w.Value]; ok {
		style.Weight = weight
	} else if weight, err := strconv.Atoi(w.Value); err == nil && weight >= 100 && weight <= 900 {
		style.Weight = weight
	} else {
		r.problem(w.Pos, "write regular, semibold, bold or a number from 100 to 900", "%q is not a weight", w.Value)
	}
}

func (r *resolver) alignment(style *Style, w content.Text) {
	if !w.Given() {
		return
	}
	aligns := map[string]Align{"justify": Justify, "start": AlignStart, "centre": AlignCentre, "end": AlignEnd}
	if align, ok := aligns[w.Value]; ok {
		style.Align = align
	} else {
		r.problem(w.Pos, "write justify, start, centre or end", "text cannot be aligned %q", w.Value)
	}
}

func (r *resolver) gridLines(to *int, w content.Number) {
	if !w.Given() {
		return
	}
	if w.Thousandths < 0 || w.Thousandths%1000 != 0 || w.Thousandths > 20_000 {
		r.problem(w.Pos, "give a whole number of grid lines, from 0 to 20", "the space is not a number of grid lines")
		return
	}
	*to = int(w.Thousandths / 1000)
}

func (r *resolver) text() {
	w := &r.fields.Text
	if w.Paragraphs.Given() {
		switch w.Paragraphs.Value {
		case "indent":
			r.theme.ParagraphSpace = false
		case "space":
			r.theme.ParagraphSpace = true
		default:
			r.problem(w.Paragraphs.Pos, "write indent or space", "paragraphs cannot be told apart by %q", w.Paragraphs.Value)
		}
	}
	rules := map[string]*bool{
		"quotes": &r.theme.Typography.KeepQuotes, "dashes": &r.theme.Typography.KeepDashes,
		"ellipses": &r.theme.Typography.KeepEllipses, "spaces": &r.theme.Typography.KeepSpaces,
	}
	for _, name := range slices.Sorted(maps.Keys(w.Typography)) {
		flag := w.Typography[name]
		if keep, ok := rules[name]; ok {
			*keep = !flag.Value
		} else {
			r.problem(flag.Pos, "the rules are quotes, dashes, ellipses, spaces", "there is no rule %q", name)
		}
	}
	if w.Expansion.Given() {
		if w.Expansion.Thousandths < 0 || w.Expansion.Thousandths > mostExpansion*100 {
			r.problem(w.Expansion.Pos, "give a number from 0 to 5", "letters cannot be widened or narrowed so far")
		} else {
			r.theme.Expansion = int(w.Expansion.Thousandths / 100)
		}
	}
	for _, limit := range []struct {
		to *int
		w  content.Integer
	}{{&r.theme.MinBefore, w.MinLeft}, {&r.theme.MinAfter, w.MinRight}} {
		if !limit.w.Given() {
			continue
		}
		if limit.w.Value < 1 || limit.w.Value > 10 {
			r.problem(limit.w.Pos, "give a number from 1 to 10", "a hyphen cannot stand %d letters from a word's end", limit.w.Value)
			continue
		}
		*limit.to = limit.w.Value
	}
}
