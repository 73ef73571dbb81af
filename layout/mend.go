package layout

import (
	"fmt"
	"slices"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/layout/linebreak"
)

// A paragraph that a column parts after a hyphen can mostly be broken otherwise, in
// as many lines, so that this one ends with a word. To know it of every line that a
// column might end with would cost more than all else of a trial. So a filling is
// first sought in the hope that each such line can be mended at little cost; then
// the lines that it does part at are broken anew, and it is sought again with what
// that was found to cost, until all that it rests on is known, or too often. As hope
// is never dearer than truth, no filling is passed over for what was only hoped. One
// may be for what was not looked for: lines are broken anew in as many as the setting
// has, as near to the best as Variants finds, and what is known of a line is known
// of it whatever other columns part the paragraph, so that of a paragraph over three
// columns the second find may count as a hyphen.

// Costs of mending, in the demerits of columns.go, and how often a filling is sought
// anew before lines that were not tried count as hyphens.
const (
	mendHope   int64 = variantCost
	mostMended       = 12
)

// parting is a place where a column may part a block: after k lines of a setting.
type parting struct{ setting, k int }

// mended is how a block is set where a column parts it after a hyphen: in as many
// lines of which this one ends with a word; nil where there are none.
type mended struct {
	set  *setting
	cost int64 // more than the setting's own
}

// partingCost returns what it costs that a column ends after the first k rows of a
// setting, and whether it may.
func (f *filler) partingCost(block, setting, k int) (cost int64, ok bool) {
	b := f.blocks[block]
	cost, ok = b.mayPart(setting, k)
	if cost == 0 || !ok {
		return cost, ok
	}
	if known, tried := b.mends[parting{setting, k}]; tried {
		return known.cost, true
	}
	if f.hopeful {
		return mendHope, true
	}
	return cost, true
}

// surely makes a run whose cost rests on no hope, and returns what run does.
func (f *filler) surely(bound int64) int32 {
	for tries := range mostMended + 1 {
		f.hopeful = tries < mostMended
		f.bound, f.nodes = bound, f.nodes[:1]
		node := f.run()
		if node == none || !f.hopeful || !f.mend(node) || f.s.ctx.Err() != nil {
			return node
		}
	}
	return none
}

// mend finds out what the hyphens cost at the columns' ends of the way to a node. It
// reports whether any had not been tried.
func (f *filler) mend(node int32) bool {
	learnt := false
	f.partings(node, func(b *flowBlock, setting int, ends []int) {
		for _, k := range ends {
			if cost, _ := b.mayPart(setting, k); cost == 0 {
				continue
			}
			at := parting{setting, k}
			known, tried := b.mends[at]
			if tried && (known.set == nil || known.set.endsInWords(ends)) {
				continue
			}
			made := mended{cost: columnHyphenCost}
			if !tried {
				if set := f.s.mended(b, setting, ends); set != nil {
					made = mended{set, max(set.demerits-b.settings[setting].demerits, 0) + mendHope}
				}
			}
			if b.mends == nil {
				b.mends = map[parting]mended{}
			}
			b.mends[at] = made
			learnt = true
		}
	})
	return learnt
}

// partings tells of the blocks that columns part on the way to a node: the setting
// of each, and the numbers of lines after which.
func (f *filler) partings(node int32, tell func(b *flowBlock, setting int, ends []int)) {
	var ends []int
	block := none
	for ; node != none; node = f.nodes[node].previous {
		n := &f.nodes[node]
		if n.block == none {
			continue
		}
		if n.block != block {
			block, ends = n.block, ends[:0]
		}
		if n.from > 0 {
			ends = append(ends, int(n.from))
			continue
		}
		if len(ends) > 0 {
			slices.Reverse(ends)
			tell(f.blocks[block], int(n.setting), ends)
		}
	}
}

// wearMended gives the blocks that columns part after hyphens the lines that do
// without, if there are any.
func wearMended(segments []segment) {
	for i := 0; i < len(segments); i++ {
		b, at, last := segments[i].block, segments[i].setting, i
		var ends []int
		for last+1 < len(segments) && segments[last+1].block == b {
			ends = append(ends, segments[last].to)
			last++
		}
		for _, k := range ends {
			if made, ok := b.mends[parting{at, k}]; ok && made.set != nil && made.set.endsInWords(ends) {
				wear(segments[i:last+1], made.set)
				break
			}
		}
		i = last
	}
}

// wear sets the segments of one block in other lines, as many.
func wear(segments []segment, set *setting) {
	b := segments[0].block
	at := slices.Index(b.settings, set)
	if at < 0 {
		at = len(b.settings)
		b.settings = append(slices.Clip(b.settings), set)
	}
	for i := range segments {
		segments[i].setting = at
	}
}

// endsInWords reports whether none of the lines that columns end with ends within a
// word.
func (set *setting) endsInWords(ends []int) bool {
	for _, k := range ends {
		if set.lines[k-1].parted {
			return false
		}
	}
	return true
}

// mendedKey tells apart the lines of paragraphs that columns part.
type mendedKey struct {
	lines   linesKey
	setting int
	ends    string
}

// settingOf holds a setting, or nil.
type settingOf struct{ set *setting }

// mended breaks a paragraph into as many lines as a setting has, so that those that
// columns end with end with a word; nil where there are none such.
func (s *setter) mended(b *flowBlock, setting int, ends []int) *setting {
	like := b.settings[setting]
	if b.p == nil || b.p.style.Align != Justify {
		return nil
	}
	measure := like.lines[1].measure
	if b.p.key == nil {
		return s.linesEndingInWords(b.p, measure, like, ends)
	}
	key := mendedKey{s.linesKey(b.p, measure, justified), setting, fmt.Sprint(ends)}
	found, _ := cache.Get(s.store, key, func() (*settingOf, int64, error) {
		set, cost := s.linesEndingInWords(b.p, measure, like, ends), int64(256)
		if set != nil {
			cost += int64(len(set.lines)) * 96
		}
		return &settingOf{set}, cost, nil
	})
	return found.set
}

// linesEndingInWords is mended where nobody did it yet.
func (s *setter) linesEndingInWords(p *paragraph, measure display.Length, like *setting, ends []int) *setting {
	base := s.buildItems(p)
	options := s.breaking(p, base)
	options.ColumnHyphenDemerits = columnHyphenCost
	for _, k := range ends {
		options.ColumnEnds = append(options.ColumnEnds, k-1)
	}
	for _, give := range s.theme.gives() {
		options.Tolerance, options.Reserve = give.tolerance, give.reserve
		variants := s.breaker.Variants(base.items, []int64{int64(measure)}, options)
		if variants.Natural.Overfull || give.tolerance < thirdTolerance && variants.Natural.Demerits >= mostDemeritsOfClean {
			continue
		}
		for _, other := range []*linebreak.Result{variants.Natural, variants.Shorter, variants.Longer} {
			if other == nil || other.Overfull || len(other.Lines) != len(like.lines) {
				continue
			}
			set := settle(base, other, p, measure, s.theme.usualExpansion())
			if set.endsInWords(ends) && set.faults <= like.faults {
				return set
			}
		}
		return nil
	}
	return nil
}
