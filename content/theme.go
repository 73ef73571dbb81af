package content

// Theme is theme.yaml as written: what the author gave, with places. Fields
// left out are zero (Pos.Line 0). Layout resolves it over the built-in theme.
//
// The tags drive decoding, the JSON Schema and the documentation: yaml is the
// key, doc the sentence that explains it.
type Theme struct {
	Pos     Pos
	Page    PageTheme              `yaml:"page" doc:"The page: margins and columns."`
	Grid    Length                 `yaml:"grid" doc:"The distance of the baseline grid's lines, which is the body's leading, for example 12 pt."`
	Faces   map[string]FaceTheme   `yaml:"faces" doc:"The faces by the name that styles use: text, heads."`
	Colours map[string]ColourTheme `yaml:"colours" doc:"The colours by the name that styles use: text, brand, muted, tint."`
	Styles  map[string]StyleTheme  `yaml:"styles" doc:"The styles by name: body, title, motto, section, subsection, contact, contact-name, contact-label, colophon, list, quote."`
	Text    TextTheme              `yaml:"text" doc:"How running text is set."`
}

// PageTheme is the page's geometry.
type PageTheme struct {
	Margins Margins `yaml:"margins" doc:"The white around the text."`
	Columns Integer `yaml:"columns" doc:"How many columns, 1 to 4."`
	Gutter  Length  `yaml:"gutter" doc:"The white between columns, for example 6 mm."`
}

// Margins are the white around the text.
type Margins struct {
	Top    Length `yaml:"top" doc:"Above."`
	Bottom Length `yaml:"bottom" doc:"Below."`
	Start  Length `yaml:"start" doc:"Before the first column: left in a language that is written from left to right."`
	End    Length `yaml:"end" doc:"After the last column."`
}

// FaceTheme names a family of fonts.
type FaceTheme struct {
	Family    Text   `yaml:"family" doc:"The family's name: Source Serif 4, or one in the fonts folder."`
	Fallbacks []Text `yaml:"fallbacks" doc:"Families to take characters from that this one lacks, in order."`
}

// ColourTheme is a colour with its values for press and screen.
type ColourTheme struct {
	CMYK []Number `yaml:"cmyk" doc:"Cyan, magenta, yellow and black in per cent: [100, 72, 0, 38]."`
	RGB  Text     `yaml:"rgb" doc:"The screen colour: \"#0B2E6B\"."`
	Spot Text     `yaml:"spot" doc:"The name of a spot ink to print it with."`
}

// StyleTheme is how one kind of text looks.
type StyleTheme struct {
	Face          Text   `yaml:"face" doc:"A face's name from faces."`
	Weight        Text   `yaml:"weight" doc:"regular, semibold or bold, or a number from 100 to 900."`
	Italic        Flag   `yaml:"italic" doc:"true for the italic."`
	Size          Length `yaml:"size" doc:"Size of the type, for example 9 pt."`
	Leading       Length `yaml:"leading" doc:"From baseline to baseline, for example 12 pt."`
	Colour        Text   `yaml:"colour" doc:"A colour's name from colours."`
	Features      []Text `yaml:"features" doc:"OpenType features to switch on (onum, tnum, smcp) or, with a minus sign, off (-liga)."`
	Align         Text   `yaml:"align" doc:"justify, start, centre or end."`
	Hyphenate     Flag   `yaml:"hyphenate" doc:"false: words are never broken."`
	Indent        Length `yaml:"indent" doc:"Indent of a paragraph's first line, for example 1 em."`
	SpaceBefore   Number `yaml:"space-before" doc:"Grid lines above."`
	SpaceAfter    Number `yaml:"space-after" doc:"Grid lines below."`
	LetterSpacing Number `yaml:"letter-spacing" doc:"Added between letters, in 1/1000 of the size."`
}

// TextTheme is how running text is set.
type TextTheme struct {
	Paragraphs Text            `yaml:"paragraphs" doc:"How paragraphs are told apart: indent, or space."`
	Typography map[string]Flag `yaml:"typography" doc:"Rules of the language to switch off: quotes: false, dashes: false, ellipses: false, spaces: false."`
	MinLeft    Integer         `yaml:"hyphen-min-before" doc:"Fewest letters before a hyphen."`
	MinRight   Integer         `yaml:"hyphen-min-after" doc:"Fewest letters after a hyphen."`
}

// Length is a length as written. The zero value was not given.
type Length struct {
	// Thousandths of the unit: 12.5 mm is {12500, "mm"}.
	Thousandths int64
	Unit        string // "mm", "cm", "pt", "in", "em"
	Pos         Pos
}

// Number is a number as written, in thousandths. The zero value was not given.
type Number struct {
	Thousandths int64
	Pos         Pos
}

// Integer is a whole number as written. The zero value was not given.
type Integer struct {
	Value int
	Pos   Pos
}

// Flag is true or false as written. The zero value was not given.
type Flag struct {
	Value bool
	Pos   Pos
}

// Given reports whether the author wrote the length.
func (l Length) Given() bool { return l.Pos.File != "" }

// Given reports whether the author wrote the number.
func (n Number) Given() bool { return n.Pos.File != "" }

// Given reports whether the author wrote the number.
func (n Integer) Given() bool { return n.Pos.File != "" }

// Given reports whether the author wrote the flag.
func (f Flag) Given() bool { return f.Pos.File != "" }

// Given reports whether the author wrote the text.
func (t Text) Given() bool { return t.Pos.File != "" }
