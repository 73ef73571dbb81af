package content

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// maxDepth is how deep lists and groups of keys may be nested in a file.
const maxDepth = 32

// decoder fills a struct from a file's YAML nodes. What a file may hold is said
// by the struct alone: the tag `yaml:"key,required"` names the key of a field,
// `doc` explains it, `missing` says in an author's words that it is required,
// `unless` names another key beside which it is not; a field with the option
// "alone" may be given in place of the whole group; a field Pos of type Pos takes
// the place of the struct; and the type of a field says what its value must look
// like. The same tags make the JSON Schemas.
type decoder struct {
	source   *source
	mistakes *mistakes
	markdown *markdown
	structs  map[reflect.Type]*structInfo
	merged   *merged // the tree, where it is made of several files or of another language's; nil otherwise
	language string  // the edition's
	shared   texts   // what is decoded alike in several merged trees; nil: nothing
}

// sourceOf returns the file that a node stands in.
func (d *decoder) sourceOf(node *yaml.Node) *source {
	if d.merged != nil {
		return d.merged.layerOf(node).source
	}
	return d.source
}

// foreign returns the language of a node's text where it is not the edition's,
// "" where it is.
func (d *decoder) foreign(node *yaml.Node) string {
	if d.merged == nil {
		return ""
	}
	if lang := d.merged.layerOf(node).language; lang != d.language {
		return lang
	}
	return ""
}

// leaf is a value that is read from a node as a whole.
type leaf interface {
	decode(d *decoder, node *yaml.Node, path string)
	schema(w *schemaWriter) object
}

// addressed is a list's element that has a name of its own to be addressed by.
type addressed interface {
	// address returns the path of the element written at node, or "" where it
	// has no name and is counted.
	address(node *yaml.Node) string
}

// blankable is a list's element that may be a text left empty on purpose: "".
type blankable interface{ blank() }

// singular is a list's element that may stand alone for a list of one.
type singular interface{ single() }

// structInfo is what the tags of a struct say.
type structInfo struct {
	fields []fieldInfo
	pos    int  // index of the field Pos; -1: none
	block  bool // its keys are alternatives of which one names the block
	alone  int  // the field that may stand for the whole group; -1: none
}

// fieldInfo is what the tags of one field say.
type fieldInfo struct {
	index    int
	key, doc string
	required bool
	unless   string // the key in whose presence it is not required; "": none
	missing  string // what is said where a required key is left out; "": that it is
	block    bool   // the key names a kind of block
}

// readStruct returns what the tags of a struct type say.
func readStruct(t reflect.Type) *structInfo {
	info := &structInfo{pos: -1, alone: -1}
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Name == "Pos" && field.Type == reflect.TypeFor[Pos]() {
			info.pos = i
		}
		tag, ok := field.Tag.Lookup("yaml")
		if !ok {
			continue
		}
		key, options, _ := strings.Cut(tag, ",")
		f := fieldInfo{index: i, key: key, doc: field.Tag.Get("doc"), missing: field.Tag.Get("missing"), unless: field.Tag.Get("unless")}
		for option := range strings.SplitSeq(options, ",") {
			switch option {
			case "required":
				f.required = true
			case "block":
				f.block, info.block = true, true
			case "alone":
				info.alone = i
			}
		}
		info.fields = append(info.fields, f)
	}
	return info
}

// keys returns the keys that the struct has, those that name a kind of block
// alone where blocks is set.
func (s *structInfo) keys(blocks bool) []string {
	var keys []string
	for _, f := range s.fields {
		if !blocks || f.block {
			keys = append(keys, f.key)
		}
	}
	return keys
}

// info returns what the tags of a struct type say, read once.
func (d *decoder) info(t reflect.Type) *structInfo {
	info := d.structs[t]
	if info == nil {
		info = readStruct(t)
		d.structs[t] = info
	}
	return info
}

// pos returns the place of a node.
func (d *decoder) pos(node *yaml.Node, path string) Pos {
	return Pos{File: d.sourceOf(node).name, Line: node.Line, Column: node.Column, Path: path}
}

