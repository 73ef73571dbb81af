package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// policy says which packages of ours a package may import, tests included. It
// is a statement of policy: content decides what is said, layout where it
// stands, output writes it down, fonts is a leaf, cmd alone sees all. A test
// that fails here is a question about the design; changing the table is the
// answer to it only when the design changed. A package without a line fails.
var policy = map[string]string{
	"content":            "",
	"content/exchange":   "",
	"fonts":              "",
	"layout/cache":       "",
	"layout/linebreak":   "",
	"layout/hyphen":      "",
	"layout/language":    "",
	"layout/telephone":   "",
	"layout/display":     "fonts",
	"layout/svg":         "layout/display",
	"layout":             "content fonts layout/cache layout/display layout/hyphen layout/language layout/linebreak layout/svg layout/telephone",
	"output/pdf":         "fonts layout/cache layout/display output/colour output/imagefile output/pdf/object output/press",
	"output/pdf/object":  "",
	"output/pdf/inspect": "fonts layout/display output/imagefile output/pdf/object output/preflight output/press",
	"output/pdf/pdftest": "",
	"output/colour":      "",
	"output/imagefile":   "",
	"output/press":       "layout/cache layout/display output/colour output/imagefile",
	"output/impose":      "fonts layout/display output/press",
	"output/proof":       "fonts layout/cache layout/display output/press",
	"output/preflight":   "fonts layout/cache layout/display output/colour output/press",
	"output/html":        "layout/cache layout/display output/preflight",

	"cmd/korthet/internal/digest":   "",
	"cmd/korthet/internal/manifest": "",
	"cmd/korthet/internal/printers": "content layout/display output/press",
	"cmd/korthet":                   "cmd/korthet/internal/digest cmd/korthet/internal/manifest cmd/korthet/internal/printers content content/exchange fonts layout layout/cache layout/display layout/hyphen layout/language layout/telephone output/colour output/html output/impose output/pdf output/pdf/inspect output/preflight output/press output/proof",
}

// testsToo says which packages a package's tests may import besides.
var testsToo = map[string]string{
	"output/preflight":              "content layout output/impose output/pdf",                          // to look at the publications, and to hold what is said of ink against their press files
	"cmd/korthet/internal/printers": "output/colour",                                                    // whose ICC profiles serve as a user's
	"output/pdf":                    "content layout output/impose output/pdf/pdftest",                  // to write what the press is given, and to read editions' files as others do
	"output/pdf/inspect":            "content fonts layout output/colour output/impose output/pdf",      // to look at our own press files
	"output/proof":                  "output/impose output/pdf",                                         // to hold the plates against those of the press file
	"output/html":                   "content fonts layout output/impose output/pdf output/pdf/pdftest", // to hold the words of an edition's files equal
	"layout/linebreak":              "fonts layout/hyphen",                                              // to break the lines that TeX broke, with the widths it had
}

// only says which package may import a third-party library; "tests" stands for
// all tests. Libraries without a line may not be imported at all.
var only = map[string]string{
	"gopkg.in/yaml.v3":                "content",
	"github.com/yuin/goldmark":        "content",
	"golang.org/x/text/unicode/norm":  "content",
	"github.com/go-text/typesetting":  "fonts",
	"github.com/jung-kurt/gofpdf":     "output/pdf",
	"github.com/boombuler/barcode":    "layout",
	"github.com/spf13/cobra":          "cmd/korthet",
	"github.com/spf13/pflag":          "cmd/korthet",
	"golang.org/x/term":               "cmd/korthet",
	"github.com/rogpeppe/go-internal": "tests",
}

// outside are the standard library's doors out of the process, and its sources
// of chance: below cmd only tests may use them.
var outside = []string{
	"crypto/rand", "log", "log/slog", "math/rand", "math/rand/v2", "net", "os", "plugin", "runtime/debug", "syscall", "unsafe",
}

// inside are packages that lie beside such doors and are none.
var inside = []string{"net/url"}

// clock are the functions of package time that ask for it.
var clock = []string{"After", "AfterFunc", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until"}

// floats are the files of layout that may calculate in floating point, each
// with the reason. Elsewhere in layout integers hold: a multiply and an add are
// fused on some machines and not on others, and lines would break differently.
var floats = map[string]string{}

// source is one Go file.
type source struct {
	pkg  string // "layout/linebreak"
	path string // from the module's root
	test bool
	file *ast.File
	fset *token.FileSet
}

// TestImports holds the house together.
func TestImports(t *testing.T) {
	sources := moduleSources(t)
	seen := map[string]bool{}
	for _, src := range sources {
		seen[src.pkg] = true
		allowed, ok := policy[src.pkg]
		if !ok {
			t.Errorf("%s: package %s has no line in the table of imports", src.path, src.pkg)
			continue
		}
		for _, spec := range src.file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if why := forbiddenImport(src, imported, strings.Fields(allowed)); why != "" {
				t.Errorf("%s: %s", src.fset.Position(spec.Pos()), why)
			}
		}
		if !strings.HasPrefix(src.pkg, "cmd/") && !src.test {
			for _, why := range forbiddenCalls(src) {
				t.Error(why)
			}
		}
	}
	for pkg := range policy {
		if !seen[pkg] {
			t.Errorf("the table of imports has a line for %s, which does not exist", pkg)
		}
	}
	for file := range floats {
		if !slices.ContainsFunc(sources, func(s source) bool { return s.path == file }) {
			t.Errorf("the table of floats has a line for %s, which does not exist", file)
		}
	}
}

