package pdf

import (
	"bytes"
	"testing"

	"korthet/layout/display"
	"korthet/output/pdf/pdftest"
)

// signed gives every link of a document a sign, within groups too.
func signed(items []display.Item, sign display.Length) (links int) {
	for _, item := range items {
		switch item := item.(type) {
		case *display.Link:
			item.Sign = display.Sign{Y: item.Y + item.Height, Width: sign}
			links++
		case *display.Group:
			links += signed(item.Items, sign)
		}
	}
	return links
}

// TestLinkSigns: what shows links to be links is drawn in the screen file, as an
// artifact that parts no content, and not in the press file.
func TestLinkSigns(t *testing.T) {
	doc := leaflet(t)
	printer := defaultPrinter(t)
	plain, plainPress := write(t, doc, testOptions()), write(t, imposed(t, doc, &printer), pressOptions())
	links := 0
	for i := range doc.Sheets {
		for j := range doc.Sheets[i].Sides {
			side := &doc.Sheets[i].Sides[j]
			links += signed(side.Items, display.Point/2)
			for k := range side.Panels {
				links += signed(side.Panels[k].Items, display.Point/2)
			}
		}
	}
	if links == 0 {
		t.Fatal("the document has no links")
	}
	data := write(t, doc, testOptions())
	for _, finding := range pdftest.Judge(data) {
		t.Error(finding)
	}
	before, after := read(t, plain), read(t, data)
	shapes := 0
	for i := range after.pages {
		shapes += after.pages[i].shapes - before.pages[i].shapes
		if len(after.pages[i].marks) != len(before.pages[i].marks) {
			t.Errorf("page %d has %d contents, %d without signs", i+1, len(after.pages[i].marks), len(before.pages[i].marks))
		}
	}
	if shapes != links {
		t.Errorf("%d lines are drawn for %d links", shapes, links)
	}
	if !bytes.Equal(write(t, imposed(t, doc, &printer), pressOptions()), plainPress) {
		t.Error("the press file has signs")
	}
}
