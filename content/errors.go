package content

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// Severity says whether an edition with the mistake may be written.
type Severity uint8

// The severities.
const (
	SeverityError   Severity = iota // the edition is not written
	SeverityWarning                 // the edition is written
)

// String returns the severity's name in reports.
func (s Severity) String() string {
	if s == SeverityWarning {
		return "warning"
	}
	return "error"
}

// Error is one mistake in the publication's files, told to its author.
type Error struct {
	Pos      Pos    // where it stands
	Also     []Pos  // other places that belong to it: the first of two equal ids
	Err      error  // what is wrong: lower case, no full stop
	Hint     string // what to do about it, where that can be said; may be empty
	Severity Severity

	// concerns is the file, or the folder with a slash behind it, that the
	// mistake is about where that is not Pos.File: one that is missing.
	concerns string
}

// Error returns "file:line:column: what is wrong: what to do".
func (e *Error) Error() string {
	var b strings.Builder
	if at := e.Pos.String(); at != "" {
		b.WriteString(at + ": ")
	}
	b.WriteString(e.Err.Error())
	for i, also := range e.Also {
		if i == 0 {
			b.WriteString(" (see also ")
		} else {
			b.WriteString(", ")
		}
		b.WriteString(also.String())
		if i == len(e.Also)-1 {
			b.WriteString(")")
		}
	}
	if e.Hint != "" {
		b.WriteString(": " + e.Hint)
	}
	return b.String()
}

// Unwrap returns what is wrong without its place.
func (e *Error) Unwrap() error { return e.Err }

// ErrorList is all that is wrong, sorted by place, each mistake once.
type ErrorList []*Error

// Error returns the mistakes, one a line.
func (l ErrorList) Error() string {
	lines := make([]string, len(l))
	for i, e := range l {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns the list as an error where one of its mistakes forbids writing,
// and nil where none does.
func (l ErrorList) Err() error {
	if slices.ContainsFunc(l, func(e *Error) bool { return e.Severity == SeverityError }) {
		return l
	}
	return nil
}

// sorted returns the list by file, line and column, without doubles.
func (l ErrorList) sorted() ErrorList {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b *Error) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Err.Error(), b.Err.Error()),
		)
	})
	return slices.CompactFunc(out, func(a, b *Error) bool {
		return a.Pos.File == b.Pos.File && a.Pos.Line == b.Pos.Line && a.Pos.Column == b.Pos.Column &&
			a.Severity == b.Severity && a.Err.Error() == b.Err.Error()
	})
}

// mistakes collects what is wrong while files are read.
type mistakes struct{ list ErrorList }

// add notes a mistake that forbids writing.
func (m *mistakes) add(pos Pos, hint, message string, also ...Pos) {
	m.list = append(m.list, &Error{Pos: pos, Also: also, Err: errors.New(message), Hint: hint})
}

// warn notes a blemish.
func (m *mistakes) warn(pos Pos, hint, message string) {
	m.list = append(m.list, &Error{Pos: pos, Err: errors.New(message), Hint: hint, Severity: SeverityWarning})
}

// about notes a mistake about another file than that of its place.
func (m *mistakes) about(file string, pos Pos, hint, message string) {
	m.list = append(m.list, &Error{Pos: pos, Err: errors.New(message), Hint: hint, concerns: file})
}
