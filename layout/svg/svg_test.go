package svg_test

import (
	"fmt"
	"strings"
	"testing"

	"korthet/layout/display"
	"korthet/layout/svg"
)

// drawn returns a drawing's shapes as text, in thousandths of a unit.
func drawn(t *testing.T, file string) string {
	t.Helper()
	drawing, flaws, err := svg.Read([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, flaw := range flaws {
		t.Errorf("flaw: %s", flaw.Message)
	}
	return shapes(drawing)
}

func shapes(drawing *svg.Drawing) string {
	var out strings.Builder
	for i := range drawing.Shapes {
		shape := &drawing.Shapes[i]
		if i > 0 {
			out.WriteString(" | ")
		}
		out.WriteString(path(shape.Path))
		colour := func(name string, c svg.Colour) {
			switch {
			case c.Current:
				fmt.Fprintf(&out, " %s=current", name)
			case c.Painted:
				fmt.Fprintf(&out, " %s=%02x%02x%02x", name, c.RGB[0], c.RGB[1], c.RGB[2])
			}
			if c.Painted && c.Opacity != 10000 {
				fmt.Fprintf(&out, "*%d", c.Opacity)
			}
		}
		colour("fill", shape.Fill)
		if shape.EvenOdd {
			out.WriteString(" evenodd")
		}
		if shape.Stroke.Painted {
			colour("stroke", shape.Stroke)
			fmt.Fprintf(&out, " width=%d", thousandths(shape.Width))
		}
		for _, clip := range shape.Clips {
			fmt.Fprintf(&out, " clip=(%s)", path(clip.Path))
		}
	}
	return out.String()
}

func thousandths(n svg.Number) int64 { return display.MulDiv(int64(n), 1000, 1<<24) }

func path(segments []svg.Segment) string {
	var out []string
	for _, segment := range segments {
		points := segment.Points[:1]
		switch segment.Op {
		case svg.Curve:
			points = segment.Points[:]
		case svg.Close:
			points = nil
		case svg.Move, svg.Line:
		}
		text := string("MLCZ"[segment.Op])
		for i, p := range points {
			if i > 0 {
				text += " "
			}
			text += fmt.Sprintf("%d,%d", thousandths(p.X), thousandths(p.Y))
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func TestRead(t *testing.T) {
	const black = " fill=000000"
	for name, c := range map[string]struct{ body, want string }{
		"absolute lines":    {`<path d="M1 2L3,4H5V6Z"/>`, "M1000,2000 L3000,4000 L5000,4000 L5000,6000 Z" + black},
		"relative lines":    {`<path d="m1 2 2 2h2v2z"/>`, "M1000,2000 L3000,4000 L5000,4000 L5000,6000 Z" + black},
		"packed numbers":    {`<path d="M.5.5-.5-1e0L1e1-2E-1"/>`, "M500,500 L-500,-1000 L10000,-200" + black},
		"after a close":     {`<path d="M1 1h1z l1 1z"/>`, "M1000,1000 L2000,1000 Z M1000,1000 L2000,2000 Z" + black},
		"curves":            {`<path d="M0 0C1 2 3 4 5 6S7 8 9 10"/>`, "M0,0 C1000,2000 3000,4000 5000,6000 C7000,8000 7000,8000 9000,10000" + black},
		"quadratics":        {`<path d="M0 0Q3 3 6 0T12 0"/>`, "M0,0 C2000,2000 4000,2000 6000,0 C8000,-2000 10000,-2000 12000,0" + black},
		"packed arc flags":  {`<path d="M0 5a5 5 0 015-5"/>`, "M0,5000 C0,2239 2239,0 5000,0" + black},
		"rectangle":         {`<rect x="1" y="2" width="3" height="4"/>`, "M1000,2000 L4000,2000 L4000,6000 L1000,6000 Z" + black},
		"empty rectangle":   {`<rect width="3"/><line x2="1" stroke="red"/>`, "M0,0 L1000,0 stroke=ff0000 width=1000"},
		"circle":            {`<circle cx="5" cy="5" r="5"/>`, "M10000,5000 C10000,7761 7761,10000 5000,10000 C2239,10000 0,7761 0,5000 C0,2239 2239,0 5000,0 C7761,0 10000,2239 10000,5000 Z" + black},
		"polygon":           {`<polygon points="0,0 1,0 1,1"/>`, "M0,0 L1000,0 L1000,1000 Z" + black},
		"transforms":        {`<g transform="translate(10)"><path transform="scale(2,3) translate(1 1)" d="M0 0h1"/></g>`, "M12000,3000 L14000,3000" + black},
		"rotation":          {`<path transform="rotate(90 1 1)" d="M1 1h1"/>`, "M1000,1000 L1000,2000" + black},
		"skew":              {`<path transform="skewX(45)" d="M0 0v2"/>`, "M0,0 L2000,2000" + black},
		"matrix":            {`<path transform="matrix(0 1 -1 0 5 0)" d="M1 0h1"/>`, "M5000,1000 L5000,2000" + black},
		"stroke scales":     {`<path transform="scale(2)" fill="none" stroke="#0f0" stroke-width="3" d="M0 0h1"/>`, "M0,0 L2000,0 stroke=00ff00 width=6000"},
		"inherited":         {`<g fill="blue" fill-rule="evenodd"><path d="M0 0h1"/></g>`, "M0,0 L1000,0 fill=0000ff evenodd"},
		"style beats sheet": {`<style>.a{fill:red}path{fill:lime}</style><path class="x a" d="M0 0h1"/><path class="a" style="fill:#00F" fill="none" d="M0 0h1"/><path d="M0 0h1" fill="red"/>`, "M0,0 L1000,0 fill=ff0000 | M0,0 L1000,0 fill=0000ff | M0,0 L1000,0 fill=00ff00"},
		"currentColor":      {`<path fill="currentColor" d="M0 0h1"/><g color="#102030"><path fill="currentColor" d="M0 0h1"/></g>`, "M0,0 L1000,0 fill=current | M0,0 L1000,0 fill=102030"},
		"rgb":               {`<path fill="rgb(100%, 0, 51)" d="M0 0h1"/>`, "M0,0 L1000,0 fill=ff0033"},
		"hidden":            {`<g display="none"><path d="M0 0h1"/></g><path visibility="hidden" d="M0 0h1"/><path d="M0 0h2"/>`, "M0,0 L2000,0" + black},
		"use":               {`<defs><path id="p" d="M0 0h1"/></defs><use href="#p" x="3" fill="red"/>`, "M3000,0 L4000,0 fill=ff0000"},
		"symbol":            {`<symbol id="s" viewBox="0 0 2 2"><path d="M0 0h2"/></symbol><use href="#s" width="8" height="4"/>`, "M2000,0 L6000,0" + black},
		"clip path":         {`<clipPath id="c"><rect width="1" height="1"/></clipPath><g clip-path="url(#c)"><path d="M0 0h2"/></g>`, "M0,0 L2000,0" + black + " clip=(M0,0 L1000,0 L1000,1000 L0,1000 Z)"},
		"units":             {`<rect x="1in" width="10mm" height="3pt"/>`, "M96000,0 L133795,0 L133795,4000 L96000,4000 Z" + black},
		"other languages":   {`<x:path xmlns:x="urn:x" d="M0 0h1"/><path d="M0 0h2"/>`, "M0,0 L2000,0" + black},
	} {
		t.Run(name, func(t *testing.T) {
			if got := drawn(t, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">`+c.body+`</svg>`); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestArcs holds arcs to points that lie on their ellipses: each curve's middle
// is as far from the centre as its ends.
func TestArcs(t *testing.T) {
	for _, c := range []struct {
		d      string
		cx, cy int64 // thousandths
		r      int64
		pieces int
	}{
		{"M10 0A10 10 0 0 1 0 10", 0, 0, 10000, 1},
		{"M10 0A10 10 0 1 0 0 10", 0, 0, 10000, 3},
		{"M10 0A10 10 0 0 0 0 10", 10000, 10000, 10000, 1},
		{"M-10 0A10 10 0 1 1 10 0", 0, 0, 10000, 2},
		{"M-10 0A5 5 0 1 1 10 0", 0, 0, 10000, 2}, // radii too short
		{"M60 10a50 50 0 1 0 .01 0", 60005, 60000, 50000, 4},
		{"M60 10a50 50 0 1 1 -.01 0z", 59995, 60000, 50000, 4},
	} {
		drawing, _, err := svg.Read([]byte(`<svg viewBox="0 0 100 100"><path d="` + c.d + `"/></svg>`))
		if err != nil {
			t.Fatal(err)
		}
		segments := drawing.Shapes[0].Path
		from, pieces := segments[0].Points[0], 0
		for _, s := range segments[1:] {
			if s.Op != svg.Curve {
				continue
			}
			p := s.Points
			middle := svg.Point{X: (from.X + 3*p[0].X + 3*p[1].X + p[2].X) / 8, Y: (from.Y + 3*p[0].Y + 3*p[1].Y + p[2].Y) / 8}
			for _, at := range []svg.Point{from, middle, p[2]} {
				x, y := thousandths(at.X)-c.cx, thousandths(at.Y)-c.cy
				// Within 0.05 % of the radius, squared.
				if off := x*x + y*y - c.r*c.r; off > c.r*c.r/1000 || off < -c.r*c.r/1000 {
					t.Errorf("%s: %d,%d is not on the circle around %d,%d of %d", c.d, x+c.cx, y+c.cy, c.cx, c.cy, c.r)
				}
			}
			from = p[2]
			if s.Points[0] != s.Points[2] {
				pieces++
			}
		}
		if pieces < c.pieces || pieces > c.pieces+1 {
			t.Errorf("%s: %d curves, want %d: %s", c.d, pieces, c.pieces, path(segments))
		}
	}
}

func TestFlaws(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want string
		lost bool
	}{
		"text":       {`<text>IOM</text>`, "text", true},
		"picture":    {`<image href="x.png"/>`, "picture of pixels", true},
		"nothing":    {``, "nothing", true},
		"lost part":  {`<use href="#x"/>`, "not in it", true},
		"gradient":   {`<linearGradient id="g"><stop stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h1"/>`, "gradient", false},
		"filter":     {`<g filter="url(#f)"><path d="M0 0h1"/></g>`, "effect", false},
		"opacity":    {`<path opacity=".5" d="M0 0h1"/>`, "see-through", false},
		"ends":       {`<path stroke="red" stroke-linecap="round" d="M0 0h1"/>`, "flat", false},
		"bad path":   {`<path d="M0 0h1 x"/>`, "mistake", false},
		"bad colour": {`<path fill="rouge" d="M0 0h1"/>`, "colour", false},
		"selector":   {`<style>g > path{fill:red}</style><path d="M0 0h1"/>`, "style sheet", false},
	} {
		t.Run(name, func(t *testing.T) {
			_, flaws, err := svg.Read([]byte(`<svg viewBox="0 0 9 9">` + c.body + `</svg>`))
			if err != nil {
				t.Fatal(err)
			}
			if len(flaws) != 1 || !strings.Contains(flaws[0].Message, c.want) || flaws[0].Lost != c.lost || flaws[0].Hint == "" {
				t.Errorf("got %+v, want one of %q, lost %t", flaws, c.want, c.lost)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	many := strings.Repeat(`<g>`, 200) + strings.Repeat(`</g>`, 200)
	laughs := `<g id="a"><path d="M0 0h1"/></g>`
	for i := 'b'; i < 'z'; i++ {
		laughs += fmt.Sprintf(`<g id="%c">%s</g>`, i, strings.Repeat(fmt.Sprintf(`<use href="#%c"/>`, i-1), 9))
	}
	for name, file := range map[string]string{
		"no XML":    "hello",
		"other":     "<html/>",
		"no size":   "<svg/>",
		"null size": `<svg viewBox="0 0 0 5"/>`,
		"large":     `<svg viewBox="0 0 9 9"><g transform="scale(9e3)"><path transform="scale(9e3)" d="M1 1h1"/></g></svg>`,
		"deep":      `<svg viewBox="0 0 9 9">` + many + `</svg>`,
		"itself":    `<svg viewBox="0 0 9 9"><g id="a"><use href="#a"/></g></svg>`,
		"laughs":    `<svg viewBox="0 0 9 9">` + laughs + `</svg>`,
		"transform": `<svg viewBox="0 0 9 9"><g transform="spin(3)"/></svg>`,
		"truncated": `<svg viewBox="0 0 9 9"><path d="M0 0h1"`,
	} {
		if _, _, err := svg.Read([]byte(file)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestPlace lays a drawing on a rectangle: its corners go to the rectangle's.
func TestPlace(t *testing.T) {
	drawing, _, err := svg.Read([]byte(`<svg viewBox="10 20 100 50"><path d="M10 20h100v50h-100z" stroke="red" stroke-width="2" stroke-dasharray="4"/></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	point := display.Point
	items := drawing.Place(7*point, 9*point, 200*point, 100*point, func(c svg.Colour) int { return int(c.RGB[0]) }, display.Src{})
	group, ok := items[0].(*display.Group) // the stroke stands out by 1
	if !ok || len(items) != 1 || len(group.Items) != 1 {
		t.Fatalf("got %+v", items)
	}
	p, _ := group.Items[0].(*display.Path)
	if p.Segments[0].Points[0] != (display.XY{X: 7 * point, Y: 9 * point}) || p.Segments[2].Points[0] != (display.XY{X: 207 * point, Y: 109 * point}) {
		t.Errorf("the corners are %+v", p.Segments)
	}
	if p.Stroke.Width != 4*point || len(p.Stroke.Dash) != 2 || p.Stroke.Dash[0] != 8*point || p.Stroke.Ink.Colour != 255 || p.Fill == nil {
		t.Errorf("got %+v", p.Stroke)
	}
}

// FuzzRead reads whatever there is. What is drawn must be in bounds, begin with
// moves, and be the same when it is read again.
func FuzzRead(f *testing.F) {
	for _, body := range []string{
		`<path d="M0 0C1 2 3 4 5 6S7 8 9 10Q3 3 6 0T12 0a5 5 30 1 0 3 3z"/>`,
		`<style>.a{fill:red}</style><g transform="rotate(30 1 1) skewX(5)"><circle class="a" r="5" stroke="#123" stroke-dasharray="1 2"/></g>`,
		`<symbol id="s" viewBox="0 0 2 2"><rect width="1" height="1" rx=".2"/></symbol><use href="#s" width="8" height="4"/>`,
		`<clipPath id="c"><rect width="1" height="1"/></clipPath><polygon clip-path="url(#c)" points="1,1 2,2 3,9" opacity=".3"/>`,
	} {
		f.Add(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">` + body + `</svg>`)
	}
	f.Fuzz(func(t *testing.T, file string) {
		drawing, flaws, err := svg.Read([]byte(file))
		if err != nil {
			return
		}
		for _, flaw := range flaws {
			if flaw.Message == "" || flaw.Hint == "" {
				t.Errorf("a flaw without words: %+v", flaw)
			}
		}
		again, _, err := svg.Read([]byte(file))
		if err != nil || shapes(again) != shapes(drawing) {
			t.Error("read again, it is different", err)
		}
		for _, item := range drawing.Place(0, 0, 500*display.Point, 300*display.Point, func(svg.Colour) int { return 0 }, display.Src{}) {
			checkItem(t, item)
		}
	})
}

func checkItem(t *testing.T, item display.Item) {
	segments := []display.Segment(nil)
	switch it := item.(type) {
	case *display.Group:
		segments = it.Clip
		for _, inner := range it.Items {
			checkItem(t, inner)
		}
	case *display.Path:
		segments = it.Segments
		if len(segments) == 0 || it.Fill == nil && it.Stroke == nil {
			t.Error("a path without an outline or a colour")
		}
	default:
		t.Errorf("an item %T", item)
	}
	for i, segment := range segments {
		if i == 0 && segment.Op != display.MoveTo {
			t.Error("a path that does not begin with a move")
		}
	}
}

func BenchmarkRead(b *testing.B) {
	var body strings.Builder
	for i := range 200 {
		fmt.Fprintf(&body, `<path class="a" transform="rotate(%d)" d="M%d 10a50 50 0 1 0 .01 0zm0 20c1 2 3 4 5 6s7-8 9-10"/>`, i, i)
	}
	file := []byte(`<svg viewBox="0 0 100 100"><style>.a{fill:red}</style>` + body.String() + `</svg>`)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := svg.Read(file); err != nil {
			b.Fatal(err)
		}
	}
}
