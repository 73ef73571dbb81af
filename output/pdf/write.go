package pdf

import (
	"fmt"
	"io"
	"time"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/pdf/object"
	"korthet/output/press"
)

// Target is the kind of file.
type Target uint8

// The targets.
const (
	Screen Target = iota // PDF/UA-1 and PDF/A-2a in one file, RGB, a page for each panel
	Print                // PDF/X-4:2010, inks, a page for each side of a sheet, with bleed
)

// String returns the target's name on the command line.
func (t Target) String() string {
	switch t {
	case Screen:
		return "screen"
	case Print:
		return "print"
	}
	return "unknown"
}

// Options are the settings of Write and Check.
type Options struct {
	Target Target // zero is Screen
	// Date is when the document was made, in the zone it is to be told in. The
	// zero time leaves all dates out, which the screen file's standards allow and
	// the press file's do not.
	Date time.Time
	// Profile is the printer's, of a press file: output condition, bleed, room for
	// marks, ink limit, black policy. Nil is the built-in press.Default. Other
	// files have no use for it.
	Profile  *press.Profile
	Producer string       // the program and its version; empty means "korthet"
	Cache    *cache.Cache // shares subsets and packed streams between files; nil shares nothing
}

func (o Options) producer() string {
	if o.Producer == "" {
		return "korthet"
	}
	return o.Producer
}

// Write writes doc as a PDF file. It runs Check first; where that finds
// anything, it writes nothing and returns a *ViolationError. Other errors come
// from fonts or pictures that cannot be embedded, or from w.
func Write(w io.Writer, doc *display.Document, opts Options) error {
	if violations := Check(doc, opts); len(violations) > 0 {
		return &ViolationError{Violations: violations}
	}
	f := &file{doc: doc, opts: opts}
	if opts.Target == Print {
		f.printer = opts.printer()
		f.surfaces = printSurfaces(doc, f.printer)
		if err := f.resolveInks(); err != nil {
			return fmt.Errorf("pdf: %w", err)
		}
	} else {
		f.surfaces = screenSurfaces(doc)
		f.tags = newTagIndex(doc)
	}
	if err := f.draw(); err != nil {
		return err
	}
	carried, err := carryPages(f.surfaces, f.contents)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	return f.finish(w, carried)
}

// file is one PDF file in the making.
type file struct {
	doc      *display.Document
	opts     Options
	surfaces []surface
	contents [][]byte // of each surface, as the canvas drew it

	tags      *tagIndex      // nil in a file without tags
	printer   *press.Profile // nil but in a press file
	separator *press.Separator
	inks      *press.Inks  // of a press file
	spots     []object.Ref // of inks.Spots
	states    [4]bool      // by overprintState: it is used
	fonts     []*font      // in the order of first use
	pictures  []*picture   // in the order of first use
	profiles  []*profile   // of pictures, in the order of first use
	links     []link       // in the order of drawing

	out object.Builder
}

// surface is what becomes a page of the file.
type surface struct {
	width, height display.Length
	label         string
	number        int
	layers        []layer
	room, bleed   display.Length // around the trim, and how much of it is bleed; zero on screen
	blends        bool           // a picture on it lets through what lies below
}

// layer is items with the place of their corner on the surface.
type layer struct {
	x, y  display.Length
	items []display.Item
	// shared layers lie on several surfaces; each tag's content counts where it
	// is met first, and is an artifact elsewhere.
	shared bool
}

// screenSurfaces makes a surface of each panel, in the order of the reader's
// page numbers. What lies on a side over its panels is drawn on each panel.
func screenSurfaces(doc *display.Document) []surface {
	var surfaces []surface
	for i := range doc.Sheets {
		for j := range doc.Sheets[i].Sides {
			side := &doc.Sheets[i].Sides[j]
			for k := range side.Panels {
				panel := &side.Panels[k]
				s := surface{
					width: panel.Width, height: panel.Height, label: panel.Label, number: panel.Page,
					layers: []layer{{items: panel.Items}},
				}
				if len(side.Items) > 0 {
					s.layers = append(s.layers, layer{x: -panel.X, y: -panel.Y, items: side.Items, shared: len(side.Panels) > 1})
				}
				at := len(surfaces)
				surfaces = append(surfaces, s)
				for ; at > 0 && surfaces[at-1].number > s.number; at-- {
					surfaces[at], surfaces[at-1] = surfaces[at-1], surfaces[at]
				}
			}
		}
	}
	return surfaces
}

// draw turns the surfaces into content streams.
func (f *file) draw() error {
	f.contents = make([][]byte, len(f.surfaces))
	for i := range f.surfaces {
		c := newCanvas(f, i)
		for _, layer := range f.surfaces[i].layers {
			c.layer(layer)
		}
		if c.err != nil {
			return c.err
		}
		f.contents[i] = c.finish()
	}
	return nil
}
