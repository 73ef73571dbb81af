package exchange_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"korthet/content/exchange"
)

// xliffScript reads an XLIFF file with the library that many translation
// platforms' importers are built with, tells what is in it, and writes it anew.
const xliffScript = `
const fs = require('fs'), xliff = require(process.env.XLIFF);
(async () => {
  const read = await xliff.xliff2js(fs.readFileSync(process.argv[1], 'utf8'));
  fs.writeFileSync(process.argv[2], await xliff.js2xliff(read));
  const texts = {};
  for (const file of Object.values(read.resources))
    for (const [name, unit] of Object.entries(file)) texts[name] = {source: unit.source, target: unit.target || ''};
  console.log(JSON.stringify({source: read.sourceLanguage, target: read.targetLanguage, texts}));
})().catch(e => { console.error(e); process.exit(1); });`

// TestXLIFFLibrary has a library of others read what is written, and reads what
// that makes of it: both must find the same texts. The package xliff of npm is
// named by the environment's XLIFF.
func TestXLIFFLibrary(t *testing.T) {
	library := os.Getenv("XLIFF")
	if _, err := os.Stat(filepath.Join(library, "package.json")); library == "" || err != nil {
		if slices.Contains(strings.Fields(os.Getenv("KORTHET_TOOLS")), "xliff") {
			t.Fatalf("XLIFF=%q is not the folder of the package: %v", library, err)
		}
		t.Skip("XLIFF does not name the folder of an installed xliff")
	}
	f := sample()
	for i, text := range oddTexts() {
		if strings.Trim(text, "\n") == text {
			f.Texts = append(f.Texts, exchange.Text{Name: "odd:" + string(rune('a'+i)), Source: text + "x", Target: text + "y", State: exchange.Done})
		}
	}
	dir := t.TempDir()
	ours, theirs := filepath.Join(dir, "ours.xlf"), filepath.Join(dir, "theirs.xlf")
	if err := os.WriteFile(ours, written(t, "xliff", f), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", "-e", xliffScript, ours, theirs)
	cmd.Env = append(os.Environ(), "XLIFF="+library)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, problems.String())
	}
	var read struct {
		Source, Target string
		Texts          map[string]struct{ Source, Target string }
	}
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if read.Source != f.Source || read.Target != f.Target || len(read.Texts) != len(f.Texts) {
		t.Errorf("it reads %q to %q with %d texts, not %d", read.Source, read.Target, len(read.Texts), len(f.Texts))
	}
	data, err := os.ReadFile(theirs)
	if err != nil {
		t.Fatal(err)
	}
	back, mistakes, err := exchange.Read(bytes.NewReader(data))
	if err != nil || len(mistakes) > 0 {
		t.Fatalf("%v %v\n%s", err, mistakes, data)
	}
	for _, want := range f.Texts {
		// It names texts by their ids, in which a slash may not stand.
		if got := read.Texts[strings.ReplaceAll(want.Name, "/", ":")]; got.Source != want.Source || got.Target != want.Target {
			t.Errorf("%s: it reads %q, %q, want %q, %q", want.Name, got.Source, got.Target, want.Source, want.Target)
		}
		i := slices.IndexFunc(back.Texts, func(b exchange.Text) bool { return b.Name == want.Name })
		if i < 0 {
			t.Errorf("%s is not in what it writes", want.Name)
			continue
		}
		if strings.Contains(want.Source, "&amp;") {
			continue // the library reads it rightly, and writes & for it
		}
		if got := &back.Texts[i]; got.Source != want.Source || got.Target != want.Target {
			t.Errorf("%s: from what it writes we read %q, %q, want %q, %q", want.Name, got.Source, got.Target, want.Source, want.Target)
		}
	}
}
