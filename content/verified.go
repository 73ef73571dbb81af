package content

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// usualValidity is how long contact details are trusted where their file does
// not say.
const usualValidity = "12 months"

// validity is how long something is valid.
type validity struct{ years, months, days int }

// until returns the day on which it ends.
func (v validity) until(from time.Time) time.Time {
	end := from.AddDate(v.years, v.months, v.days)
	if v.days == 0 && end.Day() != from.Day() { // 31 August and six months: the last of February
		end = end.AddDate(0, 0, -end.Day())
	}
	return end
}

// parseValidity reads a time like 12 months.
func parseValidity(text string) (validity, bool) {
	number, unit, ok := strings.Cut(text, " ")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 1 || n > 1000 {
		return validity{}, false
	}
	switch strings.TrimSuffix(strings.TrimSpace(unit), "s") {
	case "day":
		return validity{days: n}, true
	case "week":
		return validity{days: 7 * n}, true
	case "month":
		return validity{months: n}, true
	case "year":
		return validity{years: n}, true
	}
	return validity{}, false
}

// checkVerified reports what is wrong with the words on how old the details are.
func (f *officeFile) checkVerified(m *mistakes) {
	if _, err := time.Parse(time.DateOnly, f.Verified.Value); f.Verified.Given() && err != nil {
		m.add(f.Verified.Pos, "write it like 2026-11-01", "`"+shorten(f.Verified.Value)+"` is not a date")
	}
	if _, ok := parseValidity(f.ValidFor.Value); f.ValidFor.Given() && !ok {
		m.add(f.ValidFor.Pos, "write it like 12 months, 1 year or 90 days", "`"+shorten(f.ValidFor.Value)+"` is not a time")
	}
	if f.ValidFor.Given() && !f.Verified.Given() {
		m.add(f.ValidFor.Pos, "add a line `verified: ` with the day on which somebody made sure of them", "nothing says since when these details are valid")
	}
}

// Stale warns of the contact details that an edition bears although nobody has
// made sure of them for longer than they are valid. today is the day that counts
// as today.
func (p *Publication) Stale(edition string, today time.Time) ErrorList {
	at, ok := p.places[edition]
	if !ok {
		return nil
	}
	o := p.office(&p.editions[at])
	if o == nil || o.file == nil {
		return nil
	}
	if e := o.file.stale(today); e != nil {
		return ErrorList{e}
	}
	return nil
}

// stale returns a warning if the details are too old, or newer than today.
func (f *officeFile) stale(today time.Time) *Error {
	since, err := time.Parse(time.DateOnly, f.Verified.Value)
	if err != nil {
		return nil // it is not given, or no date, which was told
	}
	term := f.ValidFor.Value
	v, ok := parseValidity(term)
	if !ok {
		term = usualValidity
		v, _ = parseValidity(term)
	}
	day := today.Format(time.DateOnly)
	hint := "make sure of them, and write `verified: " + day + "`"
	if f.Owner.Given() {
		hint = "ask " + f.Owner.Value + ", and write `verified: " + day + "`"
	}
	e := &Error{Pos: f.Verified.Pos, Severity: SeverityWarning, Hint: hint}
	switch end := v.until(since); {
	case since.Format(time.DateOnly) > day:
		e.Err, e.Hint = errors.New("these contact details were verified on a day that is still to come"), "write the day on which it was done"
	case day > end.Format(time.DateOnly):
		e.Err = errors.New("these contact details were last verified on " + f.Verified.Value + " and valid for " + term + ", until " + end.Format(time.DateOnly))
	default:
		return nil
	}
	return e
}
