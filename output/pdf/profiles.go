package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"

	"korthet/output/pdf/object"
)

// maxProfile bounds a colour profile in a picture; large ones have 2 MB.
const maxProfile = 16 << 20

// profile is a colour profile that a picture brought with it.
type profile struct {
	data     *object.Data
	channels int
	ref      object.Ref
}

// usableProfile returns an ICC profile as a PDF file may embed it: whole, of
// version 2 or 4, for the channels of its picture (ISO 32000-1, 8.6.5.5; PDF/A-2
// 6.2.4.2). Of another it returns nil: the picture then is in the file's colours.
func usableProfile(icc []byte, channels int) *object.Data {
	if len(icc) < 132 || len(icc) > maxProfile || string(icc[36:40]) != "acsp" {
		return nil
	}
	if size := binary.BigEndian.Uint32(icc); uint64(size) > uint64(len(icc)) || size < 132 {
		return nil
	}
	if version := icc[8]; version < 2 || version > 4 {
		return nil
	}
	switch string(icc[12:16]) {
	case "mntr", "scnr", "prtr", "spac":
	default:
		return nil
	}
	space := map[int]string{1: "GRAY", 3: "RGB ", 4: "CMYK"}[channels]
	if string(icc[16:20]) != space {
		return nil
	}
	return object.Deflate(icc)
}

// jpegFacts are what a JPEG file says beside its pixels.
type jpegFacts struct {
	profile []byte // ICC, joined from its parts; nil where there is none
	adobe   bool   // the file has Adobe's marker: its CMYK values are inverted
}

// readJPEGFacts walks through the markers up to the picture itself.
func readJPEGFacts(data []byte) jpegFacts {
	var facts jpegFacts
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
			facts.adobe = true
		case marker == 0xE2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")) && len(body) > 14:
			parts[body[12]] = body[14:]
			count = body[13]
		}
		pos += 2 + length
	}
	for i := byte(1); i <= count && i != 0; i++ {
		part, ok := parts[i]
		if !ok {
			return jpegFacts{adobe: facts.adobe}
		}
		facts.profile = append(facts.profile, part...)
	}
	return facts
}

// pngProfile is the ICC profile of a PNG file, nil where it has none or says
// that it is in sRGB.
func pngProfile(data []byte) []byte {
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
			icc, err := io.ReadAll(io.LimitReader(r, maxProfile+1))
			if err != nil {
				return nil
			}
			return icc
		}
		pos += 12 + int(length)
	}
	return nil
}

// profile returns the file's object of a profile, which pictures share.
func (f *file) profile(data *object.Data, channels int) *profile {
	for _, known := range f.profiles {
		if known.data.Digest == data.Digest {
			return known
		}
	}
	p := &profile{data: data, channels: channels}
	f.profiles = append(f.profiles, p)
	return p
}

// putProfiles writes the pictures' profiles.
func (f *file) putProfiles() {
	for _, p := range f.profiles {
		f.out.PutStream(p.ref, p.data, func(dst []byte) []byte {
			return append(dst, "/N "+string(rune('0'+p.channels))...)
		})
	}
}
