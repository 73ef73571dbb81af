// Package digest tells whether two values are the same, by a hash of all that
// is in them, however deep.
//
// It is how a build knows that nothing which a file is made from has changed.
// Every field counts without being named, so that a field added to an edition
// cannot be forgotten here. Places in files are told apart from the rest: a
// comment moves them and changes no page.
package digest

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"reflect"
	"slices"
)

// Sum is a SHA-256.
type Sum = [sha256.Size]byte

// Sums are the hashes of a value.
type Sums struct {
	Content Sum // of everything but the places
	Places  Sum // of the places alone
}

// Of returns the hashes of a value. Values of the type of place, which is a
// struct, are places; interfaces and functions of a value that lead out of it,
// such as a file system, must be nil. It panics on a channel, a function or a
// pointer that leads back to itself, which no data has.
func Of(value any, place reflect.Type) Sums {
	w := walker{content: sha256.New(), places: sha256.New(), place: place}
	w.walk(reflect.ValueOf(value), w.content, 0)
	return Sums{Content: w.sum(w.content), Places: w.sum(w.places)}
}

// walker goes through a value.
type walker struct {
	content, places hash.Hash
	place           reflect.Type
	buffer          []byte
}

// mostDepth is deeper than any data; what goes on goes in a circle.
const mostDepth = 200

func (w *walker) sum(h hash.Hash) Sum {
	var sum Sum
	h.Sum(sum[:0])
	return sum
}

func (w *walker) number(h hash.Hash, n uint64) {
	w.buffer = binary.LittleEndian.AppendUint64(w.buffer[:0], n)
	h.Write(w.buffer)
}

// text writes a text with its length, so that no two rows of texts are alike.
func (w *walker) text(h hash.Hash, s string) {
	w.buffer = binary.LittleEndian.AppendUint64(w.buffer[:0], uint64(len(s)))
	w.buffer = append(w.buffer, s...)
	h.Write(w.buffer)
}

func (w *walker) walk(v reflect.Value, h hash.Hash, depth int) {
	if depth > mostDepth {
		panic("korthet: internal error: a value without end")
	}
	switch v.Kind() {
	case reflect.Invalid:
		w.number(h, 0)
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		w.number(h, n)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.number(h, uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		w.number(h, v.Uint())
	case reflect.String:
		w.text(h, v.String())
	case reflect.Float32, reflect.Float64:
		w.text(h, fmt.Sprint(v.Float()))
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			w.number(h, 0)
			return
		}
		w.text(h, v.Elem().Type().String()) // which of several types stands there
		w.walk(v.Elem(), h, depth+1)
	case reflect.Slice, reflect.Array:
		w.number(h, uint64(v.Len()))
		for i := range v.Len() {
			w.walk(v.Index(i), h, depth+1)
		}
	case reflect.Map:
		w.walkMap(v, h, depth)
	case reflect.Struct:
		if v.Type() == w.place {
			h = w.places
		}
		for i := range v.NumField() {
			w.walk(v.Field(i), h, depth+1)
		}
	default:
		panic("korthet: internal error: no digest of a " + v.Kind().String())
	}
}

// walkMap goes through a map in the order of its keys as text.
func (w *walker) walkMap(v reflect.Value, h hash.Hash, depth int) {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		x, y := fmt.Sprint(a), fmt.Sprint(b)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	w.number(h, uint64(len(keys)))
	for _, key := range keys {
		w.walk(key, h, depth+1)
		w.walk(v.MapIndex(key), h, depth+1)
	}
}
