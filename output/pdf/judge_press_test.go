package pdf

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"korthet/layout/display"
	"korthet/output/colour"
	"korthet/output/pdf/pdftest"
)

// points is a length as page boxes have it.
func points(l display.Length) float64 { return float64(l) / float64(display.Point) }

// TestJudgePress: the independent judge finds nothing in press files of every kind
// of ink, picture and mark.
func TestJudgePress(t *testing.T) {
	for name, c := range pressCases(t) {
		for _, finding := range pdftest.JudgePress(write(t, c.doc, c.opts), points(c.printer.Bleed)) {
			t.Errorf("%s: %s", name, finding)
		}
	}
}

// TestEveryPressRuleCanFail breaks every rule of PDF/X-4 in a file that keeps them
// all, and sees the judge say so.
func TestEveryPressRuleCanFail(t *testing.T) {
	c := pressCases(t)["marks"]
	data := write(t, c.doc, c.opts)
	bleed := points(c.printer.Bleed)
	if found := pdftest.JudgePress(pdftest.Take(data).Bytes(), bleed); len(found) > 0 {
		t.Fatalf("the file that is to be broken has %v", found)
	}
	caught := map[string]bool{}
	for _, b := range pressBreakages() {
		o := pdftest.Take(data)
		b.edit(o)
		expectPress(t, b.rules, o.Bytes(), bleed)
		caught[b.rules] = true
	}
	whole := pdftest.Take(data).Bytes()
	for rule, change := range map[string][2]string{
		"F1": {"%PDF-1.6\n", "%PDF-1.7\n"}, "file": {"/Type /Pages", "/Type <Pages"},
	} {
		expectPress(t, rule, bytes.Replace(whole, []byte(change[0]), []byte(change[1]), 1), bleed)
		caught[rule] = true
	}
	expectPress(t, "P4", whole, bleed+1)
	for rule := range pdftest.PressRules {
		if !caught[rule] {
			t.Errorf("nothing breaks rule %s", rule)
		}
	}
}

func expectPress(t *testing.T, rule string, data []byte, bleed float64) {
	t.Helper()
	found := pdftest.JudgePress(data, bleed)
	if !slices.ContainsFunc(found, func(f pdftest.Finding) bool { return f.Rule == rule }) {
		t.Errorf("rule %s was broken, and the judge says %v", rule, found)
	}
}

