package pdftest

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
	"time"
)

// renderingIntents are the standard ones.
var renderingIntents = []Name{"AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual"} //nolint:gochecknoglobals // a constant table

// objects goes through all objects for what is forbidden wherever it stands.
func (p *pressJudge) objects() {
	p.spots = map[Name]string{}
	for _, number := range p.f.inOrder() {
		p.walk(p.f.objects[number], number)
	}
}

func (p *pressJudge) walk(v any, number int) {
	switch v := v.(type) {
	case Name:
		if v == "DeviceRGB" || v == "CalRGB" {
			p.report("K1", "object %d has colours of %s", number, v)
		}
	case Array:
		p.space(v, number)
		for _, e := range v {
			p.walk(e, number)
		}
	case Dict:
		p.dictionary(v, number)
	case *Stream:
		p.stream(v, number)
		p.dictionary(v.Dict, number)
	}
}

func (p *pressJudge) stream(s *Stream, number int) {
	for _, key := range []Name{"F", "FFilter", "FDecodeParms"} {
		if _, ok := s.Dict[key]; ok {
			p.report("S1", "object %d has its data elsewhere: /%s", number, key)
		}
	}
	for _, filter := range p.f.filters(s.Dict) {
		if filter == "LZWDecode" || filter == "Crypt" {
			p.report("S2", "object %d has the filter %s", number, filter)
		}
	}
	switch {
	case s.Dict["Subtype"] == Name("PS"), s.Dict["PS"] != nil, s.Dict["OPI"] != nil:
		p.report("S3", "object %d is PostScript or has OPI", number)
	case s.Dict["Subtype"] == Name("Form") && s.Dict["Ref"] != nil:
		p.report("S3", "object %d refers to another file", number)
	}
	for _, v := range p.f.array(s.Dict["Alternates"]) {
		if p.f.resolve(p.f.dict(v)["DefaultForPrinting"]) == true {
			p.report("S4", "object %d has another picture for printing", number)
		}
	}
}

func (p *pressJudge) dictionary(d Dict, number int) {
	for _, key := range sorted(d) {
		p.walk(d[key], number)
	}
	if d["S"] == Name("Transparency") {
		if space := p.f.name(d["CS"]); space != "" && space != "DeviceCMYK" {
			p.report("K2", "object %d blends in %s", number, space)
		}
	}
	switch s := p.f.name(d["S"]); s {
	case "JavaScript", "Launch", "URI", "GoTo", "GoToR", "SubmitForm", "ResetForm", "ImportData", "Named", "Hide", "Rendition":
		p.report("C2", "object %d is an action %s", number, s)
	}
	if d["AA"] != nil {
		p.report("C2", "object %d has /AA", number)
	}
	if intent := p.f.name(d["Intent"]); intent != "" && d["Subtype"] == Name("Image") && !slices.Contains(renderingIntents, intent) {
		p.report("G3", "object %d has the rendering intent %s", number, intent)
	}
	if d["Type"] == Name("ExtGState") {
		p.state(d, number)
	}
	if d["Type"] == Name("Font") {
		p.font(d, number)
	}
}

func (p *pressJudge) state(d Dict, number int) {
	if d["TR"] != nil {
		p.report("G1", "object %d has /TR", number)
	}
	if tr := p.f.resolve(d["TR2"]); tr != nil && tr != Name("Default") {
		p.report("G1", "object %d has /TR2 %v", number, tr)
	}
	if d["HTP"] != nil {
		p.report("G2", "object %d has /HTP", number)
	}
	if halftone := p.f.dict(d["HT"]); halftone != nil {
		if kind := p.f.resolve(halftone["HalftoneType"]); kind != int64(1) && kind != int64(5) {
			p.report("G2", "object %d has a halftone of type %v", number, kind)
		}
	}
	if intent := p.f.name(d["RI"]); intent != "" && !slices.Contains(renderingIntents, intent) {
		p.report("G3", "object %d has the rendering intent %s", number, intent)
	}
}

// font: a composite font's descendant is a font of its own, and Type 3 has its
// glyphs in the file.
func (p *pressJudge) font(d Dict, number int) {
	if kind := d["Subtype"]; kind == Name("Type0") || kind == Name("Type3") {
		return
	}
	descriptor := p.f.dict(d["FontDescriptor"])
	for _, key := range []Name{"FontFile", "FontFile2", "FontFile3"} {
		if s, ok := p.f.resolve(descriptor[key]).(*Stream); ok && len(s.Raw) > 0 {
			return
		}
	}
	p.report("T1", "object %d: the font %s is not embedded", number, p.f.name(d["BaseFont"]))
}

// space judges an array that is a colour space.
func (p *pressJudge) space(v Array, number int) {
	if len(v) < 2 {
		return
	}
	switch p.f.name(v[0]) {
	case "ICCBased":
		if s, ok := p.f.resolve(v[1]).(*Stream); ok && len(p.icc) > 0 && bytes.Equal(p.f.decode(s), p.icc) {
			p.report("K3", "object %d has colours by the intent's own profile", number)
		}
	case "Separation":
		if len(v) < 4 {
			return
		}
		name := p.f.name(v[1])
		mixture := string(p.flat(nil, v[2], 0)) + string(p.flat(nil, v[3], 0))
		if before, ok := p.spots[name]; ok && before != mixture {
			p.report("K4", "object %d: the spot colour %s has two mixtures", number, name)
		}
		p.spots[name] = mixture
	}
}

