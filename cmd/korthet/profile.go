package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"korthet/cmd/korthet/internal/digest"
	"korthet/cmd/korthet/internal/printers"
	"korthet/content"
	"korthet/output/press"
)

// addProfileFlag adds the flag that names the printer's profile.
func addProfileFlag(cmd *cobra.Command, flags *buildFlags) {
	cmd.Flags().StringVar(&flags.profile, "profile", "", "print by this `PROFILE`, a file or "+strings.Join(printers.Names(), ", "))
	complete(cmd, "profile", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return printers.Names(), cobra.ShellCompDirectiveDefault
	})
}

// printer is a printer's profile that can be printed by.
type printer struct {
	profile *press.Profile
	sum     string // tells it from others: it has a say in the files
}

// newPrinter returns the printer of a profile as written, which begins its paths
// in a folder.
func newPrinter(written *content.Printer, files fs.FS) (*printer, content.ErrorList) {
	profile, errs := printers.Resolve(written, files)
	if profile == nil {
		return nil, errs
	}
	plain := *profile
	plain.Name = "" // which stands in no file
	sum := digest.Of(&plain, reflect.TypeFor[content.Pos]())
	return &printer{profile: profile, sum: fmt.Sprintf("%x", sum.Content)}, errs
}

// shelf has the printers' profiles of a run, each made once.
type shelf struct {
	files  fs.FS    // the publication's
	chosen *printer // by --profile, in the place of those that the publication names; nil: none

	mu    sync.Mutex
	known map[*content.Printer]shelved
}

type shelved struct {
	printer *printer
	errs    content.ErrorList
}

// of returns the printer of an edition, nil where there is something wrong with
// its profile.
func (s *shelf) of(edition *content.Edition) (*printer, content.ErrorList) {
	if s.chosen != nil {
		return s.chosen, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	found, ok := s.known[edition.Printer]
	if !ok {
		found.printer, found.errs = newPrinter(edition.Printer, s.files)
		if s.known == nil {
			s.known = map[*content.Printer]shelved{}
		}
		s.known[edition.Printer] = found
	}
	return found.printer, found.errs
}

// choose takes the profile that --profile names in the place of those that the
// publication does, and returns what is wrong with it; "" names none.
func (s *shelf) choose(name, dir string) []problem {
	if name == "" {
		return nil
	}
	chosen, problems := namedPrinter(name, dir, s.files)
	s.chosen = chosen
	return problems
}

// namedPrinter returns the printer that --profile names: a built-in profile, or
// a file as seen from where the user stands, or else from the publication's
// folder dir. A file of the publication begins its paths there, one of another
// publication in the folder of that, any other in its own folder. files is the publication's folder, nil for none.
func namedPrinter(name, dir string, files fs.FS) (*printer, []problem) {
	written, folder, root := printers.Builtin(name), files, ""
	var errs content.ErrorList
	if written == nil {
		file := filepath.ToSlash(filepath.Clean(name))
		switch there := isFile(name); {
		case there && files != nil && within(dir, name) != "":
			file = within(dir, name)
		case there:
			root, file = homeOf(name)
			folder = os.DirFS(root)
		case files == nil || !fs.ValidPath(file):
			return nil, []problem{noProfile(name, files)}
		default:
			if _, err := fs.Stat(files, file); err != nil {
				return nil, []problem{noProfile(name, files)}
			}
		}
		written, errs = content.ReadPrinter(folder, file)
	}
	var made *printer
	if written != nil && errs.Err() == nil {
		var more content.ErrorList
		made, more = newPrinter(written, content.Guard(folderOr(folder)))
		errs = append(errs, more...)
	}
	problems := contentProblems(errs, "")
	if root != "" {
		if made != nil {
			made.profile.SpotSrc = nil // no file of the publication's
		}
		for i := range problems {
			problems[i] = elsewhere(problems[i], root)
		}
	}
	return made, problems
}

// folderOr returns a folder, an empty one for none.
func folderOr(files fs.FS) fs.FS {
	if files == nil {
		return emptyFolder{}
	}
	return files
}

// emptyFolder is a folder with nothing in it.
type emptyFolder struct{}

// Open finds nothing.
func (emptyFolder) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// homeOf returns the folder that a profile's file begins its paths in, and its path
// from there: that of the publication that it lies in, else its own.
func homeOf(name string) (root, file string) {
	above := filepath.Dir(name)
	for range 4 {
		if path := within(above, name); path != "" && isFile(filepath.Join(above, publicationFile)) {
			return above, path
		}
		above = filepath.Join(above, "..")
	}
	return filepath.Dir(name), filepath.Base(name)
}

// within returns the path of a file from a folder that it lies in, "" where it
// does not.
func within(dir, name string) string {
	from, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	to, err := filepath.Abs(name)
	if err != nil {
		return ""
	}
	path, err := filepath.Rel(from, to)
	if path = filepath.ToSlash(path); err != nil || !fs.ValidPath(path) {
		return ""
	}
	return path
}

// elsewhere returns a problem of a file that is no publication's: its place is a
// part of what is told.
func elsewhere(p problem, dir string) problem {
	if p.pos.File != "" {
		p.pos.File = filepath.Join(dir, filepath.FromSlash(p.pos.File))
		p.message = p.pos.String() + ": " + p.message
		p.pos, p.also = content.Pos{}, nil
	}
	return p
}

// noProfile tells of a name that is no profile's, and which there are: the built-in
// ones, and those of the publication's folder, nil for none.
func noProfile(name string, files fs.FS) problem {
	hint := "write the path of its file, or one of the built-in ones: " + strings.Join(printers.Names(), ", ")
	known := printers.Names()
	if files != nil {
		own, _ := fs.Glob(files, "printers/*.yaml") // the pattern is a good one
		if known = append(known, own...); len(own) > 0 {
			hint += "; the publication has " + strings.Join(own, ", ")
		}
	}
	near := content.Nearest(name, known)
	for _, one := range known {
		if near == "" && strings.Contains(one, strings.ToLower(name)) {
			near = one
		}
	}
	if near != "" {
		hint = "did you mean `" + near + "`? Else " + hint
	}
	return asProblem(&adviceError{err: fmt.Errorf("there is no printer profile %q", name), hint: hint})
}
