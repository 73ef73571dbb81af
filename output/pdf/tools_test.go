package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"korthet/layout/display"
)

// tool runs another program on a file. Where KORTHET_TOOLS is set, the programs
// must be there; else a test that wants a missing one is skipped.
func tool(t *testing.T, name string, args ...string) (stdout, stderr string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("KORTHET_TOOLS") != "" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
	var out, problems bytes.Buffer
	cmd := exec.Command(path, args...)
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %q: %v\n%s%s", name, args, err, out.String(), problems.String())
	}
	return out.String(), problems.String()
}

// onDisk writes each test document to a file.
func onDisk(t *testing.T, check func(t *testing.T, doc *display.Document, path string)) {
	t.Helper()
	for name, doc := range documents(t) {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name+".pdf")
			if err := os.WriteFile(path, write(t, doc, testOptions()), 0o600); err != nil {
				t.Fatal(err)
			}
			check(t, doc, path)
		})
	}
}

func TestReadersAreSilent(t *testing.T) {
	for _, reader := range [...][]string{
		{"qpdf", "--check"},
		{"mutool", "info"},
		{"mutool", "draw", "-q", "-o", os.DevNull, "-F", "png"},
		{"mutool", "draw", "-q", "-o", os.DevNull, "-F", "stext"},
		{"pdfinfo"},
		{"pdfinfo", "-struct-text"},
		{"pdffonts"},
		{"pdftoppm", "-r", "36", "-png"},
		{"gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=nullpage"},
	} {
		t.Run(strings.Join(reader[:min(2, len(reader))], " "), func(t *testing.T) {
			onDisk(t, func(t *testing.T, _ *display.Document, path string) {
				stdout, stderr := tool(t, reader[0], append(reader[1:len(reader):len(reader)], path)...)
				for _, word := range []string{"WARNING", "warning:", "error", "Error"} {
					stdout := strings.ReplaceAll(stdout, "No syntax or stream encoding errors found; the file may still contain\nerrors that qpdf cannot detect", "")
					if strings.Contains(stdout, word) {
						t.Errorf("it said %q", stdout)
					}
				}
				// Debian builds mutool without colour management, and it says so.
				stderr = strings.ReplaceAll(stderr, "warning: ICC support is not available\n", "")
				if stderr != "" {
					t.Errorf("it said %q", stderr)
				}
			})
		})
	}
}

// treeWords are the words of the tag tree in reading order, spaces that do not
// break being spaces.
func treeWords(doc *display.Document) []string {
	var text strings.Builder
	var walk func(id display.TagID)
	walk = func(id display.TagID) {
		tag := &doc.Tags[id]
		switch {
		case tag.ActualText != "":
			text.WriteString(tag.ActualText)
			return
		case tag.Role == display.RoleText:
			text.WriteString(tag.Text)
			return
		case tag.Role != display.RoleSpan && tag.Role != display.RoleEmphasis && tag.Role != display.RoleStrong && tag.Role != display.RoleLink:
			text.WriteString(" ")
		}
		for _, kid := range tag.Kids {
			walk(kid)
		}
	}
	walk(display.Root)
	return strings.Fields(strings.NewReplacer("\u00A0", " ", softHyphen, "").Replace(text.String()))
}

// TestPopplerText: pdftotext -raw gives the words of the tag tree in its order.
// Its join rule is our own: it heeds ActualText, so a broken word is whole.
func TestPopplerText(t *testing.T) {
	onDisk(t, func(t *testing.T, doc *display.Document, path string) {
		want := treeWords(doc)
		for _, item := range doc.Sheets[0].Sides[0].Items {
			// Of words over a fold poppler reads on each page what is there: move
			// them off it.
			if run, ok := item.(*display.GlyphRun); ok {
				run.X += 100 * display.Point
			}
		}
		if err := os.WriteFile(path, write(t, doc, testOptions()), 0o600); err != nil {
			t.Fatal(err)
		}
		// It parts a letter from a mark that it has no single character for.
		if i := slices.Index(want, "x\u0302"); i >= 0 {
			want = slices.Replace(want, i, i+1, "x", "\u0302")
		}
		out, _ := tool(t, "pdftotext", "-raw", "-enc", "UTF-8", path, "-")
		compareWords(t, strings.Fields(strings.ReplaceAll(out, "\u00A0", " ")), want, false)
	})
}

// TestPopplerStructure: pdfinfo -struct-text reads the same words off the
// structure tree.
func TestPopplerStructure(t *testing.T) {
	onDisk(t, func(t *testing.T, doc *display.Document, path string) {
		out, _ := tool(t, "pdfinfo", "-struct", path)
		for _, want := range []string{"Document", "H1", "P", "Link"} {
			if !strings.Contains(out, want) {
				t.Errorf("it found no %s", want)
			}
		}
	})
}

// TestMutoolText: mutool's text device gives the same words. Its join rule: it
// ignores ActualText, so that a broken word is two, the first with a hyphen.
func TestMutoolText(t *testing.T) {
	doc := leaflet(t)
	path := filepath.Join(t.TempDir(), "leaflet.pdf")
	if err := os.WriteFile(path, write(t, doc, testOptions()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := tool(t, "mutool", "draw", "-q", "-F", "txt", "-o", "-", path)
	compareWords(t, strings.Fields(out), treeWords(doc), true)
}

// compareWords compares two texts. With split a word of want may be two of got,
// of which the first ends in a hyphen that want does not have.
func compareWords(t *testing.T, got, want []string, split bool) {
	t.Helper()
	at := 0
	for i, word := range want {
		if at >= len(got) {
			t.Fatalf("the text ends before word %d, %q", i, word)
		}
		if got[at] == word {
			at++
			continue
		}
		if head, broken := strings.CutSuffix(got[at], "-"); split && broken && at+1 < len(got) && head+got[at+1] == word {
			at += 2
			continue
		}
		t.Fatalf("word %d is %q, want %q (after %q)", i, got[at], word, want[max(0, i-5):i])
	}
	if at < len(got) {
		t.Errorf("the text goes on with %q", got[at:])
	}
}

// TestWordsAreCompared makes sure that the comparison can fail: two words
// swapped, one lost, one too many.
func TestWordsAreCompared(t *testing.T) {
	want := []string{"en", "tvådelad", "rad"}
	for _, got := range [][]string{{"tvådelad", "en", "rad"}, {"en", "rad"}, {"en", "tvådelad", "rad", "rad"}, {"en", "två-", "delad", "rad"}} {
		probe := &testing.T{}
		done := make(chan struct{})
		go func() {
			defer close(done)
			compareWords(probe, got, want, false)
		}()
		<-done
		if !probe.Failed() {
			t.Errorf("%q passes for %q", got, want)
		}
	}
	compareWords(t, []string{"en", "två-", "delad", "rad"}, want, true)
}
