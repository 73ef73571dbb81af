package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"korthet/fonts"
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/colour"
	"korthet/output/impose"
	"korthet/output/pdf/object"
	"korthet/output/press"
)

const oddSpot = "PANTONE 281 C (blå) #1/2"

// pressOptions are those of a press file with the default profile.
func pressOptions() Options {
	opts := testOptions()
	opts.Target = Print
	return opts
}

// imposed is a document with its bleed and the marks of the profile.
func imposed(t testing.TB, doc *display.Document, printer *press.Profile) *display.Document {
	t.Helper()
	face, err := fonts.Builtin().Find("Source Sans 3", 400, false)
	if err != nil {
		t.Fatal(err)
	}
	return impose.Marks(impose.Bleed(doc, printer.Bleed), printer, impose.Slug{Text: "leaflet-sv-print.pdf  sv  2005-06-01", Face: face})
}

func defaultPrinter(t testing.TB) press.Profile {
	t.Helper()
	printer, ok := press.Builtin(press.Default)
	if !ok {
		t.Fatal("there is no default profile")
	}
	return printer
}

// pressDocument has one of each thing that printing treats in its own way: a spot
// colour with an odd name and tints of it, a colour for the screen only, white
// type, black over a tint and over a picture, pictures of all kinds to the trim.
func pressDocument(t testing.TB) *display.Document {
	doc := leaflet(t)
	doc.Colours = append(doc.Colours,
		display.Colour{Name: "spot", Spot: oddSpot, CMYK: [4]uint16{10000, 7200, 0, 3800}},
		display.Colour{Name: "paper", RGB: [3]uint8{255, 255, 255}},
		display.Colour{Name: "screen", RGB: [3]uint8{200, 30, 40}},
		display.Colour{Name: "grey", RGB: [3]uint8{128, 128, 128}},
		display.Colour{Name: "cyan", CMYK: [4]uint16{10000}},
	)
	panel := &doc.Sheets[1].Sides[0].Panels[0]
	rectangle := func(x, y, w, h display.Length, ink display.Ink) {
		panel.Items = append(panel.Items, &display.Path{
			Segments: display.Rectangle(x*display.Point, y*display.Point, w*display.Point, h*display.Point), Fill: &ink,
		})
	}
	rectangle(40, 400, 100, 40, display.Ink{Colour: 2, Tint: display.Solid})
	rectangle(140, 400, 100, 40, display.Ink{Colour: 2, Tint: 3000, Overprint: true})
	rectangle(240, 400, 100, 40, display.Ink{Colour: 4, Tint: display.Solid})
	rectangle(340, 400, 100, 40, display.Ink{Colour: 5, Tint: display.Solid})
	rectangle(40, 440, 200, 40, display.Ink{Colour: 6, Tint: 3000})
	rectangle(60, 450, 50, 20, display.Ink{Tint: display.Solid, Overprint: true})
	rectangle(120, 450, 50, 20, display.Ink{Colour: 3, Tint: display.Solid, Overprint: true})
	ramp := image.NewNRGBA(image.Rect(0, 0, 16, 12))
	grey := image.NewGray(ramp.Rect)
	for y := range 12 {
		for x := range 16 {
			ramp.SetNRGBA(x, y, color.NRGBA{R: uint8(x * 16), G: uint8(y * 20), B: 90, A: 255})
			grey.SetGray(x, y, color.Gray{Y: uint8(x * 16)})
		}
	}
	for i, data := range []*display.ImageData{
		{Name: "rgb.jpg", Format: "jpeg", Bytes: jpegOf(t, ramp)},
		{Name: "grey.jpg", Format: "jpeg", Bytes: jpegOf(t, grey)},
		{Name: "cmyk.jpg", Format: "jpeg", Bytes: cmykJPEG},
		{Name: "profile.jpg", Format: "jpeg", Bytes: withICC(jpegOf(t, ramp), colour.SRGB())},
		pngOf(t, false), pngOf(t, true),
	} {
		panel.Items = append(panel.Items, &display.Image{
			X: display.Length(90*i) * display.Point, Y: 500 * display.Point, Width: 80 * display.Point, Height: 60 * display.Point, Data: data,
		})
	}
	return doc
}

