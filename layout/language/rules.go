package language

import "strings"

const (
	nbsp  = "\u00A0" // no-break space
	nnbsp = "\u202F" // narrow no-break space
)

// pair is an opening and a closing quotation mark.
type pair struct{ open, close string }

// locale is a line of the table made from CLDR.
type locale struct {
	tag             string
	outer, inner    pair
	decimal, group  string
	minimumGrouping int
	percent         string // CLDR pattern: "#,##0\u00A0%"
	months          string // the twelve names as they stand in a date, parted by bars
}

// dashStyle says what a dash between words looks like.
type dashStyle uint8

const (
	noDash   dashStyle = iota
	spacedEn           // word – word, the first space not to be broken at
	spacedEm           // word — word, likewise
	closedEm           // word—word
	rayaEm             // word —word— word: the em dash stands at the parenthesis, as the author spaced it
)

// rules is what a language asks for, by hand and from CLDR.
type rules struct {
	tag  string // BCP 47
	cldr string // tag of the line in the CLDR table; empty: tag

	dash dashStyle

	// outer and inner, where not zero, replace CLDR's marks; why says so.
	outer, inner pair
	why          string

	unitSpace string // before % and units where a space was typed; empty: NBSP
	abbrSpace string // inside abbreviations; empty: NBSP
	high      string // before ; ! ? and put there if need be; empty: none
	colon     string // before : likewise
	guillemet string // inside « » likewise

	// Lists are words parted by bars; the first letter may also be a capital in
	// the text.
	single       string // words of one letter that stay with the next word
	phrases      string // abbreviations of several parts that stay together
	beforeNumber string // words that stay with a number that follows
	beforeName   string // titles that stay with a name that follows
	particles    string // words that stay with the word before
	elisions     string // words that begin with an apostrophe, without it
	units        string // units beyond the international ones
}

