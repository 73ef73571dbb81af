package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"

	"korthet/output/colour"
	"korthet/output/pdf/object"
)

// newPressJPEG takes a JPEG file for the press. One in the four inks goes through
// as it is: whoever made it chose the inks, and a profile in it is left out, for
// the numbers are meant and not the colours. Others are converted.
func (f *file) newPressJPEG(data []byte) (*pictureForm, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if err := checkPixels(config); err != nil {
		return nil, err
	}
	facts := readJPEGFacts(data)
	if config.ColorModel == color.CMYKModel {
		return &pictureForm{
			width: config.Width, height: config.Height, channels: 4, jpeg: true, inverted: facts.adobe, pixels: object.Plain(data),
		}, nil
	}
	decoded, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return f.newPressPixels(decoded, facts.profile)
}

// newPressPixels converts decoded pixels through the picture's own profile, else
// as sRGB, to the printer's inks. A picture that is all grey is printed with
// black alone, as DeviceGray, which a press has on its black plate.
func (f *file) newPressPixels(decoded image.Image, icc []byte) (*pictureForm, error) {
	bounds := decoded.Bounds()
	form := &pictureForm{width: bounds.Dx(), height: bounds.Dy(), channels: 4}
	p := unpack(decoded)
	space := colour.RGB
	if p.grey {
		space = colour.Grey
	}
	from, err := f.pictureProfile(icc, space)
	if err != nil {
		return nil, err
	}
	var inks []byte
	if p.grey {
		to, err := f.parse(f.printer.ICC)
		if err != nil {
			return nil, err
		}
		converter, err := colour.NewGreyConverter(from, to, colour.Options{})
		if err != nil {
			return nil, err
		}
		form.channels = 1
		inks = converter.Pixels(nil, p.greys())
	} else {
		converter, err := f.converter(from)
		if err != nil {
			return nil, err
		}
		inks = converter.Pixels(make([]byte, 0, 4*len(p.alpha)), p.rgb)
	}
	form.pixels = object.Deflate(predict(inks, form.width*form.channels, form.channels))
	form.setMask(&p)
	return form, nil
}

// pictureProfile is the profile that a picture's colours are meant by: its own
// where that can be read and fits, else sRGB. Greys may have one of RGB.
func (f *file) pictureProfile(icc []byte, space colour.Space) (*colour.Profile, error) {
	if len(icc) > 0 {
		own, err := colour.Parse(icc)
		if err == nil && (own.Space() == space || own.Space() == colour.RGB) {
			return own, nil
		}
	}
	return f.parse(colour.SRGB())
}
