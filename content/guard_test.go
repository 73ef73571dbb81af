package content_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"korthet/content"
)

// small returns the files of a small publication whose section one is text.
func small(text string) fstest.MapFS {
	return fstest.MapFS{
		"publication.yaml": &fstest.MapFile{Data: []byte(
			"name: leaflet\nformat: a4\npages: 2\nsections: [one]\ntargets: [screen]\neditions:\n  sv: {language: sv}\n")},
		"text/sv/front.yaml": &fstest.MapFile{Data: []byte("title: Ett blad\n")},
		"text/sv/one.yaml":   &fstest.MapFile{Data: []byte(text)},
	}
}

// TestStoredForms loads one section in the ways that editors store a file.
func TestStoredForms(t *testing.T) {
	const composed = "title: Åå\nbody: |\n  Ända <b> ö.\n"
	decomposed := strings.NewReplacer("Å", "A\u030A", "å", "a\u030A", "ä", "a\u0308", "ö", "o\u0308", "Ä", "A\u0308").Replace(composed)
	for name, text := range map[string]string{
		"composed":            composed,
		"byte order mark":     "\uFEFF" + composed,
		"carriage returns":    strings.ReplaceAll(composed, "\n", "\r\n"),
		"old Macintosh":       strings.ReplaceAll(composed, "\n", "\r"),
		"decomposed":          decomposed,
		"decomposed, Windows": "\uFEFF" + strings.ReplaceAll(decomposed, "\n", "\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			e, errs := content.Load(small(text), "sv")
			if got, want := report(errs), "text/sv/one.yaml:3:8: HTML cannot be set: "; len(errs) != 1 || !strings.HasPrefix(got, want) {
				t.Fatalf("errors %q, want %q", got, want)
			}
			if got := e.Sections[0].Title.Plain(); got != "Åå" {
				t.Errorf("title %+q", got)
			}
			if got := e.Sections[0].Blocks[0].(*content.Paragraph).Text.Plain(); got != "Ända ö." {
				t.Errorf("body %+q", got)
			}
		})
	}
}

// TestNotText loads a section whose file is no text.
func TestNotText(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"Latin-1":   {"title: Ett\nbody: sm\xE5 ting\n", "text/sv/one.yaml:2:9: the file is not UTF-8: byte 0xe5 here is no character: save the file as UTF-8; it looks like Latin-1, where this byte is \"å\""},
		"truncated": {"title: å\nbody: \xC3", "text/sv/one.yaml:2:7: the file is not UTF-8: byte 0xc3 here is no character: save the file as UTF-8; it looks like Latin-1, where this byte is \"Ã\""},
		"UTF-16":    {"\xFF\xFEt\x00", "text/sv/one.yaml:1:1: the file is stored as UTF-16, not as UTF-8: save it as UTF-8"},
		"NUL":       {"title: a\x00b\n", "text/sv/one.yaml:1:9: there is a NUL character (U+0000) in the text: is this a text file?: delete it; it is often pasted along from elsewhere"},
		"control":   {"title: å\x07\n", "text/sv/one.yaml:1:9: there is an invisible control character (U+0007) in the text: delete it; it is often pasted along from elsewhere"},
		"lost":      {"title: sm\uFFFD\n", "text/sv/one.yaml:1:10: there is a replacement character (U+FFFD): a letter was lost when the text was converted: delete it; it is often pasted along from elsewhere"},
		"empty":     {"", "text/sv/one.yaml:1:1: the file is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			_, errs := content.Load(small(c.text), "sv")
			if got := strings.TrimSpace(report(errs)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// endless is a file system whose text file claims to be small, or large, and
// never ends.
type endless struct {
	fstest.MapFS
	size int64
	read int64
}

func (e *endless) Stat(name string) (fs.FileInfo, error) {
	info, err := e.MapFS.Stat(name)
	if name == "text/sv/one.yaml" {
		return sized{info, e.size}, err
	}
	return info, err
}

func (e *endless) Open(name string) (fs.File, error) {
	file, err := e.MapFS.Open(name)
	if name == "text/sv/one.yaml" {
		return endlessFile{file, e}, err
	}
	return file, err
}

type sized struct {
	fs.FileInfo
	size int64
}

func (s sized) Size() int64 { return s.size }

type endlessFile struct {
	fs.File
	of *endless
}

func (f endlessFile) Read(b []byte) (int, error) {
	f.of.read += int64(len(b))
	return copy(b, bytes.Repeat([]byte("#"), len(b))), nil
}

// TestTooLarge loads a file of 2 GB, and one that grows while it is read.
func TestTooLarge(t *testing.T) {
	for _, size := range []int64{2 << 30, 10} {
		fsys := &endless{MapFS: small(""), size: size}
		_, errs := content.Load(fsys, "sv")
		want := "publication.yaml:4:12: the file text/sv/one.yaml is too large: a text file may have 4 MiB\n"
		if got := report(errs); got != want {
			t.Errorf("size %d: got %s", size, got)
		}
		if fsys.read > 16<<20 || size > 10 && fsys.read > 0 {
			t.Errorf("size %d: %d bytes were read", size, fsys.read)
		}
	}
}

// TestHostile loads texts that are slow or deep to read.
func TestHostile(t *testing.T) {
	n := 200_000
	for name, text := range map[string]string{
		"brackets":       "title: Ett\nbody: |\n" + strings.Repeat("  "+strings.Repeat("[", 4_000)+"\n\n", 100),
		"long":           "title: Ett\nbody: |\n  " + strings.Repeat("[", 2*n) + "\n",
		"closed":         "title: Ett\nbody: |\n  " + strings.Repeat("[", 1_500) + strings.Repeat("]{lang=en}", 1_200) + "\n",
		"quotations":     "title: Ett\nbody: |\n  " + strings.Repeat("> ", n) + "a\n",
		"lists":          "title: Ett\nbody: |\n  " + strings.Repeat("- ", n) + "a\n",
		"stars":          "title: Ett\nbody: |\n" + strings.Repeat("  "+strings.Repeat("*a ", 3_999)+"\n\n", 50),
		"strong":         "title: Ett\nbody: |\n  " + strings.Repeat("**", 1_000) + "a" + strings.Repeat("**", 900) + "\n",
		"fences":         "title: Ett\nbody: |\n  " + fences(80) + "\n",
		"flow":           "title: " + strings.Repeat("[", n) + "\n",
		"one line":       "title: [" + strings.Repeat("å, ", 1<<19) + "å]\n",
		"braces":         "title: " + strings.Repeat("{a: ", 9000) + "\n",
		"indent":         indents(2000),
		"unknown keys":   "title: Ett\n" + strings.Repeat("x", 1<<20) + ": a\n",
		"duplicate keys": "title: Ett\nbody: x\n" + strings.Repeat("id: a\n", n/20),
		"paragraphs":     "title: Ett\nbody: |\n" + strings.Repeat("  Ett stycke.\n\n", n/16),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, errs := content.Load(small(text), "sv")
			if took := time.Since(start); took > 60*time.Second {
				t.Errorf("took %v", took)
			}
			for _, e := range errs {
				if e.Pos.Line == 0 || len(e.Error()) > 2000 {
					t.Fatalf("%.300v", e)
				}
			}
		})
	}
}

// fences returns runs of backquotes of all lengths to n, of which no two match.
func fences(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		b.WriteString(strings.Repeat("`", i) + " ")
	}
	return b.String()
}

// indents returns keys nested n deep.
func indents(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}
