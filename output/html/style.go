package html

import (
	_ "embed"
	"fmt"
	"strings"

	"korthet/layout/display"
	"korthet/output/preflight"
)

//go:embed style.css
var rules string

// legible is the contrast that text needs, in 1/100 (WCAG 2.1, 1.4.3).
const legible = 450

// styleSheet returns the page's style sheet: the theme's colours as properties,
// then the rules. What does not stand out enough is left out: a tint that text
// cannot be read on, then colours that cannot be read on paper and tint, for
// which text's stands in.
func styleSheet(colours []display.Colour) string {
	paper := named(colours, "paper", [3]uint8{255, 255, 255})
	tint := named(colours, "tint", paper)
	first := [3]uint8{}
	if len(colours) > 0 {
		first = colours[0].RGB
	}
	text := readable([3]uint8{}, named(colours, "text", first), paper)
	if preflight.Ratio(text, tint) < legible {
		tint = paper
	}
	brand := readable(text, named(colours, "brand", text), paper, tint)
	muted := readable(text, named(colours, "muted", text), paper, tint)
	var b strings.Builder
	b.WriteString(":root {\n")
	for _, property := range []struct {
		name string
		rgb  [3]uint8
	}{{"text", text}, {"brand", brand}, {"muted", muted}, {"tint", tint}, {"paper", paper}} {
		fmt.Fprintf(&b, "  --%s: %s;\n", property.name, hex(property.rgb))
	}
	b.WriteString("}\n")
	b.WriteString(rules)
	return b.String()
}

// readable returns rgb where it can be read on all the grounds, else otherwise.
func readable(otherwise, rgb [3]uint8, grounds ...[3]uint8) [3]uint8 {
	for _, ground := range grounds {
		if preflight.Ratio(rgb, ground) < legible {
			return otherwise
		}
	}
	return rgb
}

// named returns the theme's colour of a name.
func named(colours []display.Colour, name string, otherwise [3]uint8) [3]uint8 {
	for i := range colours {
		if colours[i].Name == name {
			return colours[i].RGB
		}
	}
	return otherwise
}

// onPaper returns an ink's colour on white.
func onPaper(colours []display.Colour, ink display.Ink) [3]uint8 {
	return preflight.OnPaper(colours[ink.Colour], ink.Tint)
}

func hex(rgb [3]uint8) string { return fmt.Sprintf("#%02x%02x%02x", rgb[0], rgb[1], rgb[2]) }
