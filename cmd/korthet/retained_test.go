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
// What is kept is the edition's entry in the manifest and in the report.
func TestRetained(t *testing.T) {
	const (
		few, many = 8, 24
		most      = 3 << 10 // bytes an edition
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

// TestRetainedEditions holds that what is kept of an edition that is yet to be made
// is little, too: what publication.yaml says of it, and nothing of its office.
func TestRetainedEditions(t *testing.T) {
	const (
		few, many = 100, 400
		most      = 2 << 10 // bytes an edition
	)
	live := func(editions int) int64 {
		dir := sampleCopy(t, editions)
		before := liveBytes()
		pub, err := openPublication(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer pub.Close()
		for _, id := range pub.editions()[:editions] {
			if edition, errs := pub.content.Edition(id); edition.Office == nil || errs.Err() != nil {
				t.Fatalf("%s: %v", id, errs)
			}
		}
		defer runtime.KeepAlive(pub)
		return int64(liveBytes()) - int64(before)
	}
	live(few) // what is made once
	each := (live(many) - live(few)) / (many - few)
	t.Logf("%d bytes an edition", each)
	if each > most {
		t.Errorf("a publication keeps %d bytes of each edition, and should no more than %d", each, most)
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
