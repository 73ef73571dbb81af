package content

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// publicationFile is publication.yaml.
type publicationFile struct {
	Pos       Pos
	Name      Text                 `yaml:"name,required" doc:"The name that the files written begin with, for example iom-i-korthet."`
	Format    Text                 `yaml:"format,required" doc:"The paper: a4." choice:"format"`
	Pages     Integer              `yaml:"pages,required" doc:"How many pages the publication has."`
	Date      Text                 `yaml:"date" doc:"The date that the files bear, year-month-day."`
	Author    Text                 `yaml:"author" doc:"Who is named as the author in the files' properties."`
	Subject   Text                 `yaml:"subject" doc:"One sentence on what it is about, for the files' properties."`
	Publisher Text                 `yaml:"publisher" doc:"Who publishes it, for the files' properties."`
	Keywords  []Text               `yaml:"keywords" doc:"Words to find it by, for the files' properties."`
	Sections  []Text               `yaml:"sections,required" doc:"The sections in order, each the name of a file in text/LANGUAGE without .yaml."`
	Targets   []Text               `yaml:"targets,required" doc:"What each edition is written as: [print, screen]." choice:"target"`
	Editions  entries[editionFile] `yaml:"editions,required" unless:"matrix" doc:"The editions by name."`
	Matrix    *matrixFile          `yaml:"matrix" doc:"Editions made of each of several languages with each of several offices, named LANGUAGE-OFFICE, and of regions, if any."`
	Theme     Text                 `yaml:"theme" doc:"The file that says how it looks; left out, theme.yaml where there is one."`
	Printer   Text                 `yaml:"printer" doc:"The printer that the press files are for: a built-in profile's name (sheetfed-coated-fogra39, uncoated-fogra29, uncoated-fogra47), or a profile's file, such as printers/tryckeriet.yaml."`
	Fallback  entries[[]Text]      `yaml:"fallback" doc:"By language, the languages whose texts stand where it has none, the nearest first: {nn: [nb, en]}."`
	Locks     []lockFile           `yaml:"locks" doc:"Fields that no region may change, each with who may: [{path: front.image, owner: Communications}]."`
	Source    Text                 `yaml:"source" doc:"The language that the others are translated from; left out, that of the first edition."`
	DraftMark Flag                 `yaml:"draft_mark" doc:"true: the pages of an edition whose texts are behind the language they are translated from bear the word Draft, in its language."`

	Hyphenation entries[hyphenationFile] `yaml:"hyphenation" doc:"How words are parted, by language, where the publication knows better than the built-in patterns."`
}

// editionFile is one of publication.yaml's editions.
type editionFile struct {
	Pos      Pos
	Language Text    `yaml:"language,required" doc:"The language, whose texts are in text/LANGUAGE: sv, en-GB."`
	Office   Text    `yaml:"office" doc:"The office whose contact block it bears: a file in offices without .yaml."`
	Region   Text    `yaml:"region" doc:"The region whose texts it takes: a folder in regions."`
	Targets  []Text  `yaml:"targets" doc:"What it is written as, where that is not what the publication says." choice:"target"`
	Pages    Integer `yaml:"pages" doc:"How many pages it has, where that is not what the publication says."`
	Theme    Text    `yaml:"theme" doc:"The file that says how it looks, where that is not the publication's."`
	Printer  Text    `yaml:"printer" doc:"The printer that its press file is for, where that is not the publication's."`
}

// Publication is a publication's folder, read once but for the offices, of which
// there may be thousands: these are read again for each edition. It is not changed
// by its methods and may be used by several goroutines.
type Publication struct {
	fsys     fs.FS
	file     publicationFile
	themes   map[string]*Theme      // by file, the publication's own under ""; nil values are those that could not be read
	kept     keptFits               // of fit.yaml
	printers map[string]*Printer    // by name or file, nil under ""; nil values are those that could not be read
	texts    map[string]*textFolder // by stack
	stacks   map[string]string      // by language and region as editions name them
	errors   ErrorList
	editions []EditionRef
	places   map[string]int       // of editions in editions, by id
	behind   map[string]ErrorList // by stack: its texts that do not say what the source says
	readers  *sync.Pool           // of *reader, for the offices
}

