package pdf

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"korthet/output/pdf/pdftest"
)

type (
	pName   = pdftest.Name
	pDict   = pdftest.Dict
	pArray  = pdftest.Array
	pString = pdftest.String
	pRef    = pdftest.Ref
)

// TestJudge: the independent judge finds nothing in files of every kind of item
// and role.
func TestJudge(t *testing.T) {
	for name, doc := range documents(t) {
		for _, finding := range pdftest.Judge(write(t, doc, testOptions())) {
			t.Errorf("%s: %s", name, finding)
		}
	}
}

// breakage is one thing wrong with a file, and the rules that must say so.
type breakage struct {
	rules string
	edit  func(o *pdftest.Objects)
}

func set(key pName, value any, of func(o *pdftest.Objects) pDict) func(*pdftest.Objects) {
	return func(o *pdftest.Objects) {
		if value == nil {
			delete(of(o), key)
			return
		}
		of(o)[key] = value
	}
}

func first(key pName, value any) func(o *pdftest.Objects) pDict {
	return func(o *pdftest.Objects) pDict { return o.Find(key, value)[0] }
}

func inner(outer func(o *pdftest.Objects) pDict, key pName) func(o *pdftest.Objects) pDict {
	return func(o *pdftest.Objects) pDict {
		switch v := o.Resolve(outer(o)[key]).(type) {
		case pDict:
			return v
		case *pdftest.Stream:
			return v.Dict
		}
		d := pDict{}
		outer(o)[key] = d
		return d
	}
}

func swap(from, to string) func(*pdftest.Objects) {
	return func(o *pdftest.Objects) {
		if !o.Replace(from, to) {
			panic("no stream has " + from)
		}
	}
}

// appendTo appends operators to the first page.
func appendTo(operators string) func(*pdftest.Objects) {
	return func(o *pdftest.Objects) {
		s, _ := o.Resolve(o.Find("Type", pName("Page"))[0]["Contents"]).(*pdftest.Stream)
		s.Raw = append(bytes.Clone(s.Raw), operators...)
	}
}

func role(tag string) func(o *pdftest.Objects) pDict { return first("S", pName(tag)) }

func latin(s string) pString { return pString{Bytes: s} }

