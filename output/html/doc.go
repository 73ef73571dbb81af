// Package html writes a display document as one web page that everyone can
// read: a single file without scripts that loads nothing, made from the tag
// tree alone. The sheets are asked for pictures only; where text stands on
// paper is of no interest here.
//
// The page has the tree's words in the tree's order, and nothing else that is
// read: no skip link, since nothing stands before the main content that could
// be skipped, and no navigation. List labels stand in the text as the tree has
// them, so that they can be copied and searched; the lists have their role by
// name, which browsers otherwise take from lists without markers.
//
// Any sound tag tree gives valid HTML. Where HTML's content models (HTML Living
// Standard, 4) are narrower than the tree, the nearest element that may stand
// there takes its place: no head or section stands within <address>, no block
// within a paragraph, no link within a link. The bytes are well-formed XML
// too, which is how the tests read them.
//
// The file's parts: write.go the page and its head; flow.go blocks; phrase.go
// running text and links; list.go, table.go and figure.go what their names say;
// pictures.go and drawing.go how pictures become data: addresses; style.go and
// style.css the look.
package html
