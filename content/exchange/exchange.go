// Package exchange writes and reads the files in which translators get texts
// and send them back: PO (GNU gettext, manual section "The Format of PO Files")
// and XLIFF 2.1 (OASIS Standard, 13 February 2018) with its modules for matches,
// metadata and size restrictions.
//
// It knows names, languages and texts, and nothing of publications: which texts
// there are and what becomes of a translation is decided elsewhere. Markdown
// within the texts stays as it is.
package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// State is how far a translation is.
type State uint8

// The states.
const (
	New    State = iota // there is none
	Review              // there is one, but it is not what is wanted yet
	Done                // it is finished
)

// Text is a text and its translation.
type Text struct {
	Name           string // "areas:sections.development.body"
	Source, Target string
	State          State
	Why            string // one word for what is to be reviewed: "stale"; "": nothing
	Previous       string // the source as it was when it was translated; "": as it is, or not known
	Base           string // a word that goes with the text there and back
	Limit          int    // the most characters that the translation may have; 0: not known
	Place          string // where the source stands: "text/sv/areas.yaml:12"
	Notes          []string
	// Line is where the translation stands in a file that was read.
	Line int
}

// File is what is exchanged.
type File struct {
	Name           string // the publication's
	Source, Target string // the languages: BCP 47
	Room           int    // about how many characters more all texts together may have; 0: not known
	Texts          []Text
}

// Mistake is something in a file that keeps it from being read.
type Mistake struct {
	Line    int // from 1
	Message string
	Hint    string
}

// hintCharacters says what to do about a file in other characters than ours.
const hintCharacters = "save it with the character set UTF-8"

// maxFile is the size of the largest file that is read, in bytes.
const maxFile = 32 << 20

// Formats returns the names of the formats, which are also the endings of their
// files but for XLIFF's, xlf.
func Formats() []string { return []string{"po", "xliff"} }

// Ending returns the ending of a format's files.
func Ending(format string) string {
	if format == "xliff" {
		return "xlf"
	}
	return format
}

// Write writes a file in a format.
func Write(w io.Writer, format string, f *File) error {
	var b bytes.Buffer
	switch format {
	case "po":
		writePO(&b, f)
	case "xliff":
		writeXLIFF(&b, f)
	default:
		return fmt.Errorf("exchange: there is no format %q", format)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// Read reads a file in either format. It returns what could be read, and all
// that is wrong with it.
func Read(r io.Reader) (*File, []Mistake, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return nil, nil, err
	}
	if len(data) > maxFile {
		return nil, nil, errors.New("the file is too large: it may have " + fmt.Sprint(maxFile>>20) + " MiB")
	}
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) ||
		bytes.HasPrefix(data, []byte("<\x00")) || bytes.HasPrefix(data, []byte("\x00<")) {
		return &File{}, []Mistake{{1, "the file is stored as UTF-16", hintCharacters}}, nil
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if text := bytes.TrimLeft(data, " \t\r\n"); len(text) > 0 && text[0] == '<' {
		f, mistakes := readXLIFF(data)
		return f, mistakes, nil
	}
	f, mistakes := readPO(data)
	return f, mistakes, nil
}

// notes returns what a translator is told of all texts.
func (f *File) notes() []string {
	if f.Room <= 0 {
		return nil
	}
	return []string{fmt.Sprintf("Each length holds while the other texts stay as they are. All together may become about %d characters longer.", f.Room)}
}

// lineEnds returns a text with line feeds alone between its lines.
func lineEnds(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}

// ordered returns mistakes by line.
func ordered(mistakes []Mistake) []Mistake {
	slices.SortStableFunc(mistakes, func(a, b Mistake) int { return a.Line - b.Line })
	return mistakes
}
