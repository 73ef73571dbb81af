package colour

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf16"
)

// Space is what the channels of a profile's colours are.
type Space uint8

// The spaces.
const (
	Grey Space = iota + 1
	RGB
	CMYK
)

// Channels is how many numbers a colour of the space has.
func (s Space) Channels() int {
	switch s {
	case Grey:
		return 1
	case RGB:
		return 3
	case CMYK:
		return 4
	}
	return 0
}

// String returns the space's name.
func (s Space) String() string {
	switch s {
	case Grey:
		return "grey"
	case RGB:
		return "RGB"
	case CMYK:
		return "CMYK"
	}
	return "unknown"
}

// Profile is an ICC profile that was read. It is safe for concurrent use.
type Profile struct {
	space       Space
	class       string
	version     [2]uint8
	description string
	data        []byte
	xyz         bool // the profile's connection space is XYZ, else Lab

	toPCS   *pipeline // A2B1, else A2B0; nil where curves and matrix do
	fromPCS *pipeline // B2A1, else B2A0; nil where there is none
	curves  []curve   // of matrix profiles and of grey ones
	matrix  matrix    // of matrix profiles: from linear RGB to XYZ
}

// maxProfile bounds what is read; large profiles have 2 MB.
const maxProfile = 16 << 20

// Parse reads an ICC profile of version 2 or 4 for grey, RGB or CMYK devices.
// The profile keeps icc, which must not be changed any more. The error says
// what is wrong with the profile in plain words.
func Parse(icc []byte) (*Profile, error) {
	if len(icc) < 132 || len(icc) > maxProfile || string(icc[36:40]) != "acsp" {
		return nil, errors.New("it is no ICC profile")
	}
	if size := binary.BigEndian.Uint32(icc); uint64(size) > uint64(len(icc)) || size < 132 {
		return nil, errors.New("the ICC profile is cut off")
	}
	p := &Profile{data: icc, version: [2]uint8{icc[8], icc[9] >> 4}, class: string(icc[12:16])}
	if p.version[0] != 2 && p.version[0] != 4 {
		return nil, fmt.Errorf("the ICC profile is of version %d; versions 2 and 4 can be read", p.version[0])
	}
	switch p.class {
	case "mntr", "scnr", "prtr", "spac":
	default:
		return nil, fmt.Errorf("the ICC profile is of the class %q, which describes no screen, scanner or press", p.class)
	}
	switch string(icc[16:20]) {
	case "GRAY":
		p.space = Grey
	case "RGB ":
		p.space = RGB
	case "CMYK":
		p.space = CMYK
	default:
		return nil, fmt.Errorf("the ICC profile is for colours of the kind %q; grey, RGB and CMYK can be used", string(icc[16:20]))
	}
	switch string(icc[20:24]) {
	case "XYZ ":
		p.xyz = true
	case "Lab ":
	default:
		return nil, fmt.Errorf("the ICC profile measures in %q; XYZ and Lab can be used", string(icc[20:24]))
	}
	tags, err := readTags(icc)
	if err != nil {
		return nil, err
	}
	p.description = readDescription(tags.find("desc"))
	if err := p.read(tags); err != nil {
		return nil, fmt.Errorf("the ICC profile %q: %w", p.description, err)
	}
	return p, nil
}

// Space is what the profile's colours are made of.
func (p *Profile) Space() Space { return p.space }

// Press reports whether the profile is of an output device whose inks a
// Converter can give: it has tables from colours to inks and back, in Lab.
func (p *Profile) Press() bool { return p.class == "prtr" && p.checkPress() == nil }

// Version is the version of the format: 2 and 1 for 2.1.
func (p *Profile) Version() (major, minor int) { return int(p.version[0]), int(p.version[1]) }

// Description is the profile's name in its own words; it may be empty.
func (p *Profile) Description() string { return p.description }

// Bytes is the profile as it was given, which must not be changed.
func (p *Profile) Bytes() []byte { return p.data }

// tags are a profile's tags in their order.
type tags []tag

type tag struct {
	name string
	data []byte
}

