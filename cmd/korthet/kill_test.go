package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// killedFolder makes a publication with some editions.
func killedFolder(t *testing.T, editions int) string {
	t.Helper()
	dir := t.TempDir()
	text := "name: demo\nformat: a4\npages: 1\nsections: [welcome]\ntargets: [screen]\neditions:\n"
	for i := range editions {
		text += fmt.Sprintf("  en-%d: {language: en, office: o%d}\n", i, i)
	}
	files := map[string]string{
		publicationFile: text, "text/en/front.yaml": "title: A demonstration\n", "text/en/welcome.yaml": "title: Welcome\nbody: Some text.\n",
	}
	for i := range editions {
		files[fmt.Sprintf("offices/o%d.yaml", i)] = fmt.Sprintf("name: Office %d\n", i)
	}
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// korthetProcess is a run in a process of its own: the test's program again,
// under the name by which TestMain knows what to be.
func korthetProcess(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Args = append([]string{"korthet"}, args...)
	cmd.Env = append(os.Environ(), sourceDateEpoch+"=")
	return cmd
}

// pdfsIn returns the PDF files of a folder.
func pdfsIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	names, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found[filepath.Base(name)] = string(data)
	}
	return found
}

// TestKilled kills a build a hundred times, each time a little later, while it
// replaces the files of one day by those of another. Every file is then the one
// or the other, and the next run writes those alone that are not yet new: it
// goes by the files, as the manifest is still of the earlier run.
func TestKilled(t *testing.T) {
	const editions, rounds = 8, 100
	dir := killedFolder(t, editions)
	days := [2]string{"2026-01-01", "2026-01-02"}
	var want [2]map[string]string
	var whole time.Duration
	for i, day := range days {
		out := filepath.Join(t.TempDir(), "out")
		start := time.Now()
		if said, err := korthetProcess(t, "build", dir, "-o", out, "--date", day).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		whole = time.Since(start)
		want[i] = pdfsIn(t, out)
		if len(want[i]) != editions {
			t.Fatalf("there are %d files", len(want[i]))
		}
	}
	out := filepath.Join(dir, "output")
	between := 0 // rounds that ended with some files new and some old
	for round := range rounds {
		now := round % 2
		run := korthetProcess(t, "build", dir, "--date", days[now], "-j", "1")
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(whole * time.Duration(round+1) / rounds)
		_ = run.Process.Kill()
		_ = run.Wait()
		fresh := 0
		for name, data := range pdfsIn(t, out) {
			switch data {
			case want[now][name]:
				fresh++
			case want[1-now][name]:
			default:
				t.Fatalf("round %d: %s is neither the old file nor the new one", round, name)
			}
		}
		if fresh > 0 && fresh < editions {
			between++
		}
		said, err := korthetProcess(t, "build", dir, "--date", days[now], "--json").Output()
		if err != nil {
			t.Fatal(err)
		}
		var report jsonReport
		if err := json.Unmarshal(said, &report); err != nil {
			t.Fatal(err)
		}
		if len(report.Files) != editions-fresh || report.Unchanged != fresh {
			t.Fatalf("round %d: %d files were new, and the next run wrote %d", round, fresh, len(report.Files))
		}
		for name, data := range pdfsIn(t, out) {
			if data != want[now][name] {
				t.Fatalf("round %d: the next run left %s", round, name)
			}
		}
	}
	t.Logf("%d of %d rounds were killed between the first file and the last", between, rounds)
}

// TestLyingManifest lets the manifest say that old files were made from the new
// texts. The files know better.
func TestLyingManifest(t *testing.T) {
	dir := killedFolder(t, 2)
	out := filepath.Join(dir, "output")
	build := func() { // in this process
		t.Helper()
		if status, _, said := runIn(t, process{}, "build", dir); status != exitDone {
			t.Fatal(said)
		}
	}
	build()
	old := pdfsIn(t, out)
	oldManifest, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "text", "en", "welcome.yaml"), []byte("title: Welcome\nbody: Other text.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	build()
	fresh := pdfsIn(t, out)
	lie, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var was, is struct {
		Files []struct {
			File, SHA256 string
			Bytes        int64
		}
	}
	if err := json.Unmarshal(oldManifest, &was); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(lie, &is); err != nil {
		t.Fatal(err)
	}
	text := string(lie)
	for i, file := range is.Files {
		text = strings.Replace(text, file.SHA256, was.Files[i].SHA256, 1)
		text = strings.Replace(text, fmt.Sprintf(`"bytes": %d,`, file.Bytes), fmt.Sprintf(`"bytes": %d,`, was.Files[i].Bytes), 1)
		if err := os.WriteFile(filepath.Join(out, file.File), []byte(old[file.File]), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(out, "manifest.json"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	build()
	for name, data := range pdfsIn(t, out) {
		if data != fresh[name] || data == old[name] {
			t.Errorf("%s was taken for done", name)
		}
	}
}
