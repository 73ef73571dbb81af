package content

import (
	"embed"
	"errors"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
)

// printersFolder is where a publication's printer profiles lie by custom.
const printersFolder = "printers"

// ParsePrinter decodes a printer's profile that lies in no folder, such as a
// built-in one. name is what places are told under. It returns what could be
// read, which is never nil, and every mistake.
func ParsePrinter(name string, data []byte) (*Printer, ErrorList) {
	r := newReader(embed.FS{})
	printer := &Printer{Name: name}
	if s := newSource(name, data, &r.mistakes); s != nil {
		if node := parseYAML(s, &r.mistakes); node != nil {
			d := decoder{source: s, mistakes: &r.mistakes, markdown: r.markdown, structs: r.structs}
			d.value(reflect.ValueOf(printer).Elem(), node, "printer")
		}
	}
	r.checkPrinter(printer)
	return printer, r.mistakes.list.sorted()
}

// ReadPrinter reads a printer's profile from a file of a folder, which may be a
// publication's or any other. The profile is nil where there is no such file.
func ReadPrinter(fsys fs.FS, name string) (*Printer, ErrorList) {
	r := newReader(Guard(fsys))
	printer := r.printerFile(name, Pos{})
	return printer, r.mistakes.list.sorted()
}

// readPrinters reads the printers' profiles of a publication and its editions,
// each once.
func (r *reader) readPrinters(own Text, editions entries[editionFile]) map[string]*Printer {
	printers := map[string]*Printer{own.Value: r.readPrinter(own)}
	for _, e := range editions {
		name := e.Value.Printer
		if _, done := printers[name.Value]; !done {
			printers[name.Value] = r.readPrinter(name)
		}
	}
	return printers
}

// readPrinter returns the printer's profile that publication.yaml names: a
// built-in one or a file of the publication. It returns nil where it names none
// or there is none.
func (r *reader) readPrinter(name Text) *Printer {
	if !name.Given() {
		return nil
	}
	known := names(Printers())
	if slices.Contains(known, name.Value) {
		return &Printer{Pos: name.Pos, Name: name.Value, Base: name}
	}
	if !isPrinterFile(name.Value) {
		for _, base := range r.folder(printersFolder) {
			known = append(known, path.Join(printersFolder, base+".yaml"))
		}
		hint := "there are " + enumerate(known) // all: one figure makes another paper of it
		if near := Nearest(name.Value, known); near != "" {
			hint = "did you mean `" + near + "`? There are " + enumerate(known)
		}
		r.mistakes.add(name.Pos, hint, "there is no printer profile `"+shorten(name.Value)+"`")
		return nil
	}
	if reason := badPath(name.Value); reason != "" {
		r.mistakes.add(name.Pos, "put it into the publication's folder, for example as printers/tryckeriet.yaml",
			"the printer profile `"+shorten(name.Value)+"` "+reason)
		return nil
	}
	return r.printerFile(name.Value, name.Pos)
}

