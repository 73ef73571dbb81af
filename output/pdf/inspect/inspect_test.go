package inspect_test

import (
	"strings"
	"testing"

	"korthet/layout/display"
	"korthet/output/preflight"
	"korthet/output/press"
)

// TestClean holds that a clean file has no fault, and that only what needs
// drawing was not checked.
func TestClean(t *testing.T) {
	for name, j := range map[string]job{
		"plain":               {},
		"Info as XMP":         {info: "/Title(A page)/Trapped/False/CreationDate(D:20260131000000Z)"},
		"no text":             {content: "0.2 0 0 0 k 50 50 100 100 re f"},
		"grey picture":        {content: cleanContent + " q 72 0 0 72 20 20 cm /I Do Q", resources: cleanResources + "/XObject<</I 10 0 R>>", objects: []string{picture(300, 300, "/ColorSpace/DeviceGray/BitsPerComponent 8", make([]byte, 90_000))}},
		"white on a dark box": {content: "0 0 0 1 k 20 20 100 100 re f 0 0 0 0 k BT /F1 9 Tf 30 60 Td (Hello) Tj ET"},
		"text in a form":      {content: "q 1 0 0 1 10 10 cm /X Do Q", resources: cleanResources + "/XObject<</X 10 0 R>>", objects: []string{"<</Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources 6 0 R>>stream\n0 0 0 1 k BT /F1 9 Tf 30 60 Td (Hello) Tj ET"}},
		"large registration":  {content: cleanContent + " /R cs 1 scn -20 100 5 1 re f", resources: cleanResources + "/ColorSpace<</R[/Separation/All/DeviceCMYK 10 0 R]>>", objects: []string{tint}, page: ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := look(t, j.build(t), func(p *press.Profile) { p.Marks.Crop = name == "large registration" })
			if r.Worst() > preflight.NotChecked {
				t.Errorf("a clean file has faults:%s", describe(&r, preflight.NotChecked))
			}
			for _, v := range r.Verdicts {
				if v.Status == preflight.NotChecked && v.Check != preflight.InkPerPlate {
					t.Errorf("%s was not checked: %s", v.Check, v.Message)
				}
			}
		})
	}
}

// tint is the tint transform of a spot.
const tint = "<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 0.5 0 0]/N 1>>"

