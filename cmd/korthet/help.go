package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// newHelpCommand returns the command that explains the others.
func newHelpCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		GroupID: groupAbout,
		Example: `  korthet help build`,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []string
			for _, c := range cmd.Root().Commands() {
				if c.IsAvailableCommand() {
					names = append(names, c.Name()+"\t"+c.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			explained, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 && explained == cmd.Root() {
				return unknownCommand(cmd.Root(), args)
			}
			explained.InitDefaultHelpFlag()
			return explained.Help()
		},
	}
}

// usageText writes how a command is called: what cobra writes below its
// description when help is asked for.
func usageText(cmd *cobra.Command) error {
	var b strings.Builder
	b.WriteString("Usage:\n")
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s COMMAND\n", cmd.CommandPath())
	} else {
		fmt.Fprintf(&b, "  %s\n", cmd.UseLine())
	}
	if cmd.HasExample() {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", cmd.Example)
	}
	for _, group := range cmd.Groups() {
		fmt.Fprintf(&b, "\n%s\n", group.Title)
		listCommands(&b, cmd, group.ID)
	}
	if len(cmd.Groups()) == 0 && cmd.HasAvailableSubCommands() {
		b.WriteString("\nCommands:\n")
		listCommands(&b, cmd, "")
	}
	if flags := cmd.LocalFlags().FlagUsages(); flags != "" {
		// pflag tells of each switch that it may be given a value. That is true
		// and helps nobody. Blanks keep the columns.
		const value = "[=true|false]"
		fmt.Fprintf(&b, "\nFlags:\n%s", strings.ReplaceAll(flags, value, strings.Repeat(" ", len(value))))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s COMMAND --help explains a command.\n", cmd.CommandPath())
	}
	_, err := fmt.Fprint(cmd.OutOrStderr(), b.String())
	return err
}

// listCommands lists the commands of a group.
func listCommands(b *strings.Builder, parent *cobra.Command, group string) {
	for _, c := range parent.Commands() {
		if c.GroupID == group && c.IsAvailableCommand() {
			fmt.Fprintf(b, "  %-*s  %s\n", parent.NamePadding(), c.Name(), c.Short)
		}
	}
}
