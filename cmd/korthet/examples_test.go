package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestExamples runs korthet's commands in the examples of workflows, where the
// sample lies as it does there, and checks what makes such a file safe: actions
// pinned by hash, and no more rights than the job needs.
func TestExamples(t *testing.T) {
	examples, err := filepath.Glob("../../.github/examples/*.yml")
	if err != nil || len(examples) < 2 {
		t.Fatalf("there are %d examples, %v", len(examples), err)
	}
	folder, err := filepath.Abs("../../content/iom-i-korthet")
	if err != nil {
		t.Fatal(err)
	}
	sample := os.DirFS(folder)
	texts := map[string]string{}
	for _, name := range examples {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = string(data)
	}
	pinned := regexp.MustCompile(`uses: [\w/-]+@[0-9a-f]{40} # v\d`)
	for name, text := range texts {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(text, "\npermissions:") || strings.Contains(text, "write-all") {
				t.Error("it does not say which rights it needs")
			}
			if strings.Contains(text, "gh run download") && !strings.Contains(text, "actions: read") {
				t.Error("it may not fetch the artifact")
			}
			t.Chdir(t.TempDir())
			if err := os.CopyFS("content/iom-i-korthet", sample); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll("content/iom-i-korthet/output"); err != nil {
				t.Fatal(err)
			}
			ran := 0
			for line := range strings.Lines(text) {
				line = strings.TrimSpace(line)
				if strings.Contains(line, "uses:") && !pinned.MatchString(line) {
					t.Errorf("not pinned: %s", line)
				}
				if args, ok := strings.CutPrefix(line, "korthet "); ok {
					ran++
					if status, _, said := runIn(t, process{}, strings.Fields(args)...); status != exitDone {
						t.Errorf("`korthet %s` ends with %d: %s", args, status, said)
					}
				}
			}
			if ran == 0 {
				t.Error("it runs no korthet")
			}
			if strings.Contains(text, "SHA256SUMS") {
				if _, err := os.Stat("leaflets/SHA256SUMS"); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// TestServerCommands runs the commands in CI.md where the sample lies as they
// have it.
func TestServerCommands(t *testing.T) {
	data, err := os.ReadFile("CI.md")
	if err != nil {
		t.Fatal(err)
	}
	folder, err := filepath.Abs("../../content/iom-i-korthet")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.CopyFS("content/iom-i-korthet", os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for line := range strings.Lines(string(data)) {
		args, ok := strings.CutPrefix(strings.TrimPrefix(strings.TrimSpace(line), "- "), "korthet ")
		if !ok {
			continue
		}
		args, _, _ = strings.Cut(args, " >")
		ran++
		if status, _, said := runIn(t, process{}, strings.Fields(args)...); status != exitDone {
			t.Errorf("`korthet %s` ends with %d: %s", args, status, said)
		}
	}
	if ran < 7 {
		t.Errorf("%d commands were run", ran)
	}
}
