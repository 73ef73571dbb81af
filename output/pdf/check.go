package pdf

import (
	"fmt"
	"strings"

	"korthet/layout/display"
	"korthet/output/press"
)

// Violation is a rule that a document does not meet.
type Violation struct {
	Rule    string      // its id: of the Matterhorn protocol for PDF/UA-1, of PDF_X4.md for the press, a word for others (PDF_A2.md), "display" for a document that is not whole
	Message string      // what is wrong and what to do, in plain words
	Src     display.Src // where it came from, as far as known
}

// ViolationError is why Write wrote nothing.
type ViolationError struct{ Violations []Violation }

// Error names the first violation and the number of the others.
func (e *ViolationError) Error() string {
	first := e.Violations[0]
	s := fmt.Sprintf("%s (rule %s)", first.Message, first.Rule)
	if first.Src.File != "" {
		s = fmt.Sprintf("%s:%d:%d: %s", first.Src.File, first.Src.Line, first.Src.Column, s)
	}
	if more := len(e.Violations) - 1; more > 0 {
		s += fmt.Sprintf(" and %d more", more)
	}
	return s
}

// rule is one check. It runs on documents that are whole only.
type rule struct {
	id    string
	check func(*checker)
}

// rulesOf are the rules of a target, in the order in which they are reported.
func rulesOf(target Target) []rule {
	if target == Print {
		return []rule{
			{"M3", checkDate},
			{"M4", checkTitle},
			{"M1", checkMetadata},
			{"P1", checkSides},
			{"same-trim", checkSameTrim},
			{"K4", checkSpots},
			{"registration", checkRegistration},
			{"P4", checkBleed},
			{"31-030", checkGlyphs},
			{"words", checkWords},
			{"T1", checkEmbedding},
		}
	}
	return []rule{
		{"06-003", checkTitle},
		{"11-001", checkLanguages},
		{"metadata", checkMetadata},
		{"31-030", checkGlyphs},
		{"private-use", checkPrivateUse},
		{"words", checkWords},
		{"embedding", checkEmbedding},
		{"01-005", checkTagged},
		{"14-002", checkFirstHeading},
		{"14-003", checkHeadingLevels},
		{"13-004", checkFigures},
		{"28-012", checkLinks},
		{"09-005", checkLists},
		{"09-004", checkTables},
	}
}

// Check returns every rule that doc breaks for a target, before a byte is
// written. It panics on no document: one whose parts do not fit together has
// violations of the rule "display" and of no other.
func Check(doc *display.Document, opts Options) []Violation {
	c := &checker{doc: doc}
	c.rule = "display"
	switch opts.Target {
	case Screen:
	case Print:
		c.printer, c.opts = opts.printer(), opts
		checkPrinter(c)
	default:
		c.report(display.Src{}, "this kind of file cannot be written yet")
		return c.found
	}
	c.rule = "display"
	checkWhole(c)
	if len(c.found) > 0 {
		return c.found
	}
	for _, r := range rulesOf(opts.Target) {
		c.rule = r.id
		r.check(c)
	}
	return c.found
}

// checker is a document with what was found in it.
type checker struct {
	doc     *display.Document
	opts    Options
	printer *press.Profile // nil but for a press file
	rule    string
	found   []Violation
}

func (c *checker) report(src display.Src, format string, args ...any) {
	c.found = append(c.found, Violation{Rule: c.rule, Message: fmt.Sprintf(format, args...), Src: src})
}

func checkTitle(c *checker) {
	if strings.TrimSpace(c.doc.Meta.Title) == "" {
		c.report(display.Src{}, "the document has no title; give one in the text of the front")
	}
}

// checkLanguages: every language that is stated is written as BCP 47 wants it,
// and the document's is stated.
func checkLanguages(c *checker) {
	if !isLanguage(c.doc.Meta.Language) {
		c.report(display.Src{}, "the document's language is %q, which is no language code such as sv or en", c.doc.Meta.Language)
	}
	for id := 1; id < len(c.doc.Tags); id++ {
		if tag := &c.doc.Tags[id]; tag.Lang != "" && !isLanguage(tag.Lang) {
			c.report(tag.Src, "%q is no language code such as sv or en", tag.Lang)
		}
	}
}

