package content

import (
	"errors"
	"strings"
)

// checkText reports what stands against a translation: Markdown that cannot be
// set, which keeps its file from being written, and links and marks of its
// source that it lacks.
func (im *importer) checkText(field *TranslatedField, text *ImportedText, target string) {
	found, has := textParts(field.Kind, target, im.language)
	for _, e := range found {
		im.failed = im.failed || e.Severity == SeverityError
		im.mistakes.list = append(im.mistakes.list, &Error{
			Pos: text.Pos, Err: errors.New(e.Err.Error() + inLine(target, e.Pos.Line)), Hint: e.Hint, Severity: e.Severity,
		})
	}
	_, wanted := textParts(field.Kind, text.Source, im.language)
	for i, part := range wanted {
		n := 0
		for _, other := range wanted[:i] {
			if other == part {
				n++
			}
		}
		for _, other := range has {
			if other == part {
				n--
			}
		}
		if n >= 0 {
			im.mistakes.list = append(im.mistakes.list, &Error{
				Pos: text.Pos, Also: []Pos{field.Source.Pos}, Severity: SeverityWarning,
				Err:  errors.New(part + " of the source is missing in the translation"),
				Hint: "put it in, if it was not left out on purpose",
			})
		}
	}
}

// inLine returns in which line of a text of several a mistake is.
func inLine(text string, line int) string {
	lines := strings.Split(text, "\n")
	if len(lines) < 2 || line < 1 || line > len(lines) {
		return ""
	}
	return " (in `" + shorten(strings.TrimSpace(lines[line-1])) + "`)"
}

// textParts reads a text and returns its mistakes, and what a translation into a
// language must have too, in words: links, ids, and passages in other languages.
func textParts(kind TextKind, text, language string) (ErrorList, []string) {
	var m mistakes
	s := newSource("", []byte(text), &m)
	if s == nil {
		return m.list, nil
	}
	sc := &scalar{source: s, value: string(s.text), spans: []span{{n: len(s.text)}}}
	p := partFinder{language: language}
	switch md := newMarkdown(); kind {
	case PlainText:
		if at := strings.IndexByte(text, '\n'); at >= 0 {
			m.add(s.pos(at, ""), "write it on one line", "this text may have one line only")
		}
	case LineText:
		p.inlines(md.inlines(sc, &m))
	case BlocksText:
		p.blocks(md.blocks(sc, &m))
	}
	return m.list.sorted(), p.parts
}

// partFinder finds what a translation into a language must have too.
type partFinder struct {
	language string
	parts    []string
}

// blocks looks through blocks.
func (f *partFinder) blocks(list []Block) {
	for _, b := range list {
		if id := b.Info().ID; id != "" {
			f.parts = append(f.parts, "the id {#"+id+"}")
		}
		switch b := b.(type) {
		case *Paragraph:
			f.inlines(b.Text)
		case *Heading:
			f.inlines(b.Text)
		case *List:
			for _, item := range b.Items {
				f.blocks(item.Blocks)
			}
		case *Quote, *Box, *Note:
			f.blocks(blocksWithin(b))
		case *Figure, *Table, *PullQuote, *Facts, *QR: // have files of their own, they are not written in Markdown
		}
	}
}

// inlines looks through a row of inlines.
func (f *partFinder) inlines(in Inlines) {
	var last Inline
	for i := range in {
		if link := in[i].Link; link != nil && link != last.Link {
			f.parts = append(f.parts, "the link to "+link.URI)
		}
		if lang := in[i].Language; lang != "" && lang != last.Language && lang != f.language {
			f.parts = append(f.parts, "a passage marked {lang="+lang+"}")
		}
		last = in[i]
	}
}