// EditionRef is an edition as publication.yaml lists it.
type EditionRef struct {
	ID       string
	Language Text
	Office   Text // zero: no contact block
	Region   Text // zero: none
	Targets  []Text
	Pages    Integer
	Theme    Text // zero: the publication's
	Printer  Text // zero: none is named
	Pos      Pos
}

// textFolder is what the files of text/LANGUAGE hold.
type textFolder struct {
	front           Front
	sections        []*Section
	subject, author Text // of the files' properties, where they are not publication.yaml's
	keywords        []Text
	errors          ErrorList // in its files
}

// Open reads publication.yaml and all the files that it names. It returns what
// could be read, which is never nil, and every mistake in any of the files.
func Open(fsys fs.FS) (*Publication, ErrorList) {
	r := newReader(Guard(fsys))
	p := &Publication{
		fsys: r.fsys, texts: map[string]*textFolder{}, behind: map[string]ErrorList{}, stacks: map[string]string{}, readers: &sync.Pool{},
		places: map[string]int{},
	}
	if r.file(publicationName, "", &p.file, Pos{}, "a publication's folder has a file publication.yaml: is this the right folder?") {
		r.checkPublication(&p.file)
	}
	p.themes = map[string]*Theme{"": r.readTheme(p.file.Theme)}
	all := p.file.allEditions()
	for _, e := range all {
		if own := e.Value.Theme; own.Given() {
			if _, done := p.themes[own.Value]; !done {
				p.themes[own.Value] = r.readTheme(own)
			}
		}
	}
	r.themes = p.themes
	p.kept = r.readKept()
	p.printers = r.readPrinters(p.file.Printer, all)
	for _, e := range all {
		ref := EditionRef{
			ID: e.Name.Value, Language: e.Value.Language, Office: e.Value.Office, Region: e.Value.Region,
			Targets: e.Value.Targets, Pages: e.Value.Pages, Theme: e.Value.Theme,
			Printer: e.Value.Printer, Pos: e.Name.Pos,
		}
		if !ref.Printer.Given() {
			ref.Printer = p.file.Printer
		}
		if !ref.Pages.Given() {
			ref.Pages = p.file.Pages
		}
		if len(ref.Targets) == 0 {
			ref.Targets = p.file.Targets
		}
		p.places[ref.ID] = len(p.editions)
		p.editions = append(p.editions, ref)
	}
	r.checkKept(p)
	offices := r.readEditions(p)
	r.checkTranslations(p)
	p.errors = r.mistakes.list.sorted()
	p.file.Editions, p.file.Matrix = nil, nil // which p.editions has
	return p, p.allErrors(offices)
}

// readEditions reads the texts and offices that the editions take, each once, and
// returns what is wrong with the offices, of which nothing else is kept.
func (r *reader) readEditions(p *Publication) ErrorList {
	if p.file.Fallback != nil || slices.ContainsFunc(p.editions, func(e EditionRef) bool { return e.Region.Given() }) {
		r.shared = texts{}
	}
	r.locks = p.file.Locks
	for _, ref := range p.editions {
		r.checkRegion(ref.Region, ref.Language.Value)
		if lang := ref.Language.Value; lang != "" && badLanguage(lang) == "" {
			named := stackKey(lang, ref.Region.Value)
			if _, done := p.stacks[named]; !done {
				s := r.stackOf(&p.file, lang, ref.Region.Value)
				p.stacks[named] = s.key()
				if p.texts[s.key()] == nil {
					p.texts[s.key()] = r.texts(&s, ref.Language.Pos, &p.file, p.SourceLanguage())
				}
			}
		}
	}
	offices := r.readOffices(p)
	r.checkRegions(p)
	r.checkLanguages(p)
	r.checkLocks()
	return offices
}

