package language

import (
	"sort"
	"strings"
)

// Options turns rules of Typography off; the zero value applies all.
type Options struct {
	KeepQuotes   bool // leave straight quotes and apostrophes
	KeepDashes   bool // leave hyphens between spaces, "--", and hyphens in ranges
	KeepEllipses bool // leave "..."
	KeepSpaces   bool // leave plain spaces, and put none before French punctuation
}

// Piece is a part of a paragraph in one language. The pieces of a paragraph
// follow one another without anything between.
type Piece struct {
	Text     string // UTF-8
	Language string // BCP 47 tag
}

// Result is a piece as Typography leaves it.
type Result struct {
	Text  string
	spans []span
	old   int // length of the piece as it was typed, where spans are
}

// span says where a stretch of the new text comes from.
type span struct {
	start, end int // in the new text
	old        int // where it begins in the old text
	copied     bool
}

// Origin returns the byte offset in the piece as it was typed from which the
// byte at offset of Text comes. An offset inside a mark that was put in leads to
// the start of what it stands for; the end leads to the end.
func (r Result) Origin(offset int) int {
	if len(r.spans) == 0 {
		return offset
	}
	i := sort.Search(len(r.spans), func(i int) bool { return r.spans[i].end > offset })
	if i == len(r.spans) {
		return r.old
	}
	if s := r.spans[i]; s.copied {
		return s.old + offset - s.start
	}
	return r.spans[i].old
}

// Typography sets the pieces of one paragraph as their languages are set: see
// the package comment for what it changes. It works over the pieces together,
// because a quotation may open in one and close in another. It returns one
// result a piece.
func Typography(pieces []Piece, opts Options) []Result {
	s := setter{opts: opts, areas: make([]area, 0, len(pieces)), edits: make([]edit, 0, 16)}
	size := 0
	for i, piece := range pieces {
		size += len(piece.Text)
		next := area{end: size}
		if i > 0 && piece.Language == pieces[i-1].Language {
			next.rules = s.areas[i-1].rules
		} else {
			next.rules = languageRules(piece.Language)
		}
		s.areas = append(s.areas, next)
	}
	if len(pieces) == 1 {
		s.text = pieces[0].Text
	} else {
		var joined strings.Builder
		joined.Grow(size)
		for _, piece := range pieces {
			joined.WriteString(piece.Text)
		}
		s.text = joined.String()
	}
	s.run()
	return s.results(pieces)
}

// setter walks through a paragraph and notes what is to be changed.
type setter struct {
	text  string
	opts  Options
	areas []area // one a piece
	piece int    // the piece that holds the byte at hand
	edits []edit // in order, not overlapping, none across pieces
	quotations
}

// area is a piece's place in the paragraph.
type area struct {
	end   int // byte offset behind it
	rules *rules
}

// edit replaces the bytes from start to end.
type edit struct {
	start, end int
	text       string
}

// replace notes an edit. It takes the place of those that begin at start or
// behind it: what is decided later knows more.
func (s *setter) replace(start, end int, text string) {
	n := len(s.edits)
	for n > 0 && s.edits[n-1].start >= start {
		n--
	}
	s.edits = append(s.edits[:n], edit{start, end, text})
}

// run visits every byte that a rule may begin at.
func (s *setter) run() {
	text := s.text
	kept := fixed(text)
	for i := 0; i < len(text); {
		if len(kept) > 0 && i >= kept[0].start {
			i = kept[0].end
			kept = kept[1:]
			continue
		}
		c := text[i]
		if !isMark[c] {
			i++
			continue
		}
		for i >= s.areas[s.piece].end {
			s.piece++
		}
		r := s.areas[s.piece].rules
		switch {
		case r == nil:
			i = s.mark(i, nil)
		case c == ' ':
			if !s.opts.KeepSpaces {
				if tie := r.tie(text, i); tie != "" {
					s.replace(i, i+1, tie)
				}
			}
			i++
		case c == '-':
			i = s.dash(i, r)
		case c == '.':
			i = s.ellipsis(i)
		case c == ':' || c == ';' || c == '!' || c == '?':
			s.highPoint(i, r)
			i++
		default:
			i = s.mark(i, r)
		}
	}
}

// isMark holds the bytes at which a rule may begin: marks, and the first bytes
// of typographic marks.
//
//nolint:gochecknoglobals // constant table
var isMark = [256]bool{
	' ': true, '-': true, '.': true, ':': true, ';': true, '!': true, '?': true,
	'"': true, '\'': true, 0xC2: true, 0xE2: true,
}

// ellipsis turns exactly three full stops at i into one character and returns
// where to go on.
func (s *setter) ellipsis(i int) int {
	end := i
	for end < len(s.text) && s.text[end] == '.' {
		end++
	}
	if end-i == 3 && end <= s.areas[s.piece].end && !s.opts.KeepEllipses {
		s.replace(i, end, "…")
	}
	return end
}

// highPoint puts the space that French wants before : ; ! ? at i. A space that
// is there has been seen to by tie.
func (s *setter) highPoint(i int, r *rules) {
	if s.opts.KeepSpaces || i == 0 {
		return
	}
	space := r.pointSpace(s.text, i)
	if space == "" {
		return
	}
	if left := before(s.text, i); left == edge || left == opening || left == dashing {
		return
	}
	switch s.text[i-1] {
	case '!', '?', ':', ';':
		return
	}
	s.replace(i, i+1, space+s.text[i:i+1])
}

// pointSpace returns the space that belongs before the mark at i of a text, or
// nothing.
func (r *rules) pointSpace(text string, i int) string {
	switch text[i] {
	case ';', '!', '?':
		return r.high
	case ':':
		// Not in 10:30 and the like.
		if kind := after(text, i+1); kind == edge || kind == quotation || kind == closing || strings.HasPrefix(text[i+1:], "--") {
			return r.colon
		}
	}
	return ""
}

// results applies the edits to each piece.
func (s *setter) results(pieces []Piece) []Result {
	results := make([]Result, len(pieces))
	edits := s.edits
	start := 0
	for i, piece := range pieces {
		end := s.areas[i].end
		n := 0
		for n < len(edits) && edits[n].start < end {
			n++
		}
		results[i] = apply(piece.Text, start, edits[:n])
		edits = edits[n:]
		start = end
	}
	return results
}

// apply makes the edits in text, which begins at start in the paragraph.
func apply(text string, start int, edits []edit) Result {
	if len(edits) == 0 {
		return Result{Text: text}
	}
	size := len(text)
	for _, e := range edits {
		size += len(e.text) - (e.end - e.start)
	}
	var out strings.Builder
	out.Grow(size)
	spans := make([]span, 0, 2*len(edits)+1)
	put := func(part string, old int, copied bool) {
		if part == "" {
			return
		}
		spans = append(spans, span{start: out.Len(), end: out.Len() + len(part), old: old, copied: copied})
		out.WriteString(part)
	}
	done := 0
	for _, e := range edits {
		put(text[done:e.start-start], done, true)
		put(e.text, e.start-start, false)
		done = e.end - start
	}
	put(text[done:], done, true)
	return Result{Text: out.String(), spans: spans, old: len(text)}
}
