package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"korthet/output/pdf/object"
	"korthet/output/pdf/pdftest"
)

// untried are the rules that no breakage here can show: a file of millions of
// objects is more than a test can make.
var untried = []string{"a 6.1.13-7"}

// byteBreakages are what is wrong with the bytes of a file.
func byteBreakages() map[string][2]string {
	return map[string][2]string{
		"a 6.1.1-a": {"/Type /Catalog", "/Type /Catalog /Type /Catalog"},
		"a 6.1.2-1": {"%PDF-1.6\n", "%PDF-1.9\n"},
		"a 6.1.2-2": {"%\xE2\xE3\xCF\xD3", "%\x22\x23\x2F\x23"},
		"a 6.1.3-3": {"%%EOF\n", "%%EOF\nmore"},
		"a 6.1.4-2": {"xref\n0 ", "xref 0 "},
		"a 6.1.6-1": {"/Type /Catalog", "/Type /Catalog/X <1>"},
		"a 6.1.6-2": {"/Type /Catalog", "/Type /Catalog/X <1g>"},
		"a 6.1.7-1": {"\nendstream", " \nendstream"},
		"a 6.1.7-2": {"\nendstream", "endstream"},
		"a 6.1.9-1": {"1 0 obj\n", "1  0 obj\n"},
	}
}

// TestEveryRuleCanFail breaks every rule of the judge in a file that keeps them
// all, and sees it say so.
func TestEveryRuleCanFail(t *testing.T) {
	data := write(t, specimen(t), testOptions())
	if findings := pdftest.Judge(pdftest.Take(data).Bytes()); len(findings) > 0 {
		t.Fatalf("the file that is to be broken has %v", findings)
	}
	caught := map[string]bool{}
	expect := func(rules []string, broken []byte) {
		t.Helper()
		findings := pdftest.Judge(broken)
		for _, rule := range rules {
			if !slices.ContainsFunc(findings, func(f pdftest.Finding) bool { return f.Rule == rule }) {
				t.Errorf("rule %s was broken, and the judge says %v", rule, findings)
			}
			caught[rule] = true
		}
	}
	for _, b := range breakages() {
		o := pdftest.Take(data)
		b.edit(o)
		expect(ruleNames(b.rules), o.Bytes())
	}
	o := pdftest.Take(data)
	for _, prefix := range [...][3]string{{"pdfaid", "aid", "a 6.6.4-4"}, {"pdfuaid", "uaid", "ua 5-3"}} {
		o := pdftest.Take(data)
		for o.Replace(prefix[0]+":", prefix[1]+":") || o.Replace("xmlns:"+prefix[0], "xmlns:"+prefix[1]) {
		}
		expect(prefix[2:], o.Bytes())
	}
	o.Find("Type", pName("Metadata"))[0]["Filter"] = pName("FlateDecode")
	for number, v := range o.Values {
		if s, ok := v.(*pdftest.Stream); ok && s.Dict["Type"] == pName("Metadata") {
			o.Values[number] = &pdftest.Stream{Dict: s.Dict, Raw: packed(s.Raw)}
		}
	}
	expect([]string{"a 6.6.2.1-a"}, o.Bytes())
	whole := pdftest.Take(data).Bytes()
	for rule, change := range byteBreakages() {
		if !bytes.Contains(whole, []byte(change[0])) {
			t.Fatalf("the file has no %q", change[0])
		}
		broken := bytes.Replace(whole, []byte(change[0]), []byte(change[1]), 1)
		expect([]string{rule}, again(broken))
	}
	for rule := range pdftest.Rules {
		if caught[rule] == slices.Contains(untried, rule) {
			t.Errorf("rule %s: caught %v, untried %v", rule, caught[rule], !caught[rule])
		}
	}
}

// ruleNames parts "a 6.1.3-2 ua 7.16-1".
func ruleNames(s string) []string {
	words := strings.Fields(s)
	var rules []string
	for i := 0; i+1 < len(words); i += 2 {
		rules = append(rules, words[i]+" "+words[i+1])
	}
	return rules
}

func packed(data []byte) []byte { return object.Deflate(data).Packed }

var objectHead = regexp.MustCompile(`(?m)^(\d+) +0 obj$`)

// again writes a classic file's offsets anew after its bytes were moved.
func again(data []byte) []byte {
	xref := bytes.LastIndex(data, []byte("\nxref")) + 1
	body, table := data[:xref], bytes.Clone(data[xref:])
	for _, at := range objectHead.FindAllSubmatchIndex(body, -1) {
		number, err := strconv.Atoi(string(body[at[2]:at[3]]))
		if err != nil {
			continue
		}
		// The table's first entry is that of object 0; each is 20 bytes long.
		entry := bytes.Index(table, []byte("0000000000 65535 f \n")) + 20*number
		copy(table[entry:], fmt.Sprintf("%010d", at[0]))
	}
	tail := bytes.LastIndex(table, []byte("startxref\n"))
	rest := table[tail+len("startxref\n"):]
	rest = rest[bytes.IndexByte(rest, '\n'):]
	return slices.Concat(body, table[:tail], fmt.Appendf(nil, "startxref\n%d", xref), rest)
}
