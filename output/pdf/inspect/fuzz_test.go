package inspect_test

import (
	"bytes"
	"testing"

	"korthet/output/pdf/inspect"
	"korthet/output/preflight"
	"korthet/output/press"
)

// FuzzInspect holds that any bytes are looked at without a panic and give each
// check a verdict, in order, the same each time.
func FuzzInspect(f *testing.F) {
	small := map[string]string{"/DestOutputProfile 9 0 R": ""}
	for _, j := range []job{
		{replace: small},
		{replace: small, content: "q 7 0 0 7 90 90 cm /I Do Q", resources: "/XObject<</I 10 0 R>>", objects: []string{picture(3, 3, "/ColorSpace/DeviceCMYK/BitsPerComponent 8", make([]byte, 36))}},
		{replace: small, content: "/A cs 1 scn 10 10 20 20 re f 1 0 0 rg (x) Tj /Pattern cs /P scn 0 0 m 9 9 9 9 8 8 c S", resources: "/ColorSpace<</A[/Separation/Gold/DeviceCMYK 10 0 R]>>/Pattern<</P 5 0 R>>", objects: []string{tint}},
		{replace: small, content: "BI /W 5 /H 5 /CS /RGB /BPC 8 ID xx EI /X Do", resources: "/XObject<</X 10 0 R>>", objects: []string{"<</Subtype/Form/BBox[0 0 90 90]/Group<</S/Transparency>>>>stream\n/X Do q"}},
		{replace: small, content: "/GS1 gs BT /F1 4 Tf (abc) Tj [(a)-20(b)]TJ ET 0 0 0 0 k 1 2 3 4 re B"},
		{replace: small, content: "/S sh /Pattern cs /P scn 10 10 90 90 re f", resources: "/Shading<</S 10 0 R>>/Pattern<</P<</PatternType 2/Matrix[2 1 0 2 3 4]/Shading<</ShadingType 2/Extend[true true]/ColorSpace/DeviceCMYK/Coords[0 0 9 9]/Background[0 0 0 1]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 0 0]/N 2.2>>>>>>>>", objects: []string{"<</ShadingType 3/ColorSpace/DeviceGray/Coords[50 50 9 90 90 30]/BBox[0 0 99 99]/Function<</FunctionType 3/Domain[0 1]/Bounds[0.5]/Encode[0 1 1 0]/Functions[<</FunctionType 2/Domain[0 1]/N 1>><</FunctionType 2/Domain[0 1]/N 3>>]>>>>"}},
		{replace: small, content: "0 0 0 1 k 0 0 99 99 re f /M gs 1 0 0 0 k 9 9 99 99 re f /H gs /G Do", resources: "/ExtGState<</M<</BM/Overlay/ca 0.5>>/H<</ca 0.3>>>>/XObject<</G 10 0 R>>", objects: []string{"<</Subtype/Form/BBox[0 0 99 99]/Group<</S/Transparency/I true/CS/DeviceCMYK>>/Resources 6 0 R>>stream\n0 1 0 0 k 50 50 99 99 re f /M gs 9 9 50 50 re f"}},
		{replace: small, content: "/M gs 1 0 0 0 k 9 9 99 99 re f", resources: "/ExtGState<</M<</SMask<</S/Luminosity/BC[0.5]/G 10 0 R>>>>>>", objects: []string{"<</Subtype/Form/BBox[0 0 99 99]/Group<</S/Transparency/CS/DeviceGray>>/Resources<</Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 99 0]/Function<</FunctionType 2/C0[0 0 0]/C1[1 1 1]/N 1>>>>>>>>>>stream\n/S sh 0.5 g 9 9 9 9 re f"}},
		{replace: small, content: "BT /F2 20 Tf 20 100 Td (AB\001) Tj ET", resources: "/Font<</F2 13 0 R>>", objects: type1Font()},
	} {
		data := j.build(f)
		// The profile is large, and of no use here.
		if at := bytes.Index(data, []byte("9 0 obj")); at >= 0 {
			if end := bytes.Index(data[at:], []byte("endobj")); end >= 0 {
				data = append(data[:at:at], data[at+end:]...)
			}
		}
		f.Add(data)
	}
	printer, _ := press.Builtin(press.Default)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := inspect.File(data, &printer)
		at := 0
		for _, check := range preflight.Checks() {
			from := at
			for at < len(r.Verdicts) && r.Verdicts[at].Check == check {
				at++
			}
			if at == from {
				t.Fatalf("no verdict of %s", check)
			}
		}
		again := inspect.File(data, &printer)
		if a, b := describe(&r, preflight.Passed), describe(&again, preflight.Passed); len(r.Verdicts) != len(again.Verdicts) {
			t.Fatalf("two looks at one file differ:\n%s\n%s", a, b)
		}
	})
}
