package pdf

import (
	"bufio"
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"korthet/layout/display"
)

var update = flag.Bool("update", false, "write the golden files anew") //nolint:gochecknoglobals // a test flag

func dump(t testing.TB, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Dump(&out, data); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// golden compares a file's dump with testdata/name.txt.
func golden(t *testing.T, name string, doc *display.Document) {
	t.Helper()
	got := dump(t, write(t, doc, testOptions()))
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		gotLines, wantLines := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
		for i := range min(len(gotLines), len(wantLines)) {
			if !bytes.Equal(gotLines[i], wantLines[i]) {
				t.Fatalf("%s:%d: got %q, want %q; run with -update if that is meant", path, i+1, gotLines[i], wantLines[i])
			}
		}
		t.Fatalf("%s: %d lines, want %d", path, len(gotLines), len(wantLines))
	}
}

// TestDumpIgnoresPacking: a file written by qpdf in the classic way, and one
// with object streams of its own, dump as ours does, but for the numbers of the
// objects, which qpdf chooses. What a page shows is the same.
func TestDumpIgnoresPacking(t *testing.T) {
	data := write(t, specimen(t), testOptions())
	path := filepath.Join(t.TempDir(), "specimen.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	content := func(dump []byte) []byte {
		_, rest, ok := bytes.Cut(dump, []byte("/Artifact BMC\n0.8 0.863"))
		if !ok {
			t.Fatal("the dump has no content")
		}
		before, _, _ := bytes.Cut(rest, []byte("endstream"))
		return before
	}
	want := content(dump(t, data))
	for _, mode := range []string{"disable", "generate"} {
		other := filepath.Join(t.TempDir(), mode+".pdf")
		tool(t, "qpdf", "--object-streams="+mode, path, other)
		rewritten, err := os.ReadFile(other)
		if err != nil {
			t.Fatal(err)
		}
		got := dump(t, rewritten)
		if bytes.Contains(got, []byte("%! ")) || !bytes.Equal(content(got), want) {
			t.Errorf("object streams %s: the dump differs", mode)
		}
	}
}

func TestDumpSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"no table":    {"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj", "%! "},
		"lost object": {"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 2\n0000000000 65535 f \n0000000003 00000 n \ntrailer<</Root 1 0 R>>\nstartxref\n42\n%%EOF", "%! "},
		"filter":      {"%PDF-1.4\n1 0 obj<</Filter/JPXDecode/Length 3>>stream\nabc\nendstream endobj", "filter JPXDecode is not read"},
		"no header":   {"1 0 obj<</Type/Catalog>>endobj", "no %PDF- header"},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := Dump(&out, []byte(c.in)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(out.Bytes(), []byte(c.want)) {
				t.Errorf("got %q, want %q in it", out.Bytes(), c.want)
			}
		})
	}
	if err := Dump(&bytes.Buffer{}, []byte("hello")); err == nil {
		t.Error("a text is taken for a PDF file")
	}
}

// FuzzDump: any bytes are dumped without panic, the same each time, in an
// amount of text that their amount bounds.
func FuzzDump(f *testing.F) {
	f.Add(write(f, specimen(f), testOptions()))
	f.Add([]byte("%PDF-1.4\n1 0 obj<</Type/Page/Contents 2 0 R>>endobj 2 0 obj<</Length 9>>stream\nBI /W 1 ID x\nEI Q\nendstream endobj"))
	f.Add([]byte("%PDF-1.5\n3 0 obj<</Type/ObjStm/N 2/First 8/Length 20>>stream\n4 0 5 3 <<>>[1 2]\nendstream endobj trailer<</Root 4 0 R>>"))
	f.Add([]byte("xref\n0 3\n0000000000 00000 f\n0000000000 00000 n\ntrailer<</Prev 0/Root 1 0 R/XRefStm 0>>startxref 0"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second bytes.Buffer
		err := Dump(&first, data)
		if again := Dump(&second, data); (err == nil) != (again == nil) || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Fatal("two dumps of the same bytes differ")
		}
		// A Flate stream unpacks to at most 1032 times its length; a dictionary's
		// depth indents it.
		if int64(first.Len()) > 20_000+2*1032*200*int64(len(data)) {
			t.Fatalf("%d bytes are dumped as %d", len(data), first.Len())
		}
	})
}

func BenchmarkDump(b *testing.B) {
	data := write(b, leaflet(b), testOptions())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		dump(b, data)
	}
}

// newBuffered is a dumper's writer.
func newBuffered(w io.Writer) *bufio.Writer { return bufio.NewWriter(w) }
