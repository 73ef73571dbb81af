package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"korthet/content"
	"korthet/content/exchange"
)

// newExportCommand returns the command that writes texts for a translator.
func newExportCommand(p *process) *cobra.Command {
	var format, out string
	var force bool
	cmd := &cobra.Command{
		Use:   "export [FOLDER] LANGUAGE|EDITION",
		Short: "Write the texts of a language for a translator's program",
		Long: `export writes all texts of a language, those of its regions too, or the texts of
one edition, into one file that translators' programs read: PO (Poedit, Weblate),
or XLIFF 2.1. Each text has its source beside it, where it stands, and how long
it may become before the edition no longer fits its pages, or before a head takes
one more line: this is measured, by setting the pages with longer texts. One
whose source has changed since also has the source as it was. import brings the
file back.`,
		Example: `  korthet translate export demo fi                   writes demo-fi.po
  korthet translate export demo fi --format xliff    writes demo-fi.xlf
  korthet translate export demo fi -o -              to standard output`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return wrongUsage(cmd, "write it like `korthet translate export demo fi`", "export needs a language or an edition, and before it the publication's folder if that is another than this")
			}
			if !slices.Contains(exchange.Formats(), format) {
				return wrongUsage(cmd, meant(format, exchange.Formats(), "the formats are "+strings.Join(exchange.Formats(), " and ")), "there is no format %q", format)
			}
			return runExport(cmd, p, directory(args[:len(args)-1]), args[len(args)-1], format, out, force)
		},
	}
	cmd.Flags().StringVar(&format, "format", "po", "the `FORMAT`: po or xliff")
	cmd.Flags().StringVarP(&out, "output", "o", "", "write into `FILE` instead of NAME-LANGUAGE.po")
	cmd.Flags().BoolVar(&force, "force", false, "write over a file that is there")
	complete(cmd, "format", cobra.FixedCompletions(exchange.Formats(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// runExport writes the texts of a language.
func runExport(cmd *cobra.Command, p *process, dir, asked, format, out string, force bool) error {
	pub, err := openPublication(dir)
	if err != nil {
		return err
	}
	defer pub.Close()
	language, editions, err := languageAsked(cmd, pub, asked)
	if err != nil {
		return err
	}
	texts, errs := pub.content.ExchangeTexts(language, regionsOf(pub, editions))
	r := newReport(p)
	r.dir, r.files = pub.dir, pub.root.FS()
	if errs.Err() != nil {
		r.problems(contentProblems(errs, ""))
		return errReported
	}
	if out == "" {
		out = pub.content.Name() + "-" + language + "." + exchange.Ending(format)
	}
	if err := mayWrite(out, force); err != nil {
		return err
	}
	file := &exchange.File{Name: pub.content.Name(), Source: pub.content.SourceLanguage(), Target: language}
	meter, full := newRoomMeter(cmd.Context(), pub, language, editions, texts)
	show := newProgress(p, len(texts), "lengths", false)
	limits, room := meter.limits(cmd.Context(), texts, show)
	show.clear()
	if err := cmd.Context().Err(); err != nil {
		return err
	}
	file.Room = room
	for i := range texts {
		text := exchanged(&texts[i])
		text.Limit = limits[i]
		file.Texts = append(file.Texts, text)
	}
	var b bytes.Buffer
	if err := exchange.Write(&b, format, file); err != nil {
		return err
	}
	if out == "-" {
		_, err := p.stdout.Write(b.Bytes())
		return err
	}
	if err := writeExchange(out, b.Bytes()); err != nil {
		return err
	}
	r.note("wrote", out)
	tellRoom(r, language, meter, full)
	tellCounts(p.stderr, pub.content.Translation(language), pub.content.TakenTexts(language))
	return nil
}

// regionsOf returns the regions of editions; "" stands for the texts of
// everywhere.
func regionsOf(pub *publication, editions []string) []string {
	regions := []string{""}
	for _, e := range pub.content.Editions() {
		if slices.Contains(editions, e.ID) && !slices.Contains(regions, e.Region.Value) {
			regions = append(regions, e.Region.Value)
		}
	}
	return regions
}

// tellRoom says which editions the lengths were not measured in.
func tellRoom(r *report, language string, m *roomMeter, full []string) {
	switch {
	case len(full) > 0:
		r.note("", "no length was measured in "+editionNames(full)+", which does not fit its pages or has mistakes: "+inFolder("`korthet check` tells", r.dir))
	case len(m.editions) == 0:
		r.note("", "no length was measured, as publication.yaml lists no edition in "+language)
	}
}

// exchanged returns a text as the exchange has it.
func exchanged(t *content.ExchangeText) exchange.Text {
	place := t.SourcePos
	place.Column = 0
	out := exchange.Text{
		Name: t.Name, Source: t.Source, Target: t.Target, Previous: t.Previous, Base: t.Base,
		Place: place.String(), State: exchange.Done,
	}
	switch t.State {
	case content.TranslationMissing:
		out.State = exchange.New
	case content.TranslationStale:
		out.State, out.Why = exchange.Review, t.State.String()
		out.Notes = append(out.Notes, "Out of date: the source has changed since this was translated.")
	case content.TranslationUnrecorded:
		out.State, out.Why = exchange.Review, t.State.String()
		out.Notes = append(out.Notes, "Nothing says whether this translates the source as it is now.")
	case content.TranslationComplete, content.TranslationRemoved, content.TranslationOwn:
	}
	switch t.Kind {
	case content.PlainText:
		out.Notes = append(out.Notes, "Plain text on one line.")
	case content.LineText, content.BlocksText:
	}
	return out
}

// languageAsked returns the language that the command line names, itself or by
// an edition, and the editions that are in it.
func languageAsked(cmd *cobra.Command, pub *publication, asked string) (language string, editions []string, err error) {
	source := pub.content.SourceLanguage()
	var known []string
	for _, e := range pub.content.Editions() {
		if e.Language.Value != source {
			known = append(known, e.ID)
		}
		if e.ID == asked {
			language, editions = e.Language.Value, []string{e.ID}
		}
	}
	// A language's name means all of its editions, also where one bears it.
	if t := pub.content.Translation(asked); len(t.Editions) > 0 || hasTexts(pub, asked) {
		language, editions = asked, t.Editions
	}
	switch language {
	case "":
		hint := inFolder("begin one with `korthet translate new -l LANGUAGE`", pub.dir)
		if len(known) > 0 {
			hint = meant(asked, append(pub.content.Languages(), known...), "there are "+editionNames(known))
		}
		return "", nil, wrongUsage(cmd, hint, "there is neither a language nor an edition %q", asked)
	case source:
		return "", nil, wrongUsage(cmd, "name the language to translate into", "%q is the language that the others are translated from", source)
	}
	return language, editions, nil
}

// hasTexts reports whether a language has a folder of texts, though no edition
// is in it.
func hasTexts(pub *publication, language string) bool {
	if language == "" || strings.ContainsAny(language, `/\.`) {
		return false
	}
	info, err := pub.root.Stat(filepath.Join("text", language))
	return err == nil && info.IsDir()
}

// mayWrite refuses a file that is there, as it may hold a translator's work, and
// one whose folder is not there, before any work is done for it.
func mayWrite(name string, force bool) error {
	if name == "-" {
		return nil
	}
	if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
		return &adviceError{err: fmt.Errorf("there is no folder %s to write into", filepath.Dir(name)), hint: "make it, or name another file with -o"}
	}
	if _, err := os.Lstat(name); err == nil && !force {
		return &adviceError{
			err:  fmt.Errorf("%s is there already, and may hold a translator's work", name),
			hint: "import it first; then --force writes over it, or name another file with -o",
		}
	}
	return nil
}

// writeExchange writes a file whole, or not at all.
func writeExchange(name string, data []byte) error {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return cannotWrite(name, err)
	}
	defer root.Close()
	folder := &outputFolder{root: root, seen: filepath.Dir(name)}
	temp, file, err := folder.create()
	if err != nil {
		return cannotWrite(name, err)
	}
	_, err = file.Write(data)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = root.Rename(temp, filepath.Base(name))
	}
	if err != nil {
		_ = root.Remove(temp) // it is hidden, and nobody's
		return cannotWrite(name, err)
	}
	return nil
}

