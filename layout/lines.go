package layout

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"korthet/layout/display"
	"korthet/layout/linebreak"
)

// line is one line of a paragraph.
type line struct {
	start, end int // of the paragraph's text; white space at the break is in neither line
	hyphen     bool
	last       bool           // of its paragraph, or before a break that the author asked for
	indent     display.Length // white before it
	measure    display.Length // what it is set to, its indent not counted
	breaks     bool           // it ends within a word
	parted     bool           // it does, or it ends in a hyphen that the author typed

	startHang, endHang display.Length // how far it stands out of its measure
	expansion          int16          // of its letters, in 1/10000 of their width
	space              int32          // how wide its spaces are, in thousandths of their own width
	tracking           int64          // added after each letter, in 1/1000000 of the size
}

// Prices of faults in a paragraph, in demerits. They are told against that of a
// hyphen, which is the square of its cost: a million. Knuth & Plass have prices
// of another order, because their lines may be loose before they are hyphenated;
// ours may not.
const (
	ladderDemerits      = 100_000_000 // a third hyphen in a row, and each one more
	doubleHyphenPrice   = 100_000     // a second one
	finalHyphenPrice    = 500_000     // a hyphen at the end of the last line but one
	tailPrice           = 1_500_000   // a last line of one word after a hyphen
	runtPrice           = 6_000_000   // a last line shorter than runtEms
	runtEms             = 3
	shortLast           = 5         // letters of a word that is too short for a last line
	shortLastPrice      = 3_000_000 // such a line, beside what the breaker takes for a runt
	riverPrice          = 200_000   // a river of white through three lines
	expandPrice         = 300       // letters expanded to the limit
	trackPrice          = 900       // letters spaced to the limit
	reservePrice        = 300_000   // letters expanded to the theme's limit beyond the usual one
	reserveFrom         = 400       // once spaces are a tenth wider or narrower: thousandths of their stretch
	leastTolerance      = 172       // the badness of word spaces 30 % wider than drawn
	loosePrice          = 20_000    // each badness beyond that
	secondTolerance     = 400       // 40 %
	thirdTolerance      = 1500
	anyTolerance        = 10_000 // any line that is not overfull
	mostDemeritsOfClean = ladderDemerits
)

// give is how far a paragraph's lines may depart from what is best: their spaces
// by tolerance, their letters by what linebreak.Options says of Reserve.
type give struct {
	tolerance int32
	reserve   int64
}

// gives returns how far the lines of paragraphs may go, from what is tried first.
// Word spaces are to be at most 30 % wider than drawn, and letters by the usual
// limit. In a paragraph that has no such lines, or a ladder among them, letters
// give what the theme allows; only then do its spaces.
func (t *Theme) gives() []give {
	reserve := t.reserveOf()
	list := make([]give, 0, 4)
	if reserve > 0 && !t.reserve {
		list = append(list, give{tolerance: leastTolerance})
	}
	for _, tolerance := range []int32{leastTolerance, secondTolerance, thirdTolerance} {
		list = append(list, give{tolerance, reserve})
	}
	return list
}

// reserveOf returns linebreak.Options' Reserve of letters that give all they may.
func (t *Theme) reserveOf() int64 {
	usual := t.usualExpansion()
	if usual <= 0 {
		return 0
	}
	return (int64(t.Expansion) - usual) * 1000 / usual
}

// justifiedLines is breakLines anew. It returns none where a line would have to be
// looser than any tolerance.
func (s *setter) justifiedLines(p *paragraph, measure display.Length) []*setting {
	base := s.buildItems(p)
	options := s.breaking(p, base)
	for _, give := range s.theme.gives() {
		options.Tolerance, options.Reserve = give.tolerance, give.reserve
		variants := s.breaker.Variants(base.items, []int64{int64(measure)}, options)
		if natural := variants.Natural; !natural.Overfull && (give.tolerance >= thirdTolerance || natural.Demerits < mostDemeritsOfClean) {
			return s.settings(p, base, &variants, measure)
		}
	}
	return nil
}

