package fonts

import (
	"fmt"
	"math/bits"
)

// The shaping library writes out what a font's layout tables describe, and
// those may point at one thing many times: 60 KB can describe gigabytes. So
// before the library sees a table, its elements are counted with every
// repetition. In an honest font hardly anything is shared, and an element has
// at least two bytes.

// maxSequence is the most glyphs that a rule may put in the place of one. The
// longest in use, for Arabic ligatures that are phrases, have 18.
const maxSequence = 64

// maxSubtables is the most subtables a character map, or a kern table, may
// have. Real ones have one to five.
const maxSubtables = 64

// checkLayout reports an error if the font's layout tables or its character
// map describe far more than they hold.
func checkLayout(t tables) error {
	for _, tag := range [...]string{"GSUB", "GPOS", "GDEF", "cmap", "kern"} {
		table := t[tag]
		w := walker{b: table, left: 4*int64(len(table)) + 4096}
		switch tag {
		case "GDEF":
			w.definitions()
		case "cmap":
			w.characterMap()
		case "kern":
			w.unfit = kernSubtables(table) > maxSubtables
		default:
			w.positions = tag == "GPOS"
			w.layout()
		}
		if w.left < 0 || w.unfit {
			return fmt.Errorf("the file is broken: its table %q describes far more than it holds", tag)
		}
	}
	return nil
}

// walker counts the elements of a table. Where the table ends too early it
// reads zeros: those who use the table notice.
type walker struct {
	b         []byte
	left      int64 // how many elements may follow
	positions bool  // the table is GPOS, not GSUB
	unfit     bool  // something exceeds a limit of its own
}

// array counts the elements of an array, whose number stands at offset at.
func (w *walker) array(at int) int {
	n := int(u16(w.b, at))
	w.left -= int64(n) + 1
	if w.left < 0 {
		return 0
	}
	return n
}

// each visits what the offsets of an array point to. The array's length stands
// at offset at; offsets count from base.
func (w *walker) each(base, at int, visit func(at int)) {
	for i := range w.array(at) {
		if offset := int(u16(w.b, at+2+2*i)); offset != 0 && w.left >= 0 {
			visit(base + offset)
		}
	}
}

// records visits what the records of a tag and an offset point to.
func (w *walker) records(base int, visit func(at int)) {
	for i := range w.array(base) {
		if offset := int(u16(w.b, base+2+6*i+4)); offset != 0 && w.left >= 0 {
			visit(base + offset)
		}
	}
}

// layout counts a GSUB or GPOS table.
func (w *walker) layout() {
	w.records(int(u16(w.b, 4)), func(script int) {
		if offset := int(u16(w.b, script)); offset != 0 {
			w.array(script + offset + 4)
		}
		for i := range w.array(script + 2) {
			w.array(script + int(u16(w.b, script+4+6*i+4)) + 4)
		}
	})
	w.records(int(u16(w.b, 6)), func(feature int) { w.array(feature + 2) })
	lookups := int(u16(w.b, 8))
	w.each(lookups, lookups, func(lookup int) {
		kind := u16(w.b, lookup)
		w.each(lookup, lookup+4, func(subtable int) { w.subtable(kind, subtable) })
	})
	if u16(w.b, 2) > 0 {
		if at := u32(w.b, 10); at != 0 {
			w.variations(int(at))
		}
	}
}

// variations counts a FeatureVariations table.
func (w *walker) variations(base int) {
	n := u32(w.b, base+4)
	if uint64(n)*8 > uint64(len(w.b)) {
		w.unfit = true
		return
	}
	for i := range int(n) {
		record := base + 8 + 8*i
		w.array(base + int(u32(w.b, record)))
		substitution := base + int(u32(w.b, record+4))
		for j := range w.array(substitution + 4) {
			w.array(substitution + int(u32(w.b, substitution+6+6*j+2)) + 2)
		}
		if w.left < 0 {
			return
		}
	}
}

// subtable counts a lookup's subtable.
func (w *walker) subtable(kind uint16, at int) {
	extension := uint16(7)
	if w.positions {
		extension = 9
	}
	if kind == extension {
		kind, at = u16(w.b, at+2), at+int(u32(w.b, at+4))
		if kind == extension {
			return
		}
	}
	if w.positions {
		w.positioning(kind, at)
	} else {
		w.substitution(kind, at)
	}
}

