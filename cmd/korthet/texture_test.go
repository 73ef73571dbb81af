package main

import (
	"testing"

	"korthet/layout"
)

func TestTextureSums(t *testing.T) {
	sums := sumsOf(&layout.Texture{
		Rivers: 1, LongestRiver: 4, StackedStarts: 1, StackedEnds: 1,
		Lines: []layout.Line{
			{Page: 1, Column: 1, WordSpace: 900, Expansion: -200, LetterSpacing: -50, Hyphen: true},
			{Page: 1, Column: 1, WordSpace: 1100, Expansion: 150},
			{Page: 1, Column: 2, WordSpace: 1000, Expansion: -200}, // not below the line before
			{Page: 1, Column: 2, WordSpace: 700, Last: true},
		},
	})
	if sums.contrast != 3.5 || sums.narrow != -2 || sums.wide != 1.5 || sums.apart != 0.5 || sums.longest != 4 || sums.full != 3 {
		t.Errorf("%+v", sums)
	}
	const want = "3 full lines, 1 hyphenated, word spaces 0.90 to 1.10 of the typeface's own, 1 river of white, 2 stacked words"
	if got := sums.inWords(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := sumsOf(&layout.Texture{}); got.inWords() != "0 full lines, 0 hyphenated, 0 rivers of white, 0 stacked words" {
		t.Errorf("of nothing: %q", got.inWords())
	}
}

func TestReceipt(t *testing.T) {
	const want = "type of 8.9 pt (9 pt in the theme), lines 13.5 pt apart (12 pt in the theme), " +
		"3 lines of white above sections (1 line in the theme), the title 11 lines lower, 2 paragraphs left out"
	got := receipt([]layout.Change{
		{Key: "styles.body.size", From: "9 pt", To: "8.9 pt"},
		{Key: "grid", From: "12 pt", To: "13.5 pt"},
		{Key: "styles.section.space-before", From: "1 line", To: "3 lines"},
		{Key: "front", From: "the title at the head", To: "the title 11 lines lower"},
		{Key: "optional", From: "0 paragraphs left out", To: "2 paragraphs left out"},
	})
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
