package inspect

import (
	"fmt"

	"korthet/output/pdf/object"
	"korthet/output/preflight"
	"korthet/output/press"
)

// File returns what a print shop whose profile is given would say of a PDF file.
// Every check has a verdict.
func File(data []byte, printer *press.Profile) preflight.Report {
	report := preflight.Report{Profile: printer.Name}
	file, err := object.Open(data)
	if err != nil {
		report.Add(unreadable(data, err))
		report.Complete("the file cannot be read")
		report.Sort()
		return report
	}
	i := &inspector{
		reader: newReader(file, len(data)), printer: printer, findings: newFindings(),
		fonts: map[int]*font{}, forms: map[int]*form{}, pictures: map[int]*picture{}, spaces: map[int]*space{},
		functions: map[int]*function{}, named: map[int]*resources{}, digests: map[*object.Stream][32]byte{}, profiles: map[*object.Stream]bool{}, inks: map[string]*spot{},
		painted: mostPainted,
	}
	i.catalog = i.dict(file.Trailer.Get("Root"))
	encrypted := i.structure()
	if !encrypted {
		i.intent()
		i.metadata()
		i.document()
	}
	leaves := i.leaves()
	report.Pages = len(leaves)
	rest := "this was not looked at"
	switch {
	case encrypted:
		// Its words and pictures cannot be told from noise.
		i.blind("the file is encrypted")
		rest = "the file is encrypted"
	case len(leaves) == 0:
		i.fault(preflight.Conformance, preflight.Error, 0, nil, key{what: "pages"}, "no page can be found in the file").Hint = "export it anew"
		i.blind("no page can be found in the file")
	default:
		i.pages(leaves)
		i.judge()
	}
	i.report(&report)
	report.Complete(rest)
	report.Sort()
	return report
}

// inspector is the state of one call.
type inspector struct {
	*reader
	*findings
	printer *press.Profile
	catalog object.Dict
	blinded bool // the pages could not be looked at

	// What is known of objects, by number.
	fonts     map[int]*font
	forms     map[int]*form
	pictures  map[int]*picture
	spaces    map[int]*space
	functions map[int]*function
	named     map[int]*resources
	digests   map[*object.Stream][32]byte
	profiles  map[*object.Stream]bool // whether an ICC profile is the output intent's

	inks      map[string]*spot // by name
	inkNames  []string         // in the order found
	output    output
	condition string // what the file is made for, in words
	seen      seen
	painted   int64 // cells of sheets that may still be painted
	firstTrim box
}

// output is the output intent.
type output struct {
	profile  []byte
	channels int // of the profile; 0 where there is none
}

// seen is what the pages had.
type seen struct {
	embedded, texts, blackTexts, overprinted int
	smallest, thinnest                       [preflight.Manners]float64
	process                                  [4]bool
	pictures, marks                          int
	known, inked, converted                  bool    // there is ink, of which something is known, and something is not
	safe                                     float64 // the text nearest to the trim; farthest for none
}

// pages goes through all pages.
func (i *inspector) pages(leaves []object.Dict) {
	i.seen.safe = farthest
	for n, leaf := range leaves {
		if i.work <= 0 {
			i.unseen(n+1, "the file has more content than is gone through")
			break
		}
		i.page(leaf, n+1)
	}
}

// judge says what holds for the whole file.
func (i *inspector) judge() {
	i.judgeSpots()
	i.passAll()
}

// plural writes a number with its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
