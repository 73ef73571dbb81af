package preflight

import (
	"fmt"
	"slices"
	"strings"

	"korthet/layout/display"
	"korthet/output/press"
)

// spots looks at the plates that the job needs.
func (s *shop) spots() {
	var used, without []string
	for k, name := range s.plates {
		if k >= 4 && s.used[k] {
			used = append(used, name)
		}
	}
	count := len(used)
	for k := range 4 {
		if s.used[k] {
			count++
		}
	}
	if limit := s.printer.Plates; limit > 0 && count > limit {
		s.fault(faultKey{check: SpotNames}, Verdict{
			Check: SpotNames, Status: Error, Src: s.spotSrc(used),
			Message: fmt.Sprintf("the job needs %d plates (%s); the printer has %d", count, list(s.usedPlates()), limit),
			Hint:    "take `spot` away from a colour, so that it is mixed from the four inks",
		})
	}
	for i, a := range used {
		for _, b := range used[:i] {
			// Names that differ in spelling alone are the writer's to tell: rule K4.
			if inkOf(a) == inkOf(b) && press.PlainSpot(a) != press.PlainSpot(b) {
				s.fault(faultKey{check: SpotNames, name: a}, Verdict{
					Check: SpotNames, Status: Warning, Src: s.spotSrc(used[i:]),
					Message: fmt.Sprintf("the spot colours %q and %q are one ink, named for two papers; they would be two plates", b, a),
					Hint:    "give both the same name",
				})
			}
		}
	}
	s.unknownSpots()
	for i := range s.doc.Colours {
		if c := &s.doc.Colours[i]; s.inUse[i] && c.Spot != "" && !slices.Contains(s.plates, c.Spot) && !slices.Contains(without, c.Spot) && s.inks.Paint(display.Ink{Colour: i, Tint: display.Solid}).Spot < 0 {
			without = append(without, c.Spot)
		}
	}
	message := "no spot colours; the plates are " + list(s.usedPlates())
	if len(used) > 0 {
		message = fmt.Sprintf("the plates are %s", list(s.usedPlates()))
	}
	if len(without) > 0 {
		message += "; mixed from the four inks: " + list(without)
	}
	s.pass(Verdict{Check: SpotNames, Message: message})
}

// unknownSpots tells of the inks that the printer is asked for and that no colour
// of the document is of: the job would be printed without them.
func (s *shop) unknownSpots() {
	var spots []string
	for i := range s.doc.Colours {
		if spot := s.doc.Colours[i].Spot; spot != "" && spot != press.Registration && !slices.Contains(spots, spot) {
			spots = append(spots, spot)
		}
	}
	for i, name := range s.printer.Spots {
		if slices.ContainsFunc(spots, func(spot string) bool { return press.PlainSpot(spot) == press.PlainSpot(name) }) {
			continue
		}
		v := Verdict{
			Check: SpotNames, Status: Warning,
			Message: fmt.Sprintf("%s asks for the ink %q, and no colour of the theme is of it", s.printer.Name, name),
			Hint:    fmt.Sprintf("say `spot: %s` of the colour that is meant, or take the name out", name),
		}
		if len(spots) > 0 {
			v.Hint = fmt.Sprintf("write it as the theme has it (its spot colours are %s), say `spot: %s` of the colour that is meant, or take the name out", list(spots), name)
		}
		if i < len(s.printer.SpotSrc) {
			v.Src = s.printer.SpotSrc[i]
		}
		s.fault(faultKey{check: SpotNames, name: name}, v)
	}
}

func (s *shop) usedPlates() []string {
	var used []string
	for k, name := range s.plates {
		if s.used[k] {
			used = append(used, name)
		}
	}
	return used
}

// spotSrc is where the first colour of some spots that an author gave was given.
func (s *shop) spotSrc(spots []string) display.Src {
	for i := range s.doc.Colours {
		if c := &s.doc.Colours[i]; s.inUse[i] && c.Src.File != "" && slices.Contains(spots, c.Spot) {
			return c.Src
		}
	}
	return display.Src{}
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

// list writes names one after the other.
func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