// table holds the rules of every language, sorted by tag. What is not in CLDR
// (dashes, fine spaces, abbreviations) is the practice of each language's
// printers.
//
//nolint:gochecknoglobals // constant table
var table = [...]rules{
	{
		tag: "cs", dash: spacedEn,
		single:       "k|s|v|z|o|u|a|i",
		phrases:      "t. j.|n. l.|př. n.|m. j.|a. s.|s. r.|r. o.|v. o.",
		beforeNumber: "č.|s.|str.|odst.|čl.|tel.|roč.|obr.|tab.|kap.",
		beforeName:   "p.|dr.|mgr.|ing.|prof.|sv.",
		units:        "Kč|mil.|mld.|tis.|hod.",
	},
	{
		tag: "da", dash: spacedEn,
		outer: pair{"”", "”"}, inner: pair{"’", "’"},
		why:          "Danish print closes with the mark it opens with; CLDR gives the English pair",
		phrases:      "f. eks.|bl. a.|o. l.|m. m.|m. v.|d. v.|v. s.|p. g.|g. a.|f. kr.|e. kr.|i. e.",
		beforeNumber: "kl.|s.|nr.|kap.|stk.|art.|tlf.|ca.|fig.|bd.|afs.",
		beforeName:   "hr.|fr.|dr.|prof.|skt.",
		units:        "kr.|mio.|mia.|pct.",
	},
	{
		tag: "de", dash: spacedEn, abbrSpace: nnbsp,
		phrases:      "z. B.|d. h.|u. a.|o. ä.|z. T.|i. d.|d. R.|v. a.|u. U.|i. A.|s. o.|s. u.|o. g.|m. E.|n. Chr.|v. Chr.|u. v.|v. m.|e. V.|a. D.|a. M.|u. Ä.|o. Ä.",
		beforeNumber: "S.|Nr.|Kap.|Art.|Abs.|Abb.|Bd.|Tab.|Ziff.|ca.|Tel.|Anm.|Rn.|Jh.",
		beforeName:   "Dr.|Prof.|Hr.|Fr.|St.|Hl.|med.|jur.|phil.",
		elisions:     "s|n|ne|nem|nen|ner",
		units:        "Mio.|Mrd.|Std.|Min.|Uhr|Fr.|Tsd.|Stk.",
	},
	{
		tag: "de-CH", dash: spacedEn, abbrSpace: nnbsp,
		outer: pair{"«", "»"}, inner: pair{"‹", "›"},
		why:          "Swiss print uses guillemets without spaces; CLDR inherits Germany's marks",
		phrases:      "z. B.|d. h.|u. a.|o. ä.|z. T.|i. d.|d. R.|v. a.|u. U.|i. A.|s. o.|s. u.|o. g.|m. E.|n. Chr.|v. Chr.|u. v.|v. m.|e. V.|a. D.|u. Ä.|o. Ä.",
		beforeNumber: "S.|Nr.|Kap.|Art.|Abs.|Abb.|Bd.|Tab.|Ziff.|ca.|Tel.|Anm.|Fr.",
		beforeName:   "Dr.|Prof.|Hr.|Fr.|St.|Hl.",
		elisions:     "s|n|ne|nem|nen|ner",
		units:        "Mio.|Mrd.|Std.|Min.|Uhr|Fr.|Tsd.",
	},
	{
		tag: "el", dash: spacedEn,
		phrases:      "π. χ.|κ. λπ.|κ. ά.|μ. Χ.|π. Χ.|μ. μ.|π. μ.|δ. δ.|κ. ο.",
		beforeNumber: "σ.|σελ.|αρ.|αριθ.|άρθρο|κεφ.|τηλ.|παρ.|τ.",
		beforeName:   "κ.|κα|δρ.|δρ|καθ.|αγ.",
		units:        "εκ.|δισ.|χλμ.|μ.",
	},
	{
		tag: "en-GB", dash: spacedEn,
		phrases:      "i. e.|e. g.|a. m.|p. m.|et al.",
		beforeNumber: "p.|pp.|no.|nos.|fig.|figs.|vol.|ch.|art.|sec.|c.|ca.|tel.|ext.|para.|paras.",
		beforeName:   "mr|mrs|ms|dr|prof|st|mr.|mrs.|ms.|dr.|prof.|st.|sir|rev.|hon.",
		elisions:     "n|tis|twas|twere|em|cause|til|till|bout|round|cos|kay|night|tween",
		units:        "am|pm|a.m.|p.m.|mi|ft|lb|oz|mph|bn",
	},
	{
		tag: "en-US", cldr: "en", dash: closedEm,
		phrases:      "i. e.|e. g.|a. m.|p. m.|et al.",
		beforeNumber: "p.|pp.|no.|nos.|fig.|figs.|vol.|ch.|art.|sec.|c.|ca.|tel.|ext.|para.|paras.",
		beforeName:   "mr|mrs|ms|dr|prof|st|mr.|mrs.|ms.|dr.|prof.|st.|rev.|hon.",
		elisions:     "n|tis|twas|twere|em|cause|til|till|bout|round|cos|kay|night|tween",
		units:        "am|pm|a.m.|p.m.|mi|ft|lb|oz|mph",
	},
	{
		tag: "es", dash: rayaEm,
		outer: pair{"«", "»"}, inner: pair{"“", "”"},
		why:          "Spain's academy puts guillemets first; CLDR gives the marks of the keyboard",
		phrases:      "p. ej.|EE. UU.|a. C.|d. C.|a. m.|p. m.|s. f.|et al.|S. A.|q. e.|e. p.|d. e.|c. c.",
		beforeNumber: "p.|pp.|pág.|págs.|n.º|núm.|art.|arts.|cap.|vol.|tel.|fig.|c.|ap.",
		beforeName:   "sr.|sra.|srta.|d.|dña.|dr.|dra.|prof.|sto.|sta.|san",
		units:        "h.|mill.",
	},
	{
		tag: "et", dash: spacedEn,
		phrases:      "s. o.|s. t.|m. a.|e. m.|e. Kr.|p. Kr.|v. a.",
		beforeNumber: "lk|nr|nr.|kell|art|art.|ptk|ptk.|tel|tel.|u|ca|joon.|tab.",
		beforeName:   "hr|pr|dr|prof|prl",
		units:        "mln|mld|kr",
	},
	{
		tag: "fi", dash: spacedEn,
		phrases:      "e. Kr.|j. Kr.|e. a.|s. v.|o. s.|t. s.|m. m.|n. s.",
		beforeNumber: "klo|s.|ss.|nro|n:o|n:ot|nrot|puh.|luku|art.|v.|vv.|n.|kuva",
		beforeName:   "tri|prof.|hra|rva|nti",
		units:        "milj.|mrd.|mk|v.|kpl|pv|vrk|snt",
	},
	{
		tag: "fr", dash: spacedEn, inner: pair{"“", "”"},
		why:       "CLDR repeats the guillemets inside; two « or » in a row do not show which one closes",
		unitSpace: nnbsp, high: nnbsp, colon: nbsp, guillemet: nbsp,
		phrases:      "p. ex.|av. J.|apr. J.|et al.|s. d.|s. l.",
		beforeNumber: "p.|pp.|n°|nos|no|nº|art.|chap.|vol.|fig.|t.|tél.|env.|al.|v.|ch.",
		beforeName:   "m.|mm.|mme|mmes|mlle|mlles|dr|me|pr|mgr|st|ste",
		units:        "mn|M€|Md€",
	},
	{
		tag: "fr-CA", dash: spacedEn, inner: pair{"“", "”"},
		why:   "CLDR's inner pair is ”…“; Canada's style guides nest English marks the English way",
		colon: nbsp, guillemet: nbsp,
		phrases:      "p. ex.|av. J.|apr. J.|et al.|s. d.|s. l.",
		beforeNumber: "p.|pp.|n°|nos|no|nº|art.|chap.|vol.|fig.|t.|tél.|env.|al.",
		beforeName:   "m.|mm.|mme|mmes|mlle|mlles|dr|me|pr|mgr|dre|pre",
		units:        "mn|M$",
	},
	{
		tag: "fr-CH", dash: spacedEn,
		unitSpace: nnbsp, high: nnbsp, colon: nnbsp, guillemet: nnbsp,
		phrases:      "p. ex.|av. J.|apr. J.|et al.|s. d.|s. l.",
		beforeNumber: "p.|pp.|n°|nos|no|nº|art.|chap.|vol.|fig.|t.|tél.|env.|al.|fr.",
		beforeName:   "m.|mm.|mme|mmes|mlle|mlles|dr|me|pr|mgr|st|ste",
		units:        "mn|fr.",
	},
	{
		tag: "it", dash: spacedEn,
		phrases:      "p. es.|ad es.|a. C.|d. C.|s. l.|s. d.|et al.",
		beforeNumber: "p.|pp.|pag.|n.|nn.|art.|artt.|cap.|vol.|fig.|tel.|ca.|par.|c.|ore",
		beforeName:   "sig.|sig.ra|dott.|dott.ssa|dr.|prof.|prof.ssa|ing.|avv.|on.|san|s.",
		elisions:     "ndrangheta|sto|sta|sti|ste",
		units:        "mln|mld",
	},
	{
		tag: "lt", dash: spacedEn,
		phrases:      "t. y.|t. t.|ir t.|ir pan.|pr. Kr.|po Kr.|m. e.|a. a.|e. p.|š. m.|p. m.",
		beforeNumber: "nr.|p.|psl.|str.|sk.|tel.|val.|apie|pav.|lent.|a.",
		beforeName:   "p.|dr.|prof.|doc.|šv.|akad.",
		units:        "m.|d.|val.|mln.|mlrd.|tūkst.|proc.|mėn.|min.|a.",
	},
	{
		tag: "lv", dash: spacedEn,
		phrases:      "t. i.|u. c.|u. tml.|p. m.|m. ē.|t. sk.|c. l.|š. g.",
		beforeNumber: "nr.|lpp.|plkst.|tālr.|sk.|p.|att.|tab.|ap.|sēj.",
		beforeName:   "dr.|prof.|k.|kdze|sv.|akad.",
		units:        "g.|gs.|milj.|mljrd.|tūkst.|st.|lpp.",
	},
	{
		tag: "nb", dash: spacedEn,
		phrases:      "f. eks.|bl. a.|m. m.|m. v.|o. l.|d. v.|v. s.|f. Kr.|e. Kr.|p. g.|g. a.|o. s.|s. v.",
		beforeNumber: "kl.|s.|nr.|kap.|art.|tlf.|ca.|fig.|bd.|pkt.|kr",
		beforeName:   "dr.|prof.|hr.|fru|st.|sta.",
		units:        "kr|mill.|mrd.|pst.|stk.",
	},
	{
		tag: "nl", dash: spacedEn, inner: pair{"“", "”"},
		why:          "CLDR gives the single marks for both; nested ones take the double",
		phrases:      "d. w.|w. z.|o. a.|m. a.|n. Chr.|v. Chr.|e. d.|i. p.|p. v.|t. a.|a. v.|et al.",
		beforeNumber: "p.|pp.|blz.|nr.|nrs.|art.|hfst.|tel.|fig.|ca.|afb.|dl.|deel",
		beforeName:   "dhr.|mevr.|mw.|dr.|prof.|ir.|ing.|drs.|mr.|st.|sint",
		elisions:     "s|t|n|k|m|r|ie|ns",
		units:        "mln.|mld.|mln|mld",
	},
	{
		tag: "nn", dash: spacedEn,
		phrases:      "t. d.|m. a.|m. m.|m. v.|o. l.|d. v.|v. s.|f. Kr.|e. Kr.|o. s.|s. b.",
		beforeNumber: "kl.|s.|nr.|kap.|art.|tlf.|ca.|fig.|bd.|pkt.|kr",
		beforeName:   "dr.|prof.|hr.|fru|st.|sta.",
		units:        "kr|mill.|mrd.|pst.|stk.",
	},
	{
		tag: "pl", dash: spacedEn,
		single:       "a|i|o|u|w|z",
		phrases:      "m. in.|p. n.|n. e.|p. o.|s. a.|b. r.|b. m.|z o.",
		beforeNumber: "s.|str.|nr|art.|ust.|pkt|poz.|tel.|rozdz.|rys.|tab.|godz.|r.|ok.|t.|ul.",
		beforeName:   "p.|dr|prof.|mgr|inż.|św.|ks.|gen.|płk",
		units:        "zł|gr|tys.|mln|mld|godz.|r.|w.|proc.|szt.",
	},
	{
		tag: "pt", dash: spacedEm,
		phrases:      "p. ex.|a. C.|d. C.|et al.|s. d.|S. A.|p. m.|a. m.",
		beforeNumber: "p.|pp.|pág.|págs.|n.º|nº|art.|arts.|cap.|vol.|tel.|fig.|c.",
		beforeName:   "sr.|sra.|srta.|dr.|dra.|prof.|profa.|d.|são|santa",
		units:        "mi|bi",
	},
	{
		tag: "pt-PT", dash: spacedEn,
		phrases:      "p. ex.|a. C.|d. C.|et al.|s. d.|S. A.|p. m.|a. m.",
		beforeNumber: "p.|pp.|pág.|págs.|n.º|nº|art.|arts.|cap.|vol.|tel.|fig.|c.",
		beforeName:   "sr.|sra.|dr.|dra.|prof.|prof.ª|d.|eng.|são|santa",
		units:        "mi",
	},
	{
		tag: "ru", dash: spacedEm,
		single:       "а|в|и|к|о|с|у|я",
		phrases:      "т. е.|т. д.|и т.|т. п.|т. к.|н. э.|до н.|и др.|и пр.|т. н.|с. г.|ж. д.",
		beforeNumber: "№|с.|стр.|гл.|ст.|п.|пп.|рис.|табл.|т.|тел.|д.|кв.|ок.|разд.",
		beforeName:   "г.|гг.|г-н|г-жа|др.|проф.|акад.|ул.|им.|св.|пр.|пл.|о.",
		particles:    "бы|же|ли|б|ж|ль",
		units:        "г.|гг.|в.|вв.|руб.|коп.|тыс.|млн|млрд|трлн|км|м|см|мм|кг|г|л|ч|мин|с|га|т|млн.|ч.|мин.|долл.",
	},
	{
		tag: "sv", dash: spacedEn,
		phrases:      "t ex|t. ex.|f d|f. d.|bl a|bl. a.|m m|m. m.|m fl|m. fl.|d v|v s|d. v.|v. s.|o s|s v|o. s.|s. v.|s k|s. k.|p g|g a|p. g.|g. a.|e d|e. d.|o d|o. d.|fr o|o m|fr. o.|o. m.|t o|t. o.|f n|f. n.|f ö|f. ö.|f Kr|f. Kr.|e Kr|e. Kr.|i st|st f|st. f.|t v|t. v.|t h|t. h.|d ä|d. ä.|d y|d. y.|m a|m. a.|å k|a a|s a|s. a.|n b|n. b.|et al.",
		beforeNumber: "kl.|kl|s.|s|sid.|sidan|nr|nr.|kap.|kap|art.|artikel|tel.|tel|ca|ca.|c:a|fig.|tab.|bd|bd.|st.|punkt|omkr.|årg.",
		beforeName:   "dr|dr.|prof.|prof|s:t|s:ta|sankt|hr|fru",
		units:        "kr|tkr|mkr|mn|mdr|mnkr|mdkr|tim|tim.|st|st.|mån|mån.",
	},
	{
		tag: "tr", dash: spacedEn,
		phrases:      "v. b.|v. d.|M. Ö.|M. S.|T. C.",
		beforeNumber: "s.|sf.|no.|no|nu.|md.|tel.|bk.|şek.|saat|c.|böl.",
		beforeName:   "dr.|prof.|doç.|av.|sn.|hz.|yrd.",
		units:        "TL|₺|sa.|dk.|sn.",
	},
	{
		tag: "uk", dash: spacedEm,
		single:       "а|в|з|і|й|о|у|є|я",
		phrases:      "т. д.|і т.|т. п.|н. е.|до н.|т. зв.|т. ін.|та ін.|с. г.",
		beforeNumber: "№|с.|стор.|гл.|ст.|п.|пп.|рис.|табл.|т.|тел.|буд.|кв.|бл.|розд.",
		beforeName:   "м.|п.|пп.|проф.|акад.|вул.|ім.|св.|просп.|о.|др.",
		particles:    "б|би|ж|же",
		units:        "р.|рр.|ст.|грн|коп.|тис.|млн|млрд|км|м|см|мм|кг|г|л|год|хв|с|га|т|год.|хв.",
	},
}