// breakages of dictionaries, contents and metadata. A file that is taken apart
// and put together again passes; each of these does not.
func breakages() []breakage {
	catalog, page, link := first("Type", pName("Catalog")), first("Type", pName("Page")), first("Subtype", pName("Link"))
	cid, composite, descriptor := first("Subtype", pName("CIDFontType2")), first("Subtype", pName("Type0")), first("Type", pName("FontDescriptor"))
	image, intent, tree := first("Subtype", pName("Image")), first("Type", pName("OutputIntent")), first("Type", pName("StructTreeRoot"))
	state := inner(inner(inner(page, "Resources"), "ExtGState"), "Broken")
	layers := inner(inner(catalog, "OCProperties"), "D")
	info := func(o *pdftest.Objects) pDict { d, _ := o.Resolve(o.Trailer["Info"]).(pDict); return d }
	annotation := func(subtype string) func(o *pdftest.Objects) { return set("Subtype", pName(subtype), link) }
	action := inner(link, "A")
	list := []breakage{
		{"a 6.1.1-1", func(o *pdftest.Objects) { delete(o.Trailer, "Root") }},
		{"a 6.1.1-b", set("Broken", pRef{Number: 99999}, catalog)},
		{"a 6.1.1-c", set("Parent", pRef{Number: 1}, page)},
		{"a 6.1.3-1", func(o *pdftest.Objects) { delete(o.Trailer, "ID") }},
		{"a 6.1.3-2 ua 7.16-1", func(o *pdftest.Objects) { o.Trailer["Encrypt"] = pDict{} }},
		{"a 6.1.6-a", set("Title", latin("\xFE\xFF\xD8"), info)},
		{"a 6.1.7-3", set("FFilter", pName("FlateDecode"), image)},
		{"a 6.1.7-4", set("Filter", pName("LZWDecode"), image)},
		{"a 6.1.8-1", set("BaseFont", pName("ABCDEF+\xFF"), composite)},
		{"a 6.1.10-1", appendTo("BI /W 1 ID x EI\n")},
		{"a 6.1.12-1", set("Perms", pDict{}, catalog)},
		{"a 6.1.13-1", set("Broken", int64(1)<<40, catalog)},
		{"a 6.1.13-2", set("Broken", 1e39, catalog)},
		{"a 6.1.13-3", set("Broken", latin(strings.Repeat("a", 40000)), catalog)},
		{"a 6.1.13-4", set("Broken", pName(strings.Repeat("a", 128)), catalog)},
		{"a 6.1.13-5", set("Broken", 1e-39, catalog)},
		{"a 6.1.13-8", appendTo(strings.Repeat("q ", 29) + strings.Repeat("Q ", 29))},
		{"a 6.1.13-11", set("TrimBox", pArray{int64(0), int64(0), int64(2), int64(2)}, page)},
		{"a 6.2.2-1", appendTo("/Artifact BMC 1 xy EMC\n")},
		{"a 6.2.2-2", appendTo("/Artifact BMC /Gone gs EMC\n")},
		{"a 6.2.2-a", appendTo("q\n")},
		{"a 6.2.2-b", appendTo("/Artifact BMC BT T* ET EMC\n")},
		{"a 6.2.3-1", func(o *pdftest.Objects) {
			s, _ := o.Resolve(o.Find("Type", pName("OutputIntent"))[0]["DestOutputProfile"]).(*pdftest.Stream)
			s.Raw = append(bytes.Clone(s.Raw[:12]), append([]byte("link"), s.Raw[16:]...)...)
		}},
		{"a 6.2.3-2", func(o *pdftest.Objects) {
			other := pDict{"S": pName("GTS_PDFX"), "DestOutputProfile": pRef{Number: 1}}
			c := o.Find("Type", pName("Catalog"))[0]
			intents, _ := c["OutputIntents"].(pArray)
			c["OutputIntents"] = append(slices.Clone(intents), other)
		}},
		{"a 6.2.3-3", set("DestOutputProfileRef", pDict{}, intent)},
		{"a 6.2.3-a", set("OutputConditionIdentifier", nil, intent)},
		{"a 6.2.4.2-1", func(o *pdftest.Objects) { inner(intent, "DestOutputProfile")(o)["N"] = int64(4) }},
		{"a 6.2.4.3-2 a 6.2.4.3-4 a 6.2.10-2", set("OutputIntents", nil, catalog)},
		{"a 6.2.4.3-3", appendTo("0 0 0 1 k\n")},
		{"a 6.2.4.3-a", func(o *pdftest.Objects) {
			inner(inner(page, "Resources"), "ColorSpace")(o)["DefaultRGB"] = pName("DeviceRGB")
		}},
		{"a 6.2.4.4-1 a 6.1.13-9", func(o *pdftest.Objects) {
			names := pArray{}
			for range 33 {
				names = append(names, pName("x"))
			}
			inner(inner(page, "Resources"), "ColorSpace")(o)["Cs"] = pArray{pName("DeviceN"), names, pName("DeviceRGB"), nil}
		}},
		{"a 6.2.5-1", set("TR", pName("Identity"), state)},
		{"a 6.2.5-2", set("TR2", pName("Identity"), state)},
		{"a 6.2.5-3", set("HTP", pArray{}, state)},
		{"a 6.2.5-4 a 6.2.5-5 a 6.2.5-6", set("HT", pDict{"HalftoneType": int64(6), "HalftoneName": latin("x"), "TransferFunction": pName("Identity")}, state)},
		{"a 6.2.6-1", set("RI", pName("Vivid"), state)},
		{"a 6.2.10-1", set("BM", pName("Glow"), state)},
		{"a 6.2.8-1", set("Alternates", pArray{}, image)},
		{"a 6.2.8-2", set("OPI", pDict{}, image)},
		{"a 6.2.8-3", set("Interpolate", true, image)},
		{"a 6.2.8-a", set("Width", int64(99), image)},
		{"a 6.2.8.3-1", set("Filter", pName("JPXDecode"), image)},
		{"a 6.2.9-1 a 6.2.9-2 ua 7.20-1 ua 7.20-2", func(o *pdftest.Objects) {
			o.Values[900] = &pdftest.Stream{Dict: pDict{"Subtype": pName("Form"), "PS": pDict{}, "Ref": pDict{}}}
		}},
		{"a 6.2.9-3", set("Subtype", pName("PS"), image)},
		{"a 6.2.11.2-1", set("Type", pName("Face"), composite)},
		{"a 6.2.11.2-2", set("Subtype", pName("Type9"), composite)},
		{"a 6.2.11.2-3", set("BaseFont", nil, composite)},
		{"a 6.2.11.2-7", set("Subtype", pName("TTF"), inner(descriptor, "FontFile2"))},
		{"a 6.2.11.2-a", set("Length1", int64(3), inner(descriptor, "FontFile2"))},
		{"a 6.2.11.2-b", set("Flags", int64(36), descriptor)},
		{"a 6.2.11.3-1 ua 7.21.3.1-1", set("CIDSystemInfo", nil, cid)},
		{"a 6.2.11.3-2 ua 7.21.3.2-1", set("CIDToGIDMap", nil, cid)},
		{"a 6.2.11.3-3 ua 7.21.3.3-1", set("Encoding", pName("Own-H"), composite)},
		{"a 6.2.11.3-5 ua 7.21.3.3-3", swap("endcmap", "/Other usecmap endcmap")},
		{"a 6.2.11.3-a", appendTo("/Artifact BMC BT /F1 9 Tf <000001> Tj ET EMC\n")},
		{"a 6.2.11.4-1 ua 7.21.4.1-1", set("FontFile2", nil, descriptor)},
		{"a 6.2.11.4-2 ua 7.21.4.1-2 a 6.2.11.7-1 ua 7.21.7-1", appendTo("/Artifact BMC BT /F1 9 Tf <FFF0> Tj ET EMC\n")},
		{"a 6.2.11.4-4 ua 7.21.4.2-2", func(o *pdftest.Objects) {
			o.Values[900] = &pdftest.Stream{Dict: pDict{}, Raw: []byte{1}}
			descriptor(o)["CIDSet"] = pRef{Number: 900}
		}},
		{"a 6.2.11.5-1 ua 7.21.5-1", set("W", pArray{int64(0), int64(9999), int64(333)}, cid)},
		{"a 6.2.11.7-2 ua 7.21.7-2", swap("<0020>", "<FEFF>")},
		{"a 6.2.11.7-3", swap("<0020>", "<E000>")},
		{"a 6.2.11.7-a", swap("endcodespacerange", "endsomething")},
		{"a 6.2.11.8-1 ua 7.21.8-1", appendTo("/Artifact BMC BT /F1 9 Tf <0000> Tj ET EMC\n")},
		{"a 6.3.1-1 a 6.3.3-1 ua 7.18.1-1", annotation("Sound")},
		{"a 6.3.2-1", set("F", nil, link)},
		{"a 6.3.2-2", set("F", int64(2), link)},
		{"a 6.3.3-2", set("AP", pDict{"D": pDict{}}, link)},
		{"a 6.4.1-1 ua 7.18.4-1 ua 7.18.1-3", annotation("Widget")},
		{"a 6.4.1-3 a 6.4.2-1 ua 7.15-1", set("AcroForm", pDict{"NeedAppearances": true, "XFA": pArray{}}, catalog)},
		{"a 6.4.2-2", set("NeedsRendering", true, catalog)},
		{"a 6.5.1-1", set("S", pName("Launch"), action)},
		{"a 6.5.1-2", func(o *pdftest.Objects) { action(o)["S"], action(o)["N"] = pName("Named"), pName("Print") }},
		{"a 6.5.1-a", set("OpenAction", pArray{}, catalog)},
		{"a 6.5.2-1", set("AA", pDict{}, catalog)},
		{"a 6.5.2-2", set("AA", pDict{}, page)},
		{"a 6.6.2.1-1 ua 7.1-8", set("Metadata", nil, catalog)},
		{"a 6.6.2.1-2", swap("9d\"?>", "9d\" bytes=\"9\"?>")},
		{"a 6.6.2.1-3", swap("9d\"?>", "9d\" encoding=\"x\"?>")},
		{"a 6.6.2.1-4", swap("</rdf:RDF>", "")},
		{"a 6.6.2.1-5", swap("<pdf:Producer>", "<pdf:Producer>\xFF")},
		{"a 6.6.2.3-1", swap("<pdfaSchema:prefix>", "<pdfaSchema:own>x</pdfaSchema:own><pdfaSchema:prefix>")},
		{"a 6.6.2.3-2", func(o *pdftest.Objects) {
			swap("<rdf:Bag><rdf:li rdf:parse", "<rdf:Seq><rdf:li rdf:parse")(o)
			swap("</rdf:Bag></pdfaE", "</rdf:Seq></pdfaE")(o)
		}},
		{"a 6.6.2.3-3", swap("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>", "")},
		{"a 6.6.2.3-4", swap("internal", "inner")},
		{"a 6.6.2.3-7", swap("<pdfuaid:part>", "<pdf:Own>x</pdf:Own><pdfuaid:part>")},
		{"a 6.6.3-a", set("Title", latin("Another"), info)},
		{"a 6.6.4-1", swap("<pdfaid:part>2</pdfaid:part>", "")},
		{"a 6.6.4-2", swap("<pdfaid:part>2", "<pdfaid:part>3")},
		{"a 6.6.4-3", swap("conformance>A", "conformance>B")},
		{"a 6.7.2-1", func(o *pdftest.Objects) { inner(catalog, "MarkInfo")(o)["Marked"] = false }},
		{"a 6.7.3-1", set("StructTreeRoot", nil, catalog)},
		{"a 6.7.3-2 ua 7.1-5", set("S", pName("Own"), role("H1"))},
		{"a 6.7.4-1 ua 7.2-29", set("Lang", latin("svenska språket"), catalog)},
		{"a 6.8-2 a 6.8-5 ua 7.11-1", set("Broken", pDict{"EF": pDict{}}, catalog)},
		{"a 6.9-1 a 6.9-4 ua 7.10-1 ua 7.10-2", set("AS", pArray{}, layers)},
		{"a 6.9-2 a 6.9-3", set("OCProperties", pDict{"OCGs": pArray{pRef{Number: 1}}, "D": pDict{"Name": latin("x"), "Order": pArray{}}, "Configs": pArray{pDict{"Name": latin("x")}}}, catalog)},
		{"a 6.10-1", set("Names", pDict{"AlternatePresentations": pDict{}}, catalog)},
		{"a 6.10-2", set("PresSteps", pDict{}, page)},
		{"a 6.11-1", set("Requirements", pArray{}, catalog)},
		{"ua 5-1", swap("<pdfuaid:part>1</pdfuaid:part>", "")},
		{"ua 5-2", swap("<pdfuaid:part>1", "<pdfuaid:part>2")},
		{"ua 7.1-1", swap("/H1<</MCID 0>>BDC", "/H1<</MCID 0>>BDC /Artifact BMC EMC")},
		{"ua 7.1-2", swap("/H1<</MCID 0>>BDC", "/Artifact BMC /H1<</MCID 0>>BDC EMC")},
		{"ua 7.1-3", appendTo("0 0 9 9 re f\n")},
		{"ua 7.1-4", func(o *pdftest.Objects) { inner(catalog, "MarkInfo")(o)["Suspects"] = true }},
		{"ua 7.1-6", func(o *pdftest.Objects) {
			inner(tree, "RoleMap")(o)["Own"] = pName("Own")
			role("H1")(o)["S"] = pName("Own")
		}},
		{"ua 7.1-7", func(o *pdftest.Objects) { inner(tree, "RoleMap")(o)["P"] = pName("Span") }},
		{"ua 7.1-9", func(o *pdftest.Objects) { swap("<dc:title>", "<dc:rights>")(o); swap("</dc:title>", "</dc:rights>")(o) }},
		{"ua 7.1-10", set("ViewerPreferences", nil, catalog)},
		{"ua 7.1-a", set("P", pRef{Number: 1}, role("H1"))},
		{"ua 7.1-b", appendTo("/H1<</MCID 0>>BDC EMC\n")},
		{"ua 7.1-c", swap("/H1<</MCID 0>>BDC", "/P<</MCID 0>>BDC")},
		{"ua 7.1-d", appendTo("/Artifact BMC BT EMC ET\n")},
		{"ua 7.1-e", swap("/H1<</MCID 0>>BDC", "/H1<</MCID 777>>BDC")},
		{"ua 7.1-f", set("StructParents", int64(77), page)},
		{"ua 7.1-g", set("K", nil, role("H1"))},
		{"ua 7.2-2 ua 7.2-21 ua 7.2-24 ua 7.2-33 ua 7.2-34", set("Lang", nil, catalog)},
		{"ua 7.2-3", set("S", pName("P"), role("TR"))},
		{"ua 7.2-4 ua 7.2-10", set("S", pName("TR"), role("TD"))},
		{"ua 7.2-5 ua 7.2-36", set("S", pName("THead"), role("Sect"))},
		{"ua 7.2-6 ua 7.2-37", set("S", pName("TBody"), role("Sect"))},
		{"ua 7.2-7 ua 7.2-38", set("S", pName("TFoot"), role("Sect"))},
		{"ua 7.2-8", set("S", pName("TH"), role("H1"))},
		{"ua 7.2-9", set("S", pName("TD"), role("H1"))},
		{"ua 7.2-14", set("S", pName("THead"), role("TR"))},
		{"ua 7.2-13", set("S", pName("TFoot"), role("TR"))},
		{"ua 7.2-11", func(o *pdftest.Objects) {
			for _, row := range o.Find("S", pName("TR")) {
				row["S"] = pName("THead")
			}
		}},
		{"ua 7.2-12", func(o *pdftest.Objects) {
			for _, row := range o.Find("S", pName("TR")) {
				row["S"] = pName("TFoot")
			}
		}},
		{"ua 7.2-15", set("A", pDict{"O": pName("Table"), "ColSpan": int64(7)}, role("TD"))},
		{"ua 7.2-17", set("S", pName("LI"), role("H1"))},
		{"ua 7.2-18", set("S", pName("LBody"), role("H1"))},
		{"ua 7.2-19", set("S", pName("P"), role("LI"))},
		{"ua 7.2-20", set("S", pName("P"), role("Lbl"))},
		{"ua 7.2-26", set("S", pName("TOCI"), role("H1"))},
		{"ua 7.2-27", set("S", pName("TOC"), role("Sect"))},
		{"ua 7.2-a", set("S", pName("Caption"), role("H1"))},
		{"ua 7.3-1", set("Alt", nil, role("Figure"))},
		{"ua 7.3-a", set("A", nil, role("Figure"))},
		{"ua 7.4.2-1", set("S", pName("H5"), role("H1"))},
		{"ua 7.4.4-1", func(o *pdftest.Objects) {
			for _, p := range o.Find("S", pName("P")) {
				p["S"] = pName("H")
			}
		}},
		{"ua 7.4.4-2 ua 7.4.4-3", set("S", pName("H"), role("P"))},
		{"ua 7.5-1", set("A", pDict{"O": pName("Table"), "ColSpan": int64(2)}, role("TH"))},
		{"ua 7.5-a", set("S", pName("TD"), role("TH"))},
		{"ua 7.6-a", set("A", nil, role("L"))},
		{"ua 7.7-1", set("S", pName("Formula"), role("P"))},
		{"ua 7.8-a", appendTo("/Artifact <</Type /Pagination>> BDC EMC\n")},
		{"ua 7.9-1", set("ID", nil, role("Note"))},
		{"ua 7.9-2", func(o *pdftest.Objects) { role("P")(o)["ID"] = role("Note")(o)["ID"] }},
		{"ua 7.9-a", set("IDTree", nil, tree)},
		{"ua 7.17-a", set("Count", int64(99), first("Type", pName("Outlines")))},
		{"ua 7.17-b", set("PageLabels", pDict{"Nums": pArray{int64(5), pDict{}}}, catalog)},
		{"ua 7.18-a", set("Rect", pArray{int64(0), int64(0), int64(9), int64(-9)}, link)},
		{"ua 7.18.1-2", func(o *pdftest.Objects) {
			annotation("Text")(o)
			delete(o.Find("Subtype", pName("Text"))[0], "Contents")
		}},
		{"ua 7.18.2-1", annotation("TrapNet")},
		{"ua 7.18.3-1", func(o *pdftest.Objects) {
			for _, p := range o.Find("Type", pName("Page")) {
				delete(p, "Tabs")
			}
		}},
		{"ua 7.18.4-2", set("S", pName("Form"), role("P"))},
		{"ua 7.18.5-1", set("S", pName("Span"), role("Link"))},
		{"ua 7.18.5-2", set("Contents", nil, link)},
		{"ua 7.18.5-a", set("URI", latin("no where"), action)},
		{"ua 7.18.5-b", set("S", pName("Link"), role("H1"))},
		{"ua 7.18.8-1", annotation("PrinterMark")},
	}
	return list
}
