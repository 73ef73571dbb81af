package content

import (
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// local is a value that is the same in every language, or a group of values by
// language: `name: {sv: Högkvarter, en: Headquarters}`.
type local[T any] struct {
	All T
	By  entries[T]
}

// byLanguage is a value that may differ from language to language.
type byLanguage interface{ languages() []Text }

// languages returns the languages that the value is given in, where it differs.
func (l *local[T]) languages() []Text {
	var out []Text
	for i := range l.By {
		out = append(out, l.By[i].Name)
	}
	return out
}

// decode reads the value, or the group.
func (l *local[T]) decode(d *decoder, node *yaml.Node, path string) {
	if node.Kind == yaml.MappingNode {
		l.By.decode(d, node, path)
		return
	}
	d.value(reflect.ValueOf(&l.All).Elem(), node, path)
}

// schema returns the schema of the value or the group.
func (l *local[T]) schema(w *schemaWriter) object {
	return object{{"anyOf", []object{w.of(reflect.TypeFor[T]()), l.By.schema(w)}}}
}

// in returns the value in the first of some languages that it is given in, or
// in the first language that it is given in at all.
func (l *local[T]) in(languages []string) T {
	if i := l.find(languages); i >= 0 {
		return l.By[i].Value
	}
	if len(l.By) > 0 {
		return l.By[0].Value
	}
	return l.All
}

// own is in, but nothing where the value is given in other languages alone.
func (l *local[T]) own(languages []string) T {
	if i := l.find(languages); i >= 0 {
		return l.By[i].Value
	}
	return l.All
}

// find returns the place in By of the first of some languages that is there, or
// -1.
func (l *local[T]) find(languages []string) int {
	for _, lang := range languages {
		for i := range l.By {
			if l.By[i].Name.Value == lang {
				return i
			}
		}
	}
	return -1
}

// lookedUp returns the languages in which a text for a language is looked for,
// the nearest first: en-GB, en, and those that stand in for it.
func (f *publicationFile) lookedUp(language string) []string {
	var out []string
	for _, lang := range slices.Backward(f.chain(language)) {
		base, _, _ := strings.Cut(lang, "-")
		out = append(out, lang)
		if base != lang {
			out = append(out, base)
		}
	}
	return out
}
