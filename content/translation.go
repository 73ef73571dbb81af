package content

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
)

// TranslationState is how a text in another language stands to the text that it
// translates.
type TranslationState uint8

// The states.
const (
	TranslationMissing    TranslationState = iota // there is none, or but a copy of the source
	TranslationStale                              // the source has changed since
	TranslationUnrecorded                         // there is one, but nothing says of which text
	TranslationRemoved                            // the source is gone
	TranslationOwn                                // a region's text of its own, of which nothing says what it stands beside
	TranslationComplete                           // it says what the source says
)

// String returns the state's name in reports.
func (s TranslationState) String() string {
	switch s {
	case TranslationMissing:
		return "missing"
	case TranslationStale:
		return "stale"
	case TranslationUnrecorded:
		return "unrecorded"
	case TranslationRemoved:
		return "removed"
	case TranslationOwn:
		return "own"
	case TranslationComplete:
	}
	return "complete"
}

// TranslatedField is a text of the source language beside its translation.
type TranslatedField struct {
	Language string // of the translation
	Region   string // the region whose text it is; "": it is one of everywhere
	File     string // the file's name without its folder and ending: "areas"
	Path     string // the field in it, made of ids: "sections.development.body"
	Kind     TextKind
	Source   Text // zero where it is gone
	Target   Text // zero where there is none; where there is but a copy of the source, that
	State    TranslationState
	// Was is the digest of the source text that was translated, "" where none
	// is recorded, and Previous that text itself, "" where it is not known.
	Was, Previous string
	// Place is where the translation stands, or where it is missed.
	Place    Pos
	own      bool     // a region has it in the place of one of everywhere
	at       nodeSpot // where the translation's value stands
	followed bool
	// within are, of one that is missing, the sections, blocks and lists that the
	// source has it in, and itself.
	within []string
}

// Name returns how the field is named on the command line: "areas:title",
// "suomi/areas:title" for a region's.
func (f *TranslatedField) Name() string { return textLabel(f.Region, f.File) + ":" + f.Path }

// Behind reports whether the field is followed and does not say what the source
// says.
func (f *TranslatedField) Behind() bool { return f.followed && f.behind() }

// behind is Behind for a field that is followed.
func (f *TranslatedField) behind() bool {
	return f.State != TranslationComplete && f.State != TranslationOwn
}

// Translation is the texts of a language beside those of the source language.
type Translation struct {
	Language, Source string
	// Followed says that the language's files record what they translate. The
	// texts of others are taken as texts of their own.
	// Those of regions have a state each that says whether they are followed.
	Followed bool
	Editions []string // that are in this language, in the publication's order
	Fields   []TranslatedField
	files    []translationFile
}

// translationFile is a file of the source language and its translation.
type translationFile struct {
	region         string // "": it is one of everywhere
	base           string // "areas"
	source, target *textFile
	below          *textFile         // of a region's: the source language's file that the source, or the target, changes; nil: there is none
	followed       bool              // of a region's: its translation is
	previous       map[string]string // source texts as they were translated, by field
}

// Begun reports whether the language has files of its own.
func (t *Translation) Begun() bool {
	return slices.ContainsFunc(t.files, func(f translationFile) bool { return f.target != nil })
}

// SourceLanguage returns the language that the others are translated from:
// `source` in publication.yaml, else that of the first edition.
func (p *Publication) SourceLanguage() string {
	if p.file.Source.Given() {
		return p.file.Source.Value
	}
	if len(p.editions) > 0 {
		return p.editions[0].Language.Value
	}
	return ""
}

// Languages returns the languages that the publication is translated into, in
// the order of its editions.
func (p *Publication) Languages() []string {
	seen := map[string]bool{p.SourceLanguage(): true, "": true}
	var out []string
	for _, e := range p.editions {
		if lang := e.Language.Value; !seen[lang] && badLanguage(lang) == "" {
			seen[lang] = true
			out = append(out, lang)
		}
	}
	return out
}

// Translation compares the texts of a language with those of the source
// language, field by field, as the files are now. Files that are no YAML are
// left out: they are told where the publication is opened.
func (p *Publication) Translation(language string) *Translation {
	return p.translation(newReader(p.fsys), language, map[string]*textFile{})
}

