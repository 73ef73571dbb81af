package layout

import (
	"context"
	"fmt"
	"sort"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/layout/hyphen"
	"korthet/layout/linebreak"
)

// Options says what Layout works with.
type Options struct {
	Fonts *fonts.Library // the faces at hand; nil: the built-in ones
	Cache *cache.Cache   // what editions share; nil: nothing is kept
}

// Severity says whether an edition may be written.
type Severity uint8

// The severities.
const (
	Warning Severity = iota // a blemish: the edition is written
	Error                   // lost or overflowing text: the edition is not written
)

// String returns "warning" or "error".
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Problem is something wrong with the edition as it was set.
type Problem struct {
	Severity Severity
	Pos      content.Pos // where the author can mend it
	Message  string      // what is wrong, in plain words
	Hint     string      // what to do; may be empty
}

// String returns the problem as one line.
func (p Problem) String() string {
	text := fmt.Sprintf("%s: %s: %s", p.Pos, p.Severity, p.Message)
	if p.Hint != "" {
		text += " (" + p.Hint + ")"
	}
	return text
}

// Layout sets an edition. It returns the document as far as it could be set,
// and what is wrong with it, sorted by place. Where a problem is an Error the
// document must not be published: text is missing or does not fit. The error
// is the context's, when it was cancelled before the end; the document is then
// nil. An unfinished edition is set as far as it goes.
func Layout(ctx context.Context, edition *content.Edition, opts Options) (*display.Document, []Problem, error) {
	if opts.Fonts == nil {
		opts.Fonts = fonts.Builtin()
	}
	kept := opts.Cache
	if kept == nil {
		kept = cache.New(ownCache)
	}
	s := &setter{
		kept: kept,
		ctx:  ctx, edition: edition, opts: opts,
		hyphenators: map[string]*hyphen.Patterns{}, derived: map[styleKey]*Style{},
	}
	s.theme = s.resolveTheme(edition.Theme)
	s.prepareFonts()
	doc := s.document()
	if err := ctx.Err(); err != nil {
		return nil, nil, fmt.Errorf("layout: %s: %w", edition.ID, err)
	}
	sort.SliceStable(s.problems, func(i, j int) bool { return before(s.problems[i].Pos, s.problems[j].Pos) })
	return doc, s.problems, nil
}

// ownCache bounds what the trials of one call share where the run shares nothing.
const ownCache = 64 << 20

// setter is the state of one call of Layout.
type setter struct {
	ctx      context.Context //nolint:containedctx // lives for one call
	edition  *content.Edition
	opts     Options
	theme    *Theme
	problems []Problem
	shaper

	breaker     linebreak.Breaker
	hyphenators map[string]*hyphen.Patterns
	points      []hyphen.Point
	derived     map[styleKey]*Style

	kept  *cache.Cache // what trials share; the run's, if it has one
	base  breakable    // of the paragraph at hand
	parts []linePart   // of the line at hand
}

func (s *setter) report(severity Severity, pos content.Pos, hint, format string, args ...any) {
	problem := Problem{Severity: severity, Pos: pos, Message: fmt.Sprintf(format, args...), Hint: hint}
	for _, known := range s.problems {
		if known == problem {
			return
		}
	}
	s.problems = append(s.problems, problem)
}

func before(a, b content.Pos) bool {
	switch {
	case a.File != b.File:
		return a.File < b.File
	case a.Line != b.Line:
		return a.Line < b.Line
	}
	return a.Column < b.Column
}