// device counts the Device table whose offset from base stands at. It holds
// hints for sizes in pixels, several to the number.
func (w *walker) device(base, at int) {
	offset := int(u16(w.b, at))
	if offset == 0 {
		return
	}
	if first, last := u16(w.b, base+offset), u16(w.b, base+offset+2); last > first && u16(w.b, base+offset+4) <= 3 {
		w.left -= int64(last-first) / 2
	}
}

// anchor counts the Anchor table whose offset from base stands at.
func (w *walker) anchor(base, at int) {
	offset := int(u16(w.b, at))
	if offset != 0 && u16(w.b, base+offset) == 3 {
		w.device(base+offset, base+offset+6)
		w.device(base+offset, base+offset+8)
	}
}

// marks counts a MarkArray table.
func (w *walker) marks(at int) {
	for i := range w.array(at) {
		w.anchor(at, at+2+4*i+2)
	}
}

// values counts n ValueRecords, which begin at.
func (w *walker) values(base int, format uint16, at, n int) {
	const devices = 0x00F0
	size := 2 * bits.OnesCount16(format&0x00FF)
	if format&devices == 0 {
		return
	}
	for i := range n {
		for field := range bits.OnesCount16(format & devices) {
			w.device(base, at+(i+1)*size-2*(field+1))
		}
		if w.left < 0 {
			return
		}
	}
}

// coverage counts the Coverage table whose offset from base stands at.
func (w *walker) coverage(base, at int) { w.array(base + int(u16(w.b, at)) + 2) }

// classes counts the ClassDef table whose offset from base stands at.
func (w *walker) classes(base, at int) {
	table := base + int(u16(w.b, at))
	if u16(w.b, table) == 1 {
		w.array(table + 4)
	} else {
		w.array(table + 2)
	}
}

// substitution counts a subtable of GSUB.
func (w *walker) substitution(kind uint16, at int) {
	format := u16(w.b, at)
	switch kind {
	case 1: // single
		w.coverage(at, at+2)
		if format == 2 {
			w.array(at + 4)
		}
	case 2: // multiple
		w.coverage(at, at+2)
		w.each(at, at+4, func(sequence int) { w.unfit = w.unfit || w.array(sequence) > maxSequence })
	case 3: // alternate
		w.coverage(at, at+2)
		w.each(at, at+4, func(set int) { w.array(set) })
	case 4: // ligature
		w.coverage(at, at+2)
		w.each(at, at+4, func(set int) {
			w.each(set, set, func(ligature int) { w.array(ligature + 2) })
		})
	case 5:
		w.context(format, at)
	case 6:
		w.chain(format, at)
	case 8: // reverse chaining
		w.coverage(at, at+2)
		next := w.coverages(at, at+4)
		next = w.coverages(at, next)
		w.array(next)
	}
}

// positioning counts a subtable of GPOS.
func (w *walker) positioning(kind uint16, at int) {
	format := u16(w.b, at)
	switch kind {
	case 1: // single
		w.coverage(at, at+2)
		if format == 2 {
			w.values(at, u16(w.b, at+4), at+8, w.array(at+6))
		} else {
			w.values(at, u16(w.b, at+4), at+6, 1)
		}
	case 2: // pairs
		w.coverage(at, at+2)
		if format == 1 {
			w.each(at, at+8, func(set int) { w.array(set) })
		} else {
			w.classes(at, at+8)
			w.classes(at, at+10)
		}
	case 3: // cursive
		w.coverage(at, at+2)
		for i := range w.array(at + 4) {
			w.anchor(at, at+6+4*i)
			w.anchor(at, at+6+4*i+2)
		}
	case 4, 5, 6: // marks on bases, ligatures, marks
		w.coverage(at, at+2)
		w.coverage(at, at+4)
		classes := int64(u16(w.b, at+6))
		w.marks(at + int(u16(w.b, at+8)))
		targets := at + int(u16(w.b, at+10))
		if kind == 5 {
			w.each(targets, targets, func(ligature int) { w.left -= classes * int64(w.array(ligature)) })
		} else {
			w.left -= classes * int64(w.array(targets))
		}
	case 7:
		w.context(format, at)
	case 8:
		w.chain(format, at)
	}
}

// coverages counts an array of Coverage tables, whose length stands at, and
// returns the offset after it.
func (w *walker) coverages(base, at int) int {
	n := int(u16(w.b, at))
	w.each(base, at, func(coverage int) { w.array(coverage + 2) })
	return at + 2 + 2*n
}

