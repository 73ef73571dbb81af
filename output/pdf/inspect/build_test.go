package inspect_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"korthet/output/colour"
	"korthet/output/pdf/inspect"
	"korthet/output/pdf/object"
	"korthet/output/preflight"
	"korthet/output/press"
)

// job is a file to build: a clean PDF/X-4 of one page of 200 × 200 pt with 3 mm
// of bleed, with what a test changes about it.
type job struct {
	content   string            // of the page
	resources string            // entries of the resources beside the font F1
	page      string            // entries of the page, before the usual ones
	catalog   string            // entries of the catalogue, before the usual ones
	objects   []string          // further objects, from number 10 on; "<<dict>>stream\nbytes" for streams
	replace   map[string]string // in the finished file, before the cross-references
	version   string
	noFont    bool // F1 is not embedded
	intent    string
	xmp       func(string) string
	info      string
	trailer   string
}

const xmpPacket = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:mm="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdf:Trapped="False">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A page</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2026-01-31T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2026-01-31T00:00:00Z</xmp:ModifyDate><xmp:MetadataDate>2026-01-31T00:00:00Z</xmp:MetadataDate>
<mm:DocumentID>uuid:1</mm:DocumentID><mm:VersionID>1</mm:VersionID><mm:RenditionClass>default</mm:RenditionClass>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`

// cleanContent is black text that overprints, and an area that bleeds.
const cleanContent = `0.2 0 0 0 k -8.504 150 216.91 58.504 re f
/GS1 gs 0 0 0 1 k BT /F1 10 Tf 30 100 Td (Hello) Tj ET`

const cleanResources = `/ExtGState<</GS1<</Type/ExtGState/OP true/op true/OPM 1>>>>`

func (j job) build(t testing.TB) []byte {
	t.Helper()
	if j.content == "" {
		j.content = cleanContent
	}
	if j.resources == "" {
		j.resources = cleanResources
	}
	if j.version == "" {
		j.version = "1.6"
	}
	xmp := xmpPacket
	if j.xmp != nil {
		xmp = j.xmp(xmp)
	}
	program := "/FontFile2 8 0 R"
	if j.noFont {
		program = ""
	}
	if j.intent == "" {
		j.intent = "<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier(FOGRA39)/RegistryName(http://www.color.org)/DestOutputProfile 9 0 R>>"
	}
	icc := object.Deflate(colour.FOGRA39())
	objects := []string{
		"<<" + j.catalog + "/Type/Catalog/Pages 2 0 R/Metadata 4 0 R/OutputIntents[" + j.intent + "]>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[-20 -20 220 220]>>",
		"<<" + j.page + "/Type/Page/Parent 2 0 R/TrimBox[0 0 200 200]/BleedBox[-8.504 -8.504 208.504 208.504]/Contents 5 0 R/Resources 6 0 R>>",
		"<</Type/Metadata/Subtype/XML>>stream\n" + xmp,
		"<<>>stream\n" + j.content,
		"<<" + j.resources + "/Font<</F1 7 0 R>>>>",
		"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Test/Encoding/WinAnsiEncoding/FirstChar 32/Widths[250]/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+Test/Flags 32" + program + ">>>>",
		"<</Length1 4>>stream\nfont",
		"<</N 4/Filter/FlateDecode>>stream\n" + string(icc.Packed),
	}
	objects = append(objects, j.objects...)
	var out bytes.Buffer
	fmt.Fprintf(&out, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", j.version)
	var places []int
	for k, o := range objects {
		for from, to := range j.replace {
			o = strings.ReplaceAll(o, from, to)
		}
		places = append(places, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n", k+1)
		if dict, data, ok := strings.Cut(o, ">>stream\n"); ok {
			fmt.Fprintf(&out, "%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
		} else {
			out.WriteString(o)
		}
		out.WriteString("\nendobj\n")
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, p := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", p)
	}
	id := "/ID[<00><00>]"
	if j.trailer != "" {
		id = j.trailer
	}
	if j.info != "" {
		id += "/Info<<" + j.info + ">>"
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, id, xref)
	return out.Bytes()
}

// look inspects a file by the built-in printer.
func look(t testing.TB, data []byte, change func(*press.Profile)) preflight.Report {
	t.Helper()
	printer, ok := press.Builtin(press.Default)
	if !ok {
		t.Fatal("no built-in printer")
	}
	if change != nil {
		change(&printer)
	}
	report := inspect.File(data, &printer)
	for _, check := range preflight.Checks() {
		if len(report.Of(check)) == 0 {
			t.Errorf("the check %s has no verdict", check)
		}
	}
	return report
}

// describe writes verdicts for failing tests.
func describe(r *preflight.Report, atLeast preflight.Status) string {
	var out strings.Builder
	for _, v := range r.Verdicts {
		if v.Status >= atLeast {
			fmt.Fprintf(&out, "\n  %s %s %s page %d %v: %s", v.Status, v.Check, v.Rule, v.Page, v.Place, v.Message)
		}
	}
	return out.String()
}
