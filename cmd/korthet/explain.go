package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"korthet/content"
)

// newExplainCommand returns the command that says where a field came from.
func newExplainCommand(p *process) *cobra.Command {
	var asJSON, all bool
	cmd := &cobra.Command{
		Use:     "explain [FOLDER] EDITION [FIELD]",
		Short:   "Say which file a text of an edition came from",
		GroupID: groupMain,
		Long: `explain says where a field of an edition was written, what it says there, and
what it took the place of in the files below: those of everywhere, of the region,
of the languages that stand in. FIELD is a place like sections.policy.title; a
place like sections.policy names all that stands there.

Without FIELD it lists what differs from the publication's own files: what the
region changed or took out, and what is there in another language only.`,
		Example: `  korthet explain demo fi-helsinki                          what differs
  korthet explain demo fi-helsinki sections.policy.title    where it came from
  korthet explain demo fi-helsinki office                   the contact block`,
		ValidArgsFunction: completeExplain,
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, names := folderAnd(args)
			if len(names) == 0 || len(names) > 2 {
				return wrongUsage(cmd, "name an edition, and a field if only one is meant", "explain needs the name of an edition")
			}
			return explain(cmd, p, dir, names, explainFlags{asJSON, all})
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&all, "all", false, "list every field, also those that are as everywhere")
	cmd.Flags().BoolVar(&asJSON, "json", false, "list as JSON for a program")
	return cmd
}

// explainFlags are the flags of explain.
type explainFlags struct{ json, all bool }

// explain is the command.
func explain(cmd *cobra.Command, p *process, dir string, names []string, flags explainFlags) error {
	pub, err := openPublication(dir)
	if err != nil {
		return err
	}
	defer pub.Close()
	known := pub.editions()
	if !slices.Contains(known, names[0]) {
		if len(known) == 0 {
			return &adviceError{err: fmt.Errorf("%s lists no editions", publicationFile), hint: inFolder("`korthet check` says what is wrong with it", dir)}
		}
		return wrongUsage(cmd, editionHint(names[0], known), "the publication has no edition %q", names[0])
	}
	fields, _ := pub.content.Explain(names[0])
	var found []content.Field
	for i := range fields {
		f := &fields[i]
		switch {
		case len(names) == 2 && !f.Below(names[1]):
		case len(names) == 1 && !flags.all && !f.Differs:
		default:
			found = append(found, *f)
		}
	}
	if len(names) == 2 && len(found) == 0 {
		return wrongUsage(cmd, content.FieldHint(names[1], fields), "the edition %s has no field %q", names[0], names[1])
	}
	if flags.json {
		return explainJSON(p, dir, names[0], found)
	}
	if len(found) == 0 {
		fmt.Fprintln(p.stdout, "nothing differs: this edition has what the files of everywhere say")
		return nil
	}
	for i := range found {
		tellField(p, dir, &found[i])
	}
	return nil
}

// tellField tells of one field.
func tellField(p *process, dir string, f *content.Field) {
	fmt.Fprintln(p.stdout, f.Path)
	place := func(pos content.Pos) string {
		return fmt.Sprintf("%s:%d:%d", seenFrom(dir, pos.File), pos.Line, pos.Column)
	}
	if f.Removed {
		fmt.Fprintf(p.stdout, "  %s: taken out\n", place(f.Pos))
	} else {
		fmt.Fprintf(p.stdout, "  %s: %s\n", place(f.Pos), inShort(f.Value))
	}
	for _, over := range f.Over {
		fmt.Fprintf(p.stdout, "  in place of %s: %s\n", place(over.Pos), inShort(over.Value))
	}
	if f.Locked != "" {
		fmt.Fprintf(p.stdout, "  locked: no region may change it, only %s\n", f.Locked)
	}
}

// inShort returns a text on one line, cut where it is long.
func inShort(text string) string {
	runes := []rune(strings.Join(strings.Fields(printable(text)), " "))
	if len(runes) > 70 {
		return string(runes[:69]) + "…"
	}
	return string(runes)
}

// jsonExplained is what explain --json prints. Fields are added in later
// versions, never changed or taken away while Version is 1. Lists are never
// null.
type jsonExplained struct {
	Version int         `json:"version"` // of this format: 1
	Edition string      `json:"edition"`
	Fields  []jsonField `json:"fields"`
}

// jsonField is one field.
type jsonField struct {
	Path    string     `json:"path"`
	In      []string   `json:"in"` // the sections and blocks around it that its path does not name, outermost first
	Value   string     `json:"value"`
	Place   jsonPlace  `json:"place"`
	Removed bool       `json:"removed"` // it was taken out; over tells what was there
	Differs bool       `json:"differs"` // from what the files of everywhere say
	Locked  string     `json:"locked,omitempty"`
	Over    []jsonOver `json:"over"` // what it took the place of, nearest first
}

// jsonOver is what a field took the place of.
type jsonOver struct {
	Value string    `json:"value"`
	Place jsonPlace `json:"place"`
}

// explainJSON prints fields for a program.
func explainJSON(p *process, dir, edition string, fields []content.Field) error {
	out := jsonExplained{Version: 1, Edition: edition, Fields: []jsonField{}}
	place := func(pos content.Pos) jsonPlace {
		return jsonPlace{File: seenFrom(dir, pos.File), Line: pos.Line, Column: pos.Column}
	}
	for i := range fields {
		f := &fields[i]
		one := jsonField{
			Path: f.Path, In: append([]string{}, f.In...), Value: f.Value, Place: place(f.Pos), Removed: f.Removed, Differs: f.Differs, Locked: f.Locked, Over: []jsonOver{},
		}
		for _, over := range f.Over {
			one.Over = append(one.Over, jsonOver{over.Value, place(over.Pos)})
		}
		out.Fields = append(out.Fields, one)
	}
	encoder := json.NewEncoder(p.stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(out); err != nil {
		return fmt.Errorf("cannot write the list: %w", err)
	}
	return nil
}

// completeExplain lets the shell complete the edition, then the field.
func completeExplain(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	dir, names := folderAnd(args)
	switch len(names) {
	case 0:
		if dir == "." && len(args) == 0 {
			ids, _ := completeEditions(cmd, []string{"."}, typed)
			return ids, cobra.ShellCompDirectiveDefault
		}
		return completeEditions(cmd, []string{dir}, typed)
	case 1:
		pub, err := openPublication(dir)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer pub.Close()
		fields, _ := pub.content.Explain(names[0])
		var paths []string
		for i := range fields {
			paths = append(paths, fields[i].Path)
		}
		return paths, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}
