package layout

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"korthet/layout/display"
)

// span is a stretch of a paragraph's text in one font and one piece, without
// white space.
type span struct {
	start, end int
	index      int // of the font in its piece's chain
	piece      int
}

// tokenKind says what a token is.
type tokenKind uint8

const (
	wordToken  tokenKind = iota
	spaceToken           // a word space, where a line may break
	fixedToken           // a no-break space that stretches like a word space
	thinToken            // a no-break space that keeps its width
	breakToken           // the author's line break
)

// token is a word with all that clings to it, or white space.
type token struct {
	kind       tokenKind
	start, end int
	spans      [2]int // of a word: its range in paragraph.spans
	piece      int    // of white space
	// breaks are the places within a word where a line may end.
	breaks []wordBreak
}

// longestToken is how many bytes a word may have before it is measured in parts.
// No word has as many; but what a slip of the keyboard or an enemy makes must
// not take a time that grows with its square.
const longestToken = 1000

// itemise finds for every stretch of the text the font that sets it, and parts
// the text into words and white space. A character that no font has is
// reported with its place, and left out of the spans.
func (s *setter) itemise(p *paragraph) {
	if p.tokens != nil {
		return
	}
	wordStart := -1
	endWord := func(end, firstSpan int) {
		if wordStart >= 0 {
			p.tokens = append(p.tokens, token{kind: wordToken, start: wordStart, end: end, spans: [2]int{firstSpan, len(p.spans)}})
		}
		wordStart = -1
	}
	firstSpan, pieceIndex, previous := 0, -1, -1
	missing := missing{s: s, p: p}
	var chain []*font
	p.tokens = make([]token, 0, 2*strings.Count(p.text, " ")+1)
	p.spans = make([]span, 0, cap(p.tokens)/2+1)
	for offset, r := range p.text {
		for pieceIndex < 0 || pieceIndex+1 < len(p.pieces) && p.pieces[pieceIndex].end <= offset {
			pieceIndex, previous, chain = pieceIndex+1, -1, nil
		}
		if chain == nil {
			piece := &p.pieces[pieceIndex]
			if chain = s.chain(piece.style, piece.language); len(chain) == 0 {
				return // reported by chain
			}
		}
		if kind, white := whiteSpace(r); white {
			endWord(offset, firstSpan)
			p.tokens = append(p.tokens, token{kind: kind, start: offset, end: offset + utf8.RuneLen(r), piece: pieceIndex})
			firstSpan, previous = len(p.spans), -1
			continue
		}
		if wordStart >= 0 && offset-wordStart > longestToken && !unicode.Is(unicode.M, r) {
			endWord(offset, firstSpan)
			previous = -1
		}
		if wordStart < 0 {
			wordStart, firstSpan = offset, len(p.spans)
		}
		index, ok := pick(chain, r, previous)
		if !ok || isReversed(r) {
			missing.add(offset, r)
			index = max(previous, 0)
		}
		end := offset + utf8.RuneLen(r)
		if last := len(p.spans) - 1; last >= firstSpan && p.spans[last].end == offset && p.spans[last].index == index && p.spans[last].piece == pieceIndex {
			p.spans[last].end = end
		} else {
			p.spans = append(p.spans, span{start: offset, end: end, index: index, piece: pieceIndex})
		}
		previous = index
	}
	endWord(len(p.text), firstSpan)
	missing.rest()
}

func whiteSpace(r rune) (tokenKind, bool) {
	switch r {
	case ' ', '\t':
		return spaceToken, true
	case noBreakSpace:
		return fixedToken, true
	case narrowNoBreak, thinSpace, '\u200A', '\u2006':
		return thinToken, true
	case lineFeed:
		return breakToken, true
	}
	return wordToken, false
}

// dress gives a paragraph its style, and with it the fonts of its pieces. The
// paragraph's text may be shared: what is changed is its own.
func (s *setter) dress(p *paragraph, style *Style) {
	p.style = style
	p.pieces = slices.Clone(p.pieces)
	p.chains = make([][]*font, len(p.pieces))
	for i := range p.pieces {
		piece := &p.pieces[i]
		piece.style = s.inlineStyle(style, piece.inline)
		p.chains[i] = s.chain(piece.style, piece.language)
	}
}

// font returns the font of a span.
func (p *paragraph) font(of *span) *font { return p.chains[of.piece][of.index] }

// white returns the font of white space, and its width.
func (p *paragraph) white(of *token) (*font, display.Length) {
	f := p.chains[of.piece][0]
	return f, f.white(of.kind)
}

// mostMissing is how many characters that no font has are named in a paragraph.
// Where there are more, it is not the characters that are wrong but the faces.
const mostMissing = 3

// missing reports the characters of a paragraph that cannot be set.
type missing struct {
	s        *setter
	p        *paragraph
	count    int
	fourth   int // the offset of the first one that is not named
	reversed bool
}

func (m *missing) add(offset int, r rune) {
	switch {
	case isReversed(r):
		if !m.reversed {
			m.reversed = true
			m.s.reportReversed(m.p.posAt(offset))
		}
		return
	case m.count < mostMissing:
		m.s.reportMissing(m.p, offset, r)
	case m.count == mostMissing:
		m.fourth = offset
	}
	m.count++
}

// rest reports those that were not named.
func (m *missing) rest() {
	if n := m.count - mostMissing; n > 0 {
		m.s.report(Error, m.p.posAt(m.fourth),
			"put a font that has them into the publication's fonts folder and name its family under faces in theme.yaml",
			"no font has %s from here to the end of the paragraph", count(n, "more character"))
	}
}

func (s *setter) reportMissing(p *paragraph, offset int, r rune) {
	name := fmt.Sprintf("U+%04X", r)
	if unicode.IsPrint(r) {
		name = fmt.Sprintf("%q (U+%04X)", string(r), r)
	}
	s.report(Error, p.posAt(offset),
		"take it out, or put a font that has it into the publication's fonts folder and name its family under faces in theme.yaml",
		"no font has the character %s", name)
}
