package layout

// hang is how far a character may stand out of the column when it begins or
// ends a line, in thousandths of its own width. A stop or hyphen set flush looks
// indented, because the eye sees the edge of the letters; these are the values
// that typographers use for Latin and Cyrillic text faces (the margin kerning of
// Zapf's hz and of pdfTeX, Thành 2000).
type hang struct{ start, end int64 }

// hangOf returns what a character may stand out by.
func hangOf(r rune) hang {
	switch r {
	case '.', '…':
		return hang{0, 700}
	case ',', ':', '-', '‐', '‑':
		return hang{0, 500}
	case ';':
		return hang{0, 300}
	case '–', '—':
		return hang{200, 300}
	case '!', '?':
		return hang{0, 100}
	case '(', '[':
		return hang{100, 0}
	case ')', ']':
		return hang{0, 200}
	case '”', '“', '„', '’', '‘', '‚', '«', '»', '‹', '›', '"', '\'':
		return hang{400, 400}
	case 'A', 'Å', 'Ä', 'Á', 'À', 'Â', 'Ą', 'V', 'W', 'Y', 'T', 'А', 'Т', 'У':
		return hang{50, 50}
	case 'F', 'K', 'L', 'P', 'R', 'Р', 'Г':
		return hang{0, 40}
	case 'v', 'w', 'y', 'у':
		return hang{40, 40}
	case 'k', 'r', 't', 'x', 'к', 'х', 'г':
		return hang{0, 40}
	case '1', '4', '7':
		return hang{50, 50}
	case '%', '*', '+', '/', '@', '~':
		return hang{50, 100}
	}
	return hang{}
}
