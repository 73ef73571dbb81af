package content

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path"
	"slices"
	"strings"
)

// ExchangeText is a text as translators get it.
type ExchangeText struct {
	Name     string // "areas:sections.development.body"
	Region   string // the region whose text it is; "": it is one of everywhere
	Kind     TextKind
	State    TranslationState
	Source   string // what is to be translated
	Target   string // the translation; "" where there is none yet
	Previous string // the source as it was translated, where that has changed since and is known
	Base     string // a digest of what stands in the language's file, by which an import knows it again
	// SourcePos and Place are where the two stand.
	SourcePos, Place Pos
}

// ExchangeTexts returns the texts of a language, those of everywhere ("") and of
// some regions, for an exchange with a translator. The mistakes are those texts that have no place in the language's
// files yet.
func (p *Publication) ExchangeTexts(language string, regions []string) ([]ExchangeText, ErrorList) {
	var m mistakes
	var out []ExchangeText
	t := p.Translation(language)
	for i := range t.Fields {
		f := &t.Fields[i]
		switch {
		case !f.Source.Given(), f.State == TranslationOwn, !slices.Contains(regions, f.Region):
			continue
		case !f.Target.Given():
			m.add(f.Place, "run `korthet translate new -l "+language+"`, which makes it", "there is no place for the text `"+f.Path+"` yet", f.Source.Pos)
			continue
		}
		text := ExchangeText{
			Name: f.Name(), Region: f.Region, Kind: f.Kind, State: f.State, Source: unwrapped(f.Kind, f.Source.Value),
			Base: textDigest(unwrapped(f.Kind, f.Target.Value)), SourcePos: f.Source.Pos, Place: f.Place,
		}
		if f.State != TranslationMissing {
			text.Target = unwrapped(f.Kind, f.Target.Value)
		}
		if f.State == TranslationStale {
			text.Previous = unwrapped(f.Kind, f.Previous)
		}
		out = append(out, text)
	}
	return out, m.list.sorted()
}

// textDigest returns a digest of a text to the letter.
func textDigest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])[:digestLength]
}

// TextChange returns what a language's file becomes with a text in the place of
// what stands there, for a trial. It reports whether there is such a text.
func (p *Publication) TextChange(language, name, text string) (FileChange, bool) {
	base, field, _ := strings.Cut(name, ":")
	region, base := path.Split(base)
	file := textName(strings.TrimSuffix(region, "/"), language, base)
	old, err := readText(p.fsys, file)
	if err != nil {
		return FileChange{}, false
	}
	e := editText(file, old)
	if e == nil || e.setText(field, text) != nil {
		return FileChange{}, false
	}
	return FileChange{Name: file, Old: old, New: e.raw}, true
}

// ImportedText is a text that comes back from a translator.
type ImportedText struct {
	Name           string
	Source, Target string // what was translated, and the translation; "": not translated
	Base           string // as ExchangeText's; "": lost on the way
	Done           bool   // the translator says that it is finished
	Pos            Pos    // in the file that it comes in
}

// ImportOptions says what becomes of a text that was changed on both sides.
// With neither it is a mistake.
type ImportOptions struct {
	Theirs bool // the translator's is taken
	Ours   bool // what stands in the file is kept
}

// ImportTranslation brings what a translator sends into a language's files. A
// text that was changed there since the export is not written over. A file with
// a text that cannot be set is left as it is. It returns what is to be written,
// and what stands against the rest.
func (p *Publication) ImportTranslation(language string, texts []ImportedText, o ImportOptions) (TranslationWork, ErrorList) {
	t := p.Translation(language)
	im := importer{p: p, language: language, options: o, texts: map[string]*ImportedText{}}
	im.match(t, texts)
	for i := range t.files {
		im.file(&t.files[i])
	}
	return im.work, im.mistakes.list
}

// importer is an import at work.
type importer struct {
	p        *Publication
	language string
	options  ImportOptions
	texts    map[string]*ImportedText // by name
	mistakes mistakes
	work     TranslationWork
	failed   bool // the file at hand must not be written
}

// match finds which texts have a place, and reports the others.
func (im *importer) match(t *Translation, texts []ImportedText) {
	known := map[string]*TranslatedField{}
	var names []string
	for i := range t.Fields {
		known[t.Fields[i].Name()] = &t.Fields[i]
		names = append(names, t.Fields[i].Name())
	}
	for i := range texts {
		text := &texts[i]
		text.Source, text.Target = trimText(composed(text.Source)), trimText(composed(text.Target))
		f := known[text.Name]
		first := im.texts[text.Name]
		switch {
		case strings.TrimSpace(text.Target) == "":
			continue // not translated
		case first != nil:
			im.mistakes.add(text.Pos, "delete one of them", "the text `"+shorten(text.Name)+"` is here twice", first.Pos)
		case f == nil:
			hint := "its source may have been deleted or got another id; `korthet translate status` lists what there is"
			if near := Nearest(text.Name, names); near != "" {
				hint = "is it `" + near + "` now?"
			}
			im.mistakes.add(text.Pos, hint, "the publication has no text `"+shorten(text.Name)+"`")
		case !f.Source.Given():
			im.mistakes.add(text.Pos, "delete it from both", "the text that this translates is no longer there", f.Place)
		case !f.Target.Given():
			im.mistakes.add(text.Pos, "run `korthet translate new -l "+im.language+"`, then import again",
				"there is no place for the text `"+f.Path+"` yet", f.Source.Pos)
		default:
			im.texts[text.Name] = text
		}
	}
}

