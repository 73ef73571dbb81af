package language_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"korthet/layout/language"
)

// Signs that cannot be seen in a source file: in tests ~ is a no-break space, _
// a narrow one.
func visible(text string) string {
	return strings.NewReplacer("\u00A0", "~", "\u202F", "_").Replace(text)
}

// set returns a text as Typography sets it with all rules.
func set(tag, text string) string {
	return language.Typography([]language.Piece{{Text: text, Language: tag}}, language.Options{})[0].Text
}

// check compares what becomes of texts: one case a line, tag, text and result
// parted by bars.
func check(t *testing.T, cases string) {
	t.Helper()
	for line := range strings.SplitSeq(strings.TrimSpace(cases), "\n") {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		if len(cells) != 3 {
			t.Fatalf("%d cells in %q", len(cells), line)
		}
		for tag := range strings.FieldsSeq(cells[0]) {
			if got := visible(set(tag, cells[1])); got != cells[2] {
				t.Errorf("%s: %s\n got %s\nwant %s", tag, cells[1], got, cells[2])
			}
		}
	}
}

func TestQuotes(t *testing.T) {
	check(t, `
		sv fi da | "Yttre 'inre' ord" | ”Yttre ’inre’ ord”
		sv fi da | "Yttre "inre" ord" | ”Yttre ’inre’ ord”
		en-GB en-US en lv pt tr | "Outer 'inner' words" | “Outer ‘inner’ words”
		de et cs | "Außen 'innen' Wort" | „Außen ‚innen‘ Wort“
		de-CH | "Außen 'innen' Wort" | «Außen ‹innen› Wort»
		fr | "Dehors 'dedans' mot" | «~Dehors “dedans” mot~»
		fr-CA | "Dehors 'dedans' mot" | «~Dehors “dedans” mot~»
		fr-CH | "Dehors 'dedans' mot" | «_Dehors ‹_dedans_› mot_»
		es it pt-PT | "Fuera 'dentro' palabra" | «Fuera “dentro” palabra»
		nb nn no | "Ytre 'indre' ord" | «Ytre ‘indre’ ord»
		lt | "Išorė 'vidus' ne" | „Išorė „vidus“ ne“
		pl | "Tekst 'inny' tekst" | „Tekst «inny» tekst”
		nl | "Buiten 'binnen' woord" | ‘Buiten “binnen” woord’
		nl | Zo 'enkel' ook | Zo ‘enkel’ ook
		ru uk | "Дом 'дом' дом" | «Дом „дом“ дом»
		el | "Έξω 'μέσα' λέξη" | «Έξω “μέσα” λέξη»
		sv | kategori av "människor i rörelse" som | kategori av ”människor i rörelse” som
		sv | ("citat"), "citat". "Hej!" | (”citat”), ”citat”. ”Hej!”
		sv | ord/"citat"/ord | ord/”citat”/ord
		en | She said "it's 'fine'." | She said “it’s ‘fine’.”
		en | "'Yes,' he said" | “‘Yes,’ he said”
		de | "Hier." "Da?" | „Hier.“ „Da?“
		fr | " mot " | «~mot~»
		so | "Eray" 'x' | "Eray" 'x'
	`)
}

func TestApostrophes(t *testing.T) {
	check(t, `
		en sv de fr it | IOM's l'eau d'un | IOM’s l’eau d’un
		en | the '90s, the '05 vote, rock 'n' roll | the ’90s, the ’05 vote, rock ’n’ roll
		en | the migrants' rights and others' | the migrants’ rights and others’
		en | 'Tis said; get 'em | ’Tis said; get ’em
		en | 'quoted' and 'again' | ‘quoted’ and ‘again’
		nl | 's avonds om 't huis | ’s avonds om ’t huis
		de | so 'n Ding | so ’n Ding
		it | negli anni '90 e '80 | negli anni ’90 e ’80
		de-CH | 1'000'000 Personen | 1’000’000 Personen
		en | he is 5'10" tall | he is 5′10″ tall
		en | "He is 5'10" tall" | “He is 5′10″ tall”
		en | a 20" screen | a 20″ screen
		en | "Agenda 2030" | “Agenda 2030”
		sv | 'ord' för ord | ’ord’ för ord
	`)
}

