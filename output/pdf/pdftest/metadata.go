package pdftest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// The namespaces of metadata.
const (
	rdfSpace       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	xmlSpace       = "http://www.w3.org/XML/1998/namespace"
	dcSpace        = "http://purl.org/dc/elements/1.1/"
	xmpSpace       = "http://ns.adobe.com/xap/1.0/"
	mmSpace        = "http://ns.adobe.com/xap/1.0/mm/"
	pdfSpace       = "http://ns.adobe.com/pdf/1.3/"
	aSpace         = "http://www.aiim.org/pdfa/ns/id/"
	uaSpace        = "http://www.aiim.org/pdfua/ns/id/"
	extensionSpace = "http://www.aiim.org/pdfa/ns/extension/"
	schemaSpace    = "http://www.aiim.org/pdfa/ns/schema#"
	propertySpace  = "http://www.aiim.org/pdfa/ns/property#"
)

// predefined are the properties that the XMP specification of 2005 and PDF/A-2
// know (6.6.2.3.1), as far as files like ours can have them, with their types.
var predefined = map[xml.Name]string{ //nolint:gochecknoglobals // a constant table
	{Space: dcSpace, Local: "contributor"}: "Bag", {Space: dcSpace, Local: "coverage"}: "Text", {Space: dcSpace, Local: "creator"}: "Seq",
	{Space: dcSpace, Local: "date"}: "Seq Date", {Space: dcSpace, Local: "description"}: "Alt", {Space: dcSpace, Local: "format"}: "Text",
	{Space: dcSpace, Local: "identifier"}: "Text", {Space: dcSpace, Local: "language"}: "Bag Language", {Space: dcSpace, Local: "publisher"}: "Bag",
	{Space: dcSpace, Local: "relation"}: "Bag", {Space: dcSpace, Local: "rights"}: "Alt", {Space: dcSpace, Local: "source"}: "Text",
	{Space: dcSpace, Local: "subject"}: "Bag", {Space: dcSpace, Local: "title"}: "Alt", {Space: dcSpace, Local: "type"}: "Bag",
	{Space: xmpSpace, Local: "BaseURL"}: "Text", {Space: xmpSpace, Local: "CreateDate"}: "Date", {Space: xmpSpace, Local: "CreatorTool"}: "Text",
	{Space: xmpSpace, Local: "Identifier"}: "Bag", {Space: xmpSpace, Local: "Label"}: "Text", {Space: xmpSpace, Local: "MetadataDate"}: "Date",
	{Space: xmpSpace, Local: "ModifyDate"}: "Date", {Space: xmpSpace, Local: "Nickname"}: "Text",
	{Space: mmSpace, Local: "DocumentID"}: "Text", {Space: mmSpace, Local: "InstanceID"}: "Text", {Space: mmSpace, Local: "RenditionClass"}: "Text",
	{Space: mmSpace, Local: "VersionID"}: "Text", {Space: mmSpace, Local: "Manager"}: "Text",
	{Space: pdfSpace, Local: "Keywords"}: "Text", {Space: pdfSpace, Local: "PDFVersion"}: "Text", {Space: pdfSpace, Local: "Producer"}: "Text",
	{Space: aSpace, Local: "part"}: "Integer", {Space: aSpace, Local: "amd"}: "Text", {Space: aSpace, Local: "corr"}: "Text", {Space: aSpace, Local: "conformance"}: "Text",
	{Space: extensionSpace, Local: "schemas"}: "Bag Schema",
}

// prefixes are those that PDF/A and PDF/UA require.
var prefixes = map[string]string{ //nolint:gochecknoglobals // a constant table
	aSpace: "pdfaid", uaSpace: "pdfuaid", extensionSpace: "pdfaExtension", schemaSpace: "pdfaSchema", propertySpace: "pdfaProperty",
}

// node is an XML element.
type node struct {
	name   xml.Name
	prefix string
	attrs  []xml.Attr
	text   string
	kids   []*node
}

func (n *node) find(space, local string) *node {
	for _, kid := range n.kids {
		if kid.name == (xml.Name{Space: space, Local: local}) {
			return kid
		}
	}
	return nil
}

