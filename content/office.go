package content

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// officeFile is a file of offices: a contact block. What is a text to be read
// may differ from language to language.
type officeFile struct {
	Pos          Pos
	Name         local[Text]     `yaml:"name,required" doc:"What stands above the block: Headquarters; or by language: {sv: Högkvarter, en: Headquarters}."`
	Organisation local[Text]     `yaml:"organisation" doc:"Whose office it is, or by language."`
	Address      addressFile     `yaml:"address" doc:"The lines of the address, or its parts."`
	Phone        []phoneFile     `yaml:"phone" doc:"Telephone numbers, set as typed unless the theme's contact.numbers says otherwise, or groups with number and label."`
	Fax          []Text          `yaml:"fax" doc:"Fax numbers, set like telephone numbers."`
	Email        []Text          `yaml:"email" doc:"Mail addresses."`
	Web          []Text          `yaml:"web" doc:"Addresses of sites."`
	Map          Text            `yaml:"map" doc:"The address of a map that shows the way."`
	MapCode      Flag            `yaml:"map_code" doc:"true: a QR code that leads to the map stands at the block's end."`
	Hours        local[[]Text]   `yaml:"hours" doc:"Opening hours, or by language."`
	Labels       officeLabelFile `yaml:"labels" doc:"The words before the details; those left out, or not there in a language, are the language's own."`
	Language     Text            `yaml:"language" doc:"The language where it is not the edition's, for example en."`
	Owner        Text            `yaml:"owner" doc:"Who answers for the details: a name, a mail address."`
	Verified     Text            `yaml:"verified" doc:"The day on which somebody last made sure of them, year-month-day; korthet check warns when that was too long ago."`
	ValidFor     Text            `yaml:"valid_for" doc:"How long they are trusted from then on: 12 months, 90 days; left out, 12 months."`
}

// phoneFile is a telephone number, with a word before it of its own or not.
type phoneFile struct {
	Pos    Pos
	Number Text        `yaml:"number,required,alone" doc:"The number."`
	Label  local[Text] `yaml:"label" doc:"The word before it, or by language: {sv: Jour, en: Emergency}."`
}

// single says that one number alone is a list of one.
func (*phoneFile) single() {}

// officeLabelFile are the words before an office's details, or these by language.
type officeLabelFile struct {
	Phone local[Text] `yaml:"phone" doc:"Before telephone numbers: Tel."`
	Fax   local[Text] `yaml:"fax" doc:"Before fax numbers: Fax."`
	Email local[Text] `yaml:"email" doc:"Before mail addresses: E-mail."`
	Web   local[Text] `yaml:"web" doc:"Before addresses of sites: Internet."`
	Map   local[Text] `yaml:"map" doc:"Before the address of a map: Map."`
	Hours local[Text] `yaml:"hours" doc:"Before opening hours: Open."`
}

// hasOffice reports whether the edition names an office that there may be.
func (ref *EditionRef) hasOffice() bool { return ref.Office.Given() && badName(ref.Office.Value) == "" }

// office reads the office of an edition; nil where it has none.
func (p *Publication) office(ref *EditionRef) *readOffice {
	if !ref.hasOffice() {
		return nil
	}
	r, ok := p.readers.Get().(*reader)
	if !ok {
		r = newReader(p.fsys)
		r.locks = p.file.Locks
	}
	defer p.readers.Put(r)
	o := r.office(ref.Office, ref.Region)
	if o.file == nil {
		// That there is none is told where it is named first, by all that name it.
		same := func(other EditionRef) bool {
			return other.Office.Value == ref.Office.Value && other.Region.Value == ref.Region.Value
		}
		if first := &p.editions[slices.IndexFunc(p.editions, same)]; first != ref {
			o = r.office(first.Office, first.Region)
		}
	}
	return o
}

// unspoken warns of what an office does not say in an edition's language.
func (p *Publication) unspoken(o *readOffice, ref *EditionRef) ErrorList {
	if o == nil || o.file == nil || !ref.Language.Given() {
		return nil
	}
	return o.file.unspoken(o.file.looked(p.file.lookedUp(ref.Language.Value)))
}

