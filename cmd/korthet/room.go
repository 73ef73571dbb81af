package main

import (
	"context"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
)

// How the room of a text is searched for: it is made longer by leastStep
// characters, then by twice as many, until the edition no longer fits, and the
// place where it ceases to is found to within a part of the whole. A text that
// may have mostMore characters more has no limit worth telling.
const (
	leastStep     = 16
	mostMore      = 1 << 15
	roomPrecision = 32
	mostEditions  = 8 // of a language that are tried
)

// roomMeter measures how much longer the texts of a language may become, each
// alone, before an edition no longer fits its pages. It sets the edition with a
// text made longer by words of the language's own.
type roomMeter struct {
	pub      *publication
	language string
	editions []string
	regions  map[string]string // of the editions
	replaced map[string]bool   // the names of texts that regions have in the place of those of everywhere
	fonts    *fonts.Library
	cache    *cache.Cache
	words    []string
	shared   *sharedTexts
}

// newRoomMeter returns the meter of a language's texts. full are those of its
// editions that do not fit even now, which no text can be made longer in.
func newRoomMeter(ctx context.Context, pub *publication, language string, editions []string, texts []content.ExchangeText) (m *roomMeter, full []string) {
	m = &roomMeter{pub: pub, language: language, cache: cache.New(cacheLimit), words: plainWords(texts), shared: &sharedTexts{known: map[string]content.Inlines{}}, regions: map[string]string{}}
	for _, e := range pub.content.Editions() {
		m.regions[e.ID] = e.Region.Value
	}
	m.replaced = map[string]bool{}
	for _, f := range pub.content.Translation(language).Fields {
		if f.Region != "" && f.Target.Given() {
			m.replaced[f.Name()] = true
		}
	}
	m.fonts, _ = publicationFonts(content.Guard(pub.root.FS())) // told by check
	ofRegion := map[string]int{}
	for _, id := range editions {
		if ofRegion[m.regions[id]] == mostEditions {
			continue
		}
		ofRegion[m.regions[id]]++
		if m.set(ctx, pub.content, id) == nil {
			full = append(full, id)
			continue
		}
		m.editions = append(m.editions, id)
	}
	return m, full
}

// plainWords returns the words of texts, for more of their kind.
func plainWords(texts []content.ExchangeText) []string {
	var words []string
	for i := range texts {
		text := texts[i].Target
		if text == "" {
			text = texts[i].Source
		}
		for word := range strings.FieldsSeq(text) {
			if !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != ',' && r != '.' }) {
				words = append(words, word)
			}
		}
	}
	if len(words) == 0 {
		words = []string{"text"}
	}
	return words
}

// limits returns the most characters that each of the texts may have, 0 where
// that cannot be told or is of no use. room is about how many more all of them
// together may have, 0 where that is not known.
func (m *roomMeter) limits(ctx context.Context, texts []content.ExchangeText, show *progress) (limits []int, room int) {
	limits = make([]int, len(texts))
	var regions []string
	for i := range texts {
		if !slices.Contains(regions, texts[i].Region) {
			regions = append(regions, texts[i].Region)
		}
	}
	for _, region := range regions {
		one := *m
		one.editions = m.of(region)
		if more := one.limitsOf(ctx, region, texts, limits, show); region == "" {
			room = more
		}
	}
	return limits, room
}

// of returns the editions that have the texts of a region; those of everywhere
// are in all.
func (m *roomMeter) of(region string) []string {
	var out []string
	for _, id := range m.editions {
		if region == "" || m.regions[id] == region {
			out = append(out, id)
		}
	}
	return out
}

// having returns the meter, or where none of its editions has a text, since their
// regions have others in its place, one of editions that do.
func (m *roomMeter) having(t *content.ExchangeText, all []string) *roomMeter {
	has := func(id string) bool {
		return m.regions[id] == t.Region || !m.replaced[path.Join(m.regions[id], t.Name)]
	}
	if slices.ContainsFunc(m.editions, has) {
		return m
	}
	one := *m
	one.editions = nil
	for _, id := range all {
		if has(id) {
			one.editions = append(one.editions, id)
		}
	}
	return &one
}

