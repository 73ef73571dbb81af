package html_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"korthet/layout/display"
)

// browser is a headless Chromium that is spoken to over a pipe, in the DevTools
// protocol: messages of JSON that end in a zero byte.
type browser struct {
	t       *testing.T
	in      *os.File
	out     *bufio.Reader
	session string
	last    int
}

// newBrowser starts a browser with a page open, for the length of a test.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	path := program(t, "chromium")
	var ends [4]*os.File
	for i := 0; i < 4; i += 2 {
		var err error
		if ends[i], ends[i+1], err = os.Pipe(); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--remote-debugging-pipe", "--user-data-dir="+t.TempDir(), "about:blank")
	cmd.ExtraFiles = []*os.File{ends[0], ends[3]} // descriptors 3 and 4
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ends[0].Close()
	ends[3].Close()
	b := &browser{t: t, in: ends[1], out: bufio.NewReader(ends[2])}
	watch := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() }) // then its pipe ends, and with it the test
	t.Cleanup(func() {
		if watch.Stop() {
			b.call("Browser.close", nil)
		}
		_ = b.in.Close()
		_ = cmd.Wait()
		_ = ends[2].Close()
	})
	target := b.call("Target.createTarget", map[string]any{"url": "about:blank"})
	attached := b.call("Target.attachToTarget", map[string]any{"targetId": target["targetId"], "flatten": true})
	b.session, _ = attached["sessionId"].(string)
	b.call("Page.enable", nil)
	return b
}

// call calls a method and returns its result.
func (b *browser) call(method string, params map[string]any) map[string]any {
	b.t.Helper()
	b.last++
	message := map[string]any{"id": b.last, "method": method}
	if params != nil {
		message["params"] = params
	}
	if b.session != "" && !strings.HasPrefix(method, "Browser.") {
		message["sessionId"] = b.session
	}
	data, err := json.Marshal(message)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.in.Write(append(data, 0)); err != nil {
		b.t.Fatal(err)
	}
	for {
		answer := b.next()
		if answer.ID != b.last {
			continue
		}
		if answer.Error != nil {
			b.t.Fatalf("%s: %v", method, answer.Error)
		}
		return answer.Result
	}
}

type answer struct {
	ID     int
	Method string
	Result map[string]any
	Error  map[string]any
	Params map[string]any
}

func (b *browser) next() (a answer) {
	b.t.Helper()
	data, err := b.out.ReadBytes(0)
	if err != nil {
		b.t.Fatalf("the browser has gone: %v", err)
	}
	if err := json.Unmarshal(data[:len(data)-1], &a); err != nil {
		b.t.Fatal(err)
	}
	return a
}

// open opens a page.
func (b *browser) open(page []byte) {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), fmt.Sprintf("%d.html", b.last))
	if err := os.WriteFile(path, page, 0o600); err != nil {
		b.t.Fatal(err)
	}
	address := "file://" + path
	b.call("Page.navigate", map[string]any{"url": address})
	for range 2000 {
		if b.evaluate("document.readyState + location.href") == "complete"+address {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	b.t.Fatal("the page does not load")
}

// evaluate returns what a script gives.
func (b *browser) evaluate(script string) any {
	b.t.Helper()
	return b.run(map[string]any{"expression": script, "returnByValue": true})
}

// later returns the text that a script promises.
func (b *browser) later(script string) string {
	b.t.Helper()
	text, ok := b.run(map[string]any{"expression": script, "returnByValue": true, "awaitPromise": true}).(string)
	if !ok {
		b.t.Fatalf("%s gives no text", script)
	}
	return text
}

func (b *browser) run(params map[string]any) any {
	b.t.Helper()
	got := b.call("Runtime.evaluate", params)
	if broken, ok := got["exceptionDetails"]; ok {
		b.t.Fatalf("%v: %v", params["expression"], broken)
	}
	result, _ := got["result"].(map[string]any)
	return result["value"]
}

// resize gives the browser's window another size, in CSS pixels.
func (b *browser) resize(width, height int) {
	b.t.Helper()
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false})
}

func (b *browser) text(script string) string {
	b.t.Helper()
	text, ok := b.evaluate(script).(string)
	if !ok {
		b.t.Fatalf("%s gives no text", script)
	}
	return text
}