// translation is Translation with the source's files read so far.
func (p *Publication) translation(r *reader, language string, sources map[string]*textFile) *Translation {
	t := &Translation{Language: language, Source: p.SourceLanguage()}
	for _, e := range p.editions {
		if e.Language.Value == language {
			t.Editions = append(t.Editions, e.ID)
		}
	}
	for _, base := range p.textFiles() {
		source := p.sourceFile("", base, sources)
		if source == nil || language == t.Source {
			continue
		}
		target := p.textFile(textName("", language, base))
		t.Followed = t.Followed || target.followed()
		t.files = append(t.files, translationFile{
			base: base, source: source, target: target, previous: p.previousTexts("", language, base),
		})
	}
	t.files = append(t.files, p.regionFiles(r, t, sources)...)
	for i := range t.files {
		t.Fields = append(t.Fields, t.files[i].compare(language)...)
	}
	for i := range t.Fields {
		t.Fields[i].followed = t.Followed || t.Fields[i].Region != ""
	}
	return t
}

// textFiles returns the names of the files that a language's texts have.
func (p *Publication) textFiles() []string { return textFilesOf(p.file.Sections) }

// textFilesOf returns the names of the files that texts with some sections have.
func textFilesOf(sections []Text) []string {
	out := []string{"front"}
	for _, s := range sections {
		if badName(s.Value) == "" && s.Value != "front" {
			out = append(out, s.Value)
		}
	}
	return out
}

// textFile reads a file of texts, nil where there is none to be read.
func (p *Publication) textFile(name string) *textFile {
	data, err := readText(p.fsys, name)
	if err != nil {
		return nil
	}
	return parseTextFile(name, data)
}

// compare returns the file's fields in the source's order, and behind them those
// whose source is gone.
func (f *translationFile) compare(language string) []TranslatedField {
	var out []TranslatedField
	var records translationRecords
	if f.target != nil {
		records = f.target.records
	}
	for _, source := range f.expected() {
		record := records.at(source.path)
		field := f.translated(source, record, language)
		switch target := f.target.field(source.path); {
		case target != nil:
			field.Target, field.Place, field.at, field.within = Text{Value: target.value, Pos: target.pos}, target.pos, spotOf(target), nil
			field.State = stateOf(source.value, target.value, record)
			field.own = f.source.field(source.path) == nil
			if f.region != "" && record == nil && (!f.followed || f.source.field(source.path) == nil) {
				field.State = TranslationOwn
			}
		case f.target.removes(source.path), f.region != "" && !f.followed:
			continue
		}
		out = append(out, field)
	}
	for i := range records.list {
		record := &records.list[i]
		if target := f.target.field(record.path); target != nil && f.sourceField(record.path) == nil {
			out = append(out, TranslatedField{
				Language: language, at: spotOf(target), Region: f.region, File: f.base, Path: record.path, Kind: target.kind, Target: Text{Value: target.value, Pos: target.pos},
				State: TranslationRemoved, Was: record.digest, Place: target.pos,
			})
		}
	}
	return out
}

// translated returns a field that is to be translated, as one that is missing.
func (f *translationFile) translated(source *textField, record *translationRecord, language string) TranslatedField {
	field := TranslatedField{
		Language: language, Region: f.region, File: f.base, Path: source.path, Kind: source.kind, Source: Text{Value: source.value, Pos: source.pos},
		Place: f.missedAt(source.path, language), within: f.source.enclosing(source),
	}
	if record != nil && !record.todo {
		field.Was = record.digest
		if text := f.previous[source.path]; Digest(text) == record.digest {
			field.Previous = text
		}
	}
	return field
}

// expected returns the source's texts that the file is to have translations of,
// and those of everywhere that a region has texts of its own for.
func (f *translationFile) expected() []*textField {
	var out []*textField
	if f.source != nil {
		for i := range f.source.fields {
			out = append(out, &f.source.fields[i])
		}
	}
	if f.target != nil && f.below != nil {
		for i := range f.target.fields {
			path := f.target.fields[i].path
			if below := f.below.field(path); below != nil && f.source.field(path) == nil {
				out = append(out, below)
			}
		}
	}
	return out
}

// sourceField returns the source's text at a path, nil where it has none.
func (f *translationFile) sourceField(path string) *textField {
	if field := f.source.field(path); field != nil {
		return field
	}
	return f.below.field(path)
}

// stateOf returns how a translation that is there stands to its source.
func stateOf(source, target string, record *translationRecord) TranslationState {
	switch {
	case record == nil:
		return TranslationUnrecorded
	case record.todo && Digest(target) == record.digest:
		return TranslationMissing
	case record.todo:
		return TranslationUnrecorded
	}
	if now := Digest(source); record.digest == now || record.minor == now {
		return TranslationComplete
	}
	return TranslationStale
}

// missedAt returns where in the translated file a field is missed: at the
// section or block that it belongs in, or at the file's beginning.
func (f *translationFile) missedAt(field, language string) Pos {
	at := Pos{File: textName(f.region, language, f.base), Path: field}
	if f.target == nil {
		return at
	}
	at.Line, at.Column = f.target.root.Line, f.target.root.Column
	for parent := field; strings.Contains(parent, "."); {
		parent = parent[:strings.LastIndexByte(parent, '.')]
		for _, e := range f.target.elements {
			if e.path == parent {
				at.Line, at.Column = e.node.Line, e.node.Column
				return at
			}
		}
	}
	return at
}

