package layout

import (
	"slices"
	"strings"
	"unicode/utf8"

	"korthet/layout/linebreak"
)

// mould is all of a paragraph's items but their lengths: a search for a fit breaks
// the same words at a dozen sizes, and what they are made of is found once. It
// holds no fonts, which have a size, but knows their word books.
type mould struct {
	faces []mouldFace
	parts []mouldPart
	cuts  []mouldCut
	items []mouldItem
	stops []stop // one for each item
}

// mouldFace is a font at any size: that of a piece, by its index in the piece's
// chain. The numbers of its texts, sums, kerns and hangs are those of its book.
type mouldFace struct {
	piece, index int
	book         *wordBook
}

// mouldPart is a part of a box in one face: the glyphs between two sums, with so
// many gaps between letters.
type mouldPart struct{ face, from, to, gaps int32 }

// mouldCut is what a line has more at its end where it ends within a word. A text
// may be none, -1.
type mouldCut struct {
	face       int32
	mark, kern int32 // the hyphen, and its kern with the letter before it
	lost       int32 // the kern of the letters that are parted

	// Within a ligature: the text before and with the hyphen, and the text after,
	// for which the glyphs go up to the one or from there on.
	joint, rest int32
	from, up    int32 // sums: of the text's start, and of the glyphs before the cut
	to          int32 // of its end
}

// mouldItem is an item. A box has parts, a glue a face; a penalty, where it is
// within a word, a cut.
type mouldItem struct {
	kind               linebreak.Kind
	white              tokenKind
	fil, flagged, soft bool // soft: a hyphenation point
	cost               int32
	first, last        int32 // parts; or first is a face or a cut, or -1
	startHang, endHang int32
}

// serves reports whether the paragraph's fonts are those that the mould was made
// with, but for their size.
func (m *mould) serves(p *paragraph) bool {
	for i := range m.faces {
		face := &m.faces[i]
		if face.piece >= len(p.chains) || face.index >= len(p.chains[face.piece]) || p.chains[face.piece][face.index].book != face.book {
			return false
		}
	}
	return true
}

// newMould makes the mould of a paragraph that is dressed.
func newMould(p *paragraph) *mould {
	b := &mouldBuilder{p: p, m: &mould{}}
	b.room()
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
			b.add(mouldItem{kind: linebreak.Penalty, cost: linebreak.Forbidden, first: -1}, at)
			b.add(mouldItem{kind: linebreak.Glue, fil: true, first: -1}, at)
			b.add(mouldItem{kind: linebreak.Penalty, cost: linebreak.Forced, first: -1}, at)
		}
	}
	return b.m
}

// mouldBuilder makes a mould.
type mouldBuilder struct {
	p *paragraph
	m *mould

	// The last span that was asked for: a word's parts and the places between them
	// ask for the same one.
	span *span
	face int32
	book *wordBook
	font *font
	text int32
}

// room makes room for what the paragraph will have, if every word is in one font.
func (b *mouldBuilder) room() {
	boxes, cuts, others := 0, 0, 0
	for i := range b.p.tokens {
		switch token := &b.p.tokens[i]; token.kind {
		case wordToken:
			boxes += len(token.breaks) + 1
			cuts += len(token.breaks)
		case spaceToken:
			others++
		case fixedToken, thinToken:
			others += 2
		case breakToken:
			others += 3
		}
	}
	b.m.parts, b.m.cuts = make([]mouldPart, 0, boxes), make([]mouldCut, 0, cuts)
	b.m.items, b.m.stops = make([]mouldItem, 0, boxes+cuts+others), make([]stop, 0, boxes+cuts+others)
}

func (b *mouldBuilder) add(item mouldItem, at stop) {
	b.m.items = append(b.m.items, item)
	b.m.stops = append(b.m.stops, at)
}