// pressCase is a document, imposed, with the options to write it with.
type pressCase struct {
	doc     *display.Document
	opts    Options
	printer press.Profile
}

func pressCases(t testing.TB) map[string]pressCase {
	plain := defaultPrinter(t)
	plain.AllSpots = true
	marked := plain
	marked.Marks = press.Marks{Crop: true, Fold: true, Registration: true, ColourBar: true, Slug: true, Gap: display.Millimetres(4_000)}
	uncoated, _ := press.Builtin("uncoated-fogra29")
	uncoated.Spots = []string{strings.ToUpper(oddSpot)}
	cases := map[string]pressCase{}
	add := func(name string, doc *display.Document, printer press.Profile) {
		opts := pressOptions()
		opts.Profile = &printer
		cases[name] = pressCase{imposed(t, doc, &printer), opts, printer}
	}
	add("leaflet", leaflet(t), plain)
	add("press", pressDocument(t), plain)
	add("specimen", specimen(t), plain)
	add("marks", pressDocument(t), marked)
	add("folded", specimen(t), marked)
	add("uncoated", pressDocument(t), uncoated)
	eci, _ := press.Builtin("uncoated-fogra47")
	add("eci", leaflet(t), eci)
	return cases
}

// TestPressFile reads press files back and holds them against the rules that the
// writer keeps, by their ids in PDF_X4.md.
func TestPressFile(t *testing.T) {
	for name, c := range pressCases(t) {
		t.Run(name, func(t *testing.T) {
			data := write(t, c.doc, c.opts)
			if path := os.Getenv("KORTHET_KEEP"); path != "" {
				if err := os.WriteFile(path+name+".pdf", data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.HasPrefix(data, []byte("%PDF-1.6\n")) || !bytes.Contains(data, []byte("\nxref\n")) || bytes.Contains(data, []byte("/ObjStm")) {
				t.Error("F1: it is no classic file of 1.6")
			}
			r := read(t, data)
			if id := r.array(r.f.Trailer.Get("ID")); len(id) != 2 || r.f.Trailer.Get("Encrypt") != nil {
				t.Error("F2, F3: encrypted, or no /ID")
			}
			for _, key := range []object.Name{"StructTreeRoot", "MarkInfo", "AcroForm", "OpenAction", "AA", "Names", "Outlines", "OCProperties", "Version"} {
				if r.root.Get(key) != nil {
					t.Errorf("C1, C2, C4: the catalogue has /%s", key)
				}
			}
			checkIntent(t, r, c.printer)
			checkPressMetadata(t, r, c.doc)
			checkBoxes(t, r, c.printer)
			checkObjects(t, data)
		})
	}
}

func checkIntent(t *testing.T, r *reading, printer press.Profile) {
	t.Helper()
	intents := r.array(r.root.Get("OutputIntents"))
	if len(intents) != 1 {
		t.Fatalf("O1: %d intents", len(intents))
	}
	intent := r.dict(intents[0])
	for key, want := range map[object.Name]string{
		"OutputConditionIdentifier": printer.Condition, "RegistryName": "http://www.color.org", "Info": printer.Info,
	} {
		if got := textString(intent.Get(key)); got != want {
			t.Errorf("O2, O3: /%s is %q, want %q", key, got, want)
		}
	}
	if intent.Get("S") != object.Name("GTS_PDFX") {
		t.Errorf("O1: /S is %v", intent.Get("S"))
	}
	stream, ok := r.f.Resolve(intent.Get("DestOutputProfile")).(*object.Stream)
	if !ok || number(stream.Dict.Get("N")) != 4 || !bytes.Equal(r.stream(intent.Get("DestOutputProfile")), printer.ICC) {
		t.Error("O4, O5: the profile is not embedded as it is")
	}
}

func checkPressMetadata(t *testing.T, r *reading, doc *display.Document) {
	t.Helper()
	s, ok := r.f.Resolve(r.root.Get("Metadata")).(*object.Stream)
	if !ok || s.Dict.Get("Filter") != nil {
		t.Fatal("M1: the metadata are no plain stream")
	}
	const (
		xmp = "http://ns.adobe.com/xap/1.0/"
		mm  = "http://ns.adobe.com/xap/1.0/mm/"
	)
	got := xmpValues(t, s.Raw)
	for path, want := range map[string]string{
		"http://www.npes.org/pdfx/ns/id/GTS_PDFXVersion": "PDF/X-4",
		"http://ns.adobe.com/pdf/1.3/Trapped":            "False",
		"http://purl.org/dc/elements/1.1/title":          doc.Meta.Title,
		mm + "VersionID":                                 "1",
		mm + "RenditionClass":                            "default",
		xmp + "CreateDate":                               "2005-06-01T12:00:00+02:00",
		xmp + "ModifyDate":                               "2005-06-01T12:00:00+02:00",
		xmp + "MetadataDate":                             "2005-06-01T12:00:00+02:00",
	} {
		if values := got[path]; len(values) != 1 || values[0] != want {
			t.Errorf("M2 to M6: %s is %q, want %q", path, values, want)
		}
	}
	if ids := got[mm+"DocumentID"]; len(ids) != 1 || !strings.HasPrefix(ids[0], "uuid:") {
		t.Errorf("M5: DocumentID is %q", ids)
	}
	if bytes.Contains(s.Raw, []byte("pdfaid")) || bytes.Contains(s.Raw, []byte("pdfuaid")) {
		t.Error("the metadata claim PDF/A or PDF/UA")
	}
	info := r.dict(r.f.Trailer.Get("Info"))
	if info.Get("Trapped") != object.Name("False") || textString(info.Get("CreationDate")) != "D:20050601120000+02'00'" || textString(info.Get("Title")) != doc.Meta.Title {
		t.Errorf("M7: the information says %v", info)
	}
}

func boxOf(r *reading, page object.Dict, key object.Name) (box [4]float64) {
	for i, n := range r.array(page.Get(key)) {
		box[i] = number(n)
	}
	return box
}

func checkBoxes(t *testing.T, r *reading, printer press.Profile) {
	t.Helper()
	var first [4]float64
	for i, p := range r.pages {
		media, crop, bleed, trim := boxOf(r, p.dict, "MediaBox"), boxOf(r, p.dict, "CropBox"), boxOf(r, p.dict, "BleedBox"), boxOf(r, p.dict, "TrimBox")
		if i == 0 {
			first = trim
		}
		room := float64(printer.Room()) / float64(display.Point)
		if d := trim[0] - media[0]; d < room-0.002 || d > room+0.002 {
			t.Errorf("P1: page %d: there are %.3f points around the trim, want %.3f", i+1, d, room)
		}
		if media != crop || trim != first || p.dict.Get("ArtBox") != nil || p.dict.Get("Annots") != nil || p.dict.Get("SeparationInfo") != nil {
			t.Errorf("P1, P2, P5, A1: page %d: %v, %v, %v", i+1, media, crop, trim)
		}
		margin := float64(printer.Bleed) / float64(display.Point)
		for k, sign := range [...]float64{-1, -1, 1, 1} {
			if d := (bleed[k] - trim[k]) * sign; d < margin-0.002 || d > margin+0.002 {
				t.Errorf("P4: page %d: the bleed is %.3f wide", i+1, d)
			}
			if (media[k]-bleed[k])*sign < 0 {
				t.Errorf("P3: page %d: the bleed is outside the media", i+1)
			}
		}
	}
}

// checkObjects looks at the whole file as text: nothing that press files must not
// have, in dictionaries or contents.
func checkObjects(t *testing.T, data []byte) {
	t.Helper()
	text := string(dump(t, data))
	for rule, words := range map[string][]string{
		"K1": {"/DeviceRGB", " rg\n", " RG\n", "/CalRGB", " g\n", " G\n"},
		"K3": {"/ICCBased"},
		"G1": {"/TR ", "/TR2"}, "G2": {"/HT"}, "G3": {" ri\n"},
		"A1": {"/Annot"}, "C2": {"/JavaScript", "/S /URI"}, "C3": {"/ViewArea", "/PrintArea"},
		"S2": {"/LZWDecode", "/Crypt"}, "S3": {"/PS", "/OPI"}, "S4": {"/Alternates"},
	} {
		for _, word := range words {
			if strings.Contains(text, word) {
				t.Errorf("%s: the file has %q", rule, word)
			}
		}
	}
	if strings.Contains(text, "/SMask ") != strings.Contains(text, "/S /Transparency") {
		t.Error("K2: masks and a transparency group do not go together")
	}
	if strings.Contains(text, "/S /Transparency") && !strings.Contains(text, "/CS /DeviceCMYK") {
		t.Error("K2: what is transparent blends in other colours")
	}
}

// TestInksOfPress: what is written for each kind of ink.
func TestInksOfPress(t *testing.T) {
	c := pressCases(t)["press"]
	text := string(dump(t, write(t, c.doc, c.opts)))
	srgb, err := colour.Parse(colour.SRGB())
	if err != nil {
		t.Fatal(err)
	}
	fogra, err := colour.Parse(colour.FOGRA39())
	if err != nil {
		t.Fatal(err)
	}
	converter, err := colour.NewConverter(srgb, fogra, colour.Options{InkLimit: 30000, GreysToBlack: true})
	if err != nil {
		t.Fatal(err)
	}
	k := func(ink colour.Ink) string {
		var b []byte
		for _, n := range ink {
			b = append(appendDecimal(b, int64(n), 4), ' ')
		}
		return string(b) + "k\n"
	}
	red, grey := converter.Ink([3]uint8{200, 30, 40}), converter.Ink([3]uint8{128, 128, 128})
	for what, want := range map[string]string{
		"black overprints":               "/G1 gs\n0 0 0 1 k\n",
		"a spot colour":                  "/S1 cs\n1 scn\n",
		"a light tint never overprints":  "/S1 cs\n0.3 scn\n",
		"white knocks out":               "/G0 gs\n0 0 0 0 k\n",
		"a screen colour is converted":   k(red),
		"a grey is black alone":          k(grey),
		"tints of inks":                  "0.3 0 0 0 k\n",
		"a spot's name is escaped":       "/PANTONE#20281#20C#20#28bl#C3#A5#29#20#231#2F2",
		"a spot has an alternate":        "/C1 [1 0.72 0 0.38]",
		"text is the same by its marks ": "/op true",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s: there is no %q", what, want)
		}
	}
	if grey[0]+grey[1]+grey[2] != 0 || grey[3] == 0 {
		t.Errorf("the grey is %v", grey)
	}
}

// TestBlackPolicy: an ink that does not ask for it overprints where it is full
// black alone, unless the printer wants it otherwise.
func TestBlackPolicy(t *testing.T) {
	doc := &display.Document{Colours: []display.Colour{
		{Name: "black", CMYK: [4]uint16{3: 10000}},
		{Name: "rich", CMYK: [4]uint16{3000, 3000, 3000, 10000}},
		{Name: "paper", RGB: [3]uint8{255, 255, 255}},
		{Name: "spot", Spot: "PANTONE 281 C", CMYK: [4]uint16{10000, 7200, 0, 3800}},
		{Name: "pale", CMYK: [4]uint16{1000, 0, 0, 0}},
	}}
	for _, c := range []struct {
		ink            display.Ink
		knockOut, want bool
	}{
		{display.Ink{Tint: display.Solid}, false, true},
		{display.Ink{Tint: display.Solid}, true, false},
		{display.Ink{Tint: display.Solid, Overprint: true}, true, true},
		{display.Ink{Tint: 4000, Overprint: true}, false, false},
		{display.Ink{Colour: 1, Tint: display.Solid}, false, false},
		{display.Ink{Colour: 1, Tint: display.Solid, Overprint: true}, false, true},
		{display.Ink{Colour: 2, Tint: display.Solid, Overprint: true}, false, false},
		{display.Ink{Colour: 3, Tint: display.Solid, Overprint: true}, false, true},
		{display.Ink{Colour: 3, Tint: 2000, Overprint: true}, false, false},
		{display.Ink{Colour: 4, Tint: display.Solid, Overprint: true}, false, false},
	} {
		printer := defaultPrinter(t)
		printer.KnockOutBlack = c.knockOut
		f := &file{doc: doc, printer: &printer}
		if err := f.resolveInks(); err != nil {
			t.Fatal(err)
		}
		if got := f.paint(c.ink); got.overprint != c.want {
			t.Errorf("%+v, knocking out %t: %+v", c.ink, c.knockOut, got)
		}
	}
}

// TestSpotsToProcess: a printer who does not print the spot colour gets the four
// inks.
func TestSpotsToProcess(t *testing.T) {
	printer := defaultPrinter(t)
	printer.Spots = []string{"PANTONE 1 C"}
	opts := pressOptions()
	opts.Profile = &printer
	text := string(dump(t, write(t, pressCases(t)["press"].doc, opts)))
	if strings.Contains(text, "/Separation") || !strings.Contains(text, "1 0.72 0 0.38 k\n") || !strings.Contains(text, "0.3 0.216 0 0.114 k\n") {
		t.Error("the spot colour is not in the four inks")
	}
}

// TestPressPictures: each kind of picture in its colour space.
func TestPressPictures(t *testing.T) {
	r := read(t, write(t, pressCases(t)["press"].doc, pressOptions()))
	xobjects := r.dict(r.dict(r.pages[1].dict.Get("Resources")).Get("XObject"))
	for i, want := range []string{"/DeviceCMYK", "/DeviceGray", "/DeviceCMYK /DCTDecode", "/DeviceCMYK", "/DeviceCMYK", "/DeviceCMYK mask"} {
		s, ok := r.f.Resolve(xobjects.Get(object.Name(fmt.Sprintf("Im%d", i+1)))).(*object.Stream)
		if !ok {
			t.Fatalf("there is no picture %d", i+1)
		}
		space, _ := s.Dict.Get("ColorSpace").(object.Name)
		got := "/" + string(space)
		if s.Dict.Get("Filter") == object.Name("DCTDecode") {
			got += " /DCTDecode"
			if s.Dict.Get("Decode") == nil || !bytes.Equal(s.Raw, cmykJPEG) {
				t.Error("a CMYK picture is not passed through, with its inks turned over")
			}
		}
		if s.Dict.Get("SMask") != nil {
			got += " mask"
		}
		if got != want {
			t.Errorf("picture %d is %s, want %s", i+1, got, want)
		}
	}
	if r.pages[0].dict.Get("Group") != nil || r.pages[1].dict.Get("Group") == nil {
		t.Error("the page with a mask alone needs a group")
	}
}

func TestPressIsDeterministic(t *testing.T) {
	doc := pressCases(t)["press"].doc
	want := write(t, doc, pressOptions())
	shared := cache.New(32 << 20)
	for i := range 10 {
		opts := pressOptions()
		if i >= 5 {
			opts.Cache = shared
		}
		if !bytes.Equal(write(t, doc, opts), want) {
			t.Fatalf("run %d gave other bytes", i)
		}
	}
}

// TestPressCheckCatches breaks each rule that a document or a profile can break.
func TestPressCheckCatches(t *testing.T) {
	for name, c := range pressCases(t) {
		if found := Check(c.doc, c.opts); len(found) > 0 {
			t.Fatalf("%s has violations: %+v", name, found)
		}
	}
	printer := func(edit func(*press.Profile)) func(*display.Document, *Options) {
		return func(_ *display.Document, opts *Options) {
			p := defaultPrinter(t)
			edit(&p)
			opts.Profile = &p
		}
	}
	document := func(edit func(*display.Document)) func(*display.Document, *Options) {
		return func(d *display.Document, _ *Options) { edit(d) }
	}
	put := func(d *display.Document, item display.Item) {
		side := &d.Sheets[0].Sides[0]
		side.Items = append(slices.Clone(side.Items), item)
	}
	square := func(x, y, w, h display.Length, colour int) *display.Path {
		return &display.Path{
			Segments: display.Rectangle(x*display.Point, y*display.Point, w*display.Point, h*display.Point),
			Fill:     &display.Ink{Colour: colour, Tint: display.Solid}, Src: display.Src{File: "theme.yaml", Line: 4, Column: 2},
		}
	}
	spot := func(d *display.Document, c display.Colour) {
		d.Colours = append(slices.Clone(d.Colours), c)
		put(d, square(100, 100, 9, 9, len(d.Colours)-1))
	}
	for _, c := range []struct {
		name, rule, says string
		spoil            func(*display.Document, *Options)
	}{
		{"no date", "M3", "when it was made", func(_ *display.Document, opts *Options) { opts.Date = time.Time{} }},
		{"no title", "M4", "title", document(func(d *display.Document) { d.Meta.Title = " " })},
		{"a control character", "M1", "U+0007", document(func(d *display.Document) { d.Meta.Author = "a\a" })},
		{"no condition", "O2", "output condition", printer(func(p *press.Profile) { p.Condition = "" })},
		{"no registry and no words", "O3", "in words", printer(func(p *press.Profile) { p.Registry, p.Info = "", "" })},
		{"no profile", "O4", "ICC profile", printer(func(p *press.Profile) { p.ICC = nil })},
		{"a screen's profile", "O5", "not one of a press", printer(func(p *press.Profile) { p.ICC = colour.SRGB() })},
		{"a broken profile", "O5", "cut off", printer(func(p *press.Profile) { p.ICC = p.ICC[:4000] })},
		{"a bleed of a metre", "printer", "bleed", printer(func(p *press.Profile) { p.Bleed = display.Millimetres(1_000_000) })},
		{"a huge side", "P1", "14400", document(func(d *display.Document) { d.Sheets[0].Sides[0].Width = 14_390 * display.Point })},
		{"no size", "P1", "measures", document(func(d *display.Document) { d.Sheets[0].Sides[0].Height = 0 })},
		{"another size", "same-trim", "cut alike", document(func(d *display.Document) { d.Sheets[1].Sides[0].Width += display.Point })},
		{"two mixtures", "K4", "both printed with", document(func(d *display.Document) {
			spot(d, display.Colour{Name: "other", Spot: oddSpot, CMYK: [4]uint16{1, 2, 3, 4}})
		})},
		{"two spellings", "K4", "capitals, spaces or hyphens only", document(func(d *display.Document) {
			spot(d, display.Colour{Name: "other", Spot: "pantone 281  c (blå) #1/2", CMYK: [4]uint16{10000, 7200, 0, 3800}})
		})},
		{"a plate's name", "K4", "another plate", document(func(d *display.Document) { spot(d, display.Colour{Name: "x", Spot: "Black", CMYK: [4]uint16{1}}) })},
		{"a name of spaces", "K4", "spaces", document(func(d *display.Document) { spot(d, display.Colour{Name: "x", Spot: " ", CMYK: [4]uint16{1}}) })},
		{"a long name", "K4", "too long", document(func(d *display.Document) {
			spot(d, display.Colour{Name: "x", Spot: strings.Repeat("x", 128), CMYK: [4]uint16{1}})
		})},
		{"registration colour", "registration", "all plates", document(func(d *display.Document) {
			spot(d, display.Colour{Name: "x", Spot: "All", CMYK: [4]uint16{10000, 10000, 10000, 10000}})
		})},
		{"an area to the trim", "P4", "start edge", document(func(d *display.Document) { put(d, square(0, 100, 50, 50, 1)) })},
		{"a bleed too small", "P4", "upper edge", document(func(d *display.Document) { put(d, square(100, -5, 50, 50, 1)) })},
		{"a picture to the trim", "P4", "end edge", document(func(d *display.Document) {
			put(d, &display.Image{X: pageWidth - 50*display.Point, Y: 100 * display.Point, Width: 50 * display.Point, Height: 50 * display.Point, Data: pngOf(t, false)})
		})},
		{"a clip at the trim", "P4", "lower edge", document(func(d *display.Document) {
			big := square(100, 700, 50, 500, 1)
			put(d, &display.Group{Clip: display.Rectangle(0, 0, pageWidth, pageHeight), Items: []display.Item{big}})
		})},
		{"a missing glyph", "31-030", "no glyph", document(func(d *display.Document) {
			for _, item := range d.Sheets[0].Sides[0].Panels[0].Items {
				if run, ok := item.(*display.GlyphRun); ok {
					run.Glyphs[0].ID = 0
					return
				}
			}
		})},
		{"a font that may not be embedded", "T1", "forbids that it be embedded", document(func(d *display.Document) {
			for _, item := range d.Sheets[0].Sides[0].Panels[0].Items {
				if run, ok := item.(*display.GlyphRun); ok {
					run.Face = forbidden(t, run.Face)
				}
			}
		})},
		{"a changed word", "words", "not what stands", document(func(d *display.Document) {
			for i := range d.Tags {
				if d.Tags[i].Role == display.RoleText {
					d.Tags[i].Text += "x"
					return
				}
			}
		})},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := defaultPrinter(t)
			doc, opts := imposed(t, pressDocument(t), &p), pressOptions()
			c.spoil(doc, &opts)
			var out bytes.Buffer
			if err := Write(&out, doc, opts); err == nil || out.Len() > 0 {
				t.Errorf("it is written all the same: %v, %d bytes", err, out.Len())
			}
			found := Check(doc, opts)
			if !slices.ContainsFunc(found, func(v Violation) bool { return v.Rule == c.rule && strings.Contains(v.Message, c.says) }) {
				t.Errorf("not caught: %+v", found)
			}
		})
	}
}

