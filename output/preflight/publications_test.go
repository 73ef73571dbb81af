package preflight_test

import (
	"bytes"
	"context"
	"fmt"
	"image/color"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/impose"
	"korthet/output/pdf"
	"korthet/output/preflight"
	"korthet/output/press"
)

// publications are the folders of the house, the leaflet and the template in each
// built-in theme among them, with the publication that other systems set.
func publications(t testing.TB) map[string]fs.FS {
	t.Helper()
	folders := map[string]fs.FS{
		"sample":   os.DirFS("../../content/iom-i-korthet"),
		"specimen": os.DirFS("../../content/specimen"),
		"peers":    os.DirFS("../../layout/testdata/peers"),
	}
	for _, theme := range []string{"sober", "bold", "airy"} {
		for _, name := range []string{"template", "iom-i-korthet"} {
			folder := fstest.MapFS{}
			from := os.DirFS("../../content/" + name)
			if err := fs.WalkDir(from, ".", func(path string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() || strings.HasPrefix(path, "output/") {
					return err
				}
				data, err := fs.ReadFile(from, path)
				folder[path] = &fstest.MapFile{Data: data}
				return err
			}); err != nil {
				t.Fatal(err)
			}
			folder["theme.yaml"] = &fstest.MapFile{Data: []byte("base: " + theme + "\n")}
			// Each theme has its own need of room.
			publication := folder["publication.yaml"]
			publication.Data = regexp.MustCompile(`(?m)^pages: 2`).ReplaceAll(publication.Data, []byte("pages: 3"))
			folders[name+" in "+theme] = folder
		}
	}
	return folders
}

// set is an edition's document.
func set(t testing.TB, folder fs.FS, id string) *display.Document {
	t.Helper()
	edition, errs := content.Load(folder, id)
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	library, mistakes := fonts.Builtin().With(folder, "fonts")
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	result, err := layout.Layout(context.Background(), edition, layout.Options{Fonts: library})
	if err != nil {
		t.Fatal(err)
	}
	return result.Document
}

// TestCleanPublications: no false alarm, for any built-in printer and with spot colours on plates of their own.
func TestCleanPublications(t *testing.T) {
	for name, folder := range publications(t) {
		publication, errs := content.Open(folder)
		if errs.Err() != nil {
			t.Fatal(errs)
		}
		for _, ref := range publication.Editions() {
			t.Run(name+" "+ref.ID, func(t *testing.T) {
				doc := set(t, folder, ref.ID)
				face, err := fonts.Builtin().Find("Source Sans 3", 400, false)
				if err != nil {
					t.Fatal(err)
				}
				for _, printer := range printers() {
					all := preflight.Press(impose.Marks(impose.Bleed(doc, printer.Bleed), &printer, impose.Slug{Text: name, Face: face}), preflight.PressOptions{Profile: &printer})
					if found := faults(all); len(found) > 0 {
						t.Errorf("%s: %s", printer.Name, messages(all))
					}
					checks := map[preflight.Check]bool{}
					for _, v := range all {
						checks[v.Check] = true
					}
					if len(checks) != 11 {
						t.Errorf("%s: verdicts on %d checks", printer.Name, len(checks))
					}
				}
			})
		}
	}
}

// printers are the built-in ones, and one that wants all marks and all plates.
func printers() []press.Profile {
	var all []press.Profile
	for _, name := range press.Names() {
		p, _ := press.Builtin(name)
		all = append(all, p)
	}
	p, _ := press.Builtin(press.Default)
	p.Name, p.AllSpots, p.Marks = "all marks and plates", true, press.Marks{Crop: true, Fold: true, Registration: true, ColourBar: true, Slug: true}
	return append(all, p)
}

var (
	totalPattern = regexp.MustCompile(`^at most ([0-9.]+) %`)
	platePattern = regexp.MustCompile(`(cyan|magenta|yellow|black) ([0-9.]+) %`)
)

