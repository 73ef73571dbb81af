package inspect_test

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"korthet/output/pdf/inspect"
	"korthet/output/preflight"
	"korthet/output/press"
)

// tool runs another program. Where KORTHET_TOOLS is set it must be there.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("KORTHET_TOOLS") != "" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// mixed is a page with a little of everything that files are judged by.
func mixed() job {
	grey := make([]byte, 120*90)
	inks := make([]byte, 40*40*4)
	for k := range grey {
		grey[k] = byte(k)
	}
	for k := range inks {
		inks[k] = byte(k * 7)
	}
	return job{
		content: "0.2 0 0 0 k -8.504 150 216.91 58.504 re f\n" +
			"q 40 0 0 30 20 20 cm /G Do Q q 0 20 -10 0 100 20 cm /C Do Q q 10 0 0 10 150 20 cm /S Do Q\n" +
			"q 0.5 0 0 0.5 120 60 cm q 60 0 0 60 0 0 cm /G Do Q Q\n" +
			"0 0 0 1 K 0.2 w 20 80 m 120 80 l S\n" +
			"0 0 0 1 k 20 90 50 30 re f 0 0 0 0 k BT /F1 6 Tf 25 100 Td (white) Tj ET\n" +
			"/GS1 gs 0 0 0 1 k BT /F1 10 Tf 90 100 Td (Hello) Tj /F2 4 Tf 0 12 Td (small) Tj ET\n" +
			"1 0.9 0.9 0.6 k 90 120 20 10 re f",
		resources: cleanResources + "/XObject<</G 10 0 R/C 11 0 R/S 12 0 R>>",
		replace:   map[string]string{"/F1 7 0 R": "/F1 7 0 R/F2 13 0 R"},
		objects: []string{
			picture(120, 90, "/ColorSpace/DeviceGray/BitsPerComponent 8", grey),
			picture(40, 40, "/ColorSpace/DeviceCMYK/BitsPerComponent 8", inks),
			picture(64, 64, "/ImageMask true/BitsPerComponent 1", make([]byte, 512)),
			"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		},
	}
}

// keep writes a file for tools.
func keep(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestRewritten: what other programs only pack anew, in object streams, with
// cross-reference streams, in ASCII or without packing, is judged as before.
func TestRewritten(t *testing.T) {
	data := mixed().build(t)
	before := look(t, data, nil)
	want := describe(&before, preflight.Passed)
	if before.Worst() != preflight.Error {
		t.Fatalf("nothing is wrong with the file:%s", want)
	}
	from := keep(t, "from.pdf", data)
	for name, command := range map[string][]string{
		"object streams": {"qpdf", "--object-streams=generate", "--force-version=1.6"},
		"unpacked":       {"qpdf", "--qdf"},
		"linear":         {"qpdf", "--linearize"},
		"coalesced":      {"qpdf", "--coalesce-contents", "--recompress-flate"},
		"mutool":         {"mutool", "clean", "-z"},
		"mutool ascii":   {"mutool", "clean", "-a", "-d"},
		"mutool garbage": {"mutool", "clean", "-gggg"},
	} {
		t.Run(name, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "to.pdf")
			tool(t, command[0], append(command[1:], from, to)...)
			again, err := os.ReadFile(to)
			if err != nil {
				t.Fatal(err)
			}
			r := look(t, again, nil)
			got := regexp.MustCompile(`\n  warning conformance M1 [^\n]*`).ReplaceAllString(describe(&r, preflight.Passed), "") // some pack the XMP
			want := want
			if name == "mutool" { // it packs the stencil by CCITTFax, which is not read
				ink := regexp.MustCompile(`\n  [a-z ]+ ink-per-plate [^\n]*`)
				got, want = ink.ReplaceAllString(got, ""), ink.ReplaceAllString(want, "")
			}
			if got != want {
				t.Errorf("before:%s\nafter:%s", want, got)
			}
		})
	}
	t.Run("encrypted", func(t *testing.T) {
		to := filepath.Join(t.TempDir(), "to.pdf")
		tool(t, "qpdf", "--encrypt", "", "owner", "256", "--", from, to)
		again, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		r := look(t, again, nil)
		if v := r.Of(preflight.Conformance); !slices.ContainsFunc(v, func(v preflight.Verdict) bool { return v.Rule == "F2" && v.Status == preflight.Error }) {
			t.Errorf("encryption is not found:%s", describe(&r, preflight.Passed))
		}
		for _, v := range r.Verdicts {
			if v.Status == preflight.Passed {
				t.Errorf("passed without being looked at: %s %s", v.Check, v.Message)
			}
		}
	})
}

