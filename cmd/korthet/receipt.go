package main

import (
	"strings"

	"korthet/layout"
)

// receiptWords are how a change that fitting made is told, by its key in the
// theme: * stands for what it became, and what it was follows where it says
// something.
var receiptWords = map[string]string{ //nolint:gochecknoglobals // a table
	"styles.body.size":               "type of *",
	"grid":                           "lines * apart",
	"styles.body.letter-spacing":     "letters moved apart by *",
	"styles.section.space-before":    "* of white above sections",
	"styles.subsection.space-before": "* of white above subsections",
	"text.expansion":                 "letters wider or narrower by up to *",
	"page.gutter":                    "columns * apart",
	"images":                         "pictures at * of their height",
}

// receipt tells in words what fitting changed of the theme.
func receipt(changes []layout.Change) string {
	parts := make([]string, len(changes))
	for i, change := range changes {
		words, ok := receiptWords[change.Key]
		if !ok {
			parts[i] = change.To // "the title 3 lines lower", "1 paragraph left out"
			continue
		}
		parts[i] = strings.ReplaceAll(words, "*", change.To) + " (" + change.From + " in the theme)"
	}
	return strings.Join(parts, ", ")
}