// pressBreakages each break one rule.
func pressBreakages() []breakage {
	catalog, page := first("Type", pName("Catalog")), first("Type", pName("Page"))
	intent, image := first("S", pName("GTS_PDFX")), first("Subtype", pName("Image"))
	info := func(o *pdftest.Objects) pDict { d, _ := o.Resolve(o.Trailer["Info"]).(pDict); return d }
	state := inner(inner(inner(page, "Resources"), "ExtGState"), "Broken")
	spaces := inner(inner(page, "Resources"), "ColorSpace")
	layers := inner(inner(catalog, "OCProperties"), "D")
	graphics := func(key pName, value any) func(*pdftest.Objects) {
		return func(o *pdftest.Objects) {
			state(o)["Type"] = pName("ExtGState")
			state(o)[key] = value
		}
	}
	annotation := func(o *pdftest.Objects) {
		page(o)["Annots"] = pArray{pDict{"Type": pName("Annot"), "Subtype": pName("Link"), "Rect": pArray{int64(100), int64(100), int64(200), int64(200)}}}
	}
	rename := func(from, to string) func(*pdftest.Objects) {
		return func(o *pdftest.Objects) {
			for o.Replace(from+">", to+">") {
			}
		}
	}
	profile := func(edit func(icc []byte) []byte) func(*pdftest.Objects) {
		return func(o *pdftest.Objects) {
			s, _ := o.Resolve(intent(o)["DestOutputProfile"]).(*pdftest.Stream)
			s.Raw = edit(bytes.Clone(s.Raw))
		}
	}
	list := []breakage{
		{"F1", set("Version", pName("1.7"), catalog)},
		{"F2", func(o *pdftest.Objects) { o.Trailer["Encrypt"] = pDict{} }},
		{"F3", func(o *pdftest.Objects) { delete(o.Trailer, "ID") }},
		{"M1", set("Metadata", nil, catalog)},
		{"M1", swap("</rdf:RDF>", "</rdf:RDX>")},
		{"M2", swap("PDF/X-4", "PDF/X-3")},
		{"M3", rename("xmp:MetadataDate", "xmp:MetadataDay")},
		{"M4", rename("dc:title", "dc:titel")},
		{"M5", rename("xmpMM:RenditionClass", "xmpMM:RenditionClasp")},
		{"M6", swap("<pdf:Trapped>False", "<pdf:Trapped>Maybe")},
		{"M7", set("Title", latin("Another"), info)},
		{"M7", set("ModDate", latin("D:20050601120001+02'00'"), info)},
		{"M7", set("Trapped", pName("True"), info)},
		{"O1", set("S", pName("GTS_PDFA1"), intent)},
		{"O2", set("OutputConditionIdentifier", nil, intent)},
		{"O3", func(o *pdftest.Objects) { set("RegistryName", nil, intent)(o); set("Info", nil, intent)(o) }},
		{"O4", set("DestOutputProfile", nil, intent)},
		{"O5", profile(func([]byte) []byte { return colour.SRGB() })},
		{"O5", profile(func(icc []byte) []byte { return append(icc[:8:8], append([]byte{4, 0x30}, icc[10:]...)...) })},
		{"O5", profile(func(icc []byte) []byte { return icc[:100] })},
		{"O6", func(o *pdftest.Objects) {
			list, _ := o.Resolve(catalog(o)["OutputIntents"]).(pArray)
			catalog(o)["OutputIntents"] = append(slices.Clone(list), pDict{"Type": pName("OutputIntent"), "S": pName("GTS_PDFA1"), "DestOutputProfile": pRef{Number: 1}})
		}},
		{"K1", appendTo("1 0 0 rg\n")},
		{"K1", appendTo("/DeviceRGB CS\n")},
		{"K1", set("ColorSpace", pName("DeviceRGB"), image)},
		{"K1", set("Broken", pArray{pName("Indexed"), pName("DeviceRGB"), int64(1), latin("abcdef")}, spaces)},
		{"K2", set("Group", pDict{"S": pName("Transparency"), "CS": pName("DeviceGray")}, page)},
		{"K3", func(o *pdftest.Objects) {
			spaces(o)["Broken"] = pArray{pName("ICCBased"), intent(o)["DestOutputProfile"]}
		}},
		{"K4", set("Broken", pArray{pName("Separation"), pName("All"), pName("DeviceCMYK"), pDict{"FunctionType": int64(2), "N": int64(2)}}, spaces)},
		{"G1", graphics("TR", pName("Identity"))},
		{"G1", graphics("TR2", pName("Identity"))},
		{"G2", graphics("HTP", pArray{int64(0), int64(0)})},
		{"G2", graphics("HT", pDict{"HalftoneType": int64(6)})},
		{"G3", graphics("RI", pName("Beautiful"))},
		{"G3", appendTo("/Beautiful ri\n")},
		{"G3", set("Intent", pName("Beautiful"), image)},
		{"T1", set("FontFile2", nil, first("Type", pName("FontDescriptor")))},
		{"P1", set("MediaBox", nil, page)},
		{"P2", set("TrimBox", nil, page)},
		{"P2", set("ArtBox", pArray{int64(0), int64(0), int64(9), int64(9)}, page)},
		{"P3", set("CropBox", pArray{int64(30), int64(30), int64(300), int64(300)}, page)},
		{"P4", func(o *pdftest.Objects) { page(o)["BleedBox"] = page(o)["TrimBox"] }},
		{"P5", set("SeparationInfo", pDict{}, page)},
		{"A1", annotation},
		{"C1", set("AcroForm", pDict{"Fields": pArray{pDict{}}}, catalog)},
		{"C2", set("OpenAction", pDict{"S": pName("JavaScript"), "JS": latin("x")}, catalog)},
		{"C2", set("AA", pDict{}, page)},
		{"C2", set("Names", pDict{"JavaScript": pDict{}}, catalog)},
		{"C3", set("PrintArea", pName("TrimBox"), inner(catalog, "ViewerPreferences"))},
		{"C4", set("AS", pArray{}, layers)},
		{"S1", set("F", latin("elsewhere"), image)},
		{"S2", set("Filter", pName("LZWDecode"), image)},
		{"S3", set("OPI", pDict{}, image)},
		{"S4", set("Alternates", pArray{pDict{"Image": pRef{Number: 1}, "DefaultForPrinting": true}}, image)},
	}
	for i := range list {
		if strings.Contains(list[i].rules, " ") {
			panic("one rule each")
		}
	}
	return list
}
