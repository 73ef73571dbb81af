package content_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// regional returns a publication with an edition sv and one of the region norr,
// whose files are added to the others.
func regional(base string, files map[string]string) fstest.MapFS {
	fsys := small(base)
	fsys["publication.yaml"] = &fstest.MapFile{Data: []byte("name: leaflet\nformat: a4\npages: 1\nsections: [one, two]\ntargets: [screen]\n" +
		"editions:\n  sv: {language: sv}\n  norr: {language: sv, region: norr}\n  fi: {language: fi}\nfallback: {fi: [sv]}\n")}
	fsys["text/sv/two.yaml"] = &fstest.MapFile{Data: []byte("title: Två\nbody: Andra texten.\n")}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return fsys
}

// firstInline returns the address of the first piece of a block's text.
func firstInline(t *testing.T, b content.Block) *content.Inline {
	t.Helper()
	p, ok := b.(*content.Paragraph)
	if !ok || len(p.Text) == 0 {
		t.Fatalf("%T is no paragraph with text", b)
	}
	return &p.Text[0]
}

// TestRegionShares: what a region leaves as it is, is the same text in memory,
// by which layout knows what it has set already; and what it changes does not
// change the others.
func TestRegionShares(t *testing.T) {
	p, errs := content.Open(regional("title: Ett\nbody: Text.\nblocks:\n  - {text: Ett block., id: a}\n  - {text: Ett till., id: b}\n", map[string]string{
		"regions/norr/text/sv/one.yaml": "blocks: {b: {text: Ett annat.}, a: {optional: true}}\n",
	}))
	if errs != nil {
		t.Fatal(errs)
	}
	sv, _ := p.Edition("sv")
	norr, _ := p.Edition("norr")
	if sv.Sections[1] != norr.Sections[1] {
		t.Error("a file that the region does not change was read twice")
	}
	for i, same := range []bool{true, true, false} {
		a, b := firstInline(t, sv.Sections[0].Blocks[i]), firstInline(t, norr.Sections[0].Blocks[i])
		if (a == b) != same {
			t.Errorf("block %d: the same text: %v, want %v", i, a == b, same)
		}
	}
	if sv.Sections[0].Blocks[1].Info().Optional || !norr.Sections[0].Blocks[1].Info().Optional {
		t.Error("what the region says of a block is not its own")
	}
}

// TestRegionAlone: what a region's files say, and the mistakes in them, concern
// no edition but the region's.
func TestRegionAlone(t *testing.T) {
	before, _ := content.Load(regional("title: Ett\nbody: Text.\n", nil), "sv")
	fsys := regional("title: Ett\nbody: Text.\n", map[string]string{
		"regions/norr/text/sv/one.yaml": "title: Norr\nbody: [fel]\nsections: [{id: a, insert: last, titel: B}]\n",
	})
	p, _ := content.Open(fsys)
	after, errs := p.Edition("sv")
	if len(errs) > 0 || dump(before) != dump(after) {
		t.Errorf("the edition of everywhere changed:\n%s%v", dump(after), errs)
	}
	if _, errs := p.Edition("norr"); errs.Err() == nil {
		t.Error("the region's edition has no mistakes")
	}
}

// TestMatrixRegions: a matrix with regions names its editions by them.
func TestMatrixRegions(t *testing.T) {
	fsys := matrixPublication("matrix:\n  languages: [sv, fi]\n  offices: [geneva]\n  regions: [norr, soder]\n  exclude: [{language: fi, region: soder}]\n")
	for _, region := range []string{"norr", "soder"} {
		fsys["regions/"+region+"/text/sv/one.yaml"] = &fstest.MapFile{Data: []byte("title: " + region + "\n")}
	}
	p, errs := content.Open(fsys)
	var ids []string
	for _, e := range p.Editions() {
		ids = append(ids, e.ID)
	}
	if got := strings.Join(ids, " "); got != "sv-geneva-norr sv-geneva-soder fi-geneva-norr" || errs != nil {
		t.Errorf("the editions are %s, the mistakes %v", got, errs)
	}
	if e, _ := p.Edition("sv-geneva-soder"); e.Sections[0].Title.Plain() != "soder" {
		t.Errorf("the title is %q", e.Sections[0].Title.Plain())
	}
}

