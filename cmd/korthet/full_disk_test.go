package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// fullDisk is a file on a disk that has room for so many bytes more.
type fullDisk struct {
	*os.File
	room *int64
	sync error // what synchronising says
}

func (f fullDisk) Write(p []byte) (int, error) {
	if int64(len(p)) <= *f.room {
		*f.room -= int64(len(p))
		return f.File.Write(p)
	}
	n, err := f.File.Write(p[:*f.room])
	*f.room = 0
	if err != nil {
		return n, err
	}
	return n, &os.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
}

func (f fullDisk) Sync() error {
	if f.sync != nil {
		return f.sync
	}
	return f.File.Sync()
}

// TestFullDisk fills the disk after every so many bytes of a build that replaces
// the files of one day by those of another. Each file is then the earlier or the
// later one, whole; nothing else lies in the folder; it is told in plain words; and
// once there is room the next run writes what is missing.
func TestFullDisk(t *testing.T) {
	dir := killedFolder(t, 2)
	out := filepath.Join(dir, defaultOutput)
	build := func(day string, disk func(*os.File) diskFile) []problem {
		t.Helper()
		pub, err := openPublication(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer pub.Close()
		dates, err := newDates(day, "")
		if err != nil {
			t.Fatal(err)
		}
		b := newBuilder(pub, buildFlags{}, dates, true)
		defer b.close()
		b.lock = func(folder *outputFolder) error {
			folder.disk = disk
			return nil
		}
		var found []problem
		for _, res := range b.all(context.Background(), pub.editions(), 1, nil) {
			found = append(found, res.problems...)
		}
		if err := b.finish(); err != nil {
			found = append(found, asProblem(err))
		}
		return found
	}
	days := [2]string{"2026-01-01", "2026-01-02"}
	var want [2]map[string]string
	for _, i := range []int{1, 0} {
		if found := build(days[i], nil); len(found) > 0 {
			t.Fatal(found)
		}
		want[i] = pdfsIn(t, out)
	}
	whole := int64(len(want[1]["demo-en-0-screen.pdf"]))
	both := whole + int64(len(want[1]["demo-en-1-screen.pdf"]))
	for _, c := range []struct {
		room  int64
		sync  error
		later int // how many files are the later ones
	}{
		{0, nil, 0},
		{1, nil, 0},
		{whole / 2, nil, 0},
		{whole - 1, nil, 0},
		{whole, nil, 1},
		{whole + 100, nil, 1},
		{both - 1, nil, 1},
		{both + 8, nil, 2},
		{1 << 30, syscall.ENOSPC, 0},
		{1 << 30, syscall.EDQUOT, 0},
	} {
		t.Run(fmt.Sprintf("%d %v", c.room, c.sync), func(t *testing.T) {
			build(days[0], nil)
			room := c.room
			found := build(days[1], func(f *os.File) diskFile { return fullDisk{f, &room, c.sync} })
			if len(found) == 0 {
				t.Fatal("it was not told")
			}
			for _, p := range found {
				if !strings.HasPrefix(p.message, "cannot write "+out) || !strings.HasSuffix(p.message, ": the disk is full") || p.hint == "" {
					t.Errorf("it said %q (%s)", p.message, p.hint)
				}
			}
			later := 0
			for name, data := range pdfsIn(t, out) {
				switch data {
				case want[1][name]:
					later++
				case want[0][name]:
				default:
					t.Errorf("%s is neither the earlier nor the later file", name)
				}
			}
			if later != c.later {
				t.Errorf("%d files are the later ones, want %d", later, c.later)
			}
			if left, _ := filepath.Glob(filepath.Join(out, unfinishedPrefix+"*"+unfinishedSuffix)); len(left) > 0 {
				t.Errorf("it left %v", left)
			}
			if found := build(days[1], nil); len(found) > 0 || !maps.Equal(pdfsIn(t, out), want[1]) {
				t.Errorf("with room again: %v", found)
			}
		})
	}
}
