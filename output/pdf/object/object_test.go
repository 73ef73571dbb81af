package object

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestLexer(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"1 -2 +3 4.50 .5 -.5 5.", "1 -2 3 4.50 .5 -.5 5."},
		{"12 0 R 12 0 Rx 1 2", "12 0 R 12 0 Op(Rx) 1 2"},
		{"12 99999 R", "12 99999 Op(R)"},
		{"9223372036854775808", "9223372036854775808"},
		{"true false null nullx", "true false null Op(nullx)"},
		{"/Name /A#20B /A#2 /#41", "/Name /A#20B /A#232 /A"},
		{"(a(b)c\\)\\\\\\n\\101\\1\\8)", "(a\\(b\\)c\\)\\\\\nA\x018)"},
		{"(a\r\nb\rc\\\nd)", "(a\nb\ncd)"},
		{"(open", "(open)"},
		{"<48 65 6>", "(He`)"},
		{"[1[2]/A(b)]", "[1 [2] /A (b)]"},
		{"<</A 1/B<</C 2 0 R>>>>", "<</A 1/B <</C 2 0 R>>>>"},
		{"% remark\n1 % and\r2", "1 2"},
		{"q 1 0 0 1 0 0 cm", "Op(q) 1 0 0 1 0 0 Op(cm)"},
		{"[1 2", "error"},
		{"<</A>>", "error"},
		{"<<1 2>>", "error"},
		{"[>>", "error"},
		{strings.Repeat("[", 100), "error"},
		{"/" + strings.Repeat("x", 5000), "error"},
	} {
		var got []string
		l := NewLexer([]byte(c.in))
		for {
			v, err := l.Next()
			if err != nil {
				if !errors.Is(err, errSyntax) {
					t.Errorf("%q: the error %v is of no kind", c.in, err)
				}
				got = []string{"error"}
				break
			}
			if v == nil {
				break
			}
			if op, ok := v.(Operator); ok {
				got = append(got, fmt.Sprintf("Op(%s)", string(op)))
				continue
			}
			got = append(got, string(Append(nil, v)))
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

// sample builds a file of a few objects, one of them a stream.
func sample(t testing.TB, compact bool) []byte {
	t.Helper()
	b := Builder{Compact: compact}
	root := b.Reserve()
	info := b.Add(func(dst []byte) []byte { return append(dst, "<</Title(a)>>"...) })
	stream := b.AddStream(Deflate([]byte("hello hello hello")), func(dst []byte) []byte { return append(dst, "/Type/X"...) })
	plain := b.AddStream(Plain([]byte("plain")), nil)
	b.Put(root, func(dst []byte) []byte {
		dst = append(dst, "<</Type/Catalog/S "...)
		dst = AppendRef(dst, stream)
		dst = append(dst, "/P "...)
		dst = AppendRef(dst, plain)
		return append(dst, ">>"...)
	})
	for range 300 {
		b.Add(func(dst []byte) []byte { return append(dst, "[1 2 3]"...) })
	}
	var out bytes.Buffer
	if err := b.Write(&out, "1.6", root, info, [16]byte{1, 2, 3}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func checkSample(t *testing.T, f *File) {
	t.Helper()
	catalog, ok := f.Resolve(f.Trailer.Get("Root")).(Dict)
	if !ok || catalog.Get("Type") != Name("Catalog") {
		t.Fatalf("the catalogue is %v; problems: %q", catalog, f.Problems)
	}
	for key, want := range map[Name]string{"S": "hello hello hello", "P": "plain"} {
		s, ok := f.Resolve(catalog.Get(key)).(*Stream)
		if !ok {
			t.Fatalf("/%s is no stream", key)
		}
		if got, err := Decode(s, 1000); err != nil || string(got) != want {
			t.Errorf("/%s is %q, %v; want %q", key, got, err, want)
		}
	}
	if v, err := f.Object(304); err != nil || string(Append(nil, v)) != "[1 2 3]" {
		t.Errorf("object 304 is %v, %v", v, err)
	}
	if v, err := f.Object(9999); v != (Null{}) || err != nil {
		t.Errorf("a missing object is %v, %v", v, err)
	}
}

func TestBuildAndOpen(t *testing.T) {
	for _, compact := range []bool{false, true} {
		data := sample(t, compact)
		t.Run(fmt.Sprintf("compact %t", compact), func(t *testing.T) {
			f, err := Open(data)
			if err != nil || len(f.Problems) > 0 || f.Version != "1.6" {
				t.Fatalf("version %q, problems %q, error %v", f.Version, f.Problems, err)
			}
			checkSample(t, f)
		})
		// Every way to lose the cross-references leads to a scan that finds all.
		for name, broken := range map[string][]byte{
			"no startxref":     bytes.Replace(data, []byte("startxref"), []byte("startxxxx"), 1),
			"wrong offset":     bytes.Replace(data, []byte("startxref\n"), []byte("startxref\n9"), 1),
			"something before": append([]byte("junk"), data...),
			"CRLF at the end":  append(bytes.Clone(data[:len(data)-7]), "\r\n%%EOX"...),
		} {
			t.Run(fmt.Sprintf("compact %t %s", compact, name), func(t *testing.T) {
				f, err := Open(broken)
				if err != nil {
					t.Fatal(err)
				}
				if name != "CRLF at the end" && len(f.Problems) == 0 {
					t.Error("nothing was said of it")
				}
				checkSample(t, f)
			})
		}
	}
}

func TestDigestIgnoresPacking(t *testing.T) {
	build := func(data *Data, more string) [32]byte {
		var b Builder
		b.AddStream(data, nil)
		b.Add(func(dst []byte) []byte { return append(dst, more...) })
		return b.Digest()
	}
	text := []byte("some text some text")
	other := Deflate(text)
	other.Packed = append(bytes.Clone(other.Packed), 0)
	if build(Deflate(text), "1") != build(other, "1") {
		t.Error("the digest depends on the packing")
	}
	if build(Deflate(text), "1") == build(Deflate(text), "2") || build(Deflate(text), "1") == build(Deflate([]byte("x")), "1") {
		t.Error("the digest does not depend on the content")
	}
}

func TestPredictors(t *testing.T) {
	// Two rows of three bytes through each PNG filter, from the PNG standard's
	// formulas by hand; the first row is 1 2 3, the second 5 7 9.
	rows := map[string][]byte{
		"none":    {0, 1, 2, 3, 0, 5, 7, 9},
		"sub":     {1, 1, 1, 1, 1, 5, 2, 2},
		"up":      {2, 1, 2, 3, 2, 4, 5, 6},
		"average": {3, 1, 2, 2, 3, 5, 4, 4},
		"paeth":   {4, 1, 1, 1, 4, 4, 2, 2},
	}
	for name, data := range rows {
		params := Dict{{"Predictor", Integer(15)}, {"Columns", Integer(3)}}
		got, err := unpredict(bytes.Clone(data), params)
		if err != nil || !bytes.Equal(got, []byte{1, 2, 3, 5, 7, 9}) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	got, err := unpredict([]byte{1, 1, 1, 5, 2, 2}, Dict{{"Predictor", Integer(2)}, {"Columns", Integer(3)}})
	if err != nil || !bytes.Equal(got, []byte{1, 2, 3, 5, 7, 9}) {
		t.Errorf("TIFF: %v, %v", got, err)
	}
}

func TestDecodeIsBounded(t *testing.T) {
	bomb := Deflate(make([]byte, 1<<22))
	s := &Stream{Dict: Dict{{"Filter", Name("FlateDecode")}}, Raw: bomb.Packed}
	if got, err := Decode(s, 1000); !errors.Is(err, errTooLarge) || len(got) != 1000 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if _, err := Decode(&Stream{Dict: Dict{{"Filter", Name("JPXDecode")}}}, 1000); err == nil {
		t.Error("JPX is read")
	}
}

func FuzzLexer(f *testing.F) {
	f.Add([]byte("<</A[1 2 0 R(x\\)<0>]/B true>>"))
	f.Add([]byte("BT /F1 9 Tf [(a)-20(b)]TJ ET"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l := NewLexer(data)
		for {
			before := l.Pos()
			v, err := l.Next()
			if err != nil || v == nil {
				return
			}
			if l.Pos() <= before {
				t.Fatalf("the lexer stands still at %d", before)
			}
			if _, ok := v.(Operator); ok {
				continue
			}
			// What is written is read as the same.
			text := Append(nil, v)
			again, err := NewLexer(text).Next()
			if err != nil {
				t.Fatalf("%q is written %q, which is an error: %v", data, text, err)
			}
			if got := Append(nil, again); !bytes.Equal(got, text) {
				t.Fatalf("%q is written %q and then %q", data, text, got)
			}
		}
	})
}
