package layout

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
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
// keep; nil where the text does not fit, or nothing is fitted.
func (s *setter) toKeep(base *Theme, t *trial, doc *display.Document) *content.KeptFit {
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
		Pages:       t.keptPages(doc),
	}
}

func whole(n int) content.Integer { return content.Integer{Value: n} }

// keptPages returns the pages of a trial that was placed.
func (t *trial) keptPages(doc *display.Document) []content.KeptPage {
	pages := make([]content.KeptPage, len(t.plan.rows))
	for i := range pages { // to begin with, none has text
		pages[i].Before = whole(len(t.blocks))
	}
	for i := len(t.filled.segments) - 1; i >= 0; i-- {
		seg := &t.filled.segments[i]
		pages[seg.column/t.plan.columns] = pageTop(t.blocks, slices.Index(t.blocks, seg.block), seg.setting, seg.from)
	}
	texts, looks := pageHashes(doc)
	for i := range pages {
		if i < len(texts) {
			pages[i].Text.Value, pages[i].Look.Value = texts[i], looks[i]
		}
	}
	return pages
}

// pageTop says where a page begins: at a line of a block, in one of its settings.
func pageTop(blocks []*flowBlock, block, setting, line int) content.KeptPage {
	top := content.KeptPage{Before: whole(block), After: whole(len(blocks) - block - 1)}
	if line > 0 {
		top.Lines, top.Left = whole(line), whole(len(blocks[block].settings[setting].lines)-line)
	}
	return top
}

// beginsAt reports whether a page begins where it was kept to begin, in a text of
// which a word may have changed, or a paragraph before or after.
func beginsAt(page, kept *content.KeptPage) bool {
	return (page.Before.Value == kept.Before.Value || page.After.Value == kept.After.Value) &&
		(page.Lines.Value == kept.Lines.Value || page.Left.Value == kept.Left.Value) && (page.Lines.Value > 0) == (kept.Lines.Value > 0)
}

// pageHashes returns of each page a hash of its texts, whole also where they begin or
// end on another, and one of the places of what stands on it. What belongs to no
// text, as a page number does, counts in neither.
func pageHashes(doc *display.Document) (texts, looks []string) {
	said := map[display.TagID]*strings.Builder{}
	eachPage(doc, func(run *display.GlyphRun, block display.TagID) {
		if said[block] == nil {
			said[block] = &strings.Builder{}
		}
		said[block].WriteString(wordsOf(run))
	}, func() {})
	text, look, last := sha256.New(), sha256.New(), display.NoTag
	var buffer []byte
	eachPage(doc, func(run *display.GlyphRun, block display.TagID) {
		if block != last {
			text.Write([]byte(said[block].String() + "\n"))
			last = block
		}
		buffer = append(buffer[:0], run.Text...)
		for _, n := range []int64{int64(run.X), int64(run.Y), int64(run.Size), int64(run.LetterSpacing), int64(run.Expansion), int64(len(run.Glyphs))} {
			buffer = binary.LittleEndian.AppendUint64(buffer, uint64(n))
		}
		look.Write(buffer)
	}, func() {
		texts, looks = append(texts, shortSum(text)), append(looks, shortSum(look))
		text, look, last = sha256.New(), sha256.New(), display.NoTag
	})
	return texts, looks
}

// shortSum returns the beginning of a hash, enough of it to tell pages apart.
func shortSum(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:5]) }

// eachPage tells of all runs of text with the blocks that they belong to, and of each
// page's end.
func eachPage(doc *display.Document, tell func(run *display.GlyphRun, block display.TagID), end func()) {
	for _, sheet := range doc.Sheets {
		for _, side := range sheet.Sides {
			for _, panel := range side.Panels {
				for _, item := range panel.Items {
					if run, ok := item.(*display.GlyphRun); ok && run.Tag != display.NoTag {
						tell(run, blockOf(doc, run.Tag))
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

// wordsOf returns what a run says without what lines put in or take out: spaces, and
// the hyphen at a line's end.
func wordsOf(run *display.GlyphRun) string {
	text := run.Text
	if run.Hyphen {
		runes := []rune(text)
		text = string(runes[:max(len(runes)-1, 0)])
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00AD' {
			return -1
		}
		return r
	}, text)
}

// reportMoved warns of pages that are other than they were kept, though their texts
// are the same, and of such as begin elsewhere.
func (s *setter) reportMoved(made *content.KeptFit) {
	kept := s.edition.Kept
	if kept == nil || made == nil {
		return
	}
	var other, elsewhere []string
	for i := range max(len(made.Pages), len(kept.Pages)) {
		number := strconv.Itoa(i + 1)
		if i >= len(made.Pages) || i >= len(kept.Pages) || !beginsAt(&made.Pages[i], &kept.Pages[i]) {
			elsewhere = append(elsewhere, number)
			continue
		}
		page, was := &made.Pages[i], &kept.Pages[i]
		if page.Text.Value == was.Text.Value && page.Look.Value != was.Look.Value {
			other = append(other, number)
		}
	}
	hint := "look at the pages, then keep them as they are now with `korthet build --keep-fit -e " + s.edition.ID + "`, or undo what was changed"
	if len(other) > 0 {
		s.report(Warning, kept.Pos, hint, "%s", ofPages(other, "looks different from when its fit was kept, though its text is the same", "look different from when their fit was kept, though their texts are the same"))
	}
	if len(elsewhere) > 0 {
		s.report(Warning, kept.Pos, hint, "%s", ofPages(elsewhere, "begins elsewhere in the text than when its fit was kept", "begin elsewhere in the text than when their fit was kept"))
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
