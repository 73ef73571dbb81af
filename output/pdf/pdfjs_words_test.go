package pdf_test

import (
	"slices"
	"strings"
	"testing"

	"korthet/layout/display"
)

// word is a word as pdf.js reads it.
type word struct {
	text string
	ends bool // it is the last of its line
}

// wordsOf parts a text into words; spaces that do not break are spaces.
func wordsOf(text string) []word {
	var words []word
	for line := range strings.Lines(strings.ReplaceAll(text, "\u00A0", " ")) {
		for _, w := range strings.Fields(line) {
			words = append(words, word{text: w})
		}
		if len(words) > 0 {
			words[len(words)-1].ends = true
		}
	}
	return words
}

// wordsOfPages are a file's words in the order of its content, artifacts left
// out. Of a broken word pdf.js heeds no ActualText there.
func wordsOfPages(file pdfjsFile) []word {
	var text strings.Builder
	for _, page := range file.Pages {
		text.WriteString(page.Words + "\n")
	}
	return wordsOf(text.String())
}

// wordsOfStructure are a file's words in the order of its structure tree, page
// by page. A broken word's element tells it whole, where it begins and where it
// goes on: between them, it is told once.
func wordsOfStructure(file pdfjsFile) []word {
	var text strings.Builder
	var told string // the whole word that the text ended in
	var walk func(n *pdfjsNode)
	walk = func(n *pdfjsNode) {
		inline := slices.Contains([]string{"", "Span", "Link"}, n.Role)
		switch {
		case n.Role == "Span" && n.Alt != "":
			var own strings.Builder
			for _, kid := range n.Kids {
				own.WriteString(kid.Text)
			}
			parts := strings.TrimRight(strings.ReplaceAll(own.String(), "-\n", ""), "\n")
			if n.Alt != told || strings.TrimSpace(parts) == n.Alt {
				// The space before the word is in its content.
				text.WriteString(parts[:len(parts)-len(strings.TrimLeft(parts, " \n"))] + n.Alt)
			}
			told = n.Alt
			return
		case n.Text != "":
			told = ""
			text.WriteString(n.Text)
		case !inline:
			text.WriteString("\n")
		}
		for _, kid := range n.Kids {
			walk(kid)
		}
	}
	for _, page := range file.Pages {
		walk(page.Tree)
	}
	return wordsOf(text.String())
}

// wordsOfTags are the words of the tag tree in reading order.
func wordsOfTags(doc *display.Document) []string {
	var text strings.Builder
	var walk func(id display.TagID)
	walk = func(id display.TagID) {
		tag := &doc.Tags[id]
		switch tag.Role {
		case display.RoleText, display.RoleSpan, display.RoleEmphasis, display.RoleStrong, display.RoleLink:
		default:
			text.WriteString(" ")
		}
		if tag.ActualText != "" {
			text.WriteString(tag.ActualText)
			return
		}
		text.WriteString(tag.Text)
		for _, kid := range tag.Kids {
			walk(kid)
		}
	}
	walk(display.Root)
	return strings.Fields(strings.ReplaceAll(text.String(), "\u00A0", " "))
}

// difference is the place of the first word of want that got does not have
// there, -1 for none. The join rule of pdf.js: a word broken at a line's end is
// its parts, of which each but the last ends a line and in a hyphen, which is the
// author's or the break's, or in a dash, which is the author's.
func difference(got []word, want []string) int {
	at := 0
	for i, whole := range want {
		n := parts(got[at:], whole)
		if n == 0 {
			return i
		}
		at += n
	}
	if at < len(got) {
		return len(want)
	}
	return -1
}

// parts is how many of the first words of got are whole; 0 where they are not.
func parts(got []word, whole string) int {
	if len(got) == 0 {
		return 0
	}
	if got[0].text == whole {
		return 1
	}
	stem, broken := strings.CutSuffix(got[0].text, "-")
	if !broken && strings.HasSuffix(got[0].text, "—") {
		stem, broken = got[0].text, true // a dash stays
	}
	if !broken || !got[0].ends || stem == "" {
		return 0
	}
	for _, head := range []string{got[0].text, stem} {
		if rest, ok := strings.CutPrefix(whole, head); ok && rest != "" {
			if n := parts(got[1:], rest); n > 0 {
				return n + 1
			}
		}
	}
	return 0
}

func compare(t *testing.T, where string, got []word, want []string) {
	t.Helper()
	if i := difference(got, want); i >= 0 {
		texts := make([]string, len(got))
		for j := range got {
			texts[j] = got[j].text
		}
		near := func(words []string) []string { return words[min(max(0, i-3), len(words)):min(i+30, len(words))] }
		t.Errorf("%s: word %d of %d differs: pdf.js reads %q, want %q", where, i, len(want), near(texts), near(want))
	}
}

