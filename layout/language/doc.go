// Package language knows how each language is set: which quotation marks,
// dashes and spaces it uses, where its lines may break, which short words a
// heading is not broken after, and what it calls a telephone.
//
// It works on text alone and knows nothing of fonts, widths or pages. Typography
// changes text before it is shaped; Opportunities finds places in it; the rest
// are look-ups.
//
// # Languages
//
// Languages are named by BCP 47 tags. These have rules of their own: cs, da, de,
// de-CH, el, en-GB, en-US, es, et, fi, fr, fr-CA, fr-CH, it, lt, lv, nb, nl, nn,
// pl, pt, pt-PT, ru, sv, tr, uk. A tag with further parts falls back to its
// language (sv-FI is set as sv), "en" is British, "no" is nb, English from
// America and Canada is en-US, and Portuguese from anywhere but Brazil is pt-PT.
// Text in any other language is left as it was typed and broken by UAX #14.
//
// # Sources
//
// Marks and names of months come from Unicode's CLDR 48 (cldr.tsv, made into
// zcldr.go by gen.go; LICENSE-UNICODE.txt). Where practice differs from CLDR,
// rules.go overrides it and says why. Line breaking follows UAX #14 for Unicode
// 15, tailored as breaks.go says.
//
// # What Typography changes
//
//   - Straight quotes become the language's quotation marks, the other pair
//     inside the first; an apostrophe becomes ’, and feet and inches primes.
//   - "--", "---" and a hyphen between spaces become the language's dash, with
//     its spaces; a hyphen between two ascending numbers becomes an en dash.
//   - "..." becomes an ellipsis.
//   - A plain space becomes a no-break space where no line may break: in 1 000,
//     5 %, 20 km, § 5, kl. 9, t ex, 1 juni, J. R. R. Tolkien. None is put where
//     the author typed none, except before French ; : ! ? and inside « ».
//
// Marks that are already typographic are left alone; so are web addresses,
// e-mail addresses, telephone numbers, dates in figures and other numbers in
// several parts. Letters and digits are never changed.
package language

//go:generate go run gen.go
