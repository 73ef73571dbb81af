package content

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// slug returns the id that a title gives: its letters and digits in lower case
// without accents, hyphens between the words; "" where it has none.
func slug(title string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFD.String(title) {
		piece := ""
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\u00AD':
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			piece = plainLetter(unicode.ToLower(r))
		default:
			hyphen = b.Len() > 0
			continue
		}
		if hyphen {
			b.WriteByte('-')
			hyphen = false
		}
		b.WriteString(piece)
	}
	return b.String()
}

// plainLetter returns a letter as ids write it where it is no accented one that
// decomposes.
func plainLetter(r rune) string {
	switch r {
	case 'ø':
		return "o"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ß':
		return "ss"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	}
	return string(r)
}

// badID returns why a given id cannot be one, or "".
func badID(id string) string {
	for i, r := range id {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		case i > 0 && (r >= '0' && r <= '9' || r == '-' || r == '_'):
		default:
			return "must begin with a letter and have letters from a to z, digits and hyphens only"
		}
	}
	if id == "" {
		return "is empty"
	}
	return ""
}

// badName returns why a name of a section, an edition, an office or a region,
// which is part of file names, cannot be one, or "".
func badName(name string) string {
	if reason := badPath(name); reason != "" && name != "" {
		return reason
	}
	for i, r := range name {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
		case i > 0 && (r == '-' || r == '_' || r == '.'):
		default:
			return "must have letters from a to z, digits, hyphens, underscores and points only, for it names a file"
		}
	}
	if len(name) > 100 {
		return "is longer than 100 characters, which not every disk can have as a file name"
	}
	switch base, _, _ := strings.Cut(strings.ToLower(name), "."); base {
	case "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3":
		return "is a name that Windows keeps for itself"
	}
	if strings.HasSuffix(name, ".") {
		return "must not end with a point"
	}
	return ""
}
