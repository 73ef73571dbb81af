package pdf

import (
	"unicode/utf16"
	"unicode/utf8"

	"korthet/output/pdf/object"
)

// appendText appends a text string (7.9.2.2): in PDFDocEncoding where its
// characters have the codes of Latin-1 there, else in UTF-16.
func appendText(dst []byte, s string) []byte {
	if latin, ok := docEncoding(s); ok {
		return object.AppendString(dst, latin)
	}
	return object.AppendString(dst, appendUTF16([]byte{0xFE, 0xFF}, s))
}

// docEncoding returns s in PDFDocEncoding, as far as that is Latin-1.
func docEncoding(s string) ([]byte, bool) {
	latin := make([]byte, 0, len(s))
	for _, r := range s {
		if (r < ' ' || r > '~') && (r < 0xA1 || r > 0xFF || r == 0xAD) {
			return nil, false
		}
		latin = append(latin, byte(r))
	}
	// Three bytes at the start would say that another encoding follows.
	if len(latin) >= 2 && (latin[0] == 0xFE || latin[0] == 0xFF || latin[0] == 0xEF) {
		return nil, false
	}
	return latin, true
}

// appendUTF16 appends s in UTF-16, big-endian.
func appendUTF16(dst []byte, s string) []byte {
	for _, r := range s {
		if r1, r2 := utf16.EncodeRune(r); r1 != utf8.RuneError {
			dst = append(dst, byte(r1>>8), byte(r1), byte(r2>>8), byte(r2))
			continue
		}
		dst = append(dst, byte(r>>8), byte(r))
	}
	return dst
}

// appendURI appends a URI as the seven-bit string that 12.6.4.7 wants: what RFC
// 3986 does not allow is percent-encoded; what is encoded already stays.
func appendURI(dst []byte, uri string) []byte {
	const hexDigits = "0123456789ABCDEF"
	var out []byte
	for i := range len(uri) {
		c := uri[i]
		switch {
		case c <= ' ' || c >= 0x7F, c == '"', c == '<', c == '>', c == '\\', c == '^', c == '`', c == '{', c == '|', c == '}',
			c == '%' && !(i+2 < len(uri) && isHex(uri[i+1]) && isHex(uri[i+2])):
			out = append(out, '%', hexDigits[c>>4], hexDigits[c&15])
		default:
			out = append(out, c)
		}
	}
	return object.AppendString(dst, out)
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
