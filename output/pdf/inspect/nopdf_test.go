package inspect_test

import (
	"strings"
	"testing"

	"korthet/output/preflight"
)

// TestNoPDF: of what is no PDF file it is said that it is none, and what it is.
func TestNoPDF(t *testing.T) {
	for _, c := range []struct{ data, says, hint string }{
		{"", "the file is empty", "copy it anew"},
		{"some words", "this is not a PDF file", "name a PDF file"},
		{"\xFF\xD8\xFF\xE0\x00", "a picture (JPEG)", "name a PDF file"},
		{"PK\x03\x04\x14", "a document of an office program", "export PDF/X-4"},
		{"  <!DOCTYPE HTML><p>", "a web page", "export PDF/X-4"},
		{"\uFEFF<?xml version='1.0'?>", "XML", "export PDF/X-4"},
		{"%!PS-Adobe-3.0 EPSF-3.0", "PostScript", "export PDF/X-4"},
	} {
		r := look(t, []byte(c.data), nil)
		v := r.Of(preflight.Conformance)
		if len(v) != 1 || v[0].Status != preflight.Error || !strings.Contains(v[0].Message, c.says) || !strings.Contains(v[0].Hint, c.hint) {
			t.Errorf("%.12q:%s", c.data, describe(&r, preflight.Error))
		}
	}
}
