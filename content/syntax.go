package content

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// parseYAML returns the root of a file's only document, or nil where it has
// none, which is reported. Of what YAML can do, aliases, tags and several
// documents in one file are refused: none of them makes a leaflet's text
// clearer, and aliases can make a small file endless.
func parseYAML(s *source, m *mistakes) (root *yaml.Node) {
	defer func() {
		if fault := recover(); fault != nil {
			m.add(Pos{File: s.name, Line: 1}, "look for unusual signs in it", fmt.Sprintf("the file cannot be read as YAML (%v)", fault))
			root = nil
		}
	}()
	decoder := yaml.NewDecoder(bytes.NewReader(s.text))
	var document, second yaml.Node
	err := decoder.Decode(&document)
	switch {
	case errors.Is(err, io.EOF):
		m.add(Pos{File: s.name, Line: 1, Column: 1}, "", "the file is empty")
		return nil
	case err != nil:
		m.list = append(m.list, explainSyntax(s, err))
		return nil
	}
	if err := decoder.Decode(&second); err == nil {
		m.add(Pos{File: s.name, Line: second.Line, Column: second.Column}, "write what follows into a file of its own",
			"the line --- begins a second document, but a file may have one only")
		return nil
	} else if !errors.Is(err, io.EOF) {
		m.list = append(m.list, explainSyntax(s, err))
		return nil
	}
	root = document.Content[0]
	if !plainTree(s, root, 0, m) {
		return nil
	}
	if root.Kind == yaml.ScalarNode && root.Value == "" && root.Style == 0 {
		m.add(Pos{File: s.name, Line: 1, Column: 1}, "", "the file is empty")
		return nil
	}
	return root
}

// plainTree reports whether the tree has only what our files may have, and
// tells the author of the first thing in each branch that it may not.
func plainTree(s *source, node *yaml.Node, depth int, m *mistakes) bool {
	pos := Pos{File: s.name, Line: node.Line, Column: node.Column}
	switch at := s.offset(node.Line, node.Column); {
	case depth > maxDepth:
		m.add(pos, "", fmt.Sprintf("lists and keys are nested more than %d deep", maxDepth))
		return false
	case node.Kind == yaml.AliasNode || node.Anchor != "":
		m.add(pos, "put the whole text in quotes if it begins with * or &", "names with * or & (YAML's aliases) are not used here")
		return false
	case node.Kind == yaml.ScalarNode && node.Tag == "!!merge":
		m.add(pos, "write the keys out", "the key << (YAML's merge) is not used here")
		return false
	case node.Style&yaml.TaggedStyle != 0 || at < len(s.text) && s.text[at] == '!':
		m.add(pos, "put the whole text in quotes if it begins with !", "words that begin with ! (YAML's tags) are not used here")
		return false
	}
	ok := true
	for _, child := range node.Content {
		ok = plainTree(s, child, depth+1, m) && ok
	}
	return ok
}

// syntaxCase is what the parser's words for a mistake mean to an author.
type syntaxCase struct {
	parser        string // a part of the parser's message
	message, hint string
	find          func(s *source, line int) (l, column int) // where it stands; nil: at the line's first character
}

// syntaxCases returns what is known of the parser's messages, the narrower
// ones first.
func syntaxCases() []syntaxCase {
	return []syntaxCase{
		{
			"mapping values are not allowed", "there is a second colon with a space behind it on this line",
			"put the text in quotes, or begin it on the next line behind a |", secondColon,
		},
		{
			"unknown anchor", "a text that begins with * is a name in YAML", "put the whole text in quotes",
			valueBeginning("*"),
		},
		{
			"did not find expected alphabetic or numeric character", "a text that begins with * or & is a name in YAML",
			"put the whole text in quotes", valueBeginning("*&"),
		},
		{
			"cannot start any token", "a text cannot begin with this character in YAML", "put the whole text in quotes",
			valueBeginning("@`%\t"),
		},
		{
			"found unexpected end of stream", "a quotation mark that begins a text here has no counterpart",
			"close the quotes at the end of the text, or begin the text on the next line behind a |", valueBeginning(`"'`),
		},
		{
			"document indicator", "a quotation mark that begins a text here has no counterpart",
			"close the quotes at the end of the text", valueBeginning(`"'`),
		},
		{
			"unknown escape character", "a backslash in double quotes begins a code, and this is none",
			`write two backslashes, or put the text in single quotes`, badEscape,
		},
		{
			"hexdecimal", "a code behind a backslash must be hexadecimal digits", "put the text in single quotes", badEscape,
		},
		{
			"did not find expected ',' or", "a list in [ ] or a group in { } is not closed, or a comma is missing in it",
			"put a text that has commas or brackets in quotes", valueBeginning("[{"),
		},
		{
			"did not find expected node content", "something is missing in this list or group, or a bracket is not closed",
			"put a text that begins with [ or { in quotes", valueBeginning("[{"),
		},
		{
			"could not find expected ':'", "this line is neither a key with a colon nor part of the text above",
			"write `key: text`, or indent the line as the text it belongs to", wordWithoutColon,
		},
		{
			"block sequence entries are not allowed", "a list cannot begin on the line of its key",
			"put the first dash on a line of its own", nil,
		},
		{
			"did not find expected '-' indicator", "this line is indented like the items of a list but does not begin with a dash",
			"indent it like the lines around it that it belongs to", nil,
		},
		{
			"did not find expected key", "this line does not fit the ones above",
			"keys that belong together begin in the same column, and a text in quotes ends with its closing quote", nil,
		},
		{
			"wrongly indented", "this line is indented less than the text it belongs to", "indent all lines of a text alike", nil,
		},
		{"expected comment or line break", "only a comment may stand behind | or >", "begin the text on the next line", nil},
		{"tag", "a word that begins with ! is a tag in YAML", "put the whole text in quotes", valueBeginning("!")},
		{"directive", "a line cannot begin with % here", "put the text in quotes", nil},
		{"expected <document start>", "this line stands outside of what was begun above", "indent it like the lines it belongs to", nil},
		{"exceeded", "lists and keys are nested too deep", "", nil},
	}
}

