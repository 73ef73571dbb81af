package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"korthet/content"
	"korthet/layout/display"
	"korthet/output/preflight"
)

// newPreflightCommand returns the command that looks at a press file as a print
// shop would.
func newPreflightCommand(p *process) *cobra.Command {
	var flags buildFlags
	cmd := &cobra.Command{
		Use:     "preflight [FOLDER|FILE.pdf]",
		Short:   "Say what a print shop would say of the press file",
		GroupID: groupMain,
		Long: `preflight looks at the press file of each edition of the publication in FOLDER,
or at any PDF file, with the eyes of the printer whose profile is named: is it
PDF/X-4, are pictures fine enough, is there too much ink, is type too small, is
black text on the black plate alone, is there bleed. Each check has a verdict:
passed, warning, error, or not checked, with the reason.

It writes no file.`,
		Example: `  korthet preflight demo                                    all editions
  korthet preflight demo -e sv --profile uncoated-fogra29   for uncoated paper
  korthet preflight poster.pdf --json                       any PDF file; for a program`,
		Args:              atMost(1, "folder or PDF file"),
		ValidArgsFunction: completeDirectory,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := flags.settleFormat(cmd); err != nil {
				return err
			}
			if isFile(directory(args)) || len(args) > 0 && isMissingPDF(args[0]) {
				reports, problems := foreignReport(args[0], flags.profile)
				return tellReports(p, nil, reports, problems, flags)
			}
			return runPreflight(cmd, p, directory(args), flags)
		},
	}
	set := cmd.Flags()
	addProfileFlag(cmd, &flags)
	set.StringVar(&flags.date, "date", "", "the `DAY` the files bear, such as 2026-05-31")
	addEditionFlags(cmd, &flags)
	return cmd
}

// isFile reports whether there is a file of this name that is no folder.
func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// isMissingPDF reports whether a name is that of a PDF file that is not there.
func isMissingPDF(name string) bool {
	_, err := os.Stat(name)
	return err != nil && strings.EqualFold(filepath.Ext(name), ".pdf")
}

// tellReports reports what was found to a person or, in another format, to a
// program, and returns errReported where a verdict is an error or there were errors
// before. pub is nil for a foreign file.
func tellReports(p *process, pub *publication, reports []preflight.Report, problems []problem, flags buildFlags) error {
	dir := ""
	if pub != nil {
		dir = pub.dir
	}
	bad := failed(problems, flags.strict)
	for i := range reports {
		bad = bad || reportFails(&reports[i], flags.strict)
	}
	var err error
	switch flags.format {
	case formatJSON:
		err = reportsAsJSON(p, dir, reports, problems, flags.strict, !bad)
	case formatText:
		err = reportsAsText(p, pub, reports, problems, flags.strict)
	default:
		sum := summary{command: "preflight", strict: flags.strict, problems: append(problems, reportProblems(reports)...)}
		sum.tellPerson(p, pub) // whom a service's log is for, too
		err = sum.tellProblems(p.stdout, dir, flags.format)
	}
	switch {
	case err != nil:
		return fmt.Errorf("cannot write the report: %w", err)
	case bad:
		return errReported
	}
	return nil
}

// reportsAsText tells a person what was found: the verdicts, which were asked for,
// on stdout, and what else there is to say on stderr.
func reportsAsText(p *process, pub *publication, reports []preflight.Report, problems []problem, strict bool) error {
	r := newReport(p)
	r.strict = strict
	if pub != nil {
		r.dir, r.files, r.editions = pub.dir, pub.root.FS(), len(reports)
	}
	r.problems(problems)
	out := bufio.NewWriter(p.stdout)
	r.w, r.look = out, p.out
	for i := range reports {
		r.preflight(&reports[i])
	}
	return out.Flush()
}

// reportProblems are the verdicts that are warnings or errors as problems of the
// publication's files or, of a foreign file, of that.
func reportProblems(reports []preflight.Report) []problem {
	var all []problem
	for i := range reports {
		for _, v := range reports[i].Verdicts {
			if v.Status < preflight.Warning {
				continue
			}
			p := problemOf(&v)
			if p.pos.File == "" {
				p.pos.File = reports[i].File
			}
			if edition := reports[i].Edition; edition != "" {
				p.editions = []string{edition}
			}
			all = append(all, p)
		}
	}
	return all
}

