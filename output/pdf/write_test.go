package pdf

import (
	"bytes"
	"os"
	"runtime"
	"testing"
	"time"

	"korthet/layout/cache"
	"korthet/layout/display"
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
