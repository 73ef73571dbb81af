// Package linebreak breaks a paragraph into lines so that the paragraph as a
// whole is as good as it can be: the total-fit method of Knuth and Plass
// ("Breaking Paragraphs into Lines", Software: Practice and Experience 11,
// 1981), in the form that TeX gave it ("TeX: The Program", §813-890), with
// margin protrusion and font expansion inside the breaking as in Hàn Thế
// Thành's pdfTeX.
//
// The package knows plain integers only: no unit, no font, no language. Its
// caller turns text into boxes (what is printed), glue (what stretches and
// shrinks) and penalties (where a line may end at a price), and turns the lines
// that come back into glyphs. With TeX's parameters it chooses TeX's breaks;
// everything it adds to TeX is off in the zero Options.
//
// A paragraph ends where its items end. What fills the last line is the
// caller's: [End] appends it as TeX does.
//
//	items := []linebreak.Item{
//		{Kind: linebreak.Box, Width: 30},
//		{Kind: linebreak.Glue, Width: 4, Stretch: 2, Shrink: 1},
//		{Kind: linebreak.Box, Width: 25},
//	}
//	var breaker linebreak.Breaker
//	result := breaker.Break(linebreak.End(items), []int64{60}, linebreak.Options{})
//
// The sums over a paragraph's widths and stretches must stay below 2^53 in
// magnitude; a page's worth of units of 1/65536 point is far below.
package linebreak