// file brings the texts of one file into it.
func (im *importer) file(f *translationFile) {
	if f.target == nil {
		return
	}
	old, err := readText(im.p.fsys, f.target.name)
	if err != nil {
		return
	}
	e := editText(f.target.name, old)
	if e == nil {
		return // told where the publication is opened
	}
	im.failed = false
	var list []translationRecord
	var done []TranslatedField
	for _, field := range f.compare(im.language) {
		record := f.target.records.at(field.Path)
		if text := im.texts[field.Name()]; text != nil {
			now := im.text(e, f, &field, record, text)
			if now != record || field.value(e) != field.Target.Value {
				done = append(done, field)
			}
			record = now
		}
		if record != nil {
			list = append(list, *record)
		}
	}
	if im.failed || len(done) == 0 {
		return
	}
	im.work.Done = append(im.work.Done, done...)
	im.mistakes.list = append(im.mistakes.list, im.p.writeRecords(&im.work, im.language, f, e, list)...)
}

// value returns the field's text as an editor now has it.
func (f *TranslatedField) value(e *textEditor) string {
	if now := e.file.field(f.Path); now != nil {
		return now.value
	}
	return ""
}

// text brings one text into its place and returns the record that it has then.
func (im *importer) text(e *textEditor, f *translationFile, field *TranslatedField, record *translationRecord, text *ImportedText) *translationRecord {
	mine := unwrapped(field.Kind, field.Target.Value)
	theirs := unwrapped(field.Kind, text.Target)
	write := im.choose(field, text, mine, theirs)
	if write {
		im.checkText(field, text, theirs)
		if err := e.setText(field.Path, rewrapped(field.Kind, field.Target.Value, theirs)); err != nil {
			im.failed = true
			im.mistakes.add(text.Pos, "write it there by hand; a section needs an `id` of its own before its title can be changed: `korthet translate new -l "+im.language+"` gives it one",
				"the text cannot be written in its place", field.Place)
		}
	}
	if !write && theirs != mine {
		return record
	}
	source := Digest(text.Source)
	if !text.Done {
		if write && (record == nil || !record.todo) && field.State == TranslationComplete {
			return &translationRecord{path: field.Path, digest: Digest(field.Source.Value), todo: true}
		}
		return record
	}
	if record != nil && !record.todo && (record.digest == source || record.minor == source) {
		return record
	}
	if source != Digest(field.Source.Value) {
		im.mistakes.list = append(im.mistakes.list, &Error{
			Pos: text.Pos, Also: []Pos{field.Source.Pos}, Severity: SeverityWarning,
			Err: errors.New("what this translates has changed since the export, so it is recorded as out of date"), Hint: "export it again",
		})
	}
	if f.previous == nil {
		f.previous = map[string]string{}
	}
	f.previous[field.Path] = text.Source
	return &translationRecord{path: field.Path, digest: source}
}

// choose reports whether what the translator sends is to be written over what
// stands in the file.
func (im *importer) choose(field *TranslatedField, text *ImportedText, mine, theirs string) bool {
	switch {
	case theirs == mine, text.Base != "" && textDigest(theirs) == text.Base:
		return false // as it stands there, or as it was exported
	case text.Base != "" && textDigest(mine) == text.Base, field.State == TranslationMissing, im.options.Theirs:
		return true
	case im.options.Ours:
		return false
	}
	here, there := differing(mine, theirs)
	why := "this text was changed in the publication since the export, and by the translator"
	if text.Base == "" {
		why = "this is another text than in the publication, and nothing tells which of them is the newer"
	}
	im.mistakes.add(text.Pos, "here:        "+there+"\npublication: "+here+
		"\nthe publication's was kept; --theirs takes the other, --ours leaves it so", why, field.Place)
	return false
}

// differing returns two texts from a little before where they part to a little
// behind where they meet again.
func differing(a, b string) (string, string) {
	x, y := []rune(a), []rune(b)
	start := 0
	for start < min(len(x), len(y)) && x[start] == y[start] {
		start++
	}
	end := 0
	for end < min(len(x), len(y))-start && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	const around = 24
	cut := func(r []rune) string {
		from, to := max(start-around, 0), min(len(r)-end+around, len(r))
		text := string(r[from:to])
		if from > 0 {
			text = "…" + text
		}
		if to < len(r) {
			text += "…"
		}
		return strings.ReplaceAll(text, "\n", "↵")
	}
	return cut(x), cut(y)
}
