package content

import (
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// TakenTexts is what editions that have the same texts take of the translations.
type TakenTexts struct {
	Editions []string // in the publication's order; none: those of everywhere, where no edition is in the language
	// Begun says that there are files in the editions' own language.
	Begun bool
	// Fields are the followed texts that they print, those in languages that stand
	// in for theirs included, and those that are missing in them.
	Fields []*TranslatedField
}

// TakenTexts returns what the editions in a language take of the translations,
// those that have the same texts together, in the publication's order.
func (p *Publication) TakenTexts(language string) []TakenTexts {
	r := newReader(p.fsys)
	w := takenWork{publication: p, reader: r, translations: map[string]*Translation{}}
	sources := map[string]*textFile{}
	for _, other := range p.file.chain(language) {
		w.translations[other] = p.translation(r, other, sources)
	}
	texts := func(region string) TakenTexts {
		return TakenTexts{
			Fields: w.taken(language, region),
			Begun: slices.ContainsFunc(w.translations[language].files, func(f translationFile) bool {
				return f.target != nil && (f.region == "" || f.region == region)
			}),
		}
	}
	var out []TakenTexts
	at := map[string]int{} // by stack
	for i := range p.editions {
		ref := &p.editions[i]
		if ref.Language.Value != language {
			continue
		}
		key := p.stackOf(ref)
		if _, known := at[key]; !known {
			at[key] = len(out)
			out = append(out, texts(ref.Region.Value))
		}
		out[at[key]].Editions = append(out[at[key]].Editions, ref.ID)
	}
	if len(out) == 0 {
		out = append(out, texts(""))
	}
	return out
}

// nodeSpot is where a value stands in the files; its zero value is nowhere.
type nodeSpot struct {
	file         string
	line, column int
}

// spotOf returns where a text stands.
func spotOf(f *textField) nodeSpot {
	return nodeSpot{file: f.pos.File, line: f.node.Line, column: f.node.Column}
}

// takenWork finds out which translated texts editions take.
type takenWork struct {
	publication  *Publication
	reader       *reader
	translations map[string]*Translation // by language; of those that are not followed there may be none
}

// taken returns the followed texts that the editions in a language and a region
// print, and those that are missing in them. A text that is missing is that in the
// edition's own language or, where that is not followed, in the nearest of those
// that stand in for it.
func (w *takenWork) taken(language, region string) []*TranslatedField {
	var out []*TranslatedField
	var printed *printedTexts
	missing := map[string]bool{}
	for _, from := range slices.Backward(w.publication.file.chain(language)) {
		t := w.translations[from]
		if t == nil {
			continue
		}
		for i := range t.Fields {
			f := &t.Fields[i]
			if !f.followed || f.Region != "" && f.Region != region {
				continue
			}
			if printed == nil {
				printed = w.reader.printed(&w.publication.file, language, region)
			}
			switch {
			case f.Target.Given():
				if printed.at[f.at] {
					out = append(out, f)
				}
			case !missing[f.Name()] && printed.misses(f, language, t):
				missing[f.Name()] = true
				out = append(out, f)
			}
		}
	}
	return out
}

// printedTexts are the texts that the editions of a stack print.
type printedTexts struct {
	at    map[nodeSpot]bool   // where they stand
	files map[string]*printed // by name: "areas"
}

// printed is what is printed of a file.
type printed struct {
	layers map[string]*layer // the layer that a value came from, by its path in the file
	gone   []string          // what a region took out, or replaced by another list
}

// printed returns the texts that the editions in a language and a region print.
// What is wrong with them was told.
func (r *reader) printed(f *publicationFile, language, region string) *printedTexts {
	out := &printedTexts{at: map[nodeSpot]bool{}, files: map[string]*printed{}}
	_ = r.capture(func() {
		s := r.stackOf(f, language, region)
		for _, base := range textFilesOf(r.regionSections(f, s.region)) {
			layers, _ := r.layersOf(&s, base, Pos{})
			if len(layers) == 0 {
				continue
			}
			kind, root := reflect.TypeFor[sectionFile](), rootPath(layers, "sections."+base)
			if base == "front" {
				kind, root = reflect.TypeFor[frontFile](), "front"
			}
			out.files[base] = out.file(r.mergeLayers(layers, kind, root), kind, root)
		}
	})
	return out
}

// file notes what is printed of a file.
func (p *printedTexts) file(m *merged, kind reflect.Type, root string) *printed {
	out := &printed{layers: map[string]*layer{}}
	relative := func(path string) string { return strings.TrimPrefix(path, root+".") }
	text := func(node *yaml.Node) {
		p.at[nodeSpot{m.layerOf(node).source.name, node.Line, node.Column}] = true
	}
	m.walk(kind, root, func(t reflect.Type, node *yaml.Node, path, key string) {
		l := m.layerOf(node)
		out.layers[relative(path)] = l
		_, items := elementOf(t)
		if _, ok := kindOfText(t, key); ok {
			text(node)
		} else if t == reflect.TypeFor[rowFile]() && node.Kind == yaml.SequenceNode {
			for _, cell := range node.Content {
				text(cell)
			}
		} else if items && l.region && len(m.over[node]) > 0 {
			out.gone = append(out.gone, relative(path))
		}
	})
	for i := range m.removed {
		if m.layerOf(m.removed[i].remove).region {
			out.gone = append(out.gone, relative(m.removed[i].path))
		}
	}
	return out
}

// elementOf returns the type of the items of a list whose items have ids.
func elementOf(t reflect.Type) (reflect.Type, bool) {
	if t.Kind() != reflect.Slice {
		return nil, false
	}
	_, ok := reflect.New(t.Elem()).Interface().(addressed)
	return t.Elem(), ok
}

// misses reports whether a text that a translation has not is missing where these
// are printed in a language, as neither the region has said otherwise nor, in
// another language's place, anything stands there.
func (p *printedTexts) misses(f *TranslatedField, language string, t *Translation) bool {
	file := p.files[f.File]
	if file == nil {
		return false // the region has no such section
	}
	l := file.layers[f.Path]
	switch {
	case l == nil:
		return !slices.ContainsFunc(f.within, func(whole string) bool { return slices.Contains(file.gone, whole) })
	case f.Region != "":
		return !l.region || t.Language == language && l.language != language
	}
	return t.Language == language && !l.region
}
