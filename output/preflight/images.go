package preflight

import (
	"fmt"
	"strings"

	"korthet/layout/display"
	"korthet/output/colour"
	"korthet/output/press"
)

// inkPicture is a picture as the press has it.
type inkPicture struct {
	*press.Measure
	data *display.ImageData
	err  error
}

// pictureOf returns what is known of a picture, which may be nothing yet.
func (s *shop) pictureOf(data *display.ImageData) *inkPicture {
	for _, known := range s.pictures {
		if known.data == data || data.Digest != "" && known.data.Digest == data.Digest {
			return known
		}
	}
	p := &inkPicture{data: data}
	s.pictures = append(s.pictures, p)
	return p
}

// load measures the picture where that was not done yet. It returns false where
// it cannot be used.
func (i *inkPicture) load(s *shop) bool {
	if i.Measure == nil && i.err == nil {
		i.Measure, i.err = s.separator.Measure(i.data)
	}
	return i.err == nil
}

// lay mixes the picture with what lies at a place of it.
func (i *inkPicture) lay(c coat, at *placed, where point) {
	x, y, ok := at.pixel(where, i.Columns, i.Rows)
	if !ok {
		return
	}
	cell := y*i.Columns + x
	opacity := 255
	if i.Opacity != nil {
		opacity = int(i.Opacity[cell])
	}
	for k := range c {
		own := 0
		if k < 4 {
			own = int(i.Cells[4*cell+k]) * colour.Full / 255
		}
		c[k] = uint16((own*opacity + int(c[k])*(255-opacity)) / 255)
	}
}

// hot are the places of the picture's cells that have nearly as much ink as the
// one that has the most.
func (i *inkPicture) hot(at *placed) []point {
	const most = 4096
	var all []point
	for cell := 0; 4*cell < len(i.Cells); cell++ {
		sum := 0
		for _, n := range i.Cells[4*cell:][:4] {
			sum += int(n)
		}
		if sum*colour.Full/255*100 < i.Most*95 {
			continue
		}
		x, y := int64(2*(cell%i.Columns)+1), int64(2*(cell/i.Columns)+1)
		across, down := int64(2*i.Columns), int64(2*i.Rows)
		if all = append(all, point{
			at.corner.x + at.across.x*x/across + at.down.x*y/down, at.corner.y + at.across.y*x/across + at.down.y*y/down,
		}); len(all) == most {
			break
		}
	}
	return all
}

// unusable tells of a picture that cannot be printed.
func (p *page) unusable(e *element) {
	p.fault(faultKey{check: Colours, name: e.picture.data.Name}, Verdict{
		Check: Colours, Status: Error, Page: p.number, Place: where(e.box), Src: e.src,
		Message: fmt.Sprintf("the picture %s cannot be used: %s", e.picture.data.Name, e.picture.err),
		Hint:    "open it in a picture program and save it anew as JPEG or PNG",
	})
}

// lookAtPicture asks of a picture that is placed whether it is fine enough, and
// what its colours are.
func (p *page) lookAtPicture(e *element) {
	i := e.picture
	across, down := length(e.across), length(e.down)
	if across == 0 || down == 0 {
		return
	}
	p.photos++
	const inch = 72 << unitShift
	density := int(min(display.MulDiv(int64(i.Width), inch, across), display.MulDiv(int64(i.Height), inch, down)))
	v := Verdict{Check: ImageResolution, Page: p.number, Place: where(e.box), Src: e.src}
	want := &p.printer.Images
	size := fmt.Sprintf("%s has %d pixels per inch at its size here, %s × %s", i.data.Name, density, millimetres(across), millimetres(down))
	finer := func(enough int) string {
		return fmt.Sprintf("take a picture of at least %d × %d pixels, or show it smaller",
			display.MulDiv(across, int64(enough), inch)+1, display.MulDiv(down, int64(enough), inch)+1)
	}
	key := faultKey{check: ImageResolution, page: p.number, name: i.data.Name, size: across}
	switch {
	case density < want.Error:
		v.Status, v.Message = Error, fmt.Sprintf("%s; below %d it is printed visibly coarse", size, want.Error)
		v.Hint = finer(max(want.Warn, want.Error))
		p.fault(key, v)
	case i.LineArt && density < want.LineArt:
		v.Status, v.Message = Warning, fmt.Sprintf("%s; a drawing of full ink and paper alone needs %d, or its edges are printed as stairs", size, want.LineArt)
		v.Hint = "give the drawing as SVG; or " + finer(want.LineArt)
		p.fault(key, v)
	case density < want.Warn:
		v.Status, v.Message = Warning, fmt.Sprintf("%s; below %d it may look soft", size, want.Warn)
		v.Hint = finer(want.Warn)
		p.fault(key, v)
	default:
		v.Message = size
		p.pass(v)
	}
	p.coloursOf(e)
}

// coloursOf says what becomes of a picture's colours.
func (p *page) coloursOf(e *element) {
	i := e.picture
	v := Verdict{Check: Colours, Page: p.number, Place: where(e.box), Src: e.src}
	switch {
	case i.Profile == press.ProfileUseless:
		v.Status = Warning
		v.Message = i.data.Name + " has a colour profile that cannot be used; its colours are taken for sRGB and may come out otherwise than they were meant"
		v.Hint = "save the picture anew with the profile sRGB"
		p.fault(faultKey{check: Colours, name: i.data.Name}, v)
	case i.From == colour.RGB:
		by := "as sRGB"
		if i.Profile == press.ProfileHeeded {
			by = "by its own profile"
		}
		v.Message = fmt.Sprintf("%s is in RGB; its colours are converted, %s, to the inks of %s", i.data.Name, by, p.printer.Condition)
		p.pass(v)
	case i.From == colour.CMYK:
		v.Message = i.data.Name + " is in the four inks, which stay as they are"
		if i.Profile == press.ProfileIgnored {
			v.Message += "; the colour profile in it is left out"
		}
		p.pass(v)
	}
}

// passPictures says what was seen of pictures where there is nothing to name.
func (s *shop) passPictures() {
	if s.photos == 0 {
		s.pass(Verdict{Check: ImageResolution, Message: "there are no pictures of pixels"})
	}
	var converted []string
	for i := range s.doc.Colours {
		if c := &s.doc.Colours[i]; s.inUse[i] && press.OnlyRGB(c) {
			converted = append(converted, c.Name)
		}
	}
	message := "everything is in inks of the press"
	if len(converted) > 0 {
		message = "these colours have screen values only, which are converted to inks: " + strings.Join(converted, ", ")
	}
	s.pass(Verdict{Check: Colours, Message: message})
}

// length is how long a way is.
func length(way point) int64 { return squareRoot(way.x*way.x + way.y*way.y) }
