package pdf

import (
	"korthet/layout/cache"
	"korthet/output/colour"
	"korthet/output/pdf/object"
)

// profileKey names a packed profile in the cache, by where its bytes lie: what
// the cache holds stays there, so that no other profile comes to lie there.
type profileKey struct{ icc *byte }

// packProfile packs a profile, once for all files that share a cache; those that
// come with the program are packed already.
func (f *file) packProfile(icc []byte, deflate func([]byte) *object.Data) *object.Data {
	if packed, digest, ok := colour.Packed(icc); ok {
		return &object.Data{Packed: packed, Flate: true, Length: len(icc), Digest: digest}
	}
	packed, _ := cache.Get(f.opts.Cache, profileKey{&icc[0]}, func() (*object.Data, int64, error) {
		packed := deflate(icc)
		return packed, int64(len(packed.Packed)), nil
	})
	return packed
}

// putIntent writes the output intent that PDF/A-2 asks for where device colours
// are used (6.2.3), or PDF/X-4 always, with its profile.
func (f *file) putIntent() object.Ref {
	if f.printer != nil {
		return f.putPressIntent()
	}
	profile := f.out.AddStream(f.packProfile(colour.SRGB(), object.Deflate), func(dst []byte) []byte { return append(dst, "/N 3"...) })
	return f.out.Add(func(dst []byte) []byte {
		dst = append(dst, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"...)
		dst = append(dst, "/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/DestOutputProfile "...)
		dst = object.AppendRef(dst, profile)
		return append(dst, ">>"...)
	})
}
