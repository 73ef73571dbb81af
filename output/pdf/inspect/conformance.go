package inspect

import (
	"korthet/output/pdf/object"
	"korthet/output/preflight"
)

// broken notes that a rule of PDF/X-4 is broken by the file as a whole.
func (i *inspector) broken(rule, format string, args ...any) *finding {
	return i.rule(preflight.Conformance, preflight.Error, rule, 0, format, args...)
}

// doubtful is broken for what most printers' programs let pass.
func (i *inspector) doubtful(rule, format string, args ...any) *finding {
	return i.rule(preflight.Conformance, preflight.Warning, rule, 0, format, args...)
}

// structure looks at the file around its objects, and reports whether it is
// encrypted.
func (i *inspector) structure() bool {
	f := i.file
	for _, problem := range f.Problems[:min(len(f.Problems), 5)] {
		i.doubtful("", "the file is damaged: %s", printable(problem, 200)).Hint = "export it anew, or save it with another program"
	}
	const export = "export it as PDF/X-4"
	if f.Version == "" || f.Version > "1.6" || len(f.Version) != 3 {
		i.broken("F1", "the file is of PDF version %q; at most 1.6 is taken", printable(f.Version, 10)).Hint = export
	} else if version := i.name(i.catalog.Get("Version")); version > "1.6" {
		i.broken("F1", "the file is of PDF version %s by its catalogue; at most 1.6 is taken", printable(string(version), 10)).Hint = export
	}
	if id := i.array(f.Trailer.Get("ID")); len(id) != 2 {
		i.broken("F3", "the file has no identifier of two strings").Hint = export
	}
	if v := i.resolve(f.Trailer.Get("Encrypt")); v != nil && v != object.Value(object.Null{}) {
		i.broken("F2", "the file is encrypted; a printer's programs cannot open it").Hint = "export it without a password and without restrictions"
		return true
	}
	return false
}

// document looks at the catalogue and at every object that it leads to.
func (i *inspector) document() {
	c := i.catalog
	const plain = "export it as PDF/X-4, without forms, links and scripts"
	if fields := i.array(i.dict(c.Get("AcroForm")).Get("Fields")); len(fields) > 0 {
		i.doubtful("C1", "the file has a form of %s", plural(len(fields), "field", "fields")).Hint = plain
	}
	if _, action := i.resolve(c.Get("OpenAction")).(object.Dict); action {
		i.broken("C2", "the file does something when it is opened").Hint = plain
	}
	if c.Get("AA") != nil {
		i.broken("C2", "the file has actions").Hint = plain
	}
	if i.resolve(i.dict(c.Get("Names")).Get("JavaScript")) != nil && i.dict(i.dict(c.Get("Names")).Get("JavaScript")) != nil {
		i.broken("C2", "the file has scripts").Hint = plain
	}
	preferences := i.dict(c.Get("ViewerPreferences"))
	for _, key := range []object.Name{"ViewArea", "ViewClip", "PrintArea", "PrintClip"} {
		if v := i.name(preferences.Get(key)); v != "" && v != "MediaBox" && v != "BleedBox" {
			i.broken("C3", "the viewer is told to show the %s only (/%s)", printable(string(v), 20), key)
		}
	}
	if layers := i.dict(c.Get("OCProperties")); layers != nil {
		configs := object.Array{layers.Get("D")}
		configs = append(configs, i.array(layers.Get("Configs"))...)
		for _, v := range configs[:min(len(configs), 100)] {
			d := i.dict(v)
			if d.Get("AS") != nil {
				i.doubtful("C4", "layers are switched on and off by what is done with the file (/AS)")
			}
			if s, _ := i.resolve(d.Get("Name")).(object.String); s == "" {
				i.doubtful("C4", "a set of layers has no name")
			}
		}
		i.pass(preflight.Conformance, 0, "the file has layers; all of them were looked at, hidden ones too")
	}
	i.walk()
}

// mostWalked bounds the values that are gone through.
const mostWalked = 4 << 20

// walk goes through all objects that the catalogue leads to.
func (i *inspector) walk() {
	seen := map[int]bool{}
	open := []object.Value{i.file.Trailer.Get("Root")}
	for steps := 0; len(open) > 0; steps++ {
		if steps > mostWalked {
			i.fault(preflight.Conformance, preflight.NotChecked, 0, nil, key{what: "walk"}, "the file has more objects than are looked at")
			return
		}
		v := open[len(open)-1]
		open = open[:len(open)-1]
		if ref, ok := v.(object.Ref); ok {
			if seen[ref.Number] {
				continue
			}
			seen[ref.Number] = true
			v = i.resolve(v)
		}
		switch v := v.(type) {
		case object.Array:
			open = append(open, v...)
		case *object.Stream:
			i.streamRules(v)
			open = i.dictRules(v.Dict, open)
		case object.Dict:
			open = i.dictRules(v, open)
		default:
		}
	}
}

