package pdf

import (
	"unicode"
	"unicode/utf8"

	"korthet/fonts"
	"korthet/layout/display"
)

// checkGlyphs: no glyph is the one that stands for missing ones, and every
// glyph stands for characters that a reader can be told (PDF/UA-1 7.21.7, 7.21.8;
// Matterhorn 31-027 to 31-030).
func checkGlyphs(c *checker) {
	c.items(func(item display.Item) {
		run, ok := item.(*display.GlyphRun)
		if !ok {
			return
		}
		for i := range run.Glyphs {
			if run.Glyphs[i].ID == fonts.GlyphID(0) {
				r, _ := utf8.DecodeRuneInString(run.Text[run.Glyphs[i].Cluster:])
				c.report(run.Src, "the font %s has no glyph for %q (U+%04X)", run.Face.Name(), string(r), r)
				break
			}
		}
		for _, r := range run.Text {
			if r == 0 || r == 0xFEFF || r == 0xFFFE {
				c.report(run.Src, "the text %q has the character U+%04X, which no reader can be told", run.Text, r)
				break
			}
		}
	})
}

// checkPrivateUse: characters of the private use areas mean nothing to a reader
// unless something else tells what is meant (PDF/A-2a, 6.2.11.7.3).
func checkPrivateUse(c *checker) {
	c.items(func(item display.Item) {
		run, ok := item.(*display.GlyphRun)
		if !ok || run.Tag == display.NoTag {
			return
		}
		if c.doc.Tags[c.doc.Tags[run.Tag].Parent].ActualText != "" {
			return
		}
		for _, r := range run.Text {
			if r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 {
				c.report(run.Src, "the character U+%04X is for private use and means nothing to others; use a character that is in Unicode, or a picture", r)
				return
			}
		}
	})
}

// checkEmbedding: a font whose maker forbids embedding cannot be in the file.
func checkEmbedding(c *checker) {
	seen := map[string]bool{}
	c.items(func(item display.Item) {
		run, ok := item.(*display.GlyphRun)
		if !ok || seen[run.Face.Name()] {
			return
		}
		seen[run.Face.Name()] = true
		if !run.Face.Metrics().Embedding.Allowed() {
			c.report(run.Src, "the font %s forbids that it be embedded in a document; choose another", run.Face.Name())
		}
	})
}

// checkWords: what the tag tree says is what the pages show, letter for letter.
// Order is not looked at, for runs may stand in the order they are seen in; nor
// are spaces, which lines swallow, and soft hyphens, which show nothing.
func checkWords(c *checker) {
	shown := make([]letters, len(c.doc.Tags))
	c.items(func(item display.Item) {
		if run, ok := item.(*display.GlyphRun); ok {
			text := run.Text
			if run.Hyphen {
				_, size := utf8.DecodeLastRuneInString(text)
				text = text[:len(text)-size]
			}
			shown[run.Tag].add(text)
		}
	})
	for id := 1; id < len(c.doc.Tags); id++ {
		tag := &c.doc.Tags[id]
		if tag.Role != display.RoleText {
			continue
		}
		var said letters
		said.add(tag.Text)
		switch {
		case said == shown[id]:
		case shown[id].count == 0:
			c.report(tag.Src, "the text %q is on no page", tag.Text)
		default:
			c.report(tag.Src, "the text %q is not what stands on the page", tag.Text)
		}
	}
}

// letters is a sum of characters.
type letters struct {
	count int
	sum   uint64
}

func (l *letters) add(text string) {
	for _, r := range text {
		if r <= ' ' || r >= 0x80 && (unicode.IsSpace(r) || r == '\u00AD' || r == '\u200B') {
			continue
		}
		l.count++
		// Squares, so that two wrong letters do not make up for each other.
		l.sum += uint64(r) * uint64(r)
	}
}
