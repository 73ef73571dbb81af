package content

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// maxTextFile is the size of the largest text file that is read, in bytes: some
// 1,500 printed pages.
const maxTextFile = 4 << 20

// maxLinks is how many symbolic links in a row are followed.
const maxLinks = 16

// Guard returns the file system with a fence around it: names that are not
// plain slash-separated paths below its root, symbolic links that lead out of
// it and things that are not regular files or folders cannot be opened. Links
// are seen where fsys implements fs.ReadLinkFS, which os.Root's and os.DirFS's
// do; against a folder that changes while it is read only os.Root's own fence
// holds.
func Guard(fsys fs.FS) fs.FS {
	if g, ok := fsys.(*guarded); ok {
		return g
	}
	return &guarded{fsys}
}

// guarded is a file system that cannot be left.
type guarded struct{ fsys fs.FS }

// Open opens the named file or folder.
func (g *guarded) Open(name string) (fs.File, error) {
	if err := g.check("open", name); err != nil {
		return nil, err
	}
	return g.fsys.Open(name)
}

// Stat returns what the named file is, its links followed.
func (g *guarded) Stat(name string) (fs.FileInfo, error) {
	if err := g.check("stat", name); err != nil {
		return nil, err
	}
	return fs.Stat(g.fsys, name)
}

// ReadDir returns the folder's entries by name.
func (g *guarded) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := g.check("readdir", name); err != nil {
		return nil, err
	}
	return fs.ReadDir(g.fsys, name)
}

// check reports why the name may not be opened.
func (g *guarded) check(op, name string) error {
	if reason := badPath(name); reason != "" {
		return &fs.PathError{Op: op, Path: name, Err: errors.New(reason)}
	}
	if err := g.checkLinks(name); err != nil {
		return &fs.PathError{Op: op, Path: name, Err: err}
	}
	info, err := fs.Stat(g.fsys, name)
	if err != nil {
		return err
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return &fs.PathError{Op: op, Path: name, Err: errors.New("is not an ordinary file")}
	}
	return nil
}

// checkLinks follows the name element by element and reports a link that leads
// out of the root.
func (g *guarded) checkLinks(name string) error {
	links, ok := g.fsys.(fs.ReadLinkFS)
	if !ok {
		return nil
	}
	done, rest := ".", name
	for hops := 0; rest != "" && rest != "."; {
		element, after, _ := strings.Cut(rest, "/")
		at := path.Join(done, element)
		info, err := links.Lstat(at)
		if err != nil {
			return nil //nolint:nilerr // what is not there is told when it is opened
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			done, rest = at, after
			continue
		}
		if hops++; hops > maxLinks {
			return errors.New("is a symbolic link that goes round in a circle")
		}
		target, err := links.ReadLink(at)
		if err != nil {
			return fmt.Errorf("is a symbolic link that cannot be read: %w", err)
		}
		joined := path.Join(path.Dir(at), target)
		if path.IsAbs(target) || badPath(joined) != "" {
			return errors.New("is a symbolic link that leads out of the publication's folder")
		}
		done, rest = ".", path.Join(joined, after)
	}
	return nil
}

// badPath returns why the name cannot be a file of the publication, or "".
func badPath(name string) string {
	switch {
	case strings.Contains(name, `\`):
		return `has a backslash in its name; folders are divided with "/"`
	case strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':':
		return "starts at the root of the disk; name files from the publication's folder"
	case name == ".." || strings.HasPrefix(name, "../") || strings.Contains(name, "/../") || strings.HasSuffix(name, "/.."):
		return "leads out of the publication's folder"
	case !fs.ValidPath(name):
		return "is not a file name"
	}
	return ""
}

// readText returns the bytes of a text file and refuses one that is too large
// without reading it.
func readText(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errors.New("is a folder, not a file")
	}
	tooLarge := fmt.Errorf("is too large: a text file may have %d MiB", maxTextFile>>20)
	if info.Size() > maxTextFile {
		return nil, tooLarge
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxTextFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxTextFile {
		return nil, tooLarge
	}
	return data, nil
}

// plainReason returns the error without the file's name and Go's own words.
func plainReason(err error) string {
	var pathErr *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "does not exist"
	case errors.Is(err, fs.ErrPermission):
		return "may not be read: its permissions forbid it"
	case errors.As(err, &pathErr):
		if strings.Contains(pathErr.Err.Error(), "escapes") {
			return "leads out of the publication's folder"
		}
		return pathErr.Err.Error()
	}
	return err.Error()
}
