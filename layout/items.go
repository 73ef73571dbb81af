package layout

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"korthet/layout/hyphen"
	"korthet/layout/language"
	"korthet/layout/linebreak"
)

// Prices of breaks within a word, in TeX's penalties. The paper has one price
// for all hyphens; readers feel a compound parted where its parts meet much
// less than a syllable torn off, so these differ.
const (
	compoundHyphen  int32 = 850
	ordinaryHyphen  int32 = 1000
	fragmentHyphen  int32 = 100  // added where fewer than 3 letters stand on either side
	secondHyphen    int32 = 400  // added within a word that has a hyphen of its own
	nameHyphen      int32 = 300  // added within a word that starts with a capital and no sentence
	lastWordHyphen  int32 = 200  // added within the last word of a paragraph
	explicitBreak   int32 = 1000 // after a hyphen that the author typed
	addressBreak    int32 = 300  // within a web address
	otherWordBreak  int32 = 50   // after a dash or slash
	shortFragment         = 3
	shortestToBreak       = 5   // letters of the shortest word that is hyphenated
	longestToBreak        = 150 // and of the longest
)

// What a justified line may give. A word space is never less than three
// What a justified line may give. A word space is never less than three quarters
// of what the face's designer drew, and bad beyond a quarter more: the faces of
// TeX allow twice that, which shows. Letters take the rest, by up to 2 % of their
// width and 0.5 % of an em between them, which does not.
const (
	spaceStretch = 25 // per cent of the word space, at badness 100
	spaceShrink  = 25 // per cent of the word space, at most
	expandLimit  = 20 // thousandths of a letter's width
	trackLimit   = 5  // thousandths of an em
)

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
	s.base.items, s.base.stops = s.base.items[:0], s.base.stops[:0]
	b := &itemBuilder{s: s, p: p, set: &s.base}
	if p.indent != 0 {
		b.add(linebreak.Item{Kind: linebreak.Box, Width: int64(p.indent)}, stop{})
	}
	for i := range p.tokens {
		token := &p.tokens[i]
		switch token.kind {
		case wordToken:
			b.word(token, i == len(p.tokens)-1)
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
	s        *setter
	p        *paragraph
	set      *breakable
	nextSoft int
	inLine   int // index in p.breaks of the first break not yet passed
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
	b.add(wordSpace(token), at)
}

// wordSpace returns the glue of white space.
func wordSpace(token *token) linebreak.Item {
	width := int64(token.width)
	glue := linebreak.Item{Kind: linebreak.Glue, Width: width}
	if token.kind != thinToken {
		glue.Stretch, glue.Shrink = width*spaceStretch/100, width*spaceShrink/100
	}
	return glue
}

// word appends a word's boxes, with the penalties between its parts.
func (b *itemBuilder) word(token *token, last bool) {
	from := token.start
	for _, at := range b.wordBreaks(token, last) {
		b.box(token, from, at.offset)
		b.penalty(token, at)
		from = at.offset
	}
	b.box(token, from, token.end)
}

func (b *itemBuilder) box(token *token, from, to int) {
	item := linebreak.Item{Kind: linebreak.Box}
	for _, span := range b.p.spans[token.spans[0]:token.spans[1]] {
		start, end := max(from, span.start), min(to, span.end)
		if start >= end {
			continue
		}
		shaped := span.font.shape(b.p.text[span.start:span.end])
		before, _ := shaped.prefix(start - span.start)
		after, _ := shaped.prefix(end - span.start)
		part := b.p.text[start:end]
		item.Width += int64(after - before)
		gaps := utf8.RuneCountInString(part)
		if end == token.end {
			gaps-- // letters are spaced from each other, not from what follows the word
		}
		item.Track += int64(span.font.size) * int64(gaps) * trackLimit / 1000
		if start == from {
			item.StartHang = int64(span.font.startHang(part))
		}
		item.EndHang = int64(span.font.endHang(part))
	}
	item.Expand = item.Width * expandLimit / 1000
	item.Contract = item.Expand
	b.add(item, stop{end: to, next: to})
}

// penalty appends a place where the word may be parted. Its width is what the
// line grows by if it ends there: the hyphen, and the kerning that comes and
// goes with it. Within a ligature the parts are measured on their own.
func (b *itemBuilder) penalty(token *token, at wordBreak) {
	item := linebreak.Item{Kind: linebreak.Penalty, Cost: at.cost, Flagged: true, Hyphenation: at.hyphen}
	text := b.p.text
	for _, span := range b.p.spans[token.spans[0]:token.spans[1]] {
		if at.offset <= span.start || at.offset > span.end {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at.offset])
		item.EndHang = int64(span.font.endHang(text[:at.offset]))
		mark := ""
		if at.hyphen {
			mark = hyphenText
			item.Width = int64(span.font.shape(mark).width + span.font.kern(before, '-'))
			item.EndHang = int64(span.font.endHang(mark))
			item.Expand = int64(span.font.shape(mark).width) * expandLimit / 1000
			item.Contract = item.Expand
		}
		if at.offset == span.end {
			break // the next letter is in another font: no kerning is lost
		}
		word := text[span.start:span.end]
		shaped := span.font.shape(word)
		k := at.offset - span.start
		width, exact := shaped.prefix(k)
		if exact {
			next, _ := utf8.DecodeRuneInString(text[at.offset:])
			item.StartHang = int64(span.font.startHang(text[at.offset:]))
			item.Width -= int64(span.font.kern(before, next))
			break
		}
		item.Width = int64(span.font.shape(word[:k]+mark).width - width)
		item.After = int64(span.font.shape(word[k:]).width - (shaped.width - width))
	}
	b.add(item, stop{end: at.offset, next: at.offset, hyphen: at.hyphen})
}

