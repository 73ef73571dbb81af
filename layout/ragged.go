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

	sums   []int64 // widths of the boxes and glue before each item
	starts []int   // by legal: the first box of the line after it
	forced []int   // by legal: the last forced break before it, as an index in legal

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
	r.measureAll()
	r.best = make([]int64, len(r.legal))
	r.from = make([]int, len(r.legal))
	for k := 1; k < len(r.legal); k++ {
		r.best[k], r.from[k] = r.best[k-1]+r.lineCost(k-1, k), k-1
		tried := 0
		for j := k - 2; j >= r.forced[k] && tried < mostTried && r.width(j, k) <= r.measure; j-- {
			tried++
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

// mostTried bounds how many breaks back a line may begin: more than any line
// has, unless its words have no width.
const mostTried = 500

// measureAll makes the sums that width goes by, so that a line is measured at
// once however long it is.
func (r *raggedSearch) measureAll() {
	items := r.base.items
	r.sums = make([]int64, len(items)+1)
	for i := range items {
		r.sums[i+1] = r.sums[i]
		if items[i].Kind != linebreak.Penalty {
			r.sums[i+1] += items[i].Width
		}
	}
	r.starts, r.forced = make([]int, len(r.legal)), make([]int, len(r.legal))
	next := len(items)
	for k, i := len(r.legal)-1, len(items)-1; k >= 0; k-- {
		for ; i > r.legal[k]; i-- {
			if items[i].Kind == linebreak.Box {
				next = i
			}
		}
		r.starts[k] = next
	}
	last := 0
	for k := 1; k < len(r.legal); k++ {
		r.forced[k] = last
		if item := &items[r.legal[k]]; item.Kind == linebreak.Penalty && item.Cost <= linebreak.Forced {
			last = k
		}
	}
}

// width returns the natural width of the line from break j to break k.
func (r *raggedSearch) width(j, k int) int64 {
	items := r.base.items
	first := min(r.starts[j], r.legal[k])
	width := r.sums[r.legal[k]] - r.sums[first]
	if j > 0 && items[r.legal[j]].Kind == linebreak.Penalty {
		width += items[r.legal[j]].After
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
	if at := r.base.stops[r.legal[k]]; at.end != at.next && r.leans(at.end) {
		cost += raggedProclitic
	}
	return cost
}

// longestProclitic is how many bytes a word that leans on the next may have.
const longestProclitic = 40

// leans reports whether the word that ends at an offset leans on the next one:
// a preposition, an article, a conjunction.
func (r *raggedSearch) leans(end int) bool {
	text := r.p.text[max(end-longestProclitic, 0):end]
	start := strings.LastIndexFunc(text, unicode.IsSpace) + 1
	if start >= len(text) || start == 0 && end > longestProclitic {
		return false
	}
	return language.Proclitic(text[start:], r.p.pieces[r.p.pieceAt(end-1)].language)
}
