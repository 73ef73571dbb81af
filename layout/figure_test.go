package layout_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
)

// picturePNG returns a PNG of 16 bits a channel, with alpha.
func picturePNG(t testing.TB, width, height int) []byte {
	t.Helper()
	img := image.NewNRGBA64(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetNRGBA64(x, y, color.NRGBA64{R: uint16(x * 60), G: uint16(y * 60), B: 40000, A: uint16(x * 60)})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// pictureJPEG returns a JPEG 600 pixels wide, with what a camera says of how it was held.
func pictureJPEG(t testing.TB, height int, turn byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, image.NewGray(image.Rect(0, 0, 600, height)), nil); err != nil {
		t.Fatal(err)
	}
	if turn == 0 {
		return out.Bytes()
	}
	exif := append([]byte("\xFF\xE1\x00\x22Exif\x00\x00MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"), turn, 0, 0, 0, 0, 0, 0)
	return append(append([]byte{0xFF, 0xD8}, exif...), out.Bytes()[2:]...)
}

// hugePNG returns the head of a PNG of a hundred million pixels and more.
func hugePNG(t testing.TB) []byte {
	t.Helper()
	data := picturePNG(t, 1, 1)
	binary.BigEndian.PutUint32(data[16:], 20_000)
	binary.BigEndian.PutUint32(data[20:], 5_001)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

// unfitted returns a theme in which nothing gives.
func unfitted() *content.Theme {
	return &content.Theme{Fit: content.FitTheme{Off: content.Flag{Value: true, Pos: content.Pos{File: "theme.yaml"}}}}
}

// setFigure sets an edition with one figure of a file.
func setFigure(t testing.TB, name string, data []byte, change func(*content.Figure)) (*layout.Result, display.Item) {
	t.Helper()
	folder := publication("Före.", 1)
	folder[name] = &fstest.MapFile{Data: data}
	edition, errs := content.Load(folder, "sv")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	pos := content.Pos{File: "text/sv/one.yaml", Line: 7, Column: 3}
	edition.Theme = unfitted()
	figure := &content.Figure{Image: content.Text{Value: name, Pos: pos}, Alt: content.Text{Value: "En bild"}}
	figure.Pos = pos
	if change != nil {
		change(figure)
	}
	edition.Sections[0].Blocks = append(edition.Sections[0].Blocks, figure)
	result, err := layout.Layout(context.Background(), edition, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range display.Check(result.Document) {
		t.Error(err)
	}
	for _, item := range result.Document.Sheets[0].Sides[0].Panels[0].Items {
		switch it := item.(type) {
		case *display.Image:
			return result, it
		case *display.Group:
			return result, it
		}
	}
	return result, nil
}

// TestPictures sets pictures of all kinds at the width of the column, with the
// height that keeps their ratio.
func TestPictures(t *testing.T) {
	cmyk, err := os.ReadFile("testdata/cmyk-adobe.jpg")
	if err != nil {
		t.Fatal(err)
	}
	progressive := pictureJPEG(t, 300, 0)
	at := bytes.Index(progressive, []byte{0xFF, 0xC0})
	progressive[at+1] = 0xC2 // a head of the progressive kind
	page := display.Millimetres(210_000) - 2*display.Millimetres(15_500)
	measure := (page - display.Millimetres(5_500)) / 2
	for name, c := range map[string]struct {
		data          []byte
		format        string
		width, height int64
	}{
		"images/a.png":           {picturePNG(t, 600, 400), "png", 600, 400},
		"images/grey.jpg":        {pictureJPEG(t, 300, 0), "jpeg", 600, 300},
		"images/progressive.jpg": {progressive, "jpeg", 600, 300},
		"images/cmyk.jpg":        {cmyk, "jpeg", 16, 12},
	} {
		result, item := setFigure(t, name, c.data, func(f *content.Figure) {
			f.Height = content.Length{}
		})
		for _, problem := range result.Problems {
			if problem.Severity == layout.Error {
				t.Errorf("%s: %s", name, problem)
			}
		}
		shown, ok := item.(*display.Image)
		if !ok {
			t.Errorf("%s: it is not shown", name)
			continue
		}
		if shown.Data.Format != c.format || !bytes.Equal(shown.Data.Bytes, c.data) || shown.Data.Name != name || len(shown.Data.Digest) != 32 {
			t.Errorf("%s: got %s %s %s", name, shown.Data.Format, shown.Data.Name, shown.Data.Digest)
		}
		if int64(shown.Data.Width) != c.width || int64(shown.Data.Height) != c.height {
			t.Errorf("%s: it has %d × %d pixels", name, shown.Data.Width, shown.Data.Height)
		}
		if want := measure.Scale(c.height, c.width); shown.Width != measure || shown.Height != want {
			t.Errorf("%s: it is %d × %d, want %d × %d", name, shown.Width, shown.Height, measure, want)
		}
		if tag := result.Document.Tags[shown.Tag]; tag.Role != display.RoleFigure || tag.Alt != "En bild" {
			t.Errorf("%s: its tag is %+v", name, tag)
		}
	}
}

// TestPictureHeights: a figure's height is kept to, its ratio too, and its lower
// edge stands on a baseline.
func TestPictureHeights(t *testing.T) {
	for _, height := range []int64{30_000, 21_000, 55_000} {
		_, item := setFigure(t, "images/a.png", picturePNG(t, 900, 600), func(f *content.Figure) {
			f.Height = content.Length{Thousandths: height, Unit: "mm", Pos: content.Pos{File: "text/sv/one.yaml", Line: 8}}
		})
		shown, ok := item.(*display.Image)
		if !ok {
			t.Fatal("it is not shown")
		}
		if limit := display.Millimetres(height); shown.Height > limit || shown.Height < limit-16*display.Point {
			t.Errorf("at most %d mm high it is %d", height/1000, shown.Height)
		}
		if want := shown.Height.Scale(900, 600); shown.Width != want {
			t.Errorf("its width is %d, want %d", shown.Width, want)
		}
	}
}

// TestTurnedPictures: the corner at which a picture's first pixel is stored goes
// where the camera says that it was.
func TestTurnedPictures(t *testing.T) {
	for turn, first := range map[byte][2]bool{ // at the end side, at the bottom
		2: {true, false}, 3: {true, true}, 4: {false, true},
		5: {false, false}, 6: {true, false}, 7: {true, true}, 8: {false, true},
	} {
		_, item := setFigure(t, "images/a.jpg", pictureJPEG(t, 400, turn), nil)
		group, ok := item.(*display.Group)
		if !ok {
			t.Fatalf("%d: it is not turned", turn)
		}
		stored, _ := group.Items[0].(*display.Image)
		place := func(x, y display.Length) display.XY {
			m := group.Transform
			return display.XY{
				X: x.Scale(m.A, 1<<16) + y.Scale(m.C, 1<<16) + m.E,
				Y: x.Scale(m.B, 1<<16) + y.Scale(m.D, 1<<16) + m.F,
			}
		}
		corner, opposite := place(0, 0), place(stored.Width, stored.Height)
		if got := [2]bool{corner.X > opposite.X, corner.Y > opposite.Y}; got != first {
			t.Errorf("%d: the first corner is at the end %t, at the bottom %t", turn, got[0], got[1])
		}
		if start := min(corner.X, opposite.X); start != display.Millimetres(15_500) {
			t.Errorf("%d: it stands at %d", turn, start)
		}
		wide := max(corner.X, opposite.X)-min(corner.X, opposite.X) > max(corner.Y, opposite.Y)-min(corner.Y, opposite.Y)
		if wide != (turn < 5) {
			t.Errorf("%d: it is wide: %t", turn, wide)
		}
	}
}

// TestPictureMistakes: what is wrong with a picture is told at its place.
func TestPictureMistakes(t *testing.T) {
	whole := picturePNG(t, 600, 400)
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	photo := pictureJPEG(t, 400, 0)
	for name, c := range map[string]struct {
		data     []byte
		want     string
		severity layout.Severity
	}{
		"cut off PNG":  {whole[:len(whole)-20], "damaged", layout.Error},
		"damaged PNG":  {flipped, "damaged", layout.Error},
		"cut off JPEG": {photo[:len(photo)-2], "damaged", layout.Error},
		"huge":         {hugePNG(t), "20000 × 5001 pixels", layout.Error},
		"a text":       {[]byte("hello"), "neither a JPEG", layout.Error},
		"few pixels":   {picturePNG(t, 300, 200), "88 pixels an inch at the 86.7 mm", layout.Warning},
		"no SVG":       {[]byte("<svg"), "cannot be read", layout.Error},
	} {
		result, _ := setFigure(t, "images/x", c.data, nil)
		found := false
		for _, problem := range result.Problems {
			if strings.Contains(problem.Message, c.want) {
				found = problem.Severity == c.severity && problem.Pos.Line == 7 && problem.Hint != ""
			}
		}
		if !found {
			t.Errorf("%s: got %v, want %q", name, result.Problems, c.want)
		}
	}
	result, _ := setFigure(t, "images/x", whole, func(f *content.Figure) { f.Image.Value = "images/y.png" })
	if len(result.Problems) != 1 || !strings.Contains(result.Problems[0].Message, "no picture images/y.png") {
		t.Errorf("got %v", result.Problems)
	}
}

// TestCoarsePictureIsToldOnce: where there is to be a press file preflight tells of a
// picture with few pixels, by the printer's limits, and nobody else.
func TestCoarsePictureIsToldOnce(t *testing.T) {
	for _, target := range []string{"screen", "print"} {
		folder := publication("Före.", 1)
		folder["images/a.png"] = &fstest.MapFile{Data: picturePNG(t, 300, 200)}
		edition, errs := content.Load(folder, "sv")
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		edition.Targets = []content.Text{{Value: target}}
		edition.Sections[0].Blocks = append(edition.Sections[0].Blocks, &content.Figure{Image: content.Text{Value: "images/a.png"}, Alt: content.Text{Value: "En bild"}})
		result, err := layout.Layout(context.Background(), edition, layout.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if told := len(result.Problems) > 0; told != (target == "screen") {
			t.Errorf("%s: %v", target, result.Problems)
		}
	}
}

// TestPicturesAreShared: two editions of a run hold one picture.
func TestPicturesAreShared(t *testing.T) {
	folder := publication("Före.", 1)
	folder["images/a.png"] = &fstest.MapFile{Data: picturePNG(t, 600, 400)}
	store := cache.New(64 << 20)
	var found []*display.ImageData
	for range 2 {
		edition, errs := content.Load(folder, "sv")
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		edition.Sections[0].Blocks = append(edition.Sections[0].Blocks, &content.Figure{Image: content.Text{Value: "images/a.png"}, Alt: content.Text{Value: "En bild"}})
		result, err := layout.Layout(context.Background(), edition, layout.Options{Cache: store})
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range result.Document.Sheets[0].Sides[0].Panels[0].Items {
			if shown, ok := item.(*display.Image); ok {
				found = append(found, shown.Data)
			}
		}
	}
	if len(found) != 2 || found[0] != found[1] {
		t.Errorf("got %d pictures", len(found))
	}
}

func TestInksOf(t *testing.T) {
	for rgb, want := range map[[3]uint8][4]uint16{
		{0, 0, 0}:       {0, 0, 0, 10000},
		{255, 255, 255}: {0, 0, 0, 0},
		{255, 0, 0}:     {0, 10000, 10000, 0},
		{0, 0, 255}:     {10000, 10000, 0, 0},
		{128, 128, 128}: {0, 0, 0, 4980},
		{51, 102, 204}:  {7500, 5000, 0, 2000},
	} {
		if got := layout.InksOf(rgb); got != want {
			t.Errorf("%v: got %v, want %v", rgb, got, want)
		}
	}
}
