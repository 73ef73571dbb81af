package pdf

import (
	"bytes"
	"context"
	"io"
	"os"
	"slices"
	"testing"
	"time"

	"korthet/content"
	"korthet/layout"
	"korthet/layout/display"
	"korthet/output/pdf/object"
)

// sample sets the first publication, whose file the bars are about.
func sample(t testing.TB) *display.Document {
	t.Helper()
	edition, errs := content.Load(os.DirFS("../../content/iom-i-korthet"), "sv")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	result, err := layout.Layout(context.Background(), edition, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return result.Document
}

// untagged writes the screen file of a document without marked content and
// without a structure tree, but with the bookmarks, the links and all else that
// the file with them has. The writer itself writes no such file.
type untagged struct {
	doc      *display.Document
	opts     Options
	surfaces []surface // of shared layers what lies on them
	tags     *tagIndex // where the bookmarks lead
	links    []link
}

func newUntagged(t testing.TB, doc *display.Document, opts Options) *untagged {
	t.Helper()
	f := &file{doc: doc, opts: opts, surfaces: screenSurfaces(doc), tags: newTagIndex(doc)}
	if err := f.draw(); err != nil {
		t.Fatal(err)
	}
	u := &untagged{doc: doc, opts: opts, surfaces: screenSurfaces(doc), tags: f.tags, links: f.links}
	// Which of a shared item's panels shows its tag is a question of tags: the
	// file without them is spared it.
	for i := range u.surfaces {
		for j := range u.surfaces[i].layers {
			l := &u.surfaces[i].layers[j]
			if !l.shared {
				continue
			}
			c := newCanvas(&file{doc: doc, surfaces: u.surfaces}, i)
			c.matrix = display.Transform{A: 1 << 16, D: 1 << 16, E: l.x, F: l.y}
			l.items = slices.DeleteFunc(slices.Clone(l.items), func(item display.Item) bool { return !c.touches(item) })
			l.shared = false
		}
	}
	return u
}

// check are the rules of a file that says nothing of structure.
func (u *untagged) check() []Violation {
	c := &checker{doc: u.doc}
	checkWhole(c)
	for _, check := range []func(*checker){checkTitle, checkLanguages, checkMetadata, checkGlyphs, checkPrivateUse, checkWords, checkEmbedding} {
		check(c)
	}
	return c.found
}

// write is Write less the tags.
func (u *untagged) write(w io.Writer) error {
	if violations := u.check(); len(violations) > 0 {
		return &ViolationError{Violations: violations}
	}
	f := &file{doc: u.doc, opts: u.opts, surfaces: u.surfaces}
	if err := f.draw(); err != nil {
		return err
	}
	carried, err := carryPages(f.surfaces, f.contents)
	if err != nil {
		return err
	}
	f.tags, f.links = u.tags, slices.Clone(u.links)
	return f.finishUntagged(w, carried)
}

// finishUntagged is finish without the structure.
func (f *file) finishUntagged(w io.Writer, carried []byte) error {
	pages, err := readPages(carried, len(f.surfaces))
	if err != nil {
		return err
	}
	f.out.Compact = true
	root, info, tree := f.out.Reserve(), f.out.Reserve(), f.out.Reserve()
	refs := make([]object.Ref, len(pages))
	for i := range refs {
		refs[i] = f.out.Reserve()
	}
	f.putPageTree(tree, refs)
	f.putPages(pages, tree, refs)
	if err := f.putFonts(); err != nil {
		return err
	}
	f.putPictures()
	f.putProfiles()
	f.putLinks()
	intent := f.putIntent()
	outlines := f.putOutlines(refs)
	f.out.Put(info, f.appendInfo)
	metadata := f.out.Reserve()
	f.out.Put(root, func(dst []byte) []byte {
		return f.appendCatalog(dst, tree, intent, outlines, object.Ref{}, metadata)
	})
	ids := newIdentifiers(f.out.Digest())
	f.out.PutStream(metadata, object.Plain(f.xmp(ids)), func(dst []byte) []byte {
		return append(dst, "/Type/Metadata/Subtype/XML"...)
	})
	return f.out.Write(w, version, root, info, ids.file)
}

// TestTagsInBytes: tags cost at most 20 % more bytes, and the file without them
// is the same page for page but for its marks.
func TestTagsInBytes(t *testing.T) {
	doc := sample(t)
	with := write(t, doc, testOptions())
	var without bytes.Buffer
	if err := newUntagged(t, doc, testOptions()).write(&without); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes with tags, %d without: %.3f", len(with), without.Len(), float64(len(with))/float64(without.Len()))
	if len(with)*100 > without.Len()*120 {
		t.Errorf("the file has %d bytes with tags and %d without", len(with), without.Len())
	}
	if bytes.Contains(without.Bytes(), []byte("StructTreeRoot")) {
		t.Error("the file without tags has a structure tree")
	}
	// What read has to say against the file without marks is that it has none.
	tagged, plain := read(t, with), read(&testing.T{}, without.Bytes())
	for i := range tagged.pages {
		got, want := plain.pages[i].glyphs, tagged.pages[i].glyphs
		if len(got) != len(want) || len(want) == 0 {
			t.Fatalf("page %d shows %d glyphs without tags, %d with", i+1, len(got), len(want))
		}
		for j := range want {
			if got[j].id != want[j].id {
				t.Fatalf("page %d: glyph %d is %d without tags, %d with", i+1, j, got[j].id, want[j].id)
			}
		}
	}
}

// BenchmarkTags writes the leaflet's screen file with and without tags, turn by
// turn so that what else the machine does falls on both, and tells the medians'
// ratio.
func BenchmarkTags(b *testing.B) {
	doc := sample(b)
	opts := testOptions()
	plain := newUntagged(b, doc, opts)
	var with, without []time.Duration
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		start := time.Now()
		if err := Write(&out, doc, opts); err != nil {
			b.Fatal(err)
		}
		with = append(with, time.Since(start))
		out.Reset()
		start = time.Now()
		if err := plain.write(&out); err != nil {
			b.Fatal(err)
		}
		without = append(without, time.Since(start))
	}
	slices.Sort(with)
	slices.Sort(without)
	tagged, bare := with[len(with)/2], without[len(without)/2]
	b.ReportMetric(float64(tagged.Microseconds()), "µs-tagged")
	b.ReportMetric(float64(bare.Microseconds()), "µs-untagged")
	b.ReportMetric(float64(tagged)/float64(bare), "ratio")
}
