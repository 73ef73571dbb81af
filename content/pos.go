package content

import "fmt"

// Pos is a place in the publication's files.
type Pos struct {
	File   string // slash-separated, from the publication's folder
	Line   int    // from 1; 0 when only the file is known
	Column int    // from 1, in characters; 0 when only the line is known
	Path   string // the field: "sections.development.body"
}

// String returns file:line:column, as much of it as is known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Text is a field of the author's as typed, composed to NFC, and where it came
// from.
type Text struct {
	Value string
	Pos   Pos
	// Over lists the places that this value overrode, nearest first; nil when
	// it overrode nothing.
	Over []Pos
}
