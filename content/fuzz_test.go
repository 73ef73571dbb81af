package content_test

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"korthet/content"
)

// checkLoaded holds what is true of every publication, however broken: mistakes
// have places within their files and no doubles, and each piece of text stands
// where it says.
func checkLoaded(t *testing.T, fsys fstest.MapFS) {
	t.Helper()
	e, errs := content.Load(fsys, "sv")
	for i, err := range errs {
		for _, pos := range append([]content.Pos{err.Pos}, err.Also...) {
			file, ok := fsys[pos.File]
			if !ok || pos.Line < 1 || pos.Column < 1 {
				t.Fatalf("no place: %v", err)
			}
			lines := strings.Count(string(file.Data), "\n") + strings.Count(string(file.Data), "\r") + 1
			if pos.Line > lines {
				t.Fatalf("%v lies behind the file's %d lines", err, lines)
			}
		}
		if i > 0 && errs[i-1].Error() == err.Error() {
			t.Fatalf("twice: %v", err)
		}
		if strings.TrimSpace(err.Err.Error()) == "" || strings.HasSuffix(err.Err.Error(), ".") {
			t.Fatalf("not a sentence: %v", err)
		}
	}
	if e == nil {
		return
	}
	if errs.Err() == nil {
		for _, s := range e.Sections {
			if s.ID == "" || len(s.Title) == 0 {
				t.Fatalf("no mistakes, but section %q has the title %q", s.ID, s.Title.Plain())
			}
		}
	}
	checkPlaces(t, fsys, e)
}

// addCaseFiles seeds a fuzz target with the sections of all cases.
func addCaseFiles(f *testing.F, take func(data []byte)) {
	paths, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasPrefix(file.Name, "text/") && !strings.HasSuffix(file.Name, "front.yaml") {
				take(file.Data)
			}
		}
	}
}

// FuzzSection reads any bytes as the file of a section.
func FuzzSection(f *testing.F) {
	addCaseFiles(f, func(data []byte) { f.Add(data) })
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := small("")
		fsys["text/sv/one.yaml"].Data = data
		checkLoaded(t, fsys)
	})
}

// FuzzPublication reads any bytes as publication.yaml.
func FuzzPublication(f *testing.F) {
	paths, _ := filepath.Glob("testdata/*/*.txtar")
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if file.Name == "publication.yaml" {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := small("title: Ett\nbody: Text.\n")
		fsys["offices/hq.yaml"] = &fstest.MapFile{Data: []byte("name: Geneva\n")}
		fsys["publication.yaml"].Data = data
		p, errs := content.Open(fsys)
		for _, err := range errs {
			if err.Pos.Line < 1 || err.Pos.Column < 1 {
				t.Fatalf("no place: %v", err)
			}
		}
		for _, ref := range p.Editions() {
			e, own := p.Edition(ref.ID)
			if e == nil {
				t.Fatalf("edition %q is listed but not found", ref.ID)
			}
			if len(own) > len(errs) {
				t.Fatalf("the edition has %d mistakes, the publication %d", len(own), len(errs))
			}
			if own.Err() == nil && e.Language == "" {
				t.Fatal("no mistakes, but no language")
			}
		}
	})
}

// FuzzMarkdown reads any text as the body of a section, in the style of a YAML
// scalar that style chooses.
func FuzzMarkdown(f *testing.F) {
	for style := range uint8(4) {
		f.Add("En *betonad* **fet** [länk](http://iom.int) &shy; \\* `kod`\n\n- a\n- b {#id}\n\n> c\n\n## d\n", style)
	}
	addCaseFiles(f, func(data []byte) {
		if _, body, ok := strings.Cut(string(data), "body: |\n"); ok {
			f.Add(strings.ReplaceAll(body, "\n  ", "\n"), uint8(0))
		}
	})
	f.Fuzz(func(t *testing.T, text string, style uint8) {
		body := ""
		switch style % 4 {
		case 0:
			body = "|\n  " + strings.ReplaceAll(text, "\n", "\n  ")
		case 1:
			body = ">-\n  " + strings.ReplaceAll(text, "\n", "\n  ")
		case 2:
			body = "'" + strings.ReplaceAll(text, "'", "''") + "'"
		case 3:
			body = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
		}
		checkLoaded(t, small("title: Ett\nbody: "+body+"\n"))
	})
}

// FuzzPrinter reads printers' profiles: each mistake has a place in the file.
func FuzzPrinter(f *testing.F) {
	f.Add([]byte("base: uncoated-fogra29\nbleed: 5 mm\nmarks: {crop: true, distance: 6 mm}\nink: {limit: 260, spots: [PANTONE 281 C]}\n"))
	f.Add([]byte("condition: FOGRA39\nblack: {rich: [30, 30, 30, 100]}\nimages: {warn: 1, error: 2}\ntype: {inks: 1 em}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		const name = "printers/x.yaml"
		fsys := fstest.MapFS{name: {Data: data}}
		p, errs := content.ReadPrinter(fsys, name)
		lines := strings.Count(string(data), "\n") + strings.Count(string(data), "\r") + 1
		for _, err := range errs {
			if err.Pos.File != name || err.Pos.Line > lines || strings.TrimSpace(err.Err.Error()) == "" {
				t.Fatalf("no place: %v", err)
			}
		}
		if p == nil && len(errs) == 0 {
			t.Fatal("no profile and no mistake")
		}
	})
}

// FuzzKept reads any bytes as fit.yaml: each mistake has a place in the file, and
// what was read without mistakes is written so that it is read as the same.
func FuzzKept(f *testing.F) {
	f.Add([]byte("editions:\n  sv:\n    size: -0.05\n    expansion: true\n    sections: {all: 1, some: 2}\n    pages:\n      - {before: 1, after: 2, lines: 3, left: 4}\n"))
	f.Add([]byte("# nothing\neditions: {sv: {title: 99999999, pages: [{before: -1}]}}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := withKept("")
		fsys["fit.yaml"] = &fstest.MapFile{Data: data}
		p, errs := content.Open(fsys)
		lines := strings.Count(string(data), "\n") + strings.Count(string(data), "\r") + 1
		for _, err := range errs {
			if err.Pos.File != "fit.yaml" || err.Pos.Line > lines || strings.TrimSpace(err.Err.Error()) == "" {
				t.Fatalf("no place: %v", err)
			}
		}
		change, editions, _ := p.KeepFits(map[string]*content.KeptFit{"v1.2": {Hyphens: content.Integer{Value: 2}}})
		if len(editions) == 0 {
			return
		}
		fsys["fit.yaml"] = &fstest.MapFile{Data: change.New}
		again, errs := content.Open(fsys)
		if errs.Err() != nil || !kept(again, "sv").Equal(kept(p, "sv")) {
			t.Fatalf("%v in\n%s", errs, change.New)
		}
	})
}
