package content

import (
	"path"
	"slices"
)

// textDirOf returns the folder of a language's texts, of everywhere or a
// region's.
func textDirOf(region, language string) string {
	if region == "" {
		return path.Join("text", language)
	}
	return path.Join(regionsFolder, region, "text", language)
}

// textName returns the name of a file of texts, of everywhere or a region's.
func textName(region, language, base string) string {
	return path.Join(textDirOf(region, language), base+".yaml")
}

// textLabel returns how a file of texts is named on the command line: "areas",
// "suomi/areas".
func textLabel(region, base string) string { return path.Join(region, base) }

// stackKey tells the texts of a language in a region apart.
func stackKey(language, region string) string { return language + "\x00" + region }

// followed reports whether the file records what it translates.
func (f *textFile) followed() bool { return f != nil && f.records.Pos.File != "" }

// regionTaking is a region with editions that take texts in a language: their own
// or one that stands in for it.
type regionTaking struct {
	name string
	own  bool // one of them is in the language
	// instead says that one of them has no texts of its own language, so that
	// those in this one are all it has.
	instead bool
}

// regionsTaking returns the regions of the editions that take texts in a language,
// in the publication's order.
func (p *Publication) regionsTaking(r *reader, language string) []regionTaking {
	var out []regionTaking
	at := map[string]int{}
	takes := map[string]bool{} // by the edition's language
	for i := range p.editions {
		e := &p.editions[i]
		name, own := e.Region.Value, e.Language.Value
		if !e.Region.Given() || badName(name) != "" {
			continue
		}
		if _, known := takes[own]; !known {
			takes[own] = slices.Contains(p.file.chain(own), language)
		}
		if !takes[own] {
			continue
		}
		if _, known := at[name]; !known {
			at[name] = len(out)
			out = append(out, regionTaking{name: name})
		}
		region := &out[at[name]]
		region.own = region.own || own == language
		region.instead = region.instead || own != language && len(r.dir(textDirOf("", own)).files)+len(r.dir(textDirOf(name, own)).files) == 0
	}
	return out
}

// sourceFile returns a file of the source language, each read once; nil where
// there is none.
func (p *Publication) sourceFile(region, base string, sources map[string]*textFile) *textFile {
	name := textName(region, p.SourceLanguage(), base)
	file, known := sources[name]
	if !known {
		file = p.textFile(name)
		sources[name] = file
	}
	return file
}

// regionFiles returns the files in which the regions of the editions that take a
// language's texts have texts of their own, or are to have them: since they do in
// their editions in the source language.
//
// A text of a region in the source language is translated by the region's text
// in the other language. One that the region has in that language alone, or in
// the source language itself, stands in the place of one of everywhere: where it
// is recorded, a change of that is told.
func (p *Publication) regionFiles(r *reader, t *Translation, sources map[string]*textFile) []translationFile {
	var out []translationFile
	inSource := map[string]bool{}
	for _, region := range p.regionsTaking(r, t.Source) {
		inSource[region.name] = region.own
	}
	for _, taking := range p.regionsTaking(r, t.Language) {
		region := taking.name
		targets := r.dir(textDirOf(region, t.Language)).files
		var wanted []string
		if t.Language != t.Source && inSource[region] && (taking.own || taking.instead) {
			wanted = r.dir(textDirOf(region, t.Source)).files
		}
		if len(targets)+len(wanted) == 0 {
			continue
		}
		for _, base := range textFilesOf(r.regionSections(&p.file, region)) {
			f := translationFile{region: region, base: base}
			if slices.Contains(targets, base) {
				f.target = p.textFile(textName(region, t.Language, base))
			}
			if slices.Contains(wanted, base) {
				f.source = p.sourceFile(region, base, sources)
			}
			if f.target == nil && f.source == nil {
				continue
			}
			f.below = p.sourceFile("", base, sources)
			f.followed = t.Followed || f.target.followed()
			f.previous = p.previousTexts(region, t.Language, base)
			out = append(out, f)
		}
	}
	return out
}