// isLanguage reports whether s has the form of a language tag: a language of
// two or three letters and subtags of one to eight letters and digits.
func isLanguage(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if len(part) < 1 || len(part) > 8 || i == 0 && (len(part) < 2 || len(part) > 3) {
			return false
		}
		for _, r := range part {
			letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}

// checkMetadata: XML, which the metadata are written in, cannot hold control
// characters.
func checkMetadata(c *checker) {
	m := &c.doc.Meta
	for _, field := range append([]string{m.Title, m.Subject, m.Author, m.Language}, m.Keywords...) {
		for _, r := range field {
			if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF || r == 0xFFFD {
				c.report(display.Src{}, "%q has a character (U+%04X) that metadata cannot hold; take it out", field, r)
				break
			}
		}
	}
}

// checkFirstHeading: the first heading is of the first level.
func checkFirstHeading(c *checker) {
	headings := c.headings()
	if len(headings) == 0 {
		return
	}
	if tag := &c.doc.Tags[headings[0]]; tag.Role != display.RoleHeading1 {
		c.report(tag.Src, "the first heading is of level %d; it must be the title, of level 1", headingLevel(tag.Role))
	}
}

// checkHeadingLevels: no level is skipped on the way down.
func checkHeadingLevels(c *checker) {
	before := 0
	for i, id := range c.headings() {
		tag := &c.doc.Tags[id]
		level := headingLevel(tag.Role)
		if i > 0 && level > before+1 {
			c.report(tag.Src, "a heading of level %d follows one of level %d; use level %d, or a heading between them", level, before, before+1)
		}
		before = level
	}
}

func headingLevel(r display.Role) int { return int(r-display.RoleHeading1) + 1 }

// headings returns the heading tags in reading order.
func (c *checker) headings() []display.TagID {
	var headings []display.TagID
	c.walk(display.Root, func(id display.TagID) {
		if isHeading(c.doc.Tags[id].Role) {
			headings = append(headings, id)
		}
	})
	return headings
}

// walk visits a tag and all below it in reading order.
func (c *checker) walk(id display.TagID, visit func(display.TagID)) {
	visit(id)
	for _, kid := range c.doc.Tags[id].Kids {
		c.walk(kid, visit)
	}
}

func checkFigures(c *checker) {
	for id := 1; id < len(c.doc.Tags); id++ {
		tag := &c.doc.Tags[id]
		if tag.Role == display.RoleFigure && strings.TrimSpace(tag.Alt) == "" && tag.ActualText == "" {
			c.report(tag.Src, "the picture has no alternative text; say in `alt` what it shows")
		}
	}
}

// checkLinks: a link leads somewhere, says where, and can be clicked; an area
// belongs to a link.
func checkLinks(c *checker) {
	areas := map[display.TagID]bool{}
	c.items(func(item display.Item) {
		if link, ok := item.(*display.Link); ok {
			areas[link.Tag] = true
		}
	})
	for id := 1; id < len(c.doc.Tags); id++ {
		tag := &c.doc.Tags[id]
		if tag.Role != display.RoleLink {
			continue
		}
		var words strings.Builder
		writeWords(&words, c.doc, display.TagID(id))
		switch {
		case strings.TrimSpace(tag.URI) == "":
			c.report(tag.Src, "the link %q leads nowhere; give its address", words.String())
		case strings.TrimSpace(tag.Alt) == "" && strings.TrimSpace(words.String()) == "":
			c.report(tag.Src, "the link to %s has no words; say where it leads", tag.URI)
		case !areas[display.TagID(id)]:
			c.report(tag.Src, "the link %q stands nowhere on the page", words.String())
		}
	}
}

// items visits all items, those in groups too.
func (c *checker) items(visit func(display.Item)) {
	var each func(items []display.Item)
	each = func(items []display.Item) {
		for _, item := range items {
			visit(item)
			if group, ok := item.(*display.Group); ok {
				each(group.Items)
			}
		}
	}
	for i := range c.doc.Sheets {
		for j := range c.doc.Sheets[i].Sides {
			side := &c.doc.Sheets[i].Sides[j]
			for k := range side.Panels {
				each(side.Panels[k].Items)
			}
			each(side.Items)
		}
	}
}
