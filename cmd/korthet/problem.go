package main

import (
	"cmp"
	"slices"
	"strings"

	"korthet/content"
)

// severity is how bad a problem is.
type severity uint8

// The severities.
const (
	isError   severity = iota // the edition is not written
	isWarning                 // the file is written; --strict makes it an error
)

// String returns the severity's name in reports.
func (s severity) String() string {
	if s == isWarning {
		return "warning"
	}
	return "error"
}

// problem is one thing to tell the author, whichever room found it.
type problem struct {
	severity severity
	pos      content.Pos   // zero where no file is to blame
	also     []content.Pos // other places that belong to it
	message  string        // lower case, no full stop
	hint     string        // what to do; may be empty
	// editions are the ids of those that have the problem, in the
	// publication's order; nil when it concerns none in particular.
	editions []string
}

// contentProblems returns what content found as problems of one edition, or of
// none in particular when edition is "".
func contentProblems(errs content.ErrorList, edition string) []problem {
	var found []problem
	for _, e := range errs {
		p := problem{pos: e.Pos, also: e.Also, message: e.Err.Error(), hint: e.Hint}
		if e.Severity == content.SeverityWarning {
			p.severity = isWarning
		}
		if edition != "" {
			p.editions = []string{edition}
		}
		found = append(found, p)
	}
	return found
}

// merge joins problems that are the same in several editions, which is what a
// mistake in a text is that they share, and sorts all in the order in which they
// are best mended.
func merge(all []problem) []problem {
	type key struct {
		severity      severity
		pos           content.Pos
		message, hint string
	}
	seen := map[key]int{}
	var merged []problem
	for _, p := range all {
		k := key{p.severity, p.pos, p.message, p.hint}
		at, ok := seen[k]
		if !ok {
			seen[k] = len(merged)
			p.editions = slices.Clone(p.editions)
			merged = append(merged, p)
			continue
		}
		merged[at].editions = append(merged[at].editions, p.editions...)
	}
	slices.SortStableFunc(merged, func(a, b problem) int {
		return cmp.Or(
			cmp.Compare(a.rank(), b.rank()),
			cmp.Compare(a.pos.File, b.pos.File),
			cmp.Compare(a.pos.Line, b.pos.Line),
			cmp.Compare(a.pos.Column, b.pos.Column),
		)
	})
	return merged
}

// rank says how soon a problem is best mended: errors before warnings, many of
// which follow from them, and of each what stands in publication.yaml, which the
// others follow from, before what regions lay over the rest. What concerns no file
// comes last, in the order given.
func (p *problem) rank() int {
	rank := 0
	switch {
	case p.pos.File == "":
		return 6
	case p.pos.File == publicationFile:
	case strings.HasPrefix(p.pos.File, "regions/"):
		rank = 2
	default:
		rank = 1
	}
	if p.severity == isWarning {
		rank += 3
	}
	return rank
}

// failed reports whether any of the problems forbids writing.
func failed(all []problem, strict bool) bool {
	return slices.ContainsFunc(all, func(p problem) bool { return p.severity == isError || strict })
}

// count returns how many errors and warnings there are.
func count(all []problem, strict bool) (errors, warnings int) {
	for _, p := range all {
		if p.severity == isError || strict {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}
