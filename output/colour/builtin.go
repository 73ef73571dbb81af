package colour

import _ "embed" // the profiles

// The profiles that come with the program; icc/LICENSE.txt has their terms.

//go:embed icc/sRGB.icc
var sRGB []byte

//go:embed icc/FOGRA39L_coated.icc
var fogra39 []byte

//go:embed icc/FOGRA29L_uncoated.icc
var fogra29 []byte

//go:embed icc/PSO_Uncoated_ISO12647_eci.icc
var fogra47 []byte

// SRGB is the profile of screens, of 2015 by Argyll CMS. It must not be changed.
func SRGB() []byte { return sRGB }

// FOGRA39 is a profile of offset printing on coated paper, ISO 12647-2:2004,
// paper types 1 and 2. It must not be changed.
func FOGRA39() []byte { return fogra39 }

// FOGRA29 is a profile of offset printing on uncoated white paper, ISO
// 12647-2:2004, paper type 4. It must not be changed.
func FOGRA29() []byte { return fogra29 }

// FOGRA47 is the profile PSO Uncoated ISO12647 of the European Color Initiative:
// offset printing on uncoated white paper, ISO 12647-2:2004/Amd 1, paper type 4.
// Its terms are that it is not altered.
func FOGRA47() []byte { return fogra47 }

//go:generate go run gen.go

// Packed returns a press's profile that comes with the program as zlib packed it,
// and the SHA-256 of the profile. ok is false for all other bytes, be they the same
// ones in another place. What it returns must not be changed.
func Packed(icc []byte) (packed []byte, digest [32]byte, ok bool) { return packedOf(icc) }

// sameBytes reports whether two slices are the same ones in memory.
func sameBytes(a, b []byte) bool { return len(a) == len(b) && len(a) > 0 && &a[0] == &b[0] }

//go:embed icc/LICENSE.txt
var licence string

// Licence returns the terms of the profiles that come with the program.
func Licence() string { return licence }