func (n *node) attr(space, local string) (string, bool) {
	for _, a := range n.attrs {
		if a.Name == (xml.Name{Space: space, Local: local}) {
			return a.Value, true
		}
	}
	return "", false
}

// items are the texts of an RDF container; nil where the value is none.
func (n *node) items(kind string) []string {
	list := n.find(rdfSpace, kind)
	if list == nil || len(n.kids) != 1 {
		return nil
	}
	items := []string{}
	for _, li := range list.kids {
		if li.name != (xml.Name{Space: rdfSpace, Local: "li"}) {
			return nil
		}
		items = append(items, li.text)
	}
	return items
}

var packetForm = regexp.MustCompile(`^<\?xpacket begin="(\x{FEFF})?" id="W5M0MpCehiHzreSzNTczkc9d"([^?]*)\?>`)

// checkMetadata judges the XMP packet and the information dictionary.
func (j *judge) checkMetadata() {
	stream, ok := j.f.resolve(j.root["Metadata"]).(*Stream)
	if !ok || stream.Dict["Type"] != Name("Metadata") || stream.Dict["Subtype"] != Name("XML") {
		j.report("a 6.6.2.1-1", "there is no metadata stream")
		j.report("ua 7.1-8", "there is no metadata stream")
		return
	}
	if len(j.f.filters(stream.Dict)) > 0 {
		j.report("a 6.6.2.1-a", "the metadata stream is packed")
	}
	data := j.f.decode(stream)
	if !utf8.Valid(data) {
		j.report("a 6.6.2.1-5", "the metadata are not in UTF-8")
	}
	if head := packetForm.FindSubmatch(data); head == nil {
		j.report("a 6.6.2.1-4", "the packet begins with %.40q", data)
	} else {
		if bytes.Contains(head[2], []byte("bytes=")) {
			j.report("a 6.6.2.1-2", "the packet's header has the attribute bytes")
		}
		if bytes.Contains(head[2], []byte("encoding=")) {
			j.report("a 6.6.2.1-3", "the packet's header has the attribute encoding")
		}
	}
	root, err := parseXML(data)
	if err != nil {
		j.report("a 6.6.2.1-4", "the metadata are no XML: %v", err)
		return
	}
	rdf := root.find(rdfSpace, "RDF")
	if root.name != (xml.Name{Space: "adobe:ns:meta/", Local: "xmpmeta"}) || rdf == nil {
		j.report("a 6.6.2.1-4", "the metadata are no RDF within xmpmeta")
		return
	}
	j.packet(rdf)
}

func parseXML(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	var stack []*node
	var root *node
	for {
		raw, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := raw.(type) {
		case xml.StartElement:
			n := &node{name: t.Name, prefix: t.Name.Space, attrs: slices.Clone(t.Attr)}
			if len(stack) > 0 {
				above := stack[len(stack)-1]
				above.kids = append(above.kids, n)
			} else if root != nil {
				return nil, errors.New("two roots")
			} else {
				root = n
			}
			stack = append(stack, n)
		case xml.EndElement:
			if len(stack) == 0 || stack[len(stack)-1].name != t.Name {
				return nil, errors.New("an end without start: " + t.Name.Local)
			}
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) > 0 {
				stack[len(stack)-1].text += string(t)
			}
		}
	}
	if root == nil || len(stack) > 0 {
		return nil, errors.New("an element without end")
	}
	return root, bind(root, map[string]string{"xml": xmlSpace})
}

// bind resolves prefixes to namespaces.
func bind(n *node, outer map[string]string) error {
	scope := maps.Clone(outer)
	var attrs []xml.Attr
	for _, a := range n.attrs {
		switch {
		case a.Name.Space == "xmlns":
			scope[a.Name.Local] = a.Value
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			scope[""] = a.Value
		default:
			attrs = append(attrs, a)
		}
	}
	resolve := func(name xml.Name) (xml.Name, error) {
		space, ok := scope[name.Space]
		if !ok && name.Space != "" {
			return name, errors.New("the prefix " + name.Space + " stands for nothing")
		}
		return xml.Name{Space: space, Local: name.Local}, nil
	}
	var err error
	if n.name, err = resolve(n.name); err != nil {
		return err
	}
	for i := range attrs {
		if attrs[i].Name.Space == "" {
			continue
		}
		if attrs[i].Name, err = resolve(attrs[i].Name); err != nil {
			return err
		}
	}
	n.attrs = attrs
	for _, kid := range n.kids {
		if err := bind(kid, scope); err != nil {
			return err
		}
	}
	return nil
}

