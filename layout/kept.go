package layout

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"korthet/content"
	"korthet/layout/display"
)

// What is kept of a fit, and how it is known which pages are no longer as they were
// kept: each has a hash of its texts and one of their places.

// toKeep returns how a trial was fitted from a theme and placed, for the next build to
// keep; nil where the text does not fit, or nothing is fitted. The mark is the tag of
// that of a draft, if there is one.
func (s *setter) toKeep(base *Theme, t *trial, doc *display.Document, mark display.TagID) *content.KeptFit {
	if base.Fit.Off || t.outcome == tooLong || s.ctx.Err() != nil {
		return nil
	}
	to := t.theme
	thousandths := func(l display.Length) content.Number {
		return content.Number{Thousandths: display.MulDiv(int64(l), 1000, int64(display.Point))}
	}
	return &content.KeptFit{
		Size:     thousandths(to.Styles[BodyStyle].Size - base.Styles[BodyStyle].Size),
		Leading:  thousandths(to.Grid - base.Grid),
		Gutter:   thousandths(to.Page.Gutter - base.Page.Gutter),
		Tracking: whole(to.Styles[BodyStyle].LetterSpacing - base.Styles[BodyStyle].LetterSpacing),
		Spacing:  whole(to.spacing - base.spacing), Title: whole(to.title - base.title), Images: whole(to.images - base.images),
		Optional: whole(to.dropped - base.dropped), Expansion: content.Flag{Value: to.reserve && !base.reserve},
		Hyphens:     whole(slices.Index(hyphenPrices(), t.filled.hyphenPrice) + 1),
		Sections:    content.KeptHeads{All: whole(t.filled.opening.sections), Some: whole(t.filled.opening.most)},
		Subsections: content.KeptHeads{All: whole(t.filled.opening.subsections), Some: whole(t.filled.opening.mostSub)},
		Pages:       t.keptPages(doc, mark),
	}
}

func whole(n int) content.Integer { return content.Integer{Value: n} }

// keptPages returns the pages of a trial that was placed.
func (t *trial) keptPages(doc *display.Document, mark display.TagID) []content.KeptPage {
	pages := make([]content.KeptPage, len(t.plan.rows))
	for i := range pages { // to begin with, none has text
		pages[i].Before = whole(len(t.blocks))
	}
	typed := make([][]string, len(pages))
	for i := len(t.filled.segments) - 1; i >= 0; i-- {
		seg := &t.filled.segments[i]
		page := seg.column / t.plan.columns
		pages[page] = pageTop(t.blocks, slices.Index(t.blocks, seg.block), seg.setting, seg.from)
		pages[page].Begins.Value = seg.block.name()
		typed[page] = append(typed[page], seg.block.typed())
	}
	texts, looks := pageHashes(doc, mark, typed)
	for i := range min(len(pages), len(texts)) {
		pages[i].Text.Value, pages[i].Look.Value = texts[i], looks[i]
	}
	return pages
}

// pageTop says where a page begins, but for what it begins with: at a line of a block,
// in one of its settings.
func pageTop(blocks []*flowBlock, block, setting, line int) content.KeptPage {
	top := content.KeptPage{Before: whole(block), After: whole(len(blocks) - block - 1)}
	if line > 0 {
		top.Lines, top.Left = whole(line), whole(len(blocks[block].settings[setting].lines)-line)
	}
	return top
}

// beginsAt reports whether a page begins where it was kept to begin, in a text of
// which a word may have changed, or paragraphs before or after. The name is that of
// the block which it begins with.
func beginsAt(page, kept *content.KeptPage, name func() string) bool {
	if page.Before.Value != kept.Before.Value && page.After.Value != kept.After.Value && (kept.Begins.Value == "" || name() != kept.Begins.Value) {
		return false
	}
	return (page.Lines.Value == kept.Lines.Value || page.Left.Value == kept.Left.Value) && (page.Lines.Value > 0) == (kept.Lines.Value > 0)
}

// typed returns what the author typed of a paragraph that makes a difference to its
// lines: its words, line ends, and soft hyphens.
func (b *flowBlock) typed() string {
	if b.p == nil {
		return ""
	}
	return b.p.text + fmt.Sprint(b.p.soft)
}

// name returns a hash that a paragraph is known by, "" for what is none.
func (b *flowBlock) name() string {
	if b.p == nil {
		return ""
	}
	sum := sha256.Sum256([]byte(b.p.text))
	return hex.EncodeToString(sum[:shortSum])
}

// shortSum is how many bytes of a hash tell pages apart, and blocks.
const shortSum = 5

