package content_test

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"korthet/content"
)

// TestThemeReference compares THEME.md with what the theme's tags say.
func TestThemeReference(t *testing.T) { checkReference(t, "THEME.md", themeReference()) }

// TestPrinterReference compares PRINTER.md with what the tags of a printer's
// profile say.
func TestPrinterReference(t *testing.T) { checkReference(t, "PRINTER.md", printerReference()) }

func checkReference(t *testing.T, name, got string) {
	want, err := os.ReadFile(name)
	if string(want) == got {
		return
	}
	if !*update {
		t.Fatalf("%s differs from the tags in the code (%v): go test ./content -update rewrites it", name, err)
	}
	if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
		t.Fatal(err)
	}
}

// printerReference returns the reference of printers' profiles, made of their
// tags.
func printerReference() string {
	var r reference
	r.WriteString(`# A printer's profile, key by key

This page is made of the same tags in the code that korthet reads the files by
(content/printer.go); ` + "`korthet schema printer`" + ` prints them for editors.

A profile says what one printer asks for. The file lies in the publication's folder,
by custom in ` + "`printers`" + `, and publication.yaml names it, for all editions or for one:

` + "```yaml" + `
printer: printers/tryckeriet.yaml
` + "```" + `

` + "`korthet build --profile FILE`" + ` and ` + "`korthet preflight --profile FILE`" + ` take another
for one run. Instead of a file the name of a built-in profile can stand:

`)
	for _, c := range content.Printers() {
		fmt.Fprintf(&r, "- `%s`: %s\n", c.Name, c.Doc)
	}
	r.WriteString(`
Every key is optional: what is left out is as the built-in profile has it that ` + "`base`" + `
names, the first of the list where it names none. A shop that wants crop marks, more
bleed and the house's blue as an ink of its own:

` + "```yaml" + `
base: uncoated-fogra29
bleed: 5 mm
marks: {crop: true, slug: true, distance: 6 mm}
ink: {limit: 260, spots: [PANTONE 281 C]}
` + "```" + `

One that prints by a condition that is not built in, whose ICC profile lies beside
the file:

` + "```yaml" + `
condition: {name: FOGRA51, words: PSO Coated v3, icc: printers/PSOcoated_v3.icc}
` + "```" + `

Lengths, numbers, texts, lists and groups look as in [theme.yaml](THEME.md).

`)
	r.group("", reflect.TypeFor[content.Printer]())
	return r.String()
}

// themeReference returns the reference of theme.yaml, made of the theme's tags.
func themeReference() string {
	var r reference
	r.WriteString(`# theme.yaml, key by key

This page is made of the same tags in the code that korthet reads theme.yaml by
(content/theme.go); ` + "`korthet schema theme`" + ` prints them for editors. Every key is
optional: what is left out looks as the theme has it that ` + "`base`" + ` names.

What values look like:

- A **length** is a number and a unit: mm, cm, pt (1/72 in), in, or em, which is
  the size of the type it is about. Decimals are written with a point: ` + "`6.5 mm`" + `.
- A **number** has at most three decimals. Its unit stands in the key's sentence.
- A **text** that begins with {, [, #, * or & stands in quotation marks.
- A **list** is written ` + "`[one, two]`" + `, or item by item below each other with dashes.
- A **group** is written ` + "`{key: value, key: value}`" + `, or key by key below each other,
  indented.

`)
	r.group("", reflect.TypeFor[content.Theme]())
	return r.String()
}

// reference writes the keys of groups.
type reference struct{ strings.Builder }

// group writes the keys of a struct: those that are groups with heads of their
// own below the others.
func (r *reference) group(path string, t reflect.Type) {
	var groups []reflect.StructField
	var rows strings.Builder
	for i := range t.NumField() {
		field := t.Field(i)
		key, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if key == "" {
			continue
		}
		if isGroup(field.Type) && !field.Type.ConvertibleTo(reflect.TypeFor[map[string]content.Flag]()) && !isLimits(field.Type) {
			groups = append(groups, field)
			continue
		}
		example := ""
		if e := field.Tag.Get("example"); e != "" {
			example = "`" + key + ": " + e + "`"
		}
		fmt.Fprintf(&rows, "| `%s` | %s | %s | %s |\n", key, kindOf(field.Type), sentence(field), example)
	}
	if rows.Len() > 0 {
		r.WriteString("| key | value | what it is | example |\n|---|---|---|---|\n" + rows.String() + "\n")
	}
	for _, field := range groups {
		own := strings.TrimPrefix(path+"."+field.Tag.Get("yaml"), ".")
		fmt.Fprintf(r, "%s `%s`\n\n%s\n\n", strings.Repeat("#", strings.Count(own, ".")+2), own, field.Tag.Get("doc"))
		element := field.Type
		if names, option, _ := strings.Cut(field.Tag.Get("names"), ","); names != "" {
			r.names(names, option)
			element, own = field.Type.Elem(), own+".NAME"
			fmt.Fprintf(r, "Keys of `%s`:\n\n", own)
		}
		r.group(own, element)
	}
}

// names writes the names that a group's keys have.
func (r *reference) names(table, option string) {
	more := "and others that you choose"
	if option == "only" {
		more = "and no others"
	}
	fmt.Fprintf(r, "The names, %s:\n\n", more)
	for _, c := range content.ChoicesOf(table) {
		fmt.Fprintf(r, "- `%s`: %s\n", c.Name, c.Doc)
	}
	r.WriteByte('\n')
}

// sentence returns what a key is, with the words that it can have.
func sentence(field reflect.StructField) string {
	text := field.Tag.Get("doc")
	table, _, _ := strings.Cut(field.Tag.Get("names"), ",")
	for _, c := range content.ChoicesOf(field.Tag.Get("choice") + table) {
		text += fmt.Sprintf("<br>`%s`: %s", c.Name, c.Doc)
	}
	return text
}

// isGroup reports whether a value of the type is a group of keys.
func isGroup(t reflect.Type) bool {
	switch reflect.New(t).Elem().Interface().(type) {
	case content.Text, content.Length, content.Number, content.Integer, content.Flag:
		return false
	}
	return t.Kind() == reflect.Struct || t.Kind() == reflect.Map
}

// isLimits reports whether a group says how far something may give.
func isLimits(t reflect.Type) bool { return strings.HasPrefix(t.Name(), "Fit") && t.NumField() <= 2 }

// kindOf returns what a value of the type is called.
func kindOf(t reflect.Type) string {
	switch reflect.New(t).Elem().Interface().(type) {
	case content.Text:
		return "text"
	case content.Length:
		return "length"
	case content.Number:
		return "number"
	case content.Integer:
		return "whole number"
	case content.Flag:
		return "true or false"
	case content.FitLength:
		return "lengths `least`, `most`"
	case content.FitNumber:
		return "numbers `least`, `most`"
	case content.FitMost:
		return "number `most`"
	case content.FitLeast:
		return "number `least`"
	case map[string]content.Flag:
		return "group of true or false"
	}
	if t.Kind() == reflect.Slice {
		return "list of " + kindOf(t.Elem()) + "s"
	}
	return t.String()
}
