package content

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// sectionFile is a section as a file of text/LANGUAGE holds it, or as it
// stands below another section.
type sectionFile struct {
	Pos      Pos
	ID       Text          `yaml:"id" doc:"A name that stays when the title is changed or translated; left out, it is made of the title."`
	Title    inlineText    `yaml:"title,required" doc:"The section's head."`
	Language Text          `yaml:"language" doc:"The language where it is not the edition's, for example en."`
	Body     *markdownText `yaml:"body" doc:"The text, in Markdown."`
	Blocks   []blockFile   `yaml:"blocks" doc:"What stands below the text, block by block, where prose is not enough."`
	Sections []sectionFile `yaml:"sections" doc:"The sections below this one."`

	Translates translationRecords `yaml:"translates" doc:"Which texts a translation was made from; written by korthet translate sync."`
}

// blockFile is one of a section's blocks: one of the kinds, and what every
// block can have.
type blockFile struct {
	Pos       Pos
	Text      *markdownText  `yaml:"text,block" doc:"Text, in Markdown."`
	Quote     *quoteText     `yaml:"quote,block" doc:"A quotation, in Markdown."`
	Figure    *figureFile    `yaml:"figure,block" doc:"A picture."`
	Table     *tableFile     `yaml:"table,block" doc:"A table."`
	PullQuote *pullQuoteFile `yaml:"pull-quote,block" doc:"A sentence set large to catch the eye."`
	Box       *boxFile       `yaml:"box,block" doc:"Text set apart on a tint or within a frame."`
	Facts     *factsFile     `yaml:"facts,block" doc:"Numbers set large, each with what it counts."`
	QR        *qrFile        `yaml:"qr,block" doc:"A QR code that leads to an address."`
	Note      *noteText      `yaml:"note,block" doc:"A remark in small type, in Markdown."`
	ID        Text           `yaml:"id" doc:"A name to address the block by."`
	Language  Text           `yaml:"language" doc:"The language where it is not the section's."`
	Optional  Flag           `yaml:"optional" doc:"true: the block may be left out where there is no room for it."`
	Unknown   bool           // it has a key that is none of these, which was reported
}

// blockKind is what the key that names a block holds.
type blockKind interface {
	// place returns where it stands; zero where it could not be read, which was
	// reported.
	place() Pos
	// blocks returns what it stands for and reports what is wrong with it.
	blocks(r *reader) []Block
}

// frontFile is text/LANGUAGE/front.yaml.
type frontFile struct {
	Pos      Pos
	Title    inlineText    `yaml:"title,required" doc:"The publication's title; a line end in a | text is one on the page."`
	Motto    *inlineText   `yaml:"motto" doc:"A line below the title."`
	Colophon *markdownText `yaml:"colophon" doc:"Who made the publication, and of what, in Markdown."`
	Image    Text          `yaml:"image" doc:"A picture in the title area: a file's path from the publication's folder, images/bridge.jpg."`
	Alt      Text          `yaml:"alt" doc:"What the picture shows, for readers who cannot see it."`
	Subject  Text          `yaml:"subject" doc:"What it is about, in this language, for the files' properties; left out, what publication.yaml says."`
	Author   Text          `yaml:"author" doc:"Who made it, in this language, for the files' properties; left out, who publication.yaml names."`
	Keywords []Text        `yaml:"keywords" doc:"Words to find it by, in this language, for the files' properties; left out, those of publication.yaml."`

	Translates translationRecords `yaml:"translates" doc:"Which texts a translation was made from; written by korthet translate sync."`
}

// address returns the path of a section that stands below another: ids are
// unique in an edition, so the path names the section alone.
func (*sectionFile) address(node *yaml.Node) string {
	if id := scalarOf(node, "id"); id != "" {
		return "sections." + id
	}
	if id := slug(scalarOf(node, "title")); id != "" {
		return "sections." + id
	}
	return ""
}

// address returns the path of a block that has an id.
func (*blockFile) address(node *yaml.Node) string {
	if id := scalarOf(node, "id"); id != "" {
		return "blocks." + id
	}
	return ""
}

// scalarOf returns the text of a mapping's key, or "".
func scalarOf(node *yaml.Node, key string) string {
	if value := valueOf(node, key); value != nil && value.Kind == yaml.ScalarNode {
		return strings.TrimSpace(value.Value)
	}
	return ""
}

