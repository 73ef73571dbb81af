package inspect_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/display"
	"korthet/output/impose"
	"korthet/output/pdf"
	"korthet/output/preflight"
	"korthet/output/press"
)

// printers are one that wants nothing more than the default, and one that wants
// all marks and all plates.
func printers(t testing.TB) []press.Profile {
	plain, ok := press.Builtin(press.Default)
	if !ok {
		t.Fatal("there is no default printer")
	}
	all := plain
	all.Name, all.AllSpots, all.Marks = "all marks and plates", true, press.Marks{Crop: true, Fold: true, Registration: true, ColourBar: true, Slug: true}
	return []press.Profile{plain, all}
}

// TestOurOwnFiles: in the press files of our publications, which preflight.Press
// finds no fault with, nothing is found either, and what both measure is the same.
func TestOurOwnFiles(t *testing.T) {
	looked := 0
	for _, dir := range []string{"../../../content/iom-i-korthet", "../../../content/specimen", "../../../content/template", "../../../layout/testdata/peers"} {
		folder := os.DirFS(dir)
		publication, errs := content.Open(folder)
		if errs.Err() != nil {
			t.Fatal(errs)
		}
		library, mistakes := fonts.Builtin().With(folder, "fonts")
		if len(mistakes) > 0 {
			t.Fatal(mistakes)
		}
		for _, ref := range publication.Editions() {
			edition, errs := content.Load(folder, ref.ID)
			if errs.Err() != nil {
				t.Fatal(errs)
			}
			result, err := layout.Layout(context.Background(), edition, layout.Options{Fonts: library})
			if err != nil {
				t.Fatal(err)
			}
			for _, printer := range printers(t) {
				t.Run(dir+" "+ref.ID+" "+printer.Name, func(t *testing.T) {
					looked++
					compareOwn(t, result.Document, &printer)
				})
			}
		}
	}
	if looked < 20 {
		t.Errorf("only %d files were looked at", looked)
	}
}

var measured = regexp.MustCompile(`[0-9.]+ pt (in one ink|in several inks|light on dark)|[0-9]+ pixels per inch|at most [0-9]+`)

func compareOwn(t *testing.T, doc *display.Document, printer *press.Profile) {
	face, err := fonts.Builtin().Find("Source Sans 3", 400, false)
	if err != nil {
		t.Fatal(err)
	}
	doc = impose.Marks(impose.Bleed(doc, printer.Bleed), printer, impose.Slug{Text: "a slug", Face: face})
	var file bytes.Buffer
	if err := pdf.Write(&file, doc, pdf.Options{Target: pdf.Print, Date: time.Unix(0, 0).UTC(), Profile: printer}); err != nil {
		t.Fatal(err)
	}
	r := look(t, file.Bytes(), func(p *press.Profile) { *p = *printer })
	for _, v := range r.Verdicts {
		if v.Status >= preflight.NotChecked {
			t.Errorf("%s %s: %s (page %d, %v)", v.Status, v.Check, v.Message, v.Page, v.Place)
		}
	}
	whole := preflight.Report{Verdicts: preflight.Press(doc, preflight.PressOptions{Profile: printer, Coverage: true})}
	comparePlates(t, &whole, &r)
	for _, check := range []preflight.Check{preflight.SmallestType, preflight.ThinnestLine, preflight.ImageResolution} {
		own := preflight.Report{Verdicts: preflight.Press(doc, preflight.PressOptions{Profile: printer})}
		want, got := figures(&own, check), figures(&r, check)
		if !slices.EqualFunc(want, got, alike) {
			t.Errorf("%s: measured %q; of the document it was written from %q", check, got, want)
		}
	}
}

// alike reports whether two figures differ by no more than a file rounds them by.
func alike(a, b string) bool {
	first, unit, _ := strings.Cut(a, " ")
	second, other, _ := strings.Cut(b, " ")
	m, err := strconv.ParseFloat(first, 64)
	n, wrong := strconv.ParseFloat(second, 64)
	return a == b || err == nil && wrong == nil && unit == other && math.Abs(m-n) < 0.015
}

// comparePlates holds how much of each page the plates cover against what is
// calculated from the document.
func comparePlates(t *testing.T, own, found *preflight.Report) {
	of := func(r *preflight.Report) map[string]float64 {
		covered := map[string]float64{}
		for _, v := range r.Of(preflight.InkPerPlate) {
			for _, part := range plates.FindAllStringSubmatch(v.Message, -1) {
				covered[fmt.Sprintf("page %d, %s", v.Page, part[1])] = parseFloat(t, part[2])
			}
		}
		return covered
	}
	want, got := of(own), of(found)
	if len(want) < 4 {
		t.Errorf("plates are told of %v, want %v", got, want)
	}
	for plate := range got {
		want[plate] += 0 // one that holds nothing need not be told
	}
	for plate, n := range want {
		if math.Abs(got[plate]-n) > 0.3 {
			t.Errorf("%s covers %v %%, want %v %%", plate, got[plate], n)
		}
	}
}

var plates = regexp.MustCompile(`([A-Za-z][A-Za-z0-9 ]*) ([0-9.]+) %`)

// figures are what was measured, sorted, each once.
func figures(r *preflight.Report, check preflight.Check) []string {
	var all []string
	for _, v := range r.Of(check) {
		all = append(all, measured.FindAllString(v.Message, -1)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