// lastResortLines returns the lines of a paragraph that has none within any
// tolerance. A word that stands out of the column is reported.
func (s *setter) lastResortLines(p *paragraph, measure display.Length) []*setting {
	base := s.buildItems(p)
	options := s.breaking(p, base)
	options.Tolerance, options.EmergencyStretch, options.LastResort = anyTolerance, int64(p.style.Size), true
	options.Reserve = s.theme.reserveOf()
	variants := s.breaker.Variants(base.items, []int64{int64(measure)}, options)
	return s.settings(p, base, &variants, measure)
}

// breaking returns how a paragraph is to be broken.
func (s *setter) breaking(p *paragraph, base *breakable) linebreak.Options {
	options := linebreak.Options{
		Pretolerance: -1, ExpandDemerits: expandPrice, TrackDemerits: trackPrice,
		DoubleHyphenDemerits: doubleHyphenPrice, LadderDemerits: ladderDemerits, FinalHyphenDemerits: finalHyphenPrice,
		MinLast: int64(p.style.Size) * runtEms, RuntDemerits: runtPrice,
		Pair: p.stacks(base), RiverDemerits: riverPrice,
		LooseFrom: leastTolerance, LooseDemerits: loosePrice,
		ReserveFrom: reserveFrom, ReserveDemerits: reservePrice,
	}
	return options
}

// settings returns what is of use of the ways to break a paragraph.
func (s *setter) settings(p *paragraph, base *breakable, variants *linebreak.Variants, measure display.Length) []*setting {
	s.checkFit(p, base, variants.Natural)
	expand := s.theme.usualExpansion()
	settings := []*setting{settle(base, variants.Natural, p, measure, expand)}
	for _, other := range []*linebreak.Result{variants.Shorter, variants.Longer} {
		if other == nil || other.Overfull {
			continue
		}
		// A paragraph is not stretched to end on the tail of a word, nor set with
		// worse lines than it must have only to take another number of them.
		if set := settle(base, other, p, measure, expand); !set.endsInTail(p) && set.faults <= settings[0].faults {
			settings = append(settings, set)
		}
	}
	return settings
}

// longestTail is how many characters the rest of a word may have that is too
// little for a last line.
const longestTail = 6

// endsInTail reports whether the last line is no more than the short rest of a
// word that the line before it parts.
func (set *setting) endsInTail(p *paragraph) bool {
	n := len(set.lines)
	if n < 2 || !set.lines[n-2].breaks {
		return false
	}
	last := &set.lines[n-1]
	return utf8.RuneCountInString(p.text[last.start:last.end]) <= longestTail
}

// endsInShortWord reports whether the last of several lines is a short word alone.
func (set *setting) endsInShortWord(p *paragraph) bool {
	last := &set.lines[len(set.lines)-1]
	text := strings.TrimRight(p.text[last.start:last.end], ".")
	return len(set.lines) > 1 && utf8.RuneCountInString(text) <= shortLast && !strings.ContainsFunc(text, unicode.IsSpace)
}

// settle turns the breaker's lines into lines of text.
func settle(base *breakable, result *linebreak.Result, p *paragraph, measure display.Length, expand int64) *setting {
	done := &setting{demerits: result.Demerits, lines: make([]line, 0, len(result.Lines))}
	done.faults = result.Demerits / ladderDemerits * ladderDemerits
	start := 0
	calm(result.Lines)
	for i := range result.Lines {
		broken := &result.Lines[i]
		at := stop{end: len(p.text), next: len(p.text)}
		if broken.Break < len(base.stops) {
			at = base.stops[broken.Break]
		}
		ln := line{start: start, end: at.end, hyphen: at.hyphen, measure: measure, last: broken.Fils > 0}
		ln.breaks = at.end == at.next && at.end < len(p.text)
		ln.parted = ln.breaks || broken.Flagged
		if i == 0 {
			ln.indent, ln.measure = p.indent, measure-p.indent
		}
		ln.startHang, ln.endHang = display.Length(broken.StartHang), display.Length(broken.EndHang)
		ln.give(broken, expand)
		ln.space = 1000
		if broken.Fils == 0 && broken.Stretch > 0 {
			ln.space += int32(broken.Space * 10 * spaceStretch / broken.Stretch)
		}
		if over := int64(broken.Badness - leastTolerance); over > 0 {
			done.faults += over * loosePrice
		}
		done.lines = append(done.lines, ln)
		start = at.next
	}
	if done.endsInShortWord(p) {
		done.faults += shortLastPrice
	}
	return done
}

