package main

import (
	"image/png"
	"io"
	"time"

	"korthet/fonts"
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/html"
	"korthet/output/impose"
	"korthet/output/pdf"
	"korthet/output/preflight"
	"korthet/output/press"
	"korthet/output/proof"
)

// target is a kind of file that an edition is written as.
type target struct {
	ending string // of the file's name
	press  bool   // it is for a printer, whose profile has a say in it
	// check returns why the document may not be written so; nil checks nothing.
	check func(doc *display.Document, how settings) error
	write func(w io.Writer, doc *display.Document, how settings) error
	// preflight returns what a print shop would say of the file; nil has nothing said.
	preflight func(doc *display.Document, how settings) []preflight.Verdict
	// parts makes the files of a target that has several, in place of write.
	parts func(doc *display.Document, how settings) ([]part, error)
}

// settings say how a document becomes a file.
type settings struct {
	name    string // of the file
	date    time.Time
	printer *press.Profile
	cache   *cache.Cache
}

// part is one file of a target that has several.
type part struct {
	name  string // after the target's in the file's name: "p1-cyan"
	write func(w io.Writer) error
}

// files returns the files that a document is written as.
func (t *target) files(doc *display.Document, how settings) ([]part, error) {
	if t.parts != nil {
		return t.parts(doc, how)
	}
	return []part{{write: func(w io.Writer) error { return t.write(w, doc, how) }}}, nil
}

// targets are the kinds of file by the names that content knows them by.
var targets = map[string]target{ //nolint:gochecknoglobals // a constant table
	"screen": {ending: "pdf", check: checkPDF(pdf.Screen), write: writePDF(pdf.Screen)},
	"print":  {ending: "pdf", press: true, check: checkPDF(pdf.Print), write: writePDF(pdf.Print), preflight: askShop},
	"proof":  {ending: "png", press: true, parts: proofParts},
	"html": {
		ending: "html",
		write: func(w io.Writer, doc *display.Document, how settings) error {
			return html.Write(w, doc, html.Options{Producer: producer, Cache: how.cache})
		},
	},
}

// proofParts shows the plates of the press file.
func proofParts(doc *display.Document, how settings) ([]part, error) {
	// What is shown is the press file, whose name its marks bear.
	how.name = fileName(doc.Meta.Name, doc.Meta.Edition, "print", "", "pdf")
	plates, err := proof.Plates(imposed(doc, how), proof.Options{Profile: how.printer, Cache: how.cache})
	if err != nil {
		return nil, err
	}
	var parts []part
	for _, plate := range plates {
		parts = append(parts, part{plate.Name, func(w io.Writer) error { return png.Encode(w, plate.Image) }})
	}
	return parts, nil
}

// imposed returns the document as the printer wants it: what touches the trim
// extended into the bleed, large black areas in the mixture that the profile asks
// for, and around the sheet its marks.
func imposed(doc *display.Document, how settings) *display.Document {
	slug := impose.Slug{}
	if how.printer.Marks.Slug {
		slug.Text = how.name + "   " + doc.Meta.Edition
		if !how.date.IsZero() {
			slug.Text += "   " + how.date.UTC().Format(time.DateOnly)
		}
		// The face is one that every korthet has; without it there would be no slug.
		slug.Face, _ = fonts.Builtin().Find("Source Sans 3", 400, false)
	}
	doc = impose.RichBlack(impose.Bleed(doc, how.printer.Bleed), how.printer)
	return impose.Marks(doc, how.printer, slug)
}

// askShop looks at a press file with a print shop's eyes.
func askShop(doc *display.Document, how settings) []preflight.Verdict {
	return preflight.Press(imposed(doc, how), preflight.PressOptions{Profile: how.printer, Cache: how.cache})
}

// prepared returns the document and the options to write a PDF of a kind with.
func prepared(kind pdf.Target, doc *display.Document, how settings) (*display.Document, pdf.Options) {
	options := pdf.Options{Target: kind, Date: how.date, Producer: producer, Cache: how.cache}
	if kind == pdf.Print {
		options.Profile = how.printer
		doc = imposed(doc, how)
	}
	return doc, options
}

func checkPDF(kind pdf.Target) func(*display.Document, settings) error {
	return func(doc *display.Document, how settings) error {
		if found := pdf.Check(prepared(kind, doc, how)); len(found) > 0 {
			return &pdf.ViolationError{Violations: found}
		}
		return nil
	}
}

func writePDF(kind pdf.Target) func(io.Writer, *display.Document, settings) error {
	return func(w io.Writer, doc *display.Document, how settings) error {
		doc, options := prepared(kind, doc, how)
		return pdf.Write(w, doc, options)
	}
}
