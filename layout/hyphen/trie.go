package hyphen

import (
	"encoding/binary"
	"errors"
	"unicode"
)

// trie is a compiled set of patterns: a packed trie as in Liang's thesis (ch. 2)
// whose equal subtries are shared.
//
// A state is an index into slots, its base. The edge for a letter is in the slot
// base+letter if that slot's letter says so; no two states have the same base. A
// slot has 8 bytes, little endian: bits 0-11 letter, 12-35 output, 36-63 base of
// the next state, 0 for none.
//
// An output is an offset into outputs, 0 for none: how many positions after the
// first letter of the match the values begin, how many there are, the values.
type trie struct {
	codes   []uint16 // by rune: the letter, 0 for what patterns do not know
	slots   []byte
	outputs []byte
	root    uint32
}

// edge is the letter that stands for the start and the end of a word.
const edge = 1

const (
	slotSize    = 8
	letterBits  = 12
	outputBits  = 24
	letterMask  = 1<<letterBits - 1
	outputMask  = 1<<outputBits - 1
	trieMagic   = "hyph0001"
	lettersSize = 2
)

// The values that rank above all patterns', whose values are 0 to 9. Odd ones
// allow a break.
const (
	stemForbids  = 10
	stemBreaks   = 11
	stemCompound = 13
	wordForbids  = 20
	wordBreaks   = 21
	wordCompound = 23
)

// code returns the letter for r, 0 if the patterns do not know it.
func (t *trie) code(r rune) uint16 {
	if int(r) < len(t.codes) && r >= 0 {
		return t.codes[r]
	}
	return 0
}

// match raises values to those of all patterns that occur in codes. values[i] is
// about the place before codes[i].
func (t *trie) match(codes []uint16, values []uint8) {
	for start := range codes {
		state := t.root
		for _, letter := range codes[start:] {
			at := (int(state) + int(letter)) * slotSize
			if letter == 0 || at+slotSize > len(t.slots) {
				break
			}
			slot := binary.LittleEndian.Uint64(t.slots[at:])
			if slot&letterMask != uint64(letter) {
				break
			}
			if output := slot >> letterBits & outputMask; output != 0 {
				first := start + int(t.outputs[output])
				count := int(t.outputs[output+1])
				for i, v := range t.outputs[output+2:][:count] {
					if values[first+i] < v {
						values[first+i] = v
					}
				}
			}
			state = uint32(slot >> (letterBits + outputBits))
			if state == 0 {
				break
			}
		}
	}
}

var errTrie = errors.New("hyphen: the compiled patterns are damaged")

// appendTo appends the trie in its stored form: the magic, then little-endian
// root, number of letters, length of outputs, number of slots (4 bytes each), the
// letters' runes from 2 on (4 bytes each), outputs, slots.
func (t *trie) appendTo(b []byte, letters []rune) []byte {
	b = append(b, trieMagic...)
	b = binary.LittleEndian.AppendUint32(b, t.root)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(letters)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t.outputs)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(t.slots)/slotSize))
	for _, r := range letters {
		b = binary.LittleEndian.AppendUint32(b, uint32(r))
	}
	b = append(b, t.outputs...)
	return append(b, t.slots...)
}

// readTrie reads what appendTo wrote. The trie keeps data.
func readTrie(data []byte, turkish bool) (trie, error) {
	const head = len(trieMagic) + 16
	if len(data) < head || string(data[:len(trieMagic)]) != trieMagic {
		return trie{}, errTrie
	}
	field := func(i int) int { return int(binary.LittleEndian.Uint32(data[len(trieMagic)+4*i:])) }
	root, letters, outputs, slots := field(0), field(1), field(2), field(3)
	if len(data) != head+4*letters+outputs+slotSize*slots {
		return trie{}, errTrie
	}
	runes := make([]rune, letters)
	for i := range runes {
		runes[i] = rune(binary.LittleEndian.Uint32(data[head+4*i:]))
	}
	data = data[head+4*letters:]
	return trie{
		codes:   codeTable(runes, turkish),
		outputs: data[:outputs],
		slots:   data[outputs:],
		root:    uint32(root),
	}, nil
}

// codeTable returns the letters by rune: each of the given ones has its place in
// the list plus 2, and so have its other cases unless they are letters of their
// own. Turkish has two i's, each with its own capital.
func codeTable(letters []rune, turkish bool) []uint16 {
	size := rune(0)
	each := func(visit func(r rune, code uint16)) {
		for i, r := range letters {
			visit(r, uint16(i+lettersSize))
		}
		for i, r := range letters {
			code := uint16(i + lettersSize)
			switch {
			case turkish && r == 'i':
				visit('İ', code)
				continue
			case turkish && r == 'ı':
				visit('I', code)
				continue
			case r == '\'':
				visit('’', code)
			}
			for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
				visit(other, code)
			}
		}
	}
	each(func(r rune, _ uint16) { size = max(size, r+1) })
	codes := make([]uint16, size)
	each(func(r rune, code uint16) {
		if codes[r] == 0 {
			codes[r] = code
		}
	})
	return codes
}
