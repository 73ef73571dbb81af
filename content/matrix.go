package content

import (
	"slices"
	"strconv"
)

// maxEditions bounds how many editions a matrix makes, so that a slip of the
// pen does not keep a machine busy for days.
const maxEditions = 20_000

// matrixFile is publication.yaml's matrix: each of its languages with each of
// its offices is an edition.
type matrixFile struct {
	Pos       Pos
	Languages []Text        `yaml:"languages,required" doc:"The languages, whose texts are in text/LANGUAGE: [sv, fi, en]."`
	Offices   []Text        `yaml:"offices,required" doc:"The offices, each a file in offices without .yaml: [headquarters, helsinki]."`
	Regions   []Text        `yaml:"regions" doc:"The regions, each a folder in regions; where there are any, editions are named LANGUAGE-OFFICE-REGION."`
	Exclude   []excludeFile `yaml:"exclude" doc:"Those that are no edition."`
}

// excludeFile names editions that a matrix does not make: those that have all
// that it says.
type excludeFile struct {
	Pos      Pos
	Language Text `yaml:"language" doc:"The language; left out, every one."`
	Office   Text `yaml:"office" doc:"The office; left out, every one."`
	Region   Text `yaml:"region" doc:"The region; left out, every one."`
}

// matches reports whether an edition is excluded.
func (e *excludeFile) matches(one *editionFile) bool {
	return (!e.Language.Given() || e.Language.Value == one.Language.Value) &&
		(!e.Office.Given() || e.Office.Value == one.Office.Value) &&
		(!e.Region.Given() || e.Region.Value == one.Region.Value)
}

// size returns how many editions the matrix makes, those that are excluded
// among them.
func (m *matrixFile) size() int { return len(m.Languages) * len(m.Offices) * max(len(m.Regions), 1) }

// each calls do for all editions that the matrix makes, those that are excluded
// among them, until it returns false.
func (m *matrixFile) each(do func(entry[editionFile]) bool) {
	regions := m.Regions
	if len(regions) == 0 {
		regions = []Text{{}}
	}
	for _, language := range m.Languages {
		for _, office := range m.Offices {
			for _, region := range regions {
				name := language.Value + "-" + office.Value
				if region.Given() {
					name += "-" + region.Value
				}
				if !do(entry[editionFile]{
					Name:  Text{Value: name, Pos: language.Pos},
					Value: editionFile{Pos: language.Pos, Language: language, Office: office, Region: region},
				}) {
					return
				}
			}
		}
	}
}

// checkMatrix reports what is wrong with the values of a matrix, each once and
// not for each edition.
func (r *reader) checkMatrix(m *matrixFile) {
	r.checkSeries(m.Languages, "language", func(t Text) {
		if reason := badLanguage(t.Value); reason != "" {
			r.mistakes.add(t.Pos, languageHint(t.Value), "`"+shorten(t.Value)+"` "+reason)
		}
	})
	r.checkSeries(m.Offices, "office", func(t Text) {
		if reason := badName(t.Value); reason != "" {
			r.mistakes.add(t.Pos, "write the name of a file in offices, without .yaml", "the office `"+shorten(t.Value)+"` "+reason)
		}
	})
	r.checkSeries(m.Regions, "region", func(t Text) {
		if reason := badName(t.Value); reason != "" {
			r.mistakes.add(t.Pos, "write the name of a folder in regions", "the region `"+shorten(t.Value)+"` "+reason)
		}
	})
	if n := m.size(); n > maxEditions {
		r.mistakes.add(m.Pos, "split the publication in several",
			"the matrix makes "+strconv.Itoa(n)+" editions; at most "+strconv.Itoa(maxEditions)+" can be made at once")
	}
	r.checkNames(m)
	for i := range m.Exclude {
		e := &m.Exclude[i]
		switch {
		case !e.Language.Given() && !e.Office.Given() && !e.Region.Given():
			r.mistakes.add(e.Pos, "name a language, an office or a region", "this excludes every edition")
		case !m.any(e):
			at, hint := e.Pos, "name a language, an office and a region that are made one edition, or take it out"
			for _, part := range []struct {
				name Text
				all  []Text
			}{{e.Language, m.Languages}, {e.Office, m.Offices}, {e.Region, m.Regions}} {
				if part.name.Given() && !slices.ContainsFunc(part.all, func(t Text) bool { return t.Value == part.name.Value }) {
					var known []string
					for _, t := range part.all {
						known = append(known, t.Value)
					}
					if at, hint = part.name.Pos, didYouMean(part.name.Value, known); hint == "" {
						hint = "the matrix has none; take it out"
					}
					break
				}
			}
			r.mistakes.add(at, hint, "this excludes no edition of the matrix")
		}
	}
}

