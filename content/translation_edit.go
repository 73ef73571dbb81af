package content

import (
	"path"
	"slices"
	"strings"
	"unicode"
)

// SyncOptions says what SyncTranslation records.
type SyncOptions struct {
	// Fields names what is recorded: fields ("areas:title"), or files ("areas");
	// none: the translations of which nothing is recorded yet.
	Fields []string
	All    bool // besides these, all that have changed since
	Minor  bool // what has changed is declared to need no translation
}

// TranslationWork is what a command does to a translation's files.
type TranslationWork struct {
	Changes []FileChange
	Done    []TranslatedField // what was recorded, or brought into the files
	Left    []TranslatedField // what is still behind
	Named   []Pos             // sections and blocks that got ids of their own, in the source's files
}

// SyncTranslation records of a language's translations that they say what the
// source says now. It returns what is to be written, and what stands against
// it.
func (p *Publication) SyncTranslation(language string, o SyncOptions) (TranslationWork, ErrorList) {
	var work TranslationWork
	t := p.Translation(language)
	if errs := p.untranslated(language); len(errs) > 0 && (language != t.Source || !t.Begun()) {
		return work, errs
	}
	errs := t.unknown(o.Fields)
	for i := range t.files {
		f := &t.files[i]
		if f.target == nil {
			work.Left = append(work.Left, f.compare(language)...)
			continue
		}
		var list []translationRecord
		for _, field := range f.compare(language) {
			record, done := o.record(&field, f.target.records.at(field.Path))
			if record != nil {
				list = append(list, *record)
			}
			switch {
			case done:
				work.Done = append(work.Done, field)
			case field.behind():
				work.Left = append(work.Left, field)
			}
		}
		errs = append(errs, p.writeRecords(&work, language, f, nil, list)...)
	}
	return work, errs.sorted()
}

// noTarget reports what no translation can be into.
func (p *Publication) noTarget(language string) ErrorList {
	var m mistakes
	switch reason := badLanguage(language); {
	case reason != "":
		m.add(Pos{}, languageHint(language), "`"+shorten(language)+"` "+reason)
	case language == p.SourceLanguage():
		m.add(p.file.Source.Pos, "name the language to translate into", "`"+language+"` is the language that the others are translated from")
	}
	return m.list
}

// untranslated reports a language that has no translation.
func (p *Publication) untranslated(language string) ErrorList {
	if errs := p.noTarget(language); len(errs) > 0 {
		return errs
	}
	var m mistakes
	if !p.Translation(language).Begun() {
		hint := "`korthet translate new -l " + language + "` makes it"
		if near := Nearest(language, p.Languages()); near != "" && near != language {
			hint = "did you mean `" + near + "`? Else " + hint
		}
		m.add(Pos{}, hint, "there is no translation into `"+language+"`: text/"+language+" has none of the files")
	}
	return m.list
}

// record returns what shall be recorded of a field that now has a record, nil
// for nothing, and whether that is something else.
func (o *SyncOptions) record(f *TranslatedField, now *translationRecord) (record *translationRecord, done bool) {
	named := f.named(o.Fields)
	current := &translationRecord{path: f.Path, digest: Digest(f.Source.Value)}
	switch f.State {
	case TranslationComplete:
		if named && now.minor != "" && !o.Minor {
			return current, true
		}
		return now, false
	case TranslationStale:
		switch {
		case !named && !o.All:
			return now, false
		case o.Minor:
			return &translationRecord{path: f.Path, digest: now.digest, minor: current.digest}, true
		}
		return current, true
	case TranslationRemoved:
		return now, false
	case TranslationUnrecorded, TranslationOwn:
		switch {
		case o.Minor, !named && len(o.Fields) > 0:
			return now, false
		case named, !f.copied(), now != nil:
			return current, true
		}
		current.todo = true
		return current, false
	case TranslationMissing:
		if f.Target.Given() && named && !o.Minor {
			return current, true
		}
		return now, false
	}
	return now, false
}

// copied reports whether a translation is but its source over again, though
// there are words in it.
func (f *TranslatedField) copied() bool {
	return Digest(f.Source.Value) == Digest(f.Target.Value) && strings.ContainsFunc(f.Source.Value, unicode.IsLetter)
}

// named reports whether one of the names given on the command line is the
// field's, or its file's.
func (f *TranslatedField) named(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return name == f.Name() || name == f.Path && f.Region == "" || labelOf(name) == textLabel(f.Region, f.File)
	})
}

