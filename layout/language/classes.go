package language

import "unicode"

// class is a line breaking class of UAX #14. Those that differ only for scripts
// outside Latin, Greek and Cyrillic are folded into their nearest: HL, AI, SA
// and conjoining Hangul into AL; CJ into NS; syllables of Hangul, EB and emoji
// into ID; EM into CM.
type class uint8

const (
	classAL class = iota // letters and most signs
	classB2              // em dash
	classBA              // break after: en dash, hyphen, tab
	classBB              // break before
	classBK              // forced break
	classCB              // object replacement
	classCL              // closing mark
	classCM              // combining mark
	classCP              // closing bracket
	classCR              // carriage return
	classEX              // ! ?
	classGL              // no-break space
	classHY              // hyphen-minus
	classID              // ideograph
	classIN              // ellipsis
	classIS              // , . : ;
	classLF              // line feed
	classNL              // next line
	classNS              // kana that do not start a line
	classNU              // digit
	classOP              // opening mark
	classPO              // % °
	classPR              // $ №
	classQU              // quotation mark
	classRI              // regional indicator
	classSP              // space
	classSY              // slash
	classWJ              // word joiner
	classZJ              // zero-width joiner
	classZW              // zero-width space
)

// asciiClass holds the classes of ASCII that are not letters.
//
//nolint:gochecknoglobals // constant table
var asciiClass = [128]class{
	0: classCM, 1: classCM, 2: classCM, 3: classCM, 4: classCM, 5: classCM, 6: classCM, 7: classCM, 8: classCM,
	'\t': classBA, '\n': classLF, '\v': classBK, '\f': classBK, '\r': classCR,
	14: classCM, 15: classCM, 16: classCM, 17: classCM, 18: classCM, 19: classCM, 20: classCM, 21: classCM, 22: classCM,
	23: classCM, 24: classCM, 25: classCM, 26: classCM, 27: classCM, 28: classCM, 29: classCM, 30: classCM, 31: classCM,
	' ': classSP, '!': classEX, '"': classQU, '$': classPR, '%': classPO, '\'': classQU, '(': classOP, ')': classCP,
	'+': classPR, ',': classIS, '-': classHY, '.': classIS, '/': classSY,
	'0': classNU, '1': classNU, '2': classNU, '3': classNU, '4': classNU,
	'5': classNU, '6': classNU, '7': classNU, '8': classNU, '9': classNU,
	':': classIS, ';': classIS, '?': classEX, '[': classOP, '\\': classPR, ']': classCP,
	'{': classOP, '|': classBA, '}': classCL, 127: classCM,
}

// classRange gives a class to the characters from first to last.
type classRange struct {
	first, last rune
	class       class
}

