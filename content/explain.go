package content

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Field is one thing that an edition's files say, and what it stands in the
// place of.
type Field struct {
	Path  string   // as places have it: "sections.policy.title"
	In    []string // the sections and blocks around it that its path does not name, outermost first: "sections.areas"
	Value string   // as written, without white space at its ends; a list's items with commas between
	Pos   Pos      // where it stands; of one that was taken out, where that is said
	// Removed says that it was taken out: Over tells what was there.
	Removed bool
	Over    []Overridden // what it overrode, nearest first
	Differs bool         // it is a region's, or of another language than the edition
	Locked  string       // who may change it, or "nobody" else than who looks after the publication; "": it is not locked
}

// Overridden is a value that another stands in the place of.
type Overridden struct {
	Value string
	Pos   Pos
}

// Explain returns what the files say for an edition, field by field, in the
// order in which it is read: the edition itself, the front, the sections, the
// office. It returns false where there is no such edition. Files that cannot be
// read are left out.
func (p *Publication) Explain(edition string) ([]Field, bool) {
	at, ok := p.places[edition]
	if !ok {
		return nil, false
	}
	ref := &p.editions[at]
	x := explainer{reader: newReader(p.fsys), locks: p.file.Locks}
	x.reader.locks = p.file.Locks
	x.edition(p, ref)
	if lang := ref.Language.Value; badLanguage(lang) == "" {
		s := x.reader.stackOf(&p.file, lang, ref.Region.Value)
		sections := x.reader.regionSections(&p.file, ref.Region.Value)
		for _, base := range textFilesOf(sections) {
			layers, _ := x.reader.layersOf(&s, base, Pos{})
			if len(layers) == 0 {
				continue
			}
			if base == "front" {
				x.file(x.reader.decodeLayers(layers, lang, "front", &frontFile{}), lang)
				continue
			}
			x.file(x.reader.decodeLayers(layers, lang, "sections."+base, &sectionFile{}), lang)
		}
	}
	if ref.Office.Given() && badName(ref.Office.Value) == "" {
		if layers, _ := x.reader.officeLayers(ref.Office, ref.Region); len(layers) > 0 {
			var office officeFile
			file := x.reader.decodeLayers(layers, "", "office", &office)
			x.languages = office.ordered(p.file.lookedUp(ref.Language.Value))
			x.file(file, "")
		}
	}
	return x.fields, true
}

// explainer collects fields.
type explainer struct {
	reader    *reader
	locks     []lockFile
	languages []string // in which what the office says by language is looked for, the nearest first
	fields    []Field
}

// edition adds what publication.yaml says of the edition.
func (x *explainer) edition(p *Publication, ref *EditionRef) {
	add := func(name string, value, whole Text) {
		if !value.Given() {
			return
		}
		f := Field{Path: name, Value: value.Value, Pos: value.Pos}
		if whole.Given() && (whole.Pos != value.Pos || whole.Value != value.Value) {
			f.Over, f.Differs = []Overridden{{whole.Value, whole.Pos}}, true
		}
		x.fields = append(x.fields, f)
	}
	number := func(n Integer) Text {
		if !n.Given() {
			return Text{}
		}
		return Text{Value: strconv.Itoa(n.Value), Pos: n.Pos}
	}
	add("language", ref.Language, Text{})
	add("office", ref.Office, Text{})
	add("region", ref.Region, Text{})
	add("pages", number(ref.Pages), number(p.file.Pages))
	sections := joined(x.reader.regionSections(&p.file, ref.Region.Value))
	if at, ok := x.reader.sectionsAt[ref.Region.Value]; ok {
		sections.Pos = at
	}
	add("sections", sections, joined(p.file.Sections))
	add("targets", joined(ref.Targets), joined(p.file.Targets))
	theme := ref.Theme
	if !theme.Given() {
		theme = p.file.Theme
	}
	add("theme", theme, p.file.Theme)
	add("printer", ref.Printer, p.file.Printer)
}

// joined returns texts as one, at the first one's place.
func joined(list []Text) Text {
	var out Text
	for i, t := range list {
		if i == 0 {
			out = t
			continue
		}
		out.Value += ", " + t.Value
	}
	return out
}

// file adds the fields of a file. language is the edition's.
func (x *explainer) file(f *layeredFile, language string) {
	in := f.enclosures()
	f.walk(f.kind, f.path, func(t reflect.Type, node *yaml.Node, path, _ string) {
		whole := reflect.PointerTo(t).Implements(reflect.TypeFor[leaf]()) || t == reflect.TypeFor[[]Text]() || t.Kind() == reflect.Slice && node.Kind == yaml.ScalarNode
		inList := t == reflect.TypeFor[Text]() && len(x.fields) > 0 && strings.HasPrefix(path, x.fields[len(x.fields)-1].Path+".")
		_, id := strings.CutSuffix(path, ".id") // addresses a field, and says nothing
		if id || inList || !whole && len(f.over[node]) == 0 || t == reflect.TypeFor[translationRecords]() {
			return
		}
		if reflect.PointerTo(t).Implements(reflect.TypeFor[byLanguage]()) {
			if node = x.spoken(node, path); node == nil {
				return
			}
		}
		l := f.layerOf(node)
		field := Field{
			Path: path, In: in.around(node, path), Value: summary(node), Pos: f.pos(node, path),
			Differs: l.region || l.language != language || slices.ContainsFunc(node.Content, func(n *yaml.Node) bool { return f.layerOf(n).region }),
			Locked:  x.locked(path),
		}
		for _, below := range f.over[node] {
			field.Over = append(field.Over, Overridden{summary(below), f.pos(below, path)})
		}
		x.fields = append(x.fields, field)
	})
	for _, r := range f.removed {
		field := Field{Path: r.path, In: in.aroundPath(r.in, r.path), Pos: f.pos(r.remove, r.path), Removed: true, Differs: true}
		for _, below := range append([]*yaml.Node{r.node}, f.over[r.node]...) {
			field.Over = append(field.Over, Overridden{summary(below), f.pos(below, r.path)})
		}
		x.fields = append(x.fields, field)
	}
}

