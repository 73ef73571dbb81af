package content

import "strings"

// addressFile is an address: its lines as they shall stand, or its parts, which
// are put in the order that the country's post wants.
type addressFile struct {
	Pos      Pos
	Lines    []Text      `yaml:"lines,alone" doc:"The lines of the address, as they shall stand."`
	Street   []Text      `yaml:"street" doc:"Street and number, or what stands in their place; several lines in a list."`
	Postcode Text        `yaml:"postcode" doc:"The postcode: 111 30, CH-1211."`
	Town     local[Text] `yaml:"town" doc:"The town, or by language: {sv: Genève, en: Geneva}."`
	State    Text        `yaml:"state" doc:"The state or province, where addresses have one: NY."`
	Country  local[Text] `yaml:"country" doc:"The country as it shall stand below; left out, it does not. By language: {sv: Schweiz, en: Switzerland}."`
	Code     Text        `yaml:"code" doc:"The country's code of two letters, which says in which order postcode and town stand, and how telephone numbers are written: SE, GB."`
}

// lines returns the lines of the address for readers of some languages.
func (f *addressFile) lines(languages []string) []Text {
	out := append([]Text(nil), f.Lines...)
	out = append(out, f.Street...)
	town := f.Town.in(languages)
	switch addressOrder(f.Code.Value) {
	case townFirst: // 1 Main Street / Springfield IL 62701
		out = appendLine(out, town, f.State, f.Postcode)
	case postcodeBelow: // 1 High Street / LONDON / SW1A 1AA
		out = appendLine(out, town, f.State)
		out = appendLine(out, f.Postcode)
	case postcodeFirst: // Storgatan 1 / 111 30 Stockholm
		out = appendLine(out, f.Postcode, town, f.State)
	}
	return appendLine(out, f.Country.in(languages))
}

// appendLine appends a line of those of the texts that are given.
func appendLine(lines []Text, parts ...Text) []Text {
	var line Text
	for _, p := range parts {
		switch {
		case !p.Given():
		case !line.Given():
			line = p
		default:
			line.Value += " " + p.Value
		}
	}
	if !line.Given() {
		return lines
	}
	return append(lines, line)
}

// postalOrder is where postcodes stand.
type postalOrder uint8

const (
	postcodeFirst postalOrder = iota // before the town, on its line
	townFirst                        // behind the town and the state, on their line
	postcodeBelow                    // on a line of its own below the town
)

// addressOrder returns where the postcode stands in a country's addresses; unless
// it is known, before the town, as in most countries of Europe.
func addressOrder(code string) postalOrder {
	switch strings.ToUpper(code) {
	case "AU", "CA", "IN", "NZ", "SG", "US":
		return townFirst
	case "GB", "GG", "IE", "IM", "JE", "RU", "ZA":
		return postcodeBelow
	}
	return postcodeFirst
}

// check reports what cannot be in an address.
func (f *addressFile) check(m *mistakes) {
	parts := len(f.Street) > 0 || f.Postcode.Given() || f.Town.All.Given() || len(f.Town.By) > 0
	if parts && len(f.Lines) > 0 {
		m.add(f.Lines[0].Pos, "write the parts, or the lines", "an address has either `lines` or parts")
	}
	if code := strings.ToLower(f.Code.Value); f.Code.Given() && (len(code) != 2 || !isLetters(code) || !hasCode(regionCodes, code)) {
		hint := "write it like SE or GB"
		if code == "uk" {
			hint = "write GB"
		}
		m.add(f.Code.Pos, hint, "`"+shorten(f.Code.Value)+"` is not the code of a country")
	}
}