// readOffices reads the offices that the editions take and returns what is wrong
// with them.
func (r *reader) readOffices(p *Publication) ErrorList {
	takers := map[string][]*EditionRef{}
	var keys []string
	for i := range p.editions {
		ref := &p.editions[i]
		if !ref.hasOffice() {
			continue
		}
		key := officeKey(ref)
		if takers[key] == nil {
			keys = append(keys, key)
		}
		takers[key] = append(takers[key], ref)
	}
	found := make([]ErrorList, len(keys))
	read := func(r *reader, i int) {
		refs := takers[keys[i]]
		o := r.office(refs[0].Office, refs[0].Region)
		found[i] = o.errors
		for _, ref := range refs {
			found[i] = append(found[i], p.unspoken(o, ref)...)
		}
	}
	r.share(len(keys), read)
	return slices.Concat(found...)
}

// fewOffices are read sooner by one reader than others are made ready for them.
const fewOffices = 16

// share has several readers call do for each number below n. do must leave nothing
// in its reader that a later call could find but what the files hold.
func (r *reader) share(n int, do func(*reader, int)) {
	readers := []*reader{r}
	for range min(runtime.GOMAXPROCS(0), n/fewOffices) - 1 {
		other := newReader(r.fsys)
		other.locks = r.locks
		readers = append(readers, other)
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for _, one := range readers {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(one, i)
			}
		})
	}
	wait.Wait()
	for _, other := range readers[1:] {
		maps.Copy(r.known, other.known)
	}
}

// allErrors returns the mistakes in all files, with those in the offices.
func (p *Publication) allErrors(offices ErrorList) ErrorList {
	all := slices.Concat(p.errors, offices)
	done := map[string]bool{}
	for i := range p.editions {
		key := p.stackOf(&p.editions[i])
		if t := p.texts[key]; t != nil && !done[key] {
			done[key] = true
			all = append(append(all, t.errors...), p.behind[key]...)
		}
	}
	return all.sorted()
}

// Editions returns the editions in the order of publication.yaml.
func (p *Publication) Editions() []EditionRef { return slices.Clone(p.editions) }

// IDs returns the names of the editions in the order of publication.yaml.
func (p *Publication) IDs() []string {
	ids := make([]string, len(p.editions))
	for i := range p.editions {
		ids[i] = p.editions[i].ID
	}
	return ids
}

// Name returns the publication's name, which the files written begin with.
func (p *Publication) Name() string { return p.file.Name.Value }

// publicationName is the file that a publication's folder is known by.
const publicationName = "publication.yaml"

// reader reads the files of a publication.
type reader struct {
	fsys       fs.FS
	mistakes   mistakes
	markdown   *markdown
	structs    map[reflect.Type]*structInfo
	themes     map[string]*Theme       // the publication's and its editions'
	dirs       map[string]*listing     // folders read so far
	files      map[string]*parsed      // files of texts and offices read so far
	decoded    map[string]*decodedFile // by language and layers
	regions    map[string]bool         // those checked so far
	sections   map[string][]Text       // of regions that change them
	sectionsAt map[string]Pos          // where they do
	locks      []lockFile
	known      map[string]bool // the fields that there are, where there are locks
	shared     texts           // nil: there are no regions and no fallbacks
}

// newReader returns the reader of a folder.
func newReader(fsys fs.FS) *reader {
	return &reader{
		fsys: fsys, markdown: newMarkdown(), structs: map[reflect.Type]*structInfo{}, dirs: map[string]*listing{},
		files: map[string]*parsed{}, decoded: map[string]*decodedFile{}, regions: map[string]bool{}, known: map[string]bool{}, sections: map[string][]Text{}, sectionsAt: map[string]Pos{},
	}
}

// file reads a YAML file into v, a pointer to a struct, and reports whether
// there was one. Where there is none it says so at the place that names it.
func (r *reader) file(name, root string, v any, from Pos, hint string) bool {
	data, err := readText(r.fsys, name)
	if err != nil {
		pos := from
		if pos.File == "" {
			pos = Pos{File: name}
		}
		if other := r.variant(name); other != "" {
			hint = "rename " + other
		}
		r.mistakes.about(name, pos, hint, "the file "+name+" "+plainReason(err))
		return false
	}
	s := newSource(name, data, &r.mistakes)
	if s == nil {
		return false
	}
	node := parseYAML(s, &r.mistakes)
	if node == nil {
		return false
	}
	if id := scalarOf(node, "id"); id != "" && strings.HasPrefix(root, "sections.") {
		root = "sections." + id
	}
	d := decoder{source: s, mistakes: &r.mistakes, markdown: r.markdown, structs: r.structs}
	d.value(reflect.ValueOf(v).Elem(), node, root)
	return true
}

