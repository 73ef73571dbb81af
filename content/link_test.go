package content_test

import (
	"testing"

	"korthet/content"
)

// TestLinks reads links as they are typed. The names of sites beyond ASCII were
// encoded with Python's idna codec.
func TestLinks(t *testing.T) {
	for typed, want := range map[string]string{
		"http://räddabarnen.se/x":        "http://xn--rddabarnen-q5a.se/x",
		"http://www.bücher.example/x":    "http://www.xn--bcher-kva.example/x",
		"http://MÜNCHEN.de/x":            "http://xn--mnchen-3ya.de/x",
		"http://ελλάδα.gr/x":             "http://xn--hxakic4aa.gr/x",
		"http://київ.укр/x":              "http://xn--b1alf1j.xn--j1amh/x",
		"http://例え.jp/x":                 "http://xn--r8jz45g.jp/x",
		"http://ääkkösiä.fi/x":           "http://xn--kksi-koaae5l.fi/x",
		"http://a\u030Aäö.example.org/x": "http://xn--4cab6c.example.org/x",
		"http://ł.pl/x":                  "http://xn--tfa.pl/x",
		"http://日本語.jp:8080/x":           "http://xn--wgv71a119e.jp:8080/x",
		"https://iom.int/å?q=ö&x=1#ä":    "https://iom.int/%C3%A5?q=%C3%B6&x=1#%C3%A4",
		"HTTPS://IOM.int/%C3%A5":         "HTTPS://IOM.int/%C3%A5",
		"mailto:hq@iom.int":              "mailto:hq@iom.int",
		"tel:+46-8-123":                  "tel:+46-8-123",
		"https://a.example/(b)":          "https://a.example/(b)",
		"https://a.example/x\\_y":        "https://a.example/x_y",
		"https://a.example/?a&amp;b":     "https://a.example/?a&b",
	} {
		e, errs := content.Load(small("title: Ett\nbody: |\n  [text]("+typed+")\n"), "sv")
		if len(errs) > 0 {
			t.Errorf("%s: %v", typed, errs)
			continue
		}
		piece := e.Sections[0].Blocks[0].(*content.Paragraph).Text[0]
		if piece.Link == nil || piece.Link.URI != want || piece.Text != "text" {
			t.Errorf("%s: %+v, want %s", typed, piece.Link, want)
		}
	}
}
