package press_test

import (
	"strings"
	"testing"

	"korthet/output/press"
)

// TestMissingProfileSaysWhere checks that who lacks an ICC profile is told which
// file to get, where, and which key names it.
func TestMissingProfileSaysWhere(t *testing.T) {
	profile, _ := press.Builtin("uncoated-fogra47")
	err := profile.Check(nil)
	if err == nil {
		t.Fatal("a profile without ICC is taken")
	}
	for _, want := range []string{"PSO_Uncoated_ISO12647_eci.icc", "eci.org", "`icc`"} {
		if err.Rule != "O4" || !strings.Contains(err.Message, want) {
			t.Errorf("%s: %q does not say %q", err.Rule, err.Message, want)
		}
	}
}