// give takes over what the breaker has the line's letters give: expansion in
// steps of a ten thousandth of a letter's width, letter-spacing in millionths of an
// em. What rounding leaves is taken by the spaces.
func (ln *line) give(broken *linebreak.Line, expand int64) {
	if broken.Expand > 0 {
		ln.expansion = int16(away(broken.Expansion*expand*10, broken.Expand))
	}
	if broken.Track > 0 {
		ln.tracking = broken.Tracking * trackLimit * 1000 / broken.Track
	}
}

// away returns n/d rounded away from zero: what letters would not give, spaces
// would have to, beyond their limit.
func away(n, d int64) int64 {
	if n < 0 {
		return -((-n + d - 1) / d)
	}
	return (n + d - 1) / d
}

// checkFit reports the words that stand out of the column: text that would be
// cut off or run into the next column is lost.
func (s *setter) checkFit(p *paragraph, base *breakable, result *linebreak.Result) {
	for i := range result.Lines {
		broken := &result.Lines[i]
		// A point's breadth of rounding is no loss.
		if broken.Overfull <= int64(display.Point)/16 {
			continue
		}
		from, to := 0, len(p.text)
		if broken.From >= 0 {
			from = base.stops[broken.From].next
		}
		if broken.Break < len(base.stops) {
			to = base.stops[broken.Break].end
		}
		s.reportTooWide(p, from, to)
	}
}

func (s *setter) reportTooWide(p *paragraph, from, to int) {
	word, at := longestWord(p.text[from:to])
	s.report(Error, p.posAt(from+at),
		"show with \"&shy;\" where it may be hyphenated, or write it in two words",
		"the word %q is too long for its column", word)
}

// longestWord returns the longest word of a text, and its offset.
func longestWord(text string) (string, int) {
	var longest string
	at := 0
	for start := 0; start < len(text); {
		end := start + strings.IndexFunc(text[start:]+" ", unicode.IsSpace)
		if utf8.RuneCountInString(text[start:end]) > utf8.RuneCountInString(longest) {
			longest, at = text[start:end], start
		}
		_, size := utf8.DecodeRuneInString(text[end:] + " ")
		start = end + size
	}
	return longest, at
}

// placed is a line with its glyphs in place, relative to the start of its
// measure and its baseline.
type placed struct {
	runs []placedRun
	// Width is from the measure's start to the end of the last glyph that
	// shows.
	width display.Length
}

// placedRun is a glyph run and the piece of text it came from.
type placedRun struct {
	run   *display.GlyphRun
	piece int
	width display.Length
	text  []byte // becomes the run's
}

// placeLine puts a line's glyphs in place. Runs are parted at the edges of the
// paragraph's leaves, and get their tags.
func (s *setter) placeLine(p *paragraph, ln *line) placed {
	b := &lineBuilder{p: p, line: ln, parts: s.parts[:0]}
	b.collect()
	b.justify()
	s.parts = b.parts
	return b.runs()
}

// lineBuilder places one line.
type lineBuilder struct {
	p       *paragraph
	line    *line
	parts   []linePart
	natural display.Length
	give    display.Length // sum of the widths of the spaces that stretch
}

// linePart is a stretch of a line in one font and one leaf, or a space.
type linePart struct {
	start, end int
	text       string // what is shaped: with the hyphen
	font       *font
	shaped     *shapedText
	advances   []display.Length // of the glyphs, as this line sets them
	space      tokenKind        // wordToken where it is none
	width      display.Length
	leaf       int
}

// collect finds the line's parts and their natural widths.
func (b *lineBuilder) collect() {
	first := sort.Search(len(b.p.tokens), func(i int) bool { return b.p.tokens[i].end > b.line.start })
	for i := first; i < len(b.p.tokens) && b.p.tokens[i].start < b.line.end; i++ {
		token := &b.p.tokens[i]
		start, end := max(token.start, b.line.start), min(token.end, b.line.end)
		if start >= end {
			continue
		}
		if token.kind != wordToken {
			b.addSpace(token)
			continue
		}
		for _, span := range b.p.spans[token.spans[0]:token.spans[1]] {
			b.addSpan(&span, max(start, span.start), min(end, span.end), min(end, token.end))
		}
	}
}

