package content

import (
	"bytes"
	"io/fs"
	"path"
	"sync"
	"time"
)

// over returns the publication as it would be with some of its text files
// changed. Its editions are those that were read before.
func (p *Publication) over(changed map[string][]byte) *Publication {
	if len(changed) == 0 {
		return p
	}
	q := *p
	q.fsys, q.readers = &patched{FS: p.fsys, files: changed}, &sync.Pool{}
	return &q
}

// Patched returns the folder as it would be with changes made to its files.
func Patched(fsys fs.FS, changes []FileChange) fs.FS {
	files := map[string][]byte{}
	for _, c := range changes {
		files[c.Name] = c.New
	}
	return &patched{FS: fsys, files: files}
}

// patched is a folder some of whose files are others than on the disk.
type patched struct {
	fs.FS
	files map[string][]byte
}

// Open opens the named file or folder.
func (p *patched) Open(name string) (fs.File, error) {
	if data, ok := p.files[name]; ok {
		return &patchedFile{Reader: bytes.NewReader(data), name: path.Base(name)}, nil
	}
	return p.FS.Open(name)
}

// Stat returns what the named file is.
func (p *patched) Stat(name string) (fs.FileInfo, error) {
	if data, ok := p.files[name]; ok {
		return &patchedFile{Reader: bytes.NewReader(data), name: path.Base(name)}, nil
	}
	return fs.Stat(p.FS, name)
}

// ReadDir returns the folder's entries by name, those of files that are new
// among them.
func (p *patched) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(p.FS, name) }

// patchedFile is a file that is not on the disk, and what is to be known of it.
type patchedFile struct {
	*bytes.Reader
	name string
}

// Name returns the file's name.
func (f *patchedFile) Name() string { return f.name }

// Stat returns the file itself.
func (f *patchedFile) Stat() (fs.FileInfo, error) { return f, nil }

// Close does nothing.
func (*patchedFile) Close() error { return nil }

// Mode says that it is an ordinary file.
func (*patchedFile) Mode() fs.FileMode { return 0o444 }

// ModTime returns no time.
func (*patchedFile) ModTime() time.Time { return time.Time{} }

// IsDir says that it is none.
func (*patchedFile) IsDir() bool { return false }

// Sys returns nothing.
func (*patchedFile) Sys() any { return nil }
