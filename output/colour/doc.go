// Package colour converts colours between screen and press by ICC profiles.
//
// It reads profiles of versions 2 and 4 (ICC.1:2001-04, ICC.1:2010): grey and
// RGB profiles of curves and a matrix, and tables of the types lut8, lut16,
// lutAToB and lutBToA with up to four channels. From them it makes a Converter,
// from RGB or grey to the four inks of a press, and a Proof, from inks to what
// a screen shows of them. The intent is relative colorimetric, without black
// point compensation unless said: a colour within the press's reach is met, one
// beyond it becomes what the profile's table has for it.
//
// Everything is calculated in integers, so that an image becomes the same bytes
// on every machine: on some a float's multiply and add are fused and round
// differently. Within the package a value from 0 to 1 is an int64 in 1/2^30.
//
// The package knows nothing of documents, pictures' formats, or PDF.
package colour
