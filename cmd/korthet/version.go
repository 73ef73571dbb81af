package main

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"korthet/fonts"
	"korthet/layout/hyphen"
	"korthet/layout/language"
	"korthet/layout/telephone"
	"korthet/output/colour"
)

// licences holds the licence of each third-party module, and of Go itself, in a
// file named like the module with "/" as "_". licences_test.go compares them
// with go.mod and fetches them anew when run with -update.
//
//go:embed licences/*.txt
var licences embed.FS

// newVersionCommand returns the command that says what korthet is made of.
func newVersionCommand(p *process) *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Say which korthet this is",
		GroupID: groupAbout,
		Long: `version says which korthet this is. The same version, built with the same Go,
makes the same bytes of the same publication on every machine.`,
		Example: `  korthet version
  korthet version --licenses    the licences of all that is in the program`,
		Args:              atMost(0, ""),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			if all {
				return writeLicences(p.stdout)
			}
			info, _ := debug.ReadBuildInfo()
			_, err := fmt.Fprintln(p.stdout, versionLine(info))
			return err
		},
	}
	cmd.Flags().BoolVar(&all, "licenses", false, "print the licences of everything in the program")
	return cmd
}

// versionLine names the version, the commit it was built from where that is
// known, the Go release and the system.
func versionLine(info *debug.BuildInfo) string {
	line := "korthet"
	if info == nil {
		return line + " " + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
	}
	version := info.Main.Version
	if version == "" {
		version = "(devel)"
	}
	line += " " + version
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if commit := settings["vcs.revision"]; len(commit) >= 12 && !strings.Contains(version, commit[:12]) {
		line += " (" + commit[:12]
		if settings["vcs.modified"] == "true" {
			line += ", changed"
		}
		line += ")"
	}
	return line + " " + info.GoVersion + " " + runtime.GOOS + "/" + runtime.GOARCH
}

// writeLicences prints the licences of the Go modules, the fonts, the hyphenation
// patterns, the colour profiles and Unicode's tables in the program.
func writeLicences(w io.Writer) error {
	names, err := fs.Glob(licences, "licences/*.txt")
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, name := range names {
		text, err := licences.ReadFile(name)
		if err != nil {
			return err
		}
		writeLicence(&b, licencedModule(name), string(text))
	}
	for _, l := range fonts.Licences() {
		writeLicence(&b, l.Name, l.Text)
	}
	for _, l := range hyphen.Licences() {
		writeLicence(&b, l.Name, l.Text)
	}
	writeLicence(&b, "Colour profiles", colour.Licence())
	writeLicence(&b, "Unicode CLDR", language.Licence())
	writeLicence(&b, "libphonenumber", telephone.Licence())
	_, err = io.WriteString(w, b.String())
	return err
}

// licencedModule returns the module that a file of licences belongs to.
func licencedModule(file string) string {
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(file, "licences/"), ".txt"), "_", "/")
}

// writeLicence writes one licence below a head.
func writeLicence(b *strings.Builder, name, text string) {
	rule := strings.Repeat("=", 78)
	fmt.Fprintf(b, "%s\n%s\n%s\n\n%s\n\n", rule, name, rule, strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")))
}
