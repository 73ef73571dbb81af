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
		case a.line != b.line:
			return a.line < b.line
		}
		return a.setting < b.setting
	})
}

// sortedPlaces returns the places of a map in one column, from its head down.
func sortedPlaces(places map[place]int32, column int32) []place {
	var order []place
	for at := range places {
		if at.column == column {
			order = append(order, at)
		}
	}
	sort.Slice(order, func(i, j int) bool { return order[i].row < order[j].row })
	return order
}
