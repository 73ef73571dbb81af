package inspect

import (
	"math"

	"korthet/output/pdf/object"
	"korthet/output/preflight"
)

// page is one page with what its content left on it.
type page struct {
	*inspector
	number             int
	dict               object.Dict
	scale              float64 // points of a unit
	turned             int     // degrees clockwise
	media, trim, bleed box
	hasTrim            bool
	resources          *resources
	grounds            []ground
	edges              edges
	inked              bool // something is printed within the trim
	searches           int  // steps that may still be made among grounds
	sheet              *sheet
}

// inherited are the entries that pages take from the tree above.
func inherited() []object.Name {
	return []object.Name{"MediaBox", "CropBox", "Resources", "Rotate"}
}

// leaves returns the pages in order, each with what it inherits.
func (i *inspector) leaves() []object.Dict {
	type node struct {
		value object.Value
		above object.Dict
		depth int
	}
	var found []object.Dict
	seen := map[int]bool{}
	open := []node{{value: i.catalog.Get("Pages")}}
	for steps := 0; len(open) > 0 && steps < 1<<18; steps++ {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		if ref, ok := n.value.(object.Ref); ok {
			if seen[ref.Number] {
				continue
			}
			seen[ref.Number] = true
		}
		d := i.dict(n.value)
		if d == nil || n.depth > 50 {
			continue
		}
		var passed object.Dict
		for _, name := range inherited() {
			if v := d.Get(name); v != nil {
				passed = append(passed, object.Entry{Key: name, Value: v})
			} else if v := n.above.Get(name); v != nil {
				passed = append(passed, object.Entry{Key: name, Value: v})
			}
		}
		kids := i.array(d.Get("Kids"))
		if kids == nil || i.name(d.Get("Type")) == "Page" {
			if len(found) >= mostPages {
				i.unseen(mostPages+1, "the file has more pages than are looked at")
				return found
			}
			// The page's own entries stand before what it inherits.
			found = append(found, append(d[:len(d):len(d)], passed...))
			continue
		}
		for k := len(kids) - 1; k >= 0; k-- {
			open = append(open, node{kids[k], passed, n.depth + 1})
		}
	}
	return found
}

// page looks at one page.
func (i *inspector) page(dict object.Dict, number int) {
	p := &page{inspector: i, number: number, dict: dict, scale: 1, searches: 4_000_000}
	if unit, ok := i.reader.number(dict.Get("UserUnit")); ok && unit > 0 && unit < 1e4 {
		p.scale = unit
	}
	p.turned = ((i.integer(dict.Get("Rotate"), 0) % 360) + 360) % 360
	if !p.boxes() {
		return
	}
	p.resources = i.resourcesOf(dict.Get("Resources"))
	p.annotations()
	if group := i.dict(dict.Get("Group")); group != nil {
		p.group(group, p.resources, "the page's transparency group")
	}
	if i.dict(dict.Get("SeparationInfo")) != nil {
		i.rule(preflight.Conformance, preflight.Error, "P5", number, "the page is one plate of a separated file").Hint = "export the pages in all inks together"
	}
	p.beginSheet()
	p.paint()
	p.tellPlates()
	p.bleeds()
	if !p.inked {
		f := i.fault(preflight.EmptyPages, preflight.Warning, number, nil, key{}, "nothing is printed on this page")
		f.Hint = "take the page out, or tell the printer that it is meant to be empty"
	}
}

// near is by how much boxes may differ, in points.
const near = 0.05

// ownBox reads a box of the page, scaled to points.
func (p *page) ownBox(name object.Name) (box, bool) {
	b, ok := p.box(p.dict.Get(name))
	if !ok || b.width() <= 0 || b.height() <= 0 {
		return box{}, false
	}
	return box{b.left * p.scale, b.bottom * p.scale, b.right * p.scale, b.top * p.scale}, true
}

