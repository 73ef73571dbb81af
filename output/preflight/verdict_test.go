package preflight

import "testing"

func TestReportOrder(t *testing.T) {
	r := Report{}
	r.Add(Verdict{Check: Bleed, Page: 2, Status: Error})
	r.Add(Verdict{Check: Fonts, Page: 3})
	r.Add(Verdict{Check: Bleed, Page: 1, Status: Warning, Message: "first"})
	r.Add(Verdict{Check: Bleed, Page: 1, Message: "second"})
	r.Complete("why")
	r.Sort()
	if len(r.Verdicts) != len(Checks())+2 {
		t.Fatalf("%d verdicts", len(r.Verdicts))
	}
	found := r.Of(Bleed)
	if found[0].Message != "first" || found[1].Message != "second" || found[2].Page != 2 {
		t.Errorf("verdicts of a check are out of order: %v", found)
	}
	i := 0
	for _, check := range Checks() {
		if r.Verdicts[i].Check != check {
			t.Fatalf("verdict %d is of %s, not %s", i, r.Verdicts[i].Check, check)
		}
		for i < len(r.Verdicts) && r.Verdicts[i].Check == check {
			i++
		}
	}
	if v := r.Of(Marks); len(v) != 1 || v[0].Status != NotChecked || v[0].Message != "why" {
		t.Errorf("a check that was not done: %v", v)
	}
	if r.Worst() != Error {
		t.Errorf("the worst is %s", r.Worst())
	}
}
