package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"korthet/cmd/korthet/internal/manifest"
	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/pdf"
	"korthet/output/preflight"
	"korthet/output/press"
)

// What the files say made them. It has no version: the same pages stay the same
// bytes until a release changes how they look.
const producer = "korthet"

// cacheLimit bounds what editions share, in bytes.
const cacheLimit = 32 << 20

// result is what came of one edition.
type result struct {
	edition   string
	problems  []problem
	files     []writtenFile
	fit       []layout.Change  // what fitting changed of the theme
	texture   *editionTexture  // nil where the edition was not set, or nobody asks
	missing   bool             // a file that was wanted was not written
	unchanged int              // files that were left alone, as they would have come out the same
	fitted    *content.KeptFit // how it was fitted, if that is to be kept
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
	tellsTexture bool      // what the lines look like is to be told
	eachLine     bool      // and of every line
	today        time.Time // with which the age of contact details is compared; zero: it is not
	draftMark    bool      // editions that are behind are marked, also where the publication does not say so
	fonts        *fonts.Library
	fontProblems []problem
	cache        *cache.Cache
	// output opens the folder to write into when the first file is ready, and
	// makes it; nil: nothing is written.
	output func() (*outputFolder, error)
	opened *outputFolder // what output gave
	// lock waits until the folder is ours alone; nil: it is as it is.
	lock  func(*outputFolder) error
	force bool // nothing is left alone
	// keepFit has every edition set as it is to be kept.
	keepFit bool
	record  func() (*record, error)
	shelf   shelf // the printers' profiles
	press   bool  // the press file is asked for, whether the editions name it or not
	// outputExists reports whether the folder was there before the run.
	outputExists func() bool
	out          string // the folder that the user named, if any
}

// newBuilder returns the builder of a publication's editions, which writes them
// if write is set.
func newBuilder(pub *publication, flags buildFlags, dates dates, write bool) *builder {
	b := &builder{
		pub: pub, dates: dates, targets: flags.targets, strict: flags.strict, draftMark: flags.draftMark, force: flags.force, keepFit: flags.keepFit, cache: cache.New(cacheLimit),
		tellsTexture: !write || flags.format == formatJSON,
		eachLine:     !write && flags.format == formatJSON,
		shelf:        shelf{files: content.Guard(pub.root.FS())},
		press:        slices.Contains(flags.targets, "print"),
	}
	b.fonts, b.fontProblems = publicationFonts(content.Guard(pub.root.FS()))
	if write {
		b.output = sync.OnceValues(func() (folder *outputFolder, err error) {
			b.opened, err = openOutput(pub.root, pub.dir, flags.out)
			if err == nil && b.lock != nil {
				err = b.lock(b.opened)
			}
			return b.opened, err
		})
		b.out = flags.out
		b.outputExists = sync.OnceValue(func() bool { return outputExists(pub.root, flags.out) })
		b.record = sync.OnceValues(func() (*record, error) {
			folder, err := b.output()
			if err != nil {
				return nil, err
			}
			return openRecord(folder, pub.content.Name(), content.Guard(pub.root.FS())), nil
		})
	}
	return b
}

