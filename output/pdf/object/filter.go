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
// of them. It knows FlateDecode, with the predictors 1, 2 (of 8 bits) and 10 to
// 15; every other filter is an error that names it. What could be unpacked
// before an error comes back with it.
func Decode(s *Stream, limit int64) ([]byte, error) {
	data := s.Raw
	filters, params, err := filters(s.Dict)
	if err != nil {
		return nil, err
	}
	if len(filters) == 0 && int64(len(data)) > limit {
		return nil, errTooLarge
	}
	for i, filter := range filters {
		if filter != "FlateDecode" && filter != "Fl" {
			return nil, fmt.Errorf("filter %s is not read", filter)
		}
		unpacked, inflateErr := inflate(data, limit)
		if data, err = unpredict(unpacked, params[i]); err != nil {
			return nil, err
		}
		if inflateErr != nil {
			return data, inflateErr
		}
	}
	return data, nil
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
	case predictor >= 10 && predictor <= 15:
		return unpredictPNG(data, row, pixel)
	}
	return nil, fmt.Errorf("predictor %d of %d bits is not read", predictor, bits)
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
