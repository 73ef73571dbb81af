package pdf

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"korthet/layout/display"
)

// textState is the text object being written. Positions along the line are
// counted in 1/1000000 em of the current size and expansion, from the origin
// of the run that set the line's place.
type textState struct {
	open    bool // between BT and ET
	array   bool // between [ and TJ
	literal bool // between ( and )
	start   int  // where the array's [ stands
	plain   bool // the array has no numbers so far
	lineX   milli
	lineY   milli // what Td counts from
	originX display.Length
	originY display.Length
	pen     int64 // where the next glyph would stand
	spacing int64 // what Tc adds after each glyph
	floor   int64 // the end of a ligature right before; 0 where none is
	rise    milli
	chained bool // originX, originY and pen are of the current font and size
}

// maxDrift is how far a glyph may stand from its place before TJ moves it, in
// 1/1000000 em: less than 1/1000 em, so that no error adds up.
const maxDrift = 800

// maxFloor is how far a glyph is kept back behind a ligature, in 1/1000000 em:
// more than letter-spacing takes, less than any kerning that shows.
const maxFloor = 10_000

// glyphRun draws a run. Its marked content is open already.
func (c *canvas) glyphRun(r *display.GlyphRun) {
	if len(r.Glyphs) == 0 {
		return
	}
	f := c.f.font(r.Face)
	c.setText(r, f)
	// Glyphs from right to left stand in the order they are seen in, so what
	// they say in the order it is read is told beside them.
	backwards := r.Level%2 == 1 && !c.mark.actual
	if backwards {
		c.beginActual(r.Text)
		c.mark.actual = true
	}
	clusters := clustersOf(r)
	var advance display.Length // from the run's origin
	for i := 0; i < len(r.Glyphs); {
		n, text := clusters.at(r, i)
		if n == 1 && text == softHyphen && !f.shows(r.Glyphs[i].ID, '-') {
			// A place to break that was not used: nothing to see, nothing to say.
			advance += r.Glyphs[i].Advance
			i++
			continue
		}
		spelled := c.spell(f, r, i, n, text)
		if spelled {
			c.beginActual(text)
		}
		for _, g := range r.Glyphs[i : i+n] {
			c.glyph(f, g, c.ems(r, r.X-c.text.originX+advance+g.DX))
			advance += g.Advance
		}
		if n == 1 && utf8.RuneCountInString(text) > 1 && c.text.spacing < 0 {
			c.text.floor = c.text.pen - c.text.spacing
		}
		if spelled {
			c.endActual()
		}
		i += n
	}
	if backwards {
		c.endActual()
		c.mark.actual = false
	}
	c.reach(r.Tag, corners(r.X, r.Y-r.Size, advance, r.Size+r.Size/4)...)
}

const softHyphen = "\u00AD"

// beginActual begins a marked content within the open one that is read as text.
func (c *canvas) beginActual(text string) {
	c.endArray()
	c.dst = append(c.dst, "/Span<</ActualText"...)
	c.dst = appendText(c.dst, text)
	c.op(">>BDC")
}

func (c *canvas) endActual() {
	c.endArray()
	c.op("EMC")
}

// ems converts a length along r to 1/1000000 em of its size and expansion.
func (c *canvas) ems(r *display.GlyphRun, l display.Length) int64 {
	const bound = 1 << 29 // 8,192 pt: below it the product fits
	size := int64(r.Size) * (10_000 + int64(r.Expansion))
	if l < bound && l > -bound {
		return divide(int64(l)*10_000_000_000, size)
	}
	return display.MulDiv(int64(l), 10_000_000_000, size)
}

// setText makes the text state r's: text object, colour, font, expansion, and
// place.
func (c *canvas) setText(r *display.GlyphRun, f *font) {
	t := &c.text
	if c.f.paint(r.Ink) != c.state.fill {
		c.endArray()
		c.fill(r.Ink)
	}
	if !t.open {
		c.op("BT")
		*t = textState{open: true}
	}
	size := divide(int64(r.Size)*100_000, int64(display.Point))
	if c.state.font != f.index || c.state.size != r.Size {
		c.endArray()
		c.state.font, c.state.size = f.index, r.Size
		c.dst = append(c.dst, "/F"...)
		c.dst = strconv.AppendInt(c.dst, int64(f.index+1), 10)
		c.dst = append(c.dst, ' ')
		// Five decimals: over a line of 60 em, three would be 0.003 em off.
		c.dst = appendDecimal(c.dst, size, 5)
		c.op(" Tf")
		t.chained = false
	}
	if c.state.expansion != r.Expansion {
		c.endArray()
		c.state.expansion = r.Expansion
		c.dst = appendDecimal(c.dst, 10_000+int64(r.Expansion), 2)
		c.op(" Tz")
		t.chained = false
	}
	// Expansion widens what Tc adds, too, and the run's spacing is meant as it is.
	spacing := display.MulDiv(int64(r.LetterSpacing), 100_000*10_000, int64(display.Point)*(10_000+int64(r.Expansion)))
	if c.state.spacing != spacing {
		c.endArray()
		c.state.spacing = spacing
		c.dst = appendDecimal(c.dst, spacing, 5)
		c.op(" Tc")
	}
	t.spacing = divide(spacing*1_000_000, size)
	if t.chained && t.originY == r.Y {
		// On the same line, TJ can go on from the last run, unless far away.
		if gap := c.ems(r, r.X-t.originX) - t.pen; gap > -10_000_000 && gap < 10_000_000 {
			return
		}
	}
	c.endArray()
	x, y := toMilli(r.X+c.dx), toMilli(c.height-r.Y-c.dy)
	c.dst = appendMilli(c.dst, x-t.lineX)
	c.dst = append(c.dst, ' ')
	c.dst = appendMilli(c.dst, y-t.lineY)
	c.op(" Td")
	t.lineX, t.lineY = x, y
	t.originX, t.originY, t.pen, t.chained = r.X, r.Y, 0, true
}

