// Package content reads a publication folder and resolves its editions.
//
// It owns all that is YAML and Markdown: it takes an fs.FS and gives an
// *Edition in which every field says which file, line and column it came from.
// It reports every mistake of every file in one run, each with its place and,
// where one can be guessed, a hint, and it returns as much of the edition as it
// could read beside them.
//
// A file goes through five steps, each with a file of its own:
//
//	guard.go    nothing outside of the folder is opened, nothing endless is read
//	source.go   bytes become text: UTF-8, composed to NFC, lines and columns
//	syntax.go   text becomes YAML nodes; YAML's own mistakes in plain words
//	decode.go   nodes become structs by their tags (schema.go: and the tags schemas)
//	markdown.go texts become blocks and inlines (scalar.go: each with its place)
//
// publication.go, section.go and office.go say what the files hold; resolve.go
// makes editions of them. A place is a line and a column counted in characters
// of the composed text. A path names a field within an edition: sections have
// ids that are unique in it, so that "sections.development.body" is one field
// wherever the section stands.
//
// It knows nothing of fonts, lengths on paper or PDF.
package content
