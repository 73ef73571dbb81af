package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"korthet/content"
)

// newNewCommand returns the command that starts a publication.
func newNewCommand(p *process) *cobra.Command {
	return &cobra.Command{
		Use:     "new FOLDER",
		Short:   "Start a publication in a new folder",
		GroupID: groupMain,
		Long: `new starts a publication: it makes FOLDER and in it a small leaflet that builds
at once. Then change its files, which say themselves what they are for, and build
again. A folder that has something in it is left alone.`,
		Example: `  korthet new demo
  korthet build demo`,
		Args:              exactlyOne("folder", "for example `korthet new demo`"),
		ValidArgsFunction: completeDirectory,
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := startPublication(args[0])
			if err != nil {
				return err
			}
			r := newReport(p)
			for _, file := range files {
				r.note("wrote", filepath.Join(args[0], filepath.FromSlash(file)))
			}
			r.note("", fmt.Sprintf("next: `korthet build %s`", shellWord(args[0])))
			return nil
		},
	}
}

// startPublication writes a new publication into dir, which must be new or
// empty, and returns the names of its files. Where that fails it takes away
// what it had written.
func startPublication(dir string) (files []string, err error) {
	_, missing := os.Stat(dir)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, cannotStart(dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, cannotStart(dir, err)
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return nil, cannotStart(dir, err)
	}
	if len(entries) > 0 {
		return nil, &adviceError{
			err:  fmt.Errorf("%s is not empty, so nothing was written: it has %s in it", dir, entries[0].Name()),
			hint: "name a folder that does not exist yet",
		}
	}
	name := dir
	if absolute, err := filepath.Abs(dir); err == nil {
		name = absolute // "." has no name of its own
	}
	files, folders, err := writeNew(root, content.Template(filepath.Base(name)))
	if err != nil {
		for _, name := range slices.Backward(append(folders, files...)) {
			_ = root.Remove(name) // a folder that someone else put a file into stays
		}
		if missing != nil {
			_ = os.Remove(dir)
		}
		return nil, cannotStart(dir, err)
	}
	return files, nil
}

// writeNew writes files into root, where none of them may exist, and returns
// what it made, on an error too: a folder stands before what is in it.
func writeNew(root *os.Root, template []content.TemplateFile) (files, folders []string, err error) {
	for _, file := range template {
		for i, c := range file.Name {
			if folder := file.Name[:i]; c == '/' && !slices.Contains(folders, folder) {
				if err := root.Mkdir(folder, 0o777); err != nil {
					return files, folders, err
				}
				folders = append(folders, folder)
			}
		}
		opened, err := root.OpenFile(file.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return files, folders, err
		}
		files = append(files, file.Name)
		_, err = opened.Write(file.Data)
		if err = errors.Join(err, opened.Close()); err != nil {
			return files, folders, err
		}
	}
	return files, folders, nil
}

// cannotStart says why a publication could not be started.
func cannotStart(dir string, err error) error {
	if info, statErr := os.Stat(dir); statErr == nil && !info.IsDir() {
		return &adviceError{err: fmt.Errorf("%s is a file, not a folder", dir), hint: "name a folder that does not exist yet"}
	}
	advice := cannotWrite(dir, err)
	var a *adviceError
	if errors.As(advice, &a) {
		a.hint = "name another folder"
	}
	return advice
}