// variant returns the file that is there under another ending than a missing
// one's, which some editors hide or add; "" where there is none.
func (r *reader) variant(name string) string {
	base := strings.TrimSuffix(name, ".yaml")
	for _, other := range []string{base + ".yml", name + ".txt", base + ".txt", base} {
		if info, err := fs.Stat(r.fsys, other); err == nil && !info.IsDir() {
			return other
		}
	}
	return ""
}

// checkEnding warns of a file that need not be there, and is under another ending.
func (r *reader) checkEnding(name string) {
	for _, other := range []string{strings.TrimSuffix(name, ".yaml") + ".yml", name + ".txt"} {
		if info, err := fs.Stat(r.fsys, other); err == nil && !info.IsDir() {
			r.mistakes.warn(Pos{File: other, Line: 1, Column: 1}, "rename it "+name, "this file is not read, because its name does not end in .yaml")
		}
	}
}

// otherFile returns the hint for a file that may be missing: the one in its folder
// that may be meant, else what there is to say.
func (r *reader) otherFile(name, hint string) string {
	var known []string
	for _, base := range r.dir(path.Dir(name)).files {
		if other := path.Join(path.Dir(name), base+".yaml"); other != publicationName {
			known = append(known, other)
		}
	}
	if near := Nearest(name, known); near != "" {
		return "did you mean `" + near + "`?"
	}
	return hint
}

// folder returns the names of a folder's YAML files without their ending, in
// order.
func (r *reader) folder(name string) []string {
	entries, err := fs.ReadDir(r.fsys, name)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if base, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && !e.IsDir() {
			out = append(out, base)
		}
	}
	return out
}

// checkPublication reports what is wrong with the values in publication.yaml.
func (r *reader) checkPublication(f *publicationFile) {
	m := &r.mistakes
	if reason := badName(f.Name.Value); f.Name.Given() && reason != "" {
		m.add(f.Name.Pos, "write it like iom-i-korthet", "the name `"+shorten(f.Name.Value)+"` "+reason)
	}
	r.checkChoice(f.Format, "format", Formats())
	r.checkPages(f.Pages)
	if _, err := time.Parse(time.DateOnly, f.Date.Value); f.Date.Given() && err != nil {
		m.add(f.Date.Pos, "write it like 2005-06-01", "`"+shorten(f.Date.Value)+"` is not a date")
	}
	seen := map[string]Pos{}
	for _, s := range f.Sections {
		reason := badName(s.Value)
		before, twice := seen[s.Value]
		switch {
		case reason != "":
			hint := ""
			if strings.Contains(s.Value, ",") {
				hint = "write several in brackets: [one, two]"
			}
			m.add(s.Pos, hint, "the section `"+shorten(s.Value)+"` "+reason)
		case s.Value == "front":
			m.add(s.Pos, "take it out of the list", "`front` is what stands on the front, which is no section")
		case twice:
			m.add(s.Pos, "delete one of them", "the section `"+s.Value+"` is listed twice", before)
		}
		seen[s.Value] = s.Pos
	}
	r.checkTargets(f.Targets)
	r.checkFallback(f)
	r.checkHyphenation(f.Hyphenation)
	if f.Matrix != nil {
		r.checkMatrix(f.Matrix)
	}
	for _, e := range f.Editions {
		if reason := badName(e.Name.Value); reason != "" {
			m.add(e.Name.Pos, "write it like sv-helsinki", "the edition `"+shorten(e.Name.Value)+"` "+reason)
		}
		r.checkEdition(&e.Value)
	}
	r.checkAlike(f.allEditions())
}

// checkAlike reports editions whose names differ in nothing but capitals: there
// are disks on which their files would be the same.
func (r *reader) checkAlike(all entries[editionFile]) {
	seen := map[string]Text{}
	for i := range all {
		name := all[i].Name
		folded := strings.ToLower(name.Value)
		if before, twice := seen[folded]; twice && before.Value != name.Value {
			r.mistakes.add(name.Pos, "give one of them another name",
				"the editions `"+before.Value+"` and `"+name.Value+"` would be written into the same files on Windows and macOS, which do not tell capitals from small letters", before.Pos)
			continue
		}
		seen[folded] = name
	}
}