// glyph shows one glyph at a place.
func (c *canvas) glyph(f *font, g display.Glyph, place int64) {
	t := &c.text
	if rise := toMilli(g.DY); rise != t.rise {
		c.endArray()
		c.dst = appendMilli(c.dst, rise)
		c.op(" Ts")
		t.rise = rise
	}
	if !t.array {
		t.start = len(c.dst)
		c.dst = append(c.dst, '[')
		t.array, t.plain = true, true
	}
	// A reader that goes by places takes all letters of a ligature but the first
	// to stand at its end. Where letters are set closer, the next one would come
	// before them: finna would be read fnina.
	kept := place < t.floor && t.floor-place <= maxFloor
	if kept {
		place = t.floor + 999
	}
	t.floor = 0
	if drift := place - t.pen; drift >= maxDrift || drift <= -maxDrift || kept {
		if t.literal {
			c.dst = append(c.dst, ')')
			t.literal = false
		}
		move := divide(drift, 1000)
		if kept {
			move = drift / 1000 // up to the next thousandth
		}
		c.dst = strconv.AppendInt(c.dst, -move, 10)
		t.pen += move * 1000
		t.plain = false
	}
	if !t.literal {
		c.dst = append(c.dst, '(')
		t.literal = true
	}
	c.dst = appendStringByte(appendStringByte(c.dst, byte(g.ID>>8)), byte(g.ID))
	t.pen += f.glyph(g.ID).width + t.spacing
}

// appendStringByte appends a byte of a literal string, escaped where it must be.
func appendStringByte(dst []byte, b byte) []byte {
	switch b {
	case '(', ')', '\\':
		return append(dst, '\\', b)
	case '\r':
		return append(dst, '\\', 'r')
	}
	return append(dst, b)
}

// endArray ends what TJ shows. An array of one string is shown by Tj.
func (c *canvas) endArray() {
	t := &c.text
	if !t.array {
		return
	}
	if t.literal {
		c.dst = append(c.dst, ')')
	}
	if t.plain {
		c.dst[t.start] = '\n'
		if t.start > 0 && c.dst[t.start-1] == '\n' {
			copy(c.dst[t.start:], c.dst[t.start+1:])
			c.dst = c.dst[:len(c.dst)-1]
		}
		c.op("Tj")
	} else {
		c.op("]TJ")
	}
	t.array, t.literal = false, false
}

// endText ends the text object.
func (c *canvas) endText() {
	if !c.text.open {
		return
	}
	c.endArray()
	if c.text.rise != 0 {
		c.op("0 Ts")
	}
	c.op("ET")
	c.text = textState{}
}

// spell settles what the glyphs of a cluster are read as, and reports whether
// they need an ActualText of their own because their codes are read as
// something else.
func (c *canvas) spell(f *font, r *display.GlyphRun, i, n int, text string) bool {
	if r.Hyphen && i+n == len(r.Glyphs) && n == 1 {
		// The hyphen of a line break: the whole word is told by its Span.
		f.means(r.Glyphs[i].ID, "-")
		return false
	}
	if n == 1 {
		return !f.means(r.Glyphs[i].ID, text) && !c.mark.actual
	}
	if r.Level%2 == 0 && utf8.RuneCountInString(text) == n {
		// A letter and its marks: each glyph is read as its character.
		same, k := true, i
		for _, letter := range text {
			same = f.means(r.Glyphs[k].ID, string(letter)) && same
			k++
		}
		return !same && !c.mark.actual
	}
	for _, g := range r.Glyphs[i : i+n] {
		// Every code must be read as something (PDF/UA-1 7.21.7); this is nothing
		// visible, and what counts is the ActualText around the cluster.
		f.means(g.ID, unread)
	}
	return !c.mark.actual
}

// unread is what a glyph is read as that was used only where ActualText tells
// what its cluster says: a space without width.
const unread = "\u200B"

// clusters finds the glyphs of a run that stand for characters together.
type clusters struct {
	starts []int32 // sorted, without repetitions; nil where the glyphs' own order will do
}

func clustersOf(r *display.GlyphRun) clusters {
	for i := 1; i < len(r.Glyphs); i++ {
		if r.Glyphs[i].Cluster < r.Glyphs[i-1].Cluster {
			return clusters{starts: sortedClusters(r)}
		}
	}
	return clusters{}
}

func sortedClusters(r *display.GlyphRun) []int32 {
	starts := make([]int32, 0, len(r.Glyphs))
	for i := range r.Glyphs {
		starts = append(starts, r.Glyphs[i].Cluster)
	}
	slices.Sort(starts)
	return slices.Compact(starts)
}

// at returns how many glyphs from i on are of one cluster, and its text.
func (s clusters) at(r *display.GlyphRun, i int) (n int, text string) {
	cluster := r.Glyphs[i].Cluster
	n = 1
	for i+n < len(r.Glyphs) && r.Glyphs[i+n].Cluster == cluster {
		n++
	}
	end := int32(len(r.Text))
	if s.starts == nil {
		if i+n < len(r.Glyphs) {
			end = r.Glyphs[i+n].Cluster
		}
		return n, r.Text[cluster:end]
	}
	low, high := 0, len(s.starts)
	for low < high {
		if middle := (low + high) / 2; s.starts[middle] <= cluster {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < len(s.starts) {
		end = s.starts[low]
	}
	return n, r.Text[cluster:end]
}
