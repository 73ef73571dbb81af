package inspect

import (
	"bytes"
	"encoding/xml"
	"strings"

	"korthet/output/pdf/object"
)

// The namespaces of XMP.
const (
	nsPDFX = "http://www.npes.org/pdfx/ns/id/"
	nsXMP  = "http://ns.adobe.com/xap/1.0/"
	nsMM   = "http://ns.adobe.com/xap/1.0/mm/"
	nsDC   = "http://purl.org/dc/elements/1.1/"
	nsPDF  = "http://ns.adobe.com/pdf/1.3/"
	nsRDF  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

// metadata looks at what the file says of itself, in XMP and in its information
// dictionary.
func (i *inspector) metadata() {
	info := i.dict(i.file.Trailer.Get("Info"))
	const export = "export it as PDF/X-4"
	if old := text(i.resolve(info.Get("GTS_PDFXVersion"))); old != "" && !strings.HasPrefix(old, "PDF/X-4") {
		i.doubtful("M2", "the file says that it is %s; it is judged by the rules of PDF/X-4", printable(old, 40)).Hint = "ask the printer which they take"
		return
	}
	stream := i.stream(i.catalog.Get("Metadata"))
	if stream == nil {
		i.broken("M1", "the file has no metadata (XMP), and so does not say that it is PDF/X-4").Hint = export
		return
	}
	if len(i.filterNames(stream)) > 0 {
		i.doubtful("M1", "the metadata (XMP) is packed; programs that look for it may not find it")
	}
	data, rest, err := i.bytes(stream, 4<<20)
	if err != nil || rest.Filter != "" {
		i.broken("M1", "the metadata (XMP) cannot be unpacked").Hint = export
		return
	}
	found, err := readXMP(data)
	if err != nil {
		i.broken("M1", "the metadata (XMP) is no proper XML").Hint = export
		return
	}
	if v := found[xml.Name{Space: nsPDFX, Local: "GTS_PDFXVersion"}]; v != "PDF/X-4" {
		if v == "" {
			i.broken("M2", "the file does not say that it is PDF/X-4").Hint = export
		} else {
			i.broken("M2", "the file says that it is %s, not PDF/X-4", printable(v, 40)).Hint = export
		}
	}
	for _, want := range []struct{ rule, space, name, words string }{
		{"M3", nsXMP, "CreateDate", "when the file was made"},
		{"M3", nsXMP, "ModifyDate", "when it was last changed"},
		{"M3", nsXMP, "MetadataDate", "when its metadata was changed"},
		{"M4", nsDC, "title", "a title"},
		{"M5", nsMM, "DocumentID", "an identifier of the document"},
		{"M5", nsMM, "VersionID", "a version"},
		{"M5", nsMM, "RenditionClass", "a rendition"},
		{"M6", nsPDF, "Trapped", "whether it is trapped"},
	} {
		if found[xml.Name{Space: want.space, Local: want.name}] == "" {
			i.broken(want.rule, "the metadata (XMP) does not say %s: %s is missing", want.words, want.name).Hint = export
		}
	}
	trapped := found[xml.Name{Space: nsPDF, Local: "Trapped"}]
	if trapped != "" && trapped != "True" && trapped != "False" {
		i.broken("M6", "whether the file is trapped is neither True nor False but %q", printable(trapped, 40)).Hint = export
	}
	i.compareInfo(info, found, trapped)
}

// compareInfo looks whether both say the same.
func (i *inspector) compareInfo(info object.Dict, found map[xml.Name]string, trapped string) {
	if v := i.resolve(info.Get("Trapped")); info.Get("Trapped") != nil {
		name, _ := v.(object.Name)
		if name != "True" && name != "False" {
			i.broken("M6", "the information dictionary's /Trapped is neither /True nor /False")
		} else if trapped != "" && string(name) != trapped {
			i.broken("M7", "the metadata and the information dictionary differ on whether the file is trapped")
		}
	}
	title := found[xml.Name{Space: nsDC, Local: "title"}]
	if own := text(i.resolve(info.Get("Title"))); info.Get("Title") != nil && title != "" && strings.TrimSpace(own) != title {
		i.broken("M7", "the metadata and the information dictionary have different titles")
	}
	for _, pair := range [][2]string{{"CreationDate", "CreateDate"}, {"ModDate", "ModifyDate"}} {
		own := text(i.resolve(info.Get(object.Name(pair[0]))))
		other := found[xml.Name{Space: nsXMP, Local: pair[1]}]
		if own != "" && other != "" && digits(own) != digits(other) {
			i.broken("M7", "the metadata and the information dictionary have different dates (%s)", pair[1])
		}
	}
}

// digits are the figures of a date up to its seconds.
func digits(date string) string {
	var out []byte
	for k := range len(date) {
		if c := date[k]; c >= '0' && c <= '9' && len(out) < 14 {
			out = append(out, c)
		}
	}
	return string(out)
}

// readXMP returns the simple properties of XMP, and of lists their first text.
func readXMP(data []byte) (map[xml.Name]string, error) {
	found := map[xml.Name]string{}
	d := xml.NewDecoder(bytes.NewReader(bytes.Trim(data, "\x00 \n\r\t")))
	var property xml.Name
	var value strings.Builder
	depth, at, elements := 0, 0, 0 // at is the depth of the properties
	for {
		token, err := d.Token()
		if token == nil {
			if elements == 0 || depth > 0 {
				return nil, err
			}
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			elements++
			if depth > 100 {
				return nil, xml.UnmarshalError("too deep")
			}
			switch {
			case t.Name == xml.Name{Space: nsRDF, Local: "Description"} && at == 0:
				for _, a := range t.Attr {
					found[a.Name] = strings.TrimSpace(a.Value)
				}
				at = depth + 1
			case depth == at:
				property = t.Name
				value.Reset()
			}
		case xml.EndElement:
			if depth == at && at > 0 {
				if found[property] == "" {
					found[property] = strings.TrimSpace(value.String())
				}
			}
			if depth == at-1 {
				at = 0
			}
			depth--
		case xml.CharData:
			if at > 0 && depth >= at && value.Len() < 1<<16 {
				value.Write(t)
			}
		}
	}
}
