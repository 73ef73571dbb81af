//go:build unix

package content_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"korthet/content"
)

// TestGuard opens names that lead out of a folder on a disk.
func TestGuard(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	write := func(name string) {
		if err := os.WriteFile(name, []byte("secret"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(outside, "secret.yaml"))
	write(filepath.Join(dir, "inside.yaml"))
	if err := os.MkdirAll(filepath.Join(dir, "a", "b"), 0o755); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{
		"absolute.yaml": filepath.Join(outside, "secret.yaml"),
		"relative.yaml": "../" + filepath.Base(outside) + "/secret.yaml",
		"folder":        outside,
		"a/b/up.yaml":   "../../../" + filepath.Base(outside) + "/secret.yaml",
		"round.yaml":    "round.yaml",
		"a/b/ok.yaml":   "../../inside.yaml",
		"a/c":           "b",
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := os.WriteFile(filepath.Join(dir, "shop.yaml"), []byte("condition: {name: FOGRA51, icc: absolute.yaml}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	// The very name is no advice.
	if _, errs := content.ReadPrinter(root.FS(), "shop.yaml"); len(errs) != 1 || errs[0].Hint != "put the file itself there" {
		t.Errorf("of an ICC profile that is a link out of the folder is told: %v", errs)
	}
	for _, fsys := range []fs.FS{os.DirFS(dir), root.FS()} {
		guarded := content.Guard(fsys)
		for _, name := range []string{
			"absolute.yaml", "relative.yaml", "folder/secret.yaml", "folder", "a/b/up.yaml", "round.yaml",
			"../" + filepath.Base(outside) + "/secret.yaml", filepath.Join(outside, "secret.yaml"), `a\b`, "C:/x", "", "a//b", "./a",
		} {
			if data, err := fs.ReadFile(guarded, name); err == nil {
				t.Errorf("%T: %s could be read: %q", fsys, name, data)
			}
			if _, err := fs.Stat(guarded, name); err == nil {
				t.Errorf("%T: %s could be looked at", fsys, name)
			}
			if _, err := fs.ReadDir(guarded, name); err == nil {
				t.Errorf("%T: %s could be listed", fsys, name)
			}
		}
		for _, name := range []string{"inside.yaml", "a/b/ok.yaml", "a/c/ok.yaml"} {
			if data, err := fs.ReadFile(guarded, name); err != nil || string(data) != "secret" {
				t.Errorf("%T: %s: %q, %v", fsys, name, data, err)
			}
		}
		if _, err := fs.Stat(guarded, "missing.yaml"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%T: a missing file gives %v", fsys, err)
		}
	}
}

// TestLinkOut builds a publication one of whose files is a link out of it.
func TestLinkOut(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	if err := os.CopyFS(dir, small("title: Ett\nbody: x\n")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "text", "sv", "one.yaml")
	if err := errors.Join(os.Rename(name, filepath.Join(outside, "one.yaml")), os.Symlink(filepath.Join(outside, "one.yaml"), name)); err != nil {
		t.Fatal(err)
	}
	_, errs := content.Load(os.DirFS(dir), "sv")
	want := "publication.yaml:4:12: the file text/sv/one.yaml is a symbolic link that leads out of the publication's folder\n"
	if got := report(errs); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}