// limitsOf is limits for the texts of one region, or those of everywhere, which
// are measured in the meter's editions.
func (m *roomMeter) limitsOf(ctx context.Context, region string, texts []content.ExchangeText, limits []int, show *progress) (room int) {
	if len(m.editions) == 0 {
		return 0
	}
	all := m.editions
	longest := longestText(region, texts)
	if longest >= 0 {
		limits[longest], room = m.tightest(ctx, &texts[longest])
		show.step()
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(texts)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(texts) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if i == longest || texts[i].Region != region {
					continue
				}
				if texts[i].Kind != content.PlainText { // which is heard, not seen
					limits[i] = m.having(&texts[i], all).limit(ctx, &texts[i], room)
				}
				show.step()
			}
		})
	}
	wait.Wait()
	return room
}

// longestText returns the index of a region's longest body, -1 where there is
// none.
func longestText(region string, texts []content.ExchangeText) int {
	longest := -1
	for i := range texts {
		if texts[i].Region == region && texts[i].Kind == content.BlocksText && (longest < 0 || len(texts[i].Source) > len(texts[longest].Source)) {
			longest = i
		}
	}
	return longest
}

// tightest measures a text in each of the editions and keeps the one with the
// least room, in which the others are measured: editions in one language have
// the same texts, and the same room but for their contact blocks.
func (m *roomMeter) tightest(ctx context.Context, t *content.ExchangeText) (limit, room int) {
	all := m.editions
	for _, id := range all {
		one := *m
		one.editions = []string{id}
		n := one.limit(ctx, t, room)
		if n > 0 && (limit == 0 || n < limit) {
			limit, room, m.editions = n, n-utf8.RuneCountInString(present(t)), one.editions
		}
	}
	return limit, room
}

// present returns what stands in the language's file.
func present(t *content.ExchangeText) string {
	if t.Target == "" {
		return t.Source
	}
	return t.Target
}

// limit returns the most characters that a text may have; room is a guess at how
// many more that are, 0 for none.
func (m *roomMeter) limit(ctx context.Context, t *content.ExchangeText, room int) int {
	text := present(t)
	if len(m.editions) == 0 {
		return 0
	}
	lines := 0
	if staysInLines(t) {
		lines = m.lines(ctx, t, text)
		room = 0
	}
	fits := func(more int) bool {
		n := m.lines(ctx, t, lengthened(text, m.filler(more), t.Kind))
		return n > 0 && (lines == 0 || n <= lines)
	}
	length := utf8.RuneCountInString(text)
	good, bad := 0, 0
	for step := max(leastStep, length/roomPrecision, room-room/roomPrecision); bad == 0; {
		switch {
		case good+step > mostMore:
			return 0
		case fits(good + step):
			good += step
			if room > 0 && good == step { // as guessed: what is missing is little
				step = max(leastStep, room/roomPrecision)
			} else {
				step *= 2
			}
		default:
			bad = good + step
		}
	}
	for bad-good > max(1, (length+good)/roomPrecision) {
		if middle := (good + bad) / 2; fits(middle) {
			good = middle
		} else {
			bad = middle
		}
	}
	return length + good
}

// staysInLines reports whether a text is a head or the like, which is to take no
// more lines than now.
func staysInLines(t *content.ExchangeText) bool {
	return t.Kind == content.LineText && !strings.HasSuffix(t.Name, "caption") && !strings.HasSuffix(t.Name, "credit")
}

// filler returns a number of characters of words, the first of them a space.
func (m *roomMeter) filler(characters int) string {
	var b strings.Builder
	for n, next := 0, 0; n < characters; next++ {
		word := m.words[next%len(m.words)]
		b.WriteString(" " + word)
		n += 1 + utf8.RuneCountInString(word)
	}
	text := []rune(b.String())[:characters]
	if characters > 1 && text[characters-1] == ' ' {
		text[characters-1] = 'n'
	}
	return string(text)
}

