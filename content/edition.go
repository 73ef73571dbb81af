package content

import "io/fs"

// Edition is one edition of a publication, resolved: what layout takes. Where
// the files had mistakes it is as whole as they allowed; fields that could not
// be read are zero.
type Edition struct {
	ID          string // "sv-helsinki"
	Publication string // the publication's name: "iom-i-korthet"
	Language    string // BCP 47: "sv"
	LanguagePos Pos
	Format      Text // "a4"
	Pages       int  // the number of pages promised
	PagesPos    Pos
	Date        string // "2005-06-01" as written in publication.yaml; "" when none
	Author      Text
	Subject     Text
	Publisher   Text
	Keywords    []Text
	Targets     []Text // "screen", "print", …
	Front       Front
	Sections    []*Section
	Office      *Office  // nil: no contact block
	Theme       *Theme   // as written; nil: the built-in one
	Printer     *Printer // as written; nil: the built-in one
	Kept        *KeptFit // how it was fitted to its pages before; nil: nothing is kept
	Hyphenation []Hyphenation
	Draft       bool  // its pages bear a mark that it is not finished
	Files       fs.FS // the publication's folder, for images and fonts; refuses to leave it
}

// Front is what stands on the front.
type Front struct {
	Title    Inlines // a line break that the author typed is an Inline with Break
	Motto    Inlines
	Colophon []Block
	Image    Text // a picture in the title area: its path in the publication; zero: none
	Alt      Text // what a reader who cannot see it is told; of the theme's image where Image is zero
}

// Section is a head and what stands below it.
type Section struct {
	ID       string
	Title    Inlines
	Language string // where it differs from what encloses it
	Blocks   []Block
	Sections []*Section
	Pos      Pos
}

// Office is a contact block.
type Office struct {
	Name         Text
	Organisation Text
	Address      []Text
	Country      Text // the code of ISO 3166-1 of the country that it is in, as typed; zero: not known
	Phone        []Phone
	Fax          []Text
	Email        []Text
	Web          []Text
	Map          Text // the address of a map; zero: none
	MapCode      bool // a QR code that leads there stands at the block's end
	Hours        []Text
	Labels       map[string]Text // by field: "phone", "fax", "email", "web", "map", "hours"; only those the author gave
	Language     string          // where it differs from the edition's
	Pos          Pos
}

// Phone is a telephone number.
type Phone struct {
	Number Text
	Label  Text // the word before it; zero: the office's for telephones
}

// Block is one of *Paragraph, *Heading, *List, *Quote, *Figure, *Table,
// *PullQuote, *Box, *Facts, *QR, *Note.
//
//sumtype:decl
type Block interface {
	block()
	Info() *BlockInfo
}

// BlockInfo is what every block has.
type BlockInfo struct {
	ID       string // given by {#id}, else ""
	Language string // where it differs from what encloses it
	Optional bool   // {optional=true}: copyfitting may drop it
	Pos      Pos
}

// Info returns what every block has.
func (b *BlockInfo) Info() *BlockInfo { return b }

// Paragraph is running text.
type Paragraph struct {
	BlockInfo
	Text Inlines
}

// Heading is a head within a body. Level 1 is one below the section's own.
type Heading struct {
	BlockInfo
	Level int
	Text  Inlines
}

// List is a bulleted or numbered list.
type List struct {
	BlockInfo
	Ordered bool
	Start   int // number of the first item of an ordered list
	Items   []*ListItem
}

// ListItem is one item of a list.
type ListItem struct {
	BlockInfo
	Blocks []Block
}

// Quote is a block quotation.
type Quote struct {
	BlockInfo
	Blocks []Block
}

func (*Paragraph) block() {}
func (*Heading) block()   {}
func (*List) block()      {}
func (*Quote) block()     {}

// Inlines is running text as a flat row of pieces. Joined, their texts are the
// whole text: white space is already folded as Markdown folds it.
type Inlines []Inline

// Inline is a piece of running text that is alike in everything, and came from
// one contiguous place in the author's file: the character k of Text stands k
// columns after Pos.
type Inline struct {
	Text     string // NFC; empty for a Break
	Break    bool   // a line break that the author asked for
	Emphasis bool
	Strong   bool
	Code     bool
	Link     *Link  // pieces of one link share it
	Language string // where it differs from what encloses it
	Pos      Pos
}

// Link is where a piece of text leads.
type Link struct {
	URI   string // absolute: http, https, mailto, tel
	Title string
	Pos   Pos
}

// Plain returns the text without its marks; breaks become spaces.
func (in Inlines) Plain() string {
	var b []byte
	for _, piece := range in {
		if piece.Break {
			b = append(b, ' ')
			continue
		}
		b = append(b, piece.Text...)
	}
	return string(b)
}
