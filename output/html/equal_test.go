package html_test

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/display"
	"korthet/output/pdf"
)

// publications are the folders whose editions the tests write.
func publications(t testing.TB) map[string]fs.FS {
	t.Helper()
	folders := map[string]fs.FS{
		"leaflet":  os.DirFS("../../content/iom-i-korthet"),
		"specimen": os.DirFS("../../content/specimen"),
		"whole":    os.DirFS("../testdata/whole"),
	}
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no publications", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		folder := fstest.MapFS{}
		for _, file := range archive.Files {
			folder[file.Name] = &fstest.MapFile{Data: file.Data}
		}
		picture, err := os.ReadFile("testdata/ramp.png")
		if err != nil {
			t.Fatal(err)
		}
		folder["images/ramp.png"] = &fstest.MapFile{Data: picture}
		folders[strings.TrimSuffix(filepath.Base(path), ".txtar")] = folder
	}
	return folders
}

// set sets a publication's first edition.
func set(t testing.TB, folder fs.FS) *display.Document {
	t.Helper()
	publication, errs := content.Open(folder)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	edition, errs := content.Load(folder, publication.Editions()[0].ID)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	result, err := layout.Layout(context.Background(), edition, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range result.Problems {
		if problem.Severity == layout.Error {
			t.Fatal(problem)
		}
	}
	return result.Document
}

// TestLeaflet holds the page of the first publication.
func TestLeaflet(t *testing.T) {
	doc := set(t, publications(t)["leaflet"])
	page := write(t, doc)
	golden(t, "leaflet.html", page)
	root, err := parsed(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults(root) {
		t.Error(fault)
	}
}

// TestEqual holds three texts equal: those of the tag tree, of the web page, and
// of the screen file as two readers extract it. mutool heeds no actual text: to it
// a word that a line broke is its parts.
func TestEqual(t *testing.T) {
	for name, folder := range publications(t) {
		t.Run(name, func(t *testing.T) {
			doc := set(t, folder)
			want := treeWords(doc)
			if len(want) < 50 {
				t.Errorf("there are only %d words to compare", len(want))
			}
			compareWords(t, pageWords(t, write(t, doc)), want)
			compareWords(t, screenWords(t, doc), want)
			want = strings.Fields(strings.ReplaceAll(strings.Join(want, " "), "\u00AD", ""))
			got := inText(t, tool(t, "mutool", "draw", "-q", "-F", "txt", "-o", "-", screenFile(t, doc)), doc)
			if i := pressDifference(got, want); i >= 0 {
				t.Errorf("mutool: word %d is not %q", i, want[min(i, len(want)-1)])
			}
		})
	}
}

// TestMutants shows that TestEqual can fail: of a changed document neither file
// has the words of the one it was.
func TestMutants(t *testing.T) {
	for name, change := range map[string]func(doc *display.Document){
		"two paragraphs swapped": func(doc *display.Document) {
			kids := doc.Tags[firstOf(doc, display.RoleSection)].Kids
			last := len(kids) - 1
			kids[last-1], kids[last] = kids[last], kids[last-1]
		},
		"one word lost": func(doc *display.Document) {
			text := &doc.Tags[firstOf(doc, display.RoleText)].Text
			_, *text, _ = strings.Cut(*text, " ")
		},
		"one word doubled": func(doc *display.Document) {
			text := &doc.Tags[firstOf(doc, display.RoleText)].Text
			word, _, _ := strings.Cut(*text, " ")
			*text = word + " " + *text
		},
		"two words run together": func(doc *display.Document) {
			text := &doc.Tags[firstOf(doc, display.RoleText)].Text
			*text = strings.Replace(*text, " ", "", 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc := set(t, publications(t)["leaflet"])
			before := treeWords(doc)
			change(doc)
			if after := treeWords(doc); difference(after, before) < 0 {
				t.Fatal("the change changes nothing")
			} else if difference(pageWords(t, write(t, doc)), after) >= 0 {
				t.Error("the page does not follow the tree")
			}
			if difference(pageWords(t, write(t, doc)), before) < 0 {
				t.Error("the page has the old words")
			}
		})
	}
	t.Run("drawn in another order", func(t *testing.T) {
		doc := set(t, publications(t)["leaflet"])
		items := doc.Sheets[0].Sides[0].Panels[0].Items
		var runs []int
		for i, item := range items {
			if run, ok := item.(*display.GlyphRun); ok && run.Tag != display.NoTag {
				runs = append(runs, i)
			}
		}
		slices.Reverse(items[runs[3]:runs[40]])
		if difference(screenWords(t, doc), treeWords(doc)) < 0 {
			t.Error("the screen file has the tree's words all the same")
		}
	})
}

func firstOf(doc *display.Document, role display.Role) display.TagID {
	return display.TagID(slices.IndexFunc(doc.Tags, func(tag display.Tag) bool { return tag.Role == role }))
}

// screenWords are the words of a document's screen file as pdftotext reads it.
// It joins a word that is broken at a line's end by its actual text; spaces that
// do not break become spaces. What is no part of the text, like a page's number
// and the heads that a table has again on each page, is taken off.
func screenWords(t *testing.T, doc *display.Document) []string {
	t.Helper()
	return inText(t, tool(t, "pdftotext", "-raw", "-enc", "UTF-8", screenFile(t, doc), "-"), doc)
}

// screenFile writes a document's screen file and returns its path.
func screenFile(t *testing.T, doc *display.Document) string {
	t.Helper()
	var out bytes.Buffer
	if err := pdf.Write(&out, doc, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "screen.pdf")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// inText are the words of an extracted text, pages ending in a form feed, less
// each page's artifacts in the order in which they are drawn. Where a word can
// be the text's it is.
func inText(t *testing.T, extracted string, doc *display.Document) []string {
	t.Helper()
	artifacts, want := artifactsByPage(doc), treeWords(doc)
	var words []string
	for i, page := range strings.Split(extracted, "\f") {
		onPage := strings.Fields(strings.ReplaceAll(page, "\u00A0", " "))
		var left []string
		if i < len(artifacts) {
			left = artifacts[i]
		}
		for len(onPage) > 0 {
			n := 0
			if len(want) > 0 {
				n = partsOf(onPage, strings.ReplaceAll(want[0], "\u00AD", ""))
			}
			switch {
			case n > 0:
				words, onPage, want = append(words, onPage[:n]...), onPage[n:], want[1:]
			case len(left) > 0 && onPage[0] == left[0]:
				onPage, left = onPage[1:], left[1:]
			default:
				words, onPage = append(words, onPage[0]), onPage[1:]
			}
		}
		if len(left) > 0 {
			t.Errorf("page %d does not have its artifacts %q", i+1, left)
		}
	}
	return words
}

// artifactsByPage are the words of the runs that are no part of the text.
func artifactsByPage(doc *display.Document) [][]string {
	var pages [][]string
	for _, sheet := range doc.Sheets {
		for _, side := range sheet.Sides {
			for _, panel := range side.Panels {
				var words []string
				for _, item := range panel.Items {
					if run, ok := item.(*display.GlyphRun); ok && run.Tag == display.NoTag {
						words = append(words, strings.Fields(run.Text)...)
					}
				}
				pages = append(pages, words)
			}
		}
	}
	return pages
}

// tool runs another program. Where KORTHET_TOOLS is set, the programs must be
// there; else a test that wants a missing one is skipped.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	path := program(t, name)
	var out, problems bytes.Buffer
	cmd := exec.Command(path, args...)
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, problems.String())
	}
	return out.String()
}

func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("KORTHET_TOOLS") != "" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
	return path
}
