package fonts

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// maxTables is the most tables a font file may have. Real ones have 15 to 30.
const maxTables = 256

// tables are the parts of an sfnt file by tag, each a slice of the file.
type tables map[string][]byte

// readTables reads an sfnt file's table directory. Errors are plain words that
// say what the file is and what to take instead.
func readTables(data []byte) (tables, error) {
	if err := checkFlavour(data); err != nil {
		return nil, err
	}
	count := int(binary.BigEndian.Uint16(data[4:]))
	if count == 0 || count > maxTables {
		return nil, fmt.Errorf("the file is broken: it claims to have %d tables", count)
	}
	if len(data) < 12+16*count {
		return nil, errors.New("the file is cut off: its table directory is incomplete")
	}
	found := make(tables, count)
	for i := range count {
		record := data[12+16*i:]
		tag := string(record[:4])
		offset := uint64(binary.BigEndian.Uint32(record[8:]))
		length := uint64(binary.BigEndian.Uint32(record[12:]))
		if offset+length > uint64(len(data)) {
			return nil, fmt.Errorf("the file is cut off: its table %q reaches beyond the end", tag)
		}
		if _, twice := found[tag]; twice {
			return nil, fmt.Errorf("the file is broken: it has the table %q twice", tag)
		}
		found[tag] = data[offset : offset+length : offset+length]
	}
	return found, nil
}

// checkFlavour reports an error unless data begins like a TrueType font.
func checkFlavour(data []byte) error {
	if len(data) < 12 {
		return errors.New("the file is too short to be a font")
	}
	switch string(data[:4]) {
	case "\x00\x01\x00\x00", "true":
		return nil
	case "OTTO":
		return errors.New("this is an OpenType font with PostScript outlines (an .otf); take the font's TrueType version (.ttf)")
	case "ttcf":
		return errors.New("this is a collection of several fonts; take the single fonts as .ttf files")
	case "wOFF", "wOF2":
		return errors.New("this is a web font (WOFF); take the font's desktop version (.ttf)")
	case "typ1", "%!PS":
		return errors.New("this is a PostScript Type 1 font; take the font's TrueType version (.ttf)")
	}
	return errors.New("this is not a font file")
}

// u16 returns the big-endian number at offset, 0 where b ends before it.
func u16(b []byte, offset int) uint16 {
	if offset < 0 || offset+2 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint16(b[offset:])
}

// i16 is u16 for signed numbers.
func i16(b []byte, offset int) int16 { return int16(u16(b, offset)) }

// u32 returns the big-endian number at offset, 0 where b ends before it.
func u32(b []byte, offset int) uint32 {
	if offset < 0 || offset+4 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint32(b[offset:])
}
