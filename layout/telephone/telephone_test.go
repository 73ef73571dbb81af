package telephone

import (
	_ "embed"
	"regexp"
	"strings"
	"testing"
)

//go:embed testdata/numbers.tsv
var numbers string

// TestNumbers compares with what libphonenumber makes of numbers of all
// countries: its own examples, and ones as people type them.
func TestNumbers(t *testing.T) {
	n := 0
	for line := range strings.Lines(numbers) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		n++
		c := columns(strings.TrimSuffix(line, "\n"), 5)
		number, err := Parse(c[1], c[0])
		if c[2] == "" {
			if err == nil || !strings.Contains(err.Error(), "area code") {
				t.Errorf("%s %s: got %v, %v", c[0], c[1], number, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s %s: %v", c[0], c[1], err)
			continue
		}
		if got := []string{number.E164(), number.International(), number.National()}; got[0] != c[2] || got[1] != c[3] || got[2] != c[4] {
			t.Errorf("%s %s: got %q, want %q", c[0], c[1], got, c[2:5])
		}
		if c[0] != "001" && !number.Of(c[0]) {
			t.Errorf("%s %s: not of its country", c[0], c[1])
		}
	}
	if n < 3000 {
		t.Errorf("%d numbers", n)
	}
}

// TestFirstGroup: the prefix stands before the group that the format begins with,
// as in libphonenumber's own tests.
func TestFirstGroup(t *testing.T) {
	n, err := Parse("+54 9 11 2345-6789", "")
	if got := n.National(); err != nil || got != "011 15-2345-6789" {
		t.Errorf("got %q, %v", got, err)
	}
}

// TestZeroInParentheses: it is dialled at home alone, but where numbers have it.
func TestZeroInParentheses(t *testing.T) {
	for typed, want := range map[string]string{
		"+44 (0)20 7946 0958":            "+442079460958",
		"+46(0)8 465 004 00":             "+46846500400",
		"+36 (0)1 123 4567":              "+3611234567", // 06 at home
		"+7 (0)812 123 45 67":            "+78121234567",
		"+30 (0)21 0123 4567":            "+302101234567", // none at home
		"+420 (0)224 123 456":            "+420224123456",
		"+39 (0)6 1234 5678":             "+390612345678",
		"(+39) (0)6 1234 5678":           "+390612345678",
		"+378 (0)549 885 371":            "+3780549885371",
		"+225 (0)1 23 45 67 89":          "+2250123456789",
		"+46\u20148\u2212465\u206000400": "+46846500400",
	} {
		if n, err := Parse(typed, ""); err != nil || n.E164() != want {
			t.Errorf("%q: got %s, %v, want %s", typed, n.E164(), err, want)
		}
	}
}

// TestDialled: what has words or a second number in it is not dialled.
func TestDialled(t *testing.T) {
	for typed, want := range map[string]string{
		"+999 (0)12-34": "+9991234", "+1 202 555 0123 ext. 5": "", "+46 8 465 004 00, 465 004 01": "", "08 465": "", "": "", "+": "",
	} {
		if got := Dialled(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

// TestParseErrors: what cannot be read is said in words.
func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ typed, country, want string }{
		{"08-465 004 00", "", "nothing says of which country it is"},
		{"08-465 004 00", "XX", "nothing says of which country it is"},
		{"ask at the desk", "SE", "it has something other than digits in it"},
		{"08-465 004 00 ext. 5", "SE", "it has something other than digits in it"},
		{"+", "SE", "it has something other than digits in it"},
		{"", "SE", "it has something other than digits in it"},
		{"+999 12 34", "", "no country has the code that it begins with"},
		{"+46", "", "it is too short"},
		{"+46 8", "", "it is too short"},
		{"+46 8 465 004 00 00 00", "", "it is too long"},
		{"112", "SE", "it is too short"},
		{"116 117", "SE", "it is too short"},
		{"116 117", "DE", "it is too short"},
		{"116 117", "IT", "it is too short"},
		{"465 004 00", "SE", "it begins neither with + nor with 0, so that its area code may be missing"},
		{"1 123 4567", "HU", "it begins neither with + nor with 06, so that its area code may be missing"},
		{"+47 123 45 6", "", "there are no numbers of its length"},
	} {
		n, err := Parse(c.typed, c.country)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s %q: got %v %v, want %q", c.country, c.typed, n, err, c.want)
		}
	}
}

// TestShort: emergency calls and the like are no mistakes.
func TestShort(t *testing.T) {
	for typed, want := range map[string]bool{"112": true, "116 117": true, "1177": true, "465 004 00": false, "+46 8": false, "desk": false, "": false} {
		if got := Short(typed); got != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
}

// TestTable: all patterns can be compiled, so that no number makes a panic.
func TestTable(t *testing.T) {
	for line := range strings.Lines(table) {
		c := columns(strings.TrimSuffix(line, "\n"), countryColumns)
		patterns := []string{c[columnInternational], c[columnPrefix], c[columnPattern]}
		if line[0] == '\t' {
			patterns = []string{c[columnLeading], c[columnDigits]}
		}
		for _, p := range patterns {
			if _, err := regexp.Compile(p); err != nil && line[0] != '#' {
				t.Errorf("%v in %s", err, line)
			}
		}
	}
}

// FuzzParse: a number that was read is the same one as it is written for callers
// from anywhere, and in its country.
func FuzzParse(f *testing.F) {
	f.Add("08-465 004 00", "SE")
	f.Add("+41.22.717 91 11", "")
	f.Add("(202) 555-0123", "US")
	f.Fuzz(func(t *testing.T, typed, country string) {
		n, err := Parse(typed, country)
		if err != nil {
			return
		}
		if again, err := Parse(n.E164(), ""); err == nil && again.code != n.code {
			t.Errorf("%q in %q: %v, then %v", typed, country, n, again)
		}
		a, err := Parse(n.International(), "")
		b, errE := Parse(n.E164(), "")
		if err != nil || errE != nil || a != b {
			t.Errorf("%q in %q: %q is read as %v, %v; %q as %v, %v", typed, country, n.International(), a, err, n.E164(), b, errE)
		}
	})
}
