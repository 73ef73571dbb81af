package press

import (
	"korthet/layout/display"
	"korthet/output/colour"
)

// Default is the name of the built-in profile that is used when none is named.
const Default = "sheetfed-coated-fogra39"

// registry is where output conditions of ISO 12647 are registered.
const registry = "http://www.color.org"

// Condition is an output condition: for which paper and inks colours are made.
type Condition struct {
	Name     string // as its registry has it
	Registry string
	Info     string // in words
	ICC      []byte // not to be changed
}

// BuiltinCondition returns an output condition that is known by its name.
func BuiltinCondition(name string) (condition Condition, ok bool) {
	c := Condition{Name: name, Registry: registry}
	switch name {
	case "FOGRA39":
		c.Info, c.ICC = "Coated FOGRA39 (ISO 12647-2:2004)", colour.FOGRA39()
	case "FOGRA29":
		c.Info, c.ICC = "Uncoated FOGRA29 (ISO 12647-2:2004)", colour.FOGRA29()
	case "FOGRA47":
		c.Info, c.ICC = "Uncoated FOGRA47 (ISO 12647-2:2004)", colour.FOGRA47()
	default:
		return Condition{}, false
	}
	return c, true
}

// Builtin returns the built-in profile of a name, for those who have not read the
// files that users know the profiles by. The caller may change what it gets,
// except the bytes of the ICC profile.
func Builtin(name string) (profile Profile, ok bool) {
	condition, limit := "", 28_000
	switch name {
	case Default:
		condition, limit = "FOGRA39", 30_000
	case "uncoated-fogra29":
		condition = "FOGRA29"
	case "uncoated-fogra47":
		condition = "FOGRA47"
	default:
		return Profile{}, false
	}
	p := base(name)
	p.InkLimit = limit
	c, ok := BuiltinCondition(condition)
	p.Condition, p.Registry, p.Info, p.ICC = c.Name, c.Registry, c.Info, c.ICC
	return p, ok
}

// Names are the built-in profiles' names, the default first.
func Names() []string { return []string{Default, "uncoated-fogra29", "uncoated-fogra47"} }

// base is what sheetfed printers agree on: 3 mm bleed, no marks.
func base(name string) Profile {
	return Profile{
		Name:       name,
		Bleed:      display.Millimetres(3_000),
		Marks:      Marks{Gap: display.Millimetres(leastGap)},
		TypeOneInk: 5 * display.Point, TypeInks: 7 * display.Point, TypeReversed: 8 * display.Point,
		Line: display.Point / 4, LineReversed: display.Point / 2,
		Images:   Resolutions{Warn: 250, Error: 150, LineArt: 1200},
		SafeZone: display.Millimetres(3_000), FoldZone: display.Millimetres(5_000),
	}
}
