package object

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// errTooLarge says that a stream unpacks to more than the reader's budget.
var errTooLarge = errors.New("unpacks to more than the limit")

// Decode returns the bytes of a stream with its filters undone, at most limit
// of them. It knows all filters but those of pictures, with the predictors 1, 2
// and 10 to 15; every other filter is an error that names it. What could be
// unpacked before an error comes back with it.
func Decode(s *Stream, limit int64) ([]byte, error) {
	data, rest, err := Unpack(s, limit)
	if err == nil && rest.Filter != "" {
		return nil, fmt.Errorf("filter %s is not read", rest.Filter)
	}
	return data, err
}

// Packing is a filter of a stream with its parameters.
type Packing struct {
	Filter Name
	Params Dict
}

// Unpack is Decode for pictures too: it stops at a filter that it does not know,
// and returns what is packed by it.
func Unpack(s *Stream, limit int64) (data []byte, rest Packing, err error) {
	data = s.Raw
	filters, params, err := filters(s.Dict)
	if err != nil {
		return nil, Packing{}, err
	}
	if len(filters) == 0 && int64(len(data)) > limit {
		return nil, Packing{}, errTooLarge
	}
	for i, filter := range filters {
		predicted := false
		var filterErr error
		switch filter {
		case "FlateDecode", "Fl":
			data, filterErr = inflate(data, limit)
			predicted = true
		case "LZWDecode", "LZW":
			early := 1
			if n, ok := params[i].Get("EarlyChange").(Integer); ok && n == 0 {
				early = 0
			}
			data, filterErr = unpackLZW(data, early, limit)
			predicted = true
		case "ASCIIHexDecode", "AHx":
			data, filterErr = unpackHex(data, limit)
		case "ASCII85Decode", "A85":
			data, filterErr = unpack85(data, limit)
		case "RunLengthDecode", "RL":
			data, filterErr = unpackRuns(data, limit)
		default:
			return data, Packing{filter, params[i]}, nil
		}
		if predicted {
			if data, err = unpredict(data, params[i]); err != nil {
				return nil, Packing{}, err
			}
		}
		if filterErr != nil {
			return data, Packing{}, filterErr
		}
	}
	return data, Packing{}, nil
}

// filters returns a stream's filters with the parameters of each.
func filters(d Dict) (names []Name, params []Dict, err error) {
	switch f := d.Get("Filter").(type) {
	case nil, Null:
		return nil, nil, nil
	case Name:
		names = []Name{f}
	case Array:
		if len(f) > 4 {
			return nil, nil, fmt.Errorf("%w: %d filters on one stream", errSyntax, len(f))
		}
		for _, e := range f {
			name, ok := e.(Name)
			if !ok {
				return nil, nil, fmt.Errorf("%w: a filter that is no name", errSyntax)
			}
			names = append(names, name)
		}
	default:
		return nil, nil, fmt.Errorf("%w: /Filter is no name", errSyntax)
	}
	params = make([]Dict, len(names))
	switch p := d.Get("DecodeParms").(type) {
	case Dict:
		if len(params) > 0 {
			params[0] = p
		}
	case Array:
		for i := range min(len(p), len(params)) {
			params[i], _ = p[i].(Dict)
		}
	default:
	}
	return names, params, nil
}

func inflate(data []byte, limit int64) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("FlateDecode: %w", err)
	}
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(r, limit+1))
	if n > limit {
		return out.Bytes()[:limit], errTooLarge
	}
	if err != nil {
		return out.Bytes(), fmt.Errorf("FlateDecode: %w", err)
	}
	return out.Bytes(), nil
}

// unpredict undoes a predictor (7.4.4.4), in place.
func unpredict(data []byte, params Dict) ([]byte, error) {
	number := func(key Name, otherwise int) int {
		if n, ok := params.Get(key).(Integer); ok && n >= 1 && n <= 1<<20 {
			return int(n)
		}
		return otherwise
	}
	predictor := number("Predictor", 1)
	if predictor == 1 {
		return data, nil
	}
	colors, bits, columns := number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1)
	if colors > 32 || bits > 16 {
		return nil, fmt.Errorf("predictor of %d colours of %d bits", colors, bits)
	}
	pixel := max(1, (colors*bits+7)/8)
	row := (colors*bits*columns + 7) / 8
	switch {
	case predictor == 2 && bits == 8:
		for start := 0; start < len(data); start += row {
			line := data[start:min(start+row, len(data))]
			for i := pixel; i < len(line); i++ {
				line[i] += line[i-pixel]
			}
		}
		return data, nil
	case predictor == 2:
		return unpredictBits(data, row, colors, bits), nil
	case predictor >= 10 && predictor <= 15:
		return unpredictPNG(data, row, pixel)
	}
	return nil, fmt.Errorf("predictor %d of %d bits is not read", predictor, bits)
}

// unpredictBits undoes the predictor of TIFF for samples that are no bytes.
func unpredictBits(data []byte, row, colors, bits int) []byte {
	left := make([]uint32, colors)
	for start := 0; start < len(data); start += row {
		line := data[start:min(start+row, len(data))]
		clear(left)
		for at, k := 0, 0; at+bits <= 8*len(line); at, k = at+bits, (k+1)%colors {
			value := uint32(0)
			for b := at; b < at+bits; b++ {
				value = value<<1 | uint32(line[b/8]>>(7-b%8)&1)
			}
			left[k] = (left[k] + value) & (1<<bits - 1)
			for b := at; b < at+bits; b++ {
				mask := byte(1) << (7 - b%8)
				line[b/8] &^= mask
				if left[k]>>(bits-1-(b-at))&1 == 1 {
					line[b/8] |= mask
				}
			}
		}
	}
	return data
}

func unpredictPNG(data []byte, row, pixel int) ([]byte, error) {
	out := data[:0]
	above := make([]byte, min(row, len(data)))
	for len(data) > 0 {
		kind := data[0]
		line := data[1:min(1+row, len(data))]
		data = data[1+len(line):]
		for i := range line {
			var left, corner byte
			if i >= pixel {
				left, corner = line[i-pixel], above[i-pixel]
			}
			switch kind {
			case 0:
			case 1:
				line[i] += left
			case 2:
				line[i] += above[i]
			case 3:
				line[i] += byte((int(left) + int(above[i])) / 2)
			case 4:
				line[i] += paeth(left, above[i], corner)
			default:
				return out, fmt.Errorf("PNG predictor row of kind %d", kind)
			}
		}
		copy(above, line)
		out = append(out, line...)
	}
	return out, nil
}

// paeth chooses the neighbour nearest to their linear prediction (PNG, 9.4).
func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := distance(p, int(a)), distance(p, int(b)), distance(p, int(c))
	if pa <= pb && pa <= pc {
		return a
	}
	if pb <= pc {
		return b
	}
	return c
}

func distance(a, b int) int {
	if a > b {
		return a - b
	}
	return b - a
}
