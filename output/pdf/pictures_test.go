package pdf

import (
	"bytes"
	_ "embed"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"korthet/layout/display"
	"korthet/output/colour"
	"korthet/output/pdf/object"
)

// withPicture is a document of one figure.
func withPicture(t testing.TB, data *display.ImageData) *display.Document {
	s := newSetter(t)
	title := s.doc.Add(display.Root, display.Tag{Role: display.RoleHeading1})
	s.run(60*display.Point, "Bild", 0, body(), s.doc.Add(title, display.Tag{Role: display.RoleText, Text: "Bild"}))
	figure := s.doc.Add(display.Root, display.Tag{Role: display.RoleFigure, Alt: "En bild"})
	s.put(&display.Image{X: 100 * display.Point, Y: 100 * display.Point, Width: 160 * display.Point, Height: 120 * display.Point, Data: data, Tag: figure})
	return s.document()
}

func jpegOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withICC puts a profile into a JPEG file, in parts, as cameras do.
func withICC(data, icc []byte) []byte {
	out := append([]byte(nil), data[:2]...)
	half := len(icc) / 2
	for i, part := range [][]byte{icc[:half], icc[half:]} {
		body := append([]byte("ICC_PROFILE\x00"), byte(i+1), 2)
		body = append(body, part...)
		out = append(out, 0xFF, 0xE2, byte((len(body)+2)>>8), byte(len(body)+2))
		out = append(out, body...)
	}
	return append(out, data[2:]...)
}

//go:embed testdata/cmyk-adobe.jpg
var cmykJPEG []byte

func TestPictures(t *testing.T) {
	ramp := image.NewNRGBA(image.Rect(0, 0, 16, 12))
	grey := image.NewGray(ramp.Rect)
	for y := range 12 {
		for x := range 16 {
			ramp.SetNRGBA(x, y, color.NRGBA{R: uint8(x * 16), G: uint8(y * 20), B: 90, A: 255})
			grey.SetGray(x, y, color.Gray{Y: uint8(x * 16)})
		}
	}
	pngBytes := func(img image.Image) []byte {
		var out bytes.Buffer
		if err := png.Encode(&out, img); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	wide := image.NewNRGBA64(ramp.Rect)
	for i := range wide.Pix {
		wide.Pix[i] = 0xFF
	}
	for _, c := range []struct {
		name, format string
		data         []byte
		want         []string // in the image's dictionary
	}{
		{"jpeg", "jpeg", jpegOf(t, ramp), []string{"/ColorSpace /DeviceRGB", "/Filter /DCTDecode"}},
		{"grey jpeg", "jpeg", jpegOf(t, grey), []string{"/ColorSpace /DeviceGray", "/Filter /DCTDecode"}},
		{"jpeg with a profile", "jpeg", withICC(jpegOf(t, ramp), colour.SRGB()), []string{"/ICCBased", "/Filter /DCTDecode"}},
		{"jpeg with a wrong profile", "jpeg", withICC(jpegOf(t, grey), colour.SRGB()), []string{"/ColorSpace /DeviceGray"}},
		{"cmyk jpeg", "jpeg", cmykJPEG, []string{"/ColorSpace /DeviceRGB"}},
		{"png", "png", pngBytes(ramp), []string{"/ColorSpace /DeviceRGB"}},
		{"grey png", "png", pngBytes(grey), []string{"/ColorSpace /DeviceGray"}},
		{"png of 16 bits", "png", pngBytes(wide), []string{"/ColorSpace /DeviceGray", "/BitsPerComponent 8"}},
		{"png with alpha", "png", pngOf(t, true).Bytes, []string{"/SMask"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := withPicture(t, &display.ImageData{Name: c.name, Format: c.format, Bytes: c.data})
			data := write(t, doc, testOptions())
			r := read(t, data)
			xobject := r.dict(r.dict(r.pages[0].dict.Get("Resources")).Get("XObject"))
			s, ok := r.f.Resolve(xobject.Get("Im1")).(*object.Stream)
			if !ok {
				t.Fatal("the picture is no stream")
			}
			var got bytes.Buffer
			d := &dumper{f: r.f, w: newBuffered(&got)}
			d.value(s.Dict, 0)
			d.w.Flush()
			for _, want := range c.want {
				if !strings.Contains(got.String(), want) {
					t.Errorf("no %s in %s", want, got.String())
				}
			}
			path := filepath.Join(t.TempDir(), "p.pdf")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			comparePixels(t, path, c.format, c.data)
		})
	}
}

// comparePixels renders the page with poppler, at one pixel of the picture to
// ten of the page, and looks for the picture's corners there.
func comparePixels(t *testing.T, path, format string, data []byte) {
	t.Helper()
	out := strings.TrimSuffix(path, ".pdf")
	tool(t, "pdftoppm", "-r", "72", "-png", "-singlefile", path, out)
	rendered, err := os.ReadFile(out + ".png")
	if err != nil {
		t.Fatal(err)
	}
	page, err := png.Decode(bytes.NewReader(rendered))
	if err != nil {
		t.Fatal(err)
	}
	var want image.Image
	if format == "png" {
		want, err = png.Decode(bytes.NewReader(data))
	} else {
		want, err = jpeg.Decode(bytes.NewReader(data))
	}
	if err != nil {
		t.Fatal(err)
	}
	b := want.Bounds()
	for _, at := range []image.Point{{0, 0}, {b.Dx() - 1, 0}, {0, b.Dy() - 1}, {b.Dx() - 1, b.Dy() - 1}} {
		x := 100 + (2*at.X+1)*160/(2*b.Dx())
		y := 100 + (2*at.Y+1)*120/(2*b.Dy())
		got, _ := color.NRGBAModel.Convert(page.At(x, y)).(color.NRGBA)
		w, _ := color.NRGBAModel.Convert(want.At(b.Min.X+at.X, b.Min.Y+at.Y)).(color.NRGBA)
		over := func(c uint8) int { return (int(c)*int(w.A) + 255*(255-int(w.A))) / 255 }
		for i, pair := range [][2]int{{int(got.R), over(w.R)}, {int(got.G), over(w.G)}, {int(got.B), over(w.B)}} {
			if diff := pair[0] - pair[1]; diff > 6 || diff < -6 {
				t.Errorf("pixel %v: channel %d is %d, want %d", at, i, pair[0], pair[1])
			}
		}
	}
}

func TestBrokenPictures(t *testing.T) {
	for name, data := range map[string]*display.ImageData{
		"no jpeg":   {Name: "a.jpg", Format: "jpeg", Bytes: []byte("x")},
		"no png":    {Name: "a.png", Format: "png", Bytes: []byte("x")},
		"no format": {Name: "a.gif", Format: "gif", Bytes: []byte("x")},
		"too large": {Name: "b.png", Format: "png", Bytes: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x02\x00\x00\x00\xc4\xe7\xb6\x28")},
	} {
		var out bytes.Buffer
		err := Write(&out, withPicture(t, data), testOptions())
		if err == nil || !strings.Contains(err.Error(), data.Name) || out.Len() > 0 {
			t.Errorf("%s: error %v, %d bytes", name, err, out.Len())
		}
	}
}