// isPrinterFile reports whether a printer profile is named by a file.
func isPrinterFile(name string) bool {
	return strings.ContainsAny(name, `/\`) || strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

// printerFile reads a printer's profile; from is where it is named.
func (r *reader) printerFile(name string, from Pos) *Printer {
	printer := &Printer{Name: name}
	if ext := strings.ToLower(path.Ext(name)); ext == ".icc" || ext == ".icm" {
		if from.File == "" {
			from = Pos{File: name}
		}
		r.mistakes.about(name, from, "write a file such as printers/own.yaml with the line `condition: {name: …, icc: "+name+"}`, and name that",
			"this is an ICC profile, which is only a part of a printer's profile")
		return nil
	}
	if !r.file(name, "printer", printer, from, r.otherFile(name, "write where the file of the printer's profile is, from the publication's folder")) {
		return nil
	}
	r.checkPrinter(printer)
	return printer
}

// The most that a printer's profile may ask for: more is a slip of the keyboard.
const (
	mostBleed      = 50_000  // 50 mm
	mostInk        = 400_000 // all four inks in full
	mostPlates     = 64
	mostResolution = 10_000    // pixels per inch
	mostType       = 1_000_000 // 1000 points
)

// checkPrinter reports what is wrong with a printer profile's words, paths and
// limits. Whether its ICC profile is one of a press, those know who print.
func (r *reader) checkPrinter(p *Printer) {
	m := &r.mistakes
	if known := names(Printers()); p.Base.Given() && !slices.Contains(known, p.Base.Value) {
		// Their names are so alike that the nearest is not the likeliest.
		m.add(p.Base.Pos, "there are "+enumerate(known), "there is no built-in printer profile `"+shorten(p.Base.Value)+"`")
	}
	for _, l := range []Length{p.Bleed, p.SafeZone, p.FoldZone, p.Marks.Distance} {
		r.printerLength(l, mostBleed, "50 mm", "3 mm")
	}
	for _, l := range []Length{p.Type.OneInk, p.Type.Inks, p.Type.Reversed, p.Lines.OneInk, p.Lines.Reversed} {
		r.printerLength(l, mostType, "type or a line can be", "6 pt")
	}
	if n := p.Ink.Limit; n.Given() && (n.Thousandths <= 0 || n.Thousandths > mostInk) {
		m.add(n.Pos, "write it like 300", "the most ink must be more than 0 and at most 400 per cent")
	}
	if n := p.Ink.Plates; n.Given() && (n.Value < 0 || n.Value > mostPlates) {
		m.add(n.Pos, "write it like 5", "there must be a number of plates here, from 0 to 64")
	}
	for _, n := range []Integer{p.Images.Warn, p.Images.Error, p.Images.LineArt} {
		if n.Given() && (n.Value < 0 || n.Value > mostResolution) {
			m.add(n.Pos, "write it like 250", "there must be a number of pixels per inch here, from 0 to 10000")
		}
	}
	if warn, fault := p.Images.Warn, p.Images.Error; warn.Given() && fault.Given() && warn.Value < fault.Value {
		m.add(warn.Pos, "swap them", "a warning comes before an error, and so needs the higher number", fault.Pos)
	}
	r.checkRich(p.Black.Rich)
	r.checkSpotNames(p.Ink.Spots)
	p.Condition.ICC = r.icc(p.Condition.ICC)
}

// printerLength reports a length that no profile has.
func (r *reader) printerLength(l Length, most int64, words, example string) {
	switch {
	case !l.Given():
	case l.Unit == "em":
		r.mistakes.add(l.Pos, "write it like "+example, "an em is the size of some type, and there is none here")
	case l.Thousandths < 0:
		r.mistakes.add(l.Pos, "write it like "+example, "this cannot be less than nothing")
	case l.Thousandths > most, l.Unit == "cm" && l.Thousandths > most/10, l.Unit == "in" && l.Thousandths > most/25:
		r.mistakes.add(l.Pos, "write it like "+example, "this is more than "+words)
	}
}

// checkRich reports a mixture of inks that is no rich black.
func (r *reader) checkRich(rich []Number) {
	if rich == nil {
		return
	}
	if len(rich) != 4 {
		pos := Pos{}
		if len(rich) > 0 {
			pos = rich[0].Pos
		}
		if pos.File != "" { // else it was reported that the list is empty
			r.mistakes.add(pos, "write four numbers: [30, 30, 30, 100]", "a rich black is cyan, magenta, yellow and black")
		}
		return
	}
	for _, n := range rich {
		if n.Given() && (n.Thousandths < 0 || n.Thousandths > 100_000) {
			r.mistakes.add(n.Pos, "", "the amount of an ink is 0 to 100 per cent")
		}
	}
	if black := rich[3]; black.Given() && black.Thousandths >= 0 && black.Thousandths < 100_000 {
		r.mistakes.add(black.Pos, "write 100", "a rich black has all of the black ink")
	}
}

// checkSpotNames reports names that mean no spot colour, and those given twice.
func (r *reader) checkSpotNames(spots []Text) {
	seen := map[string]Pos{}
	for _, t := range spots {
		plain := strings.ToLower(strings.Join(strings.Fields(t.Value), " "))
		switch before, twice := seen[plain]; {
		case twice:
			r.mistakes.add(t.Pos, "delete one of them", "the spot colour `"+shorten(t.Value)+"` is listed twice", before)
		case plain == "all" && len(spots) > 1:
			r.mistakes.add(t.Pos, "write `spots: all` alone, or only names", "beside `all` no spot colour need be named")
		case slices.Contains([]string{"cyan", "magenta", "yellow", "black"}, plain):
			r.mistakes.add(t.Pos, "name the ink, such as PANTONE 281 C", "`"+shorten(t.Value)+"` is one of the four inks, no spot colour")
		case plain == "none":
			r.mistakes.add(t.Pos, "leave `spots` out", "where no spot colour is printed none is named")
		}
		seen[plain] = t.Pos
	}
}

// icc checks the ICC profile that a printer's profile names: a built-in
// condition's, or a file that is there.
func (r *reader) icc(t Text) Text {
	if !t.Given() || slices.Contains(BuiltinICC(), t.Value) {
		return t
	}
	name := path.Clean(t.Value)
	fail := func(hint, reason string) Text {
		r.mistakes.add(t.Pos, hint, "the ICC profile `"+shorten(t.Value)+"` "+reason)
		return Text{}
	}
	if reason := badPath(name); reason != "" {
		return fail("put it into the publication's folder, for example beside the printer's profile", reason)
	}
	info, err := fs.Stat(r.fsys, name)
	switch {
	case err != nil:
		known := BuiltinICC()
		entries, _ := fs.ReadDir(r.fsys, path.Dir(name)) // what cannot be read holds no advice
		for _, e := range entries {
			if ext := strings.ToLower(path.Ext(e.Name())); !e.IsDir() && (ext == ".icc" || ext == ".icm") {
				known = append(known, path.Join(path.Dir(name), e.Name()))
			}
		}
		hint := "put the file there, or write where it is"
		beside := path.Join(path.Dir(t.Pos.File), path.Base(name))
		if _, missing := fs.Stat(r.fsys, beside); missing == nil && beside != name {
			hint = "did you mean `" + beside + "`? paths begin in the publication's folder"
		} else if !errors.Is(err, fs.ErrNotExist) {
			hint = "put the file itself there"
		} else if best := Nearest(name, known); best != "" {
			hint = "did you mean `" + best + "`?"
		}
		return fail(hint, plainReason(err))
	case info.IsDir():
		return fail("write which of its files is meant", "is a folder, not a file")
	}
	t.Value = name
	return t
}