// node is a node of the accessibility tree that is not ignored.
type node struct {
	role, name string
	level      any
}

// accessible returns the accessibility tree, in reading order.
func (b *browser) accessible() []node {
	b.t.Helper()
	var tree struct {
		Nodes []struct {
			NodeID     string
			Ignored    bool
			Role, Name struct{ Value any }
			Properties []struct {
				Name  string
				Value struct{ Value any }
			}
			ChildIDs []string
		}
	}
	data, err := json.Marshal(b.call("Accessibility.getFullAXTree", nil))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := json.Unmarshal(data, &tree); err != nil {
		b.t.Fatal(err)
	}
	at := map[string]int{}
	for i, n := range tree.Nodes {
		at[n.NodeID] = i
	}
	var found []node
	var walk func(id string)
	walk = func(id string) {
		i, ok := at[id]
		if !ok {
			return
		}
		n := &tree.Nodes[i]
		if !n.Ignored {
			made := node{role: fmt.Sprint(n.Role.Value), name: strings.TrimSpace(fmt.Sprint(n.Name.Value))}
			for _, property := range n.Properties {
				if property.Name == "level" {
					made.level = property.Value.Value
				}
			}
			found = append(found, made)
		}
		for _, kid := range n.ChildIDs {
			walk(kid)
		}
	}
	if len(tree.Nodes) > 0 {
		walk(tree.Nodes[0].NodeID)
	}
	return found
}

// documents are what the browser is shown.
func documents(t *testing.T) map[string]*display.Document {
	docs := map[string]*display.Document{"everything": everything(t)}
	for name, folder := range publications(t) {
		docs[name] = set(t, folder)
	}
	return docs
}

// TestChromium: a browser reads the page as it was meant. Its parser finds the
// elements that were written, none closed early and none added; what it shows
// and what it tells a screen reader are the tree's words in the tree's order;
// the heads have the tree's levels; it loads nothing and does not scroll sideways
// in a narrow window. Pages with faults show that the first of these can fail.
func TestChromium(t *testing.T) {
	b := newBrowser(t)
	for name, doc := range documents(t) {
		t.Run(name, func(t *testing.T) {
			b.t = t
			page := write(t, doc)
			b.open(page)
			if err := sameElements(b, page); err != nil {
				t.Error(err)
			}
			want := treeWords(doc)
			compareWords(t, spoken(strings.Fields(strings.ReplaceAll(b.text("document.body.innerText"), "\u00A0", " "))), spoken(want))
			tree := b.accessible()
			compareWords(t, spoken(heard(tree)), spoken(want))
			compareHeads(t, tree, doc)
			compareCounts(t, tree, page)
			if n := b.evaluate("performance.getEntriesByType('resource').filter(r => !r.name.startsWith('data:')).length"); n != 0.0 {
				t.Errorf("the page loads %v files", n)
			}
			if n := b.evaluate("[...document.images].filter(i => !i.naturalWidth).length"); n != 0.0 {
				t.Errorf("%v pictures are not shown", n)
			}
			if measure, ok := b.evaluate(measured).(float64); !ok || name == "leaflet" && (measure < 55 || measure > 75) {
				t.Errorf("a line has %.1f characters", measure)
			}
			b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": 320, "height": 256, "deviceScaleFactor": 1, "mobile": true})
			if wide := b.evaluate("document.scrollingElement.scrollWidth"); wide != 320.0 {
				t.Errorf("the page is %v pixels wide in a window of 320", wide)
			}
			b.call("Emulation.clearDeviceMetricsOverride", nil)
		})
	}
	b.t = t
	for _, body := range []string{"<p><div>x</div></p>", "<a href=\"tel:1\">x<span><a href=\"tel:2\">y</a></span></a>", "<table><tr><td>x</td></tr></table>"} {
		page := []byte("<html><head></head><body>" + body + "</body></html>")
		b.open(append([]byte("<!DOCTYPE html>"), page...))
		if sameElements(b, page) == nil {
			t.Errorf("the browser finds nothing wrong with %s", body)
		}
	}
}