// TestGhostscript holds what is said of ink against Ghostscript's separations of
// the press file: the most ink in all of a page, and how much of it each plate
// covers. Ghostscript paints every pixel that a letter touches.
func TestGhostscript(t *testing.T) {
	gs, err := exec.LookPath("gs")
	if err != nil {
		if strings.Contains(os.Getenv("KORTHET_TOOLS"), "gs") {
			t.Fatal("gs is not installed")
		}
		t.Skip("gs is not installed")
	}
	pages := 0
	for name, doc := range map[string]*display.Document{
		"bold":   set(t, os.DirFS("../../content/specimen"), "bold"),
		"sober":  set(t, os.DirFS("../../content/specimen"), "sober"),
		"leaves": leaves(t),
	} {
		printer, _ := press.Builtin(press.Default)
		doc = impose.Bleed(doc, printer.Bleed)
		var file bytes.Buffer
		if err := pdf.Write(&file, doc, pdf.Options{Target: pdf.Print, Date: time.Unix(0, 0).UTC()}); err != nil {
			t.Fatal(err)
		}
		truth := separate(t, gs, file.Bytes(), printer.Room())
		for _, v := range preflight.Press(doc, preflight.PressOptions{Profile: &printer, Coverage: true}) {
			switch v.Check {
			case preflight.TotalInk:
				if v.Status != preflight.Passed || v.Src.File != "" { // a picture's
					continue
				}
				pages++
				got := number(t, totalPattern.FindStringSubmatch(v.Message)[1])
				if want := truth[v.Page-1].most; got < want-1.5 || got > want+1.5 {
					t.Errorf("%s, page %d: %s; gs has %.1f %%", name, v.Page, v.Message, want)
				}
			case preflight.InkPerPlate:
				for k, m := range platePattern.FindAllStringSubmatch(v.Message, -1) {
					if got, want := number(t, m[2]), truth[v.Page-1].plates[k]; got < want-0.6 || got > want+0.3 {
						t.Errorf("%s, page %d: %s %.1f %%; gs has %.2f %%", name, v.Page, m[1], got, want)
					}
				}
			default:
			}
		}
	}
	if pages < 7 {
		t.Errorf("%d pages were looked at", pages)
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// leaves is a page where things lie over each other in every way.
func leaves(t *testing.T) *display.Document {
	s := newPressSheet(t)
	half := photo(t, "images/half.png", 400, 400, func(x, y int) color.NRGBA {
		return color.NRGBA{uint8(x / 2), uint8(y / 2), 90, uint8(x / 4 * 2)}
	})
	deep := s.colour(display.Colour{Name: "deep", CMYK: [4]uint16{5000, 5000, 5000, 0}})
	turnedArea := group(turned(100, 100), area(deep, 0, 0, 60, 60, 1))
	overprinting := area(inkText, 120, 110, 60, 60, 2)
	light := area(inkTint, 0, 0, 200, 200, 3)
	s.put(light, turnedArea, overprinting, show(half, 20, 20, 96, 96, 4), clipped(30, 130, 50, 50, show(half, 10, 110, 96, 96, 5)),
		at(s.run("Över allt", 700, 40*pt, ink(inkText)), 10, 190), at(s.run("Vitt", 700, 40*pt, ink(inkPaper)), 120, 150),
		line(inkBrand, 10, 100, 190, 60, 6*pt, 6), show(fourInks(t, "testdata/part.jpg"), 120, 20, 40, 40, 7))
	return s.doc
}

type separation struct {
	most   float64
	plates [4]float64
}

// separate has Ghostscript print the four inks of each page, and measures within
// the trim, but the most ink in all of the page.
func separate(t *testing.T, gs string, file []byte, room display.Length) []separation {
	t.Helper()
	const perInch = 300
	dir := t.TempDir()
	path := filepath.Join(dir, "press.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(gs, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pamcmyk32", fmt.Sprintf("-r%d", perInch), "-o", filepath.Join(dir, "%d.pam"), path)
	if said, err := cmd.CombinedOutput(); err != nil || len(said) > 0 {
		t.Fatalf("gs: %v: %s", err, said)
	}
	var all []separation
	for {
		data, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%d.pam", len(all)+1)))
		if err != nil {
			return all
		}
		head, pixels, _ := bytes.Cut(data, []byte("ENDHDR\n"))
		var width, height int
		for _, line := range strings.Split(string(head), "\n") {
			_, _ = fmt.Sscanf(line, "WIDTH %d", &width) // other lines
			_, _ = fmt.Sscanf(line, "HEIGHT %d", &height)
		}
		margin := int(room.Scale(perInch, int64(72*display.Point)))
		s := separation{}
		most, sums := 0, [4]int{}
		for y := range height {
			for x := range width {
				pixel := pixels[4*(y*width+x):][:4]
				most = max(most, int(pixel[0])+int(pixel[1])+int(pixel[2])+int(pixel[3]))
				if x >= margin && y >= margin && x < width-margin && y < height-margin {
					for k, n := range pixel {
						sums[k] += int(n)
					}
				}
			}
		}
		s.most = float64(most) * 100 / 255
		for k, sum := range sums {
			s.plates[k] = float64(sum) * 100 / 255 / float64((width-2*margin)*(height-2*margin))
		}
		all = append(all, s)
	}
}

// BenchmarkPress looks at the leaflet.
func BenchmarkPress(b *testing.B) {
	printer, _ := press.Builtin(press.Default)
	doc := impose.Bleed(set(b, os.DirFS("../../content/iom-i-korthet"), "sv"), printer.Bleed)
	specimen := impose.Bleed(set(b, os.DirFS("../../content/specimen"), "bold"), printer.Bleed)
	for _, c := range []struct {
		name     string
		doc      *display.Document
		cold     bool
		coverage bool
	}{
		{"leaflet", doc, false, false},
		{"leaflet-cold", doc, true, false},
		{"specimen", specimen, false, false},
		{"coverage", doc, false, true},
	} {
		b.Run(c.name, func(b *testing.B) {
			shared := cache.New(32 << 20)
			b.ReportAllocs()
			for b.Loop() {
				if c.cold {
					shared = cache.New(32 << 20)
				}
				if len(faults(preflight.Press(c.doc, preflight.PressOptions{Profile: &printer, Cache: shared, Coverage: c.coverage}))) > 0 {
					b.Fatal("a false alarm")
				}
			}
		})
	}
}
