package content

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Load reads the publication and resolves one of its editions. The edition is
// nil only where publication.yaml lists none by that name.
func Load(fsys fs.FS, edition string) (*Edition, ErrorList) {
	p, errs := Open(fsys)
	e, own := p.Edition(edition)
	return e, append(errs, own...).sorted()
}

// Edition resolves an edition. It returns as much of it as could be read, nil
// where publication.yaml lists none by that name, and the mistakes that concern
// it: those of publication.yaml, of the theme, of the printer's profile and of the texts and the office
// that it takes. Editions of one publication share their texts, which must not
// be changed.
func (p *Publication) Edition(id string) (*Edition, ErrorList) {
	at, ok := p.places[id]
	if !ok {
		var m mistakes
		m.add(Pos{File: publicationName, Line: p.file.Pos.Line, Column: p.file.Pos.Column, Path: "editions"},
			didYouMean(id, p.IDs()), "there is no edition `"+shorten(id)+"`")
		return nil, append(m.list, p.errorsOf(EditionRef{}, nil)...).sorted()
	}
	ref, f := &p.editions[at], &p.file
	e := &Edition{
		ID: id, Publication: f.Name.Value, Language: ref.Language.Value, LanguagePos: ref.Language.Pos, Format: f.Format,
		Pages: ref.Pages.Value, PagesPos: ref.Pages.Pos, Date: f.Date.Value, Author: f.Author, Subject: f.Subject,
		Publisher: f.Publisher, Keywords: f.Keywords, Targets: ref.Targets, Theme: p.themes[ref.Theme.Value],
		Printer: p.printers[ref.Printer.Value], Kept: p.kept.fits[id], Files: p.fsys,
	}
	e.Draft = f.DraftMark.Value && p.isBehind(ref)
	p.resolveText(e, ref)
	office := p.office(ref)
	if office != nil && office.file != nil {
		e.Office = office.file.office(f.lookedUp(e.Language))
	}
	e.Hyphenation = f.hyphenation(e)
	return e, p.errorsOf(*ref, office)
}

// resolveText gives the edition its front and its sections. It is the one place
// that decides which text an edition takes.
func (p *Publication) resolveText(e *Edition, ref *EditionRef) {
	if t := p.textsOf(ref); t != nil {
		e.Front, e.Sections = t.front, t.sections
		if t.subject.Given() {
			e.Subject = t.subject
		}
		if t.author.Given() {
			e.Author = t.author
		}
		if len(t.keywords) > 0 {
			e.Keywords = t.keywords
		}
	}
}

// errorsOf returns the mistakes that concern an edition: those in the files
// that it takes, of publication.yaml not the ones about other editions, and of its
// office.
func (p *Publication) errorsOf(ref EditionRef, office *readOffice) ErrorList {
	var out ErrorList
	for _, e := range p.errors {
		if p.concerns(e, &ref) {
			out = append(out, e)
		}
	}
	if t := p.textsOf(&ref); t != nil {
		out = append(out, t.errors...)
	}
	out = append(out, p.behind[p.stackOf(&ref)]...)
	if office != nil {
		out = append(append(out, office.errors...), p.unspoken(office, &ref)...)
	}
	return out.sorted()
}

// concerns reports whether a mistake that is neither in the texts nor in an office
// concerns an edition; ref is zero for one that is not there.
func (p *Publication) concerns(e *Error, ref *EditionRef) bool {
	file := e.Pos.File
	if e.concerns != "" {
		file = e.concerns
	}
	switch region := path.Join(regionsFolder, ref.Region.Value); {
	case file == publicationName:
		group, name, _ := strings.Cut(e.Pos.Path, ".")
		name, _, _ = strings.Cut(name, ".")
		switch {
		case e.concerns != "" || name == "":
		case group == "editions":
			return name == ref.ID
		case group == "fallback":
			return ref.ID == "" || name == ref.Language.Value
		}
		return true
	case file == keptName:
		return p.kept.concerns(e.Pos.Path, ref.ID)
	case ref.Theme.Given() && file == ref.Theme.Value, ref.Printer.Given() && file == ref.Printer.Value:
		return true
	case !ref.Theme.Given() && (file == p.file.Theme.Value || file == "theme.yaml"):
		return true
	case ref.Region.Given() && (file == region+"/" || file == path.Join(region, publicationName)):
		return true
	}
	return ref.ID != "" && strings.HasPrefix(file, path.Join("text", ref.Language.Value)+"/")
}

// General returns the mistakes that concern no edition: those of files that none
// has, and all where there is none.
func (p *Publication) General() ErrorList {
	var out ErrorList
	for _, e := range p.errors {
		if !slices.ContainsFunc(p.editions, func(ref EditionRef) bool { return p.concerns(e, &ref) }) {
			out = append(out, e)
		}
	}
	return out
}

// textsOf returns the texts of an edition, nil where there are none.
func (p *Publication) textsOf(ref *EditionRef) *textFolder {
	return p.texts[p.stackOf(ref)]
}

// stackOf returns the key of an edition's stack, "" where it has no language.
func (p *Publication) stackOf(ref *EditionRef) string {
	return p.stacks[stackKey(ref.Language.Value, ref.Region.Value)]
}