// TestQuotesAcrossPieces holds emphasis and foreign words inside quotations.
func TestQuotesAcrossPieces(t *testing.T) {
	for _, c := range []struct{ pieces, want string }{
		{`sv:Han sa "|sv:viktigt|sv:" igen.`, `Han sa ”/viktigt/” igen.`},
		{`de:"Das |de:ist|de: gut", sagt`, `„Das /ist/ gut“, sagt`},
		{`fr:Il dit "|en:Hello|fr:".`, `Il dit «~/Hello/~».`},
		{`sv:Se "|en:IOM's "new" role|sv:" nu`, `Se ”/IOM’s ‘new’ role/” nu`},
		{`de:"Ab |en:cd"`, `„Ab /cd“`},
		{`sv:ord -|sv:- ord`, `ord -/- ord`}, // a dash is never made of two pieces
		{`sv:5 |sv:% av`, `5~/% av`},
		{`en-US:word |en-US:--|en-US: word`, `word/—/word`},
	} {
		var pieces []language.Piece
		for cell := range strings.SplitSeq(c.pieces, "|") {
			tag, text, _ := strings.Cut(cell, ":")
			pieces = append(pieces, language.Piece{Text: text, Language: tag})
		}
		var got []string
		for _, result := range language.Typography(pieces, language.Options{}) {
			got = append(got, result.Text)
		}
		if text := visible(strings.Join(got, "/")); text != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.pieces, text, c.want)
		}
	}
}

func TestDashes(t *testing.T) {
	check(t, `
		sv fi da nb nn de en-GB nl cs pl et lv lt it el fr tr pt-PT | ord - ord | ord~– ord
		sv fi de en-GB | ord -- ord--ord --- ord | ord~– ord~– ord~– ord
		en-US | word -- word--word --- word - word | word—word—word—word—word
		ru uk pt | слово - слово | слово~— слово
		es | palabra --inciso-- palabra -- fin | palabra —inciso— palabra~— fin
		sv | ord – ord | ord~– ord
		sv | -- Hej | –~Hej
		sv | "Jag --" | ”Jag~–”
		sv | Jag--"du"-- | Jag~– ”du”–
		en-US | "I was--" | “I was—”
		sv | låg- och högkvalificerad, arbets- och | låg- och högkvalificerad, arbets- och
		sv | FN-systemet --help - | FN-systemet --help -
		sv | ---- | ----
		so | ord -- ord | ord -- ord
	`)
}

func TestRanges(t *testing.T) {
	check(t, `
		sv en-US | 2015-2016 | 2015–2016
		sv en | (5-10 personer) | (5–10 personer)
		sv | 5-10 %, 18-50-åringar | 5–10~%, 18–50-åringar
		sv | kl. 9-16, 9.30-16.00, 09:00-17 | kl.~9–16, 9.30–16.00, 09:00–17
		sv | 2015--2016 | 2015–2016
		sv | 2004 - 2005 | 2004–2005
		sv | 1,5-2,5 | 1,5–2,5
		sv | 2-1, 10-5 | 2-1, 10-5
		sv | 5 - 3 = 2 | 5 - 3 = 2
		sv | 2005-06-01 2005-06 | 2005-06-01 2005-06
		sv | 9.30-16, 8-16.30, 1.5-2.5, 01.06-05.06 | 9.30–16, 8–16.30, 1.5–2.5, 01.06–05.06
		sv | 08-123 45, 0771-12 34 56, 555-1234 | 08-123 45, 0771-12 34 56, 555-1234
		sv | ISBN 978-91-7000-150-5 | ISBN 978-91-7000-150-5
		sv | A4-5, COVID-19, 1-2-3 | A4-5, COVID-19, 1-2-3
		en-GB | a---0-100, b--1-2, 3--1-2 | a~– 0–100, b~– 1–2, 3–1-2
		sv | 2016-2015 | 2016-2015
	`)
}

