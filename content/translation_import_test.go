package content_test

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"korthet/content"
)

// inMemory returns a folder on the disk as one that can be changed.
func inMemory(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(dir), name)
		out[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// apply writes changes into a folder.
func apply(folder fstest.MapFS, changes []content.FileChange) {
	for _, c := range changes {
		folder[c.Name] = &fstest.MapFile{Data: c.New}
	}
}

// sentBack returns a language's texts as a translator sends them back who did
// nothing.
func sentBack(t *testing.T, folder fstest.MapFS, language string) []content.ImportedText {
	t.Helper()
	p, _ := content.Open(folder)
	texts, errs := p.ExchangeTexts(language, []string{""})
	if len(errs) > 0 || len(texts) == 0 {
		t.Fatalf("%d texts, %v", len(texts), errs)
	}
	out := make([]content.ImportedText, len(texts))
	for i, text := range texts {
		out[i] = content.ImportedText{
			Name: text.Name, Source: text.Source, Target: text.Target, Base: text.Base,
			Done: text.State == content.TranslationComplete, Pos: content.Pos{File: "a.po", Line: i + 1, Column: 1},
		}
	}
	return out
}

// bring imports texts and returns what was done.
func bring(folder fstest.MapFS, language string, texts []content.ImportedText, o content.ImportOptions) (content.TranslationWork, content.ErrorList) {
	p, _ := content.Open(folder)
	return p.ImportTranslation(language, texts, o)
}

// TestImportSamples exports and imports the sample's languages: unchanged, which
// changes no byte, and with every text changed, which makes all complete.
func TestImportSamples(t *testing.T) {
	folder := inMemory(t, "iom-i-korthet")
	p, _ := content.Open(folder)
	for _, language := range p.Languages() {
		for range 2 { // the second time with records
			texts := sentBack(t, folder, language)
			if work, errs := bring(folder, language, texts, content.ImportOptions{}); len(work.Changes)+len(errs) > 0 {
				t.Fatalf("%s: nothing was done, but %d files change: %v", language, len(work.Changes), errs)
			}
			for i := range texts {
				texts[i].Target, texts[i].Done = strings.Replace(texts[i].Target, " ", " ändrad ", 1)+" x", true
			}
			work, errs := bring(folder, language, texts, content.ImportOptions{})
			if len(errs) > 0 || len(work.Done) != len(texts) {
				t.Fatalf("%s: %d of %d texts, %v", language, len(work.Done), len(texts), errs)
			}
			apply(folder, work.Changes)
			now, _ := content.Open(folder)
			for _, texts := range now.TakenTexts(language) {
				if slices.ContainsFunc(texts.Fields, (*content.TranslatedField).Behind) || len(texts.Fields) < len(work.Done) {
					t.Errorf("%s: %s", language, content.Counts(texts.Fields))
				}
			}
			for i, text := range sentBack(t, folder, language) {
				if text.Target != texts[i].Target {
					t.Errorf("%s: got %q, want %q", text.Name, text.Target, texts[i].Target)
				}
			}
		}
	}
}

// twoTexts is a publication with a title and a body, in Swedish and Finnish.
func twoTexts(source, target string) fstest.MapFS {
	return fstest.MapFS{
		"publication.yaml": {Data: []byte("name: a\nformat: a4\npages: 1\nsections: [one]\ntargets: [screen]\n" +
			"editions:\n  sv: {language: sv}\n  fi: {language: fi}\n")},
		"text/sv/front.yaml": {Data: []byte("title: T\n")},
		"text/fi/front.yaml": {Data: []byte("title: O\n")},
		"text/sv/one.yaml":   {Data: []byte(source)},
		"text/fi/one.yaml":   {Data: []byte(target)},
	}
}

// TestImportStyles brings texts into each of YAML's styles.
func TestImportStyles(t *testing.T) {
	const source = "title: Ett\nbody: |\n  Text.\n"
	for _, c := range []struct{ name, before, name2, text, after string }{
		{"plain", "title: Yksi # note\nbody: x\n", "one:title", "Kaksi", "title: Kaksi # note\nbody: x\n"},
		{"plain that needs quotes", "title: Yksi\nbody: x\n", "one:title", "Kaksi: a", "title: 'Kaksi: a'\nbody: x\n"},
		{"plain that is a number", "title: Yksi\nbody: x\n", "one:title", "112", "title: '112'\nbody: x\n"},
		{"plain that becomes nothing", "title: Yksi\nbody: x\n", "one:title", "null", "title: 'null'\nbody: x\n"},
		{"plain over two lines", "title: Yksi\nbody: a\n  b\n# note\n", "one:body", "c d", "title: Yksi\nbody: c d\n# note\n"},
		{"plain that gets paragraphs", "title: Yksi\nbody: a\n# note\n", "one:body", "c\n\nd", "title: Yksi\nbody: |\n  c\n\n  d\n# note\n"},
		{"double quotes", "title: \"Yk\\\"si\" # note\nbody: x\n", "one:title", "a \"b\" \\ c", "title: \"a \\\"b\\\" \\\\ c\" # note\nbody: x\n"},
		{"single quotes", "title: 'Yk''si' # note\nbody: x\n", "one:title", "it's", "title: 'it''s' # note\nbody: x\n"},
		{"literal", "title: Yksi\nbody: |- # note\n    a\n\n    b\n\n# last\n", "one:body", "c\n\nd\n\ne", "title: Yksi\nbody: |- # note\n    c\n\n    d\n\n    e\n\n# last\n"},
		{"literal at the end of a file without a line end", "title: Yksi\nbody: |\n  a", "one:body", "b\n\nc", "title: Yksi\nbody: |\n  b\n\n  c"},
		{
			"literal with wrapped lines", "title: Yksi\nbody: |\n  Sanoja joita on enemmän kuin yhdellä rivillä\n  on tilaa.\n\n  Toinen kappale jota ei ole muutettu lainkaan\n  pysyy.\n", "one:body",
			"Uusia sanoja joita on enemmän kuin yhdellä rivillä on tilaa.\n\nToinen kappale jota ei ole muutettu lainkaan pysyy.",
			"title: Yksi\nbody: |\n  Uusia sanoja joita on enemmän kuin yhdellä\n  rivillä on tilaa.\n\n  Toinen kappale jota ei ole muutettu lainkaan\n  pysyy.\n",
		},
		{"folded", "title: Yksi\nbody: >\n  a\n  b\n# note\n", "one:body", "c d", "title: Yksi\nbody: >\n  c d\n# note\n"},
		{"folded that gets paragraphs", "title: Yksi\nbody: >\n  a\n\n\n  b\n", "one:body", "c\n\nd", "title: Yksi\nbody: >\n  c\n\n\n  d\n"},
		{"folded that gets a list", "title: Yksi\nbody: >-\n  a\n", "one:body", "- c\n  - d", "title: Yksi\nbody: |\n  - c\n    - d\n"},
		{"braces", "{title: Yksi, body: 'x, y'}\n", "one:body", "a, b", "{title: Yksi, body: 'a, b'}\n"},
		{"line ends of Windows", "title: Yksi\r\nbody: |\r\n  a\r\n", "one:body", "b\n\nc", "title: Yksi\r\nbody: |\r\n  b\r\n\r\n  c\r\n"},
	} {
		folder := twoTexts(source, c.before)
		texts := sentBack(t, folder, "fi")
		for i := range texts {
			if texts[i].Name == c.name2 {
				texts[i].Target = c.text
			}
		}
		work, errs := bring(folder, "fi", texts, content.ImportOptions{})
		if len(errs) > 0 || len(work.Changes) != 1 {
			t.Errorf("%s: %d files, %v", c.name, len(work.Changes), errs)
			continue
		}
		if got := string(work.Changes[0].New); got != c.after {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.after)
		}
	}
}

