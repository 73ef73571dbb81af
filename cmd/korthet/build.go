package main

import (
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"korthet/content"
)

// buildFlags are the flags of build; check has some of them.
type buildFlags struct {
	out      string
	editions []string
	targets  []string
	jobs     int
	date     string
	profile  string // of a printer: a name, or a file
	strict   bool
	// draftMark marks the editions that are behind.
	draftMark bool
	json      bool
	force     bool
	keepFit   bool // how the editions are fitted is kept for later builds
	shard     string
	format    string
	today     string // with which check compares the age of contact details; "": the clock's
}

// newBuildCommand returns the command that makes the files.
func newBuildCommand(p *process) *cobra.Command {
	var flags buildFlags
	cmd := &cobra.Command{
		Use:     "build [FOLDER]",
		Short:   "Make the publication's PDF files",
		GroupID: groupMain,
		Long: `build makes the PDF files of the publication in FOLDER, or in the folder you
stand in: one for each edition and each target that publication.yaml names. They
are called NAME-EDITION-TARGET.pdf and lie in FOLDER/output.

An edition with errors is not written, and the file it had before stays as it
was; the other editions are written. Warnings do not stop a file. For the target
print what a print shop would refuse is an error, as "korthet preflight" tells it.

A file that would come out the same is left alone: nothing it is made from has
changed, nor has korthet. --force makes it anew. What lies in the folder is told
in its manifest.json, and in SHA256SUMS, which "sha256sum -c SHA256SUMS" checks.

A file for the press is for the printer whose profile publication.yaml names, or
--profile: a built-in one or a YAML file, which says what ink, bleed and marks the
shop wants. Without either it is for coated paper by FOGRA39.

--keep-fit writes how the texts were fitted to their pages into fit.yaml in FOLDER.
Later builds fit them like that wherever it will do, so that a changed word moves
no page but its own, and warn where it will not do. Delete the file, and the texts
are fitted anew.

A file bears the day of --date; without it that of the environment's
SOURCE_DATE_EPOCH (seconds since 1970); without it the date in publication.yaml;
without any of them it bears none. Today's date is never used, so the same
publication always gives the same file.`,
		Example: `  korthet build                        the publication in this folder
  korthet build demo                   the one in the folder demo
  korthet build demo -e sv -o press    only the edition sv, into the folder press
  korthet build demo --strict --json   for a script: warnings count as errors
  korthet build demo --shard 3/16      one of sixteen machines' part of the work`,
		Args:              atMost(1, "folder"),
		ValidArgsFunction: completeDirectory,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runBuild(cmd, p, directory(args), flags, true)
		},
	}
	set := cmd.Flags()
	set.StringVarP(&flags.out, "output", "o", "", "write into `FOLDER` instead of the publication's output")
	set.StringSliceVarP(&flags.targets, "target", "t", nil, "only this kind of file: `TARGET`, or several with commas")
	set.StringVar(&flags.date, "date", "", "the `DAY` the files bear, such as 2026-05-31")
	addProfileFlag(cmd, &flags)
	addEditionFlags(cmd, &flags)
	set.BoolVar(&flags.force, "force", false, "make every file anew, also those that would come out the same")
	set.BoolVar(&flags.keepFit, "keep-fit", false, "keep in fit.yaml how the texts are fitted, so that later changes move few pages")
	set.BoolVar(&flags.draftMark, "draft-mark", false, "put the word Draft on the pages of editions whose texts are behind")
	set.StringVar(&flags.shard, "shard", "", "only a `PART` of the editions, such as 3/16, the third of sixteen")
	complete(cmd, "target", completeTargets)
	complete(cmd, "output", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	})
	return cmd
}

// newCheckCommand returns the command that only says what is wrong.
func newCheckCommand(p *process) *cobra.Command {
	var flags buildFlags
	cmd := &cobra.Command{
		Use:     "check [FOLDER]",
		Short:   "Say what is wrong with the publication, and write nothing",
		GroupID: groupMain,
		Long: `check reads the publication in FOLDER, or in the folder you stand in, sets its
pages and says all that is wrong, each thing with its file, line and column. It
writes nothing.

It warns of contact details that nobody has made sure of for too long: those
whose file says when they were verified. That is the one thing that depends on
the day; --today gives another.`,
		Example: `  korthet check demo
  korthet check demo -e sv --strict    warnings count as errors
  korthet check demo --format github   annotations for a pull request`,
		Args:              atMost(1, "folder"),
		ValidArgsFunction: completeDirectory,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runBuild(cmd, p, directory(args), flags, false)
		},
	}
	addEditionFlags(cmd, &flags)
	cmd.Flags().StringVar(&flags.today, "today", "", "the `DAY` that counts as today, such as 2026-05-31")
	return cmd
}

// day returns the day with which check compares the age of contact details. Only
// check asks: what is built does not depend on the day.
func (f *buildFlags) day(cmd *cobra.Command, p *process) (time.Time, error) {
	if f.today == "" {
		return p.now(), nil
	}
	today, err := time.Parse(time.DateOnly, f.today)
	if err != nil {
		return time.Time{}, wrongUsage(cmd, "", "the flag `--today` needs a day such as 2026-05-31, not %q", f.today)
	}
	return today, nil
}

