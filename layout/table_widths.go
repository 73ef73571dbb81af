package layout

import "korthet/layout/display"

// columnWidths parts a measure among a table's columns. least holds the widths
// of the columns' longest words, most those of their longest lines unbroken.
//
// Where all lines have room, each column gets its most, and what is left is
// shared out in proportion to it. Where there is room for the words only, each
// gets its least, and what is left is shared out in proportion to how much more
// it would take, so that columns of long texts are broken and short ones are
// not. Where not even the words have room, the measure is parted in proportion
// to them. The widths always add up to the measure.
func columnWidths(least, most []display.Length, measure display.Length) []display.Length {
	sumLeast, sumMost := display.Length(0), display.Length(0)
	for i := range least {
		sumLeast += least[i]
		sumMost += max(most[i], least[i])
	}
	base := make([]display.Length, len(least))
	weight := make([]display.Length, len(least))
	for i := range least {
		wide := max(most[i], least[i])
		switch {
		case sumMost <= measure:
			base[i], weight[i] = wide, wide
		case sumLeast <= measure:
			base[i], weight[i] = least[i], wide-least[i]
		default:
			weight[i] = least[i]
		}
	}
	return shareOut(base, weight, measure)
}

// shareOut adds to each base its share of what the sum lacks to the total, in
// proportion to the weights; equal shares where all weights are nought. Rounding
// is carried on from each to the next, so that nothing is lost.
func shareOut(base, weight []display.Length, total display.Length) []display.Length {
	var sum display.Length
	for i := range base {
		total -= base[i]
		sum += weight[i]
	}
	if sum == 0 {
		weight = make([]display.Length, len(base))
		for i := range weight {
			weight[i] = 1
		}
		sum = display.Length(len(base))
	}
	widths := make([]display.Length, len(base))
	var passed, given display.Length
	for i := range base {
		passed += weight[i]
		upTo := total.Scale(int64(passed), int64(sum))
		widths[i] = base[i] + upTo - given
		given = upTo
	}
	return widths
}
