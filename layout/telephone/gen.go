//go:build ignore

// Gen makes formats.tsv, the part of libphonenumber's metadata that this package
// needs, and testdata/numbers.tsv, numbers as libphonenumber writes them. It
// reads both out of a port of it to Go, which is no module of this project, so
// it runs with a go.mod of its own:
//
//	cp ../../go.mod /tmp/gen.mod && cp ../../go.sum /tmp/gen.sum
//	go get -modfile=/tmp/gen.mod github.com/nyaruka/phonenumbers@v1.8.1
//	go run -modfile=/tmp/gen.mod gen.go
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

const header = `# Made by gen.go from the metadata of libphonenumber 9.0.32 (Apache License 2.0).
# country, code, main country of the code, international prefix, national prefix, what replaces it, pattern, lengths;
# below it the formats: n national, i international; leading digits, pattern, format, rule of the first group,
# whether a number may be typed without the prefix that the rule has
`

func main() {
	log.SetFlags(0)
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		log.Fatal(err)
	}
	countries := all.GetMetadata()
	slices.SortFunc(countries, func(a, b *phonenumbers.PhoneMetadata) int {
		return cmp.Or(cmp.Compare(a.GetId(), b.GetId()), cmp.Compare(a.GetCountryCode(), b.GetCountryCode()))
	})
	sharing := map[int32]int{}
	for _, c := range countries {
		sharing[c.GetCountryCode()]++
	}
	var formats bytes.Buffer
	formats.WriteString(header)
	for _, c := range countries {
		main := c.GetMainCountryForCode() || sharing[c.GetCountryCode()] == 1
		write(&formats, c.GetId(), fmt.Sprint(c.GetCountryCode()), map[bool]string{true: "main", false: ""}[main],
			c.GetInternationalPrefix(), c.GetNationalPrefixForParsing(), c.GetNationalPrefixTransformRule(),
			c.GetGeneralDesc().GetNationalNumberPattern(), strings.Trim(fmt.Sprint(c.GetGeneralDesc().GetPossibleLength()), "[]"))
		if !main {
			continue // numbers are written by the rules of the main country
		}
		writeFormats(&formats, "n", c.GetNumberFormat())
		writeFormats(&formats, "i", c.GetIntlNumberFormat())
	}
	if err := os.WriteFile("formats.tsv", formats.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("testdata/numbers.tsv", examples(countries), 0o644); err != nil {
		log.Fatal(err)
	}
}

// write writes a line of fields.
func write(b *bytes.Buffer, fields ...string) {
	for _, f := range fields {
		if strings.ContainsAny(f, "\t\n") {
			log.Fatalf("%q cannot stand in a table", f)
		}
	}
	b.WriteString(strings.TrimRight(strings.Join(fields, "\t"), "\t") + "\n")
}

func writeFormats(b *bytes.Buffer, kind string, list []*phonenumbers.NumberFormat) {
	for _, f := range list {
		leading := ""
		if all := f.GetLeadingDigitsPattern(); len(all) > 0 {
			leading = all[len(all)-1] // the others serve to format as one types
		}
		optional := map[bool]string{true: "optional", false: ""}[f.GetNationalPrefixOptionalWhenFormatting()]
		write(b, "", kind, leading, f.GetPattern(), f.GetFormat(), f.GetNationalPrefixFormattingRule(), optional)
	}
}

// examples returns numbers of each country, typed, and as libphonenumber writes
// them.
func examples(countries []*phonenumbers.PhoneMetadata) []byte {
	var out bytes.Buffer
	out.WriteString("# Made by gen.go: country, typed, E.164, international, national; the last three are empty where the prefix is missing\n")
	for _, c := range countries {
		seen := map[string]bool{}
		for _, desc := range []*phonenumbers.PhoneNumberDesc{
			c.GetFixedLine(), c.GetMobile(), c.GetTollFree(), c.GetPremiumRate(), c.GetSharedCost(), c.GetUan(), c.GetVoip(), c.GetPager(),
		} {
			if e := desc.GetExampleNumber(); e != "" {
				for _, typed := range []string{"+" + fmt.Sprint(c.GetCountryCode()) + " " + e, e, c.GetNationalPrefix() + " " + e} {
					example(&out, seen, typed, c.GetId())
				}
			}
		}
	}
	for _, l := range strings.Split(strings.TrimSpace(typed), "\n") {
		country, number, _ := strings.Cut(l, " ")
		example(&out, map[string]bool{}, number, country)
	}
	return out.Bytes()
}

// typed are numbers as people type them.
const typed = `
SE 08-465 004 00
SE 08/465 004 00
SE +46 (0)8 465 004 00
SE +46 08 465 004 00
SE 0046 8 465 004 00
SE +46-8-465 004 00
SE 031-390 06 00
SE 070-174 06 05
SE 0980-319 200 0
FI +358 9 0000 0100
FI 09 000 0100
FI 040 123 4567
CH +41.22.717 91 11
CH 022 717 91 11
GB 020 7946 0958
GB +44 (0)20 7946 0958
US (202) 555-0123
US 1-202-555-0123
CA 613-555-0123
DE 030 23125 123
DE 0171 3920000
IT 06 1234 5678
IT +39 06 1234 5678
RU 8 (812) 123-45-67
RU +7 812 123-45-67
FR 01 99 00 12 34
NO 22 12 34 56
DK 32 12 34 56
PL 22 123 45 67
UA 044 123 45 67
GR 21 0123 4567
HU 06 1 123 4567
HU 1 123 4567
IT +39 (0)6 1234 5678
SM +378 (0)549 885 371
CI +225 (0)1 23 45 67 89
CG +242 (0)6 612 3456
CH (+41) 22 717 91 11
CH +41 (022) 717 91 11
SE 465 004 00
SE 8-465 004 00
SE 020-123 456
SE 0939-123 45 67
RU 812 123-45-67
TR (212) 345 67 89
BR 011 91234-5678
AR 011 15-2345-6789
MX 55 1234 5678
AU 03 9123 4567
EE 6123 456
LT 8 5 212 3456
LV 6712 3456
NL 020 123 4567
ES 912 34 56 78
PT 21 234 5678
TR 0212 345 67 89
CZ 224 123 456
JP 03-1234-5678
IN 011 2345 6789
`

func example(out *bytes.Buffer, seen map[string]bool, typed, country string) {
	n, err := phonenumbers.ParseAndKeepRawInput(typed, country)
	if err != nil {
		return
	}
	// The port puts the prefix before $1 where the rule of the first group means
	// the first of the format: 09 15 for 011 15. The tests have it by hand.
	if country == "AR" && strings.HasPrefix(phonenumbers.GetNationalSignificantNumber(n), "9") {
		return
	}
	if seen[typed] || phonenumbers.IsPossibleNumberWithReason(n) != phonenumbers.IS_POSSIBLE {
		return
	}
	seen[typed] = true
	if !phonenumbers.IsNationalPrefixPresentIfRequired(n) {
		write(out, country, typed) // which may lack the area code too: libphonenumber finds none such in a text
		return
	}
	write(out, country, typed, phonenumbers.Format(n, phonenumbers.E164),
		phonenumbers.Format(n, phonenumbers.INTERNATIONAL), phonenumbers.Format(n, phonenumbers.NATIONAL))
}
