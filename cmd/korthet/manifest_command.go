package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"korthet/cmd/korthet/internal/manifest"
)

// newManifestCommand returns the command for the record of an output folder.
func newManifestCommand(p *process) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "manifest",
		Short:   "Join the manifests of a build that was shared out",
		GroupID: groupAbout,
		Long:    `manifest works on the manifest.json that build writes beside its files.`,
		Args:    unknownCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newMergeCommand(p))
	return cmd
}

// newMergeCommand returns the command that joins manifests.
func newMergeCommand(p *process) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "merge FOLDER...",
		Short: "Join the manifests of several folders into one",
		Long: `merge joins the manifests of FOLDERs, each of which a build with --shard wrote,
and writes manifest.json and SHA256SUMS into the folder of -o. It does not move
the files that they tell of: these belong into the same folder.`,
		Example: `  korthet build demo --shard 1/2 -o one
  korthet build demo --shard 2/2 -o two
  cp one/*.pdf two/*.pdf all
  korthet manifest merge one two -o all`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return wrongUsage(cmd, "", "merge needs the folders whose manifests it shall join")
			case out == "":
				return wrongUsage(cmd, "add `-o FOLDER`", "merge needs a folder to write into")
			}
			return mergeManifests(cmd, p, args, out)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "write into `FOLDER`")
	return cmd
}

// mergeManifests joins the manifests of folders.
func mergeManifests(cmd *cobra.Command, p *process, folders []string, out string) error {
	var all []*manifest.Manifest
	for _, folder := range folders {
		name := filepath.Join(folder, manifest.Name)
		file, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return &adviceError{fmt.Errorf("there is no %s in %s", manifest.Name, folder), "name a folder that `korthet build` wrote into"}
		}
		if err != nil {
			return fmt.Errorf("cannot read %s: %w", name, bare(err))
		}
		read, err := manifest.Read(bufio.NewReader(file))
		_ = file.Close() // it was only read
		var version *manifest.VersionError
		switch {
		case errors.As(err, &version):
			return &adviceError{fmt.Errorf("%s is of another korthet: %w", name, err), "join the folders with the korthet that wrote them"}
		case err != nil:
			return &adviceError{fmt.Errorf("%s is not whole: %w", name, err), "build that folder again"}
		}
		all = append(all, read)
	}
	merged, err := manifest.Merge(folders, all)
	if err != nil {
		return &adviceError{fmt.Errorf("the manifests cannot be joined: %w", err), "build the shards from the same publication with the same korthet"}
	}
	folder, err := openNamedOutput(out)
	if err != nil {
		return err
	}
	defer func() { _ = folder.Close() }() // it was only a handle on the folder
	r := newReport(p)
	if err := folder.lock(cmd.Context(), r.waiting(folder)); err != nil {
		return err
	}
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{{manifest.SumsName, merged.WriteSums}, {manifest.Name, merged.Write}} {
		if _, err := folder.replace(cmd.Context(), file.name, file.write); err != nil {
			return err
		}
		r.note("wrote", folder.path(file.name))
	}
	absent := slices.DeleteFunc(merged.Files, func(file *manifest.File) bool {
		_, err := folder.root.Lstat(file.Name)
		return err == nil
	})
	if len(absent) > 0 {
		r.note("", fmt.Sprintf("%s not in %s yet, such as %s: copy them there",
			plural(len(absent), "of these files is", "of these files are"), folder.seen, absent[0].Name))
	}
	return nil
}
