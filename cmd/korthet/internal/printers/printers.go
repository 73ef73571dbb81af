// Package printers makes profiles to print by of those that people write.
//
// content reads a printer's profile and knows what its author wrote where; press
// says what a profile is to those who make and check the press file. This package
// lays the one over the built-in profile that it starts from, and gives the
// other. The built-in profiles are files as users write them, read the same way.
package printers

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"korthet/content"
	"korthet/layout/display"
	"korthet/output/press"
)

//go:embed profiles/*.yaml
var files embed.FS

// mostICC bounds the file of an ICC profile; those of presses have 0.5 to 3 MB.
const mostICC = 32 << 20

// Resolve returns the profile that a written one makes, and what is wrong with
// it: then the profile is nil. fsys is the folder that its paths begin in; nil
// written is the built-in default.
func Resolve(written *content.Printer, fsys fs.FS) (*press.Profile, content.ErrorList) {
	if written == nil {
		written = Builtin(press.Default)
	}
	r := resolver{fsys: fsys, profile: &press.Profile{}}
	r.lay(written, 0)
	r.checkRich(written)
	if len(r.errors) > 0 {
		return nil, r.errors
	}
	if r.icc.File == "" && len(r.profile.ICC) > 0 {
		return r.profile, nil // a built-in one, which is what it should be
	}
	if fault := r.profile.Check(nil); fault != nil {
		hint := ""
		switch fault.Rule {
		case "O5":
			hint = "name the profile of the paper and the press, which the print shop, or eci.org, has"
		case "O4":
			hint = "write `condition: {name: " + r.profile.Condition + ", icc: printers/FILE.icc}`; its publisher, or the print shop, has the file"
		}
		r.fail(r.placeOf(fault.Rule, written), hint, fmt.Errorf("%s (rule %s)", fault.Message, fault.Rule))
		return nil, r.errors
	}
	return r.profile, nil
}

// Builtin returns a built-in profile as written, to be resolved, as if it had been
// named; nil where there is none of that name.
func Builtin(name string) *content.Printer {
	if !slices.Contains(Names(), name) {
		return nil
	}
	return &content.Printer{Name: name, Base: content.Text{Value: name}}
}

// Names are the built-in profiles' names, the default first.
func Names() []string {
	var names []string
	for _, choice := range content.Printers() {
		names = append(names, choice.Name)
	}
	return names
}

// resolver lays written profiles over each other.
type resolver struct {
	fsys    fs.FS
	profile *press.Profile
	icc     content.Pos // where the ICC profile is named
	errors  content.ErrorList
}

func (r *resolver) fail(pos content.Pos, hint string, err error) {
	r.errors = append(r.errors, &content.Error{Pos: pos, Err: err, Hint: hint})
}

// placeOf is where a profile says what a rule is about.
func (r *resolver) placeOf(rule string, written *content.Printer) content.Pos {
	places := []content.Pos{written.Condition.Pos, written.Base.Pos, written.Pos}
	if rule == "O5" {
		places = append([]content.Pos{r.icc}, places...)
	}
	for _, pos := range places {
		if pos.File != "" {
			return pos
		}
	}
	return content.Pos{}
}

// lay lays a profile over what there is, after the one that it starts from.
// Built-in profiles start from each other; none is deep.
func (r *resolver) lay(w *content.Printer, depth int) {
	base := w.Base.Value
	if base == "" && depth == 0 {
		base = press.Default
	}
	if base != "" {
		r.builtin(base, depth)
	}
	p := r.profile
	p.Name = w.Name
	r.condition(&w.Condition)
	length(&p.Bleed, w.Bleed)
	length(&p.SafeZone, w.SafeZone)
	length(&p.FoldZone, w.FoldZone)
	r.marks(&w.Marks)
	if n := w.Ink.Limit; n.Given() {
		p.InkLimit = int(n.Thousandths / 10)
	}
	integer(&p.Plates, w.Ink.Plates)
	r.spots(w.Ink.Spots)
	if f := w.Black.Overprint; f.Given() {
		p.KnockOutBlack = !f.Value
	}
	if len(w.Black.Rich) == len(p.RichBlack) {
		for i, n := range w.Black.Rich {
			p.RichBlack[i] = uint16(n.Thousandths / 10)
		}
	}
	length(&p.TypeOneInk, w.Type.OneInk)
	length(&p.TypeInks, w.Type.Inks)
	length(&p.TypeReversed, w.Type.Reversed)
	length(&p.Line, w.Lines.OneInk)
	length(&p.LineReversed, w.Lines.Reversed)
	integer(&p.Images.Warn, w.Images.Warn)
	integer(&p.Images.Error, w.Images.Error)
	integer(&p.Images.LineArt, w.Images.LineArt)
}

