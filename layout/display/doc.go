// Package display holds the display document: the waist between layout, which
// decides everything, and the writers, which only write what stands here.
//
// A Document has two halves that point at each other. The tag tree is the
// semantic document in reading order: roles, languages, the full text after
// typography, alternative texts, links. The sheets are the paper: each side of
// a sheet has panels (the reader's pages), each panel edge is a trim, a fold or
// the spine, and items (glyph runs, paths, images, groups, links) lie on panels
// or on the side itself where art crosses a fold. Every item names the tag it
// belongs to; an item of tag 0 is an artifact, which a reader who listens is
// not told of.
//
// Coordinates grow from the top start corner: x towards the end edge, y
// downwards, in Length. Colours are inks: a named colour, a tint, an overprint
// flag, never raw numbers, so that one document serves press and screen.
//
// The package knows no YAML, no PDF and no files.
package display
