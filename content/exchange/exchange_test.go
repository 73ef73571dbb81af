package exchange_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"korthet/content/exchange"
)

var update = flag.Bool("update", false, "rewrite the wanted files in testdata")

// sample has what the formats must hold.
func sample() *exchange.File {
	return &exchange.File{
		Name: "demo", Source: "sv", Target: "pt-BR", Room: 400,
		Texts: []exchange.Text{
			{
				Name: "front:title", Source: "Kort\nsagt", Target: "Em\nresumo", State: exchange.Done, Base: "0123456789abcdef",
				Place: "text/sv/front.yaml:1", Limit: 24,
			},
			{
				Name: "areas:sections.a.body", Source: "Ett stycke om \"citat\", \\ och <taggar> & annat, så långt att raden inte räcker till.\n\nEtt till, med [länk](https://example.org/).",
				State: exchange.New, Base: "1123456789abcdef", Place: "text/sv/areas.yaml:4", Notes: []string{"A note."},
			},
			{
				Name: "areas:sections.b.title", Source: "Nytt", Target: "Velho", Previous: "Gammalt", State: exchange.Review, Why: "stale",
				Base: "2123456789abcdef", Place: "text/sv/areas.yaml:9",
			},
			{Name: "north/areas:sections.c.title", Source: "I norr", State: exchange.New, Base: "3123456789abcdef", Place: "regions/north/text/sv/areas.yaml:2"},
		},
	}
}

