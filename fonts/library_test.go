package fonts_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"korthet/fonts"
)

func TestBuiltin(t *testing.T) {
	library := fonts.Builtin()
	styles := 0
	for _, family := range library.Families() {
		if !family.Embedded {
			t.Errorf("%s is said to be from a folder", family.Name)
		}
		for _, style := range family.Styles {
			styles++
			face, err := library.Find(family.Name, style.Weight, style.Italic)
			if err != nil {
				t.Fatal(err)
			}
			if face.Family() != family.Name || face.Weight() != style.Weight || face.Italic() != style.Italic {
				t.Errorf("%s %v is %s %d %v", family.Name, style, face.Family(), face.Weight(), face.Italic())
			}
			if !face.Metrics().Embedding.Allowed() {
				t.Errorf("%s must not be embedded", face.PostScriptName())
			}
			if again, _ := library.Find(family.Name, style.Weight, style.Italic); again != face {
				t.Errorf("%s was parsed twice", face.PostScriptName())
			}
		}
	}
	files, err := filepath.Glob(filepath.Join("data", "*", "*.ttf"))
	if err != nil || styles != len(files) {
		t.Errorf("%d faces of %d files: %v", styles, len(files), err)
	}
}

func TestFind(t *testing.T) {
	library := fonts.Builtin()
	for _, c := range []struct {
		family string
		weight int
		italic bool
		want   string
	}{
		{"Source Serif 4", 0, false, "SourceSerif4-Regular"},
		{"source-serif 4", 400, true, "SourceSerif4-It"},
		{"SourceSerif4", 500, false, "SourceSerif4-Regular"}, // 500: 400 before 600
		{"Source Serif 4", 550, false, "SourceSerif4-Semibold"},
		{"Source Serif 4", 650, false, "SourceSerif4-Bold"},
		{"Source Serif 4", 900, true, "SourceSerif4-BoldIt"},
		{"Source Serif 4", 100, false, "SourceSerif4-Regular"},
		{"Source Serif 4 Display", 700, false, "SourceSerif4Display-Semibold"},
		{"Source Serif 4 Display", 400, true, "SourceSerif4Display-Regular"}, // no italic
		{"Noto Sans", 600, true, "NotoSans-BoldItalic"},
	} {
		face, err := library.Find(c.family, c.weight, c.italic)
		if err != nil || face.PostScriptName() != c.want {
			t.Errorf("%s %d %v: %v, %v, want %s", c.family, c.weight, c.italic, face, err, c.want)
		}
	}
	for name, want := range map[string]string{
		"Sourse Serif 4": `there is no font family "Sourse Serif 4"; did you mean "Source Serif 4"? there are: Noto Sans, Noto Serif, Source Sans 3,`,
		"Noto":           `did you mean "Noto Sans"?`,
		"Garamond":       `there is no font family "Garamond"; there are: Noto Sans,`,
		"":               `there is no font family ""; there are:`,
	} {
		if _, err := library.Find(name, 400, false); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", name, err, want)
		}
	}
}

