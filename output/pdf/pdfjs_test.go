package pdf_test

import (
	"bytes"
	"context"
	"encoding/json"
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

// set sets an edition of a publication: the leaflet, the specimen, or one of
// testdata, which have every block and several languages, on two pages and on ten.
func set(t testing.TB, name string) *display.Document {
	t.Helper()
	var folder fs.FS
	id := "sv"
	switch name {
	case "leaflet":
		folder = os.DirFS("../../content/iom-i-korthet")
	case "specimen":
		// In sober, whose blocks over all columns are each on the page of their text:
		// pdf.js reads page by page.
		folder, id = os.DirFS("../../content/specimen"), "sober"
	case "whole":
		folder = os.DirFS("../testdata/whole")
	default:
		folder = unpack(t, filepath.Join("testdata", "pdfjs", name+".txtar"))
	}
	edition, errs := content.Load(folder, id)
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

func unpack(t testing.TB, path string) fs.FS {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	for _, file := range archive.Files {
		folder[file.Name] = &fstest.MapFile{Data: file.Data}
	}
	picture, err := os.ReadFile(filepath.Join("testdata", "pdfjs", "ramp.png"))
	if err != nil {
		t.Fatal(err)
	}
	folder["images/ramp.png"] = &fstest.MapFile{Data: picture}
	return folder
}

// pdfjsFile is a file as pdf.js reads it; see testdata/pdfjs/text.mjs.
type pdfjsFile struct {
	Language string
	Marked   bool
	Findings []string
	Pages    []struct {
		Text  string // all of it
		Words string // without the artifacts
		Links int    // annotations
		Tree  *pdfjsNode
	}
}

// pdfjsNode is an element of a page's structure tree. One without a role is a
// content or an annotation.
type pdfjsNode struct {
	Role, Alt, Lang  string
	Text, Annotation string
	Kids             []*pdfjsNode
}

// pdfjsFolder is where pdf.js is installed: the environment's PDFJS. Where the
// list KORTHET_TOOLS has pdfjs it must be there; else a test that wants it is
// skipped.
func pdfjsFolder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("PDFJS")
	_, err := os.Stat(filepath.Join(folder, "legacy", "build", "pdf.mjs"))
	if folder != "" && err == nil {
		if _, err = exec.LookPath("node"); err == nil {
			return folder
		}
	}
	if slices.Contains(strings.Fields(os.Getenv("KORTHET_TOOLS")), "pdfjs") {
		t.Fatalf("pdf.js cannot be run from PDFJS=%q: %v", folder, err)
	}
	t.Skip("PDFJS does not name the folder of an installed pdfjs-dist")
	return ""
}

// readPDFJS writes a document's screen file and reads it with pdf.js.
func readPDFJS(t *testing.T, doc *display.Document) pdfjsFile {
	t.Helper()
	folder := pdfjsFolder(t)
	var out, problems bytes.Buffer
	if err := pdf.Write(&out, doc, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "screen.pdf")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	cmd := exec.Command("node", filepath.Join("testdata", "pdfjs", "text.mjs"), folder, path)
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("pdf.js: %v\n%s", err, problems.String())
	}
	var files []pdfjsFile
	if err := json.Unmarshal(out.Bytes(), &files); err != nil || len(files) != 1 {
		t.Fatalf("pdf.js said %q: %v", out.String(), err)
	}
	return files[0]
}

// TestPDFJS: pdf.js finds nothing wrong with the files, and reads in them the
// words of the tag tree in its order, off the pages and off the structure.
func TestPDFJS(t *testing.T) {
	for _, name := range []string{"leaflet", "publication", "specimen", "whole"} {
		t.Run(name, func(t *testing.T) {
			doc := set(t, name)
			want := wordsOfTags(doc)
			if len(want) < 200 {
				t.Errorf("there are only %d words to compare", len(want))
			}
			file := readPDFJS(t, doc)
			if len(file.Findings) > 0 {
				t.Errorf("pdf.js says %q", file.Findings)
			}
			if !file.Marked || file.Language != doc.Meta.Language {
				t.Errorf("marked: %v, language %q", file.Marked, file.Language)
			}
			compare(t, "pages", wordsOfPages(file), want)
			compare(t, "structure", wordsOfStructure(file), want)
			comparePages(t, file, doc)
		})
	}
}

