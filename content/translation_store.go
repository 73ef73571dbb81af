package content

import (
	"path"
	"strings"

	"gopkg.in/yaml.v3"
)

// previousName returns the file that keeps the source texts from which a file
// of a language was translated.
func previousName(region, language, base string) string {
	return path.Join(textDirOf(region, language), "translated-from", base+".yaml")
}

// previousTexts returns the source texts that a file was translated from, by
// field. It trusts none of them: who uses one compares its digest with the
// recorded one. A file that is missing or damaged gives none, and costs a
// translator but the look at what has changed.
func (p *Publication) previousTexts(region, language, base string) map[string]string {
	name := previousName(region, language, base)
	data, err := readText(p.fsys, name)
	if err != nil {
		return nil
	}
	var m mistakes
	s := newSource(name, data, &m)
	if s == nil {
		return nil
	}
	root := parseYAML(s, &m)
	if root == nil || root.Kind != yaml.MappingNode {
		return nil
	}
	out := map[string]string{}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if value := root.Content[i+1]; value.Kind == yaml.ScalarNode {
			out[root.Content[i].Value] = trimText(composed(value.Value))
		}
	}
	return out
}

// keepPrevious returns the change of the file that keeps the source texts that
// records are about, nil where it stays as it is.
func (p *Publication) keepPrevious(language string, f *translationFile, list []translationRecord) *FileChange {
	name := previousName(f.region, language, f.base)
	texts := map[string]string{}
	var order []string
	for i := range list {
		record := &list[i]
		if record.todo {
			continue
		}
		for _, text := range []string{f.previous[record.path], f.sourceText(record.path)} {
			if text != "" && Digest(text) == record.digest {
				texts[record.path] = text // the later one is as good, and wrapped as its file is
			}
		}
		if texts[record.path] != "" {
			order = append(order, record.path)
		}
	}
	old, err := readText(p.fsys, name)
	if err != nil {
		old = nil
	}
	if len(order) == 0 && old == nil {
		return nil
	}
	var b strings.Builder
	b.WriteString("# The texts that " + textName(f.region, language, f.base) + " translates, as they were then. Written by\n" +
		"# korthet translate; translators are shown them when a text has changed.\n")
	for _, field := range order {
		b.WriteString(field + ": " + standalone(texts[field]))
	}
	if b.String() == string(old) {
		return nil
	}
	return &FileChange{Name: name, Old: old, New: []byte(b.String())}
}

// sourceText returns the source's text of a field, "" where it has none.
func (f *translationFile) sourceText(path string) string {
	if field := f.sourceField(path); field != nil {
		return field.value
	}
	return ""
}

// standalone returns a text as YAML's value of a key at a line's beginning, with
// the line's end.
func standalone(text string) string {
	literal := "|\n" + indented(text, 2)
	var root yaml.Node
	err := yaml.Unmarshal([]byte("key: "+literal), &root)
	if err == nil && len(root.Content) == 1 && trimText(valueOf(root.Content[0], "key").Value) == text {
		return literal
	}
	return doubleQuoted(text) + "\n"
}