// picture is an image XObject.
func picture(width, height int, entries string, data []byte) string {
	return "<</Type/XObject/Subtype/Image/Width " + itoa(width) + "/Height " + itoa(height) + entries + ">>stream\n" + string(data)
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func many(b byte, n int) []byte { return []byte(strings.Repeat(string(rune(b)), n)) }

// TestFaults builds a file for each rule with one thing wrong, and sees that
// found, by its rule, and nothing else of that weight.
func TestFaults(t *testing.T) {
	const text = "BT /F1 10 Tf 30 100 Td (Hello) Tj ET"
	spaces := func(list string) string { return cleanResources + "/ColorSpace<<" + list + ">>" }
	image := func(entries string) string { return cleanResources + "/XObject<</I 10 0 R>>" }
	for _, c := range []struct {
		name   string
		job    job
		check  preflight.Check
		status preflight.Status
		rule   string
		say    string // in the message
		change func(*press.Profile)
	}{
		{"later version", job{version: "1.7"}, preflight.Conformance, preflight.Error, "F1", "1.7", nil},
		{"later version in the catalogue", job{catalog: "/Version/1.7"}, preflight.Conformance, preflight.Error, "F1", "1.7", nil},
		{"no identifier", job{trailer: "/X 1"}, preflight.Conformance, preflight.Error, "F3", "", nil},
		{"no XMP", job{replace: map[string]string{"/Metadata 4 0 R": ""}}, preflight.Conformance, preflight.Error, "M1", "", nil},
		{"broken XMP", job{xmp: func(s string) string { return strings.Replace(s, "</rdf:RDF>", "", 1) }}, preflight.Conformance, preflight.Error, "M1", "XML", nil},
		{"another standard", job{xmp: func(s string) string { return strings.Replace(s, ">PDF/X-4<", ">PDF/X-6<", 1) }}, preflight.Conformance, preflight.Error, "M2", "PDF/X-6", nil},
		{"PDF/X-1a", job{info: "/GTS_PDFXVersion(PDF/X-1a:2003)"}, preflight.Conformance, preflight.Warning, "M2", "PDF/X-1a", nil},
		{"no date", job{xmp: func(s string) string { return strings.Replace(s, "MetadataDate", "Other", 2) }}, preflight.Conformance, preflight.Error, "M3", "MetadataDate", nil},
		{"no title", job{xmp: func(s string) string { return strings.Replace(s, "A page", "", 1) }}, preflight.Conformance, preflight.Error, "M4", "", nil},
		{"no rendition", job{xmp: func(s string) string { return strings.Replace(s, ">default<", "><", 1) }}, preflight.Conformance, preflight.Error, "M5", "", nil},
		{"trapped unknown", job{xmp: func(s string) string { return strings.Replace(s, `"False"`, `"Unknown"`, 1) }}, preflight.Conformance, preflight.Error, "M6", "Unknown", nil},
		{"another title", job{info: "/Title(Another)"}, preflight.Conformance, preflight.Error, "M7", "titles", nil},
		{"another date", job{info: "/ModDate(D:20250131000000Z)"}, preflight.Conformance, preflight.Error, "M7", "dates", nil},

		{"no intent", job{intent: " "}, preflight.OutputCondition, preflight.Error, "O1", "", nil},
		{"no condition", job{replace: map[string]string{"(FOGRA39)": "()"}}, preflight.OutputCondition, preflight.Error, "O2", "", nil},
		{"no registry", job{replace: map[string]string{"/RegistryName(http://www.color.org)": ""}}, preflight.OutputCondition, preflight.Error, "O3", "", nil},
		{"no profile", job{replace: map[string]string{"/DestOutputProfile 9 0 R": ""}}, preflight.OutputCondition, preflight.Error, "O4", "", nil},
		{"wrong channels", job{replace: map[string]string{"/N 4/": "/N 3/"}}, preflight.OutputCondition, preflight.Error, "O5", "", nil},
		{"another profile", job{intent: "<</S/GTS_PDFA1/DestOutputProfile 8 0 R>><</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier(FOGRA39)/RegistryName(http://www.color.org)/DestOutputProfile 9 0 R>>"}, preflight.OutputCondition, preflight.Error, "O6", "", nil},
		{"another condition", job{replace: map[string]string{"(FOGRA39)": "(FOGRA51)"}}, preflight.OutputCondition, preflight.Warning, "", "FOGRA51", nil},

		{"RGB text", job{content: cleanContent + " 1 0 0 rg " + text}, preflight.Colours, preflight.Error, "K1", "text", nil},
		{"RGB line", job{content: cleanContent + " 1 0 0 RG 10 10 m 50 50 l S"}, preflight.Colours, preflight.Error, "K1", "line", nil},
		{"RGB picture", job{content: cleanContent + " q 7 0 0 7 90 90 cm /I Do Q", resources: image(""), objects: []string{picture(30, 30, "/ColorSpace/DeviceRGB/BitsPerComponent 8", make([]byte, 2700))}}, preflight.Colours, preflight.Error, "K1", "picture", nil},
		{"RGB inline picture", job{content: cleanContent + " q 1 0 0 1 90 90 cm BI /W 5 /H 5 /CS /RGB /BPC 8 ID " + strings.Repeat("EI ", 25) + " EI Q"}, preflight.Colours, preflight.Error, "K1", "inline", nil},
		{"RGB in an index", job{content: cleanContent + " q 7 0 0 7 90 90 cm /I Do Q", resources: image(""), objects: []string{picture(30, 30, "/ColorSpace[/Indexed/DeviceRGB 0<000000>]/BitsPerComponent 8", make([]byte, 900))}}, preflight.Colours, preflight.Error, "K1", "picture", nil},
		{"RGB shading", job{content: cleanContent + " q 50 50 20 20 re W n /S sh Q", resources: cleanResources + "/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 1]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0]/C1[1 1 1]/N 1>>>>>>"}, preflight.Colours, preflight.Error, "K1", "area", nil},
		{"RGB in a form", job{content: cleanContent + " /X Do", resources: cleanResources + "/XObject<</X 10 0 R>>", objects: []string{"<</Subtype/Form/BBox[0 0 90 90]>>stream\n1 0 0 rg 10 10 20 20 re f"}}, preflight.Colours, preflight.Error, "K1", "area", nil},
		{"RGB pattern", job{content: cleanContent + " /Pattern cs /P scn 10 10 20 20 re f", resources: cleanResources + "/Pattern<</P 10 0 R>>", objects: []string{"<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>>>stream\n1 0 0 rg 1 1 2 2 re f"}}, preflight.Colours, preflight.Error, "K1", "area", nil},
		{"RGB shading as a pattern", job{content: cleanContent + " /Pattern cs /P scn 10 10 20 20 re f", resources: cleanResources + "/Pattern<</P<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 1 1]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0]/C1[1 1 1]/N 1>>>>>>>>"}, preflight.Colours, preflight.Error, "K1", "area", nil},
		{"too much ink in a shading as a pattern", job{content: cleanContent + " /Pattern cs /P scn 10 10 20 20 re f", resources: cleanResources + "/Pattern<</P<</PatternType 2/Shading<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 0.5]/N 1>>>>>>>>"}, preflight.TotalInk, preflight.Error, "", "350 %", nil},
		{"RGB stand-in of a spot", job{content: cleanContent + " /Sp cs 1 scn 10 10 20 20 re f", resources: spaces("/Sp[/Separation/Gold/DeviceRGB<</FunctionType 2/Domain[0 1]/C0[1 1 1]/C1[1 1 0]/N 1>>]"), objects: nil}, preflight.Colours, preflight.Error, "K1", "stands for", func(p *press.Profile) { p.AllSpots = true }},
		{"RGB by a profile", job{content: cleanContent + " /C cs 1 0 0 scn 10 10 20 20 re f", resources: spaces("/C[/ICCBased 10 0 R]"), objects: []string{"<</N 3>>stream\nprofile"}}, preflight.Colours, preflight.Warning, "", "profile of its own", nil},
		{"RGB by default", job{content: cleanContent + " 1 0 0 rg 10 10 20 20 re f", resources: spaces("/DefaultRGB[/ICCBased 10 0 R]"), objects: []string{"<</N 3>>stream\nprofile"}}, preflight.Colours, preflight.Warning, "", "DefaultRGB", nil},
		{"CMYK by the intent's profile", job{content: cleanContent + " /C cs 1 0 0 0 scn 10 10 20 20 re f", resources: spaces("/C[/ICCBased 9 0 R]")}, preflight.Colours, preflight.Warning, "K3", "", nil},
		{"RGB group", job{page: "/Group<</S/Transparency/CS/DeviceRGB>>"}, preflight.Conformance, preflight.Error, "K2", "blends in RGB", nil},

		{"font not embedded", job{noFont: true}, preflight.Fonts, preflight.Error, "T1", "Test", nil},
		{"transfer function", job{content: cleanContent + " /GS2 gs", resources: "/ExtGState<</GS1<</Type/ExtGState/OP true/op true/OPM 1>>/GS2<</Type/ExtGState/TR 10 0 R>>>>", objects: []string{tint}}, preflight.Conformance, preflight.Error, "G1", "", nil},
		{"screen", job{resources: "/ExtGState<</GS1<</Type/ExtGState/OP true/op true/OPM 1/HT<</HalftoneType 6>>>>>>"}, preflight.Conformance, preflight.Error, "G2", "", nil},
		{"rendering intent", job{content: cleanContent + " /Funny ri"}, preflight.Conformance, preflight.Error, "G3", "Funny", nil},
		{"link", job{page: "/Annots[<</Subtype/Link/Rect[10 10 50 50]>>]"}, preflight.Conformance, preflight.Error, "A1", "link", nil},
		{"script", job{catalog: "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>"}, preflight.Conformance, preflight.Error, "C2", "script", nil},
		{"opens", job{catalog: "/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"}, preflight.Conformance, preflight.Error, "C2", "", nil},
		{"form fields", job{catalog: "/AcroForm<</Fields[10 0 R]>>", objects: []string{"<<>>"}}, preflight.Conformance, preflight.Warning, "C1", "1 field", nil},
		{"print area", job{catalog: "/ViewerPreferences<</PrintArea/CropBox>>"}, preflight.Conformance, preflight.Error, "C3", "", nil},
		{"layers", job{catalog: "/OCProperties<</D<</AS[]>>>>"}, preflight.Conformance, preflight.Warning, "C4", "", nil},
		{"external stream", job{resources: image(""), objects: []string{"<</Subtype/Image/Width 1/Height 1/F(other.tif)>>stream\n"}}, preflight.Conformance, preflight.Error, "S1", "", nil},
		{"LZW", job{resources: image(""), objects: []string{"<</Subtype/Image/Width 1/Height 1/Filter/LZWDecode>>stream\n"}}, preflight.Conformance, preflight.Warning, "S2", "LZW", nil},
		{"PostScript", job{resources: image(""), objects: []string{"<</Subtype/PS>>stream\n"}}, preflight.Conformance, preflight.Error, "S3", "PostScript", nil},
		{"alternates", job{resources: image(""), objects: []string{"<</Subtype/Image/Width 1/Height 1/Alternates[<</DefaultForPrinting true>>]>>stream\n"}}, preflight.Conformance, preflight.Error, "S4", "", nil},
		{"separated", job{page: "/SeparationInfo<<>>"}, preflight.Conformance, preflight.Error, "P5", "", nil},
		{"registration in the page", job{content: cleanContent + " /R cs 1 scn 10 10 20 20 re f", resources: spaces("/R[/Separation/All/DeviceCMYK 10 0 R]"), objects: []string{tint}}, preflight.Conformance, preflight.Error, "registration", "", nil},

		{"no trim", job{replace: map[string]string{"/TrimBox[0 0 200 200]": ""}}, preflight.Boxes, preflight.Error, "P2", "TrimBox", nil},
		{"trim and art", job{page: "/ArtBox[0 0 200 200]"}, preflight.Boxes, preflight.Error, "P2", "both", nil},
		{"bleed beyond media", job{replace: map[string]string{"[-20 -20 220 220]": "[-5 -5 205 205]"}}, preflight.Boxes, preflight.Error, "P3", "BleedBox goes beyond the MediaBox", nil},
		{"crop", job{page: "/CropBox[10 10 100 100]"}, preflight.Boxes, preflight.Error, "P3", "CropBox", nil},
		{"no bleed box", job{replace: map[string]string{"/BleedBox[-8.504 -8.504 208.504 208.504]": ""}}, preflight.Boxes, preflight.Warning, "P4", "BleedBox", nil},
		{"too little bleed", job{replace: map[string]string{"/BleedBox[-8.504 -8.504 208.504 208.504]": "/BleedBox[-3 -3 203 203]"}}, preflight.Bleed, preflight.Error, "P4", "1.1 mm", nil},
		{"area ends at the trim", job{content: "1 0 0 0 k 0 50 100 50 re f"}, preflight.Bleed, preflight.Error, "", "left edge", nil},
		{"area ends in the bleed", job{content: "1 0 0 0 k 50 50 154 50 re f"}, preflight.Bleed, preflight.Error, "", "1.4 mm beyond", nil},
		{"picture ends at the trim", job{content: "q 20 0 0 20 50 180 cm /I Do Q", resources: image(""), objects: []string{picture(90, 90, "/ColorSpace/DeviceGray/BitsPerComponent 8", make([]byte, 8100))}}, preflight.Bleed, preflight.Error, "", "upper edge", nil},

		{"coarse picture", job{content: cleanContent + " q 72 0 0 72 20 20 cm /I Do Q", resources: image(""), objects: []string{picture(120, 120, "/ColorSpace/DeviceGray/BitsPerComponent 8", make([]byte, 14_400))}}, preflight.ImageResolution, preflight.Error, "", "120 pixels per inch", nil},
		{"soft picture", job{content: cleanContent + " q 72 0 0 72 20 20 cm /I Do Q", resources: image(""), objects: []string{picture(200, 200, "/ColorSpace/DeviceGray/BitsPerComponent 8", make([]byte, 40_000))}}, preflight.ImageResolution, preflight.Warning, "", "200 pixels per inch", nil},
		{"turned picture", job{content: cleanContent + " q 0 72 -72 0 120 20 cm /I Do Q", resources: image(""), objects: []string{picture(120, 120, "/ColorSpace/DeviceGray/BitsPerComponent 8", make([]byte, 14_400))}}, preflight.ImageResolution, preflight.Error, "", "120 pixels per inch", nil},
		{"line art", job{content: cleanContent + " q 7.2 0 0 7.2 20 20 cm /I Do Q", resources: image(""), objects: []string{picture(80, 80, "/ImageMask true", make([]byte, 800))}}, preflight.ImageResolution, preflight.Warning, "", "800 pixels per inch", nil},

		{"too much ink", job{content: cleanContent + " 0.9 0.8 0.8 0.9 k 10 10 20 20 re f"}, preflight.TotalInk, preflight.Error, "", "340 %", nil},
		{"too much ink in a spot's company", job{content: cleanContent + " /N cs 1 1 1 1 scn 10 10 20 20 re f", resources: spaces("/N[/DeviceN[/Cyan/Magenta/Yellow/Gold]/DeviceCMYK 10 0 R]"), objects: []string{"<</FunctionType 4/Domain[0 1 0 1 0 1 0 1]/Range[0 1 0 1 0 1 0 1]>>stream\n{}"}}, preflight.TotalInk, preflight.Error, "", "400 %", func(p *press.Profile) { p.AllSpots = true }},
		{"too much ink by overprint", job{content: "0.9 0.9 0.9 0 k 20 20 100 100 re f /GS1 gs 0 0 0 1 k BT /F1 10 Tf 30 60 Td (Hello) Tj ET"}, preflight.TotalInk, preflight.Error, "", "370 %", nil},
		{"too much ink in a picture", job{content: cleanContent + " q 7 0 0 7 90 90 cm /I Do Q", resources: image(""), objects: []string{picture(30, 30, "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/ASCIIHexDecode", []byte(strings.Repeat("DADADADA", 900)+">"))}}, preflight.TotalInk, preflight.Error, "", "342 %", nil},
		{"too much ink in a turned-over picture", job{content: cleanContent + " q 7 0 0 7 90 90 cm /I Do Q", resources: image(""), objects: []string{picture(30, 30, "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Decode[1 0 1 0 1 0 1 0]", make([]byte, 3600))}}, preflight.TotalInk, preflight.Error, "", "400 %", nil},
		{"too much ink in an index", job{content: cleanContent + " q 7 0 0 7 90 90 cm /I Do Q", resources: image(""), objects: []string{picture(32, 32, "/ColorSpace[/Indexed/DeviceCMYK 1<00000000FFFFFFFF>]/BitsPerComponent 1", many(0x7F, 128))}}, preflight.TotalInk, preflight.Error, "", "400 %", nil},
		{"too much ink in a shading", job{content: cleanContent + " q 50 50 20 20 re W n /S sh Q", resources: cleanResources + "/Shading<</S<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 0.5]/N 1>>>>>>"}, preflight.TotalInk, preflight.Error, "", "350 %", nil},

		{"small type", job{content: "0 0 0 1 k BT /F1 4 Tf 30 100 Td (Hello) Tj ET"}, preflight.SmallestType, preflight.Warning, "", "4 pt, black 100 %, “Hello”", nil},
		{"small type by its matrix", job{content: "0 0 0 1 k BT /F1 1 Tf 3 0 0 3 30 100 Tm (Hello) Tj ET"}, preflight.SmallestType, preflight.Error, "", "3 pt", nil},
		{"small type by the page's unit", job{content: "0 0 0 1 k BT /F1 8 Tf 60 100 Td (Hello) Tj ET", page: "/UserUnit 0.5"}, preflight.SmallestType, preflight.Warning, "", "4 pt", func(p *press.Profile) { p.Bleed = display.Millimetres(1400) }},
		{"small type of two inks", job{content: "1 1 0 0 k BT /F1 6 Tf 30 100 Td (Hello) Tj ET"}, preflight.SmallestType, preflight.Warning, "", "in several inks needs 7 pt", nil},
		{"small reversed type", job{content: "0 0 0 1 k 20 20 100 100 re f 0 0 0 0 k BT /F1 4 Tf 30 60 Td (Hello) Tj ET"}, preflight.SmallestType, preflight.Error, "", "light on dark needs 8 pt", nil},
		{"thin line", job{content: cleanContent + " 0 0 0 1 K 0.2 w 10 10 m 50 50 l S"}, preflight.ThinnestLine, preflight.Warning, "", "0.2 pt", nil},
		{"hairline", job{content: cleanContent + " 0 0 0 1 K 0 w 10 10 m 50 50 l S"}, preflight.ThinnestLine, preflight.Error, "", "no width", nil},
		{"thin line by its matrix", job{content: cleanContent + " 0 0 0 1 K 1 w 0.1 0 0 1 0 0 cm 100 10 m 500 50 l S"}, preflight.ThinnestLine, preflight.Error, "", "0.1 pt", nil},
		{"thin area", job{content: cleanContent + " 0 0 0 1 k 10 10 100 0.1 re f"}, preflight.ThinnestLine, preflight.Error, "", "0.1 pt", nil},
		{"thin reversed line", job{content: "0 0 0 1 k 20 20 100 100 re f 0 0 0 0 K 0.4 w 30 60 m 90 60 l S"}, preflight.ThinnestLine, preflight.Warning, "", "light on dark needs 0.5 pt", nil},

		{"rich black text", job{content: "0.3 0.3 0.3 1 k " + text}, preflight.BlackText, preflight.Error, "", "4 inks", nil},
		{"black text of three inks", job{content: "0.8 0.8 0.8 0 k " + text}, preflight.BlackText, preflight.Error, "", "3 inks", nil},
		{"black RGB text", job{content: "0 0 0 rg " + text}, preflight.BlackText, preflight.Error, "", "several inks", nil},
		{"white overprints", job{content: "1 0 0 0 k 20 20 100 100 re f /GS1 gs 0 0 0 0 k BT /F1 9 Tf 30 60 Td (Hello) Tj ET"}, preflight.Overprint, preflight.Error, "", "will not be seen", nil},
		{"black knocks out", job{content: "1 0 0 0 k 20 20 100 100 re f 0 0 0 1 k BT /F1 9 Tf 30 60 Td (Hello) Tj ET"}, preflight.Overprint, preflight.Warning, "", "knocks out cyan 100 %", nil},
		{"grey knocks out", job{content: "1 0 0 0 k 20 20 100 100 re f /GS1 gs 0 g BT /F1 9 Tf 30 60 Td (Hello) Tj ET"}, preflight.Overprint, preflight.Warning, "", "knocks out cyan 100 %", nil},

		{"spot clash of capitals", job{content: cleanContent + " /A cs 1 scn 10 10 20 20 re f /B cs 1 scn 40 10 20 20 re f", resources: spaces("/A[/Separation/Gold/DeviceCMYK 10 0 R]/B[/Separation/GOLD/DeviceCMYK 10 0 R]"), objects: []string{tint}}, preflight.SpotNames, preflight.Error, "K4", "capitals", func(p *press.Profile) { p.AllSpots = true }},
		{"spot clash of mixtures", job{content: cleanContent + " /A cs 1 scn 10 10 20 20 re f /B cs 1 scn 40 10 20 20 re f", resources: spaces("/A[/Separation/Gold/DeviceCMYK 10 0 R]/B[/Separation/Gold/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 0 0 0]/N 1>>]"), objects: []string{tint}}, preflight.SpotNames, preflight.Error, "K4", "2 different ways", func(p *press.Profile) { p.AllSpots = true }},
		{"one ink of two papers", job{content: cleanContent + " /A cs 1 scn 10 10 20 20 re f /B cs 1 scn 40 10 20 20 re f", resources: spaces("/A[/Separation/PANTONE#20281#20C/DeviceCMYK 10 0 R]/B[/Separation/PANTONE#20281#20U/DeviceCMYK 10 0 R]"), objects: []string{tint}}, preflight.SpotNames, preflight.Warning, "", "two papers", func(p *press.Profile) { p.AllSpots = true }},
		{"spot that nobody ordered", job{content: cleanContent + " /A cs 1 scn 10 10 20 20 re f", resources: spaces("/A[/Separation/Gold/DeviceCMYK 10 0 R]"), objects: []string{tint}}, preflight.SpotNames, preflight.Warning, "", "Gold", nil},
		{"too many plates", job{}, preflight.SpotNames, preflight.Error, "", "2 plates", func(p *press.Profile) { p.Plates = 1 }},

		{"text near the edge", job{content: "0 0 0 1 k BT /F1 10 Tf 4 100 Td (Hello) Tj ET"}, preflight.SafeZone, preflight.Warning, "", "1.4 mm from the edge", nil},
		{"text is cut", job{content: "0 0 0 1 k BT /F1 10 Tf -4 100 Td (Hello) Tj ET"}, preflight.SafeZone, preflight.Error, "", "is cut", nil},
		{"marks", job{content: cleanContent + " 1 1 1 1 K -20 0 m -12 0 l S"}, preflight.Marks, preflight.Warning, "", "beyond the bleed", nil},
		{"no marks", job{}, preflight.Marks, preflight.Error, "", "", func(p *press.Profile) { p.Marks.Crop = true }},
		{"empty page", job{content: "0 0 0 0 k 10 10 50 50 re f"}, preflight.EmptyPages, preflight.Warning, "", "", nil},
		{"only invisible text", job{content: "BT 3 Tr /F1 10 Tf 30 100 Td (Hello) Tj ET"}, preflight.EmptyPages, preflight.Warning, "", "", nil},
		{"only outside the clip", job{content: "0 0 5 5 re W n 1 0 0 0 k 50 50 20 20 re f"}, preflight.EmptyPages, preflight.Warning, "", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := look(t, c.job.build(t), c.change)
			found := false
			for _, v := range r.Of(c.check) {
				found = found || v.Status == c.status && v.Rule == c.rule && strings.Contains(v.Message, c.say)
			}
			if !found {
				t.Errorf("not found: %s %s %s %q:%s", c.check, c.status, c.rule, c.say, describe(&r, preflight.Passed))
			}
		})
	}
}