// comparePages compares each page's elements with those of the tags that have
// something on it, its annotations with the links on it, and its text as search
// and copying see it with the one that heeds marked content.
func comparePages(t *testing.T, file pdfjsFile, doc *display.Document) {
	t.Helper()
	contents := contentsByPage(t, doc)
	if len(file.Pages) != len(contents) {
		t.Fatalf("pdf.js sees %d pages, want %d", len(file.Pages), len(contents))
	}
	for i, page := range file.Pages {
		var got, want strings.Builder
		annotations := 0
		for _, kid := range page.Tree.Kids { // the root is that of the structure tree
			kid.outline(&got, 0, &annotations)
		}
		contents[i].outline(&want, doc, display.Root, 0)
		g, w := strings.Split(got.String(), "\n"), strings.Split(want.String(), "\n")
		for j := range max(len(g), len(w)) {
			if j >= len(g) || j >= len(w) || g[j] != w[j] {
				t.Errorf("page %d: line %d of %d of the structure is %q, want line %d of %d, %q",
					i+1, j+1, len(g), g[min(j, len(g)-1)], j+1, len(w), w[min(j, len(w)-1)])
				break
			}
		}
		if page.Links != contents[i].links || annotations != contents[i].links {
			t.Errorf("page %d has %d annotations, %d of them in the structure, want %d", i+1, page.Links, annotations, contents[i].links)
		}
		if all, words := strings.Fields(page.Text), strings.Fields(page.Words); !contents[i].artifacts && !slices.Equal(all, words) {
			t.Errorf("page %d: there are %d words, of which %d are marked", i+1, len(all), len(words))
		}
	}
}

// TestPDFJSMutants shows that TestPDFJS can fail: the words of a file are not
// those of a changed tree, and a file written of the changed tree says so.
func TestPDFJSMutants(t *testing.T) {
	pdfjsFolder(t)
	before := set(t, "leaflet")
	file := readPDFJS(t, before)
	for name, change := range map[string]func(doc *display.Document){
		"two paragraphs swapped": func(doc *display.Document) {
			kids := doc.Tags[firstTag(doc, display.RoleSection)].Kids
			last := len(kids) - 1
			kids[last-1], kids[last] = kids[last], kids[last-1]
		},
		"one word lost": func(doc *display.Document) {
			text := &doc.Tags[firstTag(doc, display.RoleText)].Text
			_, *text, _ = strings.Cut(*text, " ")
		},
		"one word doubled": func(doc *display.Document) {
			text := &doc.Tags[firstTag(doc, display.RoleText)].Text
			word, _, _ := strings.Cut(*text, " ")
			*text = word + " " + *text
		},
		"two words run together": func(doc *display.Document) {
			text := &doc.Tags[firstTag(doc, display.RoleText)].Text
			*text = strings.Replace(*text, " ", "", 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			doc := set(t, "leaflet")
			change(doc)
			after := wordsOfTags(doc)
			if slices.Equal(after, wordsOfTags(before)) {
				t.Fatal("the change changes nothing")
			}
			if difference(wordsOfPages(file), after) < 0 {
				t.Error("the pages have the changed words all the same")
			}
			if difference(wordsOfStructure(file), after) < 0 {
				t.Error("the structure has the changed words all the same")
			}
		})
	}
	t.Run("written in another order", func(t *testing.T) {
		doc := set(t, "leaflet")
		kids := doc.Tags[firstTag(doc, display.RoleSection)].Kids
		last := len(kids) - 1
		kids[last-1], kids[last] = kids[last], kids[last-1]
		swapped := readPDFJS(t, doc)
		if difference(wordsOfPages(swapped), wordsOfTags(before)) >= 0 {
			t.Error("the pages do not have the words as they were drawn")
		}
		if difference(wordsOfStructure(swapped), wordsOfTags(doc)) >= 0 {
			t.Error("the structure does not have the words as they were tagged")
		}
	})
}

func firstTag(doc *display.Document, role display.Role) display.TagID {
	return display.TagID(slices.IndexFunc(doc.Tags, func(tag display.Tag) bool { return tag.Role == role }))
}
