package content_test

import (
	"fmt"
	"runtime"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// TestOfficesAtOnce reads offices with mistakes with one and with several
// processors: the same is told.
func TestOfficesAtOnce(t *testing.T) {
	folder := fstest.MapFS{
		"text/sv/front.yaml": {Data: []byte("title: T\n")},
		"text/sv/one.yaml":   {Data: []byte("title: Ett\nbody: Text.\n")},
	}
	list := ""
	for i := range 200 {
		name := fmt.Sprintf("office%d", i)
		list += name + ", "
		text := "name: {fi: Toimisto}\nemial: a@example.org\nverified: yesterday\n"
		switch i % 4 {
		case 1:
			text = "name: Kontor\nphone: +46 8 465 004 00\n"
		case 2:
			text = "name: [\n"
		case 3:
			continue // there is none
		}
		folder["offices/"+name+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	folder["publication.yaml"] = &fstest.MapFile{Data: []byte("name: a\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\n" +
		"locks: [{path: office.email}, {path: office.nothing}]\nmatrix: {languages: [sv], offices: [" + list + "]}\n")}
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	var want string
	for i, n := range []int{1, 8, 8} {
		runtime.GOMAXPROCS(n)
		_, errs := content.Open(folder)
		switch got := errs.Error(); {
		case i == 0:
			want = got
			if len(errs) < 200 {
				t.Errorf("%d mistakes are told:\n%s", len(errs), got)
			}
		case got != want:
			t.Errorf("with %d processors it is\n%s\nwith one\n%s", n, got, want)
		}
	}
}
