package pdftest

import (
	"fmt"
	"slices"
	"strings"
)

// marked is a marked content with an MCID.
type marked struct {
	tag     Name
	owner   *element
	text    string // as its codes are read
	paints  int
	around  [4]float64 // what its text and shapes cover, roughly
	covered bool
}

// scope is a marked-content sequence that is open.
type scope struct {
	tag        Name
	artifact   bool // it or one around it
	mark       *marked
	actualText bool // it or one around it, or an element they belong to
	inText     bool
}

// graphics is the part of the graphics state that is judged.
type graphics struct {
	ctm    [6]float64
	font   *font
	size   float64
	mode   int64
	tc, tw float64
	tz     float64
	rise   float64
}

// run interprets a content stream.
type run struct {
	j         *judge
	page      *page
	where     string
	resources Dict
	saved     []graphics
	now       graphics
	scopes    []scope
	text      bool
	tm, line  [6]float64
}

// checkContents runs all pages.
func (j *judge) checkContents() {
	j.fonts = map[Ref]*font{}
	j.spaces = map[Name]bool{}
	for _, p := range j.pages {
		var data []byte
		switch v := j.f.resolve(p.dict["Contents"]).(type) {
		case *Stream:
			data = j.f.decode(v)
		case Array:
			for _, part := range v {
				if stream, ok := j.f.resolve(part).(*Stream); ok {
					data = append(append(data, j.f.decode(stream)...), '\n')
				}
			}
		}
		r := &run{j: j, page: p, where: fmt.Sprintf("page %d", p.index+1), resources: j.f.dict(p.dict["Resources"])}
		r.now = graphics{ctm: [6]float64{1, 0, 0, 1, 0, 0}, tz: 1}
		j.checkResources(r.resources)
		r.stream(data)
		for _, font := range r.resources.fonts(j.f) {
			j.font(font)
		}
		j.checkMarks(p)
	}
	j.checkSpaces()
	for _, v := range j.f.objects {
		if s, ok := v.(*Stream); ok && s.Dict["Subtype"] == Name("Form") {
			j.form(s)
		}
	}
}

func (d Dict) fonts(f *file) []Ref {
	var refs []Ref
	for _, v := range f.dict(d["Font"]) {
		if ref, ok := v.(Ref); ok {
			refs = append(refs, ref)
		}
	}
	slices.SortFunc(refs, func(a, b Ref) int { return a.Number - b.Number })
	return refs
}

// form: our files have no form XObjects; what PDF/A and PDF/UA forbid of them is
// told all the same, and so is that their contents are not read.
func (j *judge) form(s *Stream) {
	if s.Dict["Ref"] != nil {
		j.report("ua 7.20-1", "a form refers to another file")
		j.report("a 6.2.9-2", "a form refers to another file")
	}
	if s.Dict["OPI"] != nil || s.Dict["PS"] != nil || s.Dict["Subtype2"] == Name("PS") {
		j.report("a 6.2.9-1", "a form with PostScript or OPI")
	}
	j.report("ua 7.20-2", "a form, which this judge does not read")
}

func (r *run) stream(data []byte) {
	s := &scanner{data: data, content: true, report: r.j.report}
	var operands []any
	for {
		v, ok := s.next()
		if !ok {
			break
		}
		op, isOperator := v.(operator)
		if !isOperator {
			operands = append(operands, v)
			continue
		}
		if op == "BI" {
			r.j.report("a 6.1.10-1", "%s: an inline image, whose filters this judge does not read", r.where)
			return
		}
		r.operator(string(op), operands)
		operands = operands[:0]
	}
	if len(r.saved) > 0 || len(r.scopes) > 0 || r.text {
		r.j.report("a 6.2.2-a", "%s ends within %d saved states, %d marked contents", r.where, len(r.saved), len(r.scopes))
	}
}