// checkNames reports editions of a matrix that would be named alike: sv-a-b-c is the
// office a in the region b-c, and the office a-b in the region c.
func (r *reader) checkNames(m *matrixFile) {
	if m.size() > maxEditions {
		return // which is told
	}
	named := map[string]*editionFile{}
	m.each(func(one entry[editionFile]) bool {
		if m.excludes(&one.Value) {
			return true
		}
		before, now := named[one.Name.Value], one.Value
		switch {
		case before == nil:
			named[one.Name.Value] = &now
		case before.Language.Value != now.Language.Value || before.Office.Value != now.Office.Value || before.Region.Value != now.Region.Value:
			r.mistakes.add(now.Office.Pos, "give a file or a folder another name, or exclude one of the two",
				"the matrix makes two editions named `"+one.Name.Value+"`: "+before.parts()+", and "+now.parts(), before.Office.Pos)
		}
		return true
	})
}

// parts says what an edition is made of.
func (f *editionFile) parts() string {
	said := "the office `" + f.Office.Value + "` in `" + f.Language.Value + "`"
	if f.Region.Given() {
		said += " and the region `" + f.Region.Value + "`"
	}
	return said
}

// any reports whether an exclusion takes out an edition.
func (m *matrixFile) any(e *excludeFile) bool {
	if m.size() > maxEditions {
		return true // which was told
	}
	found := false
	m.each(func(one entry[editionFile]) bool {
		found = e.matches(&one.Value)
		return !found
	})
	return found
}

// checkSeries checks each text of a list and reports those given twice.
func (r *reader) checkSeries(list []Text, what string, check func(Text)) {
	seen := map[string]Pos{}
	for _, t := range list {
		if before, twice := seen[t.Value]; twice {
			r.mistakes.add(t.Pos, "delete one of them", "the "+what+" `"+shorten(t.Value)+"` is listed twice", before)
			continue
		}
		seen[t.Value] = t.Pos
		check(t)
	}
}

// allEditions returns the editions of a publication in order: those that the
// matrix makes, language by language, then the listed ones. One that is listed
// under a name that the matrix makes stands in its place.
func (f *publicationFile) allEditions() entries[editionFile] {
	m := f.Matrix
	if m == nil || m.size() > maxEditions {
		return f.Editions
	}
	listed := map[string]*entry[editionFile]{}
	for i := range f.Editions {
		listed[f.Editions[i].Name.Value] = &f.Editions[i]
	}
	all := make(entries[editionFile], 0, m.size()+len(f.Editions))
	made := map[string]bool{}
	m.each(func(one entry[editionFile]) bool {
		name := one.Name.Value
		if m.excludes(&one.Value) || made[name] {
			return true
		}
		if own := listed[name]; own != nil {
			one = *own
		}
		made[name] = true
		all = append(all, one)
		return true
	})
	for _, one := range f.Editions {
		if !made[one.Name.Value] {
			all = append(all, one)
		}
	}
	return all
}

// excludes reports whether an edition is none.
func (m *matrixFile) excludes(one *editionFile) bool {
	for i := range m.Exclude {
		if m.Exclude[i].matches(one) {
			return true
		}
	}
	return false
}