// commonBeforeNumber stays with a number in every language: a Swedish leaflet
// gives a Swiss postal address.
const commonBeforeNumber = "§|§§|№|nº|n°|n.º|c.p.|b.p.|p.o.b.|p.b.|box|postbox|boîte|CP|BP|EUR|USD|SEK|NOK|DKK|ISK|CHF|GBP|PLN|CZK|CAD|JPY|TRY|RUB|UAH|€|$|£|¥"

// commonUnits are the units that stay with their number in every language.
const commonUnits = "%|‰|°|°C|°F|km|m|dm|cm|mm|µm|μm|nm|km²|m²|cm²|km2|m2|m³|m3|ha|kg|g|mg|hg|t|l|L|dl|cl|ml|h|min|s|ms|km/h|m/s|W|kW|MW|GW|kWh|MWh|GWh|TWh|V|kV|Hz|kHz|MHz|GHz|J|kJ|MJ|kcal|kB|MB|GB|TB|dB|Pa|kPa|hPa|bar|mol|pt|px|€|$|£|¥|EUR|USD|SEK|NOK|DKK|ISK|CHF|GBP|PLN|CZK|CAD|JPY|TRY|RUB|UAH"

// Known reports whether there are rules for a language, by its tag.
func Known(tag string) bool { return languageRules(tag) != nil }

