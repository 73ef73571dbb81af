package content

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// layer is one of the files that together say what a file of an edition holds.
type layer struct {
	source   *source
	root     *yaml.Node
	language string // of its texts; "": it is a region's and may hold none
	region   bool   // it changes single fields of the files below it
}

// merged is a file as its layers make it, before it is decoded. The trees of
// the layers are not changed: several merged files share them.
type merged struct {
	root    *yaml.Node
	layers  []*layer                    // lowest first
	origin  map[*yaml.Node]*layer       // nil where there is one layer
	over    map[*yaml.Node][]*yaml.Node // what a node stands in the place of, nearest first
	removed []removal
}

// removal is a field that a layer took out.
type removal struct {
	path   string
	in     string     // the path of the group or list that it was in
	node   *yaml.Node // what was there
	remove *yaml.Node // the word null
}

// The words by which a layer says what it does to what lies below it.
const (
	replaceKey = "replace"
	appendKey  = "append"
	insertKey  = "insert"
)

// mergeLayers lays the trees of a file over one another, led by the type that
// they are decoded into. path is the path of the whole file.
func (r *reader) mergeLayers(layers []*layer, t reflect.Type, path string) *merged {
	out := &merged{root: layers[0].root, layers: layers}
	if len(layers) == 1 {
		return out
	}
	out.origin, out.over = map[*yaml.Node]*layer{}, map[*yaml.Node][]*yaml.Node{}
	g := &merger{merged: out, mistakes: &r.mistakes, structs: r.structs, locks: r.locks}
	for i, l := range layers {
		g.note(l.root, l)
		if g.layer = l; i > 0 {
			out.root = g.value(t, out.root, l.root, path)
		}
	}
	return out
}

// layerOf returns the layer that a node came from.
func (m *merged) layerOf(node *yaml.Node) *layer {
	if l := m.origin[node]; l != nil {
		return l
	}
	return m.layers[0]
}

// pos returns the place of a node.
func (m *merged) pos(node *yaml.Node, path string) Pos {
	return Pos{File: m.layerOf(node).source.name, Line: node.Line, Column: node.Column, Path: path}
}

// merger lays one tree over another.
type merger struct {
	*merged
	mistakes *mistakes
	structs  map[reflect.Type]*structInfo
	locks    []lockFile
	layer    *layer // the one that is laid on
}

// note says of all nodes of a tree which layer they came from.
func (g *merger) note(node *yaml.Node, l *layer) {
	g.origin[node] = l
	for _, child := range node.Content {
		g.note(child, l)
	}
}

// info returns what the tags of a struct type say, read once.
func (g *merger) info(t reflect.Type) *structInfo {
	info := g.structs[t]
	if info == nil {
		info = readStruct(t)
		g.structs[t] = info
	}
	return info
}

// made returns a new node that stands where another does.
func (g *merger) made(like *yaml.Node, kind yaml.Kind, content []*yaml.Node) *yaml.Node {
	node := &yaml.Node{Kind: kind, Line: like.Line, Column: like.Column, Content: content}
	g.origin[node] = g.layerOf(like)
	return node
}

// replace returns a node that stands in the place of another.
func (g *merger) replace(base, over *yaml.Node) *yaml.Node {
	g.over[over] = append([]*yaml.Node{base}, g.over[base]...)
	return over
}

// value returns what a value becomes under another.
func (g *merger) value(t reflect.Type, base, over *yaml.Node, path string) *yaml.Node {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if whole := only(over, replaceKey); whole != nil {
		return g.replace(base, whole)
	}
	switch {
	case reflect.PointerTo(t).Implements(reflect.TypeFor[byLanguage]()) && base.Kind == yaml.MappingNode && over.Kind == yaml.MappingNode:
		return g.languages(base, over, path)
	case reflect.PointerTo(t).Implements(reflect.TypeFor[byLanguage]()) && base.Kind == yaml.MappingNode && g.layer.region && !emptyNode(over):
		g.mistakes.add(g.pos(over, path), "write it by language: {fi: …}; if it is the same in all, write {replace: …}",
			"this text would stand in every language, in the place of those that are there by language", g.pos(base, path))
		return base
	case reflect.PointerTo(t).Implements(reflect.TypeFor[leaf]()):
	case t.Kind() == reflect.Struct:
		return g.group(t, base, over, path)
	case t.Kind() == reflect.Slice:
		return g.list(t, base, over, path)
	}
	return g.replace(base, over)
}

