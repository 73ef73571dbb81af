// Package pdf writes display documents as PDF files, checks that they can
// conform before a byte is written, and prints PDF files as text.
//
// The screen file is PDF 1.6 that conforms to PDF/UA-1 (ISO 14289-1) and
// PDF/A-2a (ISO 19005-2) at once, as far as the display document allows; what
// it does not allow is a Violation. The press file is PDF 1.6 that conforms to
// PDF/X-4 (ISO 15930-7): inks instead of colours, a page for each side of a sheet
// with bleed and room for marks, no links and no tags. The sheets PDF_UA1.md,
// PDF_A2.md and PDF_X4.md say how each rule is met. Bleed and marks themselves
// are in the document before it comes here.
//
// A file is made in four steps. Check looks at the document. The canvas turns
// each page's items into a content stream and notes what it used: faces,
// pictures, marked contents, links. gofpdf carries the pages (pages.go, which
// alone imports it). The finish pass takes gofpdf's objects apart and writes
// the final file around them: fonts, boxes, tags, annotations, outlines, output
// intent, metadata, identifiers, cross-references.
//
// The same document and options give the same bytes. All numbers are written
// from integers; there is no floating point in the package.
package pdf
