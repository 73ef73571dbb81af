package pdf

import (
	_ "embed" // the profile

	"korthet/layout/cache"
	"korthet/output/pdf/object"
)

// srgb is the profile of the screen file's colours, of 2015 by Argyll CMS,
// unchanged; icc/LICENSE.txt has its terms.
//
//go:embed icc/sRGB.icc
var srgb []byte

// srgbKey names the packed profile in the cache.
type srgbKey struct{}

// putIntent writes the output intent that PDF/A-2 asks for where device colours
// are used (6.2.3), with its profile.
func (f *file) putIntent() object.Ref {
	packed, _ := cache.Get(f.opts.Cache, srgbKey{}, func() (*object.Data, int64, error) {
		packed := object.Deflate(srgb)
		return packed, int64(len(packed.Packed)), nil
	})
	profile := f.out.AddStream(packed, func(dst []byte) []byte { return append(dst, "/N 3"...) })
	return f.out.Add(func(dst []byte) []byte {
		dst = append(dst, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"...)
		dst = append(dst, "/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/DestOutputProfile "...)
		dst = object.AppendRef(dst, profile)
		return append(dst, ">>"...)
	})
}