// newImportCommand returns the command that brings translations back.
func newImportCommand(p *process) *cobra.Command {
	var o content.ImportOptions
	var dry bool
	cmd := &cobra.Command{
		Use:   "import [FOLDER] FILE",
		Short: "Bring a translator's work into the publication",
		Long: `import brings the translations in a PO or XLIFF 2 file into the language's files
and records of those that are finished what they translate. Comments, and how
the files are written, stay.

A text that was changed in the publication since the export is not written over:
where the translator changed it too, both are shown and the publication's is
kept. A file with a text that cannot be set is left as it is.`,
		Example: `  korthet translate import demo demo-fi.po
  korthet translate import demo demo-fi.po --dry-run    only say what would be done`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return wrongUsage(cmd, "write it like `korthet translate import demo demo-fi.po`", "import needs the file that a translator sent, and before it the publication's folder if that is another than this")
			}
			if o.Ours && o.Theirs {
				return wrongUsage(cmd, "", "--ours and --theirs exclude each other")
			}
			return runImport(p, directory(args[:len(args)-1]), args[len(args)-1], o, dry)
		},
	}
	cmd.Flags().BoolVar(&o.Theirs, "theirs", false, "of a text changed on both sides take the translator's")
	cmd.Flags().BoolVar(&o.Ours, "ours", false, "of a text changed on both sides keep the publication's")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "only say what would be done")
	return cmd
}

