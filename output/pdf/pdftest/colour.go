package pdftest

import (
	"slices"
	"unicode/utf8"
)

// space notes the device colour spaces that a colour space rests on.
func (j *judge) space(v any) {
	switch v := j.f.resolve(v).(type) {
	case Name:
		j.spaces[v] = true
	case Array:
		if len(v) < 2 {
			return
		}
		switch family := j.f.name(v[0]); family {
		case "ICCBased":
			j.profile(v[1])
		case "Indexed", "Pattern":
			j.space(v[1])
		case "Separation", "DeviceN":
			if len(v) > 2 {
				j.space(v[2])
			}
			j.colourants(family, v)
		case "CalGray", "CalRGB", "Lab":
		default:
			j.report("a 6.2.4.3-a", "a colour space %s", family)
		}
	}
}

func (j *judge) profile(v any) {
	stream, ok := j.f.resolve(v).(*Stream)
	if !ok {
		j.report("a 6.2.4.2-1", "a profile that is no stream")
		return
	}
	p := readICC(j.f.decode(stream))
	n, _ := j.f.resolve(stream.Dict["N"]).(int64)
	if !slices.Contains([]string{"prtr", "mntr", "scnr", "spac"}, p.class) || p.channels() == 0 || p.version >= 5 || n != p.channels() {
		j.report("a 6.2.4.2-1", "a profile of class %q, space %q, version %d has /N %d", p.class, p.space, p.version, n)
	}
}

func (j *judge) colourants(family Name, v Array) {
	names := Array{v[1]}
	if family == "DeviceN" {
		names = j.f.array(v[1])
		if len(names) > 32 {
			j.report("a 6.1.13-9", "a colour space of %d colourants", len(names))
		}
		j.report("a 6.2.4.4-1", "a colour space DeviceN, whose colourants this judge does not compare")
	}
	for _, name := range names {
		if !utf8.ValidString(string(j.f.name(name))) {
			j.report("a 6.1.8-1", "the colourant %q is not UTF-8", j.f.name(name))
		}
	}
}

// checkSpaces: device colours stand under an output intent of their kind.
func (j *judge) checkSpaces() {
	if j.spaces["DeviceRGB"] && j.intent != "RGB " {
		j.report("a 6.2.4.3-2", "DeviceRGB under an output intent of %q", j.intent)
	}
	if j.spaces["DeviceCMYK"] && j.intent != "CMYK" {
		j.report("a 6.2.4.3-3", "DeviceCMYK under an output intent of %q", j.intent)
	}
	if j.spaces["DeviceGray"] && j.intent == "" {
		j.report("a 6.2.4.3-4", "DeviceGray without an output intent")
	}
	if j.blended && j.intent == "" {
		for _, p := range j.pages {
			if j.f.dict(p.dict["Group"])["CS"] == nil {
				j.report("a 6.2.10-2", "page %d has transparency without a blending space", p.index+1)
			}
		}
	}
}

var blendModes = []Name{ //nolint:gochecknoglobals // a constant table
	"Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight",
	"SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
}

func (j *judge) graphicsState(d Dict) {
	if d["TR"] != nil {
		j.report("a 6.2.5-1", "a graphics state with /TR")
	}
	if v := d["TR2"]; v != nil && v != Name("Default") {
		j.report("a 6.2.5-2", "a graphics state with /TR2 %v", v)
	}
	if d["HTP"] != nil {
		j.report("a 6.2.5-3", "a graphics state with /HTP")
	}
	if half := j.f.dict(d["HT"]); half != nil {
		if kind, _ := half["HalftoneType"].(int64); kind != 1 && kind != 5 {
			j.report("a 6.2.5-4", "a halftone of type %d", kind)
		}
		if half["HalftoneName"] != nil {
			j.report("a 6.2.5-5", "a halftone with a name")
		}
		if half["TransferFunction"] != nil {
			j.report("a 6.2.5-6", "a halftone with a transfer function")
		}
	}
	if v := d["BM"]; v != nil {
		modes := j.f.array(v)
		if modes == nil {
			modes = Array{v}
		}
		for _, mode := range modes {
			if !slices.Contains(blendModes, j.f.name(mode)) {
				j.report("a 6.2.10-1", "the blend mode %v", mode)
			}
			j.blended = j.blended || j.f.name(mode) != "Normal"
		}
	}
	for _, key := range []Name{"ca", "CA"} {
		if n, ok := number(j.f.resolve(d[key])); ok && n < 1 {
			j.blended = true
		}
	}
	if mask := j.f.resolve(d["SMask"]); mask != nil && mask != Name("None") {
		j.blended = true
	}
	if ri := d["RI"]; ri != nil {
		j.intentName(ri)
	}
}

