package fonts

import (
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
)

// names are what a font calls itself.
type names struct {
	family     string
	postScript string
}

// The name ids this package reads.
const (
	nameFamily      = 1
	namePostScript  = 6
	nameTypographic = 16 // the family where it has more than four styles
)

// maxName is the longest name read, in bytes.
const maxName = 512

// readNames reads the name table. A missing or broken one gives a font that is
// called Unnamed: names are no reason to refuse it.
func readNames(table []byte) names {
	postScript := printable(findName(table, namePostScript), true)
	family := printable(findName(table, nameTypographic), false)
	if family == "" {
		family = printable(findName(table, nameFamily), false)
	}
	if postScript == "" {
		postScript = printable(family, true)
	}
	if postScript == "" {
		postScript = "Unnamed"
	}
	if family == "" {
		family = postScript
	}
	return names{family: family, postScript: postScript}
}

// findName returns the name of an id: the English one for Windows, else any
// for Windows or Unicode, else the one for the Macintosh.
func findName(table []byte, id uint16) string {
	best, found := 0, ""
	storage := int(u16(table, 4))
	for i := range int(u16(table, 2)) {
		at := 6 + 12*i
		if at+12 > len(table) {
			break
		}
		if u16(table, at+6) != id {
			continue
		}
		start := storage + int(u16(table, at+10))
		end := start + int(u16(table, at+8))
		if end > len(table) || end-start > maxName {
			continue
		}
		platform, language := u16(table, at), u16(table, at+4)
		rank, wide := 0, true
		switch {
		case platform == 3 && language == 0x409:
			rank = 4
		case platform == 3 && language&0x3FF == 9: // another English
			rank = 3
		case platform == 3 || platform == 0:
			rank = 2
		case platform == 1:
			rank, wide = 1, false
		}
		if rank <= best {
			continue
		}
		best, found = rank, decodeName(table[start:end], wide)
	}
	return found
}

// decodeName decodes UTF-16, or the ASCII of a Macintosh name.
func decodeName(b []byte, wide bool) string {
	if !wide {
		return strings.Map(func(r rune) rune {
			if r >= unicode.MaxASCII {
				return -1
			}
			return r
		}, string(b))
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// printable drops what cannot be shown; for a PostScript name also what its
// specification forbids: spaces, delimiters and all beyond ASCII.
func printable(s string, postScript bool) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return -1
		}
		if postScript && (r <= ' ' || r > '~' || strings.ContainsRune("[](){}<>/%#", r)) {
			return -1
		}
		return r
	}, s)
	s = strings.TrimSpace(s)
	if postScript && len(s) > 63 {
		s = s[:63]
	}
	return s
}
