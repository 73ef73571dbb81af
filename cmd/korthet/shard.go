package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// shard is a part of the editions: the number-th of count, from 1. The zero
// shard is all of them.
type shard struct{ number, count uint64 }

// mostShards is more machines than anyone has.
const mostShards = 10_000

// parseShard reads the flag: "3/16"; "" is the zero shard.
func parseShard(flag string) (shard, error) {
	if flag == "" {
		return shard{}, nil
	}
	number, count, ok := strings.Cut(flag, "/")
	n, errN := strconv.ParseUint(number, 10, 64)
	c, errC := strconv.ParseUint(count, 10, 64)
	if !ok || errN != nil || errC != nil || n < 1 || n > c || c > mostShards {
		return shard{}, fmt.Errorf("the flag `--shard` needs a part such as 3/16, the third of sixteen, not %q", flag)
	}
	return shard{n, c}, nil
}

// of returns the editions of the shard, in their order. Which shard an edition
// belongs to depends on its id alone: an edition that is added or taken away
// moves no other.
func (s shard) of(ids []string) []string {
	if s.count == 0 {
		return ids
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		sum := sha256.Sum256([]byte(id))
		return binary.BigEndian.Uint64(sum[:8])%s.count != s.number-1
	})
}
