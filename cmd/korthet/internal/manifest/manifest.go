// Package manifest keeps the record of what lies in an output folder: each file
// with what it was made from and what was found in making it. It knows JSON and
// sha256sum's format, and nothing of publications.
//
// The record is a claim. Who acts on it compares it with the files.
package manifest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The names of the files, in the output folder.
const (
	Name       = "manifest.json"
	SumsName   = "SHA256SUMS"
	Unfinished = ".korthet-unfinished.json" // the record of a run that goes on, or was killed
)

// Manifest is what manifest.json holds. Fields are added in later versions,
// never changed or taken away while Version is 1.
type Manifest struct {
	Version     int     `json:"version"`     // of this format: 1
	Publication string  `json:"publication"` // its name
	Files       []*File `json:"files"`       // by name
}

// File is one file of the folder.
type File struct {
	Name     string    `json:"file"` // in the folder that the manifest lies in
	Edition  string    `json:"edition"`
	Target   string    `json:"target"`
	Digest   string    `json:"digest"` // of all that it was made from, and of the program
	Places   string    `json:"places"` // of where that stood, which problems tell
	SHA256   string    `json:"sha256"` // of its bytes
	Bytes    int64     `json:"bytes"`
	Pages    int       `json:"pages"`
	Pictures []string  `json:"pictures,omitempty"` // the publication's files that it was made from besides its texts
	Parts    int       `json:"parts,omitempty"`    // how many files its target has together, where it has several
	Problems []Problem `json:"problems"`           // found in setting and writing it
	Texts    []Problem `json:"texts,omitempty"`    // found in reading its texts and its printer's profile, which every run does anew
	Fit      []Change  `json:"fit"`                // what fitting the text to its pages changed of the theme
}

// Problem is a blemish that did not stop the file.
type Problem struct {
	Severity string `json:"severity"`
	File     string `json:"file,omitempty"` // in the publication
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Field    string `json:"field,omitempty"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

// Change is one line of the receipt of fitting.
type Change struct {
	Key  string `json:"key"`
	From string `json:"from"`
	To   string `json:"to"`
}

// Read reads a manifest.
func Read(r io.Reader) (*Manifest, error) {
	m, err := decode(json.NewDecoder(r))
	if err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	if m.Version != 1 {
		return nil, &VersionError{m.Version}
	}
	for _, file := range m.Files {
		if name := file.Name; name == "" || name == "." || name == ".." || strings.ContainsAny(name, "/\\\n\r\x00") {
			return nil, fmt.Errorf("manifest: %q is no file of its folder", name)
		}
	}
	return m, nil
}

// VersionError says that a manifest has a format that is not known.
type VersionError struct{ Version int }

// Error says it in words.
func (e *VersionError) Error() string {
	return fmt.Sprintf("its format is version %d, and only 1 is known", e.Version)
}

// decode reads a manifest file by file: of tens of thousands the text alone is
// many megabytes.
func decode(d *json.Decoder) (*Manifest, error) {
	m := &Manifest{}
	if err := expect(d, '{'); err != nil {
		return nil, err
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		switch key {
		case "version":
			err = d.Decode(&m.Version)
		case "publication":
			err = d.Decode(&m.Publication)
		case "files":
			m.Files, err = decodeFiles(d)
		default:
			err = d.Decode(&json.RawMessage{})
		}
		if err != nil {
			return nil, err
		}
	}
	if err := expect(d, '}'); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows it")
	}
	return m, nil
}

// decodeFiles reads the list of files.
func decodeFiles(d *json.Decoder) ([]*File, error) {
	if err := expect(d, '['); err != nil {
		return nil, err
	}
	var files []*File
	for d.More() {
		file := &File{}
		if err := d.Decode(file); err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	return files, expect(d, ']')
}

// expect reads a bracket.
func expect(d *json.Decoder, bracket json.Delim) error {
	token, err := d.Token()
	if err == nil && token != bracket {
		err = fmt.Errorf("there is %v where %v should be", token, bracket)
	}
	return err
}

// Write writes the manifest as JSON, its files by name, one after another: see
// decode.
func (m *Manifest) Write(w io.Writer) error {
	var one bytes.Buffer
	encoder := json.NewEncoder(&one)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("  ", " ")
	write := func(before string, value any) error {
		one.Reset()
		if err := encoder.Encode(value); err != nil {
			return fmt.Errorf("manifest: %w", err) // it is made of texts and numbers
		}
		if _, err := io.WriteString(w, before); err != nil {
			return err
		}
		_, err := w.Write(bytes.TrimSuffix(one.Bytes(), []byte("\n")))
		return err
	}
	if err := write("{\n \"version\": 1,\n \"publication\": ", m.Publication); err != nil {
		return err
	}
	before, end := ",\n \"files\": [\n  ", "\n ]\n}\n"
	for _, file := range m.sorted() {
		shown := *file
		shown.Problems = append([]Problem{}, file.Problems...)
		shown.Fit = append([]Change{}, file.Fit...)
		if err := write(before, shown); err != nil {
			return err
		}
		before = ",\n  "
	}
	if len(m.Files) == 0 {
		end = ",\n \"files\": []\n}\n"
	}
	_, err := io.WriteString(w, end)
	return err
}

// sorted returns the files by name.
func (m *Manifest) sorted() []*File {
	files := slices.Clone(m.Files)
	slices.SortFunc(files, func(a, b *File) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.SHA256, b.SHA256))
	})
	return files
}

// WriteSums writes the files' sums as `sha256sum -c` reads them.
func (m *Manifest) WriteSums(w io.Writer) error {
	for _, file := range m.sorted() {
		if _, err := fmt.Fprintf(w, "%s  %s\n", file.SHA256, file.Name); err != nil {
			return err
		}
	}
	return nil
}

// Merge joins the manifests of shards, which lie in folders. It is an error where
// they are of different publications, or tell of different files by one name.
func Merge(folders []string, all []*Manifest) (*Manifest, error) {
	merged := &Manifest{Version: 1}
	type place struct{ folder, sum string }
	seen := map[string]place{}
	for i, m := range all {
		if i == 0 {
			merged.Publication = m.Publication
		}
		if m.Publication != merged.Publication {
			return nil, fmt.Errorf("%s has the publication %s, and %s has %s", folders[0], merged.Publication, folders[i], m.Publication)
		}
		for _, file := range m.Files {
			first, twice := seen[file.Name]
			if twice && first.sum != file.SHA256 {
				return nil, fmt.Errorf("%s and %s have different files called %s", first.folder, folders[i], file.Name)
			}
			if !twice {
				seen[file.Name] = place{folders[i], file.SHA256}
				merged.Files = append(merged.Files, file)
			}
		}
	}
	return merged, nil
}
