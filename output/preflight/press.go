package preflight

import (
	"fmt"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/press"
)

// PressOptions are the settings of Press.
type PressOptions struct {
	// Profile is the printer's, of which its own Check has nothing to say.
	Profile *press.Profile
	Cache   *cache.Cache // shares what is known of pictures; nil shares nothing
	// Coverage also says how much of each page each plate covers. It never is a
	// fault, and takes longer than all the rest.
	Coverage bool
}

// Press returns what a print shop would say of a document, which is the one that
// the press file is written of, with its bleed and its marks. It looks at what
// lies on the paper as press.Separator gives it to the writer: which ink over
// which, how large, how near to the edge. What the rules of the PDF writer say is
// not repeated. Of each check it makes there is one verdict at least; they are in
// no particular order. A document that display.Check finds fault with has none, nor
// has a printer without an ICC profile.
func Press(doc *display.Document, opts PressOptions) []Verdict {
	if len(display.Check(doc)) > 0 || len(opts.Profile.ICC) == 0 {
		return nil
	}
	separator := press.NewSeparator(opts.Profile, opts.Cache)
	inks, err := separator.Inks(doc.Colours)
	if err != nil {
		return []Verdict{{Check: OutputCondition, Status: Error, Message: err.Error()}}
	}
	s := &shop{doc: doc, opts: opts, printer: opts.Profile, separator: separator, inks: inks, known: map[faultKey]int{}, inUse: make([]bool, len(doc.Colours))}
	s.namePlates()
	number := 0
	for i := range doc.Sheets {
		for j := range doc.Sheets[i].Sides {
			number++
			s.side(&doc.Sheets[i].Sides[j], number)
		}
	}
	s.spots()
	return s.verdicts()
}

// shop is the state of one call: a print shop that looks at a job.
type shop struct {
	doc       *display.Document
	opts      PressOptions
	printer   *press.Profile
	separator *press.Separator
	inks      *press.Inks
	plates    []string // their names
	plateOf   []int    // of each of the inks' spots; -1 for the colour on all plates
	pictures  []*inkPicture

	faults []fault
	known  map[faultKey]int // index in faults
	passed []Verdict
	type_  typeSeen
	lines  linesSeen
	black  blackSeen
	zone   zoneSeen
	marks  int    // items outside the bleed
	photos int    // pictures that resolution was asked of
	empty  int    // pages without anything
	used   []bool // plates that have ink
	inUse  []bool // colours that something is printed in
}

// namePlates names the plates that the job could need.
func (s *shop) namePlates() {
	s.plates = []string{"cyan", "magenta", "yellow", "black"}
	for _, spot := range s.inks.Spots {
		if spot.Name == press.Registration {
			s.plateOf = append(s.plateOf, -1)
			continue
		}
		s.plateOf = append(s.plateOf, len(s.plates))
		s.plates = append(s.plates, spot.Name)
	}
	s.used = make([]bool, len(s.plates))
}

// side looks at one page of the file.
func (s *shop) side(side *display.Side, number int) {
	bleed := units(s.printer.Bleed)
	trim := box{right: units(side.Width), bottom: units(side.Height)}
	p := &page{
		shop: s, side: side, number: number, trim: trim,
		visible: box{-bleed, -bleed, trim.right + bleed, trim.bottom + bleed},
	}
	n := count(side.Items)
	for k := range side.Panels {
		n += count(side.Panels[k].Items)
	}
	p.elements, p.coats = make([]element, 0, n), make(coat, n*len(s.plates))
	for k := range side.Panels {
		panel := &side.Panels[k]
		p.panel = panel
		walk(p, panel.Items, []display.Transform{{A: 1 << 16, D: 1 << 16, E: panel.X, F: panel.Y}}, nil)
	}
	p.panel = nil
	walk(p, side.Items, nil, nil)
	p.sumBounds()
	p.texts()
	p.thinLines()
	p.totalInk()
	p.bleeds()
	p.zones()
	p.overprintedAreas()
	if p.seen == 0 {
		s.empty++
		s.fault(faultKey{check: EmptyPages, page: number}, Verdict{
			Check: EmptyPages, Status: Warning, Page: number, Message: "nothing is printed on this page",
			Hint: "take the page out, or tell the printer that it is meant to be empty",
		})
	}
	if s.opts.Coverage {
		p.coverage()
	}
}

// faultKey tells what is told of once: what is alike on one page.
type faultKey struct {
	check  Check
	page   int
	ink    display.Ink
	ground string
	size   int64
	name   string
}