// checkTranslations warns of the texts in followed languages that do not say
// what the source says, each in the editions that take it.
func (r *reader) checkTranslations(p *Publication) {
	if reason := badLanguage(p.file.Source.Value); p.file.Source.Given() && reason != "" {
		r.mistakes.add(p.file.Source.Pos, languageHint(p.file.Source.Value), "`"+shorten(p.file.Source.Value)+"` "+reason)
		return
	}
	sources := map[string]*textFile{}
	r.checkSource(p, sources)
	w := takenWork{publication: p, reader: r, translations: map[string]*Translation{}}
	told, broken := map[*TranslatedField]*Error{}, p.brokenTexts()
	for _, language := range p.standIns(append([]string{p.SourceLanguage()}, p.Languages()...)) {
		if !p.mayBeFollowed(r, language) {
			continue
		}
		t := p.translation(r, language, sources)
		w.translations[language] = t
		for i := range t.Fields {
			f := &t.Fields[i]
			if !f.Behind() || told[f] != nil {
				continue
			}
			alike := t.alike(f)
			e := f.mistake()
			if len(alike) > mostAlike {
				e = f.mistakes(len(alike))
			}
			f.blame(e, t.Source, broken)
			for _, other := range alike {
				if told[other] == nil {
					told[other] = e
				}
				if len(alike) <= mostAlike {
					break // each is told for itself
				}
			}
		}
	}
	if len(told) == 0 {
		return
	}
	done := map[string]bool{}
	for i := range p.editions {
		ref := &p.editions[i]
		key := p.stackOf(ref)
		if key == "" || done[key] {
			continue
		}
		done[key] = true
		for _, f := range w.taken(ref.Language.Value, ref.Region.Value) {
			if e := told[f]; e != nil {
				p.behind[key] = append(p.behind[key], e)
			}
		}
	}
}

// mostAlike is how many texts of a file that nobody has translated, or recorded,
// are told one by one: of a translation that was only just begun all are.
const mostAlike = 2

// alike returns the texts of a file that are in the same state as one of them,
// from it on; it alone where each is to be looked at.
func (t *Translation) alike(f *TranslatedField) []*TranslatedField {
	if f.State != TranslationMissing && f.State != TranslationUnrecorded {
		return []*TranslatedField{f}
	}
	var out []*TranslatedField
	for i := range t.Fields {
		o := &t.Fields[i]
		if o == f || len(out) > 0 && o.Region == f.Region && o.File == f.File && o.State == f.State && o.Target.Given() == f.Target.Given() {
			out = append(out, o)
		}
	}
	return out
}

// mistakes is mistake for n texts of a file.
func (f *TranslatedField) mistakes(n int) *Error {
	label := textLabel(f.Region, f.File)
	sync := "`korthet translate sync -l " + f.Language + " " + label + "`"
	e := &Error{Pos: f.Place, Severity: SeverityWarning}
	count := strconv.Itoa(n) + " texts of this file"
	switch {
	case f.State == TranslationUnrecorded:
		e.Err = errors.New(count + " are not recorded: nothing says whether they translate the texts as they are now")
		e.Hint = "if they do, run " + sync
	case f.Target.Given():
		e.Err = errors.New(count + " are not translated, from here on")
		e.Hint = "translate them, then run `korthet translate sync -l " + f.Language + "`; `korthet translate status` lists them"
	default:
		e.Err = errors.New(strconv.Itoa(n) + " texts are missing in this file")
		e.Hint = "`korthet translate new -l " + f.Language + "` puts them there, for you to write over"
	}
	return e
}

// brokenTexts returns the first error in each file of texts that has some.
func (p *Publication) brokenTexts() map[string]*Error {
	out := map[string]*Error{}
	for _, t := range p.texts {
		for _, e := range t.errors {
			if first := out[e.Pos.File]; e.Severity == SeverityError && (first == nil || e.Pos.Line < first.Pos.Line) {
				out[e.Pos.File] = e
			}
		}
	}
	return out
}

// blame says of a text that seems to be gone, or never to have been there, which
// error in its file may be why: a key that is misspelt.
func (f *TranslatedField) blame(e *Error, source string, broken map[string]*Error) {
	var names []string
	switch {
	case f.State == TranslationRemoved:
		names = []string{textName(f.Region, source, f.File), textName("", source, f.File)}
	case f.State == TranslationMissing && !f.Target.Given():
		names = []string{textName(f.Region, f.Language, f.File)}
	}
	for _, name := range names {
		if cause := broken[name]; cause != nil {
			e.Hint = "first mend what is wrong in " + name + ", which may be why"
			e.Also = append(e.Also, cause.Pos)
			return
		}
	}
}

