package content

import (
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// regionsFolder is where regions have the files by which they differ.
const regionsFolder = "regions"

// textDir is a folder of texts that an edition takes some of its texts from.
type textDir struct {
	dir      string // "regions/helsinki/text/fi"
	language string // "": texts of no language may stand in its files
	region   bool
}

// stack is where the texts of an edition come from.
type stack struct {
	language, region string
	dirs             []textDir // lowest first
}

// key tells stacks apart.
func (s *stack) key() string { return stackKey(s.language, s.region) }

// chain returns the languages whose texts an edition in a language takes, itself
// last.
func (f *publicationFile) chain(language string) []string {
	var out []string
	for _, e := range f.Fallback {
		if e.Name.Value != language {
			continue
		}
		for _, t := range slices.Backward(e.Value) {
			if t.Value != language && badLanguage(t.Value) == "" {
				out = append(out, t.Value)
			}
		}
		break
	}
	return append(out, language)
}

// stackOf returns where the texts of a language in a region come from. A region
// that has no texts has those of everywhere.
func (r *reader) stackOf(f *publicationFile, language, region string) stack {
	s := stack{language: language}
	text := path.Join(regionsFolder, region, "text")
	if region != "" && badName(region) == "" &&
		(len(r.dir(text).all) > 0 || slices.Contains(r.dir(path.Dir(text)).all, publicationName)) {
		s.region = region
	}
	for _, lang := range f.chain(language) {
		s.dirs = append(s.dirs, textDir{dir: path.Join("text", lang), language: lang})
		if s.region == "" {
			continue
		}
		if lang == language {
			s.dirs = append(s.dirs, textDir{dir: text, region: true})
		}
		s.dirs = append(s.dirs, textDir{dir: path.Join(text, lang), language: lang, region: true})
	}
	return s
}

// listing is what a folder holds.
type listing struct {
	files []string // YAML files without their ending, in order
	all   []string // folders with a slash behind, and files
}

// dir returns what a folder holds, nothing where there is none. Each is read
// once.
func (r *reader) dir(name string) *listing {
	if l := r.dirs[name]; l != nil {
		return l
	}
	l := &listing{}
	entries, err := fs.ReadDir(r.fsys, name)
	if err == nil {
		for _, e := range entries {
			base, ok := strings.CutSuffix(e.Name(), ".yaml")
			switch {
			case e.IsDir():
				l.all = append(l.all, e.Name()+"/")
				continue
			case ok:
				l.files = append(l.files, base)
			}
			l.all = append(l.all, e.Name())
		}
	}
	r.dirs[name] = l
	return l
}

// parsed is a YAML file as it was read.
type parsed struct {
	source   *source
	root     *yaml.Node // nil where it could not be read, which was reported
	broken   error      // why there is nothing to be read, or nil
	mistakes ErrorList
}

// parse reads a YAML file, each once, and reports what is wrong with it to all
// who ask for it; from is where it is named.
func (r *reader) parse(name string, from Pos) *parsed {
	p := r.parsed(name)
	if p.broken != nil {
		r.mistakes.about(name, from, "", "the file "+name+" "+plainReason(p.broken))
	}
	r.mistakes.list = append(r.mistakes.list, p.mistakes...)
	return p
}

// parsed reads a YAML file, each once.
func (r *reader) parsed(name string) *parsed {
	p := r.files[name]
	if p == nil {
		p = &parsed{}
		var m mistakes
		data, err := readText(r.fsys, name)
		p.broken = err
		if err == nil {
			p.source = newSource(name, data, &m)
		}
		if p.source != nil {
			p.root = parseYAML(p.source, &m)
		}
		p.mistakes = m.list
		r.files[name] = p
	}
	return p
}

// layersOf returns the layers of a file of texts, none where there is no such
// file, and whether all that there are could be read.
func (r *reader) layersOf(s *stack, base string, from Pos) (layers []*layer, whole bool) {
	whole = true
	for _, d := range s.dirs {
		if !slices.Contains(r.dir(d.dir).files, base) {
			continue
		}
		p := r.parse(path.Join(d.dir, base+".yaml"), from)
		if p.root == nil {
			whole = false
			continue
		}
		layers = append(layers, &layer{source: p.source, root: p.root, language: d.language, region: d.region})
	}
	return layers, whole
}

// layeredFile is a file as its layers make it, and what it is decoded into.
type layeredFile struct {
	*merged
	kind   reflect.Type
	path   string
	places map[string]Pos // what is below the fields, by path; made when needed
}

// rootPath returns the path of a file that its layers make: a section that has an
// id is named by it.
func rootPath(layers []*layer, root string) string {
	for _, l := range slices.Backward(layers) {
		if id := scalarOf(l.root, "id"); id != "" && strings.HasPrefix(root, "sections.") {
			return "sections." + id
		}
	}
	return root
}

// decodeLayers fills v, a pointer to a struct, from the layers of a file.
func (r *reader) decodeLayers(layers []*layer, language, root string, v any) *layeredFile {
	root = rootPath(layers, root)
	f := &layeredFile{kind: reflect.TypeOf(v).Elem(), path: root}
	f.merged = r.mergeLayers(layers, f.kind, root)
	r.know(f)
	d := decoder{
		source: layers[0].source, mistakes: &r.mistakes, markdown: r.markdown, structs: r.structs,
		language: language, shared: r.shared,
	}
	if len(layers) > 1 || layers[0].language != language {
		d.merged = f.merged
	}
	r.refuseProse(f, language)
	d.value(reflect.ValueOf(v).Elem(), f.root, root)
	return f
}

// refuseProse reports texts that are to be read in a region's files that have no
// language: they would stand in every one.
func (r *reader) refuseProse(f *layeredFile, language string) {
	if !slices.ContainsFunc(f.layers, func(l *layer) bool { return l.language == "" && l.source != nil }) || f.kind == reflect.TypeFor[officeFile]() {
		return
	}
	f.walk(f.kind, f.path, func(t reflect.Type, node *yaml.Node, where, key string) {
		l := f.layerOf(node)
		if _, prose := kindOfText(t, key); !prose || l.language != "" || node.Kind != yaml.ScalarNode || strings.TrimSpace(node.Value) == "" {
			return
		}
		dir, base := path.Split(l.source.name)
		r.mistakes.add(f.pos(node, where), "move it to "+path.Join(dir, language, base)+", and so for each language",
			"a text that is read cannot stand in a region's file that has no language: it would replace the text in every language")
	})
}

// both adds to a mistake in a region's file the place of what it changes.
func (f *layeredFile) both(e *Error) *Error {
	if !slices.ContainsFunc(f.layers, func(l *layer) bool { return l.region && l.source.name == e.Pos.File }) || len(f.layers) == 1 {
		return e
	}
	if f.places == nil {
		f.places = map[string]Pos{}
		f.walk(f.kind, f.path, func(_ reflect.Type, node *yaml.Node, where, _ string) {
			if _, twice := f.places[where]; twice {
				return
			}
			f.places[where] = f.pos(node, where)
			for _, below := range f.over[node] {
				if f.layerOf(below) != f.layerOf(node) {
					f.places[where] = f.pos(below, where)
					break
				}
			}
		})
	}
	for where := e.Pos.Path; where != ""; {
		if at, ok := f.places[where]; ok && at.File != e.Pos.File {
			if slices.ContainsFunc(e.Also, func(p Pos) bool { return p.File == at.File && p.Line == at.Line }) {
				return e
			}
			c := *e
			c.Also = append(slices.Clone(e.Also), at)
			return &c
		}
		cut := strings.LastIndexByte(where, '.')
		where = where[:max(cut, 0)]
	}
	return e
}

// capture does something and returns the mistakes that it reports.
func (r *reader) capture(do func()) ErrorList {
	outer := r.mistakes.list
	r.mistakes.list = nil
	do()
	own := r.mistakes.list
	r.mistakes.list = outer
	return own
}
