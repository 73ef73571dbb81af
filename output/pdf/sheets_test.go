package pdf

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"korthet/output/pdf/pdftest"
)

// TestSheets: the sheets name each rule of the judge once and no other, all
// conditions of the Matterhorn protocol, and tests that exist.
func TestSheets(t *testing.T) {
	tests := testNames(t)
	for sheet, prefix := range map[string]string{"PDF_UA1.md": "ua ", "PDF_A2.md": "a ", "PDF_X4.md": "-"} {
		data, err := os.ReadFile(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, test := range regexp.MustCompile("`(?:[a-z]+\\.)?(Test[A-Za-z0-9]+)`").FindAllSubmatch(data, -1) {
			if !tests[string(test[1])] {
				t.Errorf("%s: there is no test %s", sheet, test[1])
			}
		}
		named := map[string]int{}
		for row := range strings.Lines(string(data)) {
			cells := strings.Split(row, "|")
			if len(cells) != 7 {
				continue
			}
			for rule := range strings.SplitSeq(cells[4], ",") {
				if rule = strings.TrimSpace(rule); strings.HasPrefix(rule, prefix) {
					named[rule]++
				}
			}
		}
		for rule := range named {
			if _, ok := pdftest.Rules[rule]; !ok {
				t.Errorf("%s: the judge has no rule %s", sheet, rule)
			}
		}
		for rule := range pdftest.Rules {
			if strings.HasPrefix(rule, prefix) && named[rule] == 0 && rule != "ua 7.1-g" { // which the protocol does not have
				t.Errorf("%s: rule %s of the judge is missing", sheet, rule)
			}
		}
	}
}

// testNames are the tests of all packages.
func testNames(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, pattern := range []string{".", "*", "../*", "../../layout", "../../content", "../../cmd/korthet", "../../cmd/korthet/internal/*"} {
		paths, err := filepath.Glob(filepath.Join(pattern, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range regexp.MustCompile(`(?m)^func (Test[A-Za-z0-9]+)\(`).FindAllSubmatch(source, -1) {
				names[string(name[1])] = true
			}
		}
	}
	return names
}

// conditions are how many the Matterhorn protocol has, by checkpoint.
var conditions = [...]int{7, 4, 3, 1, 3, 4, 2, 2, 8, 1, 7, 1, 8, 7, 5, 3, 3, 2, 4, 3, 1, 1, 1, 1, 1, 2, 1, 18, 1, 2, 30}

// TestMatterhorn: the sheet has a line for every condition.
func TestMatterhorn(t *testing.T) {
	data, err := os.ReadFile("PDF_UA1.md")
	if err != nil {
		t.Fatal(err)
	}
	has := map[[2]int]int{}
	number := regexp.MustCompile(`(\d\d)-(\d\d\d)( … (\d\d)-(\d\d\d))?`)
	for row := range strings.Lines(string(data)) {
		cells := strings.Split(row, "|")
		if len(cells) != 7 {
			continue
		}
		for _, m := range number.FindAllStringSubmatch(cells[1], -1) {
			checkpoint, first := atoi(m[1]), atoi(m[2])
			last := first
			if m[3] != "" {
				last = atoi(m[5])
			}
			for n := first; n <= last; n++ {
				has[[2]int{checkpoint, n}]++
			}
		}
	}
	total := 0
	for i, n := range conditions {
		total += n
		for k := 1; k <= n; k++ {
			if has[[2]int{i + 1, k}] != 1 {
				t.Errorf("condition %02d-%03d has %d lines", i+1, k, has[[2]int{i + 1, k}])
			}
		}
	}
	if len(has) != total {
		t.Errorf("there are %d conditions, want %d", len(has), total)
	}
}

func atoi(digits string) int {
	n := 0
	for _, digit := range digits {
		n = 10*n + int(digit-'0')
	}
	return n
}
