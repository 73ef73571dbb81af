package layout

import (
	"bytes"
	"encoding/binary"

	"korthet/layout/display"
)

// orientation is how a camera was held, in the numbers of Exif (tag 0x0112): 1
// upright, 3 upside down, 6 and 8 on a side, the even ones below 5 and the odd
// ones above mirrored. 0 is 1.
type orientation uint8

// turnBy has the picture shown as its camera saw it.
func (p *picture) turnBy(turn orientation) {
	if p.data == nil || turn < 2 || turn > 8 {
		return
	}
	p.turn = turn
	if turn >= 5 {
		p.width, p.height = p.height, p.width
	}
}

// transform maps a picture as it is stored, width by height, to where it is
// shown.
func (turn orientation) transform(width, height display.Length) display.Transform {
	const one = 1 << 16
	switch turn {
	case 2:
		return display.Transform{A: -one, D: one, E: width}
	case 3:
		return display.Transform{A: -one, D: -one, E: width, F: height}
	case 4:
		return display.Transform{A: one, D: -one, F: height}
	case 5:
		return display.Transform{B: one, C: one}
	case 6:
		return display.Transform{B: one, C: -one, E: height}
	case 7:
		return display.Transform{B: -one, C: -one, E: height, F: width}
	case 8:
		return display.Transform{B: -one, C: one, F: width}
	}
	return display.Transform{A: one, D: one}
}

// jpegOrientation returns what the Exif part of a JPEG file says of how the
// camera was held; 0 where it says nothing.
func jpegOrientation(data []byte) orientation {
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		marker := data[at+1]
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == 0xDA || size < 2 || at+2+size > len(data) {
			return 0
		}
		body := data[at+4 : at+2+size]
		if exif, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && marker == 0xE1 {
			return tiffOrientation(exif)
		}
		at += 2 + size
	}
	return 0
}

// tiffOrientation looks the tag up in the first directory of a TIFF header.
func tiffOrientation(data []byte) orientation {
	if len(data) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if data[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(data[4:]))
	if at < 8 || at+2 > int64(len(data)) {
		return 0
	}
	entries := int64(order.Uint16(data[at:]))
	for i := range entries {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(data)) {
			return 0
		}
		// A short (type 3) stands in the entry itself.
		if order.Uint16(data[entry:]) == 0x0112 && order.Uint16(data[entry+2:]) == 3 {
			if turn := order.Uint16(data[entry+8:]); turn >= 1 && turn <= 8 {
				return orientation(turn)
			}
			return 0
		}
	}
	return 0
}
