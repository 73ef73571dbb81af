package layout

import (
	"strings"

	"korthet/content"
	"korthet/layout/display"
)

// Texture is what the justified lines of an edition look like together: counted
// from what was placed, for who wants to judge it.
type Texture struct {
	Lines []Line // in reading order
	// Rivers are the rows of spaces on three lines or more of a paragraph, each of
	// which lies with at least half of the narrower one over the next; and the
	// lines that the longest goes through.
	Rivers, LongestRiver int
	// StackedStarts and StackedEnds are how often a line begins, or ends, with
	// the same word as the line before it.
	StackedStarts, StackedEnds int
}

// Line is a justified line.
type Line struct {
	Page, Column int         // from 1
	Pos          content.Pos // of its first character in the author's files
	WordSpace    int         // the mean width of its spaces, in thousandths of the face's own; 0: it has none
	// Expansion is how much wider its letters are than drawn, in 1/10000 of their
	// width, and LetterSpacing how far apart they were moved, in 1/10000 of the
	// size. What the theme spaces all letters by is not counted.
	Expansion, LetterSpacing int
	Hyphen                   bool // it ends in a hyphen, the author's or one that was set
	Last                     bool // of its paragraph: its spaces are the face's own, or narrower
}

// looseLine is how wide the spaces of a line may be before its author is told, in
// thousandths of the face's own. Lines come out so only where there is no other way.
const looseLine = 2000

// white is a space on a line, and how many lines the river is long that ends in it.
type white struct {
	start, end display.Length
	lines      int
}

// weave adds a line that was placed to the texture. The first line of a column or
// of a paragraph has no line above it.
func (pl *placer) weave(page, column int, p *paragraph, number int, first bool, done placed) {
	t, ln := &pl.texture, &p.lines[number]
	if first {
		pl.above = pl.above[:0]
	} else {
		before := &p.lines[number-1]
		parted := before.breaks || number > 1 && p.lines[number-2].breaks
		if !parted && stacked(before, ln, func(l *line) string { return firstWord(p.text[l.start:l.end]) }) {
			t.StackedStarts++
		}
		if !before.breaks && !ln.breaks && stacked(before, ln, func(l *line) string { return lastWord(p.text[l.start:l.end]) }) {
			t.StackedEnds++
		}
	}
	spaces, own := whites(done)
	pl.flow(spaces)
	made := Line{
		Page: page + 1, Column: column + 1, Pos: p.posAt(ln.start), Hyphen: ln.hyphen || strings.HasSuffix(p.text[:ln.end], hyphenText), Last: ln.last,
		Expansion: int(ln.expansion), LetterSpacing: int(ln.tracking / 100),
	}
	var sum display.Length
	for _, space := range spaces {
		sum += space.end - space.start
	}
	if own > 0 {
		made.WordSpace = int(display.MulDiv(int64(sum), 1000, int64(own)))
	}
	t.Lines = append(t.Lines, made)
	if made.WordSpace > looseLine && !made.Last {
		pl.s.report(Warning, made.Pos,
			"write it in other words, or show with \"&shy;\" where a long word near by may be parted",
			"the spaces of this line are %d.%d times as wide as they should be", made.WordSpace/1000, made.WordSpace/100%10)
	}
}

// stacked reports whether two lines have the same word at one of their ends.
func stacked(before, ln *line, word func(*line) string) bool {
	found := word(ln)
	return found != "" && found == word(before)
}

// whites returns the spaces within a line, and the sum of the widths that the
// faces give them.
func whites(done placed) (spaces []white, own display.Length) {
	for k := range done.runs {
		run := done.runs[k].run
		x := run.X
		for i, glyph := range run.Glyphs {
			trailing := k == len(done.runs)-1 && i == len(run.Glyphs)-1
			if run.Text[glyph.Cluster] == ' ' && !trailing {
				spaces = append(spaces, white{start: x, end: x + glyph.Advance, lines: 1})
				own += run.Size.Scale(int64(run.Face.GlyphAdvance(glyph.ID)), int64(run.Face.UnitsPerEm()))
			}
			x += glyph.Advance
		}
	}
	return spaces, own
}

// flow counts the rivers that the spaces of a line are a part of, below those of
// the line before it.
func (pl *placer) flow(spaces []white) {
	for k := range spaces {
		space := &spaces[k]
		for _, above := range pl.above {
			common := min(space.end, above.end) - max(space.start, above.start)
			if 2*common >= min(space.end-space.start, above.end-above.start) {
				space.lines = max(space.lines, above.lines+1)
			}
		}
		if space.lines == leastRiver {
			pl.texture.Rivers++
		}
		if space.lines >= leastRiver {
			pl.texture.LongestRiver = max(pl.texture.LongestRiver, space.lines)
		}
	}
	pl.above = spaces
}

// leastRiver is how many lines a row of spaces goes through to be a river, as in
// linebreak.
const leastRiver = 3
