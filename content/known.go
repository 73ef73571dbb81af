package content

// Choice is one of the words that a field may have.
type Choice struct {
	Name string
	Doc  string // one sentence for reports, schemas and documentation
}

// Formats returns the paper formats that a publication may have, in the order
// in which they are told.
func Formats() []Choice {
	return []Choice{{"a4", "Flat A4 leaves, 210 by 297 mm, upright."}}
}

// Targets returns what an edition may be written as, in the order in which they
// are told.
func Targets() []Choice {
	return []Choice{
		{"screen", "A PDF to read on a screen, tagged and with live links."},
		{"html", "A web page in one file."},
		{"print", "A PDF/X-4 for the press, as the printer's profile asks for it."},
		{"proof", "Pictures of the press file's plates and of its total ink, as PNG."},
	}
}

// Themes returns the built-in themes, the one that others start from unless
// they say otherwise first.
func Themes() []Choice {
	return []Choice{
		{"sober", "Black text and one colour, rules and white space."},
		{"bold", "Large heads, a colour plane behind the title."},
		{"airy", "Open leading, wide margins, light heads."},
	}
}

// Printers returns the built-in printer profiles, the one that others start from
// unless they say otherwise first.
func Printers() []Choice {
	return []Choice{
		{"sheetfed-coated-fogra39", "Sheets of coated paper, by FOGRA39."},
		{"uncoated-fogra29", "Uncoated paper, by FOGRA29."},
		{"uncoated-fogra47", "Uncoated paper, by FOGRA47, the successor of FOGRA29."},
	}
}

// BuiltinICC returns the output conditions whose ICC profiles are built in.
func BuiltinICC() []string { return []string{"FOGRA39", "FOGRA29", "FOGRA47"} }

// Levers returns what copyfitting may change, in the order in which it does
// where the theme gives none.
func Levers() []Choice {
	return []Choice{
		{"leading", "The leading, and with it the grid."},
		{"spacing", "More white between sections."},
		{"title", "More white around the title."},
		{"size", "The size of the type."},
		{"gutter", "The white between columns."},
		{"tracking", "The body's letters a trifle nearer or wider."},
		{"images", "The height of figures."},
		{"optional", "Blocks marked optional are left out, the last first."},
	}
}

// Aligns returns how the cells of a table's column may stand.
func Aligns() []Choice {
	return []Choice{
		{"start", "From the column's start on."},
		{"centre", "In the middle."},
		{"end", "Against the column's end."},
		{"decimal", "Decimal sign below decimal sign."},
	}
}

// Faces returns the names that a theme's faces have.
func Faces() []Choice {
	return []Choice{{"text", "Running text."}, {"heads", "Heads, tables and the contact block."}}
}

// Colours returns the names of the colours that every theme has.
func Colours() []Choice {
	return []Choice{
		{"text", "The text."},
		{"brand", "The publisher's colour: heads, rules and links."},
		{"muted", "What stands back: captions, the colophon."},
		{"tint", "Grounds behind text."},
		{"paper", "The paper's white, for text on a plane."},
	}
}

// Styles returns the names of the styles that every theme has, in the order in
// which they stand in a leaflet.
func Styles() []Choice {
	return []Choice{
		{"title", "The publication's title."},
		{"motto", "The line below the title."},
		{"section", "The head of a section."},
		{"subsection", "The head of a section below another, and heads in a text."},
		{"body", "Running text."},
		{"list", "The items of lists."},
		{"quote", "Quotations."},
		{"table", "The cells of tables."},
		{"table-head", "The heads of tables."},
		{"caption", "What stands below a figure or above a table."},
		{"credit", "Who made a figure."},
		{"pull-quote", "A sentence set large to catch the eye."},
		{"pull-quote-by", "Who said it."},
		{"box", "The text in boxes."},
		{"box-title", "The head of a box."},
		{"fact-number", "A number set large."},
		{"fact-label", "What the number counts."},
		{"note", "Remarks in small type."},
		{"contact", "The contact block."},
		{"contact-name", "The head of the contact block."},
		{"contact-label", "The words before its numbers and addresses."},
		{"colophon", "Who made the publication, and of what."},
		{"running", "The running head and foot."},
		{"folio", "The page number that stands alone."},
	}
}

// textAligns returns how the lines of a text may stand in their column.
func textAligns() []Choice {
	return []Choice{
		{"justify", "Both edges straight."},
		{"start", "Ragged at their ends."},
		{"centre", "In the middle."},
		{"end", "Ragged at their beginnings."},
	}
}

// paragraphMarks returns how paragraphs may be told apart.
func paragraphMarks() []Choice {
	return []Choice{{"indent", "The first line is indented."}, {"space", "There is white between them."}}
}

// numberForms returns how telephone numbers may stand.
func numberForms() []Choice {
	return []Choice{
		{"as-typed", "As the office's file has them."},
		{"international", "For callers from anywhere: +46 8 465 004 00."},
		{"national", "Those of the country that `code` in the office's address names as they are written there: 08-465 004 00; others as for callers from anywhere."},
	}
}

// typographyRules returns the rules of a language's typography that can be
// switched off.
func typographyRules() []Choice {
	return []Choice{
		{"quotes", "Quotation marks take the language's shape."},
		{"dashes", "Hyphens between spaces and numbers become dashes."},
		{"ellipses", "Three points become an ellipsis."},
		{"spaces", "Words that belong together are not divided at a line's end."},
	}
}

// ChoicesOf returns the table of words that the tag `choice` or `names` of a
// field means; nil where it means none.
func ChoicesOf(tag string) []Choice {
	tables := map[string]func() []Choice{
		"format": Formats, "target": Targets, "base": Themes, "printer": Printers, "lever": Levers, "align": Aligns, "face": Faces,
		"colour": Colours, "style": Styles, "text-align": textAligns, "paragraphs": paragraphMarks, "numbers": numberForms,
		"typography": typographyRules,
	}
	if table := tables[tag]; table != nil {
		return table()
	}
	return nil
}

// names returns the names of the choices.
func names(choices []Choice) []string {
	out := make([]string, len(choices))
	for i, c := range choices {
		out[i] = c.Name
	}
	return out
}
