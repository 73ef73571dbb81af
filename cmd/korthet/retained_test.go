package main

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"korthet/layout/cache"
)

// TestRetained holds that what a run keeps of an edition until its end is little:
// a fleet's memory must not grow with it. A page alone is a hundred times as much.
func TestRetained(t *testing.T) {
	const (
		few, many = 8, 24
		most      = 12 << 10 // bytes an edition
	)
	pub, err := openPublication(sampleCopy(t, many))
	if err != nil {
		t.Fatal(err)
	}
	defer pub.Close()
	for _, write := range []bool{true, false} {
		b := newBuilder(pub, buildFlags{targets: []string{"print", "screen"}}, dates{}, write)
		defer b.close()
		b.cache = cache.New(1) // what editions share has a bound of its own
		var ids []string
		for i := range many {
			ids = append(ids, fmt.Sprintf("sv-%d", i))
		}
		kept := b.all(context.Background(), ids[:few], 2, nil)
		before := liveBytes()
		kept = append(kept, b.all(context.Background(), ids[few:], 2, nil)...)
		each := (int64(liveBytes()) - int64(before)) / (many - few)
		for _, res := range kept {
			if res.missing && write {
				t.Fatalf("%+v", res)
			}
		}
		t.Logf("write %v: %d bytes an edition", write, each)
		if each > most {
			t.Errorf("write %v: a run keeps %d bytes of each edition, and should no more than %d", write, each, most)
		}
	}
}

// liveBytes returns how much memory is in use.
func liveBytes() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.GC() // what pools kept goes with the second
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