// TestImportConflicts checks that no side's work is lost.
func TestImportConflicts(t *testing.T) {
	folder := twoTexts("title: Ett\nbody: Text.\n", "title: Yksi\nbody: Sanoja.\n")
	texts := sentBack(t, folder, "fi")
	for i := range texts {
		texts[i].Done = true
		if texts[i].Name == "one:title" {
			texts[i].Target = "Translator"
		}
	}
	folder["text/fi/one.yaml"] = &fstest.MapFile{Data: []byte("title: Office\nbody: Sanoja, uusia.\n")}
	folder["text/sv/front.yaml"] = &fstest.MapFile{Data: []byte("title: Titel\n")}
	for _, c := range []struct {
		o     content.ImportOptions
		title string
		errs  int
	}{{content.ImportOptions{}, "Office", 1}, {content.ImportOptions{Ours: true}, "Office", 0}, {content.ImportOptions{Theirs: true}, "Translator", 0}} {
		work, errs := bring(folder, "fi", texts, c.o)
		found := 0
		for _, e := range errs {
			if e.Severity == content.SeverityError {
				found++
				if !strings.Contains(e.Hint, "Office") || !strings.Contains(e.Hint, "Translator") || e.Pos.File != "a.po" || len(e.Also) != 1 {
					t.Errorf("%v", e)
				}
			}
		}
		if found != c.errs {
			t.Errorf("%+v: %v", c.o, errs)
		}
		after := inChanged(folder, work.Changes)
		p, _ := content.Open(after)
		for _, f := range p.Translation("fi").Fields {
			switch f.Name() {
			case "one:title":
				if f.Target.Value != c.title {
					t.Errorf("%+v: the title is %q", c.o, f.Target.Value)
				}
			case "one:body": // changed by the office alone
				if f.Target.Value != "Sanoja, uusia." {
					t.Errorf("%+v: the body is %q", c.o, f.Target.Value)
				}
			case "front:title": // its source has changed meanwhile
				if f.State != content.TranslationStale || f.Previous != "T" {
					t.Errorf("%+v: the front's title is %s, of %q", c.o, f.State, f.Previous)
				}
			}
		}
	}
}

