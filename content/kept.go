package content

import (
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// keptName is the file that keeps how the editions were fitted to their pages.
const keptName = "fit.yaml"

// keptFile is fit.yaml. korthet writes it; who merges two versions of a
// publication may have it to read.
type keptFile struct {
	Pos      Pos
	Editions entries[KeptFit] `yaml:"editions" doc:"The editions by name, each with how its text was fitted."`
}

// KeptFit is how an edition was fitted to its pages, kept so that a changed word
// moves no page but its own: what was changed of the theme, as differences from
// it, and where the pages began. All that is left out is as the theme has it.
type KeptFit struct {
	Pos         Pos
	Size        Number     `yaml:"size" doc:"Points by which running text is larger than the theme has it."`
	Leading     Number     `yaml:"leading" doc:"Points by which the grid's lines are farther apart."`
	Gutter      Number     `yaml:"gutter" doc:"Points by which the columns are farther apart."`
	Tracking    Integer    `yaml:"tracking" doc:"Thousandths of the size by which letters are farther apart."`
	Spacing     Integer    `yaml:"spacing" doc:"Steps of white more above heads."`
	Title       Integer    `yaml:"title" doc:"Lines by which the title is lower."`
	Images      Integer    `yaml:"images" doc:"Per cents by which pictures are higher; lower ones have a minus."`
	Optional    Integer    `yaml:"optional" doc:"How many paragraphs are left out."`
	Expansion   Flag       `yaml:"expansion" doc:"true: letters give in width as far as the theme lets them."`
	Hyphens     Integer    `yaml:"hyphens" doc:"How much was done to have fewer lines end in hyphens: 0, 1 or 2."`
	Sections    KeptHeads  `yaml:"sections" doc:"Lines more above the heads of sections."`
	Subsections KeptHeads  `yaml:"subsections" doc:"Lines more above the heads within sections."`
	Pages       []KeptPage `yaml:"pages" doc:"The pages: where each begins, and what it looked like."`
}

// KeptHeads are the lines more above the heads of one level.
type KeptHeads struct {
	Pos  Pos
	All  Integer `yaml:"all" doc:"Above each of them."`
	Some Integer `yaml:"some" doc:"Above some of them at most."`
}

// KeptPage is a page: at which block of the text it begins, known by what it says or
// counted from either end, so that others may change; at which line of that; and what
// stood on it.
type KeptPage struct {
	Pos    Pos
	Before Integer `yaml:"before" doc:"How many blocks stand before the one that the page begins with."`
	After  Integer `yaml:"after" doc:"How many blocks stand after it."`
	Begins Text    `yaml:"begins" doc:"A hash of the block's text."`
	Lines  Integer `yaml:"lines" doc:"How many lines of it stand on the page before."`
	Left   Integer `yaml:"left" doc:"How many lines of it are left for the page."`
	Text   Text    `yaml:"text" doc:"A hash of the texts that stand on the page, or begin or end there."`
	Look   Text    `yaml:"look" doc:"A hash of what their lines look like there."`
}

// Equal reports whether two fits are the same, wherever they were read.
func (k *KeptFit) Equal(other *KeptFit) bool {
	if k == nil || other == nil {
		return k == other
	}
	return k.text("", "") == other.text("", "")
}

// keptFits are the fits of fit.yaml by edition.
type keptFits struct {
	fits   map[string]*KeptFit
	names  []Text // the editions, in the file's order
	raw    []byte // the file as it was read; nil: there is none
	broken bool   // it has mistakes
}

// readKept reads fit.yaml, where there is one.
func (r *reader) readKept() keptFits {
	if _, err := fs.Stat(r.fsys, keptName); errors.Is(err, fs.ErrNotExist) {
		r.checkEnding(keptName)
		return keptFits{}
	}
	data, err := readText(r.fsys, keptName)
	if err == nil && saysNothing(data) {
		return keptFits{raw: data}
	}
	var file keptFile
	before := len(r.mistakes.list)
	r.file(keptName, keptRoot, &file, Pos{}, "delete it, and the texts are fitted anew")
	kept := keptFits{fits: make(map[string]*KeptFit, len(file.Editions)), raw: data, broken: len(r.mistakes.list) > before}
	for i := range file.Editions {
		kept.names = append(kept.names, file.Editions[i].Name)
		fit := &file.Editions[i].Value
		fit.Pos = file.Editions[i].Name.Pos // where it is told of
		kept.fits[file.Editions[i].Name.Value] = fit
	}
	return kept
}

// keptRoot begins the paths of what stands in fit.yaml.
const keptRoot = "fit"

// concerns reports whether a mistake in fit.yaml, at a path, concerns an edition: those
// in the fit of another one do not.
func (k *keptFits) concerns(path, edition string) bool {
	within, ok := strings.CutPrefix(path, keptRoot+".editions.")
	if !ok {
		return true
	}
	whose := "" // of names that begin alike, v1 and v1.2, the longest
	for _, name := range k.names {
		if len(name.Value) > len(whose) && (within == name.Value || strings.HasPrefix(within, name.Value+".")) {
			whose = name.Value
		}
	}
	return whose == edition
}

// errKept says why fit.yaml is not written.
var errKept = errors.New("fit.yaml has mistakes, so it was left as it is")

// keptHead stands at the beginning of fit.yaml.
const keptHead = `# How the texts were fitted to their pages. Written by korthet build --keep-fit, which
# takes out what is added by hand. As long as it is here, each text is fitted like
# this where that will do, so that a changed word moves no page but its own. Delete the
# file, or the lines of one edition, to have the texts fitted anew.
`

// KeepFits returns what fit.yaml shall become so that it keeps these fits, by
// edition, and the editions of which it keeps another one then than it does now;
// there are none where it stays as it is. Fits of other editions stay, also of those
// that the publication does not have now. The error says that the file has mistakes, so
// that it must not be written.
func (p *Publication) KeepFits(fits map[string]*KeptFit) (change FileChange, editions []string, err error) {
	if p.kept.broken {
		return FileChange{Name: keptName}, nil, errKept
	}
	var b strings.Builder
	b.WriteString(keptHead + "editions:")
	ids := p.IDs()
	for _, name := range p.keptOthers() {
		ids = append(ids, name.Value)
	}
	for _, id := range ids {
		fit, known := fits[id], p.kept.fits[id]
		switch {
		case fit == nil && known == nil:
			continue
		case fit == nil:
			fit = known
		case !fit.Equal(known):
			editions = append(editions, id)
		}
		b.WriteString("\n  " + keptKey(id) + ":" + fit.text("\n    ", " {title: 0}"))
	}
	b.WriteByte('\n')
	return FileChange{Name: keptName, Old: p.kept.raw, New: []byte(b.String())}, editions, nil
}

// keptOthers returns the names in fit.yaml that no edition has.
func (p *Publication) keptOthers() []Text {
	var others []Text
	for _, name := range p.kept.names {
		if _, ok := p.places[name.Value]; !ok {
			others = append(others, name)
		}
	}
	return others
}

// checkKept warns of fits that no edition takes.
func (r *reader) checkKept(p *Publication) {
	if slices.ContainsFunc(r.mistakes.list, func(e *Error) bool { return e.Pos.File == publicationName && e.Severity != SeverityWarning }) {
		return // that may be why
	}
	for _, name := range p.keptOthers() {
		r.mistakes.warn(name.Pos, "name the edition that is meant, or delete its lines", "there is no edition `"+shorten(name.Value)+"` whose fit this could be")
	}
}

// keptKey returns an edition's name as a key of YAML's.
func keptKey(id string) string {
	if strings.Trim(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") == "" && !slices.Contains([]string{"y", "n", "no", "yes", "on", "off", "true", "false", "null"}, strings.ToLower(id)) {
		return id
	}
	return doubleQuoted(id)
}

// text returns the fit as YAML, each key after a separator; or what stands for
// nothing, where all is as the theme has it.
func (k *KeptFit) text(separator, nothing string) string {
	var b strings.Builder
	add := func(key, value string) { b.WriteString(separator + key + ": " + value) }
	number := func(key string, n Number) {
		if n.Thousandths != 0 {
			add(key, decimal(n.Thousandths))
		}
	}
	whole := func(key string, n Integer) {
		if n.Value != 0 {
			add(key, strconv.Itoa(n.Value))
		}
	}
	number("size", k.Size)
	number("leading", k.Leading)
	number("gutter", k.Gutter)
	whole("tracking", k.Tracking)
	whole("spacing", k.Spacing)
	whole("title", k.Title)
	whole("images", k.Images)
	whole("optional", k.Optional)
	if k.Expansion.Value {
		add("expansion", "true")
	}
	whole("hyphens", k.Hyphens)
	for _, heads := range []struct {
		key string
		KeptHeads
	}{{"sections", k.Sections}, {"subsections", k.Subsections}} {
		if heads.All.Value != 0 || heads.Some.Value != 0 {
			add(heads.key, "{all: "+strconv.Itoa(heads.All.Value)+", some: "+strconv.Itoa(heads.Some.Value)+"}")
		}
	}
	if len(k.Pages) > 0 {
		b.WriteString(separator + "pages:")
		for _, page := range k.Pages {
			b.WriteString(separator + "  - {before: " + strconv.Itoa(page.Before.Value) + ", after: " + strconv.Itoa(page.After.Value) +
				", lines: " + strconv.Itoa(page.Lines.Value) + ", left: " + strconv.Itoa(page.Left.Value) + page.hashes() + "}")
		}
	}
	if b.Len() == 0 {
		return nothing
	}
	return b.String()
}

// hashes returns what a page says of what stands on it, as YAML.
func (p *KeptPage) hashes() string {
	text := ""
	for _, hash := range []struct {
		key string
		Text
	}{{"begins", p.Begins}, {"text", p.Text}, {"look", p.Look}} {
		if hash.Value != "" {
			text += ", " + hash.key + ": " + doubleQuoted(hash.Value)
		}
	}
	return text
}

// decimal writes thousandths with a point.
func decimal(thousandths int64) string {
	sign := ""
	if thousandths < 0 {
		sign, thousandths = "-", -thousandths
	}
	digits := strconv.FormatInt(1000+thousandths%1000, 10)[1:]
	return strings.TrimSuffix(sign+strconv.FormatInt(thousandths/1000, 10)+"."+strings.TrimRight(digits, "0"), ".")
}