// languageRules returns the rules for a tag, or nil where there are none.
func languageRules(tag string) *rules {
	name := canonical(tag)
	for i := range table {
		if table[i].tag == name {
			return &table[i]
		}
	}
	return nil
}

// quotes returns the two pairs of quotation marks: CLDR's, or the table's own
// where it has them.
func (r *rules) quotes() (outer, inner pair) {
	marks := r.locale()
	outer, inner = marks.outer, marks.inner
	if r.outer != (pair{}) {
		outer = r.outer
	}
	if r.inner != (pair{}) {
		inner = r.inner
	}
	return outer, inner
}

// locale returns the rules' line of the CLDR table.
func (r *rules) locale() *locale {
	tag := r.tag
	if r.cldr != "" {
		tag = r.cldr
	}
	for i := range cldr {
		if cldr[i].tag == tag {
			return &cldr[i]
		}
	}
	panic("language: internal error: no CLDR line for " + tag)
}

// canonical reduces a BCP 47 tag to the tag of the rules that hold for it, or
// to its language where none do. Case and the separator do not matter.
func canonical(tag string) string {
	tag = strings.ToLower(strings.ReplaceAll(tag, "_", "-"))
	primary, rest, _ := strings.Cut(tag, "-")
	region := ""
	for part := range strings.SplitSeq(rest, "-") {
		if len(part) == 1 { // extensions and private use follow
			break
		}
		if len(part) == 2 && region == "" {
			region = part
		}
	}
	switch primary {
	case "en":
		if listed("us|ca|pr|ph|lr|gu|vi|as|mp|um", region) {
			return "en-US"
		}
		return "en-GB"
	case "no":
		return "nb"
	case "de":
		if region == "ch" || region == "li" {
			return "de-CH"
		}
	case "fr":
		switch region {
		case "ch":
			return "fr-CH"
		case "ca":
			return "fr-CA"
		}
	case "pt":
		if region != "" && region != "br" {
			return "pt-PT"
		}
	}
	return primary
}

