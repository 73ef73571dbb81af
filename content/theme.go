package content

// Theme is theme.yaml as written: what the author gave, with places. Fields
// left out are zero (Pos.Line 0). Layout resolves it over the built-in theme.
//
// The tags drive decoding, the JSON Schema and the documentation: yaml is the
// key, doc the sentence that explains it, example what it can look like, choice
// the table of the words that it can have, names that of the keys of a group.
type Theme struct {
	Pos     Pos
	Base    Text                   `yaml:"base" doc:"The built-in theme that this one starts from." choice:"base" example:"sober"`
	Page    PageTheme              `yaml:"page" doc:"The page: margins and columns."`
	Grid    Length                 `yaml:"grid" doc:"The distance of the baseline grid's lines, which is the body's leading." example:"12 pt"`
	Faces   map[string]FaceTheme   `yaml:"faces" doc:"The faces by the name that styles use." names:"face"`
	Colours map[string]ColourTheme `yaml:"colours" doc:"The colours by the name that styles use; names of your own can be added." names:"colour"`
	Styles  map[string]StyleTheme  `yaml:"styles" doc:"How each kind of text looks." names:"style,only"`
	Text    TextTheme              `yaml:"text" doc:"How running text is set."`
	Fit     FitTheme               `yaml:"fit" doc:"What may give so that the text fills exactly the pages promised: in which order, and how far."`
	Front   FrontTheme             `yaml:"front" doc:"The title area."`
	Running RunningTheme           `yaml:"running" doc:"What stands above and below the text of every page."`
	Rules   RulesTheme             `yaml:"rules" doc:"The rules that part things."`
	Box     BoxTheme               `yaml:"box" doc:"Boxes."`
	Table   TableTheme             `yaml:"table" doc:"Tables."`
	Contact ContactTheme           `yaml:"contact" doc:"The contact block."`
}

// PageTheme is the page's geometry.
type PageTheme struct {
	Margins Margins `yaml:"margins" doc:"The white around the text."`
	Columns Integer `yaml:"columns" doc:"How many columns, 1 to 4." example:"2"`
	Gutter  Length  `yaml:"gutter" doc:"The white between columns." example:"6 mm"`
}

// Margins are the white around the text.
type Margins struct {
	Top    Length `yaml:"top" doc:"Above." example:"20 mm"`
	Bottom Length `yaml:"bottom" doc:"Below." example:"22 mm"`
	Start  Length `yaml:"start" doc:"Before the first column: left in a language that is written from left to right." example:"19 mm"`
	End    Length `yaml:"end" doc:"After the last column." example:"19 mm"`
}

// FaceTheme names a family of fonts.
type FaceTheme struct {
	Family    Text   `yaml:"family" doc:"The family's name: a built-in one, or one in the fonts folder." example:"Source Serif 4"`
	Fallbacks []Text `yaml:"fallbacks" doc:"Families to take characters from that this one lacks, in order." example:"[Source Sans 3]"`
}

// ColourTheme is a colour with its values for press and screen.
type ColourTheme struct {
	CMYK []Number `yaml:"cmyk" doc:"Cyan, magenta, yellow and black in per cent; left out, they are made of rgb by the printer's profile." example:"[100, 72, 0, 38]"`
	RGB  Text     `yaml:"rgb" doc:"The screen colour, in quotation marks." example:"\"#0B2E6B\""`
	Spot Text     `yaml:"spot" doc:"The name of a spot ink to print it with, where the printer's profile names it too." example:"PANTONE 281 C"`
}

// StyleTheme is how one kind of text looks.
type StyleTheme struct {
	Face          Text   `yaml:"face" doc:"A face's name from faces." example:"heads"`
	Weight        Text   `yaml:"weight" doc:"regular, semibold or bold, or a number from 100 to 900." example:"semibold"`
	Italic        Flag   `yaml:"italic" doc:"true for the italic." example:"true"`
	Size          Length `yaml:"size" doc:"Size of the type." example:"9 pt"`
	Leading       Length `yaml:"leading" doc:"From baseline to baseline." example:"12 pt"`
	Colour        Text   `yaml:"colour" doc:"A colour's name from colours." example:"brand"`
	Features      []Text `yaml:"features" doc:"OpenType features to switch on (onum, tnum, smcp) or, with a minus sign, off (-liga)." example:"[onum, -liga]"`
	Align         Text   `yaml:"align" doc:"How the lines stand in their column." choice:"text-align" example:"start"`
	Hyphenate     Flag   `yaml:"hyphenate" doc:"false: words are never broken." example:"false"`
	Indent        Length `yaml:"indent" doc:"Indent of a paragraph's first line." example:"1 em"`
	SpaceBefore   Number `yaml:"space-before" doc:"Grid lines above." example:"1"`
	SpaceAfter    Number `yaml:"space-after" doc:"Grid lines below." example:"1"`
	LetterSpacing Number `yaml:"letter-spacing" doc:"Added between letters, in 1/1000 of the size." example:"20"`
}

// TextTheme is how running text is set.
type TextTheme struct {
	Paragraphs Text            `yaml:"paragraphs" doc:"How paragraphs are told apart." choice:"paragraphs" example:"indent"`
	Typography map[string]Flag `yaml:"typography" doc:"Rules of the language; false switches one off." names:"typography,only" example:"{quotes: false}"`
	Expansion  Number          `yaml:"expansion" doc:"How far the letters of a line may be widened or narrowed, in per cent of their width. Beyond 2 only in a paragraph that would have holes between words without, and in a text of which more than one line in four would end in a hyphen; 0: never." example:"3"`
	MinLeft    Integer         `yaml:"hyphen-min-before" doc:"Fewest letters before a hyphen." example:"2"`
	MinRight   Integer         `yaml:"hyphen-min-after" doc:"Fewest letters after a hyphen." example:"3"`
}

