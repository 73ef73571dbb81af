package inspect

import (
	"bytes"
	"strings"

	"korthet/output/preflight"
)

// beginnings are how files of other kinds begin, and what they are.
var beginnings = []struct{ begin, kind string }{ //nolint:gochecknoglobals // a constant table
	{"\xFF\xD8\xFF", "a picture (JPEG)"},
	{"\x89PNG\r\n", "a picture (PNG)"},
	{"GIF8", "a picture (GIF)"},
	{"II*\x00", "a picture (TIFF)"},
	{"MM\x00*", "a picture (TIFF)"},
	{"8BPS", "a picture (Photoshop)"},
	{"PK\x03\x04", "a document of an office program, or a ZIP archive"},
	{"\xD0\xCF\x11\xE0", "a document of an old office program"},
	{"{\\rtf", "a document of a word processor (RTF)"},
	{"%!PS", "PostScript"},
	{"\x06\x06\xED\xF5", "a document of InDesign"},
	{"<!doctype html", "a web page"},
	{"<html", "a web page"},
	{"<?xml", "XML"},
	{"<svg", "a drawing (SVG)"},
}

// unreadable is the verdict on bytes of which err says that they are no PDF file.
func unreadable(data []byte, err error) preflight.Verdict {
	v := preflight.Verdict{Check: preflight.Conformance, Status: preflight.Error}
	text := bytes.TrimLeft(data[:min(len(data), 1024)], " \t\r\n\uFEFF")
	if len(data) == 0 {
		v.Message, v.Hint = "the file is empty", "copy it anew, or export it anew as PDF/X-4"
		return v
	}
	for _, b := range beginnings {
		if len(text) >= len(b.begin) && strings.EqualFold(string(text[:len(b.begin)]), b.begin) {
			v.Message, v.Hint = "this is no PDF file but "+b.kind, "name a PDF file; from the program that this one is made with, export PDF/X-4"
			return v
		}
	}
	v.Message, v.Hint = err.Error(), "name a PDF file; if this should be one, copy it anew, or export it anew as PDF/X-4"
	return v
}
