package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"korthet/content"
)

// The file that makes a folder a publication.
const publicationFile = "publication.yaml"

// publication is a publication's folder on a disk. Its files are read through
// root, which cannot be led out of it.
type publication struct {
	dir      string // as the user named it
	root     *os.Root
	content  *content.Publication
	mistakes []problem // in any of its files, whichever editions they concern
}

// openPublication opens the folder dir and reads its files. What is wrong in
// them is in mistakes; the error is an *adviceError that says why there is no
// publication to be read.
func openPublication(dir string) (*publication, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &adviceError{
			err:  fmt.Errorf("there is no folder %s", dir),
			hint: "start a publication with `korthet new " + shellWord(dir) + "`, or name the folder that has one",
		}
	case err != nil:
		return nil, &adviceError{err: fmt.Errorf("cannot open %s: %w", dir, bare(err))}
	case !info.IsDir():
		return nil, &adviceError{
			err:  fmt.Errorf("%s is a file, not a folder", dir),
			hint: "name the folder that the publication lies in: `" + shellWord(filepath.Dir(dir)) + "`",
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, &adviceError{err: fmt.Errorf("cannot open %s: %w", dir, bare(err))}
	}
	if _, err := root.Lstat(publicationFile); errors.Is(err, fs.ErrNotExist) {
		hint := nearbyPublication(root, dir)
		_ = root.Close()
		return nil, &adviceError{err: fmt.Errorf("there is no %s in %s", publicationFile, folderName(dir)), hint: hint}
	}
	read, errs := content.Open(root.FS())
	return &publication{dir: dir, root: root, content: read, mistakes: contentProblems(errs, "")}, nil
}

// editions returns the ids of its editions, in its order.
func (p *publication) editions() []string { return p.content.IDs() }

// Close lets go of the folder.
func (p *publication) Close() error { return p.root.Close() }

// folderName names the folder for a sentence.
func folderName(dir string) string {
	if filepath.Clean(dir) == "." {
		return "this folder"
	}
	return dir
}

// nearbyPublication says what to do when dir is no publication's folder: it
// looks in the folders directly inside and in those above.
func nearbyPublication(root *os.Root, dir string) string {
	entries, _ := fs.ReadDir(root.FS(), ".") // what cannot be read holds no advice
	for _, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		if _, err := root.Stat(entry.Name() + "/" + publicationFile); err == nil {
			return fmt.Sprintf("did you mean `%s`? there is one in it", shellWord(filepath.Join(dir, entry.Name())))
		}
	}
	above := dir
	for range 3 {
		above = filepath.Join(above, "..")
		if _, err := os.Stat(filepath.Join(above, publicationFile)); err == nil {
			return fmt.Sprintf("did you mean `%s`? there is one in it", shellWord(above))
		}
	}
	return "name the publication's folder, or start a publication with `korthet new FOLDER`"
}

// shellWord returns a path as it has to be typed.
func shellWord(path string) string {
	if strings.ContainsAny(path, " \t\"'$&;()<>|*?[]#`!") {
		return `"` + path + `"`
	}
	return path
}

// inFolder puts the publication's folder, as the user named it, into the commands
// that a hint names, so that they can be pasted.
func inFolder(hint, dir string) string {
	if dir == "" || dir == "." {
		return hint
	}
	var pairs []string
	for _, command := range []string{"build", "check", "explain", "translate export", "translate import", "translate minor", "translate new", "translate status", "translate sync"} {
		for _, end := range []string{"`", " "} {
			pairs = append(pairs, "`korthet "+command+end, "`korthet "+command+" "+shellWord(dir)+end)
		}
	}
	return strings.NewReplacer(pairs...).Replace(hint)
}

// directory returns the folder that a command was given, by default the one
// that the user stands in.
func directory(args []string) string {
	if len(args) == 0 {
		return "."
	}
	return args[0]
}

// completeDirectory lets the shell complete the name of a folder.
func completeDirectory(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completeEditions lets the shell complete the editions of the publication that
// is being named.
func completeEditions(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	pub, err := openPublication(directory(args))
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	defer pub.Close()
	return pub.editions(), cobra.ShellCompDirectiveNoFileComp
}

// completeTargets lets the shell complete the kinds of file.
func completeTargets(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, target := range content.Targets() {
		names = append(names, target.Name+"\t"+target.Doc)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
