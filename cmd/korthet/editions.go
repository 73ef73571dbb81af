package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/pdf"
	"korthet/output/preflight"
)

// What the files say made them. It has no version: the same pages stay the same
// bytes until a release changes how they look.
const producer = "korthet"

// cacheLimit bounds what editions share, in bytes.
const cacheLimit = 32 << 20

// result is what came of one edition.
type result struct {
	edition  string
	problems []problem
	files    []writtenFile
	fit      []layout.Change // what fitting changed of the theme
	missing  bool            // a file that was wanted was not written
}

// writtenFile is a file that was written.
type writtenFile struct {
	edition, target string
	name            string // in the output folder
	path            string // as the user sees it
	pages           int
	size            int64 // in bytes
}

// builder makes the editions of one publication.
type builder struct {
	pub          *publication
	dates        dates
	targets      []string // nil: those that an edition names
	strict       bool
	fonts        *fonts.Library
	fontProblems []problem
	cache        *cache.Cache
	// output opens the folder to write into when the first file is ready, and
	// makes it; nil: nothing is written.
	output func() (*outputFolder, error)
	opened *outputFolder // what output gave
}

// newBuilder returns the builder of a publication's editions, which writes them
// if write is set.
func newBuilder(pub *publication, flags buildFlags, dates dates, write bool) *builder {
	b := &builder{
		pub: pub, dates: dates, targets: flags.targets, strict: flags.strict, cache: cache.New(cacheLimit),
	}
	b.fonts, b.fontProblems = publicationFonts(content.Guard(pub.root.FS()))
	if write {
		b.output = sync.OnceValues(func() (folder *outputFolder, err error) {
			b.opened, err = openOutput(pub.root, pub.dir, flags.out)
			return b.opened, err
		})
	}
	return b
}

// all makes the editions, several at once, and returns what came of each in the
// order of ids. An edition that was not begun when the context ended is missing.
func (b *builder) all(ctx context.Context, ids []string, jobs int, show *progress) []result {
	results := make([]result, len(ids))
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(jobs, len(ids)) {
		wait.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(ids) {
					return
				}
				results[i] = result{edition: ids[i], missing: true}
				if ctx.Err() == nil {
					results[i] = b.edition(ctx, ids[i])
				}
				show.step()
			}
		})
	}
	wait.Wait()
	return results
}

// edition reads, sets and writes one edition. It returns early when the context
// ends.
func (b *builder) edition(ctx context.Context, id string) (res result) {
	res = result{edition: id, missing: true}
	defer func() {
		if broken := recover(); broken != nil {
			res.missing = true
			res.problems = append(res.problems, ownFault(id, broken))
		}
	}()
	doc, edition := b.set(ctx, &res)
	if doc == nil || failed(res.problems, b.strict) || failed(b.fontProblems, b.strict) {
		return res
	}
	res.missing = false
	for _, name := range b.targetsOf(edition) {
		files, err := b.write(ctx, doc, name, b.dates.of(edition.Date))
		res.files = append(res.files, files...)
		if err != nil {
			res.missing = true
			if ctx.Err() == nil {
				res.problems = append(res.problems, asProblems(err, id)...)
			}
		}
	}
	return res
}

// targetsOf returns what an edition is written as: what the command line asks
// for, else what the publication names.
func (b *builder) targetsOf(edition *content.Edition) []string {
	if b.targets != nil {
		return b.targets
	}
	var names []string
	for _, target := range edition.Targets {
		names = append(names, target.Value)
	}
	return names
}

