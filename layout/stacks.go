package layout

import (
	"strings"
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
	type edge struct{ last, first string }
	edges := make([]edge, len(base.items))
	for i := range base.items {
		if base.items[i].Kind == linebreak.Box {
			continue
		}
		at := base.stops[i]
		if at.hyphen || at.end == at.next {
			continue // a part of a word is no word
		}
		edges[i] = edge{lastWord(p.text[:at.end]), firstWord(p.text[at.next:])}
	}
	text := strings.TrimRight(p.text, " ")
	lastWordAt := strings.LastIndexFunc(text, unicode.IsSpace) + 1
	return func(from, to int) int64 {
		if from < 0 || to >= len(edges) {
			return 0
		}
		var price int64
		if at := base.stops[from]; to == len(edges)-1 && at.end == at.next && at.next > lastWordAt {
			price += tailPrice
		}
		if a := edges[from]; a.last != "" && a.last == edges[to].last {
			price += stackPrice
		}
		if a := edges[from]; a.first != "" && a.first == edges[to].first {
			price += stackPrice
		}
		return price
	}
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