// operators are those of ISO 32000-1, Annex A.
var operators = strings.Fields("b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"") //nolint:gochecknoglobals // a constant table

func (r *run) operator(op string, o []any) {
	j := r.j
	if !slices.Contains(operators, op) {
		j.report("a 6.2.2-1", "%s: the operator %q", r.where, op)
		return
	}
	switch op {
	case "q":
		if r.saved = append(r.saved, r.now); len(r.saved) > 28 {
			j.report("a 6.1.13-8", "%s saves %d states", r.where, len(r.saved))
		}
	case "Q":
		if len(r.saved) == 0 {
			j.report("a 6.2.2-a", "%s restores a state that was not saved", r.where)
			return
		}
		r.now, r.saved = r.saved[len(r.saved)-1], r.saved[:len(r.saved)-1]
	case "cm":
		r.now.ctm = multiply(numbers6(o), r.now.ctm)
	case "BMC", "BDC":
		r.begin(op, o)
	case "EMC":
		r.end()
	case "g", "G":
		j.spaces["DeviceGray"] = true
	case "rg", "RG":
		j.spaces["DeviceRGB"] = true
	case "k", "K":
		j.spaces["DeviceCMYK"] = true
	case "cs", "CS":
		j.space(r.lookup("ColorSpace", o))
	case "gs":
		j.graphicsState(j.f.dict(r.lookup("ExtGState", o)))
	case "ri":
		j.intentName(o[0])
	case "Do":
		r.paint([4]float64{0, 0, 1, 1}, true)
		j.xobject(r.lookup("XObject", o), r.where)
	case "re":
		if len(o) == 4 {
			x, _ := number(o[0])
			y, _ := number(o[1])
			w, _ := number(o[2])
			h, _ := number(o[3])
			r.reach([4]float64{x, y, x + w, y + h})
		}
	case "m", "l":
		if len(o) == 2 {
			x, _ := number(o[0])
			y, _ := number(o[1])
			r.reach([4]float64{x, y, x, y})
		}
	case "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "sh":
		r.paint([4]float64{}, false)
	default:
		r.textOperator(op, o)
	}
}

func (r *run) lookup(kind Name, o []any) any {
	if len(o) == 0 {
		return nil
	}
	name, _ := o[len(o)-1].(Name)
	if kind == "ColorSpace" && slices.Contains([]Name{"DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern"}, name) {
		return name
	}
	v, ok := r.j.f.dict(r.resources[kind])[name]
	if !ok {
		r.j.report("a 6.2.2-2", "%s: there is no /%s %s", r.where, kind, name)
	}
	return v
}

func (r *run) begin(op string, o []any) {
	j := r.j
	var outer scope
	if len(r.scopes) > 0 {
		outer = r.scopes[len(r.scopes)-1]
	}
	now := outer
	now.inText = r.text
	now.tag = ""
	if len(o) > 0 {
		now.tag, _ = o[0].(Name)
	}
	if now.tag == "Artifact" {
		now.artifact = true
		if outer.mark != nil {
			j.report("ua 7.1-1", "%s: an artifact within %s", r.where, outer.mark.tag)
		}
	}
	var properties Dict
	if op == "BDC" && len(o) == 2 {
		properties = j.f.dict(o[1])
		if name, ok := o[1].(Name); ok {
			properties = j.f.dict(j.f.dict(r.resources["Properties"])[name])
		}
		r.properties(properties)
	}
	if now.tag == "Artifact" && properties["Type"] == Name("Pagination") &&
		!slices.Contains([]any{Name("Header"), Name("Footer"), Name("Watermark")}, properties["Subtype"]) {
		j.report("ua 7.8-a", "%s: an artifact of pagination is no header, footer or watermark", r.where)
	}
	if id, ok := properties["MCID"].(int64); ok {
		if outer.artifact || now.artifact {
			j.report("ua 7.1-2", "%s: the content %d within an artifact", r.where, id)
		}
		if outer.mark != nil {
			j.report("ua 7.1-b", "%s: the content %d within another", r.where, id)
		}
		if _, twice := r.page.marks[int(id)]; twice {
			j.report("ua 7.1-b", "%s: two contents %d", r.where, id)
		}
		now.mark = &marked{tag: now.tag, owner: j.tree.byMark[markKey{r.page.ref, int(id)}]}
		r.page.marks[int(id)] = now.mark
		if owner := now.mark.owner; owner != nil {
			if owner.tag != now.tag {
				j.report("ua 7.1-c", "%s: the content %d is tagged %s, its element %s", r.where, id, now.tag, owner.tag)
			}
			now.actualText = now.actualText || owner.hasActualText()
		}
	}
	if _, ok := properties["ActualText"]; ok {
		now.actualText = true
	}
	r.scopes = append(r.scopes, now)
}

// properties judges a property list that stands in the content itself.
func (r *run) properties(d Dict) {
	r.j.dictionary(d, 0)
}

func (r *run) end() {
	if len(r.scopes) == 0 {
		r.j.report("a 6.2.2-a", "%s ends a marked content that is not open", r.where)
		return
	}
	last := r.scopes[len(r.scopes)-1]
	if last.inText != r.text {
		r.j.report("ua 7.1-d", "%s: the marked content %s reaches over a text object's edge", r.where, last.tag)
	}
	r.scopes = r.scopes[:len(r.scopes)-1]
}

func (r *run) scope() scope {
	if len(r.scopes) == 0 {
		return scope{}
	}
	return r.scopes[len(r.scopes)-1]
}

// paint notes that something is shown.
func (r *run) paint(area [4]float64, covers bool) {
	in := r.scope()
	if !in.artifact && (in.mark == nil || in.mark.owner == nil) {
		r.j.report("ua 7.1-3", "%s: something is shown that is neither tagged nor an artifact", r.where)
	}
	if in.mark != nil {
		in.mark.paints++
	}
	if covers {
		r.reach(area)
	}
}

// reach widens what the open content covers.
func (r *run) reach(area [4]float64) {
	in := r.scope()
	if in.mark == nil {
		return
	}
	for _, corner := range [4][2]float64{{area[0], area[1]}, {area[0], area[3]}, {area[2], area[1]}, {area[2], area[3]}} {
		x, y := apply(r.now.ctm, corner[0], corner[1])
		m := in.mark
		if !m.covered {
			m.around, m.covered = [4]float64{x, y, x, y}, true
		}
		m.around = [4]float64{min(m.around[0], x), min(m.around[1], y), max(m.around[2], x), max(m.around[3], y)}
	}
}

// checkMarks: every content of the tree is on its page, and every content of
// the page that has an MCID is in the tree.
func (j *judge) checkMarks(p *page) {
	for id, m := range p.marks {
		if m.owner == nil {
			j.report("ua 7.1-e", "page %d: the content %d belongs to no element", p.index+1, id)
		}
	}
	for key, owner := range j.tree.byMark {
		if key.page == p.ref && p.marks[key.id] == nil {
			j.report("ua 7.1-e", "page %d: the element %s has the content %d, which is not there", p.index+1, owner.tag, key.id)
		}
	}
}
