package linebreak

import "slices"

// Breaker breaks paragraphs. It holds the working memory that one paragraph
// leaves for the next; nothing else passes between them. The zero value is ready
// for use. A Breaker serves one goroutine at a time.
type Breaker struct {
	breaks []breakpoint
	nodes  []node
	active []live // by rising line number
	spare  []live
	glues  []glueSums // where Options.RiverDemerits is asked for, as are gaps
	gaps   []gap      // of the lines to the nodes of this run

	expected []int32 // by break: how many lines the best way there has, in the last run that recorded it

	lines  []shared // by break: of the last line from there that was considered
	spaces []gap    // of those lines to the break at hand
	runs   int32    // how many there were

	maxHang int64 // how far any line may stand out at its end
	visits  int   // how often a line was considered, since the paragraph began
}

// Break returns the best lines of items. Line n is to be widths[n] wide and all
// lines beyond the last of widths are as wide as that; without widths all are 0
// wide. No item is ever lost: where nothing fits, a line stands out and says by
// how much. No items are no lines.
func (b *Breaker) Break(items []Item, widths []int64, opts Options) Result {
	opts = opts.resolved()
	if len(items) == 0 {
		return Result{Pass: FirstPass}
	}
	b.measure(items, &opts)
	b.visits = 0
	var found int32
	var run attempt
	for run = range passes(&opts, widths, opts.Looseness != 0) {
		if !b.run(&run) {
			continue
		}
		best := b.best(func(int) bool { return true })
		found = b.loosest(best, opts.Looseness)
		if int(b.nodes[found].line-b.nodes[best].line) == opts.Looseness || run.final {
			break
		}
	}
	return b.result(&run, found)
}

// Variants returns the best results of the natural number of lines, which is
// what Break chooses, and of one line fewer and one more. Each is the best there
// is of its count in the first pass that has one; a pass is made only if the
// natural result needed it or an earlier one lacks a count. Options.Looseness is
// ignored.
func (b *Breaker) Variants(items []Item, widths []int64, opts Options) Variants {
	opts = opts.resolved()
	if len(items) == 0 {
		return Variants{Natural: &Result{Pass: FirstPass}}
	}
	b.measure(items, &opts)
	b.visits = 0
	var v Variants
	natural := 0
	long := b.isLong(widths)
	for run := range passes(&opts, widths, true) {
		// A pass that the natural lines can do without is not tolerance.
		if v.Natural != nil && run.pass > SecondPass {
			break
		}
		if long && !b.record(&run) || !b.run(&run) {
			continue
		}
		if v.Natural == nil {
			best := b.best(func(int) bool { return true })
			natural = int(b.nodes[best].line)
			v.Natural = b.variant(&run, best)
		}
		if run.artificial {
			break // its other counts are not within any tolerance
		}
		for _, want := range []struct {
			to    **Result
			lines int
		}{{&v.Shorter, natural - 1}, {&v.Longer, natural + 1}} {
			if *want.to != nil {
				continue
			}
			if n := b.best(func(lines int) bool { return lines == want.lines }); n >= 0 {
				*want.to = b.variant(&run, n)
			}
		}
		if v.Shorter != nil && v.Longer != nil || run.pass >= SecondPass {
			break
		}
	}
	return v
}

// longParagraph is how many lines a paragraph has in which Variants considers
// only what is within window lines of the natural solution.
const (
	longParagraph = 80
	window        = 4
)

// isLong reports whether the paragraph has about longParagraph lines or more.
func (b *Breaker) isLong(widths []int64) bool {
	return len(widths) > 0 && b.breaks[len(b.breaks)-1].end.width/longParagraph > widths[len(widths)-1]
}

// record makes the run with solutions of all line counts competing, as Break
// does, and sets b.expected for it.
func (b *Breaker) record(run *attempt) bool {
	b.expected = slices.Grow(b.expected[:0], len(b.breaks))[:len(b.breaks)]
	for k := range b.expected {
		b.expected[k] = -1
	}
	together := *run
	together.apart, together.recording = run.together, true
	run.windowed = true
	return b.run(&together)
}

func (b *Breaker) variant(run *attempt, n int32) *Result {
	r := b.result(run, n)
	return &r
}

// attempt is one pass over a paragraph.
type attempt struct {
	opts   *Options
	widths []int64
	pass   Pass

	threshold  int32 // the highest badness
	background int64 // stretch of every line
	final      bool  // there is no pass after it: something must be found
	apart      int32 // lines up to this number are told apart; those beyond are alike
	ladders    bool  // runs of hyphens are told apart

	together  int32 // what apart is for Break
	recording bool  // it fills in Breaker.expected
	windowed  bool  // it keeps near to Breaker.expected

	artificial bool // it had to accept a line beyond the threshold
}

