package manifest_test

import (
	"encoding/json"
	"strings"
	"testing"

	"korthet/cmd/korthet/internal/manifest"
)

// TestRead checks what is no manifest, and that one comes back as it was.
func TestRead(t *testing.T) {
	for _, bad := range []string{
		"", "{", "{}", `{"version": 2}`, `{"version": 1, "files": [{}]}`, `{"version": 1, "files": [{"file": ".."}]}`,
		`{"version": 1, "files": [{"file": "a/b"}]}`, `{"version": 1, "files": [{"file": "a\\b"}]}`,
		`{"version": 1, "files": [{"file": "a\nb"}]}`, `{"version": 1} x`, `{"version": 1}{}`, `[]`, `{"version": 1, "files": {}}`,
		`{"version": 1, "files": [`, `{"version": "1"}`,
	} {
		if _, err := manifest.Read(strings.NewReader(bad)); err == nil {
			t.Errorf("%s is taken for a manifest", bad)
		}
	}
	m := &manifest.Manifest{Publication: "p", Files: []*manifest.File{{Name: "b", SHA256: "2"}, {Name: "a-b", SHA256: "1"}, {Name: "a", SHA256: "0"}}}
	text := encoded(t, m)
	read, err := manifest.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if again := encoded(t, read); again != text {
		t.Errorf("%s came back as %s", text, again)
	}
	if got := sums(t, m); got != "0  a\n1  a-b\n2  b\n" {
		t.Errorf("the sums are %q", got)
	}
}

// TestMerge joins shards and refuses those that do not belong together.
func TestMerge(t *testing.T) {
	one := &manifest.Manifest{Publication: "p", Files: []*manifest.File{{Name: "b", SHA256: "2"}}}
	two := &manifest.Manifest{Publication: "p", Files: []*manifest.File{{Name: "a", SHA256: "1"}, {Name: "b", SHA256: "2"}}}
	m, err := manifest.Merge([]string{"x", "y"}, []*manifest.Manifest{one, two})
	if err != nil || sums(t, m) != "1  a\n2  b\n" {
		t.Errorf("got %s, %v", sums(t, m), err)
	}
	other := &manifest.Manifest{Publication: "p", Files: []*manifest.File{{Name: "b", SHA256: "3"}}}
	if _, err := manifest.Merge([]string{"x", "y"}, []*manifest.Manifest{one, other}); err == nil || !strings.Contains(err.Error(), "x and y have different files called b") {
		t.Errorf("got %v", err)
	}
	if _, err := manifest.Merge([]string{"x", "y"}, []*manifest.Manifest{one, {Publication: "q"}}); err == nil || !strings.Contains(err.Error(), "y has q") {
		t.Errorf("two publications: %v", err)
	}
}

// TestWrite compares the manifest with what encoding/json makes of it as a whole.
func TestWrite(t *testing.T) {
	for _, m := range []*manifest.Manifest{
		{Version: 1, Publication: "a <b> & \"c\"", Files: []*manifest.File{}},
		{Version: 1, Publication: "p", Files: []*manifest.File{
			{Name: "a", Pages: 2, Problems: []manifest.Problem{{Severity: "warning", Message: "<&>"}}, Fit: []manifest.Change{{Key: "grid", From: "12 pt", To: "13 pt"}}},
			{Name: "b", Pictures: []string{"x.png"}, Problems: []manifest.Problem{}, Fit: []manifest.Change{}},
		}},
	} {
		var whole strings.Builder
		encoder := json.NewEncoder(&whole)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", " ")
		if err := encoder.Encode(m); err != nil {
			t.Fatal(err)
		}
		if got := encoded(t, m); got != whole.String() {
			t.Errorf("got %s, not %s", got, whole.String())
		}
	}
	if got, err := manifest.Read(strings.NewReader(`{"version": 1, "new": {"a": [1]}, "files": [{"file": "a", "newer": 2}]}`)); err != nil || len(got.Files) != 1 {
		t.Errorf("fields of a later version: %v, %v", got, err)
	}
}

// encoded returns a manifest as it is written.
func encoded(t *testing.T, m *manifest.Manifest) string {
	t.Helper()
	var out strings.Builder
	if err := m.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// sums returns a manifest's sums.
func sums(t *testing.T, m *manifest.Manifest) string {
	t.Helper()
	var out strings.Builder
	if err := m.WriteSums(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
