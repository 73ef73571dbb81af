// Package object reads and writes the objects a PDF file is made of
// (ISO 32000-1, 7.3 and 7.5): numbers, strings, names, arrays, dictionaries,
// streams, and the cross-reference sections that find them.
//
// Reading is for two customers: the finish pass, which takes the page objects
// of another writer apart, and Dump's readers, who hand it any bytes at all. So
// it never panics, its depth and its memory are bounded by constants and by the
// length of its input, and it prefers to say what it found over saying nothing.
// It reads classic cross-reference tables, cross-reference streams, object
// streams and hybrids of them, and falls back to a scan of the file where these
// are broken. It does not decrypt, and it knows all filters but those of pictures.
//
// Writing appends to byte slices. A Builder gathers numbered objects and writes
// the file, with or without object streams.
//
// The package knows nothing of pages, fonts or tags.
package object
