package hyphen

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the compiled tries")

// TestTries compiles patterns/ and compares it with what is embedded.
func TestTries(t *testing.T) {
	written := map[string]bool{}
	for _, s := range sets {
		for _, name := range s.tries {
			if written[name] {
				continue
			}
			written[name] = true
			got, err := compileText(source(t, name, "pat"), source(t, name, "hyp"))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			path := filepath.Join("tries", name+".trie")
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(path)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s is not what patterns/%s compiles to (%v): run with -update", path, name, err)
			}
		}
	}
	files, err := filepath.Glob("tries/*")
	if err != nil || len(files) != len(written) {
		t.Errorf("%d files in tries, want %d (%v)", len(files), len(written), err)
	}
}

// source returns a file of patterns/, "" if there is none.
func source(t *testing.T, name, kind string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("patterns", name+"."+kind+".txt"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(text)
}
