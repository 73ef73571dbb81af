package pdftest

import (
	"slices"
	"strings"
)

// attributes are an element's of one owner (14.7.5).
func (j *judge) attributes(e *element, owner Name) Dict {
	for _, v := range j.kidsOf(e.dict["A"]) {
		if d := j.f.dict(v); j.f.name(d["O"]) == owner {
			return d
		}
	}
	return nil
}

// nesting judges where an element stands and what stands in it (14.8.4, and the
// tables of Matterhorn's checkpoint 09).
func (j *judge) nesting(e *element) {
	parent := Name("StructTreeRoot")
	if e.parent != nil {
		parent = e.parent.role
	}
	within := func(rule string, allowed ...Name) {
		if !slices.Contains(allowed, parent) {
			j.report(rule, "%s (object %d) is within %s", e.role, e.ref.Number, parent)
		}
	}
	holds := func(rule string, allowed ...Name) {
		for _, kid := range e.kids {
			if !slices.Contains(allowed, kid.role) {
				j.report(rule, "%s (object %d) holds %s", e.role, e.ref.Number, kid.role)
			}
		}
	}
	switch e.role {
	case "TR":
		within("ua 7.2-4", "Table", "THead", "TBody", "TFoot")
		holds("ua 7.2-10", "TH", "TD")
	case "THead":
		within("ua 7.2-5", "Table")
		holds("ua 7.2-36", "TR")
	case "TBody":
		within("ua 7.2-6", "Table")
		holds("ua 7.2-37", "TR")
	case "TFoot":
		within("ua 7.2-7", "Table")
		holds("ua 7.2-38", "TR")
	case "TH":
		within("ua 7.2-8", "TR")
	case "TD":
		within("ua 7.2-9", "TR")
	case "Table":
		holds("ua 7.2-3", "TR", "THead", "TBody", "TFoot", "Caption")
		j.table(e)
	case "LI":
		within("ua 7.2-17", "L")
		holds("ua 7.2-20", "Lbl", "LBody")
		j.item(e)
	case "LBody":
		within("ua 7.2-18", "LI")
	case "L":
		holds("ua 7.2-19", "L", "LI", "Caption")
		if n := e.count("Caption"); n > 1 || n == 1 && e.kids[0].role != "Caption" {
			j.report("ua 7.2-19", "a list has a caption that does not begin it")
		}
		j.list(e)
	case "TOCI":
		within("ua 7.2-26", "TOC")
	case "TOC":
		holds("ua 7.2-27", "TOC", "TOCI", "Caption")
	case "Caption":
		within("ua 7.2-a", "Table", "Figure", "L", "TOC", "Formula", "Form")
	case "Lbl":
		within("ua 7.2-a", "LI", "Note", "Caption", "TOCI", "BibEntry")
	case "Document":
		within("ua 7.2-a", "StructTreeRoot")
	}
	j.inline(e)
}

var (
	blocks    = strings.Fields("P H H1 H2 H3 H4 H5 H6 L Table")                                                           //nolint:gochecknoglobals // a constant table
	groups    = strings.Fields("Document Part Art Sect Div BlockQuote TOC Index")                                         //nolint:gochecknoglobals // a constant table
	textually = strings.Fields("P H H1 H2 H3 H4 H5 H6 Span Quote Link Em Strong Lbl Code Reference")                      //nolint:gochecknoglobals // a constant table
	wordless  = strings.Fields("Document Part Art Sect BlockQuote L LI Table THead TBody TFoot TR TOC TOCI Index")        //nolint:gochecknoglobals // a constant table
	needText  = strings.Fields("P H H1 H2 H3 H4 H5 H6 Span Link Lbl LBody Caption Note TH BlockQuote L LI Table TR Sect") //nolint:gochecknoglobals // a constant table
)

// inline: text holds no blocks, groups hold no bare text, nothing that is read
// out is empty.
func (j *judge) inline(e *element) {
	for _, kid := range e.kids {
		if slices.Contains(textually, string(e.role)) && (slices.Contains(blocks, string(kid.role)) || slices.Contains(groups, string(kid.role))) {
			j.report("ua 7.2-a", "%s (object %d) holds %s", e.role, e.ref.Number, kid.role)
		}
	}
	if slices.Contains(wordless, string(e.role)) && len(e.marks) > 0 {
		j.report("ua 7.2-a", "%s (object %d) has text of its own", e.role, e.ref.Number)
	}
	if slices.Contains(needText, string(e.role)) && len(e.kids) == 0 && len(e.marks) == 0 {
		j.report("ua 7.1-g", "%s (object %d) is empty", e.role, e.ref.Number)
	}
}

func (j *judge) item(e *element) {
	if e.count("LBody") != 1 || e.count("Lbl") > 1 || len(e.kids) > 1 && e.kids[0].role != "Lbl" {
		j.report("ua 7.6-a", "a list item (object %d) is not a label and a body", e.ref.Number)
	}
}

// list: its numbering is one of Table 347, and one where there are labels.
func (j *judge) list(e *element) {
	numbering := j.f.name(j.attributes(e, "List")["ListNumbering"])
	if !slices.Contains([]Name{"", "None", "Disc", "Circle", "Square", "Decimal", "UpperRoman", "LowerRoman", "UpperAlpha", "LowerAlpha"}, numbering) {
		j.report("ua 7.6-a", "a list is numbered %q", numbering)
	}
	labels := false
	for _, item := range e.kids {
		labels = labels || item.count("Lbl") > 0
	}
	if labels != (numbering != "" && numbering != "None") {
		j.report("ua 7.6-a", "a list (object %d) has labels: %v, and numbering %q", e.ref.Number, labels, numbering)
	}
}

