package main

import (
	"slices"
	"testing"

	"korthet/content"
)

// TestQueue holds that every edition is made once, those of one text in a row, and
// that two workers are at two texts as long as there are two.
func TestQueue(t *testing.T) {
	var all []content.EditionRef
	var ids []string
	for _, e := range []struct{ id, language string }{{"a1", "sv"}, {"b1", "fi"}, {"a2", "sv"}, {"c1", "en"}, {"b2", "fi"}, {"a3", "sv"}} {
		all = append(all, content.EditionRef{ID: e.id, Language: content.Text{Value: e.language}})
		ids = append(ids, e.id)
	}
	for _, c := range []struct {
		turns []int // the workers in the order in which they ask
		want  []string
	}{
		{[]int{0, 0, 0, 0, 0, 0}, []string{"a1", "a2", "a3", "b1", "b2", "c1"}},
		{[]int{0, 1, 0, 1, 1, 0}, []string{"a1", "b1", "a2", "b2", "c1", "a3"}},
		{[]int{0, 1, 1, 1, 1, 0}, []string{"a1", "b1", "b2", "c1", "a2", "a3"}},
	} {
		q := newQueue(ids, all)
		at := []int{-1, -1}
		var got []string
		for _, worker := range c.turns {
			i, row, ok := q.take(at[worker])
			if !ok {
				t.Fatalf("%v: nothing is left after %v", c.turns, got)
			}
			at[worker] = row
			got = append(got, ids[i])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v, not %v", c.turns, got, c.want)
		}
		if _, _, ok := q.take(at[0]); ok {
			t.Errorf("%v: an edition is made twice", c.turns)
		}
	}
	if _, _, ok := newQueue(nil, nil).take(-1); ok {
		t.Error("there is something to make of nothing")
	}
}
