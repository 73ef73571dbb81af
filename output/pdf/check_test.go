package pdf

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"korthet/fonts"
	"korthet/layout/display"
)

// TestCheckCatches breaks each rule on the specimen, which breaks none.
func TestCheckCatches(t *testing.T) {
	if found := Check(specimen(t), Options{}); len(found) > 0 {
		t.Fatalf("the specimen has violations: %+v", found)
	}
	find := func(d *display.Document, role display.Role) *display.Tag {
		for i := range d.Tags {
			if d.Tags[i].Role == role {
				return &d.Tags[i]
			}
		}
		t.Fatalf("the specimen has no %s", role)
		return nil
	}
	firstRun := func(d *display.Document) *display.GlyphRun {
		for _, item := range d.Sheets[0].Sides[0].Panels[0].Items {
			if run, ok := item.(*display.GlyphRun); ok {
				return run
			}
		}
		t.Fatal("the specimen has no text")
		return nil
	}
	for _, c := range []struct {
		name, rule, says string
		spoil            func(*display.Document)
	}{
		{"no title", "06-003", "title", func(d *display.Document) { d.Meta.Title = " " }},
		{"no language", "11-001", "language", func(d *display.Document) { d.Meta.Language = "" }},
		{"no such language", "11-001", "svenska_FI", func(d *display.Document) { d.Tags[3].Lang = "svenska_FI" }},
		{"a control character", "metadata", "U+0007", func(d *display.Document) { d.Meta.Author = "a\a" }},
		{"a missing glyph", "31-030", "no glyph for \"F\"", func(d *display.Document) { firstRun(d).Glyphs[0].ID = 0 }},
		{"a byte order mark", "31-030", "U+FEFF", func(d *display.Document) {
			run := firstRun(d)
			run.Text += "\uFEFF"
		}},
		{"a character for private use", "private-use", "U+E001", func(d *display.Document) { firstRun(d).Text += "\uE001" }},
		{"a lost word", "words", "\"Not.\" is on no page", func(d *display.Document) {
			panel := &d.Sheets[0].Sides[0].Panels[0]
			panel.Items = slices.DeleteFunc(panel.Items, func(i display.Item) bool {
				run, ok := i.(*display.GlyphRun)
				return ok && run.Text == "Not."
			})
		}},
		{"a changed letter", "words", "not what stands", func(d *display.Document) { find(d, display.RoleText).Text = "Flygblod (fält) \\ 1" }},
		{"text without a text tag", "01-005", "belongs to a h1", func(d *display.Document) { firstRun(d).Tag = d.Tags[firstRun(d).Tag].Parent }},
		{"a picture of the table", "01-005", "table", func(d *display.Document) {
			for i := range d.Tags {
				if d.Tags[i].Role == display.RoleTable {
					d.Sheets[0].Sides[0].Items = append(d.Sheets[0].Sides[0].Items, &display.Path{
						Segments: display.Rectangle(0, 0, 1, 1), Fill: &display.Ink{}, Tag: display.TagID(i),
					})
				}
			}
		}},
		{"no first heading", "14-002", "level 2", func(d *display.Document) { find(d, display.RoleHeading1).Role = display.RoleHeading2 }},
		{"a level skipped", "14-003", "level 4 follows one of level 2", func(d *display.Document) { find(d, display.RoleHeading3).Role = display.RoleHeading4 }},
		{"no alternative text", "13-004", "alternative text", func(d *display.Document) { find(d, display.RoleFigure).Alt = "" }},
		{"a link to nowhere", "28-012", "leads nowhere", func(d *display.Document) { find(d, display.RoleLink).URI = "" }},
		{"a link without an area", "28-012", "nowhere on the page", func(d *display.Document) {
			panel := &d.Sheets[0].Sides[0].Panels[0]
			panel.Items = slices.DeleteFunc(panel.Items, func(i display.Item) bool { _, link := i.(*display.Link); return link })
		}},
		{"a stray item", "09-005", "outside its items", func(d *display.Document) { find(d, display.RoleListItem).Role = display.RoleParagraph }},
		{"a stray body", "09-005", "outside its text", func(d *display.Document) { find(d, display.RoleListBody).Role = display.RoleParagraph }},
		{"uneven rows", "09-004", "columns", func(d *display.Document) { find(d, display.RoleTableHead).ColSpan = 3 }},
		{"a stray row", "09-004", "outside its rows", func(d *display.Document) { find(d, display.RoleTableRow).Role = display.RoleParagraph }},
		{"a head without scope", "15-003", "heads its column", func(d *display.Document) { find(d, display.RoleTableHead).Scope = display.NoScope }},
		{"no heads", "15-003", "no head cells", func(d *display.Document) {
			for i := range d.Tags {
				if d.Tags[i].Role == display.RoleTableHead {
					d.Tags[i].Role = display.RoleTableCell
				}
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := specimen(t)
			c.spoil(doc)
			for _, v := range Check(doc, Options{}) {
				if v.Rule == c.rule && strings.Contains(v.Message, c.says) {
					var out bytes.Buffer
					err := Write(&out, doc, Options{})
					var refused *ViolationError
					if !errors.As(err, &refused) || out.Len() > 0 {
						t.Errorf("it is written all the same: %v, %d bytes", err, out.Len())
					}
					return
				}
			}
			t.Errorf("not caught: %+v", Check(doc, Options{}))
		})
	}
}

// TestCheckOfBrokenDocuments: what does not fit together is told under
// "display", and nothing panics.
func TestCheckOfBrokenDocuments(t *testing.T) {
	first := func(d *display.Document) *display.GlyphRun {
		for _, item := range d.Sheets[0].Sides[0].Panels[0].Items {
			if run, ok := item.(*display.GlyphRun); ok {
				return run
			}
		}
		return nil
	}
	put := func(d *display.Document, item display.Item) {
		side := &d.Sheets[0].Sides[0]
		side.Items = append(side.Items, item)
	}
	for name, spoil := range map[string]func(*display.Document){
		"no tags":             func(d *display.Document) { d.Tags = nil },
		"no document":         func(d *display.Document) { d.Tags[1].Role = display.RoleSection },
		"a tag twice":         func(d *display.Document) { d.Tags[1].Kids = append(d.Tags[1].Kids, d.Tags[1].Kids[0]) },
		"a lost tag":          func(d *display.Document) { d.Tags[1].Kids = d.Tags[1].Kids[1:] },
		"a wrong parent":      func(d *display.Document) { d.Tags[3].Parent = 400 },
		"a kid outside":       func(d *display.Document) { d.Tags[1].Kids[0] = 4000 },
		"an unknown role":     func(d *display.Document) { d.Tags[3].Role = 200 },
		"no colours":          func(d *display.Document) { d.Colours = nil },
		"no pages":            func(d *display.Document) { d.Sheets = nil },
		"two pages 1":         func(d *display.Document) { d.Sheets[0].Sides[0].Panels[1].Page = 1 },
		"a page of nothing":   func(d *display.Document) { d.Sheets[0].Sides[0].Panels[0].Width = 0 },
		"no face":             func(d *display.Document) { first(d).Face = nil },
		"no size":             func(d *display.Document) { first(d).Size = 0 },
		"shrunk to nothing":   func(d *display.Document) { first(d).Expansion = -10_000 },
		"a cluster outside":   func(d *display.Document) { first(d).Glyphs[0].Cluster = 4000 },
		"a negative cluster":  func(d *display.Document) { first(d).Glyphs[0].Cluster = -1 },
		"a glyph outside":     func(d *display.Document) { first(d).Glyphs[0].ID = fonts.GlyphID(0xFFFF) },
		"text not UTF-8":      func(d *display.Document) { first(d).Text = "\xFF" + first(d).Text },
		"a tag outside":       func(d *display.Document) { first(d).Tag = 4000 },
		"an ink outside":      func(d *display.Document) { first(d).Ink.Colour = 7 },
		"a tint over full":    func(d *display.Document) { first(d).Ink.Tint = 10001 },
		"far away":            func(d *display.Document) { first(d).X = 1 << 60 },
		"no picture":          func(d *display.Document) { put(d, &display.Image{}) },
		"no item":             func(d *display.Document) { put(d, nil) },
		"a path from nowhere": func(d *display.Document) { put(d, &display.Path{Segments: []display.Segment{{Op: display.LineTo}}}) },
		"dashes of nothing": func(d *display.Document) {
			put(d, &display.Path{Segments: display.Rectangle(0, 0, 1, 1), Stroke: &display.Stroke{Dash: []display.Length{0}}})
		},
		"groups in groups": func(d *display.Document) {
			var item display.Item = &display.Path{Segments: display.Rectangle(0, 0, 1, 1), Fill: &display.Ink{}}
			for range 100 {
				item = &display.Group{Items: []display.Item{item}}
			}
			put(d, item)
		},
		"groups that enlarge": func(d *display.Document) {
			var item display.Item = &display.Path{Segments: display.Rectangle(0, 0, 1, 1), Fill: &display.Ink{}}
			for range 20 {
				item = &display.Group{Transform: display.Transform{A: 9000 << 16, D: 9000 << 16}, Items: []display.Item{item}}
			}
			put(d, item)
		},
		"expanded out of sight": func(d *display.Document) { first(d).Expansion = 32_000 },
		"an area of no link":    func(d *display.Document) { put(d, &display.Link{Tag: 1}) },
	} {
		t.Run(name, func(t *testing.T) {
			doc := specimen(t)
			spoil(doc)
			found := Check(doc, Options{})
			if len(found) == 0 || found[0].Rule != "display" {
				t.Errorf("not caught: %+v", found)
			}
		})
	}
	if found := Check(&display.Document{}, Options{}); len(found) == 0 {
		t.Error("an empty document is whole")
	}
	if found := Check(specimen(t), Options{Target: 99}); len(found) == 0 {
		t.Error("an unknown target is known")
	}
}

func TestViolationError(t *testing.T) {
	err := &ViolationError{Violations: []Violation{
		{Rule: "13-004", Message: "the picture has no alternative text", Src: display.Src{File: "text/sv/general.yaml", Line: 3, Column: 5}}, {},
	}}
	want := "text/sv/general.yaml:3:5: the picture has no alternative text (rule 13-004) and 1 more"
	if err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}