// value fills v from the node.
func (d *decoder) value(v reflect.Value, node *yaml.Node, path string) {
	if node.Kind == yaml.AliasNode {
		return // refused when the file was read
	}
	if l, ok := v.Addr().Interface().(leaf); ok {
		l.decode(d, node, path)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(v.Elem(), node, path)
	case reflect.Struct:
		d.fields(v, node, path)
	case reflect.Slice:
		d.list(v, node, path)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		d.pairs(node, path, func(key, value *yaml.Node, path string) {
			element := reflect.New(v.Type().Elem()).Elem()
			d.value(element, value, path)
			v.SetMapIndex(reflect.ValueOf(key.Value), element)
		})
	default:
		panic("content: internal error: cannot decode " + v.Type().String())
	}
}

// pairs calls do for each key of a mapping that is given once and has a value,
// in the file's order, and reports the others.
func (d *decoder) pairs(node *yaml.Node, path string, do func(key, value *yaml.Node, path string)) {
	if node.Kind != yaml.MappingNode {
		d.mistakes.add(d.pos(node, path), "write `key: value` lines here, indented alike",
			"there must be a group of keys here, not "+kindWord(node))
		return
	}
	first := map[string]*yaml.Node{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			d.mistakes.add(d.pos(key, path), "", "a key must be a word, not "+kindWord(key))
			continue
		}
		keyPath := joinPath(path, key.Value)
		if before := first[key.Value]; before != nil {
			d.mistakes.add(d.pos(key, keyPath), "delete one of them", "the key `"+key.Value+"` stands here a second time",
				d.pos(before, keyPath))
			continue
		}
		first[key.Value] = key
		do(key, value, keyPath)
	}
}

// fields fills a struct from a mapping.
func (d *decoder) fields(v reflect.Value, node *yaml.Node, path string) {
	info := d.info(v.Type())
	alone := info.alone >= 0 && node.Kind != yaml.MappingNode
	if info.pos >= 0 && (alone || node.Kind == yaml.MappingNode) {
		v.Field(info.pos).Set(reflect.ValueOf(d.pos(node, path)))
	}
	if alone {
		d.value(v.Field(info.alone), node, path)
		return
	}
	given := map[string]bool{}
	d.pairs(node, path, func(key, value *yaml.Node, keyPath string) {
		for _, f := range info.fields {
			if f.key != key.Value {
				continue
			}
			given[f.key] = true
			if d.empty(key, value, keyPath) {
				setEmpty(v.Field(f.index))
				return
			}
			d.value(v.Field(f.index), value, keyPath)
			return
		}
		if info.block {
			v.FieldByName("Unknown").SetBool(true)
		}
		message, hint := d.unknownKey(v.Type(), node, key.Value)
		d.mistakes.add(d.pos(key, keyPath), hint, message)
	})
	if node.Kind != yaml.MappingNode {
		return
	}
	for _, f := range info.fields {
		if f.required && !given[f.key] && !given[f.unless] {
			message := f.missing
			if message == "" {
				message = "the key `" + f.key + "` is missing"
			}
			d.mistakes.add(d.pos(node, joinPath(path, f.key)), "add a line `"+f.key+": …`", message)
		}
	}
}

// unknownKey returns what is wrong with a key that the struct of a mapping does
// not have, and what to do.
func (d *decoder) unknownKey(t reflect.Type, node *yaml.Node, key string) (message, hint string) {
	info := d.info(t)
	if info.block {
		for _, f := range info.fields {
			kind := t.Field(f.index).Type
			if kind.Kind() == reflect.Pointer && f.block && valueOf(node, f.key) != nil &&
				slices.Contains(d.info(kind.Elem()).keys(false), key) {
				return "`" + key + "` stands beside `" + f.key + "`, not below it", "indent it more than `" + f.key + "`"
			}
		}
		if near := Nearest(key, info.keys(false)); near != "" {
			return "unknown block `" + shorten(key) + "`", "did you mean `" + near + "`?"
		}
		return "unknown block `" + shorten(key) + "`", didYouMean(key, info.keys(true))
	}
	message = "unknown key `" + shorten(key) + "`"
	switch {
	case key != "" && key[0] >= '0' && key[0] <= '9':
		return message, "decimals are written with a point: 12.5"
	case reflect.PointerTo(t).Implements(reflect.TypeFor[blockKind]()) && slices.Contains(d.blockKeys(), key):
		return "`" + key + "` stands below the name of the block, not beside it", "begin it in the same column as the block's name"
	}
	return message, didYouMean(key, info.keys(false))
}

