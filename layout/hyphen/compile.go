package hyphen

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// pattern is a run of letters, edge marks included, with the values of the places
// before each of them and after the last.
type pattern struct {
	letters []rune
	values  []uint8
}

// edgeRune stands for the start and the end of a word in patterns.
const edgeRune = '.'

// parsePatterns reads patterns as TeX writes them, set apart by white space:
// ".ab3r" has value 3 before r in words that begin with abr. Patterns with a
// hyphen are left out: they are about hyphens in words, which part pieces here.
func parsePatterns(text string) ([]pattern, error) {
	var patterns []pattern
	for number, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "%")
		for _, field := range strings.Fields(line) {
			if strings.Contains(field, "-") {
				continue
			}
			p := pattern{values: []uint8{0}}
			for _, r := range field {
				last := len(p.values) - 1
				switch {
				case r >= '0' && r <= '9':
					p.values[last] = uint8(r - '0')
				case r == edgeRune, isPatternLetter(r):
					p.letters = append(p.letters, unicode.ToLower(r))
					p.values = append(p.values, 0)
				default:
					return nil, fmt.Errorf("line %d: %q is not a hyphenation pattern: it has the character %q", number+1, field, r)
				}
			}
			patterns = append(patterns, p)
		}
	}
	return patterns, nil
}

// isPatternLetter reports whether patterns may treat r as a letter: apostrophes
// and the word space of Ethiopic are ones there.
func isPatternLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == '\'' || r > unicode.MaxASCII && unicode.IsPrint(r)
}

// parseExceptions reads exceptions as the package comment describes them.
func parseExceptions(text string) ([]pattern, error) {
	var patterns []pattern
	for number, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "%")
		for _, field := range strings.Fields(line) {
			p, err := parseException(field)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", number+1, err)
			}
			patterns = append(patterns, p)
		}
	}
	return patterns, nil
}

func parseException(field string) (pattern, error) {
	body, openStart := strings.CutPrefix(field, "*")
	body, openEnd := strings.CutSuffix(body, "*")
	forbids, breaks, compound := uint8(stemForbids), uint8(stemBreaks), uint8(stemCompound)
	if !openStart && !openEnd {
		forbids, breaks, compound = wordForbids, wordBreaks, wordCompound
	}
	p := pattern{values: []uint8{0}}
	last := 0 // place of the last break
	for _, r := range body {
		end := len(p.values) - 1
		switch {
		case r == '-':
			p.values[end], last = breaks, end
		case r == '=':
			p.values[end], last = compound, end
		case isPatternLetter(r):
			p.letters = append(p.letters, unicode.ToLower(r))
			p.values = append(p.values, 0)
		default:
			return p, fmt.Errorf("%q is not a hyphenated word: it has the character %q", field, r)
		}
	}
	if len(p.letters) == 0 {
		return p, fmt.Errorf("%q is not a hyphenated word: it has no letters", field)
	}
	if !openEnd || last == 0 {
		last = len(p.letters)
	}
	for i := 1; i < last; i++ {
		if p.values[i] == 0 {
			p.values[i] = forbids
		}
	}
	if !openStart {
		p.letters = slices.Insert(p.letters, 0, edgeRune)
		p.values = slices.Insert(p.values, 0, 0)
	}
	if !openEnd {
		p.letters = append(p.letters, edgeRune)
		p.values = append(p.values, 0)
	}
	return p, nil
}

// state is a state of the trie while it is built.
type state struct {
	edges map[rune]*state
	value []uint8 // of the pattern that ends here, nil if none does
}

// compile packs patterns into a stored trie.
func compile(patterns []pattern) ([]byte, error) {
	root := &state{}
	alphabet := map[rune]bool{}
	for _, p := range patterns {
		at := root
		for _, r := range p.letters {
			if r != edgeRune {
				alphabet[r] = true
			}
			next := at.edges[r]
			if next == nil {
				next = &state{}
				if at.edges == nil {
					at.edges = map[rune]*state{}
				}
				at.edges[r] = next
			}
			at = next
		}
		if len(p.letters) > 200 {
			return nil, fmt.Errorf("a pattern of %d letters is longer than any word", len(p.letters))
		}
		at.value = mergeValues(at.value, p.values)
	}
	letters := slices.Sorted(maps.Keys(alphabet))
	if len(letters) > letterMask-lettersSize {
		return nil, fmt.Errorf("the patterns have %d different letters, more than %d", len(letters), letterMask-lettersSize)
	}
	c := compiler{
		codes:   map[rune]uint16{edgeRune: edge},
		known:   map[string]int{"": 0},
		outputs: []byte{0},
		offsets: map[string]int{},
		states:  [][]edgeTo{nil},
	}
	for i, r := range letters {
		c.codes[r] = uint16(i + lettersSize)
	}
	top := c.add(root)
	t, err := c.pack(top, len(letters)+lettersSize)
	if err != nil {
		return nil, err
	}
	return t.appendTo(nil, letters), nil
}