// inChanged returns a folder with changes made, and leaves the first alone.
func inChanged(folder fstest.MapFS, changes []content.FileChange) fstest.MapFS {
	out := fstest.MapFS{}
	for name, file := range folder {
		out[name] = file
	}
	apply(out, changes)
	return out
}

// TestImportMistakes checks what is told, and that a file with a text that
// cannot be set stays as it is.
func TestImportMistakes(t *testing.T) {
	folder := twoTexts("title: Ett\nbody: |\n  Text [a](https://example.org/a) [b]{lang=en} [c]{lang=fi}.\n\n  Mer. {#mer}\n", "title: Yksi\nbody: Sanoja.\n")
	texts := append(sentBack(t, folder, "fi"),
		content.ImportedText{Name: "one:titel", Target: "x", Pos: content.Pos{File: "a.po", Line: 8}},
		content.ImportedText{Name: "one:title", Target: "x", Pos: content.Pos{File: "a.po", Line: 9}})
	for i := range texts {
		if texts[i].Name == "one:body" {
			texts[i].Target = "Sanoja <b>ja</b> muita."
		}
	}
	texts[0].Target = "Otsikko"
	work, errs := bring(folder, "fi", texts, content.ImportOptions{})
	for _, want := range []string{
		"HTML cannot be set", "no text `one:titel`", "here twice", "the link to https://example.org/a of the source is missing",
		"the id {#mer} of the source is missing", "a passage marked {lang=en} of the source is missing",
	} {
		if !strings.Contains(errs.Error(), want) {
			t.Errorf("%q is not told: %v", want, errs)
		}
	}
	if strings.Contains(errs.Error(), "{lang=fi}") {
		t.Errorf("a passage in the language itself is missed: %v", errs)
	}
	if len(work.Changes) != 1 || work.Changes[0].Name != "text/fi/front.yaml" {
		t.Errorf("the files changed are %v", work.Changes)
	}
}

// FuzzImport brings any text into any file: it stands there then and nothing
// else has changed, or a mistake is told and the file is as it was.
func FuzzImport(f *testing.F) {
	f.Add("title: Yksi\nbody: |\n  a\n  b\n\n  c\n", "ord\n\n- a\n- b c\n")
	f.Add("title: >\n  a\n\n  b\nbody: 'x'\n", "# a\n\nb\\\nc")
	f.Add("\uFEFFtitle: \"a\\n\"\r\nsections: [{id: x, title: x, body: y}]\r\n", ": - #")
	f.Add("sections:\n- id: a\n  title: a\n  body: |2-\n     b\n\n\n# x", "a  b\n c")
	f.Fuzz(func(t *testing.T, file, text string) {
		folder := twoTexts(file, file)
		p, _ := content.Open(folder)
		texts, errs := p.ExchangeTexts("fi", []string{""})
		if len(errs) > 0 {
			return // two sections without ids
		}
		for i, x := range texts {
			if x.Target != "" {
				same := content.ImportedText{Name: x.Name, Source: x.Source, Target: x.Target, Base: x.Base}
				if work, errs := p.ImportTranslation("fi", []content.ImportedText{same}, content.ImportOptions{}); len(work.Changes)+len(errs) > 0 {
					t.Fatalf("%s is as it was, but %d files change: %v", x.Name, len(work.Changes), errs)
				}
			}
			work, errs := p.ImportTranslation("fi", []content.ImportedText{{Name: x.Name, Source: x.Source, Target: text, Base: x.Base, Done: true}}, content.ImportOptions{})
			if errs.Err() != nil || len(work.Changes) == 0 {
				continue
			}
			q, _ := content.Open(inChanged(folder, work.Changes))
			now, errs := q.ExchangeTexts("fi", []string{""})
			if len(errs) > 0 || len(now) != len(texts) {
				t.Fatalf("%s: %d texts became %d: %v", x.Name, len(texts), len(now), errs)
			}
			for k := range now {
				if k != i && now[k].Target != texts[k].Target && texts[k].Target != "" {
					t.Errorf("%s changed to %q with %s", now[k].Name, now[k].Target, x.Name)
				}
			}
			again := content.ImportedText{Name: x.Name, Source: x.Source, Target: text, Base: now[i].Base, Done: true}
			if work, errs := q.ImportTranslation("fi", []content.ImportedText{again}, content.ImportOptions{}); errs.Err() != nil || len(work.Done) > 0 {
				t.Errorf("%s: %q is not there the second time: %q, %v", x.Name, text, now[i].Target, errs)
			}
		}
	})
}

