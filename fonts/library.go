package fonts

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Library is a set of faces that are found by family, weight and slope. A face
// is parsed when it is first found, and kept. A Library does not change and
// may be used by many goroutines at once.
type Library struct {
	families []*family // in the order of their names
}

// family is the faces of one name.
type family struct {
	name  string
	given bool // by a publication's fonts folder
	faces []*libraryFace
}

// libraryFace is a face of a library, parsed or not.
type libraryFace struct {
	file   string
	weight int
	italic bool
	load   func() (*Face, error)
}

// FamilyInfo describes a family of a library.
type FamilyInfo struct {
	Name     string
	Embedded bool // comes with korthet; false: from a fonts folder
	Styles   []Style
}

// Style is one face of a family.
type Style struct {
	Weight int // 1 to 1000
	Italic bool
}

// maxFontFile is the largest font file that is read: the largest fonts there
// are, for Chinese, have some 20 MB.
const maxFontFile = 64 << 20

// newLibrary returns the library of families, sorted.
func newLibrary(families []*family) *Library {
	slices.SortFunc(families, func(a, b *family) int { return cmp.Compare(a.name, b.name) })
	for _, f := range families {
		slices.SortStableFunc(f.faces, func(a, b *libraryFace) int {
			return cmp.Or(cmp.Compare(a.weight, b.weight), compareBool(a.italic, b.italic))
		})
	}
	return &Library{families: families}
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// With returns a library that has in addition the fonts (*.ttf) of a folder. A
// family of the folder replaces one of the same name as a whole. A folder that
// does not exist adds none.
//
// Each file that cannot be used is an error that begins with its name; the
// others are added all the same. A file whose shaping rules alone are broken is
// an error of Find.
func (l *Library) With(fsys fs.FS, dir string) (*Library, []error) {
	listing, err := fs.ReadDir(fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return l, []error{fmt.Errorf("%s: the fonts folder cannot be read: %w", dir, err)}
	}
	var problems []error
	var families []*family
	for _, entry := range listing {
		name := path.Join(dir, entry.Name())
		if entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			continue
		}
		switch strings.ToLower(path.Ext(entry.Name())) {
		case ".ttf":
			families, err = addFile(families, fsys, name)
		case ".otf", ".ttc", ".otc", ".woff", ".woff2", ".pfb", ".dfont":
			err = fmt.Errorf("%s: this kind of font file cannot be used; take the font's static TrueType version (.ttf)", name)
		default: // licences and the like
			continue
		}
		if err != nil {
			problems = append(problems, err)
		}
	}
	for _, old := range l.families {
		if find(families, old.name) == nil {
			families = append(families, old)
		}
	}
	return newLibrary(families), problems
}

// addFile adds a font file's face to families.
func addFile(families []*family, fsys fs.FS, name string) ([]*family, error) {
	data, err := readFont(fsys, name)
	if err != nil {
		return families, err
	}
	face, err := open(name, data)
	if err != nil {
		return families, err
	}
	if !face.Metrics().Embedding.Allowed() {
		return families, fmt.Errorf("%s: the font's maker does not allow it to be embedded in documents; take another font", name)
	}
	f := find(families, face.Family())
	if f == nil {
		f = &family{name: face.Family(), given: true}
		families = append(families, f)
	}
	for _, other := range f.faces {
		if other.weight == face.Weight() && other.italic == face.Italic() {
			return families, fmt.Errorf("%s: this is the same style (%s) as %s; remove one of the two",
				name, describe(face.Family(), face.Weight(), face.Italic()), other.file)
		}
	}
	f.faces = append(f.faces, &libraryFace{
		file: name, weight: face.Weight(), italic: face.Italic(),
		load: sync.OnceValues(func() (*Face, error) {
			if err := face.prepare(); err != nil {
				return nil, err
			}
			return face, nil
		}),
	})
	return families, nil
}

// readFont reads a font file of a reasonable size.
func readFont(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("%s: the file cannot be read: %w", name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: this is not a file", name)
	}
	if info.Size() > maxFontFile {
		return nil, fmt.Errorf("%s: the file has %d MB; a font has at most %d", name, info.Size()>>20, maxFontFile>>20)
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("%s: the file cannot be read: %w", name, err)
	}
	return data, nil
}