// packet judges the properties.
func (j *judge) packet(rdf *node) {
	known := maps.Clone(predefined)
	properties := map[xml.Name]*node{}
	for _, description := range rdf.kids {
		if about, ok := description.attr(rdfSpace, "about"); !ok || about != "" || description.name.Local != "Description" {
			j.report("a 6.6.2.1-4", "a description is about %q", about)
		}
		for _, a := range description.attrs {
			if a.Name != (xml.Name{Space: rdfSpace, Local: "about"}) {
				description.kids = append(description.kids, &node{name: a.Name, text: a.Value, prefix: prefixes[a.Name.Space]})
			}
		}
		for _, p := range description.kids {
			if properties[p.name] != nil {
				j.report("a 6.6.2.1-4", "the property %s stands twice", p.name.Local)
			}
			properties[p.name] = p
		}
	}
	if schemas := properties[xml.Name{Space: extensionSpace, Local: "schemas"}]; schemas != nil {
		j.extensions(schemas, known)
	}
	for name, p := range properties {
		kind, ok := known[name]
		if !ok {
			j.report("a 6.6.2.3-7", "the property %s %s is neither predefined nor declared", name.Space, name.Local)
		} else if !ofType(p, kind) {
			j.report("a 6.6.2.3-7", "the property %s is no %s", name.Local, kind)
		}
		if want := prefixes[name.Space]; want != "" && p.prefix != want {
			rule := map[string]string{aSpace: "a 6.6.4-4", extensionSpace: "a 6.6.2.3-2", uaSpace: "ua 5-3"}[name.Space]
			j.report(rule, "the prefix of %s is %s", name.Local, p.prefix)
		}
	}
	j.identity(properties)
	j.sameAsInfo(properties)
}

func text(properties map[xml.Name]*node, space, local string) string {
	if p := properties[xml.Name{Space: space, Local: local}]; p != nil {
		return p.text
	}
	return ""
}

func (j *judge) identity(properties map[xml.Name]*node) {
	if properties[xml.Name{Space: aSpace, Local: "part"}] == nil {
		j.report("a 6.6.4-1", "nothing says that this is PDF/A")
	} else if part := text(properties, aSpace, "part"); part != "2" {
		j.report("a 6.6.4-2", "pdfaid:part is %q", part)
	}
	if conformance := text(properties, aSpace, "conformance"); conformance != "A" {
		j.report("a 6.6.4-3", "pdfaid:conformance is %q", conformance)
	}
	if properties[xml.Name{Space: uaSpace, Local: "part"}] == nil {
		j.report("ua 5-1", "nothing says that this is PDF/UA")
	} else if part := text(properties, uaSpace, "part"); part != "1" {
		j.report("ua 5-2", "pdfuaid:part is %q", part)
	}
	if title := properties[xml.Name{Space: dcSpace, Local: "title"}]; title == nil || strings.TrimSpace(strings.Join(title.items("Alt"), "")) == "" {
		j.report("ua 7.1-9", "there is no dc:title")
	}
}

var (
	dateForm     = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$`)
	languageForm = regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`)
	integerForm  = regexp.MustCompile(`^[+-]?\d+$`)
)

// ofType reports whether a property has a value of a type.
func ofType(p *node, kind string) bool {
	container, item, _ := strings.Cut(kind, " ")
	switch container {
	case "Bag", "Seq":
		items := p.items(container)
		for _, text := range items {
			if item == "Language" && !languageForm.MatchString(text) || item == "Date" && !dateForm.MatchString(text) {
				return false
			}
		}
		return items != nil
	case "Alt":
		list := p.find(rdfSpace, "Alt")
		if p.items("Alt") == nil {
			return false
		}
		for i, li := range list.kids {
			if lang, _ := li.attr(xmlSpace, "lang"); lang == "" || i == 0 && lang != "x-default" {
				return false
			}
		}
		return true
	case "Date":
		return len(p.kids) == 0 && dateForm.MatchString(p.text)
	case "Integer":
		return len(p.kids) == 0 && integerForm.MatchString(p.text)
	}
	return len(p.kids) == 0
}

