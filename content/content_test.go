package content_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"korthet/content"
)

var update = flag.Bool("update", false, "rewrite the wanted parts of the cases in testdata")

// openCase returns a case's archive and the folder that its files make. The
// files below want/ are what is expected, the others the publication.
func openCase(t *testing.T, name string) (*txtar.Archive, fs.FS) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want/") {
			folder[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return archive, folder
}

// compare compares what a case gave with a wanted file of it, or rewrites that.
func compare(t *testing.T, path string, archive *txtar.Archive, name, got string) {
	t.Helper()
	for i := range archive.Files {
		f := &archive.Files[i]
		if f.Name != name {
			continue
		}
		if string(f.Data) == got {
			return
		}
		if !*update {
			t.Errorf("%s of %s:\ngot:\n%s\nwant:\n%s", name, path, got, f.Data)
			return
		}
		f.Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("%s has no file %s", path, name)
}

// report returns a list of mistakes as a case holds it.
func report(errs content.ErrorList) string {
	var b strings.Builder
	for _, e := range errs {
		if e.Severity == content.SeverityWarning {
			b.WriteString("warning: ")
		}
		b.WriteString(e.Error() + "\n")
	}
	return b.String()
}

// check opens the publication of each case, compares all its mistakes with
// want/errors, and each edition that the case wants with want/edition/ID.
func check(t *testing.T, pattern string) {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases match %s (%v)", pattern, err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, folder := openCase(t, path)
			p, errs := content.Open(folder)
			compare(t, path, archive, "want/errors", report(errs))
			for _, f := range archive.Files {
				id, ok := strings.CutPrefix(f.Name, "want/edition/")
				if !ok {
					continue
				}
				e, errs := p.Edition(id)
				compare(t, path, archive, f.Name, dump(e)+report(errs))
			}
		})
	}
}

func TestErrors(t *testing.T)   { check(t, "testdata/errors/*.txtar") }
func TestEditions(t *testing.T) { check(t, "testdata/editions/*.txtar") }
