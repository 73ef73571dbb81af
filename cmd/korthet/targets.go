package main

import (
	"image/png"
	"io"
	"time"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/html"
	"korthet/output/impose"
	"korthet/output/pdf"
	"korthet/output/press"
	"korthet/output/proof"
)

// target is a kind of file that an edition is written as.
type target struct {
	ending string // of the file's name
	// check returns why the document may not be written so; nil checks nothing.
	check func(doc *display.Document, date time.Time, shared *cache.Cache) error
	write func(w io.Writer, doc *display.Document, date time.Time, shared *cache.Cache) error
	// parts makes the files of a target that has several, in place of write.
	parts func(doc *display.Document, shared *cache.Cache) ([]part, error)
}

// part is one file of a target that has several.
type part struct {
	name  string // after the target's in the file's name: "p1-cyan"
	write func(w io.Writer) error
}

// files returns the files that a document is written as.
func (t *target) files(doc *display.Document, date time.Time, shared *cache.Cache) ([]part, error) {
	if t.parts != nil {
		return t.parts(doc, shared)
	}
	return []part{{write: func(w io.Writer) error { return t.write(w, doc, date, shared) }}}, nil
}

// targets are the kinds of file by the names that content knows them by.
var targets = map[string]target{ //nolint:gochecknoglobals // a constant table
	"screen": pdfTarget(pdf.Screen, func(doc *display.Document) *display.Document { return doc }),
	"print":  pdfTarget(pdf.Print, withBleed),
	"proof":  {ending: "png", parts: proofParts},
	"html": {
		ending: "html",
		write: func(w io.Writer, doc *display.Document, _ time.Time, shared *cache.Cache) error {
			return html.Write(w, doc, html.Options{Producer: producer, Cache: shared})
		},
	},
}

// proofParts shows the plates of the press file, as the built-in printer profile
// has it.
func proofParts(doc *display.Document, shared *cache.Cache) ([]part, error) {
	plates, err := proof.Plates(withBleed(doc), proof.Options{Cache: shared})
	if err != nil {
		return nil, err
	}
	var parts []part
	for _, plate := range plates {
		parts = append(parts, part{plate.Name, func(w io.Writer) error { return png.Encode(w, plate.Image) }})
	}
	return parts, nil
}

// withBleed extends what touches the trim into the bleed of the built-in printer
// profile.
func withBleed(doc *display.Document) *display.Document {
	profile, _ := press.Builtin(press.Default)
	return impose.Bleed(doc, profile.Bleed)
}

func pdfTarget(kind pdf.Target, prepare func(*display.Document) *display.Document) target {
	options := func(date time.Time, shared *cache.Cache) pdf.Options {
		return pdf.Options{Target: kind, Date: date, Producer: producer, Cache: shared}
	}
	return target{
		ending: "pdf",
		check: func(doc *display.Document, date time.Time, shared *cache.Cache) error {
			if found := pdf.Check(prepare(doc), options(date, shared)); len(found) > 0 {
				return &pdf.ViolationError{Violations: found}
			}
			return nil
		},
		write: func(w io.Writer, doc *display.Document, date time.Time, shared *cache.Cache) error {
			return pdf.Write(w, prepare(doc), options(date, shared))
		},
	}
}
