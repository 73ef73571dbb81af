package content

import (
	"path"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// TextKind is how the text of a field is written.
type TextKind uint8

// The kinds.
const (
	PlainText  TextKind = iota // as it is: an alternative text
	LineText                   // inline Markdown: a title
	BlocksText                 // Markdown of several paragraphs: a body
)

// textField is a text in a file of text/LANGUAGE that readers read and
// translators translate. Pictures, addresses, colours and the like are none.
type textField struct {
	path  string // made of ids, from the file on: "sections.development.body"
	kind  TextKind
	value string // decoded, in NFC, without white space at its ends
	pos   Pos
	node  *yaml.Node
}

// textElement is a section or block in a list, which translations address by
// its id.
type textElement struct {
	path  string // "sections.development", "blocks.2" where it has no id
	named bool   // its id stands in the file, or it is addressed by it; others are made of titles or counted
	node  *yaml.Node
	t     reflect.Type
}

// textFile is a file of text/LANGUAGE as translations see it.
type textFile struct {
	name     string // "text/sv/areas.yaml"
	region   bool   // it changes others
	source   *source
	root     *yaml.Node
	kind     reflect.Type // frontFile or sectionFile
	fields   []textField
	elements []textElement
	removed  []string // the fields, sections and blocks that a region takes out
	records  translationRecords
}

// field returns the field at a path, nil where the file has none.
func (f *textFile) field(path string) *textField {
	if f != nil {
		for i := range f.fields {
			if f.fields[i].path == path {
				return &f.fields[i]
			}
		}
	}
	return nil
}

// removes reports whether a region's file takes a field out, or what it is in.
func (f *textFile) removes(path string) bool {
	return f != nil && slices.ContainsFunc(f.removed, func(r string) bool { return r == path || strings.HasPrefix(path, r+".") })
}

// enclosing returns the paths of the sections, the blocks and their lists that a
// field of the file is in, outermost first, and its own.
func (f *textFile) enclosing(field *textField) []string {
	var out []string
	if f == nil {
		return nil
	}
	parent := ""
	for _, e := range f.elements { // those around others first
		if !holds(e.node, field.node) {
			continue
		}
		rest := e.path
		if parent != "" {
			rest = strings.TrimPrefix(rest, parent+".")
		}
		list, _, _ := strings.Cut(rest, ".")
		out = append(out, joinPath(parent, list), e.path)
		parent = e.path
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(field.path, parent), ".")
	for key := range strings.SplitSeq(rest, ".") {
		parent = joinPath(parent, key)
		out = append(out, parent)
	}
	return out
}

// holds reports whether a node is another or has it within.
func holds(node, other *yaml.Node) bool {
	return node == other || slices.ContainsFunc(node.Content, func(child *yaml.Node) bool { return holds(child, other) })
}

// parseTextFile reads the texts of a file. It returns nil where the file is no
// YAML, which is told where publications are opened.
func parseTextFile(name string, data []byte) *textFile {
	var m mistakes
	s := newSource(name, data, &m)
	if s == nil {
		return nil
	}
	root := parseYAML(s, &m)
	if root == nil || root.Kind != yaml.MappingNode {
		return nil
	}
	base := strings.TrimSuffix(path.Base(name), ".yaml")
	f := &textFile{
		name: name, source: s, root: root, kind: reflect.TypeFor[sectionFile](), region: strings.HasPrefix(name, regionsFolder+"/"),
	}
	prefix := "sections." + base
	switch id := scalarOf(root, "id"); {
	case base == "front":
		prefix, f.kind = "front", reflect.TypeFor[frontFile]()
	case id != "":
		prefix = "sections." + id
	}
	finder := fieldFinder{file: f, prefix: prefix + ".", keyed: map[*yaml.Node]bool{}}
	w := treeWalker{visit: finder.visit, structs: map[reflect.Type]*structInfo{}, changes: f.region}
	w.value(f.kind, root, prefix, "")
	d := decoder{source: s, mistakes: &m, structs: w.structs}
	if node := valueOf(root, translatesKey); node != nil {
		f.records.decode(&d, node, joinPath(prefix, translatesKey))
	}
	return f
}

// fieldFinder finds the texts in a file's nodes by the structs that the file is
// decoded into.
type fieldFinder struct {
	file   *textFile
	prefix string
	keyed  map[*yaml.Node]bool // the items that have their ids for keys
}

// relative returns a path as it is told within the file.
func (w *fieldFinder) relative(path string) string { return strings.TrimPrefix(path, w.prefix) }

// textKinds returns the types that are texts to be translated.
func textKinds() map[reflect.Type]TextKind {
	return map[reflect.Type]TextKind{
		reflect.TypeFor[inlineText]():   LineText,
		reflect.TypeFor[cellText]():     LineText,
		reflect.TypeFor[markdownText](): BlocksText,
		reflect.TypeFor[quoteText]():    BlocksText,
		reflect.TypeFor[noteText]():     BlocksText,
	}
}

// kindOfText returns how the text of a type under a key is written, and whether
// it is one that readers read.
func kindOfText(t reflect.Type, key string) (TextKind, bool) {
	if t == reflect.TypeFor[Text]() && (key == "alt" || key == "subject" || key == "author") {
		return PlainText, true
	}
	kind, ok := textKinds()[t]
	return kind, ok
}

// visit notes what a node says that is decoded into t under a key; the items of
// lists have none.
func (w *fieldFinder) visit(t reflect.Type, node *yaml.Node, path, key string) {
	if w.file.region && isNull(node) {
		w.file.removed = append(w.file.removed, w.relative(path))
		return
	}
	if _, ok := reflect.New(t).Interface().(addressed); ok && key == "" && node != w.file.root {
		w.file.elements = append(w.file.elements, textElement{
			path: w.relative(path), named: scalarOf(node, "id") != "" || w.keyed[node], node: node, t: t,
		})
	}
	if w.file.region && t.Kind() == reflect.Slice && node.Kind == yaml.MappingNode {
		for i := 1; i < len(node.Content); i += 2 {
			w.keyed[node.Content[i]] = true
		}
	}
	kind, translated := kindOfText(t, key)
	switch {
	case translated:
		w.text(kind, node, path)
	case t == reflect.TypeFor[rowFile]() && node.Kind == yaml.SequenceNode:
		kind, _ := kindOfText(reflect.TypeFor[cellText](), "")
		for i, cell := range node.Content {
			w.text(kind, cell, elementPath(reflect.TypeFor[cellText](), cell, i, path))
		}
	}
}

// text notes a text.
func (w *fieldFinder) text(kind TextKind, node *yaml.Node, path string) {
	if node.Kind != yaml.ScalarNode || strings.TrimSpace(node.Value) == "" {
		return
	}
	sc := newScalar(w.file.source, node, path)
	lead := len(sc.value) - len(strings.TrimLeft(sc.value, " \n"))
	w.file.fields = append(w.file.fields, textField{
		path: w.relative(path), kind: kind, value: trimText(composed(sc.value)), pos: sc.pos(lead), node: node,
	})
}

// trimText takes the white space from a text's ends, but for the indentation of
// its first line.
func trimText(text string) string {
	text = strings.TrimRight(text, " \t\n")
	for {
		line, rest, more := strings.Cut(text, "\n")
		if !more || strings.TrimSpace(line) != "" {
			return strings.TrimLeft(text, " ")
		}
		text = rest
	}
}
