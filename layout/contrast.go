package layout

import "korthet/layout/linebreak"

// Letters a little wider than drawn are not seen to be, nor are those a little
// narrower; a line of these below one of those may be. Lines that keep to the usual
// limit are at most twice that limit apart. Those that took from the reserve may
// be three times it: there the spaces take back what is more than mostContrast, as
// far as they can without being wider or narrower than any line's may.
//
// This comes after the lines are chosen. Priced among them, it cost hyphens, of
// which there are none to spare where the reserve is needed: at a price that kept
// the leaflet below mostContrast two more.

// mostContrast is by how much the letters of two neighbouring lines may differ, in
// thousandths of the usual limit: 5.4 %. At 5 % the word spaces of the leaflet
// deviate by 0.096 instead of 0.091, at 4 % by 0.113.
const mostContrast = 2700

// widestSpace is how far a space may be stretched to take back what letters gave,
// in thousandths of its stretch: just within leastTolerance.
const widestSpace = 1180

// calm lets the spaces of neighbouring lines take back what their letters gave
// beyond the usual limit, until the letters differ by no more than mostContrast.
func calm(lines []linebreak.Line) {
	for i := 1; i < len(lines); i++ {
		a, b := &lines[i-1], &lines[i]
		takeBack(a, (contrastOver(a, b)+1)/2)
		takeBack(b, contrastOver(a, b))
		takeBack(a, contrastOver(a, b))
	}
}

// contrastOver returns by how much more than mostContrast two lines differ.
func contrastOver(a, b *linebreak.Line) int64 {
	differ := lettersOf(a) - lettersOf(b)
	return max(max(differ, -differ)-mostContrast, 0)
}

// lettersOf returns how far a line's letters are expanded, in thousandths of the
// usual limit.
func lettersOf(ln *linebreak.Line) int64 {
	limit := ln.Expand
	if ln.Expansion < 0 {
		limit = ln.Contract
	}
	if limit == 0 {
		return 0
	}
	return ln.Expansion * 1000 / limit
}

// takeBack lets a line's spaces take what its letters gave: so many thousandths of
// the usual limit, as far as the letters are beyond that and the spaces can.
func takeBack(ln *linebreak.Line, amount int64) {
	switch {
	case amount <= 0 || ln.Fils > 0 || ln.Overfull > 0:
	case ln.Expansion > ln.Expand:
		room := ln.Stretch*widestSpace/1000 - ln.Space
		give := min((ln.Expand*amount+999)/1000, ln.Expansion-ln.Expand, max(room, 0))
		ln.Expansion, ln.Space = ln.Expansion-give, ln.Space+give
	case -ln.Expansion > ln.Contract:
		give := min((ln.Contract*amount+999)/1000, -ln.Expansion-ln.Contract, max(ln.Space+ln.Shrink, 0))
		ln.Expansion, ln.Space = ln.Expansion+give, ln.Space-give
	}
}