// FitTheme is the policy of copyfitting: what may give, in which order and how
// far, so that a text fills exactly the pages promised.
type FitTheme struct {
	Order    []Text    `yaml:"order" doc:"What may give, the first first; what is left out of the list never does." choice:"lever" example:"[spacing, tracking, size, leading]"`
	Size     FitLength `yaml:"size" doc:"The size of the body's type; other sizes follow it." example:"{least: 8 pt, most: 11 pt}"`
	Leading  FitLength `yaml:"leading" doc:"The body's leading, and with it the grid." example:"{least: 11 pt, most: 14 pt}"`
	Tracking FitNumber `yaml:"tracking" doc:"What is added between the body's letters, in 1/1000 of the size." example:"{least: -5, most: 5}"`
	Gutter   FitLength `yaml:"gutter" doc:"The white between columns." example:"{least: 5 mm, most: 8 mm}"`
	Spacing  FitMost   `yaml:"spacing" doc:"Grid lines added above the heads of sections; above lesser heads half as many are. Beyond the first, they are added once the title has sunk by six lines." example:"{most: 2}"`
	Title    FitMost   `yaml:"title" doc:"How many grid lines the title may sink by, a fourth of them below it, or the plane behind it may grow by." example:"{most: 8}"`
	Images   FitLeast  `yaml:"images" doc:"The height of figures, in per cent of what it would be." example:"{least: 70}"`
	Optional Flag      `yaml:"optional" doc:"true: blocks marked optional may be left out; false: they never are." example:"true"`
	Off      Flag      `yaml:"off" doc:"true: nothing gives; a text that does not fit as it stands is a mistake." example:"true"`
}

// FitLength is between what a length may be.
type FitLength struct {
	Least Length `yaml:"least" doc:"The least that it may become." example:"8 pt"`
	Most  Length `yaml:"most" doc:"The most that it may become." example:"11 pt"`
}

// FitNumber is between what a number may be.
type FitNumber struct {
	Least Number `yaml:"least" doc:"The least that it may become." example:"-5"`
	Most  Number `yaml:"most" doc:"The most that it may become." example:"5"`
}

// FitMost is how far a number may be raised.
type FitMost struct {
	Most Number `yaml:"most" doc:"The most that it may become." example:"2"`
}

// FitLeast is how far a number may be lowered.
type FitLeast struct {
	Least Number `yaml:"least" doc:"The least that it may become." example:"70"`
}

// FrontTheme is the title area.
type FrontTheme struct {
	Plane       Text   `yaml:"plane" doc:"The colour of a plane behind it that reaches the paper's edges, a name from colours." example:"brand"`
	Height      Length `yaml:"height" doc:"How far the plane or image reaches down from the paper's upper edge." example:"90 mm"`
	Image       Text   `yaml:"image" doc:"A decorative image behind it that reaches the paper's edges: a file's path from the publication's folder." example:"images/cover.jpg"`
	TitleColour Text   `yaml:"title-colour" doc:"The colour of the title and the motto on it, a name from colours." example:"paper"`
	Rule        Flag   `yaml:"rule" doc:"true: a rule stands below the title." example:"true"`
}

// RunningTheme is the running head and foot.
type RunningTheme struct {
	Head     Text    `yaml:"head" doc:"Above, in quotation marks: a text with {title}, {section}, {page} or {pages} in it." example:"\"{title}\""`
	Foot     Text    `yaml:"foot" doc:"Below, in quotation marks: a text with {title}, {section}, {page} or {pages} in it." example:"\"{page} / {pages}\""`
	FromPage Integer `yaml:"from-page" doc:"The first page that has them." example:"2"`
}

// RulesTheme is the rules that part things.
type RulesTheme struct {
	Width    Length `yaml:"width" doc:"How thick the rules are below the title, at tables' edges and at pull quotes, facts and notes." example:"0.5 pt"`
	Hairline Length `yaml:"hairline" doc:"How thick the rules between a table's rows are." example:"0.25 pt"`
	Accent   Text   `yaml:"accent" doc:"The colour of the rules at pull quotes, facts and notes, a name from colours." example:"brand"`
}

// BoxTheme is how boxes look.
type BoxTheme struct {
	Colour  Text   `yaml:"colour" doc:"The colour of the ground, a name from colours." example:"tint"`
	Frame   Text   `yaml:"frame" doc:"The colour of the frame, a name from colours; left out, there is none." example:"brand"`
	Padding Length `yaml:"padding" doc:"The white between the edge and the text." example:"3 mm"`
}

// TableTheme is how tables look.
type TableTheme struct {
	Rule    Text `yaml:"rule" doc:"The colour of the rules, a name from colours." example:"brand"`
	Head    Text `yaml:"head" doc:"The colour of the ground behind the heads, a name from colours." example:"tint"`
	Stripes Text `yaml:"stripes" doc:"The colour of the ground behind every second row, a name from colours." example:"tint"`
}

// ContactTheme is how the contact block looks.
type ContactTheme struct {
	Ground  Text `yaml:"ground" doc:"The colour of the ground, a name from colours." example:"tint"`
	Rule    Text `yaml:"rule" doc:"The colour of the rule above it, a name from colours." example:"brand"`
	Labels  Flag `yaml:"labels" doc:"false: numbers and addresses stand without the words before them." example:"false"`
	Numbers Text `yaml:"numbers" doc:"How telephone and fax numbers stand; left out, as typed. Links always have the international form." choice:"numbers" example:"international"`
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
