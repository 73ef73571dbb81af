package inspect

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"korthet/output/pdf/object"
	"korthet/output/preflight"
	"korthet/output/press"
)

// spot is an ink of its own.
type spot struct {
	mixtures [][32]byte // of what stands for it, each once
	used     bool
}

// mostSpots is how many inks are kept.
const mostSpots = 256

func (i *inspector) spot(name string) *spot {
	s, ok := i.inks[name]
	if !ok {
		s = &spot{}
		if len(i.inks) < mostSpots {
			i.inks[name] = s
			i.inkNames = append(i.inkNames, name)
		}
	}
	return s
}

// noteSpot notes what stands for an ink.
func (i *inspector) noteSpot(s *space, alternate, tint object.Value) {
	name := s.inks[0]
	if _, process := processInk(name); process || name == "None" || name == press.Registration {
		return
	}
	h := sha256.New()
	for _, v := range []object.Value{alternate, tint} {
		h.Write(i.canonical(nil, v, 0))
	}
	var sum [32]byte
	h.Sum(sum[:0])
	known := i.spot(name)
	if !slices.Contains(known.mixtures, sum) && len(known.mixtures) < 8 {
		known.mixtures = append(known.mixtures, sum)
	}
}

// canonical writes a value so that equal ones are written alike, whichever
// objects they stand in.
func (i *inspector) canonical(dst []byte, v object.Value, depth int) []byte {
	if depth > 6 || len(dst) > 1<<16 {
		return dst
	}
	switch v := i.resolve(v).(type) {
	case object.Array:
		dst = append(dst, '[')
		for _, e := range v {
			dst = append(i.canonical(dst, e, depth+1), ' ')
		}
		return append(dst, ']')
	case object.Dict:
		return i.canonicalDict(dst, v, depth)
	case *object.Stream:
		dst = i.canonicalDict(dst, v.Dict, depth)
		sum, known := i.digests[v]
		if !known {
			data, rest, _ := i.bytes(v, 1<<20)
			sum = sha256.Sum256(append(data[:len(data):len(data)], rest.Filter...))
			i.digests[v] = sum
		}
		return append(dst, sum[:]...)
	case object.Real:
		n, _ := number(v)
		return append(dst, trimmed(n, 6)...)
	default:
		return object.Append(dst, v)
	}
}

func (i *inspector) canonicalDict(dst []byte, d object.Dict, depth int) []byte {
	dst = append(dst, "<<"...)
	for _, e := range d.Sorted() {
		switch e.Key {
		case "Length", "Filter", "DecodeParms", "Metadata":
			continue
		}
		dst = object.AppendName(dst, string(e.Key))
		dst = append(i.canonical(append(dst, ' '), e.Value, depth+1), ' ')
	}
	return append(dst, ">>"...)
}

// useInk notes that something is printed with an ink.
func (i *inspector) useInk(name string) {
	if _, process := processInk(name); process || name == "None" || name == press.Registration {
		return
	}
	i.spot(name).used = true
}

// judgeSpots looks at the inks of the whole file.
func (i *inspector) judgeSpots() {
	var used, plates []string
	for k, name := range [4]string{"cyan", "magenta", "yellow", "black"} {
		if i.seen.process[k] {
			plates = append(plates, name)
		}
	}
	for _, name := range i.inkNames {
		if i.inks[name].used {
			used = append(used, name)
			plates = append(plates, printable(name, 60))
		}
	}
	clash := func(status preflight.Status, rule, what, format string, args ...any) *finding {
		f := i.fault(preflight.SpotNames, status, 0, nil, key{what: what}, format, args...)
		f.Rule = rule
		return f
	}
	for n, name := range used {
		if len(i.inks[name].mixtures) > 1 {
			clash(preflight.Error, "K4", name, "the spot colour %q is mixed in %d different ways where it stands for other inks", printable(name, 60), len(i.inks[name].mixtures)).Hint = "give it one mixture in all files that were placed"
		}
		for _, other := range used[:n] {
			switch {
			case press.PlainSpot(name) == press.PlainSpot(other):
				clash(preflight.Error, "K4", name, "the spot colours %q and %q differ in capitals or spaces only, and would be two plates", printable(other, 60), printable(name, 60)).Hint = "give both the same name"
			case inkOf(name) == inkOf(other):
				clash(preflight.Warning, "", name, "the spot colours %q and %q are one ink, named for two papers; they would be two plates", printable(other, 60), printable(name, 60)).Hint = "give both the same name"
			}
		}
		if !i.printer.OwnPlate(name) {
			clash(preflight.Warning, "", "plate"+name, "the spot colour %q is a plate of its own, which the printer's profile does not name", printable(name, 60)).Hint = "convert it to the four inks, or name it in the profile's `spots`"
		}
	}
	if limit := i.printer.Plates; limit > 0 && len(plates) > limit {
		clash(preflight.Error, "", "plates", "the job needs %d plates (%s); the printer has %d", len(plates), strings.Join(plates, ", "), limit).Hint = "convert spot colours to the four inks"
	}
	list := strings.Join(plates, ", ")
	switch {
	case i.seen.converted && list == "":
		list = "not known: everything is converted at the printer's"
	case i.seen.converted:
		list += ", and what the rest is converted to at the printer's"
	case list == "":
		list = "none"
	}
	if len(used) == 0 {
		i.pass(preflight.SpotNames, 0, "no spot colours; the plates are %s", list)
	} else {
		i.pass(preflight.SpotNames, 0, "the plates are %s", list)
	}
}

