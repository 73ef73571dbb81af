package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"korthet/content"
)

// TestReplaceText writes an author's file only where it is what the change was
// made up from, keeps its permissions, and leaves nothing beside it.
func TestReplaceText(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "text", "fi", "one.yaml")
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("edited"), 0o640); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	pub := &publication{dir: dir, root: root}
	for _, old := range [][]byte{[]byte("before"), nil} {
		err := replaceText(pub, content.FileChange{Name: "text/fi/one.yaml", Old: old, New: []byte("new")})
		if err == nil || !strings.Contains(err.Error(), "was changed meanwhile") {
			t.Errorf("of %q: %v", old, err)
		}
	}
	if err := replaceText(pub, content.FileChange{Name: "text/fi/one.yaml", Old: []byte("edited"), New: []byte("new")}); err != nil {
		t.Error(err)
	}
	if data, _ := os.ReadFile(name); string(data) != "new" {
		t.Errorf("the file says %q", data)
	}
	before, _ := os.Stat(name)
	if os.PathSeparator == '/' && before.Mode().Perm() != 0o640 {
		t.Errorf("its permissions are %v", before.Mode())
	}
	if entries, _ := os.ReadDir(filepath.Dir(name)); len(entries) != 1 {
		t.Errorf("there are %v", entries)
	}
}
