package pdf

import (
	"strconv"

	"korthet/layout/display"
)

// openMark is the marked content that is open on a canvas.
type openMark struct {
	open    bool
	tag     display.TagID
	lang    string
	running display.Running
	spans   int  // marked contents within it that end with it
	actual  bool // its text is told by ActualText
}

// openMark makes what follows belong to tag and be in language lang ("" is the
// tag's). PDF/UA-1 7.1: every operator that paints lies in a marked content that
// is an artifact or has an MCID.
func (c *canvas) openMark(tag display.TagID, lang string) {
	if c.f.tags == nil {
		return // a press file has no tags
	}
	lang = c.f.tags.otherLanguage(tag, lang)
	if c.mark.open && c.mark.tag == tag && c.mark.lang == lang && c.mark.running == c.running {
		return
	}
	c.closeMark()
	c.mark = openMark{open: true, tag: tag, lang: lang, running: c.running}
	if tag == display.NoTag {
		c.op(artifacts[c.running])
		return
	}
	owner := c.f.tags.owner(tag)
	c.dst = append(c.dst, '/')
	c.dst = append(c.dst, structures[c.f.doc.Tags[owner].Role].name...)
	c.dst = append(c.dst, "<</MCID "...)
	c.dst = strconv.AppendInt(c.dst, int64(c.marks), 10)
	if c.f.doc.Tags[owner].ActualText != "" {
		// Some readers heed the ActualText of the structure element, some that of
		// the content. The word is told once, where it begins or where it ends; its
		// other parts, on other lines, in another column or on another page, add
		// nothing.
		c.dst = append(c.dst, "/ActualText"...)
		c.dst = appendText(c.dst, c.f.tags.actual(owner, c.toldHere))
		c.mark.actual = true
	}
	c.op(">>BDC")
	if lang != "" {
		// 14.9.2.2: a language within marked content is that of a Span.
		c.dst = append(c.dst, "/Span<</Lang"...)
		c.dst = appendText(c.dst, lang)
		c.op(">>BDC")
		c.mark.spans = 1
	}
	c.f.tags.mark(owner, tag, c.surface, c.marks)
	c.marks++
}

// artifacts are the beginnings of artifacts, by what they are. PDF/UA-1 7.8:
// running heads and feet are told to be.
var artifacts = [...]string{ //nolint:gochecknoglobals // a constant table
	"/Artifact BMC",
	display.RunningHead: "/Artifact<</Type/Pagination/Subtype/Header>>BDC",
	display.RunningFoot: "/Artifact<</Type/Pagination/Subtype/Footer>>BDC",
}

// closeMark ends the open marked content, and the text object in it.
func (c *canvas) closeMark() {
	c.endText()
	if !c.mark.open {
		return
	}
	for range c.mark.spans + 1 {
		c.op("EMC")
	}
	c.mark = openMark{}
}

// tagIndex is what the tag tree's writing needs to know of each tag: whose
// element it belongs to, where its contents are, how far they reach.
type tagIndex struct {
	doc       *display.Document
	marks     []mark
	first     []int32 // by tag: its first mark, as index + 1; 0 for none
	last      []int32
	languages []string // by tag: the language in force
	figures   []display.TagID
	reached   []reached               // by figure, in the order they were met
	shown     map[display.Item]bool   // items of shared layers that a surface has shown
	parts     map[display.TagID]*part // of the words that have several, by tag
}

// mark is a marked content with an MCID.
type mark struct {
	surface int
	mcid    int32
	next    int32         // the tag's next mark, as index + 1
	owner   display.TagID // whose structure element it belongs to
	at      box           // around what it shows
	reached bool
}

// reached is the box around a figure.
type reached struct {
	figure  display.TagID
	surface int
	around  box
}

func newTagIndex(doc *display.Document) *tagIndex {
	t := &tagIndex{
		doc:       doc,
		marks:     make([]mark, 0, len(doc.Tags)),
		first:     make([]int32, len(doc.Tags)),
		last:      make([]int32, len(doc.Tags)),
		languages: make([]string, len(doc.Tags)),
	}
	t.languages[display.NoTag] = doc.Meta.Language
	for id := 1; id < len(doc.Tags); id++ {
		tag := &doc.Tags[id]
		t.languages[id] = t.languages[tag.Parent]
		if tag.Lang != "" {
			t.languages[id] = tag.Lang
		}
		figure := tag.Role == display.RoleFigure
		if figure && t.figures == nil {
			t.figures = make([]display.TagID, len(doc.Tags))
		}
		if figure {
			t.figures[id] = display.TagID(id)
		} else if t.figures != nil {
			t.figures[id] = t.figures[tag.Parent]
		}
	}
	t.findParts()
	return t
}

// owner is the tag whose structure element holds a tag's content: of a text its
// parent.
func (t *tagIndex) owner(tag display.TagID) display.TagID {
	if t.doc.Tags[tag].Role == display.RoleText {
		return t.doc.Tags[tag].Parent
	}
	return tag
}

// otherLanguage is what must be said of a content's language: lang where it is
// not that of the structure element it belongs to, else nothing.
func (t *tagIndex) otherLanguage(tag display.TagID, lang string) string {
	if tag == display.NoTag {
		return ""
	}
	if own := t.doc.Tags[tag].Lang; lang == "" && t.owner(tag) != tag {
		lang = own
	}
	if lang == "" || lang == t.languages[t.owner(tag)] {
		return ""
	}
	return lang
}

// marked reports whether tag, or a text of it, has content already.
func (t *tagIndex) marked(owner display.TagID) bool {
	if t.first[owner] != 0 {
		return true
	}
	for _, kid := range t.doc.Tags[owner].Kids {
		if t.first[kid] != 0 {
			return true
		}
	}
	return false
}

// mark notes a marked content of tag.
func (t *tagIndex) mark(owner, tag display.TagID, surface int, mcid int32) {
	t.marks = append(t.marks, mark{surface: surface, mcid: mcid, owner: owner})
	n := int32(len(t.marks))
	if t.first[tag] == 0 {
		t.first[tag] = n
	} else {
		t.marks[t.last[tag]-1].next = n
	}
	t.last[tag] = n
}

// reach notes what a content of tag covers.
func (t *tagIndex) reach(tag display.TagID, surface int, around box) {
	if tag == display.NoTag {
		return
	}
	if last := t.last[tag]; last != 0 && !t.marks[last-1].reached {
		t.marks[last-1].at, t.marks[last-1].reached = around, true
	}
	if t.figures == nil || t.figures[tag] == display.NoTag {
		return
	}
	figure := t.figures[tag]
	for i := range t.reached {
		if r := &t.reached[i]; r.figure == figure {
			// A figure's box is on one page: the first.
			if r.surface == surface {
				b := &r.around
				*b = box{min(b[0], around[0]), min(b[1], around[1]), max(b[2], around[2]), max(b[3], around[3])}
			}
			return
		}
	}
	t.reached = append(t.reached, reached{figure: figure, surface: surface, around: around})
}

// showFirst reports whether an item of a shared layer was not shown before, and
// notes that it is now.
func (t *tagIndex) showFirst(item display.Item) bool {
	if t.shown[item] {
		return false
	}
	if t.shown == nil {
		t.shown = map[display.Item]bool{}
	}
	t.shown[item] = true
	return true
}