// TestJoinRule holds what compares the texts.
func TestJoinRule(t *testing.T) {
	for _, tt := range []struct {
		got, want string
		at        int
	}{
		{"infor-\nmation nu", "information nu", -1},
		{"icke-\nstatlig", "icke-statlig", -1},
		{"låg- och hög", "låg- och hög", -1},
		{"låg-\noch hög", "låg- och hög", -1},
		{"an-\npassnings-\nsvårighet", "anpassningssvårighet", -1},
		{"infor- mation", "information", 0},
		{"infor\nmation", "information", 0},
		{"ett två", "två ett", 0},
		{"ett", "ett två", 1},
		{"ett två", "ett", 1},
		{"ett två", "etttvå", 0},
		{"10\u00A0%", "10 %", -1},
		{"said—\nand", "said—and", -1},
		{"said— and", "said—and", 0},
		{"sa—\nid", "said", 0},
	} {
		if at := difference(wordsOf(tt.got), strings.Fields(tt.want)); at != tt.at {
			t.Errorf("%q and %q differ at %d, want %d", tt.got, tt.want, at, tt.at)
		}
	}
}

// standard are the structure types of the roles, those without one of their own
// as what PDF 1.7 has for them (ISO 32000-1, 14.8.4).
var standard = map[display.Role]string{
	display.RoleDocument: "Document", display.RoleSection: "Sect",
	display.RoleHeading1: "H1", display.RoleHeading2: "H2", display.RoleHeading3: "H3",
	display.RoleHeading4: "H4", display.RoleHeading5: "H5", display.RoleHeading6: "H6",
	display.RoleParagraph: "P", display.RoleList: "L", display.RoleListItem: "LI",
	display.RoleLabel: "Lbl", display.RoleListBody: "LBody",
	display.RoleTable: "Table", display.RoleTableRow: "TR", display.RoleTableHead: "TH", display.RoleTableCell: "TD",
	display.RoleFigure: "Figure", display.RoleCaption: "Caption", display.RoleBlockQuote: "BlockQuote",
	display.RoleNote: "Note", display.RoleAddress: "Div", display.RoleLink: "Link",
	display.RoleSpan: "Span", display.RoleEmphasis: "Span", display.RoleStrong: "Span",
}

// outline prints an element and what is below it, a line each, and counts the
// annotations.
func (n *pdfjsNode) outline(w *strings.Builder, depth int, annotations *int) {
	if n.Annotation != "" {
		*annotations++
	}
	if n.Role == "" {
		return
	}
	line(w, depth, n.Role, n.Lang, n.Alt)
	for _, kid := range n.Kids {
		kid.outline(w, depth+1, annotations)
	}
}

func line(w *strings.Builder, depth int, role, lang, alt string) {
	w.WriteString(strings.Repeat(" ", depth) + role)
	if lang != "" {
		w.WriteString(" lang=" + lang)
	}
	if alt != "" {
		w.WriteString(" alt=" + alt)
	}
	w.WriteString("\n")
}

// contents is what a page has of the tag tree.
type contents struct {
	tags      map[display.TagID]bool // tags that it has something of, and those above them
	links     int
	artifacts bool // it has words that are in no tag
}

// outline prints the tags that a page has something of, as pdf.js tells them.
func (c *contents) outline(w *strings.Builder, doc *display.Document, id display.TagID, depth int) {
	tag := &doc.Tags[id]
	if !c.tags[id] || tag.Role == display.RoleText {
		return
	}
	alt := tag.ActualText
	if alt == "" && tag.Role != display.RoleLink {
		alt = tag.Alt
	}
	line(w, depth, standard[tag.Role], tag.Lang, alt)
	for _, kid := range tag.Kids {
		c.outline(w, doc, kid, depth+1)
	}
}

// contentsByPage goes through the items of each panel. Nothing with a tag may
// lie over several.
func contentsByPage(t *testing.T, doc *display.Document) []*contents {
	t.Helper()
	var pages []*contents
	for _, sheet := range doc.Sheets {
		for _, side := range sheet.Sides {
			for _, panel := range side.Panels {
				c := &contents{tags: map[display.TagID]bool{}}
				c.add(doc, panel.Items)
				if len(side.Panels) == 1 {
					c.add(doc, side.Items)
				} else if over := (&contents{tags: map[display.TagID]bool{}}); len(side.Items) > 0 {
					if over.add(doc, side.Items); len(over.tags) > 0 {
						t.Fatal("there is a tag on several panels")
					}
				}
				pages = append(pages, c)
			}
		}
	}
	return pages
}

func (c *contents) add(doc *display.Document, items []display.Item) {
	for _, item := range items {
		tag := display.NoTag
		switch item := item.(type) {
		case *display.GlyphRun:
			tag = item.Tag
			c.artifacts = c.artifacts || tag == display.NoTag
		case *display.Path:
			if item.Fill != nil || item.Stroke != nil {
				tag = item.Tag
			}
		case *display.Image:
			tag = item.Tag
		case *display.Group:
			c.add(doc, item.Items)
		case *display.Link:
			c.links++
		}
		for ; tag != display.NoTag; tag = doc.Tags[tag].Parent {
			c.tags[tag] = true
		}
	}
}
