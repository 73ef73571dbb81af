package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"korthet/content"
)

// newTranslateCommand returns the commands about translations.
func newTranslateCommand(p *process) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "translate",
		Short:   "Keep the translations up with the text that they translate",
		GroupID: groupMain,
		Long: `translate keeps the texts of other languages up with those of the publication's
source language: ` + "`source`" + ` in publication.yaml, or the language of the first
edition. A translated file records at its end which texts it was translated
from. When one of these changes, its translation is out of date: status, check
and build say so at its place, and with --strict it is not written.

A text is named by its file and its place in it, like areas:title; a file's
name alone, like areas, names all of its texts.`,
		Example: `  korthet translate new demo -l fi             begin a translation into Finnish
  korthet translate status demo                what is missing or out of date
  korthet translate sync demo -l fi            record what was translated
  korthet translate minor demo areas:title     a change that needs no translation
  korthet translate export demo fi             a PO file for a translator
  korthet translate import demo demo-fi.po     what came back`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newStatusCommand(p), newSyncCommand(p), newMinorCommand(p), newTranslationCommand(p), newExportCommand(p), newImportCommand(p))
	return cmd
}

// newStatusCommand returns the command that lists what is behind.
func newStatusCommand(p *process) *cobra.Command {
	var languages []string
	var strict, asJSON bool
	cmd := &cobra.Command{
		Use:   "status [FOLDER]",
		Short: "List the texts that are missing or out of date",
		Args:  atMost(1, "folder"), ValidArgsFunction: completeDirectory,
		RunE: func(cmd *cobra.Command, args []string) error {
			pub, err := openPublication(directory(args))
			if err != nil {
				return err
			}
			defer pub.Close()
			behind, told := false, map[string]bool{}
			out := jsonStatus{Version: 1, Source: pub.content.SourceLanguage(), Translations: []jsonTranslation{}}
			if err := knownLanguages(cmd, pub, languages); err != nil {
				return err
			}
			for _, language := range chooseLanguages(pub, languages) {
				t, taken := pub.content.Translation(language), pub.content.TakenTexts(language)
				for _, texts := range taken {
					behind = behind || slices.ContainsFunc(texts.Fields, (*content.TranslatedField).Behind)
				}
				if asJSON {
					out.Translations = append(out.Translations, translationJSON(pub, t, taken))
				} else {
					tellStatus(p, pub, t, taken, told)
				}
			}
			if asJSON {
				encoder := json.NewEncoder(p.stdout)
				encoder.SetEscapeHTML(false)
				encoder.SetIndent("", "  ")
				if err := encoder.Encode(out); err != nil {
					return fmt.Errorf("cannot write the list: %w", err)
				}
			}
			if behind && strict {
				return errReported
			}
			return nil
		},
	}
	cmd.Flags().StringSliceVarP(&languages, "language", "l", nil, "only this `LANGUAGE`, or several with commas")
	cmd.Flags().BoolVar(&strict, "strict", false, "fail when a translation is behind")
	cmd.Flags().BoolVar(&asJSON, "json", false, "list to standard output, as JSON for a program")
	return cmd
}

// jsonStatus is what status --json prints. Fields are added in later versions,
// never changed or taken away while Version is 1. Lists are never null.
type jsonStatus struct {
	Version      int               `json:"version"` // of this format: 1
	Source       string            `json:"source"`  // the language that the others are translated from
	Translations []jsonTranslation `json:"translations"`
}

// jsonTranslation is a language's texts.
type jsonTranslation struct {
	Language string           `json:"language"`
	Editions []string         `json:"editions"` // that are in it
	Followed bool             `json:"followed"` // its files record what they translate
	Texts    []jsonTranslated `json:"texts"`
}

// jsonTranslated is one text and its translation.
type jsonTranslated struct {
	Name     string    `json:"name"`            // "areas:title", "suomi/areas:title" for a region's
	Language string    `json:"language"`        // of its file: the translation's, or one that stands in for it
	State    string    `json:"state"`           // "complete", "stale", "unrecorded", "missing", "removed" or "own"
	Source   jsonPlace `json:"source,omitzero"` // left out where the source is gone
	Target   jsonPlace `json:"target"`          // or where it is missed
	Editions []string  `json:"editions"`        // that print it or miss it, of those in the translation's language
}

