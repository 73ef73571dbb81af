// Package hyphen finds where words may be hyphenated, with Liang's algorithm
// ("Word Hy-phen-a-tion by Com-put-er", Stanford 1983) on pattern data.
//
// It knows runes, patterns and exceptions. It does not know what a hyphen looks
// like, how wide it is or whether a line needs one.
//
//	swedish, _ := hyphen.Load("sv")
//	points := swedish.Points(nil, "migrationslagstiftningen", hyphen.Minima{})
//
// # Exceptions
//
// An exceptions file has one word a line, in letters, `-` for an ordinary break
// and `=` for one between the parts of a compound; `%` begins a comment.
//
//	jäm=ställd-het     this word alone; it breaks nowhere else
//	krigs=fång*        every word that begins so
//	*lag=stift-ning*   every word in which this occurs
//	*=kontor*          and what precedes it is a part of the compound
//
// A stem (one with a `*`) rules from its first letter up to its last break, or up
// to its end if it has none or nothing may follow; the patterns rule the rest, so
// that endings need not be listed. Where two stems disagree, a break is
// believed rather than its absence. A whole word overrules every stem.
//
// # Data
//
// The patterns of each language lie unmodified in patterns/, with their
// licences; tries/ holds what they compile to, which is what the program
// embeds. After a change there:
//
//	go test ./layout/hyphen -run TestTries -update
package hyphen
