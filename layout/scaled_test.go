package layout_test

import (
	"strings"

	"korthet/content"
)

// sentences returns a paragraph's text sentence by sentence.
func sentences(text content.Inlines) []content.Inlines {
	var all []content.Inlines
	var current content.Inlines
	for _, inline := range text {
		for rest := inline.Text; rest != ""; {
			end := strings.Index(rest, ". ")
			piece := inline
			if end < 0 {
				piece.Text, rest = rest, ""
				current = append(current, piece)
				continue
			}
			piece.Text, rest = rest[:end+2], rest[end+2:]
			current = append(current, piece)
			if !strings.HasSuffix(piece.Text, "f.d. ") {
				all, current = append(all, current), nil
			}
		}
	}
	if len(current) > 0 {
		all = append(all, current)
	}
	return all
}

// scaled returns the edition with its text cut or repeated to a length in per
// cent: whole sentences are dropped from the ends of paragraphs, or repeated there,
// so that all of the text before any place comes as near to it as they let it.
// Every paragraph keeps a sentence.
func scaled(edition *content.Edition, percent int) *content.Edition {
	want, have := 0, 0
	scale := func(paragraph *content.Paragraph) *content.Paragraph {
		whole := sentences(paragraph.Text)
		want += length(paragraph.Text) * percent
		cut := *paragraph
		cut.Text = nil
		for i := 0; ; i++ {
			next := whole[i%len(whole)]
			if n := length(next); i > 0 && have+n*50 > want {
				break
			}
			if i >= len(whole) && i%len(whole) == 0 { // the last one ended without a space
				last := &cut.Text[len(cut.Text)-1]
				last.Text = strings.TrimRight(last.Text, " ") + " "
			}
			cut.Text = append(cut.Text, next...)
			have += length(next) * 100
		}
		last := &cut.Text[len(cut.Text)-1]
		last.Text = strings.TrimRight(last.Text, " ")
		return &cut
	}
	result := *edition
	result.Sections = changed(edition.Sections, scale)
	return &result
}

// changed returns sections with their paragraphs changed.
func changed(sections []*content.Section, change func(*content.Paragraph) *content.Paragraph) []*content.Section {
	var all []*content.Section
	for _, section := range sections {
		other := *section
		other.Blocks = nil
		for _, block := range section.Blocks {
			if paragraph, ok := block.(*content.Paragraph); ok {
				block = change(paragraph)
			}
			other.Blocks = append(other.Blocks, block)
		}
		other.Sections = changed(section.Sections, change)
		all = append(all, &other)
	}
	return all
}

func length(text content.Inlines) int {
	n := 0
	for _, inline := range text {
		n += len(inline.Text)
	}
	return n
}

// textLength returns how long all paragraphs of an edition are.
func textLength(edition *content.Edition) int {
	n := 0
	changed(edition.Sections, func(p *content.Paragraph) *content.Paragraph {
		n += length(p.Text)
		return p
	})
	return n
}
