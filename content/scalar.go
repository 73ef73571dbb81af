package content

import (
	"slices"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// span says that bytes of a scalar's value stand in the file: n bytes of the
// value from val on are the bytes of the file from src on. An atom is a piece
// of the value that is written otherwise in the file (an escape, folded lines):
// all of it came from src.
type span struct {
	val, src, n int
	atom        bool
}

// scalar is the value of a YAML scalar and where each of its bytes came from.
type scalar struct {
	source *source
	value  string
	spans  []span // by val, without gaps; a single atom where the text could not be followed
	start  int    // where the scalar begins in the file, its quote or | included
	path   string
}

// newScalar follows the scalar through the file. YAML has five ways to write
// one, and all but the first lines of them have no place in the parser's
// answer, so the file is read again beside the known value: a byte that is
// equal in both is taken over, and what a style writes otherwise (indentation,
// folded line ends, escapes) is stepped over by that style's rules.
func newScalar(s *source, node *yaml.Node, path string) *scalar {
	start := s.offset(node.Line, node.Column)
	sc := &scalar{source: s, value: node.Value, start: start, path: path}
	f := follower{src: s.text, at: start, value: node.Value}
	var ok bool
	switch {
	case node.Value == "":
		ok = true
	case node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		ok = f.block(node.Style&yaml.FoldedStyle != 0)
	case node.Style&yaml.DoubleQuotedStyle != 0:
		f.at++
		ok = f.flow('"')
	case node.Style&yaml.SingleQuotedStyle != 0:
		f.at++
		ok = f.flow('\'')
	default:
		ok = f.flow(0)
	}
	if sc.spans = f.spans; !ok || f.done < len(node.Value) {
		sc.spans = []span{{src: start, n: len(node.Value), atom: true}}
	}
	return sc
}

// pos returns the place of the value's byte at an offset.
func (sc *scalar) pos(offset int) Pos { return sc.source.pos(sc.sourceOffset(offset), sc.path) }

// sourceOffset returns where in the file the value's byte at an offset stands.
func (sc *scalar) sourceOffset(offset int) int {
	i := sc.spanAt(offset)
	if i < 0 {
		return sc.start
	}
	sp := sc.spans[i]
	if sp.atom {
		return sp.src
	}
	return sp.src + min(offset-sp.val, sp.n)
}

// spanAt returns the index of the span that holds the value's byte at an
// offset, the last one for what lies behind the value, -1 where there is none.
func (sc *scalar) spanAt(offset int) int {
	i, found := slices.BinarySearchFunc(sc.spans, offset, func(sp span, o int) int { return sp.val - o })
	if !found {
		i--
	}
	return i
}

// follower steps through the file and the value side by side.
type follower struct {
	src   []byte
	at    int // in src
	value string
	done  int // bytes of value found so far
	spans []span
}

// take notes that the next n bytes of the value stand at f.at and steps over
// them in both.
func (f *follower) take(n int) {
	if k := len(f.spans) - 1; k >= 0 && !f.spans[k].atom && f.spans[k].src+f.spans[k].n == f.at {
		f.spans[k].n += n
	} else {
		f.spans = append(f.spans, span{val: f.done, src: f.at, n: n})
	}
	f.at += n
	f.done += n
}

// takeAtom notes that the next n bytes of the value are written otherwise at
// src. It does not step in the file.
func (f *follower) takeAtom(n, src int) {
	f.spans = append(f.spans, span{val: f.done, src: src, n: n, atom: true})
	f.done += n
}

// block follows a literal or folded scalar from its | or > on, and reports
// whether the whole value was found.
func (f *follower) block(folded bool) bool {
	explicit := 0
	for ; f.at < len(f.src) && f.src[f.at] != '\n'; f.at++ {
		c := f.src[f.at]
		if c == ' ' || c == '#' {
			for f.at < len(f.src) && f.src[f.at] != '\n' {
				f.at++
			}
			break
		}
		if c >= '1' && c <= '9' {
			explicit = int(c - '0')
		}
	}
	f.at++
	if explicit == 0 {
		return f.blockLines(f.blockIndent(), folded)
	}
	// The indicator counts from the parent's indentation, which is not known
	// here; the first that gives the value is the right one.
	for indent := explicit; indent <= explicit+2*maxDepth; indent++ {
		try := *f
		if try.blockLines(indent, folded) {
			*f = try
			return true
		}
	}
	return false
}

// blockIndent returns the indentation of the block scalar whose first line
// begins at f.at: that of its first line with text, or of a longer blank line
// above it.
func (f *follower) blockIndent() int {
	indent := 0
	for at := f.at; at < len(f.src); {
		n := 0
		for at+n < len(f.src) && f.src[at+n] == ' ' {
			n++
		}
		indent = max(indent, n)
		if at+n >= len(f.src) || f.src[at+n] != '\n' {
			break
		}
		at += n + 1
	}
	return indent
}

// blockLines follows the lines of a block scalar with a known indentation.
func (f *follower) blockLines(indent int, folded bool) bool {
	for f.done < len(f.value) && f.at < len(f.src) {
		for n := 0; n < indent && f.at < len(f.src) && f.src[f.at] == ' '; n++ {
			f.at++
		}
		n := 0
		for f.at+n < len(f.src) && f.src[f.at+n] != '\n' {
			n++
		}
		if !f.takeEqual(n) {
			return false
		}
		if f.done == len(f.value) {
			return true
		}
		if folded {
			if !f.foldedBreak(indent) {
				return false
			}
			continue
		}
		if f.value[f.done] != '\n' {
			return false
		}
		if f.at == len(f.src) {
			f.takeAtom(1, f.at) // a last line without an end
			break
		}
		f.take(1)
	}
	return f.done == len(f.value)
}

// takeEqual takes n bytes that must be alike in the file and the value.
func (f *follower) takeEqual(n int) bool {
	if len(f.value)-f.done < n || string(f.src[f.at:f.at+n]) != f.value[f.done:f.done+n] {
		return false
	}
	if n > 0 {
		f.take(n)
	}
	return true
}

// foldedBreak follows the end of a folded scalar's line and the blank lines
// below it: one line end is a space, or itself beside an indented line; of
// several all but the first are kept, or all beside an indented line.
func (f *follower) foldedBreak(indent int) bool {
	breaks := []int{f.at}
	next := f.at + 1
	for next < len(f.src) {
		n := 0
		for n < indent && next+n < len(f.src) && f.src[next+n] == ' ' {
			n++
		}
		if next+n >= len(f.src) || f.src[next+n] != '\n' {
			break
		}
		breaks = append(breaks, next+n)
		next += n + 1
	}
	kept := 0
	for f.done+kept < len(f.value) && f.value[f.done+kept] == '\n' && kept < len(breaks) {
		kept++
	}
	if kept == 0 {
		if f.value[f.done] != ' ' {
			return false
		}
		f.takeAtom(1, f.at)
	}
	for _, at := range breaks[len(breaks)-kept:] {
		f.takeAtom(1, min(at, len(f.src)))
	}
	f.at = min(next, len(f.src))
	return true
}

// flow follows a quoted scalar from behind its opening quote on, or a plain one
// (quote 0) from its first character on.
func (f *follower) flow(quote byte) bool {
	for f.done < len(f.value) {
		if f.at >= len(f.src) {
			return false
		}
		c := f.src[f.at]
		switch {
		case c == ' ' || c == '\t' || c == '\n':
			if !f.flowSpace() {
				return false
			}
		case c == '\\' && quote == '"':
			if !f.escape() {
				return false
			}
		case c == '\'' && quote == '\'':
			if f.value[f.done] != '\'' {
				return false
			}
			f.takeAtom(1, f.at)
			f.at += 2
		default:
			_, n := utf8.DecodeRune(f.src[f.at:])
			if !f.takeEqual(n) {
				return false
			}
		}
	}
	return true
}

// flowSpace follows white space in a flow scalar: on one line it is itself; a
// line end with the white space around it is a space, and of several all but
// the first are kept.
func (f *follower) flowSpace() bool {
	end, breaks := f.at, []int(nil)
	for end < len(f.src) && (f.src[end] == ' ' || f.src[end] == '\t' || f.src[end] == '\n') {
		if f.src[end] == '\n' {
			breaks = append(breaks, end)
		}
		end++
	}
	switch len(breaks) {
	case 0:
		return f.takeEqual(end - f.at)
	case 1:
		if f.value[f.done] != ' ' {
			return false
		}
		f.takeAtom(1, f.at)
	default:
		for _, at := range breaks[1:] {
			if f.done == len(f.value) || f.value[f.done] != '\n' {
				return false
			}
			f.takeAtom(1, at)
		}
	}
	f.at = end
	return true
}

// escape follows a backslash and what it stands for in a double-quoted scalar.
func (f *follower) escape() bool {
	if f.at+1 >= len(f.src) {
		return false
	}
	digits := 0
	switch f.src[f.at+1] {
	case '\n': // a joined line: nothing stands for it
		f.at += 2
		for f.at < len(f.src) && (f.src[f.at] == ' ' || f.src[f.at] == '\t') {
			f.at++
		}
		return true
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	}
	_, n := utf8.DecodeRuneInString(f.value[f.done:])
	f.takeAtom(n, f.at)
	f.at += 2 + digits
	return true
}