// write writes the files of one target of an edition and returns those that were
// written; where nothing is to be written it only finds out whether they could
// be.
func (b *builder) write(ctx context.Context, doc *display.Document, name string, date time.Time) ([]writtenFile, error) {
	kind, ok := targets[name]
	if !ok {
		return nil, fmt.Errorf("the target %q cannot be written yet", name)
	}
	if b.output == nil {
		if kind.check == nil {
			return nil, nil
		}
		return nil, kind.check(doc, date, b.cache)
	}
	output, err := b.output()
	if err != nil {
		return nil, err
	}
	parts, err := kind.files(doc, date, b.cache)
	if err != nil {
		return nil, err
	}
	var written []writtenFile
	for _, part := range parts {
		file := writtenFile{edition: doc.Meta.Edition, target: name, pages: pageCount(doc)}
		file.name = fmt.Sprintf("%s-%s-%s", doc.Meta.Name, doc.Meta.Edition, name)
		if part.name != "" {
			file.name, file.pages = file.name+"-"+part.name, 1
		}
		file.name += "." + kind.ending
		file.path = output.path(file.name)
		if file.size, err = output.replace(ctx, file.name, part.write); err != nil {
			return written, err
		}
		written = append(written, file)
	}
	return written, nil
}

// set reads and sets one edition and adds what is wrong to res. Where the text
// itself has errors it is not set: what layout would say of it might be untrue
// of the text when it is mended. The document is nil where there is none to
// write.
func (b *builder) set(ctx context.Context, res *result) (*display.Document, *content.Edition) {
	edition, errs := b.pub.content.Edition(res.edition)
	res.problems = contentProblems(errs, res.edition)
	if edition == nil || errs.Err() != nil {
		return nil, nil
	}
	set, err := layout.Layout(ctx, edition, layout.Options{Fonts: b.fonts, Cache: b.cache})
	if err != nil {
		return nil, nil // the context's: the run ends
	}
	res.fit = set.Fit
	for _, f := range set.Problems {
		p := problem{pos: f.Pos, message: f.Message, hint: f.Hint, editions: []string{res.edition}}
		if f.Severity == layout.Warning {
			p.severity = isWarning
		}
		res.problems = append(res.problems, p)
	}
	res.problems = append(res.problems, b.contrast(set.Document, res.edition)...)
	return set.Document, edition
}

// contrast returns the texts that are hard to read on what lies behind them.
func (b *builder) contrast(doc *display.Document, edition string) []problem {
	var found []problem
	for _, f := range preflight.Contrast(doc, preflight.Options{Cache: b.cache}) {
		found = append(found, problem{
			severity: isWarning, pos: content.Pos(f.Src), message: f.Message(), hint: f.Hint(), editions: []string{edition},
		})
	}
	return found
}

// sweep clears the output folder of what killed runs left, if anything was
// written into it.
func (b *builder) sweep(written []string) {
	if b.opened != nil && len(written) > 0 {
		b.opened.sweep(written)
	}
}

// close lets go of the output folder.
func (b *builder) close() {
	if b.opened != nil {
		_ = b.opened.Close() // it was only a handle on the folder
	}
}

// ownFault tells of a mistake of korthet's that a panic brought to light. The
// other editions go on.
func ownFault(edition string, broken any) problem {
	return problem{
		message:  fmt.Sprintf("korthet itself failed here: %v", broken),
		hint:     "please report this, with the publication and these lines\n" + strings.TrimSpace(string(debug.Stack())),
		editions: []string{edition},
	}
}

// asProblems returns why a file of an edition was not written. Of a standard's
// rules that it does not meet each is a problem, with the rule's id.
func asProblems(err error, edition string) []problem {
	var violations *pdf.ViolationError
	if !errors.As(err, &violations) {
		p := asProblem(err)
		p.editions = []string{edition}
		return []problem{p}
	}
	var found []problem
	for _, v := range violations.Violations {
		found = append(found, problem{
			pos: content.Pos(v.Src), message: fmt.Sprintf("%s (rule %s)", v.Message, v.Rule), editions: []string{edition},
		})
	}
	return found
}

// asProblem returns an error that no place in a file is to blame for.
func asProblem(err error) problem {
	p := problem{message: err.Error()}
	var advice *adviceError
	if errors.As(err, &advice) {
		p.hint = advice.hint
	}
	return p
}

// pageCount returns how many pages the reader sees.
func pageCount(doc *display.Document) int {
	pages := 0
	for _, sheet := range doc.Sheets {
		for _, side := range sheet.Sides {
			pages += len(side.Panels)
		}
	}
	return pages
}
