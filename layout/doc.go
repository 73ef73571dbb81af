// Package layout sets an edition: it takes a *content.Edition and gives a
// display.Document and the problems it met.
//
// The steps are the files, in order:
//
//	theme.go     the look: the built-in theme, and the author's resolved over it
//	collect.go   the edition becomes a tree of tags with paragraphs in it
//	text.go      language typography; one paragraph becomes one text with pieces
//	shape.go     words become glyphs
//	items.go     a paragraph becomes boxes, glue and penalties
//	patterns.go  where words may be parted, by the language's patterns or the publication's
//	lines.go     the breaks become lines with glyphs in place; stacks.go and contrast.go
//	             keep neighbouring lines apart, texture.go tells what they look like
//	front.go     the title area at the head of the first page
//	contact.go   the contact block and colophon at the foot of the last
//	list.go, table.go, box.go, note.go, pullquote.go, facts.go, qr.go, figure.go
//	             the other blocks: what is moved as a whole is an area (solid.go)
//	picture.go   pictures are read, and told by what is in them
//	wide.go      what goes over all columns; bands.go finds its page, and parts the page
//	             by it
//	columns.go   the lines are parted among columns and pages, openings.go gives heads
//	             white to level them; trial.go, fit.go and detour.go find the
//	             theme with which they fill the pages promised
//	finish.go    all of it becomes the display document
//
// It decides everything that shows; the writers decide nothing. It knows
// neither YAML nor PDF. Lengths are display.Length throughout and all
// arithmetic is on integers, so that an edition breaks alike on every machine.
package layout
