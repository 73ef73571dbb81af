package content

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// figureFile is a picture as a section's blocks hold it.
type figureFile struct {
	Pos        Pos
	Image      Text        `yaml:"image,required" doc:"The picture's file (JPEG, PNG or SVG): its path from the publication's folder, images/bridge.jpg." missing:"this figure has no image"`
	Alt        Text        `yaml:"alt" doc:"What the picture shows, in a sentence for readers who cannot see it."`
	Decorative Flag        `yaml:"decorative" doc:"true: the picture says nothing, and who cannot see it misses nothing; it then has no alt."`
	Caption    *inlineText `yaml:"caption" doc:"What stands below it, in inline Markdown."`
	Credit     *inlineText `yaml:"credit" doc:"Who made it, in inline Markdown: Photo: A. Berg."`
	Wide       Flag        `yaml:"wide" doc:"true: over all columns instead of one."`
	Height     Length      `yaml:"height" doc:"The most it may be high, for example 60 mm; left out, as high as its width makes it."`
}

// place returns where the figure stands.
func (f *figureFile) place() Pos { return f.Pos }

// blocks returns the figure.
func (f *figureFile) blocks(r *reader) []Block {
	m := &r.mistakes
	switch {
	case f.Decorative.Value && f.Alt.Given():
		m.add(f.Alt.Pos, "delete the `alt`, or decorative: true", "a decorative picture has no `alt`: it says nothing",
			f.Decorative.Pos)
	case f.Decorative.Value && (f.Caption != nil || f.Credit != nil):
		m.warn(f.Decorative.Pos, "give the picture an `alt`, or take the words away",
			"this picture is decorative but has words below it, which nobody who hears them can place")
	case !f.Decorative.Value && !f.Alt.Given():
		m.add(f.Pos, "say in a sentence what it shows (alt: …), or write decorative: true if it says nothing",
			"this figure has no alternative text for readers who cannot see it")
	}
	r.positive(f.Height, "a figure")
	return []Block{&Figure{
		BlockInfo: BlockInfo{Pos: f.Pos}, Image: r.image(f.Image), Alt: f.Alt, Decorative: f.Decorative.Value,
		Caption: f.Caption.inlines(), Credit: f.Credit.inlines(), Wide: f.Wide.Value, Height: f.Height,
	}}
}

// positive reports a length that is not more than nothing.
func (r *reader) positive(l Length, what string) {
	if l.Given() && l.Thousandths <= 0 {
		r.mistakes.add(l.Pos, "write a length like 60 mm", what+" cannot be that small")
	}
}

// frontImage gives the front its picture.
func (r *reader) frontImage(f *frontFile, front *Front) {
	front.Image, front.Alt = r.image(f.Image), f.Alt
	themed := false
	for _, theme := range r.themes {
		themed = themed || theme != nil && theme.Front.Image.Given()
	}
	switch {
	case f.Image.Given() && !f.Alt.Given():
		r.mistakes.add(f.Image.Pos, "say in a sentence what it shows (alt: …); an image that is but decoration is the theme's",
			"this picture has no alternative text for readers who cannot see it")
	case f.Alt.Given() && !f.Image.Given() && !themed:
		r.mistakes.add(f.Alt.Pos, "add a line `image: …`, or delete this one", "there is no picture that this text describes")
	}
}

// imageFormat is a format that pictures may have.
type imageFormat struct {
	name    string
	endings []string // of file names
	is      func(head string) bool
}

// imageFormats returns the formats that pictures may have, and how the first
// bytes of their files tell them.
func imageFormats() []imageFormat {
	return []imageFormat{
		{"JPEG", []string{".jpg", ".jpeg"}, func(head string) bool { return strings.HasPrefix(head, "\xFF\xD8\xFF") }},
		{"PNG", []string{".png"}, func(head string) bool { return strings.HasPrefix(head, "\x89PNG\r\n\x1A\n") }},
		{"SVG", []string{".svg"}, func(head string) bool {
			return strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(head, "\uFEFF"), " \t\r\n"), "<") && strings.Contains(head, "<svg")
		}},
	}
}

// formatOf returns the format that the ending of a file's name stands for, nil
// where it is none of ours.
func formatOf(name string) *imageFormat {
	ending := strings.ToLower(path.Ext(name))
	for _, f := range imageFormats() {
		if slices.Contains(f.endings, ending) {
			return &f
		}
	}
	return nil
}

// maxImageHead is how many bytes of a picture's file are read to tell its
// format; the comments before an SVG's first element must lie in them.
const maxImageHead = 4 << 10

// image returns the path of a picture, and zero where it is none that can be
// set, which is reported.
func (r *reader) image(t Text) Text {
	if !t.Given() {
		return Text{}
	}
	name := path.Clean(t.Value)
	fail := func(hint, reason string) Text {
		r.mistakes.add(t.Pos, hint, "the image `"+shorten(t.Value)+"` "+reason)
		return Text{}
	}
	if reason := badPath(name); reason != "" {
		return fail("put it into the publication's folder, for example as images/bridge.jpg", reason)
	}
	format := formatOf(name)
	if format == nil {
		return fail("save it as JPEG, PNG or SVG", "is no picture that can be set: its name does not end with .jpg, .png or .svg")
	}
	head, err := r.head(name)
	if err != nil {
		hint := "put the file there, or write where it is"
		if best := Nearest(path.Base(name), r.images(path.Dir(name))); best != "" {
			hint = "did you mean `" + path.Join(path.Dir(name), best) + "`?"
		}
		return fail(hint, plainReason(err))
	}
	if format.is(head) {
		t.Value = name
		return t
	}
	for _, other := range imageFormats() {
		if other.is(head) {
			return fail("rename it to end with "+other.endings[0], "holds "+other.name+", whatever its name says")
		}
	}
	return fail("open it in a program for pictures and save it anew", "is damaged, or no "+format.name+" file")
}

// head returns the first bytes of a file.
func (r *reader) head(name string) (string, error) {
	file, err := r.fsys.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return "", &fs.PathError{Op: "read", Path: name, Err: errors.New("is a folder, not a file")}
	}
	data, err := io.ReadAll(io.LimitReader(file, maxImageHead))
	return string(data), err
}

// images returns the names of the pictures in a folder.
func (r *reader) images(folder string) []string {
	entries, err := fs.ReadDir(r.fsys, folder)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if !e.IsDir() && formatOf(e.Name()) != nil {
			out = append(out, e.Name())
		}
	}
	return out
}