// languages returns what a group of values by language becomes under another.
func (g *merger) languages(base, over *yaml.Node, path string) *yaml.Node {
	content := slices.Clone(base.Content)
	seen := map[string]bool{}
	for i := 0; i+1 < len(over.Content); i += 2 {
		key, value := over.Content[i], over.Content[i+1]
		if seen[key.Value] {
			content = append(content, key, value) // told when they are decoded
			continue
		}
		seen[key.Value] = true
		// A struct without fields: its keys are told by nothing but the file.
		content = g.field(reflect.TypeFor[struct{}](), content, key, value, joinPath(path, key.Value))
	}
	return g.made(base, yaml.MappingNode, content)
}

// only returns the value of a mapping's only key, nil where it is another.
func only(node *yaml.Node, key string) *yaml.Node {
	if node.Kind == yaml.MappingNode && len(node.Content) == 2 && node.Content[0].Value == key {
		return node.Content[1]
	}
	return nil
}

// fresh returns what a value says where there is nothing below it.
func fresh(node *yaml.Node) *yaml.Node {
	for _, key := range []string{replaceKey, appendKey} {
		if value := only(node, key); value != nil {
			return value
		}
	}
	return node
}

// isNull reports whether a node is the word that removes.
func isNull(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && node.Value == "null" && node.Style == 0
}

