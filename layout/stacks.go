package layout

import (
	"strings"
	"sync"
	"unicode"

	"korthet/layout/linebreak"
)

// stackPrice is the price of the same word at the starts, or the ends, of two
// lines in a row: the eye takes one for the other and skips a line. Like that of
// a river it is a fifth of a hyphen's, so that five of them are worth parting a
// word.
const stackPrice = 200_000

// stacks returns the price of lines that begin or end like their neighbours, for
// linebreak.Options.Pair. A line's last word is the one before the break it ends
// at, and that of the line before it the one before the break it starts at; so
// with the first words. A paragraph that ends in one word after a parted one is
// priced with them: it leaves a line nearly empty to part a word.
func (p *paragraph) stacks(base *breakable) func(from, to int) int64 {
	indent := 0 // items before the text
	if p.indent != 0 {
		indent = 1
	}
	p.edges.once.Do(func() { p.edges.find(p.text, base, indent) })
	edges, lastWordAt := p.edges.words, p.edges.lastWordAt
	return func(from, to int) int64 {
		if from < indent || to-indent >= len(edges) {
			return 0
		}
		var price int64
		if at := base.stops[from]; to-indent == len(edges)-1 && at.end == at.next && at.next > lastWordAt {
			price += tailPrice
		}
		a, b := &edges[from-indent], &edges[to-indent]
		if a.last != "" && a.last == b.last {
			price += stackPrice
		}
		if a.first != "" && a.first == b.first {
			price += stackPrice
		}
		return price
	}
}

// lineEdges are the words beside the places where a paragraph's lines may end.
// They are the same at every size.
type lineEdges struct {
	once       sync.Once
	words      []lineEdge // by item, but for that of the indent
	lastWordAt int
}

// lineEdge has the last word of the line that ends at an item, and the first of
// the line after it.
type lineEdge struct{ last, first string }

func (e *lineEdges) find(text string, base *breakable, indent int) {
	e.words = make([]lineEdge, len(base.items)-indent)
	for i := range e.words {
		if base.items[i+indent].Kind == linebreak.Box {
			continue
		}
		at := base.stops[i+indent]
		if at.hyphen || at.end == at.next {
			continue // a part of a word is no word
		}
		e.words[i] = lineEdge{lastWord(text[:at.end]), firstWord(text[at.next:])}
	}
	e.lastWordAt = strings.LastIndexFunc(strings.TrimRight(text, " "), unicode.IsSpace) + 1
}

// lastWord returns the last word of a text, firstWord the first, without what
// clings to them; nothing where that is a single letter, which no eye goes by.
func lastWord(text string) string {
	return onlyWord(text[strings.LastIndexFunc(text, unicode.IsSpace)+1:])
}

func firstWord(text string) string {
	if end := strings.IndexFunc(text, unicode.IsSpace); end >= 0 {
		text = text[:end]
	}
	return onlyWord(text)
}

func onlyWord(text string) string {
	word := strings.TrimFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(word) < 2 {
		return ""
	}
	return word
}
