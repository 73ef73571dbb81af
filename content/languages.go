package content

import "strings"

// badLanguage returns why a text cannot be a language tag of BCP 47 (RFC 5646,
// section 2.1), or "". Codes of two letters must be ones of ISO 639-1 and ISO
// 3166-1; of longer ones the form alone is looked at. The tags that begin with
// x- or i- name no language that a page could be set in and are refused.
func badLanguage(tag string) string {
	parts := strings.Split(strings.ToLower(tag), "-")
	language := parts[0]
	switch {
	case len(language) < 2 || len(language) > 3 || !isLetters(language),
		len(language) == 2 && !hasCode(languageCodes, language):
		return "is not the code of a language"
	case longCode(language) != "":
		return "is the longer code of a language that has a shorter one"
	}
	rest := parts[1:]
	take := func(fits func(part string) bool) bool {
		if len(rest) == 0 || !fits(rest[0]) {
			return false
		}
		rest = rest[1:]
		return true
	}
	take(func(p string) bool { return len(p) == 3 && isLetters(p) }) // a language within another: zh-yue
	take(func(p string) bool { return len(p) == 4 && isLetters(p) }) // script
	unknown := ""
	take(func(p string) bool { // region
		if len(p) == 2 && isLetters(p) && !hasCode(regionCodes, p) {
			unknown = p
		}
		return len(p) == 2 && isLetters(p) || len(p) == 3 && isDigits(p)
	})
	if unknown != "" {
		return "has a part that is not the code of a country"
	}
	for take(func(p string) bool { // variants
		return len(p) >= 5 && len(p) <= 8 && isAlphanumeric(p) || len(p) == 4 && isDigits(p[:1]) && isAlphanumeric(p)
	}) {
	}
	for len(rest) > 0 { // extensions
		single := take(func(p string) bool { return len(p) == 1 && isAlphanumeric(p) })
		values := 0
		for take(func(p string) bool { return len(p) >= 2 && len(p) <= 8 && isAlphanumeric(p) }) {
			values++
		}
		if !single || values == 0 {
			return "is not the code of a language"
		}
	}
	return ""
}

// languageHint returns what to write in place of a bad language tag.
func languageHint(tag string) string {
	language, rest, _ := strings.Cut(strings.ToLower(tag), "-")
	if good := longCode(language); good != "" {
		return "write " + good
	}
	if rest == "uk" {
		return "write " + language + "-GB"
	}
	if good := mistakenCodes()[language]; good != "" {
		return "write " + good
	}
	return "write a code like sv or en-GB"
}

// mistakenCodes returns what is meant by codes of countries, and by names, that
// are often taken for those of languages.
func mistakenCodes() map[string]string {
	return map[string]string{
		"dk": "da", "cz": "cs", "jp": "ja", "ua": "uk", "gb": "en-GB", "us": "en-US", "at": "de-AT", "cn": "zh", "gr": "el",
		"rs": "sr", "by": "be", "svenska": "sv", "suomi": "fi", "english": "en", "deutsch": "de", "norsk": "nb",
		"dansk": "da", "francais": "fr", "français": "fr", "español": "es",
	}
}

// longCode returns the code of two letters that a code of three stands for,
// which BCP 47 knows by the shorter one alone, or "".
func longCode(code string) string {
	if len(code) != 3 {
		return ""
	}
	return map[string]string{
		"swe": "sv", "fin": "fi", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "nob": "nb",
		"nno": "nn", "nor": "no", "dan": "da", "est": "et", "lav": "lv", "lit": "lt", "pol": "pl", "nld": "nl", "dut": "nl",
		"ita": "it", "por": "pt", "rus": "ru", "ukr": "uk", "ell": "el", "gre": "el", "tur": "tr", "ara": "ar", "fas": "fa",
		"per": "fa", "som": "so", "sme": "se", "ces": "cs", "cze": "cs", "hun": "hu", "ron": "ro", "rum": "ro",
	}[code]
}

// languageCodes are the codes of ISO 639-1.
const languageCodes = `aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz
ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg
th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu`

// regionCodes are the codes of ISO 3166-1, and Kosovo's customary one.
const regionCodes = `ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw
by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga
gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh
ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my
mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh
si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi
vn vu wf ws xk ye yt za zm zw`

// hasCode reports whether a table has a code of two letters. Each stands in it with
// one space or line end behind.
func hasCode(table, code string) bool {
	for i := 0; i+2 <= len(table); i += 3 {
		if table[i:i+2] == code {
			return true
		}
	}
	return false
}

// isLetters reports whether a text has the small letters from a to z alone.
func isLetters(text string) bool { return strings.Trim(text, "abcdefghijklmnopqrstuvwxyz") == "" }

// isDigits reports whether a text has digits alone.
func isDigits(text string) bool { return strings.Trim(text, "0123456789") == "" }

// isAlphanumeric reports whether a text has small letters and digits alone.
func isAlphanumeric(text string) bool {
	return text != "" && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}
