package printers_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/cmd/korthet/internal/printers"
	"korthet/content"
	"korthet/layout/display"
	"korthet/output/colour"
	"korthet/output/press"
)

// TestBuiltin holds that the files are what the code takes for the built-in
// profiles where it has none.
func TestBuiltin(t *testing.T) {
	if !reflect.DeepEqual(printers.Names(), press.Names()) {
		t.Errorf("the files are %v, the code has %v", printers.Names(), press.Names())
	}
	for _, name := range printers.Names() {
		want, _ := press.Builtin(name)
		got, errs := printers.Resolve(printers.Builtin(name), nil)
		if len(errs) > 0 {
			t.Errorf("%s: %v", name, errs)
			continue
		}
		if !reflect.DeepEqual(*got, want) {
			got.ICC, want.ICC = nil, nil
			t.Errorf("%s:\n%+v, want\n%+v", name, *got, want)
		}
	}
	if p, _ := printers.Resolve(nil, nil); p == nil || p.Name != press.Default {
		t.Errorf("the default is %+v", p)
	}
	if printers.Builtin("newsprint") != nil {
		t.Error("an unknown name is known")
	}
	for _, name := range content.BuiltinICC() {
		if c, ok := press.BuiltinCondition(name); !ok || len(c.ICC) == 0 {
			t.Errorf("%s is not built in", name)
		}
	}
}

// resolve reads and resolves a profile of a folder.
func resolve(t *testing.T, text string) (*press.Profile, content.ErrorList) {
	t.Helper()
	lab := append([]byte(nil), colour.FOGRA39()...)
	lab[8] = 5
	fsys := fstest.MapFS{
		"printers/x.yaml":   {Data: []byte(text)},
		"printers/rgb.icc":  {Data: colour.SRGB()},
		"printers/cmyk.icc": {Data: colour.FOGRA29()},
		"printers/new.icc":  {Data: lab},
		"printers/bad.icc":  {Data: []byte("no profile")},
		"printers/none.icc": {},
	}
	written, errs := content.ReadPrinter(fsys, "printers/x.yaml")
	if len(errs) > 0 {
		t.Fatalf("%s\n%v", text, errs)
	}
	return printers.Resolve(written, fsys)
}

func TestResolve(t *testing.T) {
	p, errs := resolve(t, `condition: {name: FOGRA51, words: In words, icc: printers/cmyk.icc}
bleed: 0.5 cm
safe-zone: 4 mm
fold-zone: 2 mm
marks: {crop: true, slug: true, distance: 6 mm}
ink: {limit: 260.5, plates: 6, spots: [PANTONE 281 C, Silver]}
black: {overprint: false, rich: [30, 20.5, 10, 100]}
type: {one-ink: 6 pt, inks: 8 pt, reversed: 9 pt}
lines: {one-ink: 0.3 pt, reversed: 0.01 in}
images: {warn: 200, error: 0}
`)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	want, _ := press.Builtin(press.Default)
	want.Name, want.Condition, want.Info, want.ICC = "printers/x.yaml", "FOGRA51", "In words", colour.FOGRA29()
	want.Bleed, want.SafeZone, want.FoldZone = display.Millimetres(5_000), display.Millimetres(4_000), display.Millimetres(2_000)
	want.Marks = press.Marks{Crop: true, Slug: true, Gap: display.Millimetres(6_000)}
	want.InkLimit, want.Plates, want.Spots = 26_050, 6, []string{"PANTONE 281 C", "Silver"}
	want.SpotSrc = []display.Src{{File: "printers/x.yaml", Line: 6, Column: 40, Path: "printer.ink.spots.1"}, {File: "printers/x.yaml", Line: 6, Column: 55, Path: "printer.ink.spots.2"}}
	want.KnockOutBlack, want.RichBlack = true, [4]uint16{3000, 2050, 1000, 10000}
	want.TypeOneInk, want.TypeInks, want.TypeReversed = 6*display.Point, 8*display.Point, 9*display.Point
	want.Line, want.LineReversed = display.Point.Scale(3, 10), display.Point.Scale(72, 100)
	want.Images = press.Resolutions{Warn: 200, LineArt: 1200}
	if !reflect.DeepEqual(*p, want) {
		p.ICC, want.ICC = nil, nil
		t.Errorf("got %+v\nwant %+v", *p, want)
	}
	if p, errs := resolve(t, "base: uncoated-fogra29\nink: {spots: all}\n"); len(errs) > 0 || p.Condition != "FOGRA29" || p.InkLimit != 28_000 || !p.AllSpots {
		t.Errorf("%+v, %v", p, errs)
	}
	// A built-in condition may have another ICC profile.
	p, errs = resolve(t, "base: uncoated-fogra47\ncondition: {icc: printers/cmyk.icc}\n")
	if len(errs) > 0 || p.Condition != "FOGRA47" || p.InkLimit != 28_000 || !bytes.Equal(p.ICC, colour.FOGRA29()) {
		t.Errorf("%+v, %v", p, errs)
	}
	p, errs = resolve(t, "condition: FOGRA47\n")
	if len(errs) > 0 || p.Condition != "FOGRA47" || p.InkLimit != 30_000 || !bytes.Equal(p.ICC, colour.FOGRA47()) {
		t.Errorf("%+v, %v", p, errs)
	}
}

// TestResolveFaults holds that what is wrong with an ICC profile is told at the
// place that names it, or that lacks it.
func TestResolveFaults(t *testing.T) {
	for _, c := range []struct {
		text, says   string
		line, column int
	}{
		{"bleed: 3 mm\ncondition: {name: FOGRA51}\n", "needs the ICC profile of FOGRA51", 2, 12},
		{"condition: FOGRA51\n", "needs the ICC profile of FOGRA51", 1, 12},
		{"ink: {limit: 240}\nblack: {rich: [70, 60, 60, 100]}\n", "290 % ink in all; the printer takes 240 %", 2, 16},
		{"condition: {name: X, icc: printers/rgb.icc}\n", "not one of a press with four inks (rule O5)", 1, 27},
		{"condition: {name: X, icc: printers/new.icc}\n", "version 5", 1, 27},
		{"condition: {name: X, icc: printers/bad.icc}\n", "ICC profile", 1, 27},
		{"condition: {name: X, icc: printers/none.icc}\n", "is empty", 1, 27},
	} {
		p, errs := resolve(t, c.text)
		if p != nil || len(errs) != 1 || !strings.Contains(errs[0].Error(), c.says) {
			t.Errorf("%s: %v, want one of %q", c.text, errs, c.says)
			continue
		}
		if (strings.Contains(c.says, "ICC") || strings.Contains(c.says, "O5")) && errs[0].Hint == "" {
			t.Errorf("%s: it is not told what to do", c.text)
		}
		if pos := errs[0].Pos; pos.File != "printers/x.yaml" || pos.Line != c.line || pos.Column != c.column {
			t.Errorf("%s: it is told at %v, want line %d, column %d", c.text, pos, c.line, c.column)
		}
	}
}