// foreign are files that other programs made of the same page, or of their own.
func foreign(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	from := keep(t, "from.pdf", mixed().build(t))
	page := filepath.Join(dir, "page.html")
	if err := os.WriteFile(page, []byte(`<html><body style="margin:0"><div style="background:#036;color:#fff;font-size:6px">white on blue</div><p>Black text, <a href="https://example.org">a link</a>.</p><canvas id=c width=60 height=60 style="width:300px"></canvas><script>const x=document.getElementById("c").getContext("2d");x.fillStyle="#c00";x.fillRect(3,3,40,40);x.fillStyle="#0c0";x.fillRect(13,13,40,40)</script></body></html>`), 0o600); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"itself": from}
	for name, command := range map[string][]string{
		"ghostscript":          {"gs", "-q", "-sDEVICE=pdfwrite", "-o", "OUT", from},
		"ghostscript 1.3":      {"gs", "-q", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.3", "-dASCII85EncodePages=true", "-o", "OUT", from},
		"ghostscript prepress": {"gs", "-q", "-sDEVICE=pdfwrite", "-dPDFSETTINGS=/prepress", "-dAutoFilterColorImages=false", "-dColorImageFilter=/FlateEncode", "-o", "OUT", from},
		"ghostscript to RGB":   {"gs", "-q", "-sDEVICE=pdfwrite", "-sColorConversionStrategy=RGB", "-o", "OUT", from},
		"cairo":                {"pdftocairo", "-pdf", from, "OUT"},
		"chromium":             {"chromium", "--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=OUT", "file://" + page},
	} {
		out := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".pdf")
		args := make([]string, len(command)-1)
		for k, arg := range command[1:] {
			args[k] = strings.ReplaceAll(arg, "OUT", out)
		}
		tool(t, command[0], args...)
		files[name] = out
	}
	return files
}

var (
	densityPattern = regexp.MustCompile(`(\d+) × (\d+) pixels has (\d+) pixels per inch`)
	fontPattern    = regexp.MustCompile(`the font (.*) is not embedded`)
)

// TestOthers holds what is said of files of other programs against poppler: which
// fonts are not embedded, and how fine pictures are at the size they are placed in.
func TestOthers(t *testing.T) {
	for name, path := range foreign(t) {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			r := look(t, data, nil)
			for _, v := range r.Verdicts {
				if v.Status == preflight.NotChecked && strings.Contains(v.Message, "not all was looked at") {
					t.Errorf("%s: %s", v.Check, v.Message)
				}
			}
			var missing []string
			for _, line := range tableLines(tool(t, "pdffonts", path)) {
				fields := strings.Fields(line[len(line)-27:])
				if fields[0] == "no" {
					font, _, _ := strings.Cut(line, " ")
					missing = append(missing, font)
				}
			}
			var said []string
			for _, v := range r.Of(preflight.Fonts) {
				if m := fontPattern.FindStringSubmatch(v.Message); m != nil {
					said = append(said, m[1])
				}
			}
			slices.Sort(missing)
			slices.Sort(said)
			if !slices.Equal(missing, said) {
				t.Errorf("fonts that are not embedded: %q; pdffonts has %q", said, missing)
			}
			compareDensities(t, &r, tool(t, "pdfimages", "-list", path))
		})
	}
}

// tableLines are the lines below a table's head.
func tableLines(table string) []string {
	_, body, _ := strings.Cut(table, "\n---")
	lines := strings.Split(strings.TrimSpace(body), "\n")
	return lines[1:]
}

