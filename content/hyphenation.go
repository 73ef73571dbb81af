package content

import (
	"io/fs"
	"path"
	"reflect"
	"strings"
)

// Hyphenation says how the words of a language are parted, where the publication
// knows better.
type Hyphenation struct {
	Language Text
	Patterns Text   // the file of its patterns in the publication; zero: the built-in ones
	Words    []Text // as the format of exceptions has them: "migrations=lag-stiftning"
}

// hyphenationFile is an entry of publication.yaml's hyphenation.
type hyphenationFile struct {
	Pos      Pos
	Patterns Text   `yaml:"patterns" doc:"A file of patterns as TeX has them (hyph-lv.pat.txt), for a language that has none built in, or better ones."`
	Words    []Text `yaml:"words" doc:"Words with - where they may be parted, and = between the parts of a compound; a word without is never parted. A * at its start or end stands for any letters: lag=stift-ning*."`
}

// checkHyphenation checks what publication.yaml says of hyphenation.
func (r *reader) checkHyphenation(list entries[hyphenationFile]) {
	for i := range list {
		tag := list[i].Name
		if reason := badLanguage(tag.Value); reason != "" {
			r.mistakes.add(tag.Pos, languageHint(tag.Value), "`"+shorten(tag.Value)+"` "+reason)
		}
		file := &list[i].Value
		file.Patterns = r.patternsFile(file.Patterns)
	}
}

// patternsFile returns a file of patterns; zero where there is none, which is
// reported.
func (r *reader) patternsFile(t Text) Text {
	if !t.Given() {
		return t
	}
	name := path.Clean(t.Value)
	reason := badPath(name)
	if reason == "" {
		info, err := fs.Stat(r.fsys, name)
		switch {
		case err != nil:
			reason = plainReason(err)
		case info.IsDir():
			reason = "is a folder, not a file"
		}
	}
	if reason != "" {
		r.mistakes.add(t.Pos, "put it into the publication's folder, for example as hyphenation/lv.pat.txt, and write where it is",
			"the file of patterns `"+shorten(t.Value)+"` "+reason)
		return Text{}
	}
	t.Value = name
	return t
}

// hyphenation returns what publication.yaml says of the hyphenation of an edition's
// languages: what is said of others does not make it another edition.
func (f *publicationFile) hyphenation(e *Edition) []Hyphenation {
	if len(f.Hyphenation) == 0 {
		return nil
	}
	used := map[string]bool{primary(e.Language): true}
	for _, part := range []any{e.Front, e.Sections, e.Office} {
		languagesIn(reflect.ValueOf(part), used)
	}
	var all []Hyphenation
	for _, said := range f.Hyphenation {
		if used[primary(said.Name.Value)] {
			all = append(all, Hyphenation{Language: said.Name, Patterns: said.Value.Patterns, Words: said.Value.Words})
		}
	}
	return all
}

// languagesIn notes the languages, without their regions, that stand in the fields
// called Language of a value and of all that it holds.
func languagesIn(v reflect.Value, used map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			languagesIn(v.Elem(), used)
		}
	case reflect.Slice:
		for i := range v.Len() {
			languagesIn(v.Index(i), used)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Field(i)
			switch {
			case v.Type().Field(i).Name != "Language":
				languagesIn(field, used)
			case field.Kind() == reflect.String:
				used[primary(field.String())] = true
			}
		}
	default:
	}
}

func primary(tag string) string {
	first, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return first
}
