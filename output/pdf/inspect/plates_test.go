package inspect_test

import (
	"bytes"
	"context"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/display"
	"korthet/output/pdf"
	"korthet/output/preflight"
	"korthet/output/press"
)

// TestInkPerPlate draws what covers a part of the page that is known, of 200 × 200
// pt, and sees it told; what is not known is told with the reason.
func TestInkPerPlate(t *testing.T) {
	const disc = "150 100 m 150 127.6 127.6 150 100 150 c 72.4 150 50 127.6 50 100 c 50 72.4 72.4 50 100 50 c 127.6 50 150 72.4 150 100 c h " // of 50 pt
	const states = "/ExtGState<</Over<</OP true/op true/OPM 1>>/Half<</ca 0.5/CA 0.5>>/Mult<</BM/Multiply>>/Hue<</BM/Hue>>>>"
	const spot = states + "/ColorSpace<</S[/Separation/Silver/DeviceCMYK 10 0 R]>>"
	image := func(space, data string) string {
		return "<</Type/XObject/Subtype/Image/Width 2/Height 1/BitsPerComponent 8/ColorSpace" + space + ">>stream\n" + data
	}
	const half = "q 100 0 0 100 0 0 cm /I Do Q"
	for _, c := range []struct {
		name, content, resources, object string
		want, besides                    string
	}{
		{"a rectangle", "0.5 0 0 0 k 0 0 100 100 re f", "", "", "cyan 12.5 %, magenta 0.0 %, yellow 0.0 %, black 0.0 %", ""},
		{"one that goes on", "0 0 1 0 k -8 -8 208 108 re f", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 50.0 %, black 0.0 %", ""},
		{"a hole", "0 0 0 1 k 50 50 100 100 re 75 75 50 50 re f*", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 18.8 %", ""},
		{"no hole", "0 0 0 1 k 50 50 100 100 re 75 75 50 50 re f", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 25.0 %", ""},
		{"a disc", "0 0 0 1 k " + disc + "f", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 19.5 %", ""},
		{"what is clipped by a disc", "q " + disc + "W n 0 0 0 1 k 0 0 100 200 re f Q", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 9.8 %", ""},
		{"and by a box", "q " + disc + "W n 0 0 200 100 re W n 0 0 0 1 k 0 0 100 200 re f Q", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 4.9 %", ""},
		{"a turned box", "q 0.7071 0.7071 -0.7071 0.7071 100 20 cm 0 0 0 1 k 0 0 100 100 re f Q", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 25.0 %", ""},
		{"a thick line", "0 1 0 0 K 10 w 50 100 m 150 100 l S", "", "", "cyan 0.0 %, magenta 2.5 %, yellow 0.0 %, black 0.0 %", ""},
		{"a frame of thin lines", "0 1 0 0 K 1 w 50 50 100 100 re S", "", "", "cyan 0.0 %, magenta 1.0 %, yellow 0.0 %, black 0.0 %", ""},
		{"dashes", "0 1 0 0 K [3 1] 0 d 10 w 50 100 m 150 100 l S", "", "", "cyan 0.0 %, magenta 1.9 %, yellow 0.0 %, black 0.0 %", ""},
		{"knocked out", "0 0 0 1 k 0 0 100 100 re f 1 0 0 0 k 0 0 100 50 re f", "", "", "cyan 12.5 %, magenta 0.0 %, yellow 0.0 %, black 12.5 %", ""},
		{"overprinting", "1 0 0 0 k 0 0 100 100 re f /Over gs 0 0 0 1 k 0 0 100 50 re f", "", "", "cyan 25.0 %, magenta 0.0 %, yellow 0.0 %, black 12.5 %", ""},
		{"half clear", "1 0 0 0 k 0 0 100 100 re f /Half gs 0 0 0 1 k 0 0 100 100 re f", "", "", "cyan 12.5 %, magenta 0.0 %, yellow 0.0 %, black 12.5 %", ""},
		{"a spot", "/S cs 0.5 scn 0 0 100 100 re f", spot, tint, "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 0.0 %, Silver 12.5 %", ""},
		{"a spot knocks out", "1 0 0 0 k 0 0 100 100 re f /S cs 1 scn 0 0 100 100 re f", spot, tint, "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 0.0 %, Silver 25.0 %", ""},
		{"a spot overprints", "1 0 0 0 k 0 0 100 100 re f /Over gs /S cs 1 scn 0 0 100 100 re f", spot, tint, "cyan 25.0 %, magenta 0.0 %, yellow 0.0 %, black 0.0 %, Silver 25.0 %", ""},
		{"a picture in inks", half, "/XObject<</I 10 0 R>>", image("/DeviceCMYK", "\xff\x00\x00\x00\x00\x00\x00\xff"), "cyan 12.5 %, magenta 0.0 %, yellow 0.0 %, black 12.5 %", ""},
		{"a grey one on its head", "q 100 0 0 -100 0 100 cm /I Do Q", "/XObject<</I 10 0 R>>", image("/DeviceGray", "\x00\xff"), "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 12.5 %", ""},
		{"one by an index", half, "/XObject<</I 10 0 R>>", image("[/Indexed/DeviceCMYK 1<FF00000000FF0000>]", "\x00\x01"), "cyan 12.5 %, magenta 12.5 %, yellow 0.0 %, black 0.0 %", ""},
		{"one half behind an area", half + " 0 0 0 0 k 0 0 50 100 re f", "/XObject<</I 10 0 R>>", image("/DeviceCMYK", "\xff\x00\x00\x00\x00\x00\x00\xff"), "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 12.5 %", ""},
		{"RGB", "1 0 0 rg 0 0 100 100 re f", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 0.0 %", "colours that are converted at the printer's (25 % of it)"},
		{"RGB behind black", "1 0 0 rg 0 0 100 100 re f 0 0 0 1 k 0 0 100 100 re f", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 25.0 %", ""},
		{"an RGB picture", half, "/XObject<</I 10 0 R>>", image("/DeviceRGB", "\xff\x00\x00\x00\x00\x00"), "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 0.0 %", "pictures that are converted at the printer's (25 % of it)"},
		{"what is multiplied", "0 0 0 0.5 k 0 0 100 100 re f /Mult gs 0 0 0 0.5 k 0 0 100 100 re f", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 18.8 %", ""},
		{"what takes a hue", "/Hue gs 0 0 0 1 k 0 0 20 10 re f", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 0.0 %", "what is blended or fades (less than 1 % of it)"},
		{"letters of which nothing is known", "0 0 0 1 k BT /F1 10 Tf 30 100 Td (Hello) Tj ET", "", "", "cyan 0.0 %, magenta 0.0 %, yellow 0.0 %, black 0.0 %", "letters whose shapes are not read (of Test)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := job{content: c.content, resources: states + c.resources}
			if strings.HasPrefix(c.resources, states) {
				j.resources = c.resources
			}
			if c.object != "" {
				j.objects = []string{c.object}
			}
			r := look(t, j.build(t), func(p *press.Profile) { p.AllSpots = true })
			status, want := preflight.Passed, c.want+" of the page"
			if c.besides != "" {
				status, want = preflight.NotChecked, want+", without "+c.besides
			}
			all := r.Of(preflight.InkPerPlate)
			if len(all) != 1 || all[0].Status != status || all[0].Message != want {
				t.Errorf("it is %v, want %s, %q", all, status, want)
			}
		})
	}
}

// TestInkPerPlateAsGhostscript holds what is counted against what Ghostscript draws,
// on the pages of the specimen, which have letters, lines, drawings and pictures.
func TestInkPerPlateAsGhostscript(t *testing.T) {
	doc := setEdition(t, "../../../content/specimen", "bold")
	printer, _ := press.Builtin(press.Default)
	printer.Bleed = 0 // so that the page is all there is to the file's pages
	var file bytes.Buffer
	if err := pdf.Write(&file, doc, pdf.Options{Target: pdf.Print, Date: time.Unix(0, 0).UTC(), Profile: &printer}); err != nil {
		t.Fatal(err)
	}
	r := look(t, file.Bytes(), func(p *press.Profile) { *p = printer })
	all := r.Of(preflight.InkPerPlate)
	drawn := strings.Split(strings.TrimSpace(tool(t, "gs", "-q", "-dSAFER", "-o", "-", "-sDEVICE=ink_cov", "-r400", keep(t, "specimen.pdf", file.Bytes()))), "\n")
	if len(all) != len(drawn) || len(all) < 3 {
		t.Fatalf("of %d pages %d are told of", len(drawn), len(all))
	}
	for k, line := range drawn {
		counted := plates.FindAllStringSubmatch(all[k].Message, -1)
		for i, want := range strings.Fields(line)[:4] {
			if got := counted[i][2]; math.Abs(parseFloat(t, got)-parseFloat(t, want)) > 0.3 {
				t.Errorf("page %d: %s is %s %%, Ghostscript has %s %%", k+1, counted[i][1], got, want)
			}
		}
	}
}

func parseFloat(t *testing.T, s string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// setEdition sets an edition of a publication.
func setEdition(t *testing.T, dir, id string) *display.Document {
	t.Helper()
	edition, errs := content.Load(os.DirFS(dir), id)
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	result, err := layout.Layout(context.Background(), edition, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return result.Document
}
