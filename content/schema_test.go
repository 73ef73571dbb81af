package content_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gopkg.in/yaml.v3"

	"korthet/content"
)

// validator is the schema of a file.
type validator map[string]any

// validate reports where a value breaks a JSON Schema, of which it knows what
// ours use.
func (root validator) validate(schema map[string]any, value any, at string) []string {
	if ref, ok := schema["$ref"].(string); ok {
		schema = root
		if name, ok := strings.CutPrefix(ref, "#/definitions/"); ok {
			schema = root["definitions"].(map[string]any)[name].(map[string]any)
		}
	}
	var out []string
	fail := func(format string, args ...any) { out = append(out, at+": "+fmt.Sprintf(format, args...)) }
	for _, word := range []string{"anyOf", "oneOf"} {
		options, ok := schema[word].([]any)
		if !ok {
			continue
		}
		fits := 0
		for _, o := range options {
			if len(root.validate(o.(map[string]any), value, at)) == 0 {
				fits++
			}
		}
		if fits == 0 || word == "oneOf" && fits > 1 {
			fail("%d of %s fit", fits, word)
		}
	}
	if want, ok := schema["type"]; ok && !hasType(want, value) {
		fail("%T is not %v", value, want)
	}
	if enum, ok := schema["enum"].([]any); ok && !slices.Contains(enum, value) {
		fail("%v is none of %v", value, enum)
	}
	if pattern, ok := schema["pattern"].(string); ok {
		if s, ok := value.(string); ok && !regexp.MustCompile(pattern).MatchString(s) {
			fail("%q does not match %s", s, pattern)
		}
	}
	if list, ok := value.([]any); ok {
		if items, ok := schema["items"].(map[string]any); ok {
			for i, v := range list {
				out = append(out, root.validate(items, v, fmt.Sprint(at, "/", i))...)
			}
		}
		if least, ok := schema["minItems"].(float64); ok && len(list) < int(least) {
			fail("%d items", len(list))
		}
	}
	group, ok := value.(map[string]any)
	if !ok {
		return out
	}
	required, _ := schema["required"].([]any)
	for _, key := range required {
		if _, ok := group[key.(string)]; !ok {
			fail("%s is missing", key)
		}
	}
	properties, _ := schema["properties"].(map[string]any)
	for key, v := range group {
		if p, ok := properties[key].(map[string]any); ok {
			out = append(out, root.validate(p, v, at+"/"+key)...)
			continue
		}
		switch more := schema["additionalProperties"].(type) {
		case bool:
			fail("unknown key %s", key)
		case map[string]any:
			out = append(out, root.validate(more, v, at+"/"+key)...)
		}
	}
	return out
}

// hasType reports whether a value has one of the schema's types.
func hasType(want, value any) bool {
	list, ok := want.([]any)
	if !ok {
		list = []any{want}
	}
	is := map[string]bool{}
	switch value.(type) {
	case string:
		is["string"] = true
	case bool:
		is["boolean"] = true
	case int, int64:
		is["integer"], is["number"] = true, true
	case float64:
		is["number"] = true
	case nil:
		is["null"] = true
	case []any:
		is["array"] = true
	case map[string]any:
		is["object"] = true
	default: // an editor sees dates as texts
		is["string"] = fmt.Sprintf("%T", value) == "time.Time"
	}
	return slices.ContainsFunc(list, func(t any) bool { return is[t.(string)] })
}

// schemaOf returns the schema for a file, nil where none matches its name.
func schemaOf(t *testing.T, name string) (schema map[string]any) {
	t.Helper()
	for _, s := range content.Schemas() {
		ok, err := path.Match(s.Match, name)
		if err != nil {
			t.Fatal(err)
		}
		if ok {
			if err := json.Unmarshal(s.JSON, &schema); err != nil {
				t.Fatal(err)
			}
			return schema
		}
	}
	return nil
}

