package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// TestProgress checks what a terminal and a log are shown of a long run.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	terminal := newProgress(&process{stderr: &out, terminal: true}, 48, "editions", false)
	terminal.last = time.Time{}
	terminal.step()
	terminal.clear()
	if got := out.String(); !strings.Contains(got, "[------------------------] 1 of 48 editions") || !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("a terminal is shown %q", got)
	}
	out.Reset()
	log := newProgress(&process{stderr: &out}, 48, "editions", false)
	log.last = time.Time{}
	log.step()
	log.step() // so soon after, nothing
	log.clear()
	if got := out.String(); got != "1 of 48 editions\n" {
		t.Errorf("a log is shown %q", got)
	}
	if newProgress(&process{}, 48, "editions", true) != nil || newProgress(&process{}, 1, "editions", false) != nil {
		t.Error("something is shown where nothing should be")
	}
	if got := bar(24, 48); got != "[############------------]" {
		t.Errorf("half is drawn %s", got)
	}
}