// read returns a font file of the embedded ones.
func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("data", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestWith(t *testing.T) {
	serif := read(t, "source-serif-4/SourceSerif4-Regular.ttf")
	vazirmatn := readFace(t, "vazirmatn/Vazirmatn-Regular.ttf").Data()
	restricted := slices.Clone(vazirmatn)
	at := strings.Index(string(restricted[:400]), "OS/2")
	offset := int(restricted[at+10])<<8 | int(restricted[at+11])
	restricted[offset+9] |= 2
	folder := fstest.MapFS{
		"fonts/a.ttf":          {Data: vazirmatn},
		"fonts/b.TTF":          {Data: serif},
		"fonts/OFL.txt":        {Data: []byte("a licence")},
		"fonts/copy.ttf":       {Data: vazirmatn},
		"fonts/half.ttf":       {Data: serif[:50_000]},
		"fonts/new.otf":        {Data: []byte("OTTO")},
		"fonts/restricted.ttf": {Data: restricted},
		"fonts/.hidden.ttf":    {Data: []byte("no font")},
		"fonts/pipe.ttf":       {Mode: fs.ModeNamedPipe},
		"fonts/sub/x.ttf":      {Data: []byte("no font")},
	}
	builtin := fonts.Builtin()
	library, problems := builtin.With(folder, "fonts")
	want := []string{
		"fonts/copy.ttf: this is the same style (Vazirmatn 400) as fonts/a.ttf; remove one of the two",
		"fonts/half.ttf: the file is cut off",
		"fonts/new.otf: this kind of font file cannot be used",
		"fonts/pipe.ttf: this is not a file",
		"fonts/restricted.ttf: the font's maker does not allow it to be embedded",
	}
	if len(problems) != len(want) {
		t.Fatalf("problems: %q", problems)
	}
	for i := range want {
		if !strings.HasPrefix(problems[i].Error(), want[i]) {
			t.Errorf("problem %d: %v, want %s", i, problems[i], want[i])
		}
	}
	if face, err := library.Find("vazirmatn", 700, false); err != nil || face.Name() != "fonts/a.ttf" || len(face.Shape("سلام", fonts.ShapeOptions{RTL: true})) == 0 {
		t.Errorf("Vazirmatn: %v, %v", face, err)
	}
	// The folder's Source Serif 4 has no italic, and so has the library's.
	if face, err := library.Find("Source Serif 4", 700, true); err != nil || face.Name() != "fonts/b.TTF" {
		t.Errorf("Source Serif 4: %v, %v", face, err)
	}
	if _, err := builtin.Find("Vazirmatn", 400, false); err == nil {
		t.Error("With changed the library it was called on")
	}
	a, _ := builtin.Find("Noto Sans", 400, false)
	if b, _ := library.Find("Noto Sans", 400, false); a != b {
		t.Error("an embedded face was parsed for each library")
	}
	if same, problems := builtin.With(folder, "no-fonts"); same != builtin || problems != nil {
		t.Errorf("a folder that does not exist: %v", problems)
	}
}

// TestConcurrentUse shapes with one face from many goroutines, marks that need
// outlines included; the race detector watches.
func TestConcurrentUse(t *testing.T) {
	library := fonts.Builtin()
	texts := []string{"Verksamhetsområden", "1 234 ½", "a\u0323\u0301bc\u0302\u0308", "Жизнь", "ﬁn ffl"}
	want := make([][]fonts.Glyph, len(texts))
	for i, text := range texts {
		face, err := fonts.Builtin().Find("Source Serif 4", 400, false)
		if err != nil {
			t.Fatal(err)
		}
		want[i] = face.Shape(text, fonts.ShapeOptions{Language: "sv"})
	}
	var group sync.WaitGroup
	for n := range 8 {
		group.Go(func() {
			for i := range 40 {
				face, err := library.Find("Source Serif 4", 400, false)
				if err != nil {
					t.Error(err)
					return
				}
				k := (n + i) % len(texts)
				if got := face.Shape(texts[k], fonts.ShapeOptions{Language: "sv"}); !slices.Equal(got, want[k]) {
					t.Errorf("%q: got %v, want %v", texts[k], got, want[k])
				}
				face.Shape(texts[k], fonts.ShapeOptions{Language: "fi", Features: []string{"onum", "-liga"}})
				face.Metrics()
				face.Digest()
			}
		})
	}
	group.Wait()
}

func TestLicences(t *testing.T) {
	licences := fonts.Licences()
	if len(licences) != 4 {
		t.Fatalf("%d licences, want 4", len(licences))
	}
	for _, l := range licences {
		if !strings.Contains(l.Text, "SIL OPEN FONT LICENSE Version 1.1") || !strings.Contains(l.Text, "Copyright") {
			t.Errorf("%s: %.80q", l.Name, l.Text)
		}
	}
}
