package content

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"
)

// Schema describes one kind of file for editors that complete and check YAML.
type Schema struct {
	Name  string // "publication", "front", "section", "office", "theme", "fit", "printer"
	Match string // the files it is for, as a pattern below the publication's folder
	JSON  []byte // JSON Schema, draft 7, indented, with a line feed at its end
}

// Schemas returns the schemas of all kinds of files, made from the structs that
// the files are decoded into. JSON Schema sees values as other readers of YAML
// do, so a text may also be what they take for a number or a truth value. Of
// schemas that match a file's name the first is the file's.
func Schemas() []Schema {
	return []Schema{
		newSchema("publication", "A publication: what it is made of and its editions.",
			reflect.TypeFor[publicationFile](), "publication.yaml"),
		newSchema("front", "What stands on the front, in one language.",
			reflect.TypeFor[frontFile](), "text/*/front.yaml"),
		newSchema("section", "A section of a publication's text in one language.",
			reflect.TypeFor[sectionFile](), "text/*/*.yaml"),
		newSchema("office", "A contact block.", reflect.TypeFor[officeFile](), "offices/*.yaml"),
		newSchema("theme", "How a publication looks.", reflect.TypeFor[Theme](), "theme.yaml"),
		newSchema("fit", "How the texts were fitted to their pages, as korthet keeps it.", reflect.TypeFor[keptFile](), keptName),
		newSchema("printer", "What a printer asks for.", reflect.TypeFor[Printer](), "printers/*.yaml"),
		newSchema("region", "What a region changes in the publication.", reflect.TypeFor[regionFile](), "regions/*/publication.yaml"),
		changeSchema("region-front", "What a region changes on the front.",
			reflect.TypeFor[frontFile](), "regions/*/text/*/front.yaml"),
		changeSchema("region-section", "What a region changes in a section.",
			reflect.TypeFor[sectionFile](), "regions/*/text/*/*.yaml"),
		changeSchema("region-front-all", "What a region changes on the front in every language.",
			reflect.TypeFor[frontFile](), "regions/*/text/front.yaml"),
		changeSchema("region-section-all", "What a region changes in a section in every language.",
			reflect.TypeFor[sectionFile](), "regions/*/text/*.yaml"),
		changeSchema("region-office", "What a region changes in a contact block.",
			reflect.TypeFor[officeFile](), "regions/*/offices/*.yaml"),
	}
}

// newSchema returns the schema of a file's struct.
func newSchema(name, doc string, t reflect.Type, match string) Schema {
	return schemaBy(&schemaWriter{seen: map[reflect.Type]bool{}}, name, doc, t, match)
}

// changeSchema returns the schema of a file that changes one of a struct.
func changeSchema(name, doc string, t reflect.Type, match string) Schema {
	return schemaBy(&schemaWriter{seen: map[reflect.Type]bool{}, changes: true}, name, doc, t, match)
}

// schemaBy returns the schema that a writer makes of a file's struct.
func schemaBy(w *schemaWriter, name, doc string, t reflect.Type, match string) Schema {
	root := w.of(t)
	out := object{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "korthet " + name}, {"description", doc}}
	out = append(out, root...)
	if len(w.definitions) > 0 {
		out = append(out, member{"definitions", w.definitions})
	}
	var b bytes.Buffer
	if err := json.Indent(&b, out.json(), "", "  "); err != nil {
		panic("content: internal error: " + err.Error())
	}
	b.WriteByte('\n')
	return Schema{Name: name, Match: match, JSON: b.Bytes()}
}

// member is a name and a value of a JSON object.
type member struct {
	name  string
	value any
}

// object is a JSON object whose members keep their order.
type object []member

// json returns the object's text.
func (o object) json() []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(jsonOf(m.name))
		b.WriteByte(':')
		b.Write(jsonOf(m.value))
	}
	b.WriteByte('}')
	return b.Bytes()
}

