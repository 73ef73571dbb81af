// Package telephone reads telephone numbers as people type them and writes them
// as they are written in their country, or for callers from abroad.
//
// What is known of the countries, their codes, prefixes, and how they group the
// digits, is in formats.tsv, which is made from the metadata of Google's
// libphonenumber (https://github.com/google/libphonenumber, Apache License 2.0).
// A number is read and written by that library's rules; whether anybody answers
// it is not asked. The library's port to Go is not linked in, since its data on
// carriers and places and protocol buffers would make the program larger by a
// quarter; the part that is needed here is a table of 70 KB.
package telephone

import (
	_ "embed" // the table of formats
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

//go:embed formats.tsv
var table string

// Number is a telephone number that was read. The zero value is none.
type Number struct {
	code   string // the country's: "46"
	digits string // what is dialled behind it: "846500400"
}

// country is what is known of the numbers of a country.
type country struct {
	code                             string
	international, prefix, transform string
	pattern                          string
	lengths                          string // of numbers, parted by spaces
	formats                          string // the lines of its formats
}

// Columns of a country's line, and of a format's.
const (
	columnCode = iota + 1
	columnMain
	columnInternational
	columnPrefix
	columnTransform
	columnPattern
	columnLengths
	countryColumns

	columnKind     = 1
	columnLeading  = 2
	columnDigits   = 3
	columnFormat   = 4
	columnRule     = 5
	columnOptional = 6
	formatColumns  = 7
)

// countryAt returns the country whose line some text is in, which no other line
// has.
func countryAt(text string) (country, bool) {
	at := strings.Index(table, text)
	if at < 0 {
		return country{}, false
	}
	from := strings.LastIndexByte(table[:at+1], '\n') + 1
	line, rest, _ := strings.Cut(table[from:], "\n")
	c := columns(line, countryColumns)
	end := 0
	for end < len(rest) && rest[end] == '\t' {
		end += strings.IndexByte(rest[end:], '\n') + 1
	}
	return country{
		code: c[columnCode], international: c[columnInternational], prefix: c[columnPrefix], transform: c[columnTransform],
		pattern: c[columnPattern], lengths: c[columnLengths], formats: rest[:end],
	}, true
}

// columns returns the columns of a line; those that are not there are empty.
func columns(line string, n int) []string {
	c := strings.Split(line, "\t")
	return append(c, make([]string, max(n-len(c), 0))...)
}

// byName returns the country with a code of ISO 3166.
func byName(name string) (country, bool) {
	if len(name) != 2 {
		return country{}, false
	}
	return countryAt("\n" + strings.ToUpper(name) + "\t")
}

// byCode returns the country that rules the numbers behind a code.
func byCode(code string) (country, bool) { return countryAt("\t" + code + "\tmain\t") }

// What is wrong with a number.
var (
	errLetters = errors.New("it has something other than digits in it")
	errCountry = errors.New("nothing says of which country it is")
	errCode    = errors.New("no country has the code that it begins with")
	errShort   = errors.New("it is too short")
	errLong    = errors.New("it is too long")
	errLength  = errors.New("there are no numbers of its length")
)

// Parse reads a number as typed. One that does not begin with + and a country's
// code, or what is dialled for that, is of the country with the code of ISO 3166
// given, "" for none. The error says in words what is wrong with the number.
//
// Where a country's numbers are written with a prefix, one without may be without
// its area code too, which would make it the number of somebody else: it is not
// read. libphonenumber finds no such number in a text either
// (isNationalPrefixPresentIfRequired).
func Parse(typed, name string) (Number, error) {
	n, err := parse(typed, name)
	if before, after, ok := strings.Cut(typed, "(0)"); ok && strings.HasPrefix(strings.TrimLeft(typed, " ("), "+") {
		// In most countries the 0 is dialled at home alone. In Italy and some others
		// it is part of the number, whatever the parentheses say.
		if c, _ := byCode(n.code); err != nil || !whole(c.pattern).MatchString(n.digits) {
			if without, err := parse(before+after, name); err == nil {
				return without, nil
			}
		}
	}
	return n, err
}

// parse is Parse for a number with no 0 in parentheses, or that has it.
func parse(typed, name string) (Number, error) {
	digits, abroad, ok := plain(typed)
	if !ok {
		return Number{}, errLetters
	}
	home, known := byName(name)
	if !abroad && known {
		if n := prefixLength(home.international, digits); n > 0 && n < len(digits) && digits[n] != '0' {
			digits, abroad = digits[n:], true
		}
	}
	of := home
	switch {
	case abroad:
		found := false
		for n := 1; n <= 3 && n <= len(digits) && !found; n++ {
			if of, found = byCode(digits[:n]); found {
				digits = digits[n:]
			}
		}
		if !found {
			return Number{}, errCode
		}
		if known && home.code == of.code {
			of = home
		}
	case !known:
		return Number{}, errCountry
	}
	short, stripped := of.withoutPrefix(digits)
	bare := !abroad && !stripped
	if of.length(short) == nil {
		digits = short
	}
	if main, ok := byCode(of.code); ok {
		of = main
	}
	if err := of.length(digits); err != nil {
		return Number{}, err
	}
	if bare && len(digits) <= mostShort && of.dialledAsItStands(digits) {
		return Number{}, errShort // 116 117, which nobody abroad can dial
	}
	if prefix := of.needed(digits); bare && prefix != "" {
		return Number{}, fmt.Errorf("it begins neither with + nor with %s, so that its area code may be missing", prefix)
	}
	return Number{code: of.code, digits: digits}, nil
}

// dialledAsItStands reports whether a few digits are no number that others begin
// like: none of the country's, or one that it has no format for, though it has for
// those with a prefix.
func (c *country) dialledAsItStands(digits string) bool {
	_, _, ok := c.formatOf("n", digits)
	return !ok && c.prefix != "" && c.formats != "" || !whole(c.pattern).MatchString(digits)
}

// needed returns the digits without which a number is not written in its country,
// "" for none.
func (c *country) needed(digits string) string {
	f, _, ok := c.formatOf("n", digits)
	if !ok || f[columnOptional] != "" {
		return ""
	}
	prefix, _, _ := strings.Cut(f[columnRule], "$1")
	return strings.Trim(prefix, " (-")
}

// mostShort is how many digits a short number has at the most: 112, 116 117.
const mostShort = 6

// Short reports whether a number is a short one, which is dialled as it stands
// and from its country alone.
func Short(typed string) bool {
	digits, abroad, ok := plain(typed)
	return ok && !abroad && len(digits) <= mostShort
}

// Dialled returns what is dialled for a number that begins with +, with this, even
// if it is none of any country that is known; "" for any other.
func Dialled(typed string) string {
	digits, abroad, ok := plain(strings.Replace(typed, "(0)", "", 1))
	if !abroad || !ok {
		return ""
	}
	return "+" + digits
}

// between are the characters that stand between digits.
const between = " \u00A0\u202F\u2009\u3000-\u00AD\u2010\u2011\u2012\u2013\u2014\u2212\u2060./()[]\u00B7"

// plain returns the digits of a number, and whether a + stands before them.
func plain(typed string) (digits string, abroad, ok bool) {
	if rest, plus := strings.CutPrefix(strings.TrimLeft(typed, between), "+"); plus {
		typed, abroad = rest, true
	}
	var b strings.Builder
	for _, r := range typed {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case !strings.ContainsRune(between, r) && !unicode.IsSpace(r):
			return "", false, false
		}
	}
	return b.String(), abroad, b.Len() > 0
}

