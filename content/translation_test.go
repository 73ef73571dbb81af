package content_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// TestDigest shows what is a change of a text and what is none.
func TestDigest(t *testing.T) {
	const text = "Ett kort stycke.\n\nOch ett till."
	for _, same := range []string{
		"Ett kort\nstycke.\n\n\nOch ett till.\n", "Ett\u00a0kort stycke.\r\n\r\nOch ett till.", "Ett ko\u00adrt sty&shy;cke.\n\nOch ett till.",
	} {
		if content.Digest(same) != content.Digest(text) {
			t.Errorf("%q is taken for a change", same)
		}
	}
	for _, other := range []string{"Ett kort stycke. Och ett till.", "Ett *kort* stycke.\n\nOch ett till.", "Ett kort stycke.\n\nOch ett till"} {
		if content.Digest(other) == content.Digest(text) {
			t.Errorf("%q is taken for no change", other)
		}
	}
	if a, b := content.Digest("Malmo\u0308"), content.Digest("Malmö"); a != b {
		t.Error("a letter in two parts is taken for another")
	}
}

// TestSyncKeepsBytes records a file with a byte order mark, line ends of
// Windows, letters in two parts and no end of its last line.
func TestSyncKeepsBytes(t *testing.T) {
	folder := fstest.MapFS{
		"publication.yaml": {Data: []byte("name: a\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\n" +
			"editions:\n  sv: {language: sv}\n  fi: {language: fi}\n")},
		"text/sv/front.yaml": {Data: []byte("title: T\n")},
		"text/sv/one.yaml":   {Data: []byte("title: Ett\nbody: Text.\n")},
		"text/fi/front.yaml": {Data: []byte("title: O\n")},
	}
	const own = "\uFEFF# a\u0308 note  \r\ntitle: 'A\u0308a\u0308ni'\r\nbody: |\r\n  Sanoja.\r\n\r\n  # no note"
	folder["text/fi/one.yaml"] = &fstest.MapFile{Data: []byte(own)}
	p, _ := content.Open(folder)
	work, errs := p.SyncTranslation("fi", content.SyncOptions{})
	if len(errs) > 0 || len(work.Done) != 3 {
		t.Fatalf("%v, %d recorded", errs, len(work.Done))
	}
	for _, c := range work.Changes {
		if c.Name != "text/fi/one.yaml" {
			continue
		}
		rest, ok := bytes.CutPrefix(c.New, []byte(own))
		if !ok || !strings.HasPrefix(string(rest), "\r\n\r\ntranslates:") || strings.Count(string(rest), "\n") != strings.Count(string(rest), "\r\n") {
			t.Errorf("the file became %q", c.New)
		}
		folder[c.Name] = &fstest.MapFile{Data: c.New}
		p, _ = content.Open(folder)
		if again, _ := p.SyncTranslation("fi", content.SyncOptions{All: true}); len(again.Changes) != len(work.Changes)-1 {
			t.Errorf("a second run changes %d files", len(again.Changes))
		}
	}
}

// FuzzNewTranslation makes a translation of any file: every text of the source
// has a record then, unless a mistake is told, and nothing of the source is lost.
func FuzzNewTranslation(f *testing.F) {
	f.Add("title: Ett\nbody: |\n  Text.\nsections:\n- title: Två\n  body: x\n")
	f.Add("title: Ett\nblocks:\n  - box:\n      title: a\n      body: b\n  - text: c\n")
	f.Add("\uFEFFtitle: \"a\\n\"\r\nsections: [{title: x, body: y}]\r\n")
	f.Fuzz(func(t *testing.T, source string) {
		folder := fstest.MapFS{
			"publication.yaml": {Data: []byte("name: a\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\neditions:\n  sv: {language: sv}\n")},
			"text/sv/one.yaml": {Data: []byte(source)},
		}
		p, _ := content.Open(folder)
		work, errs := p.NewTranslation("fi")
		for _, c := range work.Changes {
			folder[c.Name] = &fstest.MapFile{Data: c.New}
		}
		q, _ := content.Open(folder)
		translation := q.Translation("fi")
		for i := range translation.Fields {
			if s := translation.Fields[i].State; s != content.TranslationMissing && s != content.TranslationComplete && len(errs) == 0 && len(work.Changes) > 0 {
				t.Errorf("%s is %s", translation.Fields[i].Name(), s)
			}
		}
	})
}

// FuzzRegionTranslation brings what a region says in the source language into
// another: each text is missing there until it is recorded, then complete.
func FuzzRegionTranslation(f *testing.F) {
	f.Add("title: Ett annat\nbody: null\nblocks:\n  - {id: news, insert: last, text: Nytt}\n")
	f.Add("sections: {two: {title: x, body: null}}\nblocks: {append: [{text: a}, {text: b}]}\n")
	f.Add("sections: {replace: [{id: q, title: x, body: y}]}\ntitle: {replace: z}\n")
	f.Add("blocks: {map: {text: a}, news: null, more: {insert: first, note: b}}\n# end")
	f.Fuzz(func(t *testing.T, source string) {
		const text = "title: Ett\nbody: Text\nblocks:\n  - {id: map, text: Karta}\nsections:\n  - {id: two, title: Två, body: Mer}\n"
		folder := fstest.MapFS{
			"publication.yaml": {Data: []byte("name: a\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\neditions:\n" +
				"  sv: {language: sv, region: north}\n  fi: {language: fi, region: north}\n")},
			"text/sv/one.yaml":               {Data: []byte(text)},
			"text/fi/one.yaml":               {Data: []byte(text)},
			"regions/north/text/sv/one.yaml": {Data: []byte(source)},
		}
		do := func(work content.TranslationWork, errs content.ErrorList) (*content.Publication, bool) {
			for _, c := range work.Changes {
				folder[c.Name] = &fstest.MapFile{Data: c.New}
			}
			q, _ := content.Open(folder)
			return q, len(errs) == 0
		}
		p, _ := content.Open(folder)
		p, _ = do(p.SyncTranslation("fi", content.SyncOptions{All: true}))
		p, ok := do(p.NewTranslation("fi"))
		states := func(want ...content.TranslationState) {
			tr := p.Translation("fi")
			for i := range tr.Fields {
				if f := &tr.Fields[i]; ok && f.Region != "" && !slices.Contains(want, f.State) {
					t.Errorf("%s is %s", f.Name(), f.State)
				}
			}
		}
		states(content.TranslationMissing, content.TranslationComplete)
		p, ok = do(p.SyncTranslation("fi", content.SyncOptions{Fields: []string{"north/one"}}))
		states(content.TranslationComplete)
	})
}
