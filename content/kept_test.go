package content_test

import (
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// withKept returns a publication of three editions with a fit.yaml; "" stands for
// none.
func withKept(text string) fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	fsys := fstest.MapFS{
		"publication.yaml": file("name: demo\nformat: a4\npages: 2\nsections: [one]\ntargets: [screen]\neditions:\n" +
			"  sv: {language: sv}\n  \"no\": {language: sv}\n  v1: {language: sv}\n  v1.2: {language: sv}\n"),
		"text/sv/front.yaml": file("title: Ett prov\n"),
		"text/sv/one.yaml":   file("title: Rubrik\nbody: En rad.\n"),
	}
	if text != "" {
		fsys["fit.yaml"] = file(text)
	}
	return fsys
}

// fullFit returns a fit that says something in all that it can say: each number
// another one, the nth multiplied by sign.
func fullFit(t *testing.T, sign int) *content.KeptFit {
	t.Helper()
	n := 0
	next := func() int { n++; return n * sign }
	fit := &content.KeptFit{Pages: make([]content.KeptPage, 2)}
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch at := v.Addr().Interface().(type) {
		case *content.Pos:
			return
		case *content.Integer:
			at.Value = next()
			return
		case *content.Number:
			at.Thousandths = int64(next()) * 50
			return
		case *content.Flag:
			at.Value = true
			return
		case *content.Text:
			*at = content.Text{Value: fmt.Sprint(next()), Pos: content.Pos{File: "fit.yaml"}}
			return
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				fill(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				fill(v.Index(i))
			}
		default:
			t.Fatalf("a fit has a %s, which this test cannot fill", v.Type())
		}
	}
	fill(reflect.ValueOf(fit).Elem())
	return fit
}

// keep writes fits into a publication's fit.yaml and opens it again.
func keep(t *testing.T, fsys fstest.MapFS, fits map[string]*content.KeptFit) (*content.Publication, string) {
	t.Helper()
	p, errs := content.Open(fsys)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	change, editions, _ := p.KeepFits(fits)
	if len(editions) == 0 {
		t.Fatal("nothing changes")
	}
	fsys[change.Name] = &fstest.MapFile{Data: change.New}
	p, errs = content.Open(fsys)
	if len(errs) > 0 {
		t.Fatalf("%v in\n%s", errs, change.New)
	}
	return p, string(change.New)
}

// kept returns the fit of an edition.
func kept(p *content.Publication, id string) *content.KeptFit {
	edition, _ := p.Edition(id)
	return edition.Kept
}

// TestKeptFit writes fits in which every field says something, and reads them as
// they were.
func TestKeptFit(t *testing.T) {
	up, down := fullFit(t, 1), fullFit(t, -1)
	p, text := keep(t, withKept(""), map[string]*content.KeptFit{"sv": up, "no": down, "v1.2": {}})
	for id, want := range map[string]*content.KeptFit{"sv": up, "no": down, "v1.2": {}} {
		if got := kept(p, id); !got.Equal(want) {
			t.Errorf("%s: %+v, want %+v in\n%s", id, got, want, text)
		}
	}
	if up.Equal(down) || up.Equal(nil) || !(*content.KeptFit)(nil).Equal(nil) {
		t.Error("unlike fits count as equal")
	}
	if _, editions, _ := p.KeepFits(map[string]*content.KeptFit{"sv": fullFit(t, 1)}); len(editions) > 0 {
		t.Errorf("the same fits once more change %q", editions)
	}
	if wrong := validateFolder(t, withKept(text)); len(wrong) > 0 {
		t.Error("the schema refuses what was written:", wrong)
	}
}

