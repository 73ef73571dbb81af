package language_test

import (
	"bytes"
	"os"
	"os/exec"
	"testing"

	"korthet/layout/language"
)

// TestGenerated makes zcldr.go anew from cldr.tsv and compares.
func TestGenerated(t *testing.T) {
	want, err := os.ReadFile("zcldr.go")
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("go", "run", "gen.go", "-print")
	command.Stderr = os.Stderr
	got, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("zcldr.go is not what gen.go makes of cldr.tsv: run go generate ./layout/language")
	}
}

// TestTags holds which rules a BCP 47 tag leads to, by what they do.
func TestTags(t *testing.T) {
	const text = `"a" - b`
	for tag, like := range map[string]string{
		"sv-FI": "sv", "SV": "sv", "sv_SE": "sv", "en": "en-GB", "en-IE": "en-GB", "en-AU": "en-GB", "en-CA": "en-US", "en-us": "en-US",
		"no": "nb", "de-AT": "de", "de-LI": "de-CH", "fr-BE": "fr", "pt-BR": "pt", "pt-MZ": "pt-PT", "es-419": "es", "en-Latn-US": "en-US",
		"en-x-us": "en-GB",
	} {
		if got, want := set(tag, text), set(like, text); got != want {
			t.Errorf("%s: %q, want %q as %s", tag, got, want, like)
		}
	}
	for _, tag := range []string{"", "und", "so", "x-us", "zxx"} {
		if got := set(tag, text); got != text {
			t.Errorf("%q: %q is changed to %q", tag, text, got)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		tag  string
		want language.NumberMarks
	}{
		{"sv", language.NumberMarks{Decimal: ",", Group: "\u00A0", MinimumGrouping: 1, Percent: "#,##0\u00A0%"}},
		{"fr", language.NumberMarks{Decimal: ",", Group: "\u202F", MinimumGrouping: 1, Percent: "#,##0\u202F%"}},
		{"pl", language.NumberMarks{Decimal: ",", Group: "\u00A0", MinimumGrouping: 2, Percent: "#,##0%"}},
		{"en-US", language.NumberMarks{Decimal: ".", Group: ",", MinimumGrouping: 1, Percent: "#,##0%"}},
		{"tr", language.NumberMarks{Decimal: ",", Group: ".", MinimumGrouping: 1, Percent: "%#,##0"}},
		{"so", language.NumberMarks{Decimal: ".", Group: ",", MinimumGrouping: 1, Percent: "#,##0%"}},
	} {
		if got := language.Numbers(c.tag); got != c.want {
			t.Errorf("%s: %#v, want %#v", c.tag, got, c.want)
		}
	}
}

func TestLabels(t *testing.T) {
	for _, tag := range tags {
		labels := language.Labels(tag)
		for _, label := range []string{labels.Phone, labels.Fax, labels.Email, labels.Web, labels.Map, labels.Hours} {
			if label == "" {
				t.Errorf("%s: a label is missing: %+v", tag, labels)
			}
		}
	}
	if got := language.Labels("sv-FI"); got.Phone != "Tel." || got.Email != "E-post" || got.Hours != "Öppettider" {
		t.Errorf("sv-FI: %+v", got)
	}
	if got := language.Labels("so"); got != language.Labels("en-GB") {
		t.Errorf("so: %+v, want the English labels", got)
	}
}

func TestProclitic(t *testing.T) {
	for _, c := range []struct {
		tag   string
		yes   []string
		notes []string
	}{
		{"sv", []string{"för", "i", "och", "av", "Och", "ÖVER"}, []string{"migration", "", "öv", "|", "IOM"}},
		{"en", []string{"the", "for", "of", "and", "The"}, []string{"all", "migration"}},
		{"de", []string{"und", "für", "im"}, []string{"haus"}},
		{"fi", []string{"ja", "sekä"}, []string{"työ"}},
		{"ru", []string{"и", "в", "Для"}, []string{"дом"}},
		{"el", []string{"και", "της"}, []string{"λέξη"}},
		{"so", nil, []string{"the", "och"}},
	} {
		for _, word := range c.yes {
			if !language.Proclitic(word, c.tag) {
				t.Errorf("%s: %q leans on the next word", c.tag, word)
			}
		}
		for _, word := range c.notes {
			if language.Proclitic(word, c.tag) {
				t.Errorf("%s: %q does not lean on the next word", c.tag, word)
			}
		}
	}
	for _, tag := range tags {
		if count := countProclitics(tag); count == 0 {
			t.Errorf("%s: no words", tag)
		}
	}
	if got := language.Hyphen("sv"); got != "-" {
		t.Errorf("Hyphen: %q", got)
	}
}

// countProclitics counts which of the common words of the languages count as
// proclitics in one.
func countProclitics(tag string) int {
	count := 0
	for _, word := range []string{"a", "og", "und", "και", "the", "y", "ja", "et", "e", "ir", "un", "en", "i", "и", "och", "ve", "і", "se", "og"} {
		if language.Proclitic(word, tag) {
			count++
		}
	}
	return count
}
