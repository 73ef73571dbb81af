package preflight

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"korthet/layout/cache"
	"korthet/layout/display"
)

// The contrast that text needs, in 1/100, and from where on type is large (WCAG
// 2.1, 1.4.3 and its "large scale").
const (
	normalText = 450
	largeText  = 300
	largeSize  = 18 * display.Point
	largeBold  = 14 * display.Point
	boldWeight = 700
)

// Options are the settings of Contrast.
type Options struct {
	Cache *cache.Cache // shares pictures, made small, between documents; nil shares nothing
}

// Finding is a text that does not stand out enough from what lies behind it:
// all of one paragraph, head or cell that is alike in this, where it is worst.
type Finding struct {
	Src     display.Src // of the text
	Page    int         // the reader's page number
	Text    string      // some of the text, where it is worst
	Ink     string      // the text's colour: "muted", or "brand at 40 %"
	Ground  string      // what lies behind it: a colour, as Ink; the name of a picture; "the paper"
	Ratio   int         // in 1/100: 394 is 3.94:1
	Needed  int         // in 1/100: 450, or 300 for large type
	Suggest string      // the theme's nearest colour that would do; "" where none would
}

// Message says what is wrong, in a line.
func (f Finding) Message() string {
	return fmt.Sprintf("the text “%s” on page %d is hard to read: %s on %s has a contrast of %s; %s is needed",
		f.Text, f.Page, f.Ink, f.Ground, asRatio(f.Ratio), asRatio(f.Needed))
}

// Hint says what to do.
func (f Finding) Hint() string {
	if f.Suggest == "" {
		return "no colour of the theme would do; make what lies behind the text lighter or darker"
	}
	return fmt.Sprintf("give the text the colour %q, or make what lies behind it lighter or darker", f.Suggest)
}

// asRatio returns a contrast as people write it: 4.5:1.
func asRatio(n int) string {
	text := fmt.Sprintf("%d.%02d", n/100, n%100)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + ":1"
}

// Contrast returns the texts of a document that do not stand out enough, in the
// order of the pages. Behind a text lies what was drawn before it: filled and
// stroked paths, pictures, else white paper; a part of it that is smaller than a
// quarter of a letter, like a rule under it, does not count. Of a picture the
// letter counts behind which it is worst. Artifacts are looked at too, but for
// ornaments without a letter or a digit. A document that display.Check finds
// fault with has no findings.
func Contrast(doc *display.Document, opts Options) []Finding {
	if len(display.Check(doc)) > 0 {
		return nil
	}
	c := &contrast{doc: doc, opts: opts, known: map[findingKey]int{}}
	for i := range doc.Sheets {
		for j := range doc.Sheets[i].Sides {
			side := &doc.Sheets[i].Sides[j]
			for k := range side.Panels {
				c.panel(side, &side.Panels[k])
			}
		}
	}
	findings := make([]Finding, len(c.found))
	for i, f := range c.found {
		f.Suggest = c.suggest(f)
		findings[i] = f.Finding
	}
	return findings
}

// contrast is the state of one call.
type contrast struct {
	doc      *display.Document
	opts     Options
	pictures []*picture // in the order of first use
	found    []finding
	known    map[findingKey]int // index in found
}

// finding is a Finding with what is needed to find a better colour.
type finding struct {
	Finding
	ink      [3]uint8
	from, to int64 // the luminances behind the text, from the darkest to the lightest
}

// findingKey tells what is reported once: a paragraph over two pages, and the
// running heads of all pages.
type findingKey struct {
	needed      int
	block       display.TagID // NoTag: artifacts
	ink, ground string
}

// panel looks at the texts of a panel, on which the side's own items lie too.
func (c *contrast) panel(side *display.Side, panel *display.Panel) {
	s := &scene{
		contrast: c, page: panel.Page,
		visible: box{right: units(panel.Width), bottom: units(panel.Height)},
	}
	walk(s, panel.Items, nil, nil)
	if len(side.Items) > 0 {
		moved := display.Transform{A: 1 << 16, D: 1 << 16, E: -panel.X, F: -panel.Y}
		walk(s, side.Items, []display.Transform{moved}, nil)
	}
}

// behind is a ground behind one letter.
type behind struct {
	layer     int   // index in the scene's layers; -1 is paper
	points    int64 // that lie on it
	luminance int64 // the sum of the points'
}

