package object

import (
	"bytes"
	"compress/lzw"
	"encoding/ascii85"
	"errors"
	"testing"
)

// pseudo is text of some repetition, n bytes of it.
func pseudo(n int) []byte {
	data := make([]byte, n)
	state := uint32(1)
	for k := range data {
		state = state*1664525 + 1013904223
		data[k] = byte(state>>28) + 'a'
		if k > 300 && state>>16&3 == 0 {
			data[k] = data[k-300]
		}
	}
	return data
}

func TestFilters(t *testing.T) {
	data := pseudo(200_000)
	var packed bytes.Buffer
	w := lzw.NewWriter(&packed, lzw.MSB, 8)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	letters := make([]byte, ascii85.MaxEncodedLen(len(data)))
	letters = append(letters[:ascii85.Encode(letters, data)], "~>"...)
	for name, c := range map[string]struct {
		filter Name
		params Dict
		in     []byte
		want   []byte
	}{
		// The example of ISO 32000-1, 7.4.4.2.
		"LZW of the standard": {"LZWDecode", nil, []byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}, []byte{45, 45, 45, 45, 45, 65, 45, 45, 45, 66}},
		"LZW":                 {"LZWDecode", Dict{{"EarlyChange", Integer(0)}}, packed.Bytes(), data},
		"ASCII85":             {"ASCII85Decode", nil, letters, data},
		"ASCII85 with zeros":  {"A85", nil, []byte("z !!\n~>"), []byte{0, 0, 0, 0, 0}},
		"hex":                 {"ASCIIHexDecode", nil, []byte("48 65\n6c 7>rest"), []byte("Help")},
		"runs":                {"RunLengthDecode", nil, []byte{2, 'a', 'b', 'c', 254, 'd', 128, 'x'}, []byte("abcddd")},
	} {
		t.Run(name, func(t *testing.T) {
			s := &Stream{Dict: Dict{{"Filter", c.filter}, {"DecodeParms", c.params}}, Raw: c.in}
			got, err := Decode(s, 1<<20)
			if err != nil || !bytes.Equal(got, c.want) {
				t.Fatalf("%d bytes, %v; want %d", len(got), err, len(c.want))
			}
			if len(c.want) < 100 {
				return
			}
			if got, err := Decode(s, 1000); !errors.Is(err, errTooLarge) || len(got) != 1000 {
				t.Errorf("%d bytes, %v", len(got), err)
			}
		})
	}
}

// TestUnpackStops: what a picture's filter packs comes back as it is.
func TestUnpackStops(t *testing.T) {
	s := &Stream{Dict: Dict{{"Filter", Array{Name("AHx"), Name("DCTDecode")}}, {"DecodeParms", Array{Null{}, Dict{{"ColorTransform", Integer(0)}}}}}, Raw: []byte("FFD8>")}
	data, rest, err := Unpack(s, 100)
	if err != nil || string(data) != "\xFF\xD8" || rest.Filter != "DCTDecode" || rest.Params.Get("ColorTransform") != Integer(0) {
		t.Errorf("%q, %v, %v", data, rest, err)
	}
}

func TestPredictorOfBits(t *testing.T) {
	// Two rows of four samples of four bits: 1 2 3 4 and 15 0 1 2.
	got, err := unpredict([]byte{0x11, 0x11, 0xF1, 0x11}, Dict{{"Predictor", Integer(2)}, {"BitsPerComponent", Integer(4)}, {"Columns", Integer(4)}})
	if err != nil || !bytes.Equal(got, []byte{0x12, 0x34, 0xF0, 0x12}) {
		t.Errorf("%x, %v", got, err)
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add("LZWDecode", []byte{0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01}, 1)
	f.Add("ASCII85Decode", []byte("87cURD]~>"), 12)
	f.Add("RunLengthDecode", []byte{2, 'a', 'b', 'c', 254, 'd', 128}, 2)
	f.Fuzz(func(t *testing.T, filter string, data []byte, predictor int) {
		s := &Stream{Dict: Dict{{"Filter", Name(filter)}, {"DecodeParms", Dict{{"Predictor", Integer(predictor)}, {"BitsPerComponent", Integer(4)}}}}, Raw: data}
		if got, _, _ := Unpack(s, 5000); len(got) > max(5000, len(data)) {
			t.Fatalf("%d bytes", len(got))
		}
	})
}
