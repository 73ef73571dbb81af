package layout

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"korthet/layout/hyphen"
	"korthet/layout/language"
)

// breakFinder finds the places within a paragraph's words where a line may end.
type breakFinder struct {
	s        *setter
	p        *paragraph
	found    []wordBreak // of the word at hand
	kept     []wordBreak // room for those of words
	nextSoft int
	inLine   int // index in p.breaks of the first break not yet passed
}

// findBreaks gives every word of a paragraph the places where it may be parted.
func (s *setter) findBreaks(p *paragraph) {
	b := &breakFinder{s: s, p: p}
	for i := range p.tokens {
		if token := &p.tokens[i]; token.kind == wordToken {
			b.found = b.wordBreaks(b.found[:0], token, i == len(p.tokens)-1)
			token.breaks = b.keep(b.found)
		}
	}
}

// keep returns a copy of a word's places. Those of several words are in one piece
// of memory.
func (b *breakFinder) keep(found []wordBreak) []wordBreak {
	if len(found) == 0 {
		return nil
	}
	if cap(b.kept)-len(b.kept) < len(found) {
		b.kept = make([]wordBreak, 0, max(64, len(found)))
	}
	first := len(b.kept)
	b.kept = append(b.kept, found...)
	return b.kept[first:len(b.kept):len(b.kept)]
}

// wordBreaks appends the places where a word may be parted to none, in order:
// after hyphens and the like in it, at soft hyphens, and by its language's
// patterns.
func (b *breakFinder) wordBreaks(found []wordBreak, token *token, last bool) []wordBreak {
	own, address := false, false
	for ; b.inLine < len(b.p.breaks) && b.p.breaks[b.inLine].Offset < token.end; b.inLine++ {
		at := b.p.breaks[b.inLine]
		if at.Offset <= token.start {
			continue
		}
		cost := otherWordBreak
		switch at.Kind {
		case language.AfterHyphen:
			cost, own = explicitBreak, true
		case language.URL:
			cost, address = addressBreak, true
		case language.Space, language.Other, language.Mandatory:
		}
		found = append(found, wordBreak{offset: at.Offset, cost: cost})
	}
	if b.p.style.Hyphenate && !address {
		found = b.hyphens(found, token, own, last)
	}
	slices.SortStableFunc(found, func(a, b wordBreak) int { return a.offset - b.offset })
	return dropEqual(found)
}

// dropEqual keeps the first of the breaks at one place: the one without a
// hyphen.
func dropEqual(found []wordBreak) []wordBreak {
	kept := found[:0]
	for _, at := range found {
		if n := len(kept); n == 0 || kept[n-1].offset != at.offset {
			kept = append(kept, at)
		}
	}
	return kept
}

// hyphens appends the hyphenation points of a word: where the author put soft
// hyphens, only those; else those of the patterns.
func (b *breakFinder) hyphens(found []wordBreak, token *token, own, last bool) []wordBreak {
	before := len(found)
	if found = b.softHyphens(found, token); len(found) > before {
		return found
	}
	word := b.p.text[token.start:token.end]
	for start := 0; start < len(word); {
		r, size := utf8.DecodeRuneInString(word[start:])
		if !unicode.IsLetter(r) {
			start += size
			continue
		}
		end := len(word)
		if n := strings.IndexFunc(word[start:], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) }); n >= 0 {
			end = start + n
		}
		found = b.letters(found, token, start, end, own, last)
		start = end
	}
	return found
}

// letters appends the hyphenation points of a run of letters in a word.
func (b *breakFinder) letters(found []wordBreak, token *token, start, end int, own, last bool) []wordBreak {
	word := b.p.text[token.start:token.end]
	letters := word[start:end]
	if !b.mayHyphenate(word, start, end) {
		return found
	}
	patterns := b.s.hyphenator(b.p.pieces[b.p.pieceAt(token.start+start)].language)
	extra := int32(0)
	if own {
		extra += secondHyphen
	}
	if first, _ := utf8.DecodeRuneInString(letters); unicode.IsUpper(first) && !b.startsSentence(token) {
		extra += nameHyphen
	}
	if utf8.RuneCountInString(letters) < shortWord {
		extra += shortWordHyphen
	}
	if last {
		extra += lastWordHyphen
	}
	minima := hyphen.Minima{Left: b.s.theme.MinBefore, Right: b.s.theme.MinAfter}
	b.s.points = patterns.Points(b.s.points[:0], letters, minima)
	for _, point := range b.s.points {
		cost := ordinaryHyphen
		if point.Quality == hyphen.Compound {
			cost = compoundHyphen
		}
		if utf8.RuneCountInString(letters[:point.Offset]) < shortFragment {
			cost += headHyphen
		}
		if utf8.RuneCountInString(letters[point.Offset:]) < shortFragment {
			cost += tailHyphen
		}
		found = append(found, wordBreak{offset: token.start + start + point.Offset, hyphen: true, cost: cost + extra})
	}
	return found
}

// mayHyphenate reports whether letters of a word may be parted: not short ones,
// not abbreviations in capitals, and not what clings to digits, an @ or a
// colon, such as "IOM:s".
func (b *breakFinder) mayHyphenate(word string, start, end int) bool {
	letters := word[start:end]
	if n := utf8.RuneCountInString(letters); n < shortestToBreak || n > longestToBreak || strings.ContainsAny(word, "@0123456789") {
		return false
	}
	if end < len(word)-1 && word[end] == ':' || start > 0 && word[start-1] == ':' {
		return false
	}
	capitals := 0
	for _, r := range letters {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	return capitals <= 1
}

// startsSentence reports whether a word is the first of its sentence, where a
// capital says nothing.
func (b *breakFinder) startsSentence(token *token) bool {
	before := strings.TrimRight(b.p.text[:token.start], " \u00A0\u202F\n”’»“\"')")
	return before == "" || strings.ContainsRune(".!?:", rune(before[len(before)-1]))
}

func (b *breakFinder) softHyphens(found []wordBreak, token *token) []wordBreak {
	for ; b.nextSoft < len(b.p.soft) && b.p.soft[b.nextSoft] < token.end; b.nextSoft++ {
		if at := b.p.soft[b.nextSoft]; at > token.start {
			found = append(found, wordBreak{offset: at, hyphen: true, cost: compoundHyphen})
		}
	}
	return found
}
