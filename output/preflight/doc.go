// Package preflight looks at a display document for what a reader or a print
// shop would complain about, before anything is written.
//
// Contrast asks whether every text stands out enough from what lies behind it, by
// WCAG 2.1, success criterion 1.4.3; colours are compared as they are on screen.
// Press asks what a print shop asks of a press file: which ink lies over which,
// whether type and lines are large enough for how they are printed and pictures
// fine enough for their size, whether what must not be cut keeps away from the
// knife and what is cut goes on beyond it. Both see what lies over what, in the
// order of drawing. All arithmetic is on integers, so that a document has the same
// findings on every machine.
//
// The package knows no files and no PDF. A finding is a blemish: what is made
// of it is for the caller to say.
package preflight