// TestForbiddenImport shows that the test can fail.
func TestForbiddenImport(t *testing.T) {
	for _, c := range []struct {
		pkg, imported string
		test, allowed bool
	}{
		{"layout", "korthet/layout/display", false, true},
		{"layout/display", "korthet/layout", false, false},
		{"output/pdf", "korthet/content", false, false},
		{"output/pdf", "korthet/output/pdf", true, true},
		{"output/pdf", "github.com/jung-kurt/gofpdf", false, true},
		{"layout", "github.com/jung-kurt/gofpdf", false, false},
		{"content", "golang.org/x/text/unicode/norm", false, true},
		{"fonts", "golang.org/x/text/unicode/norm", false, false},
		{"fonts", "github.com/go-text/typesetting/harfbuzz", false, true},
		{"fonts", "example.org/unknown", false, false},
		{"fonts", "os", false, false},
		{"fonts", "os", true, true},
		{"fonts", "net/http", false, false},
		{"fonts", "net/url", false, true},
		{"fonts", "github.com/rogpeppe/go-internal/txtar", false, false},
		{"fonts", "github.com/rogpeppe/go-internal/txtar", true, true},
		{"layout/linebreak", "korthet/fonts", true, true},
		{"layout/linebreak", "korthet/fonts", false, false},
		{"cmd/korthet", "os/signal", false, true},
		{"fonts", "encoding/binary", false, true},
	} {
		src := source{pkg: c.pkg, test: c.test}
		why := forbiddenImport(src, c.imported, strings.Fields(policy[c.pkg]))
		if (why == "") != c.allowed {
			t.Errorf("%s imports %s: %q, want allowed: %v", c.pkg, c.imported, why, c.allowed)
		}
	}
}

// TestForbiddenCalls shows that the test can fail.
func TestForbiddenCalls(t *testing.T) {
	const text = `package layout
import ("fmt"; clock "time")
func f(x, k float64) { fmt.Println(clock.Now()); println(x*k); var t clock.Time; _ = t }
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "layout/x.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := forbiddenCalls(source{pkg: "layout", path: "layout/x.go", file: file, fset: fset})
	if len(got) != 4 { // float64, fmt.Println, clock.Now, println
		t.Errorf("got %d findings, want 4: %q", len(got), got)
	}
	if got := forbiddenCalls(source{pkg: "output/pdf", path: "output/pdf/x.go", file: file, fset: fset}); len(got) != 3 {
		t.Errorf("got %d findings outside layout, want 3: %q", len(got), got)
	}
}

// forbiddenImport returns why src may not import a package, or "".
func forbiddenImport(src source, imported string, allowed []string) string {
	first, _, _ := strings.Cut(imported, "/")
	switch {
	case first == "korthet":
		name := strings.TrimPrefix(imported, "korthet/")
		if slices.Contains(allowed, name) || src.test && (name == src.pkg || slices.Contains(strings.Fields(testsToo[src.pkg]), name)) {
			return ""
		}
		return fmt.Sprintf("%s may not import %s", src.pkg, name)
	case strings.Contains(first, "."):
		for lib := imported; lib != "."; lib = path.Dir(lib) {
			if owners, ok := only[lib]; ok {
				if owners == src.pkg || owners == "tests" && src.test {
					return ""
				}
				return fmt.Sprintf("%s may not import %s, which belongs to %s", src.pkg, imported, owners)
			}
		}
		return fmt.Sprintf("%s imports %s, which has no owner", src.pkg, imported)
	case src.test || strings.HasPrefix(src.pkg, "cmd/"):
		return ""
	}
	for lib := imported; lib != "." && !slices.Contains(inside, imported); lib = path.Dir(lib) {
		if slices.Contains(outside, lib) {
			return fmt.Sprintf("%s may not import %s: only cmd reaches out of the process", src.pkg, imported)
		}
	}
	return ""
}

// forbiddenCalls returns what a file below cmd uses and may not: the clock,
// printing, and in layout floating point.
func forbiddenCalls(src source) []string {
	names := map[string]string{} // of the file's imports
	for _, spec := range src.file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := path.Base(imported)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = imported
	}
	var found []string
	report := func(at ast.Node, format string, args ...any) {
		found = append(found, src.fset.Position(at.Pos()).String()+": "+fmt.Sprintf(format, args...))
	}
	_, mayFloat := floats[src.path]
	integers := src.pkg == "layout" || strings.HasPrefix(src.pkg, "layout/")
	var perPackage bool
	ast.Inspect(src.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok {
				switch imported := names[x.Name]; {
				case imported == "time" && slices.Contains(clock, n.Sel.Name):
					report(n, "only cmd may ask for the time")
				case imported == "fmt" && strings.HasPrefix(n.Sel.Name, "Print"):
					report(n, "only cmd may print")
				}
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "print" || f.Name == "println") {
				report(n, "only cmd may print")
			}
		case *ast.Ident:
			if integers && !mayFloat && !perPackage && (n.Name == "float64" || n.Name == "float32") {
				perPackage = true // once a file is enough
				report(n, "layout calculates in integers")
			}
		}
		return true
	})
	return found
}

// moduleSources parses every Go file of the module.
func moduleSources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join("..", "..")
	var sources []source
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() {
			if name != root && (base == "testdata" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(base, ".go") {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, rel, data, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if strings.Contains(string(data), "\n//go:build ignore\n") || strings.HasPrefix(string(data), "//go:build ignore\n") {
			return nil // a program that writes tables, run by hand
		}
		sources = append(sources, source{
			pkg: path.Dir(rel), path: rel, test: strings.HasSuffix(base, "_test.go"), file: file, fset: fset,
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}
