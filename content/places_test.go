package content_test

import (
	"io/fs"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"korthet/content"
)

// checkPlaces looks up every piece of an edition's text in its file: the
// character k of a piece stands k columns behind its place, but for line ends
// and tabs that became spaces and for escapes, which have a piece's end to
// themselves. It returns how many pieces there were.
func checkPlaces(t *testing.T, fsys fs.FS, e *content.Edition) int {
	t.Helper()
	c := placeChecker{t: t, fsys: fsys, lines: map[string][][]rune{}}
	c.inlines(e.Front.Title)
	c.inlines(e.Front.Motto)
	c.blocks(e.Front.Colophon)
	c.sections(e.Sections)
	return c.pieces
}

type placeChecker struct {
	t      *testing.T
	fsys   fs.FS
	lines  map[string][][]rune // of each file
	pieces int
}

// line returns a line of a file as its author sees it.
func (c *placeChecker) line(pos content.Pos) []rune {
	lines, ok := c.lines[pos.File]
	if !ok {
		data, err := fs.ReadFile(c.fsys, pos.File)
		if err != nil {
			c.t.Fatalf("%v: %v", pos, err)
		}
		text := strings.TrimPrefix(string(data), "\uFEFF")
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
		for _, l := range strings.Split(norm.NFC.String(text), "\n") {
			lines = append(lines, []rune(l+"\n"))
		}
		c.lines[pos.File] = lines
	}
	if pos.Line < 1 || pos.Line > len(lines) {
		c.t.Fatalf("%v lies outside of the file, which has %d lines", pos, len(lines))
	}
	return lines[pos.Line-1]
}

func (c *placeChecker) inlines(in content.Inlines) {
	c.t.Helper()
	for _, piece := range in {
		c.pieces++
		line := c.line(piece.Pos)
		if piece.Pos.Column < 1 || piece.Pos.Column > len(line) {
			c.t.Fatalf("%v lies outside of its line, which has %d characters", piece.Pos, len(line))
		}
		if piece.Pos.Path == "" {
			c.t.Errorf("%v has no path", piece.Pos)
		}
		if !piece.Break && piece.Text == "" {
			c.t.Errorf("%v: an empty piece", piece.Pos)
		}
		for k, r := range []rune(piece.Text) {
			at := piece.Pos.Column - 1 + k
			if unicode.Is(unicode.M, r) && (at >= len(line) || line[at] == '\n') {
				break // a mark that begins the next line belongs to what ends this one
			}
			if at >= len(line) {
				c.t.Errorf("%v: %q is longer than its line %q", piece.Pos, piece.Text, string(line))
				break
			}
			switch found := line[at]; {
			case found == r:
			case r == ' ' && (found == '\n' || found == '\t'):
			case found == '&' || found == '\\' || found == '\'':
			case at+1 < len(line) && line[at+1] != r && norm.NFC.String(string(r)) == string(r) && r > 0x7F:
				// composed of an escape and its neighbour
			default:
				c.t.Errorf("%v: character %d of %q is %q in %q", piece.Pos, k, piece.Text, found, string(line))
			}
			if line[at] == '&' || line[at] == '\\' {
				break // an escape ends what can be compared
			}
		}
	}
}

func (c *placeChecker) blocks(list []content.Block) {
	c.t.Helper()
	for _, b := range list {
		switch b := b.(type) {
		case *content.Paragraph:
			c.inlines(b.Text)
		case *content.Heading:
			c.inlines(b.Text)
		case *content.Quote:
			c.blocks(b.Blocks)
		case *content.List:
			for _, item := range b.Items {
				c.blocks(item.Blocks)
			}
		case *content.Figure:
			c.inlines(b.Caption)
			c.inlines(b.Credit)
		case *content.Table:
			c.inlines(b.Caption)
			for _, column := range b.Columns {
				c.inlines(column.Head)
			}
			for _, row := range b.Rows {
				if len(row.Cells) != len(b.Columns) {
					c.t.Errorf("%v: %d cells in %d columns", row.Pos, len(row.Cells), len(b.Columns))
				}
				for _, cell := range row.Cells {
					c.inlines(cell)
				}
			}
		case *content.PullQuote:
			c.inlines(b.Text)
			c.inlines(b.By)
		case *content.Box:
			c.inlines(b.Title)
			c.blocks(b.Blocks)
		case *content.Facts:
			for _, fact := range b.Facts {
				c.inlines(fact.Number)
				c.inlines(fact.Label)
			}
		case *content.QR:
			c.inlines(b.Label)
		case *content.Note:
			c.blocks(b.Blocks)
		default:
			c.t.Errorf("the places in a %T are not looked up", b)
		}
	}
}

func (c *placeChecker) sections(list []*content.Section) {
	c.t.Helper()
	for _, s := range list {
		c.inlines(s.Title)
		c.blocks(s.Blocks)
		c.sections(s.Sections)
	}
}
