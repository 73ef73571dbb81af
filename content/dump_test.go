package content_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"korthet/content"
)

// dump returns an edition as text, one field or piece a line.
func dump(e *content.Edition) string {
	if e == nil {
		return "no edition\n"
	}
	var d dumper
	d.line("edition %s of %s language %s pages %d # %s", e.ID, e.Publication, e.Language, e.Pages, place(e.PagesPos))
	d.text("format", e.Format)
	if e.Date != "" {
		d.line("date %s", e.Date)
	}
	d.text("author", e.Author)
	d.text("subject", e.Subject)
	d.text("publisher", e.Publisher)
	d.texts("keyword", e.Keywords)
	d.texts("target", e.Targets)
	d.line("title")
	d.inlines(e.Front.Title)
	if len(e.Front.Motto) > 0 {
		d.line("motto")
		d.inlines(e.Front.Motto)
	}
	d.text("image", e.Front.Image)
	d.text("alt", e.Front.Alt)
	if len(e.Front.Colophon) > 0 {
		d.line("colophon")
		d.blocks(e.Front.Colophon)
	}
	d.sections(e.Sections)
	if o := e.Office; o != nil {
		d.line("office%s # %s", word(" language", o.Language), place(o.Pos))
		d.depth++
		d.text("name", o.Name)
		d.text("organisation", o.Organisation)
		d.texts("address", o.Address)
		d.text("country", o.Country)
		for _, p := range o.Phone {
			d.text("phone", p.Number)
			d.text("phone label", p.Label)
		}
		d.texts("fax", o.Fax)
		d.texts("email", o.Email)
		d.texts("web", o.Web)
		d.text("map", o.Map)
		if o.MapCode {
			d.line("map code")
		}
		d.texts("hours", o.Hours)
		for _, field := range []string{"phone", "fax", "email", "web", "map", "hours"} {
			d.text("label "+field, o.Labels[field])
		}
		d.depth--
	}
	if t := e.Theme; t != nil {
		d.line("theme # %s", place(t.Pos))
		d.theme(t)
	}
	if p := e.Printer; p != nil {
		d.line("printer %s # %s", p.Name, place(p.Pos))
		d.depth++
		d.group("printer", reflect.ValueOf(*p))
		d.depth--
	}
	return d.String()
}

// dumper writes lines with indentation.
type dumper struct {
	strings.Builder
	depth int
}

func (d *dumper) line(format string, args ...any) {
	d.WriteString(strings.Repeat("  ", d.depth))
	fmt.Fprintf(&d.Builder, format+"\n", args...)
}

// place returns a place with its path.
func place(p content.Pos) string {
	if p.Path == "" {
		return p.String()
	}
	return p.String() + " " + p.Path
}

func word(name, value string) string {
	if value == "" {
		return ""
	}
	return name + " " + value
}

func (d *dumper) text(name string, t content.Text) {
	if t.Given() {
		d.line("%s %q # %s", name, t.Value, place(t.Pos))
	}
}

func (d *dumper) texts(name string, list []content.Text) {
	for _, t := range list {
		d.text(name, t)
	}
}

func (d *dumper) inlines(in content.Inlines) {
	d.depth++
	defer func() { d.depth-- }()
	for _, piece := range in {
		looks := ""
		if piece.Emphasis {
			looks += " emphasis"
		}
		if piece.Strong {
			looks += " strong"
		}
		if piece.Code {
			looks += " code"
		}
		looks += word(" language", piece.Language)
		if piece.Link != nil {
			looks += fmt.Sprintf(" link %s %q", piece.Link.URI, piece.Link.Title)
		}
		if piece.Break {
			d.line("break # %s", piece.Pos)
			continue
		}
		d.line("%q%s # %s", piece.Text, looks, piece.Pos)
	}
}

func (d *dumper) info(kind string, i content.BlockInfo) {
	optional := ""
	if i.Optional {
		optional = " optional"
	}
	d.line("%s%s%s%s # %s", kind, word(" id", i.ID), word(" language", i.Language), optional, place(i.Pos))
}

func (d *dumper) blocks(blocks []content.Block) {
	d.depth++
	defer func() { d.depth-- }()
	for _, b := range blocks {
		switch b := b.(type) {
		case *content.Paragraph:
			d.info("paragraph", b.BlockInfo)
			d.inlines(b.Text)
		case *content.Heading:
			d.info(fmt.Sprintf("heading %d", b.Level), b.BlockInfo)
			d.inlines(b.Text)
		case *content.Quote:
			d.info("quote", b.BlockInfo)
			d.blocks(b.Blocks)
		case *content.List:
			kind := "list"
			if b.Ordered {
				kind = fmt.Sprintf("list from %d", b.Start)
			}
			d.info(kind, b.BlockInfo)
			d.depth++
			for _, item := range b.Items {
				d.info("item", item.BlockInfo)
				d.blocks(item.Blocks)
			}
			d.depth--
		default:
			d.inset(b)
		}
	}
}

