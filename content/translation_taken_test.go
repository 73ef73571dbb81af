package content_test

import (
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// TestTakenTexts says of a text that is missing in Finnish, and one that is out of
// date there, which editions have them, and that none is told twice.
func TestTakenTexts(t *testing.T) {
	const (
		source  = "title: Ett\nblocks:\n  - {id: map, text: Karta}\nsections:\n  - {id: two, title: Två, body: Mer, blocks: [{id: deep, text: Djup}]}\n"
		finnish = "title: Yksi\nblocks: []\nsections:\n  - {id: two, title: Kaksi, body: Lisää}\n" +
			"translates:\n  title: 0000000000000000\n  sections.two.title: 0000000000000000\n"
		title, two, kaksi = "one:title", "one:sections.two.body", "one:sections.two.title"
		chart, deep       = "one:blocks.map.text", "one:blocks.deep.text"
	)
	base := fstest.MapFS{
		"publication.yaml": {Data: []byte("name: a\nformat: a4\npages: 1\nsections: [one, more]\ntargets: [screen]\nfallback: {ee: [fi]}\n" +
			"editions:\n  sv: {language: sv}\n  sv-r: {language: sv, region: r}\n  fi: {language: fi}\n  fi-r: {language: fi, region: r}\n  ee: {language: ee}\n")},
		"text/sv/front.yaml": {Data: []byte("title: T\n")},
		"text/sv/one.yaml":   {Data: []byte(source)},
		"text/sv/more.yaml":  {Data: []byte("title: Mer\nbody: Text\n")},
		"text/fi/front.yaml": {Data: []byte("title: O\n")},
		"text/fi/one.yaml":   {Data: []byte(finnish)},
		"text/fi/more.yaml":  {Data: []byte("title: Lisää\nbody: Tekstiä\n")},
	}
	all := []string{chart, deep, title, kaksi, two}
	slices.Sort(all)
	for _, c := range []struct {
		name   string
		file   string // of the region
		text   string
		gone   []string // what the region's edition has not
		region []string // what it has besides
	}{
		{name: "nothing of its own"},
		{"a title of its own", "text/fi/one.yaml", "title: Oma\n", []string{title}, nil},
		{"another text", "text/fi/one.yaml", "sections: {two: {title: Oma}}\n", []string{kaksi}, nil},
		{"a section taken out in every language", "text/one.yaml", "sections: {two: null}\n", []string{deep, kaksi, two}, nil},
		{"all sections replaced", "text/fi/one.yaml", "sections: {replace: [{id: new, title: Uusi, body: x}]}\n", []string{deep, kaksi, two}, nil},
		{"a list replaced", "text/fi/one.yaml", "blocks: {replace: [{text: x}]}\n", []string{chart}, nil},
		{"the section is not there", "publication.yaml", "sections: [more]\n", all, nil},
		{"a text that the region has in Swedish", "text/sv/one.yaml", "sections: {two: {body: Annat}}\n", nil, []string{"r/one:sections.two.body"}},
		{"and in Finnish", "text/fi/one.yaml", "sections: {two: {body: Muuta}}\n", []string{two}, nil},
	} {
		folder := maps.Clone(base)
		if c.file != "" {
			folder["regions/r/"+c.file] = &fstest.MapFile{Data: []byte(c.text)}
		}
		p, _ := content.Open(folder)
		names := func(id string) []string {
			var out []string
			for _, texts := range p.TakenTexts(languageOf(p, id)) {
				for _, f := range texts.Fields {
					if slices.Contains(texts.Editions, id) && f.Behind() && f.File == "one" {
						out = append(out, f.Name())
					}
				}
			}
			slices.Sort(out)
			return out
		}
		for _, id := range []string{"fi", "ee"} {
			if got := names(id); !slices.Equal(got, all) {
				t.Errorf("%s: %s has %v, want all", c.name, id, got)
			}
		}
		want := append(slices.DeleteFunc(slices.Clone(all), func(name string) bool { return slices.Contains(c.gone, name) }), c.region...)
		slices.Sort(want)
		if got := names("fi-r"); !slices.Equal(got, want) {
			t.Errorf("%s: fi-r has %v, want %v", c.name, got, want)
		}
	}
}

// languageOf returns the language of an edition.
func languageOf(p *content.Publication, id string) string {
	for _, e := range p.Editions() {
		if e.ID == id {
			return e.Language.Value
		}
	}
	return ""
}