// Find returns the face of a family that is nearest to a weight and a slope,
// by the rules of CSS Fonts 4, 5.2: a family without an italic gives its
// upright; of the weights the one asked for, else for 400 to 500 the next up
// to 500, then the next lighter, then the next heavier; below 400 lighter
// before heavier; above 500 heavier before lighter. Weight 0 means 400.
//
// Case, spaces and hyphens in the family's name do not matter. A family that
// the library lacks is an error that lists those it has.
func (l *Library) Find(family string, weight int, italic bool) (*Face, error) {
	f := find(l.families, family)
	if f == nil {
		return nil, l.unknown(family)
	}
	if weight == 0 {
		weight = 400
	}
	return nearest(f.faces, weight, italic).load()
}

// Families returns what the library has, by name.
func (l *Library) Families() []FamilyInfo {
	infos := make([]FamilyInfo, len(l.families))
	for i, f := range l.families {
		infos[i] = FamilyInfo{Name: f.name, Embedded: !f.given}
		for _, face := range f.faces {
			infos[i].Styles = append(infos[i].Styles, Style{Weight: face.weight, Italic: face.italic})
		}
	}
	return infos
}

// find returns the family of a name, nil where there is none.
func find(families []*family, name string) *family {
	key := fold(name)
	for _, f := range families {
		if fold(f.name) == key {
			return f
		}
	}
	return nil
}

// fold returns the letters and digits of a name in lower case.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// nearest returns the face that CSS would choose. There is at least one.
func nearest(faces []*libraryFace, weight int, italic bool) *libraryFace {
	var best *libraryFace
	for _, f := range faces {
		switch {
		case best == nil,
			f.italic == italic && best.italic != italic,
			f.italic == best.italic && distance(f.weight, weight) < distance(best.weight, weight):
			best = f
		}
	}
	return best
}

// distance orders weights by how willingly CSS takes one in place of the
// wanted one.
func distance(weight, wanted int) int {
	const second, third = 10_000, 20_000
	switch {
	case weight == wanted:
		return 0
	case wanted >= 400 && wanted <= 500:
		if weight > wanted && weight <= 500 {
			return weight - wanted
		}
		if weight < wanted {
			return second + wanted - weight
		}
		return third + weight - wanted
	case wanted < 400:
		if weight < wanted {
			return wanted - weight
		}
		return second + weight - wanted
	}
	if weight > wanted {
		return weight - wanted
	}
	return second + wanted - weight
}

// unknown returns the error of a family that the library lacks.
func (l *Library) unknown(name string) error {
	names := make([]string, len(l.families))
	guess, least := "", 1+len([]rune(name))/3
	for i, f := range l.families {
		names[i] = f.name
		if d := edits(fold(name), fold(f.name)); d < least {
			guess, least = f.name, d
		}
	}
	if guess == "" && len(fold(name)) >= 4 {
		for _, candidate := range names {
			if strings.HasPrefix(fold(candidate), fold(name)) {
				guess = candidate
				break
			}
		}
	}
	hint := ""
	if guess != "" {
		hint = fmt.Sprintf("did you mean %q? ", guess)
	}
	return fmt.Errorf("there is no font family %q; %sthere are: %s; others can be put into the fonts folder as .ttf files",
		name, hint, strings.Join(names, ", "))
}

// edits returns how many letters must be put in, taken out or changed to turn
// one word into the other (Levenshtein's distance).
func edits(from, to string) int {
	a, b := []rune(from), []rune(to)
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range b {
			cost := diagonal
			if r != s {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

// describe names a style in words.
func describe(family string, weight int, italic bool) string {
	if italic {
		return fmt.Sprintf("%s %d italic", family, weight)
	}
	return fmt.Sprintf("%s %d", family, weight)
}

// onceFace returns a function that parses a font when it is first called.
func onceFace(name string, data []byte) func() (*Face, error) {
	return sync.OnceValues(func() (*Face, error) { return Parse(name, data) })
}
