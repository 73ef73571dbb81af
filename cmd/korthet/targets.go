package main

import (
	"io"
	"time"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/html"
	"korthet/output/impose"
	"korthet/output/pdf"
	"korthet/output/press"
)

// target is a kind of file that an edition is written as.
type target struct {
	ending string // of the file's name
	// check returns why the document may not be written so; nil checks nothing.
	check func(doc *display.Document, date time.Time, shared *cache.Cache) error
	write func(w io.Writer, doc *display.Document, date time.Time, shared *cache.Cache) error
}

// targets are the kinds of file by the names that content knows them by.
var targets = map[string]target{ //nolint:gochecknoglobals // a constant table
	"screen": pdfTarget(pdf.Screen, func(doc *display.Document) *display.Document { return doc }),
	"print":  pdfTarget(pdf.Print, withBleed),
	"html": {
		ending: "html",
		write: func(w io.Writer, doc *display.Document, _ time.Time, shared *cache.Cache) error {
			return html.Write(w, doc, html.Options{Producer: producer, Cache: shared})
		},
	},
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
