package content

import (
	"strings"
	"unicode"
)

// addressFile is an address: its lines as they shall stand, or its parts, which
// are put in the order that the country's post wants.
type addressFile struct {
	Pos      Pos
	Lines    []Text      `yaml:"lines,alone" doc:"The lines of the address, as they shall stand."`
	Street   []Text      `yaml:"street" doc:"Street and number, or what stands in their place; several lines in a list."`
	Postcode Text        `yaml:"postcode" doc:"The postcode: 111 30, CH-1211."`
	Town     local[Text] `yaml:"town" doc:"The town, or by language: {sv: Genève, en: Geneva}."`
	State    Text        `yaml:"state" doc:"The state or province, where addresses have one: NY."`
	Country  local[Text] `yaml:"country" doc:"The country as it shall stand below; left out, it does not. By language: {sv: Schweiz, en: Switzerland}."`
	Code     Text        `yaml:"code" doc:"The country's code of two letters, which says in which order its parts stand, and how telephone numbers are written: SE, GB."`
}

// lines returns the lines of the address for readers of some languages.
func (f *addressFile) lines(languages []string) []Text {
	out := append([]Text(nil), f.Lines...)
	parts := map[string]Text{"town": f.Town.in(languages), "state": f.State, "postcode": f.Postcode}
	order := addressOrder(f.Code.Value)
	if !strings.Contains(order, "street") {
		out = append(out, f.Street...)
	}
	for line := range strings.SplitSeq(order, " | ") {
		if line == "street" {
			out = append(out, f.Street...)
			continue
		}
		out = appendLine(out, line, parts)
	}
	return appendLine(out, "country", map[string]Text{"country": f.Country.in(languages)})
}

// appendLine appends a line of those of the parts that are given, with what
// stands between them in an order like "town, state postcode".
func appendLine(lines []Text, order string, parts map[string]Text) []Text {
	var line Text
	for order != "" {
		n := strings.IndexFunc(order, unicode.IsLetter)
		if n < 0 {
			break
		}
		between, rest := order[:n], order[n:]
		end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
		if end < 0 {
			end = len(rest)
		}
		part := parts[rest[:end]]
		order = rest[end:]
		switch {
		case !part.Given():
		case !line.Given():
			line = part
		default:
			line.Value += between + part.Value
		}
	}
	if !line.Given() {
		return lines
	}
	return append(lines, line)
}

// usualOrder is how most countries of Europe write addresses: 111 30 Stockholm.
const usualOrder = "postcode town state"

// addressOrder returns in which order a country's addresses have town, state and
// postcode, a bar between lines; they stand below the street where that is not
// named. The orders are those that Google's libaddressinput knows
// (https://github.com/google/libaddressinput), for Latin letters.
func addressOrder(code string) string {
	orders := []struct{ order, countries string }{
		{"town state postcode", "AS AU CA CC CX FM GU HM MH MP NF PR PW UM VI"},
		{"town, state postcode", "BB SO TW US"},
		{"town | state | postcode", "AF AI EG FK GB GG GI GS IE IM IO JE KE KR LK NA PN RU SD SH SZ TC UA VG ZA"},
		{"town postcode", "BH BM BN BT IL JO KH LB LS MT MV NP NZ SA SG VC"},
		{"town postcode | state", "IN NG PE"},
		{"town postcode, state", "VE"},
		{"town postcode state", "PG"},
		{"postcode town | state", "AR CL CV MY UZ"},
		{"postcode town, state", "MX"},
		{"postcode town/state", "TR"},
		{"postcode, town | state", "BY"},
		{"postcode state town", "RO"},
		{"postcode-town | state", "SV"},
		{"postcode | town", "AL EC MU OM"},
		{"postcode | town, state", "NI"},
		{"postcode | town | state", "AM"},
		{"state | town, postcode", "LV"},
		{"state, town | postcode", "CR"},
		{"town, state | postcode", "HN IQ JP"},
		{"town, state, postcode", "CO"},
		{"town | state, postcode", "CN KP"},
		{"town | state postcode", "ID KY MN TH VN"},
		{"town | postcode state", "PH"},
		{"state | town", "KI"},
		{"town state | postcode", "CU"},
		{"town-state | postcode", "BR"},
		{"town-postcode", "PK"},
		{"town - postcode", "BD"},
		{"town, postcode", "MM"},
		{"town | state", "HK JM PA SC SR TV"},
		{"town, state", "BS KN"},
		{"town | street | postcode", "HU"},
	}
	for _, o := range orders {
		if code != "" && hasCode(o.countries, strings.ToUpper(code)) {
			return o.order
		}
	}
	return usualOrder
}

// check reports what cannot be in an address.
func (f *addressFile) check(m *mistakes) {
	parts := len(f.Street) > 0 || f.Postcode.Given() || f.Town.All.Given() || len(f.Town.By) > 0
	if parts && len(f.Lines) > 0 {
		m.add(f.Lines[0].Pos, "write the parts, or the lines", "an address has either `lines` or parts")
	}
	if code := strings.ToLower(f.Code.Value); f.Code.Given() && (len(code) != 2 || !isLetters(code) || !hasCode(regionCodes, code)) {
		hint := "write it like SE or GB"
		if code == "uk" {
			hint = "write GB"
		}
		m.add(f.Code.Pos, hint, "`"+shorten(f.Code.Value)+"` is not the code of a country")
	}
}
