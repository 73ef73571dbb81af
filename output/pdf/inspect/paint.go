package inspect

import (
	"fmt"
	"strings"

	"korthet/output/press"
)

// paint is what an area, a line or a text is printed in.
type paint struct {
	space  *space
	values []float64
	// What is printed, where it is known: of each process ink and of spots, from 0
	// to 1.
	known    bool
	cmyk     [4]float64
	spots    []share
	light    float64 // from 0, black, to 1, paper; -1 where it is not known
	all      bool    // on all plates
	direct   bool    // in DeviceCMYK, whose zeros OPM 1 leaves out
	grey     bool    // no colour but black or grey, in whatever space
	shading  bool    // a pattern, of more colours than one
	coloured bool    // by a pattern's own colours, which were looked at when it was
	shade    *shade  // of a shading: how it goes, where that is known
	cmykMost float64 // of a shading: the most ink in all; -1 where it is not known
}

type share struct {
	ink  string
	tint float64
}

// paintOf says what values of a space are printed in.
func (i *inspector) paintOf(s *space, values []float64) *paint {
	p := &paint{space: s, values: values, light: -1}
	if s.channels != len(values) || s.channels == 0 {
		return p
	}
	for k := range values {
		if s.family != lab && s.family != indexed {
			values[k] = min(max(values[k], 0), 1)
		}
	}
	switch s.family {
	case deviceGrey:
		p.known, p.grey = true, true
		p.cmyk[3] = 1 - values[0]
		p.light = values[0]
	case calGrey:
		p.grey, p.light = true, values[0]
	case deviceCMYK:
		p.known, p.direct = true, true
		copy(p.cmyk[:], values)
		p.light = lightOf(p.cmyk)
		p.grey = p.cmyk[0] == 0 && p.cmyk[1] == 0 && p.cmyk[2] == 0
	case deviceRGB, calRGB:
		p.rgb(values)
	case lab:
		p.light = min(max(values[0]/100, 0), 1)
		p.grey = values[1] == 0 && values[2] == 0
	case icc:
		i.iccPaint(p, values)
	case indexed:
		return i.indexedPaint(s, int(values[0]))
	case separation, deviceN:
		i.inkPaint(p, values)
	case patternSpace, unknownSpace:
	}
	if p.known && s.standIn && s.family != deviceGrey && s.family != deviceCMYK {
		p.known = false
	}
	return p
}

func (p *paint) rgb(v []float64) {
	p.light = 0.3*v[0] + 0.59*v[1] + 0.11*v[2]
	// What was converted once is no longer exactly neutral.
	const neutral = 0.03
	p.grey = max(v[0], v[1], v[2])-min(v[0], v[1], v[2]) <= neutral
	// No space makes ink of white, of which the sum above may fall short by rounding.
	if p.known = min(v[0], v[1], v[2]) > 0.9999; p.known {
		p.light = 1
	}
}

func (i *inspector) iccPaint(p *paint, v []float64) {
	switch p.space.channels {
	case 1:
		p.grey, p.light = true, v[0]
		p.known = v[0] == 1
	case 3:
		p.rgb(v)
	case 4:
		copy(p.cmyk[:], v)
		p.light = lightOf(p.cmyk)
		p.known = p.space.own || p.light == 1
	}
}

func (i *inspector) indexedPaint(s *space, index int) *paint {
	index = min(max(index, 0), s.top)
	n := s.below.channels
	if n == 0 || (index+1)*n > len(s.table) {
		return &paint{space: s, light: -1}
	}
	return i.paintOf(s.below, s.below.fromBytes(s.table[index*n:(index+1)*n]))
}

// fromBytes makes values of the space of bytes.
func (s *space) fromBytes(data []byte) []float64 {
	values := make([]float64, len(data))
	for k, b := range data {
		values[k] = float64(b) / 255
	}
	if s.family == lab && len(values) == 3 {
		values[0] *= 100
		for k := 1; k < 3; k++ {
			low, high := -100.0, 100.0
			if len(s.ranges) == 4 {
				low, high = s.ranges[2*k-2], s.ranges[2*k-1]
			}
			values[k] = low + float64(values[k]*(high-low))
		}
	}
	return values
}