// whole returns what finds a pattern in nothing but a whole text.
func whole(pattern string) *regexp.Regexp { return regexp.MustCompile("^(?:" + pattern + ")$") }

// prefixLength returns the length of what a pattern finds at the beginning of a
// text, 0 for nothing.
func prefixLength(pattern, text string) int {
	if pattern == "" {
		return 0
	}
	return len(regexp.MustCompile("^(?:" + pattern + ")").FindString(text))
}

// withoutPrefix returns a number without what is dialled before it at home, and
// whether it is one that has that.
func (c *country) withoutPrefix(digits string) (without string, stripped bool) {
	if c.prefix == "" {
		return digits, false
	}
	prefix := regexp.MustCompile("^(?:" + c.prefix + ")")
	at := prefix.FindStringSubmatchIndex(digits)
	if at == nil {
		return digits, false
	}
	without = digits[at[1]:]
	if c.transform != "" && len(at) > 2 && at[len(at)-2] >= 0 {
		without = string(prefix.ExpandString(nil, braced(c.transform), digits, at)) + without
	}
	if pattern := whole(c.pattern); pattern.MatchString(digits) && !pattern.MatchString(without) {
		return digits, false
	}
	return without, true
}

// braced returns a replacement in which $1 ends before a digit or letter that
// follows.
func braced(format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] == '$' && i+1 < len(format) {
			b.WriteString("${" + format[i+1:i+2] + "}")
			i++
			continue
		}
		b.WriteByte(format[i])
	}
	return b.String()
}

// length returns what is wrong with the length of a number, nil for nothing.
func (c *country) length(digits string) error {
	shorter, longer := false, false
	for field := range strings.FieldsSeq(c.lengths) {
		n := 0
		for _, r := range field {
			n = n*10 + int(r-'0')
		}
		if n == len(digits) {
			return nil
		}
		shorter, longer = shorter || n > len(digits), longer || n < len(digits)
	}
	switch {
	case shorter && longer:
		return errLength
	case shorter:
		return errShort
	}
	return errLong
}

// Of reports whether a number is one of a country, or of one that shares its
// code.
func (n Number) Of(name string) bool {
	c, ok := byName(name)
	return ok && c.code == n.code
}

// E164 returns the number without anything between its digits: +46846500400.
func (n Number) E164() string { return "+" + n.code + n.digits }

// International returns the number as it is written for callers from anywhere:
// +46 8 465 004 00.
func (n Number) International() string {
	c, _ := byCode(n.code)
	kind := "n"
	if strings.Contains(c.formats, "\ti\t") {
		kind = "i"
	}
	return "+" + n.code + " " + c.format(kind, n.digits, false)
}

// National returns the number as it is written in its country: 08-465 004 00.
func (n Number) National() string {
	c, _ := byCode(n.code)
	return c.format("n", n.digits, true)
}

// format groups digits by the first of a kind of formats that fits them.
func (c *country) format(kind, digits string, rule bool) string {
	f, pattern, ok := c.formatOf(kind, digits)
	if !ok {
		return digits
	}
	format := f[columnFormat]
	if at := strings.IndexByte(format, '$'); rule && f[columnRule] != "" && at >= 0 {
		format = format[:at] + strings.Replace(f[columnRule], "$1", format[at:at+2], 1) + format[at+2:]
	}
	return pattern.ReplaceAllString(digits, braced(format))
}

// formatOf returns the columns of the first of a kind of formats that fits digits,
// and what finds their groups.
func (c *country) formatOf(kind, digits string) (f []string, groups *regexp.Regexp, ok bool) {
	for line := range strings.Lines(c.formats) {
		f := columns(strings.TrimSuffix(line, "\n"), formatColumns)
		if f[columnKind] != kind || f[columnLeading] != "" && prefixLength(f[columnLeading], digits) == 0 {
			continue
		}
		if groups := whole(f[columnDigits]); groups.MatchString(digits) {
			return f, groups, true
		}
	}
	return nil, nil, false
}
