package content_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// TestAddress shows how addresses are written in the countries of the languages
// that there are, and in ones that differ from them.
func TestAddress(t *testing.T) {
	const all = "street: 1 Gatan\n  town: Ort\n  postcode: \"12345\"\n  state: ST\n  country: Landet\n"
	for _, c := range []struct{ code, state, want string }{
		{"SE", "", "1 Gatan / 12345 Ort / Landet"},
		{"", "", "1 Gatan / 12345 Ort / Landet"},
		{"de", "", "1 Gatan / 12345 Ort / Landet"},
		{"PL", "", "1 Gatan / 12345 Ort / Landet"},
		{"PT", "", "1 Gatan / 12345 Ort / Landet"},
		{"IT", "ST", "1 Gatan / 12345 Ort ST / Landet"},
		{"LV", "", "1 Gatan / Ort, 12345 / Landet"},
		{"LV", "ST", "1 Gatan / ST / Ort, 12345 / Landet"},
		{"TR", "ST", "1 Gatan / 12345 Ort/ST / Landet"},
		{"TR", "", "1 Gatan / 12345 Ort / Landet"},
		{"UA", "ST", "1 Gatan / Ort / ST / 12345 / Landet"},
		{"RU", "", "1 Gatan / Ort / 12345 / Landet"},
		{"GB", "", "1 Gatan / Ort / 12345 / Landet"},
		{"US", "ST", "1 Gatan / Ort, ST 12345 / Landet"},
		{"US", "", "1 Gatan / Ort 12345 / Landet"},
		{"CA", "ST", "1 Gatan / Ort ST 12345 / Landet"},
		{"BR", "ST", "1 Gatan / Ort-ST / 12345 / Landet"},
		{"KY", "ST", "1 Gatan / Ort / ST 12345 / Landet"},
		{"PH", "ST", "1 Gatan / Ort / 12345 ST / Landet"},
		{"JP", "ST", "1 Gatan / Ort, ST / 12345 / Landet"},
		{"AE", "", "1 Gatan / 12345 Ort / Landet"},
		{"HU", "", "Ort / 1 Gatan / 12345 / Landet"},
		{"BD", "", "1 Gatan / Ort - 12345 / Landet"},
	} {
		address := all
		if c.state == "" {
			address = strings.Replace(address, "  state: ST\n", "", 1)
		}
		if c.code != "" {
			address += "  code: " + c.code + "\n"
		}
		e, errs := content.Load(fstest.MapFS{
			"publication.yaml":   {Data: []byte("name: a\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\neditions:\n  sv: {language: sv, office: o}\n")},
			"text/sv/front.yaml": {Data: []byte("title: x\n")}, "text/sv/one.yaml": {Data: []byte("title: x\nbody: y\n")},
			"offices/o.yaml": {Data: []byte("name: o\naddress:\n  " + address)},
		}, "sv")
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		var lines []string
		for _, l := range e.Office.Address {
			lines = append(lines, l.Value)
		}
		if got := strings.Join(lines, " / "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.code, got, c.want)
		}
	}
}
