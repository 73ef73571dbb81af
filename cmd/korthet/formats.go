package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// The formats that a run can be told in: to a person on stderr, or to a program
// on stdout.
const (
	formatText   = "text"
	formatJSON   = "json"
	formatGitHub = "github" // workflow commands, which GitHub shows at the lines of a pull request
	formatGitLab = "gitlab" // GitLab's code quality report
	formatSARIF  = "sarif"  // SARIF 2.1.0 (OASIS, 2020)
)

// formats returns their names, with what the shell shows beside them.
func formats() []string {
	return []string{
		formatText + "\tfor a person", formatJSON + "\tfor a program",
		formatGitHub + "\tannotations of a GitHub workflow", formatGitLab + "\ta GitLab code quality report",
		formatSARIF + "\ta SARIF 2.1.0 log",
	}
}

// isFormat reports whether there is a format of that name.
func isFormat(name string) bool {
	for _, known := range formats() {
		if known, _, _ = strings.Cut(known, "\t"); known == name {
			return true
		}
	}
	return false
}

// tellProblems writes the run's problems in one of the formats for services.
func (s *summary) tellProblems(w io.Writer, dir, format string) error {
	switch format {
	case formatGitHub:
		return s.tellGitHub(w, dir)
	case formatGitLab:
		return s.tellGitLab(w, dir)
	default:
		return s.tellSARIF(w, dir)
	}
}

// severityOf returns how bad a problem is in this run.
func (s *summary) severityOf(p problem) severity {
	if s.strict {
		return isError
	}
	return p.severity
}

// wording returns what is wrong with the publication in a folder and what to do,
// in one text.
func (p *problem) wording(dir string) string {
	text := p.message
	if p.hint != "" {
		text += "\nhint: " + inFolder(p.hint, dir)
	}
	return printable(text)
}

// webPath returns a file's path as web services want it: with slashes, without
// "./".
func webPath(dir, file string) string { return filepath.ToSlash(seenFrom(dir, file)) }

// Workflow commands escape what would end them or their properties:
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
var (
	githubMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")                         //nolint:gochecknoglobals // a constant table
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C") //nolint:gochecknoglobals // a constant table
)

// tellGitHub writes a workflow command for each problem.
func (s *summary) tellGitHub(w io.Writer, dir string) error {
	var out strings.Builder
	for _, p := range s.problems {
		fmt.Fprintf(&out, "::%s ", s.severityOf(p))
		if p.pos.File != "" {
			fmt.Fprintf(&out, "file=%s,", githubProperty.Replace(webPath(dir, p.pos.File)))
		}
		if p.pos.Line > 0 {
			fmt.Fprintf(&out, "line=%d,", p.pos.Line)
		}
		if p.pos.Line > 0 && p.pos.Column > 0 {
			fmt.Fprintf(&out, "col=%d,", p.pos.Column)
		}
		title := "korthet"
		if p.pos.Path != "" {
			title += ": " + p.pos.Path
		}
		fmt.Fprintf(&out, "title=%s::%s\n", githubProperty.Replace(printable(title)), githubMessage.Replace(p.wording(dir)))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// gitlabIssue is a problem in a code quality report:
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

// gitlabLocation is where it is.
type gitlabLocation struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
	} `json:"lines"`
}

// tellGitLab writes a code quality report. The fingerprint has no line, so that
// a problem is known again when lines are added above it; those that are alike
// are counted.
func (s *summary) tellGitLab(w io.Writer, dir string) error {
	issues := []gitlabIssue{}
	seen := map[string]int{}
	for _, p := range s.problems {
		issue := gitlabIssue{Description: p.wording(dir), CheckName: "korthet", Severity: "major"}
		if s.severityOf(p) == isWarning {
			issue.Severity = "minor"
		}
		file := p.pos.File
		if file == "" {
			file = publicationFile // a place is demanded
		}
		issue.Location.Path, issue.Location.Lines.Begin = webPath(dir, file), max(p.pos.Line, 1)
		key := strings.Join([]string{issue.Location.Path, p.pos.Path, p.message}, "\x00")
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
		seen[key]++
		issue.Fingerprint = hex.EncodeToString(sum[:16])
		issues = append(issues, issue)
	}
	return writeJSON(w, issues)
}

// The parts of a SARIF log that are used (SARIF 2.1.0, clause 3).
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"` // 3.14.17
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string       `json:"id"`
		Short sarifMessage `json:"shortDescription"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"` // 3.27.5
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"` // 3.27.10: "error" or "warning"
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
	sarifLogical struct {
		FullyQualifiedName string `json:"fullyQualifiedName"`
	}
)

// sarifRules are what problems are sorted by in a SARIF log: the kind of file
// that they stand in. The last is for those of no file.
func sarifRules() []sarifRule {
	return []sarifRule{
		{"publication", sarifMessage{"The publication's list of editions and sections."}},
		{"text", sarifMessage{"A text."}},
		{"office", sarifMessage{"An office's contact block."}},
		{"design", sarifMessage{"A theme, how texts are fitted, a printer's profile, a picture or a font."}},
		{"run", sarifMessage{"The run of the program."}},
	}
}

// sarifRuleOf returns the index of a problem's rule.
func sarifRuleOf(p problem) int {
	file := p.pos.File
	if within, ok := strings.CutPrefix(file, "regions/"); ok {
		_, file, _ = strings.Cut(within, "/") // a region's folder has the same files
	}
	folder, _, inFolder := strings.Cut(file, "/")
	switch {
	case file == publicationFile:
		return 0
	case inFolder && folder == "text":
		return 1
	case inFolder && folder == "offices":
		return 2
	case p.pos.File != "":
		return 3
	}
	return 4
}

// programVersion returns the version that the program was built as, "" where it
// has none.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || !strings.HasPrefix(info.Main.Version, "v") {
		return ""
	}
	return info.Main.Version[1:]
}

// tellSARIF writes a SARIF log.
func (s *summary) tellSARIF(w io.Writer, dir string) error {
	rules := sarifRules()
	driver := sarifDriver{Name: "korthet", Version: programVersion(), Rules: rules}
	run := sarifRun{Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	for _, p := range s.problems {
		rule := sarifRuleOf(p)
		result := sarifResult{
			RuleID: rules[rule].ID, RuleIndex: rule, Level: s.severityOf(p).String(), Message: sarifMessage{p.wording(dir)},
		}
		if p.pos.File != "" {
			result.Locations = []sarifLocation{sarifPlace(dir, p)}
		}
		for _, pos := range p.also {
			result.Related = append(result.Related, sarifPlace(dir, problem{pos: pos}))
		}
		run.Results = append(run.Results, result)
	}
	return writeJSON(w, sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	})
}

func sarifPlace(dir string, p problem) sarifLocation {
	place := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{uriPath(webPath(dir, p.pos.File))}}}
	if p.pos.Line > 0 {
		place.Physical.Region = &sarifRegion{StartLine: p.pos.Line, StartColumn: p.pos.Column}
	}
	if p.pos.Path != "" {
		place.Logical = []sarifLogical{{p.pos.Path}}
	}
	return place
}

// writeJSON writes a value for a program, and a newline.
func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// uriPath returns a path as a URI reference (RFC 3986).
func uriPath(path string) string {
	if strings.HasPrefix(path, "/") {
		return (&url.URL{Scheme: "file", Path: path}).String()
	}
	return (&url.URL{Path: path}).String()
}
