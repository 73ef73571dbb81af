package linebreak

// infinite is the badness of a line that cannot be stretched as far as asked;
// overfull is that of one that cannot be shrunk as far.
const (
	infinite int32 = 10_000
	overfull int32 = 10_001
)

// badness returns 100·(excess/give)³ as TeX computes it (§108), for excess of
// either sign that is already made positive: 0 to 10000.
//
// TeX divides first where the excess is above 7230584, to stay within 31 bits;
// with 64 there is no need to.
func badness(excess, give int64) int32 {
	if excess == 0 {
		return 0
	}
	if give <= 0 || excess > looseLimit*give { // (5·297)³ is far above the limit; and no overflow
		return infinite
	}
	r := excess * 297 / give // 297³ is 100·2¹⁸, nearly
	if r > 1290 {
		return infinite
	}
	return int32((r*r*r + 1<<17) >> 18)
}

// fitness returns the class of a line of that badness, §852-853.
func fitness(badness int32, stretched bool) Fitness {
	switch {
	case badness <= 12:
		return Decent
	case !stretched:
		return Tight
	case badness <= 99:
		return Loose
	}
	return VeryLoose
}

// setting is how a line's shortfall is met.
type setting struct {
	expansion, tracking, space int64
	overfull                   int64
	badness                    int32
	fitness                    Fitness
	price                      int64 // for what the letters give
}

// set returns how a line with the given sums, whose width is short of its
// measure by shortfall, is set and how bad it is. background is stretch that
// every line has besides.
//
// By this package's own rule the letters give first, by font expansion up to its
// limit and then by letter-spacing up to its own, and the spaces give the rest.
// Within limits that no reader notices (±2 %, ±0.5 % of an em) even spaces are
// worth more than even letters; that lines whose letters are far from their
// design still cost something is the business of ExpandDemerits and
// TrackDemerits. Badness is about the spaces alone, so that a tolerance bounds the
// word space that a reader sees.
func (o *Options) set(line *sums, shortfall, background int64) setting {
	rest := shortfall
	var s setting
	switch {
	case line.expand|line.contract|line.track == 0:
	case o.ExpandSteps > 0 || o.ContractSteps > 0:
		rest = o.expandInSteps(line, shortfall)
		s.expansion = min(max(shortfall, -line.contract), line.expand)
	case line.fils > 0 && shortfall > 0:
		// The filling takes it all: letters keep their width.
	default:
		s.expansion = min(max(shortfall, -line.contract), line.expand)
		rest -= s.expansion
		s.tracking = min(max(rest, -line.track), line.track)
		rest -= s.tracking
		s.price = price(o.ExpandDemerits, s.expansion, line.expand, line.contract) +
			price(o.TrackDemerits, s.tracking, line.track, line.track)
		rest -= o.reserve(&s, line, rest)
	}
	s.space = shortfall - s.expansion - s.tracking
	switch {
	case rest < 0 && -rest > line.shrink:
		s.badness = overfull
	case rest < 0:
		s.badness = badness(-rest, line.shrink)
	case rest > 0 && line.fils == 0:
		s.badness = badness(rest, line.stretch+background)
	}
	if s.space < -line.shrink {
		s.overfull = -line.shrink - s.space
		s.space = -line.shrink
	}
	if over := s.badness - o.LooseFrom; o.LooseDemerits > 0 && over > 0 {
		s.price += int64(over) * o.LooseDemerits
	}
	s.fitness = fitness(s.badness, rest > 0)
	return s
}

// reserve has the letters of a line give more than they should where the spaces
// would have to, and returns how much of rest they take. What one line in twenty
// gives beyond the limit of the others is seen by nobody; the hyphen or the holes
// that it saves are.
func (o *Options) reserve(s *setting, line *sums, rest int64) int64 {
	if o.Reserve <= 0 {
		return 0
	}
	var took, limit int64
	stretch, shrink := line.stretch*o.ReserveFrom/1000, line.shrink*o.ReserveFrom/1000
	switch {
	case rest > stretch && line.fils == 0:
		limit = line.expand * o.Reserve / 1000
		took = min(rest-stretch, limit)
	case rest < -shrink:
		limit = line.contract * o.Reserve / 1000
		took = max(rest+shrink, -limit)
	}
	if took == 0 {
		return 0
	}
	s.expansion += took
	s.price += o.ReserveDemerits/2 + price(o.ReserveDemerits/2, took, limit, limit)
	return took
}

// expandInSteps returns the shortfall that pdfTeX and LuaTeX leave to the glue
// of a line. When the letters can take all of it they leave half a step, as if
// every line ended up in the middle between two steps; and what they cannot take
// they leave whole. Knuth & Plass have no such rule; the peers' breaks do.
func (o *Options) expandInSteps(line *sums, shortfall int64) int64 {
	switch {
	case shortfall > 0 && line.expand > 0 && o.ExpandSteps > 0:
		if line.expand > shortfall {
			return line.expand / o.ExpandSteps / 2
		}
		return shortfall - line.expand
	case shortfall < 0 && line.contract > 0 && o.ContractSteps > 0:
		if line.contract > -shortfall {
			return -(line.contract / o.ContractSteps / 2)
		}
		return shortfall + line.contract
	}
	return shortfall
}

// price returns full·(used/limit)², where the limit is that of used's side.
func price(full, used, up, down int64) int64 {
	limit := up
	if used < 0 {
		used, limit = -used, down
	}
	if full <= 0 || limit <= 0 {
		return 0
	}
	permille := used * 1000 / limit
	return full * permille * permille / 1_000_000
}