// labelOf returns the label of a file of texts that is named by its label or by
// its path.
func labelOf(name string) string {
	name = strings.TrimSuffix(path.Clean(strings.ReplaceAll(name, `\`, "/")), ".yaml")
	parts := strings.Split(name, "/")
	for i := len(parts) - 3; i > 0; i-- {
		if parts[i-1] == regionsFolder && parts[i+1] == "text" {
			return textLabel(parts[i], parts[len(parts)-1])
		}
	}
	if slices.Contains(parts, "text") {
		return parts[len(parts)-1]
	}
	return name
}

// unknown reports names that no field has.
func (t *Translation) unknown(names []string) ErrorList {
	var m mistakes
	for _, name := range names {
		var known []string
		found := false
		for i := range t.Fields {
			known = append(known, t.Fields[i].Name())
			found = found || t.Fields[i].named([]string{name})
		}
		if !found {
			hint := "`korthet translate status` lists them"
			if near := Nearest(name, known); near != "" {
				hint = "did you mean `" + near + "`?"
			}
			m.add(Pos{}, hint, "there is no text `"+shorten(name)+"` to translate")
		}
	}
	return m.list
}

// writeRecords adds to the work the file with its new records, and the source
// texts that they are about. edited is the file as it was changed before, nil
// where it was not.
func (p *Publication) writeRecords(work *TranslationWork, language string, f *translationFile, edited *textEditor, list []translationRecord) ErrorList {
	var m mistakes
	name := textName(f.region, language, f.base)
	old, err := readText(p.fsys, name)
	if err != nil {
		old = nil
	}
	e := edited
	if e == nil {
		e = editText(name, old)
	}
	if e == nil {
		return nil // told where the publication is opened
	}
	if err := e.setRecords(list); err != nil {
		at := e.file.records.Pos
		if at.File == "" {
			at = Pos{File: name, Line: 1, Column: 1}
		}
		m.add(at, "write a key and its value a line, without braces around the file, and nothing behind the last key",
			"the records of what this file translates cannot be written into it")
		return m.list
	}
	if string(e.raw) != string(old) {
		work.Changes = append(work.Changes, FileChange{Name: name, Old: old, New: e.raw})
	}
	if change := p.keepPrevious(language, f, list); change != nil {
		work.Changes = append(work.Changes, *change)
	}
	return nil
}

// NewTranslation makes the files of a translation, or brings into those there
// are what they lack. What is to be translated stands in them in the source's
// language and is recorded as such. Sections and blocks of the source get ids
// of their own where they have none, by which translations find them.
func (p *Publication) NewTranslation(language string) (TranslationWork, ErrorList) {
	var work TranslationWork
	var m mistakes
	if errs := p.noTarget(language); len(errs) > 0 {
		return work, errs
	}
	p = p.withNames(language, &work)
	t := p.Translation(language)
	for i := range t.files {
		f := &t.files[i]
		if f.source == nil {
			continue // the region has these texts in no other language
		}
		name := textName(f.region, language, f.base)
		var e *textEditor
		if f.target == nil {
			if _, err := readText(p.fsys, name); err == nil {
				continue // it is no YAML, which is told where the publication is opened
			}
			raw, err := readText(p.fsys, f.source.name)
			if err != nil {
				continue
			}
			if e = editText(name, raw); e == nil || e.setRecords(nil) != nil {
				continue
			}
		} else {
			old, _ := readText(p.fsys, name) // it was read before
			e = editText(name, old)
		}
		m.list = append(m.list, p.complete(&work, language, f, e)...)
	}
	return work, m.list.sorted()
}

// complete brings what a translated file lacks into it, and records it.
func (p *Publication) complete(work *TranslationWork, language string, f *translationFile, e *textEditor) ErrorList {
	var m mistakes
	if e == nil {
		return nil
	}
	for i := range f.source.fields {
		source := &f.source.fields[i]
		if e.file.field(source.path) != nil || e.file.removes(source.path) {
			continue
		}
		if err := e.insert(f.source, source.path); err != nil {
			m.add(f.missedAt(source.path, language), "write it there by hand, with the same ids as in "+f.source.name,
				"there is no place for the text `"+source.path+"` in this file", source.pos)
		}
	}
	now := *f
	now.target, now.followed = e.file, true
	var list []translationRecord
	for _, field := range now.compare(language) {
		record := e.file.records.at(field.Path)
		if field.Target.Given() && record == nil && f.target.field(field.Path) == nil {
			record = &translationRecord{path: field.Path, digest: Digest(field.Source.Value), todo: field.copied()}
			work.Done = append(work.Done, field)
		}
		if record != nil {
			list = append(list, *record)
		}
	}
	return append(m.list, p.writeRecords(work, language, f, e, list)...)
}

// sourceNames returns the names of the source language's files, and of those of
// the regions of the editions that take texts in a language.
func (p *Publication) sourceNames(language string) []string {
	var out []string
	for _, base := range p.textFiles() {
		out = append(out, textName("", p.SourceLanguage(), base))
	}
	r := newReader(p.fsys)
	for _, region := range p.regionsTaking(r, language) {
		for _, base := range r.dir(textDirOf(region.name, p.SourceLanguage())).files {
			out = append(out, textName(region.name, p.SourceLanguage(), base))
		}
	}
	return out
}

// withNames returns the publication with ids where the source's sections and
// blocks have none, and adds the files that shall become so to the work.
func (p *Publication) withNames(language string, work *TranslationWork) *Publication {
	used := map[string]bool{}
	editors := map[string]*textEditor{}
	names := p.sourceNames(language)
	for _, name := range names {
		used[strings.TrimSuffix(path.Base(name), ".yaml")] = true
		raw, err := readText(p.fsys, name)
		if err != nil {
			continue
		}
		e := editText(name, raw)
		if e == nil {
			continue
		}
		editors[name] = e
		for _, element := range e.file.elements {
			used[element.path[strings.LastIndexByte(element.path, '.')+1:]] = true
		}
		for rest := string(e.file.source.text); ; {
			_, after, found := strings.Cut(rest, "{#")
			if !found {
				break
			}
			used[strings.FieldsFunc(after+" ", func(r rune) bool { return r == ' ' || r == '}' })[0]] = true
			rest = after
		}
	}
	changed := map[string][]byte{}
	for _, name := range names {
		e := editors[name]
		if e == nil {
			continue
		}
		old := e.raw
		if places := e.nameElements(used); len(places) > 0 {
			work.Named = append(work.Named, places...)
			work.Changes = append(work.Changes, FileChange{Name: e.name, Old: old, New: e.raw})
			changed[e.name] = e.raw
		}
	}
	return p.over(changed)
}
