package main

import (
	"fmt"
	"slices"
	"testing"
)

// TestShard checks that the shards hold each edition once, that they are of
// even size, and that an edition stays in its shard when others come and go.
func TestShard(t *testing.T) {
	var ids []string
	for i := range 1600 {
		ids = append(ids, fmt.Sprintf("sv-%d", i))
	}
	seen := map[string]uint64{}
	for n := uint64(1); n <= 16; n++ {
		part := shard{n, 16}.of(ids)
		if len(part) < 60 || len(part) > 140 {
			t.Errorf("shard %d has %d of 1600 editions", n, len(part))
		}
		for _, id := range part {
			if seen[id] != 0 {
				t.Errorf("%s is in two shards", id)
			}
			seen[id] = n
		}
		if fewer := (shard{n, 16}).of(ids[:800]); !slices.Equal(fewer, part[:len(fewer)]) {
			t.Errorf("shard %d depends on the other editions", n)
		}
	}
	if len(seen) != len(ids) {
		t.Errorf("%d editions are in no shard", len(ids)-len(seen))
	}
	if all := (shard{}).of(ids); len(all) != len(ids) {
		t.Error("the zero shard is not all")
	}
	for _, bad := range []string{"3", "0/3", "4/3", "a/3", "3/b", "-1/3", "1/0", "1/99999", "/", "1/2/3"} {
		if _, err := parseShard(bad); err == nil {
			t.Errorf("%q is taken for a shard", bad)
		}
	}
	if s, err := parseShard("3/16"); err != nil || s != (shard{3, 16}) {
		t.Errorf("got %v, %v", s, err)
	}
}