// text looks at a text, on what was drawn until then.
func (s *scene) text(run *display.GlyphRun, within []display.Transform, _ []outline) {
	if run.Tag == display.NoTag && !strings.ContainsFunc(run.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return
	}
	ink := s.rgb(run.Ink)
	own := luminance(ink)
	worst := finding{ink: ink, Finding: Finding{Ratio: math.MaxInt, Needed: needed(run, within)}, from: math.MaxInt64, to: -1}
	ground := -1
	for _, b := range s.grounds(run, within) {
		light := b.luminance / b.points
		worst.from, worst.to = min(worst.from, light), max(worst.to, light)
		if r := ratio(own, light); r < worst.Ratio {
			worst.Ratio, ground = r, b.layer
		}
	}
	if worst.Ratio >= worst.Needed {
		return
	}
	worst.Ink = s.inkName(run.Ink)
	worst.Ground = "the paper"
	if ground >= 0 {
		worst.Ground = s.layers[ground].name
	}
	worst.Src, worst.Page, worst.Text = run.Src, s.page, excerpt(run.Text)
	s.add(worst, s.block(run.Tag))
}

// add adds a finding, or makes it part of the one it belongs to.
func (c *contrast) add(f finding, block display.TagID) {
	key := findingKey{needed: f.Needed, block: block, ink: f.Ink, ground: f.Ground}
	at, ok := c.known[key]
	if !ok {
		c.known[key] = len(c.found)
		c.found = append(c.found, f)
		return
	}
	known := &c.found[at]
	known.from, known.to = min(known.from, f.from), max(known.to, f.to)
	if f.Ratio < known.Ratio {
		f.from, f.to = known.from, known.to
		*known = f
	}
}

// block returns the paragraph, head, cell or the like that a tag stands in.
func (c *contrast) block(tag display.TagID) display.TagID {
	for ; tag != display.NoTag; tag = c.doc.Tags[tag].Parent {
		switch c.doc.Tags[tag].Role {
		case display.RoleText, display.RoleSpan, display.RoleLink, display.RoleEmphasis, display.RoleStrong:
		default:
			return tag
		}
	}
	return tag
}

// needed returns the contrast that a text needs, by its size on paper.
func needed(run *display.GlyphRun, within []display.Transform) int {
	size := int64(run.Size)
	if len(within) > 0 {
		foot, top := place(display.XY{}, within), place(display.XY{Y: run.Size}, within)
		dx, dy := top.x-foot.x, top.y-foot.y
		size = squareRoot(dx*dx+dy*dy) << unitShift
	}
	if size >= int64(largeSize) || size >= int64(largeBold) && run.Face.Weight() >= boldWeight {
		return largeText
	}
	return normalText
}

// squareRoot returns the root of n, rounded down.
func squareRoot(n int64) int64 {
	var root int64
	for bit := int64(1) << 31; bit > 0; bit >>= 1 {
		if try := root | bit; try <= math.MaxInt32 && try*try <= n {
			root = try
		}
	}
	return root
}

// suggest returns the name of the theme's colour that is nearest to the ink and
// stands out enough from all that lies behind the text.
func (c *contrast) suggest(f finding) string {
	best, name := int64(math.MaxInt64), ""
	for _, colour := range c.doc.Colours {
		own := luminance(colour.RGB)
		if own >= f.from && own <= f.to || ratio(own, f.from) < f.Needed || ratio(own, f.to) < f.Needed {
			continue
		}
		var distance int64
		for i, weight := range [3]int64{3, 4, 2} { // the eye tells greens apart best
			d := int64(colour.RGB[i]) - int64(f.ink[i])
			distance += weight * d * d
		}
		if distance < best {
			best, name = distance, colour.Name
		}
	}
	return name
}

// rgb returns an ink's colour on screen.
func (c *contrast) rgb(ink display.Ink) [3]uint8 { return OnPaper(c.doc.Colours[ink.Colour], ink.Tint) }

func (c *contrast) inkName(ink display.Ink) string { return inkName(c.doc.Colours, ink) }

// inkName names an ink as authors do: "muted", or "brand at 40 %".
func inkName(colours []display.Colour, ink display.Ink) string {
	name := colours[ink.Colour].Name
	if ink.Tint == display.Solid {
		return name
	}
	percent := strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", ink.Tint/100, ink.Tint%100), "0"), ".")
	return name + " at " + percent + " %"
}

// excerpt returns the beginning of a text.
func excerpt(text string) string {
	const longest = 60
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= longest {
		return text
	}
	return string([]rune(text)[:longest]) + "…"
}