// TestKeepFits holds that fits of editions that nobody fitted now stay, also of one
// that is no edition now, which is told.
func TestKeepFits(t *testing.T) {
	one := func(lines int) *content.KeptFit { return &content.KeptFit{Title: content.Integer{Value: lines}} }
	fsys := withKept("editions:\n  gone: {title: 9}\n  sv: {title: 1}\n  \"no\": {title: 2}\n")
	p, errs := content.Open(fsys)
	if errs.Error() != "fit.yaml:2:3: there is no edition `gone` whose fit this could be: name the edition that is meant, or delete its lines" || errs.Err() != nil {
		t.Errorf("mistakes: %v", errs)
	}
	change, editions, _ := p.KeepFits(map[string]*content.KeptFit{"sv": one(1), "no": nil, "v1.2": one(3)})
	if !slices.Equal(editions, []string{"v1.2"}) {
		t.Errorf("the fits of %q change", editions)
	}
	fsys[change.Name] = &fstest.MapFile{Data: change.New}
	p, _ = content.Open(fsys)
	if !kept(p, "no").Equal(one(2)) || !kept(p, "sv").Equal(one(1)) || !kept(p, "v1.2").Equal(one(3)) || !strings.Contains(string(change.New), "\n  gone:\n    title: 9\n") {
		t.Errorf("kept is\n%s", change.New)
	}
	// What was not written by whom it is read from is not written over: another
	// build has kept something meanwhile, or the list of editions cannot be read.
	if change, _, _ := p.KeepFits(map[string]*content.KeptFit{"sv": one(7)}); string(change.Old) != string(fsys["fit.yaml"].Data) {
		t.Errorf("the change is of\n%s", change.Old)
	}
	before := fsys["fit.yaml"]
	fsys["fit.yaml"] = &fstest.MapFile{Data: []byte("editions:\n  sv: {title: 8}\n")}
	if change, _, _ := p.KeepFits(map[string]*content.KeptFit{"sv": one(7)}); string(change.Old) != string(before.Data) {
		t.Errorf("the change is of\n%s", change.Old)
	}
	fsys["publication.yaml"] = &fstest.MapFile{Data: []byte("name: demo\nformat: a4\neditons:\n  sv: {language: sv}\n")}
	p, errs = content.Open(fsys)
	if _, editions, _ := p.KeepFits(nil); len(editions) > 0 || strings.Contains(errs.Error(), "whose fit") {
		t.Errorf("without editions the fits of %q are lost: %v", editions, errs)
	}
	p, _ = content.Open(withKept(""))
	if _, editions, _ := p.KeepFits(map[string]*content.KeptFit{"sv": nil}); len(editions) > 0 {
		t.Error("a file that keeps nothing is made")
	}
}

// TestKeptMistakes holds that mistakes in fit.yaml have their places, that those in
// the fit of one edition are that edition's alone, and that such a file is not
// written over.
func TestKeptMistakes(t *testing.T) {
	for _, test := range []struct{ name, text, want, concerns string }{
		{"key", "editions:\n  sv:\n    titel: 3\n", "fit.yaml:3:5: unknown key `titel`: did you mean `title`?", "sv"},
		{"shorter name", "editions:\n  v1: {title: 1, x: 2}\n  v1.2: {title: 2}\n", "fit.yaml:2:18: unknown key `x`", "v1"},
		{"value", "editions:\n  v1.2: {title: three}\n", "fit.yaml:2:17: `three` is not a whole number", "v1.2"},
		{"large", "editions:\n  sv: {size: 99999999999}\n", "fit.yaml:2:14: `99999999999` is not a number: it is too large", "sv"},
		{"list", "- sv\n", "fit.yaml:1:1: there must be a group of keys here", "sv no v1 v1.2"},
		{"merge", "editions:\n<<<<<<< ours\n  sv: {title: 3}\n=======\n  sv: {title: 4}\n>>>>>>> theirs\n", "fit.yaml:2:1: from here on the file holds two versions", "sv no v1 v1.2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, errs := content.Open(withKept(test.text))
			if len(errs) != 1 || !strings.Contains(errs.Error(), test.want) {
				t.Errorf("got %v, want %s", errs, test.want)
			}
			for _, id := range []string{"sv", "no", "v1", "v1.2"} {
				_, errs := p.Edition(id)
				if concerned := strings.Contains(" "+test.concerns+" ", " "+id+" "); concerned != (errs.Err() != nil) {
					t.Errorf("%s has %v", id, errs)
				}
			}
			if _, editions, err := p.KeepFits(map[string]*content.KeptFit{"sv": {}}); len(editions) > 0 || err == nil {
				t.Error("the file would be written over")
			}
		})
	}
	if wrong := validateFolder(t, withKept("editions:\n  sv: {titel: 3}\n")); len(wrong) != 1 || wrong[0] != "fit.yaml/editions/sv: unknown key titel" {
		t.Errorf("the schema says %q", wrong)
	}
}

// TestKeptNone holds that no file, an empty one, and one of comments alone keep
// nothing.
func TestKeptNone(t *testing.T) {
	for _, text := range []string{"", "\n", "# nothing\n", "editions:\n"} {
		p, errs := content.Open(withKept(text))
		if edition, _ := p.Edition("sv"); edition.Kept != nil || text != "editions:\n" && len(errs) > 0 {
			t.Errorf("%q: kept %v, mistakes %v", text, edition.Kept, errs)
		}
	}
	fsys := withKept("")
	fsys["fit.yml"], fsys["theme.yaml.txt"] = &fstest.MapFile{}, &fstest.MapFile{}
	if _, errs := content.Open(fsys); errs.Err() != nil || errs.Error() != "fit.yml:1:1: this file is not read, because its name does not end in .yaml: rename it fit.yaml\n"+
		"theme.yaml.txt:1:1: this file is not read, because its name does not end in .yaml: rename it theme.yaml" {
		t.Errorf("files of other endings: %v", errs)
	}
	fsys = withKept("")
	fsys["fit.yaml"] = &fstest.MapFile{Mode: fs.ModeDir}
	if _, errs := content.Open(fsys); len(errs) != 1 {
		t.Errorf("fit.yaml is a folder: %v", errs)
	}
}
