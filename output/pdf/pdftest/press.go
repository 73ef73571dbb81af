package pdftest

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// PressRules are the rules of PDF/X-4 that JudgePress knows, by their ids in
// output/pdf/PDF_X4.md, with what they ask for.
var PressRules = map[string]string{ //nolint:gochecknoglobals // a constant table
	"file": "the file can be read",
	"F1":   "the header is at most %PDF-1.6, and no later /Version follows",
	"F2":   "the file is not encrypted",
	"F3":   "the trailer has an /ID of two strings",
	"M1":   "the catalogue has XMP metadata, well-formed and not packed",
	"M2":   "GTS_PDFXVersion is PDF/X-4",
	"M3":   "the metadata have a date of creation, of change and of their own",
	"M4":   "the metadata have a title",
	"M5":   "the metadata have DocumentID, VersionID and RenditionClass",
	"M6":   "Trapped is True or False",
	"M7":   "the information dictionary says what the metadata say",
	"O1":   "there is one output intent GTS_PDFX",
	"O2":   "it names the output condition",
	"O3":   "it names the registry, or has the condition in words",
	"O4":   "it has an ICC profile",
	"O5":   "the profile is one of a press, of four inks, up to version 4.2",
	"O6":   "an output intent of PDF/A has the same profile",
	"K1":   "nothing is in colours of RGB that is not managed",
	"K2":   "transparency groups blend in the intent's colours",
	"K3":   "no colours are managed by the intent's own profile",
	"K4":   "one spot colour has one mixture that stands for it",
	"G1":   "no transfer functions",
	"G2":   "no halftones but of types 1 and 5, and no halftone phase",
	"G3":   "rendering intents are the four standard ones",
	"T1":   "all fonts are embedded",
	"P1":   "every page has a MediaBox",
	"P2":   "every page has either a TrimBox or an ArtBox of its own",
	"P3":   "the boxes nest",
	"P4":   "the bleed is as wide as was asked for",
	"P5":   "no separation information",
	"A1":   "no annotations within the bleed",
	"C1":   "no form fields",
	"C2":   "no actions and no JavaScript",
	"C3":   "readers are told to show and to print what lies in the media or the bleed",
	"C4":   "layers have a name, and none switches by itself",
	"S1":   "no stream has its data in another file",
	"S2":   "no filter is LZW or Crypt",
	"S3":   "no PostScript, OPI or references to other files",
	"S4":   "no other picture is printed in the place of one",
}

// JudgePress returns what is wrong with a press file, whose bleed must measure so
// many points: each finding once. None means that it passes every rule of
// PressRules. It has no part in Judge's rules: a press file is neither tagged nor
// for archives.
func JudgePress(data []byte, bleed float64) []Finding {
	p := &pressJudge{j: &judge{}, bleed: bleed}
	p.guard(func() {
		p.f = p.j.open(data)
		p.root = p.f.dict(p.f.trailer["Root"])
	})
	if p.f == nil || p.root == nil {
		p.report("file", "there is no catalogue")
		return p.found
	}
	for _, part := range []func(){p.header, p.metadata, p.intents, p.pages, p.objects, p.contents, p.catalog} {
		p.guard(part)
	}
	return p.found
}

// pressJudge is a judgement of a press file under way.
type pressJudge struct {
	j     *judge // opens the file; what it finds is not asked for
	f     *file
	root  Dict
	bleed float64
	found []Finding

	icc   []byte          // the output intent's
	spots map[Name]string // alternate and tint transform of each
}

func (p *pressJudge) report(rule, format string, args ...any) {
	if _, known := PressRules[rule]; !known {
		panic("pdftest: internal error: there is no rule " + rule)
	}
	finding := Finding{rule, fmt.Sprintf(format, args...)}
	if !slices.Contains(p.found, finding) {
		p.found = append(p.found, finding)
	}
}

// guard runs a part of the judgement. What it cannot read is a finding.
func (p *pressJudge) guard(part func()) {
	defer func() {
		switch problem := recover().(type) {
		case nil:
		case syntaxError:
			p.report("file", "%s", problem.message)
		default:
			panic(problem)
		}
	}()
	part()
}

func (p *pressJudge) header() {
	head := p.f.data[:min(len(p.f.data), 8)]
	if !regexp.MustCompile(`^%PDF-1\.[0-6]$`).Match(head) {
		p.report("F1", "the file begins with %q", head)
	}
	if v := p.f.name(p.root["Version"]); v > "1.6" {
		p.report("F1", "the catalogue has /Version %s", v)
	}
	if _, ok := p.f.trailer["Encrypt"]; ok {
		p.report("F2", "the trailer has /Encrypt")
	}
	id := p.f.array(p.f.trailer["ID"])
	whole := len(id) == 2
	for _, part := range id {
		s, ok := p.f.resolve(part).(String)
		whole = whole && ok && s.Bytes != ""
	}
	if !whole {
		p.report("F3", "/ID is %v", id)
	}
}