// section returns the section that the file describes; name is its file's, or
// "" for one below another.
func (f *sectionFile) section(name string, r *reader) *Section {
	m := &r.mistakes
	s := &Section{ID: f.ID.Value, Title: f.Title.Inlines, Language: f.Language.Value, Pos: f.Pos}
	if reason := badID(s.ID); s.ID != "" && reason != "" {
		m.add(f.ID.Pos, "", "the id `"+shorten(s.ID)+"` "+reason)
	}
	if reason := badLanguage(s.Language); s.Language != "" && reason != "" {
		m.add(f.Language.Pos, languageHint(s.Language), "`"+shorten(s.Language)+"` "+reason)
		s.Language = ""
	}
	if name == "" && f.Translates.Pos.File != "" {
		m.add(f.Translates.Pos, "move the lines to the file's end", "`translates` stands at the end of a file, not in a section")
	}
	if s.ID == "" {
		s.ID = name
	}
	if s.ID == "" {
		s.ID = slug(f.Title.Inlines.Plain())
	}
	if f.Body != nil {
		s.Blocks = slices.Clip(f.Body.Blocks) // others may share them
	}
	for i := range f.Blocks {
		s.Blocks = append(s.Blocks, f.Blocks[i].blocks(r)...)
	}
	for i := range f.Sections {
		if f.Sections[i].Pos.File != "" {
			s.Sections = append(s.Sections, f.Sections[i].section("", r))
		}
	}
	if f.Body == nil && f.Blocks == nil && f.Sections == nil {
		m.add(f.Pos, "give it a `body`, or take it out", "this section is empty: it has neither text nor sections below it")
	}
	return s
}

// twoKinds reports a block that is two kinds at once. What of it could not be
// read has no place, and was reported.
func (r *reader) twoKinds(one, other string, first, second Pos) {
	places := slices.DeleteFunc([]Pos{second, first}, func(p Pos) bool { return p.File == "" })
	if len(places) > 0 {
		r.mistakes.add(places[0], "begin a block of its own with a dash",
			"a block cannot be `"+one+"` and `"+other+"` at once", places[1:]...)
	}
}

// blocks returns the blocks that the file's block stands for.
func (f *blockFile) blocks(r *reader) []Block {
	kinds := f.kinds()
	switch {
	case len(kinds) == 0 && f.Pos.File != "" && !f.Unknown:
		r.mistakes.add(f.Pos, "write one of them: "+enumerate(readStruct(reflect.TypeFor[blockFile]()).keys(true)),
			"this block has no content")
		return nil
	case len(kinds) == 0:
		return nil
	case len(kinds) > 1:
		r.twoKinds(kinds[0].key, kinds[1].key, kinds[0].place(), kinds[1].place())
		return nil
	case kinds[0].place().File == "":
		return nil
	}
	out := slices.Clone(kinds[0].blocks(r))
	if f.ID.Given() || f.Language.Given() || f.Optional.Given() {
		f.mark(out, &r.mistakes)
	}
	return out
}

// keyedKind is what a key that names a block holds, and the key.
type keyedKind struct {
	blockKind
	key string
}

// kinds returns what the keys that name a block hold, in the file's order.
func (f *blockFile) kinds() []keyedKind {
	var out []keyedKind
	v := reflect.ValueOf(f).Elem()
	for _, field := range readStruct(v.Type()).fields {
		if !field.block || v.Field(field.index).IsNil() {
			continue
		}
		if kind, ok := v.Field(field.index).Interface().(blockKind); ok {
			out = append(out, keyedKind{kind, field.key})
		}
	}
	slices.SortStableFunc(out, func(a, b keyedKind) int {
		p, q := a.place(), b.place()
		return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
	})
	return out
}

// mark gives the blocks what the keys beside the text say. The id is the first
// block's, the rest is all of theirs.
func (f *blockFile) mark(blocks []Block, m *mistakes) {
	if reason := badID(f.ID.Value); f.ID.Given() && reason != "" {
		m.add(f.ID.Pos, "", "the id `"+shorten(f.ID.Value)+"` "+reason)
		return
	}
	if reason := badLanguage(f.Language.Value); f.Language.Given() && reason != "" {
		m.add(f.Language.Pos, languageHint(f.Language.Value), "`"+shorten(f.Language.Value)+"` "+reason)
		return
	}
	for i, b := range blocks {
		b = copied(b)
		blocks[i] = b
		info := b.Info()
		if i == 0 && f.ID.Given() {
			info.ID = f.ID.Value
		}
		if info.Language == "" {
			info.Language = f.Language.Value
		}
		info.Optional = info.Optional || f.Optional.Value
	}
}
