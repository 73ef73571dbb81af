package inspect_test

import (
	"fmt"
	"strings"
	"testing"

	"korthet/output/preflight"
	"korthet/output/press"
)

// seeded is a fault that is put at a known place.
type seeded struct {
	name string
	job  job
	// Where it is found, in points from the upper start corner of the trim; nowhere
	// where a fault is the whole file's.
	x, y float64
}

// photoJob places a picture at a corner of a clean page.
func photoJob(image, place string) job {
	return job{content: cleanContent + " q " + place + " cm /I Do Q", resources: cleanResources + "/XObject<</I 10 0 R>>", objects: []string{image}}
}

func textJob(colour string) job {
	return job{content: cleanContent + " " + colour + " BT /F1 10 Tf 30 60 Td (Seed) Tj ET"}
}

// TestSeededFaults: five faults of each kind that printers send files back for,
// each made in another way, found and placed.
func TestSeededFaults(t *testing.T) {
	rgb := picture(30, 30, "/ColorSpace/DeviceRGB/BitsPerComponent 8", make([]byte, 2700))
	grey := func(pixels int) string {
		return picture(pixels, pixels, "/ColorSpace/DeviceGray/BitsPerComponent 8", make([]byte, pixels*pixels))
	}
	inks := picture(30, 30, "/ColorSpace/DeviceCMYK/BitsPerComponent 8", []byte(strings.Repeat("\xE6\xD9\xD9\xCB", 900)))
	const reversedOn = "0 0 0 1 k 20 20 100 60 re f "
	for _, kind := range []struct {
		check  preflight.Check
		status preflight.Status
		say    string
		seeds  []seeded
	}{
		{preflight.Colours, preflight.Error, "is in RGB", []seeded{
			{"in the page", photoJob(rgb, "7 0 0 7 90 90"), 90, 103},
			{"turned", photoJob(rgb, "0 7 -7 0 97 90"), 90, 103},
			{"in an index", photoJob(picture(30, 30, "/ColorSpace[/Indexed/DeviceRGB 1<000000FFFFFF>]/BitsPerComponent 8", make([]byte, 900)), "7 0 0 7 50 50"), 50, 143},
			{"in a form", job{content: cleanContent + " q 1 0 0 1 10 20 cm /X Do Q", resources: cleanResources + "/XObject<</X 11 0 R/I 10 0 R>>", objects: []string{rgb, "<</Subtype/Form/Matrix[2 0 0 2 0 0]/BBox[0 0 90 90]/Resources<</XObject<</I 10 0 R>>>>>>stream\nq 5 0 0 5 10 10 cm /I Do Q"}}, 30, 150},
			{"inline", job{content: cleanContent + " q 7 0 0 7 20 20 cm BI /W 30 /H 30 /CS /RGB /BPC 8 /F /AHx ID " + strings.Repeat("00", 2700) + "> EI Q"}, 20, 173},
		}},
		{preflight.Bleed, preflight.Error, "edge and ends", []seeded{
			{"left", job{content: "1 0 0 0 k 0 50 100 50 re f"}, 0, 100},
			{"right", job{content: "1 0 0 0 k 100 50 100 50 re f"}, 100, 100},
			{"a picture above", photoJob(grey(90), "20 0 0 20 50 180"), 50, 0},
			{"below, by its clip", job{content: "q 50 0 40 40 re W n 1 0 0 0 k -9 -9 218 218 re f Q"}, 50, 160},
			{"a shading", job{content: "q 0 0 30 30 re W n /S sh Q", resources: "/Shading<</S<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 0 0 0]/N 1>>>>>>"}, 0, 170},
		}},
		{preflight.ImageResolution, preflight.Error, "120 pixels per inch", []seeded{
			{"plain", photoJob(grey(120), "72 0 0 72 20 20"), 20, 108},
			{"stretched", photoJob(grey(120), "36 0 0 72 20 20"), 20, 108},
			{"turned", photoJob(grey(60), "0 36 -36 0 66 30"), 30, 134},
			{"by a form's matrix", job{content: cleanContent + " /X Do", resources: cleanResources + "/XObject<</X 11 0 R>>", objects: []string{grey(60), "<</Subtype/Form/Matrix[36 0 0 36 40 50]/BBox[0 0 1 1]/Resources<</XObject<</I 10 0 R>>>>>>stream\n/I Do"}}, 40, 114},
			{"mirrored", photoJob(grey(60), "-36 0 0 36 66 30"), 30, 134},
		}},
		{preflight.TotalInk, preflight.Error, "340", []seeded{
			{"an area", job{content: cleanContent + " 0.9 0.85 0.85 0.8 k 10 10 20 20 re f"}, 10, 170},
			{"a line", job{content: cleanContent + " 0.9 0.85 0.85 0.8 K 2 w 10 20 m 60 20 l S"}, 10, 179},
			{"a picture", photoJob(inks, "7 0 0 7 90 90"), 90, 103},
			{"text that overprints", job{content: "0.8 0.8 0.8 0 k 20 20 100 100 re f /GS1 gs 0 0 0 1 k BT /F1 10 Tf 30 60 Td (Seed) Tj ET"}, 30, 132.8},
			{"a shading", job{content: cleanContent + " q 50 50 20 20 re W n /S sh Q", resources: cleanResources + "/Shading<</S<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 1 1]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0.9 0.85 0.85 0.8]/N 1>>>>>>"}, 50, 130},
		}},
		{preflight.SmallestType, preflight.Error, "light on dark", []seeded{
			{"white", job{content: reversedOn + "0 0 0 0 k BT /F1 4 Tf 30 60 Td (Seed) Tj ET"}, 30, 137.1},
			{"white grey", job{content: reversedOn + "1 g BT /F1 4 Tf 30 60 Td (Seed) Tj ET"}, 30, 137.1},
			{"a light tint", job{content: reversedOn + "0 0 0 0.1 k BT /F1 4 Tf 30 60 Td (Seed) Tj ET"}, 30, 137.1},
			{"by its matrix", job{content: reversedOn + "0 0 0 0 k BT /F1 1 Tf 4 0 0 4 30 60 Tm (Seed) Tj ET"}, 30, 137.1},
			{"on a circle", job{content: "1 0.8 0 0.3 k 20 60 m 20 90 50 110 70 110 c 100 110 120 90 120 60 c 120 30 100 10 70 10 c 50 10 20 30 20 60 c f 0 0 0 0 k BT /F1 4 Tf 60 60 Td (Seed) Tj ET"}, 60, 137.1},
		}},
		{preflight.BlackText, preflight.Error, "black text", []seeded{
			{"four inks", textJob("0.3 0.3 0.3 1 k"), 30, 132.8},
			{"two inks", textJob("0.6 0 0 1 k"), 30, 132.8},
			{"three inks without black", textJob("0.8 0.7 0.7 0 k"), 30, 132.8},
			{"RGB", textJob("0 0 0 rg"), 30, 132.8},
			{"in outlines and areas", textJob("2 Tr 0.3 0.3 0.3 1 K 0 0 0 1 k"), 30, 132.8},
		}},
		{preflight.SpotNames, preflight.Error, "", []seeded{
			{"capitals", spotsJob("Gold", "GOLD", "10 0 R"), -1, -1},
			{"spaces", spotsJob("Warm Red", "Warm  Red", "10 0 R"), -1, -1},
			{"a space at the end", spotsJob("Gold", "Gold ", "10 0 R"), -1, -1},
			{"mixtures", spotsJob("Gold", "Gold", "<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 0 0 0]/N 1>>"), -1, -1},
			{"mixtures by samples", spotsJob("Gold", "Gold", "11 0 R"), -1, -1},
		}},
		{preflight.OutputCondition, preflight.Error, "", []seeded{
			{"no profile", job{replace: map[string]string{"/DestOutputProfile 9 0 R": ""}}, -1, -1},
			{"elsewhere", job{replace: map[string]string{"/DestOutputProfile 9 0 R": "/DestOutputProfileRef<</URLs[]>>"}}, -1, -1},
			{"missing object", job{replace: map[string]string{"/DestOutputProfile 9 0 R": "/DestOutputProfile 99 0 R"}}, -1, -1},
			{"no ICC profile", job{replace: map[string]string{"/DestOutputProfile 9 0 R": "/DestOutputProfile 8 0 R"}}, -1, -1},
			{"no intent", job{intent: " "}, -1, -1},
		}},
	} {
		if len(kind.seeds) != 5 {
			t.Errorf("%s has %d seeds", kind.check, len(kind.seeds))
		}
		for _, s := range kind.seeds {
			t.Run(fmt.Sprintf("%s %s", kind.check, s.name), func(t *testing.T) {
				r := look(t, s.job.build(t), func(p *press.Profile) { p.AllSpots = true })
				for _, v := range r.Of(kind.check) {
					if v.Status != kind.status || !strings.Contains(v.Message, kind.say) {
						continue
					}
					if s.x < 0 {
						return
					}
					if v.Page != 1 || v.Place == nil {
						t.Fatalf("it has no place: %v", v)
					}
					x, y := float64(v.Place.X)/65536, float64(v.Place.Y)/65536
					if x < s.x-0.5 || x > s.x+0.5 || y < s.y-0.5 || y > s.y+0.5 {
						t.Errorf("it is placed at %.1f, %.1f, not %.1f, %.1f: %s", x, y, s.x, s.y, v.Message)
					}
					return
				}
				t.Errorf("not found:%s", describe(&r, preflight.Passed))
			})
		}
	}
}

func spotsJob(one, other, mixture string) job {
	escape := strings.NewReplacer(" ", "#20").Replace
	return job{
		content:   cleanContent + " /A cs 1 scn 10 10 20 20 re f /B cs 1 scn 40 10 20 20 re f",
		resources: cleanResources + "/ColorSpace<</A[/Separation/" + escape(one) + "/DeviceCMYK 10 0 R]/B[/Separation/" + escape(other) + "/DeviceCMYK " + mixture + "]>>",
		objects:   []string{tint, "<</FunctionType 0/Domain[0 1]/Size[2]/BitsPerSample 8/Range[0 1 0 1 0 1 0 1]>>stream\n\x00\x00\x00\x00\xFF\x00\x00\x00"},
	}
}
