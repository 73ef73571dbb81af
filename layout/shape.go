package layout

import (
	"strings"
	"sync"
	"unicode"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/layout/linebreak"
)

// shaper finds fonts for styles and shapes text in them.
type shaper struct {
	library *fonts.Library
	fontSet
	chains map[chainKey][]*font
}

// fontKey tells fonts apart: everything that changes a glyph or its width.
type fontKey struct {
	face          *fonts.Face
	size          display.Length
	features      string
	language      string
	letterSpacing int
}

// chainKey tells apart the rows of fonts in which a character is looked for.
type chainKey struct {
	style    *Style
	language string
}

// font is a face at a size, with features and a language: what shapes text. It
// belongs to one call of Layout at a time, see fontShelf.
type font struct {
	face    *fonts.Face
	size    display.Length
	spacing display.Length // added after each cluster
	options fonts.ShapeOptions
	words   *wordTable
	space   display.Length // advance of the word space
	shaped  map[string]*shapedText
	book    *wordBook
	bookLengths
}

// shapedText is a text in one font.
type shapedText struct {
	glyphs   []fonts.Glyph
	advances []display.Length // of glyphs, letter-spacing included
	width    display.Length
}

// wordTable keeps the glyphs of words in font units; all editions of a run
// share it through the cache.
type wordTable struct {
	mu    sync.RWMutex
	words map[string]*tableWord
}

// tableWord is a text with its glyphs. What is kept of it is kept by this text,
// which holds no paragraph in memory.
type tableWord struct {
	text   string
	glyphs []fonts.Glyph
}

// wordTableKey is the cache's key of a wordTable.
type wordTableKey struct {
	face     *fonts.Face
	features string
	language string
}

const (
	// maxTableWords bounds a word table; when it is full it starts anew, so
	// that a run over thousands of editions does not grow without end.
	maxTableWords = 1 << 13
	// wordTableCost is what a table takes, roughly: few are ever full.
	wordTableCost = maxTableWords * 128
)

// chain returns the fonts in which a style's characters are looked for, in
// order. A family that does not exist is reported where the theme names it.
func (s *setter) chain(style *Style, language string) []*font {
	key := chainKey{style, language}
	if chain, ok := s.chains[key]; ok {
		return chain
	}
	var chain []*font
	for i, family := range style.Families {
		face, err := s.library.Find(family, style.Weight, style.Italic)
		if err != nil {
			s.report(Error, s.themePos(), "", "%v", err)
			continue
		}
		size := style.Size
		if i > 0 {
			size = s.matchedSize(chain, face, style.Size)
		}
		chain = append(chain, s.font(face, size, style, language))
	}
	s.chains[key] = chain
	return chain
}

// matchedSize returns the size at which a fallback face's x-height equals that
// of the first face: Noto beside Source would look a tenth too large.
func (s *setter) matchedSize(chain []*font, face *fonts.Face, size display.Length) display.Length {
	if len(chain) == 0 {
		return size
	}
	first, own := chain[0].face, face.Metrics()
	if own.XHeight <= 0 || first.Metrics().XHeight <= 0 {
		return size
	}
	return size.Scale(int64(first.Metrics().XHeight)*int64(face.UnitsPerEm()), int64(own.XHeight)*int64(first.UnitsPerEm()))
}

func (s *setter) font(face *fonts.Face, size display.Length, style *Style, language string) *font {
	language = publicPart(language)
	features := strings.Join(style.Features, ",")
	key := fontKey{face, size, features, language, style.LetterSpacing}
	if f, ok := s.shaper.fonts[key]; ok {
		return f
	}
	// A table cannot fail.
	table, _ := cache.Get(s.store, wordTableKey{face, features, language}, func() (*wordTable, int64, error) {
		return &wordTable{words: map[string]*tableWord{}}, wordTableCost, nil
	})
	f := &font{
		face: face, size: size,
		spacing: size.Scale(int64(style.LetterSpacing), 1000),
		options: fonts.ShapeOptions{Language: language, Features: style.Features},
		words:   table,
		book:    s.book(table),
		shaped:  map[string]*shapedText{},
	}
	f.space = f.shape(" ").width
	s.shaper.fonts[key] = f
	return f
}

// shape returns the text's glyphs in this font. The result is shared: it must
// not be changed.
func (f *font) shape(text string) *shapedText {
	if known, ok := f.shaped[text]; ok {
		return known
	}
	word := f.words.word(f.face, text, f.options)
	glyphs := word.glyphs
	result := &shapedText{glyphs: glyphs, advances: make([]display.Length, len(glyphs))}
	for i, glyph := range glyphs {
		advance := f.advance(glyph.Advance)
		if f.spacing != 0 && (i+1 == len(glyphs) || glyphs[i+1].Cluster != glyph.Cluster) {
			advance += f.spacing
		}
		result.advances[i] = advance
		result.width += advance
	}
	f.shaped[word.text] = result
	return result
}

// advance returns how far so many font units are at the font's size.
func (f *font) advance(units int32) display.Length {
	return f.size.Scale(int64(units), int64(f.face.UnitsPerEm()))
}

