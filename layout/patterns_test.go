package layout_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
)

// TestOwnHyphenation parts words by patterns and by words that the publication
// gives, and reports those that say nothing.
func TestOwnHyphenation(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("abadabadabada ", 120))
	for _, tt := range []struct{ hyphenation, want, problem string }{
		{hyphenation: "sw: {words: [abadabada-bada]}", want: "abadabada-"},
		{hyphenation: "sw: {patterns: xx.pat.txt}", want: "abad-"},
		{hyphenation: "sw: {patterns: xx.pat.txt, words: [abadabada-bada]}", want: "abadabada-"},
		{hyphenation: "SW: {words: [abadabadabada]}", want: ""},
		{hyphenation: "sw: {words: [abadabada-bada, 'ab ad?']}", want: "abadabada-", problem: `publication.yaml:10:33: error: "ab ad?" says nothing of how a word is parted`},
		{hyphenation: "sw: {patterns: wrong.txt}", problem: "publication.yaml:10:18: error: the patterns in wrong.txt cannot be read: patterns: line 1"},
	} {
		folder := publication(text, 1)
		for name, file := range folder {
			data := strings.ReplaceAll(string(file.Data), "language: sv", "language: sw")
			if name == "publication.yaml" {
				data = strings.Replace(data, "editions:", "theme: theme.yaml\neditions:", 1) + "hyphenation:\n  " + tt.hyphenation + "\n"
			}
			folder[name] = &fstest.MapFile{Data: []byte(data)}
			if strings.HasPrefix(name, "text/sv/") {
				delete(folder, name)
				folder["text/sw/"+name[len("text/sv/"):]] = file
			}
		}
		folder["theme.yaml"] = &fstest.MapFile{Data: []byte("page: {gutter: 11 mm}\ntext: {typography: {quotes: false, dashes: false, ellipses: false, spaces: false}}\n")}
		folder["xx.pat.txt"] = &fstest.MapFile{Data: []byte("% one pattern\nd1a\n")}
		folder["wrong.txt"] = &fstest.MapFile{Data: []byte("a?1\n")}
		edition, errs := content.Load(folder, "sv")
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		result, err := layout.Layout(context.Background(), edition, layout.Options{Fonts: fonts.Builtin()})
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range result.Problems {
			if problem.Severity == layout.Error && (tt.problem == "" || !strings.HasPrefix(problem.String(), tt.problem)) {
				t.Errorf("%s: %s", tt.hyphenation, problem)
			}
		}
		if tt.problem != "" && !failed(result.Problems) {
			t.Errorf("%s: no error", tt.hyphenation)
		}
		found := map[string]bool{}
		for _, run := range runs(result.Document) {
			if run.Hyphen {
				words := strings.Fields(run.Text)
				found[words[len(words)-1]] = true
			}
		}
		for ending := range found {
			if tt.want == "" || !strings.Contains(tt.want+" ", ending+" ") && !(tt.want == "abad-" && strings.HasSuffix(ending, "d-")) {
				t.Errorf("%s: a word is parted as %s", tt.hyphenation, ending)
			}
		}
		if tt.want != "" && len(found) == 0 {
			t.Errorf("%s: no word is parted", tt.hyphenation)
		}
	}
}
