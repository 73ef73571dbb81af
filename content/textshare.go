package content

import "gopkg.in/yaml.v3"

// texts are the texts that several merged files have in common, by where they
// were written: layout knows a text by its place in memory, so what a region
// leaves as it is must stay the same one.
type texts map[textKey]sharedText

// textKey tells decoded texts apart.
type textKey struct {
	node           *yaml.Node
	path, language string // the language that it is marked with
}

// sharedText is a decoded text and what was wrong with it.
type sharedText struct {
	value    any
	mistakes ErrorList
}

// sharing returns what a node is decoded as, the same for all that share it.
func sharing[T any](d *decoder, node *yaml.Node, path string, decode func() T) T {
	if d.shared == nil {
		return decode()
	}
	key := textKey{node, path, d.foreign(node)}
	if found, ok := d.shared[key]; ok {
		if value, ok := found.value.(T); ok {
			d.mistakes.list = append(d.mistakes.list, found.mistakes...)
			return value
		}
	}
	before := len(d.mistakes.list)
	value := decode()
	d.shared[key] = sharedText{value, append(ErrorList(nil), d.mistakes.list[before:]...)}
	return value
}

// inLanguage marks a text that came from another language's file.
func (in Inlines) inLanguage(language string) Inlines {
	if language != "" {
		for i := range in {
			if in[i].Language == "" {
				in[i].Language = language
			}
		}
	}
	return in
}

// blocksInLanguage marks blocks that came from another language's file.
func blocksInLanguage(blocks []Block, language string) []Block {
	if language != "" {
		for _, b := range blocks {
			if info := b.Info(); info.Language == "" {
				info.Language = language
			}
		}
	}
	return blocks
}

// copied returns a block of Markdown that can be marked without marking the
// one that others share. Its text stays the same one.
func copied(b Block) Block {
	switch b := b.(type) {
	case *Paragraph:
		c := *b
		return &c
	case *Heading:
		c := *b
		return &c
	case *List:
		c := *b
		return &c
	case *Quote:
		c := *b
		return &c
	case *Note:
		c := *b
		return &c
	case *Figure, *Table, *PullQuote, *Box, *Facts, *QR: // made for one edition alone
	}
	return b
}
