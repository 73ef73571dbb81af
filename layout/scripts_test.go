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

// TestLanguageWarnings sets texts in languages that little or nothing is known of.
// Each lack is told once, where the language is named; right-to-left text is
// refused where it begins, once a file.
func TestLanguageWarnings(t *testing.T) {
	for _, tt := range []struct{ language, body, theme, want string }{
		{language: "sv", body: "Text."},
		{language: "tr", body: "Metin."},
		{language: "vi", body: "Text.", want: "publication.yaml:7:18: warning: there are no rules for the typography of \"vi\""},
		{
			language: "sw", body: "Maandishi.",
			want: "publication.yaml:7:18: warning: there are no rules for the typography of \"sw\"\n" +
				"publication.yaml:7:18: warning: there are no patterns that part words of \"sw\"",
		},
		{
			language: "sw", body: "Maandishi.",
			theme: "text: {typography: {quotes: false, dashes: false, ellipses: false, spaces: false}}\nstyles: {body: {align: start}}\n",
		},
		{language: "lv", body: "Teksts.", want: "publication.yaml:7:18: warning: there are no patterns that part words of \"lv\""},
		{language: "ar", body: "\u0645\u0631 \u062d\u0628\n\n  \u0645", want: "text/ar/one.yaml:3:3: error: this is written from right to left"},
		{language: "sv", body: "Ordet \u05d0\u05d1 och \u05d2.", want: "text/sv/one.yaml:3:9: error: this is written from right to left"},
		{
			language: "sv", body: "\u5b57\u4f53\u5b57\u4f53\u5b57",
			want: "text/sv/one.yaml:3:3: error: no font has the character\ntext/sv/one.yaml:3:4: error: no font has the character\n" +
				"text/sv/one.yaml:3:5: error: no font has the character\ntext/sv/one.yaml:3:6: error: no font has 2 more characters",
		},
	} {
		folder := publication(tt.body, 1)
		for name, file := range folder {
			file.Data = []byte(strings.ReplaceAll(string(file.Data), "sv:", "xx:"))
			file.Data = []byte(strings.ReplaceAll(string(file.Data), "language: sv", "language: "+tt.language))
			if strings.HasPrefix(name, "text/sv/") && tt.language != "sv" {
				delete(folder, name)
				folder["text/"+tt.language+name[len("text/sv"):]] = file
			}
		}
		if tt.theme != "" {
			folder["theme.yaml"] = &fstest.MapFile{Data: []byte(tt.theme)}
		}
		edition, errs := content.Load(folder, "xx")
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		result, err := layout.Layout(context.Background(), edition, layout.Options{Fonts: fonts.Builtin()})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, problem := range result.Problems {
			if !strings.Contains(problem.Message, "too short") {
				got = append(got, problem.String())
			}
		}
		want := strings.Split(tt.want, "\n")
		if tt.want == "" {
			want = nil
		}
		if len(got) != len(want) {
			t.Errorf("%s %q: got\n%s", tt.language, tt.body, strings.Join(got, "\n"))
			continue
		}
		for i := range want {
			if !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("%s %q: got %s, want %s", tt.language, tt.body, got[i], want[i])
			}
		}
	}
}
