package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"korthet/content"
)

// newSchemaCommand returns the command that prints JSON Schemas.
func newSchemaCommand(p *process) *cobra.Command {
	return &cobra.Command{
		Use:     "schema [NAME]",
		Short:   "Print the JSON Schemas that editors check the files with",
		GroupID: groupAbout,
		Long: `schema prints the JSON Schema of one kind of file, or lists the kinds. Editors
that know YAML complete and check the publication's files with it, while they
are being typed.`,
		Example: `  korthet schema                               list the kinds
  korthet schema publication                   print one
  korthet schema publication > publication.schema.json`,
		Args: atMost(1, "kind of file"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []string
			for _, schema := range content.Schemas() {
				names = append(names, schema.Name+"\t"+schema.Match)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listSchemas(p.stdout)
			}
			var names []string
			for _, schema := range content.Schemas() {
				if schema.Name == args[0] {
					_, err := p.stdout.Write(schema.JSON)
					return err
				}
				names = append(names, schema.Name)
			}
			return wrongUsage(cmd, meant(args[0], names, "the kinds are "+strings.Join(names, ", ")), "there is no kind of file %q", args[0])
		},
	}
}

// listSchemas prints the kinds of file with the files each is for, one a line.
func listSchemas(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, schema := range content.Schemas() {
		fmt.Fprintf(table, "%s\t%s\n", schema.Name, schema.Match)
	}
	return table.Flush()
}
