package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"korthet/content"
)

// mostFits is how often an edition is set to find how it is fitted by a build that
// keeps its fit: nearly always the first fit is kept by the second.
const mostFits = 4

// fit finds out how an edition is fitted, and has it set like that: as every later
// build will that keeps the fit. What is wrong with it is told when it is set.
func (b *builder) fit(ctx context.Context, edition *content.Edition, res *result) {
	for range mostFits {
		quiet := result{edition: res.edition}
		if b.layOut(ctx, edition, &quiet) == nil || quiet.fitted.Equal(edition.Kept) {
			break
		}
		edition.Kept = quiet.fitted
	}
	res.fitted = edition.Kept
}

// keepFits writes the file that keeps how the editions were fitted that were written,
// if it is another one then, and adds to sum what it did.
func (b *builder) keepFits(results []result, sum *summary, r *report) {
	fits := map[string]*content.KeptFit{}
	none := true
	for i := range results {
		res := &results[i]
		if !res.missing {
			fits[res.edition] = res.fitted
		}
		none = none && !res.missing && res.fitted == nil
	}
	if none && len(results) > 0 {
		r.note("", "no text is fitted to its pages, so there is no fit to keep")
	}
	change, editions, err := b.pub.content.KeepFits(fits)
	switch {
	case err != nil:
		if !slices.ContainsFunc(sum.problems, func(p problem) bool { return p.pos.File == change.Name }) {
			sum.problems = append(sum.problems, asProblem(&adviceError{err: err, hint: "`korthet check` tells them"}))
		}
		return
	case len(editions) == 0:
		return
	}
	if err := replaceText(b.pub, change); err != nil {
		var advice *adviceError
		if errors.As(err, &advice) && strings.Contains(advice.hint, "-o") { // it has its place
			err = &adviceError{err: advice.err, hint: "the fits can be kept where the publication's files may be written"}
		}
		sum.problems = append(sum.problems, asProblem(err))
		return
	}
	sum.keptFit, sum.keptOf = seenFrom(b.pub.dir, change.Name), editions
}
