package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"korthet/cmd/korthet/internal/digest"
	"korthet/cmd/korthet/internal/manifest"
	"korthet/content"
	"korthet/layout"
)

// record knows what lies in the output folder and what it was made from, so
// that a build can leave alone what would come out the same.
//
// A file is left alone on three grounds together: the manifest has an entry
// with the digest of all that the file would be made from now, this program
// included; the file has the bytes whose sum the entry tells; and the file
// itself, but for the picture of a plate, says that it was made from these texts
// (its *source*, which stands in its metadata and has nothing of the program, so
// that two builds of korthet that set a page alike write the same bytes). A manifest that lies is so found
// out by the file, and a file that was cut off or changed by its sum. Where the
// manifest tells nothing, as after a run was killed, the file is made anew in
// memory and left alone if it is the same.
type record struct {
	folder  *outputFolder
	program string // what tells one build of korthet from another
	fonts   string // digest of the publication's own
	files   fs.FS  // the publication's

	mu      sync.Mutex
	earlier map[string]*manifest.File // by name, as the manifests of earlier runs tell
	// byTarget has the same by edition and target.
	byTarget map[[2]string][]*manifest.File
	now      map[string]*manifest.File // by name, of this run
	sums     map[string]string         // of the publication's files, by name
	saved    time.Time
	pause    time.Duration // after saved, until it is saved again
	name     string        // of the publication
	empty    bool          // it is written also where nothing lies in the folder
}

// How often a run that goes on saves its record, so that little is done twice
// after it was killed: each second, or, of thousands of files, so seldom that it
// takes no more than one part in saveShare of the time.
const (
	saveInterval = time.Second
	saveShare    = 50
)

// openRecord reads what earlier runs told of the folder. What cannot be read
// tells nothing.
func openRecord(folder *outputFolder, publication string, files fs.FS) *record {
	r := &record{
		folder: folder, program: programIdentity(), fonts: folderSum(files, fontsFolder), files: files, name: publication,
		earlier: map[string]*manifest.File{}, now: map[string]*manifest.File{}, sums: map[string]string{}, saved: time.Now(), pause: saveInterval,
	}
	for _, name := range []string{manifest.Name, manifest.Unfinished} {
		read, err := readManifest(folder, name)
		if err == nil && read.Publication == publication {
			for _, file := range read.Files {
				r.earlier[file.Name] = file
			}
		}
	}
	r.byTarget = map[[2]string][]*manifest.File{}
	for _, name := range slices.Sorted(maps.Keys(r.earlier)) {
		file := r.earlier[name]
		key := [2]string{file.Edition, file.Target}
		r.byTarget[key] = append(r.byTarget[key], file)
	}
	return r
}

// inputs are the hashes of what an edition is made from.
type inputs struct {
	text    digest.Sums
	kept    digest.Sums // of how it was fitted before: how it looks, not what it says
	printer string      // of the profile of its printer, which has a say in the files for the press alone
}

// newInputs returns the hashes of an edition's texts and of its printer's profile.
// The targets that it is written as say nothing about any one of its files.
func newInputs(edition *content.Edition, date time.Time, printer *printer) inputs {
	plain := *edition
	plain.Files, plain.Targets, plain.Printer, plain.Kept = nil, nil, nil, nil
	place := reflect.TypeFor[content.Pos]()
	return inputs{text: digest.Of(struct {
		Edition *content.Edition
		Date    string
	}{&plain, date.Format(time.RFC3339)}, place), kept: digest.Of(edition.Kept, place), printer: printer.sum}
}

// places returns the hash of where all that an edition is made from stands.
func (in *inputs) places() string {
	return sumOfBytes(slices.Concat(in.text.Places[:], in.kept.Places[:]))
}

