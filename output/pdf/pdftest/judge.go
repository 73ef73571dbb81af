package pdftest

import (
	"fmt"
	"slices"
)

// Finding is a rule that a file breaks.
type Finding struct {
	Rule string // see Rules
	What string // what is wrong, and where
}

// String returns the rule and what is wrong.
func (f Finding) String() string { return f.Rule + ": " + f.What }

// Judge returns what is wrong with a file, each finding once, in the order it
// was met. None means that the file passes every rule of Rules.
func Judge(data []byte) []Finding {
	j := &judge{}
	var f *file
	j.guard("file", func() { f = j.open(data) })
	if f == nil {
		return j.found
	}
	j.f = f
	j.root = f.dict(f.trailer["Root"])
	for _, part := range [...]struct {
		name string
		run  func()
	}{
		{"trailer", j.checkTrailer},
		{"objects", j.checkObjects},
		{"catalogue", j.checkCatalog},
		{"intents", j.checkIntents},
		{"pages", j.checkPages},
		{"structure", j.checkTree},
		{"contents", j.checkContents},
		{"annotations", j.checkAnnotations},
		{"outlines", j.checkOutlines},
		{"labels", j.checkLabels},
		{"metadata", j.checkMetadata},
	} {
		j.guard(part.name, part.run)
	}
	return j.found
}

// judge is a judgement under way.
type judge struct {
	found []Finding
	f     *file
	root  Dict

	pages   []*page
	page    map[Ref]*page
	tree    tree
	fonts   map[Ref]*font
	spaces  map[Name]bool // device colour spaces in use
	intent  string        // colour space of the PDF/A output intent, "" for none
	blended bool
}

func (j *judge) report(rule, format string, args ...any) {
	if _, known := Rules[rule]; !known {
		panic("pdftest: internal error: there is no rule " + rule)
	}
	finding := Finding{rule, fmt.Sprintf(format, args...)}
	if !slices.Contains(j.found, finding) {
		j.found = append(j.found, finding)
	}
}

// guard runs a part of the judgement. What it cannot read is a finding.
func (j *judge) guard(part string, run func()) {
	defer func() {
		switch problem := recover().(type) {
		case nil:
		case syntaxError:
			j.report("a 6.1.1-1", "%s: %s", part, problem.message)
		default:
			panic(problem)
		}
	}()
	run()
}

func (j *judge) checkTrailer() {
	id := j.f.array(j.f.trailer["ID"])
	whole := len(id) == 2
	for _, part := range id {
		s, ok := part.(String)
		whole = whole && ok && s.Bytes != ""
	}
	if !whole {
		j.report("a 6.1.3-1", "the trailer has /ID %v", id)
	}
	if _, ok := j.f.trailer["Encrypt"]; ok {
		j.report("a 6.1.3-2", "the file is encrypted")
		encrypt := j.f.dict(j.f.trailer["Encrypt"])
		if p, ok := encrypt["P"].(int64); !ok || p&512 == 0 {
			j.report("ua 7.16-1", "assistive technology may not read the encrypted file")
		}
	}
	if j.root == nil || j.root["Type"] != Name("Catalog") {
		j.report("a 6.1.1-1", "there is no catalogue")
	}
}

// checkObjects goes through all objects for what is forbidden wherever it
// stands, and for references that lead nowhere.
func (j *judge) checkObjects() {
	for _, number := range j.f.inOrder() {
		j.walk(j.f.objects[number], number)
	}
}

func (j *judge) walk(v any, number int) {
	switch v := v.(type) {
	case Ref:
		if _, ok := j.f.entries[v.Number]; !ok {
			j.report("a 6.1.1-b", "object %d refers to object %d, which is not there", number, v.Number)
		}
	case Array:
		for _, e := range v {
			j.walk(e, number)
		}
	case Dict:
		j.dictionary(v, number)
	case *Stream:
		for _, key := range []Name{"F", "FFilter", "FDecodeParms"} {
			if _, ok := v.Dict[key]; ok {
				j.report("a 6.1.7-3", "object %d has its data elsewhere: /%s", number, key)
			}
		}
		for _, filter := range j.f.filters(v.Dict) {
			if !slices.Contains(allowedFilters, filter) {
				j.report("a 6.1.7-4", "object %d has filter %s", number, filter)
			}
		}
		j.dictionary(v.Dict, number)
	}
}

var allowedFilters = []Name{ //nolint:gochecknoglobals // a constant table
	"ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode", "DCTDecode", "JPXDecode",
}

func (j *judge) dictionary(d Dict, number int) {
	for _, v := range d {
		j.walk(v, number)
	}
	if lang, ok := j.f.resolve(d["Lang"]).(String); ok && !validLanguage(lang.text()) {
		j.report("ua 7.2-29", "object %d has /Lang %q", number, lang.text())
		j.report("a 6.7.4-1", "object %d has /Lang %q", number, lang.text())
	}
	if d["EF"] != nil {
		f, _ := d["F"].(String)
		uf, _ := d["UF"].(String)
		if f.Bytes == "" || uf.Bytes == "" {
			j.report("ua 7.11-1", "object %d: an embedded file without /F and /UF", number)
			j.report("a 6.8-2", "object %d: an embedded file without /F and /UF", number)
		}
		j.report("a 6.8-5", "object %d: an embedded file, which this judge does not open", number)
	}
	for _, key := range []Name{"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "Alt", "ActualText", "Contents", "Lang", "E"} {
		if s, ok := d[key].(String); ok && !s.wellEncoded() {
			j.report("a 6.1.6-a", "object %d: /%s is no text string: %q", number, key, s.Bytes)
		}
	}
	if s := j.f.name(d["S"]); d["Type"] == Name("Action") {
		if !slices.Contains([]Name{"GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"}, s) {
			j.report("a 6.5.1-1", "object %d: an action %s", number, s)
		}
		if n := j.f.name(d["N"]); s == "Named" && !slices.Contains([]Name{"NextPage", "PrevPage", "FirstPage", "LastPage"}, n) {
			j.report("a 6.5.1-2", "object %d: the named action %s", number, n)
		}
	}
}

func validLanguage(tag string) bool {
	for i, part := range splitTag(tag) {
		if part == "" || len(part) > 8 {
			return false
		}
		for _, r := range part {
			letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}
