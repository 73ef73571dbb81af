package pdf_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/display"
	"korthet/output/impose"
	"korthet/output/pdf"
	"korthet/output/pdf/pdftest"
	"korthet/output/press"
)

// TestJudgePublications: the judge finds nothing in the screen and press files of the
// publications of the house, of the leaflet in each built-in theme, and of those
// of testdata, some of which were made to be difficult.
func TestJudgePublications(t *testing.T) {
	folders := map[string]fs.FS{
		"specimen":    os.DirFS("../../content/specimen"),
		"template":    os.DirFS("../../content/template"),
		"whole":       os.DirFS("../testdata/whole"),
		"publication": unpack(t, filepath.Join("testdata", "pdfjs", "publication.txtar")),
	}
	for _, theme := range []string{"sober", "bold", "airy"} {
		folder := copied(t, os.DirFS("../../content/iom-i-korthet"))
		folder["theme.yaml"] = &fstest.MapFile{Data: []byte("base: " + theme + "\n")}
		if theme == "airy" { // in which it needs more room
			publication := folder["publication.yaml"]
			publication.Data = bytes.Replace(publication.Data, []byte("pages: 2"), []byte("pages: 3"), 1)
		}
		folders["leaflet in "+theme] = folder
	}
	paths, err := filepath.Glob(filepath.Join("testdata", "judge", "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatal("there are no publications of testdata", err)
	}
	for _, path := range paths {
		folders[strings.TrimSuffix(filepath.Base(path), ".txtar")] = unpack(t, path)
	}
	for name, folder := range folders {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			judgeEditions(t, folder)
		})
	}
}

// copied is a folder's files in memory, without what builds left there.
func copied(t *testing.T, from fs.FS) fstest.MapFS {
	t.Helper()
	to := fstest.MapFS{}
	err := fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, path)
		to[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

func judgeEditions(t *testing.T, folder fs.FS) {
	t.Helper()
	publication, errs := content.Open(folder)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, ref := range publication.Editions() {
		id := ref.ID
		edition, errs := content.Load(folder, id)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		result, err := layout.Layout(context.Background(), edition, layout.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range result.Problems {
			if problem.Severity == layout.Error {
				t.Fatal(problem)
			}
		}
		var out bytes.Buffer
		if err := pdf.Write(&out, result.Document, pdf.Options{}); err != nil {
			t.Fatal(err)
		}
		for _, finding := range pdftest.Judge(out.Bytes()) {
			t.Errorf("%s: %s", id, finding)
		}
		judgePress(t, id, result.Document)
	}
}

// judgePress judges the press file of an edition, without marks and with all.
func judgePress(t *testing.T, id string, doc *display.Document) {
	t.Helper()
	face, err := fonts.Builtin().Find("Source Sans 3", 400, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, marks := range []press.Marks{{}, {Crop: true, Fold: true, Registration: true, ColourBar: true, Slug: true}} {
		printer, _ := press.Builtin(press.Default)
		printer.Marks, printer.AllSpots = marks, marks.Any()
		var out bytes.Buffer
		imposed := impose.Marks(impose.Bleed(doc, printer.Bleed), &printer, impose.Slug{Text: id, Face: face})
		if err := pdf.Write(&out, imposed, pdf.Options{Target: pdf.Print, Profile: &printer, Date: time.Unix(0, 0).UTC()}); err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		for _, finding := range pdftest.JudgePress(out.Bytes(), float64(printer.Bleed)/float64(display.Point)) {
			t.Errorf("%s for the press, marks %t: %s", id, marks.Any(), finding)
		}
	}
}

// TestRunning: heads and feet are pagination artifacts that say which they are
// (PDF/UA-1 7.8), on each page that has them.
func TestRunning(t *testing.T) {
	doc := set(t, "whole")
	var out, dump bytes.Buffer
	if err := pdf.Write(&out, doc, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := pdf.Dump(&dump, out.Bytes()); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"Header", "Footer"} {
		if n := bytes.Count(dump.Bytes(), []byte("/Artifact <</Subtype /"+kind+" /Type /Pagination>> BDC")); n != len(contentsByPage(t, doc))-1 {
			t.Errorf("there are %d artifacts that are a %s", n, kind)
		}
	}
}