// faceOf returns the number of a face.
func (b *mouldBuilder) faceOf(piece, index int) int32 {
	for i := len(b.m.faces) - 1; i >= 0; i-- {
		if b.m.faces[i].piece == piece && b.m.faces[i].index == index {
			return int32(i)
		}
	}
	b.m.faces = append(b.m.faces, mouldFace{piece, index, b.p.chains[piece][index].book})
	return int32(len(b.m.faces) - 1)
}

// turn makes a span the last that was asked for.
func (b *mouldBuilder) turn(to *span) {
	if b.span == to {
		return
	}
	b.span, b.font, b.face = to, b.p.font(to), b.faceOf(to.piece, to.index)
	b.book = b.font.book
	b.text = b.font.text(b.p.text[to.start:to.end])
}

func (b *mouldBuilder) space(token *token, breakable bool) {
	at := stop{end: token.start, next: token.end}
	if breakable && strings.HasSuffix(b.p.text[:token.start], hyphenText) {
		// "låg- och": a line that ends here shows a hyphen like any other.
		b.add(mouldItem{kind: linebreak.Penalty, cost: explicitBreak, flagged: true, first: -1}, at)
	}
	if !breakable {
		b.add(mouldItem{kind: linebreak.Penalty, cost: linebreak.Forbidden, first: -1}, at)
	}
	b.add(mouldItem{kind: linebreak.Glue, white: token.kind, first: b.faceOf(token.piece, 0)}, at)
}

// word appends a word's boxes, with the penalties between its parts.
func (b *mouldBuilder) word(token *token) {
	from := token.start
	for _, at := range token.breaks {
		b.box(token, from, at.offset)
		b.penalty(token, at)
		from = at.offset
	}
	b.box(token, from, token.end)
}

func (b *mouldBuilder) box(token *token, from, to int) {
	item := mouldItem{kind: linebreak.Box, first: int32(len(b.m.parts))}
	for i := token.spans[0]; i < token.spans[1]; i++ {
		span := &b.p.spans[i]
		start, end := max(from, span.start), min(to, span.end)
		if start >= end {
			continue
		}
		b.turn(span)
		part := mouldPart{face: b.face}
		part.from, part.to, part.gaps = b.book.part(b.text, start-span.start, end-span.start)
		if end == token.end {
			part.gaps-- // letters are spaced from each other, not from what follows the word
		}
		text := b.p.text[start:end]
		if start == from {
			item.startHang = b.font.startHang(text)
		}
		item.endHang = b.font.endHang(text)
		b.m.parts = append(b.m.parts, part)
	}
	item.last = int32(len(b.m.parts))
	b.add(item, stop{end: to, next: to})
}

// penalty appends a place where the word may be parted. Its width is what the
// line grows by if it ends there: the hyphen, and the kerning that comes and
// goes with it. Within a ligature the parts are measured on their own.
func (b *mouldBuilder) penalty(token *token, at wordBreak) {
	item := mouldItem{kind: linebreak.Penalty, cost: at.cost, flagged: true, soft: at.hyphen, first: -1}
	text := b.p.text
	for i := token.spans[0]; i < token.spans[1]; i++ {
		span := &b.p.spans[i]
		if at.offset <= span.start || at.offset > span.end {
			continue
		}
		b.turn(span)
		cut := mouldCut{face: b.face, mark: -1, joint: -1, rest: -1}
		before, _ := utf8.DecodeLastRuneInString(text[:at.offset])
		item.endHang = b.font.endHang(text[:at.offset])
		mark := ""
		if at.hyphen {
			mark = hyphenText
			cut.mark, cut.kern = b.font.text(mark), b.font.kern(before, '-')
			item.endHang = b.font.endHang(mark)
		}
		if at.offset < span.end { // else the next letter is in another font: no kerning is lost
			k := at.offset - span.start
			sum, exact := b.book.before(b.text, k)
			if exact {
				next, _ := utf8.DecodeRuneInString(text[at.offset:])
				item.startHang = b.font.startHang(text[at.offset:])
				cut.lost = b.font.kern(before, next)
			} else {
				word := text[span.start:span.end]
				cut.from, cut.to = b.book.ends(b.text)
				cut.up, cut.joint, cut.rest = sum, b.font.text(word[:k]+mark), b.font.text(word[k:])
			}
		}
		item.first = int32(len(b.m.cuts))
		b.m.cuts = append(b.m.cuts, cut)
		break
	}
	b.add(item, stop{end: at.offset, next: at.offset, hyphen: at.hyphen})
}