// addEditionFlags adds the flags that build and check share.
func addEditionFlags(cmd *cobra.Command, flags *buildFlags) {
	set := cmd.Flags()
	set.SortFlags = false
	set.StringSliceVarP(&flags.editions, "edition", "e", nil, "only this edition: `EDITION`, or several with commas")
	set.IntVarP(&flags.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "how many editions to work on at once: `N`")
	set.BoolVar(&flags.strict, "strict", false, "count warnings as errors")
	set.StringVar(&flags.format, "format", formatText, "how to report: text, json, github, gitlab or sarif (`FORMAT`)")
	set.BoolVar(&flags.json, "json", false, "the same as --format json")
	complete(cmd, "edition", completeEditions)
	complete(cmd, "format", cobra.FixedCompletions(formats(), cobra.ShellCompDirectiveNoFileComp))
}

// complete registers how the shell completes a flag's value.
func complete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic("korthet: internal error: " + err.Error())
	}
}

// settleFormat settles which format a command reports in.
func (f *buildFlags) settleFormat(cmd *cobra.Command) error {
	if !isFormat(f.format) {
		return wrongUsage(cmd, meant(f.format, []string{formatText, formatJSON, formatGitHub, formatGitLab, formatSARIF}, "the formats are text, json, github, gitlab and sarif"), "there is no format %q", f.format)
	}
	if f.json {
		f.format = formatJSON
	}
	return nil
}

// runBuild is build, and check when nothing is to be written.
func runBuild(cmd *cobra.Command, p *process, dir string, flags buildFlags, write bool) error {
	if flags.jobs < 1 {
		return wrongUsage(cmd, "", "the flag `--jobs` needs a number from 1, not %d", flags.jobs)
	}
	if err := flags.settleFormat(cmd); err != nil {
		return err
	}
	part, err := parseShard(flags.shard)
	if err != nil {
		return wrongUsage(cmd, "", "%w", err)
	}
	if flags.keepFit && flags.shard != "" {
		return wrongUsage(cmd, "keep the fits with a build of all editions first", "the flags `--keep-fit` and `--shard` do not go together: one file keeps the fits of all editions")
	}
	dates, err := newDates(flags.date, p.getenv(sourceDateEpoch))
	if err != nil {
		return wrongUsage(cmd, "", "%w", err)
	}
	sum := &summary{command: cmd.Name(), strict: flags.strict}
	pub, err := openPublication(dir)
	if err != nil {
		sum.problems = []problem{asProblem(err)}
		return sum.tell(p, nil, flags.format)
	}
	defer pub.Close()
	ids, err := chooseEditions(cmd, pub, flags.editions)
	if err != nil {
		return err
	}
	ids = part.of(ids)
	if err := checkTargets(cmd, flags.targets); err != nil {
		return err
	}
	var today time.Time
	if !write {
		if today, err = flags.day(cmd, p); err != nil {
			return err
		}
	}
	b := newBuilder(pub, flags, dates, write)
	defer b.close()
	b.today = today
	b.lock = func(folder *outputFolder) error {
		return folder.lock(cmd.Context(), newReport(p).waiting(folder))
	}
	if sum.problems = b.shelf.choose(flags.profile, dir); failed(sum.problems, flags.strict) {
		return sum.tell(p, pub, flags.format)
	}
	show := newProgress(p, len(ids), "editions", flags.format != formatText)
	results := b.all(cmd.Context(), ids, flags.jobs, show)
	show.clear()
	switch {
	case len(flags.editions) > 0 && len(ids) > 0: // with these, what concerns them was told
	case len(flags.shard) > 0 && len(pub.editions()) > 0:
		sum.problems = append(sum.problems, contentProblems(pub.content.General(), "")...)
	default:
		sum.problems = append(sum.problems, pub.mistakes...)
	}
	sum.problems = append(sum.problems, b.fontProblems...)
	sum.add(pub, results, write)
	if flags.keepFit && cmd.Context().Err() == nil {
		b.keepFits(results, sum, newReport(p))
	}
	if len(ids) == 0 && part.count > 0 && len(pub.editions()) > 0 {
		if err := b.nothing(); err != nil {
			sum.problems = append(sum.problems, asProblem(err))
		}
		newReport(p).note("", "no edition belongs to the part "+flags.shard+", so its manifest is empty")
	}
	sum.stay = b.stay(sum.missing)
	b.sweep(sum.names())
	if err := b.finish(); err != nil {
		sum.problems = append(sum.problems, asProblem(err))
	}
	if cmd.Context().Err() != nil {
		sum.problems = append(sum.problems, problem{
			message: "interrupted", hint: "files that were not finished are as they were before",
		})
	}
	return sum.tell(p, pub, flags.format)
}

// chooseEditions returns the editions asked for, all where none is named, in
// the publication's order.
func chooseEditions(cmd *cobra.Command, pub *publication, asked []string) ([]string, error) {
	all := pub.editions()
	if len(asked) == 0 {
		return all, nil
	}
	for _, id := range asked {
		if !slices.Contains(all, id) {
			if len(all) == 0 { // then publication.yaml could not be read
				return nil, nil
			}
			return nil, wrongUsage(cmd, editionHint(id, all), "the publication has no edition %q", id)
		}
	}
	return slices.DeleteFunc(all, func(id string) bool { return !slices.Contains(asked, id) }), nil
}

// editionHint says which edition an unknown one may mean.
func editionHint(id string, known []string) string {
	return meant(id, known, "its editions are "+editionNames(known))
}

// checkTargets refuses a kind of file that does not exist.
func checkTargets(cmd *cobra.Command, asked []string) error {
	var names []string
	for _, target := range content.Targets() {
		names = append(names, target.Name)
	}
	for _, name := range asked {
		if !slices.Contains(names, name) {
			return wrongUsage(cmd, meant(name, names, "the targets are "+strings.Join(names, ", ")), "there is no target %q", name)
		}
	}
	return nil
}
