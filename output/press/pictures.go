package press

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/colour"
	"korthet/output/imagefile"
)

// Picture is an image file in a printer's inks.
type Picture struct {
	Width, Height int
	// Channels is 4, a byte for each ink, 255 being full; or 1, for black alone, in
	// light as PDF's DeviceGray has it: 0 is full black.
	Channels int
	Pixels   []byte // nil where JPEG is not
	Alpha    []byte // a byte of opacity for each pixel; nil where all are opaque
	// JPEG is a file in the four inks, which goes through as it is: whoever made it
	// chose the inks, and a profile in it counts for nothing, for the numbers are
	// meant and not the colours.
	JPEG     []byte
	Inverted bool // in the JPEG file 0 is full ink, as Adobe writes it

	From    colour.Space // what the file's colours are
	Profile ProfileUse   // what became of a profile in the file
}

// ProfileUse is what became of a colour profile in a picture.
type ProfileUse uint8

// The uses.
const (
	NoProfile      ProfileUse = iota // there is none: sRGB was meant, or the printer's inks
	ProfileHeeded                    // the colours were converted by it
	ProfileUseless                   // it cannot be read or is of other colours: sRGB was taken
	ProfileIgnored                   // the inks go through as they are
)

// Picture separates an image file. Colours are converted through the picture's
// own profile, else as sRGB; one that is all grey becomes black alone.
func (s *Separator) Picture(data *display.ImageData) (*Picture, error) {
	p, err := s.separate(data)
	if err == nil && p.JPEG == nil && data.Digest != "" {
		// Whoever looks at it later need not separate it anew.
		_, err = cache.Get(s.shared, s.keyOf(data), func() (*Measure, int64, error) { return p.measure(s.profile.InkLimit) })
	}
	return p, err
}

func (s *Separator) separate(data *display.ImageData) (*Picture, error) {
	switch data.Format {
	case "jpeg":
		return s.jpeg(data.Bytes)
	case "png":
		config, err := png.DecodeConfig(bytes.NewReader(data.Bytes))
		if err != nil {
			return nil, err
		}
		if err := imagefile.CheckSize(config); err != nil {
			return nil, err
		}
		decoded, err := png.Decode(bytes.NewReader(data.Bytes))
		if err != nil {
			return nil, err
		}
		return s.pixels(decoded, imagefile.PNGProfile(data.Bytes))
	}
	return nil, fmt.Errorf("its format %q is neither jpeg nor png", data.Format)
}

func (s *Separator) jpeg(data []byte) (*Picture, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if err := imagefile.CheckSize(config); err != nil {
		return nil, err
	}
	facts := imagefile.ReadJPEG(data)
	if config.ColorModel == color.CMYKModel {
		p := &Picture{Width: config.Width, Height: config.Height, Channels: 4, JPEG: data, Inverted: facts.Adobe, From: colour.CMYK}
		if len(facts.Profile) > 0 {
			p.Profile = ProfileIgnored
		}
		return p, nil
	}
	decoded, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return s.pixels(decoded, facts.Profile)
}

func (s *Separator) pixels(decoded image.Image, icc []byte) (*Picture, error) {
	bounds := decoded.Bounds()
	out := &Picture{Width: bounds.Dx(), Height: bounds.Dy(), Channels: 4}
	p := imagefile.Unpack(decoded)
	space := colour.RGB
	if p.Grey {
		space = colour.Grey
	}
	out.From = space
	from, use, err := s.pictureProfile(icc, space)
	out.Profile = use
	if err != nil {
		return nil, err
	}
	if p.Grey {
		to, err := s.Parse(s.profile.ICC)
		if err != nil {
			return nil, err
		}
		converter, err := colour.NewGreyConverter(from, to, colour.Options{})
		if err != nil {
			return nil, err
		}
		out.Channels = 1
		out.Pixels = converter.Pixels(nil, p.Greys())
	} else {
		converter, err := s.converter(from)
		if err != nil {
			return nil, err
		}
		out.Pixels = converter.Pixels(make([]byte, 0, 4*len(p.Alpha)), p.RGB)
	}
	if !p.Opaque {
		out.Alpha = p.Alpha
	}
	return out, nil
}

// pictureProfile is the profile that a picture's colours are meant by: its own
// where that can be read and fits, else sRGB. Greys may have one of RGB.
func (s *Separator) pictureProfile(icc []byte, space colour.Space) (*colour.Profile, ProfileUse, error) {
	use := NoProfile
	if len(icc) > 0 {
		own, err := colour.Parse(icc)
		if err == nil && (own.Space() == space || own.Space() == colour.RGB) {
			return own, ProfileHeeded, nil
		}
		use = ProfileUseless
	}
	srgb, err := s.Parse(colour.SRGB())
	return srgb, use, err
}

// Inks returns the picture's pixels, four bytes each, 255 being full ink.
func (p *Picture) Inks() ([]byte, error) {
	switch {
	case p.JPEG != nil:
		decoded, err := jpeg.Decode(bytes.NewReader(p.JPEG))
		if err != nil {
			return nil, err
		}
		cmyk, ok := decoded.(*image.CMYK)
		if !ok {
			return nil, fmt.Errorf("a picture in four inks was read as %T", decoded)
		}
		pixels := make([]byte, 0, 4*p.Width*p.Height)
		for y := range p.Height {
			row := cmyk.Pix[y*cmyk.Stride:]
			pixels = append(pixels, row[:4*p.Width]...)
		}
		return pixels, nil
	case p.Channels == 1:
		pixels := make([]byte, 4*len(p.Pixels))
		for i, light := range p.Pixels {
			pixels[4*i+3] = 255 - light
		}
		return pixels, nil
	}
	return p.Pixels, nil
}
