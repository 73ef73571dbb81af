package layout_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
)

// specimen is the publication that shows every block, every language and every
// built-in theme.
const specimen = "../content/specimen"

// TestSpecimen holds where every block of the specimen begins, and a digest of
// each of its pages, so that nothing in any theme moves unseen. The editions are
// without a blemish.
func TestSpecimen(t *testing.T) {
	publication, errs := content.Open(os.DirFS(specimen))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	shared := cache.New(32 << 20)
	var got bytes.Buffer
	for _, ref := range publication.Editions() {
		edition, _ := publication.Edition(ref.ID)
		result, err := layout.Layout(context.Background(), edition, layout.Options{Cache: shared})
		if err != nil {
			t.Fatal(err)
		}
		for _, problem := range result.Problems {
			t.Errorf("%s: %s", ref.ID, problem)
		}
		for _, err := range display.Check(result.Document) {
			t.Error(err)
		}
		inOrder(t, result.Document)
		levelWithWides(t, ref.ID, edition, result.Document)
		fmt.Fprintf(&got, "edition %s\n", ref.ID)
		for _, change := range result.Fit {
			fmt.Fprintf(&got, "fit %s %s -> %s\n", change.Key, change.From, change.To)
		}
		pages := pagesOf(result.Document)
		for i, page := range pages {
			fmt.Fprintf(&got, "page %d %s\n", i+1, digest(t, result.Document, page))
		}
		outline(&got, result.Document, pages)
	}
	golden(t, "specimen.txt", got.Bytes())
}

// levelWithWides checks that on every page the columns end level, those above and
// those below what goes over all columns each by themselves, and that this stands on
// the page that the text before it ends on.
func levelWithWides(t *testing.T, id string, edition *content.Edition, doc *display.Document) {
	t.Helper()
	wides := wideOf(edition.Sections)
	if len(wides) != 2 {
		t.Fatalf("%s: %d blocks go over all columns", id, len(wides))
	}
	ofWide := func(tag display.TagID, src display.Src) (content.Pos, bool) {
		for {
			if pos := content.Pos(src); wides[pos] {
				return pos, true
			}
			if tag == display.NoTag {
				return content.Pos{}, false
			}
			tag, src = doc.Tags[tag].Parent, doc.Tags[tag].Src
		}
	}
	tops := make([]map[content.Pos]display.Length, len(pagesOf(doc))) // of the wide blocks on each page
	text := -1                                                        // the page of the last text in the columns
	each := func(visit func(page, column int, tag display.TagID, src display.Src, top, bottom display.Length)) {
		for page, panel := range pagesOf(doc) {
			for _, item := range panel.Items {
				tag, src, x, top, bottom := extent(item)
				if src.File == "" || strings.HasPrefix(src.File, "offices/") || strings.HasSuffix(src.File, "front.yaml") || tag == display.NoTag && x < 0 {
					continue
				}
				visit(page, int(2*x/panel.Width), tag, src, top, bottom)
			}
		}
	}
	each(func(page, _ int, tag display.TagID, src display.Src, top, _ display.Length) {
		pos, wide := ofWide(tag, src)
		if !wide {
			text = page
			return
		}
		if tops[page] == nil {
			tops[page] = map[content.Pos]display.Length{}
		}
		at, known := tops[page][pos]
		if !known || top < at {
			tops[page][pos] = top
		}
		if text != page && !known {
			t.Errorf("%s: what is at %s:%d stands on page %d, the text before it ends on page %d", id, pos.File, pos.Line, page+1, text+1)
		}
	})
	ends := map[[3]int]display.Length{} // by page, band and column
	each(func(page, column int, tag display.TagID, src display.Src, _, bottom display.Length) {
		if _, wide := ofWide(tag, src); wide {
			return
		}
		band := 0
		for _, top := range tops[page] {
			if top < bottom {
				band++
			}
		}
		key := [3]int{page, band, column}
		ends[key] = max(ends[key], bottom)
	})
	for key, end := range ends {
		// What goes on in the next column has its ground or rule a third of a line
		// below the baseline.
		if off := end - ends[[3]int{key[0], key[1], 1 - key[2]}]; off > 6*display.Point {
			t.Errorf("%s: the columns of page %d, band %d, end %d points apart", id, key[0]+1, key[1]+1, off/display.Point)
		}
	}
}

