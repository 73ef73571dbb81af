package content

import (
	"errors"
	"strings"
)

// checkText reports what stands against a translation: Markdown that cannot be
// set, which keeps its file from being written, and links and marks of its
// source that it lacks.
func (im *importer) checkText(field *TranslatedField, text *ImportedText, target string) {
	found, has := textParts(field.Kind, target)
	for _, e := range found {
		im.failed = im.failed || e.Severity == SeverityError
		im.mistakes.list = append(im.mistakes.list, &Error{
			Pos: text.Pos, Err: errors.New(e.Err.Error() + inLine(target, e.Pos.Line)), Hint: e.Hint, Severity: e.Severity,
		})
	}
	_, wanted := textParts(field.Kind, text.Source)
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

// textParts reads a text and returns its mistakes, and what a translation must
// have too, in words: links that lead to the web or a mailbox, and ids.
func textParts(kind TextKind, text string) (ErrorList, []string) {
	var m mistakes
	s := newSource("", []byte(text), &m)
	if s == nil {
		return m.list, nil
	}
	sc := &scalar{source: s, value: string(s.text), spans: []span{{n: len(s.text)}}}
	var parts []string
	switch md := newMarkdown(); kind {
	case PlainText:
		if at := strings.IndexByte(text, '\n'); at >= 0 {
			m.add(s.pos(at, ""), "write it on one line", "this text may have one line only")
		}
	case LineText:
		parts = linksOf(md.inlines(sc, &m), nil)
	case BlocksText:
		parts = partsOf(md.blocks(sc, &m), nil)
	}
	return m.list.sorted(), parts
}

// partsOf appends the links and ids of blocks.
func partsOf(blocks []Block, parts []string) []string {
	for _, b := range blocks {
		if id := b.Info().ID; id != "" {
			parts = append(parts, "the id {#"+id+"}")
		}
		switch b := b.(type) {
		case *Paragraph:
			parts = linksOf(b.Text, parts)
		case *Heading:
			parts = linksOf(b.Text, parts)
		case *List:
			for _, item := range b.Items {
				parts = partsOf(item.Blocks, parts)
			}
		case *Quote, *Box, *Note:
			parts = partsOf(blocksWithin(b), parts)
		case *Figure, *Table, *PullQuote, *Facts, *QR: // stand in files of their own, not in Markdown
		}
	}
	return parts
}

// linksOf appends the links of a row of inlines.
func linksOf(in Inlines, parts []string) []string {
	var last *Link
	for i := range in {
		if link := in[i].Link; link != nil && link != last {
			parts = append(parts, "the link to "+link.URI)
		}
		last = in[i].Link
	}
	return parts
}
