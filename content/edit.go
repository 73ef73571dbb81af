package content

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
	"gopkg.in/yaml.v3"
)

// FileChange is what a file of the publication shall become. Old is what it was
// when the change was made up: where it is something else by the time of
// writing, the change must not be written.
type FileChange struct {
	Name string // slash-separated, from the publication's folder
	Old  []byte // nil: there was no such file
	New  []byte
}

// textEditor changes single places of a file of texts and leaves every other
// byte of it as it is: comments, line ends, a byte order mark, letters that are
// stored in two parts. Each change is read back before it counts.
type textEditor struct {
	name string
	raw  []byte
	file *textFile // as raw is read
}

// errEdit says that a file cannot be changed without touching more of it.
var errEdit = errors.New("the place cannot be changed without touching what stands around it")

// editText returns an editor of a file, nil where it is no YAML.
func editText(name string, raw []byte) *textEditor {
	file := parseTextFile(name, raw)
	if file == nil {
		return nil
	}
	return &textEditor{name: name, raw: raw, file: file}
}

// lineEnd returns how the file ends its lines.
func (e *textEditor) lineEnd() string {
	at := bytes.IndexAny(e.raw, "\r\n")
	switch {
	case at < 0 || e.raw[at] == '\n':
		return "\n"
	case bytes.HasPrefix(e.raw[at:], []byte("\r\n")):
		return "\r\n"
	}
	return "\r"
}

// rawOffset returns where in the file's bytes the byte at an offset of its text
// stands, as the author sees it and places are counted in.
func (e *textEditor) rawOffset(offset int) int {
	s := e.file.source
	line, found := slices.BinarySearch(s.lines, offset)
	if !found {
		line--
	}
	at := len(e.raw) - len(bytes.TrimPrefix(e.raw, []byte("\uFEFF")))
	for range line {
		n := bytes.IndexAny(e.raw[at:], "\r\n")
		if n < 0 {
			return len(e.raw)
		}
		at += n + 1
		if e.raw[at-1] == '\r' && at < len(e.raw) && e.raw[at] == '\n' {
			at++
		}
	}
	rest := offset - s.lines[line]
	end := len(e.raw)
	if n := bytes.IndexAny(e.raw[at:], "\r\n"); n >= 0 {
		end = at + n
	}
	if norm.NFC.IsNormal(e.raw[at:end]) {
		return min(at+rest, end)
	}
	var pieces norm.Iter
	pieces.Init(norm.NFC, e.raw[at:end])
	for !pieces.Done() && rest > 0 {
		rest -= len(pieces.Next())
	}
	return at + pieces.Pos()
}

// replace puts text in the place of what stands from one offset of the file's
// text to another, if ok agrees with what the file then says.
func (e *textEditor) replace(from, to int, text string, ok func(*textFile) bool) error {
	if end := e.lineEnd(); end != "\n" {
		text = strings.ReplaceAll(text, "\n", end)
	}
	lo, hi := e.rawOffset(from), e.rawOffset(to)
	raw := slices.Concat(e.raw[:lo], []byte(text), e.raw[hi:])
	if len(raw) > maxTextFile {
		return errEdit
	}
	file := parseTextFile(e.name, raw)
	if file == nil || !ok(file) {
		return errEdit
	}
	e.raw, e.file = raw, file
	return nil
}

// sameFields reports whether two readings of a file have the same texts.
func sameFields(a, b *textFile) bool {
	return slices.EqualFunc(a.fields, b.fields, func(x, y textField) bool {
		return x.path == y.path && x.kind == y.kind && x.value == y.value
	})
}

// sameRecords reports whether two lists of records say the same.
func sameRecords(a, b []translationRecord) bool {
	return slices.EqualFunc(a, b, func(x, y translationRecord) bool {
		x.pos, y.pos = Pos{}, Pos{}
		return x == y
	})
}

// sameElements reports whether two readings of a file have the same sections
// and blocks.
func sameElements(a, b *textFile) bool {
	return slices.EqualFunc(a.elements, b.elements, func(x, y textElement) bool { return x.path == y.path && x.named == y.named })
}

// indented returns a text's lines, each with an end, with spaces before those
// that are not empty.
func indented(text string, indent int) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			b.WriteString(strings.Repeat(" ", indent) + line)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// doubleQuoted returns a text between YAML's double quotes.
func doubleQuoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(text) + `"`
}

