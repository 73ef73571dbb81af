package content

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// decodedFile is a file of texts as it was decoded: its section, or the front.
type decodedFile struct {
	file    *layeredFile
	section *Section
	front   *frontFile
	errors  ErrorList
}

// texts reads the texts of a stack; from is where an edition names its language,
// source the language that the others are translated from.
func (r *reader) texts(s *stack, from Pos, p *publicationFile, source string) *textFolder {
	t := &textFolder{}
	sections := r.regionSections(p, s.region)
	var files []*layeredFile
	t.errors = r.capture(func() {
		if r.missingTexts(s, from, source) {
			return
		}
		files = r.readTexts(s, t, from, sections)
		r.unused(s, slices.Concat(p.Sections, sections))
		r.checkIDs(t)
		r.checkReading(t, s.language)
	})
	for i, e := range t.errors {
		for _, f := range files {
			t.errors[i] = f.both(t.errors[i])
			if t.errors[i] != e {
				break
			}
		}
	}
	return t
}

// missingTexts reports that there are no texts in a language.
func (r *reader) missingTexts(s *stack, from Pos, source string) bool {
	for _, d := range s.dirs {
		if len(r.dir(d.dir).all) > 0 && !d.region {
			return false
		}
	}
	dir := path.Join("text", s.language)
	if info, err := fs.Stat(r.fsys, dir); err == nil && info.IsDir() {
		return false // it is empty, which is told of its files
	}
	hint := "make the folder " + dir + " with front.yaml and a file for each section, or change the language"
	if s.language != source && len(r.dir(path.Join("text", source)).files) > 0 {
		hint = "`korthet translate new -l " + s.language + "` makes it of the texts in `" + source + "`, for you to write over; or change the language"
	}
	r.mistakes.about(dir+"/", from, hint,
		"there is no folder "+dir+" with the texts in this language"+r.languages())
	return true
}

// readTexts reads the front and the sections of a stack.
func (r *reader) readTexts(s *stack, t *textFolder, from Pos, sections []Text) []*layeredFile {
	var files []*layeredFile
	dir := path.Join("text", s.language)
	if front := r.textFile(s, "front", from, "the file "+path.Join(dir, "front.yaml")+" does not exist", "write it: it says what stands on the front (title, motto, colophon)"); front != nil {
		files = append(files, front.file)
		front.front.fill(t, r)
	}
	used := map[string]bool{"front": true}
	for _, section := range sections {
		if used[section.Value] || badName(section.Value) != "" {
			continue // told where publication.yaml was checked
		}
		used[section.Value] = true
		in := dir
		if strings.HasPrefix(section.Pos.File, regionsFolder+"/") {
			in = textDirOf(s.region, s.language) // the region's own section
		}
		file := r.textFile(s, section.Value, section.Pos, "the section `"+section.Value+"` has no file "+path.Join(in, section.Value+".yaml"),
			missingHint(section.Value, in, r.dir(in).files, sections))
		if file == nil {
			continue
		}
		files = append(files, file.file)
		if file.section != nil {
			t.sections = append(t.sections, file.section)
		}
	}
	return files
}

// unused warns of files that are no section's. Where one is near a section that has
// none, that was told, with its name.
func (r *reader) unused(s *stack, sections []Text) {
	none := unusedNames(nil, sections)
	for _, d := range s.dirs {
		none = slices.DeleteFunc(none, func(name string) bool { return slices.Contains(r.dir(d.dir).files, name) })
	}
	for _, d := range s.dirs {
		for _, base := range r.dir(d.dir).files {
			if base != "front" && Nearest(base, none) == "" && !slices.ContainsFunc(sections, func(t Text) bool { return t.Value == base }) {
				hint := "list it in publication.yaml, or delete it"
				if near := Nearest(base, unusedNames(r.dir(d.dir).files, sections)); near != "" {
					hint = "did you mean `" + near + "`? Else list it in publication.yaml, or delete it"
				}
				r.mistakes.warn(Pos{File: path.Join(d.dir, base+".yaml"), Line: 1, Column: 1}, hint,
					"this file is not used: publication.yaml lists no section `"+base+"`")
			}
		}
	}
}

// unusedNames returns the names that files of texts can have and none has.
func unusedNames(files []string, sections []Text) []string {
	var out []string
	for _, name := range textFilesOf(sections) {
		if !slices.Contains(files, name) {
			out = append(out, name)
		}
	}
	return out
}

// textFile reads the front or a section, each made of the same layers once; nil
// where there is none, which is reported.
func (r *reader) textFile(s *stack, base string, from Pos, missing, hint string) *decodedFile {
	layers, whole := r.layersOf(s, base, from)
	if len(layers) == 0 {
		if whole {
			name := path.Join("text", s.language, base+".yaml")
			if other := r.variant(name); other != "" {
				hint = "rename " + other
			}
			r.mistakes.about(name, from, hint, missing)
		}
		return nil
	}
	names := []string{s.language}
	for _, l := range layers {
		names = append(names, l.source.name)
	}
	key := strings.Join(names, "\n")
	d := r.decoded[key]
	if d == nil {
		d = &decodedFile{}
		d.errors = r.capture(func() { r.decodeText(d, layers, s.language, base) })
		r.decoded[key] = d
	}
	r.mistakes.list = append(r.mistakes.list, d.errors...)
	return d
}

// decodeText decodes the front or a section.
func (r *reader) decodeText(d *decodedFile, layers []*layer, language, base string) {
	if base == "front" {
		d.front = &frontFile{}
		d.file = r.decodeLayers(layers, language, "front", d.front)
		return
	}
	var file sectionFile
	d.file = r.decodeLayers(layers, language, "sections."+base, &file)
	if file.Pos.File != "" {
		d.section = file.section(base, r)
	}
}

// fill gives the texts of a language what stands on the front.
func (f *frontFile) fill(t *textFolder, r *reader) {
	t.front.Title = f.Title.Inlines
	if f.Motto != nil {
		t.front.Motto = f.Motto.Inlines
	}
	if f.Colophon != nil {
		t.front.Colophon = f.Colophon.Blocks
	}
	t.subject, t.author, t.keywords = f.Subject, f.Author, f.Keywords
	r.frontImage(f, &t.front)
}

// checkIDs reports ids that two sections or blocks of a language share.
func (r *reader) checkIDs(t *textFolder) {
	first := map[string]Pos{}
	note := func(id string, pos Pos) {
		if id == "" {
			return
		}
		if before, twice := first[id]; twice {
			r.mistakes.add(pos, "give one of them an id of its own (id: another-name)",
				"the id `"+id+"` stands here a second time; an id left out is made of the title", before)
			return
		}
		first[id] = pos
	}
	var blocks func([]Block)
	blocks = func(list []Block) {
		for _, b := range list {
			note(b.Info().ID, b.Info().Pos)
			switch b := b.(type) {
			case *List:
				for _, item := range b.Items {
					note(item.ID, item.Pos)
					blocks(item.Blocks)
				}
			default:
				blocks(blocksWithin(b))
			}
		}
	}
	var sections func([]*Section)
	sections = func(list []*Section) {
		for _, s := range list {
			note(s.ID, s.Pos)
			blocks(s.Blocks)
			sections(s.Sections)
		}
	}
	blocks(t.front.Colophon)
	sections(t.sections)
}