// context counts a subtable of rules for sequences.
func (w *walker) context(format uint16, at int) {
	sets := at + 4
	switch format {
	case 2:
		w.classes(at, at+4)
		sets = at + 6
	case 3:
		n := w.array(at + 2)
		w.array(at + 4)
		for i := range n {
			w.coverage(at, at+6+2*i)
		}
		return
	}
	w.coverage(at, at+2)
	w.each(at, sets, func(set int) {
		w.each(set, set, func(rule int) {
			w.array(rule)
			w.array(rule + 2)
		})
	})
}

// chain counts a subtable of rules for sequences with what surrounds them.
func (w *walker) chain(format uint16, at int) {
	sets := at + 4
	switch format {
	case 2:
		for i := range 3 {
			w.classes(at, at+4+2*i)
		}
		sets = at + 10
	case 3:
		next := at + 2
		for range 3 {
			next = w.coverages(at, next)
		}
		w.array(next)
		return
	}
	w.coverage(at, at+2)
	w.each(at, sets, func(set int) {
		w.each(set, set, func(rule int) {
			rule += 2 + 2*w.array(rule)           // before
			rule += 2 + 2*max(0, w.array(rule)-1) // the sequence less its first glyph
			rule += 2 + 2*w.array(rule)           // behind
			w.array(rule)                         // lookups
		})
	})
}

// definitions counts a GDEF table.
func (w *walker) definitions() {
	if len(w.b) < 12 {
		return
	}
	w.classes(0, 4)
	w.classes(0, 10)
	if list := int(u16(w.b, 6)); list != 0 {
		w.coverage(list, list)
		w.each(list, list+2, func(point int) { w.array(point) })
	}
	if list := int(u16(w.b, 8)); list != 0 {
		w.coverage(list, list)
		w.each(list, list+2, func(ligature int) {
			w.each(ligature, ligature, func(caret int) {
				if u16(w.b, caret) == 3 {
					w.device(caret, caret+4)
				}
			})
		})
	}
	if u16(w.b, 2) < 2 {
		return
	}
	if sets := int(u16(w.b, 12)); sets != 0 {
		for i := range w.array(sets + 2) {
			w.array(sets + int(u32(w.b, sets+4+4*i)) + 2)
		}
	}
	if store := int(u32(w.b, 14)); u16(w.b, 2) >= 3 && store != 0 {
		regions := store + int(u32(w.b, store+2))
		w.left -= int64(u16(w.b, regions)) * int64(u16(w.b, regions+2))
		for i := range w.array(store + 6) {
			data := store + int(u32(w.b, store+8+4*i))
			w.left -= int64(u16(w.b, data))*int64(1+u16(w.b, data+4)) + int64(u16(w.b, data+4))
		}
	}
}

// characterMap counts the subtables of a cmap table whose parts may overlap:
// format 4 and the variation sequences.
func (w *walker) characterMap() {
	n := int(u16(w.b, 2))
	w.unfit = n > maxSubtables
	for i := range min(n, maxSubtables) {
		at := int(u32(w.b, 4+8*i+4))
		switch u16(w.b, at) {
		case 4:
			w.segments(at)
		case 14:
			w.variationSequences(at)
		}
	}
}

// segments counts the glyphs that a character map of format 4 lists.
func (w *walker) segments(at int) {
	n := int(u16(w.b, at+6)) / 2
	for i := range n {
		end, start := u16(w.b, at+14+2*i), u16(w.b, at+16+2*n+2*i)
		if offset := u16(w.b, at+16+6*n+2*i); offset != 0 && start != 0xFFFF {
			w.left -= int64(end-start) + 1
		}
	}
}

// variationSequences counts a subtable of format 14.
func (w *walker) variationSequences(at int) {
	selectors := u32(w.b, at+6)
	if uint64(selectors)*11 > uint64(len(w.b)) {
		w.unfit = true
		return
	}
	for i := range int(selectors) {
		record := at + 10 + 11*i
		for j := range 2 {
			if offset := u32(w.b, record+3+4*j); offset != 0 {
				w.left -= int64(u32(w.b, at+int(offset)))
			}
		}
		if w.left < 0 {
			return
		}
	}
}

// kernSubtables returns how many subtables a kern table claims to have, be it
// of Microsoft's form or one of Apple's two.
func kernSubtables(table []byte) uint32 {
	if u32(table, 0) == 0x00010000 {
		return u32(table, 4)
	}
	return uint32(u16(table, 2))
}