func compareDensities(t *testing.T, r *preflight.Report, list string) {
	t.Helper()
	type size struct{ width, height, density int }
	want, got := map[size]bool{}, map[size]bool{}
	for _, line := range tableLines(list) {
		f := strings.Fields(line)
		var n [4]int
		for k, at := range []int{3, 4, len(f) - 4, len(f) - 3} {
			var err error
			if n[k], err = strconv.Atoi(f[at]); err != nil {
				t.Fatal(err)
			}
		}
		if f[2] == "smask" || n[0]*n[1] <= 1 {
			continue
		}
		want[size{n[0], n[1], min(n[2], n[3])}] = true
	}
	for _, v := range r.Of(preflight.ImageResolution) {
		if m := densityPattern.FindStringSubmatch(v.Message); m != nil {
			var n [3]int
			for k := range n {
				n[k], _ = strconv.Atoi(m[k+1]) // the pattern has digits
			}
			got[size{n[0], n[1], n[2]}] = true
		}
	}
	near := func(in map[size]bool, s size) bool {
		for d := -1; d <= 1; d++ {
			if in[size{s.width, s.height, s.density + d}] {
				return true
			}
		}
		return false
	}
	for s := range want {
		if !near(got, s) {
			t.Errorf("pdfimages has a picture of %v; preflight has %v", s, got)
		}
	}
	for s := range got {
		if !near(want, s) {
			t.Errorf("preflight has a picture of %v; pdfimages has %v", s, want)
		}
	}
}