// checkPages reports a number of pages that nothing can have.
func (r *reader) checkPages(pages Integer) {
	if pages.Given() && (pages.Value < 1 || pages.Value > 1000) {
		r.mistakes.add(pages.Pos, "", "a publication has 1 to 1000 pages")
	}
}

// checkEdition reports what is wrong with the values of an edition.
func (r *reader) checkEdition(e *editionFile) {
	m := &r.mistakes
	if reason := badLanguage(e.Language.Value); e.Language.Given() && reason != "" {
		m.add(e.Language.Pos, languageHint(e.Language.Value), "`"+shorten(e.Language.Value)+"` "+reason)
	}
	if reason := badName(e.Office.Value); e.Office.Given() && reason != "" {
		m.add(e.Office.Pos, "write the name of a file in offices, without .yaml", "the office `"+shorten(e.Office.Value)+"` "+reason)
	}
	if reason := badName(e.Region.Value); e.Region.Given() && reason != "" {
		m.add(e.Region.Pos, "write the name of a folder in regions", "the region `"+shorten(e.Region.Value)+"` "+reason)
	}
	r.checkPages(e.Pages)
	r.checkTargets(e.Targets)
}

// checkTargets reports targets that do not exist or are given twice.
func (r *reader) checkTargets(targets []Text) {
	seen := map[string]Pos{}
	for _, t := range targets {
		r.checkChoice(t, "target", Targets())
		if before, twice := seen[t.Value]; twice {
			r.mistakes.add(t.Pos, "delete one of them", "the target `"+shorten(t.Value)+"` is listed twice", before)
		}
		seen[t.Value] = t.Pos
	}
}

// checkChoice reports a word that is none of the choices.
func (r *reader) checkChoice(t Text, what string, choices []Choice) {
	if known := names(choices); t.Given() && !slices.Contains(known, t.Value) {
		r.mistakes.add(t.Pos, didYouMean(t.Value, known), "unknown "+what+" `"+shorten(t.Value)+"`")
	}
}

// readTheme reads the theme that publication.yaml names, or theme.yaml where there
// is one. It returns nil where there is none.
func (r *reader) readTheme(name Text) *Theme {
	file := "theme.yaml"
	if name.Given() {
		file = name.Value
		if reason := badPath(file); reason != "" {
			r.mistakes.add(name.Pos, "", "the file `"+shorten(file)+"` "+reason)
			return nil
		}
	} else if _, err := fs.Stat(r.fsys, file); err != nil {
		r.checkEnding(file)
		return nil
	}
	if data, err := readText(r.fsys, file); err == nil && saysNothing(data) {
		return nil // all that can stand in a theme may be left out
	}
	theme := &Theme{}
	if !r.file(file, "theme", theme, name.Pos, r.otherFile(file, "write where the file is, from the publication's folder")) {
		return nil
	}
	r.checkTheme(theme)
	return theme
}

// saysNothing reports whether a file holds nothing but comments.
func saysNothing(data []byte) bool {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// languages returns which languages there are texts in, for a report.
func (r *reader) languages() string {
	entries, err := fs.ReadDir(r.fsys, "text")
	if err != nil {
		return ""
	}
	var dirs []string
	for _, e := range entries {
		if e.IsDir() {
			dirs = append(dirs, e.Name())
		}
	}
	if len(dirs) == 0 {
		return ""
	}
	return "; there are texts in " + enumerate(dirs)
}

// missingHint says which file a missing section could be: one of the folder's
// that no section is made of.
func missingHint(section, dir string, present []string, sections []Text) string {
	free := slices.DeleteFunc(slices.Clone(present), func(file string) bool {
		return file == "front" || slices.ContainsFunc(sections, func(s Text) bool { return s.Value == file })
	})
	if best := Nearest(section, free); best != "" {
		return "did you mean `" + best + "`?"
	}
	if len(present) == 0 {
		return "write it; " + dir + " has no texts yet"
	}
	return "write it, or take the section out; " + dir + " has " + enumerate(present)
}
