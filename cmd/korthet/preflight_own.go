package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"korthet/layout/display"
	"korthet/output/pdf"
	"korthet/output/preflight"
	"korthet/output/press"
)

// runPreflight looks at the press files of a publication's editions.
func runPreflight(cmd *cobra.Command, p *process, dir string, flags buildFlags) error {
	if flags.jobs < 1 {
		return wrongUsage(cmd, "", "the flag `--jobs` needs a number from 1, not %d", flags.jobs)
	}
	dates, err := newDates(flags.date, p.getenv(sourceDateEpoch))
	if err != nil {
		return wrongUsage(cmd, "", "%w", err)
	}
	pub, err := openPublication(dir)
	if err != nil {
		return tellReports(p, nil, nil, []problem{asProblem(err)}, flags)
	}
	defer pub.Close()
	ids, err := chooseEditions(cmd, pub, flags.editions)
	if err != nil {
		return err
	}
	b := newBuilder(pub, flags, dates, false)
	defer b.close()
	b.press = true
	if problems := b.shelf.choose(flags.profile, dir); failed(problems, flags.strict) {
		return tellReports(p, pub, nil, problems, flags)
	}
	var reports []preflight.Report
	var problems []problem
	if len(flags.editions) == 0 || len(ids) == 0 {
		problems = append(problems, pub.mistakes...)
	}
	problems = append(problems, b.fontProblems...)
	for _, id := range ids {
		res := result{edition: id}
		doc, edition := b.set(cmd.Context(), &res)
		problems = append(problems, res.problems...)
		if doc == nil {
			continue
		}
		printer, errs := b.shelf.of(edition)
		if problems = append(problems, contentProblems(errs, id)...); printer == nil {
			continue
		}
		report, faults := b.preflight(doc, printer.profile, b.dates.of(edition.Date))
		reports, problems = append(reports, report), append(problems, faults...)
	}
	return tellReports(p, pub, reports, merge(problems), flags)
}

// preflightOf returns what a print shop would say of a file of an edition. err is
// why the writer refused it, nil where it did not: of a document or a printer that
// it could make nothing of there is no more to say.
func (b *builder) preflightOf(kind *target, job *job, how settings, err error) []problem {
	if kind.preflight == nil {
		return nil
	}
	var violations *pdf.ViolationError
	if err != nil && !errors.As(err, &violations) {
		return nil
	}
	told := map[display.Src]bool{}
	if violations != nil {
		for _, v := range violations.Violations {
			if stops(v.Rule) {
				return nil
			}
			if checkOfRule(v.Rule) == preflight.Bleed {
				told[v.Src] = true
			}
		}
	}
	var found []problem
	for _, v := range kind.preflight(job.doc, how) {
		if v.Status < preflight.Warning || v.Check == preflight.Bleed && told[v.Src] {
			continue
		}
		p := problemOf(&v)
		p.editions = []string{job.edition.ID}
		found = append(found, p)
	}
	return found
}

// preflight is the report on the press file that would be written of a document,
// and what is the program's fault and not the publication's.
func (b *builder) preflight(doc *display.Document, profile *press.Profile, date time.Time) (preflight.Report, []problem) {
	report := preflight.Report{
		Publication: doc.Meta.Name, Edition: doc.Meta.Edition, Profile: profile.Name, Pages: sideCount(doc),
	}
	printed, opts := prepared(pdf.Print, doc, settings{
		name: fileName(doc.Meta.Name, doc.Meta.Edition, "print", "", "pdf"), date: date, printer: profile, cache: b.cache,
	})
	ran := true
	var faults []problem
	for _, v := range pdf.Check(printed, opts) {
		ran = ran && !stops(v.Rule)
		verdict := preflight.Verdict{Check: checkOfRule(v.Rule), Status: preflight.Error, Rule: v.Rule, Message: v.Message, Hint: adviceOfRule(v.Rule), Src: placeOf(v)}
		if v.Rule == "display" {
			verdict.Status, verdict.Message = preflight.NotChecked, "the pages do not fit together, which is korthet's fault: "+v.Message
			faults = append(faults, problem{
				message: "korthet itself failed here: " + v.Message, hint: "please report this, with the publication", editions: []string{doc.Meta.Edition},
			})
		}
		report.Add(verdict)
	}
	if ran {
		for _, v := range preflight.Press(printed, preflight.PressOptions{Profile: profile, Cache: b.cache, Coverage: true}) {
			ruled := report.Of(v.Check)
			switch {
			// What the rules found wrong has not passed, whatever else is good of it.
			case v.Status == preflight.Passed && report.WorstOf(v.Check) != preflight.Passed:
			case v.Check == preflight.Bleed && slices.ContainsFunc(ruled, func(r preflight.Verdict) bool { return r.Rule != "" && r.Src == v.Src }):
			default:
				report.Add(v)
			}
		}
		passRules(&report, doc, profile)
	}
	report.Complete("it can be checked only when the errors of this report are gone")
	report.Sort()
	return report, faults
}

// stops reports whether pdf.Check, having found that a rule is broken, has not
// gone on to the other rules: the printer profile or the document is unusable.
func stops(rule string) bool {
	switch rule {
	case "O2", "O3", "O4", "O5", "printer", "display":
		return true
	}
	return false
}

// passRules adds what the rules of pdf.Check, all of which ran, say of the
// checks that they found nothing for.
func passRules(report *preflight.Report, doc *display.Document, profile *press.Profile) {
	side := &doc.Sheets[0].Sides[0]
	for _, v := range []preflight.Verdict{
		{Check: preflight.Conformance, Message: "all rules of PDF/X-4 hold"},
		{Check: preflight.OutputCondition, Message: "the printer's output condition and its ICC profile are usable"},
		{Check: preflight.Fonts, Message: "all fonts may be embedded, no glyph is missing and no word is lost"},
		{Check: preflight.SpotNames, Message: "each spot ink has one name and one mixture"},
		{Check: preflight.Boxes, Message: fmt.Sprintf(
			"all pages are cut to one size, %s × %s, with %s of bleed", inMillimetres(side.Width), inMillimetres(side.Height), inMillimetres(profile.Bleed),
		)},
		{Check: preflight.Bleed, Message: "areas and pictures that touch the trim reach the end of the bleed"},
	} {
		if len(report.Of(v.Check)) == 0 {
			report.Add(v)
		}
	}
}

// inMillimetres writes a length to a tenth of a millimetre.
func inMillimetres(l display.Length) string {
	tenths := display.MulDiv(int64(l), 254, int64(72*display.Point))
	sign := ""
	if tenths < 0 {
		sign, tenths = "-", -tenths
	}
	return sign + strings.TrimSuffix(fmt.Sprintf("%d.%d", tenths/10, tenths%10), ".0") + " mm"
}

// checkOfRule is the check that a rule of output/pdf/PDF_X4.md belongs to.
func checkOfRule(rule string) preflight.Check {
	switch rule {
	case "O2", "O3", "O4", "O5", "printer":
		return preflight.OutputCondition
	case "T1", "31-030", "words":
		return preflight.Fonts
	case "K4":
		return preflight.SpotNames
	case "P1", "same-trim":
		return preflight.Boxes
	case "P4":
		return preflight.Bleed
	}
	return preflight.Conformance
}

// sideCount is how many pages the press file has: one for each side.
func sideCount(doc *display.Document) int {
	sides := 0
	for _, sheet := range doc.Sheets {
		sides += len(sheet.Sides)
	}
	return sides
}