// pageHashes returns of each page a hash of its texts, whole also where they begin or
// end on another, and one of what their lines look like on it. To the texts belongs,
// by page, what was typed of their paragraphs. What belongs to no text, as a page
// number does, counts in neither, nor does the mark of a draft.
func pageHashes(doc *display.Document, mark display.TagID, typed [][]string) (texts, looks []string) {
	said := map[display.TagID]*saying{}
	eachPage(doc, mark, func(run *display.GlyphRun, block display.TagID) {
		if said[block] == nil {
			said[block] = &saying{}
		}
		said[block].add(doc, run)
	}, func() {})
	var text, look bytes.Buffer
	last := display.NoTag
	eachPage(doc, mark, func(run *display.GlyphRun, block display.TagID) {
		if block != last {
			text.Write(said[block].text)
			text.WriteByte('\n')
			last = block
		}
		look.WriteString(run.Text + "\x00" + run.Face.Family())
		for _, n := range []int64{
			int64(run.X), int64(run.Y), int64(run.Size), int64(run.LetterSpacing), int64(run.Expansion), int64(run.Ink.Colour), int64(run.Ink.Tint),
		} {
			look.Write(binary.LittleEndian.AppendUint64(nil, uint64(n)))
		}
		for i := range run.Glyphs {
			look.Write(binary.LittleEndian.AppendUint32(nil, uint32(run.Glyphs[i].ID)))
		}
	}, func() {
		if page := len(texts); page < len(typed) {
			text.WriteString(strings.Join(typed[page], "\x00"))
		}
		for _, sum := range []struct {
			of *bytes.Buffer
			to *[]string
		}{{&text, &texts}, {&look, &looks}} {
			hash := sha256.Sum256(sum.of.Bytes())
			*sum.to = append(*sum.to, hex.EncodeToString(hash[:shortSum]))
			sum.of.Reset()
		}
		last = display.NoTag
	})
	return texts, looks
}

// saying is what a block says, and how: without what lines put in or take out.
type saying struct {
	text  []byte
	roles []byte // of the last word, and of what it is in
}

// add adds a run: its words without spaces, and without the hyphen at a line's end,
// and whether they are strong, or a link, or in another part of the block.
func (s *saying) add(doc *display.Document, run *display.GlyphRun) {
	words := []rune(run.Text)
	if run.Hyphen && len(words) > 0 {
		words = words[:len(words)-1]
	}
	words = slices.DeleteFunc(words, unicode.IsSpace)
	if len(words) == 0 {
		return
	}
	var roles []byte
	for tag := run.Tag; tag != display.NoTag; tag = doc.Tags[tag].Parent {
		if role := doc.Tags[tag].Role; role != display.RoleSpan { // a parted word is in one
			roles = append(roles, byte(role))
		}
	}
	if !bytes.Equal(roles, s.roles) {
		s.text, s.roles = append(s.text, roles...), roles
	}
	s.text = append(s.text, string(words)...)
}

// eachPage tells of all runs of text but those of a tag, with the blocks that they
// belong to, and of each page's end.
func eachPage(doc *display.Document, but display.TagID, tell func(run *display.GlyphRun, block display.TagID), end func()) {
	for _, sheet := range doc.Sheets {
		for _, side := range sheet.Sides {
			for _, panel := range side.Panels {
				for _, item := range panel.Items {
					run, ok := item.(*display.GlyphRun)
					if !ok || run.Tag == display.NoTag {
						continue
					}
					if block := blockOf(doc, run.Tag); block != but {
						tell(run, block)
					}
				}
				end()
			}
		}
	}
}

// blockOf returns the tag of the block that a tag within running text belongs to.
func blockOf(doc *display.Document, tag display.TagID) display.TagID {
	for doc.Tags[tag].Role >= display.RoleLink && doc.Tags[tag].Parent != display.NoTag {
		tag = doc.Tags[tag].Parent
	}
	return tag
}

// reportMoved warns of pages that look different from when the fit was kept, though
// their texts are the same, and of such as begin elsewhere. All of an edition's are
// told of the file, for all editions alike: nobody is to mend them there.
func (s *setter) reportMoved(made *content.KeptFit) {
	kept := s.edition.Kept
	if kept == nil || made == nil {
		return
	}
	warn := func(message string) {
		s.report(Warning, content.Pos{File: kept.Pos.File},
			"look at the pages, then keep them as they are now with `korthet build --keep-fit`, or undo what was changed", "%s", message)
	}
	if len(made.Pages) != len(kept.Pages) {
		warn("the fit was kept for " + count(len(kept.Pages), "page") + ", and the edition has " + strconv.Itoa(len(made.Pages)))
		return
	}
	var other, elsewhere []string
	for i := range made.Pages {
		page, was := &made.Pages[i], &kept.Pages[i]
		switch {
		case !beginsAt(page, was, func() string { return page.Begins.Value }):
			elsewhere = append(elsewhere, strconv.Itoa(i+1))
		case page.Text.Value == was.Text.Value && page.Look.Value != was.Look.Value:
			other = append(other, strconv.Itoa(i+1))
		}
	}
	if len(other) > 0 {
		warn(ofPages(other, "looks different from when the fit was kept, though its text is the same", "look different from when the fit was kept, though their texts are the same"))
	}
	if len(elsewhere) > 0 {
		warn(ofPages(elsewhere, "begins elsewhere in the text than when the fit was kept", "begin elsewhere in the text than when the fit was kept"))
	}
}

// ofPages says something of one page, or of several.
func ofPages(numbers []string, one, several string) string {
	last := len(numbers) - 1
	if last == 0 {
		return "page " + numbers[0] + " " + one
	}
	return "pages " + strings.Join(numbers[:last], ", ") + " and " + numbers[last] + " " + several
}
