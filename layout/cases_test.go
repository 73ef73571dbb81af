package layout_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/display"
)

// TestCases sets the publications in testdata and compares the problems and the
// display list with those that each case holds.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { check(t, path) })
	}
}

func check(t *testing.T, path string) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	for _, file := range archive.Files {
		if !strings.HasPrefix(file.Name, "want/") {
			folder[file.Name] = &fstest.MapFile{Data: file.Data}
		}
	}
	edition, errs := content.Load(folder, "sv")
	if errs.Err() != nil || len(errs) > 0 && !edition.Draft { // a draft is behind its source, which is told
		t.Fatal(errs)
	}
	result, err := layout.Layout(context.Background(), edition, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range display.Check(result.Document) {
		t.Error(err)
	}
	var said, shown bytes.Buffer
	for _, problem := range result.Problems {
		fmt.Fprintln(&said, problem)
	}
	for _, change := range result.Fit {
		fmt.Fprintf(&said, "fit: %s %s -> %s\n", change.Key, change.From, change.To)
	}
	if err := display.Fprint(&shown, result.Document); err != nil {
		t.Fatal(err)
	}
	for i := range archive.Files {
		file := &archive.Files[i]
		switch file.Name {
		case "want/problems":
			compare(t, path, file, said.Bytes())
		case "want/display":
			compare(t, path, file, shown.Bytes())
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func compare(t *testing.T, path string, file *txtar.File, got []byte) {
	t.Helper()
	if *update {
		file.Data = got
		return
	}
	gotLines, wantLines := strings.Split(string(got), "\n"), strings.Split(string(file.Data), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		var g, w string
		if i < len(gotLines) {
			g = gotLines[i]
		}
		if i < len(wantLines) {
			w = wantLines[i]
		}
		if g != w {
			t.Fatalf("%s: %s, line %d: got\n%s\nwant\n%s\n(run with -update and look at the difference)", path, file.Name, i+1, g, w)
		}
	}
}
