package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"korthet/content"
)

// oddSummary has what the formats must escape.
func oddSummary() *summary {
	return &summary{problems: []problem{
		{
			pos:     content.Pos{File: "text/sv/a,b:c %.yaml", Line: 3, Column: 7, Path: "sections.a.title"},
			message: "100% wrong: \"x\", <y>", hint: "do this\nthen that", also: []content.Pos{{File: "offices/x.yaml", Line: 1, Column: 1}},
		},
		{severity: isWarning, pos: content.Pos{File: "text/sv/b.yaml"}, message: "a blemish"},
		{message: "of no file"},
	}}
}

func told(t *testing.T, s *summary, format string) string {
	t.Helper()
	var out bytes.Buffer
	if err := s.tellProblems(&out, "demo", format); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestGitHub checks the workflow commands to the letter.
func TestGitHub(t *testing.T) {
	const want = `::error file=demo/text/sv/a%2Cb%3Ac %25.yaml,line=3,col=7,title=korthet%3A sections.a.title::100%25 wrong: "x", <y>%0Ahint: do this%0Athen that
::warning file=demo/text/sv/b.yaml,title=korthet::a blemish
::error title=korthet::of no file
`
	if got := told(t, oddSummary(), formatGitHub); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	strict := oddSummary()
	strict.strict = true
	if got := told(t, strict, formatGitHub); strings.Contains(got, "::warning") {
		t.Errorf("--strict tells a warning: %s", got)
	}
}

// TestGitLab checks that each issue has what GitLab demands, and a fingerprint
// of its own that a line added above does not change.
func TestGitLab(t *testing.T) {
	read := func(s *summary) (issues []map[string]any) {
		if err := json.Unmarshal([]byte(told(t, s, formatGitLab)), &issues); err != nil {
			t.Fatal(err)
		}
		return issues
	}
	moved := oddSummary()
	moved.problems[0].pos.Line = 9
	seen := map[any]bool{}
	for i, issue := range read(oddSummary()) {
		for _, key := range []string{"description", "check_name", "fingerprint", "severity", "location"} {
			if issue[key] == nil || issue[key] == "" {
				t.Errorf("issue %d has no %s", i, key)
			}
		}
		if seen[issue["fingerprint"]] || issue["fingerprint"] != read(moved)[i]["fingerprint"] {
			t.Errorf("issue %d: its fingerprint is not its own, or changes with the line", i)
		}
		seen[issue["fingerprint"]] = true
	}
	if got := told(t, &summary{}, formatGitLab); got != "[]\n" {
		t.Errorf("nothing is told as %q", got)
	}
}

// TestSARIF checks what the standard's clauses demand of what is used.
func TestSARIF(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal([]byte(told(t, oddSummary(), formatSARIF)), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 || log.Runs[0].Tool.Driver.Name == "" { // 3.13.2, 3.13.4, 3.19.8
		t.Fatalf("got %+v", log)
	}
	results := log.Runs[0].Results
	if len(results) != 3 || results[0].Level != "error" || results[1].Level != "warning" || len(results[2].Locations) != 0 {
		t.Fatalf("got %+v", results)
	}
	for i, rule := range []string{"text", "text", "run"} { // 3.27.5: each result has a rule, 3.27.6: which stands in the list
		if got := results[i]; got.RuleID != rule || log.Runs[0].Tool.Driver.Rules[got.RuleIndex].ID != rule {
			t.Errorf("result %d has the rule %q, %d", i, got.RuleID, got.RuleIndex)
		}
	}
	for file, rule := range map[string]string{
		"publication.yaml": "publication", "regions/north/publication.yaml": "publication", "regions/north/text/sv/a.yaml": "text",
		"offices/o.yaml": "office", "regions/north/offices/o.yaml": "office", "theme.yaml": "design", "fit.yaml": "design", "": "run",
	} {
		if got := sarifRules()[sarifRuleOf(problem{pos: content.Pos{File: file}})].ID; got != rule {
			t.Errorf("%q has the rule %q, want %q", file, got, rule)
		}
	}
	place := results[0].Locations[0].Physical
	if place.Artifact.URI != "demo/text/sv/a,b:c%20%25.yaml" || *place.Region != (sarifRegion{3, 7}) || len(results[0].Related) != 1 {
		t.Errorf("got %+v", place)
	}
	if results[1].Locations[0].Physical.Region != nil { // 3.30.5: a line is from 1
		t.Error("a place without a line has a region")
	}
	if got := told(t, &summary{}, formatSARIF); !strings.Contains(got, `"results": []`) { // 3.14.23: not null once the tool has looked
		t.Errorf("nothing is told as %s", got)
	}
}
