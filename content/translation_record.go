package content

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"
)

// translatesKey is the key of a translated file's records.
const translatesKey = "translates"

// digestLength is how many hexadecimal digits of SHA-256 a digest has: enough
// that no two versions of a text share one by chance, and short enough to be
// read over.
const digestLength = 16

// Digest returns the digest of what a text says. How its lines are wrapped,
// which of the white spaces stands between its words, and where its words may
// be divided (U+00AD) make no difference; all else does, Markdown's marks
// included.
func Digest(text string) string {
	sum := sha256.Sum256([]byte(meaning(text)))
	return hex.EncodeToString(sum[:])[:digestLength]
}

// meaning returns what of a text its digest is made of: its paragraphs, each on
// one line with single spaces.
func meaning(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00AD", "", "&shy;", "", "&nbsp;", " ").Replace(composed(text))
	var b strings.Builder
	blank := false
	for line := range strings.SplitSeq(text, "\n") {
		words := strings.FieldsFunc(line, unicode.IsSpace)
		if len(words) == 0 {
			blank = true
			continue
		}
		switch {
		case b.Len() == 0:
		case blank:
			b.WriteString("\n\n")
		default:
			b.WriteByte(' ')
		}
		blank = false
		b.WriteString(strings.Join(words, " "))
	}
	return b.String()
}

// translationRecord says which source text a field was translated from. In the
// file it is one of
//
//	sections.development.body: 5f2c9a0d11223344
//	sections.development.body: 5f2c9a0d11223344 minor 77ab000011112222
//	sections.development.body: untranslated 5f2c9a0d11223344
//
// which say: it translates that text; it translates the first, and someone
// declared that what has changed up to the second needs no translation; it is a
// copy of that text, which waits for its translation.
type translationRecord struct {
	path   string
	digest string // of the source text translated or copied
	minor  string // of the later source text that was declared alike; "": none
	todo   bool   // the field is a copy
	pos    Pos
}

// The words in records.
const (
	minorWord        = "minor"
	untranslatedWord = "untranslated"
)

// String returns the record as the file holds it.
func (r *translationRecord) String() string {
	switch {
	case r.todo:
		return untranslatedWord + " " + r.digest
	case r.minor != "":
		return r.digest + " " + minorWord + " " + r.minor
	}
	return r.digest
}

// translationRecords are the records at the end of a translated file.
type translationRecords struct {
	Pos  Pos
	list []translationRecord
}

// at returns the record of a field, nil where there is none.
func (r *translationRecords) at(path string) *translationRecord {
	for i := range r.list {
		if r.list[i].path == path {
			return &r.list[i]
		}
	}
	return nil
}

// decode reads the records.
func (r *translationRecords) decode(d *decoder, node *yaml.Node, path string) {
	if node.Kind == yaml.MappingNode {
		r.Pos = d.pos(node, path)
	}
	d.pairs(node, path, func(key, value *yaml.Node, path string) {
		record := translationRecord{path: key.Value, pos: d.pos(key, path)}
		words := strings.Fields(value.Value)
		good := value.Kind == yaml.ScalarNode
		switch {
		case good && len(words) == 1:
			record.digest = words[0]
		case good && len(words) == 2 && words[0] == untranslatedWord:
			record.todo, record.digest = true, words[1]
		case good && len(words) == 3 && words[1] == minorWord:
			record.digest, record.minor = words[0], words[2]
		}
		if !isDigest(record.digest) || record.minor != "" && !isDigest(record.minor) {
			d.mistakes.add(d.pos(value, path), "delete the line, and run `korthet translate sync`",
				"this does not say which text was translated: these lines are written by korthet")
			return
		}
		r.list = append(r.list, record)
	})
}

// isDigest reports whether a word could be a digest.
func isDigest(word string) bool {
	return len(word) == digestLength && strings.Trim(word, "0123456789abcdef") == ""
}

// schema returns the schema of records.
func (*translationRecords) schema(*schemaWriter) object {
	return object{{"type", "object"}, {"additionalProperties", object{{"type", []string{"string", "number"}}}}}
}
