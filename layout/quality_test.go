package layout_test

import (
	"math"
	"strings"
	"unicode/utf8"

	"korthet/layout/display"
)

// quality is what can be measured of a document's justified lines.
type quality struct {
	lines, hyphens, longestRun, ladders int
	columnHyphens                       int
	mean, deviation, least, most        float64 // word spaces, the font's own being 1
	expansion, spacing                  float64 // the most that letters give: of their width, of an em
	stackedStarts, stackedEnds          int     // the same word at the starts, or ends, of two lines in a row
	wide                                int     // lines whose letters are expanded by more than 2 %
	runts, shortLast, tails             int     // last lines: very short ones, a short word alone, a word alone after a hyphen
	rivers, longestRiver                int     // of white, through three lines or more
	contrast                            float64 // the most by which the letters of neighbouring lines differ
	contrasts                           int     // neighbouring lines whose letters differ by more than 4 %
}

// setLine is a line of running text with the runs that it is made of.
type setLine struct {
	bodyLine
	runs []*display.GlyphRun
}

// measure measures all lines of running text that are not their paragraph's
// last, from the display list alone.
func measure(doc *display.Document) quality {
	lines := setLines(doc)
	var q quality
	var ratios []float64
	run := 0
	for i := range lines {
		line := &lines[i]
		last := i+1 == len(lines) || lines[i+1].paragraph != line.paragraph
		if last {
			run = 0
			q.end(lines, i)
			continue
		}
		q.lines++
		if ratio, ok := line.wordSpace(); ok {
			ratios = append(ratios, ratio)
		}
		for _, r := range line.runs {
			q.expansion = max(q.expansion, math.Abs(float64(r.Expansion))/10_000)
			q.spacing = max(q.spacing, math.Abs(float64(r.LetterSpacing))/float64(r.Size))
		}
		if next := &lines[i+1]; next.column == line.column && next.page == line.page {
			differ := math.Abs(float64(line.runs[0].Expansion-next.runs[0].Expansion)) / 10_000
			q.contrast = max(q.contrast, differ)
			if differ > 0.04 {
				q.contrasts++
			}
		}
		if math.Abs(float64(line.runs[0].Expansion)) > 200 {
			q.wide++
		}
		if !strings.HasSuffix(line.text(), "-") {
			run = 0
		} else {
			q.hyphens++
			run++
			q.longestRun = max(q.longestRun, run)
			if run == 3 {
				q.ladders++
			}
			if next := lines[i+1]; next.page != line.page || next.column != line.column {
				q.columnHyphens++
			}
		}
		q.stack(line, &lines[i+1], i > 0 && lines[i-1].hyphen && lines[i-1].paragraph == line.paragraph)
	}
	q.spread(ratios)
	q.rivers, q.longestRiver = rivers(lines)
	return q
}

// end judges a paragraph's last line.
func (q *quality) end(lines []setLine, i int) {
	if i == 0 || lines[i-1].paragraph != lines[i].paragraph {
		return // its only line
	}
	text := lines[i].text()
	if strings.Contains(text, " ") {
		return
	}
	if width := lines[i].end() - lines[i].runs[0].X; width < lines[i].runs[0].Size*3/2 {
		q.runts++
	}
	if utf8.RuneCountInString(strings.TrimRight(text, ".")) <= 5 {
		q.shortLast++
	}
	if lines[i-1].hyphen {
		q.tails++
	}
}

// stack counts the words that a line has in common with the next. It may begin
// with the rest of a word.
func (q *quality) stack(line, next *setLine, rest bool) {
	a, b := strings.Fields(line.text()), strings.Fields(next.text())
	if len(a) == 0 || len(b) == 0 || line.page != next.page || line.column != next.column {
		return
	}
	if same(a[0], b[0]) && !line.hyphen && !rest {
		q.stackedStarts++
	}
	if same(a[len(a)-1], b[len(b)-1]) && !line.hyphen && !next.hyphen {
		q.stackedEnds++
	}
}

// same reports whether two words are the same but for punctuation, and more than
// one letter long.
func same(a, b string) bool {
	const marks = ".,;:!?()”’»«"
	a, b = strings.Trim(a, marks), strings.Trim(b, marks)
	return a == b && len(a) > 1
}

