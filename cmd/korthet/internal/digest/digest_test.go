package digest_test

import (
	"reflect"
	"testing"

	"korthet/cmd/korthet/internal/digest"
)

type place struct{ Line int }

type leaf struct {
	text string
	At   place
}

type tree struct {
	Name   string
	Leaves []*leaf
	Any    any
	Words  map[string]string
}

func sample() *tree {
	return &tree{
		Name: "a", Leaves: []*leaf{{"x", place{1}}, {"y", place{2}}}, Any: 1,
		Words: map[string]string{"a": "1", "b": "2", "c": "3"},
	}
}

// TestOf checks that every change is told, and a place's apart from others.
func TestOf(t *testing.T) {
	of := func(change func(*tree)) digest.Sums {
		value := sample()
		change(value)
		return digest.Of(value, reflect.TypeFor[place]())
	}
	want := of(func(*tree) {})
	for range 20 {
		if of(func(*tree) {}) != want {
			t.Fatal("the same value has two digests")
		}
	}
	for name, change := range map[string]func(*tree){
		"name":        func(v *tree) { v.Name = "b" },
		"a leaf less": func(v *tree) { v.Leaves = v.Leaves[:1] },
		"a nil leaf":  func(v *tree) { v.Leaves[1] = nil },
		"hidden text": func(v *tree) { v.Leaves[0].text = "z" },
		"moved text":  func(v *tree) { v.Leaves[0].text, v.Leaves[1].text = "", "xy" },
		"order":       func(v *tree) { v.Leaves[0], v.Leaves[1] = v.Leaves[1], v.Leaves[0] },
		"type":        func(v *tree) { v.Any = int64(1) },
		"nothing":     func(v *tree) { v.Any = nil },
		"word":        func(v *tree) { v.Words["b"] = "4" },
		"word gone":   func(v *tree) { delete(v.Words, "b") },
	} {
		if of(change).Content == want.Content {
			t.Errorf("%s: the change is not told", name)
		}
	}
	moved := of(func(v *tree) { v.Leaves[0].At.Line = 9 })
	if moved.Content != want.Content || moved.Places == want.Places {
		t.Error("a place is not told apart")
	}
}
