package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"korthet/content"
	"korthet/fonts"
)

// The folder of a publication that its own fonts lie in.
const fontsFolder = "fonts"

// newFontsCommand returns the command that lists the fonts.
func newFontsCommand(p *process) *cobra.Command {
	return &cobra.Command{
		Use:     "fonts [FOLDER]",
		Short:   "List the fonts a publication can use",
		GroupID: groupAbout,
		Long: `fonts lists the families that theme.yaml can name: those that korthet brings and
those in the fonts folder of the publication in FOLDER, or in the folder you
stand in. To add one, put its .ttf files into the publication's fonts folder.`,
		Example: `  korthet fonts
  korthet fonts demo`,
		Args:              atMost(1, "folder"),
		ValidArgsFunction: completeDirectory,
		RunE: func(_ *cobra.Command, args []string) error {
			dir := directory(args)
			root, err := os.OpenRoot(dir)
			if err != nil {
				return fmt.Errorf("cannot open %s: %w", dir, bare(err))
			}
			defer root.Close()
			library, found := publicationFonts(content.Guard(root.FS()))
			if err := listFonts(p.stdout, library); err != nil {
				return err
			}
			r := newReport(p)
			r.dir = dir
			r.problems(found)
			return nil
		},
	}
}

// publicationFonts returns korthet's fonts together with the publication's own.
// A file that cannot be used is a warning: a theme that needs it says so itself.
func publicationFonts(files fs.FS) (*fonts.Library, []problem) {
	library, errs := fonts.Builtin().With(files, fontsFolder)
	var found []problem
	for _, err := range errs {
		p := problem{severity: isWarning, message: err.Error(), hint: "replace the file, or take it out of the folder"}
		if name, why, ok := strings.Cut(p.message, ": "); ok && strings.HasPrefix(name, fontsFolder+"/") {
			p.pos.File, p.message = name, why
		}
		found = append(found, p)
	}
	return library, found
}

// listFonts prints the families of a library, one a line.
func listFonts(w io.Writer, library *fonts.Library) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, family := range library.Families() {
		from := "built in"
		if !family.Embedded {
			from = "from the publication"
		}
		var styles []string
		for _, style := range family.Styles {
			styles = append(styles, styleName(style))
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", family.Name, from, strings.Join(styles, ", "))
	}
	return table.Flush()
}

// styleName returns a style as theme.yaml asks for it: "600 italic".
func styleName(style fonts.Style) string {
	name := fmt.Sprint(style.Weight)
	if style.Italic {
		name += " italic"
	}
	return name
}