// builtin lays a built-in profile. A fault in one of these is ours.
func (r *resolver) builtin(name string, depth int) {
	file := "profiles/" + name + ".yaml"
	data, err := files.ReadFile(file)
	if err != nil || depth > len(Names()) {
		panic("korthet: internal error: there is no printer profile " + name)
	}
	printer, errs := content.ParsePrinter(file, data)
	if err := errs.Err(); err != nil {
		panic("korthet: internal error: " + err.Error())
	}
	r.lay(printer, depth+1)
	r.icc = content.Pos{}
}

func (r *resolver) condition(w *content.PrinterCondition) {
	p := r.profile
	if name := w.Name.Value; name != "" && name != p.Condition {
		known, ok := press.BuiltinCondition(name)
		if !ok {
			known = press.Condition{Name: name, Registry: p.Registry}
		}
		p.Condition, p.Registry, p.Info, p.ICC = known.Name, known.Registry, known.Info, known.ICC
	}
	if w.Words.Given() {
		p.Info = w.Words.Value
	}
	if w.Registry.Given() {
		p.Registry = w.Registry.Value
	}
	if w.ICC.Given() {
		r.icc = w.ICC.Pos
		p.ICC = r.readICC(w.ICC)
	}
}

// readICC returns the ICC profile that a text names.
func (r *resolver) readICC(name content.Text) []byte {
	if known, ok := press.BuiltinCondition(name.Value); ok {
		return known.ICC
	}
	what := "the ICC profile `" + name.Value + "` "
	file, err := r.fsys.Open(name.Value)
	if err != nil {
		r.fail(name.Pos, "put the file there, or write where it is", errors.New(what+"cannot be read"))
		return nil
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, mostICC+1))
	switch {
	case err != nil:
		r.fail(name.Pos, "", errors.New(what+"cannot be read"))
		return nil
	case len(data) > mostICC:
		r.fail(name.Pos, "", fmt.Errorf("%sis too large: it may have %d MiB", what, mostICC>>20))
		return nil
	case len(data) == 0:
		r.fail(name.Pos, "get the file anew", errors.New(what+"is empty"))
		return nil
	}
	return data
}

func (r *resolver) marks(w *content.PrinterMarks) {
	m := &r.profile.Marks
	flag(&m.Crop, w.Crop)
	flag(&m.Fold, w.Fold)
	flag(&m.Registration, w.Registration)
	flag(&m.ColourBar, w.ColourBar)
	flag(&m.Slug, w.Slug)
	length(&m.Gap, w.Distance)
}

func (r *resolver) spots(spots []content.Text) {
	if len(spots) == 0 {
		return
	}
	r.profile.Spots, r.profile.SpotSrc, r.profile.AllSpots = nil, nil, false
	for _, spot := range spots {
		if strings.EqualFold(spot.Value, "all") {
			r.profile.AllSpots = true
			continue
		}
		r.profile.Spots = append(r.profile.Spots, spot.Value)
		r.profile.SpotSrc = append(r.profile.SpotSrc, display.Src(spot.Pos))
	}
}

// checkRich reports a rich black of more ink than the printer takes.
func (r *resolver) checkRich(w *content.Printer) {
	p, sum := r.profile, 0
	for _, ink := range p.RichBlack {
		sum += int(ink)
	}
	if p.InkLimit == 0 || sum <= p.InkLimit {
		return
	}
	pos := w.Ink.Limit.Pos
	if len(w.Black.Rich) > 0 {
		pos = w.Black.Rich[0].Pos
	}
	r.fail(pos, "make the colours beside the black weaker", fmt.Errorf("the rich black has %d %% ink in all; the printer takes %d %%", sum/100, p.InkLimit/100))
}

func flag(to *bool, written content.Flag) {
	if written.Given() {
		*to = written.Value
	}
}

func integer(to *int, written content.Integer) {
	if written.Given() {
		*to = written.Value
	}
}

// length sets a length that the author gave.
func length(to *display.Length, written content.Length) {
	if !written.Given() {
		return
	}
	switch written.Unit {
	case "mm":
		*to = display.Millimetres(written.Thousandths)
	case "cm":
		*to = display.Millimetres(written.Thousandths * 10)
	case "in":
		*to = display.Point.Scale(written.Thousandths*72, 1000)
	default: // "pt"
		*to = display.Point.Scale(written.Thousandths, 1000)
	}
}