// hyphenText is what is set where a word is hyphenated. Both Source faces draw
// U+002D and U+2010 with one glyph.
const hyphenText = "-"

// wordBreaks returns the places where a word may be parted, in order: after
// hyphens and the like in it, at soft hyphens, and by its language's patterns.
func (b *itemBuilder) wordBreaks(token *token, last bool) []wordBreak {
	var found []wordBreak
	own, address := false, false
	for ; b.inLine < len(b.p.breaks) && b.p.breaks[b.inLine].Offset < token.end; b.inLine++ {
		at := b.p.breaks[b.inLine]
		if at.Offset <= token.start {
			continue
		}
		cost := otherWordBreak
		switch at.Kind {
		case language.AfterHyphen:
			cost, own = explicitBreak, true
		case language.URL:
			cost, address = addressBreak, true
		case language.Space, language.Other, language.Mandatory:
		}
		found = append(found, wordBreak{offset: at.Offset, cost: cost})
	}
	if b.p.style.Hyphenate && !address {
		found = append(found, b.hyphens(token, own, last)...)
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].offset < found[j].offset })
	return dropEqual(found)
}

// dropEqual keeps the first of the breaks at one place: the one without a
// hyphen.
func dropEqual(found []wordBreak) []wordBreak {
	kept := found[:0]
	for _, at := range found {
		if n := len(kept); n == 0 || kept[n-1].offset != at.offset {
			kept = append(kept, at)
		}
	}
	return kept
}

// hyphens returns the hyphenation points of a word: where the author put soft
// hyphens, only those; else those of the patterns.
func (b *itemBuilder) hyphens(token *token, own, last bool) []wordBreak {
	if soft := b.softHyphens(token); len(soft) > 0 {
		return soft
	}
	word := b.p.text[token.start:token.end]
	var found []wordBreak
	for start := 0; start < len(word); {
		r, size := utf8.DecodeRuneInString(word[start:])
		if !unicode.IsLetter(r) {
			start += size
			continue
		}
		end := start + strings.IndexFunc(word[start:]+" ", func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) })
		found = b.letters(found, token, start, end, own, last)
		start = end
	}
	return found
}

// letters appends the hyphenation points of a run of letters in a word.
func (b *itemBuilder) letters(found []wordBreak, token *token, start, end int, own, last bool) []wordBreak {
	word := b.p.text[token.start:token.end]
	letters := word[start:end]
	if !b.mayHyphenate(word, start, end) {
		return found
	}
	patterns := b.s.hyphenator(b.p.pieces[b.p.pieceAt(token.start+start)].language)
	extra := int32(0)
	if own {
		extra += secondHyphen
	}
	if first, _ := utf8.DecodeRuneInString(letters); unicode.IsUpper(first) && !b.startsSentence(token) {
		extra += nameHyphen
	}
	if last {
		extra += lastWordHyphen
	}
	minima := hyphen.Minima{Left: b.s.theme.MinBefore, Right: b.s.theme.MinAfter}
	b.s.points = patterns.Points(b.s.points[:0], letters, minima)
	for _, point := range b.s.points {
		cost := ordinaryHyphen
		if point.Quality == hyphen.Compound {
			cost = compoundHyphen
		}
		if utf8.RuneCountInString(letters[:point.Offset]) < shortFragment || utf8.RuneCountInString(letters[point.Offset:]) < shortFragment {
			cost += fragmentHyphen
		}
		found = append(found, wordBreak{offset: token.start + start + point.Offset, hyphen: true, cost: cost + extra})
	}
	return found
}

// mayHyphenate reports whether letters of a word may be parted: not short ones,
// not abbreviations in capitals, and not what clings to digits, an @ or a
// colon, such as "IOM:s".
func (b *itemBuilder) mayHyphenate(word string, start, end int) bool {
	letters := word[start:end]
	if n := utf8.RuneCountInString(letters); n < shortestToBreak || n > longestToBreak || strings.ContainsAny(word, "@0123456789") {
		return false
	}
	if end < len(word)-1 && word[end] == ':' || start > 0 && word[start-1] == ':' {
		return false
	}
	capitals := 0
	for _, r := range letters {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals <= 1
}

// startsSentence reports whether a word is the first of its sentence, where a
// capital says nothing.
func (b *itemBuilder) startsSentence(token *token) bool {
	before := strings.TrimRight(b.p.text[:token.start], " \u00A0\u202F\n”’»“\"')")
	return before == "" || strings.ContainsRune(".!?:", rune(before[len(before)-1]))
}

func (b *itemBuilder) softHyphens(token *token) []wordBreak {
	var found []wordBreak
	for ; b.nextSoft < len(b.p.soft) && b.p.soft[b.nextSoft] < token.end; b.nextSoft++ {
		if at := b.p.soft[b.nextSoft]; at > token.start {
			found = append(found, wordBreak{offset: at, hyphen: true, cost: compoundHyphen})
		}
	}
	return found
}