// flat writes a value with all that it refers to.
func (p *pressJudge) flat(dst []byte, v any, depth int) []byte {
	if depth > 8 {
		return dst
	}
	switch v := p.f.resolve(v).(type) {
	case Array:
		for _, e := range v {
			dst = append(p.flat(dst, e, depth+1), ' ')
		}
		return dst
	case Dict:
		for _, key := range sorted(v) {
			dst = append(p.flat(append(dst, key...), v[key], depth+1), ' ')
		}
		return dst
	case *Stream:
		return append(p.flat(dst, v.Dict, depth+1), v.Raw...)
	default:
		return appendValue(dst, v)
	}
}

// contents reads the operators of pages and forms.
func (p *pressJudge) contents() {
	for _, page := range p.j.pages {
		switch v := p.f.resolve(page.dict["Contents"]).(type) {
		case *Stream:
			p.operators(v)
		case Array:
			for _, part := range v {
				if s, ok := p.f.resolve(part).(*Stream); ok {
					p.operators(s)
				}
			}
		}
	}
	for _, number := range p.f.inOrder() {
		if s, ok := p.f.objects[number].(*Stream); ok && (s.Dict["Subtype"] == Name("Form") || s.Dict["PatternType"] == int64(1)) {
			p.operators(s)
		}
	}
}

func (p *pressJudge) operators(stream *Stream) {
	s := &scanner{data: p.f.decode(stream), content: true, report: func(string, string, ...any) {}}
	var operands []any
	for {
		v, ok := s.next()
		if !ok {
			return
		}
		op, isOperator := v.(operator)
		if !isOperator {
			operands = append(operands, v)
			continue
		}
		switch op {
		case "rg", "RG":
			p.report("K1", "a content has the operator %s", op)
		case "cs", "CS":
			if len(operands) > 0 && (operands[0] == Name("DeviceRGB") || operands[0] == Name("CalRGB")) {
				p.report("K1", "a content has colours of %v", operands[0])
			}
		case "ri":
			if name, ok := operands[0].(Name); !ok || !slices.Contains(renderingIntents, name) {
				p.report("G3", "a content has the rendering intent %v", operands)
			}
		}
		operands = operands[:0]
	}
}

const pdfxSpace = "http://www.npes.org/pdfx/ns/id/"

// metadata judges the XMP packet and what the information dictionary repeats of
// it.
func (p *pressJudge) metadata() {
	stream, ok := p.f.resolve(p.root["Metadata"]).(*Stream)
	if !ok || len(p.f.filters(stream.Dict)) > 0 {
		p.report("M1", "there are no metadata, or they are packed")
		return
	}
	root, err := parseXML(stream.Raw)
	if err != nil {
		p.report("M1", "the metadata are no XML: %v", err)
		return
	}
	value := func(space, local string) string { return valueIn(root, xml.Name{Space: space, Local: local}) }
	if v := value(pdfxSpace, "GTS_PDFXVersion"); v != "PDF/X-4" {
		p.report("M2", "the version is %q", v)
	}
	for _, key := range []string{"CreateDate", "ModifyDate", "MetadataDate"} {
		if _, err := time.Parse(time.RFC3339, value(xmpSpace, key)); err != nil {
			p.report("M3", "%s is %q", key, value(xmpSpace, key))
		}
	}
	if value(dcSpace, "title") == "" {
		p.report("M4", "there is no title")
	}
	for _, key := range []string{"DocumentID", "VersionID", "RenditionClass"} {
		if value(mmSpace, key) == "" {
			p.report("M5", "there is no %s", key)
		}
	}
	trapped := value(pdfSpace, "Trapped")
	if trapped != "True" && trapped != "False" {
		p.report("M6", "Trapped is %q", trapped)
	}
	p.information(value, trapped)
}

func (p *pressJudge) information(value func(space, local string) string, trapped string) {
	info := p.f.dict(p.f.trailer["Info"])
	for _, pair := range []struct {
		key          Name
		space, local string
	}{
		{"Title", dcSpace, "title"},
		{"Author", dcSpace, "creator"},
		{"Subject", dcSpace, "description"},
		{"Producer", pdfSpace, "Producer"},
		{"Creator", xmpSpace, "CreatorTool"},
		{"Keywords", pdfSpace, "Keywords"},
	} {
		if got := p.f.text(info[pair.key]); got != value(pair.space, pair.local) {
			p.report("M7", "/%s is %q, the metadata have %q", pair.key, got, value(pair.space, pair.local))
		}
	}
	for key, local := range map[Name]string{"CreationDate": "CreateDate", "ModDate": "ModifyDate"} {
		if !sameTime(p.f.text(info[key]), value(xmpSpace, local)) {
			p.report("M7", "/%s is %q, the metadata have %q", key, p.f.text(info[key]), value(xmpSpace, local))
		}
	}
	if got := p.f.name(info["Trapped"]); string(got) != trapped {
		p.report("M7", "/Trapped is %s, the metadata have %q", got, trapped)
	}
}

// sameTime compares a date of PDF (7.9.4) with one of XMP.
func sameTime(written, xmp string) bool {
	want, err := time.Parse(time.RFC3339, xmp)
	if err != nil {
		return false
	}
	plain := strings.NewReplacer("D:", "", "'", "", "Z", "+0000").Replace(written)
	got, err := time.Parse("20060102150405-0700", plain)
	return err == nil && got.Equal(want)
}

// valueIn is the text of a property, or of the first item of its list; "" where
// there is none.
func valueIn(n *node, name xml.Name) string {
	if v, ok := n.attr(name.Space, name.Local); ok {
		return v
	}
	if n.name == name {
		return strings.TrimSpace(firstText(n))
	}
	for _, kid := range n.kids {
		if v := valueIn(kid, name); v != "" {
			return v
		}
	}
	return ""
}

func firstText(n *node) string {
	if strings.TrimSpace(n.text) != "" {
		return n.text
	}
	for _, kid := range n.kids {
		if text := firstText(kid); text != "" {
			return text
		}
	}
	return ""
}
