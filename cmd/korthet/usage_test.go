package main

import "testing"

// TestExitStatus checks which status a command ends with: 0 done, 1 the content
// or the result has errors, 2 not understood.
func TestExitStatus(t *testing.T) {
	empty := t.TempDir()
	const sample = "../../content/iom-i-korthet"
	for _, c := range []struct {
		want int
		args []string
	}{
		{0, nil},
		{0, []string{"--help"}},
		{0, []string{"check", "--help"}},
		{0, []string{"version"}},
		{0, []string{"schema"}},
		{0, []string{"check", sample}},
		{1, []string{"check", empty}},
		{1, []string{"check", empty + "/nothing"}},
		{1, []string{"check", "--json", empty}},
		{1, []string{"dump", "main.go"}},
		{1, []string{"new", "testdata"}},
		{2, []string{"biuld"}},
		{2, []string{"build", "--nonsense"}},
		{2, []string{"build", "-j", "x"}},
		{2, []string{"build", "-j", "-1"}},
		{2, []string{"build", "a", "b"}},
		{2, []string{"build", "--date", "x", sample}},
		{2, []string{"check", sample, "-e", "no"}},
		{2, []string{"build", sample, "-t", "no"}},
		{2, []string{"new"}},
		{2, []string{"new", "a", "b"}},
		{2, []string{"dump"}},
		{2, []string{"schema", "no"}},
		{2, []string{"help", "no"}},
		{2, []string{"completion", "no"}},
	} {
		status, stdout, stderr := runIn(t, process{}, c.args...)
		if status != c.want {
			t.Errorf("korthet %q: status %d, want %d\n%s", c.args, status, c.want, stderr)
		}
		if c.want == exitUsage && stdout != "" {
			t.Errorf("korthet %q: wrote to standard output: %s", c.args, stdout)
		}
	}
}