// passes yields the passes in their order. apart asks that solutions of
// different line counts do not compete.
func passes(opts *Options, widths []int64, apart bool) func(yield func(attempt) bool) {
	run := attempt{opts: opts, widths: widths, ladders: opts.LadderDemerits > 0}
	run.apart = int32(len(widths) - 1)
	if n := len(opts.ColumnEnds); n > 0 {
		run.apart = max(run.apart, int32(opts.ColumnEnds[n-1]+1))
	}
	if run.together = run.apart; apart {
		run.apart = 1 << 30
	}
	return func(yield func(attempt) bool) {
		run.pass, run.threshold = FirstPass, opts.Pretolerance
		if run.threshold >= 0 && !yield(run) {
			return
		}
		run.pass, run.threshold = SecondPass, opts.Tolerance
		run.final = opts.EmergencyStretch <= 0 && !opts.LastResort
		if !yield(run) || run.final {
			return
		}
		if opts.EmergencyStretch > 0 {
			run.pass, run.background = EmergencyPass, opts.EmergencyStretch
			run.final = !opts.LastResort
			if !yield(run) || run.final {
				return
			}
		}
		run.pass, run.threshold, run.background, run.final = LastPass, infinite, 0, true
		yield(run)
	}
}

// width returns the measure of a line, numbered from 0.
func (a *attempt) width(line int32) int64 {
	if len(a.widths) == 0 {
		return 0
	}
	return a.widths[min(int(line), len(a.widths)-1)]
}

// best returns the final node of the fewest demerits whose line count is
// wanted, -1 if there is none.
func (b *Breaker) best(wanted func(lines int) bool) int32 {
	found := int32(-1)
	for i := range b.active {
		n := b.active[i].node
		if wanted(int(b.nodes[n].line)) && (found < 0 || b.nodes[n].demerits < b.nodes[found].demerits) {
			found = n
		}
	}
	return found
}

// loosest returns the final node whose line count is nearest to looseness away
// from best's, on the way from there, and of those the best: §875.
func (b *Breaker) loosest(best int32, looseness int) int32 {
	natural := int(b.nodes[best].line)
	found, reached := best, 0
	for i := range b.active {
		n := b.active[i].node
		diff := int(b.nodes[n].line) - natural
		switch {
		case diff < reached && looseness <= diff, diff > reached && looseness >= diff:
			found, reached = n, diff
		case diff == reached && b.nodes[n].demerits < b.nodes[found].demerits:
			found = n
		}
	}
	return found
}

// result follows the best breaks back from the final node n.
func (b *Breaker) result(run *attempt, n int32) Result {
	count := 0
	for k := n; b.nodes[k].prev >= 0; k = b.nodes[k].prev {
		count++
	}
	r := Result{Lines: make([]Line, count), Demerits: b.nodes[n].demerits, Pass: run.pass}
	for k := n; b.nodes[k].prev >= 0; k = b.nodes[k].prev {
		count--
		r.Lines[count] = b.line(run, k, count)
		r.Overfull = r.Overfull || r.Lines[count].Overfull > 0
	}
	return r
}

// line describes the line that ends at node k.
func (b *Breaker) line(run *attempt, k int32, number int) Line {
	to, from := &b.nodes[k], &b.nodes[b.nodes[k].prev]
	p, q := &b.breaks[to.brk], &b.breaks[from.brk]
	line := difference(&p.end, &q.start)
	measure := run.width(int32(number))
	s := run.opts.set(&line, measure-line.width, run.background)
	return Line{
		Start: int(q.next), End: int(p.item), Break: int(p.item), From: int(q.item),
		Measure: measure, Natural: line.width,
		StartHang: q.startHang, EndHang: p.endHang,
		Stretch: line.stretch, Shrink: line.shrink, Fils: int(line.fils),
		Expand: line.expand, Contract: line.contract, Track: line.track,
		Expansion: s.expansion, Tracking: s.tracking, Space: s.space, Overfull: s.overfull,
		Fitness: s.fitness, Flagged: p.kind&flagged != 0,
		Badness: min(s.badness, infinite), Cost: p.cost,
		Demerits: to.demerits - from.demerits,
	}
}

func difference(end, start *sums) sums {
	return sums{
		width: end.width - start.width, stretch: end.stretch - start.stretch, shrink: end.shrink - start.shrink,
		expand: end.expand - start.expand, contract: end.contract - start.contract, track: end.track - start.track,
		fils: end.fils - start.fils,
	}
}
