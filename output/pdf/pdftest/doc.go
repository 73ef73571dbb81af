// Package pdftest judges the bytes of a screen file against PDF/UA-1
// (ISO 14289-1) and PDF/A-2a (ISO 19005-2), and those of a press file against
// PDF/X-4, for tests alone: no program links it. It is a second opinion. It shares no code with the writer, not even the
// reading of objects, takes nothing on trust that the file does not say, and
// was written from the standards, rule by rule.
//
// Rules are named by standard, clause and a number: "ua 7.1-3" is the third test
// of clause 7.1 of PDF/UA-1, "a 6.2.3-1" the first of clause 6.2.3 of PDF/A-2,
// numbered as conformance checkers commonly do. Rules with a letter ("ua 7.1-a")
// are beyond what those test: consistency of the structure tree, the boxes of
// figures, metadata said twice. output/pdf's TestEveryRuleCanFail breaks each.
//
// Rules of PDF/X-4 have the ids of output/pdf/PDF_X4.md, which are not clauses: the
// text of ISO 15930-7 was not at hand. TestEveryPressRuleCanFail breaks each.
//
// It reads what such files hold: composite TrueType fonts, Flate and DCT. What it
// cannot judge (another kind of font, an unknown filter) it reports, so that
// nothing passes unseen.
package pdftest