// mergeValues returns the greater of the values at each place: a pattern may be
// listed twice.
func mergeValues(a, b []uint8) []uint8 {
	if a == nil {
		return b
	}
	merged := slices.Clone(a)
	for i := range merged {
		merged[i] = max(a[i], b[i])
	}
	return merged
}

// compiler turns the tree of states into an acyclic graph, where equal subtrees
// are one, and that into slots.
type compiler struct {
	codes   map[rune]uint16
	outputs []byte
	offsets map[string]int // of what is in outputs
	known   map[string]int // states by their edges
	states  [][]edgeTo     // 0 is the state without edges
}

type edgeTo struct {
	letter uint16
	output int
	state  int
}

// add enters s and what follows it and returns its number.
func (c *compiler) add(s *state) int {
	edges := make([]edgeTo, 0, len(s.edges))
	for _, r := range slices.Sorted(maps.Keys(s.edges)) {
		next := s.edges[r]
		edges = append(edges, edgeTo{c.codes[r], c.output(next.value), c.add(next)})
	}
	slices.SortFunc(edges, func(a, b edgeTo) int { return cmp.Compare(a.letter, b.letter) })
	var key []byte
	for _, e := range edges {
		key = binary.AppendUvarint(key, uint64(e.letter))
		key = binary.AppendUvarint(key, uint64(e.output))
		key = binary.AppendUvarint(key, uint64(e.state))
	}
	if number, ok := c.known[string(key)]; ok {
		return number
	}
	c.states = append(c.states, edges)
	c.known[string(key)] = len(c.states) - 1
	return len(c.states) - 1
}

// output enters the values of a pattern and returns their offset, 0 for none.
func (c *compiler) output(values []uint8) int {
	first := slices.IndexFunc(values, func(v uint8) bool { return v != 0 })
	if first < 0 {
		return 0
	}
	end := len(values)
	for values[end-1] == 0 {
		end--
	}
	entry := append([]byte{uint8(first), uint8(end - first)}, values[first:end]...)
	if offset, ok := c.offsets[string(entry)]; ok {
		return offset
	}
	offset := len(c.outputs)
	c.offsets[string(entry)] = offset
	c.outputs = append(c.outputs, entry...)
	return offset
}

// pack gives each state the first base where its edges fall on free slots,
// beginning with the states of most edges, and returns the trie.
func (c *compiler) pack(root, letters int) (trie, error) {
	order := make([]int, 0, len(c.states))
	for number := range c.states {
		if number > 0 || number == root {
			order = append(order, number)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(c.states[b]), len(c.states[a])) })
	var s space
	bases := make([]int, len(c.states))
	for _, number := range order {
		bases[number] = s.place(c.states[number])
	}
	slots := make([]byte, (len(s.next)+letters)*slotSize)
	for _, number := range order {
		for _, e := range c.states[number] {
			slot := uint64(e.letter) | uint64(e.output)<<letterBits |
				uint64(bases[e.state])<<(letterBits+outputBits)
			binary.LittleEndian.PutUint64(slots[(bases[number]+int(e.letter))*slotSize:], slot)
		}
	}
	if len(c.outputs) > outputMask {
		return trie{}, fmt.Errorf("the patterns have too many different values")
	}
	return trie{slots: slots, outputs: c.outputs, root: uint32(bases[root])}, nil
}

// space keeps account of free slots. next[i] is i where slot i is free, else a
// slot nearer to the next free one.
type space struct {
	next []int
	used []bool // bases
}

// free returns the first free slot from i on.
func (s *space) free(i int) int {
	s.grow(i)
	end := i
	for s.next[end] != end {
		end = s.next[end]
		s.grow(end)
	}
	for i != end { // shorten the way for the next search
		i, s.next[i] = s.next[i], end
	}
	return end
}

func (s *space) grow(i int) {
	for len(s.next) <= i {
		s.next = append(s.next, len(s.next))
		s.used = append(s.used, false)
	}
}

// place takes the slots of a state's edges and returns its base, 1 or more.
func (s *space) place(edges []edgeTo) int {
	if len(edges) == 0 {
		return 0
	}
	first := int(edges[0].letter)
	for at := s.free(first + 1); ; at = s.free(at + 1) {
		base := at - first
		s.grow(base + int(edges[len(edges)-1].letter))
		if s.used[base] || !s.fits(base, edges) {
			continue
		}
		s.used[base] = true
		for _, e := range edges {
			slot := base + int(e.letter)
			s.next[slot] = slot + 1
		}
		return base
	}
}

func (s *space) fits(base int, edges []edgeTo) bool {
	for _, e := range edges {
		if slot := base + int(e.letter); s.next[slot] != slot {
			return false
		}
	}
	return true
}
