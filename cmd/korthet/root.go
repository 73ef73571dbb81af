package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"korthet/content"
)

// usageError is a command that was not understood: exit status 2.
type usageError struct {
	err     error
	hint    string // what to do; may be empty
	command string // "korthet build", whose help tells more
}

// Error returns what was not understood.
func (e *usageError) Error() string { return e.err.Error() }

// Unwrap returns the wrapped error.
func (e *usageError) Unwrap() error { return e.err }

// wrongUsage returns a usageError of cmd.
func wrongUsage(cmd *cobra.Command, hint, format string, args ...any) error {
	return &usageError{err: fmt.Errorf(format, args...), hint: hint, command: cmd.CommandPath()}
}

// The groups of commands in the help.
const (
	groupMain  = "main"
	groupAbout = "about"
)

// newRoot returns the command tree.
func newRoot(p *process) *cobra.Command {
	root := &cobra.Command{
		Use:   "korthet",
		Short: "Make leaflets from a folder of text files",
		Long: `korthet makes leaflets, as PDF files, from a folder of text files: the
publication. The files are YAML; the folder says what the leaflet is called,
which languages and offices it is made for, and what stands in it.`,
		Example: `  korthet new demo              start a publication in the folder demo
  korthet build demo            make its PDF files, in demo/output
  korthet check demo            only say what is wrong with it
  korthet build --help          everything that build can do`,
		Args:          unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetOut(p.stdout)
	root.SetErr(p.stderr)
	root.SetFlagErrorFunc(flagError)
	root.AddGroup(
		&cobra.Group{ID: groupMain, Title: "Commands:"},
		&cobra.Group{ID: groupAbout, Title: "More commands:"},
	)
	root.SetUsageFunc(usageText)
	root.SetHelpCommand(newHelpCommand())
	root.SetCompletionCommandGroupID(groupAbout)
	root.AddCommand(
		newNewCommand(p), newBuildCommand(p), newCheckCommand(p), newPreflightCommand(p),
		newFontsCommand(p), newSchemaCommand(p), newDumpCommand(p), newManifestCommand(p), newVersionCommand(p),
	)
	root.AddCommand(newTranslateCommand(p), newExplainCommand(p))
	root.InitDefaultCompletionCmd()
	if completion, _, err := root.Find([]string{"completion"}); err == nil {
		completion.Short = "Let the shell complete korthet's commands"
		completion.Args = unknownCommand
		completion.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	}
	return root
}

// unknownCommand refuses what stands where a command should.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := ""
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = fmt.Sprintf("did you mean `%s %s`?", cmd.CommandPath(), near[0])
	}
	return wrongUsage(cmd, hint, "there is no command %q", args[0])
}

// atMost allows up to n arguments, which the command calls what.
func atMost(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) <= n {
			return nil
		}
		if n == 0 {
			return wrongUsage(cmd, "", "%s takes no arguments, but here is %q", cmd.Name(), args[0])
		}
		return wrongUsage(cmd, "put a name that contains spaces between quotes",
			"%s takes one %s, but here are %d: %s", cmd.Name(), what, len(args), strings.Join(args, ", "))
	}
}

// exactlyOne demands one argument, which the command calls what.
func exactlyOne(what, hint string) cobra.PositionalArgs {
	most := atMost(1, what)
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return wrongUsage(cmd, hint, "%s needs the name of a %s", cmd.Name(), what)
		}
		return most(cmd, args)
	}
}

// flagError says in plain words what pflag could not read.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		// Of a short flag pflag's name is the letter, and its group is told.
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return wrongUsage(cmd, nearFlag(cmd, unknown.GetSpecifiedName()), "there is no flag `%s`", name)
	case errors.As(err, &missing):
		return wrongUsage(cmd, "", "the flag `--%s` needs a value after it", missing.GetFlag().Name)
	case errors.As(err, &invalid):
		flag := invalid.GetFlag()
		wanted := "another value"
		switch flag.Value.Type() {
		case "int":
			wanted = "a whole number"
		case "bool":
			wanted = "true or false"
		}
		return wrongUsage(cmd, "", "the flag `--%s` needs %s, not %q", flag.Name, wanted, invalid.GetValue())
	}
	return wrongUsage(cmd, "", "%w", err)
}

// meant returns the hint for a name that is none of those that there are: the one
// that it may have been meant for, else what tells all.
func meant(name string, known []string, all string) string {
	if best := nearest(name, known); best != "" {
		return "did you mean `" + best + "`?"
	}
	return all
}

// nearest returns the known name that another may have been meant for, or "".
func nearest(name string, known []string) string {
	for _, one := range known {
		if name != "" && strings.HasPrefix(one, name) {
			return one // it was not typed to its end
		}
	}
	return content.Nearest(name, known)
}

// nearFlag returns a hint that names the flag that name may have been meant
// for, or "".
func nearFlag(cmd *cobra.Command, name string) string {
	if len(name) < 2 {
		return ""
	}
	var known []string
	cmd.Flags().VisitAll(func(flag *pflag.Flag) { known = append(known, flag.Name) })
	best := nearest(name, known)
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean `--%s`?", best)
}
