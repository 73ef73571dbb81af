package content

import (
	"math"
	"strings"
)

// asciiHost returns the name of a site as it is known on the net, where labels
// with letters beyond ASCII begin with xn-- (RFC 5890), and whether it has such
// a name. Of IDNA's mappings it applies those that addresses typed by people
// need: small letters and composed characters.
func asciiHost(host string) (string, bool) {
	labels := strings.Split(composed(strings.ToLower(host)), ".")
	for i, label := range labels {
		if isASCII(label) {
			continue
		}
		encoded, ok := punycode([]rune(label))
		if !ok || len(encoded) > 59 {
			return "", false
		}
		labels[i] = "xn--" + encoded
	}
	return strings.Join(labels, "."), true
}

// The parameters of RFC 3492, section 5.
const (
	punyBase        = 36
	punyMin         = 1
	punyMax         = 26
	punySkew        = 38
	punyDamp        = 700
	punyInitialBias = 72
	punyInitialN    = 0x80
)

// punycode encodes a label (RFC 3492, section 6.3). It fails where the label is
// so long that the numbers in it overflow.
func punycode(label []rune) (string, bool) {
	var out []byte
	for _, r := range label {
		if r < 0x80 {
			out = append(out, byte(r))
		}
	}
	basic := len(out)
	if basic > 0 {
		out = append(out, '-')
	}
	n, delta, bias := rune(punyInitialN), 0, punyInitialBias
	for handled := basic; handled < len(label); {
		next := rune(math.MaxInt32)
		for _, r := range label {
			if r >= n && r < next {
				next = r
			}
		}
		if int(next-n) > (math.MaxInt32-delta)/(handled+1) {
			return "", false
		}
		delta += int(next-n) * (handled + 1)
		n = next
		for _, r := range label {
			if r < n {
				delta++
			}
			if r == n {
				out = appendVariable(out, delta, bias)
				bias = adaptBias(delta, handled+1, handled == basic)
				delta = 0
				handled++
			}
		}
		delta++
		n++
	}
	return string(out), true
}

// appendVariable appends a number as an integer of variable length.
func appendVariable(out []byte, delta, bias int) []byte {
	const digits = "abcdefghijklmnopqrstuvwxyz0123456789"
	for k := punyBase; ; k += punyBase {
		threshold := min(max(k-bias, punyMin), punyMax)
		if delta < threshold {
			return append(out, digits[delta])
		}
		out = append(out, digits[threshold+(delta-threshold)%(punyBase-threshold)])
		delta = (delta - threshold) / (punyBase - threshold)
	}
}

// adaptBias returns the bias for the next number (RFC 3492, section 6.1).
func adaptBias(delta, points int, first bool) int {
	if first {
		delta /= punyDamp
	} else {
		delta /= 2
	}
	delta += delta / points
	k := 0
	for ; delta > (punyBase-punyMin)*punyMax/2; k += punyBase {
		delta /= punyBase - punyMin
	}
	return k + (punyBase-punyMin+1)*delta/(delta+punySkew)
}
