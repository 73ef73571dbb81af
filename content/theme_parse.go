package content

import (
	"embed"
	"reflect"
)

// ParseTheme decodes a theme that lies in no publication's folder, such as a
// built-in one. name is what places are told under. It returns what could be
// read, which is never nil, and every mistake. Pictures that the theme names are
// reported as missing: there is no folder to look for them in.
func ParseTheme(name string, data []byte) (*Theme, ErrorList) {
	r := newReader(embed.FS{})
	theme := &Theme{}
	if s := newSource(name, data, &r.mistakes); s != nil {
		if node := parseYAML(s, &r.mistakes); node != nil {
			d := decoder{source: s, mistakes: &r.mistakes, markdown: r.markdown, structs: r.structs}
			d.value(reflect.ValueOf(theme).Elem(), node, "theme")
		}
	}
	r.checkTheme(theme)
	return theme, r.mistakes.list.sorted()
}