func (q *quality) spread(ratios []float64) {
	q.least = math.Inf(1)
	for _, r := range ratios {
		q.mean += r / float64(len(ratios))
		q.least, q.most = min(q.least, r), max(q.most, r)
	}
	for _, r := range ratios {
		q.deviation += (r - q.mean) * (r - q.mean) / float64(len(ratios))
	}
	q.deviation = math.Sqrt(q.deviation)
}

func (l *setLine) text() string {
	var b strings.Builder
	for _, run := range l.runs {
		b.WriteString(run.Text)
	}
	return strings.TrimRight(b.String(), " ")
}

// wordSpace returns the mean width of the line's spaces, that of the font's own
// being 1.
func (l *setLine) wordSpace() (float64, bool) {
	var sum, own float64
	for k, run := range l.runs {
		for i, glyph := range run.Glyphs {
			trailing := k == len(l.runs)-1 && i == len(run.Glyphs)-1
			if run.Text[glyph.Cluster] != ' ' || trailing {
				continue
			}
			space, _ := run.Face.GlyphIndex(' ')
			sum += float64(glyph.Advance)
			own += float64(run.Size) * float64(run.Face.GlyphAdvance(space)) / float64(run.Face.UnitsPerEm())
		}
	}
	return sum / own, own > 0
}

// setLines returns the lines of running text in reading order.
func setLines(doc *display.Document) []setLine {
	body := bodyType(doc)
	var lines []setLine
	for s, sheet := range doc.Sheets {
		for k, side := range sheet.Sides {
			for _, item := range side.Panels[0].Items {
				run, ok := item.(*display.GlyphRun)
				if !ok || typeOf(run) != body || run.Tag == display.NoTag {
					continue
				}
				line := bodyLine{page: 2*s + k, y: run.Y, paragraph: paragraphOf(doc, run.Tag), hyphen: run.Hyphen}
				if run.X > display.Millimetres(103_000) {
					line.column = 1
				}
				if n := len(lines); n > 0 && lines[n-1].page == line.page && lines[n-1].column == line.column && lines[n-1].y == line.y {
					lines[n-1].runs = append(lines[n-1].runs, run)
					lines[n-1].hyphen = run.Hyphen
					continue
				}
				lines = append(lines, setLine{line, []*display.GlyphRun{run}})
			}
		}
	}
	return lines
}

// typeface is what type a run is set in.
type typeface struct {
	family string
	size   display.Length
	ink    display.Ink // the colophon may be in the type of running text, but is grey
}

func typeOf(run *display.GlyphRun) typeface { return typeface{run.Face.Family(), run.Size, run.Ink} }

// bodyType returns the type in which most glyphs are set.
func bodyType(doc *display.Document) typeface {
	glyphs := map[typeface]int{}
	var body typeface
	for _, run := range runs(doc) {
		glyphs[typeOf(run)] += len(run.Glyphs)
		if glyphs[typeOf(run)] > glyphs[body] {
			body = typeOf(run)
		}
	}
	return body
}

// shortRows returns how many rows the columns of the first page end short of the
// margin.
func shortRows(doc *display.Document) int {
	var lowest, leading display.Length
	lines := setLines(doc)
	for i := range lines {
		if lines[i].page > 0 {
			break
		}
		lowest = max(lowest, lines[i].y)
		if i > 0 && lines[i].column == lines[i-1].column && (leading == 0 || lines[i].y-lines[i-1].y < leading) {
			leading = lines[i].y - lines[i-1].y
		}
	}
	_, bottom := margins(doc)
	return int((display.Millimetres(297_000) - bottom - lowest) / leading)
}

// margins returns the margins above and below the columns: those of the built-in
// theme, or of the peers' setting, which is told by its face.
func margins(doc *display.Document) (top, bottom display.Length) {
	if bodyType(doc).family == "Liberation Serif" {
		return display.Millimetres(20_000), display.Millimetres(20_000)
	}
	return display.Millimetres(24_000), display.Millimetres(26_000)
}

// titleAt returns the first baseline of the largest type.
func titleAt(doc *display.Document) display.Length {
	var size, at display.Length
	for _, run := range runs(doc) {
		if run.Size > size {
			size, at = run.Size, run.Y
		}
	}
	return at
}
