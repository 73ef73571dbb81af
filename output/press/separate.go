package press

import (
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/colour"
)

// Separator settles what a document's colours and pictures are in the inks of
// one printer, so that whatever shows or writes them decides alike.
type Separator struct {
	profile *Profile
	shared  *cache.Cache
}

// NewSeparator returns a separator. The profile must be one that Check has
// nothing to say of; shared may be nil.
func NewSeparator(profile *Profile, shared *cache.Cache) *Separator {
	return &Separator{profile: profile, shared: shared}
}

// Registration is the name of the colour that is on all plates (ISO 32000-1,
// 8.6.6.4).
const Registration = "All"

// Inks are the colours of a document as a printer has them.
type Inks struct {
	Spots []Spot // in the order of the colours

	colours   []resolved
	overprint bool // full black alone overprints
}

// Spot is an ink with a plate of its own.
type Spot struct {
	Name string
	Ink  colour.Ink // of the four, that stand for it where there is no such plate
}

// resolved is a colour of the document: its four inks and its index in Spots, -1
// for none.
type resolved struct {
	ink  colour.Ink
	spot int
}

// Paint is what an ink of the document puts on the plates.
type Paint struct {
	Spot int // index in Inks.Spots; -1 for the four inks
	// Values are cyan, magenta, yellow and black, or first the spot's tint, in 1/100
	// of a per cent.
	Values [4]uint16
	// Overprint says that plates on which the paint has no ink keep what lies below;
	// else the paint knocks it out.
	Overprint bool
}

// darkest is the least tint that overprints where its ink says so: white, and
// what is light, would drown in what lies below.
const darkest = colour.Full / 2

// Inks settles what each colour is on the press. A colour that has no inks, and
// is not white, has only its RGB, which is converted through the printer's
// profile, greys to black alone. Of two spots with one name the first counts.
func (s *Separator) Inks(colours []display.Colour) (*Inks, error) {
	inks := &Inks{colours: make([]resolved, len(colours)), overprint: !s.profile.KnockOutBlack}
	for i := range colours {
		c := &colours[i]
		r := resolved{ink: c.CMYK, spot: -1}
		if OnlyRGB(c) {
			converter, err := s.converter(nil)
			if err != nil {
				return nil, err
			}
			r.ink = converter.Ink(c.RGB)
		}
		if c.Spot != "" && s.profile.OwnPlate(c.Spot) {
			r.spot = inks.spot(c.Spot, r.ink)
		}
		inks.colours[i] = r
	}
	return inks, nil
}

// OnlyRGB reports whether a colour has a value for the screen alone.
func OnlyRGB(c *display.Colour) bool {
	return c.CMYK == [4]uint16{} && c.RGB != [3]uint8{255, 255, 255}
}

func (i *Inks) spot(name string, ink colour.Ink) int {
	for k := range i.Spots {
		if i.Spots[k].Name == name {
			return k
		}
	}
	i.Spots = append(i.Spots, Spot{Name: name, Ink: ink})
	return len(i.Spots) - 1
}

// Paint returns what an ink of the document is on the press.
func (i *Inks) Paint(ink display.Ink) Paint {
	r := &i.colours[ink.Colour]
	if r.spot >= 0 {
		return Paint{Spot: r.spot, Values: [4]uint16{ink.Tint}, Overprint: ink.Overprint && ink.Tint >= darkest}
	}
	p := Paint{Spot: -1}
	dark := uint16(0)
	for k, n := range r.ink {
		p.Values[k] = uint16(display.MulDiv(int64(n), int64(ink.Tint), display.Solid))
		dark = max(dark, p.Values[k])
	}
	black := p.Values == [4]uint16{3: colour.Full} && i.overprint
	p.Overprint = black || ink.Overprint && dark >= darkest
	return p
}

// The names of converters in the cache, by where the profiles' bytes lie and by
// the ink limit.
type (
	parsedKey    struct{ icc *byte }
	converterKey struct {
		press *byte
		limit int
	}
)

// Parse reads an ICC profile, which must not be empty, once for all who share a
// cache.
func (s *Separator) Parse(icc []byte) (*colour.Profile, error) {
	return cache.Get(s.shared, parsedKey{&icc[0]}, func() (*colour.Profile, int64, error) {
		p, err := colour.Parse(icc)
		return p, int64(4 * len(icc)), err
	})
}

// converter converts RGB colours to the printer's inks: of a picture's own
// profile from, nil being sRGB with greys to black alone, for the theme's
// colours.
func (s *Separator) converter(from *colour.Profile) (*colour.Converter, error) {
	to, err := s.Parse(s.profile.ICC)
	if err != nil {
		return nil, err
	}
	limit := s.profile.InkLimit
	if from != nil {
		return colour.NewConverter(from, to, colour.Options{InkLimit: limit})
	}
	return cache.Get(s.shared, converterKey{&s.profile.ICC[0], limit}, func() (*colour.Converter, int64, error) {
		srgb, err := s.Parse(colour.SRGB())
		if err != nil {
			return nil, 0, err
		}
		c, err := colour.NewConverter(srgb, to, colour.Options{InkLimit: limit, GreysToBlack: true})
		return c, 256 << 10, err
	})
}
