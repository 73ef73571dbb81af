package layout_test

import (
	"korthet/layout/display"
)

// gap is a space within a line: where it stands on the page.
type gap struct{ start, end display.Length }

// gaps returns the spaces within a line.
func (l *setLine) gaps() []gap {
	var found []gap
	for k, run := range l.runs {
		x := run.X
		for i, glyph := range run.Glyphs {
			trailing := k == len(l.runs)-1 && i == len(run.Glyphs)-1
			if run.Text[glyph.Cluster] == ' ' && !trailing {
				found = append(found, gap{x, x + glyph.Advance})
			}
			x += glyph.Advance
		}
	}
	return found
}

// end returns where the line's last glyph that shows ends.
func (l *setLine) end() display.Length {
	run := l.runs[len(l.runs)-1]
	x := run.X
	for i, glyph := range run.Glyphs {
		if i < len(run.Glyphs)-1 || run.Text[glyph.Cluster] != ' ' {
			x += glyph.Advance
		}
	}
	return x
}

// rivers counts the rows of three or more spaces, on as many lines of a
// paragraph, of which each lies with at least half of the narrower one over the
// next; and says how many lines the longest goes through. A space is part of one
// river only.
func rivers(lines []setLine) (count, longest int) {
	var above []gap
	var lengths []int // of the rivers that end in the spaces above
	for i := range lines {
		line := &lines[i]
		if i == 0 || lines[i-1].paragraph != line.paragraph || lines[i-1].column != line.column {
			above, lengths = nil, nil
		}
		spaces := line.gaps()
		here := make([]int, len(spaces))
		for k, space := range spaces {
			here[k] = 1
			for j, other := range above {
				over := min(space.end, other.end) - max(space.start, other.start)
				if 2*over >= min(space.end-space.start, other.end-other.start) {
					here[k] = max(here[k], lengths[j]+1)
				}
			}
			if here[k] == 3 {
				count++
			}
			longest = max(longest, here[k])
		}
		above, lengths = spaces, here
	}
	return count, longest
}
