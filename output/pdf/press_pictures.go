package pdf

import (
	"korthet/layout/display"
	"korthet/output/pdf/object"
)

// newPressPicture takes an image file for the press, in the printer's inks. A
// picture that is all grey is printed with black alone, as DeviceGray, which a
// press has on its black plate.
func (f *file) newPressPicture(data *display.ImageData) (*pictureForm, error) {
	p, err := f.separator.Picture(data)
	if err != nil {
		return nil, err
	}
	form := &pictureForm{width: p.Width, height: p.Height, channels: p.Channels}
	if p.JPEG != nil {
		form.jpeg, form.inverted, form.pixels = true, p.Inverted, object.Plain(p.JPEG)
		return form, nil
	}
	form.pixels = object.Deflate(predict(p.Pixels, form.width*form.channels, form.channels))
	if p.Alpha != nil {
		form.setMask(p.Alpha)
	}
	return form, nil
}
