// Package fonts turns font files into faces: their metrics, their shaped
// glyphs, their outlines and the subsets that a document embeds.
//
// It reads static TrueType fonts (an sfnt file with glyf outlines, as the
// OpenType specification 1.9 describes it) and no others: OpenType fonts with
// PostScript outlines, collections, variable fonts and web fonts are refused
// with a sentence that says what to take instead. Every length it answers with
// is in font units, UnitsPerEm to the em; it knows no sizes, no points, no
// pages, no PDF.
//
// Shaping follows HarfBuzz. The package reads all other tables itself, because
// a shaping library loads every glyph of a font where a leaflet needs eighty.
//
// Font files come from strangers. Parse checks each offset that the other
// methods follow, and no file, however broken, makes them panic, hang or use
// memory out of proportion to its size.
package fonts
