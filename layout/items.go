package layout

import "korthet/layout/linebreak"

// Prices of breaks within a word, in TeX's penalties. The paper has one price
// for all hyphens; readers feel a compound parted where its parts meet much
// less than a syllable torn off, so these differ.
const (
	compoundHyphen  int32 = 850
	ordinaryHyphen  int32 = 1000
	headHyphen      int32 = 300 // added where fewer than shortFragment letters stand before it: "mi-gration"
	tailHyphen      int32 = 700 // added where fewer stand after it: "maxime-ra"
	shortWordHyphen int32 = 300 // added within a word of fewer than shortWord letters
	secondHyphen    int32 = 400 // added within a word that has a hyphen of its own
	// A name parted is misread, so that two other words are parted rather.
	nameHyphen      int32 = 900  // added within a word that starts with a capital and no sentence
	lastWordHyphen  int32 = 200  // added within the last word of a paragraph
	explicitBreak   int32 = 1000 // after a hyphen that the author typed
	addressBreak    int32 = 300  // within a web address
	otherWordBreak  int32 = 50   // after a dash or slash
	shortFragment         = 3
	shortWord             = 7
	shortestToBreak       = 5   // letters of the shortest word that is hyphenated
	longestToBreak        = 150 // and of the longest
)

// What a justified line may give. A word space is never less than three quarters
// of what the face's designer drew, and bad beyond a quarter more: the faces of
// TeX allow twice that, which shows. Letters take the rest, by up to 2 % of their
// width and 0.5 % of an em between them, which does not.
const (
	spaceStretch = 25 // per cent of the word space, at badness 100
	spaceShrink  = 25 // per cent of the word space, at most
	expandLimit  = 20 // thousandths of a letter's width, as a rule; see Theme.Expansion
	trackLimit   = 5  // thousandths of an em
)

// usualExpansion is how far the letters of most lines may be expanded, in
// thousandths of their width.
func (t *Theme) usualExpansion() int64 { return min(int64(t.Expansion), expandLimit) }

// breakable is a paragraph on its way through line breaking.
type breakable struct {
	items []linebreak.Item
	stops []stop // one for each item
}

// setting is one way to break a paragraph.
type setting struct {
	lines []line
	// demerits of the lines, to compare settings of one paragraph.
	demerits int64
	// faults are those demerits that show: of ladders, and of word spaces wider
	// than leastTolerance allows.
	faults int64
}

// stop says what a line break at an item does to the text.
type stop struct {
	end, next int  // the line's text ends at end; the following line's starts at next
	hyphen    bool // a hyphen is set after end
}

// wordBreak is a place within a word where a line may end.
type wordBreak struct {
	offset int
	hyphen bool // a hyphen is set there
	cost   int32
}

// buildItems turns a paragraph into boxes, glue and penalties. The result is
// valid until the next call.
func (s *setter) buildItems(p *paragraph) *breakable {
	p.wear()
	if p.key == nil || s.edition.Pages > leafletPages {
		return s.cast(p, newMould(p)) // it is hardly broken again
	}
	m := s.moulds[p.edges]
	if m == nil || !m.serves(p) {
		m = newMould(p)
		s.moulds[p.edges] = m
	}
	return s.cast(p, m)
}

// hyphenText is what is set where a word is hyphenated. Both Source faces draw
// U+002D and U+2010 with one glyph.
const hyphenText = "-"