// fault is a verdict on something, and on others that are alike.
type fault struct {
	Verdict
	// form is the message with %s for the text that it is about; empty where the
	// message is whole.
	form, text string
	others     int
	grade      int64 // of those alike the one with the least is told of
}

// fault notes something that is wrong, unless it is known already.
func (s *shop) fault(key faultKey, v Verdict) { s.add(key, fault{Verdict: v}) }

// faultOf notes what is wrong with a text, in a form with %s for it.
func (s *shop) faultOf(key faultKey, v Verdict, form, text string) {
	s.add(key, fault{Verdict: v, form: form, text: text})
}

func (s *shop) add(key faultKey, f fault) {
	key.ink.Overprint = false
	at, ok := s.known[key]
	if !ok {
		s.known[key] = len(s.faults)
		s.faults = append(s.faults, f)
		return
	}
	known := &s.faults[at]
	f.others = known.others + 1
	if f.grade < known.grade {
		*known = f
	}
	known.others = f.others
}

// pass notes what a check saw and found good.
func (s *shop) pass(v Verdict) {
	v.Status = Passed
	s.passed = append(s.passed, v)
}

// verdicts are the faults, and for each check what it saw.
func (s *shop) verdicts() []Verdict {
	s.type_.pass(s)
	s.lines.pass(s)
	s.black.pass(s)
	s.zone.pass(s)
	s.passPictures()
	s.passMarks()
	bad := map[Check]bool{}
	var all []Verdict
	for i := range s.faults {
		f := &s.faults[i]
		if f.form != "" {
			named := "“" + excerpt(f.text) + "”"
			switch {
			case f.others == 1:
				named += " and another"
			case f.others > 1:
				named += fmt.Sprintf(" and %d others", f.others)
			}
			f.Message = fmt.Sprintf(f.form, named)
		}
		bad[f.Check] = true
		all = append(all, f.Verdict)
	}
	if s.empty == 0 {
		s.pass(Verdict{Check: EmptyPages, Message: "something is printed on every page"})
	}
	for _, v := range s.passed {
		// What was measured is told beside faults too; that all is well is not.
		if v.Page > 0 || v.Src.File != "" || !bad[v.Check] {
			all = append(all, v)
		}
	}
	return all
}

// page is one side with what lies on it.
type page struct {
	*shop
	side     *display.Side
	number   int
	trim     box
	visible  box            // with the bleed
	panel    *display.Panel // that is gone through; nil for what lies on the side itself
	elements []element      // all that is drawn, in the order of drawing
	grounds  []int          // those of them that others may lie on: no texts
	coats    coat           // room for what they have of ink
	seen     int            // how many of them are seen within the trim
}

// where is the place of something, for a report.
func where(b box) *Place {
	return &Place{
		X: display.Length(b.left << unitShift), Y: display.Length(b.top << unitShift),
		Width: display.Length((b.right - b.left) << unitShift), Height: display.Length((b.bottom - b.top) << unitShift),
	}
}

// srcOf is where an element comes from or, where the program itself drew it, its
// colour.
func (s *shop) srcOf(e *element) display.Src {
	if e.src.File == "" && e.picture == nil {
		return s.colourSrc(e.ink, e.src)
	}
	return e.src
}

// colourSrc is where a colour was given, else where what is printed in it
// stands.
func (s *shop) colourSrc(ink display.Ink, otherwise display.Src) display.Src {
	if src := s.doc.Colours[ink.Colour].Src; src.File != "" {
		return src
	}
	return otherwise
}

// percent writes a number of 1/100 of a per cent.
func percent(n int) string {
	if n%100 < 10 {
		return fmt.Sprintf("%d %%", n/100)
	}
	return fmt.Sprintf("%d.%d %%", n/100, n%100/10)
}

// points writes a length of the page.
func points(l int64) string {
	hundredths := (l*100 + 128) >> unitShift
	switch {
	case hundredths%100 == 0:
		return fmt.Sprintf("%d pt", hundredths/100)
	case hundredths%10 == 0:
		return fmt.Sprintf("%d.%d pt", hundredths/100, hundredths%100/10)
	}
	return fmt.Sprintf("%d.%02d pt", hundredths/100, hundredths%100)
}

// millimetres writes a length of the page, to a tenth.
func millimetres(l int64) string {
	tenths := display.MulDiv(l, 254, 72<<unitShift)
	if tenths%10 == 0 {
		return fmt.Sprintf("%d mm", tenths/10)
	}
	return fmt.Sprintf("%d.%d mm", tenths/10, tenths%10)
}
