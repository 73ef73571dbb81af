package inspect

import (
	"encoding/binary"
	"testing"
)

// TestOutlinesBound reads a letter that is made of itself many times, at each depth
// anew: the work ends, and its area is said not to be known.
func TestOutlinesBound(t *testing.T) {
	glyph := binary.BigEndian.AppendUint16(nil, 0xFFFF) // made of others
	glyph = append(glyph, make([]byte, 8)...)
	for k := range 64 {
		flags := uint16(0x20) // more follow
		if k == 63 {
			flags = 0
		}
		glyph = append(binary.BigEndian.AppendUint16(glyph, flags), 0, 0, 0, 0)
	}
	head := make([]byte, 54)
	binary.BigEndian.PutUint16(head[18:], 1000)
	binary.BigEndian.PutUint16(head[50:], 1)
	loca := binary.BigEndian.AppendUint32(make([]byte, 4), uint32(len(glyph)))
	tables := []struct {
		name string
		data []byte
	}{{"glyf", glyph}, {"head", head}, {"loca", loca}}
	program := []byte{0, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0}
	at := uint32(len(program) + 16*len(tables))
	for _, table := range tables {
		program = append(append(program, table.name...), 0, 0, 0, 0)
		program = binary.BigEndian.AppendUint32(program, at)
		program = binary.BigEndian.AppendUint32(program, uint32(len(table.data)))
		at += uint32(len(table.data))
	}
	for _, table := range tables {
		program = append(program, table.data...)
	}
	o := readOutlines(program)
	if o == nil {
		t.Fatal("the program cannot be read")
	}
	if area, ok := o.area(0); ok {
		t.Errorf("the area is %v", area)
	}
	if o.left < -1<<17 {
		t.Errorf("%d were gone through beyond the most", -o.left)
	}
}
