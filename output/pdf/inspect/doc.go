// Package inspect looks at PDF files that anything may have made as a print shop
// would, and says so in the words of output/preflight.
//
// File reads the objects by output/pdf/object, goes through what the pages draw
// with the graphics state of ISO 32000-1, and judges what it saw by a printer's
// profile. What it cannot know it says: a check that it could not make, or not
// wholly, has a verdict of its own with the reason, and none has passed by being
// left out.
//
// It does not draw but for one thing: how much of a page each plate covers is
// counted on a grid, with letters by the areas of their shapes, where these are of
// TrueType, of the Compact Font Format or of Type 1, and shadings by their colour in
// each cell. For all else where something lies is
// known by its bounds, exactly for rectangles and unturned pictures; what lies below a text is looked for among
// areas only. It does not decrypt, and of pictures it unpacks those of plain
// samples and JPEG.
//
// Any bytes are good as input. The objects read, the bytes unpacked, the bytes of
// content gone through and what is kept of each page are bounded.
package inspect
