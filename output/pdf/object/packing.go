package object

import (
	"errors"
	"fmt"
)

// unpackHex undoes ASCIIHexDecode (7.4.2).
func unpackHex(data []byte, limit int64) ([]byte, error) {
	out := make([]byte, 0, min(int64(len(data)/2+1), limit))
	var high byte
	odd := false
	for _, c := range data {
		if c == '>' {
			break
		}
		digit, ok := hexValue(c)
		if !ok {
			continue
		}
		if odd {
			if int64(len(out)) >= limit {
				return out, errTooLarge
			}
			out = append(out, high<<4|digit)
		}
		high, odd = digit, !odd
	}
	if odd && int64(len(out)) < limit {
		out = append(out, high<<4)
	}
	return out, nil
}

// unpack85 undoes ASCII85Decode (7.4.3).
func unpack85(data []byte, limit int64) ([]byte, error) {
	var out []byte
	var group [5]uint32
	n := 0
	flush := func(n int) {
		value := uint32(0)
		for _, digit := range group {
			value = value*85 + digit
		}
		word := [4]byte{byte(value >> 24), byte(value >> 16), byte(value >> 8), byte(value)}
		out = append(out, word[:n]...)
	}
	for _, c := range data {
		if int64(len(out)) > limit {
			return out[:limit], errTooLarge
		}
		switch {
		case c == '~':
			data = nil
		case c == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group[n] = uint32(c - '!')
			if n++; n == 5 {
				flush(4)
				n = 0
			}
		case !isSpace(c):
			return out, fmt.Errorf("ASCII85Decode: the character %q", c)
		}
		if data == nil {
			break
		}
	}
	if n > 1 {
		for i := n; i < 5; i++ {
			group[i] = 84
		}
		flush(n - 1)
	}
	if int64(len(out)) > limit {
		return out[:limit], errTooLarge
	}
	return out, nil
}

// unpackRuns undoes RunLengthDecode (7.4.5).
func unpackRuns(data []byte, limit int64) ([]byte, error) {
	var out []byte
	for len(data) > 0 && data[0] != 128 {
		n := int(data[0])
		data = data[1:]
		switch {
		case n < 128:
			n = min(n+1, len(data))
			out = append(out, data[:n]...)
			data = data[n:]
		case len(data) > 0:
			for range 257 - n {
				out = append(out, data[0])
			}
			data = data[1:]
		}
		if int64(len(out)) > limit {
			return out[:limit], errTooLarge
		}
	}
	return out, nil
}

// The codes of LZWDecode (7.4.4).
const (
	lzwClear = 256
	lzwEnd   = 257
	lzwCodes = 4096
)

// unpackLZW undoes LZWDecode. early is 1 where codes grow one code early, which
// is what writers do unless they say otherwise.
func unpackLZW(data []byte, early int, limit int64) ([]byte, error) {
	var out []byte
	var prefix [lzwCodes]uint16
	var last [lzwCodes]byte
	var word [lzwCodes]byte
	width, next, previous := 9, lzwEnd+1, -1
	bits, count := uint32(0), 0
	for {
		for count < width {
			if len(data) == 0 {
				return out, nil
			}
			bits, count, data = bits<<8|uint32(data[0]), count+8, data[1:]
		}
		code := int(bits>>(count-width)) & (1<<width - 1)
		count -= width
		if code == lzwEnd {
			return out, nil
		}
		if code == lzwClear {
			width, next, previous = 9, lzwEnd+1, -1
			continue
		}
		if code > next || code == next && previous < 0 {
			return out, errors.New("LZWDecode: a code that was not defined")
		}
		// The word is read from its end; a code that is just being defined is the
		// previous word with its own first letter.
		at, from := lzwCodes, code
		if code == next {
			at--
			from = previous
		}
		for from > lzwEnd {
			at--
			word[at] = last[from]
			from = int(prefix[from])
		}
		at--
		word[at] = byte(from)
		if code == next {
			word[lzwCodes-1] = word[at]
		}
		out = append(out, word[at:]...)
		if int64(len(out)) > limit {
			return out[:limit], errTooLarge
		}
		if previous >= 0 && next < lzwCodes {
			prefix[next], last[next] = uint16(previous), word[at]
			next++
		}
		if next+early >= 1<<width && width < 12 {
			width++
		}
		previous = code
	}
}
