package pdftest

import (
	"math"
	"slices"
	"strings"
)

func splitTag(tag string) []string { return strings.Split(tag, "-") }

// page is a page of the file.
type page struct {
	ref   Ref
	dict  Dict
	index int
	media [4]float64
	marks map[int]*marked // contents by MCID
}

func (j *judge) checkCatalog() {
	f, c := j.f, j.root
	preferences := f.dict(c["ViewerPreferences"])
	if f.resolve(preferences["DisplayDocTitle"]) != true {
		j.report("ua 7.1-10", "/DisplayDocTitle is not true")
	}
	info := f.dict(c["MarkInfo"])
	if f.resolve(info["Suspects"]) == true {
		j.report("ua 7.1-4", "/Suspects is true")
	}
	if f.resolve(info["Marked"]) != true {
		j.report("a 6.7.2-1", "/Marked is not true")
	}
	if f.dict(c["StructTreeRoot"]) == nil {
		j.report("a 6.7.3-1", "there is no structure tree")
	}
	if f.text(c["Lang"]) == "" {
		for _, rule := range []string{"ua 7.2-2", "ua 7.2-21", "ua 7.2-24", "ua 7.2-33", "ua 7.2-34"} {
			j.report(rule, "the catalogue has no /Lang")
		}
	}
	for key, rule := range map[Name]string{"AA": "a 6.5.2-1", "Requirements": "a 6.11-1", "NeedsRendering": "a 6.4.2-2", "Perms": "a 6.1.12-1", "OpenAction": "a 6.5.1-a"} {
		if _, ok := c[key]; ok {
			j.report(rule, "the catalogue has /%s", key)
		}
	}
	if form := f.dict(c["AcroForm"]); form != nil {
		if f.resolve(form["NeedAppearances"]) == true {
			j.report("a 6.4.1-3", "/NeedAppearances is true")
		}
		if _, ok := form["XFA"]; ok {
			j.report("a 6.4.2-1", "the form has /XFA")
			j.report("ua 7.15-1", "the form has /XFA")
		}
	}
	if _, ok := f.dict(c["Names"])["AlternatePresentations"]; ok {
		j.report("a 6.10-1", "there are alternate presentations")
	}
	j.checkLayers(f.dict(c["OCProperties"]))
}

// checkLayers: optional content.
func (j *judge) checkLayers(properties Dict) {
	if properties == nil {
		return
	}
	names := map[string]bool{}
	for _, v := range append(Array{properties["D"]}, j.f.array(properties["Configs"])...) {
		config := j.f.dict(v)
		name := j.f.text(config["Name"])
		if name == "" {
			j.report("ua 7.10-1", "a configuration of layers has no name")
			j.report("a 6.9-1", "a configuration of layers has no name")
		}
		if names[name] {
			j.report("a 6.9-2", "two configurations of layers are called %q", name)
		}
		names[name] = true
		if _, ok := config["AS"]; ok {
			j.report("ua 7.10-2", "a configuration of layers has /AS")
			j.report("a 6.9-4", "a configuration of layers has /AS")
		}
		if order := j.f.array(config["Order"]); order != nil {
			for _, group := range j.f.array(properties["OCGs"]) {
				if !slices.Contains(order, group) {
					j.report("a 6.9-3", "/Order lacks a layer")
				}
			}
		}
	}
}

// checkIntents: output intents and their profiles.
func (j *judge) checkIntents() {
	var profile any
	for _, v := range j.f.array(j.root["OutputIntents"]) {
		intent := j.f.dict(v)
		if _, ok := intent["DestOutputProfileRef"]; ok {
			j.report("a 6.2.3-3", "an output intent refers to a profile outside the file")
		}
		dest := intent["DestOutputProfile"]
		if dest == nil {
			continue
		}
		if profile != nil && profile != dest {
			j.report("a 6.2.3-2", "the output intents have different profiles")
		}
		profile = dest
		stream, ok := j.f.resolve(dest).(*Stream)
		if !ok {
			j.report("a 6.2.3-1", "the output intent's profile is no stream")
			continue
		}
		icc := readICC(j.f.decode(stream))
		if icc.class != "prtr" && icc.class != "mntr" || !slices.Contains([]string{"RGB ", "CMYK", "GRAY"}, icc.space) || icc.version >= 5 {
			j.report("a 6.2.3-1", "the output intent's profile is of class %q, space %q, version %d", icc.class, icc.space, icc.version)
		}
		if n, _ := stream.Dict["N"].(int64); n != icc.channels() {
			j.report("a 6.2.4.2-1", "a profile of %s has /N %d", icc.space, n)
		}
		if intent["S"] == Name("GTS_PDFA1") {
			j.intent = icc.space
			if j.f.text(intent["OutputConditionIdentifier"]) == "" {
				j.report("a 6.2.3-a", "the output intent has no identifier")
			}
		}
	}
}

// icc is what a profile's header says (ICC.1, 7.2).
type icc struct {
	class, space string
	version      int
}

func readICC(data []byte) icc {
	if len(data) < 128 || string(data[36:40]) != "acsp" {
		return icc{}
	}
	return icc{version: int(data[8]), class: string(data[12:16]), space: string(data[16:20])}
}

