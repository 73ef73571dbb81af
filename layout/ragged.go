package layout

import (
	"strings"
	"unicode"

	"korthet/layout/display"
	"korthet/layout/language"
	"korthet/layout/linebreak"
)

// Costs of ragged lines. A line's own cost is the square of what it lacks, in
// thousandths of the measure.
const (
	raggedLine      int64 = 1_000_000_000 // a line more than needed
	raggedProclitic int64 = 60_000        // a line that ends in a word that leans on the next
	raggedBreak     int64 = 300           // times a penalty: parting a word
)

// chooseRagged is raggedLines anew. It finds the least sum of costs over all ways
// to break, which for a head or an address are few.
func (s *setter) chooseRagged(p *paragraph, measure display.Length, balanced bool) *setting {
	base := s.buildItems(p)
	r := &raggedSearch{s: s, p: p, base: base, measure: int64(measure), balanced: balanced}
	r.run()
	done := &setting{}
	start := 0
	for _, item := range r.chosen() {
		at := base.stops[item]
		ln := line{start: start, end: at.end, hyphen: at.hyphen, measure: measure, last: true}
		ln.breaks = at.end == at.next && at.end < len(p.text)
		if len(done.lines) == 0 {
			ln.indent, ln.measure = p.indent, measure-p.indent
		}
		done.lines = append(done.lines, ln)
		start = at.next
	}
	return done
}

// raggedSearch is the search for the best ragged lines.
type raggedSearch struct {
	s        *setter
	p        *paragraph
	base     *breakable
	measure  int64
	balanced bool

	legal []int   // items a line may end at; -1 first
	best  []int64 // least cost of the lines up to legal[k]
	from  []int   // where the line that ends at legal[k] starts, as an index in legal
}

func (r *raggedSearch) run() {
	items := r.base.items
	r.legal = append(r.legal, -1)
	for i := range items {
		if items[i].Kind == linebreak.Glue && i > 0 && items[i-1].Kind == linebreak.Box ||
			items[i].Kind == linebreak.Penalty && items[i].Cost < linebreak.Forbidden {
			r.legal = append(r.legal, i)
		}
	}
	r.best = make([]int64, len(r.legal))
	r.from = make([]int, len(r.legal))
	for k := 1; k < len(r.legal); k++ {
		r.best[k], r.from[k] = r.best[k-1]+r.lineCost(k-1, k), k-1
		for j := k - 2; j >= 0 && !r.forcedBetween(j, k); j-- {
			width := r.width(j, k)
			if width > r.measure {
				break
			}
			if cost := r.best[j] + r.lineCost(j, k); cost < r.best[k] {
				r.best[k], r.from[k] = cost, j
			}
		}
	}
	last := len(r.legal) - 1
	for k := last; k > 0; k = r.from[k] {
		if r.width(r.from[k], k) > r.measure+int64(display.Point)/16 {
			r.s.reportTooWide(r.p, r.textStart(r.from[k]), r.base.stops[r.legal[k]].end)
		}
	}
}

func (r *raggedSearch) textStart(k int) int {
	if k == 0 {
		return 0
	}
	return r.base.stops[r.legal[k]].next
}

// chosen returns the items at which the best lines end, in order.
func (r *raggedSearch) chosen() []int {
	var ends []int
	for k := len(r.legal) - 1; k > 0; k = r.from[k] {
		ends = append(ends, r.legal[k])
	}
	for i, j := 0, len(ends)-1; i < j; i, j = i+1, j-1 {
		ends[i], ends[j] = ends[j], ends[i]
	}
	return ends
}

// forcedBetween reports whether a line from break j to break k would run over a
// forced break.
func (r *raggedSearch) forcedBetween(j, k int) bool {
	for m := j + 1; m < k; m++ {
		if item := &r.base.items[r.legal[m]]; item.Kind == linebreak.Penalty && item.Cost <= linebreak.Forced {
			return true
		}
	}
	return false
}

// width returns the natural width of the line from break j to break k.
func (r *raggedSearch) width(j, k int) int64 {
	items := r.base.items
	first := r.legal[j] + 1
	for first < r.legal[k] && items[first].Kind != linebreak.Box {
		first++
	}
	var width int64
	if j > 0 && items[r.legal[j]].Kind == linebreak.Penalty {
		width = items[r.legal[j]].After
	}
	for i := first; i < r.legal[k]; i++ {
		if items[i].Kind != linebreak.Penalty {
			width += items[i].Width
		}
	}
	if end := &items[r.legal[k]]; end.Kind == linebreak.Penalty {
		width += end.Width
	}
	return width
}

func (r *raggedSearch) lineCost(j, k int) int64 {
	missing := (r.measure - r.width(j, k)) * 1000 / max(r.measure, 1)
	if missing < 0 {
		return raggedLine * 1000 // too wide: only where there is no other way
	}
	end := &r.base.items[r.legal[k]]
	forced := end.Kind == linebreak.Penalty && end.Cost <= linebreak.Forced
	cost := raggedLine
	if !forced || r.balanced {
		cost += missing * missing
	}
	if forced {
		return cost
	}
	if end.Kind == linebreak.Penalty {
		cost += int64(end.Cost) * raggedBreak
	}
	if r.leans(r.base.stops[r.legal[k]].end) {
		cost += raggedProclitic
	}
	return cost
}

// leans reports whether the word that ends at an offset leans on the next one:
// a preposition, an article, a conjunction.
func (r *raggedSearch) leans(end int) bool {
	text := r.p.text[:end]
	start := strings.LastIndexFunc(text, unicode.IsSpace) + 1
	if start >= end {
		return false
	}
	return language.Proclitic(text[start:], r.p.pieces[r.p.pieceAt(start)].language)
}
