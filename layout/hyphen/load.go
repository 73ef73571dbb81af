package hyphen

import (
	"embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed tries patterns/*.licence.txt
var data embed.FS

// set is the hyphenation of one language: which tries it has and its minima, as
// the patterns' authors or the language's typographers give them.
type set struct {
	tag         string // BCP 47
	tries       []string
	left, right int
}

// sets lists the languages by tag. A tag that is not here is looked up without
// its last subtag, so that "de-AT" is "de".
//
//nolint:gochecknoglobals // constant table
var sets = []set{
	{"am", []string{"mul-ethi"}, 1, 1},
	{"bg", []string{"bg"}, 2, 2},
	{"ca", []string{"ca"}, 2, 2},
	{"da", []string{"da"}, 2, 2},
	{"de", []string{"de-1996"}, 2, 2},
	{"el", []string{"el-monoton"}, 2, 2},
	{"en", []string{"en-gb"}, 2, 3},
	{"en-us", []string{"en-us"}, 2, 3},
	{"es", []string{"es"}, 2, 2},
	{"et", []string{"et"}, 2, 3},
	{"fi", []string{"fi"}, 2, 2},
	{"fr", []string{"fr"}, 2, 2},
	{"hr", []string{"hr"}, 2, 2},
	{"hu", []string{"hu"}, 2, 2},
	{"is", []string{"is"}, 2, 2},
	{"it", []string{"it"}, 2, 2},
	{"kmr", []string{"kmr"}, 2, 2},
	{"ku", []string{"kmr"}, 2, 2},
	{"lt", []string{"lt"}, 2, 2},
	{"nb", []string{"no", "nb"}, 2, 2},
	{"nl", []string{"nl"}, 2, 2},
	{"nn", []string{"no", "nn"}, 2, 2},
	{"no", []string{"no", "nb"}, 2, 2},
	{"pl", []string{"pl"}, 2, 2},
	{"pt", []string{"pt"}, 2, 3},
	{"ru", []string{"ru"}, 2, 2},
	{"sl", []string{"sl"}, 2, 2},
	{"sv", []string{"sv"}, 2, 2},
	{"sv-x-tex", []string{"sv-x-tex"}, 2, 2},
	{"ti", []string{"mul-ethi"}, 1, 1},
	{"tr", []string{"tr"}, 2, 2},
	{"uk", []string{"uk"}, 2, 2},
}

// Load returns the patterns for a language, given as a BCP 47 tag in any case:
// those of its nearest relative that has some ("pt-BR": Portuguese; "en": British
// English). It reports false, with nil patterns that know soft hyphens only, for
// languages that are not hyphenated and for those whose patterns are not
// embedded, which [Parse] can read.
//
// Load takes a fraction of a millisecond; callers keep what it returns.
func Load(language string) (*Patterns, bool) {
	tag := strings.ReplaceAll(strings.ToLower(language), "_", "-")
	if hasScript(tag, "arab") { // Kurdish in Arabic letters, among others
		return nil, false
	}
	for {
		i, ok := slices.BinarySearchFunc(sets, tag, func(s set, tag string) int { return strings.Compare(s.tag, tag) })
		if ok {
			return sets[i].load(), true
		}
		cut := strings.LastIndexByte(tag, '-')
		if cut < 0 {
			return nil, false
		}
		tag = tag[:cut]
	}
}

func hasScript(tag, script string) bool {
	return slices.Contains(strings.Split(tag, "-"), script)
}

func (s *set) load() *Patterns {
	p := &Patterns{minima: Minima{s.left, s.right}}
	for _, name := range s.tries {
		stored, err := data.ReadFile("tries/" + name + ".trie")
		if err == nil {
			var t trie
			t, err = readTrie(stored, s.tag == "tr")
			p.tries = append(p.tries, t)
		}
		if err != nil {
			panic(fmt.Sprintf("hyphen: internal error: %s: %v", name, err))
		}
	}
	return p
}

// Parse makes patterns from text as TeX's hyph-*.pat.txt and hyph-*.hyp.txt have
// it: patterns set apart by white space, `%` before comments, and exceptions as the
// package comment describes them, which may be empty. minima are those that
// Points falls back on; zero means 2 and 2. An error says which line is wrong.
func Parse(patterns, exceptions string, minima Minima) (*Patterns, error) {
	stored, err := compileText(patterns, exceptions)
	if err != nil {
		return nil, err
	}
	t, err := readTrie(stored, false)
	if err != nil {
		return nil, err
	}
	if minima.Left <= 0 {
		minima.Left = 2
	}
	if minima.Right <= 0 {
		minima.Right = 2
	}
	return &Patterns{tries: []trie{t}, minima: minima}, nil
}

// compileText compiles patterns and exceptions into a stored trie.
func compileText(patterns, exceptions string) ([]byte, error) {
	rules, err := parsePatterns(patterns)
	if err != nil {
		return nil, fmt.Errorf("hyphen: patterns: %w", err)
	}
	more, err := parseExceptions(exceptions)
	if err != nil {
		return nil, fmt.Errorf("hyphen: exceptions: %w", err)
	}
	stored, err := compile(append(rules, more...))
	if err != nil {
		return nil, fmt.Errorf("hyphen: %w", err)
	}
	return stored, nil
}

// With returns patterns that also heed the given exceptions, which rank with
// those that p has. p, which may be nil, is not changed.
func (p *Patterns) With(exceptions string) (*Patterns, error) {
	stored, err := compileText("", exceptions)
	if err != nil {
		return nil, err
	}
	t, err := readTrie(stored, false)
	if err != nil {
		return nil, err
	}
	more := &Patterns{tries: []trie{t}, minima: Minima{2, 2}}
	if p != nil {
		more.tries, more.minima = append(slices.Clone(p.tries), t), p.minima
	}
	return more, nil
}

// Licence is what the author of a pattern set says about it.
type Licence struct {
	Name string // of the set, such as "de-1996"
	Text string
}

// Licences returns the licences of all embedded patterns, by name.
func Licences() []Licence {
	entries, err := data.ReadDir("patterns")
	if err != nil {
		panic(fmt.Sprintf("hyphen: internal error: %v", err))
	}
	var licences []Licence
	for _, e := range entries {
		text, err := data.ReadFile("patterns/" + e.Name())
		if err != nil {
			panic(fmt.Sprintf("hyphen: internal error: %v", err))
		}
		licences = append(licences, Licence{strings.TrimSuffix(e.Name(), ".licence.txt"), string(text)})
	}
	return licences
}
