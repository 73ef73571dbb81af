package hyphen_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"korthet/layout/hyphen"
)

// load returns the patterns of a language that must have some.
func load(t testing.TB, language string) *hyphen.Patterns {
	t.Helper()
	p, ok := hyphen.Load(language)
	if !ok {
		t.Fatalf("no patterns for %s", language)
	}
	return p
}

// show returns word with its points marked: `-`, `=` for a compound's, `~` for a
// soft hyphen.
func show(p *hyphen.Patterns, word string, minima hyphen.Minima) string {
	var b strings.Builder
	at := 0
	for _, point := range p.Points(nil, word, minima) {
		b.WriteString(word[at:point.Offset])
		b.WriteByte("-=~"[point.Quality])
		at = point.Offset
		if point.Quality == hyphen.Soft {
			at += len("\u00ad")
		}
	}
	b.WriteString(word[at:])
	return b.String()
}

// lines returns the lines of a file in testdata.
func lines(t testing.TB, name string) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

// TestTeX compares with what TeX itself does with its Swedish patterns.
func TestTeX(t *testing.T) {
	p := load(t, "sv-x-tex")
	words := lines(t, "hyphenation-sv-tex.tsv")
	if len(words) < 500 {
		t.Fatalf("only %d words", len(words))
	}
	for _, line := range words {
		word, want, _ := strings.Cut(line, "\t")
		if got := show(p, word, hyphen.Minima{Left: 2, Right: 2}); got != want {
			t.Errorf("%s: got %s, TeX has %s", word, got, want)
		}
	}
}

// TestCompounds holds the Swedish set against words hyphenated by hand: each of
// their breaks is found, in its kind, and no other.
func TestCompounds(t *testing.T) {
	p := load(t, "sv")
	// Breaks of the list that are not wanted: no Swedish syllable is without a
	// vowel.
	declined := map[string]string{"män-sk-li-ga": "mänsk-li-ga"}
	for _, want := range lines(t, "hyphenation-sv-compounds.txt") {
		if better, ok := declined[want]; ok {
			want = better
		}
		checkWord(t, p, want)
	}
}

