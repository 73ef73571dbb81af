package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"korthet/cmd/korthet/internal/manifest"
	"korthet/layout/display"
	"korthet/output/pdf"
)

// TestMain lets the test binary be korthet when a script runs it.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"korthet": func() { os.Exit(start()) }})
}

// TestScript runs the command line as a person does. The scripts are named by
// the command they are about; each begins with what goes wrong.
func TestScript(t *testing.T) {
	sample, err := filepath.Abs("../../content/iom-i-korthet")
	if err != nil {
		t.Fatal(err)
	}
	specimen, err := filepath.Abs("../../content/specimen")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SAMPLE", sample)
			env.Setenv("SPECIMEN", specimen)
			env.Setenv("SOURCE_DATE_EPOCH", "")
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"age": cmdAge, "await": cmdAwait, "editions": cmdEditions, "only": cmdOnly, "repeat": cmdRepeat, "whole": cmdWhole,
		},
	})
}

// cmdAge makes a file older: age FILE 2h.
func cmdAge(ts *testscript.TestScript, _ bool, args []string) {
	by, err := time.ParseDuration(args[1])
	ts.Check(err)
	then := time.Now().Add(-by)
	ts.Check(os.Chtimes(ts.MkAbs(args[0]), then, then))
}

// cmdAwait waits until a file exists that matches a pattern: await demo/output/*.pdf.
func cmdAwait(ts *testscript.TestScript, _ bool, args []string) {
	for range 3000 {
		if found, err := filepath.Glob(ts.MkAbs(args[0])); err == nil && len(found) > 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s did not come", args[0])
}

// cmdEditions appends n editions to a publication, which is written as an
// open list of them: editions publication.yaml 300.
func cmdEditions(ts *testscript.TestScript, _ bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	var text strings.Builder
	text.WriteString(ts.ReadFile(args[0]))
	for i := range n {
		fmt.Fprintf(&text, "  en-%03d: {language: en}\n", i)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text.String()), 0o666))
}

// cmdOnly checks that a folder has these files and no others, hidden ones
// included: only demo/output demo-en-screen.pdf. With a ! it has others.
func cmdOnly(ts *testscript.TestScript, neg bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if same := fmt.Sprint(names) == fmt.Sprint(args[1:]); same == neg {
		ts.Fatalf("%s has %q", args[0], names)
	}
}

// cmdRepeat appends a file to another n times: repeat paragraph.txt 100 demo/text/en/welcome.yaml.
func cmdRepeat(ts *testscript.TestScript, _ bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	text := ts.ReadFile(args[2]) + strings.Repeat(ts.ReadFile(args[0]), n)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text), 0o666))
}

// cmdWhole checks that a folder has whole PDF files only, and the record of them: whole demo/output.
func cmdWhole(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, entry := range entries {
		if name := entry.Name(); name == manifest.Name || name == manifest.SumsName {
			continue
		}
		text := ts.ReadFile(args[0] + "/" + entry.Name())
		if !strings.HasPrefix(text, "%PDF-") || !strings.HasSuffix(strings.TrimSpace(text), "%%EOF") {
			ts.Fatalf("%s is no whole PDF file", entry.Name())
		}
	}
}

// runIn runs korthet as main does, with a process of the test's own.
func runIn(t *testing.T, p process, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	p.stdout, p.stderr = &out, &errs
	if p.getenv == nil {
		p.getenv = func(string) string { return "" }
	}
	p.now = func() time.Time { return time.Date(2026, 5, 31, 0, 0, 0, 0, time.UTC) }
	status = run(context.Background(), &p, args)
	return status, out.String(), errs.String()
}

