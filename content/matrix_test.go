package content_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// matrixPublication returns a publication with a matrix, and files for its
// languages and offices.
func matrixPublication(head string) fstest.MapFS {
	folder := fstest.MapFS{
		"publication.yaml": {Data: []byte("name: demo\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\n" + head)},
	}
	for _, lang := range []string{"sv", "fi"} {
		folder["text/"+lang+"/front.yaml"] = &fstest.MapFile{Data: []byte("title: T\n")}
		folder["text/"+lang+"/one.yaml"] = &fstest.MapFile{Data: []byte("title: T\nbody: Text.\n")}
	}
	for _, office := range []string{"geneva", "helsinki"} {
		folder["offices/"+office+".yaml"] = &fstest.MapFile{Data: []byte("name: N\nemail: a@example.org\n")}
	}
	return folder
}

func TestMatrix(t *testing.T) {
	const both = "matrix:\n  languages: [sv, fi]\n  offices: [geneva, helsinki]\n"
	for _, c := range []struct{ name, head, want, says string }{
		{"all", both, "sv-geneva sv-helsinki fi-geneva fi-helsinki", ""},
		{"one pair excluded", both + "  exclude: [{language: fi, office: geneva}]\n", "sv-geneva sv-helsinki fi-helsinki", ""},
		{"an office excluded", both + "  exclude:\n    - office: geneva\n", "sv-helsinki fi-helsinki", ""},
		{"more listed", both + "editions:\n  sv: {language: sv}\n", "sv-geneva sv-helsinki fi-geneva fi-helsinki sv", ""},
		{"one refined", both + "editions:\n  fi-geneva: {language: fi, office: geneva, pages: 2}\n", "sv-geneva sv-helsinki fi-geneva fi-helsinki", ""},
		{"neither", "", "", "publication.yaml:1:1: the key `editions` is missing"},
		{"nothing excluded", both + "  exclude: [{office: oslo}]\n", "sv-geneva sv-helsinki fi-geneva fi-helsinki", "publication.yaml:9:22: this excludes no edition of the matrix"},
		{"all excluded", both + "  exclude: [{}]\n", "sv-geneva sv-helsinki fi-geneva fi-helsinki", "publication.yaml:9:13: "},
		{"twice", "matrix:\n  languages: [sv, sv]\n  offices: [geneva]\n", "sv-geneva", "publication.yaml:7:19: the language `sv` is listed twice"},
		{
			"named alike", "matrix:\n  languages: [sv]\n  offices: [geneva, geneva-x]\n  regions: [x-y, y]\n", "sv-geneva-x-y sv-geneva-y sv-geneva-x-x-y",
			"publication.yaml:8:21: the matrix makes two editions named `sv-geneva-x-y`: the office `geneva` in `sv` and the region `x-y`, and the office `geneva-x` in `sv` and the region `y`",
		},
		{"no language", "matrix:\n  languages: [swedish]\n  offices: [geneva]\n", "swedish-geneva", "publication.yaml:7:15: "},
		{"no such office", "matrix:\n  languages: [sv]\n  offices: [oslo]\n", "sv-oslo", "publication.yaml:8:13: the file offices/oslo.yaml does not exist"},
		{"no offices", "matrix:\n  languages: [sv]\n", "", "publication.yaml:7:3: the key `offices` is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, errs := content.Open(matrixPublication(c.head))
			var ids []string
			for _, e := range p.Editions() {
				ids = append(ids, e.ID)
			}
			if got := strings.Join(ids, " "); got != c.want {
				t.Errorf("the editions are %q, want %q", got, c.want)
			}
			if c.says == "" && len(errs) > 0 || c.says != "" && !slices.ContainsFunc(errs, func(e *content.Error) bool { return strings.HasPrefix(e.Error(), c.says) }) {
				t.Errorf("the mistakes are %v, want %q", errs, c.says)
			}
		})
	}
}

// TestMatrixRefined: what is listed under a name that the matrix makes stands in
// its place.
func TestMatrixRefined(t *testing.T) {
	p, _ := content.Open(matrixPublication("matrix:\n  languages: [sv, fi]\n  offices: [geneva]\neditions:\n  fi-geneva: {language: fi, office: helsinki, pages: 3}\n"))
	editions := p.Editions()
	if len(editions) != 2 || editions[1].Office.Value != "helsinki" || editions[1].Pages.Value != 3 || editions[0].Pages.Value != 1 {
		t.Errorf("the editions are %+v", editions)
	}
}

// TestMatrixBound: a slip of the pen does not make a hundred million editions.
func TestMatrixBound(t *testing.T) {
	offices := strings.Repeat("x, ", 10_000)
	p, errs := content.Open(matrixPublication("matrix:\n  languages: [" + offices + "sv]\n  offices: [" + offices + "geneva]\n"))
	if len(p.Editions()) > 0 || !slices.ContainsFunc(errs, func(e *content.Error) bool { return strings.Contains(e.Error(), "editions; at most 20000") }) {
		t.Errorf("%d editions, %d mistakes", len(p.Editions()), len(errs))
	}
}
