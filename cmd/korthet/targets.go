package main

import (
	"io"
	"time"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/html"
	"korthet/output/pdf"
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
	"screen": pdfTarget(pdf.Screen),
	"html": {
		ending: "html",
		write: func(w io.Writer, doc *display.Document, _ time.Time, shared *cache.Cache) error {
			return html.Write(w, doc, html.Options{Producer: producer, Cache: shared})
		},
	},
}

func pdfTarget(kind pdf.Target) target {
	options := func(date time.Time, shared *cache.Cache) pdf.Options {
		return pdf.Options{Target: kind, Date: date, Producer: producer, Cache: shared}
	}
	return target{
		ending: "pdf",
		check: func(doc *display.Document, date time.Time, shared *cache.Cache) error {
			if found := pdf.Check(doc, options(date, shared)); len(found) > 0 {
				return &pdf.ViolationError{Violations: found}
			}
			return nil
		},
		write: func(w io.Writer, doc *display.Document, date time.Time, shared *cache.Cache) error {
			return pdf.Write(w, doc, options(date, shared))
		},
	}
}
