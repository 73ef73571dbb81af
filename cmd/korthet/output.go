package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// outputFolder is the folder that a build writes into. Files in it are replaced
// whole or not at all.
type outputFolder struct {
	root *os.Root
	seen string // the folder as the user sees it
	// disk stands between a new file and what is written into it, for tests; nil:
	// nothing does.
	disk   func(*os.File) diskFile
	unlock func() // lets go of the lock; nil where there is none
}

// diskFile is what replace needs of a file.
type diskFile interface {
	io.Writer
	Sync() error
	Close() error
}

// The folder that build writes into where -o names none.
const defaultOutput = "output"

// openOutput opens the folder named by -o, or the publication's own, and makes
// it where it does not exist. The publication's own cannot lead out of the
// publication: that would let a copied folder overwrite what lies elsewhere.
func openOutput(publication *os.Root, dir, flag string) (*outputFolder, error) {
	if flag != "" {
		return openNamedOutput(flag)
	}
	seen := filepath.Join(dir, defaultOutput)
	if err := publication.Mkdir(defaultOutput, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, cannotWrite(seen, err)
	}
	root, err := publication.OpenRoot(defaultOutput)
	if err != nil {
		if info, statErr := publication.Stat(defaultOutput); statErr == nil && !info.IsDir() {
			return nil, notAFolder(seen)
		}
		if info, statErr := publication.Lstat(defaultOutput); statErr == nil && info.Mode()&fs.ModeSymlink != 0 {
			return nil, &adviceError{
				err:  fmt.Errorf("%s is a link that leads out of the publication, or nowhere", seen),
				hint: "remove the link, or name the folder to write into with `-o FOLDER`",
			}
		}
		return nil, cannotWrite(seen, err)
	}
	return &outputFolder{root: root, seen: seen}, nil
}

// outputExists reports whether the folder that openOutput would open is there.
func outputExists(publication *os.Root, flag string) bool {
	var info fs.FileInfo
	var err error
	if flag != "" {
		info, err = os.Stat(flag)
	} else {
		info, err = publication.Stat(defaultOutput)
	}
	return err == nil && info.IsDir()
}

// outputNames returns the sorted names of the files in the folder that openOutput
// would open, none where it is not there.
func outputNames(publication *os.Root, flag string) []string {
	var entries []fs.DirEntry
	if flag != "" {
		entries, _ = os.ReadDir(flag)
	} else {
		entries, _ = fs.ReadDir(publication.FS(), defaultOutput)
	}
	var names []string
	for _, entry := range entries {
		if entry.Type().IsRegular() {
			names = append(names, entry.Name())
		}
	}
	return names
}

// openNamedOutput opens the folder that the user named.
func openNamedOutput(dir string) (*outputFolder, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, notAFolder(dir)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		if errors.Is(err, syscall.ENOTDIR) {
			var at *fs.PathError
			if errors.As(err, &at) {
				return nil, notAFolder(at.Path)
			}
		}
		return nil, cannotWrite(dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, cannotWrite(dir, err)
	}
	return &outputFolder{root: root, seen: dir}, nil
}

// Close lets go of the folder.
func (o *outputFolder) Close() error {
	if o.unlock != nil {
		o.unlock()
	}
	return o.root.Close()
}

// path returns where a file of the folder lies, as the user sees it.
func (o *outputFolder) path(name string) string { return filepath.Join(o.seen, name) }

// replace writes a file: content goes into a new file beside it, which takes
// the name's place only when it is complete and on the disk. On an error, a
// panic, or when ctx ends, the earlier file stays and the new one goes. It
// returns the number of bytes written.
//
// The folder itself is synchronised by sync alone: after a power cut before that
// there may be the earlier file instead of the new one, never a part of one.
func (o *outputFolder) replace(ctx context.Context, name string, write func(io.Writer) error) (size int64, err error) {
	temp, made, err := o.create()
	if err != nil {
		return 0, cannotWrite(o.path(name), err)
	}
	var file diskFile = made
	if o.disk != nil {
		file = o.disk(made)
	}
	placed := false
	defer func() {
		if !placed {
			_ = made.Close() // may be closed already
			_ = o.root.Remove(temp)
		}
	}()
	out := &contextWriter{ctx: ctx, w: file}
	buffered := bufio.NewWriterSize(out, 64<<10)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if out.err != nil { // the disk's or the context's, however it was wrapped on its way
		return 0, cannotWrite(o.path(name), out.err)
	}
	if err != nil {
		return 0, err
	}
	if err := file.Sync(); err != nil && !unsyncable(err) {
		return 0, cannotWrite(o.path(name), err)
	}
	if err := file.Close(); err != nil {
		return 0, cannotWrite(o.path(name), err)
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if err := o.root.Rename(temp, name); err != nil {
		return 0, cannotWrite(o.path(name), err)
	}
	placed = true
	return out.size, nil
}

// sync puts the folder's names on the disk, where the system can. What cannot be
// so made sure of is as it was for every program before.
func (o *outputFolder) sync() {
	dir, err := o.root.Open(".")
	if err != nil {
		return
	}
	_ = dir.Sync()
	_ = dir.Close()
}

// What stands before and after the random part of an unfinished file's name.
const (
	unfinishedPrefix = ".korthet-"
	unfinishedSuffix = ".part"
)

// create makes a new file for what will become an output. Its name has 64
// random bits and it is made only if nothing bears that name, so two builds at
// once never share one.
func (o *outputFolder) create() (temp string, file *os.File, err error) {
	for range 8 {
		var bits [8]byte
		_, _ = rand.Read(bits[:]) // never fails since Go 1.24
		temp = unfinishedPrefix + hex.EncodeToString(bits[:]) + unfinishedSuffix
		file, err = o.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return temp, file, err
		}
	}
	return "", nil, err
}

