// Package manifest keeps the record of what lies in an output folder: each file
// with what it was made from and what was found in making it. It knows JSON and
// sha256sum's format, and nothing of publications.
//
// The record is a claim. Who acts on it compares it with the files.
package manifest

import (
	"bytes"
	"encoding/json"
	"fmt"
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
	Version     int    `json:"version"`     // of this format: 1
	Publication string `json:"publication"` // its name
	Files       []File `json:"files"`       // by name
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
func Read(data []byte) (*Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	if m.Version != 1 {
		return nil, fmt.Errorf("manifest: it has version %d, and only 1 is known", m.Version)
	}
	for i := range m.Files {
		if name := m.Files[i].Name; name == "" || name == "." || name == ".." || strings.ContainsAny(name, "/\\\n\r\x00") {
			return nil, fmt.Errorf("manifest: %q is no file of its folder", name)
		}
	}
	return &m, nil
}

// Encode returns the manifest as JSON, its files by name.
func (m *Manifest) Encode() []byte {
	sorted := *m
	sorted.Version = 1
	sorted.Files = slices.Clone(m.Files)
	slices.SortFunc(sorted.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	for i := range sorted.Files {
		sorted.Files[i].Problems = append([]Problem{}, sorted.Files[i].Problems...)
		sorted.Files[i].Fit = append([]Change{}, sorted.Files[i].Fit...)
	}
	if sorted.Files == nil {
		sorted.Files = []File{}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(sorted); err != nil {
		panic("korthet: internal error: " + err.Error()) // it is made of texts and numbers
	}
	return out.Bytes()
}

// Sums returns the files' sums as `sha256sum -c` reads them.
func (m *Manifest) Sums() []byte {
	lines := make([]string, len(m.Files))
	for i := range m.Files {
		lines[i] = m.Files[i].Name + "\x00" + m.Files[i].SHA256
	}
	slices.Sort(lines)
	var out bytes.Buffer
	for _, line := range lines {
		name, sum, _ := strings.Cut(line, "\x00")
		fmt.Fprintf(&out, "%s  %s\n", sum, name)
	}
	return out.Bytes()
}

// Merge joins the manifests of shards. It is an error where they are of
// different publications, or tell of different files by one name.
func Merge(all ...*Manifest) (*Manifest, error) {
	merged := &Manifest{Version: 1}
	seen := map[string]string{}
	for i, m := range all {
		if i == 0 {
			merged.Publication = m.Publication
		}
		if m.Publication != merged.Publication {
			return nil, fmt.Errorf("they are of two publications, %s and %s", merged.Publication, m.Publication)
		}
		for _, file := range m.Files {
			sum, twice := seen[file.Name]
			if twice && sum != file.SHA256 {
				return nil, fmt.Errorf("two of them have different files called %s", file.Name)
			}
			if !twice {
				seen[file.Name] = file.SHA256
				merged.Files = append(merged.Files, file)
			}
		}
	}
	return merged, nil
}
