package content

// Printer is a printer's profile as written: what one printer, or one way of
// printing, asks for. Fields left out are zero and are as the built-in profile
// has them that Base names.
//
// The tags drive decoding, the JSON Schema and the documentation, as those of
// Theme do.
type Printer struct {
	Pos       Pos
	Name      string           // a built-in profile's name, else the file's
	Base      Text             `yaml:"base" doc:"The built-in profile that this one starts from; what is left out is as it has it." choice:"printer" example:"uncoated-fogra29"`
	Condition PrinterCondition `yaml:"condition" doc:"The output condition: for which paper and inks colours are made. A built-in one's name may stand here alone: FOGRA39, FOGRA29 or FOGRA47."`
	Bleed     Length           `yaml:"bleed" doc:"How far areas and pictures that touch the paper's edge go on beyond it." example:"3 mm"`
	SafeZone  Length           `yaml:"safe-zone" doc:"How far inside the paper's edge text stays, so that no cut touches it." example:"4 mm"`
	FoldZone  Length           `yaml:"fold-zone" doc:"How far from a fold text stays." example:"5 mm"`
	Marks     PrinterMarks     `yaml:"marks" doc:"What is printed outside the paper's edge for those who cut, fold and check. Many printers add their own and want none."`
	Ink       PrinterInk       `yaml:"ink" doc:"How much ink, and which inks."`
	Black     PrinterBlack     `yaml:"black" doc:"How black is printed."`
	Type      PrinterType      `yaml:"type" doc:"The smallest type that stays readable."`
	Lines     PrinterLines     `yaml:"lines" doc:"The thinnest line that holds."`
	Images    PrinterImages    `yaml:"images" doc:"How fine pictures are at the size they are printed in, in pixels per inch; 0: no limit."`
}

// PrinterCondition is an output condition.
type PrinterCondition struct {
	Pos      Pos
	Name     Text `yaml:"name,alone" doc:"Its name." example:"FOGRA51"`
	Words    Text `yaml:"words" doc:"The same in words." example:"PSO Coated v3"`
	Registry Text `yaml:"registry" doc:"The address of the registry that has its name; left out, that of the International Color Consortium." example:"http://www.color.org"`
	ICC      Text `yaml:"icc" doc:"Its ICC profile: a file's path from the publication's folder (of a profile that lies in none, from its own folder), or the name of a built-in condition." example:"printers/PSOcoated_v3.icc"`
}

// PrinterMarks are what is printed outside the paper's edge.
type PrinterMarks struct {
	Crop         Flag   `yaml:"crop" doc:"true: lines at the corners where it is cut." example:"true"`
	Fold         Flag   `yaml:"fold" doc:"true: dashes where it is folded." example:"true"`
	Registration Flag   `yaml:"registration" doc:"true: crosses that show whether the plates meet." example:"true"`
	ColourBar    Flag   `yaml:"colour-bar" doc:"true: patches of each ink." example:"true"`
	Slug         Flag   `yaml:"slug" doc:"true: a line with the file's name, the edition, the date and the plates." example:"true"`
	Distance     Length `yaml:"distance" doc:"How far from the paper's edge marks begin: never within the bleed, nor nearer than 3 mm." example:"5 mm"`
}

// PrinterInk is how much ink, and which inks.
type PrinterInk struct {
	Limit  Number  `yaml:"limit" doc:"The most ink on one spot, all plates together, in per cent." example:"300"`
	Plates Integer `yaml:"plates" doc:"The most plates that the job may have, the four inks' among them; 0: no limit." example:"5"`
	Spots  []Text  `yaml:"spots" doc:"The spot colours that are printed with inks of their own, by name, or all; the others are mixed from the four inks." example:"[PANTONE 281 C]"`
}

// PrinterBlack is how black is printed.
type PrinterBlack struct {
	Overprint Flag     `yaml:"overprint" doc:"true: black text and lines are printed over what lies below, so that no paper shows around them; false: they knock it out." example:"true"`
	Rich      []Number `yaml:"rich" doc:"Cyan, magenta, yellow and black in per cent, of which black areas are printed that have room for a circle of 10 mm, whatever their shape. Text, lines and QR codes never are." example:"[30, 30, 30, 100]"`
}

// PrinterType is the smallest type.
type PrinterType struct {
	OneInk   Length `yaml:"one-ink" doc:"In one ink." example:"5 pt"`
	Inks     Length `yaml:"inks" doc:"In several inks, which never meet exactly." example:"7 pt"`
	Reversed Length `yaml:"reversed" doc:"White or light on a dark ground." example:"8 pt"`
}

// PrinterLines is the thinnest line.
type PrinterLines struct {
	OneInk   Length `yaml:"one-ink" doc:"In one ink." example:"0.25 pt"`
	Reversed Length `yaml:"reversed" doc:"White or light on a dark ground." example:"0.5 pt"`
}

// PrinterImages is how fine pictures are.
type PrinterImages struct {
	Warn    Integer `yaml:"warn" doc:"Below this a photograph is a warning." example:"250"`
	Error   Integer `yaml:"error" doc:"Below this it is an error." example:"150"`
	LineArt Integer `yaml:"line-art" doc:"What drawings in black and white need." example:"1200"`
}
