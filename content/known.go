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
	return []Choice{{"screen", "A PDF to read on a screen, tagged and with live links."}}
}

// names returns the names of the choices.
func names(choices []Choice) []string {
	out := make([]string, len(choices))
	for i, c := range choices {
		out[i] = c.Name
	}
	return out
}
