package layout

import (
	"sort"
	"strings"
	"unicode/utf8"

	"korthet/content"
	"korthet/layout/display"
	"korthet/layout/language"
)

// Characters that steer setting.
const (
	softHyphen     = '\u00AD'
	zeroWidthSpace = '\u200B'
	wordJoiner     = '\u2060'
	noBreakSpace   = '\u00A0'
	narrowNoBreak  = '\u202F'
	thinSpace      = '\u2009'
	lineFeed       = '\n' // stands for a line break that the author asked for
)

// paragraph is one paragraph, head or label on its way from text to lines.
type paragraph struct {
	key      *paragraphKey // of what it shares with others; nil for nothing
	bare     *setter       // that will dress it, see wear: its pieces are shared as yet; nil when it is dressed
	style    *Style
	language string
	pos      content.Pos
	indent   display.Length

	text    string           // after typography, without invisible characters
	pieces  []piece          // cover text without gaps
	breaks  []language.Break // by offsets in text, rising
	soft    []int            // offsets in text where the author put a soft hyphen
	removed []removal

	spans  []span // the text in one font each; cover text without gaps, but for white space
	tokens []token
	edges  *lineEdges
	chains [][]*font // of the pieces; nil until it is dressed
	lines  []line    // those that were chosen
	leaves []leaf
}

// piece is a part of a paragraph's text that is alike in everything.
type piece struct {
	start, end int
	style      *Style
	language   string
	inline     *content.Inline
	rawStart   int // offset of its first byte before invisible characters were taken out
	result     language.Result
}

// removal says that characters were taken out before an offset in the text.
type removal struct{ offset, bytes int }

// buildParagraph makes a paragraph that has yet to be dressed: with its pieces,
// words and breaking places, without fonts.
func (s *setter) buildParagraph(inlines content.Inlines, style *Style, lang string, pos content.Pos) *paragraph {
	p := &paragraph{style: style, language: lang, pos: pos, edges: &lineEdges{}}
	input := make([]language.Piece, len(inlines))
	for i, inline := range inlines {
		input[i] = language.Piece{Text: inline.Text, Language: or(inline.Language, lang)}
		if inline.Break {
			input[i].Text = string(lineFeed)
		}
	}
	rules := s.theme.Typography
	results := language.Typography(input, language.Options{
		KeepQuotes: rules.KeepQuotes, KeepDashes: rules.KeepDashes,
		KeepEllipses: rules.KeepEllipses, KeepSpaces: rules.KeepSpaces,
	})
	var raw strings.Builder
	for i := range inlines {
		text := results[i].Text
		p.pieces = append(p.pieces, piece{
			style: s.inlineStyle(style, &inlines[i]), language: input[i].Language,
			inline: &inlines[i], rawStart: raw.Len(), result: results[i],
		})
		raw.WriteString(text)
	}
	p.clean(raw.String(), language.Opportunities(raw.String(), lang))
	s.itemise(p)
	s.findBreaks(p)
	return p
}

// ownParagraph is newParagraph for inlines that were made for the purpose.
func (s *setter) ownParagraph(inlines content.Inlines, style *Style, lang string, pos content.Pos) *paragraph {
	p := s.buildParagraph(inlines, style, lang, pos)
	s.dress(p, style)
	return p
}

// plainParagraph is ownParagraph for a field without marks.
func (s *setter) plainParagraph(text content.Text, style *Style, lang string) *paragraph {
	return s.ownParagraph(content.Inlines{{Text: text.Value, Pos: text.Pos}}, style, lang, text.Pos)
}

// clean takes the invisible characters out of the text, keeping what they ask
// for, and moves all offsets accordingly.
func (p *paragraph) clean(raw string, breaks []language.Break) {
	var text strings.Builder
	text.Grow(len(raw))
	next, nextPiece := 0, 0
	forbidden := map[int]bool{}
	for offset, r := range raw {
		for nextPiece < len(p.pieces) && p.pieces[nextPiece].rawStart <= offset {
			p.pieces[nextPiece].start = text.Len()
			nextPiece++
		}
		for next < len(breaks) && breaks[next].Offset <= offset {
			p.breaks = append(p.breaks, language.Break{Offset: text.Len(), Kind: breaks[next].Kind})
			next++
		}
		if !invisible(r) {
			text.WriteRune(r)
			continue
		}
		switch r {
		case softHyphen:
			p.soft = append(p.soft, text.Len())
		case zeroWidthSpace:
			p.breaks = append(p.breaks, language.Break{Offset: text.Len(), Kind: language.Other})
		case wordJoiner:
			forbidden[text.Len()] = true
		}
		p.removed = append(p.removed, removal{text.Len(), utf8.RuneLen(r)})
	}
	p.text = text.String()
	for ; nextPiece < len(p.pieces); nextPiece++ {
		p.pieces[nextPiece].start = text.Len()
	}
	for i := range p.pieces {
		p.pieces[i].end = len(p.text)
		if i+1 < len(p.pieces) {
			p.pieces[i].end = p.pieces[i+1].start
		}
	}
	if len(forbidden) == 0 {
		return
	}
	kept := p.breaks[:0]
	for _, b := range p.breaks {
		if !forbidden[b.Offset] {
			kept = append(kept, b)
		}
	}
	p.breaks = kept
}

// pieceAt returns the index of the piece that holds an offset.
func (p *paragraph) pieceAt(offset int) int {
	i := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].end > offset })
	return min(i, len(p.pieces)-1)
}

// posAt returns the place in the author's files of the character at an offset
// in the text.
func (p *paragraph) posAt(offset int) content.Pos {
	if len(p.pieces) == 0 {
		return p.pos
	}
	piece := &p.pieces[p.pieceAt(offset)]
	raw := offset
	for _, r := range p.removed {
		if r.offset <= offset {
			raw += r.bytes
		}
	}
	inline := piece.inline
	pos := inline.Pos
	if pos.Column > 0 && !inline.Break {
		original := min(piece.result.Origin(raw-piece.rawStart), len(inline.Text))
		pos.Column += utf8.RuneCountInString(inline.Text[:original])
	}
	return pos
}

// inlineStyle returns the style of a piece: its paragraph's, made italic or
// bold by the author's marks. Emphasis within italic type is upright.
func (s *setter) inlineStyle(style *Style, inline *content.Inline) *Style {
	if !inline.Emphasis && !inline.Strong {
		return style
	}
	key := styleKey{style, inline.Emphasis, inline.Strong}
	if known, ok := s.derived[key]; ok {
		return known
	}
	derived := *style
	if inline.Emphasis {
		derived.Italic = !style.Italic
	}
	if inline.Strong {
		derived.Weight = max(style.Weight+200, 700)
	}
	s.derived[key] = &derived
	return &derived
}

// styleKey tells the styles of marked pieces apart.
type styleKey struct {
	style            *Style
	emphasis, strong bool
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