// problemOf is a verdict that is a warning or an error as a problem.
func problemOf(v *preflight.Verdict) problem {
	p := problem{pos: content.Pos(v.Src), message: v.Message, hint: v.Hint}
	if v.Page > 0 {
		p.message = fmt.Sprintf("page %d: %s", v.Page, p.message)
	}
	rule := ""
	if v.Rule != "" {
		rule = ", rule " + v.Rule
	}
	p.message += fmt.Sprintf(" (preflight: %s%s)", v.Check, rule)
	if v.Status == preflight.Warning {
		p.severity = isWarning
	}
	return p
}

// reportFails reports whether a report forbids writing.
func reportFails(r *preflight.Report, strict bool) bool {
	worst := r.Worst()
	return worst == preflight.Error || strict && worst == preflight.Warning
}

// preflight tells a report to a person: a head, a line for each verdict, the
// author's line below what has a place in it, and a sum.
func (r *report) preflight(found *preflight.Report) {
	what := found.File
	if what == "" {
		what = found.Publication + ", edition " + found.Edition
	}
	fmt.Fprintf(r.w, "%s (%s, printer %s)\n", r.paint(bold, printable(what)), plural(found.Pages, "page", "pages"), printable(found.Profile))
	var counts [preflight.Error + 1]int
	foreign := found.File != ""
	told := map[verdictKind]int{}
	hidden := sharedReasons(found) // of those that were told, -1
	for i, v := range found.Verdicts {
		status := v.Status
		if status == preflight.Warning && r.strict {
			status = preflight.Error
		}
		counts[status]++
		colour := [...]string{preflight.Passed: green, preflight.NotChecked: cyan, preflight.Warning: yellow, preflight.Error: red}[status]
		if n := hidden[v.Message]; n > enoughAlike && v.Status == preflight.NotChecked {
			hidden[v.Message] = -1
			v.Check, v.Page, v.Place, v.Hint = preflight.Check(fmt.Sprintf("(%d checks)", n)), 0, nil, ""
			r.verdict(r.paint(cyan, fmt.Sprintf("%-11s", status)), &v, foreign)
			continue
		} else if n < 0 {
			continue
		}
		kind := verdictKind{v.Check, v.Status, v.Rule}
		if told[kind]++; !foreign || told[kind] <= enoughAlike {
			r.verdict(r.paint(colour, fmt.Sprintf("%-11s", status)), &v, foreign)
		}
		if last := i+1 == len(found.Verdicts) || found.Verdicts[i+1].Check != v.Check; foreign && last {
			r.moreAlike(told, v.Check)
		}
	}
	sum := []string{plural(counts[preflight.Error], "error", "errors"), plural(counts[preflight.Warning], "warning", "warnings")}
	if n := counts[preflight.NotChecked]; n > 0 {
		sum = append(sum, strconv.Itoa(n)+" not checked")
	}
	fmt.Fprintf(r.w, "%s\n", strings.Join(sum, ", "))
}

// sharedReasons counts the checks that were not made for the same reason.
func sharedReasons(found *preflight.Report) map[string]int {
	counts := map[string]int{}
	for _, v := range found.Verdicts {
		if v.Status == preflight.NotChecked {
			counts[v.Message]++
		}
	}
	return counts
}

// verdictKind is what verdicts have in common of which people are told a few.
type verdictKind struct {
	check  preflight.Check
	status preflight.Status
	rule   string
}

// enoughAlike is how many verdicts of a kind people are told: a program that makes
// files for screens does the same wrong on every page.
const enoughAlike = 4

// moreAlike says how many verdicts of a check were not told.
func (r *report) moreAlike(told map[verdictKind]int, check preflight.Check) {
	more := 0
	for kind, n := range told {
		if kind.check == check {
			more += max(0, n-enoughAlike)
		}
	}
	if more > 0 {
		fmt.Fprintf(r.w, "  %-11s %-16s %d more of the kind; --json lists them\n", "", check, more)
	}
}