// TestColours checks that colours come on a terminal that wants them, and that
// nothing of the author's can give the terminal an order.
func TestColours(t *testing.T) {
	dir := t.TempDir()
	text := "name: demo\ntitel\u009b31m: \"\u202e\"\n"
	if err := os.WriteFile(filepath.Join(dir, publicationFile), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	_, _, dull := runIn(t, process{}, "check", dir)
	if strings.ContainsAny(dull, "\x1b\u009b\u202e") {
		t.Errorf("there are control characters in %q", dull)
	}
	_, _, bright := runIn(t, process{terminal: true, err: look{colour: true, width: 80}}, "check", dir)
	if !strings.Contains(bright, "\x1b[") || strings.ContainsAny(bright, "\u009b\u202e") {
		t.Errorf("want colours and no other control characters in %q", bright)
	}
}

// TestVerdictsOnStdout: what preflight was asked for goes to stdout, in colours
// where that is a terminal, whatever stderr is.
func TestVerdictsOnStdout(t *testing.T) {
	for _, c := range []struct {
		p      process
		bright bool
	}{
		{process{out: look{colour: true}}, true},
		{process{terminal: true, err: look{colour: true}}, false},
	} {
		_, out, said := runIn(t, c.p, "preflight", filepath.Join("..", "..", "content", "iom-i-korthet"), "-e", "sv")
		if said != "" || !strings.Contains(out, "passed") {
			t.Errorf("stdout is %q, stderr %q", out, said)
		}
		if bright := strings.Contains(out, "\x1b["); bright != c.bright {
			t.Errorf("in colours: %t, want %t", bright, c.bright)
		}
	}
}

// TestDates checks where a file's date comes from.
func TestDates(t *testing.T) {
	for _, c := range []struct{ flag, epoch, written, want string }{
		{"2026-05-31", "0", "2005-06-01", "2026-05-31"},
		{"", "86400", "2005-06-01", "1970-01-02"},
		{"", "", "2005-06-01", "2005-06-01"},
		{"", "", "", "0001-01-01"}, // the zero time: no date
		{"31/5", "", "", "error"},
		{"2026-02-30", "", "", "error"},
		{"", "yesterday", "", "error"},
		{"", "999999999999999", "", "error"},
	} {
		dates, err := newDates(c.flag, c.epoch)
		got := dates.of(c.written).Format(time.DateOnly)
		if err != nil {
			got = "error"
		}
		if got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}

// TestSameBytes builds with one job and one processor, and with eight.
func TestSameBytes(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../content/iom-i-korthet")); err != nil {
		t.Fatal(err)
	}
	addEditions(t, dir, 5)
	build := func(out string, processors int) map[string]string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		out = filepath.Join(dir, out)
		if status, _, stderr := runIn(t, process{}, "build", dir, "-o", out, "-j", fmt.Sprint(processors)); status != exitDone {
			t.Fatalf("status %d: %s", status, stderr)
		}
		files := map[string]string{}
		entries, err := os.ReadDir(out)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			data, err := os.ReadFile(filepath.Join(out, entry.Name()))
			if err != nil {
				t.Fatal(err)
			}
			files[entry.Name()] = string(data)
		}
		return files
	}
	one, eight := build("one", 1), build("eight", 8)
	// Two each of the sample's ten editions and five more, the manifest and its sums.
	if len(one) != 32 || len(eight) != 32 {
		t.Fatalf("got %d and %d files, want 32", len(one), len(eight))
	}
	for name, data := range one {
		if eight[name] != data {
			t.Errorf("%s differs", name)
		}
	}
}

// addEditions adds n editions of the sample's text, each with an office of its
// own, to a copy of the sample.
func addEditions(t testing.TB, dir string, n int) {
	t.Helper()
	name := filepath.Join(dir, publicationFile)
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	office, err := os.ReadFile(filepath.Join(dir, "offices", "headquarters.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		text = fmt.Appendf(text, "  sv-%d: {language: sv, office: office-%d}\n", i, i)
		own := officeNamed(string(office), i)
		if err := os.WriteFile(filepath.Join(dir, "offices", fmt.Sprintf("office-%d.yaml", i)), []byte(own), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(name, text, 0o666); err != nil {
		t.Fatal(err)
	}
}

// officeNamed returns an office's file with another name and telephone number.
func officeNamed(office string, n int) string {
	_, rest, _ := strings.Cut(office, "\naddress:")
	return fmt.Sprintf("name: Office %d\naddress:%s", n, strings.Replace(rest, "791", fmt.Sprint(n), 1))
}

// TestAsProblems checks that what a standard forbids is told rule by rule.
func TestAsProblems(t *testing.T) {
	err := fmt.Errorf("wrapped: %w", &pdf.ViolationError{Violations: []pdf.Violation{
		{Rule: "06-001", Message: "there is no title", Src: display.Src{File: "text/sv/front.yaml", Line: 2, Column: 3, Path: "title"}},
		{Rule: "display", Message: "it is not whole"},
	}})
	got := fmt.Sprint(asProblems(err, "sv"))
	for _, want := range []string{"{text/sv/front.yaml 2 3 title}", "there is no title (rule 06-001)", "it is not whole (rule display)", "[sv]"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s does not tell %s", got, want)
		}
	}
}