// all makes the editions, several at once, and returns what came of each in the
// order of ids. An edition that was not begun when the context ended is missing.
func (b *builder) all(ctx context.Context, ids []string, jobs int, show *progress) []result {
	results := make([]result, len(ids))
	work := newQueue(ids, b.pub.content.Editions())
	var wait sync.WaitGroup
	for range min(jobs, len(ids)) {
		wait.Go(func() {
			row := -1
			for {
				i, at, ok := work.take(row)
				if !ok {
					return
				}
				row = at
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
	edition, errs := b.pub.content.Edition(id)
	res.problems = contentProblems(errs, id)
	if !b.today.IsZero() {
		res.problems = append(res.problems, contentProblems(b.pub.content.Stale(id, b.today), id)...)
	}
	if edition == nil || errs.Err() != nil {
		return res
	}
	edition.Draft = edition.Draft || b.draftMark && b.pub.content.Behind(id)
	printer, errs := b.shelf.of(edition)
	if res.problems = append(res.problems, contentProblems(errs, id)...); printer == nil {
		return res
	}
	own := len(res.problems)
	job := &job{edition: edition, date: b.dates.of(edition.Date), printer: printer.profile, opened: &openedFiles{FS: edition.Files}}
	edition.Files = job.opened
	if b.keepFit {
		b.fit(ctx, edition, &res)
	}
	if b.output != nil {
		job.inputs = newInputs(edition, job.date, printer)
		if b.upToDate(job, &res) {
			return res
		}
	}
	job.doc = b.layOut(ctx, edition, &res)
	if job.doc == nil || failed(res.problems, b.strict) || failed(b.fontProblems, b.strict) {
		return res
	}
	res.missing = false
	job.problems, job.fit = manifestProblems(res.problems[own:]), manifestFit(res.fit)
	job.places = job.inputs.places()
	job.texts = manifestProblems(res.problems[:own])
	for _, name := range b.targetsOf(edition) {
		files, unchanged, found, err := b.write(ctx, job, name)
		res.files, res.unchanged = append(res.files, files...), res.unchanged+unchanged
		if err != nil && ctx.Err() == nil {
			found = append(asProblems(err, id), found...)
		}
		res.problems = append(res.problems, found...)
		res.missing = res.missing || err != nil || failed(found, b.strict)
	}
	return res
}

// job is an edition on its way to its files.
type job struct {
	edition  *content.Edition
	date     time.Time
	printer  *press.Profile
	opened   *openedFiles // the publication's files that setting it opened
	inputs   inputs
	doc      *display.Document
	problems []manifest.Problem // found in setting it
	texts    []manifest.Problem // and in reading it
	fit      []manifest.Change
	places   string // the hash of where the texts stand
}

// upToDate reports whether all files of an edition are as this run would make
// them, and then adds to res what was found when they were made.
func (b *builder) upToDate(job *job, res *result) bool {
	if b.force || !b.outputExists() {
		return false // nor is the folder made before there is something to write
	}
	record, err := b.record()
	if err != nil {
		return false // which is told when a file is to be written
	}
	var all []*manifest.File
	for _, name := range b.targetsOf(job.edition) {
		found := record.current(job.inputs, job.edition.ID, name)
		if len(found) == 0 {
			return false
		}
		all = append(all, found...)
	}
	texts := manifestProblems(res.problems)
	var found []problem
	for i, file := range all {
		now := *file // as this run finds it
		now.Texts = texts
		all[i] = &now
		found = append(found, problemsOf(file)...)
		res.fit = nil
		for _, change := range file.Fit {
			res.fit = append(res.fit, layout.Change(change))
		}
	}
	for _, p := range merge(found) {
		p.editions = []string{job.edition.ID}
		res.problems = append(res.problems, p)
	}
	record.add(all...)
	if failed(res.problems, b.strict) || failed(b.fontProblems, b.strict) {
		return true // nothing is to be written, and nothing need be set to know it
	}
	res.missing, res.unchanged = false, len(all)
	return true
}

// fileName returns the name of a file: NAME-EDITION-TARGET.pdf.
func fileName(publication, edition, target, part, ending string) string {
	name := publication + "-" + edition + "-" + target
	if part != "" {
		name += "-" + part
	}
	return name + "." + ending
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

// write writes the files of one target of an edition. It returns those that were
// written, how many were left alone as they were the same already, and what a
// print shop would say, of which an error forbids writing; where nothing is to be
// written it only finds out whether they could be.
func (b *builder) write(ctx context.Context, job *job, name string) (written []writtenFile, unchanged int, found []problem, err error) {
	kind, ok := targets[name]
	if !ok {
		return nil, 0, nil, fmt.Errorf("the target %q cannot be written yet", name)
	}
	how := settings{
		name: fileName(job.edition.Publication, job.edition.ID, name, "", kind.ending),
		date: job.date, printer: job.printer, cache: b.cache,
	}
	if b.output == nil {
		if kind.check != nil {
			err = kind.check(job.doc, how)
		}
		return nil, 0, b.preflightOf(&kind, job, how, err), err
	}
	record, err := b.record()
	if err != nil {
		return nil, 0, nil, err
	}
	pictures := job.opened.list()
	source := record.source(job.inputs, name, pictures)
	job.doc.Meta.Source = source
	parts, err := kind.files(job.doc, how)
	if err != nil {
		return nil, 0, nil, err
	}
	several := 0
	if kind.parts != nil {
		several = len(parts)
	}
	for _, part := range parts {
		file := writtenFile{edition: job.edition.ID, target: name, pages: pageCount(job.doc)}
		if part.name != "" {
			file.pages = 1
		}
		file.name = fileName(job.doc.Meta.Name, job.edition.ID, name, part.name, kind.ending)
		file.path = record.folder.path(file.name)
		var made bytes.Buffer
		err := part.write(&made)
		// After writing, which measured the pictures on the way.
		found = b.preflightOf(&kind, job, how, err)
		if err != nil || failed(found, b.strict) {
			return written, unchanged, found, err
		}
		same := !b.force && record.same(file.name, made.Bytes())
		if !same {
			if file.size, err = record.folder.replace(ctx, file.name, func(w io.Writer) error {
				_, err := w.Write(made.Bytes())
				return err
			}); err != nil {
				return written, unchanged, found, err
			}
			written = append(written, file)
		} else {
			unchanged++
		}
		record.add(&manifest.File{
			Name: file.name, Edition: file.edition, Target: name, Digest: record.digest(job.inputs, source),
			Places: job.places, SHA256: sumOfBytes(made.Bytes()), Bytes: int64(made.Len()),
			Pages: file.pages, Pictures: pictures, Parts: several,
			Problems: slices.Concat(job.problems, manifestProblems(found)), Texts: job.texts, Fit: job.fit,
		})
	}
	return written, unchanged, found, nil
}

// set reads and sets one edition and adds what is wrong to res. The document is
// nil where there is none to write.
func (b *builder) set(ctx context.Context, res *result) (*display.Document, *content.Edition) {
	edition, errs := b.pub.content.Edition(res.edition)
	res.problems = contentProblems(errs, res.edition)
	if edition == nil || errs.Err() != nil {
		return nil, nil
	}
	return b.layOut(ctx, edition, res), edition
}

// layOut sets an edition whose texts have no errors and adds what is wrong to res:
// of a text that has some, what layout would say might be untrue when it is
// mended. The document is nil where there is none to write.
func (b *builder) layOut(ctx context.Context, edition *content.Edition, res *result) *display.Document {
	if isPrint := func(t content.Text) bool { return t.Value == "print" }; b.press && !slices.ContainsFunc(edition.Targets, isPrint) {
		// So that layout leaves to preflight what that tells.
		edition.Targets = append(slices.Clone(edition.Targets), content.Text{Value: "print"})
	}
	set, err := layout.Layout(ctx, edition, layout.Options{Fonts: b.fonts, Cache: b.cache, Keep: b.keepFit})
	if err != nil {
		return nil // the context's: the run ends
	}
	res.fit = set.Fit
	if b.keepFit && res.fitted == nil {
		res.fitted = set.Kept
	}
	if b.tellsTexture {
		res.texture = textureOf(res.edition, &set.Texture, b.eachLine)
	}
	for _, f := range set.Problems {
		p := problem{pos: f.Pos, message: f.Message, hint: f.Hint, editions: []string{res.edition}}
		if f.Severity == layout.Warning {
			p.severity = isWarning
		}
		res.problems = append(res.problems, p)
	}
	res.problems = append(res.problems, b.contrast(set.Document, res.edition)...)
	return set.Document
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

// nothing opens the output folder of a part of the editions that has none, and has
// its record written all the same: whoever joins the parts looks for one in each.
func (b *builder) nothing() error {
	record, err := b.record()
	if err != nil {
		return err
	}
	record.empty = true
	return nil
}

// finish writes the record of what lies in the output folder.
func (b *builder) finish() error {
	if b.opened == nil {
		return nil
	}
	record, err := b.record()
	if err != nil {
		return nil // told already
	}
	return record.finish(b.pub.editions())
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
			pos: content.Pos(placeOf(v)), message: fmt.Sprintf("%s (rule %s)", v.Message, v.Rule), hint: adviceOfRule(v.Rule), editions: []string{edition},
		})
	}
	return found
}

// placeOf is where a violation can be mended: what is missing is told of the
// file that it is missing from.
func placeOf(v pdf.Violation) display.Src {
	if v.Rule == "M3" && v.Src == (display.Src{}) {
		return display.Src{File: publicationFile, Line: 1, Column: 1}
	}
	return v.Src
}

// adviceOfRule is what to do where a rule is broken by what no file says; "" of
// the others.
func adviceOfRule(rule string) string {
	if rule == "M3" {
		return "write a line such as `date: 2026-01-31` into publication.yaml, or give the day with --date"
	}
	return ""
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