// blockKeys returns the keys that every block can have.
func (d *decoder) blockKeys() []string {
	info := d.info(reflect.TypeFor[blockFile]())
	return slices.DeleteFunc(info.keys(false), func(key string) bool { return slices.Contains(info.keys(true), key) })
}

// valueOf returns the value of a mapping's key, nil where it has none.
func valueOf(node *yaml.Node, key string) *yaml.Node {
	if node.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == key {
				return node.Content[i+1]
			}
		}
	}
	return nil
}

// setEmpty sets a pointer or slice to one that holds nothing, which tells a key
// that is empty, and was reported, from one that was left out.
func setEmpty(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	default:
	}
}

// list fills a slice from a sequence. One text alone is a list of one, and a
// literal block is a list of its lines.
func (d *decoder) list(v reflect.Value, node *yaml.Node, path string) {
	_, texts := v.Addr().Interface().(*[]Text)
	alone := false
	switch {
	case node.Kind == yaml.SequenceNode:
	case texts && node.Kind == yaml.ScalarNode && node.Style&yaml.LiteralStyle != 0:
		v.Set(reflect.ValueOf(d.lines(node, path)))
		return
	case (texts || isSingular(v.Type().Elem())) && node.Kind == yaml.ScalarNode:
		node = &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{node}}
		alone = true
	default:
		d.mistakes.add(d.pos(node, path), "begin each item with a dash, or write [one, two]",
			"there must be a list here, not "+kindWord(node))
		return
	}
	out := reflect.MakeSlice(v.Type(), 0, len(node.Content))
	for i, item := range node.Content {
		element := reflect.New(v.Type().Elem()).Elem()
		itemPath := joinPath(path, strconv.Itoa(i+1))
		if alone {
			itemPath = path
		}
		if a, ok := element.Addr().Interface().(addressed); ok {
			if own := a.address(item); own != "" {
				itemPath = own
			}
		}
		_, blank := element.Addr().Interface().(blankable)
		if !(blank && blankText(item)) && d.empty(item, item, itemPath) {
			if blank { // it keeps its place among the others
				out = reflect.Append(out, element)
			}
			continue
		}
		if texts && d.merged != nil && item.Kind == yaml.ScalarNode && item.Style&yaml.LiteralStyle != 0 {
			out = reflect.AppendSlice(out, reflect.ValueOf(d.lines(item, itemPath))) // a list that another was appended to
			continue
		}
		d.value(element, item, itemPath)
		if text, ok := element.Interface().(Text); ok && !text.Given() {
			continue // no text, which was reported
		}
		out = reflect.Append(out, element)
	}
	v.Set(out)
}

// texts reads a list of texts.
func (d *decoder) texts(node *yaml.Node, path string) []Text {
	var out []Text
	d.value(reflect.ValueOf(&out).Elem(), node, path)
	return out
}

// isSingular reports whether an element of a list may stand alone.
func isSingular(t reflect.Type) bool {
	return reflect.PointerTo(t).Implements(reflect.TypeFor[singular]())
}

// blankText reports whether a node is a text left empty on purpose.
func blankText(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && node.Value == "" && node.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0
}

// lines returns the lines of a literal block as texts.
func (d *decoder) lines(node *yaml.Node, path string) []Text {
	sc := newScalar(d.sourceOf(node), node, path)
	var out []Text
	for at := 0; at < len(sc.value); {
		line, _, _ := strings.Cut(sc.value[at:], "\n")
		if text := strings.TrimSpace(line); text != "" {
			out = append(out, Text{Value: text, Pos: sc.pos(at + strings.Index(line, text))})
		}
		at += len(line) + 1
	}
	return out
}

