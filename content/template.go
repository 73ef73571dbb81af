package content

import (
	"bytes"
	"embed"
	"io/fs"
)

// The example that new publications begin as.
//
//go:embed template
var templateFiles embed.FS

// TemplateFile is one file of a new publication.
type TemplateFile struct {
	Name string // slash-separated, from the publication's folder
	Data []byte
}

// Template returns the files of a small publication that builds at once, in the
// order of their names. The publication is named after the words given, which
// are made a name for files; "leaflet" where nothing of them can stand in one.
func Template(words string) []TemplateFile {
	name := fileName(words)
	var files []TemplateFile
	root, err := fs.Sub(templateFiles, "template")
	if err == nil {
		err = fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			data, err := fs.ReadFile(root, path)
			files = append(files, TemplateFile{path, bytes.ReplaceAll(data, []byte("name: NAME"), []byte("name: "+name))})
			return err
		})
	}
	if err != nil {
		panic("content: internal error: " + err.Error())
	}
	return files
}

// fileName returns words as a publication's name: what a slug keeps of them in
// ASCII.
func fileName(words string) string {
	var b []byte
	for _, r := range slug(words) {
		switch {
		case r < 0x80 && (r != '-' || len(b) > 0 && b[len(b)-1] != '-'):
			b = append(b, byte(r))
		case r >= 0x80 && len(b) > 0 && b[len(b)-1] != '-':
			b = append(b, '-')
		}
	}
	if name := string(bytes.Trim(b, "-")); badName(name) == "" && name != "" {
		return name
	}
	return "leaflet"
}
