package layout

import (
	"embed"
	"fmt"
	"strings"

	"korthet/content"
	"korthet/layout/cache"
)

// themeFiles are the built-in themes but for what their files leave out, which
// is as builtinTheme has it.
//
//go:embed themes/*.yaml
var themeFiles embed.FS

// baseKey tells built-in themes apart.
type baseKey struct{ name string }

// baseTheme returns the built-in theme that an author's theme starts from, as it
// is written; nil where there is none of that name, which is reported, or none is
// named: the author's theme then starts from builtinTheme.
func (s *setter) baseTheme(name content.Text) *content.Theme {
	if !name.Given() {
		return nil
	}
	theme, err := cache.Get(s.store, baseKey{name.Value}, func() (*content.Theme, int64, error) {
		file := "themes/" + name.Value + ".yaml"
		data, err := themeFiles.ReadFile(file)
		if err != nil {
			return nil, 0, fmt.Errorf("layout: theme %s: %w", name.Value, err)
		}
		theme, errs := content.ParseTheme(file, data)
		return theme, int64(len(data)) * 8, errs.Err()
	})
	if err != nil {
		var names []string
		for _, choice := range content.Themes() {
			names = append(names, choice.Name)
		}
		s.report(Error, name.Pos, "the built-in themes are "+strings.Join(names, ", "), "there is no built-in theme %q", name.Value)
		return nil
	}
	return theme
}
