package content

import (
	"path"
	"slices"
	"strings"
)

// checkFallback reports what is wrong with the languages whose texts stand
// where another has none.
func (r *reader) checkFallback(f *publicationFile) {
	for _, e := range f.Fallback {
		language := e.Name
		if reason := badLanguage(language.Value); reason != "" {
			r.mistakes.add(language.Pos, languageHint(language.Value), "`"+shorten(language.Value)+"` "+reason)
		}
		r.checkSeries(e.Value, "language", func(t Text) {
			switch reason := badLanguage(t.Value); {
			case reason != "":
				r.mistakes.add(t.Pos, languageHint(t.Value), "`"+shorten(t.Value)+"` "+reason)
			case t.Value == language.Value:
				r.mistakes.add(t.Pos, "take it out", "`"+t.Value+"` cannot stand in for itself")
			case len(r.dir(path.Join("text", t.Value)).all) == 0:
				r.mistakes.add(t.Pos, "write the code of a language whose texts are there, or take it out",
					"there are no texts in `"+t.Value+"` that could stand in"+r.languages())
			}
		})
	}
}

// checkRegion reports a region that has no folder, and what in its folder nobody
// reads, once for each. language is that of an edition that takes it.
func (r *reader) checkRegion(region Text, language string) {
	name := region.Value
	if !region.Given() || badName(name) != "" || r.regions[name] {
		return
	}
	r.regions[name] = true
	dir := path.Join(regionsFolder, name)
	all := r.dir(dir).all
	if len(all) == 0 {
		var known []string
		for _, entry := range r.dir(regionsFolder).all {
			if folder, ok := strings.CutSuffix(entry, "/"); ok {
				known = append(known, folder)
			}
		}
		hint := didYouMean(name, known)
		if hint == "" {
			hint = "make it, with the files by which the region differs, such as " + textName(name, language, "front")
		}
		r.mistakes.about(dir+"/", region.Pos, hint, "there is no folder "+dir+", or nothing is in it")
		return
	}
	for _, entry := range all {
		if entry != "text/" && entry != "offices/" && entry != publicationName {
			r.mistakes.warn(Pos{File: path.Join(dir, entry)}, didYouMean(strings.TrimSuffix(entry, "/"), []string{"text", "offices"}),
				"this is not used: a region has the folders `text` and `offices`, and a file publication.yaml")
		}
	}
}

// checkRegions warns of texts of regions in languages that none of the region's
// editions takes.
func (r *reader) checkRegions(p *Publication) {
	taken, offices := map[string][]string{}, map[string][]string{}
	for i := range p.editions {
		ref := &p.editions[i]
		if ref.Region.Given() && badName(ref.Region.Value) == "" {
			taken[ref.Region.Value] = append(taken[ref.Region.Value], p.file.chain(ref.Language.Value)...)
			offices[ref.Region.Value] = append(offices[ref.Region.Value], ref.Office.Value)
		}
	}
	done := map[string]bool{}
	for i := range p.editions {
		region := p.editions[i].Region.Value
		if taken[region] == nil || done[region] {
			continue
		}
		done[region] = true
		text := path.Join(regionsFolder, region, "text")
		for _, entry := range r.dir(text).all {
			if lang, folder := strings.CutSuffix(entry, "/"); folder && !slices.Contains(taken[region], lang) {
				hint := "add an edition in this language, or delete the folder"
				if near := Nearest(lang, taken[region]); near != "" {
					hint = "did you mean `" + near + "`?"
				}
				r.mistakes.warn(Pos{File: path.Join(text, lang)}, hint,
					"this is not used: no edition of the region `"+region+"` takes texts in `"+shorten(lang)+"`")
			}
		}
		dir := path.Join(regionsFolder, region, "offices")
		for _, base := range r.dir(dir).files {
			if !slices.Contains(offices[region], base) {
				r.mistakes.warn(Pos{File: path.Join(dir, base+".yaml"), Line: 1, Column: 1}, didYouMean(base, distinctTexts(offices[region])),
					"this file is not used: no edition of the region `"+region+"` has the office `"+shorten(base)+"`")
			}
		}
	}
}

// checkLanguages warns of texts in languages that no edition takes.
func (r *reader) checkLanguages(p *Publication) {
	if len(p.editions) == 0 {
		return
	}
	taken := []string{p.SourceLanguage()}
	for i := range p.editions {
		if lang := p.editions[i].Language.Value; !slices.Contains(taken, lang) || i == 0 {
			taken = append(taken, p.file.chain(lang)...)
		}
	}
	for _, entry := range r.dir("text").all {
		lang, folder := strings.CutSuffix(entry, "/")
		base, text := strings.CutSuffix(entry, ".yaml")
		switch near := Nearest(lang, taken); {
		case strings.HasPrefix(entry, "."):
		case folder && !slices.Contains(taken, lang) && len(r.dir(path.Join("text", lang)).files) > 0:
			hint := "add an edition in it to " + publicationName + ", such as `" + lang + ": {language: " + lang + "}`, or delete the folder"
			if near != "" {
				hint = "did you mean `" + near + "`? Else " + hint
			}
			first := textName("", lang, r.dir(path.Join("text", lang)).files[0])
			r.mistakes.warn(Pos{File: first, Line: 1, Column: 1}, hint, "the folder text/"+shorten(lang)+" is not used: no edition takes texts in `"+shorten(lang)+"`")
		case text:
			r.mistakes.warn(Pos{File: path.Join("text", entry), Line: 1, Column: 1}, "move it to "+textName("", taken[0], base), "this file is not used: texts are in the folder of their language")
		}
	}
}

// distinctTexts returns the texts that are not empty, each once.
func distinctTexts(list []string) []string {
	var out []string
	for _, text := range list {
		if text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}