func (b *lineBuilder) addSpace(token *token) {
	font, width := b.p.white(token)
	b.parts = append(b.parts, linePart{
		start: token.start, end: token.end, text: " ", font: font, shaped: font.shape(" "),
		space: token.kind, width: width, leaf: b.p.leafAt(token.start),
	})
	b.natural += width
	if token.kind != thinToken {
		b.give += width
	}
}

// addSpan adds text[from:to] of a span, parted where leaves meet. What the line
// has of the word ends at wordEnd.
func (b *lineBuilder) addSpan(span *span, from, to, wordEnd int) {
	font := b.p.font(span)
	for from < to {
		leaf := b.p.leafAt(from)
		end := min(to, b.p.leaves[leaf].end)
		text := b.p.text[from:end]
		if end == b.line.end && b.line.hyphen {
			text += hyphenText
		}
		part := linePart{start: from, end: end, text: text, font: font, leaf: leaf}
		part.shaped = font.shape(text)
		part.advances, part.width = b.line.set(part.shaped, font, end == wordEnd)
		b.natural += part.width
		b.parts = append(b.parts, part)
		from = end
	}
}

// set returns the advances of a text's glyphs, and their sum, with what the
// line's letters give. Letters are spaced from each other: not the last of a
// word from what follows. The advances may be shared and must not be changed.
func (ln *line) set(text *shapedText, f *font, endsWord bool) ([]display.Length, display.Length) {
	if ln.expansion == 0 && ln.tracking == 0 {
		return text.advances, text.width
	}
	tracking := f.size.Scale(ln.tracking, 1_000_000)
	advances := make([]display.Length, len(text.advances))
	var width display.Length
	for i, advance := range text.advances {
		advances[i] = advance.Scale(10_000+int64(ln.expansion), 10_000)
		last := i+1 == len(advances)
		if last && !endsWord || !last && text.glyphs[i+1].Cluster != text.glyphs[i].Cluster {
			advances[i] += tracking
		}
		width += advances[i]
	}
	return advances, width
}

// justify spreads what the line lacks, or has too much, over its spaces in
// proportion to their widths. A last line is only ever made narrower.
func (b *lineBuilder) justify() {
	missing := b.line.measure + b.line.startHang + b.line.endHang - b.natural
	if b.give == 0 || b.p.style.Align != Justify || b.line.last && missing > 0 {
		return
	}
	var sum, given display.Length
	for i := range b.parts {
		part := &b.parts[i]
		if part.space == wordToken || part.space == thinToken {
			continue
		}
		sum += part.width
		share := missing.Scale(int64(sum), int64(b.give))
		part.width += share - given
		given = share
	}
}

// runs joins the parts into glyph runs, and adds the space that tells readers
// that a new word follows on the next line.
func (b *lineBuilder) runs() placed {
	done := placed{runs: make([]placedRun, 0, 4)}
	x := b.line.indent + b.offset() - b.line.startHang
	for i := range b.parts {
		part := &b.parts[i]
		current := len(done.runs) - 1
		if current < 0 || !b.joins(part, i) {
			done.runs = append(done.runs, b.newRun(part, x))
			current++
			done.runs[current].grow(b.parts[i:])
		}
		done.runs[current].append(part)
		x += part.width
	}
	done.width = x
	if !b.line.breaks && b.line.end < len(b.p.text) && len(done.runs) > 0 {
		last := &b.parts[len(b.parts)-1]
		space := linePart{start: b.line.end, end: b.line.end + 1, text: " ", font: last.font, leaf: b.p.leafAt(b.line.end)}
		space.shaped = last.font.shape(" ")
		space.advances, space.width = space.shaped.advances, space.shaped.width
		if space.leaf != last.leaf {
			done.runs = append(done.runs, b.newRun(&space, x))
		}
		done.runs[len(done.runs)-1].append(&space)
	}
	for i := range done.runs {
		done.runs[i].run.Text = string(done.runs[i].text)
	}
	if b.line.hyphen && len(done.runs) > 0 {
		done.runs[len(done.runs)-1].run.Hyphen = true
	}
	return done
}

// joins reports whether part i continues the run of the part before it.
func (b *lineBuilder) joins(part *linePart, i int) bool {
	before := &b.parts[i-1]
	return before.leaf == part.leaf && before.font == part.font
}