// wideOf returns where the blocks stand in the author's files that go over all columns.
func wideOf(sections []*content.Section) map[content.Pos]bool {
	found := map[content.Pos]bool{}
	for _, section := range sections {
		for _, block := range section.Blocks {
			switch b := block.(type) {
			case *content.Figure:
				if b.Wide {
					found[b.Pos] = true
				}
			case *content.Facts:
				if b.Wide {
					found[b.Pos] = true
				}
			default:
			}
		}
	}
	return found
}

// extent returns what an item is part of, where it came from, where it begins, and
// its head and foot: of a line of text its baseline.
func extent(item display.Item) (tag display.TagID, src display.Src, x, top, bottom display.Length) {
	switch it := item.(type) {
	case *display.GlyphRun:
		if it.Tag == display.NoTag {
			return it.Tag, display.Src{}, 0, 0, 0 // a running head, or a table's head again
		}
		return it.Tag, it.Src, it.X, it.Y, it.Y
	case *display.Image:
		return it.Tag, it.Src, it.X, it.Y, it.Y + it.Height
	case *display.Path:
		first := it.Segments[0].Points[0]
		x, top, bottom = first.X, first.Y, first.Y
		for _, segment := range it.Segments {
			points := segment.Points[:1]
			switch segment.Op {
			case display.CurveTo:
				points = segment.Points[:]
			case display.ClosePath:
				points = nil
			default:
			}
			for _, point := range points {
				x, top, bottom = min(x, point.X), min(top, point.Y), max(bottom, point.Y)
			}
		}
		return it.Tag, it.Src, x, top, bottom
	case *display.Group: // a drawing that is cut off at its edges
		tag, src, _, _, _ = extent(it.Items[0])
		_, _, x, top, bottom = extent(&display.Path{Segments: it.Clip})
		return tag, src, x + it.Transform.E, top + it.Transform.F, bottom + it.Transform.F
	}
	return display.NoTag, display.Src{}, 0, 0, 0
}

