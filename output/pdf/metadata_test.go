package pdf

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"korthet/layout/display"
	"korthet/output/pdf/object"
)

// xmpValues reads a packet with the library's XML parser: the text of each
// element that has any, by its path of local names, from the description on.
func xmpValues(t *testing.T, packet []byte) map[string][]string {
	t.Helper()
	values := map[string][]string{}
	var path []string
	d := xml.NewDecoder(strings.NewReader(string(packet)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return values
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "xmpmeta", "RDF", "Description", "Alt", "Seq", "Bag", "li":
				path = append(path, "")
			default:
				path = append(path, token.Name.Space+token.Name.Local)
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if text := strings.TrimSpace(string(token)); text != "" {
				key := strings.Join(path, "")
				values[key] = append(values[key], string(token))
			}
		}
	}
}

// TestMetadata: what the information dictionary says, the XMP packet says in
// the same words, and the packet says what the file conforms to.
func TestMetadata(t *testing.T) {
	doc := leaflet(t)
	doc.Meta.Title = "Migration & <korthet> \"på\" 日本"
	doc.Meta.Author = "Å & Ö"
	r := read(t, write(t, doc, testOptions()))
	s, ok := r.f.Resolve(r.root.Get("Metadata")).(*object.Stream)
	if !ok || s.Dict.Get("Filter") != nil {
		t.Fatal("the metadata are no plain stream")
	}
	const (
		dc      = "http://purl.org/dc/elements/1.1/"
		xmp     = "http://ns.adobe.com/xap/1.0/"
		pdfNS   = "http://ns.adobe.com/pdf/1.3/"
		pdfaid  = "http://www.aiim.org/pdfa/ns/id/"
		pdfuaid = "http://www.aiim.org/pdfua/ns/id/"
	)
	got := xmpValues(t, s.Raw)
	info := r.dict(r.f.Trailer.Get("Info"))
	for _, c := range []struct {
		key  object.Name
		path string
	}{
		{"Title", dc + "title"},
		{"Author", dc + "creator"},
		{"Subject", dc + "description"},
		{"Keywords", pdfNS + "Keywords"},
		{"Producer", pdfNS + "Producer"},
		{"Creator", xmp + "CreatorTool"},
	} {
		want := textString(info.Get(c.key))
		if values := got[c.path]; len(values) != 1 || values[0] != want {
			t.Errorf("/%s is %q, %s is %q", c.key, want, c.path, values)
		}
	}
	for path, want := range map[string]string{
		pdfaid + "part": "2", pdfaid + "conformance": "A", pdfuaid + "part": "1",
		xmp + "CreateDate": "2005-06-01T12:00:00+02:00", xmp + "ModifyDate": "2005-06-01T12:00:00+02:00",
		dc + "title": doc.Meta.Title, dc + "language": "sv",
	} {
		if values := got[path]; len(values) != 1 || values[0] != want {
			t.Errorf("%s is %q, want %q", path, values, want)
		}
	}
	if got := textString(info.Get("CreationDate")); got != "D:20050601120000+02'00'" {
		t.Errorf("/CreationDate is %q", got)
	}
	if schema := strings.Join(got["http://www.aiim.org/pdfa/ns/extension/schemashttp://www.aiim.org/pdfa/ns/schema#namespaceURI"], ""); schema != pdfuaid {
		t.Errorf("the extension schema describes %q", schema)
	}
}

func TestNoDate(t *testing.T) {
	data := write(t, leaflet(t), Options{})
	if text := string(dump(t, data)); strings.Contains(text, "CreationDate") || strings.Contains(text, "CreateDate") {
		t.Error("a document without a date has one")
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		zone     int
		pdf, xmp string
	}{
		{0, "D:20260102030405+00'00'", "2026-01-02T03:04:05+00:00"},
		{-(3*3600 + 1800), "D:20260102030405-03'30'", "2026-01-02T03:04:05-03:30"},
	} {
		at := time.Date(2026, 1, 2, 3, 4, 5, 6, time.FixedZone("", c.zone))
		if got := pdfDate(at); got != c.pdf {
			t.Errorf("got %q, want %q", got, c.pdf)
		}
		if got := xmpDate(at); got != c.xmp {
			t.Errorf("got %q, want %q", got, c.xmp)
		}
	}
}

// TestIdentifiers: another content has another identifier, the same content the
// same one, whatever it is packed with.
func TestIdentifiers(t *testing.T) {
	id := func(doc *display.Document) string {
		r := read(t, write(t, doc, testOptions()))
		ids := r.array(r.f.Trailer.Get("ID"))
		if len(ids) != 2 || ids[0] != ids[1] {
			t.Fatalf("/ID is %v", ids)
		}
		s, _ := ids[0].(object.String)
		return string(s)
	}
	first := id(leaflet(t))
	if len(first) != 16 || first != id(leaflet(t)) {
		t.Error("the identifier is no hash of the content")
	}
	other := leaflet(t)
	other.Meta.Title += "."
	if id(other) == first {
		t.Error("another title has the same identifier")
	}
}

func TestAppendDecimal(t *testing.T) {
	for _, c := range []struct {
		n      int64
		places int
		want   string
	}{
		{0, 3, "0"},
		{1, 3, "0.001"},
		{-1, 3, "-0.001"},
		{10, 3, "0.01"},
		{1000, 3, "1"},
		{-1500, 3, "-1.5"},
		{123456, 3, "123.456"},
		{120, 0, "120"},
		{7, 5, "0.00007"},
		{-9223372036854775808, 3, "-9223372036854775.808"},
		{1_000_000_000_000, 3, "1000000000"},
	} {
		if got := string(appendDecimal(nil, c.n, c.places)); got != c.want {
			t.Errorf("%d, %d places: got %q, want %q", c.n, c.places, got, c.want)
		}
	}
}

func TestToMilli(t *testing.T) {
	for _, c := range []struct {
		l    display.Length
		want milli
	}{
		{0, 0},
		{display.Point, 1000},
		{-display.Point, -1000},
		{32, 0},
		{33, 1},
		{-33, -1},
		{-32, 0},
		{display.Point*1000 + display.Point/2, 1_000_500},
		{display.Millimetres(210_000), 595_276},
	} {
		if got := toMilli(c.l); got != c.want {
			t.Errorf("%d: got %d, want %d", c.l, got, c.want)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"abc", "(abc)"},
		{"a(b)\\", "(a\\(b\\)\\\\)"},
		{"åäö", "(\xE5\xE4\xF6)"},
		{"–", "(\xFE\xFF\x20\x13)"},
		{"þÿ", "(\xFE\xFF\x00\xFE\x00\xFF)"},
		{"a\u00ADb", "(\xFE\xFF\x00a\x00\xAD\x00b)"},
		{"😀", "(\xFE\xFF\xD8\x3D\xDE\x00)"},
		{"\r", "(\xFE\xFF\x00\\r)"},
	} {
		if got := string(appendText(nil, c.in)); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestURI(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"http://www.iom.int", "(http://www.iom.int)"},
		{"mailto:hq@iom.int?subject=å b", "(mailto:hq@iom.int?subject=%C3%A5%20b)"},
		{"x%20y%zz", "(x%20y%25zz)"},
		{"tel:+41227179111", "(tel:+41227179111)"},
		{"a(b)", "(a\\(b\\))"},
	} {
		if got := string(appendURI(nil, c.in)); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}