// translationJSON returns a translation as status --json prints it: its own texts,
// and those that its editions take from languages that stand in for it.
func translationJSON(pub *publication, t *content.Translation, taken []content.TakenTexts) jsonTranslation {
	out := jsonTranslation{
		Language: t.Language, Editions: append([]string{}, t.Editions...), Followed: t.Followed, Texts: []jsonTranslated{},
	}
	at := map[string]int{}
	add := func(f *content.TranslatedField, editions []string) {
		key := f.Language + ":" + f.Name()
		if _, known := at[key]; !known {
			at[key] = len(out.Texts)
			out.Texts = append(out.Texts, jsonTranslated{
				Name: f.Name(), Language: f.Language, State: f.State.String(), Editions: []string{},
				Source: placeFor(pub.dir, problem{pos: f.Source.Pos}), Target: placeFor(pub.dir, problem{pos: f.Place}),
			})
		}
		text := &out.Texts[at[key]]
		text.Editions = append(text.Editions, editions...)
	}
	for i := range t.Fields {
		add(&t.Fields[i], nil)
	}
	for _, texts := range taken {
		for _, f := range texts.Fields {
			add(f, texts.Editions)
		}
	}
	return out
}

// tellStatus lists a translation: a line for the editions that have the same
// texts, and one for each text that is not as its source is. A text that languages
// have in common is listed with the first of them; told has the names of those.
func tellStatus(p *process, pub *publication, t *content.Translation, taken []content.TakenTexts, told map[string]bool) {
	tellCounts(p.stdout, t, taken)
	tell := func(f *content.TranslatedField, more string) {
		key := f.Language + ":" + f.Name()
		if !f.Behind() || told[key] {
			return
		}
		told[key] = true
		place := f.Place
		place.File = seenFrom(pub.dir, place.File)
		if f.Source.Given() {
			source := f.Source.Pos
			source.File = seenFrom(pub.dir, source.File)
			more = ", of " + source.String() + more
		}
		fmt.Fprintf(p.stdout, "  %s: %s: %s%s\n", printable(place.String()), f.State, printable(f.Name()), printable(more))
	}
	for _, texts := range taken {
		for _, f := range texts.Fields {
			tell(f, "")
		}
	}
	for i := range t.Fields {
		if f := &t.Fields[i]; f.Target.Given() && f.Behind() {
			tell(f, ", which no edition takes")
		}
	}
}

// tellCounts says of a language's editions how many of their texts are in which
// state, of each language that they are from.
func tellCounts(w io.Writer, t *content.Translation, taken []content.TakenTexts) {
	for _, texts := range taken {
		var own []*content.TranslatedField
		var languages []string
		others := map[string][]*content.TranslatedField{}
		for _, f := range texts.Fields {
			switch {
			case f.Language == t.Language:
				own = append(own, f)
			case others[f.Language] == nil:
				languages = append(languages, f.Language)
				fallthrough
			default:
				others[f.Language] = append(others[f.Language], f)
			}
		}
		var said string
		switch {
		case len(own) > 0 || t.Followed:
			said = content.Counts(own)
		case t.Language == t.Source && len(others) == 0:
			continue // there is nothing to be translated
		case t.Language == t.Source:
			said = "the source"
		case !texts.Begun:
			said = "no files of its own"
		default:
			said = "not followed: nothing records what was translated"
		}
		for _, other := range languages {
			said += "; from " + other + ": " + content.Counts(others[other])
		}
		in := ""
		if len(texts.Editions) > 0 {
			in = " (" + editionNames(texts.Editions) + ")"
		}
		fmt.Fprintf(w, "%s%s: %s\n", t.Language, printable(in), printable(said))
	}
}