// readOffice is an office as it was read.
type readOffice struct {
	file   *officeFile // nil where it could not be read
	errors ErrorList
}

// officeKey tells offices apart: one that its region changes is another.
func officeKey(ref *EditionRef) string { return ref.Office.Value + "\x00" + ref.Region.Value }

// office reads an office's file, and what a region changes in it. The reader keeps
// nothing of it.
func (r *reader) office(name, region Text) *readOffice {
	o := &readOffice{}
	defer r.forget("offices", path.Join(regionsFolder, region.Value, "offices"), name.Value+".yaml")
	var file *layeredFile
	o.errors = r.capture(func() {
		var f officeFile
		layers, whole := r.officeLayers(name, region)
		if len(layers) == 0 || !whole {
			return
		}
		file = r.decodeLayers(layers, "", "office", &f)
		f.check(r)
		o.file = &f
	})
	if file != nil {
		for i := range o.errors {
			o.errors[i] = file.both(o.errors[i])
		}
	}
	return o
}

// forget lets go of what was read of a file in two folders.
func (r *reader) forget(one, other, file string) {
	delete(r.files, path.Join(one, file))
	delete(r.files, path.Join(other, file))
}

// officeLayers returns the files of an office.
func (r *reader) officeLayers(name, region Text) (layers []*layer, whole bool) {
	file := path.Join("offices", name.Value+".yaml")
	dirs := []textDir{{dir: "offices"}}
	if region.Given() && badName(region.Value) == "" {
		dirs = append(dirs, textDir{dir: path.Join(regionsFolder, region.Value, "offices"), region: true})
	}
	whole = true
	for _, d := range dirs {
		l := path.Join(d.dir, name.Value+".yaml")
		if errors.Is(r.parsed(l).broken, fs.ErrNotExist) {
			continue
		}
		if p := r.parse(l, name.Pos); p.root == nil {
			whole = false
		} else {
			layers = append(layers, &layer{source: p.source, root: p.root, region: d.region})
		}
	}
	if len(layers) > 0 || !whole {
		return layers, whole
	}
	hint := "write it: it holds the contact details"
	// Looking for what was meant costs as much as there are offices; with a
	// thousand of them it may only be done for those that are not there.
	if present := r.folder("offices"); len(present) > 0 {
		hint = "write it, best as a copy of offices/" + present[0] + ".yaml, or name one that is there: " + several(present)
		if near := Nearest(name.Value, present); near != "" {
			hint = "did you mean `" + near + "`?"
		}
	}
	if other := r.variant(file); other != "" {
		hint = "rename " + other
	}
	_, err := fs.Stat(r.fsys, file)
	r.mistakes.about(file, name.Pos, hint, "the file "+file+" "+plainReason(err))
	return nil, false
}

// check reports what is wrong with the values of an office.
func (f *officeFile) check(r *reader) {
	if reason := badLanguage(f.Language.Value); f.Language.Given() && reason != "" {
		r.mistakes.add(f.Language.Pos, languageHint(f.Language.Value), "`"+shorten(f.Language.Value)+"` "+reason)
		f.Language = Text{}
	}
	f.Address.check(&r.mistakes)
	f.checkVerified(&r.mistakes)
	if f.MapCode.Value && !f.Map.Given() {
		r.mistakes.add(f.MapCode.Pos, "add a line `map: …` with the address of a map", "there is no map that a QR code could lead to")
	}
	for _, l := range f.locals() {
		for _, lang := range l.languages() {
			if reason := badLanguage(lang.Value); reason != "" {
				r.mistakes.add(lang.Pos, languageHint(lang.Value), "`"+shorten(lang.Value)+"` "+reason)
			}
		}
	}
	for _, mail := range f.Email {
		if _, reason, _ := checkURI("mailto:" + mail.Value); reason != "" {
			r.mistakes.warn(mail.Pos, "write it like office@example.org", "`"+shorten(mail.Value)+"` is not a mail address")
		}
	}
	sites := slices.Clone(f.Web)
	if f.Map.Given() {
		sites = append(sites, f.Map)
	}
	for _, site := range sites {
		address := site.Value
		if !strings.Contains(address, "://") {
			address = "https://" + address
		}
		if _, reason, _ := checkURI(address); reason != "" || !strings.Contains(address, ".") || strings.Contains(address, " ") {
			r.mistakes.warn(site.Pos, "write it like https://www.example.org", "`"+shorten(site.Value)+"` is not the address of a site")
		}
	}
}