// TestExchangeTexts shows which line ends translators get, and which are but an
// author's.
func TestExchangeTexts(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"Ett stycke\növer rader.\n\nEtt till.", "Ett stycke över rader.\n\nEtt till."},
		{"- Ett\n  led.\n- Två.\n  - Inre\n    led.", "- Ett led.\n- Två.\n  - Inre led."},
		{"1. Ett\n2. Två\noch mer", "1. Ett\n2. Två och mer"},
		{"-\n  Ett", "-\n  Ett"},
		{"Adress\\\nGata  \nOrt", "Adress\\\nGata  \nOrt"},
		{"# Rubrik\nText\n> Citat\n> mer", "# Rubrik\nText\n> Citat\n> mer"},
		{"Text\n{lang=en}", "Text\n{lang=en}"},
		{"Stjärna\n*kursiv* och\n**fet**\n- 1", "Stjärna *kursiv* och **fet**\n- 1"},
	} {
		p, _ := content.Open(twoTexts("title: x\nbody: |\n  "+strings.ReplaceAll(c.body, "\n", "\n  ")+"\n", "title: x\nbody: y\n"))
		texts, _ := p.ExchangeTexts("fi", []string{""})
		if got := texts[len(texts)-1].Source; got != c.want {
			t.Errorf("%q: got %q, want %q", c.body, got, c.want)
		}
	}
}

// FuzzExchangeTexts checks that a text says the same with its lines joined.
func FuzzExchangeTexts(f *testing.F) {
	f.Add("Ett stycke\növer rader.\n\n- a\n  b\n1. c\\\nd {#e}\n")
	f.Add("# a\nb\n> c\n> d\n*\n e\n[f]{lang=en}\n2) g")
	f.Fuzz(func(t *testing.T, body string) {
		load := func(body string) (said string, source string) {
			folder := twoTexts("title: x\nbody: |\n  "+strings.ReplaceAll(body, "\n", "\n  ")+"\n", "title: x\nbody: y\n")
			e, errs := content.Load(folder, "sv")
			p, _ := content.Open(folder)
			texts, _ := p.ExchangeTexts("fi", []string{""})
			if errs.Err() != nil || e == nil || len(texts) != 3 {
				return "", ""
			}
			return withoutPlaces(e.Sections[0].Blocks), texts[2].Source
		}
		said, joined := load(body)
		if joined == "" {
			return
		}
		if again, _ := load(joined); again != said {
			t.Errorf("%q says\n%s\nand %q says\n%s", body, said, joined, again)
		}
	})
}

// withoutPlaces returns what blocks say.
func withoutPlaces(blocks []content.Block) string {
	var b strings.Builder
	inlines := func(in content.Inlines) {
		last := ""
		for _, i := range in {
			text, looks := i.Text, i
			looks.Text, looks.Pos = "", content.Pos{}
			uri := ""
			if i.Link != nil {
				uri, looks.Link = i.Link.URI, nil
			}
			if now := fmt.Sprintf("<%+v %s>", looks, uri); now != last {
				b.WriteString(now)
				last = now
			}
			b.WriteString(text)
		}
		b.WriteByte('\n')
	}
	for _, block := range blocks {
		info := *block.Info()
		info.Pos = content.Pos{}
		fmt.Fprintf(&b, "%T %+v ", block, info)
		switch block := block.(type) {
		case *content.Paragraph:
			inlines(block.Text)
		case *content.Heading:
			fmt.Fprint(&b, block.Level)
			inlines(block.Text)
		case *content.Quote:
			b.WriteString("{" + withoutPlaces(block.Blocks) + "}")
		case *content.List:
			for _, item := range block.Items {
				b.WriteString("{" + withoutPlaces(item.Blocks) + "}")
			}
		}
	}
	return b.String()
}
