package content_test

import (
	"testing"
	"testing/fstest"

	"korthet/content"
)

// TestExplainOffice compares what is told of an office with what the edition has,
// where its file says it by language.
func TestExplainOffice(t *testing.T) {
	fsys := fstest.MapFS{
		"publication.yaml": {Data: []byte("name: a\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\nfallback: {fi: [sv, en]}\neditions:\n" +
			"  sv: {language: sv, office: o}\n  gb: {language: en-GB, office: o}\n  fi: {language: fi, office: o}\n  de: {language: de, office: o}\n  en-sv: {language: sv, office: english}\n")},
		"offices/o.yaml": {Data: []byte("name: {de: Büro, en: Office}\naddress: {town: {sv: Ort, de: Stadt, en: Town}}\n" +
			"phone: \"1\"\nhours: {sv: Måndag, en: Monday}\nlabels: {phone: {sv: Tlf}, fax: F}\n")},
		"offices/english.yaml": {Data: []byte("language: en\nname: {sv: Kontor, en: Office}\naddress: {town: {sv: Ort, en: Town}}\nphone: \"1\"\nlabels: {phone: {sv: Tlf, en: Phone}}\n")},
	}
	for _, lang := range []string{"sv", "en", "en-GB", "fi", "de"} {
		fsys["text/"+lang+"/front.yaml"] = &fstest.MapFile{Data: []byte("title: x\n")}
		fsys["text/"+lang+"/one.yaml"] = &fstest.MapFile{Data: []byte("title: x\nbody: y\n")}
	}
	p, errs := content.Open(fsys)
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	for _, ref := range p.Editions() {
		e, errs := p.Edition(ref.ID)
		if errs.Err() != nil {
			t.Fatal(errs)
		}
		fields, _ := p.Explain(ref.ID)
		told := map[string]string{}
		for i := range fields {
			told[fields[i].Path] = fields[i].Value
		}
		has := map[string]string{"office.name": e.Office.Name.Value, "office.address.town": e.Office.Address[0].Value, "office.hours": "", "office.labels.phone": "", "office.labels.fax": ""}
		if len(e.Office.Hours) > 0 {
			has["office.hours"] = e.Office.Hours[0].Value
		}
		for _, label := range []string{"phone", "fax"} {
			has["office.labels."+label] = e.Office.Labels[label].Value
		}
		for path, want := range has {
			if told[path] != want {
				t.Errorf("%s: %s is told to be %q, and is %q", ref.ID, path, told[path], want)
			}
		}
	}
}