// TestSpecimenShowsAll holds that the specimen has every role that blocks have in
// a document, and every language.
func TestSpecimenShowsAll(t *testing.T) {
	edition, errs := content.Load(os.DirFS(specimen), "bold")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	result, err := layout.Layout(context.Background(), edition, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	roles, languages := map[string]bool{}, map[string]bool{edition.Language: true}
	for _, tag := range result.Document.Tags[1:] {
		roles[tag.Role.String()] = true
		languages[tag.Lang] = true
	}
	for _, role := range strings.Fields("h1 h2 h3 p list item label table row th td caption figure blockquote note link em strong span address") {
		if !roles[role] {
			t.Errorf("nothing has the role %s", role)
		}
	}
	for _, lang := range strings.Fields("sv fi en-GB en-US de fr es nb nn da et lv lt pl nl it pt ru uk el tr") {
		if !languages[lang] {
			t.Errorf("nothing is in the language %s", lang)
		}
	}
}

// pagesOf returns the panels of a document in the order of its sheets.
func pagesOf(doc *display.Document) []*display.Panel {
	var pages []*display.Panel
	for i := range doc.Sheets {
		for j := range doc.Sheets[i].Sides {
			side := &doc.Sheets[i].Sides[j]
			for k := range side.Panels {
				pages = append(pages, &side.Panels[k])
			}
		}
	}
	return pages
}

// digest returns a hash of what a page shows.
func digest(t *testing.T, doc *display.Document, page *display.Panel) string {
	t.Helper()
	single := *doc
	single.Sheets = []display.Sheet{{Sides: []display.Side{{Width: page.Width, Height: page.Height, Panels: []display.Panel{*page}}}}}
	single.Tags = nil // told by the outline
	hash := sha256.New()
	if err := display.Fprint(hash, &single); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", hash.Sum(nil)[:8])
}

// outline writes a line for each tag that has something of its own or below it
// on a page: its role, and where the first of that stands, the page's number and
// tenths of a millimetre from the start and the top.
func outline(w *bytes.Buffer, doc *display.Document, pages []*display.Panel) {
	type place struct {
		page int
		x, y display.Length
	}
	places := map[display.TagID]place{}
	note := func(tag display.TagID, at place) {
		for ; tag != display.NoTag; tag = doc.Tags[tag].Parent {
			if _, known := places[tag]; !known {
				places[tag] = at
			}
		}
	}
	for i, page := range pages {
		for _, item := range page.Items {
			switch it := item.(type) {
			case *display.GlyphRun:
				note(it.Tag, place{i + 1, it.X, it.Y})
			case *display.Image:
				note(it.Tag, place{i + 1, it.X, it.Y})
			case *display.Path:
				note(it.Tag, place{i + 1, it.Segments[0].Points[0].X, it.Segments[0].Points[0].Y})
			case *display.Group, *display.Link:
			}
		}
	}
	tenths := func(l display.Length) int64 { return int64(l) * 254 / 72 / 65536 }
	for id := display.Root; int(id) < len(doc.Tags); id++ {
		tag := &doc.Tags[id]
		at, ok := places[id]
		if !ok || tag.Text != "" {
			continue
		}
		fmt.Fprintf(w, "%s page %d at %d,%d # %s:%d\n", tag.Role, at.page, tenths(at.x), tenths(at.y), tag.Src.File, tag.Src.Line)
	}
}

// TestHalftone holds the specimen's picture to the code that draws it, pixel by
// pixel: -update draws it.
func TestHalftone(t *testing.T) {
	const name = specimen + "/images/halftone.png"
	want := halftone()
	if *update {
		var out bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&out, want); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != want.Bounds() {
		t.Fatalf("the picture is %v, not %v", got.Bounds(), want.Bounds())
	}
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			if g := color.GrayModel.Convert(got.At(x, y)); g != want.GrayAt(x, y) {
				t.Fatalf("pixel %d,%d is %v, not %v", x, y, g, want.GrayAt(x, y))
			}
		}
	}
}

// halftone draws a ramp from white to black as a screen of dots at 45 degrees,
// 969 by 340 pixels, which is 300 a inch over a column of 82 mm.
func halftone() *image.Gray {
	const width, height, pitch, fine = 969, 340, 34, 4 // each pixel has 4 by 4 places
	picture := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			light := 0
			for k := range fine * fine {
				fx, fy := x*fine+k%fine, y*fine+k/fine
				if !inked(fx, fy, pitch*fine/2, width*fine) {
					light++
				}
			}
			picture.SetGray(x, y, color.Gray{Y: uint8(light * 255 / (fine * fine))})
		}
	}
	return picture
}

// inked reports whether a place lies in one of the dots, whose centres are half
// apart on both axes, every second left out, and whose radii grow with x.
func inked(x, y, half, width int) bool {
	column, row := x/half, y/half
	for c := column - 1; c <= column+2; c++ {
		for r := row - 1; r <= row+2; r++ {
			if (c+r)%2 != 0 {
				continue
			}
			dx, dy := x-c*half, y-r*half
			radius := half * 11 * c * half / (10 * width)
			if dx*dx+dy*dy <= radius*radius {
				return true
			}
		}
	}
	return false
}

// TestPlaces: all that stands on the specimen's pages came from a place in the
// author's files, so that whatever is said of it can be looked up.
func TestPlaces(t *testing.T) {
	folder := os.DirFS("../content/specimen")
	publication, errs := content.Open(folder)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, ref := range publication.Editions() {
		edition, errs := content.Load(folder, ref.ID)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		result, err := layout.Layout(context.Background(), edition, layout.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range result.Document.Sheets {
			for _, side := range sheet.Sides {
				for _, item := range side.Panels[0].Items {
					var src display.Src
					switch item := item.(type) {
					case *display.Path:
						src = item.Src
					case *display.Image:
						src = item.Src
					case *display.GlyphRun:
						src = item.Src
					default:
						continue
					}
					if src.File == "" || src.Line == 0 {
						t.Errorf("%s: %T has no place", ref.ID, item)
					}
				}
			}
		}
	}
}
