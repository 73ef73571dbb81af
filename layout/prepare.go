package layout

import (
	"strings"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout/cache"
	"korthet/layout/display"
)

// What editions and trials share of a paragraph: its text after typography with
// the fonts of its words, and its lines at a measure. Both depend on nothing but
// their keys. The author's text is known by its place in memory, which the
// editions of a publication share; that of another publication is elsewhere.

// paragraphKey tells prepared paragraphs apart: whatever has a say in which font
// sets a character and where a word may be parted. Sizes have none.
type paragraphKey struct {
	library             *fonts.Library
	first               *content.Inline
	count               int
	families            string
	weight              int
	italic, hyphenate   bool
	language            string
	typography          Typography
	minBefore, minAfter int
}

// linesKey tells the lines of a paragraph apart. A prepared paragraph is known by
// its edges, which it shares with nothing else.
type linesKey struct {
	paragraph       *lineEdges
	measure, indent display.Length
	size            display.Length
	letterSpacing   int
	expansion       int
	reserve         bool
	features        string
	align           Align
	how             lineMode
}

// lineMode is how lines are chosen.
type lineMode uint8

const (
	justified  lineMode = iota
	lastResort          // justified, with lines as loose as they must be
	ragged              // the last line may be short
	balanced            // all lines are of even length
)

// prepared is a shared paragraph with what was wrong with it.
type prepared struct {
	paragraph paragraph
	problems  []Problem
}

// brokenUp is a shared paragraph's settings with what was wrong with them.
type brokenUp struct {
	settings []*setting
	problems []Problem
}

// newParagraph turns an author's inlines into a paragraph: typography applied,
// breaking places and fonts found. The inlines must be the edition's own, as
// they are what the paragraph is known by; see buildParagraph for others.
func (s *setter) newParagraph(inlines content.Inlines, style *Style, lang string, pos content.Pos) *paragraph {
	p := s.bareParagraph(inlines, style, lang, pos)
	p.wear()
	return p
}

// bareParagraph is newParagraph for a paragraph that is dressed when its lines are
// sought, or chosen. Most trials find them known and are given up.
func (s *setter) bareParagraph(inlines content.Inlines, style *Style, lang string, pos content.Pos) *paragraph {
	if len(inlines) == 0 {
		return s.ownParagraph(inlines, style, lang, pos)
	}
	key := paragraphKey{
		library: s.library, first: &inlines[0], count: len(inlines),
		families: strings.Join(style.Families, "\n"), weight: style.Weight, italic: style.Italic, hyphenate: style.Hyphenate,
		language: lang, typography: s.theme.Typography, minBefore: s.theme.MinBefore, minAfter: s.theme.MinAfter,
	}
	// Preparing cannot fail: what is wrong is part of the value.
	shared, _ := cache.Get(s.store, key, func() (*prepared, int64, error) {
		made := &prepared{}
		made.problems = s.apart(func() { made.paragraph = *s.buildParagraph(inlines, style, lang, pos) })
		return made, int64(len(made.paragraph.text))*80 + 1024, nil
	})
	s.problems = append(s.problems, shared.problems...)
	p := shared.paragraph
	p.key, p.style, p.bare = &key, style, s
	for i := range p.pieces {
		// A family that there is not is told of, whether the paragraph is set or not.
		s.chain(s.inlineStyle(style, p.pieces[i].inline), p.pieces[i].language)
	}
	return &p
}

// wear dresses a bare paragraph.
func (p *paragraph) wear() {
	if s := p.bare; s != nil {
		p.bare = nil
		s.dress(p, p.style)
	}
}

// apart does something and returns the problems that it reports, which do not
// count yet.
func (s *setter) apart(do func()) []Problem {
	outer := s.problems
	s.problems = nil
	do()
	inner := s.problems
	s.problems = outer
	return inner
}

func (s *setter) linesKey(p *paragraph, measure display.Length, how lineMode) linesKey {
	return linesKey{
		paragraph: p.edges, measure: measure, indent: p.indent, size: p.style.Size, letterSpacing: p.style.LetterSpacing, expansion: s.theme.Expansion, reserve: s.theme.reserve,
		features: strings.Join(p.style.Features, ","), align: p.style.Align, how: how,
	}
}

// lines returns the ways to break a paragraph: shared ones, if the paragraph is.
func (s *setter) lines(p *paragraph, measure display.Length, how lineMode) []*setting {
	if p.key == nil {
		return s.chooseLines(p, measure, how)
	}
	key := s.linesKey(p, measure, how)
	shared, _ := cache.Get(s.store, key, func() (*brokenUp, int64, error) {
		made := &brokenUp{}
		made.problems = s.apart(func() { made.settings = s.chooseLines(p, measure, how) })
		cost := int64(256)
		for _, set := range made.settings {
			cost += int64(len(set.lines)) * 96
		}
		return made, cost, nil
	})
	s.problems = append(s.problems, shared.problems...)
	return shared.settings
}

func (s *setter) chooseLines(p *paragraph, measure display.Length, how lineMode) []*setting {
	switch how {
	case justified:
		return s.justifiedLines(p, measure)
	case lastResort:
		return s.lastResortLines(p, measure)
	case ragged, balanced:
	}
	return []*setting{s.chooseRagged(p, measure, how == balanced)}
}

// breakLines chooses a justified paragraph's lines: the best, and the best with
// a line less and a line more where the tolerance allows. The first result is
// the natural one. A paragraph that has no lines within any tolerance gets those
// that it must have; they take a hundred times as long to find, so that a hasty
// trial, which they make hopeless, is given up instead.
func (s *setter) breakLines(p *paragraph, measure display.Length) []*setting {
	if found := s.lines(p, measure, justified); len(found) > 0 {
		return found
	}
	if s.hasty {
		s.lost = true
		return []*setting{{lines: []line{{end: len(p.text), measure: measure, last: true}}, faults: mostFaults + 1}}
	}
	return s.lines(p, measure, lastResort)
}

// raggedLines chooses the lines of a paragraph that is not justified: as few as
// will hold it, of even length, and broken by sense. Balanced counts the last
// line with the others, as heads want it; running text lets it be short.
func (s *setter) raggedLines(p *paragraph, measure display.Length, even bool) *setting {
	how := ragged
	if even {
		how = balanced
	}
	return s.lines(p, measure, how)[0]
}
