package layout

import (
	"crypto/sha256"
	"io"
	"strings"

	"korthet/content"
	"korthet/layout/cache"
	"korthet/layout/hyphen"
)

// patternsKey is the cache's key of a language's patterns.
type patternsKey struct {
	language string
	own      [sha256.Size]byte // of what the publication says of them
}

// patternsCost is what a language's patterns take, roughly.
const patternsCost = 512 << 10

// mostPatterns is how many bytes a file of patterns may have: five times the
// largest known.
const mostPatterns = 4 << 20

// hyphenator returns a language's patterns, with what the publication says of
// them; nil, which hyphenates nothing, where there are none.
func (s *setter) hyphenator(language string) *hyphen.Patterns {
	language = publicPart(language)
	if known, ok := s.hyphenators[language]; ok {
		return known
	}
	own := s.hyphenationOf(language)
	key := patternsKey{language: language}
	var text string
	if own != nil {
		if own.Patterns.Given() {
			text = s.patternsText(own.Patterns)
		}
		key.own = sha256.Sum256([]byte(text + "\x00" + joinWords(own.Words)))
	}
	// What is wrong is reported by checkHyphenation; the rest loads.
	patterns, _ := cache.Get(s.store, key, func() (*hyphen.Patterns, int64, error) {
		patterns, _ := hyphen.Load(language)
		if own == nil {
			return patterns, patternsCost, nil
		}
		if parsed, err := hyphen.Parse(text, "", hyphen.Minima{}); err == nil && text != "" {
			patterns = parsed
		}
		if with, err := patterns.With(joinWords(own.Words)); err == nil && len(own.Words) > 0 {
			patterns = with
		}
		return patterns, patternsCost, nil
	})
	s.hyphenators[language] = patterns
	return patterns
}

// hyphenationOf returns what the publication says of a language's hyphenation: of
// the language itself, else of the one that it is a kind of.
func (s *setter) hyphenationOf(language string) *content.Hyphenation {
	for tag := language; tag != ""; {
		for i := range s.edition.Hyphenation {
			if own := &s.edition.Hyphenation[i]; strings.EqualFold(own.Language.Value, tag) {
				return own
			}
		}
		tag = tag[:max(strings.LastIndexByte(tag, '-'), 0)]
	}
	return nil
}

// checkHyphenation reports what is wrong with the publication's own patterns and
// words, of all languages.
func (s *setter) checkHyphenation() {
	for i := range s.edition.Hyphenation {
		own := &s.edition.Hyphenation[i]
		if own.Patterns.Given() {
			if _, err := hyphen.Parse(s.patternsText(own.Patterns), "", hyphen.Minima{}); err != nil {
				s.report(Error, own.Patterns.Pos, "name a file of patterns as TeX has them, such as hyph-lv.pat.txt",
					"the patterns in %s cannot be read: %s", own.Patterns.Value, strings.TrimPrefix(err.Error(), "hyphen: "))
			}
		}
		var none *hyphen.Patterns
		for _, word := range own.Words {
			if _, err := none.With(word.Value); err != nil {
				s.report(Error, word.Pos, "write it in letters, with - where it may be parted and = between the parts of a compound: migrations=lag-stift-ning",
					"%q says nothing of how a word is parted", word.Value)
			}
		}
	}
}

// patternsText returns a file of patterns; content has seen that it is there.
func (s *setter) patternsText(name content.Text) string {
	if s.edition.Files == nil {
		return ""
	}
	file, err := s.edition.Files.Open(name.Value)
	if err != nil {
		return ""
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, mostPatterns))
	if err != nil {
		return ""
	}
	return string(data)
}

// joinWords returns the words that say how they are parted, one a line.
func joinWords(words []content.Text) string {
	var lines []string
	var none *hyphen.Patterns
	for _, word := range words {
		if _, err := none.With(word.Value); err == nil {
			lines = append(lines, word.Value)
		}
	}
	return strings.Join(lines, "\n")
}
