package main

import (
	"fmt"
	"math"
	"strings"

	"korthet/layout"
)

// editionTexture is what an edition's lines look like. It holds on to nothing of
// the pages: there may be thousands of editions.
type editionTexture struct {
	edition string
	textureSums
	lines []layout.Line // where every line is to be told of
}

// textureOf returns what to tell of an edition's texture, with its lines if each.
func textureOf(edition string, t *layout.Texture, each bool) *editionTexture {
	made := &editionTexture{edition: edition, textureSums: sumsOf(t)}
	if each {
		made.lines = t.Lines
	}
	return made
}

// mostTextures is for how many editions check tells a person what their lines look
// like: beyond that, nobody reads it.
const mostTextures = 12

// textureSums are what is told of all lines together. Word spaces are in parts of
// the typeface's own; of last lines, which are set as they come, nothing counts but
// that they are there.
type textureSums struct {
	full, hyphens              int
	least, most, deviation     float64
	narrow, wide, apart        float64 // letters: per cent of their width, and of the type's size
	contrast                   float64 // the most by which two neighbouring lines' letters differ, per cent
	rivers, longest            int
	stackedStarts, stackedEnds int
}

func sumsOf(t *layout.Texture) textureSums {
	sums := textureSums{
		rivers: t.Rivers, longest: t.LongestRiver, stackedStarts: t.StackedStarts, stackedEnds: t.StackedEnds,
	}
	var spaces []float64
	mean := 0.0
	for i := range t.Lines {
		line := &t.Lines[i]
		if line.Hyphen {
			sums.hyphens++
		}
		if i > 0 && line.Page == t.Lines[i-1].Page && line.Column == t.Lines[i-1].Column && !t.Lines[i-1].Last && !line.Last {
			sums.contrast = max(sums.contrast, math.Abs(perCent(line.Expansion-t.Lines[i-1].Expansion)))
		}
		if line.Last {
			continue
		}
		sums.full++
		sums.narrow, sums.wide = min(sums.narrow, perCent(line.Expansion)), max(sums.wide, perCent(line.Expansion))
		sums.apart = max(sums.apart, math.Abs(perCent(line.LetterSpacing)))
		if line.WordSpace > 0 {
			spaces = append(spaces, float64(line.WordSpace)/1000)
			mean += float64(line.WordSpace) / 1000
		}
	}
	if len(spaces) == 0 {
		return sums
	}
	mean /= float64(len(spaces))
	sums.least = spaces[0]
	for _, space := range spaces {
		sums.least, sums.most = min(sums.least, space), max(sums.most, space)
		sums.deviation += (space - mean) * (space - mean) / float64(len(spaces))
	}
	sums.deviation = math.Sqrt(sums.deviation)
	return sums
}

// perCent turns parts of ten thousand into parts of a hundred.
func perCent(n int) float64 { return float64(n) / 100 }

// inWords tells what the lines look like.
func (sums *textureSums) inWords() string {
	parts := []string{fmt.Sprintf("%s, %d hyphenated", plural(sums.full, "full line", "full lines"), sums.hyphens)}
	if sums.most > 0 {
		parts = append(parts, fmt.Sprintf("word spaces %.2f to %.2f of the typeface's own", sums.least, sums.most))
	}
	parts = append(parts, plural(sums.rivers, "river", "rivers")+" of white", plural(sums.stackedStarts+sums.stackedEnds, "stacked word", "stacked words"))
	return strings.Join(parts, ", ")
}

// jsonTexture is what an edition's lines look like. Last lines are only in Each.
type jsonTexture struct {
	Edition       string      `json:"edition"`
	Lines         int         `json:"lines"`
	Hyphenated    int         `json:"hyphenated"`
	WordSpace     jsonSpaces  `json:"word_space"`     // in parts of the typeface's own
	Expansion     [2]float64  `json:"expansion"`      // of letters: the least and the most, per cent of their width
	Contrast      float64     `json:"contrast"`       // the most by which it differs between neighbouring lines
	LetterSpacing float64     `json:"letter_spacing"` // the most, more or less, per cent of the size
	Rivers        int         `json:"rivers"`
	LongestRiver  int         `json:"longest_river"` // lines
	StackedStarts int         `json:"stacked_starts"`
	StackedEnds   int         `json:"stacked_ends"`
	Each          []*jsonLine `json:"each,omitempty"` // with check: every line
}

// jsonSpaces is how wide the spaces between words are.
type jsonSpaces struct {
	Least     float64 `json:"least"`
	Most      float64 `json:"most"`
	Deviation float64 `json:"deviation"`
}

// jsonLine is a line.
type jsonLine struct {
	Page          int     `json:"page"`
	Column        int     `json:"column"`
	File          string  `json:"file"`
	Line          int     `json:"line"` // of the file
	WordSpace     float64 `json:"word_space"`
	Expansion     float64 `json:"expansion"`
	LetterSpacing float64 `json:"letter_spacing"`
	Hyphen        bool    `json:"hyphen"`
	Last          bool    `json:"last"`
}

// forProgram returns the texture as --json has it.
func (t *editionTexture) forProgram(dir string) jsonTexture {
	made := jsonTexture{
		Edition: t.edition, Lines: t.full, Hyphenated: t.hyphens,
		WordSpace: jsonSpaces{thousandths(t.least), thousandths(t.most), thousandths(t.deviation)},
		Expansion: [2]float64{t.narrow, t.wide}, Contrast: thousandths(t.contrast), LetterSpacing: t.apart,
		Rivers: t.rivers, LongestRiver: t.longest, StackedStarts: t.stackedStarts, StackedEnds: t.stackedEnds,
	}
	for i := range t.lines {
		line := &t.lines[i]
		made.Each = append(made.Each, &jsonLine{
			Page: line.Page, Column: line.Column, File: seenFrom(dir, line.Pos.File), Line: line.Pos.Line,
			WordSpace: float64(line.WordSpace) / 1000, Expansion: perCent(line.Expansion), LetterSpacing: perCent(line.LetterSpacing),
			Hyphen: line.Hyphen, Last: line.Last,
		})
	}
	return made
}

// thousandths rounds to three places.
func thousandths(x float64) float64 { return math.Round(x*1000) / 1000 }