// setRecords replaces the file's records, and nothing else.
func (e *textEditor) setRecords(list []translationRecord) error {
	if sameRecords(e.file.records.list, list) {
		return nil
	}
	root, s := e.file.root, e.file.source
	if root.Style&yaml.FlowStyle != 0 {
		return errEdit
	}
	var b strings.Builder
	if len(list) > 0 {
		b.WriteString(translatesKey + ": # written by korthet translate\n")
		for i := range list {
			b.WriteString("  " + list[i].path + ": " + list[i].String() + "\n")
		}
	}
	from, to := len(s.text), len(s.text)
	key := keyOf(root, translatesKey)
	if key != nil {
		from = s.offset(key.Line, 1)
		to = blockEnd(s, key.Line, key.Column-1, false)
	} else if b.Len() > 0 {
		separate := "\n"
		if len(s.text) > 0 && s.text[len(s.text)-1] != '\n' {
			separate = "\n\n"
		}
		text := separate + b.String()
		b.Reset()
		b.WriteString(text)
	}
	before := *e.file
	return e.replace(from, to, b.String(), func(now *textFile) bool {
		return sameFields(&before, now) && sameElements(&before, now) && sameRecords(now.records.list, list)
	})
}

// keyOf returns a mapping's key, nil where it has none.
func keyOf(node *yaml.Node, key string) *yaml.Node {
	if node.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == key {
				return node.Content[i]
			}
		}
	}
	return nil
}

// blockEnd returns the offset behind the last line of what begins on a line and
// is indented by some spaces there: the lines below that are indented more, and
// the dashes of a list that a key holds, which may stand below the key itself.
func blockEnd(s *source, line, indent int, dashes bool) int {
	end := line
	for l := line + 1; l <= len(s.lines); l++ {
		text := s.line(l)
		trimmed := strings.TrimLeft(text, " ")
		if trimmed == "" {
			continue
		}
		n := len(text) - len(trimmed)
		inList := dashes && n == indent && (strings.HasPrefix(trimmed, "- ") || trimmed == "-")
		if n <= indent && !inList {
			break
		}
		end = l
	}
	if end < len(s.lines) {
		return s.lines[end]
	}
	return len(s.text)
}

// nameElements gives the file's sections and blocks that have no id one of their
// own: a section that which its title makes, so that nothing changes but that it
// stays when the title does not. used are the ids that are taken. It returns the
// places where ids now stand.
func (e *textEditor) nameElements(used map[string]bool) []Pos {
	var places []Pos
	tried := map[string]bool{}
	for {
		i := slices.IndexFunc(e.file.elements, func(t textElement) bool {
			return !t.named && t.node.Kind == yaml.MappingNode && !tried[t.path]
		})
		if i < 0 {
			return places
		}
		element := e.file.elements[i]
		tried[element.path] = true
		id := e.newID(&element, used)
		text := "id: " + id + "\n" + strings.Repeat(" ", element.node.Column-1)
		at := e.file.source.offset(element.node.Line, element.node.Column)
		if element.node.Style&yaml.FlowStyle != 0 {
			at, text = at+1, "id: "+id+", "
		}
		before := len(e.file.fields)
		err := e.replace(at, at, text, func(now *textFile) bool {
			return len(now.fields) == before && len(now.elements) == len(e.file.elements) && now.elements[i].named &&
				sameRecords(now.records.list, e.file.records.list)
		})
		if err == nil {
			used[id] = true
			node := e.file.elements[i].node
			places = append(places, Pos{File: e.name, Line: node.Line, Column: node.Column, Path: e.file.elements[i].path})
		}
	}
}

// newID returns an id for a section or block: what its title or its picture
// makes, or its kind with a number.
func (e *textEditor) newID(element *textElement, used map[string]bool) string {
	words, kind := scalarOf(element.node, "title"), "section"
	if element.t == reflect.TypeFor[blockFile]() {
		for _, key := range readStruct(element.t).keys(true) {
			value := valueOf(element.node, key)
			if value == nil {
				continue
			}
			kind = key
			for _, k := range []string{"title", "caption", "image"} {
				if words == "" {
					words = scalarOf(value, k)
				}
			}
			if ending := strings.LastIndexByte(words, '.'); ending > 0 && !strings.Contains(words, " ") {
				words = words[strings.LastIndexByte(words, '/')+1 : ending]
			}
		}
	}
	id := slug(words)
	if badID(id) != "" || len(id) > 60 {
		id = kind
	}
	if own := "sections." + id; element.path == own || !used[id] {
		return id
	}
	for n := 2; ; n++ {
		if next := id + "-" + strconv.Itoa(n); !used[next] {
			return next
		}
	}
}