func (p icc) channels() int64 {
	return map[string]int64{"GRAY": 1, "RGB ": 3, "Lab ": 3, "CMYK": 4}[p.space]
}

// checkPages reads the page tree.
func (j *judge) checkPages() {
	j.page = map[Ref]*page{}
	j.pageTree(j.root["Pages"], nil, 0)
	if len(j.pages) == 0 {
		j.report("a 6.1.1-1", "there are no pages")
	}
	for _, p := range j.pages {
		for _, key := range []Name{"MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"} {
			if v, ok := p.dict[key]; ok {
				box, whole := j.box(v)
				width, height := math.Abs(box[2]-box[0]), math.Abs(box[3]-box[1])
				if !whole || width < 3 || height < 3 || width > 14400 || height > 14400 {
					j.report("a 6.1.13-11", "page %d has /%s %v", p.index+1, key, v)
				}
			}
		}
		p.media, _ = j.box(p.dict["MediaBox"])
		if _, ok := p.dict["AA"]; ok {
			j.report("a 6.5.2-2", "page %d has /AA", p.index+1)
		}
		if _, ok := p.dict["PresSteps"]; ok {
			j.report("a 6.10-2", "page %d has /PresSteps", p.index+1)
		}
		if len(j.f.array(p.dict["Annots"])) > 0 && j.f.name(p.dict["Tabs"]) != "S" {
			j.report("ua 7.18.3-1", "page %d has annotations, and /Tabs %v", p.index+1, p.dict["Tabs"])
		}
		if _, ok := p.dict["Resources"]; !ok {
			j.report("a 6.2.2-2", "page %d has no resources of its own", p.index+1)
		}
	}
}

func (j *judge) pageTree(v any, parent any, depth int) {
	node := j.f.dict(v)
	ref, _ := v.(Ref)
	if depth > 20 || node == nil {
		j.report("a 6.1.1-1", "the page tree is broken")
		return
	}
	if parent != nil && node["Parent"] != parent {
		j.report("a 6.1.1-c", "object %d of the page tree has another parent", ref.Number)
	}
	if node["Type"] == Name("Page") {
		p := &page{ref: ref, dict: node, index: len(j.pages), marks: map[int]*marked{}}
		j.pages = append(j.pages, p)
		j.page[ref] = p
		return
	}
	before := len(j.pages)
	for _, kid := range j.f.array(node["Kids"]) {
		j.pageTree(kid, v, depth+1)
	}
	if count, _ := node["Count"].(int64); int(count) != len(j.pages)-before {
		j.report("a 6.1.1-c", "a node of the page tree has /Count %d and %d pages", count, len(j.pages)-before)
	}
}

func (j *judge) box(v any) (box [4]float64, whole bool) {
	a := j.f.array(v)
	if len(a) != 4 {
		return box, false
	}
	for i := range a {
		n, ok := number(j.f.resolve(a[i]))
		if !ok {
			return box, false
		}
		box[i] = n
	}
	return box, true
}

// checkAnnotations judges every annotation of every page.
func (j *judge) checkAnnotations() {
	for _, p := range j.pages {
		for _, v := range j.f.array(p.dict["Annots"]) {
			j.annotation(p, v)
		}
	}
}

var annotationTypes = []Name{ //nolint:gochecknoglobals // a constant table
	"Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly",
	"StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Widget", "PrinterMark", "TrapNet", "Watermark", "Redact",
}

func (j *judge) annotation(p *page, v any) {
	a := j.f.dict(v)
	ref, _ := v.(Ref)
	subtype := j.f.name(a["Subtype"])
	if !slices.Contains(annotationTypes, subtype) {
		j.report("a 6.3.1-1", "object %d: an annotation %s", ref.Number, subtype)
	}
	flags, ok := j.f.resolve(a["F"]).(int64)
	if !ok && subtype != "Popup" {
		j.report("a 6.3.2-1", "object %d: an annotation without /F", ref.Number)
	}
	if ok && (flags&(1|2|32|256) != 0 || flags&4 == 0) {
		j.report("a 6.3.2-2", "object %d: an annotation with /F %d", ref.Number, flags)
	}
	rect, whole := j.box(a["Rect"])
	if !whole || rect[0] >= rect[2] || rect[1] >= rect[3] || rect[0] < p.media[0]-1 || rect[1] < p.media[1]-1 || rect[2] > p.media[2]+1 || rect[3] > p.media[3]+1 {
		j.report("ua 7.18-a", "object %d: an annotation at %v, on a page of %v", ref.Number, rect, p.media)
	}
	j.appearance(a, ref, subtype)
	if v := a["P"]; v != nil && v != p.ref {
		j.report("ua 7.18-a", "object %d: an annotation says that it is on another page", ref.Number)
	}
	role, owner := j.annotationOwner(a, ref)
	contents := strings.TrimSpace(j.f.text(a["Contents"]))
	switch subtype {
	case "Link":
		if role != "Link" {
			j.report("ua 7.18.5-1", "object %d: a link within %q", ref.Number, role)
		}
		if contents == "" {
			j.report("ua 7.18.5-2", "object %d: a link without /Contents", ref.Number)
		}
		if uri := j.f.dict(a["A"])["URI"]; a["A"] != nil && j.f.dict(a["A"])["S"] == Name("URI") && !validURI(uri) {
			j.report("ua 7.18.5-a", "object %d: a link to %v", ref.Number, uri)
		}
		if a["A"] == nil && a["Dest"] == nil {
			j.report("ua 7.18.5-a", "object %d: a link to nowhere", ref.Number)
		}
	case "Popup":
	case "Widget":
		if role != "Form" {
			j.report("ua 7.18.4-1", "object %d: a form field within %q", ref.Number, role)
		}
		if a["A"] != nil || a["AA"] != nil {
			j.report("a 6.4.1-1", "object %d: a form field with an action", ref.Number)
		}
		if j.f.text(a["TU"]) == "" && (owner == nil || j.f.text(owner["Alt"]) == "") {
			j.report("ua 7.18.1-3", "object %d: a form field without /TU", ref.Number)
		}
	case "TrapNet":
		j.report("ua 7.18.2-1", "object %d: an annotation TrapNet", ref.Number)
	case "PrinterMark":
		if owner != nil {
			j.report("ua 7.18.8-1", "object %d: a printer's mark in the structure", ref.Number)
		}
	default:
		if role != "Annot" {
			j.report("ua 7.18.1-1", "object %d: an annotation within %q", ref.Number, role)
		}
		if contents == "" && (owner == nil || j.f.text(owner["Alt"]) == "") {
			j.report("ua 7.18.1-2", "object %d: an annotation without /Contents", ref.Number)
		}
	}
}