// TestTotalInkOfPictures holds the most ink of a CMYK JPEG against Ghostscript,
// which draws the page in inks.
func TestTotalInkOfPictures(t *testing.T) {
	dir := t.TempDir()
	// Ghostscript writes the JPEG, in Adobe's manner, of a page in two halves.
	source := filepath.Join(dir, "page.ps")
	if err := os.WriteFile(source, []byte("%!\n0.95 0.9 0.85 0.8 setcmykcolor 0 0 36 72 rectfill 0.1 0 0 0.2 setcmykcolor 36 0 36 72 rectfill showpage\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	picturePath := filepath.Join(dir, "page.jpg")
	tool(t, "gs", "-q", "-sDEVICE=jpegcmyk", "-r100", "-g100x100", "-dJPEGQ=95", "-o", picturePath, source)
	inks, err := os.ReadFile(picturePath)
	if err != nil {
		t.Fatal(err)
	}
	for name, decode := range map[string]string{"as it is": "", "turned over": "/Decode[1 0 1 0 1 0 1 0]"} {
		t.Run(name, func(t *testing.T) {
			j := job{
				content: "q 20 0 0 20 90 90 cm /I Do Q", resources: cleanResources + "/XObject<</I 10 0 R>>",
				objects: []string{picture(100, 100, "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/DCTDecode"+decode, inks)},
			}
			data := j.build(t)
			out := filepath.Join(t.TempDir(), "page.pam")
			tool(t, "gs", "-q", "-sDEVICE=pamcmyk32", "-r360", "-o", out, keep(t, "page.pdf", data))
			drawn, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			_, pixels, _ := bytes.Cut(drawn, []byte("ENDHDR\n"))
			most := 0
			for k := 0; k+3 < len(pixels); k += 4 {
				most = max(most, int(pixels[k])+int(pixels[k+1])+int(pixels[k+2])+int(pixels[k+3]))
			}
			want := float64(most) * 100 / 255
			r := look(t, data, nil)
			m := regexp.MustCompile(`(?:up to|at most) ([0-9.]+) %`).FindStringSubmatch(fmt.Sprint(r.Of(preflight.TotalInk)))
			if m == nil {
				t.Fatalf("nothing is said of its ink:%s", describe(&r, preflight.Passed))
			}
			got, err := strconv.ParseFloat(m[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			if got < want-3 || got > want+3 {
				t.Errorf("%.1f %% of ink; Ghostscript draws %.1f %%", got, want)
			}
		})
	}
}

// TestPlaces holds where faults are said to be, on pages turned each way, against
// where poppler draws what is wrong.
func TestPlaces(t *testing.T) {
	const margin = 20 // of the media around the trim
	for _, turn := range []int{0, 90, 180, 270} {
		for name, content := range map[string]string{
			"an area":   "1 1 1 0.5 k 30 50 40 20 re f",
			"a turned":  "q 0.8 0.6 -0.6 0.8 90 40 cm 1 1 1 0.5 k 0 0 40 20 re f Q",
			"a picture": "q 25 0 0 50 110 90 cm /I Do Q",
			"a circle":  "1 1 1 0.5 k 60 120 m 60 131.05 51.05 140 40 140 c 28.95 140 20 131.05 20 120 c 20 108.95 28.95 100 40 100 c 51.05 100 60 108.95 60 120 c f",
			"a line":    "1 1 1 0.5 K 6 w 40 40 m 160 40 l S",
			"a clip":    "q 30 30 50 25 re W n 1 1 1 0.5 k 10 10 100 100 re f Q",
		} {
			t.Run(fmt.Sprintf("%s, %d", name, turn), func(t *testing.T) {
				j := job{
					content: content, page: fmt.Sprintf("/Rotate %d", turn), resources: "/XObject<</I 10 0 R>>",
					objects: []string{picture(200, 200, "/ColorSpace/DeviceCMYK/BitsPerComponent 8", bytes.Repeat([]byte{255, 255, 255, 128}, 40_000))},
				}
				data := j.build(t)
				out := filepath.Join(t.TempDir(), "page")
				tool(t, "pdftoppm", "-r", "144", "-gray", "-singlefile", keep(t, "page.pdf", data), out)
				image, err := os.ReadFile(out + ".pgm")
				if err != nil {
					t.Fatal(err)
				}
				var width, height, most int
				if _, err := fmt.Sscanf(string(image), "P5\n%d %d\n%d\n", &width, &height, &most); err != nil {
					t.Fatal(err)
				}
				pixels := image[len(image)-width*height:]
				left, top, right, bottom := width, height, 0, 0
				for k, n := range pixels {
					if x, y := k%width, k/width; n < 128 {
						left, top, right, bottom = min(left, x), min(top, y), max(right, x+1), max(bottom, y+1)
					}
				}
				want := [4]float64{float64(left)/2 - margin, float64(top)/2 - margin, float64(right-left) / 2, float64(bottom-top) / 2}
				r := look(t, data, nil)
				for _, v := range r.Of(preflight.TotalInk) {
					if v.Status != preflight.Error {
						continue
					}
					got := [4]float64{float64(v.Place.X) / 65536, float64(v.Place.Y) / 65536, float64(v.Place.Width) / 65536, float64(v.Place.Height) / 65536}
					for k := range got {
						if got[k] < want[k]-1 || got[k] > want[k]+1 {
							t.Errorf("said to be at %.1f, drawn at %.1f", got, want)
							break
						}
					}
					return
				}
				t.Errorf("not found:%s", describe(&r, preflight.Passed))
			})
		}
	}
}

// TestLettersOfOtherPrograms: of a page that Ghostscript wrote, with fonts in the
// Compact Font Format, as much ink is counted as it draws.
func TestLettersOfOtherPrograms(t *testing.T) {
	var page strings.Builder
	page.WriteString("%!PS\n/Times-Roman findfont dup length dict begin {def} forall /Encoding ISOLatin1Encoding def currentdict end /T exch definefont 11 scalefont setfont\n")
	for line := range 40 {
		fmt.Fprintf(&page, "60 %d moveto (Flygande b\\344ckasiner s\\366ka hwila p\\345 mjuka tuvor, 1234567890; \\(quick brown foxes\\) jump) show\n", 780-14*line)
	}
	page.WriteString("/Helvetica findfont 60 scalefont setfont 60 120 moveto (ABC & xyz!) show showpage\n")
	folder := t.TempDir()
	source, file := filepath.Join(folder, "page.ps"), filepath.Join(folder, "page.pdf")
	if err := os.WriteFile(source, []byte(page.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	tool(t, "gs", "-q", "-dSAFER", "-sDEVICE=pdfwrite", "-dPDFSETTINGS=/prepress", "-dEmbedAllFonts=true", "-o", file, source)
	drawn := strings.Fields(tool(t, "gs", "-q", "-dSAFER", "-o", "-", "-sDEVICE=ink_cov", "-r1200", file))
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	printer, _ := press.Builtin(press.Default)
	r := inspect.File(data, &printer)
	all := r.Of(preflight.InkPerPlate)
	if len(all) != 1 || all[0].Status != preflight.Passed {
		t.Fatalf("it is %v", all)
	}
	counted := plates.FindAllStringSubmatch(all[0].Message, -1)[3][2]
	if got, want := parseFloat(t, counted), parseFloat(t, drawn[3]); math.Abs(got-want) > 0.15 || want < 3 {
		t.Errorf("black is %v %%, Ghostscript has %v %%", got, want)
	}
}

// type1Font is the objects, from number 10 on, of a font of Type 1 with an encoding of
// its own: code 1 is a ring of squares, A and an A with an accent are named.
func type1Font() []string {
	encrypt := func(data []byte, key uint16) []byte {
		out := append([]byte("0000"), data...)
		for k, c := range out {
			out[k] = c ^ byte(key>>8)
			key = (uint16(out[k])+key)*52845 + 22719
		}
		return out
	}
	number := func(n int) []byte { return []byte{255, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)} }
	square := func(x, y, side, turn int) []byte { // rmoveto, vlineto, hlineto, vlineto, closepath
		return slices.Concat(number(x), number(y), []byte{21}, number(side), []byte{7}, number(turn*side), []byte{6}, number(-side), []byte{7, 9})
	}
	width := slices.Concat(number(0), number(600), []byte{13})
	var private bytes.Buffer
	private.WriteString("dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def /ND {noaccess def} executeonly def /lenIV 4 def 2 index /CharStrings 5 dict dup begin\n")
	for _, g := range []struct {
		name string
		code []byte
	}{
		{".notdef", append(slices.Clone(width), 14)},
		{"A", slices.Concat(width, square(50, 0, 500, 1), []byte{14})},
		{"acute", slices.Concat(width, square(200, 600, 100, 1), []byte{14})},
		{"Aacute", slices.Concat(width, number(0), number(0), number(0), number(65), number(194), []byte{12, 6})},
		{"ring", slices.Concat(width, square(50, 0, 500, 1), square(-150, 100, 300, -1), []byte{14})},
	} {
		code := encrypt(g.code, 4330)
		fmt.Fprintf(&private, "/%s %d RD %s ND\n", g.name, len(code), code)
	}
	private.WriteString("end end readonly put noaccess put dup/FontName get exch definefont pop mark currentfile closefile\n")
	clearPart := "%!PS-AdobeFont-1.0: Test 001.000\n11 dict begin /FontInfo 1 dict dup begin end readonly def /FontName /Test def /PaintType 0 def /FontType 1 def /FontMatrix [0.001 0 0 0.001 0 0] readonly def /FontBBox {0 0 600 800} readonly def\n/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for dup 1 /ring put dup 65 /A put readonly def currentdict end\ncurrentfile eexec\n"
	secret := encrypt(private.Bytes(), 55665)
	end := "\n" + strings.Repeat(strings.Repeat("0", 64)+"\n", 8) + "cleartomark\n"
	descriptor := "/FontDescriptor<</Type/FontDescriptor/FontName/ABCDEF+Test/Flags 4/FontBBox[0 0 600 800]/ItalicAngle 0/Ascent 800/Descent 0/CapHeight 500/StemV 80/FontFile 10 0 R>>"
	font := "<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Test/FirstChar 0/LastChar 255/Widths[" + strings.Repeat("600 ", 256) + "]" + descriptor
	return []string{
		fmt.Sprintf("<</Length1 %d/Length2 %d/Length3 %d>>stream\n%s%s%s", len(clearPart), len(secret), len(end), clearPart, secret, end),
		font + ">>",
		// Of a font that says to have signs of its own Ghostscript takes its own codes.
		strings.Replace(font, "/Flags 4", "/Flags 32", 1) + "/Encoding/WinAnsiEncoding>>",
		font + "/Encoding<</Differences[66/ring/Aacute]>>>>",
	}
}

// TestLettersOfType1: of letters of a Type 1 program, by its own encoding and by
// others, as much ink is counted as Ghostscript draws.
func TestLettersOfType1(t *testing.T) {
	for name, c := range map[string]struct{ font, text string }{
		"its own codes": {"11 0 R", "A\\001A\\001A\\001"},
		"an encoding":   {"12 0 R", "A\\301A\\301AAA"},
		"differences":   {"13 0 R", "ABCABC"},
	} {
		t.Run(name, func(t *testing.T) {
			j := job{
				content: "0 0 0 1 k BT /F2 30 Tf 20 100 Td (" + c.text + ") Tj ET", objects: type1Font(),
				replace: map[string]string{"/F1 7 0 R": "/F1 7 0 R/F2 " + c.font}, page: "/CropBox[0 0 200 200]",
			}
			data := j.build(t)
			r := look(t, data, nil)
			all := r.Of(preflight.InkPerPlate)
			if len(all) != 1 || all[0].Status != preflight.Passed {
				t.Fatalf("it is %v", all)
			}
			drawn := strings.Fields(tool(t, "gs", "-q", "-dSAFER", "-dUseCropBox", "-o", "-", "-sDEVICE=ink_cov", "-r720", keep(t, "letters.pdf", data)))
			counted := plates.FindAllStringSubmatch(all[0].Message, -1)[3][2]
			if got, want := parseFloat(t, counted), parseFloat(t, drawn[3]); math.Abs(got-want) > 0.1 || want < 2 {
				t.Errorf("black is %v %%, Ghostscript has %v %%", got, want)
			}
		})
	}
}

// asGhostscript holds how much of its page each plate of files is said to cover against
// what Ghostscript draws, all in one run.
func asGhostscript(t *testing.T, jobs map[string]job) {
	t.Helper()
	names := slices.Sorted(maps.Keys(jobs))
	args := []string{"-q", "-dSAFER", "-dUseCropBox", "-o", "-", "-sDEVICE=ink_cov", "-r72"}
	said := map[string]string{}
	for k, name := range names {
		j := jobs[name]
		j.page = "/CropBox[0 0 200 200]"
		data := j.build(t)
		args = append(args, keep(t, fmt.Sprintf("%d.pdf", k), data))
		r := look(t, data, func(p *press.Profile) { p.AllSpots = true })
		all := r.Of(preflight.InkPerPlate)
		if len(all) != 1 || all[0].Status != preflight.Passed {
			t.Errorf("%s: it is %v", name, all)
			continue
		}
		said[name] = all[0].Message
	}
	lines := strings.Split(strings.TrimSpace(tool(t, "gs", args...)), "\n")
	if len(lines) != len(names) {
		t.Fatalf("Ghostscript says %q", lines)
	}
	for n, name := range names {
		drawn, most := strings.Fields(lines[n]), 0.0
		for k, m := range plates.FindAllStringSubmatch(said[name], -1) {
			if k > 3 {
				break
			}
			got, want := parseFloat(t, m[2]), parseFloat(t, drawn[k])
			if most = max(most, want); math.Abs(got-want) > 1.4 { // Ghostscript draws curves in steps
				t.Errorf("%s: %s is %v %%, Ghostscript has %v %%", name, m[1], got, want)
			}
		}
		if most < 1 && said[name] != "" {
			t.Errorf("%s: Ghostscript draws nothing: %v", name, drawn)
		}
	}
}

// TestShadingsAsGhostscript: shadings along lines and circles, by all functions that
// are calculated.
func TestShadingsAsGhostscript(t *testing.T) {
	const (
		ends     = "<</FunctionType 2/Domain[0 1]/C0[0 0 1 0]/C1[1 0.5 0 0.2]/N 1>>"
		bent     = "<</FunctionType 2/Domain[0 1]/C0[0 0 1 0]/C1[1 0.5 0 0.2]/N 3>>"
		stitched = "<</FunctionType 3/Domain[0 1]/Bounds[0.3]/Encode[1 0 0 1]/Functions[" + ends + bent + "]>>"
		each     = "[" + "<</FunctionType 2/Domain[0 1]/C0[0]/C1[1]/N 1>>" + "<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 2>>" + "<</FunctionType 2/Domain[0 1]/C0[0]/C1[0]/N 1>>" + "<</FunctionType 2/Domain[0 1]/C0[0.5]/C1[0]/N 1>>]"
		cmyk     = "/ColorSpace/DeviceCMYK"
		all      = "q 0 0 200 200 re W n /S sh Q"
		disc     = "150 100 m 150 127.6 127.6 150 100 150 c 72.4 150 50 127.6 50 100 c 50 72.4 72.4 50 100 50 c 127.6 50 150 72.4 150 100 c h "
	)
	jobs := map[string]job{}
	for name, c := range map[string]struct{ shading, content, pattern string }{
		"along a line":           {"/ShadingType 2" + cmyk + "/Coords[50 0 150 0]/Function" + ends, all, ""},
		"beyond its ends":        {"/ShadingType 2" + cmyk + "/Coords[50 0 150 0]/Extend[true true]/Function" + ends, all, ""},
		"beyond one, aslant":     {"/ShadingType 2" + cmyk + "/Coords[50 50 120 100]/Extend[true false]/Function" + bent, all, ""},
		"stitched, with a frame": {"/ShadingType 2" + cmyk + "/Coords[0 0 200 50]/BBox[20 20 180 120]/Function" + stitched, all, ""},
		"a function for each":    {"/ShadingType 2" + cmyk + "/Coords[0 0 200 0]/Function" + each, all, ""},
		"samples":                {"/ShadingType 2" + cmyk + "/Coords[0 0 0 200]/Function 11 0 R", all, ""},
		"greys":                  {"/ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 0 200]/Function<</FunctionType 2/Domain[0 1]/N 1>>", all, ""},
		"a domain":               {"/ShadingType 2" + cmyk + "/Coords[0 0 0 200]/Domain[0.5 1]/Function" + bent, all, ""},
		"in a disc":              {"/ShadingType 2" + cmyk + "/Coords[50 0 150 0]/Function" + ends, "q " + disc + "W n /S sh Q", ""},
		"turned and scaled":      {"/ShadingType 2" + cmyk + "/Coords[0 0 1 0]/Function" + ends, "q 0 0 200 200 re W n 60 80 -80 60 100 20 cm /S sh Q", ""},
		"round":                  {"/ShadingType 3" + cmyk + "/Coords[100 100 0 100 100 80]/Function" + ends, all, ""},
		"round beyond its ends":  {"/ShadingType 3" + cmyk + "/Coords[100 100 20 110 120 60]/Extend[true true]/Function" + ends, all, ""},
		"a cone":                 {"/ShadingType 3" + cmyk + "/Coords[40 40 30 140 150 10]/Extend[false true]/Function" + ends, all, ""},
		"a tube":                 {"/ShadingType 3" + cmyk + "/Coords[40 40 30 140 150 30]/Function" + ends, all, ""},
		"a pattern":              {"/ShadingType 2" + cmyk + "/Coords[0 0 100 0]/Function" + ends, "q 3 0 0 3 0 0 cm /Pattern cs /P scn 10 10 40 30 re f Q", "/Matrix[1 0 0 1 50 0]"},
		"a pattern with ground":  {"/ShadingType 2" + cmyk + "/Background[0 1 0 0]/Coords[0 0 60 0]/Function" + ends, "/Pattern cs /P scn " + disc + "f", "/Matrix[1 0 0 1 70 0]"},
		"a pattern in a form":    {"/ShadingType 2" + cmyk + "/Coords[0 0 60 0]/Function" + ends, "q 0.5 0 0 0.5 20 20 cm /X Do Q", "/Matrix[1 0 0 1 70 0]"},
	} {
		jobs[name] = job{
			content: c.content, resources: "/Shading<</S<<" + c.shading + ">>>>/Pattern<</P<</PatternType 2" + c.pattern + "/Shading<<" + c.shading + ">>>>>>/XObject<</X 10 0 R>>",
			objects: []string{
				"<</Subtype/Form/BBox[0 0 300 300]/Matrix[1 0 0 1 10 10]/Resources 6 0 R>>stream\n/Pattern cs /P scn 50 50 200 200 re f",
				"<</FunctionType 0/Domain[0 1]/Size[3]/BitsPerSample 8/Range[0 1 0 1 0 1 0 1]>>stream\n\x00\x00\x00\x00\xFF\x80\x00\x20\x10\x10\xFF\xC0",
			},
		}
	}
	asGhostscript(t, jobs)
}

// TestBlendingAsGhostscript: what lets through what lies below, by itself, in groups,
// by its pixels or by how it is blended.
func TestBlendingAsGhostscript(t *testing.T) {
	const (
		below = "0.6 0.2 0 0.1 k 20 20 120 120 re f "
		above = "0.1 0.9 0.4 0.3 k 60 60 120 120 re f"
	)
	group := func(entries string) string {
		return "<</Subtype/Form/BBox[0 0 200 200]/Group<</S/Transparency" + entries + ">>/Resources 6 0 R>>stream\n" + above
	}
	pixels := picture(2, 2, "/BitsPerComponent 8/ColorSpace/DeviceCMYK/SMask 12 0 R", []byte("\xFF\x00\x00\x00\x00\xFF\x00\x00\x00\x00\xFF\x00\x00\x00\x00\xFF"))
	cut := picture(2, 2, "/BitsPerComponent 8/ColorSpace/DeviceGray/Mask 14 0 R", []byte("\x00\x40\x80\xC0"))
	modes := "/Half<</ca 0.5>>/Third<</ca 0.3>>/Fade<</SMask<</S/Luminosity/G 16 0 R>>>>/Light<</SMask<</S/Luminosity/BC[1]/G 17 0 R>>>>/Alpha<</SMask<</S/Alpha/G 17 0 R>>>>/None<</SMask/None>>"
	tests := map[string]string{
		"half clear":            below + "/Half gs " + above,
		"a group, half clear":   below + "/Half gs /G Do",
		"groups in each other":  below + "/Half gs /H Do",
		"clear in a group":      below + "q /Third gs /G Do Q 1 0 0 0 k 0 0 20 20 re f",
		"a picture's pixels":    below + "q 100 0 0 100 50 50 cm /I Do Q",
		"and half clear":        below + "/Half gs q 100 0 0 100 50 50 cm /I Do Q",
		"a picture cut out":     below + "q 80 60 -60 80 90 50 cm /M Do Q",
		"a stencil":             below + "0 1 0 0 k q 100 0 0 100 50 50 cm /S Do Q",
		"a stencil, half clear": below + "/Half gs 0 1 0 0 k q 100 0 0 -100 50 150 cm /S Do Q",
	}
	for name, content := range map[string]string{
		"fading":               below + "/Fade gs " + above,
		"a group that fades":   below + "/Fade gs /G Do",
		"fading, half clear":   below + "q 0.5 0 0 0.5 60 60 cm /Half gs /Fade gs Q /Fade gs /Half gs " + above,
		"and no longer":        below + "/Fade gs " + above + "/None gs 1 0 0 0 k 0 0 50 50 re f",
		"a picture that fades": below + "/Fade gs q 100 0 0 100 50 50 cm /I Do Q",
		"light around a mask":  below + "/Light gs " + above,
		"by what is opaque":    below + "/Alpha gs " + above,
		"fades in each other":  below + "/Fade gs /F Do",
	} {
		tests[name] = content
	}
	for _, mode := range []string{"Multiply", "Screen", "Darken", "Lighten", "HardLight", "Overlay"} {
		modes += "/" + mode + "<</BM/" + mode + ">>"
		tests[mode] = below + "/" + mode + " gs " + above
		tests[mode+", half clear"] = below + "/Half gs /" + mode + " gs " + above
	}
	jobs := map[string]job{}
	for name, content := range tests {
		jobs[name] = job{
			content: content, resources: "/ExtGState<<" + modes + ">>/XObject<</G 10 0 R/I 11 0 R/H 13 0 R/M 15 0 R/S 14 0 R/F 18 0 R>>",
			objects: []string{
				group(""), pixels, picture(2, 2, "/BitsPerComponent 8/ColorSpace/DeviceGray", []byte("\xFF\x80\x40\x00")),
				strings.Replace(group(""), above, "/Half gs /G Do", 1), picture(8, 2, "/BitsPerComponent 1/ImageMask true", []byte("\x0F\xF3")), cut,
				"<</Subtype/Form/BBox[0 0 200 200]/Group<</S/Transparency/CS/DeviceGray>>/Resources<</Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[70 0 170 0]/Extend[true true]/Function<</FunctionType 2/Domain[0 1]/N 1>>>>>>>>>>stream\n/S sh",
				"<</Subtype/Form/BBox[20 20 190 190]/Group<</S/Transparency/CS/DeviceGray>>/Resources 6 0 R>>stream\n0.2 g 50 50 60 60 re f /Half gs 0.6 g 70 70 90 90 re f",
				strings.Replace(group(""), above, "/Light gs /G Do", 1),
			},
		}
	}
	asGhostscript(t, jobs)
}
