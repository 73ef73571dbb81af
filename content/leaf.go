package content

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
	"gopkg.in/yaml.v3"
)

// decode reads a text of one line, as typed.
func (t *Text) decode(d *decoder, node *yaml.Node, path string) {
	sc := d.scalar(node, path, "a text")
	if sc == nil {
		return
	}
	value := strings.TrimSpace(sc.value)
	start := strings.Index(sc.value, value)
	if at := strings.IndexByte(value, '\n'); at >= 0 {
		d.mistakes.add(sc.pos(start+at), "write it on one line", "this text may have one line only")
		value = strings.Join(strings.Fields(value), " ")
	}
	*t = Text{Value: composed(value), Pos: sc.pos(start)}
}

// decode reads a length: a number and a unit.
func (l *Length) decode(d *decoder, node *yaml.Node, path string) {
	sc := d.scalar(node, path, "a length")
	if sc == nil {
		return
	}
	text := strings.TrimSpace(sc.value)
	pos := sc.pos(strings.Index(sc.value, text))
	digits := strings.TrimRight(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%\"'″")
	unit := strings.ToLower(text[len(digits):])
	thousandths, reason := parseThousandths(strings.TrimSpace(digits))
	units := lengthUnits()
	switch {
	case reason != "":
		d.mistakes.add(pos, "write a number and a unit, for example 12 pt or 6.5 mm", "`"+shorten(text)+"` is not a length: "+reason)
		return
	case unit == "" && thousandths == 0:
		unit = "pt"
	case unit == "":
		d.mistakes.add(pos, "write "+text+" mm or "+text+" pt", "the length `"+text+"` has no unit")
		return
	case !slices.Contains(units, unit):
		d.mistakes.add(pos, didYouMean(unit, units), "unknown unit `"+shorten(unit)+"`")
		return
	}
	*l = Length{Thousandths: thousandths, Unit: unit, Pos: pos}
}

// lengthUnits returns the units that a length may have.
func lengthUnits() []string { return []string{"mm", "cm", "pt", "in", "em"} }

// decode reads a number with at most three decimals.
func (n *Number) decode(d *decoder, node *yaml.Node, path string) {
	sc := d.scalar(node, path, "a number")
	if sc == nil {
		return
	}
	text := strings.TrimSpace(sc.value)
	pos := sc.pos(strings.Index(sc.value, text))
	thousandths, reason := parseThousandths(text)
	if reason != "" {
		hint := "write it like 2 or 0.5"
		// Per cents and pixels are plain numbers here.
		if digits := strings.TrimRight(text, " %abcdefghijklmnopqrstuvwxyz"); digits != text {
			if _, reason := parseThousandths(digits); reason == "" {
				hint = "write the number alone: " + digits
			}
		}
		d.mistakes.add(pos, hint, "`"+shorten(text)+"` is not a number: "+reason)
		return
	}
	*n = Number{Thousandths: thousandths, Pos: pos}
}

// decode reads a whole number.
func (n *Integer) decode(d *decoder, node *yaml.Node, path string) {
	sc := d.scalar(node, path, "a whole number")
	if sc == nil {
		return
	}
	text := strings.TrimSpace(sc.value)
	pos := sc.pos(strings.Index(sc.value, text))
	thousandths, reason := parseThousandths(text)
	if reason != "" || thousandths%1000 != 0 || thousandths > 1e9 || thousandths < -1e9 {
		d.mistakes.add(pos, "write it with digits alone, like 2", "`"+shorten(text)+"` is not a whole number")
		return
	}
	*n = Integer{Value: int(thousandths / 1000), Pos: pos}
}

// decode reads true or false.
func (f *Flag) decode(d *decoder, node *yaml.Node, path string) {
	sc := d.scalar(node, path, "true or false")
	if sc == nil {
		return
	}
	text := strings.TrimSpace(sc.value)
	pos := sc.pos(strings.Index(sc.value, text))
	if text != "true" && text != "false" {
		d.mistakes.add(pos, "", "there must be true or false here, not `"+shorten(text)+"`")
		return
	}
	*f = Flag{Value: text == "true", Pos: pos}
}