// newSyncCommand returns the command that records what was translated.
func newSyncCommand(p *process) *cobra.Command {
	var o content.SyncOptions
	var languages []string
	cmd := &cobra.Command{
		Use:   "sync [FOLDER] [TEXT...]",
		Short: "Record what was translated",
		Long: `sync writes at the end of each translated file which texts it was translated
from. Without the name of a text it records the translations that are new; one
whose source has changed since is recorded when it is named, or with --all. It
changes nothing else in the file.`,
		Example: `  korthet translate sync demo -l fi
  korthet translate sync demo -l fi areas:title`,
		RunE: func(_ *cobra.Command, args []string) error { return runSync(p, args, languages, o) },
	}
	cmd.Flags().StringSliceVarP(&languages, "language", "l", nil, "only this `LANGUAGE`, or several with commas")
	cmd.Flags().BoolVar(&o.All, "all", false, "also those whose source has changed: they are translated anew")
	cmd.Flags().BoolVar(&o.Minor, "minor", false, "what has changed needs no translation")
	return cmd
}

// newMinorCommand returns the command that declares a change to be minor.
func newMinorCommand(p *process) *cobra.Command {
	var languages []string
	return addLanguages(&cobra.Command{
		Use:   "minor [FOLDER] TEXT...",
		Short: "Declare that a change needs no translation",
		Long: `minor records that a text of the source language was changed in a way that its
translations need not follow, a spelling mistake for example. The record shows
both: the text that was translated, and the one declared alike.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if dir, names := folderAnd(args); len(names) == 0 {
				return wrongUsage(cmd, inFolder("`korthet translate status` lists them", dir), "minor needs the name of a text")
			}
			return runSync(p, args, languages, content.SyncOptions{Minor: true})
		},
	}, &languages)
}

// addLanguages gives a command the flag that chooses languages.
func addLanguages(cmd *cobra.Command, languages *[]string) *cobra.Command {
	cmd.Flags().StringSliceVarP(languages, "language", "l", nil, "only this `LANGUAGE`, or several with commas")
	return cmd
}

// newTranslationCommand returns the command that begins a translation.
func newTranslationCommand(p *process) *cobra.Command {
	var languages []string
	return addLanguages(&cobra.Command{
		Use:   "new [FOLDER] -l LANGUAGE",
		Short: "Begin a translation, or bring what is new into one",
		Long: `new makes the files of a translation, with the texts in the source language for
the translator to write over. In a translation that there is already it adds
the texts that are missing. Sections of the source that have no id get one.`,
		Args: atMost(1, "folder"), ValidArgsFunction: completeDirectory,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(languages) == 0 {
				return wrongUsage(cmd, "write it like -l fi", "new needs the language to translate into")
			}
			return changeTranslations(p, directory(args), func(*publication) []string { return languages },
				func(work content.TranslationWork) string {
					return plural(len(work.Done), "text was", "texts were") + " added to be translated"
				},
				func(pub *publication, language string) (content.TranslationWork, content.ErrorList) {
					return pub.content.NewTranslation(language)
				})
		},
	}, &languages)
}

// runSync records translations.
func runSync(p *process, args, languages []string, o content.SyncOptions) error {
	dir, names := folderAnd(args)
	o.Fields = names
	return changeTranslations(p, dir, func(pub *publication) []string { return begunLanguages(pub, languages) },
		func(work content.TranslationWork) string {
			return plural(len(work.Done), "text recorded", "texts recorded") + ", " +
				plural(len(work.Left), "text", "texts") + " still to do"
		},
		func(pub *publication, language string) (content.TranslationWork, content.ErrorList) {
			return pub.content.SyncTranslation(language, o)
		})
}

// changeTranslations does work on translations, one language after the other,
// and tells what was done.
func changeTranslations(p *process, dir string, choose func(*publication) []string, inWords func(content.TranslationWork) string,
	work func(*publication, string) (content.TranslationWork, content.ErrorList),
) error {
	failed := false
	first, err := openPublication(dir)
	if err != nil {
		return err
	}
	languages := choose(first)
	_ = first.Close() // only a handle on the folder
	for _, language := range languages {
		pub, err := openPublication(dir) // as the last language left it
		if err != nil {
			return err
		}
		done, errs := work(pub, language)
		r := newReport(p)
		r.dir, r.files = pub.dir, pub.root.FS()
		r.problems(merge(contentProblems(errs, "")))
		failed = failed || errs.Err() != nil
		for _, change := range done.Changes {
			if err := replaceText(pub, change); err != nil {
				_ = pub.Close() // only a handle on the folder
				return err
			}
			r.note("wrote", seenFrom(pub.dir, change.Name))
		}
		if len(done.Done)+len(done.Left)+len(done.Changes) > 0 || errs.Err() == nil {
			r.note("", language+": "+inWords(done))
		}
		_ = pub.Close() // only a handle on the folder
	}
	if failed {
		return errReported
	}
	return nil
}

// chooseLanguages returns the languages asked for, where none is named all that
// have texts to be followed.
func chooseLanguages(pub *publication, asked []string) []string {
	if len(asked) > 0 {
		return asked
	}
	languages := pub.content.Languages()
	if source := pub.content.SourceLanguage(); pub.content.Translation(source).Begun() {
		languages = append([]string{source}, languages...) // what regions have of their own in it
	}
	return languages
}

// knownLanguages refuses languages that have neither an edition nor files, and
// the one that the others are translated from.
func knownLanguages(cmd *cobra.Command, pub *publication, asked []string) error {
	known := pub.content.Languages()
	for _, language := range asked {
		switch {
		case language == pub.content.SourceLanguage() && pub.content.Translation(language).Begun():
		case language == pub.content.SourceLanguage():
			return wrongUsage(cmd, "name a language that it is translated into", "%q is the language that the others are translated from", language)
		case !slices.Contains(known, language) && !pub.content.Translation(language).Begun():
			hint := inFolder("`korthet translate new -l LANGUAGE` begins a translation", pub.dir)
			if len(known) > 0 {
				hint = meant(language, known, "there are "+strings.Join(known, ", "))
			}
			return wrongUsage(cmd, hint, "there is no translation into %q", language)
		}
	}
	return nil
}

// begunLanguages returns the languages asked for, all that have files of their
// own where none is named.
func begunLanguages(pub *publication, asked []string) []string {
	return slices.DeleteFunc(chooseLanguages(pub, asked), func(language string) bool {
		return len(asked) == 0 && !pub.content.Translation(language).Begun()
	})
}

// folderAnd parts a command's arguments: the first is the folder where there is
// one by its name.
func folderAnd(args []string) (dir string, names []string) {
	if len(args) > 0 && !strings.Contains(args[0], ":") {
		if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
			return args[0], args[1:]
		}
	}
	return ".", args
}

// replaceText writes a file of the publication whole, or not at all where it is
// no longer what the change was made up from. The file keeps its permissions.
func replaceText(pub *publication, change content.FileChange) error {
	name := filepath.FromSlash(change.Name)
	seen := seenFrom(pub.dir, change.Name)
	mode := os.FileMode(0o666)
	if info, err := pub.root.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	if err := pub.root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return cannotWrite(seen, err)
	}
	folder, err := pub.root.OpenRoot(filepath.Dir(name))
	if err != nil {
		return cannotWrite(seen, err)
	}
	defer folder.Close()
	out := &outputFolder{root: folder, seen: filepath.Dir(seen)}
	temp, file, err := out.create()
	if err != nil {
		return cannotWrite(seen, err)
	}
	_, err = file.Write(change.New)
	if err == nil {
		if err = file.Sync(); unsyncable(err) {
			err = nil
		}
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil && change.Old != nil {
		err = folder.Chmod(temp, mode)
	}
	if err == nil {
		now, missing := pub.root.ReadFile(name)
		if (missing != nil) != (change.Old == nil) || !slices.Equal(now, change.Old) {
			_ = folder.Remove(temp) // it is hidden, and nobody's
			return &adviceError{err: fmt.Errorf("%s was changed meanwhile, so it was left as it is", seen), hint: "run the command again"}
		}
		err = folder.Rename(temp, filepath.Base(name))
	}
	if err != nil {
		_ = folder.Remove(temp) // it is hidden, and nobody's
		return cannotWrite(seen, err)
	}
	return nil
}
