package inspect_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
	"time"

	"korthet/output/preflight"
)

// deflated packs data by Flate.
func deflated(t testing.TB, data []byte) string {
	t.Helper()
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestBounds: what is made to take for ever, or all memory, is looked at as far
// as the bounds go, and the report says so.
func TestBounds(t *testing.T) {
	var fan []string
	for k := range 20 {
		next := fmt.Sprintf("/X%d Do ", k+1)
		fan = append(fan, fmt.Sprintf("<</Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>>>stream\n%s", k+1, 11+k, strings.Repeat(next, 10)))
	}
	fan = append(fan, "<</Subtype/Form/BBox[0 0 9 9]>>stream\n1 1 1 1 k 1 1 5 5 re f")
	areas := strings.Repeat("1 0 0 0 k 10 10 100 100 re f ", 3000)
	for name, c := range map[string]struct {
		job  job
		said string
	}{
		"forms that fan out":    {job{content: "/X0 Do", resources: "/XObject<</X0 10 0 R>>", objects: fan}, "more content than is gone through"},
		"a form in itself":      {job{content: "/X Do", resources: "/XObject<</X 10 0 R>>", objects: []string{"<</Subtype/Form/BBox[0 0 9 9]/Resources 6 0 R>>stream\n/X Do 1 1 5 5 re f"}}, ""},
		"a bomb":                {job{replace: map[string]string{"/Contents 5 0 R": "/Contents 10 0 R"}, objects: []string{"<</Filter/FlateDecode>>stream\n" + deflated(t, bytes.Repeat([]byte("1 1 5 5 re f "), 20<<20/13))}}, "more content than is gone through"},
		"a bomb of a picture":   {job{content: "q 9 0 0 9 50 50 cm /I Do Q", resources: "/XObject<</I 10 0 R>>", objects: []string{picture(60_000, 60_000, "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/FlateDecode", []byte(deflated(t, make([]byte, 1<<20))))}}, "more pixels than are looked at"},
		"states that pile up":   {job{content: strings.Repeat("q ", 200_000) + "1 1 5 5 re f" + strings.Repeat(" Q", 200_000)}, ""},
		"arrays in each other":  {job{content: strings.Repeat("[", 200_000)}, "too broken to be read"},
		"texts on many areas":   {job{content: areas + strings.Repeat("0 0 0 1 k BT /F1 9 Tf 30 30 Td (x) Tj ET ", 3000)}, ""},
		"texts beside areas":    {job{content: areas + strings.Repeat("0 0 0 1 k BT /F1 9 Tf 150 150 Td (x) Tj ET ", 3000)}, ""},
		"a path without an end": {job{content: "0 0 m " + strings.Repeat("1 1 l 5 9 l ", 200_000) + "f"}, ""},
		"pages in a circle":     {job{replace: map[string]string{"/Kids[3 0 R]": "/Kids[3 0 R 2 0 R 2 0 R 3 0 R]"}}, ""},
		"a space of itself":     {job{content: "/A cs 1 scn 1 1 5 5 re f", resources: "/ColorSpace<</A 10 0 R>>", objects: []string{"[/Indexed 10 0 R 255 (x)]"}}, ""},
		"a function of itself":  {job{content: "/A cs 1 scn 1 1 5 5 re f", resources: "/ColorSpace<</A[/Separation/X/DeviceCMYK 10 0 R]>>", objects: []string{"<</FunctionType 3/Domain[0 1]/Functions[10 0 R 10 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>"}}, ""},
		"masks without end":     {job{content: strings.Repeat("1 0 0 1 0.001 0 cm /M gs 1 0 0 0 k 9 9 180 180 re f ", 30_000), resources: "/ExtGState<</M<</SMask<</S/Luminosity/G 10 0 R>>>>>>", objects: []string{"<</Subtype/Form/BBox[0 0 200 200]/Group<</S/Transparency/CS/DeviceGray>>/Resources 6 0 R>>stream\n0.5 g 0 0 200 200 re f /M gs 0 0 90 90 re f"}}, ""},
		"fonts of themselves":   {job{content: "BT /F 9 Tf 50 50 Td (aa) Tj ET", resources: "/Font<</F 10 0 R>>", objects: []string{"<</Type/Font/Subtype/Type3/FontMatrix[0.1 0 0 0.1 0 0]/FontBBox[0 0 9 9]/FirstChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 11 0 R>>/Resources<</Font<</F 10 0 R>>>>>>", "<<>>stream\n9 0 d0 BT /F 9 Tf (aa) Tj ET 1 1 5 5 re f"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			r := look(t, c.job.build(t), nil)
			if took := time.Since(begun); took > 20*time.Second {
				t.Errorf("it took %s", took)
			} else {
				t.Log(took)
			}
			if c.said != "" && !strings.Contains(describe(&r, preflight.NotChecked), c.said) {
				t.Errorf("it is not said that %q:%s", c.said, describe(&r, preflight.Passed))
			}
		})
	}
}

// TestAnyBytes: what is no PDF file at all has not passed anything.
func TestAnyBytes(t *testing.T) {
	whole := mixed().build(t)
	for name, data := range map[string][]byte{
		"nothing": nil, "noise": bytes.Repeat([]byte{0xFF, 0}, 500), "text": []byte("Dear printer,\n"), "a header": []byte("%PDF-1.6\n"),
		"cut off": whole[:400], "turned over": reverse(whole),
	} {
		t.Run(name, func(t *testing.T) {
			r := look(t, data, nil)
			if r.Worst() != preflight.Error {
				t.Errorf("no error:%s", describe(&r, preflight.Passed))
			}
			for _, check := range []preflight.Check{preflight.Fonts, preflight.Bleed, preflight.TotalInk} {
				if v := r.Of(check); v[0].Status == preflight.Passed {
					t.Errorf("%s has passed: %s", check, v[0].Message)
				}
			}
		})
	}
}

func reverse(data []byte) []byte {
	out := make([]byte, len(data))
	for k, b := range data {
		out[len(data)-1-k] = b
	}
	return out
}
