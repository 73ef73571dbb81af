package layout_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/display"
)

var update = flag.Bool("update", false, "rewrite the goldens") //nolint:gochecknoglobals // a test's flag

// leaflet returns the sample's Swedish edition.
func leaflet(t testing.TB) *content.Edition {
	t.Helper()
	edition, errs := content.Load(os.DirFS("../content/iom-i-korthet"), "sv")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return edition
}

// TestLeaflet holds the first publication's display list, so that no line of it
// moves unseen.
func TestLeaflet(t *testing.T) {
	result, err := layout.Layout(context.Background(), leaflet(t), layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range result.Problems {
		t.Errorf("%s", problem)
	}
	for _, err := range display.Check(result.Document) {
		t.Error(err)
	}
	var got bytes.Buffer
	if err := display.Fprint(&got, result.Document); err != nil {
		t.Fatal(err)
	}
	golden(t, "leaflet.display", got.Bytes())
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	gotLines, wantLines := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(gotLines), len(wantLines)) {
		if !bytes.Equal(gotLines[i], wantLines[i]) {
			t.Fatalf("%s:%d: got\n%s\nwant\n%s\n(run with -update and look at the difference)", path, i+1, gotLines[i], wantLines[i])
		}
	}
	t.Fatalf("%s: got %d lines, want %d", path, len(gotLines), len(wantLines))
}