// inkOf is a spot's name without the letters for the paper that its sample is
// printed on: PANTONE 281 C and PANTONE 281 U are one ink.
func inkOf(name string) string {
	words := strings.Fields(strings.ToLower(name))
	if n := len(words); n > 1 && slices.Contains([]string{"c", "u", "m", "cv", "cvc", "cvu"}, words[n-1]) {
		words = words[:n-1]
	}
	return strings.Join(words, " ")
}

// passAll says what was seen of each check and found good.
func (i *inspector) passAll() {
	s := &i.seen
	switch {
	case s.embedded > 0:
		i.pass(preflight.Fonts, 0, "%s in use, all embedded", plural(s.embedded, "font is", "fonts are"))
	case s.texts == 0:
		i.pass(preflight.Fonts, 0, "there is no text")
	}
	i.pass(preflight.Colours, 0, "everything is in inks of the press")
	if s.pictures == 0 {
		i.pass(preflight.ImageResolution, 0, "there are no pictures of pixels")
	}
	switch {
	case s.converted:
		i.fault(preflight.TotalInk, preflight.NotChecked, 0, nil, key{what: "converted"}, "what is not in inks is converted at the printer's, by a profile that keeps to its own limit; its ink is not known").Hint = "convert it to CMYK before exporting, if you want to know"
	case !s.inked:
		i.pass(preflight.TotalInk, 0, "there is no ink")
	case !s.known:
		i.fault(preflight.TotalInk, preflight.NotChecked, 0, nil, key{what: "unknown"}, "of nothing that is printed the ink is known")
	}
	i.pass(preflight.SmallestType, 0, "%s", sizes(s.smallest, "the smallest type is ", "there is no type"))
	i.pass(preflight.ThinnestLine, 0, "%s", sizes(s.thinnest, "the thinnest line is ", "there are no lines"))
	if s.blackTexts > 0 {
		i.pass(preflight.BlackText, 0, "black text is on the black plate alone")
	} else {
		i.pass(preflight.BlackText, 0, "no text is black")
	}
	message := "nothing white overprints"
	if s.overprinted > 0 {
		message = "black text overprints; " + message
	}
	i.pass(preflight.Overprint, 0, "%s", message)
	i.pass(preflight.Boxes, 0, "trim, bleed and media nest on all pages, which are %s", sizeOf(i.firstTrim))
	if i.printer.Bleed == 0 {
		i.pass(preflight.Bleed, 0, "the printer asks for no bleed")
	}
	switch {
	case i.printer.SafeZone == 0:
		i.pass(preflight.SafeZone, 0, "the printer asks for no distance from the trim")
	case s.safe < farthest:
		i.pass(preflight.SafeZone, 0, "text keeps %s from the edge at least; folds of a foreign file are not known", millimetres(s.safe))
	default:
		i.pass(preflight.SafeZone, 0, "there is no text near the edge")
	}
	switch {
	case s.marks > 0 && !i.printer.Marks.Any():
		i.fault(preflight.Marks, preflight.Warning, 0, nil, key{}, "there are marks beyond the bleed (%s), which the printer's profile does not ask for", plural(s.marks, "thing", "things")).Hint = "export it without marks"
	case s.marks == 0 && i.printer.Marks.Any():
		i.fault(preflight.Marks, preflight.Error, 0, nil, key{}, "the printer's profile asks for marks, and there are none").Hint = "export it with marks"
	case s.marks > 0:
		i.pass(preflight.Marks, 0, "there are marks, all beyond the bleed")
	default:
		i.pass(preflight.Marks, 0, "no marks, as the printer's profile asks")
	}
	i.pass(preflight.EmptyPages, 0, "something is printed on every page")
	i.pass(preflight.Conformance, 0, "the rules of PDF/X-4 that are looked for hold")
	i.pass(preflight.OutputCondition, 0, "%s", i.condition)
}

// sizes tells sizes by manner.
func sizes(of [preflight.Manners]float64, begin, none string) string {
	var parts []string
	for manner, size := range of {
		if size > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", inPoints(size), preflight.Manner(manner)))
		}
	}
	if parts == nil {
		return none
	}
	return begin + strings.Join(parts, ", ")
}