// parseThousandths returns a decimal number in thousandths, or why the text is
// none.
func parseThousandths(text string) (thousandths int64, reason string) {
	digits := strings.TrimPrefix(strings.TrimPrefix(text, "-"), "−")
	negative := digits != text
	whole, decimals, point := strings.Cut(digits, ".")
	switch {
	case strings.Contains(text, ","):
		return 0, "decimals are written with a point"
	case whole == "" || strings.Trim(whole+decimals, "0123456789") != "" || point && decimals == "":
		return 0, "it is not written in digits"
	case len(whole) > 9:
		return 0, "it is too large"
	case len(decimals) > 3:
		return 0, "it has more than three decimals"
	}
	decimals += strings.Repeat("0", 3-len(decimals))
	n, err := strconv.ParseInt(whole+decimals, 10, 64)
	if err != nil {
		return 0, "it is not written in digits"
	}
	if negative {
		n = -n
	}
	return n, ""
}

// inlineText is a text of one paragraph with inline Markdown: a title.
type inlineText struct {
	Inlines Inlines
	Pos     Pos
}

// decode reads inline Markdown.
func (t *inlineText) decode(d *decoder, node *yaml.Node, path string) {
	sc := d.scalar(node, path, "a text")
	if sc == nil {
		return
	}
	t.Pos = sc.pos(len(sc.value) - len(strings.TrimLeft(sc.value, " \n")))
	t.Inlines = sharing(d, node, path, func() Inlines {
		return d.markdown.inlines(sc, d.mistakes).inLanguage(d.foreign(node))
	})
}

// markdownText is a text of paragraphs, lists and heads in Markdown: a body.
type markdownText struct {
	Blocks []Block
	Pos    Pos
}

// decode reads Markdown.
func (t *markdownText) decode(d *decoder, node *yaml.Node, path string) {
	sc := d.scalar(node, path, "a text")
	if sc == nil {
		return
	}
	t.Pos = sc.pos(len(sc.value) - len(strings.TrimLeft(sc.value, " \n")))
	if at := lostBlankLine(sc); at >= 0 && node.Style&yaml.LiteralStyle == 0 {
		d.mistakes.add(sc.pos(at), "begin the text on a line of its own behind a |, which keeps the lines",
			"a blank line begins no paragraph here, because YAML joins the lines of a text that is written so")
	}
	t.Blocks = sharing(d, node, path, func() []Block {
		return blocksInLanguage(d.markdown.blocks(sc, d.mistakes), d.foreign(node))
	})
}

// lostBlankLine returns the offset of the first line end in a text that YAML
// made of a blank line in the file, and that is too little for a paragraph in
// Markdown, or -1.
func lostBlankLine(sc *scalar) int {
	text := strings.TrimRight(sc.value, "\n")
	for i := range len(text) {
		if text[i] == '\n' && text[i+1] != '\n' && text[i+1] != ' ' && i > 0 && text[i-1] != '\n' &&
			sc.source.text[min(sc.sourceOffset(i), len(sc.source.text)-1)] == '\n' {
			return i
		}
	}
	return -1
}

// entry is one key of a group whose keys the author chooses, and its value.
type entry[T any] struct {
	Name  Text
	Value T
}

// entries is a group whose keys the author chooses, in the file's order.
type entries[T any] []entry[T]

// decode reads the group.
func (e *entries[T]) decode(d *decoder, node *yaml.Node, path string) {
	d.pairs(node, path, func(key, value *yaml.Node, path string) {
		if d.empty(key, value, path) {
			return
		}
		one := entry[T]{Name: Text{Value: composed(key.Value), Pos: d.pos(key, path)}}
		d.value(reflect.ValueOf(&one.Value).Elem(), value, path)
		*e = append(*e, one)
	})
}

// composed returns the text in NFC.
func composed(text string) string { return norm.NFC.String(text) }
