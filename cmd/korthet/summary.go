package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"korthet/layout"
)

// summary is what came of a run, for a person or for a program.
type summary struct {
	command     string // "build" or "check"
	strict      bool
	publication string   // its name; "" when it could not be read
	editions    []string // those that were asked for
	problems    []problem
	files       []writtenFile
	missing     []string // the editions that have a file too few, in order
	stay        []string // those of them that have a file from an earlier run
	fits        []editionFit
	textures    []*editionTexture // of the editions that were set
	unchanged   int               // files that were left alone
	keptFit     string            // the file that keeps the fits, if it was written
	keptOf      []string          // the editions of which it keeps another fit than before
}

// editionFit is what fitting an edition's text to its pages changed of the theme.
type editionFit struct {
	edition string
	changes []layout.Change
}

// add takes in the results of the editions.
func (s *summary) add(pub *publication, results []result, write bool) {
	s.publication = pub.content.Name()
	for _, res := range results {
		s.editions = append(s.editions, res.edition)
		s.problems = append(s.problems, res.problems...)
		s.files = append(s.files, res.files...)
		s.unchanged += res.unchanged
		if len(res.fit) > 0 && !res.missing { // of a text that does not fit, it says nothing of use
			s.fits = append(s.fits, editionFit{res.edition, res.fit})
		}
		if res.texture != nil && !res.missing {
			s.textures = append(s.textures, res.texture)
		}
		if write && res.missing {
			s.missing = append(s.missing, res.edition)
		}
	}
	s.problems = merge(s.problems)
}

// names returns the names of the files that were written.
func (s *summary) names() []string {
	var names []string
	for _, file := range s.files {
		names = append(names, file.name)
	}
	return names
}

// failed reports whether the run's exit status is 1.
func (s *summary) failed() bool { return failed(s.problems, s.strict) || len(s.missing) > 0 }

// tell reports to p and returns errReported when the run failed. pub is nil
// when there was none to be opened.
func (s *summary) tell(p *process, pub *publication, format string) error {
	if format != formatJSON {
		s.tellPerson(p, pub) // whom a service's log is for, too
	}
	var err error
	switch format {
	case formatText:
	case formatJSON:
		err = s.tellProgram(p, pub)
	default:
		dir := ""
		if pub != nil {
			dir = pub.dir
		}
		err = s.tellProblems(p.stdout, dir, format)
	}
	if err != nil {
		return fmt.Errorf("cannot write the report: %w", err)
	}
	if s.failed() {
		return errReported
	}
	return nil
}

// tellPerson reports to stderr.
func (s *summary) tellPerson(p *process, pub *publication) {
	r := newReport(p)
	r.strict = s.strict
	if pub != nil {
		r.dir, r.files, r.editions = pub.dir, pub.root.FS(), len(s.editions)
	}
	r.problems(s.problems)
	for _, file := range s.files {
		r.note("wrote", fmt.Sprintf("%s (%s, %s)", file.path, plural(file.pages, "page", "pages"), humanSize(file.size)))
	}
	if s.keptFit != "" {
		r.note("wrote", s.keptFit+" (the fit of "+editionNames(s.keptOf)+")")
	}
	if s.unchanged > 0 {
		r.note("unchanged", plural(s.unchanged, "file", "files"))
	}
	for _, line := range s.receipts() {
		r.note("fitted", line)
	}
	if s.command == "check" && len(s.textures) <= mostTextures {
		for _, texture := range s.textures {
			r.note("lines", texture.edition+": "+texture.inWords())
		}
	}
	if len(s.editions) == 0 {
		return // what was said is all there is to say
	}
	errors, warnings := count(s.problems, s.strict)
	var counts []string
	if errors > 0 {
		counts = append(counts, plural(errors, "error", "errors"))
	}
	if warnings > 0 {
		counts = append(counts, plural(warnings, "warning", "warnings"))
	}
	line := strings.Join(counts, ", ")
	switch {
	case len(s.missing) > 0:
		line += "; not written: " + editionNames(s.missing) + s.whatStays()
	case errors+warnings == 0 && s.command == "check":
		line = fmt.Sprintf("nothing is wrong with %s (%s)", s.publication, plural(len(s.editions), "edition", "editions"))
	}
	if line != "" {
		r.note("", line)
	}
}

// receipts says what fitting changed, once for all editions of which it changed
// the same: a thousand offices have few heights.
func (s *summary) receipts() []string {
	editions := map[string][]string{}
	var changes []string
	for _, fit := range s.fits {
		said := receipt(fit.changes)
		if editions[said] == nil {
			changes = append(changes, said)
		}
		editions[said] = append(editions[said], fit.edition)
	}
	lines := make([]string, len(changes))
	for i, said := range changes {
		its := " to its pages: "
		if len(editions[said]) > 1 {
			its = " to their pages: "
		}
		lines[i] = editionNames(editions[said]) + its + said
	}
	return lines
}

