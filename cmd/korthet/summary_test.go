package main

import (
	"slices"
	"testing"

	"korthet/layout"
)

// TestReceipts holds that what fitting changed is told once of all editions that
// it changed alike.
func TestReceipts(t *testing.T) {
	wider := []layout.Change{{Key: "grid", From: "12 pt", To: "13 pt"}}
	lower := []layout.Change{{Key: "front", From: "the title at the head", To: "the title 2 lines lower"}}
	s := summary{fits: []editionFit{{"a", wider}, {"b", lower}, {"c", wider}}}
	got := s.receipts()
	want := []string{"a, c to their pages: lines 13 pt apart (12 pt in the theme)", "b to its pages: the title 2 lines lower"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, not %q", got, want)
	}
}