// measured counts the characters of a mean line of the long paragraphs, their
// last lines being half full.
const measured = `(() => {
	let characters = 0, lines = 0;
	for (const p of document.querySelectorAll("section > p")) {
		const n = Math.round(p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight));
		if (n > 3) { characters += p.textContent.length; lines += n - 0.5; }
	}
	return lines ? characters / lines : 0;
})()`

// void are the elements without an end as the browser writes them.
var void = regexp.MustCompile(`<(meta|br|img)( [^>]*)?>`)

// sameElements compares the elements and words that the browser found with those
// that were written.
func sameElements(b *browser, page []byte) error {
	b.t.Helper()
	found := void.ReplaceAllString(b.text("document.documentElement.outerHTML"), "<$1$2/>")
	found = strings.ReplaceAll(found, "&nbsp;", "\u00A0")
	got, err := parsed([]byte(found))
	if err != nil {
		return fmt.Errorf("the browser's page: %w", err)
	}
	want, err := parsed(page)
	if err != nil {
		return err
	}
	g, w := got.outline(0), want.outline(0)
	if i := difference(g, w); i >= 0 {
		return fmt.Errorf("from element %d on: got %q, want %q", i, excerpt(g, i), excerpt(w, i))
	}
	if !slices.Equal(pageWords(b.t, []byte(found)), pageWords(b.t, page)) {
		return errors.New("the browser's page has other words")
	}
	return nil
}

// outline is the elements below e with their depths and attributes.
func (e *element) outline(depth int) []string {
	var lines []string
	for _, kid := range e.kids {
		if kid, ok := kid.(*element); ok {
			lines = append(append(lines, fmt.Sprint(depth, kid.name, kid.attributes)), kid.outline(depth+1)...)
		}
	}
	return lines
}

// heard are the words of the text nodes; words of two nodes that stand side by
// side in a line are parted, so only their letters can be compared.
func heard(tree []node) []string {
	var words []string
	for _, n := range tree {
		if n.role == "StaticText" {
			words = append(words, strings.Fields(strings.ReplaceAll(n.name, "\u00A0", " "))...)
		}
	}
	return words
}

// spoken is a text as letters, one by one: the browser parts what stands in
// lines of its own, and the accessibility tree what stands in elements of its
// own, where the tag tree has one word.
func spoken(words []string) []string { return strings.Split(strings.Join(words, ""), "") }

// compareHeads compares the outline.
func compareHeads(t *testing.T, tree []node, doc *display.Document) {
	t.Helper()
	var got, want []string
	for _, n := range tree {
		if n.role == "heading" {
			got = append(got, fmt.Sprintf("%v %s", n.level, oneLine(n.name)))
		}
	}
	page := write(t, doc)
	root, err := parsed(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, head := range root.all(heads...) {
		var text strings.Builder
		head.write(&text)
		want = append(want, fmt.Sprintf("%c %s", head.name[1], oneLine(text.String())))
	}
	if !slices.Equal(got, want) {
		t.Errorf("the browser's outline is %q, want %q", got, want)
	}
	levels := 0
	for _, tag := range doc.Tags {
		if tag.Role >= display.RoleHeading1 && tag.Role <= display.RoleHeading6 {
			levels++
		}
	}
	if !strings.Contains(doc.Meta.Title, "<") && levels != len(got) { // of everything one head is none
		t.Errorf("the browser finds %d heads, the tree has %d", len(got), levels)
	}
}

func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00A0", " ")), " ")
}

// compareCounts compares how many there are of what a screen reader can go to.
func compareCounts(t *testing.T, tree []node, page []byte) {
	t.Helper()
	root, err := parsed(page)
	if err != nil {
		t.Fatal(err)
	}
	for role, names := range map[string][]string{
		"link": {"a"}, "list": {"ul", "ol"}, "listitem": {"li"}, "main": {"main"}, "blockquote": {"blockquote"},
		"table": {"table"}, "complementary": {"none"}, "region": {"none"},
	} {
		got := 0
		for _, n := range tree {
			if n.role == role {
				got++
			}
		}
		want := len(root.all(names...))
		if role == "table" && got < want && got > 0 {
			continue // a table of one cell is taken for layout
		}
		if got != want {
			t.Errorf("the browser finds %d of role %s, want %d", got, role, want)
		}
	}
}
