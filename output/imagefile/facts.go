package imagefile

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// MaxProfile bounds a colour profile in a picture, in bytes; large ones have 2 MB.
const MaxProfile = 16 << 20

// JPEG is what a JPEG file says beside its pixels.
type JPEG struct {
	Profile []byte // ICC, joined from its parts; nil where there is none
	Adobe   bool   // the file has Adobe's marker: its CMYK values are inverted
}

// ReadJPEG walks through the markers up to the picture itself.
func ReadJPEG(data []byte) JPEG {
	var facts JPEG
	parts := map[byte][]byte{}
	count := byte(0)
	for pos := 2; pos+4 <= len(data) && data[pos] == 0xFF; {
		marker := data[pos+1]
		if marker == 0xFF {
			pos++ // a fill byte
			continue
		}
		if marker == 0xDA || marker == 0xD9 {
			break
		}
		if marker == 0x01 || marker >= 0xD0 && marker <= 0xD7 {
			pos += 2
			continue
		}
		length := int(binary.BigEndian.Uint16(data[pos+2:]))
		if length < 2 || pos+2+length > len(data) {
			break
		}
		body := data[pos+4 : pos+2+length]
		switch {
		case marker == 0xEE && bytes.HasPrefix(body, []byte("Adobe")):
			facts.Adobe = true
		case marker == 0xE2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")) && len(body) > 14:
			parts[body[12]] = body[14:]
			count = body[13]
		}
		pos += 2 + length
	}
	for i := byte(1); i <= count && i != 0; i++ {
		part, ok := parts[i]
		if !ok {
			return JPEG{Adobe: facts.Adobe}
		}
		facts.Profile = append(facts.Profile, part...)
	}
	return facts
}

// PNGProfile is the ICC profile of a PNG file, nil where it has none or says
// that it is in sRGB.
func PNGProfile(data []byte) []byte {
	for pos := 8; pos+12 <= len(data); {
		length := int64(binary.BigEndian.Uint32(data[pos:]))
		kind := string(data[pos+4 : pos+8])
		if length > int64(len(data)-pos-12) || kind == "IDAT" || kind == "sRGB" {
			return nil
		}
		body := data[pos+8 : pos+8+int(length)]
		if kind == "iCCP" {
			name := bytes.IndexByte(body, 0)
			if name < 0 || name+2 > len(body) {
				return nil
			}
			r, err := zlib.NewReader(bytes.NewReader(body[name+2:]))
			if err != nil {
				return nil
			}
			icc, err := io.ReadAll(io.LimitReader(r, MaxProfile+1))
			if err != nil {
				return nil
			}
			return icc
		}
		pos += 12 + int(length)
	}
	return nil
}