// jsonOf returns a value's text; objects may lie in lists.
func jsonOf(v any) []byte {
	switch v := v.(type) {
	case object:
		return v.json()
	case []object:
		parts := make([][]byte, len(v))
		for i, o := range v {
			parts[i] = o.json()
		}
		return append(append([]byte{'['}, bytes.Join(parts, []byte{','})...), ']')
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic("content: internal error: " + err.Error())
	}
	return bytes.TrimSpace(b.Bytes())
}

// schemaWriter makes schemas of types. Of the structs only a file's own holds
// itself (a section its sections), so the reference to it is the root's.
type schemaWriter struct {
	seen        map[reflect.Type]bool // structs that are being described
	changes     bool                  // of files that change others: nothing is required, and there are words for what is done
	definitions object                // what groups whose keys are known by name have at each of them
}

// of returns the schema of a type that can be decoded.
func (w *schemaWriter) of(t reflect.Type) object {
	if l, ok := reflect.New(t).Interface().(leaf); ok {
		return l.schema(w)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return w.of(t.Elem())
	case reflect.Slice:
		element := w.of(t.Elem())
		list := object{{"type", "array"}, {"items", element}, {"minItems", 1}}
		if t.Elem() == reflect.TypeFor[Text]() || isSingular(t.Elem()) {
			return object{{"anyOf", []object{list, element}}}
		}
		return list
	case reflect.Map:
		return object{{"type", "object"}, {"additionalProperties", w.of(t.Elem())}}
	case reflect.Struct:
		return w.ofStruct(t)
	default:
		panic("content: internal error: no schema for " + t.String())
	}
}

// ofStruct returns the schema of a struct: itself, or where it stands within
// itself a reference.
func (w *schemaWriter) ofStruct(t reflect.Type) object {
	if w.seen[t] {
		return object{{"$ref", "#"}}
	}
	w.seen[t] = true
	defer delete(w.seen, t)
	return w.group(t, "")
}

// group returns the schema of a struct without one of its keys.
func (w *schemaWriter) group(t reflect.Type, without string) object {
	info := readStruct(t)
	var properties object
	var required []string
	var alternatives, either []object
	for _, f := range info.fields {
		if f.key == without {
			continue
		}
		properties = append(properties, member{f.key, w.field(t.Field(f.index), f.doc)})
		switch {
		case f.required && f.unless != "":
			either = append(either, object{{"required", []string{f.key}}}, object{{"required", []string{f.unless}}})
		case f.required:
			required = append(required, f.key)
		}
		if f.block {
			alternatives = append(alternatives, object{{"required", []string{f.key}}})
		}
	}
	if w.changes {
		required, either, alternatives = nil, nil, nil
		if reflect.PointerTo(t).Implements(reflect.TypeFor[addressed]()) {
			properties = append(properties, member{insertKey, object{
				{"description", "Where a new one goes: first, last, before ID, after ID."},
				{"type", "string"},
				{"pattern", "^(first|last|(before|after) .+)$"},
			}})
		}
	}
	out := object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
	if len(required) > 0 {
		out = append(out, member{"required", required})
	}
	if len(either) > 0 { // of one key in a struct
		out = append(out, member{"anyOf", either})
	}
	if len(alternatives) > 0 {
		out = append(out, member{"oneOf", alternatives})
	}
	if info.alone >= 0 {
		return object{{"anyOf", []object{w.of(t.Field(info.alone).Type), out}}}
	}
	return out
}

// field returns the schema of a struct's field with what its tags say.
func (w *schemaWriter) field(field reflect.StructField, doc string) object {
	var s object
	switch without := field.Tag.Get("without"); {
	case without != "":
		s = object{{"type", "array"}, {"items", w.group(field.Type.Elem(), without)}, {"minItems", 1}}
	case field.Tag.Get("names") != "":
		s = w.named(field.Type.Elem(), field.Tag.Get("names"))
	default:
		s = w.of(field.Type)
	}
	s = append(object{{"description", doc}}, s...)
	if choices := ChoicesOf(field.Tag.Get("choice")); choices != nil {
		s = withChoices(s, choices)
	}
	if example, ok := field.Tag.Lookup("example"); ok {
		var value any
		if yaml.Unmarshal([]byte(example), &value) == nil {
			s = append(s, member{"examples", []any{value}})
		}
	}
	if w.changes {
		s = append(object{s[0]}, changed(field.Type, s[1:])...)
	}
	return s
}

