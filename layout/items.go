package layout

import (
	"strings"
	"unicode/utf8"

	"korthet/layout/linebreak"
)

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
	s.base.items, s.base.stops = s.base.items[:0], s.base.stops[:0]
	b := &itemBuilder{s: s, p: p, set: &s.base}
	if p.indent != 0 {
		b.add(linebreak.Item{Kind: linebreak.Box, Width: int64(p.indent)}, stop{})
	}
	for i := range p.tokens {
		token := &p.tokens[i]
		switch token.kind {
		case wordToken:
			b.word(token)
		case spaceToken:
			b.space(token, true)
		case fixedToken, thinToken:
			b.space(token, false)
		case breakToken:
			at := stop{end: token.start, next: token.end}
			b.add(linebreak.Item{Kind: linebreak.Penalty, Cost: linebreak.Forbidden}, at)
			b.add(linebreak.Item{Kind: linebreak.Glue, Fil: true}, at)
			b.add(linebreak.Item{Kind: linebreak.Penalty, Cost: linebreak.Forced}, at)
		}
	}
	b.set.items = linebreak.End(b.set.items)
	// A label's text may end in a space that parts it from what follows.
	end := stop{end: len(strings.TrimRight(p.text, " ")), next: len(p.text)}
	for len(b.set.stops) < len(b.set.items) {
		b.set.stops = append(b.set.stops, end)
	}
	for i := range b.set.items[len(b.set.items)-3:] {
		b.set.stops[len(b.set.items)-3+i] = end
	}
	return b.set
}

// itemBuilder appends a paragraph's items.
type itemBuilder struct {
	s   *setter
	p   *paragraph
	set *breakable

	// The last span that was asked for, shaped: a word's parts and the places
	// between them ask for the same one.
	span   *span
	shaped *shapedText
}

// shape returns the text of a span with its glyphs.
func (b *itemBuilder) shape(of *span) *shapedText {
	if b.span != of {
		b.span, b.shaped = of, b.p.font(of).shape(b.p.text[of.start:of.end])
	}
	return b.shaped
}

func (b *itemBuilder) add(item linebreak.Item, at stop) {
	b.set.items = append(b.set.items, item)
	b.set.stops = append(b.set.stops, at)
}

func (b *itemBuilder) space(token *token, breakable bool) {
	at := stop{end: token.start, next: token.end}
	if breakable && strings.HasSuffix(b.p.text[:token.start], hyphenText) {
		// "låg- och": a line that ends here shows a hyphen like any other.
		b.add(linebreak.Item{Kind: linebreak.Penalty, Cost: explicitBreak, Flagged: true}, at)
	}
	if !breakable {
		b.add(linebreak.Item{Kind: linebreak.Penalty, Cost: linebreak.Forbidden}, at)
	}
	_, width := b.p.white(token)
	b.add(wordSpace(token.kind, int64(width)), at)
}

// wordSpace returns the glue of white space.
func wordSpace(kind tokenKind, width int64) linebreak.Item {
	glue := linebreak.Item{Kind: linebreak.Glue, Width: width}
	if kind != thinToken {
		glue.Stretch, glue.Shrink = width*spaceStretch/100, width*spaceShrink/100
	}
	return glue
}

// word appends a word's boxes, with the penalties between its parts.
func (b *itemBuilder) word(token *token) {
	from := token.start
	for _, at := range token.breaks {
		b.box(token, from, at.offset)
		b.penalty(token, at)
		from = at.offset
	}
	b.box(token, from, token.end)
}

func (b *itemBuilder) box(token *token, from, to int) {
	item := linebreak.Item{Kind: linebreak.Box}
	for i := token.spans[0]; i < token.spans[1]; i++ {
		span := &b.p.spans[i]
		start, end := max(from, span.start), min(to, span.end)
		if start >= end {
			continue
		}
		font, shaped := b.p.font(span), b.shape(span)
		before, _ := shaped.prefix(start - span.start)
		after, _ := shaped.prefix(end - span.start)
		part := b.p.text[start:end]
		item.Width += int64(after - before)
		gaps := shaped.clusters(start-span.start, end-span.start)
		if end == token.end {
			gaps-- // letters are spaced from each other, not from what follows the word
		}
		item.Track += int64(font.size) * int64(gaps) * trackLimit / 1000
		if start == from {
			item.StartHang = int64(font.startHang(part))
		}
		item.EndHang = int64(font.endHang(part))
	}
	item.Expand = item.Width * b.s.theme.usualExpansion() / 1000
	item.Contract = item.Expand
	b.add(item, stop{end: to, next: to})
}

// penalty appends a place where the word may be parted. Its width is what the
// line grows by if it ends there: the hyphen, and the kerning that comes and
// goes with it. Within a ligature the parts are measured on their own.
func (b *itemBuilder) penalty(token *token, at wordBreak) {
	item := linebreak.Item{Kind: linebreak.Penalty, Cost: at.cost, Flagged: true, Hyphenation: at.hyphen}
	text := b.p.text
	for i := token.spans[0]; i < token.spans[1]; i++ {
		span := &b.p.spans[i]
		if at.offset <= span.start || at.offset > span.end {
			continue
		}
		font := b.p.font(span)
		before, _ := utf8.DecodeLastRuneInString(text[:at.offset])
		item.EndHang = int64(font.endHang(text[:at.offset]))
		mark := ""
		if at.hyphen {
			mark = hyphenText
			width := font.shape(mark).width
			item.Width = int64(width + font.kern(before, '-'))
			item.EndHang = int64(font.endHang(mark))
			item.Expand = int64(width) * b.s.theme.usualExpansion() / 1000
			item.Contract = item.Expand
		}
		if at.offset == span.end {
			break // the next letter is in another font: no kerning is lost
		}
		word := text[span.start:span.end]
		shaped := b.shape(span)
		k := at.offset - span.start
		width, exact := shaped.prefix(k)
		if exact {
			next, _ := utf8.DecodeRuneInString(text[at.offset:])
			item.StartHang = int64(font.startHang(text[at.offset:]))
			item.Width -= int64(font.kern(before, next))
			break
		}
		item.Width = int64(font.shape(word[:k]+mark).width - width)
		item.After = int64(font.shape(word[k:]).width - (shaped.width - width))
	}
	b.add(item, stop{end: at.offset, next: at.offset, hyphen: at.hyphen})
}

// hyphenText is what is set where a word is hyphenated. Both Source faces draw
// U+002D and U+2010 with one glyph.
const hyphenText = "-"
