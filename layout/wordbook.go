package layout

import (
	"unicode/utf8"

	"korthet/layout/display"
)

// wordBook numbers the texts of one face, features and language whose lengths are
// asked for at many sizes, and what is made of them: the sums of each text's first
// glyphs, kerns and hangs. Each font has their lengths at its size.
type wordBook struct {
	glyphs []bookGlyph
	texts  []bookText
	kerns  []bookKern // the first is no kern
	hangs  []bookHang // the first is no hang

	textOf map[string]int32
	kernOf map[[2]rune]int32
	hangOf map[[2]rune]int32 // by character, and thousandths of its width
}

// bookGlyph is a glyph: the offset of its cluster in its text, how far it moves the
// pen in font units, and whether its cluster ends with it.
type bookGlyph struct {
	cluster, advance int32
	ends             bool
}

// bookText is a text: the range of its glyphs. It has a sum more than glyphs, so
// that its sums begin as many numbers later as there are texts before it.
type bookText struct{ from, to int32 }

// bookKern is how much closer the two letters of a text stand than alone.
type bookKern struct{ both, first, second int32 } // texts

// bookHang is how far a character stands out, in thousandths of its width.
type bookHang struct{ text, per int32 }

// bookLengths are the lengths at a font's size, by their numbers in its book.
type bookLengths struct {
	sums, widths, kerns, hangs []display.Length // widths are the texts'
}

func newWordBook() *wordBook {
	return &wordBook{
		kerns: make([]bookKern, 1), hangs: make([]bookHang, 1),
		textOf: map[string]int32{}, kernOf: map[[2]rune]int32{}, hangOf: map[[2]rune]int32{},
	}
}

// text returns the number of a text in the font's book.
func (f *font) text(text string) int32 {
	b := f.book
	if known, ok := b.textOf[text]; ok {
		return known
	}
	word := f.words.word(f.face, text, f.options)
	first := int32(len(b.glyphs))
	for i := range word.glyphs {
		ends := i+1 == len(word.glyphs) || word.glyphs[i+1].Cluster != word.glyphs[i].Cluster
		b.glyphs = append(b.glyphs, bookGlyph{word.glyphs[i].Cluster, word.glyphs[i].Advance, ends})
	}
	number := int32(len(b.texts))
	b.texts = append(b.texts, bookText{first, int32(len(b.glyphs))})
	b.textOf[word.text] = number
	return number
}

// kern returns the number of how much closer two characters stand than their
// advances say.
func (f *font) kern(first, second rune) int32 {
	b, pair := f.book, [2]rune{first, second}
	known, ok := b.kernOf[pair]
	if ok {
		return known
	}
	both := f.text(string(pair[:]))
	// What the parts of a ligature do says nothing of kerning.
	if text := b.texts[both]; text.to-text.from == 2 {
		known = int32(len(b.kerns))
		b.kerns = append(b.kerns, bookKern{both, f.text(string(first)), f.text(string(second))})
	}
	b.kernOf[pair] = known
	return known
}

// startHang returns the number of how far a text stands out when it begins a line.
func (f *font) startHang(text string) int32 {
	r, size := utf8.DecodeRuneInString(text)
	return f.hang(r, text[:size], hangOf(r).start)
}

// endHang returns the number of how far a text stands out when it ends a line.
func (f *font) endHang(text string) int32 {
	r, size := utf8.DecodeLastRuneInString(text)
	return f.hang(r, text[len(text)-size:], hangOf(r).end)
}

func (f *font) hang(r rune, character string, per int64) int32 {
	if per == 0 {
		return 0
	}
	b, key := f.book, [2]rune{r, rune(per)}
	known, ok := b.hangOf[key]
	if !ok {
		known = int32(len(b.hangs))
		b.hangs = append(b.hangs, bookHang{f.text(character), int32(per)})
		b.hangOf[key] = known
	}
	return known
}

// ends returns the first and the last sum of a text.
func (b *wordBook) ends(text int32) (from, to int32) {
	return b.texts[text].from + text, b.texts[text].to + text
}

// before returns the sum of a text's glyphs before a byte offset, and whether a
// glyph starts there: inside a ligature none does.
func (b *wordBook) before(text int32, offset int) (sum int32, exact bool) {
	of := b.texts[text]
	for i := of.from; i < of.to; i++ {
		if cluster := int(b.glyphs[i].cluster); cluster >= offset {
			return i + text, cluster == offset
		}
	}
	return of.to + text, true
}

// part returns the sums between which a text's glyphs are from one byte offset to
// another, and how many clusters begin there: a ligature is one, within which no
// space is put.
func (b *wordBook) part(text int32, from, to int) (first, last, clusters int32) {
	of := b.texts[text]
	i := of.from
	for i < of.to && int(b.glyphs[i].cluster) < from {
		i++
	}
	first = i + text
	cluster := int32(-1)
	for i < of.to && int(b.glyphs[i].cluster) < to {
		if b.glyphs[i].cluster != cluster {
			cluster = b.glyphs[i].cluster
			clusters++
		}
		i++
	}
	return first, i + text, clusters
}

// measure finds the lengths of what came into the book since it did last.
func (f *font) measure() {
	b := f.book
	for i := len(f.widths); i < len(b.texts); i++ {
		var sum display.Length
		f.sums = append(f.sums, 0)
		for _, glyph := range b.glyphs[b.texts[i].from:b.texts[i].to] {
			sum += f.advance(glyph.advance)
			if glyph.ends {
				sum += f.spacing
			}
			f.sums = append(f.sums, sum)
		}
		f.widths = append(f.widths, sum)
	}
	for i := len(f.kerns); i < len(b.kerns); i++ {
		kern := &b.kerns[i]
		if i == 0 {
			f.kerns = append(f.kerns, 0)
			continue
		}
		f.kerns = append(f.kerns, f.widths[kern.both]-f.widths[kern.first]-f.widths[kern.second])
	}
	for i := len(f.hangs); i < len(b.hangs); i++ {
		if i == 0 {
			f.hangs = append(f.hangs, 0)
			continue
		}
		f.hangs = append(f.hangs, f.widths[b.hangs[i].text].Scale(int64(b.hangs[i].per), 1000))
	}
}
