package content_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// TestImages opens pictures of each format, by what their files hold.
func TestImages(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"images/a.jpg", "\xFF\xD8\xFF\xE0\x00\x10JFIF", ""},
		{"images/a.JPEG", "\xFF\xD8\xFF\xE1\x00\x10Exif", ""},
		{"a.png", "\x89PNG\r\n\x1A\n\x00\x00\x00\x0DIHDR", ""},
		{"a.svg", "\uFEFF<?xml version='1.0'?>\n<!-- " + strings.Repeat("x", 2000) + " -->\n<svg/>", ""},
		{"a.svg", "<html></html>", "the image `a.svg` is damaged, or no SVG file"},
		{"a.png", "\xFF\xD8\xFF\xE0", "the image `a.png` holds JPEG, whatever its name says"},
		{"a.jpg", "\x89PNG\r\n\x1A\n", "the image `a.jpg` holds PNG, whatever its name says"},
		{"a.jpg", "", "the image `a.jpg` is damaged, or no JPEG file"},
		{"a.webp", "RIFF\x00\x00\x00\x00WEBP", "the image `a.webp` is no picture that can be set: its name does not end with .jpg, .png or .svg"},
	} {
		fsys := small("title: Ett\nblocks:\n  - figure: {image: " + c.name + ", alt: En bro}\n")
		fsys[c.name] = &fstest.MapFile{Data: []byte(c.data)}
		_, errs := content.Load(fsys, "sv")
		got := ""
		if len(errs) > 0 {
			got = errs[0].Err.Error()
		}
		if got != c.want || len(errs) > 1 {
			t.Errorf("%s with %q: %v, want %q", c.name, shortened(c.data), errs, c.want)
		}
	}
}

// TestImageFolder names a folder as a picture.
func TestImageFolder(t *testing.T) {
	fsys := small("title: Ett\nblocks:\n  - figure: {image: a.png, alt: En bro}\n")
	fsys["a.png/b.png"] = &fstest.MapFile{}
	_, errs := content.Load(fsys, "sv")
	if len(errs) != 1 || errs[0].Err.Error() != "the image `a.png` is a folder, not a file" {
		t.Error(errs)
	}
}

func shortened(data string) string { return data[:min(len(data), 20)] }

// TestVagueLinks has a link that says nothing, and one that says something, in
// each language.
func TestVagueLinks(t *testing.T) {
	for language, words := range map[string][2]string{
		"sv": {"Läs mer »", "Läs mer om stöd"}, "fi": {"tästä", "tästä syystä"}, "en-GB": {"Click here.", "Here and now"},
		"en-US": {"read more…", "more bread"}, "de-AT": {"Hier", "Hier und heute"}, "fr": {"En savoir plus", "plus loin"},
		"es": {"aquí", "aquí mismo"}, "nb": {"Les mer", "Les boka"}, "no": {"her", "hermed"}, "nn": {"les meir", "meir mat"},
		"da": {"Læs mere", "Læs bogen"}, "et": {"Loe edasi", "edasi"}, "lv": {"šeit", "šeit un tur"}, "lt": {"čia", "čia pat"},
		"pl": {"kliknij tutaj", "kliknij przycisk"}, "nl": {"klik hier", "hierheen"}, "it": {"clicca qui", "quiz"},
		"pt": {"clique aqui", "aqui perto"}, "ru": {"здесь", "здесь и там"}, "uk": {"Тут", "тутешній"}, "el": {"ΕΔΏ", "εδώδιμα"},
		"tr": {"buraya tıklayın", "buraya kadar"},
	} {
		_, errs := content.Load(small(fmt.Sprintf("title: Ett\nlanguage: %s\nbody: |\n  x [%s](https://iom.int) x [%s](https://iom.int)\n",
			language, words[0], words[1])), "sv")
		if len(errs) != 1 || errs[0].Severity != content.SeverityWarning || errs[0].Pos.Line != 4 || errs[0].Pos.Column != 6 {
			t.Errorf("%s: %v", language, errs)
		}
	}
}
