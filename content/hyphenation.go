package content

import (
	"io/fs"
	"path"
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

// hyphenation returns what publication.yaml says of it, for an edition.
func (f *publicationFile) hyphenation() []Hyphenation {
	var all []Hyphenation
	for _, e := range f.Hyphenation {
		all = append(all, Hyphenation{Language: e.Name, Patterns: e.Value.Patterns, Words: e.Value.Words})
	}
	return all
}
