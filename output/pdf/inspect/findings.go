package inspect

import (
	"fmt"

	"korthet/output/preflight"
)

// key tells what is told of once.
type key struct {
	check preflight.Check
	page  int
	what  string
	size  int64
}

// finding is a verdict on something, and on others that are alike.
type finding struct {
	preflight.Verdict
	others int
}

// mostFindings bounds a report.
const mostFindings = 1000

type findings struct {
	list   []*finding
	known  map[key]*finding
	passes []preflight.Verdict
	holes  map[string]int // index in reasons
	missed []missed
}

// missed is a part of the pages that was not looked at.
type missed struct {
	why   string
	first int // page
	pages int
	last  int
}

func newFindings() *findings {
	return &findings{known: map[key]*finding{}, holes: map[string]int{}}
}

// fault notes something that is wrong, or that could not be checked. What is
// alike on one page, by its key, is told of once.
func (f *findings) fault(check preflight.Check, status preflight.Status, page int, place *preflight.Place, k key, format string, args ...any) *finding {
	k.check, k.page = check, page
	if known, ok := f.known[k]; ok {
		known.others++
		return known
	}
	found := &finding{Verdict: preflight.Verdict{Check: check, Status: status, Page: page, Place: place}}
	if len(f.list) >= mostFindings {
		return found
	}
	found.Message = fmt.Sprintf(format, args...)
	f.known[k] = found
	f.list = append(f.list, found)
	return found
}

// rule notes that a rule of PDF/X-4 is broken.
func (f *findings) rule(check preflight.Check, status preflight.Status, rule string, page int, format string, args ...any) *finding {
	message := fmt.Sprintf(format, args...)
	found := f.fault(check, status, page, nil, key{what: rule + message}, "%s", message)
	found.Rule = rule
	return found
}

func (f *findings) pass(check preflight.Check, page int, format string, args ...any) {
	f.passes = append(f.passes, preflight.Verdict{Check: check, Page: page, Message: fmt.Sprintf(format, args...)})
}

// unseen notes that a part of a page could not be looked at.
func (f *findings) unseen(page int, why string) {
	at, ok := f.holes[why]
	if !ok {
		if len(f.missed) >= 50 {
			return
		}
		at = len(f.missed)
		f.holes[why] = at
		f.missed = append(f.missed, missed{why: why, first: page})
	}
	if m := &f.missed[at]; m.last != page {
		m.last = page
		m.pages++
	}
}

// ofContent are the checks that look at what pages draw.
func ofContent() []preflight.Check {
	return []preflight.Check{
		preflight.Conformance, preflight.Fonts, preflight.Colours, preflight.ImageResolution, preflight.TotalInk, preflight.InkPerPlate, preflight.SmallestType,
		preflight.ThinnestLine, preflight.BlackText, preflight.Overprint, preflight.SpotNames, preflight.Bleed,
		preflight.SafeZone, preflight.Marks, preflight.EmptyPages,
	}
}

// blind says that the pages could not be looked at.
func (i *inspector) blind(why string) {
	i.blinded = true
	for _, check := range ofContent() {
		i.fault(check, preflight.NotChecked, 0, nil, key{what: why}, "%s", why)
	}
}

// report writes down what was found.
func (i *inspector) report(r *preflight.Report) {
	for _, m := range i.missed {
		message := m.why
		if m.pages > 1 {
			message += fmt.Sprintf(" (and so on %s)", plural(m.pages-1, "other page", "other pages"))
		}
		for _, check := range ofContent() {
			i.fault(check, preflight.NotChecked, m.first, nil, key{what: m.why}, "not all was looked at: %s", message)
		}
	}
	bad := map[preflight.Check]bool{}
	for _, f := range i.list {
		v := f.Verdict
		if f.others > 0 {
			v.Message += fmt.Sprintf(" (and %s alike on this page)", plural(f.others, "other", "others"))
			if v.Page == 0 {
				v.Message = f.Message
			}
		}
		bad[v.Check] = bad[v.Check] || v.Status > preflight.NotChecked
		r.Add(v)
	}
	for _, v := range i.passes {
		// What was measured is told beside faults too; that all is well is not.
		if v.Page > 0 || !bad[v.Check] {
			r.Add(v)
		}
	}
	if len(i.list) >= mostFindings {
		r.Add(preflight.Verdict{Check: preflight.Conformance, Status: preflight.NotChecked, Message: fmt.Sprintf("only the first %d findings are told", mostFindings)})
	}
}