// listed reports whether word is one of a list's words, which are parted by
// bars.
func listed(list, word string) bool {
	if word == "" {
		return false
	}
	for from := 0; ; {
		at := strings.Index(list[from:], word)
		if at < 0 {
			return false
		}
		start := from + at
		end := start + len(word)
		if (start == 0 || list[start-1] == '|') && (end == len(list) || list[end] == '|') {
			return true
		}
		from = end
	}
}

// Hyphen returns the hyphen to put at the end of a line that breaks inside a
// word. All languages of this package use the hyphen-minus: U+2010 is missing
// from many faces and looks the same where it is not.
func Hyphen(string) string { return "-" }

// NumberMarks are the marks of a language's numbers.
type NumberMarks struct {
	Decimal         string // "," in 1,5
	Group           string // between groups of three digits
	MinimumGrouping int    // how many digits stand before the first group mark at least: 2 means from 10 000
	Percent         string // CLDR's pattern: "#,##0\u00A0%"
}

// Numbers returns the marks of numbers in a language; those of British English
// where it has no rules here.
func Numbers(language string) NumberMarks {
	r := languageRules(language)
	if r == nil {
		r = languageRules("en-GB")
	}
	marks := r.locale()
	percent := marks.percent
	if r.unitSpace != "" {
		percent = strings.ReplaceAll(percent, nbsp, r.unitSpace)
	}
	return NumberMarks{Decimal: marks.decimal, Group: marks.group, MinimumGrouping: marks.minimumGrouping, Percent: percent}
}
