package inspect_test

import (
	"strings"
	"testing"

	"korthet/output/preflight"
)

// TestNotChecked: what cannot be known has a verdict that says so.
func TestNotChecked(t *testing.T) {
	shadings := cleanResources + "/Shading<</S<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 0 0 0]/N 1>>>>>>"
	cmyk := func(entries string, n int) job {
		return photoJob(picture(30, 30, "/ColorSpace/DeviceCMYK"+entries, make([]byte, n)), "7 0 0 7 90 90")
	}
	type3 := "<</Type/Font/Subtype/Type3/FontMatrix[0.1 0 0 0.1 0 0]/FontBBox[0 0 9 9]/FirstChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 11 0 R>>>>"
	const glyph = "<<>>stream\n9 0 0 0 9 9 d1 1 1 5 5 re f"
	const cell = "<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources 6 0 R>>stream\n"
	patterned := func(content string) job {
		return job{content: cleanContent + " /Pattern cs /P scn 10 10 50 50 re f", resources: cleanResources + "/Pattern<</P 10 0 R>>", objects: []string{cell + content}}
	}
	for _, c := range []struct {
		name  string
		job   job
		check preflight.Check
		say   string
	}{
		{"JPEG 2000", cmyk("/Filter/JPXDecode", 9), preflight.TotalInk, "JPXDecode"},
		{"the space is in the data", photoJob(picture(30, 30, "/Filter/JPXDecode", make([]byte, 9)), "7 0 0 7 90 90"), preflight.Colours, "not known"},
		{"a broken JPEG", cmyk("/Filter/DCTDecode", 9), preflight.TotalInk, "JPEG data cannot be read"},
		{"a picture that is cut off", cmyk("/BitsPerComponent 8", 1000), preflight.TotalInk, "a part of it is missing"},
		{"samples of three bits", cmyk("/BitsPerComponent 3", 5000), preflight.TotalInk, "3 bits"},
		{"samples of fewer than no bits", cmyk("/BitsPerComponent -8", 5000), preflight.TotalInk, "-8 bits"},
		{"samples that cannot be unpacked", cmyk("/BitsPerComponent 8/Filter/FlateDecode", 5000), preflight.TotalInk, "cannot be unpacked"},
		{"converted colours", job{content: cleanContent + " 1 0 0 rg 10 10 20 20 re f"}, preflight.TotalInk, "converted at the printer's"},
		{"a shading by a program", job{content: cleanContent + " q 50 50 20 20 re W n /S sh Q", resources: cleanResources + "/Shading<</S<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function 10 0 R>>>>", objects: []string{"<</FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1 0 1]>>stream\n{dup dup dup}"}}, preflight.TotalInk, "shading"},
		{"multiplied", job{content: cleanContent + " 1 1 0 0 k 10 10 50 50 re f /M gs 0 1 1 0 k 20 20 20 20 re f", resources: "/ExtGState<</GS1<</Type/ExtGState/OP true/op true/OPM 1>>/M<</BM/Multiply/OP false>>>>"}, preflight.TotalInk, "blended (Multiply)"},
		{"black overprints a picture", job{content: "q 90 0 0 90 20 20 cm /I Do Q /GS1 gs 0 0 0 1 k BT /F1 10 Tf 30 60 Td (Hello) Tj ET", resources: cleanResources + "/XObject<</I 10 0 R>>", objects: []string{picture(400, 400, "/ColorSpace/DeviceCMYK/BitsPerComponent 8", make([]byte, 640_000))}}, preflight.TotalInk, "whose inks are not known"},
		{"black on a shading", job{content: "q 20 20 100 100 re W n /S sh Q 0 0 0 1 k BT /F1 10 Tf 30 60 Td (Hello) Tj ET", resources: shadings}, preflight.Overprint, "could not be told"},
		{"white on a shading", job{content: "q 20 20 100 100 re W n /S sh Q 0 0 0 0 k BT /F1 6 Tf 30 60 Td (Hello) Tj ET", resources: shadings}, preflight.SmallestType, "could not be told"},
		{"a white line on a shading", job{content: "q 20 20 100 100 re W n /S sh Q 0 0 0 0 K 0.3 w 30 60 m 90 60 l S", resources: shadings}, preflight.ThinnestLine, "could not be told"},
		{"white in a round clip", job{content: "q 70 20 m 120 20 120 120 70 120 c 20 120 20 20 70 20 c W n 1 1 0 0 k 20 20 100 100 re f Q 0 0 0 0 k BT /F1 6 Tf 60 60 Td (Hello) Tj ET"}, preflight.SmallestType, "could not be told"},
		{"letters that are drawings", job{content: cleanContent + " BT /F 9 Tf 50 50 Td (aa) Tj ET", resources: cleanResources, replace: map[string]string{"/F1 7 0 R": "/F1 7 0 R/F 10 0 R"}, objects: []string{type3, glyph}}, preflight.SmallestType, "Type 3"},
		{"text in a pattern", patterned("0 0 0 1 k BT /F1 3 Tf (x) Tj ET"), preflight.SmallestType, "inside a pattern"},
		{"a line in a pattern", patterned("0 0 0 1 K 0.1 w 0 0 m 9 9 l S"), preflight.ThinnestLine, "inside a pattern"},
		{"content that cannot be unpacked", job{replace: map[string]string{"/Contents 5 0 R": "/Contents[5 0 R 10 0 R]"}, objects: []string{"<</Filter/FlateDecode>>stream\nnothing"}}, preflight.Bleed, "cannot be unpacked"},
		{"a form that cannot be unpacked", job{content: cleanContent + " /X Do", resources: cleanResources + "/XObject<</X 10 0 R>>", objects: []string{"<</Subtype/Form/BBox[0 0 9 9]/Filter/Odd>>stream\nnothing"}}, preflight.SmallestType, "cannot be unpacked"},
		{"an unknown space", job{content: cleanContent + " /Odd cs 1 scn 10 10 20 20 re f"}, preflight.Colours, "cannot be read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := look(t, c.job.build(t), nil)
			for _, v := range r.Of(c.check) {
				if v.Status == preflight.NotChecked && strings.Contains(v.Message, c.say) {
					return
				}
			}
			t.Errorf("it is not said of %s that it was not checked (%q):%s", c.check, c.say, describe(&r, preflight.Passed))
		})
	}
}
