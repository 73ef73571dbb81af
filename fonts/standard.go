package fonts

import (
	"strings"
	"sync"
)

// standardNames are the names of PostScript's StandardEncoding (Adobe Type 1 Font
// Format, appendix), from the space to ~ and from 160 on; "-" stands for none.
const standardNames = `space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus comma hyphen period slash
zero one two three four five six seven eight nine colon semicolon less equal greater question
at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore
quoteleft a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde
- exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft guilsinglleft guilsinglright fi fl
- endash dagger daggerdbl periodcentered - paragraph bullet quotesinglbase quotedblbase quotedblright guillemotright ellipsis perthousand - questiondown
- grave acute circumflex tilde macron breve dotaccent dieresis - ring cedilla - hungarumlaut ogonek caron
emdash - - - - - - - - - - - - - - -
- AE - ordfeminine - - - - Lslash Oslash OE ordmasculine - - - -
- ae - - - dotlessi - - lslash oslash oe germandbls - - - -`

var standardEncoding = sync.OnceValue(readStandard) //nolint:gochecknoglobals // a constant table

func readStandard() *[256]string {
	var names [256]string
	code := ' '
	for name := range strings.FieldsSeq(standardNames) {
		if name != "-" {
			names[code] = name
		}
		if code++; code == 0x7F {
			code = 0xA0
		}
	}
	return &names
}

// StandardName returns the name of the glyph that StandardEncoding has for a code;
// "" for none.
func StandardName(code byte) string { return standardEncoding()[code] }