// cell is a place in a table's grid.
type cell struct {
	e     *element
	scope Name
}

// table judges a table: captions, regularity, heads.
func (j *judge) table(e *element) {
	if n := e.count("Caption"); n > 1 || n == 1 && e.kids[0].role != "Caption" && e.kids[len(e.kids)-1].role != "Caption" {
		j.report("ua 7.2-3", "a table's caption is neither its first nor its last kid")
	}
	if e.count("THead") > 1 {
		j.report("ua 7.2-11", "a table has several THead")
	}
	if e.count("TFoot") > 1 {
		j.report("ua 7.2-12", "a table has several TFoot")
	}
	if e.count("TFoot") > 0 && e.count("TBody") == 0 {
		j.report("ua 7.2-13", "a table has a TFoot and no TBody")
	}
	if e.count("THead") > 0 && e.count("TBody") == 0 {
		j.report("ua 7.2-14", "a table has a THead and no TBody")
	}
	grid, regular := j.grid(e)
	if !regular {
		j.report("ua 7.2-15", "a table (object %d) has rows of different length", e.ref.Number)
		return
	}
	scoped, heads := true, false
	for _, row := range grid {
		for _, c := range row {
			if c.e.role == "TH" {
				heads = true
				scoped = scoped && c.scope != ""
			}
		}
	}
	if !scoped && !j.headed(grid) {
		j.report("ua 7.5-1", "a table (object %d) has head cells without scope", e.ref.Number)
	}
	if !heads {
		j.report("ua 7.5-a", "a table (object %d) has no head cells", e.ref.Number)
	}
	for y, row := range grid {
		for x, c := range row {
			if c.e.role == "TD" && !headOf(grid, y, x) {
				j.report("ua 7.5-a", "a cell (object %d) of a table has no head", c.e.ref.Number)
			}
		}
	}
}

func (j *judge) grid(table *element) ([][]cell, bool) {
	var rows []*element
	for _, kid := range table.kids {
		switch kid.role {
		case "TR":
			rows = append(rows, kid)
		case "THead", "TBody", "TFoot":
			rows = append(rows, kid.kids...)
		}
	}
	grid := make([][]cell, len(rows))
	for y, row := range rows {
		x := 0
		for _, kid := range row.kids {
			attributes := j.attributes(kid, "Table")
			span := func(key Name) int {
				if n, ok := attributes[key].(int64); ok && n > 0 && n < 1000 {
					return int(n)
				}
				return 1
			}
			for x < len(grid[y]) && grid[y][x].e != nil {
				x++
			}
			wide, high := span("ColSpan"), span("RowSpan")
			if y+high > len(rows) {
				return grid, false
			}
			for dy := range high {
				for dx := range wide {
					for len(grid[y+dy]) <= x+dx {
						grid[y+dy] = append(grid[y+dy], cell{})
					}
					if grid[y+dy][x+dx].e != nil {
						return grid, false
					}
					grid[y+dy][x+dx] = cell{kid, j.f.name(attributes["Scope"])}
				}
			}
			x += wide
		}
	}
	for _, row := range grid {
		if len(row) != len(grid[0]) || slices.ContainsFunc(row, func(c cell) bool { return c.e == nil }) {
			return grid, false
		}
	}
	return grid, true
}

// headed reports whether every cell names its heads.
func (j *judge) headed(grid [][]cell) bool {
	for _, row := range grid {
		for _, c := range row {
			if c.e.role == "TD" && len(j.f.array(j.attributes(c.e, "Table")["Headers"])) == 0 {
				return false
			}
		}
	}
	return true
}

// headOf reports whether a cell has a head above it or before it.
func headOf(grid [][]cell, y, x int) bool {
	for up := range y {
		if c := grid[up][x]; c.e.role == "TH" && (c.scope == "Column" || c.scope == "Both") {
			return true
		}
	}
	for left := range x {
		if c := grid[y][left]; c.e.role == "TH" && (c.scope == "Row" || c.scope == "Both") {
			return true
		}
	}
	return false
}

// meaning judges what an element says of itself.
func (j *judge) meaning(e *element) {
	alt, actual := strings.TrimSpace(j.f.text(e.dict["Alt"])), e.dict["ActualText"]
	switch e.role {
	case "Figure":
		if alt == "" && actual == nil {
			j.report("ua 7.3-1", "a figure (object %d) has no /Alt", e.ref.Number)
		}
		j.figure(e)
	case "Formula":
		if alt == "" && actual == nil {
			j.report("ua 7.7-1", "a formula (object %d) has no /Alt", e.ref.Number)
		}
	case "Link":
		if len(e.links) == 0 {
			j.report("ua 7.18.5-b", "a link element (object %d) has no annotation", e.ref.Number)
		}
	case "Form":
		if len(e.links) != 1 || len(e.kids)+len(e.marks) > 0 {
			j.report("ua 7.18.4-2", "a form element (object %d) holds %d fields", e.ref.Number, len(e.links))
		}
	}
}

// figure: it has a box (14.8.5.4.3), on a page.
func (j *judge) figure(e *element) {
	v := j.attributes(e, "Layout")["BBox"]
	box, whole := j.box(v)
	onPage := slices.ContainsFunc(j.pages, func(p *page) bool {
		return box[0] >= p.media[0]-1 && box[1] >= p.media[1]-1 && box[2] <= p.media[2]+1 && box[3] <= p.media[3]+1
	})
	if !whole || box[0] >= box[2] || box[1] >= box[3] || !onPage {
		j.report("ua 7.3-a", "a figure (object %d) has the box %v", e.ref.Number, v)
	}
}