// group returns what a group of keys becomes under another.
func (g *merger) group(t reflect.Type, base, over *yaml.Node, path string) *yaml.Node {
	info := g.info(t)
	more := info.alone >= 0 && only(over, appendKey) != nil // to the list that may stand for the group
	if base.Kind != yaml.MappingNode || over.Kind != yaml.MappingNode || more {
		if info.alone < 0 || emptyNode(over) {
			return g.replace(base, over)
		}
		base, over = g.wrapped(info, base), g.wrapped(info, over)
	}
	content := slices.Clone(base.Content)
	if info.block {
		rest := withoutOtherKinds(info, content, over)
		if len(rest) < len(content) && g.refused(t, base, over, path, true) {
			return base
		}
		for i := 0; i+1 < len(content) && len(rest) < len(content); i += 2 {
			if slices.Contains(info.keys(true), content[i].Value) && valueOf(over, content[i].Value) == nil {
				g.removed = append(g.removed, removal{joinPath(path, content[i].Value), path, content[i+1], over})
			}
		}
		content = rest
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(over.Content); i += 2 {
		key, value := over.Content[i], over.Content[i+1]
		if key.Kind != yaml.ScalarNode || seen[key.Value] {
			content = append(content, key, value) // told when they are decoded
			continue
		}
		seen[key.Value] = true
		content = g.field(t, content, key, value, joinPath(path, key.Value))
	}
	return g.made(base, yaml.MappingNode, content)
}

// emptyNode reports whether there is nothing in a node.
func emptyNode(node *yaml.Node) bool {
	return len(node.Content) == 0 && strings.TrimSpace(node.Value) == ""
}

// field lays one key's value over a group's keys and values, which it returns.
func (g *merger) field(t reflect.Type, content []*yaml.Node, key, value *yaml.Node, path string) []*yaml.Node {
	at := -1
	for i := 0; i+1 < len(content); i += 2 {
		if content[i].Kind == yaml.ScalarNode && content[i].Value == key.Value {
			at = i
			break
		}
	}
	info := g.info(t)
	k := slices.IndexFunc(info.fields, func(f fieldInfo) bool { return f.key == key.Value })
	var below *yaml.Node
	kind := t
	if at >= 0 {
		below = content[at+1]
	}
	if k >= 0 {
		kind = t.Field(info.fields[k].index).Type
	}
	whole := isNull(value) || only(value, replaceKey) != nil
	switch {
	case k >= 0 && key.Value != "id" && g.refused(kind, below, key, path, whole):
		return content
	case at < 0 && k >= 0:
		return append(content, key, g.begun(kind, fresh(value), path))
	case at < 0:
		return append(content, key, value)
	case isNull(value) && k >= 0 && info.fields[k].required:
		g.mistakes.add(g.pos(value, path), "write another text in its place, or delete this line",
			"`"+key.Value+"` cannot be taken out: it is required", g.pos(content[at+1], path))
		return content
	case isNull(value):
		g.removed = append(g.removed, removal{path, path, content[at+1], value})
		return slices.Delete(content, at, at+2)
	case k < 0:
		content[at], content[at+1] = key, g.replace(content[at+1], value)
		return content
	}
	content[at+1] = g.value(kind, content[at+1], value, path)
	content[at] = key
	return content
}

// wrapped returns a value as the group that it stands for.
func (g *merger) wrapped(info *structInfo, node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.MappingNode && only(node, appendKey) == nil {
		return node
	}
	for _, f := range info.fields {
		if f.index == info.alone {
			key := g.made(node, yaml.ScalarNode, nil)
			key.Value = f.key
			return g.made(node, yaml.MappingNode, []*yaml.Node{key, node})
		}
	}
	return node
}

// withoutOtherKinds returns a block's keys and values without what it is, if
// what lies over it makes it something else.
func withoutOtherKinds(info *structInfo, content []*yaml.Node, over *yaml.Node) []*yaml.Node {
	kinds := info.keys(true)
	if !slices.ContainsFunc(kinds, func(kind string) bool { return valueOf(over, kind) != nil }) {
		return content
	}
	var out []*yaml.Node
	for i := 0; i+1 < len(content); i += 2 {
		if key := content[i].Value; !slices.Contains(kinds, key) || valueOf(over, key) != nil {
			out = append(out, content[i], content[i+1])
		}
	}
	return out
}

// list returns what a list becomes under another: one of items that are
// addressed is changed item by item, others are replaced.
func (g *merger) list(t reflect.Type, base, over *yaml.Node, path string) *yaml.Node {
	if more := only(over, appendKey); more != nil {
		return g.made(base, yaml.SequenceNode, slices.Concat(itemsOf(base), itemsOf(more)))
	}
	_, items := reflect.New(t.Elem()).Interface().(addressed)
	switch {
	case !items || base.Kind != yaml.SequenceNode:
	case over.Kind == yaml.MappingNode && len(over.Content) > 0:
		return g.byID(t.Elem(), base, over, path)
	case over.Kind != yaml.SequenceNode || len(over.Content) == 0:
	case g.layer.region:
		return g.changed(t.Elem(), base, over, path)
	case !slices.ContainsFunc(over.Content, func(item *yaml.Node) bool { return scalarOf(item, "id") == "" }):
		return g.beside(t.Elem(), base, over, path)
	}
	return g.replace(base, over)
}

// begun returns a value that a region gives where there is none: in a list, items
// that say where they go have no others to say it by than those before them.
func (g *merger) begun(t reflect.Type, value *yaml.Node, path string) *yaml.Node {
	if !g.layer.region || t.Kind() != reflect.Slice || value.Kind != yaml.SequenceNode {
		return value
	}
	if _, items := reflect.New(t.Elem()).Interface().(addressed); !items {
		return value
	}
	var items []*yaml.Node
	for _, item := range value.Content {
		where := valueOf(item, insertKey)
		if where == nil {
			items = append(items, item)
			continue
		}
		if k, ok := g.insertAt(t.Elem(), items, where, path); ok {
			items = slices.Insert(items, k, g.without(item, insertKey))
		}
	}
	return g.made(value, yaml.SequenceNode, items)
}

// itemsOf returns the items of a list, of which one alone may stand for it.
func itemsOf(list *yaml.Node) []*yaml.Node {
	if list.Kind == yaml.SequenceNode {
		return list.Content
	}
	return []*yaml.Node{list}
}

// changed returns a list whose items a region changes: `- id: X` changes the
// item X, and a new one says with `insert` where it goes.
func (g *merger) changed(t reflect.Type, base, over *yaml.Node, path string) *yaml.Node {
	items := slices.Clone(base.Content)
	for _, item := range over.Content {
		id := scalarOf(item, "id")
		if id == "" && valueOf(item, insertKey) == nil {
			g.mistakes.add(g.pos(item, path), "begin it with `id: …` and the name of the one that it changes, or say where a new one goes: `insert: last`",
				"nothing says which item of the list this changes", g.pos(base, path))
			continue
		}
		items = g.item(t, base, items, item, item, id, path)
	}
	return g.made(base, yaml.SequenceNode, items)
}

// byID returns a list whose items are changed by a group that has their ids as
// keys; null takes one out.
func (g *merger) byID(t reflect.Type, base, over *yaml.Node, path string) *yaml.Node {
	items := slices.Clone(base.Content)
	seen := map[string]bool{}
	for i := 0; i+1 < len(over.Content); i += 2 {
		key, value := over.Content[i], over.Content[i+1]
		id := key.Value
		at := find(t, items, id)
		switch {
		case seen[id]:
			g.mistakes.add(g.pos(key, path), "delete one of them", "the key `"+shorten(id)+"` stands here a second time")
		case isNull(value) && at >= 0 && g.refused(t, items[at], key, elementPath(t, items[at], at, path), true):
		case isNull(value) && at >= 0:
			g.removed = append(g.removed, removal{elementPath(t, items[at], at, path), path, items[at], value})
			items = slices.Delete(items, at, at+1)
		case isNull(value), value.Kind == yaml.MappingNode && len(value.Content) > 0:
			named := value
			if value.Kind == yaml.MappingNode && valueOf(value, "id") == nil {
				name := g.made(key, yaml.ScalarNode, nil)
				name.Value = "id"
				named = g.made(value, yaml.MappingNode, slices.Concat([]*yaml.Node{name, key}, value.Content))
			}
			items = g.item(t, base, items, key, named, id, path)
		case id == "append" || id == "replace":
			g.mistakes.add(g.pos(key, path), "write `"+id+"` alone, or the changes by id; a new item among them is one with `insert: last`",
				"`"+id+"` cannot stand beside changes by id", g.pos(base, path))
		default:
			g.mistakes.add(g.pos(key, path), "indent what it changes below it, or write null to take the item out",
				"nothing says what `"+shorten(id)+"` becomes", g.pos(base, path))
		}
		seen[id] = true
	}
	return g.made(base, yaml.SequenceNode, items)
}

// item changes or inserts one item of a list and returns the list's items. at
// is where mistakes are told.
func (g *merger) item(t reflect.Type, base *yaml.Node, items []*yaml.Node, at, item *yaml.Node, id, path string) []*yaml.Node {
	i := find(t, items, id)
	if where := valueOf(item, insertKey); where != nil {
		if i >= 0 {
			g.mistakes.add(g.pos(at, path), "leave `insert` out to change it, or give the new one an id of its own",
				"there is an item `"+shorten(id)+"` already", g.pos(items[i], path))
			return items
		}
		k, ok := g.insertAt(t, items, where, path)
		if !ok {
			return items
		}
		return slices.Insert(items, k, g.without(item, insertKey))
	}
	if i < 0 {
		hint := didYouMean(id, idsOf(t, items))
		switch {
		case strings.HasSuffix(hint, "?"):
			hint += " "
		case hint != "":
			hint += "; "
		}
		g.mistakes.add(g.pos(at, path), hint+"for a new one, say where it goes: `insert: last`",
			"there is no item `"+shorten(id)+"` here to change", g.pos(base, path))
		return items
	}
	items[i] = g.value(t, items[i], item, elementPath(t, items[i], i, path))
	return items
}

// insertAt returns where a new item goes.
func (g *merger) insertAt(t reflect.Type, items []*yaml.Node, where *yaml.Node, path string) (int, bool) {
	word, id, _ := strings.Cut(strings.TrimSpace(where.Value), " ")
	id = strings.TrimSpace(id)
	switch {
	case where.Kind != yaml.ScalarNode:
	case word == "first" && id == "":
		return 0, true
	case word == "last" && id == "":
		return len(items), true
	case (word == "before" || word == "after") && id != "":
		at := find(t, items, id)
		if at < 0 {
			g.mistakes.add(g.pos(where, path), didYouMean(id, idsOf(t, items)), "there is no item `"+shorten(id)+"` here")
			return 0, false
		}
		if word == "after" {
			at++
		}
		return at, true
	}
	g.mistakes.add(g.pos(where, path), "write `first`, `last`, `before ID` or `after ID`", "this does not say where the new item goes")
	return 0, false
}

// beside returns a list in one language over the same list in another: items
// are the same where their ids are, and new ones stand behind those that they
// follow.
func (g *merger) beside(t reflect.Type, base, over *yaml.Node, path string) *yaml.Node {
	items := slices.Clone(base.Content)
	next := 0
	for _, item := range over.Content {
		if i := find(t, items, scalarOf(item, "id")); i >= 0 {
			items[i] = g.value(t, items[i], item, elementPath(t, items[i], i, path))
			next = i + 1
			continue
		}
		items = slices.Insert(items, next, item)
		next++
	}
	return g.made(base, yaml.SequenceNode, items)
}

// without returns a mapping without one of its keys.
func (g *merger) without(node *yaml.Node, key string) *yaml.Node {
	var content []*yaml.Node
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value != key {
			content = append(content, node.Content[i], node.Content[i+1])
		}
	}
	return g.made(node, yaml.MappingNode, content)
}