// TestWhiteGround: a white ground that ends at the trim needs no bleed, in whatever
// colours it is; one that is nearly white does.
func TestWhiteGround(t *testing.T) {
	for content, clean := range map[string]bool{
		"1 1 1 rg 0 0 200 200 re f": true, "0 0 0 0 k 0 0 200 200 re f": true, "1 g 0 0 200 200 re f": true,
		"1 1 0.99 rg 0 0 200 200 re f": false, "0.9 g 0 0 200 200 re f": false,
	} {
		r := look(t, job{content: content + " 0 0 0 1 k 50 50 20 20 re f"}.build(t), nil)
		if got := r.WorstOf(preflight.Bleed) == preflight.Passed; got != clean {
			t.Errorf("%s:%s", content, describe(&r, preflight.NotChecked))
		}
	}
}

// TestGreyMask: of a soft mask no colour is printed, so that it may be in grey (K2).
func TestGreyMask(t *testing.T) {
	for group, clean := range map[string]bool{"/CS/DeviceGray": true, "/CS/DeviceCMYK": true, "": true, "/CS/DeviceRGB": false} {
		r := look(t, job{
			content: "/M gs 1 0 0 0 k 20 20 50 50 re f", resources: "/ExtGState<</M<</SMask<</S/Luminosity/G 10 0 R>>>>>>",
			objects: []string{"<</Subtype/Form/BBox[0 0 200 200]/Group<</S/Transparency" + group + ">>>>stream\n0.5 g 0 0 100 100 re f"},
		}.build(t), nil)
		if got := r.WorstOf(preflight.Conformance) == preflight.Passed; got != clean {
			t.Errorf("%q:%s", group, describe(&r, preflight.NotChecked))
		}
	}
}