// empty reports whether a key was given without a value, or with the word null,
// and tells the author.
func (d *decoder) empty(key, value *yaml.Node, path string) bool {
	what := "`" + shorten(key.Value) + "`"
	if key == value {
		what = "this item of the list"
	}
	switch value.Kind {
	case yaml.ScalarNode:
		if value.Value == "null" && value.Style == 0 {
			d.mistakes.add(d.pos(value, path), `delete the line, or write "null" in quotes if the word is meant`,
				what+" is null: there is nothing here that it could remove")
			return true
		}
		if word := value.Value; value.Style == 0 && (word == "~" || word == "Null" || word == "NULL") {
			d.mistakes.add(d.pos(value, path), "write null to take out what is there, or put it in quotes if it is meant as a text",
				what+" is `"+word+"`, which stands for nothing in YAML")
			return true
		}
		if strings.TrimSpace(value.Value) != "" {
			return false
		}
	case yaml.SequenceNode, yaml.MappingNode:
		if len(value.Content) > 0 {
			return false
		}
	default:
		return false
	}
	hint := "write a value, or delete the line"
	if d.merged != nil && len(d.merged.over[value]) > 0 && d.merged.layerOf(value).region {
		hint = "write a value, or null to take out what is there; without the line it stays"
	}
	d.mistakes.add(d.pos(key, path), hint, what+" is empty")
	return true
}

// scalar returns the text of a node, or nil if it is none, which is reported
// with a word for what must stand there.
func (d *decoder) scalar(node *yaml.Node, path, want string) *scalar {
	if node.Kind != yaml.ScalarNode {
		hint := ""
		if node.Style&yaml.FlowStyle != 0 {
			hint = "text that begins with [ or { must stand in quotes"
		}
		if only(node, appendKey) != nil {
			hint = "a text is replaced whole: write all of it"
		}
		d.mistakes.add(d.pos(node, path), hint, "there must be "+want+" here, not "+kindWord(node))
		return nil
	}
	sc := newScalar(d.sourceOf(node), node, path)
	switch {
	case node.Style&yaml.DoubleQuotedStyle != 0:
		d.escaped(sc)
	case node.Style == 0 && sc.value != "":
		d.commented(sc)
	}
	return sc
}

// commented warns of a note behind an unquoted text that looks like a part of
// it: "House #4" is a text without quotes up to the house.
func (d *decoder) commented(sc *scalar) {
	text := sc.source.text
	at := sc.sourceOffset(len(sc.value)-1) + 1
	for at < len(text) && text[at] == ' ' {
		at++
	}
	if at+1 < len(text) && text[at] == '#' && text[at-1] == ' ' && text[at+1] != ' ' && text[at+1] != '#' && text[at+1] != '\n' {
		d.mistakes.warn(sc.source.pos(at, sc.path), "put the whole text in quotes, or a space behind the # if it is a note",
			"what stands behind a # is not printed")
	}
}

// escaped checks and composes what the escapes of a double-quoted scalar stand
// for: they pass by the checks of the file's own characters.
func (d *decoder) escaped(sc *scalar) {
	var value strings.Builder
	spans := make([]span, 0, len(sc.spans))
	reported := false
	for _, sp := range sc.spans {
		piece := sc.value[sp.val : sp.val+sp.n]
		if sp.atom {
			piece = strings.Map(func(r rune) rune {
				reason := forbidden(r)
				if reason == "" {
					return r
				}
				if !reported {
					d.mistakes.add(sc.source.pos(sp.src, sc.path), "leave out the escape that makes it", reason)
					reported = true
				}
				return ' '
			}, composed(piece))
		}
		sp.val, sp.n = value.Len(), len(piece)
		spans = append(spans, sp)
		value.WriteString(piece)
	}
	sc.value, sc.spans = value.String(), spans
}

// kindWord returns what a node is, in an author's words.
func kindWord(node *yaml.Node) string {
	switch node.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a group of keys"
	case yaml.ScalarNode:
		if node.Value == "" {
			return "nothing"
		}
		return "the text `" + shorten(node.Value) + "`"
	default:
		return "something else"
	}
}

// shorten returns the beginning of a text, for reports.
func shorten(text string) string {
	line, _, cut := strings.Cut(text, "\n")
	if runes := []rune(line); len(runes) > 40 {
		line, cut = string(runes[:40]), true
	}
	if cut {
		line += "…"
	}
	return line
}

// joinPath returns the path of a field below another.
func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