// spoken returns what a value by language says in the edition's, nil where it says
// nothing: labels of other languages are none of its own.
func (x *explainer) spoken(node *yaml.Node, path string) *yaml.Node {
	if node.Kind != yaml.MappingNode || len(node.Content) < 2 {
		return node
	}
	for _, language := range x.languages {
		if value := valueOf(node, language); value != nil {
			return value
		}
	}
	if strings.HasPrefix(path, "office.labels.") {
		return nil
	}
	return node.Content[1]
}

// Below reports whether the field is what a path names, or is in it.
func (f *Field) Below(path string) bool {
	return f.Path == path || strings.HasPrefix(f.Path, path+".") || slices.Contains(f.In, path)
}

// enclosures says of a file's values in which sections and blocks they are: the
// path of one within others does not name these, as all ids differ.
type enclosures struct {
	ofNode map[*yaml.Node][]string // outermost first
	ofPath map[string][]string     // of sections and blocks
}

// enclosures returns the enclosures of a file's values.
func (f *layeredFile) enclosures() *enclosures {
	paths := map[*yaml.Node]string{f.root: f.path}
	f.walk(f.kind, f.path, func(t reflect.Type, node *yaml.Node, path, key string) {
		if _, ok := reflect.New(t).Interface().(addressed); ok && key == "" {
			paths[node] = path
		}
	})
	e := &enclosures{ofNode: map[*yaml.Node][]string{}, ofPath: map[string][]string{}}
	var within func(node *yaml.Node, around []string)
	within = func(node *yaml.Node, around []string) {
		e.ofNode[node] = around
		if path, ok := paths[node]; ok {
			e.ofPath[path] = around
			around = append(slices.Clone(around), path)
		}
		for _, child := range node.Content {
			within(child, around)
		}
	}
	within(f.root, nil)
	return e
}

// around returns what is around a value with a path that this does not name.
func (e *enclosures) around(node *yaml.Node, path string) []string {
	return unnamed(e.ofNode[node], path)
}

// aroundPath is around for a value with a path that was in a place.
func (e *enclosures) aroundPath(place, path string) []string {
	for whole := place; whole != ""; whole = whole[:max(strings.LastIndexByte(whole, '.'), 0)] {
		if around, ok := e.ofPath[whole]; ok {
			return unnamed(append(slices.Clone(around), whole), path)
		}
	}
	return nil
}

// unnamed returns those of the paths that another does not begin with.
func unnamed(paths []string, path string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return p == path || strings.HasPrefix(path, p+".") })
}

// locked returns who may change a field that is locked, "" where it is not.
func (x *explainer) locked(path string) string {
	for i := range x.locks {
		if l := &x.locks[i]; l.covers(path) {
			if l.Owner.Given() {
				return l.Owner.Value
			}
			return "who looks after the publication"
		}
	}
	return ""
}

// summary returns what a node says in short: a text, or the texts in a list or
// group with commas between.
func summary(node *yaml.Node) string {
	if node.Kind == yaml.ScalarNode {
		return trimText(composed(node.Value))
	}
	var parts []string
	for i, child := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 {
			continue // a key
		}
		if text := summary(child); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, ", ")
}

// FieldHint says which field of an edition an unknown one may mean.
func FieldHint(path string, fields []Field) string {
	known := map[string][]string{} // the names below a place, in order
	for i := range fields {
		for whole := fields[i].Path; whole != ""; {
			cut := strings.LastIndexByte(whole, '.')
			place, name := whole[:max(cut, 0)], whole[cut+1:]
			if slices.Contains(known[place], name) {
				break
			}
			known[place] = append(known[place], name)
			whole = place
		}
	}
	place, rest := "", path
	for rest != "" {
		name, after, _ := strings.Cut(rest, ".")
		if !slices.Contains(known[place], name) {
			if best := Nearest(name, known[place]); best != "" {
				best = joinPath(place, best)
				if after != "" && slices.ContainsFunc(fields, func(f Field) bool { return f.Below(best + "." + after) }) {
					best += "." + after
				}
				return "did you mean `" + best + "`?"
			}
			break
		}
		place, rest = joinPath(place, name), after
	}
	// Who writes the way through the sections means the last of them: its path
	// does not name those around it.
	for at := strings.IndexByte(path, '.'); at >= 0; {
		rest := path[at+1:]
		for _, list := range []string{"", "sections.", "blocks."} {
			if slices.ContainsFunc(fields, func(f Field) bool { return f.Below(list + rest) }) {
				return "did you mean `" + list + rest + "`?"
			}
		}
		next := strings.IndexByte(rest, '.')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	names := known[place]
	switch {
	case len(names) == 0:
		return ""
	case place == "":
		return "there are " + enumerate(names)
	}
	return "`" + place + "` has " + enumerate(names)
}