func (j *judge) appearance(a Dict, ref Ref, subtype Name) {
	look := j.f.dict(a["AP"])
	if look == nil {
		if subtype != "Link" && subtype != "Popup" {
			j.report("a 6.3.3-1", "object %d: an annotation without /AP", ref.Number)
		}
		return
	}
	_, isStream := j.f.resolve(look["N"]).(*Stream)
	if len(look) != 1 || !isStream {
		j.report("a 6.3.3-2", "object %d: an annotation with /AP %v", ref.Number, look)
	}
}

// validURI: seven-bit characters of RFC 3986 behind a scheme.
func validURI(v any) bool {
	s, ok := v.(String)
	scheme, rest, found := strings.Cut(s.Bytes, ":")
	if !ok || !found || scheme == "" || rest == "" {
		return false
	}
	for i := range len(s.Bytes) {
		c := s.Bytes[i]
		if c <= ' ' || c > '~' || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			return false
		}
		if c == '%' && (i+2 >= len(s.Bytes) || !isHexDigit(s.Bytes[i+1]) || !isHexDigit(s.Bytes[i+2])) {
			return false
		}
	}
	return true
}

func isHexDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// checkOutlines follows the bookmarks.
func (j *judge) checkOutlines() {
	outlines := j.f.dict(j.root["Outlines"])
	if outlines == nil {
		return
	}
	if shown := j.bookmarks(outlines, j.root["Outlines"], 0); shown != outlines["Count"] {
		j.report("ua 7.17-a", "the outlines have /Count %v and show %d", outlines["Count"], shown)
	}
}

func (j *judge) bookmarks(parent Dict, parentRef any, depth int) (shown int64) {
	var last, next any = nil, parent["First"]
	for next != nil && depth < 20 {
		item := j.f.dict(next)
		if item["Parent"] != parentRef || item["Prev"] != last || strings.TrimSpace(j.f.text(item["Title"])) == "" {
			j.report("ua 7.17-a", "the bookmark %v has /Parent %v, /Prev %v, title %q", next, item["Parent"], item["Prev"], j.f.text(item["Title"]))
		}
		dest := j.f.array(item["Dest"])
		if len(dest) == 0 {
			j.report("ua 7.17-a", "the bookmark %q leads nowhere", j.f.text(item["Title"]))
		} else if ref, _ := dest[0].(Ref); j.page[ref] == nil {
			j.report("ua 7.17-a", "the bookmark %q leads to no page", j.f.text(item["Title"]))
		}
		below := j.bookmarks(item, next, depth+1)
		if count, _ := item["Count"].(int64); count != below {
			j.report("ua 7.17-a", "the bookmark %q has /Count %d and shows %d", j.f.text(item["Title"]), count, below)
		}
		shown += 1 + below
		last, next = next, item["Next"]
	}
	if parent["Last"] != last {
		j.report("ua 7.17-a", "/Last is %v, not %v", parent["Last"], last)
	}
	return shown
}

// checkLabels: the page labels begin with the first page and rise.
func (j *judge) checkLabels() {
	labels := j.f.dict(j.root["PageLabels"])
	if labels == nil {
		return
	}
	nums := j.f.array(labels["Nums"])
	before := int64(-1)
	for i := 0; i+1 < len(nums); i += 2 {
		n, _ := nums[i].(int64)
		if i == 0 && n != 0 || n <= before || int(n) >= len(j.pages) {
			j.report("ua 7.17-b", "the page labels %v", nums)
		}
		before = n
	}
}
