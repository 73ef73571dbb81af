// Package preflight looks at a display document for what a reader or a print
// shop would complain about, before anything is written.
//
// So far that is contrast: whether every text stands out enough from what lies
// behind it, by WCAG 2.1, success criterion 1.4.3. Colours are compared as they
// are on screen. All arithmetic is on integers, so that a document has the same
// findings on every machine.
//
// The package knows no files and no PDF. A finding is a blemish: what is made
// of it is for the caller to say.
package preflight
