package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"korthet/layout/display"
	"korthet/output/impose"
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
		reports = append(reports, b.preflight(cmd.Context(), doc, printer.profile, b.dates.of(edition.Date)))
	}
	return tellReports(p, pub, reports, merge(problems), flags)
}

// preflight is the report on the press file that would be written of a document.
func (b *builder) preflight(_ context.Context, doc *display.Document, profile *press.Profile, date time.Time) preflight.Report {
	report := preflight.Report{
		Publication: doc.Meta.Name, Edition: doc.Meta.Edition, Profile: profile.Name, Pages: sideCount(doc),
	}
	opts := pdf.Options{Target: pdf.Print, Date: date, Producer: producer, Cache: b.cache, Profile: profile}
	printed := impose.Bleed(doc, profile.Bleed)
	ran := true
	for _, v := range pdf.Check(printed, opts) {
		ran = ran && !stops(v.Rule)
		report.Add(preflight.Verdict{
			Check: checkOfRule(v.Rule), Status: preflight.Error, Rule: v.Rule, Message: v.Message, Src: v.Src,
		})
	}
	if ran {
		for _, v := range preflight.Press(printed, preflight.PressOptions{Profile: profile, Cache: b.cache, Coverage: true}) {
			// What the rules found wrong has not passed, whatever else is good of it.
			if v.Status != preflight.Passed || report.WorstOf(v.Check) == preflight.Passed {
				report.Add(v)
			}
		}
		passRules(&report)
	}
	report.Complete("it can be checked only when the errors of this report are gone")
	report.Sort()
	return report
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
func passRules(report *preflight.Report) {
	for _, v := range []preflight.Verdict{
		{Check: preflight.Conformance, Message: "all rules of PDF/X-4 hold"},
		{Check: preflight.OutputCondition, Message: "the printer's output condition and its ICC profile are usable"},
		{Check: preflight.Fonts, Message: "all fonts may be embedded, no glyph is missing and no word is lost"},
		{Check: preflight.SpotNames, Message: "each spot ink has one name and one mixture"},
		{Check: preflight.Boxes, Message: "all pages have one trim"},
		{Check: preflight.Bleed, Message: "areas and pictures that touch the trim reach the end of the bleed"},
	} {
		if len(report.Of(v.Check)) == 0 {
			report.Add(v)
		}
	}
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
