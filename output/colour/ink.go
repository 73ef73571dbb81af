package colour

// Ink is a colour of the press: cyan, magenta, yellow and black in 1/100 of a
// per cent, 10000 being full.
type Ink [4]uint16

// Full is a plate that prints everywhere.
const Full = 10000

// Total is the sum of the inks: 40000 at most.
func (i Ink) Total() int { return int(i[0]) + int(i[1]) + int(i[2]) + int(i[3]) }

// Clamp returns the ink with no more than limit in all, in 1/100 of a per cent;
// a limit of 0 is none. Black stays, and cyan, magenta and yellow are reduced in
// their ratio until the sum is the limit, so that the hue keeps and the depth,
// which black makes, does too. Where black alone is over the limit it is cut.
func (i Ink) Clamp(limit int) Ink {
	total := i.Total()
	if limit <= 0 || total <= limit {
		return i
	}
	black := int(i[3])
	if black >= limit {
		return Ink{3: uint16(limit)}
	}
	room, colours := limit-black, total-black
	for k := range 3 {
		// Rounded down, so that the sum is never over.
		i[k] = uint16(int(i[k]) * room / colours)
	}
	return i
}

// MaxTotal returns the greatest sum of inks of any pixel, in 1/100 of a per
// cent, and how many pixels are over a limit. pixels are cyan, magenta, yellow,
// black of a byte each, 255 being full.
func MaxTotal(pixels []byte, limit int) (most, over int) {
	const full = 255
	top := 0
	for at := 0; at+4 <= len(pixels); at += 4 {
		sum := int(pixels[at]) + int(pixels[at+1]) + int(pixels[at+2]) + int(pixels[at+3])
		top = max(top, sum)
		if limit > 0 && sum*Full > limit*full {
			over++
		}
	}
	return (top*Full + full/2) / full, over
}
