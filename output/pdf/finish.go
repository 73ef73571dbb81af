package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"korthet/layout/display"
	"korthet/output/pdf/object"
)

// version of the screen file. PDF/A-2 is based on 1.7 and PDF/UA-1 on 1.7;
// 1.6 suits both, and PDF/X-4, which allows no later one.
const version = "1.6"

// finish writes the final file around the pages that gofpdf carried. The order
// of the objects is fixed: catalogue, information, page tree, pages, contents,
// resources, fonts, pictures, profiles, links, what fonts and pictures are made
// of, output intent, outlines, structure, metadata.
func (f *file) finish(w io.Writer, carried []byte) error {
	pages, err := readPages(carried, len(f.surfaces))
	if err != nil {
		return fmt.Errorf("pdf: internal error: %w", err)
	}
	// PDF 1.5 and later may pack objects, which PDF/A-2 and PDF/UA-1 allow: the
	// structure tree is hundreds of small ones.
	// A press file is a classic one, for the oldest of shops.
	f.out.Compact = f.opts.Target == Screen
	root := f.out.Reserve()
	info := f.out.Reserve()
	tree := f.out.Reserve()
	refs := make([]object.Ref, len(pages))
	for i := range refs {
		refs[i] = f.out.Reserve()
	}
	f.putPageTree(tree, refs)
	f.putPages(pages, tree, refs)
	if err := f.putFonts(); err != nil {
		return err
	}
	f.putPictures()
	f.putProfiles()
	f.putSpots()
	f.putLinks()
	intent := f.putIntent()
	var outlines, structure object.Ref
	if f.tags != nil {
		outlines = f.putOutlines(refs)
		structure = f.putStructure(refs)
	}
	f.out.Put(info, f.appendInfo)
	metadata := f.out.Reserve()
	f.out.Put(root, func(dst []byte) []byte {
		return f.appendCatalog(dst, tree, intent, outlines, structure, metadata)
	})
	// The identifiers are a hash of all but the metadata, which tell them.
	ids := newIdentifiers(f.out.Digest())
	f.out.PutStream(metadata, object.Plain(f.xmp(ids)), func(dst []byte) []byte {
		return append(dst, "/Type/Metadata/Subtype/XML"...)
	})
	return f.out.Write(w, version, root, info, ids.file)
}

// carriedPage is a page as gofpdf carried it.
type carriedPage struct {
	dict    object.Dict
	content []byte
}

// readPages takes the page dictionaries and contents out of gofpdf's file.
func readPages(carried []byte, want int) ([]carriedPage, error) {
	from, err := object.Open(carried)
	if err != nil {
		return nil, err
	}
	if len(from.Problems) > 0 {
		return nil, errors.New(from.Problems[0])
	}
	catalog, _ := from.Resolve(from.Trailer.Get("Root")).(object.Dict)
	tree, _ := from.Resolve(catalog.Get("Pages")).(object.Dict)
	kids, _ := tree.Get("Kids").(object.Array)
	if len(kids) != want {
		return nil, fmt.Errorf("gofpdf carried %d pages of %d", len(kids), want)
	}
	pages := make([]carriedPage, 0, len(kids))
	for _, kid := range kids {
		dict, ok := from.Resolve(kid).(object.Dict)
		content, isStream := from.Resolve(dict.Get("Contents")).(*object.Stream)
		if !ok || !isStream {
			return nil, errors.New("gofpdf carried a page without content")
		}
		start := bytes.Index(content.Raw, []byte(contentStart))
		if start < 0 {
			return nil, errors.New("gofpdf lost the start of a page")
		}
		// gofpdf ends what it is given with a line feed; ours ends with one too.
		raw := bytes.TrimSuffix(content.Raw[start+len(contentStart):], []byte("\n"))
		pages = append(pages, carriedPage{dict: dict, content: raw})
	}
	return pages, nil
}

func (f *file) putPageTree(tree object.Ref, pages []object.Ref) {
	f.out.Put(tree, func(dst []byte) []byte {
		dst = append(dst, "<</Type/Pages/Kids["...)
		for i, page := range pages {
			if i > 0 {
				dst = append(dst, ' ')
			}
			dst = object.AppendRef(dst, page)
		}
		dst = append(dst, "]/Count "...)
		dst = strconv.AppendInt(dst, int64(len(pages)), 10)
		return append(dst, ">>"...)
	})
}

// putPages writes the pages with boxes, tab order and annotations, their
// contents, and the resources they share.
func (f *file) putPages(pages []carriedPage, tree object.Ref, refs []object.Ref) {
	contents := make([]object.Ref, len(pages))
	for i := range pages {
		contents[i] = f.out.AddStream(f.pack(pages[i].content), nil)
	}
	resources := f.putResources()
	for i := range f.links {
		f.links[i].ref = f.out.Reserve()
	}
	for i := range pages {
		f.out.Put(refs[i], func(dst []byte) []byte {
			dst = append(dst, "<<"...)
			for _, e := range pages[i].dict {
				if e.Key == "Type" {
					dst = object.AppendName(dst, string(e.Key))
					dst = object.Append(dst, e.Value)
				}
			}
			dst = append(dst, "/Parent "...)
			dst = object.AppendRef(dst, tree)
			dst = f.surfaces[i].appendBoxes(dst, f.printer != nil)
			dst = append(dst, "/Resources "...)
			dst = object.AppendRef(dst, resources)
			dst = append(dst, "/Contents "...)
			dst = object.AppendRef(dst, contents[i])
			if f.tags == nil {
				return append(f.surfaces[i].appendBlending(dst), ">>"...)
			}
			dst = append(dst, "/Tabs/S/StructParents "...)
			dst = strconv.AppendInt(dst, int64(i), 10)
			return append(f.appendAnnotations(dst, i), ">>"...)
		})
	}
}