// explainSyntax returns the parser's mistake in an author's words, with its
// place as our own look at the lines finds it: the parser tells the line alone,
// and for a construct left open the line of its end or its beginning.
func explainSyntax(s *source, err error) *Error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if found := regexp.MustCompile(`^line (\d+): `).FindStringSubmatch(text); found != nil {
		line, _ = strconv.Atoi(found[1])
		text = strings.TrimPrefix(text, found[0])
	}
	line = min(max(line, 1), len(s.lines))
	if l, column := tabbed(s, line); l > 0 {
		return &Error{
			Pos:  Pos{File: s.name, Line: l, Column: column},
			Err:  errors.New("there is a tab in the indentation, which YAML does not allow"),
			Hint: "indent with spaces, two for each level",
		}
	}
	for _, c := range syntaxCases() {
		if !strings.Contains(text, c.parser) {
			continue
		}
		at := Pos{File: s.name, Line: line}
		if c.find != nil {
			if l, column := c.find(s, line); l > 0 {
				at.Line, at.Column = l, column
			}
		}
		return &Error{Pos: withColumn(s, at), Err: errors.New(c.message), Hint: c.hint}
	}
	return &Error{
		Pos: withColumn(s, Pos{File: s.name, Line: line}), Err: errors.New("this is not YAML: " + text),
		Hint: "a text with unusual signs can be put in quotes",
	}
}

// withColumn gives a place without a column that of the first character on its
// line, or on the last line above that has any.
func withColumn(s *source, at Pos) Pos {
	if at.Column > 0 {
		return at
	}
	for at.Line > 1 && strings.TrimSpace(s.line(at.Line)) == "" {
		at.Line--
	}
	at.Column = indentOf(s.line(at.Line)) + 1
	return at
}

// tabbed returns the place of a tab in the indentation of the given line or of
// those next to it, or 0.
func tabbed(s *source, line int) (l, column int) {
	for _, l := range []int{line, line + 1, line - 1} {
		text := s.line(l)
		if at := strings.IndexByte(text[:indentOf(text)], '\t'); at >= 0 && strings.TrimSpace(text) != "" {
			return l, at + 1
		}
	}
	return 0, 0
}

// secondColon returns the place of the second colon that could end a key.
func secondColon(s *source, line int) (l, column int) {
	for l := line; l >= max(line-1, 1); l-- {
		text := s.line(l)
		first := strings.Index(text, ": ")
		if first < 0 {
			continue
		}
		rest := text[first+1:]
		second := strings.Index(rest, ": ")
		if second < 0 && strings.HasSuffix(rest, ":") {
			second = len(rest) - 1
		}
		if second >= 0 {
			return l, len([]rune(text[:first+1+second])) + 1
		}
	}
	return 0, 0
}

// valueBeginning returns a function that finds the value that begins with one
// of the characters, on the line or the nearest one above that has one.
func valueBeginning(characters string) func(s *source, line int) (l, column int) {
	return func(s *source, line int) (int, int) {
		for l := line; l > 0; l-- {
			text := s.line(l)
			for i, r := range text {
				if !strings.ContainsRune(characters, r) {
					continue
				}
				before := strings.TrimRight(text[:i], " ")
				if before == "" || before != text[:i] && strings.ContainsRune(":-,", rune(before[len(before)-1])) ||
					strings.ContainsRune("[{", rune(before[len(before)-1])) {
					return l, len([]rune(text[:i])) + 1
				}
			}
		}
		return 0, 0
	}
}

// badEscape returns the place of the first backslash on the line, or on one
// above or below, that begins none of YAML's codes.
func badEscape(s *source, line int) (l, column int) {
	for _, l := range []int{line, line + 1, line - 1} {
		text := s.line(l)
		for i := 0; i < len(text); i++ {
			if text[i] != '\\' {
				continue
			}
			if i+1 < len(text) && strings.IndexByte("0abt\tnvfre \"'/\\N_LPxuU", text[i+1]) < 0 {
				return l, len([]rune(text[:i])) + 1
			}
			i++
		}
	}
	return 0, 0
}

// wordWithoutColon returns the place of the first line, from the line before
// the given one on, that has text but is no key.
func wordWithoutColon(s *source, line int) (l, column int) {
	for l := max(line-1, 1); l <= line; l++ {
		text := strings.TrimSpace(s.line(l))
		if text != "" && !strings.HasPrefix(text, "#") && !strings.Contains(text, ": ") && !strings.HasSuffix(text, ":") {
			return l, indentOf(s.line(l)) + 1
		}
	}
	return 0, 0
}