// intents judges the output intents.
func (p *pressJudge) intents() {
	var press, archive []Dict
	for _, v := range p.f.array(p.root["OutputIntents"]) {
		switch d := p.f.dict(v); p.f.name(d["S"]) {
		case "GTS_PDFX":
			press = append(press, d)
		case "GTS_PDFA1":
			archive = append(archive, d)
		}
	}
	if len(press) != 1 {
		p.report("O1", "there are %d output intents for printing", len(press))
		return
	}
	intent := press[0]
	if strings.TrimSpace(p.f.text(intent["OutputConditionIdentifier"])) == "" {
		p.report("O2", "the output intent names no condition")
	}
	if p.f.text(intent["RegistryName"]) == "" && p.f.text(intent["Info"]) == "" {
		p.report("O3", "the output intent has neither a registry nor words")
	}
	for _, other := range archive {
		if other["DestOutputProfile"] != intent["DestOutputProfile"] {
			p.report("O6", "the output intent of PDF/A has another profile")
		}
	}
	stream, ok := p.f.resolve(intent["DestOutputProfile"]).(*Stream)
	if !ok {
		p.report("O4", "the output intent has no profile")
		return
	}
	p.icc = p.f.decode(stream)
	switch n := stream.Dict["N"]; {
	case len(p.icc) < 128 || string(p.icc[36:40]) != "acsp":
		p.report("O5", "the profile is none")
	case string(p.icc[12:16]) != "prtr" || string(p.icc[16:20]) != "CMYK":
		p.report("O5", "the profile is of class %q and colours %q", p.icc[12:16], p.icc[16:20])
	case n != int64(4):
		p.report("O5", "the profile of four inks has /N %v", n)
	case p.icc[8] > 4 || p.icc[8] == 4 && p.icc[9]>>4 > 2:
		p.report("O5", "the profile is of version %d.%d", p.icc[8], p.icc[9]>>4)
	}
}

// pages judges the boxes and annotations of each page.
func (p *pressJudge) pages() {
	p.j.f = p.f
	p.j.page = map[Ref]*page{}
	p.j.pageTree(p.root["Pages"], nil, 0)
	if len(p.j.pages) == 0 {
		p.report("file", "there are no pages")
	}
	for i, page := range p.j.pages {
		p.page(i+1, page.dict)
	}
}

// inherited returns what a page has or inherits.
func (p *pressJudge) inherited(d Dict, key Name) any {
	for range 32 {
		if d == nil || d[key] != nil {
			break
		}
		d = p.f.dict(d["Parent"])
	}
	return d[key]
}

func (p *pressJudge) page(number int, d Dict) {
	media, ok := p.j.box(p.inherited(d, "MediaBox"))
	if !ok {
		p.report("P1", "page %d has no MediaBox", number)
		return
	}
	if _, ok := d["SeparationInfo"]; ok {
		p.report("P5", "page %d has /SeparationInfo", number)
	}
	_, hasTrim := d["TrimBox"]
	_, hasArt := d["ArtBox"]
	if hasTrim == hasArt {
		p.report("P2", "page %d: a TrimBox %t, an ArtBox %t", number, hasTrim, hasArt)
		return
	}
	trim, ok := p.j.box(d["TrimBox"])
	if hasArt {
		trim, ok = p.j.box(d["ArtBox"])
	}
	if !ok {
		p.report("P2", "page %d: its trim is no box", number)
		return
	}
	bleed, crop := trim, media
	if b, ok := p.j.box(p.inherited(d, "BleedBox")); ok {
		bleed = b
	}
	if v := p.inherited(d, "CropBox"); v != nil {
		crop, _ = p.j.box(v)
	}
	if !inside(trim, bleed) || !inside(bleed, media) || !inside(bleed, crop) {
		p.report("P3", "page %d: trim %v, bleed %v, crop %v, media %v", number, trim, bleed, crop, media)
	}
	for k, sign := range [...]float64{-1, -1, 1, 1} {
		if width := (bleed[k] - trim[k]) * sign; width < p.bleed-0.01 {
			p.report("P4", "page %d: a bleed is %.3f points wide", number, width)
		}
	}
	for _, v := range p.f.array(d["Annots"]) {
		a := p.f.dict(v)
		kind := p.f.name(a["Subtype"])
		if at, ok := p.j.box(a["Rect"]); !ok || kind != "PrinterMark" && kind != "TrapNet" && meet(at, bleed) {
			p.report("A1", "page %d has an annotation %s within the bleed", number, kind)
		}
	}
}

// inside reports whether a box lies in another, but for rounding.
func inside(a, b [4]float64) bool {
	const near = 0.01
	return a[0] >= b[0]-near && a[1] >= b[1]-near && a[2] <= b[2]+near && a[3] <= b[3]+near
}

func meet(a, b [4]float64) bool {
	return min(a[0], a[2]) < b[2] && min(a[1], a[3]) < b[3] && max(a[0], a[2]) > b[0] && max(a[1], a[3]) > b[1]
}

// catalog judges what the catalogue may not have.
func (p *pressJudge) catalog() {
	if form := p.f.dict(p.root["AcroForm"]); len(p.f.array(form["Fields"])) > 0 || form["XFA"] != nil {
		p.report("C1", "the catalogue has a form with fields")
	}
	for _, key := range []Name{"OpenAction", "AA"} {
		if p.root[key] != nil {
			p.report("C2", "the catalogue has /%s", key)
		}
	}
	if p.f.dict(p.root["Names"])["JavaScript"] != nil {
		p.report("C2", "the catalogue names scripts")
	}
	preferences := p.f.dict(p.root["ViewerPreferences"])
	for _, key := range []Name{"ViewArea", "ViewClip", "PrintArea", "PrintClip"} {
		if v := p.f.name(preferences[key]); v != "" && v != "MediaBox" && v != "BleedBox" {
			p.report("C3", "the catalogue has /%s %s", key, v)
		}
	}
	layers := p.f.dict(p.root["OCProperties"])
	if layers == nil {
		return
	}
	for _, v := range append(Array{layers["D"]}, p.f.array(layers["Configs"])...) {
		d := p.f.dict(v)
		if p.f.text(d["Name"]) == "" || d["AS"] != nil {
			p.report("C4", "a configuration of layers has no /Name, or has /AS")
		}
	}
}

// sorted returns a dictionary's keys in order.
func sorted(d Dict) []Name { return slices.Sorted(maps.Keys(d)) }