func (j *judge) intentName(v any) {
	if !slices.Contains([]Name{"RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"}, j.f.name(v)) {
		j.report("a 6.2.6-1", "the rendering intent %v", v)
	}
}

// checkResources judges what a page could use.
func (j *judge) checkResources(d Dict) {
	for _, v := range j.f.dict(d["ExtGState"]) {
		j.graphicsState(j.f.dict(v))
	}
	for name, v := range j.f.dict(d["ColorSpace"]) {
		if name == "DefaultRGB" || name == "DefaultGray" || name == "DefaultCMYK" {
			j.report("a 6.2.4.3-a", "a colour space %s, which this judge does not apply", name)
		}
		j.space(v)
	}
}

// xobject judges a picture.
func (j *judge) xobject(v any, where string) {
	stream, ok := j.f.resolve(v).(*Stream)
	if !ok {
		j.report("a 6.2.2-2", "%s: what is painted is no stream", where)
		return
	}
	d := stream.Dict
	switch j.f.name(d["Subtype"]) {
	case "PS":
		j.report("a 6.2.9-3", "%s: PostScript", where)
		return
	case "Form":
		return
	}
	if d["Alternates"] != nil {
		j.report("a 6.2.8-1", "%s: a picture with /Alternates", where)
	}
	if d["OPI"] != nil {
		j.report("a 6.2.8-2", "%s: a picture with /OPI", where)
	}
	if j.f.resolve(d["Interpolate"]) == true {
		j.report("a 6.2.8-3", "%s: a picture that is interpolated", where)
	}
	if slices.Contains(j.f.filters(d), "JPXDecode") {
		j.report("a 6.2.8.3-1", "%s: a picture in JPEG 2000, which this judge does not read", where)
	}
	if d["Intent"] != nil {
		j.intentName(d["Intent"])
	}
	if d["ImageMask"] != true {
		j.space(d["ColorSpace"])
	}
	j.pictureData(stream, where)
	if mask, ok := j.f.resolve(d["SMask"]).(*Stream); ok {
		j.blended = true
		if mask.Dict["SMask"] != nil || j.f.resolve(mask.Dict["Interpolate"]) == true || j.f.name(mask.Dict["ColorSpace"]) != "DeviceGray" {
			j.report("a 6.2.8-3", "%s: a picture with the mask %v", where, mask.Dict)
		}
		j.pictureData(mask, where)
	}
}

// pictureData: a picture has as many bytes as its size wants, or is a JPEG of
// that size.
func (j *judge) pictureData(s *Stream, where string) {
	width, _ := j.f.resolve(s.Dict["Width"]).(int64)
	height, _ := j.f.resolve(s.Dict["Height"]).(int64)
	bits, _ := j.f.resolve(s.Dict["BitsPerComponent"]).(int64)
	channels := j.channels(s.Dict["ColorSpace"])
	if filters := j.f.filters(s.Dict); slices.Contains(filters, "DCTDecode") {
		w, h, n := jpegSize(s.Raw)
		if int64(w) != width || int64(h) != height || int64(n) != channels {
			j.report("a 6.2.8-a", "%s: a JPEG of %d × %d, %d channels, in a picture of %d × %d, %d channels", where, w, h, n, width, height, channels)
		}
		return
	}
	want := (width*bits*channels + 7) / 8 * height
	if data := j.f.decode(s); int64(len(data)) != want {
		j.report("a 6.2.8-a", "%s: a picture of %d × %d has %d bytes, not %d", where, width, height, len(data), want)
	}
}

func (j *judge) channels(v any) int64 {
	switch v := j.f.resolve(v).(type) {
	case Name:
		return map[Name]int64{"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}[v]
	case Array:
		if len(v) > 1 && j.f.name(v[0]) == "ICCBased" {
			n, _ := j.f.resolve(j.f.dict(v[1])["N"]).(int64)
			return n
		}
		return 1 // Indexed
	}
	return 1
}

// jpegSize reads a JPEG's frame header.
func jpegSize(data []byte) (width, height, channels int) {
	for i := 2; i+9 < len(data) && data[i] == 0xFF; {
		marker, length := data[i+1], int(data[i+2])<<8|int(data[i+3])
		if marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC {
			return int(data[i+7])<<8 | int(data[i+8]), int(data[i+5])<<8 | int(data[i+6]), int(data[i+9])
		}
		i += 2 + length
	}
	return 0, 0, 0
}
