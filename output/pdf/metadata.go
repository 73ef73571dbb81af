package pdf

import (
	"strings"
	"time"
	"unicode/utf8"

	"korthet/output/pdf/object"
)

// identifiers name the file and the document. They are a hash of the file's
// content, so that equal content has equal identifiers.
type identifiers struct {
	file     [16]byte
	document string // a UUID
}

func newIdentifiers(digest [32]byte) identifiers {
	ids := identifiers{file: [16]byte(digest[:16])}
	u := [16]byte(digest[16:])
	// RFC 9562, 5.8: version 8, the other bits being ours.
	u[6] = u[6]&0x0F | 0x80
	u[8] = u[8]&0x3F | 0x80
	const hexDigits = "0123456789abcdef"
	text := []byte("uuid:")
	for i, b := range u {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			text = append(text, '-')
		}
		text = append(text, hexDigits[b>>4], hexDigits[b&15])
	}
	ids.document = string(text)
	return ids
}

// creator is the program that the document was made with, as opposed to the
// version that wrote the file, which is the producer.
const creator = "korthet"

// appendInfo appends the document information dictionary. PDF/A-2 6.6.3: what it
// says, the XMP packet says too, in the same words.
func (f *file) appendInfo(dst []byte) []byte {
	m := &f.doc.Meta
	dst = append(dst, "<<"...)
	text := func(key, value string) {
		if value != "" {
			dst = append(dst, key...)
			dst = appendText(dst, value)
		}
	}
	text("/Title", m.Title)
	text("/Author", m.Author)
	text("/Subject", m.Subject)
	text("/Keywords", f.keywords())
	text("/Creator", creator)
	text("/Producer", f.opts.producer())
	if date := f.opts.Date; !date.IsZero() {
		dst = append(dst, "/CreationDate"...)
		dst = object.AppendString(dst, pdfDate(date))
		dst = append(dst, "/ModDate"...)
		dst = object.AppendString(dst, pdfDate(date))
	}
	if f.printer != nil {
		dst = append(dst, "/Trapped/False"...)
	}
	return append(dst, ">>"...)
}

func (f *file) keywords() string { return strings.Join(f.doc.Meta.Keywords, ", ") }

// pdfDate is a date as 7.9.4 wants it: "D:20050601120000+02'00'".
func pdfDate(t time.Time) string {
	zone := t.Format("-07:00")
	return t.Format("D:20060102150405") + zone[:3] + "'" + zone[4:] + "'"
}

// xmpDate is the same date in ISO 8601: "2005-06-01T12:00:00+02:00".
func xmpDate(t time.Time) string { return t.Format("2006-01-02T15:04:05-07:00") }

// xmp is the metadata packet (14.3.2), unpacked and without an invitation to
// edit it.
func (f *file) xmp(ids identifiers) []byte {
	m := &f.doc.Meta
	x := &xmpWriter{dst: make([]byte, 0, 4096)}
	x.raw("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\"\n" +
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n" +
		" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n" +
		" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n" +
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n")
	if m.Source != "" {
		x.raw(" xmlns:stRef=\"http://ns.adobe.com/xap/1.0/sType/ResourceRef#\"\n")
	}
	if f.printer != nil {
		x.raw(" xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n")
	} else {
		x.raw(" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n" +
			" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n")
	}
	x.element("dc:format", "application/pdf")
	x.list("dc:title", "Alt", m.Title)
	if m.Author != "" {
		x.list("dc:creator", "Seq", m.Author)
	}
	if m.Subject != "" {
		x.list("dc:description", "Alt", m.Subject)
	}
	if len(m.Keywords) > 0 {
		x.list("dc:subject", "Bag", m.Keywords...)
		x.element("pdf:Keywords", f.keywords())
	}
	x.list("dc:language", "Bag", m.Language)
	x.element("pdf:Producer", f.opts.producer())
	x.element("xmp:CreatorTool", creator)
	if date := f.opts.Date; !date.IsZero() {
		x.element("xmp:CreateDate", xmpDate(date))
		x.element("xmp:ModifyDate", xmpDate(date))
		x.element("xmp:MetadataDate", xmpDate(date))
	}
	x.element("xmpMM:DocumentID", ids.document)
	x.element("xmpMM:InstanceID", ids.document)
	if m.Source != "" {
		// A ResourceRef of the XMP specification, which PDF/A-2 6.6.2.3 takes as it
		// is: the edition that this file is made from.
		x.raw("<xmpMM:DerivedFrom rdf:parseType=\"Resource\">\n")
		x.element("stRef:instanceID", m.Source)
		x.raw("</xmpMM:DerivedFrom>\n")
	}
	schema := ""
	if f.printer != nil {
		// PDF/X-4 M2, M5, M6. Nobody has trapped the file yet.
		x.element("xmpMM:VersionID", "1")
		x.element("xmpMM:RenditionClass", "default")
		x.element("pdf:Trapped", "False")
		x.element("pdfxid:GTS_PDFXVersion", "PDF/X-4")
	} else {
		x.element("pdfaid:part", "2")
		x.element("pdfaid:conformance", "A")
		x.element("pdfuaid:part", "1")
		schema = pdfuaSchema
	}
	x.raw("</rdf:Description>\n" + schema + "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return x.dst
}

// pdfuaSchema describes the property pdfuaid:part, which PDF/A-2 does not know
// (6.6.2.3).
const pdfuaSchema = `<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

// xmpWriter writes XML.
type xmpWriter struct{ dst []byte }

func (x *xmpWriter) raw(s string) { x.dst = append(x.dst, s...) }

func (x *xmpWriter) element(name, text string) {
	x.raw("<" + name + ">")
	x.text(text)
	x.raw("</" + name + ">\n")
}

// list writes an RDF container; the items of an Alt are the default language's.
func (x *xmpWriter) list(name, container string, items ...string) {
	x.raw("<" + name + "><rdf:" + container + ">")
	for _, item := range items {
		if container == "Alt" {
			x.raw("<rdf:li xml:lang=\"x-default\">")
		} else {
			x.raw("<rdf:li>")
		}
		x.text(item)
		x.raw("</rdf:li>")
	}
	x.raw("</rdf:" + container + "></" + name + ">\n")
}

// text writes character data. Check has refused what XML cannot hold.
func (x *xmpWriter) text(s string) {
	for _, r := range s {
		switch r {
		case '&':
			x.raw("&amp;")
		case '<':
			x.raw("&lt;")
		case '>':
			x.raw("&gt;")
		default:
			x.dst = utf8.AppendRune(x.dst, r)
		}
	}
}
