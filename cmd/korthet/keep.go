package main

import (
	"context"

	"korthet/content"
)

// fit finds out how an edition is fitted, and has it set like that: as every later
// build will that keeps the fit. What is wrong with it is told when it is set.
func (b *builder) fit(ctx context.Context, edition *content.Edition, res *result) {
	quiet := result{edition: res.edition}
	if b.layOut(ctx, edition, &quiet) != nil {
		edition.Kept, res.fitted = quiet.fitted, quiet.fitted
	}
}

// keepFits writes the file that keeps how the editions were fitted that were written,
// and returns its name as the user sees it; "" where it is as it should be.
func (b *builder) keepFits(results []result) (string, error) {
	fits := map[string]*content.KeptFit{}
	for i := range results {
		if res := &results[i]; !res.missing {
			fits[res.edition] = res.fitted
		}
	}
	change, changed, err := b.pub.content.KeepFits(fits)
	if err != nil {
		return "", &adviceError{err: err, hint: "mend it, or delete it and the texts are fitted anew"}
	}
	if !changed {
		return "", nil
	}
	return seenFrom(b.pub.dir, change.Name), replaceText(b.pub, change)
}
