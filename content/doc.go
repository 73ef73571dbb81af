// Package content reads a publication folder and resolves its editions.
//
// It owns all that is YAML and Markdown: it takes an fs.FS and gives an
// *Edition in which every field says which file, line and column it came from.
// It reports every mistake of every file in one run, each with its place and,
// where one can be guessed, a hint, and it returns as much of the edition as it
// could read beside them.
//
// It knows nothing of fonts, lengths on paper or PDF.
package content
