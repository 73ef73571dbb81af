package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// outputIn opens a folder that has one earlier file.
func outputIn(t *testing.T) *outputFolder {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "x.pdf"), []byte("earlier"), 0o666); err != nil {
		t.Fatal(err)
	}
	output, err := openNamedOutput(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { output.Close() })
	return output
}

// contents returns the folder's files with what is in them.
func contents(t *testing.T, o *outputFolder) string {
	t.Helper()
	var all []string
	entries, err := fs.ReadDir(o.root.FS(), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		data, err := o.root.ReadFile(entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, entry.Name()+"="+string(data))
	}
	return strings.Join(all, " ")
}

// TestReplace checks that a file is replaced whole or not at all.
func TestReplace(t *testing.T) {
	broken := errors.New("broken")
	ended, end := context.WithCancel(context.Background())
	end()
	for _, c := range []struct {
		name  string
		ctx   context.Context
		write func(io.Writer) error
		want  string
	}{
		{"whole", context.Background(), func(w io.Writer) error { _, err := io.WriteString(w, "later"); return err }, "x.pdf=later"},
		{"an error before anything", context.Background(), func(io.Writer) error { return broken }, "x.pdf=earlier"},
		{"an error in the middle", context.Background(), func(w io.Writer) error {
			_, err := io.WriteString(w, strings.Repeat("half", 1<<16))
			return errors.Join(err, broken)
		}, "x.pdf=earlier"},
		{"the run ends", ended, func(w io.Writer) error { _, err := io.WriteString(w, "later"); return err }, "x.pdf=earlier"},
		{"the run ends and the writer does not care", ended, func(io.Writer) error { return nil }, "x.pdf=earlier"},
		{"a panic", context.Background(), func(io.Writer) error { panic("broken") }, "x.pdf=earlier"},
	} {
		t.Run(c.name, func(t *testing.T) {
			output := outputIn(t)
			var size int64
			err := func() (err error) {
				defer func() {
					if v := recover(); v != nil {
						err = fmt.Errorf("panic: %v", v)
					}
				}()
				size, err = output.replace(c.ctx, "x.pdf", c.write)
				return err
			}()
			if got := contents(t, output); got != c.want {
				t.Errorf("the folder has %s, want %s", got, c.want)
			}
			if done := c.want == "x.pdf=later"; (err == nil) != done || done && size != 5 {
				t.Errorf("got size %d, error %v", size, err)
			}
		})
	}
}

// TestReplaceFolder checks that a folder is no file to be replaced.
func TestReplaceFolder(t *testing.T) {
	output := outputIn(t)
	if err := output.root.Mkdir("y.pdf", 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := output.replace(context.Background(), "y.pdf", func(io.Writer) error { return nil }); err == nil {
		t.Error("a folder was replaced")
	}
	if _, err := output.replace(context.Background(), "../y.pdf", func(io.Writer) error { return nil }); err == nil {
		t.Error("a file was written outside the folder")
	}
	if entries, _ := fs.ReadDir(output.root.FS(), "."); len(entries) != 2 {
		t.Errorf("the folder has %v", entries)
	}
}

// TestIsUnfinished checks which names are known for korthet's own.
func TestIsUnfinished(t *testing.T) {
	output := outputIn(t)
	temp, file, err := output.create()
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	if !isUnfinished(temp) {
		t.Errorf("%s is not known", temp)
	}
	for _, name := range []string{
		"x.pdf", ".korthet-.part", ".korthet-0123456789abcdef", ".korthet-0123456789abcdeg.part",
		".korthet-0123456789abcdef0.part", "korthet-0123456789abcdef.part", ".korthet-0123456789ABCDEF.part",
	} {
		if isUnfinished(name) {
			t.Errorf("%s is taken for an unfinished file", name)
		}
	}
}

// TestCannotWrite checks that what a disk may say becomes a plain sentence.
func TestCannotWrite(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{syscall.EROFS, "cannot write out/x.pdf: the disk can only be read"},
		{syscall.EACCES, "cannot write out/x.pdf: you are not allowed to write there"},
		{syscall.ENOSPC, "cannot write out/x.pdf: the disk is full"},
		{syscall.EISDIR, "cannot write out/x.pdf: a folder has that name"},
		{errors.New("odd"), "cannot write out/x.pdf: odd"},
	} {
		wrapped := fmt.Errorf("pdf: %w", &fs.PathError{Op: "write", Path: "/tmp/y", Err: c.err})
		err := cannotWrite("out/x.pdf", wrapped)
		if err.Error() != c.want {
			t.Errorf("%v: got %q, want %q", c.err, err, c.want)
		}
	}
	if err := cannotWrite("x", context.Canceled); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
