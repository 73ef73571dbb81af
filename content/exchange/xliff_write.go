package exchange

import (
	"bytes"
	"fmt"
	"strings"
)

// XLIFF's namespaces: the core's and those of its modules for metadata, matches
// and size restrictions.
const (
	nsXLIFF = "urn:oasis:names:tc:xliff:document:2.0"
	nsMDA   = "urn:oasis:names:tc:xliff:metadata:2.0"
	nsMTC   = "urn:oasis:names:tc:xliff:matches:2.0"
	nsSLR   = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
)

// metaCategory is the category of what is korthet's own in an XLIFF file, and
// the prefix of its states.
const metaCategory = "korthet"

// writeXLIFF writes a file as XLIFF 2.1. Each file of the publication is one of
// XLIFF's; each text is a unit of one segment, which must not be divided.
func writeXLIFF(b *bytes.Buffer, f *File) {
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	fmt.Fprintf(b, "<xliff xmlns=\"%s\" xmlns:mda=\"%s\" xmlns:mtc=\"%s\" xmlns:slr=\"%s\"\n       version=\"2.1\" srcLang=\"%s\" trgLang=\"%s\">\n",
		nsXLIFF, nsMDA, nsMTC, nsSLR, attribute(f.Source), attribute(f.Target))
	open := ""
	for i := range f.Texts {
		t := &f.Texts[i]
		base, _, _ := strings.Cut(t.Name, ":")
		if i == 0 || base != open {
			if i > 0 {
				b.WriteString("  </file>\n")
			}
			open = base
			original := ""
			if name, _, ok := strings.Cut(t.Place, ":"); ok {
				original = fmt.Sprintf(" original=\"%s\"", attribute(name))
			}
			fmt.Fprintf(b, "  <file id=\"%s\"%s canResegment=\"no\">\n", attribute(unitID(base)), original)
			b.WriteString("    <slr:profiles generalProfile=\"xliff:codepoints\"/>\n")
			writeNotes(b, "    ", "", f.notes())
		}
		t.writeUnit(b)
	}
	if len(f.Texts) > 0 {
		b.WriteString("  </file>\n")
	}
	b.WriteString("</xliff>\n")
}

// writeUnit writes a text.
func (t *Text) writeUnit(b *bytes.Buffer) {
	limit := ""
	if t.Limit > 0 {
		limit = fmt.Sprintf(" slr:sizeRestriction=\"%d\"", t.Limit)
	}
	fmt.Fprintf(b, "    <unit id=\"%s\" name=\"%s\" xml:space=\"preserve\"%s>\n", attribute(unitID(t.Name)), attribute(t.Name), limit)
	if t.State == Review && t.Previous != "" {
		// What was translated before and what from, as a match: translators'
		// programs show what has changed.
		fmt.Fprintf(b, "      <mtc:matches>\n        <mtc:match ref=\"#s\" type=\"tm\">\n          <source>%s</source>\n          <target>%s</target>\n        </mtc:match>\n      </mtc:matches>\n",
			escaped(t.Previous), escaped(t.Target))
	}
	if t.Base != "" {
		fmt.Fprintf(b, "      <mda:metadata>\n        <mda:metaGroup category=\"%s\">\n          <mda:meta type=\"base\">%s</mda:meta>\n        </mda:metaGroup>\n      </mda:metadata>\n",
			metaCategory, escaped(t.Base))
	}
	writeNotes(b, "      ", t.Place, t.comments())
	state := map[State]string{New: "initial", Review: "initial", Done: "final"}[t.State]
	if t.State == Review && t.Why != "" {
		state += "\" subState=\"" + metaCategory + ":" + attribute(t.Why)
	}
	fmt.Fprintf(b, "      <segment id=\"s\" state=\"%s\">\n        <source>%s</source>\n", state, escaped(t.Source))
	if t.Target != "" {
		fmt.Fprintf(b, "        <target>%s</target>\n", escaped(t.Target))
	}
	b.WriteString("      </segment>\n    </unit>\n")
}

// unitID returns a text's name as an id, which may have no slash (xs:NMTOKEN):
// "north/areas:title" is "north:areas:title", for no file has a colon in its name.
func unitID(name string) string { return strings.ReplaceAll(name, "/", ":") }

// nameOfUnit returns the name of the text that an id was made of.
func nameOfUnit(id string) string {
	if region, rest, _ := strings.Cut(id, ":"); strings.Contains(rest, ":") {
		return region + "/" + rest
	}
	return id
}

// writeNotes writes the notes of a text or of a file.
func writeNotes(b *bytes.Buffer, indent, place string, notes []string) {
	if len(notes) == 0 && place == "" {
		return
	}
	b.WriteString(indent + "<notes>\n")
	if place != "" {
		fmt.Fprintf(b, "%s  <note category=\"place\">%s</note>\n", indent, escaped(place))
	}
	for _, note := range notes {
		fmt.Fprintf(b, "%s  <note>%s</note>\n", indent, escaped(note))
	}
	b.WriteString(indent + "</notes>\n")
}

// escaped returns a text as XML's character data.
func escaped(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;").Replace(text)
}

// attribute returns a text as the value of an attribute between double quotes.
func attribute(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\n", "&#10;", "\t", "&#9;", "\r", "&#13;").Replace(text)
}