// written returns a file in a format.
func written(t *testing.T, format string, f *exchange.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := exchange.Write(&b, format, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWrite compares what is written with files that were looked at.
func TestWrite(t *testing.T) {
	for _, format := range exchange.Formats() {
		got := written(t, format, sample())
		name := filepath.Join("testdata", "sample."+exchange.Ending(format))
		if *update {
			if err := os.WriteFile(name, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// oddTexts are what is hard to write down.
func oddTexts() []string {
	return []string{
		`\`, `\\n`, `\n`, `"`, "a\tb", "ends in a space ", "\n", "a\n", "\na", "<a href=\"x\">&amp;</a>", "]]>", "å\u00a0ö\u00adü",
		strings.Repeat("ord ", 60), strings.Repeat("x", 200), strings.Repeat(`\`, 90), "n\\" + strings.Repeat("n ", 90), "😀 中文",
	}
}

// TestRoundTrip reads what was written.
func TestRoundTrip(t *testing.T) {
	f := sample()
	for i, text := range oddTexts() {
		f.Texts = append(f.Texts, exchange.Text{
			Name: "odd:" + string(rune('a'+i)), Source: text, Target: "ü" + text, State: exchange.State(1 + i%2), Previous: text,
		})
	}
	for _, format := range exchange.Formats() {
		data := written(t, format, f)
		sameTexts(t, format, f, data)
		if format == "po" { // as Windows has it, and with a byte order mark
			sameTexts(t, format, f, append([]byte("\uFEFF"), bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))...))
		}
	}
}

// sameTexts checks that a file is read as what it was written from.
func sameTexts(t *testing.T, format string, f *exchange.File, data []byte) {
	t.Helper()
	got, mistakes, err := exchange.Read(bytes.NewReader(data))
	if err != nil || len(mistakes) > 0 {
		t.Fatalf("%s: %v %v\n%s", format, err, mistakes, data)
	}
	if got.Source != f.Source || got.Target != f.Target || len(got.Texts) != len(f.Texts) {
		t.Fatalf("%s: got %q to %q, %d texts", format, got.Source, got.Target, len(got.Texts))
	}
	lines := strings.Split(string(data), "\n")
	for i, text := range got.Texts {
		want := f.Texts[i]
		if text.Name != want.Name || text.Source != want.Source || text.Target != want.Target || text.State != want.State || text.Base != want.Base {
			t.Errorf("%s: got %+v\nwant %+v", format, text, want)
		}
		if text.Line < 1 || text.Line > len(lines) || text.Target != "" && !strings.Contains(lines[text.Line-1], "msgstr") && !strings.Contains(lines[text.Line-1], "<target>") {
			t.Errorf("%s: %s stands in line %d", format, text.Name, text.Line)
		}
	}
}

// TestTranslators reads what other programs make of a file: segments, marks,
// states of their own, metadata that is lost.
func TestTranslators(t *testing.T) {
	const xliff = `<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" version="2.0" srcLang="sv" trgLang="fi">
 <file id="a"><unit id="u1" name="a:title">
  <mtc:matches><mtc:match ref="#1"><source>no</source><target>no</target></mtc:match></mtc:matches>
  <segment id="1" state="translated"><source>Ett. </source><target order="3">Yksi.</target></segment>
  <ignorable><source> </source></ignorable>
  <segment id="2" state="reviewed"><source>Två.</source><target order="1"><mrk id="m" type="term">Kaksi</mrk>.<cp hex="0021"/></target></segment>
 </unit><unit id="a:body"><segment state="initial"><source>x</source><target/></segment></unit></file>
</xliff>`
	f, mistakes, err := exchange.Read(strings.NewReader(xliff))
	if err != nil || len(mistakes) > 0 || len(f.Texts) != 2 {
		t.Fatal(f, mistakes, err)
	}
	if got := f.Texts[0]; got.Name != "a:title" || got.Source != "Ett.  Två." || got.Target != "Kaksi.! Yksi." || got.State != exchange.Done {
		t.Errorf("got %+v", got)
	}
	if got := f.Texts[1]; got.Name != "a:body" || got.State != exchange.New {
		t.Errorf("got %+v", got)
	}
	const po = "msgid \"\"\nmsgstr \"X-Source-Language: sv\\nLanguage: pt_BR\\n\"\n# mine\n#, c-format, fuzzy\n#| msgid \"was\"\nmsgctxt \"a:b\"\nmsgid \"x\"\nmsgstr\"y\"\n#~ msgid \"old\"\n#~ msgstr \"old\"\n"
	f, mistakes, err = exchange.Read(strings.NewReader(po))
	if err != nil || len(mistakes) > 0 || len(f.Texts) != 1 || f.Target != "pt-BR" {
		t.Fatal(f, mistakes, err)
	}
	if got := f.Texts[0]; got.Target != "y" || got.State != exchange.Review || got.Line != 8 {
		t.Errorf("got %+v", got)
	}
}

// TestUnitWithoutName: a program may keep nothing of a unit but its id.
func TestUnitWithoutName(t *testing.T) {
	data := regexp.MustCompile(` name="[^"]*"`).ReplaceAll(written(t, "xliff", sample()), nil)
	sameTexts(t, "xliff", sample(), data)
}

// TestLineEnds: the line ends of other systems are none of the text.
func TestLineEnds(t *testing.T) {
	for _, data := range []string{
		"msgid \"\"\nmsgstr \"\"\n\nmsgctxt \"a:b\"\nmsgid \"x\"\nmsgstr \"\"\n\"one\\r\\n\"\n\"two\\r\"\n\"three\"\n",
		`<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"><file><unit id="a:b"><segment><source>x</source><target><![CDATA[one]]>&#13;&#10;two&#xD;three</target></segment></unit></file></xliff>`,
	} {
		f, mistakes, err := exchange.Read(strings.NewReader(data))
		if err != nil || len(mistakes) > 0 || len(f.Texts) != 1 || f.Texts[0].Target != "one\ntwo\nthree" {
			t.Errorf("got %+v, %v, %v", f, mistakes, err)
		}
	}
}

// TestLarge: the time to read a file does not grow with the square of its size.
func TestLarge(t *testing.T) {
	const n = 400_000
	for what, data := range map[string]string{
		"lines":    "msgid \"\"\nmsgstr \"\"\n\nmsgctxt \"a:b\"\nmsgid \"x\"\nmsgstr \"\"\n" + strings.Repeat("\"word \"\n", n),
		"segments": `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"><file><unit id="a:b">` + strings.Repeat("<segment><source>word </source></segment>", n) + `</unit></file></xliff>`,
		"elements": `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0">` + strings.Repeat("<group>", n),
	} {
		begun := time.Now()
		if _, _, err := exchange.Read(strings.NewReader(data)); err != nil {
			t.Error(err)
		}
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("%s: %v", what, took)
		}
	}
}

// TestMistakes checks what is told of files that cannot be read, and where.
func TestMistakes(t *testing.T) {
	const header = "msgid \"\"\nmsgstr \"X-Source-Language: sv\\nX-Target-Language: fi\\n\"\n\n"
	for _, c := range []struct {
		data string
		line int
		want string
	}{
		{"", 1, "neither"},
		{"title: x\nbody: y\n", 1, "neither"},
		{"msgid \"a\"\nmsgstr \"b\"\n", 1, "msgctxt"},
		{header + "msgctxt \"a:b\"\nmsgid \"a\"\nmsgstr \"b\n", 6, "quotation marks"},
		{header + "msgctxt \"a:b\"\nmsgid \"a\"\nmsgstr \"b\"c\"\n", 6, "within"},
		{header + "msgctxt \"a:b\"\nmsgid \"a\"\nmsgstr \"\\q\"\n", 6, `\q`},
		{header + "msgctxt \"a:b\"\nmsgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n", 6, "several"},
		{header + "msgctxt \"a:b\"\nmsgid \"a\"\n", 4, "no msgstr"},
		{header + "hello\n", 4, "cannot be read"},
		{"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n", 2, "ISO-8859-1"},
		{"msgid \"\xff\"", 1, "UTF-8"},
		{"\xff\xfem\x00", 1, "UTF-16"},
		{"<\x00x\x00", 1, "UTF-16"},
		{"<?xml version=\"1.0\" encoding=\"windows-1252\"?>\n<xliff/>", 1, "stored as windows-1252"},
		{header + "msgctxt \"a:b\"\nmsgid \"a\"\nmsgstr \"\\å\"\n", 6, `\å`},
		{"<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\">\n" + strings.Repeat("<group>", 200), 2, "without end"},
		{"<xliff version=\"1.2\"\n xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file/></xliff>", 2, "XLIFF 1.2"},
		{"<html/>", 1, "<html>"},
		{"<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\">\n<file>\n</xliff>", 3, "XML"},
		{"<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\">\n<file><unit id=\"a\">\n<segment><source><ph id=\"1\"/></source></segment></unit></file></xliff>", 3, "<ph>"},
	} {
		_, mistakes, err := exchange.Read(strings.NewReader(c.data))
		if err != nil || len(mistakes) == 0 {
			t.Errorf("%q: nothing is told: %v", c.data, err)
			continue
		}
		if m := mistakes[0]; m.Line != c.line || !strings.Contains(m.Message, c.want) {
			t.Errorf("%q: got %+v, want %q in line %d", c.data, m, c.want, c.line)
		}
	}
}

// FuzzRead reads anything; what it takes it writes so that it reads the same.
func FuzzRead(f *testing.F) {
	for _, format := range exchange.Formats() {
		var b bytes.Buffer
		if err := exchange.Write(&b, format, sample()); err != nil {
			f.Fatal(err)
		}
		f.Add(b.String())
	}
	f.Add("#, fuzzy\nmsgid \"\"\nmsgstr[0] \"\"")
	f.Fuzz(func(t *testing.T, data string) {
		file, mistakes, err := exchange.Read(strings.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mistakes {
			if m.Line < 1 || m.Message == "" {
				t.Fatalf("no place or no words: %+v", m)
			}
		}
		if len(mistakes) > 0 {
			return
		}
		for i := range file.Texts { // no character that XML cannot hold, which no text of a publication has
			text := &file.Texts[i]
			for _, s := range []*string{&text.Name, &text.Source, &text.Target, &text.Base} {
				*s = strings.TrimSpace(strings.Map(func(r rune) rune {
					if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
						return -1
					}
					return r
				}, *s))
			}
			if text.Name == "" || text.Source == "" || strings.ContainsAny(text.Name+text.Base, "\n") {
				return
			}
			if text.Target == "" {
				text.State = exchange.New
			}
		}
		file.Source, file.Target = "sv", "fi"
		for _, format := range exchange.Formats() {
			sameTexts(t, format, file, written(t, format, file))
		}
	})
}

// TestJudges has other programs look at what is written: gettext's, and a
// validator with the rules of XLIFF.
func TestJudges(t *testing.T) {
	dir := t.TempDir()
	f := sample()
	for i, text := range oddTexts() {
		if strings.Trim(text, "\n") == text { // msgfmt wants line ends alike in both
			f.Texts = append(f.Texts, exchange.Text{
				Name: "odd:" + string(rune('a'+i)), Source: text + "x", Target: text + "y", State: exchange.State(1 + i%2), Previous: text, Limit: 300,
			})
		}
	}
	for _, format := range exchange.Formats() {
		name := filepath.Join(dir, "a."+format)
		if err := os.WriteFile(name, written(t, format, f), 0o666); err != nil {
			t.Fatal(err)
		}
		if format == "xliff" {
			tool(t, "xmllint", "--noout", "--nowarning", "--relaxng", filepath.Join("testdata", "xliff.rng"), name)
			continue
		}
		if _, problems := tool(t, "msgfmt", "--check", "-o", os.DevNull, name); problems != "" {
			t.Errorf("msgfmt: %s", problems)
		}
	}
	// Of plain words gettext makes the same lines.
	plain := &exchange.File{Name: "demo", Source: "sv", Target: "fi", Texts: []exchange.Text{
		{Name: "a:b", Source: strings.Repeat("ord och åter ord ", 40) + "slut\n\nett till", Target: strings.Repeat("sana ", 50) + "x", State: exchange.Review, Previous: strings.Repeat("forna ord ", 30) + "x"},
	}}
	name := filepath.Join(dir, "plain.po")
	data := written(t, "po", plain)
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
	if got, _ := tool(t, "msgcat", name); got != string(data) {
		t.Errorf("gettext writes\n%s\nwe\n%s", got, data)
	}
}

// tool runs another program. Where KORTHET_TOOLS is set it must be there.
func tool(t *testing.T, name string, args ...string) (stdout, stderr string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("KORTHET_TOOLS") != "" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
	var out, problems bytes.Buffer
	cmd := exec.Command(path, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %q: %v\n%s%s", name, args, err, out.String(), problems.String())
	}
	if name == "xmllint" {
		return out.String(), ""
	}
	return out.String(), problems.String()
}