// locals returns what may differ from language to language.
func (f *officeFile) locals() []byLanguage {
	l := &f.Labels
	return append(f.details(), &l.Phone, &l.Fax, &l.Email, &l.Web, &l.Map, &l.Hours)
}

// details returns what of this every edition's readers are to be told in their
// language. Labels are not: each language has its own.
func (f *officeFile) details() []byLanguage {
	out := []byLanguage{&f.Name, &f.Organisation, &f.Address.Town, &f.Address.Country, &f.Hours}
	for i := range f.Phone {
		out = append(out, &f.Phone[i].Label)
	}
	return out
}

// unspoken warns of what an office says in other languages, but in none of an
// edition's.
func (f *officeFile) unspoken(languages []string) ErrorList {
	var out ErrorList
	if badLanguage(languages[0]) != "" {
		return nil // which is told where the edition names it
	}
	for _, l := range f.details() {
		given := l.languages()
		if len(given) == 0 || slices.ContainsFunc(given, func(t Text) bool { return slices.Contains(languages, t.Value) }) {
			continue
		}
		out = append(out, &Error{
			Pos: given[0].Pos, Severity: SeverityWarning,
			Err:  errors.New("this is not there in `" + languages[0] + "`, so it stands in `" + given[0].Value + "`"),
			Hint: "add a line `" + languages[0] + ": …`",
		})
	}
	return out
}

// looked returns the languages in which the office's texts are looked for, for
// an edition that looks for its own in some.
func (f *officeFile) looked(languages []string) []string {
	if f.Language.Given() {
		return append([]string{f.Language.Value}, languages...)
	}
	return languages
}

// spoken returns the language of the whole block where it is not the edition's,
// the first of those in which texts are looked for: the one that the file names,
// or the one in which the office's name is there; "" otherwise.
func (f *officeFile) spoken(languages []string) string {
	given := f.Name.languages()
	if f.Language.Given() || len(given) == 0 {
		return f.Language.Value
	}
	base, _, _ := strings.Cut(languages[0], "-")
	for _, lang := range languages {
		if slices.ContainsFunc(given, func(t Text) bool { return t.Value == lang }) {
			if lang == languages[0] || lang == base {
				return ""
			}
			return lang
		}
	}
	return given[0].Value
}

// ordered returns the languages in which the office's texts are looked for, that of
// the whole block first.
func (f *officeFile) ordered(languages []string) []string {
	return append([]string{f.spoken(languages)}, f.looked(languages)...)
}

// office returns the contact block for an edition that looks for texts in some
// languages.
func (f *officeFile) office(languages []string) *Office {
	own := f.spoken(languages)
	languages = f.ordered(languages)
	o := &Office{
		Name: f.Name.in(languages), Organisation: f.Organisation.in(languages), Address: f.Address.lines(languages), Country: f.Address.Code,
		Fax: f.Fax, Email: f.Email, Web: f.Web, Map: f.Map, MapCode: f.MapCode.Value, Hours: f.Hours.in(languages), Language: own, Pos: f.Pos,
		Labels: map[string]Text{},
	}
	for i := range f.Phone {
		if p := &f.Phone[i]; p.Number.Given() {
			o.Phone = append(o.Phone, Phone{Number: p.Number, Label: p.Label.in(languages)})
		}
	}
	l := &f.Labels
	for _, label := range []struct {
		field string
		text  Text
	}{
		{"phone", l.Phone.own(languages)},
		{"fax", l.Fax.own(languages)},
		{"email", l.Email.own(languages)},
		{"web", l.Web.own(languages)},
		{"map", l.Map.own(languages)},
		{"hours", l.Hours.own(languages)},
	} {
		if label.text.Given() {
			o.Labels[label.field] = label.text
		}
	}
	return o
}
