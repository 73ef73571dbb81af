package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"korthet/content"
)

// TestRoom measures how long the texts of a leaflet may become, and sets it with
// texts of that length, which fit, and with longer ones, which do not.
func TestRoom(t *testing.T) {
	dir := t.TempDir()
	body := strings.Repeat("Sanoja on tässä enemmän kuin yhdellä rivillä on tilaa, ja niitä tulee lisää. ", 50)
	for name, text := range map[string]string{
		"publication.yaml": "name: a\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\n" +
			"editions:\n  sv: {language: sv}\n  fi: {language: fi}\n  fi-2: {language: fi, pages: 2}\n",
		"theme.yaml":         "fit: {off: true}\n",
		"text/sv/front.yaml": "title: Titel\nmotto: Motto\n", "text/sv/one.yaml": "title: Ett\nbody: |\n  " + body + "\n\n  - Ett.\n",
		"text/fi/front.yaml": "title: Otsikko\nmotto: Motto\n", "text/fi/one.yaml": "title: Yksi\nbody: |\n  " + body + "\n\n  - Yksi.\n",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	pub, err := openPublication(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer pub.Close()
	texts, errs := pub.content.ExchangeTexts("fi", []string{""})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	meter, full := newRoomMeter(t.Context(), pub, "fi", []string{"fi-2", "fi"}, texts)
	if len(full) > 0 {
		t.Fatalf("%q do not fit", full)
	}
	limits, room := meter.limits(t.Context(), texts, nil)
	t.Logf("the room is %d characters", room)
	if room < 100 || room > 5*len(body) {
		t.Errorf("the room is %d characters beside %d", room, len(body))
	}
	// Measured in both editions: one page has less room than two.
	for i := range texts {
		text := present(&texts[i])
		length := utf8.RuneCountInString(text)
		if limits[i] < length {
			t.Errorf("%s may have %d characters, but has %d", texts[i].Name, limits[i], length)
			continue
		}
		set := func(characters int) int {
			return meter.lines(t.Context(), &texts[i], lengthened(text, meter.filler(characters-length), texts[i].Kind))
		}
		now := set(length)
		within, beyond := set(limits[i]), set(limits[i]*11/10+4)
		switch {
		case within == 0:
			t.Errorf("%s does not fit with %d characters", texts[i].Name, limits[i])
		case staysInLines(&texts[i]) && (within > now || beyond <= now):
			t.Errorf("%s has %d lines now, %d with %d characters, %d with a tenth more", texts[i].Name, now, within, limits[i], beyond)
		case texts[i].Kind == content.BlocksText && beyond > 0:
			t.Errorf("%s fits with more than %d characters", texts[i].Name, limits[i])
		}
	}
	// What does not fit now has no room to be measured.
	if _, full := newRoomMeter(t.Context(), pub, "fi", []string{"none"}, texts); len(full) != 1 {
		t.Error("an edition that cannot be set is measured")
	}
}
