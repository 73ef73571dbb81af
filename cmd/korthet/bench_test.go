package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// sampleCopy returns a folder with the sample and n further editions of it.
func sampleCopy(b testing.TB, n int) string {
	b.Helper()
	dir := b.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../content/iom-i-korthet")); err != nil {
		b.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, defaultOutput)); err != nil {
		b.Fatal(err)
	}
	addEditions(b, dir, n)
	return dir
}

// BenchmarkProcess is what a person waits for: the whole program, from its start
// to the screen file of the sample on the disk. Besides the time it tells the
// most memory that one run held, in MiB. The budget is 45 ms and 60 MiB.
func BenchmarkProcess(b *testing.B) {
	dir := sampleCopy(b, 0)
	binary := filepath.Join(b.TempDir(), "korthet")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	var most int64
	for b.Loop() {
		run := exec.Command(binary, "build", dir, "-t", "screen")
		if out, err := run.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		most = max(most, maxMemory(run.ProcessState))
	}
	if most > 0 {
		b.ReportMetric(float64(most)/(1<<20), "MiB/run")
	}
}

// BenchmarkStart is the part of it that no edition can make shorter: the
// program's start and end.
func BenchmarkStart(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		var out bytes.Buffer
		p := &process{stdout: &out, stderr: &out, getenv: func(string) string { return "" }}
		if status := run(context.Background(), p, []string{"version"}); status != exitDone {
			b.Fatal(out.String())
		}
	}
}

// BenchmarkBuild is the same within one process, for each kind of file. "cold"
// reads, sets and writes it of the sample with nothing kept; "further" is one more
// edition of the same text, with another office. Of the screen file the budget of
// that is 9 ms, layout with it.
func BenchmarkBuild(b *testing.B) {
	for _, target := range []string{"screen", "print"} {
		b.Run(target+"/cold", func(b *testing.B) {
			dir := sampleCopy(b, 0)
			b.ReportAllocs()
			for b.Loop() {
				pub, builder := openBuilder(b, dir, target)
				buildEdition(b, builder, "sv")
				builder.close()
				pub.Close()
			}
		})
		b.Run(target+"/further", func(b *testing.B) {
			const editions = 50
			pub, builder := openBuilder(b, sampleCopy(b, editions), target)
			defer pub.Close()
			defer builder.close()
			buildEdition(b, builder, "sv")
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				buildEdition(b, builder, fmt.Sprintf("sv-%d", i%editions))
				i++
			}
		})
	}
}

// openBuilder opens a publication as build does.
func openBuilder(b *testing.B, dir, target string) (*publication, *builder) {
	b.Helper()
	pub, err := openPublication(dir)
	if err != nil {
		b.Fatal(err)
	}
	return pub, newBuilder(pub, buildFlags{targets: []string{target}}, dates{}, true)
}

// buildEdition builds one edition as build does.
func buildEdition(b *testing.B, builder *builder, id string) {
	b.Helper()
	if res := builder.edition(context.Background(), id); res.missing {
		b.Fatalf("%+v", res)
	}
}
