package content

import (
	"io/fs"
	"path"
	"strings"
)

// officeFile is a file of offices: a contact block.
type officeFile struct {
	Pos          Pos
	Name         Text            `yaml:"name,required" doc:"What stands above the block: Headquarters."`
	Organisation Text            `yaml:"organisation" doc:"Whose office it is."`
	Address      []Text          `yaml:"address" doc:"The lines of the address."`
	Phone        []Text          `yaml:"phone" doc:"Telephone numbers, set as typed."`
	Fax          []Text          `yaml:"fax" doc:"Fax numbers, set as typed."`
	Email        []Text          `yaml:"email" doc:"Mail addresses."`
	Web          []Text          `yaml:"web" doc:"Addresses of sites."`
	Hours        []Text          `yaml:"hours" doc:"Opening hours."`
	Labels       officeLabelFile `yaml:"labels" doc:"The words before the details; left out, the language's own."`
	Language     Text            `yaml:"language" doc:"The language where it is not the edition's, for example en."`
}

// officeLabelFile are the words before an office's details.
type officeLabelFile struct {
	Phone Text `yaml:"phone" doc:"Before telephone numbers: Tel."`
	Fax   Text `yaml:"fax" doc:"Before fax numbers: Fax."`
	Email Text `yaml:"email" doc:"Before mail addresses: E-mail."`
	Web   Text `yaml:"web" doc:"Before addresses of sites: Internet."`
	Hours Text `yaml:"hours" doc:"Before opening hours: Open."`
}

// readOffice is an office as it was read.
type readOffice struct {
	file   *officeFile // nil where it could not be read
	errors ErrorList
}

// officeKey tells offices apart: one that its region changes is another.
func officeKey(ref *EditionRef) string { return ref.Office.Value + "\x00" + ref.Region.Value }

// office reads an office's file, and what a region changes in it.
func (r *reader) office(name, region Text) *readOffice {
	o := &readOffice{}
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
		if _, err := fs.Stat(r.fsys, l); err != nil {
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
		hint = didYouMean(name.Value, present)
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
	for _, mail := range f.Email {
		if _, reason, _ := checkURI("mailto:" + mail.Value); reason != "" {
			r.mistakes.warn(mail.Pos, "write it like office@example.org", "`"+shorten(mail.Value)+"` is not a mail address")
		}
	}
	for _, site := range f.Web {
		address := site.Value
		if !strings.Contains(address, "://") {
			address = "https://" + address
		}
		if _, reason, _ := checkURI(address); reason != "" || !strings.Contains(address, ".") || strings.Contains(address, " ") {
			r.mistakes.warn(site.Pos, "write it like https://www.example.org", "`"+shorten(site.Value)+"` is not the address of a site")
		}
	}
}

// office returns the contact block.
func (f *officeFile) office() *Office {
	o := &Office{
		Name: f.Name, Organisation: f.Organisation, Address: f.Address, Phone: f.Phone, Fax: f.Fax,
		Email: f.Email, Web: f.Web, Hours: f.Hours, Language: f.Language.Value, Pos: f.Pos,
		Labels: map[string]Text{},
	}
	l := f.Labels
	for _, label := range []struct {
		field string
		text  Text
	}{{"phone", l.Phone}, {"fax", l.Fax}, {"email", l.Email}, {"web", l.Web}, {"hours", l.Hours}} {
		if label.text.Given() {
			o.Labels[label.field] = label.text
		}
	}
	return o
}