func TestEllipses(t *testing.T) {
	check(t, `
		sv en de fr ru | och ... så... [...] | och … så… […]
		sv | och .... .. | och .... ..
		so | och ... | och ...
	`)
}

func TestSpaces(t *testing.T) {
	check(t, `
		sv fi nb | 1 000 och 12 345 678,50 | 1~000 och 12~345~678,50
		fr | 12 345 | 12_345
		sv | 2005 112 länder, 12 34 | 2005 112 länder, 12 34
		sv | 5 %, 20 °C, 3 km/h, 900 kr. | 5~%, 20~°C, 3~km/h, 900~kr.
		fr | 5 % et 20 € | 5_% et 20_€
		sv en | 5% and 20km | 5% and 20km
		sv | 5 personer | 5 personer
		fi sv | Berne Initiative -prosessin, ja -5 | Berne Initiative~-prosessin, ja -5
		sv | § 5, kl. 9.30, kl 9, s. 12, nr 4, kap. 3 | §~5, kl.~9.30, kl~9, s.~12, nr~4, kap.~3
		sv | EUR 500, C.P. 71, Box 12 | EUR~500, C.P.~71, Box~12
		sv | t ex, T ex, t. ex., f d, bl a, m m. | t~ex, T~ex, t.~ex., f~d, bl~a, m~m.
		sv | o s v, fr o m, t.ex. detta, f.d. kombattanter | o~s~v, fr~o~m, t.ex. detta, f.d. kombattanter
		sv | 1 juni 2005, 30 juni | 1~juni 2005, 30~juni
		de | z. B. am 1. Juni, d. h. 5 Mio., z.B. | z._B. am 1.~Juni, d._h. 5~Mio., z.B.
		en | p. 12, No. 5, June 5, 5 June, 9 am | p.~12, No.~5, June~5, 5~June, 9~am
		en | Mr. Smith, Dr Jones, J. R. R. Tolkien | Mr.~Smith, Dr~Jones, J.~R.~R.~Tolkien
		en | vitamin C. The end | vitamin C. The end
		fr | M. Dupont, p. ex. ici | M.~Dupont, p.~ex. ici
		pl | w domu i z nim, A on | w~domu i~z~nim, A~on
		cs | v domě a k nim | v~domě a~k~nim
		ru | в доме и он же | в~доме и~он~же
		uk | у домі є він | у~домі є~він
		sv | å ena sidan | å ena sidan
		sv | a  5  b | a  5  b
		so | 5 % | 5 %
	`)
}

func TestFrenchPunctuation(t *testing.T) {
	check(t, `
		fr | Quoi ? Non ! Si ; donc : oui | Quoi_? Non_! Si_; donc~: oui
		fr | Quoi? Non! Si; donc: oui | Quoi_? Non_! Si_; donc~: oui
		fr | Quoi?! "Oui"! (?) | Quoi_?! «~Oui~»_! (?)
		fr | 10:30 http://a.fr/b?c | 10:30 http://a.fr/b?c
		fr | « mot » «mot» | «~mot~» «~mot~»
		fr-CH | Quoi? donc: | Quoi_? donc_:
		fr-CA | Quoi? donc: | Quoi? donc~:
		sv en de | Vad? Nej! så: | Vad? Nej! så:
	`)
}

func TestAddressesAreKept(t *testing.T) {
	check(t, `
		fr | <http://www.iom.int/a--b...?x='y'&z> | <http://www.iom.int/a--b...?x='y'&z>
		en-US | "http://a.org/b--c", (www.a.org/1-2). | “http://a.org/b--c”, (www.a.org/1-2).
		sv | hq--x@iom.int och iom.int/a--b | hq--x@iom.int och iom.int/a--b
		sv | Tlf: +41.22.717 91 11, (08) 123 456 | Tlf: +41.22.717 91 11, (08) 123 456
		sv | 020-123 456 kr | 020-123 456~kr
	`)
}

