package content

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// attribute is one of a list: an id (its key is "#") or a key with a value.
type attribute struct {
	key, value string
	offset     int // in the text
}

// attributeList is attributes in braces: {#id lang=en optional=true}. It is an
// inline node of its own where it stands at the end of a block.
type attributeList struct {
	ast.BaseInline
	attributes []attribute
	offset     int    // of the opening brace
	length     int    // with both braces
	fault      string // what is wrong with it; "" where it could be read
	faultAt    int
}

// Kind returns the node's kind.
func (*attributeList) Kind() ast.NodeKind { return kindAttributeList }

// Dump prints the node for debugging.
func (n *attributeList) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// spanMark is where a span with attributes begins or ends: its bracket. The
// marks stand among the other inlines and need not enclose whole nodes.
type spanMark struct {
	ast.BaseInline
	list *attributeList
	end  bool
	at   int
}

// Kind returns the node's kind.
func (*spanMark) Kind() ast.NodeKind { return kindSpanMark }

// Dump prints the node for debugging.
func (n *spanMark) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// The kinds of our own nodes and the key of the parser's state for spans.
//
//nolint:gochecknoglobals // goldmark knows kinds and keys by numbers that it gives out once
var (
	kindAttributeList = ast.NewNodeKind("AttributeList")
	kindSpanMark      = ast.NewNodeKind("SpanMark")
	spanKey           = parser.NewContextKey()
)

// readAttributes reads a list that begins with the brace at text[at]. It
// returns nil where no closing brace follows on the line.
func readAttributes(text []byte, at int) *attributeList {
	n := &attributeList{offset: at}
	fail := func(i int, reason string) {
		if n.fault == "" {
			n.fault, n.faultAt = reason, i
		}
	}
	for i := at + 1; i < len(text) && text[i] != '\n'; {
		switch text[i] {
		case ' ', '\t':
			i++
		case '}':
			n.length = i + 1 - at
			if len(n.attributes) == 0 {
				fail(at, "there is nothing between the braces")
			}
			return n
		default:
			end := wordEnd(text, i)
			word := string(text[i:end])
			key, value, pair := strings.Cut(word, "=")
			switch {
			case strings.HasPrefix(word, "#"):
				n.attributes = append(n.attributes, attribute{"#", word[1:], i})
			case !pair || key == "":
				fail(i, "`"+shorten(word)+"` is neither an id (#name) nor a key with a value (lang=en)")
			default:
				n.attributes = append(n.attributes, attribute{key, strings.Trim(value, `"`), i})
			}
			i = end
		}
	}
	return nil
}

// wordEnd returns where the word that begins at text[i] ends; white space and
// braces between quotation marks belong to it.
func wordEnd(text []byte, i int) int {
	quoted := false
	for ; i < len(text) && text[i] != '\n'; i++ {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case !quoted && (c == ' ' || c == '\t' || c == '}'):
			return i
		}
	}
	return i
}

// blockAttributeParser reads the attributes that end a block.
type blockAttributeParser struct{}

// Trigger returns the characters that begin attributes.
func (blockAttributeParser) Trigger() []byte { return []byte{'{'} }

// Parse returns the attributes at the reader's place, or nil where there are
// none: braces with other text behind them, or that hold nothing that looks
// like an attribute, are text.
func (blockAttributeParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	_, segment := block.PeekLine()
	lines := parent.Lines()
	if lines.Len() == 0 {
		return nil
	}
	last := lines.At(lines.Len() - 1)
	if segment.Start < last.Start || segment.Start >= last.Stop {
		return nil
	}
	source := block.Source()[:last.Stop]
	n := readAttributes(source, segment.Start)
	if n == nil || strings.TrimSpace(string(source[n.offset+n.length:])) != "" {
		return nil
	}
	inner := source[n.offset+1 : n.offset+n.length-1]
	if n.fault != "" && !strings.ContainsAny(string(inner), "#=") {
		return nil
	}
	block.Advance(n.length)
	return n
}

// spanParser reads the brackets of spans: [text]{lang=en}. Goldmark's own
// parser of links sees all other brackets.
type spanParser struct{}

// spanState is what the parser knows of the brackets of one block.
type spanState struct {
	block  ast.Node
	lists  map[int]*attributeList // by the opening bracket's offset
	opener map[int]int            // by the closing bracket's offset
	opened map[int]bool           // those whose opening bracket was taken
}

// Trigger returns the characters that begin and end spans.
func (spanParser) Trigger() []byte { return []byte{'[', ']'} }

// Parse returns the mark of a span's bracket, or nil for another's.
func (spanParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	state, ok := pc.Get(spanKey).(*spanState)
	if !ok || state.block != parent {
		state = findSpans(block.Source(), parent)
		pc.Set(spanKey, state)
	}
	at := segment.Start
	if line[0] == '[' {
		list := state.lists[at]
		if list == nil {
			return nil
		}
		state.opened[at] = true
		block.Advance(1)
		return &spanMark{list: list, at: at}
	}
	open, ok := state.opener[at]
	if !ok || !state.opened[open] {
		return nil
	}
	list := state.lists[open]
	block.Advance(1 + list.length)
	return &spanMark{list: list, end: true, at: at}
}

// findSpans pairs the brackets of a block and keeps the pairs that attributes
// follow. Brackets in code and behind backslashes do not count.
func findSpans(source []byte, block ast.Node) *spanState {
	state := &spanState{
		block: block, lists: map[int]*attributeList{}, opener: map[int]int{}, opened: map[int]bool{},
	}
	var open []int
	fences := codeFences{source: source, lines: block.Lines()}
	for l := range block.Lines().Len() {
		line := block.Lines().At(l)
		for i := max(line.Start, fences.until); i < line.Stop; i++ {
			switch source[i] {
			case '\\':
				i++
			case '`':
				i = fences.skip(l, i) - 1
			case '[':
				open = append(open, i)
			case ']':
				if len(open) == 0 {
					continue
				}
				from := open[len(open)-1]
				open = open[:len(open)-1]
				if i+1 >= line.Stop || source[i+1] != '{' {
					continue
				}
				if list := readAttributes(source[:line.Stop], i+1); list != nil {
					state.lists[from], state.opener[i] = list, from
				}
			}
		}
	}
	return state
}

// codeFences finds the ends of code spans in a block.
type codeFences struct {
	source []byte
	lines  *text.Segments
	until  int          // where the code span found last ends
	none   map[int]bool // lengths of fences that have no closing one ahead
}

// skip returns where to go on behind the run of backquotes at i in line l:
// behind its code span, or behind the run itself where no equal one follows.
func (f *codeFences) skip(l, i int) int {
	run := f.run(i, f.lines.At(l).Stop)
	if f.none[run] {
		return i + run
	}
	from := i + run
	for ; l < f.lines.Len(); l++ {
		line := f.lines.At(l)
		for at := max(from, line.Start); at < line.Stop; {
			if f.source[at] != '`' {
				at++
				continue
			}
			n := f.run(at, line.Stop)
			at += n
			if n == run {
				f.until = at
				return at
			}
		}
	}
	if f.none == nil {
		f.none = map[int]bool{}
	}
	f.none[run] = true
	return i + run
}

// run returns how many backquotes stand from i on, before stop.
func (f *codeFences) run(i, stop int) int {
	n := 0
	for i+n < stop && f.source[i+n] == '`' {
		n++
	}
	return n
}
