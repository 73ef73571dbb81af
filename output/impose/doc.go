// Package impose makes sheets ready for the press: it takes a display document
// and gives another, so that every writer can show what will be printed.
//
// Bleed extends what touches the trim into the bleed. RichBlack prints large black
// areas in a mixture of inks. Marks adds what is printed outside the trim for those
// who cut, fold and check. None changes the document that it is given; items that
// stay as they are are shared by both.
//
// A mark lies outside the side it belongs to, at coordinates that are negative
// or beyond its size. How far out is the printer profile's business, and so the
// writer knows how much room there must be.
package impose
