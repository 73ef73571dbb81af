package language

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestClasses compares the hand-made class table with Unicode's LineBreak.txt,
// whose classes are folded as the comment on class says.
func TestClasses(t *testing.T) {
	names := map[string]class{
		"AL": classAL, "B2": classB2, "BA": classBA, "BB": classBB, "BK": classBK, "CB": classCB, "CL": classCL,
		"CM": classCM, "CP": classCP, "CR": classCR, "EX": classEX, "GL": classGL, "HY": classHY, "ID": classID,
		"IN": classIN, "IS": classIS, "LF": classLF, "NL": classNL, "NS": classNS, "NU": classNU, "OP": classOP,
		"PO": classPO, "PR": classPR, "QU": classQU, "SP": classSP, "SY": classSY, "WJ": classWJ, "ZW": classZW,
		"ZWJ": classZJ, "AI": classAL, "XX": classAL,
	}
	data, err := os.ReadFile("testdata/LineBreak.txt")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for line := range strings.SplitSeq(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		var first, last rune
		var name string
		if _, err := fmt.Sscanf(line, "%X..%X;%s", &first, &last, &name); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		want, ok := names[name]
		if !ok {
			t.Fatalf("%q: unknown class", line)
		}
		for r := first; r <= last; r++ {
			checked++
			if got := classOf(r); got != want {
				t.Errorf("%U: class %d, want %d (%s)", r, got, want, name)
			}
		}
	}
	if checked < 2900 {
		t.Errorf("checked %d characters, want the whole file", checked)
	}
	for i := 1; i < len(classRanges); i++ {
		if classRanges[i].first <= classRanges[i-1].last {
			t.Errorf("%U: ranges out of order", classRanges[i].first)
		}
	}
}