// isUnfinished reports whether create could have given the name.
func isUnfinished(name string) bool {
	bits, ok := strings.CutPrefix(name, unfinishedPrefix)
	if !ok {
		return false
	}
	bits, ok = strings.CutSuffix(bits, unfinishedSuffix)
	return ok && len(bits) == 16 && strings.Trim(bits, "0123456789abcdef") == ""
}

// Unfinished files are older than a run can be before they are swept away.
const unfinishedAge = time.Hour

// sweep removes unfinished files that a killed run or a power cut left. Only
// plain files go whose whole name is one that create makes, and only when they
// are much older than the newest of the files just written: a build that runs
// at the same time keeps its own. Both times come from the disk they lie on, so
// a wrong clock does no harm. What cannot be removed stays.
func (o *outputFolder) sweep(written []string) {
	var newest time.Time
	for _, name := range written {
		if info, err := o.root.Stat(name); err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	entries, err := fs.ReadDir(o.root.FS(), ".")
	if err != nil {
		return
	}
	for _, entry := range entries {
		if !entry.Type().IsRegular() || !isUnfinished(entry.Name()) {
			continue
		}
		if info, err := entry.Info(); err == nil && newest.Sub(info.ModTime()) > unfinishedAge {
			_ = o.root.Remove(entry.Name())
		}
	}
}

// contextWriter writes until its context ends, counts, and keeps the first
// error.
type contextWriter struct {
	ctx  context.Context //nolint:containedctx // it lives as long as the call that made it
	w    io.Writer
	size int64
	err  error
}

// Write writes p, or returns why the run is ending.
func (c *contextWriter) Write(p []byte) (int, error) {
	if c.err == nil {
		c.err = c.ctx.Err()
	}
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.w.Write(p)
	c.size += int64(n)
	c.err = err
	return n, err
}

// adviceError is an error that says what to do about it.
type adviceError struct {
	err  error
	hint string
}

// Error returns what is wrong.
func (e *adviceError) Error() string { return e.err.Error() }

// Unwrap returns the wrapped error.
func (e *adviceError) Unwrap() error { return e.err }

// notAFolder says that a file stands where the output folder should.
func notAFolder(path string) error {
	return &adviceError{
		err:  fmt.Errorf("%s is a file, not a folder, so nothing can be written into it", path),
		hint: "name a folder with `-o FOLDER`, or move the file away",
	}
}

// cannotWrite says in plain words why path could not be written.
func cannotWrite(path string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	why, hint := "", ""
	switch {
	case errors.Is(err, fs.ErrPermission):
		why, hint = "you are not allowed to write there", "ask for permission, or write elsewhere with `-o FOLDER`"
	case errors.Is(err, syscall.EROFS):
		why, hint = "the disk can only be read", "write elsewhere with `-o FOLDER`"
	case isFull(err):
		why, hint = "the disk is full", "make room, or write elsewhere with `-o FOLDER`"
	case errors.Is(err, syscall.EISDIR), errors.Is(err, fs.ErrExist):
		why, hint = "a folder has that name", "move it away, or write elsewhere with `-o FOLDER`"
	case errors.Is(err, fs.ErrNotExist):
		why, hint = "the folder it belongs in does not exist", "write elsewhere with `-o FOLDER`"
	default:
		why = bare(err).Error()
	}
	return &adviceError{err: fmt.Errorf("cannot write %s: %s", path, why), hint: hint}
}

// isFull reports whether an error says that a disk, or what somebody may have of
// it, is full.
func isFull(err error) bool {
	const handleDiskFull, diskFull = syscall.Errno(39), syscall.Errno(112) // Windows's own
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		runtime.GOOS == "windows" && (errors.Is(err, handleDiskFull) || errors.Is(err, diskFull))
}

// bare strips the operation and the path that the os package puts before what
// went wrong.
func bare(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

// unsyncable reports whether a file system said that it has no such thing as
// synchronising; what is written there is as safe as it can be.
func unsyncable(err error) bool {
	return errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported)
}
