package pdf

import (
	"fmt"
	"strings"
	"testing"

	"korthet/layout/display"
	"korthet/output/pdf/object"
)

// TestOutlines: the bookmarks are the headings, nested by their levels, and
// lead to where these stand.
func TestOutlines(t *testing.T) {
	r := read(t, write(t, specimen(t), testOptions()))
	root := r.root.Get("Outlines")
	var lines []string
	var walk func(parent object.Value, depth int) int
	walk = func(parent object.Value, depth int) int {
		d := r.dict(parent)
		total := 0
		var before object.Value
		for item := d.Get("First"); item != nil; {
			entry := r.dict(item)
			if entry.Get("Parent") != parent || entry.Get("Prev") != before {
				t.Errorf("%v has parent %v and %v before it", item, entry.Get("Parent"), entry.Get("Prev"))
			}
			dest := r.array(entry.Get("Dest"))
			lines = append(lines, fmt.Sprintf("%s%s page %t at %v %v", strings.Repeat("-", depth), textString(entry.Get("Title")), dest[0] == object.Value(r.pages[0].ref), number(dest[2]), number(dest[3])))
			below := walk(item, depth+1)
			if count, _ := entry.Get("Count").(object.Integer); int(count) != below {
				t.Errorf("%v counts %d below it, not %d", item, count, below)
			}
			total += 1 + below
			before, item = item, entry.Get("Next")
		}
		if d.Get("Last") != before {
			t.Errorf("the last of %v is %v, not %v", parent, d.Get("Last"), before)
		}
		return total
	}
	walk(root, 0)
	want := []string{
		"Flygblad (fält) \\ 1 page true at 20 790.89",
		"-Listor page true at 20 670.89",
		"--Djupare page true at 20 576.89",
	}
	if strings.Join(lines, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

// TestBookmarksOfManyLevels: levels that come back up join their siblings.
func TestBookmarksOfManyLevels(t *testing.T) {
	levels := []display.Role{1, 2, 3, 2, 3, 3, 1, 2}
	marks := make([]bookmark, len(levels))
	for i, level := range levels {
		marks[i] = bookmark{level: display.RoleHeading1 + level - 1, parent: -1, first: -1, last: -1, prev: -1, next: -1}
	}
	root := joinBookmarks(marks)
	if root.first != 0 || root.last != 6 {
		t.Errorf("the outlines go from %d to %d", root.first, root.last)
	}
	for i, want := range []struct{ parent, first, last, prev, next, below int }{
		{-1, 1, 3, -1, 6, 5},
		{0, 2, 2, -1, 3, 1},
		{1, -1, -1, -1, -1, 0},
		{0, 4, 5, 1, -1, 2},
		{3, -1, -1, -1, 5, 0},
		{3, -1, -1, 4, -1, 0},
		{-1, 7, 7, 0, -1, 1},
		{6, -1, -1, -1, -1, 0},
	} {
		m := marks[i]
		if got := (struct{ parent, first, last, prev, next, below int }{m.parent, m.first, m.last, m.prev, m.next, m.below}); got != want {
			t.Errorf("bookmark %d: got %v, want %v", i, got, want)
		}
	}
}