// inset writes a block that is not running text.
func (d *dumper) inset(b content.Block) {
	flags := func(kind string, on map[string]bool) string {
		for _, flag := range sortedKeys(on) {
			if on[flag] {
				kind += " " + flag
			}
		}
		return kind
	}
	part := func(name string, in content.Inlines) {
		if len(in) > 0 {
			d.line("%s", name)
			d.inlines(in)
		}
	}
	d.info(flags(map[string]string{
		"*content.Figure": "figure", "*content.Table": "table", "*content.PullQuote": "pull quote", "*content.Box": "box",
		"*content.Facts": "facts", "*content.QR": "qr", "*content.Note": "note",
	}[fmt.Sprintf("%T", b)], insetFlags(b)), *b.Info())
	d.depth++
	defer func() { d.depth-- }()
	switch b := b.(type) {
	case *content.Figure:
		d.text("image", b.Image)
		d.text("alt", b.Alt)
		part("caption", b.Caption)
		part("credit", b.Credit)
		d.length("height", b.Height)
	case *content.Table:
		part("caption", b.Caption)
		for _, c := range b.Columns {
			d.line("column%s # %s", word(" align", c.Align.Value), place(c.Pos))
			d.inlines(c.Head)
		}
		for _, row := range b.Rows {
			d.line("row # %s", place(row.Pos))
			d.depth++
			for _, cell := range row.Cells {
				d.line("cell")
				d.inlines(cell)
			}
			d.depth--
		}
	case *content.PullQuote:
		d.inlines(b.Text)
		part("by", b.By)
	case *content.Box:
		part("title", b.Title)
		d.text("colour", b.Colour)
		d.blocks(b.Blocks)
	case *content.Facts:
		for _, fact := range b.Facts {
			d.line("fact # %s", place(fact.Pos))
			d.inlines(fact.Number)
			d.inlines(fact.Label)
		}
	case *content.QR:
		d.text("uri", b.URI)
		part("label", b.Label)
		d.text("alt", b.Alt)
		d.length("size", b.Size)
	case *content.Note:
		d.blocks(b.Blocks)
	default:
		d.line("unknown %T", b)
	}
}

// insetFlags returns what is on or off in a block.
func insetFlags(b content.Block) map[string]bool {
	switch b := b.(type) {
	case *content.Figure:
		return map[string]bool{"decorative": b.Decorative, "wide": b.Wide}
	case *content.Table:
		return map[string]bool{"row-heads": b.RowHeads, "wide": b.Wide}
	case *content.Box:
		return map[string]bool{"keep": b.Keep}
	case *content.Facts:
		return map[string]bool{"wide": b.Wide}
	}
	return nil
}

func (d *dumper) sections(list []*content.Section) {
	for _, s := range list {
		d.line("section %s%s # %s", s.ID, word(" language", s.Language), place(s.Pos))
		d.inlines(s.Title)
		d.blocks(s.Blocks)
		d.depth++
		d.sections(s.Sections)
		d.depth--
	}
}

func (d *dumper) length(name string, l content.Length) {
	if l.Given() {
		d.line("%s %d/1000 %s # %s", name, l.Thousandths, l.Unit, place(l.Pos))
	}
}

func (d *dumper) number(name string, n content.Number) {
	if n.Given() {
		d.line("%s %d/1000 # %s", name, n.Thousandths, place(n.Pos))
	}
}

func (d *dumper) theme(t *content.Theme) {
	d.depth++
	defer func() { d.depth-- }()
	d.length("margin top", t.Page.Margins.Top)
	d.length("margin bottom", t.Page.Margins.Bottom)
	d.length("margin start", t.Page.Margins.Start)
	d.length("margin end", t.Page.Margins.End)
	if n := t.Page.Columns; n.Given() {
		d.line("columns %d # %s", n.Value, place(n.Pos))
	}
	d.length("gutter", t.Page.Gutter)
	d.length("grid", t.Grid)
	for _, name := range sortedKeys(t.Faces) {
		d.text("face "+name, t.Faces[name].Family)
		d.texts("face "+name+" fallback", t.Faces[name].Fallbacks)
	}
	for _, name := range sortedKeys(t.Colours) {
		c := t.Colours[name]
		for _, n := range c.CMYK {
			d.number("colour "+name, n)
		}
		d.text("colour "+name+" rgb", c.RGB)
		d.text("colour "+name+" spot", c.Spot)
	}
	for _, name := range sortedKeys(t.Styles) {
		s := t.Styles[name]
		d.text("style "+name+" face", s.Face)
		d.text("style "+name+" weight", s.Weight)
		if s.Italic.Given() {
			d.line("style %s italic %t # %s", name, s.Italic.Value, place(s.Italic.Pos))
		}
		d.length("style "+name+" size", s.Size)
		d.length("style "+name+" leading", s.Leading)
		d.texts("style "+name+" feature", s.Features)
		d.number("style "+name+" space before", s.SpaceBefore)
	}
	d.text("base", t.Base)
	d.group("fit", reflect.ValueOf(t.Fit))
	d.group("front", reflect.ValueOf(t.Front))
	d.group("running", reflect.ValueOf(t.Running))
	d.group("box", reflect.ValueOf(t.Box))
	d.group("table", reflect.ValueOf(t.Table))
	d.group("contact", reflect.ValueOf(t.Contact))
	d.text("paragraphs", t.Text.Paragraphs)
	for _, name := range sortedKeys(t.Text.Typography) {
		f := t.Text.Typography[name]
		d.line("typography %s %t # %s", name, f.Value, place(f.Pos))
	}
}

// group writes the fields of a part of the theme.
func (d *dumper) group(name string, v reflect.Value) {
	for i := range v.NumField() {
		own := name + " " + v.Type().Field(i).Tag.Get("yaml")
		switch field := v.Field(i).Interface().(type) {
		case content.Pos, string:
		case []content.Number:
			for _, n := range field {
				d.number(own, n)
			}
		case content.Text:
			d.text(own, field)
		case []content.Text:
			d.texts(own, field)
		case content.Length:
			d.length(own, field)
		case content.Number:
			d.number(own, field)
		case content.Integer:
			if field.Given() {
				d.line("%s %d # %s", own, field.Value, place(field.Pos))
			}
		case content.Flag:
			if field.Given() {
				d.line("%s %t # %s", own, field.Value, place(field.Pos))
			}
		default:
			d.group(own, v.Field(i))
		}
	}
}

func sortedKeys[T any](m map[string]T) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
