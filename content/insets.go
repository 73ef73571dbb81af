package content

import "slices"

// quoteText is a quotation as a section's blocks hold it.
type quoteText struct{ markdownText }

// noteText is a remark as a section's blocks hold it.
type noteText struct{ markdownText }

// pullQuoteFile is a sentence set large as a section's blocks hold it.
type pullQuoteFile struct {
	Pos  Pos
	Text inlineText  `yaml:"text,required,alone" doc:"The sentence, in inline Markdown." missing:"this pull quote has no text"`
	By   *inlineText `yaml:"by" doc:"Who said it, in inline Markdown."`
}

// boxFile is a box as a section's blocks hold it.
type boxFile struct {
	Pos    Pos
	Title  *inlineText   `yaml:"title" doc:"The box's head, in inline Markdown."`
	Body   *markdownText `yaml:"body,alone" doc:"The text, in Markdown."`
	Blocks []blockFile   `yaml:"blocks" doc:"What stands below the text, block by block." without:"box"`
	Colour Text          `yaml:"colour" doc:"The colour of its ground, a name from the theme; left out, the theme's."`
	Keep   Flag          `yaml:"keep" doc:"true: the box is never parted between columns."`
}

// factsFile is numbers set large as a section's blocks hold them.
type factsFile struct {
	Pos   Pos
	Items []factFile `yaml:"items,required,alone" doc:"The facts, each a number and its label." missing:"there are no facts here"`
	Wide  Flag       `yaml:"wide" doc:"true: over all columns of the page instead of one."`
}

// factFile is a number set large.
type factFile struct {
	Pos    Pos
	Number inlineText `yaml:"number,required" doc:"The number with its unit, in inline Markdown: 116." missing:"this fact has no number"`
	Label  inlineText `yaml:"label,required" doc:"What the number counts, in inline Markdown: member states." missing:"this fact does not say what its number counts"`
}

// qrFile is a QR code as a section's blocks hold it.
type qrFile struct {
	Pos   Pos
	URI   Text        `yaml:"uri,required,alone" doc:"Where it leads, a whole address: https://www.example.org/join." missing:"this QR code leads nowhere"`
	Label *inlineText `yaml:"label" doc:"What stands beside it, in inline Markdown."`
	Alt   Text        `yaml:"alt" doc:"What readers who cannot see it are told; left out, where it leads."`
	Size  Length      `yaml:"size" doc:"Its width with the white around it, for example 25 mm."`
}

// inlines returns the text's pieces, none where the key was left out.
func (t *inlineText) inlines() Inlines {
	if t == nil {
		return nil
	}
	return t.Inlines
}

// place returns where the text stands.
func (t *markdownText) place() Pos { return t.Pos }

// blocks returns the text's blocks.
func (t *markdownText) blocks(*reader) []Block { return t.Blocks }

// blocks returns the quotation.
func (t *quoteText) blocks(*reader) []Block {
	if len(t.Blocks) == 0 {
		return nil
	}
	return []Block{&Quote{BlockInfo: BlockInfo{Pos: t.Pos}, Blocks: t.Blocks}}
}

// blocks returns the remark.
func (t *noteText) blocks(*reader) []Block {
	if len(t.Blocks) == 0 {
		return nil
	}
	return []Block{&Note{BlockInfo: BlockInfo{Pos: t.Pos}, Blocks: t.Blocks}}
}

// place returns where the sentence stands.
func (f *pullQuoteFile) place() Pos { return f.Pos }

// blocks returns the sentence.
func (f *pullQuoteFile) blocks(*reader) []Block {
	if len(f.Text.Inlines) == 0 {
		return nil
	}
	return []Block{&PullQuote{BlockInfo: BlockInfo{Pos: f.Pos}, Text: f.Text.Inlines, By: f.By.inlines()}}
}

// place returns where the box stands.
func (f *boxFile) place() Pos { return f.Pos }

// blocks returns the box.
func (f *boxFile) blocks(r *reader) []Block {
	box := &Box{BlockInfo: BlockInfo{Pos: f.Pos}, Title: f.Title.inlines(), Colour: f.Colour, Keep: f.Keep.Value}
	if f.Body != nil {
		box.Blocks = slices.Clip(f.Body.Blocks) // others may share them
	}
	for i := range f.Blocks {
		inner := &f.Blocks[i]
		if inner.Box != nil {
			at := inner.Box.Pos
			if at.File == "" {
				at = inner.Pos
			}
			r.mistakes.add(at, "write its blocks here, or put the box below this one", "a box cannot stand in a box", f.Pos)
			continue
		}
		inner.refuseWide(r)
		box.Blocks = append(box.Blocks, inner.blocks(r)...)
	}
	if f.Body == nil && f.Blocks == nil {
		r.mistakes.add(f.Pos, "give it a `body` or `blocks`", "this box is empty")
	}
	return []Block{box}
}

// refuseWide reports a block in a box that shall be wider than its column.
func (f *blockFile) refuseWide(r *reader) {
	var wide Flag
	switch {
	case f.Figure != nil:
		wide = f.Figure.Wide
	case f.Table != nil:
		wide = f.Table.Wide
	case f.Facts != nil:
		wide = f.Facts.Wide
	}
	if wide.Value {
		r.mistakes.add(wide.Pos, "take the line out, or move the block out of the box",
			"what stands in a box is as wide as the box")
	}
}

// place returns where the facts stand.
func (f *factsFile) place() Pos { return f.Pos }

// blocks returns the facts that have a number and a label.
func (f *factsFile) blocks(*reader) []Block {
	out := &Facts{BlockInfo: BlockInfo{Pos: f.Pos}, Wide: f.Wide.Value}
	for _, fact := range f.Items {
		if len(fact.Number.Inlines) > 0 && len(fact.Label.Inlines) > 0 {
			out.Facts = append(out.Facts, Fact{Number: fact.Number.Inlines, Label: fact.Label.Inlines, Pos: fact.Pos})
		}
	}
	if len(out.Facts) == 0 {
		return nil // told where the keys were read
	}
	return []Block{out}
}

// place returns where the QR code stands.
func (f *qrFile) place() Pos { return f.Pos }

// blocks returns the QR code.
func (f *qrFile) blocks(r *reader) []Block {
	r.positive(f.Size, "a QR code")
	if !f.URI.Given() {
		return nil
	}
	uri, reason, hint := checkURI(f.URI.Value)
	if reason != "" {
		r.mistakes.add(f.URI.Pos, hint, reason)
		return nil
	}
	code := &QR{BlockInfo: BlockInfo{Pos: f.Pos}, URI: f.URI, Label: f.Label.inlines(), Alt: f.Alt, Size: f.Size}
	code.URI.Value = uri
	return []Block{code}
}