// readTags reads the tag table (ICC.1:2010, 7.3). Tags may share their data.
func readTags(icc []byte) (tags, error) {
	count := binary.BigEndian.Uint32(icc[128:])
	if count > 200 || 132+12*int(count) > len(icc) {
		return nil, errors.New("the ICC profile's list of tags is cut off")
	}
	list := make(tags, 0, count)
	for i := range int(count) {
		entry := icc[132+12*i:]
		start, size := binary.BigEndian.Uint32(entry[4:]), binary.BigEndian.Uint32(entry[8:])
		if uint64(start)+uint64(size) > uint64(len(icc)) || size < 8 {
			return nil, fmt.Errorf("the ICC profile's tag %q is cut off", string(entry[:4]))
		}
		list = append(list, tag{name: string(entry[:4]), data: icc[start : start+size : start+size]})
	}
	return list, nil
}

// find returns the data of the first tag of these names that there is; nil for
// none.
func (t tags) find(names ...string) []byte {
	for _, name := range names {
		for i := range t {
			if t[i].name == name {
				return t[i].data
			}
		}
	}
	return nil
}

// read reads what the profile converts by.
func (p *Profile) read(tags tags) (err error) {
	if data := tags.find("A2B1", "A2B0"); data != nil {
		if p.toPCS, err = readTable(data, p.space.Channels(), 3, tableKind{pcs: p.pcsOf(), deviceFirst: true}); err != nil {
			return err
		}
	}
	if data := tags.find("B2A1", "B2A0"); data != nil && p.space == CMYK {
		if p.fromPCS, err = readTable(data, 3, p.space.Channels(), tableKind{pcs: p.pcsOf()}); err != nil {
			return err
		}
	}
	if p.toPCS != nil {
		return nil
	}
	switch p.space {
	case Grey:
		return p.readCurves(tags, "kTRC")
	case RGB:
		if err := p.readCurves(tags, "rTRC", "gTRC", "bTRC"); err != nil {
			return err
		}
		return p.readMatrix(tags)
	case CMYK:
	}
	return errors.New("it has no table from its inks to colours")
}

func (p *Profile) pcsOf() pcs {
	if p.xyz {
		return pcsXYZ
	}
	return pcsLab
}

func (p *Profile) readCurves(tags tags, names ...string) error {
	for _, name := range names {
		data := tags.find(name)
		if data == nil {
			return fmt.Errorf("it has no curve %s", name)
		}
		c, _, err := readCurve(data)
		if err != nil {
			return fmt.Errorf("its curve %s: %w", name, err)
		}
		p.curves = append(p.curves, c)
	}
	return nil
}

func (p *Profile) readMatrix(tags tags) error {
	if !p.xyz {
		return errors.New("it has a matrix, and measures in Lab")
	}
	for column, name := range [...]string{"rXYZ", "gXYZ", "bXYZ"} {
		data := tags.find(name)
		if len(data) < 20 || string(data[:4]) != "XYZ " {
			return fmt.Errorf("it has no %s", name)
		}
		for row := range 3 {
			p.matrix[row][column] = fixed16(data[8+4*row:]) << (unitBits - 16)
		}
	}
	if !p.matrix.bounded() {
		return errors.New("the numbers of its matrix are out of bounds")
	}
	return nil
}

// fixed16 reads an s15Fixed16Number.
func fixed16(data []byte) int64 { return int64(int32(binary.BigEndian.Uint32(data))) }

// readDescription reads the profile's name: of version 2, of ASCII letters; of
// version 4, the first of several languages.
func readDescription(data []byte) string {
	if len(data) < 12 {
		return ""
	}
	switch string(data[:4]) {
	case "desc":
		length := binary.BigEndian.Uint32(data[8:])
		if uint64(length)+12 > uint64(len(data)) {
			return ""
		}
		return printable(string(data[12 : 12+length]))
	case "mluc":
		if len(data) < 28 || binary.BigEndian.Uint32(data[8:]) == 0 {
			return ""
		}
		length, start := binary.BigEndian.Uint32(data[20:]), binary.BigEndian.Uint32(data[24:])
		if uint64(start)+uint64(length) > uint64(len(data)) {
			return ""
		}
		var text []uint16
		for at := start; at+1 < start+length; at += 2 {
			text = append(text, binary.BigEndian.Uint16(data[at:]))
		}
		return printable(string(utf16.Decode(text)))
	}
	return ""
}

// printable cuts a text at its first control character.
func printable(s string) string {
	for i, r := range s {
		if r < ' ' || r == 0xFFFD {
			return s[:i]
		}
	}
	return s
}
