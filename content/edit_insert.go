package content

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// nodeStep is one step from a node to one that it holds.
type nodeStep struct {
	parent *yaml.Node
	index  int // of the value in the parent's Content
}

// stepsTo returns the steps from a node to one within it, nil where it is not.
func stepsTo(from, to *yaml.Node) []nodeStep {
	step := 1
	if from.Kind == yaml.MappingNode {
		step = 2
	}
	for i := step - 1; i < len(from.Content); i += step {
		if from.Content[i] == to {
			return []nodeStep{{from, i}}
		}
		if rest := stepsTo(from.Content[i], to); rest != nil {
			return append([]nodeStep{{from, i}}, rest...)
		}
	}
	return nil
}

// counterpart returns the index in a node of what a step leads to in another
// file, -1 where it has none.
func counterpart(step nodeStep, in *yaml.Node, index int) int {
	switch {
	case in.Kind != step.parent.Kind:
		return -1
	case in.Kind == yaml.MappingNode:
		return slices.IndexFunc(in.Content, func(n *yaml.Node) bool { return n == valueOf(in, step.parent.Content[index-1].Value) })
	}
	item := step.parent.Content[index]
	if id := idOf(item); id != "" {
		return slices.IndexFunc(in.Content, func(n *yaml.Node) bool { return idOf(n) == id })
	}
	if index < len(in.Content) && idOf(in.Content[index]) == "" {
		return index
	}
	return -1
}

// idOf returns the id that an item of a list is addressed by, "" where it is
// counted.
func idOf(item *yaml.Node) string {
	if id := scalarOf(item, "id"); id != "" {
		return id
	}
	if valueOf(item, "body") != nil || valueOf(item, "sections") != nil {
		return slug(scalarOf(item, "title"))
	}
	return ""
}

// insert brings a field that the file lacks into it, as a copy of the source's:
// the field, or all of the section or block that it is in, behind what it
// follows in the source.
func (e *textEditor) insert(from *textFile, path string) error {
	f := from.field(path)
	if f == nil {
		return errEdit
	}
	at := e.file.root
	for _, step := range stepsTo(from.root, f.node) {
		i := counterpart(step, at, step.index)
		if i >= 0 {
			at = at.Content[i]
			continue
		}
		if at.Kind != step.parent.Kind || at.Style&yaml.FlowStyle != 0 || step.parent.Style&yaml.FlowStyle != 0 {
			return errEdit
		}
		return e.insertNode(from.source, step, at, path)
	}
	return errEdit
}

// insertNode copies what a step leads to from a source into a node that has the
// step's parent for its counterpart.
func (e *textEditor) insertNode(from *source, step nodeStep, in *yaml.Node, path string) error {
	s := e.file.source
	size := 1
	if in.Kind == yaml.MappingNode {
		size = 2
	}
	before := -1 // the counterpart of what precedes it in the source
	for i := step.index - size; i >= 0 && before < 0; i -= size {
		before = counterpart(step, in, i)
	}
	if len(in.Content) == 0 {
		return errEdit
	}
	anchor := in.Content[0] // what stands in the column that the copy must stand in
	if before >= 0 {
		anchor = in.Content[before-size+1]
	}
	line, column, ok := startOf(s, anchor, size)
	copied, good := subtree(from, step, size, column)
	if !ok || !good {
		return errEdit
	}
	var at int
	switch {
	case before >= 0:
		list := in.Content[before].Kind == yaml.SequenceNode && size == 2
		at = blockEnd(s, line, column, list)
		if at > 0 && s.text[at-1] != '\n' {
			copied = "\n" + strings.TrimSuffix(copied, "\n")
		}
	case size == 2 && strings.TrimLeft(s.line(line), " ")[0] == '-': // the first key of an item stands behind its dash
		at = s.offset(line, anchor.Column)
		copied = strings.TrimLeft(copied, " ") + strings.Repeat(" ", column)
	default:
		at = s.lines[line-1]
	}
	old := *e.file
	return e.replace(at, at, copied, func(now *textFile) bool {
		if now.field(path) == nil || !sameRecords(old.records.list, now.records.list) {
			return false
		}
		for i := range old.fields {
			if same := now.field(old.fields[i].path); same == nil || same.value != old.fields[i].value {
				return false
			}
		}
		return true
	})
}

// startOf returns the line on which a key, or the dash of an item, stands, and
// how many characters stand before it.
func startOf(s *source, node *yaml.Node, size int) (line, column int, ok bool) {
	if size == 2 {
		return node.Line, node.Column - 1, true
	}
	before := []rune(s.line(node.Line))
	for i := min(node.Column-2, len(before)-1); i >= 0; i-- {
		switch before[i] {
		case '-':
			return node.Line, i, strings.Trim(string(before[:i]), " -") == ""
		case ' ':
		default:
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// subtree returns the lines of what a step leads to, begun in a column.
func subtree(s *source, step nodeStep, size, column int) (string, bool) {
	value := step.parent.Content[step.index]
	line, own, ok := startOf(s, step.parent.Content[step.index-size+1], size)
	if !ok {
		return "", false
	}
	end := blockEnd(s, line, own, size == 2 && value.Kind == yaml.SequenceNode)
	lines := strings.Split(strings.TrimSuffix(string(s.text[s.lines[line-1]:end]), "\n"), "\n")
	for i, text := range lines {
		switch {
		case strings.TrimSpace(text) == "":
			lines[i] = ""
		case i > 0 && strings.TrimLeft(text[:min(own, len(text))], " ") != "":
			return "", false
		default:
			lines[i] = strings.Repeat(" ", column) + string([]rune(text)[own:])
		}
	}
	return strings.Join(lines, "\n") + "\n", true
}