// whatStays says of which editions that were not written a file from before is
// still there.
func (s *summary) whatStays() string {
	switch len(s.stay) {
	case 0:
		return ""
	case len(s.missing):
		return " (the files from before stay as they were)"
	}
	return " (the files from before stay as they were: " + editionNames(s.stay) + ")"
}

// humanSize returns a file's size in words.
func humanSize(bytes int64) string {
	if bytes < 1_000_000 {
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	}
	return fmt.Sprintf("%d.%d MB", bytes/1_000_000, bytes%1_000_000/100_000)
}

// jsonReport is what --json prints: one object, and a newline. Fields are added
// in later versions, never changed or taken away while Version is 1. Lists are
// never null. Files are named as seen from where the command ran.
type jsonReport struct {
	Version     int           `json:"version"`     // of this format: 1
	Command     string        `json:"command"`     // "build" or "check"
	Publication string        `json:"publication"` // its name; "" when it could not be read
	OK          bool          `json:"ok"`          // the exit status is 0
	Editions    []string      `json:"editions"`    // those that were asked for
	Files       []jsonFile    `json:"files"`       // those that were written
	Unchanged   int           `json:"unchanged"`   // how many files were left alone
	Missing     []string      `json:"missing"`     // editions of which a file was not written
	Problems    []jsonProblem `json:"problems"`    // errors first, each kind sorted by place
	Fits        []jsonFit     `json:"fits"`        // what fitting texts to their pages changed, by edition
	KeptFit     string        `json:"kept_fit"`    // the file that keeps how texts are fitted, if it was written
	Texture     []jsonTexture `json:"texture"`     // what the lines look like of the editions that were set
}

// jsonFile is a file that was written.
type jsonFile struct {
	Edition string `json:"edition"`
	Target  string `json:"target"`
	Path    string `json:"path"`
	Pages   int    `json:"pages"`
	Bytes   int64  `json:"bytes"`
}

// jsonProblem is a problem. The fields of a place are left out where there is
// none.
type jsonProblem struct {
	Severity string `json:"severity"` // "error" or "warning"; with --strict always "error"
	jsonPlace
	Message  string      `json:"message"`
	Hint     string      `json:"hint,omitempty"`
	Also     []jsonPlace `json:"also,omitempty"`     // places that belong to it
	Editions []string    `json:"editions,omitempty"` // that have it; none: the publication
}

// jsonFit is the receipt of fitting an edition's text to its pages.
type jsonFit struct {
	Edition string       `json:"edition"`
	Changes []jsonChange `json:"changes"`
}

// jsonChange is one change of the theme.
type jsonChange struct {
	Key  string `json:"key"`  // of the theme: "styles.body.size"
	From string `json:"from"` // with its unit: "9 pt"
	To   string `json:"to"`
}

// jsonPlace is a place in a file.
type jsonPlace struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`   // from 1
	Column int    `json:"column,omitempty"` // from 1, in characters
	Field  string `json:"field,omitempty"`  // "sections.development.body"
}

// tellProgram reports to stdout.
func (s *summary) tellProgram(p *process, pub *publication) error {
	dir := ""
	if pub != nil {
		dir = pub.dir
	}
	out := jsonReport{
		Version: 1, Command: s.command, Publication: s.publication, OK: !s.failed(), Unchanged: s.unchanged, KeptFit: s.keptFit,
		Editions: append([]string{}, s.editions...), Missing: append([]string{}, s.missing...),
		Files: []jsonFile{}, Fits: []jsonFit{}, Texture: []jsonTexture{},
	}
	for _, fit := range s.fits {
		j := jsonFit{Edition: fit.edition}
		for _, change := range fit.changes {
			j.Changes = append(j.Changes, jsonChange(change))
		}
		out.Fits = append(out.Fits, j)
	}
	for _, texture := range s.textures {
		out.Texture = append(out.Texture, texture.forProgram(dir))
	}
	for _, f := range s.files {
		out.Files = append(out.Files, jsonFile{Edition: f.edition, Target: f.target, Path: f.path, Pages: f.pages, Bytes: f.size})
	}
	out.Problems = jsonProblems(dir, s.problems, s.strict)
	encoder := json.NewEncoder(p.stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

// jsonProblems are problems as --json has them: never null.
func jsonProblems(dir string, problems []problem, strict bool) []jsonProblem {
	out := []jsonProblem{}
	for _, found := range problems {
		j := jsonProblem{
			Severity: found.severity.String(), Message: found.message, Hint: inFolder(found.hint, dir),
			Editions: slices.Clone(found.editions), jsonPlace: placeFor(dir, found),
		}
		if strict {
			j.Severity = isError.String()
		}
		for _, pos := range found.also {
			j.Also = append(j.Also, placeFor(dir, problem{pos: pos}))
		}
		out = append(out, j)
	}
	return out
}

// placeFor returns where a problem is, as seen from where the command ran.
func placeFor(dir string, found problem) jsonPlace {
	if found.pos.File == "" {
		return jsonPlace{}
	}
	return jsonPlace{
		File: seenFrom(dir, found.pos.File), Line: found.pos.Line, Column: found.pos.Column, Field: found.pos.Path,
	}
}
