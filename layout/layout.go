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
)

// Options says what Layout works with.
type Options struct {
	Fonts *fonts.Library // the faces at hand, the publication's own among them; nil: the built-in ones
	Cache *cache.Cache   // what editions share; nil: nothing is kept
	Keep  bool           // the fit is to be kept: Result.Kept is asked for
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

// Result is an edition, set.
type Result struct {
	Document *display.Document // as far as it could be set; never nil
	// Problems are what is wrong with it, sorted by place. Where one is an Error
	// the document must not be published: text is missing or does not fit.
	Problems []Problem
	// Fit is the receipt of fitting the text to its pages: what was changed of
	// the theme, and by how much. It is empty where the theme did as it is.
	Fit []Change
	// Kept is the fit for a later build to keep, see content.KeptFit; nil where the
	// text does not fit or is not fitted, or nobody asked, nor had kept one before.
	Kept *content.KeptFit
	// Texture is what the lines look like.
	Texture Texture
}

// Layout sets an edition. An unfinished one is set as far as it goes. The error
// is the context's, when it ended before the edition was set.
func Layout(ctx context.Context, edition *content.Edition, opts Options) (*Result, error) {
	s := newSetter(ctx, edition, opts)
	shelf := s.fontShelf()
	s.shaper.fontSet = shelf.take()
	defer func() { shelf.put(s.shaper.fontSet) }()
	theme := s.resolveTheme(edition.Theme)
	s.theme = theme
	result := &Result{Document: s.document()}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("layout: %s: %w", edition.ID, err)
	}
	result.Fit = append(changes(theme, s.theme), s.lowerPictures()...)
	result.Kept = s.fitted
	result.Texture = s.texture
	result.Problems = distinct(s.problems)
	return result, nil
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

	hyphenators map[string]*hyphen.Patterns
	points      []hyphen.Point
	derived     map[styleKey]*Style
	feet        map[display.Length]footHeights // by the columns' measure

	// hasty says that nothing but a fit without faults is sought; lost that there is
	// none with the theme at hand, see breakLines.
	hasty, lost bool
	// A hasty trial is given up, too, when its lines have more faults than patience:
	// the natural ones, or any that the paragraphs may have.
	patience int64
	natural  bool
	// worth is what an exact filling has to cost less than to be of use, in
	// demerits; 0 where any is.
	worth int64

	keeping *content.KeptFit // the fit that the trial at hand should keep to; nil: it is free
	fitted  *content.KeptFit // how the edition was fitted, if anybody asks

	store  *cache.Cache          // what trials share; the run's, if it has one
	moulds map[*lineEdges]*mould // of shared paragraphs, which share their edges

	pictures map[string]*picture // read so far
	lowered  []int               // rows by which pictures of the chosen trial are lower
	texture  Texture
}

// newSetter returns the state of a call, still without the fonts at their sizes.
func newSetter(ctx context.Context, edition *content.Edition, opts Options) *setter {
	if opts.Fonts == nil {
		opts.Fonts = fonts.Builtin()
	}
	store := opts.Cache
	if store == nil {
		store = cache.New(ownCache)
	}
	return &setter{
		store:  store,
		shaper: shaper{library: opts.Fonts, chains: map[chainKey][]*font{}},
		ctx:    ctx, edition: edition, opts: opts,
		hyphenators: map[string]*hyphen.Patterns{}, derived: map[styleKey]*Style{}, feet: map[display.Length]footHeights{},
		moulds: map[*lineEdges]*mould{},
	}
}

func (s *setter) report(severity Severity, pos content.Pos, hint, format string, args ...any) {
	s.problems = append(s.problems, Problem{Severity: severity, Pos: pos, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// distinct sorts problems by place and drops those that were met more than once.
func distinct(problems []Problem) []Problem {
	sort.SliceStable(problems, func(i, j int) bool { return before(problems[i].Pos, problems[j].Pos) })
	seen := map[Problem]bool{}
	kept := problems[:0]
	for _, problem := range problems {
		if problem.onceAFile() {
			file := Problem{Message: problem.Message, Pos: content.Pos{File: problem.Pos.File}}
			if seen[file] {
				continue
			}
			seen[file] = true
		}
		if !seen[problem] {
			seen[problem] = true
			kept = append(kept, problem)
		}
	}
	return kept
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