// changed returns the schema of what can be said of a value that a file changes:
// another, null, what replaces it or is appended to it, and of a list of items
// with ids what becomes of these.
func changed(t reflect.Type, s object) object {
	word := func(key string) object {
		return object{
			{"type", "object"}, {"properties", object{{key, object{}}}}, {"required", []string{key}}, {"additionalProperties", false},
		}
	}
	options := []object{s, {{"type", "null"}}, word(replaceKey)}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct {
		if info := readStruct(t); info.alone >= 0 {
			t = t.Field(info.alone).Type // which may stand for the group
		}
	}
	if t.Kind() == reflect.Slice {
		options = append(options, word(appendKey))
		if reflect.PointerTo(t.Elem()).Implements(reflect.TypeFor[addressed]()) {
			options = append(options, object{
				{"type", "object"}, {"additionalProperties", object{{"type", []string{"object", "null"}}}}, {"minProperties", 1},
			})
		}
	}
	return object{{"anyOf", options}}
}

// named returns the schema of a group whose keys are in a table: "style" for
// those that every theme has, to which others can be added, "style,only" for
// the only ones.
func (w *schemaWriter) named(element reflect.Type, tag string) object {
	table, option, _ := strings.Cut(tag, ",")
	w.definitions = append(w.definitions, member{table, w.of(element)})
	ref := member{"$ref", "#/definitions/" + table}
	var properties object
	for _, c := range ChoicesOf(table) {
		properties = append(properties, member{c.Name, object{{"description", c.Doc}, ref}})
	}
	out := object{{"type", "object"}, {"properties", properties}}
	if option == "only" {
		return append(out, member{"additionalProperties", false})
	}
	return append(out, member{"additionalProperties", object{ref}})
}

// withChoices returns the schema of a text, or of a list of texts, whose words
// are the choices.
func withChoices(s object, choices []Choice) object {
	words := make([]string, len(choices))
	for i, c := range choices {
		words[i] = c.Name
	}
	one := object{{"enum", words}}
	for i, m := range s {
		if m.name == "anyOf" {
			s[i].value = []object{{{"type", "array"}, {"items", one}, {"minItems", 1}}, one}
			return s
		}
	}
	return append(object{s[0]}, one...)
}

// schema returns the schema of a text of one line.
func (*Text) schema(*schemaWriter) object {
	return object{{"type", []string{"string", "number", "boolean"}}}
}

// schema returns the schema of a length.
func (*Length) schema(*schemaWriter) object {
	return object{
		{"type", []string{"string", "number"}},
		{"pattern", "^-?[0-9]+(\\.[0-9]{1,3})? *(" + strings.Join(lengthUnits(), "|") + ")$"},
	}
}

// schema returns the schema of a number.
func (*Number) schema(*schemaWriter) object { return object{{"type", "number"}} }

// schema returns the schema of a whole number.
func (*Integer) schema(*schemaWriter) object { return object{{"type", "integer"}} }

// schema returns the schema of true or false.
func (*Flag) schema(*schemaWriter) object { return object{{"type", "boolean"}} }

// schema returns the schema of inline Markdown.
func (*inlineText) schema(*schemaWriter) object {
	return object{{"type", []string{"string", "number", "boolean"}}}
}

// schema returns the schema of Markdown.
func (*markdownText) schema(*schemaWriter) object {
	return object{{"type", []string{"string", "number", "boolean"}}}
}

// schema returns the schema of a group whose keys the author chooses.
func (*entries[T]) schema(w *schemaWriter) object {
	return object{{"type", "object"}, {"additionalProperties", w.of(reflect.TypeFor[T]())}, {"minProperties", 1}}
}