// FuzzMerge lays any bytes as a region's file and as a language's over a
// section. Mistakes have places within their files, the texts places that they
// stand at, and the edition without the region stays as it is.
func FuzzMerge(f *testing.F) {
	const base = "title: Ett\nbody: Text.\nblocks:\n  - {id: a, note: En}\n  - {id: b, box: Två}\n  - {id: c, facts: [{number: 1, label: x}]}\nsections:\n  - title: Under\n    body: Text.\n"
	for _, over := range []string{
		"title: null\nbody: {replace: Ny}\n", "blocks: {a: null, b: {box: {title: T}}, c: {facts: {append: [{number: 2, label: y}]}}}\n",
		"blocks:\n  - {id: d, insert: after a, text: Ny}\n  - {id: a, quote: Q}\nsections: {under: {title: Över}}\n",
		"sections: {replace: [{title: A, body: B}]}\nid: other\n", "sections: {append: {title: A}}\nblocks: {replace: null}\n", "? [a]\n: b\n", "text\n",
		"blocks: [{insert: first, box: {blocks: [{insert: last, note: X}]}}]\n",
	} {
		f.Add([]byte(base), []byte(over))
	}
	addCaseFiles(f, func(data []byte) { f.Add(data, []byte("title: Annan\n")) })
	f.Fuzz(func(t *testing.T, base, over []byte) {
		fsys := regional(string(base), map[string]string{
			"regions/norr/text/sv/one.yaml": string(over), "text/fi/one.yaml": string(over),
		})
		p, errs := content.Open(fsys)
		for _, err := range errs {
			for _, pos := range append([]content.Pos{err.Pos}, err.Also...) {
				file, ok := fsys[pos.File]
				if !ok || pos.Line < 1 || pos.Column < 1 || pos.Line > strings.Count(string(file.Data), "\n")+strings.Count(string(file.Data), "\r")+1 {
					t.Fatalf("no place: %v", err)
				}
			}
		}
		for _, id := range []string{"norr", "fi"} {
			if e, _ := p.Edition(id); e != nil {
				checkPlaces(t, fsys, e)
			}
		}
		alone, _ := content.Load(regional(string(base), nil), "sv")
		if e, _ := p.Edition("sv"); fmt.Sprint(dump(e)) != dump(alone) {
			t.Fatal("the edition of everywhere changed")
		}
	})
}

// FuzzRegionSections reads any bytes as a region's list of sections.
func FuzzRegionSections(f *testing.F) {
	f.Add([]byte("sections: {one: null, append: [two, three]}\n"))
	f.Add([]byte("sections: [two, one]\n"))
	f.Add([]byte("sections: {replace: [one, front], x: y, x: null}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fsys := regional("title: Ett\nbody: Text.\n", map[string]string{"regions/norr/publication.yaml": string(data)})
		p, errs := content.Open(fsys)
		for _, err := range errs {
			if _, ok := fsys[err.Pos.File]; !ok || err.Pos.Line < 1 || err.Pos.Column < 1 {
				t.Fatalf("no place: %v", err)
			}
		}
		if e, own := p.Edition("norr"); own.Err() == nil && len(e.Sections) == 0 && e.Front.Title == nil {
			t.Fatal("no mistakes, but nothing in it")
		}
		if _, own := p.Edition("sv"); len(own) > 0 {
			t.Fatalf("the edition of everywhere has mistakes: %v", own)
		}
	})
}

// FuzzOffice reads any bytes as an office and as what a region changes in it.
func FuzzOffice(f *testing.F) {
	f.Add([]byte("name: {sv: A, en: B}\naddress: {street: x, postcode: 1, town: {sv: y}, code: GB}\nphone: [1, {number: 2, label: {en: L}}]\n"),
		[]byte("name: {sv: C, en: null}\nphone: {append: 3}\naddress: [x, y]\nhours: {sv: [a, b]}\n"))
	f.Add([]byte("name: A\nphone: |\n  1\n  2\nmap: x\nverified: 2026-11-01\nvalid_for: 1 year\n"), []byte("phone: {append: |\n  3\n  4\n}\nname: {replace: {sv: X}}\n"))
	f.Fuzz(func(t *testing.T, base, over []byte) {
		fsys := regional("title: Ett\nbody: Text.\n", map[string]string{"offices/hq.yaml": string(base), "regions/norr/offices/hq.yaml": string(over)})
		fsys["publication.yaml"].Data = []byte("name: leaflet\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\n" +
			"editions:\n  sv: {language: sv, office: hq}\n  norr: {language: sv, office: hq, region: norr}\n")
		p, errs := content.Open(fsys)
		for _, err := range errs {
			if _, ok := fsys[err.Pos.File]; !ok || err.Pos.Line < 1 || err.Pos.Column < 1 {
				t.Fatalf("no place: %v", err)
			}
		}
		for _, id := range []string{"sv", "norr"} {
			e, own := p.Edition(id)
			if own.Err() == nil && (e.Office == nil || !e.Office.Name.Given()) {
				t.Fatalf("no mistakes, but the office of %s has no name: %+v", id, e.Office)
			}
			if fields, ok := p.Explain(id); !ok || len(fields) == 0 {
				t.Fatal("nothing to explain")
			}
		}
	})
}