// forbidden is a face whose maker does not allow it in documents: fsType of the
// table OS/2 is 2.
func forbidden(t *testing.T, face *fonts.Face) *fonts.Face {
	t.Helper()
	data := bytes.Clone(face.Data())
	entry := bytes.Index(data, []byte("OS/2"))
	table := binary.BigEndian.Uint32(data[entry+8:])
	binary.BigEndian.PutUint16(data[table+8:], 2)
	out, err := fonts.Parse(face.Name()+" forbidden", data)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func BenchmarkWritePrintCold(b *testing.B) { benchmarkPrintCold(b, press.Default) }

// BenchmarkWritePrintCold29 has a profile of 340 KB.
func BenchmarkWritePrintCold29(b *testing.B) { benchmarkPrintCold(b, "uncoated-fogra29") }

// BenchmarkWritePrintCold47 has a profile of 1.8 MB.
func BenchmarkWritePrintCold47(b *testing.B) { benchmarkPrintCold(b, "uncoated-fogra47") }

func benchmarkPrintCold(b *testing.B, printer string) {
	p, _ := press.Builtin(printer)
	doc := imposed(b, leaflet(b), &p)
	b.ReportAllocs()
	for b.Loop() {
		opts := pressOptions()
		opts.Profile, opts.Cache = &p, cache.New(32<<20)
		write(b, doc, opts)
	}
}

func BenchmarkWritePrintWarm(b *testing.B) { benchmarkPrintWarm(b, press.Default) }

func BenchmarkWritePrintWarm29(b *testing.B) { benchmarkPrintWarm(b, "uncoated-fogra29") }

func BenchmarkWritePrintWarm47(b *testing.B) { benchmarkPrintWarm(b, "uncoated-fogra47") }

func benchmarkPrintWarm(b *testing.B, printer string) {
	p, _ := press.Builtin(printer)
	doc := imposed(b, leaflet(b), &p)
	opts := pressOptions()
	opts.Profile = &p
	opts.Cache = cache.New(32 << 20)
	write(b, doc, opts)
	b.ReportAllocs()
	var contact *display.GlyphRun
	for _, item := range doc.Sheets[1].Sides[0].Panels[0].Items {
		if run, ok := item.(*display.GlyphRun); ok {
			contact = run
		}
	}
	for b.Loop() {
		contact.X += display.Point / 10
		write(b, doc, opts)
	}
}
