package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the files that tests compare with anew")

// goItself is the name under which the licence of Go's own library is kept.
const goItself = "go.dev"

// TestLicences compares the licences in the program with the modules that are
// linked into it on any system. With -update it copies them from the module
// cache.
func TestLicences(t *testing.T) {
	modules := linkedModules(t)
	if *update {
		for _, module := range modules {
			updateLicence(t, module)
		}
		return // the texts that were compiled in are the old ones
	}
	files, err := filepath.Glob("licences/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, file := range files {
		have = append(have, licencedModule(filepath.ToSlash(file)))
	}
	slices.Sort(have)
	if !slices.Equal(have, modules) {
		t.Errorf("licences of %q,\nwant those of %q", have, modules)
	}
	var out bytes.Buffer
	if err := writeLicences(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range append(modules, "Source Serif 4", "Source Sans 3", "SIL OPEN FONT LICENSE", "Unicode CLDR", "libphonenumber") {
		if !strings.Contains(out.String(), want) {
			t.Errorf("version --licenses does not mention %s", want)
		}
	}
}

// linkedModules returns goItself and the modules that the program has packages
// of, sorted.
func linkedModules(t *testing.T) []string {
	t.Helper()
	modules := []string{goItself}
	for _, system := range []string{"linux", "darwin", "windows"} {
		list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", ".")
		list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
		out, err := list.Output()
		if err != nil {
			t.Fatal(err)
		}
		modules = append(modules, strings.Fields(string(out))...)
	}
	slices.Sort(modules)
	return slices.Compact(modules)
}

// updateLicence copies a module's licence, and the notice that belongs to it.
func updateLicence(t *testing.T, module string) {
	t.Helper()
	arguments := []string{"list", "-m", "-f", "{{.Dir}}", module}
	if module == goItself {
		arguments = []string{"env", "GOROOT"}
	}
	dir, err := exec.Command("go", arguments...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var text []byte
	for _, name := range []string{"LICENSE", "LICENSE.txt", "NOTICE", "PATENTS"} {
		data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), name))
		if err == nil {
			text = append(append(text, bytes.TrimSpace(data)...), "\n\n"...)
		}
	}
	if len(text) == 0 {
		t.Fatalf("%s has no licence", module)
	}
	text = append(bytes.TrimSpace(text), '\n')
	file := filepath.Join("licences", strings.ReplaceAll(module, "/", "_")+".txt")
	if err := os.WriteFile(file, text, 0o666); err != nil {
		t.Fatal(err)
	}
}
