// Package imagefile reads the image files that documents show: their pixels, and
// what they say of their colours.
//
// It knows JPEG and PNG. What the colours become, on a screen or a press, is for
// the writers to say.
package imagefile
