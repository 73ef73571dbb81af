package content

import (
	"fmt"
	"reflect"

	"gopkg.in/yaml.v3"
)

// maxColumns is how many columns a table may have: more cannot be read on a
// leaf of paper.
const maxColumns = 12

// tableFile is a table as a section's blocks hold it.
type tableFile struct {
	Pos      Pos
	Caption  *inlineText  `yaml:"caption" doc:"What the table shows, in inline Markdown."`
	Columns  []columnFile `yaml:"columns,required" doc:"The columns: their heads, or groups with head and align." missing:"this table has no heads, which tell what its columns hold"`
	Rows     []rowFile    `yaml:"rows,required" doc:"The rows, each a list of cells in inline Markdown; an empty cell is \"\"." missing:"this table has no rows"`
	RowHeads Flag         `yaml:"row-heads" doc:"true: the first cell of each row is its head."`
	Wide     Flag         `yaml:"wide" doc:"true: over all columns of the page instead of one."`
}

// columnFile is a table's column: its head alone, or a group.
type columnFile struct {
	Pos   Pos
	Head  cellText `yaml:"head,required,alone" doc:"The column's head, in inline Markdown." missing:"this column has no head"`
	Align Text     `yaml:"align" doc:"How the cells stand; left out, numbers at the end and texts at the start." choice:"align"`
}

// rowFile is a table's row.
type rowFile struct {
	Cells []cellText
	Pos   Pos
}

// cellText is a cell of a table: inline Markdown that may be left empty.
type cellText struct {
	inlineText
	left bool // it was left empty on purpose
}

// blank says that a cell may be empty on purpose.
func (*cellText) blank() {}

// blank says that the head above row heads may be empty on purpose.
func (*columnFile) blank() {}

// decode reads a cell.
func (c *cellText) decode(d *decoder, node *yaml.Node, path string) {
	if blankText(node) {
		c.Pos, c.left = d.pos(node, path), true
		return
	}
	c.inlineText.decode(d, node, path)
}

// decode reads a row.
func (f *rowFile) decode(d *decoder, node *yaml.Node, path string) {
	f.Pos = d.pos(node, path)
	d.value(reflect.ValueOf(&f.Cells).Elem(), node, path)
}

// schema returns the schema of a row.
func (*rowFile) schema(w *schemaWriter) object { return w.of(reflect.TypeFor[[]cellText]()) }

// place returns where the table stands.
func (f *tableFile) place() Pos { return f.Pos }

// blocks returns the table. Each of its rows has as many cells as there are
// columns, whatever the author wrote.
func (f *tableFile) blocks(r *reader) []Block {
	t := &Table{
		BlockInfo: BlockInfo{Pos: f.Pos}, Caption: f.Caption.inlines(), RowHeads: f.RowHeads.Value, Wide: f.Wide.Value,
	}
	if len(f.Columns) > maxColumns {
		r.mistakes.add(f.Pos, "divide it into two tables",
			fmt.Sprintf("this table has %d columns, and no more than %d can be set", len(f.Columns), maxColumns))
	}
	for i := range f.Columns {
		c := &f.Columns[i]
		r.checkChoice(c.Align, "alignment", Aligns())
		if c.Head.left && (i > 0 || !t.RowHeads) {
			r.mistakes.add(c.Head.Pos, "write what the column holds; only the corner above row heads (row-heads: true) may be empty",
				"this column has no head")
		}
		t.Columns = append(t.Columns, TableColumn{Head: c.Head.Inlines, Align: c.Align, Pos: c.Pos})
	}
	for i := range f.Rows {
		if f.Rows[i].Pos.File != "" {
			t.Rows = append(t.Rows, f.row(&f.Rows[i], r))
		}
	}
	if len(t.Columns) == 0 || len(t.Rows) == 0 {
		return nil // told where the keys were read
	}
	return []Block{t}
}

// row returns a row, and reports where it has not one cell for each column.
func (f *tableFile) row(row *rowFile, r *reader) TableRow {
	out := TableRow{Pos: row.Pos, Cells: make([]Inlines, len(f.Columns))}
	for i, c := range row.Cells {
		if i < len(out.Cells) {
			out.Cells[i] = c.Inlines
		}
	}
	if n := len(row.Cells); n != len(f.Columns) && n > 0 && len(f.Columns) > 0 {
		r.mistakes.add(row.Pos, `an empty cell is written "", and a text with a comma in [ ] stands in quotes`,
			fmt.Sprintf("this row has %s, but the table has %s", count(n, "cell"), count(len(f.Columns), "column")), f.Columns[0].Pos)
	}
	if f.RowHeads.Value && len(row.Cells) > 0 && row.Cells[0].left {
		r.mistakes.warn(row.Cells[0].Pos, "write what the row holds, or take row-heads away", "this row has no head")
	}
	return out
}

// count returns a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
