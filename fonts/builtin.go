package fonts

import _ "embed" // the font files

// The embedded font files, byte for byte as their makers published them;
// data/SOURCES.md says where they are from. Each is a variable of its own, and
// not part of an embed.FS, because reading from that copies the file: so only
// the parts of a font that are used are ever loaded from disk.
var (
	//go:embed data/source-serif-4/SourceSerif4-Regular.ttf
	sourceSerif4Regular []byte
	//go:embed data/source-serif-4/SourceSerif4-It.ttf
	sourceSerif4It []byte
	//go:embed data/source-serif-4/SourceSerif4-Semibold.ttf
	sourceSerif4Semibold []byte
	//go:embed data/source-serif-4/SourceSerif4-SemiboldIt.ttf
	sourceSerif4SemiboldIt []byte
	//go:embed data/source-serif-4/SourceSerif4-Bold.ttf
	sourceSerif4Bold []byte
	//go:embed data/source-serif-4/SourceSerif4-BoldIt.ttf
	sourceSerif4BoldIt []byte
	//go:embed data/source-serif-4/SourceSerif4Caption-Regular.ttf
	sourceSerif4CaptionRegular []byte
	//go:embed data/source-serif-4/SourceSerif4Caption-It.ttf
	sourceSerif4CaptionIt []byte
	//go:embed data/source-serif-4/SourceSerif4Display-Regular.ttf
	sourceSerif4DisplayRegular []byte
	//go:embed data/source-serif-4/SourceSerif4Display-Semibold.ttf
	sourceSerif4DisplaySemibold []byte
	//go:embed data/source-sans-3/SourceSans3-Regular.ttf
	sourceSans3Regular []byte
	//go:embed data/source-sans-3/SourceSans3-It.ttf
	sourceSans3It []byte
	//go:embed data/source-sans-3/SourceSans3-Semibold.ttf
	sourceSans3Semibold []byte
	//go:embed data/source-sans-3/SourceSans3-SemiboldIt.ttf
	sourceSans3SemiboldIt []byte
	//go:embed data/source-sans-3/SourceSans3-Bold.ttf
	sourceSans3Bold []byte
	//go:embed data/source-sans-3/SourceSans3-BoldIt.ttf
	sourceSans3BoldIt []byte
	//go:embed data/noto-serif/NotoSerif_400Regular.ttf
	notoSerifRegular []byte
	//go:embed data/noto-serif/NotoSerif_400Regular_Italic.ttf
	notoSerifRegularItalic []byte
	//go:embed data/noto-serif/NotoSerif_700Bold.ttf
	notoSerifBold []byte
	//go:embed data/noto-serif/NotoSerif_700Bold_Italic.ttf
	notoSerifBoldItalic []byte
	//go:embed data/noto-sans/NotoSans_400Regular.ttf
	notoSansRegular []byte
	//go:embed data/noto-sans/NotoSans_400Regular_Italic.ttf
	notoSansRegularItalic []byte
	//go:embed data/noto-sans/NotoSans_700Bold.ttf
	notoSansBold []byte
	//go:embed data/noto-sans/NotoSans_700Bold_Italic.ttf
	notoSansBoldItalic []byte

	//go:embed data/source-serif-4/LICENSE.md
	sourceSerif4Licence string
	//go:embed data/source-sans-3/LICENSE.md
	sourceSans3Licence string
	//go:embed data/noto-serif/OFL.txt
	notoSerifLicence string
	//go:embed data/noto-sans/OFL.txt
	notoSansLicence string
)

// Builtin returns the library of the embedded fonts: Source Serif 4 with its
// cuts for small (Caption) and large (Display) sizes and Source Sans 3 for
// text, Noto Serif and Noto Sans for the characters those lack. It parses
// nothing until a face is found.
func Builtin() *Library {
	return newLibrary([]*family{
		embedded("Source Serif 4",
			embeddedFace{"SourceSerif4-Regular.ttf", sourceSerif4Regular, 400, false},
			embeddedFace{"SourceSerif4-It.ttf", sourceSerif4It, 400, true},
			embeddedFace{"SourceSerif4-Semibold.ttf", sourceSerif4Semibold, 600, false},
			embeddedFace{"SourceSerif4-SemiboldIt.ttf", sourceSerif4SemiboldIt, 600, true},
			embeddedFace{"SourceSerif4-Bold.ttf", sourceSerif4Bold, 700, false},
			embeddedFace{"SourceSerif4-BoldIt.ttf", sourceSerif4BoldIt, 700, true},
		),
		embedded("Source Serif 4 Caption",
			embeddedFace{"SourceSerif4Caption-Regular.ttf", sourceSerif4CaptionRegular, 400, false},
			embeddedFace{"SourceSerif4Caption-It.ttf", sourceSerif4CaptionIt, 400, true},
		),
		embedded("Source Serif 4 Display",
			embeddedFace{"SourceSerif4Display-Regular.ttf", sourceSerif4DisplayRegular, 400, false},
			embeddedFace{"SourceSerif4Display-Semibold.ttf", sourceSerif4DisplaySemibold, 600, false},
		),
		embedded("Source Sans 3",
			embeddedFace{"SourceSans3-Regular.ttf", sourceSans3Regular, 400, false},
			embeddedFace{"SourceSans3-It.ttf", sourceSans3It, 400, true},
			embeddedFace{"SourceSans3-Semibold.ttf", sourceSans3Semibold, 600, false},
			embeddedFace{"SourceSans3-SemiboldIt.ttf", sourceSans3SemiboldIt, 600, true},
			embeddedFace{"SourceSans3-Bold.ttf", sourceSans3Bold, 700, false},
			embeddedFace{"SourceSans3-BoldIt.ttf", sourceSans3BoldIt, 700, true},
		),
		embedded("Noto Serif",
			embeddedFace{"NotoSerif_400Regular.ttf", notoSerifRegular, 400, false},
			embeddedFace{"NotoSerif_400Regular_Italic.ttf", notoSerifRegularItalic, 400, true},
			embeddedFace{"NotoSerif_700Bold.ttf", notoSerifBold, 700, false},
			embeddedFace{"NotoSerif_700Bold_Italic.ttf", notoSerifBoldItalic, 700, true},
		),
		embedded("Noto Sans",
			embeddedFace{"NotoSans_400Regular.ttf", notoSansRegular, 400, false},
			embeddedFace{"NotoSans_400Regular_Italic.ttf", notoSansRegularItalic, 400, true},
			embeddedFace{"NotoSans_700Bold.ttf", notoSansBold, 700, false},
			embeddedFace{"NotoSans_700Bold_Italic.ttf", notoSansBoldItalic, 700, true},
		),
	})
}

// embeddedFace is a font file and what is known of it without reading it.
type embeddedFace struct {
	name   string
	data   []byte
	weight int
	italic bool
}

// embedded returns a family of embedded faces.
func embedded(name string, faces ...embeddedFace) *family {
	f := &family{name: name, faces: make([]*libraryFace, len(faces))}
	for i, face := range faces {
		f.faces[i] = &libraryFace{file: face.name, weight: face.weight, italic: face.italic, load: onceFace(face.name, face.data)}
	}
	return f
}

// Licence is the licence of fonts that korthet carries.
type Licence struct {
	Name string // of the fonts
	Text string
}

// Licences returns the licences of the embedded fonts.
func Licences() []Licence {
	return []Licence{
		{"Source Serif 4", sourceSerif4Licence},
		{"Source Sans 3", sourceSans3Licence},
		{"Noto Serif", notoSerifLicence},
		{"Noto Sans", notoSansLicence},
	}
}
