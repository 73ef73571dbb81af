package html_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image/color"
	"image/jpeg"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/html"
)

// TestEverything holds the page of a document with every role.
func TestEverything(t *testing.T) {
	page := write(t, everything(t))
	golden(t, "everything.html", page)
	root, err := parsed(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults(root) {
		t.Error(fault)
	}
	compareWords(t, pageWords(t, page), treeWords(everything(t)))
}

// treeWords are the words of the tag tree in reading order: what is no running
// text parts words; spaces that do not break are spaces.
func treeWords(doc *display.Document) []string {
	var text strings.Builder
	var walk func(id display.TagID)
	walk = func(id display.TagID) {
		tag := &doc.Tags[id]
		parts := ""
		switch tag.Role {
		case display.RoleText, display.RoleSpan, display.RoleEmphasis, display.RoleStrong, display.RoleLink:
		default:
			parts = " "
		}
		text.WriteString(parts)
		if tag.ActualText != "" {
			text.WriteString(tag.ActualText)
		} else {
			text.WriteString(tag.Text)
			for _, kid := range tag.Kids {
				walk(kid)
				switch tag.Role {
				case display.RoleList, display.RoleTable, display.RoleTableRow: // each kid is an element
					text.WriteString(" ")
				}
			}
		}
		text.WriteString(parts)
	}
	walk(display.Root)
	shown := strings.Map(func(r rune) rune {
		switch r {
		case '\u00A0':
			return ' '
		case '\u0007', '\uFFFF':
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(text.String(), "\uFFFD"))
	return strings.Fields(shown)
}

// compareWords compares two texts.
func compareWords(t testing.TB, got, want []string) {
	t.Helper()
	if at := difference(got, want); at >= 0 {
		t.Errorf("from word %d on: got %q, want %q", at, excerpt(got, at), excerpt(want, at))
	}
}

// difference returns the first word in which two texts differ, -1 where they
// are the same.
func difference(got, want []string) int {
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			return i
		}
	}
	return -1
}

func excerpt(words []string, at int) []string {
	at = max(0, min(at-2, len(words)))
	return words[at:min(at+8, len(words))]
}

func TestWriteTwice(t *testing.T) {
	doc := everything(t)
	if !bytes.Equal(write(t, doc), write(t, doc)) {
		t.Error("two pages of one document differ")
	}
}

// TestSelfContained: the page asks for nothing from elsewhere and runs nothing.
func TestSelfContained(t *testing.T) {
	page := string(write(t, everything(t)))
	for _, forbidden := range []string{"<script", "<link", "@import", "url(", "srcset", "onload", "javascript:"} {
		if strings.Contains(page, forbidden) {
			t.Errorf("the page has %q", forbidden)
		}
	}
	root, err := parsed([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	for _, img := range root.all("img") {
		src, _ := img.attribute("src")
		kind, data, _ := strings.Cut(src, ";base64,")
		if _, err := base64.StdEncoding.DecodeString(data); err != nil || !strings.HasPrefix(kind, "data:image/") {
			t.Errorf("a picture from %.40q: %v", src, err)
		}
	}
	if !strings.Contains(page, "default-src &#39;none&#39;") && !strings.Contains(page, "default-src 'none'") {
		t.Error("no content security policy")
	}
}

func TestHead(t *testing.T) {
	doc := everything(t)
	doc.Meta.Language = "ar"
	var out bytes.Buffer
	if err := html.Write(&out, doc, html.Options{Producer: "korthet 1.2"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<html lang=\"ar\" dir=\"rtl\">", "<title>Allt &lt;möjligt&gt; &amp; &quot;mer&quot; i korthet</title>",
		"<meta name=\"generator\" content=\"korthet 1.2\"/>", "<meta name=\"description\" content=\"Ett faktablad\"/>",
		"<meta name=\"author\" content=\"IOM\"/>", "<meta name=\"keywords\" content=\"migration, prov\"/>", "lang=\"en\" dir=\"ltr\"",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

// TestColours: the theme's colours are the page's, but those that cannot be
// read.
func TestColours(t *testing.T) {
	for _, c := range []struct {
		colours []display.Colour
		want    string
	}{
		{nil, "--text: #050505; --brand: #050505; --muted: #050505; --tint: #ffffff; --paper: #ffffff;"},
		{[]display.Colour{{Name: "brand", RGB: [3]uint8{0, 0, 160}}}, "--text: #050505; --brand: #0000a0; --muted: #050505; --tint: #ffffff; --paper: #ffffff;"},
		{[]display.Colour{{Name: "brand", RGB: [3]uint8{255, 200, 0}}}, "--text: #050505; --brand: #050505; --muted: #050505; --tint: #ffffff; --paper: #ffffff;"},
		{[]display.Colour{{Name: "tint", RGB: [3]uint8{0, 0, 60}}}, "--text: #050505; --brand: #050505; --muted: #050505; --tint: #ffffff; --paper: #ffffff;"},
	} {
		b := newBuilder()
		b.Colours = append([]display.Colour{{Name: "ink", RGB: [3]uint8{5, 5, 5}}}, c.colours...)
		b.Add(display.NoTag, display.Tag{Role: display.RoleDocument})
		page := string(write(t, b.Document))
		_, page, _ = strings.Cut(page, ":root {")
		page, _, _ = strings.Cut(page, "}")
		if got := strings.Join(strings.Fields(page), " "); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// TestCMYK: a JPEG in CMYK becomes one in RGB that looks alike, once for all
// documents that share a cache.
func TestCMYK(t *testing.T) {
	file, err := os.ReadFile("testdata/cmyk-adobe.jpg")
	if err != nil {
		t.Fatal(err)
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(file))
	if err != nil || config.ColorModel != color.CMYKModel {
		t.Fatal("the picture is not CMYK", err)
	}
	b := newBuilder()
	root := b.Add(display.NoTag, display.Tag{Role: display.RoleDocument})
	figure := b.Add(root, display.Tag{Role: display.RoleFigure, Alt: "Foto"})
	b.panel(&display.Image{Width: display.Point, Height: display.Point, Tag: figure, Data: &display.ImageData{
		Name: "foto.jpg", Format: "jpeg", Bytes: file, Width: config.Width, Height: config.Height, Digest: "foto",
	}})
	shared := html.Options{Cache: cache.New(1 << 20)}
	var first, second bytes.Buffer
	if err := errors.Join(html.Write(&first, b.Document, shared), html.Write(&second, b.Document, shared)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) || !bytes.Equal(first.Bytes(), write(t, b.Document)) {
		t.Error("the page depends on the cache")
	}
	_, data, _ := strings.Cut(first.String(), "data:image/jpeg;base64,")
	data, _, _ = strings.Cut(data, "\"")
	packed, err := base64.StdEncoding.DecodeString(data)
	if err != nil {
		t.Fatal(err)
	}
	got, err := jpeg.Decode(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	want, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got.ColorModel() == color.CMYKModel || got.Bounds() != want.Bounds() {
		t.Fatalf("got %v, %v", got.ColorModel(), got.Bounds())
	}
	x, y := got.Bounds().Dx()/4, got.Bounds().Dy()/4
	gr, gg, gb, _ := got.At(x, y).RGBA()
	wr, wg, wb, _ := want.At(x, y).RGBA()
	for i, d := range []int{int(gr) - int(wr), int(gg) - int(wg), int(gb) - int(wb)} {
		if max(d, -d) > 0x1800 {
			t.Errorf("component %d is %d off", i, d)
		}
	}
}

func TestErrors(t *testing.T) {
	broken := newBuilder()
	broken.Add(display.NoTag, display.Tag{Role: display.RoleDocument})
	broken.Add(display.Root, display.Tag{Role: display.RoleParagraph, Text: "text where none may be"})
	picture := newBuilder()
	figure := picture.Add(picture.Add(display.NoTag, display.Tag{Role: display.RoleDocument}), display.Tag{Role: display.RoleFigure})
	picture.panel(&display.Image{Tag: figure, Data: &display.ImageData{Name: "x.jpg", Format: "jpeg", Bytes: []byte("no picture")}})
	format := newBuilder()
	figure = format.Add(format.Add(display.NoTag, display.Tag{Role: display.RoleDocument}), display.Tag{Role: display.RoleFigure})
	format.panel(&display.Image{Tag: figure, Data: &display.ImageData{Name: "x.gif", Format: "gif"}})
	for _, c := range []struct {
		doc  *display.Document
		want string
	}{
		{&display.Document{}, "not sound"},
		{broken.Document, "not sound"},
		{picture.Document, "the picture x.jpg cannot be used"},
		{format.Document, "neither jpeg nor png"},
	} {
		var out bytes.Buffer
		if err := html.Write(&out, c.doc, html.Options{}); err == nil || !strings.Contains(err.Error(), c.want) || out.Len() > 0 {
			t.Errorf("got %v and %d bytes, want an error with %q", err, out.Len(), c.want)
		}
	}
	if err := html.Write(full{}, everything(t), html.Options{}); !errors.Is(err, errFull) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// FuzzWrite: any tag tree gives a page that is well-formed, valid as far as we
// can tell, and has the tree's letters in their order.
func FuzzWrite(f *testing.F) {
	f.Add([]byte{0, 1, 26, 0, 2, 26, 3, 8, 26}, "a\nb")
	f.Add([]byte{0, 14, 0, 15, 1, 16, 2, 26, 1, 19, 4, 26, 0, 22, 1, 2, 0, 23, 1, 9, 2, 23}, "<&>\"'\x00\uFFFF")
	f.Add([]byte("\x00\x16\x01\x02\x01\x01\x02\x16\x01\x15\x00\x0A\x01\x12\x01\x0B\x02\x0C\x02\x0D"), "javascript:x")
	f.Add([]byte{0, 208, 1, 217, 1, 217, 1, 25}, "0") // actual texts in a section whose own is one text's
	f.Fuzz(func(t *testing.T, tree []byte, text string) {
		if len(tree) > 400 || len(text) > 1000 {
			return
		}
		b := newBuilder()
		b.Add(display.NoTag, display.Tag{Role: display.RoleDocument})
		roles := int(display.RoleText-display.RoleSection) + 1
		for i := 0; i+1 < len(tree); i += 2 {
			parent := display.TagID(int(tree[i])%(len(b.Tags)-1)) + display.Root
			if b.Tags[parent].Role == display.RoleText {
				parent = b.Tags[parent].Parent
			}
			tag := display.Tag{Role: display.RoleSection + display.Role(int(tree[i+1])%roles)}
			switch {
			case tag.Role == display.RoleText:
				tag.Text = text
				if tag.Text == "" {
					tag.Text = "x"
				}
			case tree[i+1] >= 200:
				tag.ActualText = text
			case tree[i+1] >= 150:
				tag.ID, tag.Lang, tag.Numbered, tag.Alt = text, text, true, text
			case tree[i+1] >= 100:
				tag.URI, tag.Scope = text, display.Scope(tree[i+1]%4)
				tag.ColSpan, tag.RowSpan = int(tree[i])*9, -int(tree[i])
			default:
				tag.URI = "https://iom.int/" + text
			}
			b.Add(parent, tag)
		}
		page := write(t, b.Document)
		root, err := parsed(page)
		if err != nil {
			t.Fatalf("%v in\n%s", err, page)
		}
		if found := faults(root); len(found) > 0 {
			t.Fatalf("%q in\n%s", found, page)
		}
		if !plain(text) {
			return
		}
		// Blocks within running text part words that the tree does not, so only
		// the letters can be compared.
		if got, want := spoken(pageWords(t, page)), spoken(treeWords(b.Document)); !slices.Equal(got, want) {
			t.Fatalf("got %q, want %q, in\n%s", got, want, page)
		}
	})
}

// plain reports whether a text is shown as it is.
func plain(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return r != '\n' && r < ' ' || r >= 0x7F && r <= 0x9F || r == '\uFFFD' || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
	})
}

func BenchmarkWrite(b *testing.B) {
	doc := set(b, publications(b)["leaflet"])
	b.ReportAllocs()
	for b.Loop() {
		if err := html.Write(io.Discard, doc, html.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