// cast makes a paragraph's items in its mould.
func (s *setter) cast(p *paragraph, m *mould) *breakable {
	set := &s.base
	s.cut = s.cut[:0]
	for i := range m.faces {
		font := p.chains[m.faces[i].piece][m.faces[i].index]
		font.measure()
		s.cut = append(s.cut, font)
	}
	const most = 4 // besides those of the mould
	set.items, set.stops = slices.Grow(set.items[:0], len(m.items)+most), slices.Grow(set.stops[:0], len(m.items)+most)
	if p.indent != 0 {
		set.items = append(set.items, linebreak.Item{Kind: linebreak.Box, Width: int64(p.indent)})
		set.stops = append(set.stops, stop{})
	}
	expand := s.theme.usualExpansion()
	for i := range m.items {
		from := &m.items[i]
		set.items = append(set.items, linebreak.Item{Kind: from.kind})
		item := &set.items[len(set.items)-1]
		switch {
		case from.kind == linebreak.Box:
			m.box(item, from, s.cut, expand)
		case from.kind == linebreak.Penalty:
			m.penalty(item, from, s.cut, expand)
		case from.fil:
			item.Fil = true
		default:
			item.Width = int64(s.cut[from.first].white(from.white))
			if from.white != thinToken {
				item.Stretch, item.Shrink = item.Width*spaceStretch/100, item.Width*spaceShrink/100
			}
		}
	}
	set.stops = append(set.stops, m.stops...)
	set.items = linebreak.End(set.items)
	// A label's text may end in a space that parts it from what follows.
	end := stop{end: len(strings.TrimRight(p.text, " ")), next: len(p.text)}
	for len(set.stops) < len(set.items) {
		set.stops = append(set.stops, end)
	}
	for i := range set.items[len(set.items)-3:] {
		set.stops[len(set.items)-3+i] = end
	}
	return set
}

func (m *mould) box(item *linebreak.Item, from *mouldItem, cut []*font, expand int64) {
	parts := m.parts[from.first:from.last]
	if len(parts) == 0 {
		return
	}
	for i := range parts {
		part := &parts[i]
		font := cut[part.face]
		item.Width += int64(font.sums[part.to] - font.sums[part.from])
		item.Track += int64(font.size) * int64(part.gaps) * trackLimit / 1000
	}
	item.StartHang = int64(cut[parts[0].face].hangs[from.startHang])
	item.EndHang = int64(cut[parts[len(parts)-1].face].hangs[from.endHang])
	item.Expand = item.Width * expand / 1000
	item.Contract = item.Expand
}

func (m *mould) penalty(item *linebreak.Item, from *mouldItem, cut []*font, expand int64) {
	item.Cost, item.Flagged, item.Hyphenation = from.cost, from.flagged, from.soft
	if from.first < 0 {
		return
	}
	at := &m.cuts[from.first]
	font := cut[at.face]
	item.StartHang, item.EndHang = int64(font.hangs[from.startHang]), int64(font.hangs[from.endHang])
	if at.mark >= 0 {
		item.Width = int64(font.widths[at.mark] + font.kerns[at.kern])
		item.Expand = int64(font.widths[at.mark]) * expand / 1000
		item.Contract = item.Expand
	}
	if at.joint < 0 {
		item.Width -= int64(font.kerns[at.lost])
		return
	}
	item.Width = int64(font.widths[at.joint] - (font.sums[at.up] - font.sums[at.from]))
	item.After = int64(font.widths[at.rest] - (font.sums[at.to] - font.sums[at.up]))
}
