package pdf

import (
	"bytes"
	"errors"
	"os"
	"runtime"
	"testing"
	"time"

	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/output/impose"
	"korthet/output/pdf/object"
)

func testOptions() Options {
	return Options{Date: time.Date(2005, 6, 1, 12, 0, 0, 0, time.FixedZone("", 2*3600)), Producer: "korthet test"}
}

func write(t testing.TB, doc *display.Document, opts Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, doc, opts); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWriteIsDeterministic(t *testing.T) {
	doc := leaflet(t)
	want := write(t, doc, testOptions())
	shared := cache.New(8 << 20)
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for i := range 20 {
		runtime.GOMAXPROCS(1 + 7*(i%2))
		opts := testOptions()
		if i >= 10 {
			opts.Cache = shared
		}
		if got := write(t, doc, opts); !bytes.Equal(got, want) {
			t.Fatalf("run %d gave other bytes", i)
		}
	}
	if path := os.Getenv("KORTHET_KEEP"); path != "" {
		if err := os.WriteFile(path, want, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkWriteCold(b *testing.B) {
	doc := leaflet(b)
	b.ReportAllocs()
	for b.Loop() {
		opts := testOptions()
		opts.Cache = cache.New(8 << 20)
		write(b, doc, opts)
	}
}

func BenchmarkWriteWarm(b *testing.B) {
	doc := leaflet(b)
	opts := testOptions()
	opts.Cache = cache.New(8 << 20)
	write(b, doc, opts)
	b.ReportAllocs()
	var contact *display.GlyphRun
	for _, item := range doc.Sheets[1].Sides[0].Panels[0].Items {
		if run, ok := item.(*display.GlyphRun); ok {
			contact = run
		}
	}
	for n := 0; b.Loop(); n++ {
		// A further edition: the last page's contact block differs.
		contact.X += display.Point / 10
		write(b, doc, opts)
	}
}

// FuzzWrite: whatever numbers a document has, it is refused, or written as a
// file that can be read back.
func FuzzWrite(f *testing.F) {
	f.Add(uint8(0), int64(display.Point), int64(0), int64(0), int16(0), int64(1<<16), "text")
	f.Add(uint8(3), int64(-1), int64(1)<<62, int64(7), int16(-5000), int64(1)<<40, "\u00AD\u2011x")
	f.Add(uint8(1), int64(12345), int64(-99999), int64(1)<<33, int16(5000), int64(-3), "fi")
	opts := testOptions()
	opts.Cache = cache.New(8 << 20)
	f.Fuzz(func(t *testing.T, which uint8, size, x, advance int64, expansion int16, scale int64, text string) {
		doc := specimen(t)
		panel := &doc.Sheets[0].Sides[0].Panels[0]
		item := panel.Items[int(which)%len(panel.Items)]
		switch item := item.(type) {
		case *display.GlyphRun:
			item.Size, item.X, item.LetterSpacing, item.Expansion = display.Length(size), display.Length(x), display.Length(advance), expansion
			item.Text, doc.Tags[item.Tag].Text = text, text
			for i := range item.Glyphs {
				item.Glyphs[i].Advance = display.Length(advance)
				item.Glyphs[i].DY = display.Length(scale)
				item.Glyphs[i].Cluster = int32(min(i, max(0, len(text)-1)))
			}
		case *display.Path:
			item.Segments[0].Points[0].X = display.Length(x)
			if item.Stroke != nil {
				item.Stroke.Width = display.Length(size)
			}
		case *display.Group:
			item.Transform.A, item.Transform.E = scale, display.Length(x)
		case *display.Image:
			item.X, item.Width = display.Length(x), display.Length(size)
		case *display.Link:
			item.X, item.Width = display.Length(x), display.Length(size)
			doc.Tags[item.Tag].URI = text
		}
		var out bytes.Buffer
		if err := Write(&out, doc, opts); err != nil {
			if out.Len() > 0 {
				t.Fatalf("%v, and %d bytes were written", err, out.Len())
			}
			return
		}
		opened, err := object.Open(out.Bytes())
		if err != nil || len(opened.Problems) > 0 {
			t.Fatalf("the file cannot be read: %v, %q", err, opened.Problems)
		}
		// What can be shown on a screen can be printed, or a rule says why not.
		out.Reset()
		forPress := pressOptions()
		forPress.Cache = opts.Cache
		if err := Write(&out, impose.Bleed(doc, 8*display.Point), forPress); err != nil {
			var refused *ViolationError
			if !errors.As(err, &refused) || out.Len() > 0 {
				t.Fatalf("%v, and %d bytes were written", err, out.Len())
			}
			return
		}
		if opened, err := object.Open(out.Bytes()); err != nil || len(opened.Problems) > 0 {
			t.Fatalf("the press file cannot be read: %v, %q", err, opened.Problems)
		}
	})
}
