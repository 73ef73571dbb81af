package inspect

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"

	"korthet/output/pdf/object"
	"korthet/output/preflight"
)

// wanted is how many channels device colours must have.
func (o *output) wanted() int {
	if o.channels == 0 {
		return 4 // of a press with four inks, which is what is asked for
	}
	return o.channels
}

// kind names what the file is made for.
func (o *output) kind() string {
	switch o.wanted() {
	case 1:
		return "black"
	case 3:
		return "RGB"
	}
	return "four inks"
}

// intent looks at what the file says it is made for.
func (i *inspector) intent() {
	var found []object.Dict
	list := i.array(i.catalog.Get("OutputIntents"))
	for _, v := range list[:min(len(list), 32)] {
		if d := i.dict(v); i.name(d.Get("S")) == "GTS_PDFX" {
			found = append(found, d)
		}
	}
	wrong := func(rule, format string, args ...any) {
		i.rule(preflight.OutputCondition, preflight.Error, rule, 0, format, args...).Hint = fmt.Sprintf("export it as PDF/X-4 for %s", i.printer.Condition)
	}
	if len(found) != 1 {
		if len(found) == 0 {
			wrong("O1", "the file does not say what it is to be printed on: it has no output intent for PDF/X")
			return
		}
		wrong("O1", "the file has %d output intents for PDF/X; one is allowed", len(found))
	}
	d := found[0]
	condition := text(i.resolve(d.Get("OutputConditionIdentifier")))
	if condition == "" {
		wrong("O2", "the output intent names no output condition")
	}
	if d.Get("RegistryName") == nil && text(i.resolve(d.Get("Info"))) == "" {
		wrong("O3", "the output intent says neither where its condition is registered nor, in words, what it is")
	}
	if d.Get("DestOutputProfileRef") != nil {
		wrong("O4", "the output intent's ICC profile is kept in another file, which is PDF/X-4p")
	}
	stream := i.stream(d.Get("DestOutputProfile"))
	if stream == nil {
		wrong("O4", "the output intent has no ICC profile")
	} else {
		i.intentProfile(stream, wrong)
	}
	for _, v := range list[:min(len(list), 32)] {
		other := i.dict(v)
		if i.name(other.Get("S")) != "GTS_PDFX" && other.Get("DestOutputProfile") != nil && stream != nil && i.stream(other.Get("DestOutputProfile")) != stream {
			wrong("O6", "another output intent (%s) has another ICC profile", printable(string(i.name(other.Get("S"))), 40))
		}
	}
	i.condition = "it is made for " + printable(condition, 80)
	if want := i.printer.Condition; condition != "" && !sameCondition(condition, want) {
		f := i.rule(preflight.OutputCondition, preflight.Warning, "", 0, "the file is made for %s; the printer's profile is for %s", printable(condition, 80), want)
		f.Hint = "export it for " + want + ", or choose the profile of the printer it is for"
	}
}

// sameCondition compares names of conditions as people write them.
func sameCondition(a, b string) bool {
	plain := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }
	return plain(a) == plain(b)
}

func (i *inspector) intentProfile(stream *object.Stream, wrong func(rule, format string, args ...any)) {
	data, rest, err := i.bytes(stream, 16<<20)
	if err != nil || rest.Filter != "" || len(data) < 132 || string(data[36:40]) != "acsp" {
		wrong("O5", "the output intent's ICC profile cannot be read")
		return
	}
	class, space := string(data[12:16]), string(data[16:20])
	channels := map[string]int{"GRAY": 1, "RGB ": 3, "CMYK": 4}[space]
	if class != "prtr" {
		wrong("O5", "the output intent's ICC profile is of the class %q, which is not a printer's", printable(class, 4))
	}
	switch {
	case channels == 0:
		wrong("O5", "the output intent's ICC profile is for colours of the kind %q", printable(space, 4))
	case i.integer(stream.Dict.Get("N"), 0) != channels:
		wrong("O5", "the output intent's ICC profile has %d channels, and the file says %d", channels, i.integer(stream.Dict.Get("N"), 0))
	case channels != 4:
		wrong("O5", "the file is made for a device of the kind %s, not a press with four inks", strings.TrimSpace(space))
	}
	if major, minor := data[8], data[9]>>4; major > 4 || major == 4 && minor > 2 {
		wrong("O5", "the output intent's ICC profile is of version %d.%d; up to 4.2 is taken", major, minor)
	}
	if size := binary.BigEndian.Uint32(data); int64(size) > int64(len(data)) {
		wrong("O5", "the output intent's ICC profile is cut off")
	}
	i.output.channels, i.output.profile = channels, data
}

// text reads a text string; "" where the value is none.
func text(v object.Value) string {
	s, ok := v.(object.String)
	if !ok {
		return ""
	}
	if strings.HasPrefix(string(s), "\xFE\xFF") {
		var units []uint16
		for k := 2; k+1 < len(s); k += 2 {
			units = append(units, uint16(s[k])<<8|uint16(s[k+1]))
		}
		return string(utf16.Decode(units))
	}
	if strings.HasPrefix(string(s), "\xEF\xBB\xBF") {
		return string(s[3:])
	}
	// PDFDocEncoding is Latin 1 but for a few.
	runes := make([]rune, len(s))
	for k := range len(s) {
		runes[k] = rune(s[k])
		if c, ok := docEncoding(s[k]); ok {
			runes[k] = c
		}
	}
	return string(runes)
}

// docEncoding is what PDFDocEncoding has where Latin 1 has controls (Annex D).
func docEncoding(b byte) (rune, bool) {
	const from80 = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž"
	if b < 0x80 || b > 0x9E {
		return 0, false
	}
	return []rune(from80)[b-0x80], true
}