// extensions judges the extension schemas (6.6.2.3.3) and adds what they declare.
func (j *judge) extensions(schemas *node, known map[xml.Name]string) {
	bag := schemas.find(rdfSpace, "Bag")
	if bag == nil {
		j.report("a 6.6.2.3-2", "the extension schemas are no bag")
		return
	}
	for _, schema := range bag.kids {
		j.fields(schema, "a 6.6.2.3-3", schemaSpace, []string{"schema", "namespaceURI", "prefix", "property"}, []string{"valueType"})
		space := ""
		if n := schema.find(schemaSpace, "namespaceURI"); n != nil {
			space = n.text
		}
		property := schema.find(schemaSpace, "property")
		if property == nil || property.find(rdfSpace, "Seq") == nil {
			j.report("a 6.6.2.3-3", "the properties of an extension schema are no sequence")
			continue
		}
		for _, p := range property.find(rdfSpace, "Seq").kids {
			j.fields(p, "a 6.6.2.3-4", propertySpace, []string{"name", "valueType", "category", "description"}, nil)
			name, kind, category := p.find(propertySpace, "name"), p.find(propertySpace, "valueType"), p.find(propertySpace, "category")
			if name == nil || kind == nil || category == nil {
				continue
			}
			if category.text != "internal" && category.text != "external" || !slices.Contains([]string{"Text", "Integer", "Boolean", "Date", "URI"}, kind.text) {
				j.report("a 6.6.2.3-4", "the property %s is of type %q, category %q", name.text, kind.text, category.text)
			}
			known[xml.Name{Space: space, Local: name.text}] = kind.text
		}
	}
}

// fields: a structure has all fields of a table, and no others.
func (j *judge) fields(n *node, rule, space string, required, optional []string) {
	if kind, _ := n.attr(rdfSpace, "parseType"); kind != "Resource" {
		j.report(rule, "a field of the extension schema is no structure")
	}
	for _, name := range required {
		if field := n.find(space, name); field == nil || len(field.kids) == 0 && strings.TrimSpace(field.text) == "" {
			j.report(rule, "the extension schema lacks %s", name)
		}
	}
	for _, kid := range n.kids {
		if kid.name.Space != space || !slices.Contains(required, kid.name.Local) && !slices.Contains(optional, kid.name.Local) {
			j.report("a 6.6.2.3-1", "the extension schema has a field %s", kid.name.Local)
		} else if kid.prefix != prefixes[space] {
			j.report(rule, "the prefix of %s is %s", kid.name.Local, kid.prefix)
		}
	}
}

// sameAsInfo: what the information dictionary says, the packet says too.
func (j *judge) sameAsInfo(properties map[xml.Name]*node) {
	info := j.f.dict(j.f.trailer["Info"])
	list := func(local, kind string) string {
		if p := properties[xml.Name{Space: dcSpace, Local: local}]; p != nil {
			return strings.Join(p.items(kind), "; ")
		}
		return ""
	}
	for key, want := range map[Name]string{
		"Title": list("title", "Alt"), "Author": list("creator", "Seq"), "Subject": list("description", "Alt"),
		"Keywords": text(properties, pdfSpace, "Keywords"), "Creator": text(properties, xmpSpace, "CreatorTool"), "Producer": text(properties, pdfSpace, "Producer"),
	} {
		if got := j.f.text(info[key]); got != want {
			j.report("a 6.6.3-a", "/%s is %q, in the packet %q", key, got, want)
		}
	}
	for key, local := range map[Name]string{"CreationDate": "CreateDate", "ModDate": "ModifyDate"} {
		got, want := j.f.text(info[key]), text(properties, xmpSpace, local)
		if got == "" && want == "" {
			continue
		}
		a, err := time.Parse("D:20060102150405Z07'00'", strings.Replace(got, "Z", "Z00'00'", 1))
		b, problem := time.Parse(time.RFC3339, want)
		if err != nil {
			a, err = time.Parse("D:20060102150405-07'00'", got)
		}
		if err != nil || problem != nil || !a.Equal(b) {
			j.report("a 6.6.3-a", "/%s is %q, in the packet %q", key, got, want)
		}
	}
}
