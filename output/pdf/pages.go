package pdf

import (
	"bytes"
	"fmt"
	"time"

	"github.com/jung-kurt/gofpdf"

	"korthet/layout/display"
)

// contentStart begins what we put into a page. gofpdf sets a line width and
// caps before it, which the finish pass cuts off with it.
const contentStart = "%korthet\n"

// carryPages gives the surfaces and their content streams to gofpdf and returns
// the file it makes of them: a page tree with one content stream a page. It is
// the only place that knows gofpdf; reading its file is the finish pass's
// business, and everything else in it is written anew there.
func carryPages(surfaces []surface, contents [][]byte) ([]byte, error) {
	g := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: size(surfaces[0])})
	g.SetCompression(false)
	g.SetAutoPageBreak(false, 0)
	// It asks the clock unless it is told; these dates are not read.
	g.SetCreationDate(time.Unix(0, 0).UTC())
	g.SetModificationDate(time.Unix(0, 0).UTC())
	total := 4096
	for i := range surfaces {
		g.AddPageFormat("P", size(surfaces[i]))
		g.RawWriteBuf(bytes.NewReader(contents[i]))
		total += len(contents[i]) + 512
	}
	var out bytes.Buffer
	out.Grow(total)
	if err := g.Output(&out); err != nil {
		return nil, fmt.Errorf("gofpdf: %w", err)
	}
	return out.Bytes(), nil
}

// size is a surface's size as gofpdf wants it. It rounds to 1/100 pt, and the
// finish pass writes the boxes again from the exact lengths.
func size(s surface) gofpdf.SizeType {
	const point = float64(display.Point)
	return gofpdf.SizeType{Wd: float64(s.width) / point, Ht: float64(s.height) / point}
}