// white returns the width of white space.
func (f *font) white(kind tokenKind) display.Length {
	switch kind {
	case thinToken:
		return f.size / 6 // a sixth of an em, whatever the face draws
	case wordToken, breakToken:
		return 0
	case spaceToken, fixedToken:
	}
	return f.space
}

func (t *wordTable) word(face *fonts.Face, text string, options fonts.ShapeOptions) *tableWord {
	t.mu.RLock()
	word, ok := t.words[text]
	t.mu.RUnlock()
	if ok {
		return word
	}
	word = &tableWord{text: strings.Clone(text), glyphs: face.Shape(text, options)}
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.words) >= maxTableWords {
		clear(t.words)
	}
	t.words[word.text] = word
	return word
}

// fontShelf keeps the fonts that one call of Layout leaves for the next, with what
// they have shaped: an edition in another's language finds most of its words.
// There are as many sets of them as calls at once.
type fontShelf struct {
	mu   sync.Mutex
	free []fontSet
}

// fontSet are the fonts of one call, the books of their words, and what it works
// in.
type fontSet struct {
	fonts map[fontKey]*font
	books map[*wordTable]*wordBook
	*workRoom
}

// workRoom is the room that one paragraph, line or filling leaves for the next to
// work in. Nothing else passes between them.
type workRoom struct {
	breaker linebreak.Breaker
	base    breakable  // of the paragraph at hand
	cut     []*font    // the fonts of its mould, in their sizes
	parts   []linePart // of the line at hand
	filling fillMemory
}

const (
	// mostItems and mostNodes bound the room that is kept: those of a leaflet, and
	// to spare.
	mostItems = 1 << 11
	mostNodes = 1 << 14
)

// swept returns the room without what would keep an edition in memory; a new one
// for one that has grown too large.
func (w *workRoom) swept() *workRoom {
	if cap(w.base.items) > mostItems || cap(w.filling.nodes) > mostNodes {
		return &workRoom{}
	}
	clear(w.cut[:cap(w.cut)])
	clear(w.parts[:cap(w.parts)])
	return w
}

// book returns the one of a table's words.
func (set *fontSet) book(of *wordTable) *wordBook {
	book := set.books[of]
	if book == nil {
		book = newWordBook()
		set.books[of] = book
	}
	return book
}

// fontShelfKey is the cache's key of a fontShelf.
type fontShelfKey struct{ library *fonts.Library }

const (
	// mostShaped bounds what a set of fonts may have shaped to be kept, mostTexts
	// what its books may hold, and mostSums the lengths of these.
	mostShaped = 1 << 14
	mostTexts  = 3 << 13
	mostSums   = 1 << 17
	// fontShelfCost is what two full sets take, roughly: 6 glyphs a word.
	fontShelfCost = 2 * (mostShaped*160 + mostTexts*130 + mostSums*8 + mostItems*400 + mostNodes*48)
)

// fontShelf returns the run's.
func (s *setter) fontShelf() *fontShelf {
	shelf, _ := cache.Get(s.store, fontShelfKey{s.library}, func() (*fontShelf, int64, error) {
		return &fontShelf{}, fontShelfCost, nil
	})
	return shelf
}

// take returns a set of fonts that nobody uses.
func (f *fontShelf) take() fontSet {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n := len(f.free); n > 0 {
		set := f.free[n-1]
		f.free = f.free[:n-1]
		return set
	}
	return fontSet{map[fontKey]*font{}, map[*wordTable]*wordBook{}, &workRoom{}}
}

// put takes a set back, but for what has grown too large of it.
func (f *fontShelf) put(set fontSet) {
	texts, shaped, sums := 0, 0, 0
	for _, book := range set.books {
		texts += len(book.texts) + 16
	}
	for _, font := range set.fonts {
		shaped += len(font.shaped) + 16
		sums += len(font.sums)
	}
	if texts > mostTexts || shaped > mostShaped {
		return
	}
	if sums > mostSums {
		for _, font := range set.fonts {
			font.bookLengths = bookLengths{}
		}
	}
	set.workRoom = set.swept()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.free = append(f.free, set)
}

// invisible reports whether a character is an instruction that no face needs a
// glyph for.
func invisible(r rune) bool {
	switch r {
	case softHyphen, zeroWidthSpace, wordJoiner, '\u200C', '\u200D', '\uFEFF':
		return true
	}
	return false
}

// pick returns the index of the first font of the chain that has the
// character; a mark stays with the letter before it where that font has it.
func pick(chain []*font, r rune, previous int) (int, bool) {
	if unicode.Is(unicode.M, r) && previous >= 0 {
		if _, ok := chain[previous].face.GlyphIndex(r); ok {
			return previous, true
		}
	}
	for i, f := range chain {
		if _, ok := f.face.GlyphIndex(r); ok {
			return i, true
		}
	}
	return 0, false
}

// themePos returns the place to mend a theme at.
func (s *setter) themePos() content.Pos {
	if s.edition.Theme != nil {
		return s.edition.Theme.Pos
	}
	return content.Pos{File: "theme.yaml"}
}

// publicPart returns a language tag without what only its users know of (RFC
// 5646, section 2.2.7): sv of sv-x-easy. Neither fonts nor patterns know it, and
// the texts of one language share their words however they are called.
func publicPart(language string) string {
	public, _, _ := strings.Cut(language, "-x-")
	return public
}