func TestAuthorsMarksAreKept(t *testing.T) {
	for _, text := range []string{
		"”ord” ’ord’ «ord» „ord“ “ord”", "ord\u00A0– ord—ord", "och … så", "5\u00A0% 1\u202F000 z.\u2009B.", "5′10″ IOM’s 2015–2016",
	} {
		for _, tag := range tags {
			if strings.HasPrefix(tag, "fr") && strings.Contains(text, "«") {
				continue // spaces inside are put there
			}
			if got := set(tag, text); got != text {
				t.Errorf("%s: %s became %s", tag, visible(text), visible(got))
			}
		}
	}
}

func TestOptions(t *testing.T) {
	const text = `Il "dit" 5 % -- 5-10... quoi?`
	for _, c := range []struct {
		opts language.Options
		want string
	}{
		{language.Options{}, "Il «~dit~» 5_%~– 5–10… quoi_?"},
		{language.Options{KeepQuotes: true}, `Il "dit" 5_%~– 5–10… quoi_?`},
		{language.Options{KeepDashes: true}, "Il «~dit~» 5_% -- 5-10… quoi_?"},
		{language.Options{KeepEllipses: true}, "Il «~dit~» 5_%~– 5–10... quoi_?"},
		{language.Options{KeepSpaces: true}, "Il «dit» 5 %~– 5–10… quoi?"},
		{language.Options{KeepQuotes: true, KeepDashes: true, KeepEllipses: true, KeepSpaces: true}, text},
	} {
		got := language.Typography([]language.Piece{{Text: text, Language: "fr"}}, c.opts)[0].Text
		if visible(got) != c.want {
			t.Errorf("%+v:\n got %s\nwant %s", c.opts, visible(got), c.want)
		}
	}
}

func TestOrigin(t *testing.T) {
	const text = `Ord "a" -- 1 000 ... b`
	result := language.Typography([]language.Piece{{Text: text, Language: "sv"}}, language.Options{})[0]
	for _, word := range []string{"Ord", "a", "1", "000", "b"} {
		at := strings.LastIndex(result.Text, word)
		if got, want := result.Origin(at), strings.LastIndex(text, word); got != want {
			t.Errorf("%s at %d leads to %d, want %d", word, at, got, want)
		}
	}
	for sign, want := range map[string]int{"”a": 4, "–": 8, "…": 17} {
		at := strings.Index(result.Text, sign)
		if got := result.Origin(at); got != want {
			t.Errorf("%s leads to %d, want %d", sign, got, want)
		}
		if got := result.Origin(at + 1); got != want {
			t.Errorf("the inside of %s leads to %d, want %d", sign, got, want)
		}
	}
	checkOrigin(t, text, result)
	if got := language.Typography([]language.Piece{{Text: "ord", Language: "sv"}}, language.Options{})[0].Origin(2); got != 2 {
		t.Errorf("unchanged text: 2 leads to %d", got)
	}
}

// TestLongText is against time that grows faster than the text: whatever looks
// back or ahead must be bounded.
func TestLongText(t *testing.T) {
	units := []string{
		`"`, `'`, `'a `, `a' `, `"a `, `1 000 `, `-`, `a-`, `1-`, `(`, `a.`, `a/`, `a@`, `http://`, `1 `, `1`, "\u0301", "«", "[", ")", "t ex ",
		"A. ", ".", "x:", "5'", "ö", "0-", ">", "a", "+1", "*", "'1",
	}
	cost := func(unit string, n int) time.Duration {
		text := strings.Repeat(unit, n)
		start := time.Now()
		language.Typography([]language.Piece{{Text: text, Language: "fr"}}, language.Options{})
		language.Opportunities(text, "fr")
		return time.Since(start)
	}
	for _, unit := range units {
		// What else the machine does can only lengthen a run, so the shortest of
		// many tell; time that grows with the square never comes below the bound.
		short, long := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
		for try := 0; try < 100 && (try < 3 || long > 40*short); try++ {
			short, long = min(short, cost(unit, 2000)), min(long, cost(unit, 16000))
		}
		if long > 40*short {
			t.Errorf("%q: 8 times the text takes %d times as long (%v, %v)", unit, long/short, short, long)
		}
	}
}