// verdict tells a verdict; where on the page it is, of a file of which no line in
// the author's files can be shown.
func (r *report) verdict(status string, v *preflight.Verdict, foreign bool) {
	message := v.Message
	switch {
	case foreign && v.Page > 0 && v.Place != nil:
		message = fmt.Sprintf("page %d, %s from the left and %s from the top: %s", v.Page, inMillimetres(v.Place.X), inMillimetres(v.Place.Y), message)
	case v.Page > 0:
		message = fmt.Sprintf("page %d: %s", v.Page, message)
	}
	if v.Rule != "" {
		message += " (rule " + v.Rule + ")"
	}
	pos := content.Pos(v.Src)
	if pos.File != "" && v.Status == preflight.Passed {
		// What is good needs no line to be mended.
		message += fmt.Sprintf(" (%s)", r.place(pos))
	}
	fmt.Fprintf(r.w, "  %s %-16s %s\n", status, v.Check, printable(message))
	if pos.File != "" && v.Status != preflight.Passed {
		fmt.Fprintf(r.w, "  %s %s\n", r.paint(cyan, "see:"), r.place(pos))
		r.excerpt(pos)
	}
	if v.Hint != "" {
		r.hint(v.Hint)
	}
}

// jsonPreflight is what preflight --json prints. Fields are added in later
// versions, never changed or taken away while Version is 1. Lists are never null.
type jsonPreflight struct {
	Version  int           `json:"version"` // of this format: 1
	Command  string        `json:"command"` // "preflight"
	OK       bool          `json:"ok"`      // the exit status is 0
	Reports  []jsonVerdict `json:"reports"`
	Problems []jsonProblem `json:"problems"` // of the publication, found on the way
}

// jsonVerdict is the report on one file.
type jsonVerdict struct {
	File        string      `json:"file,omitempty"`
	Publication string      `json:"publication,omitempty"`
	Edition     string      `json:"edition,omitempty"`
	Profile     string      `json:"profile"`
	Pages       int         `json:"pages"`
	Status      string      `json:"status"` // the worst of the checks
	Checks      []jsonCheck `json:"checks"`
}

// jsonCheck is a verdict.
type jsonCheck struct {
	Check   string     `json:"check"`
	Status  string     `json:"status"` // "passed", "not checked", "warning", "error"
	Rule    string     `json:"rule,omitempty"`
	Message string     `json:"message"`
	Hint    string     `json:"hint,omitempty"`
	Page    int        `json:"page,omitempty"` // from 1
	Area    *jsonArea  `json:"area,omitempty"` // on the page
	Source  *jsonPlace `json:"source,omitempty"`
}

// jsonArea is a rectangle, in points with the origin in the trim's upper start
// corner.
type jsonArea struct {
	X      json.Number `json:"x"`
	Y      json.Number `json:"y"`
	Width  json.Number `json:"width"`
	Height json.Number `json:"height"`
}

func reportsAsJSON(p *process, dir string, reports []preflight.Report, problems []problem, strict, ok bool) error {
	out := jsonPreflight{Version: 1, Command: "preflight", OK: ok, Reports: []jsonVerdict{}, Problems: jsonProblems(dir, problems, strict)}
	for i := range reports {
		r := &reports[i]
		j := jsonVerdict{
			File: r.File, Publication: r.Publication, Edition: r.Edition, Profile: r.Profile, Pages: r.Pages,
			Status: statusName(r.Worst(), strict), Checks: []jsonCheck{},
		}
		for _, v := range r.Verdicts {
			c := jsonCheck{Check: string(v.Check), Status: statusName(v.Status, strict), Rule: v.Rule, Message: v.Message, Hint: v.Hint, Page: v.Page}
			if v.Place != nil {
				c.Area = &jsonArea{inPoints(v.Place.X), inPoints(v.Place.Y), inPoints(v.Place.Width), inPoints(v.Place.Height)}
			}
			if v.Src.File != "" {
				place := placeFor(dir, problem{pos: content.Pos(v.Src)})
				c.Source = &place
			}
			j.Checks = append(j.Checks, c)
		}
		out.Reports = append(out.Reports, j)
	}
	encoder := json.NewEncoder(p.stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

// statusName names a status; with --strict a warning is an error.
func statusName(s preflight.Status, strict bool) string {
	if strict && s == preflight.Warning {
		s = preflight.Error
	}
	return s.String()
}

// inPoints writes a length in points, to the thousandth.
func inPoints(l display.Length) json.Number {
	milli := l.Scale(1000, int64(display.Point))
	sign := ""
	if milli < 0 {
		sign, milli = "-", -milli
	}
	return json.Number(fmt.Sprintf("%s%d.%03d", sign, milli/1000, milli%1000))
}
