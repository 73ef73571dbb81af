package html_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// axeScript is axe-core, a library that looks in a browser for what keeps
// people out of a page: the environment's AXE names the folder in which it is
// installed. Where the list KORTHET_TOOLS has axe it must be there; else a test
// that wants it is skipped.
func axeScript(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile(filepath.Join(os.Getenv("AXE"), "axe.min.js"))
	if err == nil {
		return string(script)
	}
	if slices.Contains(strings.Fields(os.Getenv("KORTHET_TOOLS")), "axe") {
		t.Fatalf("axe-core cannot be read from AXE: %v", err)
	}
	t.Skip("AXE does not name the folder of an installed axe-core")
	return ""
}

// axeVerdict is what axe-core says of a page.
type axeVerdict struct {
	Passes     []struct{ ID string }
	Violations []axeFinding
	Incomplete []axeFinding // what it cannot decide
}

type axeFinding struct {
	ID, Help string
	Nodes    []struct {
		HTML, FailureSummary string
	}
}

func (f axeFinding) String() string {
	text := f.ID + ": " + f.Help
	for _, node := range f.Nodes {
		text += fmt.Sprintf("\n\t%s: %s", node.HTML, strings.Join(strings.Fields(node.FailureSummary), " "))
	}
	return text
}

// axe has the page that is open judged by all rules that axe-core has, those
// that are best practice and those on trial too.
func (b *browser) axe(script string) (v axeVerdict) {
	b.t.Helper()
	b.evaluate(script)
	said := b.later(`axe.run(document, {
		runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental"]},
	}).then(r => JSON.stringify({passes: r.passes, violations: r.violations, incomplete: r.incomplete}))`)
	if err := json.Unmarshal([]byte(said), &v); err != nil {
		b.t.Fatal(err)
	}
	return v
}

// TestAxe: axe-core finds nothing on the pages, in a broad window and in a
// narrow one, and has nothing left to be decided by eye.
func TestAxe(t *testing.T) {
	script := axeScript(t)
	b := newBrowser(t)
	docs := documents(t)
	delete(docs, "everything") // tags where they do not belong
	for name, doc := range docs {
		page := write(t, doc)
		for _, width := range []int{1280, 320} {
			t.Run(fmt.Sprint(name, " ", width), func(t *testing.T) {
				b.t = t
				b.resize(width, 720)
				b.open(page)
				v := b.axe(script)
				for _, finding := range append(v.Violations, v.Incomplete...) {
					if finding.ID != "p-as-heading" { // it asks whether a motto below the title is one
						t.Error(finding)
					}
				}
				if len(v.Passes) < 20 {
					t.Errorf("only %d rules had something to look at", len(v.Passes))
				}
			})
		}
	}
}

// TestAxeMutants shows that TestAxe can fail.
func TestAxeMutants(t *testing.T) {
	script := axeScript(t)
	b := newBrowser(t)
	page := string(write(t, set(t, publications(t)["languages"])))
	for _, change := range [][3]string{
		{"html-has-lang", ` lang="sv"`, ""},
		{"html-lang-valid", ` lang="sv"`, ` lang="svenska"`},
		{"valid-lang", ` lang="en"`, ` lang="engelska"`},
		{"document-title", "<title>", "<title></title><style>"},
		{"landmark-one-main", "main", "div"},
		{"page-has-heading-one", "h1", "h2"},
		{"heading-order", "h2", "h4"},
		{"link-name", `">länk`, `"></a><a>länk`},
		{"listitem", `<ul role="list">`, "<div>"},
		{"color-contrast", "--text: #", "--text: #e0e0e0; --text2: #"},
		{"meta-viewport", "initial-scale=1", "initial-scale=1, user-scalable=no"},
		{"link-in-text-block", "text-decoration-thickness: from-font", "text-decoration: none"},
	} {
		rule, from, to := change[0], change[1], change[2]
		t.Run(rule, func(t *testing.T) {
			b.t = t
			mutant := strings.ReplaceAll(page, from, to)
			if mutant == page {
				t.Fatalf("the page has no %q", from)
			}
			b.open([]byte(mutant))
			v := b.axe(script)
			if !slices.ContainsFunc(v.Violations, func(f axeFinding) bool { return f.ID == rule }) {
				t.Errorf("axe-core finds %v", v.Violations)
			}
		})
	}
}
