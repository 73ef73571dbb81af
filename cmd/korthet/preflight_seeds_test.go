package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"korthet/output/colour"
)

// seededFiles are the files of a publication, by their paths.
type seededFiles map[string]string

// seededFault is a mistake that an author, or a printer's customer, could make.
type seededFault struct {
	kind, name string
	files      seededFiles // in place of those of the good publication
	// want is the verdict on it: "total-ink error theme.yaml:3:17 p1". Others of the
	// list says it may bring with it.
	want []string
}

const (
	goodPublication = "name: demo\nformat: a4\npages: 1\ndate: 2026-01-31\nsections: [one]\ntargets: [print]\neditions:\n  en: {language: en}\n"
	// A printer that takes coarse pictures, so that those of a test can be small.
	coarse        = goodPublication + "printer: printers/coarse.yaml\n"
	coarsePrinter = "images: {warn: 0, error: 0, line-art: 0}\n"
	goodSection   = "title: One\nbody: Some text that says something.\n"
	boxed         = goodSection + "blocks:\n  - box:\n      body: Small and white.\n"
	pictured      = goodSection + "blocks:\n  - figure:\n      image: images/a.png\n      alt: A picture.\n"
)

// TestSeededPublications makes mistakes in a publication's files and sees each
// found, named, and placed where it was made; build refuses those that are errors
// and says the same.
func TestSeededPublications(t *testing.T) {
	kinds := map[string]int{}
	for _, c := range slices.Concat(seededPictures(t), seededInks(), seededType(), seededBlacks(), seededSpots(), seededBleeds(t), seededProfiles()) {
		kinds[c.kind]++
		t.Run(c.kind+" "+c.name, func(t *testing.T) {
			dir := t.TempDir()
			files := seededFiles{"publication.yaml": goodPublication, "text/en/front.yaml": "title: A demonstration\n", "text/en/one.yaml": goodSection}
			for name, text := range c.files {
				files[name] = text
			}
			for name, text := range files {
				path := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			got := preflightFaults(t, dir)
			for _, want := range c.want {
				if !slices.Contains(got, want) {
					t.Errorf("%q is not told", want)
				}
			}
			if len(got) != len(c.want) {
				t.Errorf("told: %q", got)
			}
			var out, said bytes.Buffer
			p := &process{stdout: &out, stderr: &said, getenv: func(string) string { return "" }}
			bad := slices.ContainsFunc(c.want, func(w string) bool { return strings.Contains(w, " error ") })
			if status := run(context.Background(), p, []string{"build", dir}); (status != exitDone) != bad {
				t.Errorf("build ends with %d and says:\n%s", status, said.String())
			}
			if _, err := os.Stat(filepath.Join(dir, "output", "demo-en-print.pdf")); (err == nil) == bad {
				t.Errorf("whether there is a file: %v", err)
			}
		})
	}
	if len(kinds) != 8 {
		t.Errorf("there are %d kinds of mistakes, not the 8 that a print shop's list has", len(kinds))
	}
	for kind, n := range kinds {
		if n < 5 {
			t.Errorf("of the kind %q there are %d", kind, n)
		}
	}
}

// TestCoarsePictureOnce: that a picture is coarse is told once, by preflight where
// the press file is asked for, whether the publication names that or not, else by
// layout.
func TestCoarsePictureOnce(t *testing.T) {
	for _, c := range []struct {
		targets string
		args    []string
	}{
		{"screen", []string{"build", "-t", "print"}},
		{"screen", []string{"build", "-t", "print,screen"}},
		{"screen", []string{"preflight"}},
		{"screen", []string{"build"}},
		{"print, screen", []string{"build"}},
	} {
		dir := t.TempDir()
		for name, text := range (seededFiles{
			"publication.yaml":   strings.Replace(goodPublication, "[print]", "["+c.targets+"]", 1),
			"text/en/front.yaml": "title: A demonstration\n", "text/en/one.yaml": pictured,
			"images/a.png": seededPNG(t, 200, 100, func(x, y int) color.NRGBA { return color.NRGBA{uint8(x), uint8(y), 90, 255} }),
		}) {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var out, said bytes.Buffer
		p := &process{stdout: &out, stderr: &said, getenv: func(string) string { return "" }}
		run(context.Background(), p, append(c.args, dir))
		told := out.String() + said.String()
		if n := strings.Count(told, "pixels per inch") + strings.Count(told, "pixels an inch"); n != 1 {
			t.Errorf("%v of a publication for %s tells it %d times:\n%s", c.args, c.targets, n, told)
		}
	}
}

// preflightFaults are the verdicts of preflight on a folder that did not pass, and
// those on a picture's colours.
func preflightFaults(t *testing.T, dir string) []string {
	t.Helper()
	var out, said bytes.Buffer
	p := &process{stdout: &out, stderr: &said, getenv: func(string) string { return "" }}
	run(context.Background(), p, []string{"preflight", dir, "--json"})
	var report jsonPreflight
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	var found []string
	place := func(source *jsonPlace) string {
		if source == nil {
			return "-"
		}
		file, err := filepath.Rel(dir, source.File)
		if err != nil {
			file = source.File
		}
		return fmt.Sprintf("%s:%d:%d", filepath.ToSlash(file), source.Line, source.Column)
	}
	for _, r := range report.Reports {
		for _, c := range r.Checks {
			if c.Status == "error" || c.Status == "warning" || c.Check == "colours" && c.Source != nil {
				found = append(found, fmt.Sprintf("%s %s %s p%d", c.Check, c.Status, place(c.Source), c.Page))
			}
		}
	}
	for _, problem := range report.Problems {
		if problem.Severity == "error" {
			found = append(found, fmt.Sprintf("problem error %s:%d:%d", filepath.ToSlash(strings.TrimPrefix(problem.File, dir+string(filepath.Separator))), problem.Line, problem.Column))
		}
	}
	return found
}

func seededPNG(t *testing.T, width, height int, pixel func(x, y int) color.NRGBA) string {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetNRGBA(x, y, pixel(x, y))
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func seededPictures(t *testing.T) []seededFault {
	blue := func(x, y int) color.NRGBA { return color.NRGBA{40, uint8(90 + x%60), 200, 255} }
	grey := func(x, y int) color.NRGBA { return color.NRGBA{uint8(x), uint8(x), uint8(x), 255} }
	in := func(t *testing.T, width, height int, pixel func(x, y int) color.NRGBA, section string) seededFiles {
		return seededFiles{"images/a.png": seededPNG(t, width, height, pixel), "text/en/one.yaml": section}
	}
	figure := func(more string) string { return pictured + more }
	// A column is 82 mm wide, over which 387 pixels are 120 to the inch.
	faults := []seededFault{
		{"120 ppi photo", "in a column", in(t, 387, 200, grey, pictured), []string{"image-resolution error text/en/one.yaml:5:14 p1"}},
		{"120 ppi photo", "over all columns", in(t, 800, 200, grey, figure("      wide: true\n")), []string{"image-resolution error text/en/one.yaml:5:14 p1"}},
		{"120 ppi photo", "as high as it may be", in(t, 200, 378, grey, figure("      height: 80 mm\n")), []string{"image-resolution error text/en/one.yaml:5:14 p1"}},
		{"120 ppi photo", "after a list", in(t, 387, 200, grey, strings.Replace(pictured, "something.\nblocks:\n", "something.\nblocks:\n  - text: |\n      - One\n      - Two\n", 1)), []string{"image-resolution error text/en/one.yaml:8:14 p1"}},
		{"120 ppi photo", "behind the title", seededFiles{"images/a.png": seededPNG(t, 990, 480, grey), "theme.yaml": "front: {image: images/a.png, height: 100 mm, title-colour: text}\n"}, []string{"image-resolution error theme.yaml:1:16 p1"}},
	}
	for i, section := range []string{
		pictured, figure("      wide: true\n"), figure("      height: 40 mm\n"), figure("      caption: A caption.\n"), figure("      credit: The one who made it.\n"),
	} {
		faults = append(faults, seededFault{
			"RGB image", fmt.Sprint(i), seededFiles{
				"images/a.png": seededPNG(t, 100, 20, blue), "text/en/one.yaml": section,
				"publication.yaml": coarse, "printers/coarse.yaml": coarsePrinter,
			}, []string{"colours passed text/en/one.yaml:5:14 p1"},
		})
	}
	return faults
}

func seededInks() []seededFault {
	deep := func(style string) seededFiles {
		return seededFiles{"theme.yaml": "colours:\n  deep: {cmyk: [100, 100, 70, 70], rgb: \"#101030\"}\n" + style, "text/en/one.yaml": boxed}
	}
	want := []string{"total-ink error theme.yaml:2:17 p1"}
	black := append([]string{"black-text error theme.yaml:2:17 p1"}, want...)
	large := append([]string{"black-text warning theme.yaml:2:17 p1"}, want...)
	return []seededFault{
		{"340 % ink", "behind the title", deep("front: {plane: deep, height: 60 mm, title-colour: paper}\n"), want},
		{"340 % ink", "in a box", deep("box: {colour: deep}\nstyles:\n  box: {colour: paper}\n"), want},
		{"340 % ink", "in text", deep("styles:\n  body: {colour: deep}\n"), black},
		{"340 % ink", "in the title", deep("styles:\n  title: {colour: deep}\n"), large},
		{"340 % ink", "in a frame", deep("box: {frame: deep}\n"), want},
		{"340 % ink", "of black over a ground", seededFiles{
			"theme.yaml": "colours:\n  ground: {cmyk: [80, 80, 80, 0], rgb: \"#606060\"}\nbox: {colour: ground}\n", "text/en/one.yaml": boxed,
		}, []string{"total-ink error text/en/one.yaml:5:13 p1"}},
	}
}

func seededType() []seededFault {
	small := func(theme string) seededFiles { return seededFiles{"theme.yaml": theme, "text/en/one.yaml": boxed} }
	const body = "text/en/one.yaml:5:13"
	return []seededFault{
		{"4 pt reversed text", "white in a box", small("box: {colour: brand}\nstyles:\n  box: {size: 4 pt, colour: paper}\n"), []string{"smallest-type error " + body + " p1"}},
		{"4 pt reversed text", "light in a box", small("box: {colour: text}\nstyles:\n  box: {size: 4 pt, colour: tint}\n"), []string{"smallest-type error " + body + " p1"}},
		{"4 pt reversed text", "white on a plane", seededFiles{
			"theme.yaml": "base: bold\nstyles:\n  motto: {size: 4 pt}\n", "text/en/front.yaml": "title: A demonstration\nmotto: A motto\n",
		}, []string{"smallest-type error text/en/front.yaml:2:8 p1"}},
		{"4 pt reversed text", "white in the contact block", seededFiles{
			"theme.yaml":       "base: bold\nstyles:\n  contact: {size: 4 pt}\n",
			"publication.yaml": strings.Replace(goodPublication, "{language: en}", "{language: en, office: one}", 1), "offices/one.yaml": "name: One\naddress: [A street]\n",
		}, []string{"smallest-type error offices/one.yaml:2:11 p1"}},
		{"4 pt reversed text", "white in a table's head", seededFiles{
			"theme.yaml":       "table: {head: brand}\nstyles:\n  table-head: {size: 4 pt, colour: paper}\n",
			"text/en/one.yaml": goodSection + "blocks:\n  - table:\n      columns: [One, Two]\n      rows:\n        - [a, b]\n",
		}, []string{"smallest-type error text/en/one.yaml:5:17 p1"}},
	}
}

func seededBlacks() []seededFault {
	var faults []seededFault
	for name, cmyk := range map[string]string{"warm": "30, 60, 60, 100", "cool": "60, 0, 0, 100", "of four": "60, 50, 50, 100", "of three": "80, 75, 75, 0", "nearly full": "10, 10, 10, 85"} {
		faults = append(faults, seededFault{
			"rich-black body text", name,
			seededFiles{"theme.yaml": "colours:\n  text:\n    cmyk: [" + cmyk + "]\n    rgb: \"#111111\"\n"},
			[]string{"black-text error theme.yaml:3:12 p1"},
		})
	}
	return faults
}

func seededSpots() []seededFault {
	two := func(a, b, cmyk string) seededFiles {
		return seededFiles{
			"theme.yaml": "colours:\n  brand: {cmyk: [100, 72, 0, 38], rgb: \"#0B2E6B\", spot: \"" + a + "\"}\n" +
				"  accent: {cmyk: [" + cmyk + "], rgb: \"#0B2E6B\", spot: \"" + b + "\"}\nbox: {frame: accent}\n",
			"text/en/one.yaml": boxed, "printers/all.yaml": "ink: {spots: all}\n",
			"publication.yaml": goodPublication + "printer: printers/all.yaml\n",
		}
	}
	const same = "100, 72, 0, 38"
	want := []string{"spot-names error theme.yaml:3:19 p0"}
	return []seededFault{
		{"spot name clash", "capitals", two("PANTONE 281 C", "Pantone 281 C", same), want},
		{"spot name clash", "spaces", two("PANTONE 281 C", "PANTONE 281C", same), want},
		{"spot name clash", "a hyphen", two("HKS 41", "HKS-41", same), want},
		{"spot name clash", "two mixtures", two("PANTONE 281 C", "PANTONE 281 C", "100, 80, 0, 20"), want},
		{"spot name clash", "the name of a plate", two("PANTONE 281 C", "Black", same), want},
		{"spot name clash", "with the theme's", seededFiles{
			"theme.yaml":        "base: bold\ncolours:\n  accent: {cmyk: [0, 80, 100, 0], rgb: \"#BF4000\", spot: \"PANTONE 3035C\"}\nbox: {frame: accent}\n",
			"text/en/one.yaml":  boxed,
			"printers/all.yaml": "ink: {spots: all}\n", "publication.yaml": goodPublication + "printer: printers/all.yaml\n",
		}, want},
		{"spot name clash", "too many plates", seededFiles{
			"theme.yaml": "base: bold\n", "text/en/one.yaml": boxed,
			"printers/all.yaml": "ink: {spots: all, plates: 1}\n", "publication.yaml": goodPublication + "printer: printers/all.yaml\n",
		}, []string{"spot-names error theme.yaml:1:7 p0"}},
		{"spot name clash", "an ink of no colour", seededFiles{
			"printers/own.yaml": "ink:\n  spots: [pantone-281c, PANTONE 186 C]\n", "publication.yaml": goodPublication + "printer: printers/own.yaml\n",
		}, []string{"spot-names warning printers/own.yaml:2:25 p0"}},
		{"spot name clash", "two papers", two("PANTONE 281 C", "PANTONE 281 U", same), []string{"spot-names warning theme.yaml:3:19 p0"}},
	}
}

func seededBleeds(t *testing.T) []seededFault {
	// A picture behind the title reaches into the bleed, but is clear there.
	frame := func(clear func(x, y int) bool) seededFiles {
		return seededFiles{
			"images/a.png": seededPNG(t, 400, 200, func(x, y int) color.NRGBA {
				if clear(x, y) {
					return color.NRGBA{}
				}
				return color.NRGBA{uint8(180 + x%7), uint8(180 + x%7), uint8(180 + x%7), 255}
			}),
			"theme.yaml":       "front: {image: images/a.png, height: 100 mm, title-colour: text}\n",
			"publication.yaml": coarse, "printers/coarse.yaml": coarsePrinter,
		}
	}
	want := []string{"bleed error theme.yaml:1:16 p1"}
	return []seededFault{
		{"missing bleed", "above", frame(func(_, y int) bool { return y < 8 }), want},
		{"missing bleed", "at the start", frame(func(x, _ int) bool { return x < 5 }), want},
		{"missing bleed", "at the end", frame(func(x, _ int) bool { return x >= 395 }), want},
		{"missing bleed", "in a part", frame(func(x, y int) bool { return y < 8 && x > 100 && x < 200 }), want},
		{"missing bleed", "all around", frame(func(x, y int) bool { return y < 8 || x < 5 || x >= 395 }), want},
	}
}

func seededProfiles() []seededFault {
	by := func(profile string) seededFiles {
		return seededFiles{"printers/one.yaml": profile, "publication.yaml": goodPublication + "printer: printers/one.yaml\n", "printers/a.icc": "no profile", "printers/srgb.icc": string(colour.SRGB()), "printers/cut.icc": string(colour.FOGRA47()[:100_000])}
	}
	return []seededFault{
		{"unembedded profile", "a file that is cut off", by("condition: {name: FOGRA52, icc: printers/cut.icc}\n"), []string{"problem error printers/one.yaml:1:33"}},
		{"unembedded profile", "a file that is not there", by("condition: {name: FOGRA51, icc: lost.icc}\n"), []string{"problem error printers/one.yaml:1:33"}},
		{"unembedded profile", "a file that is none", by("condition: {name: FOGRA51, icc: printers/a.icc}\n"), []string{"problem error printers/one.yaml:1:33"}},
		{"unembedded profile", "a profile of a screen", by("condition: {name: FOGRA51, icc: printers/srgb.icc}\n"), []string{"problem error printers/one.yaml:1:33"}},
		{"unembedded profile", "no file named", by("condition: {name: FOGRA51}\n"), []string{"problem error printers/one.yaml:1:12"}},
	}
}
