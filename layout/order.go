package layout

import "sort"

// sortStarts orders page starts by cost, and equal ones by what they are, so
// that the order of a map never shows.
func sortStarts(starts []pageStart, cost func(pageStart) int64) {
	sort.Slice(starts, func(i, j int) bool {
		a, b := starts[i], starts[j]
		switch ca, cb := cost(a), cost(b); {
		case ca != cb:
			return ca < cb
		case a.block != b.block:
			return a.block < b.block
		case a.wide != b.wide:
			return a.wide < b.wide
		case a.line != b.line:
			return a.line < b.line
		}
		return a.setting < b.setting
	})
}
