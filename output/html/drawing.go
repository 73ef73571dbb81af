package html

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"korthet/layout/display"
)

// drawing is a figure made of paths, which becomes an SVG picture. Clips are
// left out: what a figure hides by them is for the sheets.
type drawing struct {
	colours []display.Colour
	shapes  strings.Builder
	some    bool
	left    display.Length
	top     display.Length
	right   display.Length
	bottom  display.Length
}

// add adds a path that stands within groups, outermost first.
func (d *drawing) add(path *display.Path, within []display.Transform) {
	if len(path.Segments) == 0 || path.Fill == nil && path.Stroke == nil {
		return
	}
	var margin display.Length
	if path.Stroke != nil {
		margin = (path.Stroke.Width + 1) / 2
	}
	d.shapes.WriteString("<path d=\"")
	for _, segment := range path.Segments {
		points := segment.Points[:1]
		switch segment.Op {
		case display.MoveTo:
			d.shapes.WriteByte('M')
		case display.LineTo:
			d.shapes.WriteByte('L')
		case display.CurveTo:
			d.shapes.WriteByte('C')
			points = segment.Points[:]
		case display.ClosePath:
			d.shapes.WriteByte('Z')
			points = nil
		}
		for i, point := range points {
			for j := len(within) - 1; j >= 0; j-- {
				point = transformed(within[j], point)
			}
			d.reach(point, margin)
			if i > 0 {
				d.shapes.WriteByte(' ')
			}
			d.shapes.WriteString(decimal(point.X) + " " + decimal(point.Y))
		}
	}
	d.shapes.WriteByte('"')
	fill := "none"
	if path.Fill != nil {
		fill = hex(onPaper(d.colours, *path.Fill))
	}
	fmt.Fprintf(&d.shapes, " fill=\"%s\"", fill)
	if path.EvenOdd {
		d.shapes.WriteString(" fill-rule=\"evenodd\"")
	}
	if stroke := path.Stroke; stroke != nil {
		fmt.Fprintf(&d.shapes, " stroke=\"%s\" stroke-width=\"%s\"", hex(onPaper(d.colours, stroke.Ink)), decimal(stroke.Width))
		if len(stroke.Dash) > 0 {
			lengths := make([]string, len(stroke.Dash))
			for i, length := range stroke.Dash {
				lengths[i] = decimal(length)
			}
			fmt.Fprintf(&d.shapes, " stroke-dasharray=\"%s\"", strings.Join(lengths, " "))
		}
	}
	d.shapes.WriteString("/>")
}

// reach makes the drawing's box hold a point and what is drawn around it.
func (d *drawing) reach(point display.XY, margin display.Length) {
	if !d.some {
		d.some = true
		d.left, d.right, d.top, d.bottom = point.X, point.X, point.Y, point.Y
	}
	d.left, d.right = min(d.left, point.X-margin), max(d.right, point.X+margin)
	d.top, d.bottom = min(d.top, point.Y-margin), max(d.bottom, point.Y+margin)
}

// visible reports whether the drawing has an extent.
func (d *drawing) visible() bool { return d.some && d.right > d.left && d.bottom > d.top }

// picture returns the drawing as a picture file.
func (d *drawing) picture() *picture {
	width, height := d.right-d.left, d.bottom-d.top
	svg := fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%[1]spt\" height=\"%[2]spt\" viewBox=\"%[3]s %[4]s %[1]s %[2]s\">%[5]s</svg>",
		decimal(width), decimal(height), decimal(d.left), decimal(d.top), d.shapes.String())
	return &picture{
		address: "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(svg)),
		width:   width, height: height,
	}
}

// transformed maps a point by a transform.
func transformed(t display.Transform, p display.XY) display.XY {
	scale := func(l display.Length, by int64) display.Length { return l.Scale(by, 1<<16) }
	return display.XY{X: scale(p.X, t.A) + scale(p.Y, t.C) + t.E, Y: scale(p.X, t.B) + scale(p.Y, t.D) + t.F}
}

// decimal returns a length in points with at most three decimals.
func decimal(l display.Length) string {
	thousandths := l.Scale(1000, int64(display.Point))
	sign := ""
	if thousandths < 0 {
		sign, thousandths = "-", -thousandths
	}
	text := strconv.FormatInt(int64(thousandths/1000), 10)
	if rest := thousandths % 1000; rest != 0 {
		text += "." + strings.TrimRight(fmt.Sprintf("%03d", rest), "0")
	}
	return sign + text
}