// appendBoxes appends the page's boxes, which nest (PDF/X-4 P1 to P4): media and
// crop, bleed, trim. On screen the page is the trim.
func (s *surface) appendBoxes(dst []byte, press bool) []byte {
	width, height := toMilli(s.width), toMilli(s.height)
	inset := func(by display.Length) box {
		n := toMilli(by)
		return box{n, n, width - n, height - n}
	}
	dst = append(dst, "/MediaBox"...)
	dst = inset(0).append(dst)
	if press {
		dst = append(dst, "/CropBox"...)
		dst = inset(0).append(dst)
		dst = append(dst, "/BleedBox"...)
		dst = inset(s.room - s.bleed).append(dst)
	}
	dst = append(dst, "/TrimBox"...)
	return inset(s.room).append(dst)
}

func (f *file) appendAnnotations(dst []byte, surface int) []byte {
	start := len(dst)
	for i := range f.links {
		if f.links[i].surface != surface {
			continue
		}
		if len(dst) == start {
			dst = append(dst, "/Annots["...)
		} else {
			dst = append(dst, ' ')
		}
		dst = object.AppendRef(dst, f.links[i].ref)
	}
	if len(dst) > start {
		dst = append(dst, ']')
	}
	return dst
}

// putResources writes the one resource dictionary, which every page names.
func (f *file) putResources() object.Ref {
	resources := f.out.Reserve()
	for _, font := range f.fonts {
		font.ref = f.out.Reserve()
	}
	for _, p := range f.pictures {
		p.ref = f.out.Reserve()
	}
	for _, p := range f.profiles {
		p.ref = f.out.Reserve()
	}
	if f.inks != nil {
		for range f.inks.Spots {
			f.spots = append(f.spots, f.out.Reserve())
		}
	}
	f.out.Put(resources, func(dst []byte) []byte {
		dst = append(dst, "<<"...)
		if len(f.fonts) > 0 {
			dst = append(dst, "/Font<<"...)
			for i, font := range f.fonts {
				dst = append(dst, "/F"...)
				dst = strconv.AppendInt(dst, int64(i+1), 10)
				dst = append(dst, ' ')
				dst = object.AppendRef(dst, font.ref)
			}
			dst = append(dst, ">>"...)
		}
		if len(f.pictures) > 0 {
			dst = append(dst, "/XObject<<"...)
			for i, p := range f.pictures {
				dst = append(dst, "/Im"...)
				dst = strconv.AppendInt(dst, int64(i+1), 10)
				dst = append(dst, ' ')
				dst = object.AppendRef(dst, p.ref)
			}
			dst = append(dst, ">>"...)
		}
		return append(f.appendPressResources(dst), ">>"...)
	})
	return resources
}

func (f *file) appendCatalog(dst []byte, tree, intent, outlines, structure, metadata object.Ref) []byte {
	dst = append(dst, "<</Type/Catalog/Pages "...)
	dst = object.AppendRef(dst, tree)
	dst = append(dst, "/Lang"...)
	dst = appendText(dst, f.doc.Meta.Language)
	const preferences = "/ViewerPreferences<</DisplayDocTitle true>>"
	if structure != (object.Ref{}) {
		dst = append(dst, "/MarkInfo<</Marked true>>"+preferences+"/StructTreeRoot "...)
		dst = object.AppendRef(dst, structure)
	} else {
		dst = append(dst, preferences...)
	}
	if outlines != (object.Ref{}) {
		dst = append(dst, "/Outlines "...)
		dst = object.AppendRef(dst, outlines)
	}
	dst = f.appendPageLabels(dst)
	dst = append(dst, "/OutputIntents["...)
	dst = object.AppendRef(dst, intent)
	dst = append(dst, "]/Metadata "...)
	dst = object.AppendRef(dst, metadata)
	return append(dst, ">>"...)
}

// appendPageLabels names the pages where the reader's name for one is not its
// place in the file (12.4.2).
func (f *file) appendPageLabels(dst []byte) []byte {
	plain := true
	for i := range f.surfaces {
		label := f.surfaces[i].label
		plain = plain && (label == "" || label == strconv.Itoa(i+1))
	}
	if plain {
		return dst
	}
	dst = append(dst, "/PageLabels<</Nums["...)
	for i := range f.surfaces {
		dst = strconv.AppendInt(dst, int64(i), 10)
		dst = append(dst, "<</P"...)
		label := f.surfaces[i].label
		if label == "" {
			label = strconv.Itoa(f.surfaces[i].number)
		}
		dst = appendText(dst, label)
		dst = append(dst, ">>"...)
	}
	return append(dst, "]>>"...)
}