// validateFolder validates all files of a publication.
func validateFolder(t *testing.T, fsys fs.FS) (wrong []string) {
	t.Helper()
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".yaml" || strings.HasPrefix(name, "looks/") || path.Base(path.Dir(name)) == "translated-from" {
			return err // what no author writes needs no schema
		}
		if strings.Contains(name, "/translated-from/") {
			return nil // korthet's own records, which nobody writes
		}
		schema := schemaOf(t, name)
		if schema == nil {
			t.Errorf("%s has no schema", name)
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		var value any
		if yaml.Unmarshal(data, &value) == nil {
			wrong = append(wrong, validator(schema).validate(schema, value, name)...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return wrong
}

// TestSchemasAccept validates publications without mistakes.
func TestSchemasAccept(t *testing.T) {
	_, folder := openCase(t, "testdata/editions/text.txtar")
	_, blocks := openCase(t, "testdata/editions/blocks.txtar")
	_, regions := openCase(t, "testdata/editions/regions.txtar")
	_, office := openCase(t, "testdata/editions/office.txtar")
	for _, fsys := range []fs.FS{os.DirFS("iom-i-korthet"), folder, blocks, regions, office} {
		if wrong := validateFolder(t, fsys); len(wrong) > 0 {
			t.Error(strings.Join(wrong, "\n"))
		}
	}
}

// TestSchemasRefuse validates publications whose mistakes a schema can see.
func TestSchemasRefuse(t *testing.T) {
	for name, want := range map[string][]string{
		"publication_keys":   {"publication.yaml: unknown key tilte", "publication.yaml: pages is missing"},
		"publication_values": {"publication.yaml/targets: 0 of anyOf fit", "publication.yaml/editions/fi: language is missing"},
		"section_values":     {"text/sv/one.yaml: unknown key bodyy", "text/sv/one.yaml/sections/1: title is missing"},
		"blocks": {
			"text/sv/figures.yaml/blocks/3/figure: image is missing", "text/sv/figures.yaml/blocks/14: unknown key image",
			"text/sv/figures.yaml/blocks/15/figure: unknown key id", "text/sv/tables.yaml/blocks/0/table: columns is missing",
			"text/sv/tables.yaml/blocks/6/table/columns/1: 0 of anyOf fit", "text/sv/tables.yaml/blocks/4/table/rows/2: string is not array",
			"text/sv/others.yaml/blocks/0/facts: 0 of anyOf fit", "text/sv/others.yaml/blocks/8/box: 0 of anyOf fit",
			"text/sv/others.yaml/blocks/13: 3 of oneOf fit", "text/sv/others.yaml/blocks/14: unknown key pull_quote",
		},
		"theme_words": {
			"theme.yaml/base: loud is none of [sober bold airy]", "theme.yaml/fit/order: 0 of anyOf fit",
			"theme.yaml/front: unknown key plain", "theme.yaml/styles: unknown key pull-qoute", "theme.yaml/fit/images: unknown key most",
		},
	} {
		_, folder := openCase(t, "testdata/errors/"+name+".txtar")
		data, _ := fs.ReadFile(folder, "publication.yaml")
		if name == "publication_keys" { // a key given twice hides the others from YAML's own reader
			text := strings.Replace(string(data), "name: again\n", "", 1)
			folder = withFile("publication.yaml", text)
		}
		wrong := validateFolder(t, folder)
		for _, w := range want {
			if !slices.Contains(wrong, w) {
				t.Errorf("%s: no %q in\n%s", name, w, strings.Join(wrong, "\n"))
			}
		}
	}
}

// TestSchemaLength validates lengths of a theme.
func TestSchemaLength(t *testing.T) {
	for length, good := range map[string]bool{"12 pt": true, "6.5mm": true, "6 px": false, "12,5 mm": false, "0": true} {
		wrong := validateFolder(t, withFile("theme.yaml", "grid: "+length+"\n"))
		if good != (len(wrong) == 0) {
			t.Errorf("grid: %s: %q", length, wrong)
		}
	}
}

// withFile returns a small publication with one file of another text.
func withFile(name, text string) fs.FS {
	fsys := small("title: Ett\nbody: x\n")
	fsys[name] = &fstest.MapFile{Data: []byte(text)}
	return fsys
}

// TestSchemasDocument holds that every key has a sentence.
func TestSchemasDocument(t *testing.T) {
	for _, s := range content.Schemas() {
		if strings.Contains(string(s.JSON), `"description": ""`) {
			t.Errorf("%s has a key without a description:\n%s", s.Name, s.JSON)
		}
		if !strings.HasSuffix(string(s.JSON), "}\n") {
			t.Errorf("%s does not end with a line end", s.Name)
		}
	}
}