// checkWord compares the points of a word with those marked in want.
func checkWord(t *testing.T, p *hyphen.Patterns, want string) {
	t.Helper()
	word := strings.NewReplacer("-", "", "=", "").Replace(want)
	if got := show(p, word, hyphen.Minima{}); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestSeed holds the Swedish set against the words of the information sheet,
// hyphenated by hand.
func TestSeed(t *testing.T) {
	p := load(t, "sv")
	for _, want := range lines(t, "seed-sv.txt") {
		checkWord(t, p, want)
	}
}

// TestInflections shows that exceptions hold for words they do not list.
func TestInflections(t *testing.T) {
	p := load(t, "sv")
	for _, want := range []string{
		"mi-gra-tions=lag=stift-ning-en",
		"mi-gra-tions=lag=stift-ning-ar-na",
		"män-ni-sko=han-dels",
		"in-for-ma-tions=verk=sam-he-ten",
		"sam=ar-bets=av=tals",
		"upp=gif-ter-na",
		"upp=gifts",
		"un-der=skrevs",
		"över=skrids",
		"eu-ro-pa=par-la-ments",
		"MI-GRA-TIONS=VER-KET",
		"tillå-ten",
		"tillåts",
		"tillåt-na",
		"tillägg",
		"tillämp-ning",
		"nattåget",
	} {
		checkWord(t, p, want)
	}
}

func TestPoints(t *testing.T) {
	tests := []struct {
		language, word string
		minima         hyphen.Minima
		want           string
	}{
		{"sv", "", hyphen.Minima{}, ""},
		{"sv", "FN-systemet", hyphen.Minima{}, "FN-sys-te-met"},
		{"sv", "(organisation),", hyphen.Minima{}, "(or-ga-ni-sa-tion),"},
		{"sv", "organisation", hyphen.Minima{Left: 3, Right: 5}, "orga-ni-sation"},
		{"sv", "migrations\u00adlag", hyphen.Minima{}, "migrations~lag"},
		{"sv", "\u00adlag\u00ad\u00adar\u00ad", hyphen.Minima{}, "\u00adlag\u00ad~ar\u00ad"},
		{"sv", "organi\u00adsation", hyphen.Minima{Left: 9, Right: 9}, "organi~sation"},
		{"sv", "\xff\xfeorganisation\xc3", hyphen.Minima{}, "\xff\xfeor-ga-ni-sa-tion\xc3"},
		{"en", "hyphenation", hyphen.Minima{}, "hy-phen-a-tion"},
		{"en-US", "hyphenation", hyphen.Minima{}, "hy-phen-ation"},
		{"en-US", "associate", hyphen.Minima{}, "as-so-ciate"}, // an exception of its authors
		{"de", "Silbentrennung", hyphen.Minima{}, "Sil-ben-tren-nung"},
		{"de-AT", "GROẞE", hyphen.Minima{}, "GRO-ẞE"},
		{"nb", "bedre", hyphen.Minima{}, "bed-re"},
		{"nb", "betre", hyphen.Minima{}, "be-tre"},
		{"nn", "betre", hyphen.Minima{}, "bet-re"},
		{"tr", "DIŞİŞLERİ", hyphen.Minima{}, "DI-ŞİŞ-LE-Rİ"},
		{"ru", "гипотенуза", hyphen.Minima{}, "ги-по-те-ну-за"},
		// As dictionaries of each language part them.
		{"fi", "maahanmuutto", hyphen.Minima{}, "maa-han-muut-to"},
		{"da", "forening", hyphen.Minima{}, "for-e-ning"},
		{"fr", "développement", hyphen.Minima{}, "dé-ve-lop-pe-ment"},
		{"es", "organización", hyphen.Minima{}, "or-ga-ni-za-ción"},
		{"it", "organizzazione", hyphen.Minima{}, "or-ga-niz-za-zio-ne"},
		{"pt", "informação", hyphen.Minima{}, "in-for-ma-ção"},
		{"nl", "vluchteling", hyphen.Minima{}, "vluch-te-ling"},
		{"pl", "organizacja", hyphen.Minima{}, "or-ga-ni-za-cja"},
		{"uk", "організація", hyphen.Minima{}, "ор-га-ні-за-ція"},
		{"et", "organisatsioon", hyphen.Minima{}, "or-ga-ni-sat-sioon"},
		{"lt", "organizacija", hyphen.Minima{}, "or-ga-ni-za-ci-ja"},
		{"el", "οργανισμός", hyphen.Minima{}, "ορ-γα-νι-σμός"},
		{"vi", "khongthe", hyphen.Minima{}, "khongthe"},
		{"vi", "khong\u00adthe", hyphen.Minima{}, "khong~the"},
	}
	for _, tt := range tests {
		p, _ := hyphen.Load(tt.language)
		if got := show(p, tt.word, tt.minima); got != tt.want {
			t.Errorf("%s %q: got %q, want %q", tt.language, tt.word, got, tt.want)
		}
	}
}

func TestLoad(t *testing.T) {
	for _, language := range []string{
		"sv", "sv-FI", "SV_se", "en", "en-GB", "en-US", "en-CA", "de", "de-CH", "de-1996", "no", "nb", "nn", "pt-BR",
		"el", "el-polyton", "ku", "kmr-Latn", "am", "ti", "fi", "da", "is", "fr", "es", "it", "nl", "pl", "uk", "et", "lt",
	} {
		load(t, language)
	}
	for _, language := range []string{"", "vi", "so", "zh-Hans", "ar", "fa", "ckb", "ku-Arab", "lv", "svx"} {
		if p, ok := hyphen.Load(language); ok || p != nil {
			t.Errorf("%q has patterns", language)
		}
	}
}

func TestParse(t *testing.T) {
	p, err := hyphen.Parse(".a1b c2d % comment\n1d\n", "abcd\nxc=d*", hyphen.Minima{Left: 1, Right: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"abcd", "xc=d-de", "a-bc", "be-d-d"} {
		checkWord(t, p, want)
	}
	for _, bad := range [][2]string{{"a1b\nc+d", "line 2"}, {"a1_b", "line 1"}} {
		if _, err := hyphen.Parse(bad[0], "", hyphen.Minima{}); err == nil || !strings.Contains(err.Error(), bad[1]) {
			t.Errorf("%q: %v", bad[0], err)
		}
	}
	for _, bad := range []string{"a-b\n\nc*d", "*", "a1b", "-"} {
		if _, err := hyphen.Parse("", bad, hyphen.Minima{}); err == nil {
			t.Errorf("%q is no error", bad)
		}
	}
}

func TestWith(t *testing.T) {
	p, err := load(t, "sv").With("kort=het-ar*")
	if err != nil {
		t.Fatal(err)
	}
	if got := show(p, "kortheterna", hyphen.Minima{}); got != "kort-he-ter-na" {
		t.Errorf("got %s", got)
	}
	if got := show(p, "kortheterna", hyphen.Minima{}); got != "kort-he-ter-na" {
		t.Errorf("got %s", got)
	}
	var none *hyphen.Patterns
	if p, err = none.With("so=ma-li"); err != nil || show(p, "Somali", hyphen.Minima{}) != "So=ma-li" {
		t.Errorf("exceptions without patterns: %v", err)
	}
}

func TestLicences(t *testing.T) {
	licences := hyphen.Licences()
	if len(licences) < 25 {
		t.Errorf("only %d licences", len(licences))
	}
	for _, l := range licences {
		if len(l.Text) < 500 {
			t.Errorf("%s: %q", l.Name, l.Text)
		}
	}
}

// FuzzPoints states what holds for every word: offsets rise, lie inside the word
// on the edges of characters, and keep the minima.
func FuzzPoints(f *testing.F) {
	for _, word := range []string{"migrationslagstiftning", "a\u00adb", "\xff\xc3", "Öst-Europa", "e\u0301e\u0301e\u0301", strings.Repeat("abe", 60)} {
		f.Add(word, 2, 2)
	}
	sv, us := load(f, "sv"), load(f, "en-us")
	f.Fuzz(func(t *testing.T, word string, left, right int) {
		for _, p := range []*hyphen.Patterns{sv, us, nil} {
			last := 0
			for _, point := range p.Points(nil, word, hyphen.Minima{Left: left, Right: right}) {
				if point.Offset <= last || point.Offset >= len(word) || !utf8.RuneStart(word[point.Offset]) {
					t.Fatalf("%q: offset %d after %d", word, point.Offset, last)
				}
				last = point.Offset
				if point.Quality == hyphen.Soft {
					continue
				}
				if n := utf8.RuneCountInString(word[:point.Offset]); n < left {
					t.Fatalf("%q: %d letters before the hyphen, want %d", word, n, left)
				}
				if n := utf8.RuneCountInString(word[point.Offset:]); n < right {
					t.Fatalf("%q: %d letters after the hyphen, want %d", word, n, right)
				}
			}
		}
	})
}

// FuzzParse states that whatever is read can be used.
func FuzzParse(f *testing.F) {
	f.Add(".a1b2 c3", "a-b=c*", "abcabc")
	f.Fuzz(func(_ *testing.T, patterns, exceptions, word string) {
		if p, err := hyphen.Parse(patterns, exceptions, hyphen.Minima{}); err == nil {
			p.Points(nil, word, hyphen.Minima{})
		}
	})
}

func BenchmarkPoints(b *testing.B) {
	p := load(b, "sv")
	words := strings.Fields(strings.NewReplacer("-", "", "=", "").Replace(strings.Join(lines(b, "seed-sv.txt"), " ")))
	var points [32]hyphen.Point
	b.ReportAllocs()
	for b.Loop() {
		for _, word := range words {
			p.Points(points[:0], word, hyphen.Minima{})
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(words)), "ns/word")
}

func BenchmarkLoad(b *testing.B) {
	for _, language := range []string{"sv", "en", "de", "nb", "hu", "am"} {
		b.Run(language, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				hyphen.Load(language)
			}
		})
	}
}
