package layout_test

import (
	"context"
	"os"
	"slices"
	"testing"

	"korthet/content"
	"korthet/fonts"
	"korthet/layout"
	"korthet/layout/cache"
)

// TestAnswers holds that an edition comes out the same whether a search for its
// fit was made for it, or for another one with the same text before: one with a
// contact block as high, with a much higher one, or with none.
func TestAnswers(t *testing.T) {
	publication, errs := content.Open(os.DirFS("../content/iom-i-korthet"))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, id := range []string{"sv", "fi-helsinki", "el"} {
		shared := layout.Options{Fonts: fonts.Builtin(), Cache: cache.New(64 << 20)}
		as, _ := publication.Edition(id)
		named, highest, none := *as, *as, *as
		named.Office = withAddress(as.Office, 0)
		named.Office.Name.Value = "Another"
		highest.Office, none.Office = withAddress(as.Office, 5), nil
		for i, edition := range []*content.Edition{as, &named, &highest, &none, as} {
			alone, err := layout.Layout(context.Background(), edition, layout.Options{})
			if err != nil {
				t.Fatal(err)
			}
			together, err := layout.Layout(context.Background(), edition, shared)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(together.Fit, alone.Fit) || !slices.Equal(together.Problems, alone.Problems) {
				t.Errorf("%s, office %d: %v %v, not %v %v", id, i, together.Fit, together.Problems, alone.Fit, alone.Problems)
			}
			if dump(t, together.Document) != dump(t, alone.Document) {
				t.Errorf("%s, office %d comes out otherwise after others", id, i)
			}
		}
	}
}

// withAddress returns an office with so many more lines of address.
func withAddress(office *content.Office, lines int) *content.Office {
	other := *office
	other.Address = slices.Clone(office.Address)
	for range lines {
		other.Address = append(other.Address, content.Text{Value: "Second floor", Pos: office.Pos})
	}
	return &other
}
