package pdf

import (
	"bytes"
	"flag"
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
