package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// firstCollection is how much memory is used before the garbage collector first
// runs, in bytes. A leaflet allocates some 20 MB in all, so most runs never need
// it: on two cores the sample takes 8 to 10 ms less than at Go's own pace, and
// holds 3 MiB more (the least of 40 runs of each).
const firstCollection = 32 << 20

// How much memory may be taken anew before the collector runs again, in per cent
// of what is in use, where Go's own pace is 100. At 200 a run over hundreds of
// editions takes a sixth less time than at 100, at 400 hardly less. The more is in
// use, the less may be taken: a run over ten thousand editions, whose list alone is
// some 30 MB, takes no more memory than one over a thousand. All together stays
// below steadyMemory as long as that leaves the collector leastPace.
const (
	mostPace     = 400
	leastPace    = 50
	steadyMemory = 112 << 20
)

// putOffCollection lets the garbage collector wait until firstCollection bytes
// are used, and then go on at a pace that depends on how many are in use: long runs
// are not held down by a limit that is far too small for them. Who sets the pace by
// Go's variables keeps it.
func putOffCollection(getenv func(string) string) {
	if getenv("GOGC") != "" || getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1)
	limit := debug.SetMemoryLimit(firstCollection)
	afterCollection(func() {
		keepPace(0)
		debug.SetMemoryLimit(limit)
	})
}

// keepPace sets the collector's pace, which was another one so far, after each
// collection anew.
func keepPace(before int) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	now := pace(live[0].Value.Uint64())
	if now != before {
		debug.SetGCPercent(now)
	}
	afterCollection(func() { keepPace(now) })
}

// pace returns the collector's pace with so many bytes in use.
func pace(live uint64) int {
	if live == 0 || live >= steadyMemory {
		return leastPace
	}
	return int(min(max((steadyMemory-live)*100/live, leastPace), mostPace))
}

// afterCollection does something once after the next collection.
func afterCollection(do func()) {
	// Nothing refers to this, so the next collection finds it gone.
	runtime.AddCleanup(new([64]byte), func(do func()) { do() }, do)
}
