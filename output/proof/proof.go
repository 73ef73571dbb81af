package proof

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"unicode"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/press"
)

// Resolution is how finely pages are shown, in pixels per inch.
const Resolution = 150

// Options are the settings of Plates.
type Options struct {
	// Profile is the printer's; nil is the built-in press.Default.
	Profile *press.Profile
	Cache   *cache.Cache // nil shares nothing
}

// Plate is a picture of one plate of one page.
type Plate struct {
	Name  string // "p1-cyan", "p1-spot-pantone-286-c", "p1-total-ink"; unique
	Image image.Image
}

// Plates returns, for each side of a sheet, its plates (cyan, magenta, yellow,
// black, each spot), grey as on film: white has no ink, black all; and last a map
// of the sum of inks. The document is the one the press file is written of, with
// its bleed and marks. An error is a picture that cannot be used or a printer
// profile that cannot.
func Plates(doc *display.Document, opts Options) ([]Plate, error) {
	if opts.Profile == nil {
		builtin, _ := press.Builtin(press.Default)
		opts.Profile = &builtin
	}
	if fault := opts.Profile.Check(nil); fault != nil {
		return nil, fault
	}
	separator := press.NewSeparator(opts.Profile, opts.Cache)
	inks, err := separator.Inks(doc.Colours)
	if err != nil {
		return nil, fmt.Errorf("proof: %w", err)
	}
	var out []Plate
	number := 0
	room := opts.Profile.Room()
	for i := range doc.Sheets {
		for j := range doc.Sheets[i].Sides {
			number++
			side := &doc.Sheets[i].Sides[j]
			p := newPage(side.Width+2*room, side.Height+2*room, inks, separator)
			if p == nil {
				return nil, fmt.Errorf("proof: page %d is too large to be shown", number)
			}
			for k := range side.Panels {
				panel := &side.Panels[k]
				p.items(panel.Items, view{transform: display.Transform{A: 1 << 16, D: 1 << 16, E: room + panel.X, F: room + panel.Y}})
			}
			p.items(side.Items, view{transform: display.Transform{A: 1 << 16, D: 1 << 16, E: room, F: room}})
			if p.err != nil {
				return nil, p.err
			}
			out = append(out, p.films(number)...)
			total, err := p.totalInk(opts.Profile.InkLimit)
			if err != nil {
				return nil, err
			}
			out = append(out, Plate{fmt.Sprintf("p%d-total-ink", number), total})
		}
	}
	return out, nil
}

// films are the plates as pictures.
func (p *page) films(number int) []Plate {
	names := []string{"cyan", "magenta", "yellow", "black"}
	taken := map[string]bool{}
	for i := range p.inks.Spots {
		name := "spot-" + slug(p.inks.Spots[i].Name)
		for n := 2; taken[name]; n++ {
			name = fmt.Sprintf("spot-%s-%d", slug(p.inks.Spots[i].Name), n)
		}
		taken[name] = true
		names = append(names, name)
	}
	var out []Plate
	for i, plate := range p.plates {
		if i >= 4 && p.inks.Spots[i-4].Name == press.Registration {
			continue // it is no ink, but a part of every plate
		}
		film := image.NewGray(image.Rect(0, 0, p.width, p.height))
		for k, ink := range plate {
			film.Pix[k] = 255 - ink
		}
		out = append(out, Plate{fmt.Sprintf("p%d-%s", number, names[i]), film})
	}
	return out
}

// slug makes a name fit for a file's: letters and digits of ASCII, and hyphens.
func slug(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s[:min(len(s), 60)]
	}
	return "ink"
}

// over is the signal colour of the map: more ink than the printer takes.
func over() color.RGBA { return color.RGBA{255, 0, 80, 255} }

// shade is the map's colour of a sum of inks, of limit at the most, both in 255 a
// plate.
func shade(sum, limit int) color.RGBA {
	part := min(sum, limit) * 255 / max(1, limit)
	return color.RGBA{uint8(255 - part*225/255), uint8(255 - part*175/255), uint8(255 - part*95/255), 255}
}