// lengthened puts more text at the end of the longest line of a text that can
// take it. Much of it is divided into paragraphs where there may be some, as a
// long text is; they are the same in every trial, so they are set once.
func lengthened(text, more string, kind content.TextKind) string {
	lines := strings.Split(text, "\n")
	longest := -1
	for i, line := range lines {
		if strings.HasSuffix(line, "}") || strings.TrimSpace(line) == "" {
			continue // attributes, or nothing
		}
		if longest < 0 || len(line) > len(lines[longest]) {
			longest = i
		}
	}
	if longest < 0 {
		return text + more
	}
	line := strings.TrimRight(lines[longest], ` \`)
	if first, _ := utf8.DecodeRuneInString(line); kind == content.BlocksText && (unicode.IsLetter(first) || first == '*' || first == '[') {
		more = paragraphs(more)
	}
	lines[longest] = line + more + lines[longest][len(line):]
	return strings.Join(lines, "\n")
}

// paragraphs puts blank lines in the place of some of the spaces in a text.
func paragraphs(text string) string {
	const length = 500 // bytes
	var b strings.Builder
	for len(text) > length {
		space := strings.LastIndexByte(text[:length], ' ')
		if space <= 0 {
			break
		}
		b.WriteString(text[:space] + "\n\n")
		text = text[space+1:]
	}
	b.WriteString(text)
	return b.String()
}

// lines sets the editions with a text in the place of what is there and returns
// how many lines of it they have at the most, 0 where one of them does not fit.
func (m *roomMeter) lines(ctx context.Context, t *content.ExchangeText, text string) int {
	change, ok := m.pub.content.TextChange(m.language, t.Name, text)
	if !ok {
		return 0
	}
	trial, _ := content.Open(content.Patched(m.pub.root.FS(), []content.FileChange{change}))
	most := 0
	for _, id := range m.editions {
		doc := m.set(ctx, trial, id)
		if doc == nil {
			return 0
		}
		most = max(most, linesFrom(doc, t.Place, strings.Count(text, "\n")+1))
	}
	return most
}

// set sets an edition, nil where it has errors or does not fit.
func (m *roomMeter) set(ctx context.Context, pub *content.Publication, id string) *display.Document {
	edition, errs := pub.Edition(id)
	if edition == nil || errs.Err() != nil {
		return nil
	}
	m.shared.share(edition)
	set, err := layout.Layout(ctx, edition, layout.Options{Fonts: m.fonts, Cache: m.cache})
	if err != nil {
		return nil
	}
	for _, p := range set.Problems {
		if p.Severity == layout.Error {
			return nil
		}
	}
	return set.Document
}

// linesFrom returns how many lines there are of what stands in a number of lines
// of a file.
func linesFrom(doc *display.Document, from content.Pos, lines int) int {
	type line struct {
		sheet, side, panel int
		y                  display.Length
	}
	seen := map[line]bool{}
	var look func(items []display.Item, at line)
	look = func(items []display.Item, at line) {
		for _, item := range items {
			switch item := item.(type) {
			case *display.Path, *display.Image, *display.Link:
			case *display.GlyphRun:
				if src := item.Src; item.Tag != 0 && src.File == from.File && src.Line >= from.Line && src.Line < from.Line+lines {
					at.y = item.Y
					seen[at] = true
				}
			case *display.Group:
				look(item.Items, at)
			}
		}
	}
	for s := range doc.Sheets {
		for i := range doc.Sheets[s].Sides {
			side := &doc.Sheets[s].Sides[i]
			look(side.Items, line{sheet: s, side: i, panel: -1})
			for p := range side.Panels {
				look(side.Panels[p].Items, line{sheet: s, side: i, panel: p})
			}
		}
	}
	return max(len(seen), 1)
}
