package layout

import (
	"korthet/content"
	"korthet/layout/cache"
	"korthet/layout/telephone"
)

// NumberForm is how telephone and fax numbers stand.
type NumberForm string

// The forms, as a theme names them.
const (
	NumbersAsTyped       NumberForm = "as-typed"
	NumbersInternational NumberForm = "international" // +46 8 465 004 00
	NumbersNational      NumberForm = "national"      // 08-465 004 00, where it is of the office's country
)

// numberKey is what a number is read by.
type numberKey struct{ typed, country string }

// readNumber is a number as it was read.
type readNumber struct {
	number  telephone.Number
	mistake error
	// as it is written
	international, national, uri string
	home                         bool // it is of the office's country
}

// readNumber reads a number of an office.
func (s *setter) readNumber(typed, country string) *readNumber {
	n, _ := cache.Get(s.store, numberKey{typed, country}, func() (*readNumber, int64, error) {
		n := &readNumber{}
		n.number, n.mistake = telephone.Parse(typed, country)
		if n.mistake == nil {
			n.international, n.national = n.number.International(), n.number.National()
			n.uri, n.home = "tel:"+n.number.E164(), n.number.Of(country)
		}
		return n, int64(200 + 2*len(typed)), nil
	})
	return n
}

// telephone returns a number as the theme wants it, and its tel: address in the
// international form, "" where that is not known: a local number leads nowhere
// from abroad (RFC 3966).
func (s *setter) telephone(office *content.Office, typed content.Text) (shown content.Text, uri string) {
	form := s.theme.Contact.Numbers
	n := s.readNumber(typed.Value, office.Country.Value)
	if n.mistake != nil {
		if form != NumbersAsTyped && !telephone.Short(typed.Value) {
			s.report(Warning, typed.Pos, numberHint(office), "this number stands as typed: %s", n.mistake)
		}
		return typed, telURI(typed.Value)
	}
	shown = typed
	switch form {
	case NumbersAsTyped:
	case NumbersInternational:
		shown.Value = n.international
	case NumbersNational:
		shown.Value = n.international
		if n.home {
			shown.Value = n.national
		}
		if !office.Country.Given() {
			s.report(Warning, office.Pos, countryHint, "nothing says of which country this office is, so its numbers stand in their international form")
		}
	}
	return shown, n.uri
}

// countryHint says how an office tells its country.
const countryHint = "add `code: SE` below `address:`, with the code of the office's country; an address of lines then has them below `lines:`"

// numberHint says how a number is written so that it can be read.
func numberHint(office *content.Office) string {
	if office.Country.Given() {
		return "write it like +46 8 123 45 67; words belong in its label"
	}
	return "write it like +46 8 123 45 67; words belong in its label. Or " + countryHint
}

// telURI returns the tel: address of a number that no rules of a country fit but
// that is written in its international form, else "".
func telURI(number string) string {
	if dialled := telephone.Dialled(number); dialled != "" {
		return "tel:" + dialled
	}
	return ""
}
