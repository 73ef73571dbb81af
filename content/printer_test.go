package content_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"gopkg.in/yaml.v3"

	"korthet/content"
)

// TestEditionPrinter holds which printer's profile an edition has, and that a
// mistake in a profile concerns only the editions that it is for.
func TestEditionPrinter(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	publication, errs := content.Open(fstest.MapFS{
		"publication.yaml": file("name: demo\nformat: a4\npages: 2\nsections: [one]\ntargets: [print]\nprinter: uncoated-fogra29\neditions:\n" +
			"  plain: {language: sv}\n  own: {language: sv, printer: printers/a.yaml}\n  bad: {language: sv, printer: printers/b.yaml}\n"),
		"printers/a.yaml":    file("bleed: 5 mm\ncondition: FOGRA29\nink: {spots: all}\n"),
		"printers/b.yaml":    file("bleed: 5\n"),
		"text/sv/front.yaml": file("title: Ett prov\n"),
		"text/sv/one.yaml":   file("title: Rubrik\nbody: En rad.\n"),
	})
	if len(errs) != 1 {
		t.Error("mistakes:", errs)
	}
	for _, c := range []struct {
		id, name, base string
		mistakes       int
	}{{"plain", "uncoated-fogra29", "uncoated-fogra29", 0}, {"own", "printers/a.yaml", "", 0}, {"bad", "printers/b.yaml", "", 1}} {
		edition, errs := publication.Edition(c.id)
		p := edition.Printer
		if p == nil || p.Name != c.name || p.Base.Value != c.base || len(errs) != c.mistakes {
			t.Errorf("%s: %+v, mistakes %v", c.id, p, errs)
		}
	}
	own, _ := publication.Edition("own")
	if p := own.Printer; p.Bleed.Thousandths != 5000 || p.Condition.Name.Value != "FOGRA29" || len(p.Ink.Spots) != 1 || p.Pos.File != "printers/a.yaml" {
		t.Errorf("%+v", p)
	}
}

// TestPrinterExamples reads the examples of PRINTER.md as an author would copy
// them, and validates them by the schema.
func TestPrinterExamples(t *testing.T) {
	var schema map[string]any
	for _, s := range content.Schemas() {
		if s.Name == "printer" {
			if err := json.Unmarshal(s.JSON, &schema); err != nil {
				t.Fatal(err)
			}
		}
	}
	examples := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(printerReference(), -1)
	for _, example := range examples {
		text := example[1]
		if strings.HasPrefix(text, "printer:") {
			continue // of publication.yaml
		}
		if _, errs := content.ReadPrinter(fstest.MapFS{
			"printers/x.yaml":           {Data: []byte(text)},
			"printers/PSOcoated_v3.icc": {Data: []byte("read by who prints")},
		}, "printers/x.yaml"); len(errs) > 0 {
			t.Errorf("%s\n%v", text, errs)
		}
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		if wrong := validator(schema).validate(schema, value, "x.yaml"); len(wrong) > 0 {
			t.Error(strings.Join(wrong, "\n"))
		}
	}
	if len(examples) != 3 {
		t.Errorf("there are %d examples", len(examples))
	}
}

// TestReadPrinter holds that a profile that is not there, or leads to an ICC
// profile outside its folder, is told of.
func TestReadPrinter(t *testing.T) {
	if p, errs := content.ReadPrinter(fstest.MapFS{}, "x.yaml"); p != nil || len(errs) != 1 {
		t.Errorf("%+v, %v", p, errs)
	}
	_, errs := content.ReadPrinter(fstest.MapFS{"x.yaml": {Data: []byte("condition: {icc: ../a.icc}\n")}}, "x.yaml")
	if len(errs) != 1 || errs[0].Pos.Line != 1 || errs[0].Pos.Column != 18 {
		t.Errorf("%v", errs)
	}
	p, errs := content.ParsePrinter("built-in.yaml", []byte("condition: FOGRA39\nbleed: 3 mm\nblead: 4 mm\n"))
	if p.Bleed.Thousandths != 3000 || len(errs) != 1 || errs[0].Pos.Line != 3 {
		t.Errorf("%+v, %v", p, errs)
	}
}
