package press

import (
	"strings"
	"testing"

	"korthet/layout/display"
	"korthet/output/colour"
)

func TestBuiltin(t *testing.T) {
	for _, name := range Names() {
		p, ok := Builtin(name)
		if !ok || p.Name != name || p.Bleed != display.Millimetres(3_000) || p.Marks.Any() || p.Room() != p.Bleed {
			t.Errorf("%s: %t, %+v", name, ok, p.Marks)
		}
		if err := p.Check(nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, ok := Builtin("newsprint"); ok {
		t.Error("an unknown name is known")
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		says  string
		spoil func(*Profile)
	}{
		{"names no output condition", func(p *Profile) { p.Condition = "" }},
		{"say in words", func(p *Profile) { p.Registry, p.Info = "", "" }},
		{"needs the ICC profile", func(p *Profile) { p.ICC = nil }},
		{"no ICC profile", func(p *Profile) { p.ICC = []byte("x") }},
		{"not one of a press", func(p *Profile) { p.ICC = colour.SRGB() }},
		{"version 4.3", func(p *Profile) {
			p.ICC = append([]byte(nil), p.ICC...)
			p.ICC[8], p.ICC[9] = 4, 0x30
		}},
		{"between 0 and 50 mm", func(p *Profile) { p.Bleed = -1 }},
		{"ink limit", func(p *Profile) { p.InkLimit = 50_000 }},
	} {
		p, _ := Builtin(Default)
		c.spoil(&p)
		if err := p.Check(nil); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("the error is %v, want one of %q", err, c.says)
		}
	}
}

func TestRoom(t *testing.T) {
	p, _ := Builtin(Default)
	p.Marks = Marks{Crop: true}
	if gap := p.MarkGap(); gap != p.Bleed {
		t.Errorf("marks begin at %d", gap)
	}
	p.Marks.Gap = display.Millimetres(5_000)
	none := p
	none.Bleed, none.Marks.Gap = 0, 0
	if gap := none.MarkGap(); gap != display.Millimetres(3_000) {
		t.Errorf("without bleed marks begin at %d", gap)
	}
	if p.MarkGap() != p.Marks.Gap || p.Room() <= p.MarkGap()+MarkLength {
		t.Errorf("marks begin at %d, room is %d", p.MarkGap(), p.Room())
	}
}

// TestOwnPlate: an ink that the printer was not asked for makes no plate.
func TestOwnPlate(t *testing.T) {
	p, _ := Builtin(Default)
	named, all := p, p
	named.Spots, all.AllSpots = []string{"PANTONE 281 C"}, true
	for _, c := range []struct {
		profile *Profile
		spot    string
		want    bool
	}{
		{&p, "PANTONE 281 C", false},
		{&p, Registration, true},
		{&named, "PANTONE 281 C", true},
		{&named, "Pantone  281 c", true},
		{&named, "PANTONE 286 C", false},
		{&all, "PANTONE 286 C", true},
	} {
		if got := c.profile.OwnPlate(c.spot); got != c.want {
			t.Errorf("%v: %q has a plate: %t", c.profile.Spots, c.spot, got)
		}
	}
}
