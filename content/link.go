package content

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/util"
)

// link returns a link's destination with its title, both as written in
// Markdown, or nil where it leads nowhere that a leaflet can lead to, which is
// reported.
func (f *inlineReader) link(destination, title string, offset int) *Link {
	pos := f.sc.pos(max(offset, 0))
	clean := func(s string) string {
		return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations([]byte(s)))))
	}
	uri, reason, hint := checkURI(clean(destination))
	if reason != "" {
		f.mistakes.add(pos, hint, reason)
		return nil
	}
	return &Link{URI: uri, Title: composed(strings.Join(strings.Fields(clean(title)), " ")), Pos: pos}
}

// linkSchemes returns what links may begin with.
func linkSchemes() []string { return []string{"http", "https", "mailto", "tel"} }

// checkURI returns the address in its ASCII form, or why no link can lead
// there and what to do.
func checkURI(typed string) (uri, reason, hint string) {
	if typed == "" {
		return "", "this link leads nowhere", "write the address in parentheses: [text](https://…)"
	}
	parsed, err := url.Parse(typed)
	if err != nil {
		return "", "`" + shorten(typed) + "` is not an address", "write it as the browser's address line shows it"
	}
	switch scheme := strings.ToLower(parsed.Scheme); scheme {
	case "":
		switch {
		case strings.Contains(typed, "@"):
			hint = "write mailto:" + typed
		case strings.HasPrefix(typed, "www."):
			hint = "write https://" + typed
		default:
			hint = "write the whole address, beginning with https://"
		}
		return "", "the link `" + shorten(typed) + "` does not say where it leads from a printed page", hint
	case "http", "https":
		if parsed.Host == "" {
			return "", "the link `" + shorten(typed) + "` names no site", "write it like https://www.example.org/page"
		}
		if !isASCII(parsed.Host) {
			host, ok := asciiHost(parsed.Host)
			if !ok {
				return "", "the name of the site `" + shorten(parsed.Host) + "` is too long", ""
			}
			typed = strings.Replace(typed, parsed.Host, host, 1)
		}
	case "mailto":
		if at := strings.IndexByte(parsed.Opaque, '@'); at <= 0 || at == len(parsed.Opaque)-1 {
			return "", "the link `" + shorten(typed) + "` is not a mail address", "write it like mailto:name@example.org"
		}
	case "tel":
		if strings.Trim(parsed.Opaque, "+0123456789-.() ") != "" || parsed.Opaque == "" {
			return "", "the link `" + shorten(typed) + "` is not a telephone number", "write it like tel:+46812345678"
		}
	default:
		return "", "a link cannot begin with `" + shorten(scheme) + ":`", "there are " + enumerate(linkSchemes())
	}
	return string(util.URLEscape([]byte(typed), false)), "", ""
}

// isASCII reports whether the text has ASCII characters alone.
func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 {
			return false
		}
	}
	return true
}
