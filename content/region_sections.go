package content

import (
	"path"
	"slices"

	"gopkg.in/yaml.v3"
)

// regionFile is regions/REGION/publication.yaml: what a region changes in the
// publication.
type regionFile struct {
	Pos      Pos
	Sections sectionsChange `yaml:"sections,required" doc:"The sections that the region has: a list of all; {append: [more]}; or {policy: null}, which takes one out."`
}

// sectionsChange is what becomes of the list of sections.
type sectionsChange struct {
	pos      Pos
	list     []Text // all that there are; nil: those of everywhere
	appended []Text
	removed  []Text
}

// decode reads the list, or what is changed in it.
func (c *sectionsChange) decode(d *decoder, node *yaml.Node, path string) {
	c.pos = d.pos(node, path)
	if node.Kind != yaml.MappingNode {
		c.list = d.texts(node, path)
		return
	}
	d.pairs(node, path, func(key, value *yaml.Node, keyPath string) {
		switch {
		case key.Value == replaceKey:
			c.list = d.texts(value, keyPath)
		case key.Value == appendKey:
			c.appended = d.texts(value, keyPath)
		case isNull(value):
			c.removed = append(c.removed, Text{Value: composed(key.Value), Pos: d.pos(key, keyPath)})
		default:
			d.mistakes.add(d.pos(value, keyPath), "what a section says is changed in the region's text folder",
				"a section can only be taken out here: write `"+shorten(key.Value)+": null`")
		}
	})
}

// schema returns the schema of the list and of its changes.
func (*sectionsChange) schema(w *schemaWriter) object {
	texts := object{{"type", "array"}, {"items", (&Text{}).schema(w)}, {"minItems", 1}}
	return object{{"anyOf", []object{texts, {
		{"type", "object"},
		{"properties", object{{replaceKey, texts}, {appendKey, texts}}},
		{"additionalProperties", object{{"type", "null"}}},
	}}}}
}

// regionSections returns the sections that an edition of a region has, and
// reports once what is wrong with the region's list.
func (r *reader) regionSections(f *publicationFile, region string) []Text {
	name := path.Join(regionsFolder, region, publicationName)
	if region == "" || badName(region) != "" || !slices.Contains(r.dir(path.Dir(name)).all, publicationName) {
		return f.Sections
	}
	if list, done := r.sections[region]; done {
		return list
	}
	var file regionFile
	list := f.Sections
	if r.file(name, "", &file, Pos{}, "") {
		list = r.changeSections(&file.Sections, f.Sections)
		r.sectionsAt[region] = file.Sections.pos
	}
	r.sections[region] = list
	return list
}

// changeSections returns a list of sections as a region changes it.
func (r *reader) changeSections(c *sectionsChange, sections []Text) []Text {
	list := slices.Clone(sections)
	if c.list != nil {
		list = c.list
	}
	has := func(list []Text, name string) bool {
		return slices.ContainsFunc(list, func(t Text) bool { return t.Value == name })
	}
	refused := func(name Text) bool {
		for i := range r.locks {
			if l := &r.locks[i]; l.covers("sections." + name.Value) {
				r.mistakes.add(name.Pos, l.hint(), "`"+l.Path.Value+"` is locked: no region may take it out", l.Path.Pos)
				return true
			}
		}
		return false
	}
	for _, t := range c.removed {
		switch {
		case !has(list, t.Value):
			var known []string
			for _, s := range list {
				known = append(known, s.Value)
			}
			r.mistakes.add(t.Pos, didYouMean(t.Value, known), "there is no section `"+shorten(t.Value)+"` to take out")
		case !refused(t):
			list = slices.DeleteFunc(slices.Clone(list), func(s Text) bool { return s.Value == t.Value })
		}
	}
	for _, s := range sections {
		if c.list != nil && !has(c.list, s.Value) && len(c.list) > 0 {
			refused(Text{Value: s.Value, Pos: c.list[0].Pos})
		}
	}
	list = slices.Concat(list, c.appended)
	r.checkSeries(list, "section", func(t Text) {
		reason := badName(t.Value)
		switch {
		case has(sections, t.Value): // told where publication.yaml was checked
		case reason != "":
			r.mistakes.add(t.Pos, "", "the section `"+shorten(t.Value)+"` "+reason)
		case t.Value == "front":
			r.mistakes.add(t.Pos, "take it out of the list", "`front` is what stands on the front, which is no section")
		}
	})
	return list
}
