// Package proof shows what a press would print: of each page a picture of every
// plate, and a map of the sum of inks.
//
// It draws the display document itself, with the colours and pictures that
// press.Separator gives the press file too. All is calculated in integers, so that
// the pictures are the same on every machine. It knows no files: it gives images
// with names.
package proof
