package manifest_test

import (
	"strings"
	"testing"

	"korthet/cmd/korthet/internal/manifest"
)

// TestRead checks what is no manifest, and that one comes back as it was.
func TestRead(t *testing.T) {
	for _, bad := range []string{
		"", "{", "{}", `{"version": 2}`, `{"version": 1, "files": [{}]}`, `{"version": 1, "files": [{"file": ".."}]}`,
		`{"version": 1, "files": [{"file": "a/b"}]}`, `{"version": 1, "files": [{"file": "a\\b"}]}`,
		`{"version": 1, "files": [{"file": "a\nb"}]}`,
	} {
		if _, err := manifest.Read([]byte(bad)); err == nil {
			t.Errorf("%s is taken for a manifest", bad)
		}
	}
	m := &manifest.Manifest{Publication: "p", Files: []manifest.File{{Name: "b", SHA256: "2"}, {Name: "a-b", SHA256: "1"}, {Name: "a", SHA256: "0"}}}
	text := string(m.Encode())
	read, err := manifest.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if again := string(read.Encode()); again != text {
		t.Errorf("%s came back as %s", text, again)
	}
	if got := string(m.Sums()); got != "0  a\n1  a-b\n2  b\n" {
		t.Errorf("the sums are %q", got)
	}
}

// TestMerge joins shards and refuses those that do not belong together.
func TestMerge(t *testing.T) {
	one := &manifest.Manifest{Publication: "p", Files: []manifest.File{{Name: "b", SHA256: "2"}}}
	two := &manifest.Manifest{Publication: "p", Files: []manifest.File{{Name: "a", SHA256: "1"}, {Name: "b", SHA256: "2"}}}
	m, err := manifest.Merge(one, two)
	if err != nil || string(m.Sums()) != "1  a\n2  b\n" {
		t.Errorf("got %s, %v", m.Sums(), err)
	}
	other := &manifest.Manifest{Publication: "p", Files: []manifest.File{{Name: "b", SHA256: "3"}}}
	if _, err := manifest.Merge(one, other); err == nil || !strings.Contains(err.Error(), "called b") {
		t.Errorf("got %v", err)
	}
	if _, err := manifest.Merge(one, &manifest.Manifest{Publication: "q"}); err == nil {
		t.Error("two publications were merged")
	}
}