// classRanges holds what is not AL beyond ASCII, sorted: Unicode 15's
// LineBreak.txt for Latin, Greek, Cyrillic, general punctuation and the CJK
// punctuation that is met in Western text.
//
//nolint:gochecknoglobals // constant table
var classRanges = [...]classRange{
	{0x80, 0x84, classCM},
	{0x85, 0x85, classNL},
	{0x86, 0x9F, classCM},
	{0xA0, 0xA0, classGL},
	{0xA1, 0xA1, classOP},
	{0xA2, 0xA2, classPO},
	{0xA3, 0xA5, classPR},
	{0xAB, 0xAB, classQU},
	{0xAD, 0xAD, classBA},
	{0xB0, 0xB0, classPO},
	{0xB1, 0xB1, classPR},
	{0xB4, 0xB4, classBB},
	{0xBB, 0xBB, classQU},
	{0xBF, 0xBF, classOP},
	{0x2C8, 0x2C8, classBB},
	{0x2CC, 0x2CC, classBB},
	{0x2DF, 0x2DF, classBB},
	{0x300, 0x34E, classCM},
	{0x34F, 0x34F, classGL},
	{0x350, 0x35B, classCM},
	{0x35C, 0x362, classGL},
	{0x363, 0x36F, classCM},
	{0x37E, 0x37E, classIS},
	{0x483, 0x489, classCM},
	{0x589, 0x589, classIS},
	{0x58A, 0x58A, classBA},
	{0x58F, 0x58F, classPR},
	{0x1AB0, 0x1ACE, classCM},
	{0x1DC0, 0x1DCC, classCM},
	{0x1DCD, 0x1DCD, classGL},
	{0x1DCE, 0x1DFB, classCM},
	{0x1DFC, 0x1DFC, classGL},
	{0x1DFD, 0x1DFF, classCM},
	{0x1FFD, 0x1FFD, classBB},
	{0x2000, 0x2006, classBA},
	{0x2007, 0x2007, classGL},
	{0x2008, 0x200A, classBA},
	{0x200B, 0x200B, classZW},
	{0x200C, 0x200C, classCM},
	{0x200D, 0x200D, classZJ},
	{0x200E, 0x200F, classCM},
	{0x2010, 0x2010, classBA},
	{0x2011, 0x2011, classGL},
	{0x2012, 0x2013, classBA},
	{0x2014, 0x2014, classB2},
	{0x2018, 0x2019, classQU},
	{0x201A, 0x201A, classOP},
	{0x201B, 0x201D, classQU},
	{0x201E, 0x201E, classOP},
	{0x201F, 0x201F, classQU},
	{0x2024, 0x2026, classIN},
	{0x2027, 0x2027, classBA},
	{0x2028, 0x2029, classBK},
	{0x202A, 0x202E, classCM},
	{0x202F, 0x202F, classGL},
	{0x2030, 0x2037, classPO},
	{0x2039, 0x203A, classQU},
	{0x203C, 0x203D, classNS},
	{0x2044, 0x2044, classIS},
	{0x2045, 0x2045, classOP},
	{0x2046, 0x2046, classCL},
	{0x2047, 0x2049, classNS},
	{0x2056, 0x2056, classBA},
	{0x2057, 0x2057, classPO},
	{0x2058, 0x205B, classBA},
	{0x205D, 0x205F, classBA},
	{0x2060, 0x2060, classWJ},
	{0x2066, 0x206F, classCM},
	{0x207D, 0x207D, classOP},
	{0x207E, 0x207E, classCL},
	{0x208D, 0x208D, classOP},
	{0x208E, 0x208E, classCL},
	{0x20A0, 0x20A6, classPR},
	{0x20A7, 0x20A7, classPO},
	{0x20A8, 0x20B5, classPR},
	{0x20B6, 0x20B6, classPO},
	{0x20B7, 0x20BA, classPR},
	{0x20BB, 0x20BB, classPO},
	{0x20BC, 0x20BD, classPR},
	{0x20BE, 0x20BE, classPO},
	{0x20BF, 0x20BF, classPR},
	{0x20C0, 0x20C0, classPO},
	{0x20C1, 0x20CF, classPR},
	{0x20D0, 0x20F0, classCM},
	{0x2103, 0x2103, classPO},
	{0x2109, 0x2109, classPO},
	{0x2116, 0x2116, classPR},
	{0x2212, 0x2213, classPR},
	{0x22EF, 0x22EF, classIN},
	{0x2308, 0x2308, classOP},
	{0x2309, 0x2309, classCL},
	{0x230A, 0x230A, classOP},
	{0x230B, 0x230B, classCL},
	{0x231A, 0x231B, classID},
	{0x2329, 0x2329, classOP},
	{0x232A, 0x232A, classCL},
	{0x23F0, 0x23F3, classID},
	{0x275B, 0x2760, classQU},
	{0x2762, 0x2763, classEX},
	{0x27E6, 0x27E6, classOP},
	{0x27E7, 0x27E7, classCL},
	{0x27E8, 0x27E8, classOP},
	{0x27E9, 0x27E9, classCL},
	{0x2E3A, 0x2E3B, classB2},
	{0x2E80, 0x2FFB, classID},
	{0x3000, 0x3000, classBA},
	{0x3001, 0x3002, classCL},
	{0x3003, 0x3004, classID},
	{0x3005, 0x3005, classNS},
	{0x3006, 0x3007, classID},
	{0x3008, 0x3008, classOP},
	{0x3009, 0x3009, classCL},
	{0x300A, 0x300A, classOP},
	{0x300B, 0x300B, classCL},
	{0x300C, 0x300C, classOP},
	{0x300D, 0x300D, classCL},
	{0x300E, 0x300E, classOP},
	{0x300F, 0x300F, classCL},
	{0x3010, 0x3010, classOP},
	{0x3011, 0x3011, classCL},
	{0x3012, 0x3013, classID},
	{0x3014, 0x3014, classOP},
	{0x3015, 0x3015, classCL},
	{0x3016, 0x3016, classOP},
	{0x3017, 0x3017, classCL},
	{0x3018, 0x3018, classOP},
	{0x3019, 0x3019, classCL},
	{0x301A, 0x301A, classOP},
	{0x301B, 0x301B, classCL},
	{0x301C, 0x301C, classNS},
	{0x301D, 0x301D, classOP},
	{0x301E, 0x301F, classCL},
	{0x3020, 0x3029, classID},
	{0xFE00, 0xFE0F, classCM},
	{0xFE20, 0xFE2F, classCM},
	{0xFEFF, 0xFEFF, classWJ},
	{0xFF01, 0xFF01, classEX},
	{0xFF08, 0xFF08, classOP},
	{0xFF09, 0xFF09, classCL},
	{0xFF0C, 0xFF0C, classCL},
	{0xFF0E, 0xFF0E, classCL},
	{0xFF1A, 0xFF1B, classNS},
	{0xFF1F, 0xFF1F, classEX},
	{0xFFF9, 0xFFFB, classCM},
	{0xFFFC, 0xFFFC, classCB},
	{0x1F1E6, 0x1F1FF, classRI},
	{0x1F3FB, 0x1F3FF, classCM},
}

// classOf returns a character's class.
func classOf(r rune) class {
	switch {
	case r < 0x80:
		return asciiClass[r]
	case r >= 0xC0 && r < 0x2C8, r >= 0x37F && r < 0x483, r >= 0x48A && r < 0x589:
		return classAL
	}
	low, high := 0, len(classRanges)
	for low < high {
		middle := int(uint(low+high) >> 1)
		if classRanges[middle].last < r {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < len(classRanges) && classRanges[low].first <= r {
		return classRanges[low].class
	}
	return otherClass(r)
}

// otherClass returns the class of a character of another script.
func otherClass(r rune) class {
	switch {
	case r < 0x590 || r >= 0x1D00 && r < 0x2600:
		return classAL
	case unicode.Is(unicode.M, r), r >= 0xE0000 && r < 0xE0FFF:
		return classCM
	case unicode.Is(unicode.Nd, r) && (r < 0xFF00 || r > 0xFFEF):
		return classNU
	case r >= 0x3040 && r < 0x3100, r >= 0x3400 && r < 0x4DC0, r >= 0x4E00 && r < 0xA000,
		r >= 0xAC00 && r < 0xD7A4, r >= 0xF900 && r < 0xFB00, r >= 0x20000 && r < 0x3FFFE:
		return classID
	case r >= 0x1F000 && r < 0x1F100, r >= 0x1F300 && r < 0x1F700, r >= 0x1F900 && r < 0x1FB00:
		return classID
	}
	return classAL
}