// source returns what a file says it was made from, as a UUID (RFC 9562, 5.8).
func (r *record) source(in inputs, target string, pictures []string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%x %s %s", in.text.Content, target, r.fonts)
	if targets[target].press {
		fmt.Fprintf(h, " %s", in.printer)
	}
	for _, name := range pictures {
		fmt.Fprintf(h, "\n%q %s", name, r.sumOf(name))
	}
	u := h.Sum(nil)[:16]
	u[6], u[8] = u[6]&0x0F|0x80, u[8]&0x3F|0x80
	return fmt.Sprintf("uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// digest returns the digest of all that has a say in a file.
func (r *record) digest(in inputs, source string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %x", source, r.program, in.kept.Content))
	return hex.EncodeToString(sum[:])
}

// sumOf returns the sum of one of the publication's files, "" where there is
// none. Each is read once.
func (r *record) sumOf(name string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	sum, ok := r.sums[name]
	if !ok {
		sum = fileSum(r.files, name)
		r.sums[name] = sum
	}
	return sum
}

// current returns the entries of an edition's files where all of a target's are
// as this run would make them, and none otherwise.
func (r *record) current(in inputs, edition, target string) []*manifest.File {
	var found []*manifest.File
	for _, file := range r.earlierOf(edition, target) {
		source := r.source(in, target, file.Pictures)
		if file.Digest != r.digest(in, source) {
			continue // of a plate, say, that is no more
		}
		if len(file.Problems) > 0 && file.Places != in.places() {
			return nil
		}
		data, err := r.folder.root.ReadFile(file.Name)
		if err != nil || int64(len(data)) != file.Bytes || sumOfBytes(data) != file.SHA256 {
			return nil
		}
		// Pictures of plates do not say what they were made from.
		if file.Parts == 0 && !bytes.Contains(data, []byte(source)) {
			return nil
		}
		found = append(found, file)
	}
	if len(found) == 0 || len(found) != max(found[0].Parts, 1) {
		return nil
	}
	return found
}

// earlierOf returns what earlier runs told of the files of an edition's target.
func (r *record) earlierOf(edition, target string) []*manifest.File {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.byTarget[[2]string{edition, target}]
}

// same reports whether a file of the folder has these bytes already.
func (r *record) same(name string, data []byte) bool {
	info, err := r.folder.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	there, err := r.folder.root.ReadFile(name)
	return err == nil && bytes.Equal(there, data)
}

// add takes in files of this run and saves the record from time to time.
func (r *record) add(files ...*manifest.File) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, file := range files {
		r.now[file.Name] = file
	}
	if now := time.Now(); now.Sub(r.saved) > r.pause {
		// If it cannot be saved, more is done again after a run was killed.
		_ = r.write(manifest.Unfinished, r.all(nil).Write)
		r.saved = time.Now()
		r.pause = max(saveInterval, saveShare*r.saved.Sub(now))
	}
}

// all returns the manifest: this run's files, and those of earlier runs that
// keep allows; nil allows all.
func (r *record) all(keep func(*manifest.File) bool) *manifest.Manifest {
	m := &manifest.Manifest{Version: 1, Publication: r.name}
	for _, file := range r.now {
		m.Files = append(m.Files, file)
	}
	for name, file := range r.earlier {
		if _, newer := r.now[name]; !newer && (keep == nil || keep(file)) {
			m.Files = append(m.Files, file)
		}
	}
	return m // which is sorted when it is written
}

// finish writes the manifest and the sums, last of all. Files of earlier runs
// are told of as long as the publication has their edition and they are as they
// were.
func (r *record) finish(editions []string) error {
	known := map[string]bool{}
	for _, id := range editions {
		known[id] = true
	}
	m := r.all(func(file *manifest.File) bool {
		return known[file.Edition] && fileSum(r.folder.root.FS(), file.Name) == file.SHA256
	})
	if len(m.Files) == 0 && len(r.earlier) == 0 && !r.empty {
		return nil // nothing lies there, nor is anything said to
	}
	// The manifest tells of no file whose name could be lost without power.
	r.folder.sync()
	for _, out := range []struct {
		name  string
		write func(io.Writer) error
	}{{manifest.SumsName, m.WriteSums}, {manifest.Name, m.Write}} {
		if len(m.Files) == 0 && out.name == manifest.SumsName { // sha256sum takes no empty list
			if err := r.folder.root.Remove(out.name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return cannotWrite(r.folder.path(out.name), err)
			}
			continue
		}
		sum := sha256.New()
		if err := out.write(sum); err == nil && fileSum(r.folder.root.FS(), out.name) == hex.EncodeToString(sum.Sum(nil)) {
			continue // it is there as it would be written
		}
		if err := r.write(out.name, out.write); err != nil {
			return err
		}
	}
	_ = r.folder.root.Remove(manifest.Unfinished) // there may be none
	return nil
}

// write replaces a file of the record, also when the run has been told to end.
func (r *record) write(name string, write func(io.Writer) error) error {
	_, err := r.folder.replace(context.Background(), name, write)
	return err
}

// readManifest reads a manifest of the folder.
func readManifest(folder *outputFolder, name string) (*manifest.Manifest, error) {
	file, err := folder.root.Open(name)
	if err != nil {
		return nil, err
	}
	read, err := manifest.Read(bufio.NewReader(file))
	_ = file.Close() // it was only read
	return read, err
}

// problemsOf returns what was found when a file was made, as problems of its
// edition.
func problemsOf(file *manifest.File) []problem {
	var found []problem
	for _, f := range file.Problems {
		found = append(found, problem{
			severity: isWarning, pos: content.Pos{File: f.File, Line: f.Line, Column: f.Column, Path: f.Field},
			message: f.Message, hint: f.Hint, editions: []string{file.Edition},
		})
	}
	return found
}

// manifestProblems returns problems for the manifest.
func manifestProblems(all []problem) []manifest.Problem {
	var out []manifest.Problem
	for _, p := range merge(all) {
		out = append(out, manifest.Problem{
			Severity: p.severity.String(), File: p.pos.File, Line: p.pos.Line, Column: p.pos.Column, Field: p.pos.Path,
			Message: p.message, Hint: p.hint,
		})
	}
	return out
}

// manifestFit returns the receipt of fitting for the manifest.
func manifestFit(fit []layout.Change) []manifest.Change {
	var out []manifest.Change
	for _, change := range fit {
		out = append(out, manifest.Change(change))
	}
	return out
}

// openedFiles is a publication's folder that notes what is opened in it.
type openedFiles struct {
	fs.FS
	mu    sync.Mutex
	names map[string]bool
}

// Open opens a file and notes its name, whether there is one or not.
func (o *openedFiles) Open(name string) (fs.File, error) {
	o.mu.Lock()
	if o.names == nil {
		o.names = map[string]bool{}
	}
	o.names[name] = true
	o.mu.Unlock()
	return o.FS.Open(name)
}

// list returns the names in order.
func (o *openedFiles) list() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	var names []string
	for name := range o.names {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// sumOfBytes returns a SHA-256 as it is written.
func sumOfBytes(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// fileSum returns the sum of a file, "" where it cannot be read.
func fileSum(files fs.FS, name string) string {
	file, err := files.Open(name)
	if err != nil {
		return ""
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

// folderSum returns the sum of the names and bytes of all files of a folder.
func folderSum(files fs.FS, folder string) string {
	h := sha256.New()
	err := fs.WalkDir(files, folder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			fmt.Fprintf(h, "%q %s\n", name, fileSum(files, name))
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintln(h, err)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// programIdentity returns what tells one build of korthet from another: a
// release's version, or the commit of a build without changes; else the sum of
// the program itself, so that a changed one never takes its files for done.
func programIdentity() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		settings := map[string]string{}
		for _, s := range info.Settings {
			settings[s.Key] = s.Value
		}
		version := info.Main.Version
		changed := settings["vcs.modified"] == "true" || strings.Contains(version, "dirty")
		switch {
		case version != "" && version != "(devel)" && !changed:
			return version + " " + info.GoVersion
		case settings["vcs.revision"] != "" && settings["vcs.modified"] == "false":
			return settings["vcs.revision"] + " " + info.GoVersion
		}
	}
	if name, err := os.Executable(); err == nil {
		if sum := fileSum(os.DirFS(filepath.Dir(name)), filepath.Base(name)); sum != "" {
			return sum
		}
	}
	return fmt.Sprintf("unknown %d", time.Now().UnixNano()) // then nothing is taken for done
}
