package layout

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"path"
	"strings"

	"korthet/content"
	"korthet/layout/cache"
	"korthet/layout/display"
	"korthet/layout/svg"
)

// Limits of picture files.
const (
	mostPictureBytes = 64 << 20
	mostDrawingBytes = 8 << 20
	mostPixels       = 100_000_000 // an A3 page at 600 pixels an inch has 70 million
)

// picture is a picture file that has been read: pixels, or a drawing.
type picture struct {
	data          *display.ImageData // nil for a drawing
	drawing       *svg.Drawing       // nil for pixels
	width, height int64              // as it is shown: in pixels, or in the drawing's units
	turn          orientation        // of pixels
	mistake, hint string             // why it cannot be used; empty where it can
	flaws         []svg.Flaw         // of a drawing
}

// pictureKey tells pictures apart in the cache: by name, which is told in
// messages, and content.
type pictureKey struct {
	name   string
	digest [sha256.Size]byte
}

// picture reads a picture of the publication, or tells why it cannot. It reads a
// file once, however often the edition is set.
func (s *setter) picture(name string) *picture {
	if known, ok := s.pictures[name]; ok {
		return known
	}
	if s.pictures == nil {
		s.pictures = map[string]*picture{}
	}
	found := s.readPicture(name)
	s.pictures[name] = found
	return found
}

func (s *setter) readPicture(name string) *picture {
	data, mistake, hint := s.readFile(name)
	if mistake != "" {
		return &picture{mistake: mistake, hint: hint}
	}
	key := pictureKey{name, sha256.Sum256(data)}
	// What is wrong with a picture is part of the value.
	found, _ := cache.Get(s.opts.Cache, key, func() (*picture, int64, error) {
		return newPicture(name, data, key.digest), int64(len(data)) + 1024, nil
	})
	return found
}

// readFile reads a picture's file, or tells in plain words why it cannot.
func (s *setter) readFile(name string) (data []byte, mistake, hint string) {
	const give = "give the file's path from the publication's folder, such as images/bridge.jpg"
	if s.edition.Files == nil || name == "" {
		return nil, "the picture has no file", give
	}
	file, err := s.edition.Files.Open(path.Clean(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Sprintf("there is no picture %s", name), give
	case err != nil:
		return nil, fmt.Sprintf("the picture %s cannot be opened", name), give
	}
	defer file.Close()
	data, err = io.ReadAll(io.LimitReader(file, mostPictureBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Sprintf("the picture %s cannot be read", name), give
	case len(data) > mostPictureBytes:
		return nil, fmt.Sprintf("the picture %s is larger than %d MB", name, mostPictureBytes>>20), "save a smaller copy of it"
	}
	return data, "", ""
}

// newPicture finds out what a file is by how it begins, not by its name.
func newPicture(name string, data []byte, digest [sha256.Size]byte) *picture {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xD8}):
		config, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err == nil && !wholeJPEG(data) {
			err = io.ErrUnexpectedEOF
		}
		found := newPixels(name, "jpeg", data, digest, config, err)
		found.turnBy(jpegOrientation(data))
		return found
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		config, err := png.DecodeConfig(bytes.NewReader(data))
		if err == nil && !wholePNG(data) {
			err = io.ErrUnexpectedEOF
		}
		return newPixels(name, "png", data, digest, config, err)
	case svg.Is(data):
		return newDrawing(name, data)
	}
	return &picture{mistake: name + " is neither a JPEG, a PNG nor an SVG picture", hint: "save it as one of these in the program that made it"}
}

func newPixels(name, format string, data []byte, digest [sha256.Size]byte, config image.Config, err error) *picture {
	switch {
	case err != nil:
		return &picture{mistake: "the picture " + name + " is damaged, or of a kind that cannot be read", hint: "save it anew in the program that made it"}
	case config.Width < 1 || config.Height < 1:
		return &picture{mistake: "the picture " + name + " has no pixels", hint: "save it anew in the program that made it"}
	case int64(config.Width)*int64(config.Height) > mostPixels:
		return &picture{
			mistake: fmt.Sprintf("the picture %s has %d × %d pixels; at most %d million can be taken", name, config.Width, config.Height, mostPixels/1_000_000),
			hint:    "save a smaller copy of it",
		}
	}
	return &picture{
		data: &display.ImageData{
			Name: name, Format: format, Bytes: data, Width: config.Width, Height: config.Height,
			Digest: hex.EncodeToString(digest[:16]),
		},
		width: int64(config.Width), height: int64(config.Height),
	}
}

func newDrawing(name string, data []byte) *picture {
	if len(data) > mostDrawingBytes {
		return &picture{mistake: fmt.Sprintf("the drawing %s is larger than %d MB", name, mostDrawingBytes>>20), hint: "make it simpler, or save it as PNG"}
	}
	drawing, flaws, err := svg.Read(data)
	if err != nil {
		return &picture{mistake: "the drawing " + name + " cannot be read: " + strings.TrimPrefix(err.Error(), "svg: "), hint: "save it anew as plain SVG in the program that made it"}
	}
	return &picture{drawing: drawing, flaws: flaws, width: int64(drawing.Width), height: int64(drawing.Height)}
}

// reportPicture tells what is wrong with a picture and reports whether it can be
// used.
func (s *setter) reportPicture(found *picture, pos content.Pos) bool {
	if found.mistake != "" {
		s.report(Error, pos, found.hint, "%s", found.mistake)
		return false
	}
	for _, flaw := range found.flaws {
		severity := Warning
		if flaw.Lost {
			severity = Error
		}
		s.report(severity, pos, flaw.Hint, "%s", flaw.Message)
	}
	return true
}

// wholeJPEG reports whether a JPEG file has its end: a marker EOI after the
// first scan begins (ITU-T T.81, B.1.1.3).
func wholeJPEG(data []byte) bool {
	scan := false
	for at := 2; at+4 <= len(data) && !scan; {
		if data[at] != 0xFF {
			return false
		}
		marker := data[at+1]
		if marker == 0xFF || marker == 0x01 || marker >= 0xD0 && marker <= 0xD8 {
			at++
			if marker != 0xFF {
				at++
			}
			continue
		}
		scan = marker == 0xDA
		at += 2 + int(binary.BigEndian.Uint16(data[at+2:]))
	}
	return scan && bytes.LastIndex(data, []byte{0xFF, 0xD9}) > 0
}

// wholePNG reports whether all chunks of a PNG file are there and undamaged.
func wholePNG(data []byte) bool {
	for at := 8; at+12 <= len(data); {
		size := int64(binary.BigEndian.Uint32(data[at:]))
		if size > int64(len(data)-at-12) {
			return false
		}
		end := at + 8 + int(size)
		if crc32.ChecksumIEEE(data[at+4:end]) != binary.BigEndian.Uint32(data[end:]) {
			return false
		}
		if string(data[at+4:at+8]) == "IEND" {
			return true
		}
		at = end + 4
	}
	return false
}