// boxes reads the page's boxes and says how they nest. It returns false where
// there is no page to speak of.
func (p *page) boxes() bool {
	var ok bool
	if p.media, ok = p.ownBox("MediaBox"); !ok {
		p.rule(preflight.Boxes, preflight.Error, "P1", p.number, "the page has no MediaBox").Hint = "export it anew"
		p.unseen(p.number, "a page without a size")
		return false
	}
	crop, hasCrop := p.ownBox("CropBox")
	trim, hasTrim := p.ownBox("TrimBox")
	art, hasArt := p.ownBox("ArtBox")
	bleed, hasBleed := p.ownBox("BleedBox")
	p.hasTrim = hasTrim || hasArt
	const export = "export it as PDF/X-4, which says where the page is cut"
	switch {
	case hasTrim && hasArt:
		p.rule(preflight.Boxes, preflight.Error, "P2", p.number, "the page has both a TrimBox and an ArtBox").Hint = export
		p.trim = trim
	case hasTrim:
		p.trim = trim
	case hasArt:
		p.trim = art
	default:
		p.trim = p.media
		if hasCrop {
			p.trim = crop.meet(p.media)
		}
		p.rule(preflight.Boxes, preflight.Error, "P2", p.number, "the page does not say where it is cut: it has no TrimBox; %s is taken for it", sizeOf(p.trim)).Hint = export
	}
	p.bleed = p.trim
	if hasBleed {
		p.bleed = bleed
		if !p.media.holds(bleed, near) {
			p.rule(preflight.Boxes, preflight.Error, "P3", p.number, "the BleedBox goes beyond the MediaBox")
		}
		if hasCrop && !crop.holds(bleed, near) {
			p.rule(preflight.Boxes, preflight.Warning, "P3", p.number, "the CropBox cuts off a part of the BleedBox")
		}
		if p.hasTrim && !bleed.holds(p.trim, near) {
			p.rule(preflight.Boxes, preflight.Error, "P3", p.number, "the TrimBox goes beyond the BleedBox")
		}
	}
	if p.hasTrim {
		if !p.media.holds(p.trim, near) {
			p.rule(preflight.Boxes, preflight.Error, "P3", p.number, "the TrimBox goes beyond the MediaBox")
		}
		if hasCrop && !crop.holds(p.trim, near) {
			p.rule(preflight.Boxes, preflight.Error, "P3", p.number, "the CropBox cuts off a part of the TrimBox")
		}
	}
	if p.number == 1 {
		p.firstTrim = p.trim
	} else if w, h := p.firstTrim.width(), p.firstTrim.height(); math.Abs(w-p.trim.width()) > near || math.Abs(h-p.trim.height()) > near {
		p.rule(preflight.Boxes, preflight.Error, "same-trim", p.number, "the page is %s, page 1 %s", sizeOf(p.trim), sizeOf(p.firstTrim)).Hint = "give all pages one size"
	}
	if !p.hasTrim {
		p.bleed = p.trim // else there would be bleed within what may be the page
	}
	p.bleedBox(hasBleed)
	return true
}

// bleedBox looks whether there is room for the bleed.
func (p *page) bleedBox(has bool) {
	want := pointsOf(p.printer.Bleed)
	if want == 0 {
		return
	}
	room := p.bleed
	if !has {
		room = p.media
	}
	if room.holds(p.trim.grow(want), near) {
		if !has && p.hasTrim {
			p.rule(preflight.Boxes, preflight.Warning, "P4", p.number, "the page has no BleedBox").Hint = "export it with " + millimetres(want) + " of bleed"
		}
		return
	}
	p.edges.noRoom = true
	least := min(p.trim.left-room.left, p.trim.bottom-room.bottom, room.right-p.trim.right, room.top-p.trim.top)
	p.rule(preflight.Bleed, preflight.Error, "P4", p.number, "there is %s of room beyond the trim; the printer asks for %s of bleed", millimetres(max(0, least)), millimetres(want)).Hint = "export it with " + millimetres(want) + " of bleed"
}

func sizeOf(b box) string {
	return trimmed(b.width()*25.4/72, 1) + " × " + trimmed(b.height()*25.4/72, 1) + " mm"
}

// annotations looks for what lies on the page beside its content.
func (p *page) annotations() {
	list := p.array(p.dict.Get("Annots"))
	for _, v := range list[:min(len(list), 10_000)] {
		a := p.dictOf(v)
		kind := p.name(a.Get("Subtype"))
		if a == nil || kind == "PrinterMark" || kind == "TrapNet" {
			continue
		}
		r, ok := p.box(a.Get("Rect"))
		if !ok {
			continue
		}
		r = box{r.left * p.scale, r.bottom * p.scale, r.right * p.scale, r.top * p.scale}
		if common := r.meet(p.bleed); common.empty() || common.area() == 0 && r.area() > 0 {
			continue
		}
		f := p.fault(preflight.Conformance, preflight.Error, p.number, p.place(r), key{what: "A1" + string(kind)}, "a %s lies on the page; none may within the bleed", annotationName(kind))
		f.Rule, f.Hint = "A1", "export it without links, comments and forms"
	}
}

func annotationName(kind object.Name) string {
	switch kind {
	case "Link":
		return "link"
	case "Widget":
		return "form field"
	case "":
		return "annotation without a kind"
	default:
		return "annotation (" + printable(string(kind), 30) + ")"
	}
}

// dictOf is reader.dict; page has a dict of its own.
func (p *page) dictOf(v object.Value) object.Dict { return p.reader.dict(v) }

// paint goes through the page's content.
func (p *page) paint() {
	var data []byte
	contents := p.resolve(p.dict.Get("Contents"))
	parts := object.Array{contents}
	if list, ok := contents.(object.Array); ok {
		parts = list
	}
	if len(parts) > 1<<16 {
		p.unseen(p.number, "a page of more pieces than are looked at")
		parts = parts[:1<<16]
	}
	for _, part := range parts {
		s := p.stream(part)
		if s == nil {
			continue
		}
		piece, rest, err := p.bytes(s, mostStream-int64(len(data)))
		if err != nil || rest.Filter != "" {
			p.unseen(p.number, "a piece of the page's content cannot be unpacked")
		}
		if rest.Filter == "" {
			data = append(append(data, piece...), '\n')
		}
	}
	r := &run{page: p, resources: p.resources}
	r.base = matrix{a: p.scale, d: p.scale}
	r.state = firstState(r.base)
	r.state.clip = p.media
	r.state.group.foreign = r.foreignBlending(p.dictOf(p.dict.Get("Group")))
	if crop, ok := p.ownBox("CropBox"); ok && p.media.holds(crop, near) {
		r.state.clip = crop
	}
	r.content(data)
}