// runImport brings a file back.
func runImport(p *process, dir, name string, o content.ImportOptions, dry bool) error {
	pub, err := openPublication(dir)
	if err != nil {
		return err
	}
	defer pub.Close()
	sent, err := os.Open(name)
	if err != nil {
		return &adviceError{err: fmt.Errorf("cannot read %s: %w", name, bare(err))}
	}
	defer func() { _ = sent.Close() }() // it is only read
	var data bytes.Buffer               // for the lines that mistakes are shown in
	file, mistakes, err := exchange.Read(io.TeeReader(sent, &data))
	if err != nil {
		return &adviceError{err: fmt.Errorf("cannot read %s: %w", name, bare(err))}
	}
	r := newReport(p)
	r.dir, r.files = pub.dir, pub.root.FS()
	seen := fromPublication(pub.dir, name)
	r.lines[seen] = bytes.Split(bytes.TrimPrefix(data.Bytes(), []byte("\uFEFF")), []byte("\n"))
	var found []problem
	for _, m := range mistakes {
		found = append(found, problem{pos: content.Pos{File: seen, Line: m.Line, Column: 1}, message: m.Message, hint: m.Hint})
	}
	if len(found) == 0 {
		found = importLanguage(pub, file, seen)
	}
	if len(found) > 0 {
		r.problems(found)
		return errReported
	}
	texts := make([]content.ImportedText, len(file.Texts))
	for i := range file.Texts {
		t := &file.Texts[i]
		texts[i] = content.ImportedText{
			Name: t.Name, Source: t.Source, Target: t.Target, Base: t.Base, Done: t.State == exchange.Done,
			Pos: content.Pos{File: seen, Line: t.Line, Column: 1},
		}
	}
	work, errs := pub.content.ImportTranslation(file.Target, texts, o)
	r.problems(merge(contentProblems(errs, "")))
	for _, change := range work.Changes {
		if dry {
			r.note("would write", seenFrom(pub.dir, change.Name))
			continue
		}
		if err := replaceText(pub, change); err != nil {
			return err
		}
		r.note("wrote", seenFrom(pub.dir, change.Name))
	}
	r.note("", file.Target+": "+plural(len(work.Done), "text", "texts")+" brought in"+inFolder(stillToReview(file, work), pub.dir))
	if errs.Err() != nil {
		return errReported
	}
	return nil
}

// stillToReview says how many of the texts that were brought in are not finished
// by the translator's own word.
func stillToReview(file *exchange.File, work content.TranslationWork) string {
	open := 0
	for i := range work.Done {
		name := work.Done[i].Name()
		if slices.ContainsFunc(file.Texts, func(t exchange.Text) bool { return t.Name == name && t.State == exchange.Review }) {
			open++
		}
	}
	if open == 0 {
		return ""
	}
	return fmt.Sprintf(", %d of them still marked for review: when they are finished, run `korthet translate sync -l %s` with their names", open, file.Target)
}

// importLanguage reports a file whose languages are not the publication's.
func importLanguage(pub *publication, file *exchange.File, seen string) []problem {
	at := content.Pos{File: seen, Line: 1, Column: 1}
	switch source := pub.content.SourceLanguage(); {
	case file.Target == "":
		return []problem{{pos: at, message: "the file does not say into which language it translates", hint: "export the texts again and take the file's beginning from there"}}
	case file.Source != "" && file.Source != source:
		return []problem{{pos: at, message: fmt.Sprintf("the file translates from %q, but the publication's source is %q", file.Source, source), hint: meantHint([]string{source}, file.Source, "is it of another publication?")}}
	case file.Target == source || !slices.Contains(pub.content.Languages(), file.Target) && !hasTexts(pub, file.Target):
		return []problem{{pos: at, message: fmt.Sprintf("the publication is not translated into %q", file.Target), hint: meantHint(targetLanguages(pub, file.Target), file.Target, "begin it with `korthet translate new -l "+shellWord(file.Target)+"`")}}
	}
	return nil
}

// targetLanguages returns the languages that the publication is translated into,
// and the one that a tag begins with where there are texts in it.
func targetLanguages(pub *publication, tag string) []string {
	source := pub.content.SourceLanguage()
	all := slices.DeleteFunc(slices.Clone(pub.content.Languages()), func(language string) bool { return language == source })
	if base, _, _ := strings.Cut(tag, "-"); base != source && hasTexts(pub, base) {
		all = append(all, base)
	}
	return all
}

// meantHint says which of some languages a program may have written another tag of,
// as fi-FI for fi; it is the other hint where there is none.
func meantHint(known []string, tag, other string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	for _, language := range known {
		if of, _, _ := strings.Cut(strings.ToLower(language), "-"); of == base && base != "" {
			return "if `" + language + "` is meant, write that into the file in its place"
		}
	}
	return other
}

// fromPublication returns the name of any file as seen from the publication's
// folder.
func fromPublication(dir, name string) string {
	from, err := filepath.Abs(dir)
	if err != nil {
		return name
	}
	to, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	relative, err := filepath.Rel(from, to)
	if err != nil {
		return filepath.Base(name)
	}
	return filepath.ToSlash(relative)
}
