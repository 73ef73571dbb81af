package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strconv"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/imagefile"
	"korthet/output/pdf/object"
)

// picture is an image file as the document's object.
type picture struct {
	data  *display.ImageData
	index int // in file.pictures; its resource name is Im and index + 1
	form  *pictureForm
	icc   *profile // nil for the file's own colours
	ref   object.Ref
}

// pictureForm is a picture's object, which files share.
type pictureForm struct {
	width, height int
	channels      int          // 1, 3, or 4
	profile       *object.Data // ICC; nil for the file's own colours
	pixels        *object.Data
	jpeg          bool
	inverted      bool         // CMYK as Adobe writes it: 0 is full ink
	mask          *object.Data // alpha, 8 bits a pixel; nil where the picture is opaque
}

// pictureKey names a picture's form in the cache.
type pictureKey struct {
	digest, format string
	press          *byte // the ICC profile of a press file's printer
	limit          int   // its ink limit
}

// picture returns the document's picture of a file's data, which is new at its
// first use. JPEG data is used as it is, except CMYK without a profile, which is
// converted; PNG data is decoded, 16 bits being cut to 8, and packed anew. A
// profile that the picture brings is embedded. In a press file all pictures are
// inks: see newPressPixels.
func (f *file) picture(data *display.ImageData) (*picture, error) {
	for _, known := range f.pictures {
		if known.data == data || data.Digest != "" && known.data.Digest == data.Digest {
			return known, nil
		}
	}
	build := func() (*pictureForm, int64, error) {
		form, err := f.newPictureForm(data)
		if err != nil {
			return nil, 0, fmt.Errorf("the picture %s cannot be used: %w", data.Name, err)
		}
		cost := len(form.pixels.Packed)
		if form.mask != nil {
			cost += len(form.mask.Packed)
		}
		return form, int64(cost), nil
	}
	var form *pictureForm
	var err error
	if data.Digest == "" {
		form, _, err = build()
	} else {
		key := pictureKey{digest: data.Digest, format: data.Format}
		if f.printer != nil {
			key.press, key.limit = &f.printer.ICC[0], f.printer.InkLimit
		}
		form, err = cache.Get(f.opts.Cache, key, build)
	}
	if err != nil {
		return nil, err
	}
	p := &picture{data: data, index: len(f.pictures), form: form}
	if form.profile != nil {
		p.icc = f.profile(form.profile, form.channels)
	}
	f.pictures = append(f.pictures, p)
	return p, nil
}

func (f *file) newPictureForm(data *display.ImageData) (*pictureForm, error) {
	if f.printer != nil {
		return f.newPressPicture(data)
	}
	switch data.Format {
	case "jpeg":
		return newJPEG(data.Bytes)
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
		return newPixels(decoded, imagefile.PNGProfile(data.Bytes)), nil
	}
	return nil, fmt.Errorf("its format %q is neither jpeg nor png", data.Format)
}

// newJPEG takes a JPEG file, which is embedded as it is. Only CMYK without a
// profile is decoded: the screen file's colours are sRGB, and PDF/A-2 6.2.4.3
// forbids device CMYK beside them.
func newJPEG(data []byte) (*pictureForm, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if err := imagefile.CheckSize(config); err != nil {
		return nil, err
	}
	facts := imagefile.ReadJPEG(data)
	form := &pictureForm{width: config.Width, height: config.Height, channels: 3, jpeg: true}
	switch config.ColorModel {
	case color.GrayModel:
		form.channels = 1
	case color.CMYKModel:
		form.channels, form.inverted = 4, facts.Adobe
	}
	form.profile = usableProfile(facts.Profile, form.channels)
	if form.channels == 4 && form.profile == nil {
		decoded, err := jpeg.Decode(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		return newPixels(decoded, nil), nil
	}
	form.pixels = object.Plain(data)
	return form, nil
}

// newPixels takes decoded pixels: grey where all are and no profile of colours
// says what they mean, with a mask where one is not opaque.
func newPixels(decoded image.Image, icc []byte) *pictureForm {
	bounds := decoded.Bounds()
	form := &pictureForm{width: bounds.Dx(), height: bounds.Dy(), channels: 3}
	p := imagefile.Unpack(decoded)
	form.profile = usableProfile(icc, 3)
	if p.Grey && form.profile == nil {
		form.profile = usableProfile(icc, 1)
		form.channels = 1
		p.RGB = p.Greys()
	}
	form.pixels = object.Deflate(predict(p.RGB, form.width*form.channels, form.channels))
	if !p.Opaque {
		form.setMask(p.Alpha)
	}
	return form
}

// setMask makes the mask of opacities.
func (p *pictureForm) setMask(alpha []byte) {
	p.mask = object.Deflate(predict(alpha, p.width, 1))
}

// predict filters rows as PNG does (7.4.4.4): each by the predictor, of None,
// Sub and Up, whose differences are smallest, which packs best.
func predict(pixels []byte, row, pixel int) []byte {
	out := make([]byte, 0, len(pixels)+len(pixels)/row+1)
	above := make([]byte, row)
	candidate := make([]byte, row)
	for ; len(pixels) >= row; pixels = pixels[row:] {
		line := pixels[:row]
		start, best := len(out), -1
		for kind := range byte(3) {
			sum := 0
			for i, value := range line {
				switch {
				case kind == 1 && i >= pixel:
					value -= line[i-pixel]
				case kind == 2:
					value -= above[i]
				}
				candidate[i] = value
				sum += int(min(value, -value))
			}
			if best < 0 || sum < best {
				best = sum
				out = append(append(out[:start], kind), candidate...)
			}
		}
		above = line
	}
	return out
}

// putPictures writes the images and their masks.
func (f *file) putPictures() {
	for _, p := range f.pictures {
		form := p.form
		var mask object.Ref
		if form.mask != nil {
			mask = f.out.AddStream(form.mask, func(dst []byte) []byte {
				dst = form.appendSize(dst)
				dst = append(dst, "/ColorSpace/DeviceGray"...)
				return form.appendPredictor(dst, 1)
			})
		}
		f.out.PutStream(p.ref, form.pixels, func(dst []byte) []byte {
			dst = form.appendSize(dst)
			dst = append(dst, "/ColorSpace"...)
			if p.icc != nil {
				dst = append(dst, "[/ICCBased "...)
				dst = object.AppendRef(dst, p.icc.ref)
				dst = append(dst, ']')
			} else {
				dst = append(dst, map[int]string{1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}[form.channels]...)
			}
			if form.inverted {
				dst = append(dst, "/Decode[1 0 1 0 1 0 1 0]"...)
			}
			if form.mask != nil {
				dst = append(dst, "/SMask "...)
				dst = object.AppendRef(dst, mask)
			}
			if form.jpeg {
				return append(dst, "/Filter/DCTDecode"...)
			}
			return form.appendPredictor(dst, form.channels)
		})
	}
}

func (p *pictureForm) appendSize(dst []byte) []byte {
	dst = append(dst, "/Type/XObject/Subtype/Image/Width "...)
	dst = strconv.AppendInt(dst, int64(p.width), 10)
	dst = append(dst, "/Height "...)
	dst = strconv.AppendInt(dst, int64(p.height), 10)
	return append(dst, "/BitsPerComponent 8"...)
}

func (p *pictureForm) appendPredictor(dst []byte, channels int) []byte {
	dst = append(dst, "/DecodeParms<</Predictor 15/Colors "...)
	dst = strconv.AppendInt(dst, int64(channels), 10)
	dst = append(dst, "/Columns "...)
	dst = strconv.AppendInt(dst, int64(p.width), 10)
	return append(dst, ">>"...)
}
