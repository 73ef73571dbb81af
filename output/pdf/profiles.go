package pdf

import (
	"encoding/binary"

	"korthet/output/imagefile"
	"korthet/output/pdf/object"
)

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
	if len(icc) < 132 || len(icc) > imagefile.MaxProfile || string(icc[36:40]) != "acsp" {
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