func (b *lineBuilder) newRun(part *linePart, x display.Length) placedRun {
	leaf := &b.p.leaves[part.leaf]
	piece := &b.p.pieces[leaf.piece]
	return placedRun{piece: leaf.piece, run: &display.GlyphRun{
		X: x, Face: part.font.face, Size: part.font.size, Expansion: b.line.expansion,
		LetterSpacing: part.font.spacing + part.font.size.Scale(b.line.tracking, 1_000_000),
		Lang:          piece.language, Ink: piece.style.Ink, Tag: leaf.tag, Src: display.Src(b.p.posAt(part.start)),
	}}
}

// grow makes room for the glyphs of the parts that may be in the run.
func (r *placedRun) grow(parts []linePart) {
	glyphs, text := 1, 1
	for i := range parts {
		if parts[i].leaf != parts[0].leaf || parts[i].font != parts[0].font {
			break
		}
		glyphs += len(parts[i].shaped.glyphs)
		text += len(parts[i].text)
	}
	r.run.Glyphs = make([]display.Glyph, 0, glyphs)
	r.text = make([]byte, 0, text)
}

// append adds a part's glyphs to the run.
func (r *placedRun) append(part *linePart) {
	base := int32(len(r.text))
	r.text = append(r.text, part.text...)
	upem := int64(part.font.face.UnitsPerEm())
	for i, glyph := range part.shaped.glyphs {
		placed := display.Glyph{ID: glyph.ID, Advance: part.width, Cluster: base + glyph.Cluster}
		if part.advances != nil { // a space has one glyph, as wide as the line makes it
			placed.Advance = part.advances[i]
		}
		if glyph.DX != 0 || glyph.DY != 0 {
			placed.DX = part.font.size.Scale(int64(glyph.DX)*(10_000+int64(r.run.Expansion)), upem*10_000)
			placed.DY = part.font.size.Scale(int64(glyph.DY), upem)
		}
		r.run.Glyphs = append(r.run.Glyphs, placed)
	}
	r.width += part.width
}

// offset returns how far the line is moved from the start of its measure.
func (b *lineBuilder) offset() display.Length {
	switch b.p.style.Align {
	case AlignCentre:
		return (b.line.measure - b.natural) / 2
	case AlignEnd:
		return b.line.measure - b.natural
	case Justify, AlignStart:
	}
	return 0
}

// leaf is a stretch of a paragraph's text that is one Text tag.
type leaf struct {
	start, end int
	piece      int
	broken     bool // a word that a line's end parts
	tag        display.TagID
}

// leafAt returns the index of the leaf that holds an offset.
func (p *paragraph) leafAt(offset int) int {
	low, high := 0, len(p.leaves)-1
	for low < high {
		middle := (low + high) / 2
		if p.leaves[middle].end > offset {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// cutLeaves parts the text into leaves: at the pieces' edges, and around every
// word that the end of a line parts.
func (p *paragraph) cutLeaves() {
	broken := p.brokenWords()
	for i := 0; i < len(p.pieces); {
		first := i
		for i < len(p.pieces) && p.pieces[i].alike(&p.pieces[first]) {
			i++
		}
		from, to := p.pieces[first].start, p.pieces[i-1].end
		for _, word := range broken {
			start, end := max(word[0], from), min(word[1], to)
			if start >= end {
				continue
			}
			if from < start {
				p.leaves = append(p.leaves, leaf{start: from, end: start, piece: first})
			}
			p.leaves = append(p.leaves, leaf{start: start, end: end, piece: first, broken: true})
			from = end
		}
		if from < to {
			p.leaves = append(p.leaves, leaf{start: from, end: to, piece: first})
		}
	}
	if len(p.leaves) == 0 {
		p.leaves = []leaf{{}}
	}
}

// brokenWords returns the ranges of the words that lines part, with the
// punctuation that clings to them: between two leaves there is no kerning.
func (p *paragraph) brokenWords() [][2]int {
	var words [][2]int
	for i := range p.lines {
		ln := &p.lines[i]
		if !ln.breaks {
			continue
		}
		for t := range p.tokens {
			token := &p.tokens[t]
			if token.start >= ln.end || token.end <= ln.end {
				continue
			}
			if n := len(words); n == 0 || words[n-1][0] < token.start {
				words = append(words, [2]int{token.start, token.end})
			}
		}
	}
	return words
}
