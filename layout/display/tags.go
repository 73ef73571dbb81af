package display

// TagID is an index in Document.Tags. The zero value is NoTag.
type TagID int32

// The two ids that are the same in every document.
const (
	NoTag TagID = 0 // an artifact: decoration, rules, marks, running heads
	Root  TagID = 1 // the Document element
)

// Tag is one node of the tag tree.
type Tag struct {
	Role   Role
	Parent TagID   // NoTag for Root
	Kids   []TagID // in reading order
	// Text is what a Text tag says: the author's words after typography, a
	// word that was broken at a line's end being whole. Other roles have none.
	Text string
	// ActualText stands for all the tag's items where their glyphs say
	// something else: on a Span around a word broken at a line's end it is the
	// whole word.
	ActualText string
	Alt        string // a Figure's alternative text; what a Link leads to, in words
	Lang       string // BCP 47, where it differs from the parent's
	ID         string // the author's or a derived id; unique where not empty
	URI        string // a Link's target
	Scope      Scope  // of a TableHead cell
	ColSpan    int    // of a table cell; 0 is 1
	RowSpan    int    // of a table cell; 0 is 1
	Numbered   bool   // a List's labels are numbers
	Src        Src
}

// Role is what a tag means. Headings count from the document's title, which is
// RoleHeading1.
type Role uint8

// The roles. RoleText is the leaf: only such tags hold words, and glyph runs
// point at them.
const (
	RoleDocument Role = iota + 1
	RoleSection
	RoleHeading1
	RoleHeading2
	RoleHeading3
	RoleHeading4
	RoleHeading5
	RoleHeading6
	RoleParagraph
	RoleList
	RoleListItem
	RoleLabel
	RoleListBody
	RoleTable
	RoleTableRow
	RoleTableHead
	RoleTableCell
	RoleFigure
	RoleCaption
	RoleBlockQuote
	RoleNote
	RoleAddress // the contact block
	RoleLink
	RoleSpan
	RoleEmphasis
	RoleStrong
	RoleText
)

// Scope says which cells a table's head cell heads.
type Scope uint8

// The scopes.
const (
	NoScope Scope = iota
	ColumnScope
	RowScope
	BothScope
)

// roleNames are the names that dumps print, in the order of the constants.
var roleNames = [...]string{ //nolint:gochecknoglobals // a constant table
	"none", "document", "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "list", "item",
	"label", "body", "table", "row", "th", "td", "figure", "caption", "blockquote", "note",
	"address", "link", "span", "em", "strong", "text",
}

// String returns the role's name as dumps print it.
func (r Role) String() string {
	if int(r) < len(roleNames) {
		return roleNames[r]
	}
	return "unknown"
}

// Add appends a tag under parent and returns its id. The parent must be in the
// tree already; the first tag added must have parent NoTag and becomes Root.
func (d *Document) Add(parent TagID, tag Tag) TagID {
	if len(d.Tags) == 0 {
		d.Tags = append(d.Tags, Tag{})
	}
	id := TagID(len(d.Tags))
	tag.Parent = parent
	tag.Kids = nil
	d.Tags = append(d.Tags, tag)
	if parent != NoTag {
		d.Tags[parent].Kids = append(d.Tags[parent].Kids, id)
	}
	return id
}
