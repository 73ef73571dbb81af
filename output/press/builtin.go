package press

import (
	"korthet/layout/display"
	"korthet/output/colour"
)

// Default is the name of the built-in profile that is used when none is named.
const Default = "sheetfed-coated-fogra39"

// registry is where output conditions of ISO 12647 are registered.
const registry = "http://www.color.org"

// Builtin returns the built-in profile of a name. The caller may change what it
// gets, except the bytes of the ICC profile.
func Builtin(name string) (profile Profile, ok bool) {
	p := base(name)
	switch name {
	case Default:
		p.Condition, p.Info, p.ICC = "FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004)", colour.FOGRA39()
		p.InkLimit = 30_000
	case "uncoated-fogra29":
		p.Condition, p.Info, p.ICC = "FOGRA29", "Uncoated FOGRA29 (ISO 12647-2:2004)", colour.FOGRA29()
		p.InkLimit = 28_000
	case "uncoated-fogra47":
		// Its profile, PSO_Uncoated_ISO12647_eci.icc, has 1.8 MB and is free from
		// eci.org: its user names the file.
		p.Condition, p.Info = "FOGRA47", "Uncoated FOGRA47 (ISO 12647-2:2004)"
		p.InkLimit = 28_000
	default:
		return Profile{}, false
	}
	return p, true
}

// Names are the built-in profiles' names, the default first.
func Names() []string { return []string{Default, "uncoated-fogra29", "uncoated-fogra47"} }

// base is what sheetfed printers agree on: 3 mm bleed, no marks.
func base(name string) Profile {
	return Profile{
		Name: name, Registry: registry,
		Bleed:      display.Millimetres(3_000),
		TypeOneInk: 5 * display.Point, TypeInks: 7 * display.Point, TypeReversed: 8 * display.Point,
		Line: display.Point / 4, LineReversed: display.Point / 2,
		Images:   Resolutions{Warn: 250, Error: 150, LineArt: 1200},
		SafeZone: display.Millimetres(3_000), FoldZone: display.Millimetres(5_000),
	}
}

// whereToGet says which file holds the ICC profile of a condition whose profile
// is not built in, to follow a clause; empty where it is not known.
func whereToGet(condition string) string {
	if condition == "FOGRA47" {
		return ": get PSO_Uncoated_ISO12647_eci.icc, free from eci.org"
	}
	return ""
}