// dictRules looks at a dictionary, and appends the values to go on with.
func (i *inspector) dictRules(d object.Dict, open []object.Value) []object.Value {
	// A resource that is named like one of these keys is no such entry: what it
	// holds is asked for too.
	var kind, s object.Name
	has := map[object.Name]bool{}
	for _, e := range d {
		switch e.Key {
		case "Type":
			kind = i.name(e.Value)
		case "S":
			s = i.name(e.Value)
		case "JS", "URI", "D", "N", "AA", "TR", "TR2", "HTP", "HT", "CA", "ca", "F", "OP", "op", "SA", "SM", "LW", "BM", "RI":
			has[e.Key] = true
		}
		if e.Key != "Parent" && e.Key != "P" {
			switch e.Value.(type) {
			case object.Array, object.Dict, object.Ref:
				open = append(open, e.Value)
			default:
			}
		}
	}
	const plain = "export it as PDF/X-4, without forms, links and scripts"
	switch s {
	case "JavaScript":
		i.broken("C2", "the file has a script").Hint = plain
	case "URI", "GoTo", "GoToR", "Launch", "Named", "SubmitForm", "ImportData", "ResetForm", "GoToE", "Sound", "Movie", "Hide", "Rendition":
		if kind == "Action" || has["URI"] || has["D"] || has["N"] || has["F"] {
			i.broken("C2", "the file has an action, %s", s).Hint = plain
		}
	}
	if kind == "ExtGState" || kind == "" && (has["CA"] || has["ca"] || has["OP"] || has["op"] || has["SA"] || has["SM"] || has["LW"] || has["BM"]) && s == "" {
		i.gstateRules(d)
	}
	return open
}

// gstateRules looks at what a graphics state may not hold.
func (i *inspector) gstateRules(d object.Dict) {
	const hint = "export it anew without transfer curves and screens"
	if d.Get("TR") != nil {
		i.broken("G1", "a transfer function changes the inks (/TR)").Hint = hint
	}
	if v := d.Get("TR2"); v != nil && i.name(v) != "Default" {
		i.broken("G1", "a transfer function changes the inks (/TR2)").Hint = hint
	}
	if d.Get("HTP") != nil {
		i.broken("G2", "the screen has a phase of its own (/HTP)").Hint = hint
	}
	if ht := i.dict(d.Get("HT")); ht != nil {
		if kind := i.integer(ht.Get("HalftoneType"), 0); kind != 1 && kind != 5 {
			i.broken("G2", "a screen of type %d; 1 and 5 are taken", kind).Hint = hint
		}
		if ht.Get("HalftoneName") != nil {
			i.broken("G2", "a screen has a name").Hint = hint
		}
	}
	switch name := i.name(d.Get("RI")); name {
	case "", "Perceptual", "RelativeColorimetric", "Saturation", "AbsoluteColorimetric":
	default:
		i.broken("G3", "the rendering intent %q is none of the four of the standard", printable(string(name), 40))
	}
}

// streamRules looks at what a stream may not be.
func (i *inspector) streamRules(s *object.Stream) {
	d := s.Dict
	if f := i.resolve(d.Get("F")); d.Get("F") != nil && f != object.Value(object.Null{}) || d.Get("FFilter") != nil {
		i.broken("S1", "a part of the file is kept in another file").Hint = "export it with everything inside"
	}
	for _, f := range i.filterNames(s) {
		switch f {
		case "LZWDecode", "LZW":
			i.doubtful("S2", "a part of the file is packed by LZW, which some printers' programs refuse").Hint = "export it anew; programs of today pack by Flate"
		case "Crypt":
			i.broken("S2", "a part of the file is encrypted")
		}
	}
	switch subtype := i.name(d.Get("Subtype")); {
	case subtype == "PS" || i.name(d.Get("Subtype2")) == "PS":
		i.broken("S3", "the file has PostScript in it").Hint = "export it anew"
	case d.Get("OPI") != nil:
		i.broken("S3", "a picture stands for one in another file (OPI)").Hint = "export it with the fine pictures inside"
	case subtype == "Form" && d.Get("Ref") != nil:
		i.broken("S3", "a part of the page stands for one in another file").Hint = "export it with everything inside"
	case subtype == "Image":
		for _, v := range i.array(d.Get("Alternates")) {
			if b, ok := i.resolve(i.dict(v).Get("DefaultForPrinting")).(object.Bool); ok && bool(b) {
				i.broken("S4", "a picture has another in its place for printing")
			}
		}
		switch name := i.name(d.Get("Intent")); name {
		case "", "Perceptual", "RelativeColorimetric", "Saturation", "AbsoluteColorimetric":
		default:
			i.broken("G3", "the rendering intent %q of a picture is none of the four of the standard", printable(string(name), 40))
		}
	}
}
