package content

import (
	"reflect"
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
}

// blockFile is one of a section's blocks: one of the kinds, and what every
// block can have.
type blockFile struct {
	Pos      Pos
	Text     *markdownText `yaml:"text,block" doc:"Text, in Markdown."`
	Quote    *markdownText `yaml:"quote,block" doc:"A quotation, in Markdown."`
	ID       Text          `yaml:"id" doc:"A name to address the block by."`
	Language Text          `yaml:"language" doc:"The language where it is not the section's."`
	Optional Flag          `yaml:"optional" doc:"true: the block may be left out where there is no room for it."`
	Unknown  bool          // it has a key that is none of these, which was reported
}

// frontFile is text/LANGUAGE/front.yaml.
type frontFile struct {
	Pos      Pos
	Title    inlineText    `yaml:"title,required" doc:"The publication's title; a line end in a | text is one on the page."`
	Motto    *inlineText   `yaml:"motto" doc:"A line below the title."`
	Colophon *markdownText `yaml:"colophon" doc:"Who made the publication, and of what, in Markdown."`
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
	if node.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == key && node.Content[i+1].Kind == yaml.ScalarNode {
				return strings.TrimSpace(node.Content[i+1].Value)
			}
		}
	}
	return ""
}

// section returns the section that the file describes; name is its file's, or
// "" for one below another.
func (f *sectionFile) section(name string, m *mistakes) *Section {
	s := &Section{ID: f.ID.Value, Title: f.Title.Inlines, Language: f.Language.Value, Pos: f.Pos}
	if reason := badID(s.ID); s.ID != "" && reason != "" {
		m.add(f.ID.Pos, "", "the id `"+shorten(s.ID)+"` "+reason)
	}
	if reason := badLanguage(s.Language); s.Language != "" && reason != "" {
		m.add(f.Language.Pos, "write a code like sv or en-GB", "`"+shorten(s.Language)+"` "+reason)
		s.Language = ""
	}
	if s.ID == "" {
		s.ID = name
	}
	if s.ID == "" {
		s.ID = slug(f.Title.Inlines.Plain())
	}
	if f.Body != nil {
		s.Blocks = f.Body.Blocks
	}
	for i := range f.Blocks {
		s.Blocks = append(s.Blocks, f.Blocks[i].blocks(m)...)
	}
	for i := range f.Sections {
		if f.Sections[i].Pos.File != "" {
			s.Sections = append(s.Sections, f.Sections[i].section("", m))
		}
	}
	if f.Body == nil && f.Blocks == nil && f.Sections == nil {
		m.add(f.Pos, "give it a `body`, or take it out", "this section is empty: it has neither text nor sections below it")
	}
	return s
}

// blocks returns the blocks that the file's block stands for.
func (f *blockFile) blocks(m *mistakes) []Block {
	var out []Block
	switch {
	case f.Text != nil && f.Quote != nil:
		m.add(f.Quote.Pos, "begin a block of its own with a dash", "a block cannot be a text and a quotation", f.Text.Pos)
		return nil
	case f.Text != nil:
		out = f.Text.Blocks
	case f.Quote != nil:
		out = []Block{&Quote{BlockInfo: BlockInfo{Pos: f.Quote.Pos}, Blocks: f.Quote.Blocks}}
	case f.Pos.File != "" && !f.Unknown:
		m.add(f.Pos, "write one of them: "+enumerate(readStruct(reflect.TypeFor[blockFile]()).keys(true)),
			"this block has no content")
		return nil
	default:
		return nil
	}
	if f.ID.Given() || f.Language.Given() || f.Optional.Given() {
		f.mark(out, m)
	}
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
		m.add(f.Language.Pos, "write a code like sv or en-GB", "`"+shorten(f.Language.Value)+"` "+reason)
		return
	}
	for i, b := range blocks {
		info := infoOf(b)
		if i == 0 && f.ID.Given() {
			info.ID = f.ID.Value
		}
		if info.Language == "" {
			info.Language = f.Language.Value
		}
		info.Optional = info.Optional || f.Optional.Value
	}
}