// checkSource warns of a source language whose files say what they translate: an
// edition listed before the others has made it the source by mistake.
func (r *reader) checkSource(p *Publication, sources map[string]*textFile) {
	source := p.SourceLanguage()
	if !p.mayBeFollowed(r, source) {
		return
	}
	for _, base := range p.textFiles() {
		file := p.sourceFile("", base, sources)
		if !file.followed() {
			continue
		}
		hint := "add a line `source: ` with the language that the texts are written in to " + publicationName
		if p.file.Source.Given() {
			hint = "name the language that the texts are written in"
		}
		e := &Error{
			Pos: file.records.Pos, Severity: SeverityWarning, Hint: hint + ", or take these lines out of the files in text/" + source,
			Err: errors.New("this file says what it translates, but `" + source + "` is the language that the others are translated from"),
		}
		if p.file.Source.Given() {
			e.Also = []Pos{p.file.Source.Pos}
		} else if len(p.editions) > 0 {
			e.Also = []Pos{p.editions[0].Language.Pos}
		}
		r.mistakes.list = append(r.mistakes.list, e)
		return
	}
}

// standIns returns languages, and behind them those that stand in for them and
// are none of them.
func (p *Publication) standIns(languages []string) []string {
	out := slices.Clone(languages)
	for _, language := range languages {
		for _, other := range p.file.chain(language) {
			if !slices.Contains(out, other) {
				out = append(out, other)
			}
		}
	}
	return out
}

// Behind reports whether the texts of an edition were behind the source's when
// the publication was opened.
func (p *Publication) Behind(edition string) bool {
	at, ok := p.places[edition]
	return ok && p.isBehind(&p.editions[at])
}

// isBehind is Behind for an edition.
func (p *Publication) isBehind(ref *EditionRef) bool {
	return len(p.behind[p.stackOf(ref)]) > 0
}

// mayBeFollowed reports whether a file of a language, of everywhere or a region's,
// has the word that records begin with, without reading what the files say.
func (p *Publication) mayBeFollowed(r *reader, language string) bool {
	var names []string
	for _, base := range p.textFiles() {
		names = append(names, textName("", language, base))
	}
	for _, region := range p.regionsTaking(r, language) {
		for _, base := range r.dir(textDirOf(region.name, language)).files {
			names = append(names, textName(region.name, language, base))
		}
	}
	for _, name := range names {
		data, err := readText(p.fsys, name)
		if err == nil && bytes.Contains(data, []byte(translatesKey+":")) {
			return true
		}
	}
	return false
}

// mistake returns what an author is told of a field, nil where there is nothing
// to tell.
func (f *TranslatedField) mistake() *Error {
	e := &Error{Pos: f.Place, Severity: SeverityWarning}
	if f.Source.Given() {
		e.Also = []Pos{f.Source.Pos}
	}
	say := func(message, hint string) *Error {
		e.Err, e.Hint = errors.New(message), hint
		return e
	}
	sync := "`korthet translate sync -l " + f.Language + " " + f.Name() + "`"
	switch f.State {
	case TranslationMissing:
		if !f.Target.Given() {
			return say("the text `"+f.Path+"` is not translated", "`korthet translate new -l "+f.Language+"` puts it there, for you to write over")
		}
		return say("the text `"+f.Path+"` is not translated", "translate it, then run "+sync)
	case TranslationStale:
		if f.own {
			return say("the text of everywhere in the place of which the region has this one has changed since",
				"see whether this one is to change too, then run "+sync)
		}
		return say("the text that this translates has changed since",
			"translate it anew, then run "+sync+"; if the change does not matter to it, `korthet translate minor "+f.Name()+"`")
	case TranslationUnrecorded:
		return say("nothing says whether this translates the text as it is now", "if it does, run "+sync)
	case TranslationRemoved:
		return say("the text that this translates is no longer there", "delete it, or give it the id that its text has now")
	case TranslationComplete, TranslationOwn:
	}
	return nil
}

// Counts returns how many of some fields are in each state, in words: "12
// complete, 1 stale".
func Counts(fields []*TranslatedField) string {
	var parts []string
	for _, state := range []TranslationState{
		TranslationComplete, TranslationStale, TranslationUnrecorded, TranslationMissing, TranslationRemoved, TranslationOwn,
	} {
		n := 0
		for _, f := range fields {
			if f.State == state {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+state.String())
		}
	}
	if len(parts) == 0 {
		return "no texts"
	}
	return strings.Join(parts, ", ")
}
