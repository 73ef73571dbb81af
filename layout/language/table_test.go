package language

import (
	"strings"
	"testing"
)

// TestTable holds what a row of the table of rules must have.
func TestTable(t *testing.T) {
	for i := range table {
		r := &table[i]
		if i > 0 && table[i-1].tag >= r.tag {
			t.Errorf("%s: out of order", r.tag)
		}
		if canonical(r.tag) != r.tag {
			t.Errorf("%s: no tag leads here", r.tag)
		}
		if changed := r.outer != (pair{}) || r.inner != (pair{}); changed != (r.why != "") {
			t.Errorf("%s: quotation marks other than CLDR's need a reason, and only those", r.tag)
		}
		marks := r.locale()
		if r.outer == marks.outer && r.inner == marks.inner {
			t.Errorf("%s: overrides CLDR with what CLDR says", r.tag)
		}
		if r.dash == noDash {
			t.Errorf("%s: no dash", r.tag)
		}
		if strings.Count(marks.months, "|") != 11 {
			t.Errorf("%s: months %q", r.tag, marks.months)
		}
		for _, list := range []string{r.single, r.phrases, r.beforeNumber, r.beforeName, r.particles, r.elisions, r.units} {
			seen := map[string]bool{}
			for word := range strings.SplitSeq(list, "|") {
				if list != "" && (word == "" || len(word) > longestWord || seen[word]) {
					t.Errorf("%s: %q is empty, too long or twice in %q", r.tag, word, list)
				}
				seen[word] = true
			}
		}
		for phrase := range strings.SplitSeq(r.phrases, "|") {
			first, second, ok := strings.Cut(phrase, " ")
			if ok && !strings.Contains(second, " ") && (isShort(first) || isShort(second)) && mayTie(phrase+" x", len(first)) {
				continue
			}
			t.Errorf("%s: %q is never looked up: it takes two words, one of them short", r.tag, phrase)
		}
	}
	for i := 1; i < len(cldr); i++ {
		if cldr[i-1].tag >= cldr[i].tag {
			t.Errorf("CLDR: %s out of order", cldr[i].tag)
		}
	}
}

// TestDraft: each language of the table has a word of its own.
func TestDraft(t *testing.T) {
	for i := range table {
		tag := table[i].tag
		if word := Draft(tag); word == "" || word == Draft("und") && !strings.HasPrefix(tag, "en") {
			t.Errorf("%s: %q", tag, word)
		}
	}
	if Draft("sv-FI") != Draft("sv") || Draft("pt-PT") != "Rascunho" {
		t.Error("a country's form of a language has another word")
	}
}