// elementID returns the id that an item of a list has, written or made of its
// title; "" where it has none.
func elementID(t reflect.Type, item *yaml.Node) string {
	a, ok := reflect.New(t).Interface().(addressed)
	if !ok {
		return ""
	}
	_, id, _ := strings.Cut(a.address(item), ".")
	return id
}

// elementPath returns the path of the item of a list at an index.
func elementPath(t reflect.Type, item *yaml.Node, at int, path string) string {
	if a, ok := reflect.New(t).Interface().(addressed); ok {
		if own := a.address(item); own != "" {
			return own
		}
	}
	return joinPath(path, strconv.Itoa(at+1))
}

// find returns the index of the item with an id, -1 where there is none.
func find(t reflect.Type, items []*yaml.Node, id string) int {
	if id == "" {
		return -1
	}
	return slices.IndexFunc(items, func(item *yaml.Node) bool { return elementID(t, item) == id })
}

// idsOf returns the ids of a list's items.
func idsOf(t reflect.Type, items []*yaml.Node) []string {
	var out []string
	for _, item := range items {
		if id := elementID(t, item); id != "" {
			out = append(out, id)
		}
	}
	return out
}

// walk calls visit for each value of a merged file, groups before what they
// hold, with its type, path and key.
func (m *merged) walk(t reflect.Type, path string, visit func(t reflect.Type, node *yaml.Node, path, key string)) {
	m.walkFrom(t, m.root, path, visit)
}

