package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"korthet/output/pdf"
)

// newDumpCommand returns the command that prints a PDF as text.
func newDumpCommand(p *process) *cobra.Command {
	return &cobra.Command{
		Use:     "dump FILE.pdf",
		Short:   "Print what is in a PDF file, as text",
		GroupID: groupAbout,
		Long: `dump prints the objects of a PDF file as text, in order and with their streams
unpacked, so that two files can be compared line by line. With - for the file
it reads what is piped into it.`,
		Example: `  korthet dump leaflet.pdf | less
  diff <(korthet dump old.pdf) <(korthet dump new.pdf)`,
		Args: exactlyOne("PDF file", "for example `korthet dump demo/output/demo-sv-screen.pdf`"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return []string{"pdf"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error {
			data, err := readWhole(args[0])
			if err != nil {
				return err
			}
			out := bufio.NewWriter(p.stdout)
			if err := pdf.Dump(out, data); err != nil {
				// What could be read is worth seeing.
				return errors.Join(out.Flush(), fmt.Errorf("%s is no PDF file that can be read: %w", args[0], err))
			}
			return out.Flush()
		},
	}
}

// readWhole reads a file, or standard input when it is named "-".
func readWhole(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(os.Stdin)
	}
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s", name)
	case err != nil:
		return nil, fmt.Errorf("cannot read %s: %w", name, bare(err))
	}
	return data, nil
}