// inkPaint is a colour of named inks.
func (i *inspector) inkPaint(p *paint, values []float64) {
	p.known = true
	for k, name := range p.space.inks {
		if process, ok := processInk(name); ok {
			p.cmyk[process] = max(p.cmyk[process], values[k])
			continue
		}
		switch name {
		case "None":
		case press.Registration:
			p.all = true
			p.light = 1 - values[k]
			for n := range p.cmyk {
				p.cmyk[n] = values[k]
			}
		default:
			if values[k] > 0 {
				p.spots = append(p.spots, share{name, values[k]})
			}
		}
	}
	if p.all {
		return
	}
	p.light = lightOf(p.cmyk)
	p.grey = p.cmyk[0] == 0 && p.cmyk[1] == 0 && p.cmyk[2] == 0 && len(p.spots) == 0
	for _, spot := range p.spots {
		light := i.lightOfInk(p.space, spot)
		if light < 0 {
			p.light = -1
			return
		}
		p.light *= light
	}
}

// lightOfInk is how light a tint of a spot is, -1 where it is not known.
func (i *inspector) lightOfInk(s *space, spot share) float64 {
	if s.family == separation {
		if v := s.tint.at(spot.tint); v != nil {
			if alt := s.below; alt != nil && alt.channels == len(v) && (alt.family == deviceCMYK || alt.family == deviceGrey || alt.family == deviceRGB || alt.family == icc || alt.family == lab || alt.family == calRGB) {
				return i.paintOf(alt, v).light
			}
		}
	}
	if spot.tint <= 0.1 {
		return 1
	}
	return -1
}

func processInk(name string) (int, bool) {
	switch name {
	case "Cyan":
		return 0, true
	case "Magenta":
		return 1, true
	case "Yellow":
		return 2, true
	case "Black":
		return 3, true
	}
	return 0, false
}

// lightOf is how light inks together are.
func lightOf(c [4]float64) float64 {
	return (1 - c[3]) * (1 - 0.3*c[0] - 0.59*c[1] - 0.11*c[2])
}

// total is the sum of inks.
func (p *paint) total() float64 {
	sum := p.cmyk[0] + p.cmyk[1] + p.cmyk[2] + p.cmyk[3]
	for _, s := range p.spots {
		sum += s.tint
	}
	return sum
}

// count is how many inks there are.
func (p *paint) count() int {
	n := len(p.spots)
	for _, c := range p.cmyk {
		if c > 0 {
			n++
		}
	}
	return n
}

// white reports whether nothing is printed.
func (p *paint) white() bool { return p.known && !p.shading && !p.all && p.total() == 0 }

// String names the paint for reports.
func (p *paint) String() string {
	switch {
	case p.shading:
		return "a pattern"
	case p.all:
		return "the colour on all plates"
	}
	percent := func(n float64) string { return trimmed(n*100, 1) + " %" }
	switch p.space.family {
	case deviceRGB, calRGB:
		return rgbName("RGB", p.values)
	case calGrey:
		return "grey " + percent(1-p.values[0])
	case lab:
		return fmt.Sprintf("Lab %s", joined(p.values))
	case icc:
		switch {
		case len(p.values) == 3:
			return rgbName("RGB by a profile", p.values)
		case len(p.values) == 1:
			return "grey by a profile, " + percent(1-p.values[0])
		}
	case unknownSpace:
		return "a colour that is not known"
	default:
	}
	if p.white() {
		return "white"
	}
	var parts []string
	for k, n := range p.cmyk {
		if n > 0 {
			parts = append(parts, [...]string{"cyan ", "magenta ", "yellow ", "black "}[k]+percent(n))
		}
	}
	for _, s := range p.spots {
		parts = append(parts, printable(s.ink, 40)+" "+percent(s.tint))
	}
	if parts == nil {
		return "a colour that is not known"
	}
	return strings.Join(parts, ", ")
}

func rgbName(kind string, v []float64) string {
	if len(v) != 3 {
		return kind
	}
	return fmt.Sprintf("%s %.0f %.0f %.0f", kind, v[0]*255, v[1]*255, v[2]*255)
}

func joined(v []float64) string {
	parts := make([]string, len(v))
	for k, n := range v {
		parts[k] = trimmed(n, 1)
	}
	return strings.Join(parts, " ")
}

// printable cuts a text to what a report may have of it.
func printable(s string, most int) string {
	var out strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > most {
			out.WriteString("…")
			break
		}
		if r < ' ' || r == 0x7F || r == 0xFFFD {
			r = '?'
		}
		out.WriteRune(r)
	}
	return out.String()
}