// walkFrom is walk from one of the nodes on.
func (*merged) walkFrom(t reflect.Type, node *yaml.Node, path string, visit func(t reflect.Type, node *yaml.Node, path, key string)) {
	w := treeWalker{visit: visit, structs: map[reflect.Type]*structInfo{}}
	w.value(t, node, path, "")
}

// treeWalker goes through the values of a tree.
type treeWalker struct {
	visit   func(t reflect.Type, node *yaml.Node, path, key string)
	structs map[reflect.Type]*structInfo
	changes bool // the tree is a region's file as it is, which says what it changes in others
}

// value visits a value and what it holds.
func (w *treeWalker) value(t reflect.Type, node *yaml.Node, path, key string) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if w.changes {
		for _, word := range []string{replaceKey, appendKey} {
			if whole := only(node, word); whole != nil {
				// What has no id is not what is counted so in the file below.
				w.value(t, whole, joinPath(path, word), key)
				return
			}
		}
	}
	w.visit(t, node, path, key)
	switch {
	case reflect.PointerTo(t).Implements(reflect.TypeFor[leaf]()):
	case w.changes && t.Kind() == reflect.Slice && node.Kind == yaml.MappingNode:
		w.byID(t.Elem(), node, path)
	case t.Kind() == reflect.Slice && node.Kind == yaml.SequenceNode:
		for i, item := range node.Content {
			w.value(t.Elem(), item, elementPath(t.Elem(), item, i, path), "")
		}
	case t.Kind() == reflect.Struct:
		w.group(t, node, path)
	}
}

// byID visits items that are changed by a group that has their ids as keys.
func (w *treeWalker) byID(t reflect.Type, node *yaml.Node, path string) {
	for i := 0; i+1 < len(node.Content); i += 2 {
		item := node.Content[i+1]
		named := &yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "id"}, node.Content[i]}}
		w.value(t, item, elementPath(t, named, i, path), "")
	}
}

// group visits what a group of keys holds.
func (w *treeWalker) group(t reflect.Type, node *yaml.Node, path string) {
	info := w.structs[t]
	if info == nil {
		info = readStruct(t)
		w.structs[t] = info
	}
	if node.Kind != yaml.MappingNode {
		if info.alone >= 0 {
			w.value(t.Field(info.alone).Type, node, path, "")
		}
		return
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		for _, f := range info.fields {
			if f.key == node.Content[i].Value {
				w.value(t.Field(f.index).Type, node.Content[i+1], joinPath(path, f.key), f.key)
			}
		}
	}
}
