package content

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"sort"
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
	if e := leftByMerge(s, 0); e != nil {
		m.list = append(m.list, e) // within a text in quotes, where anything may stand
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
			"put the first dash on a line of its own", valueBeginning("-"),
		},
		{
			"did not find expected '-' indicator", "this line does not fit the ones above",
			"the items of a list begin with dashes in the same column, and the keys of an item in the same column behind them", nil,
		},
		{
			"did not find expected key", "this line does not fit the ones above",
			"keys that belong together begin in the same column, and a text in quotes ends with its closing quote", nil,
		},
		{
			"wrongly indented", "this line is indented less than the text it belongs to", "indent all lines of a text alike", nil,
		},
		{"expected comment or line break", "only a comment may stand behind | or >", "begin the text on the next line", valueBeginning("|>")},
		{"tag", "a word that begins with ! is a tag in YAML", "put the whole text in quotes", valueBeginning("!")},
		{"directive", "a line cannot begin with % here", "put the text in quotes", nil},
		{"expected <document start>", "this line stands outside of what was begun above", "indent it like the lines it belongs to", nil},
		{
			"mapping keys are not allowed", "a text cannot begin with a question mark and a space in YAML",
			"put the whole text in quotes", valueBeginning("?"),
		},
		{"exceeded", "lists and keys are nested too deep", "", nil},
	}
}

// maxBisected is the size of the largest file, in bytes, in which the line of a
// mistake is looked for by parsing beginnings of it.
const maxBisected = 256 << 10

// explainSyntax returns the parser's mistake in an author's words, with its
// place as our own look at the lines finds it: the parser tells the line alone,
// and of a construct left open often the one where it began.
func explainSyntax(s *source, err error) *Error {
	line, problem := splitMessage(err)
	line = min(max(line, 1), len(s.lines))
	if len(s.text) <= maxBisected {
		line = failingLine(s, problem)
	}
	for _, look := range []func(*source, int) *Error{leftByMerge, tabbed, overIndented, behindQuotes} {
		if e := look(s, line); e != nil {
			return e
		}
	}
	for _, c := range syntaxCases() {
		if !strings.Contains(problem, c.parser) {
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
		Pos: withColumn(s, Pos{File: s.name, Line: line}), Err: errors.New("this is not YAML: " + problem),
		Hint: "a text with unusual signs can be put in quotes",
	}
}

// splitMessage returns the line and the words of the parser's message.
func splitMessage(err error) (line int, problem string) {
	problem = strings.TrimPrefix(err.Error(), "yaml: ")
	line = 1
	if found := regexp.MustCompile(`^line (\d+): `).FindStringSubmatch(problem); found != nil {
		line, _ = strconv.Atoi(found[1])
		problem = strings.TrimPrefix(problem, found[0])
	}
	return line, problem
}

// failingLine returns the number of the line with which the file begins to give
// the parser's problem: the last line of the shortest beginning that gives it.
func failingLine(s *source, problem string) int {
	return 1 + sort.Search(len(s.lines)-1, func(n int) bool {
		end := len(s.text)
		if n+1 < len(s.lines) {
			end = s.lines[n+1]
		}
		var node yaml.Node
		err := yaml.Unmarshal(s.text[:end], &node)
		if err == nil {
			return false
		}
		_, found := splitMessage(err)
		return found == problem
	})
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

// tabbed explains a tab in the indentation of the line or of one next to it.
func tabbed(s *source, line int) *Error {
	for _, l := range []int{line, line + 1, line - 1} {
		text := s.line(l)
		if at := strings.IndexByte(text[:indentOf(text)], '\t'); at >= 0 && strings.TrimSpace(text) != "" {
			return &Error{
				Pos:  Pos{File: s.name, Line: l, Column: at + 1},
				Err:  errors.New("there is a tab in the indentation, which YAML does not allow"),
				Hint: "indent with spaces, two for each level",
			}
		}
	}
	return nil
}

// leftByMerge explains lines that version control puts into a file of which it could
// not join two versions.
func leftByMerge(s *source, _ int) *Error {
	first, middle := 0, false
	for l := range s.lines {
		switch line := s.line(l + 1); {
		case first == 0 && strings.HasPrefix(line, "<<<<<<< "):
			first = l + 1
		case first > 0 && strings.TrimRight(line, "\r\n") == "=======":
			middle = true
		case middle && strings.HasPrefix(line, ">>>>>>> "):
			return &Error{
				Pos:  Pos{File: s.name, Line: first, Column: 1},
				Err:  errors.New("from here on the file holds two versions of itself, as a merge leaves them"),
				Hint: "keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
			}
		}
	}
	return nil
}

// overIndented explains a key that is indented more than the key above it,
// which already has a value on its line.
func overIndented(s *source, line int) *Error {
	above := line - 1
	for above > 0 && strings.TrimSpace(s.line(above)) == "" {
		above--
	}
	text, before := s.line(line), s.line(above)
	_, value, key := strings.Cut(before, ": ")
	if above == 0 || !key || strings.Count(text, ": ")+strings.Count(text+"\n", ":\n") != 1 ||
		indentOf(text) <= indentOf(strings.Replace(before, "- ", "  ", 1)) || strings.ContainsAny(value, "|>\"'[{") {
		return nil
	}
	return &Error{
		Pos:  Pos{File: s.name, Line: line, Column: indentOf(text) + 1},
		Err:  errors.New("this line is indented more than the one above, which already has its value"),
		Hint: "begin keys that belong together in the same column",
	}
}

// behindQuotes explains text behind a quotation mark that closes a value.
func behindQuotes(s *source, line int) *Error {
	text := s.line(line)
	at := strings.Index(text, ": ")
	if at < 0 {
		return nil
	}
	value := strings.TrimLeft(text[at+2:], " ")
	if value == "" || value[0] != '"' && value[0] != '\'' {
		return nil
	}
	inner := value[1:]
	end := strings.IndexByte(inner, value[0])
	if end < 0 {
		return nil
	}
	rest := strings.TrimLeft(inner[end+1:], " ")
	if rest == "" || rest[0] == '#' || rest[0] == value[0] || inner[max(end-1, 0)] == '\\' {
		return nil
	}
	return &Error{
		Pos:  Pos{File: s.name, Line: line, Column: len([]rune(text[:len(text)-len(rest)])) + 1},
		Err:  errors.New("there is text behind the closing quotation mark"),
		Hint: "put the whole text in the other kind of quotes, or begin it on the next line behind a |",
	}
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
