package content

import (
	"strconv"
	"strings"
)

// didYouMean returns the hint for a word that is none of the known ones: the
// nearest of them if one is near, else all that there are.
func didYouMean(word string, known []string) string {
	switch best := Nearest(word, known); {
	case best != "":
		return "did you mean `" + best + "`?"
	case len(known) == 0:
		return ""
	case len(known) == 1:
		return "there is only `" + known[0] + "`"
	}
	return "there are " + several(known)
}

// several enumerates words, of many but the first.
func several(words []string) string {
	const most, shown = 30, 10
	if len(words) <= most {
		return enumerate(words)
	}
	return "`" + strings.Join(words[:shown], "`, `") + "` and " + strconv.Itoa(len(words)-shown) + " more"
}

// Nearest returns the known word that an unknown one is most likely to mean, or
// "" where none is near.
func Nearest(word string, known []string) string {
	best, distance := "", len(word)/3+1
	for _, k := range known {
		if len(word) > 2*len(k)+2 {
			continue // so that a whole text taken for a word costs nothing
		}
		if d := editDistance(strings.ToLower(word), strings.ToLower(k)); d <= distance && (best == "" || d < distance) {
			best, distance = k, d
		}
	}
	return best
}

// enumerate returns the words in backquotes with commas and an "and".
func enumerate(words []string) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i > 0 && i == len(words)-1:
			b.WriteString(" and ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString("`" + w + "`")
	}
	return b.String()
}

// editDistance returns how many letters must be put in, left out, changed or
// swapped with their neighbour to make one word of the other (the optimal
// string alignment distance).
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
