package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// BenchmarkFleet builds many editions of the sample, each with an office of its
// own, as press and screen files in a process of its own, from nothing to the
// last file and the manifest on the disk: each file is synchronised before it
// takes its name. It tells files a second, milliseconds of processor a file,
// and the most memory. "texts" are different texts beside different offices.
func BenchmarkFleet(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "korthet")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, c := range []struct {
		editions, texts, cores int
	}{{250, 1, 1}, {250, 1, 2}, {1000, 1, 1}, {1000, 1, 2}, {4000, 1, 2}, {100, 100, 1}, {100, 100, 2}} {
		b.Run(fmt.Sprintf("editions=%d/texts=%d/cores=%d", c.editions, c.texts, c.cores), func(b *testing.B) {
			dir := fleetFolder(b, c.editions, c.texts)
			out := filepath.Join(b.TempDir(), "out")
			var most int64
			var processor, elapsed time.Duration
			for b.Loop() {
				if err := os.RemoveAll(out); err != nil {
					b.Fatal(err)
				}
				run := exec.Command(binary, "build", dir, "-o", out, "-t", "print,screen", "-j", fmt.Sprint(c.cores))
				run.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", c.cores))
				start := time.Now()
				if said, err := run.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%.2000s", err, said)
				}
				elapsed += time.Since(start)
				most = max(most, maxMemory(run.ProcessState))
				processor += run.ProcessState.UserTime() + run.ProcessState.SystemTime()
			}
			files := float64(2 * c.editions * b.N)
			b.ReportMetric(files/elapsed.Seconds(), "files/s")
			b.ReportMetric(processor.Seconds()*1000/files, "cpu-ms/file")
			b.ReportMetric(float64(most)/(1<<20), "MiB/run")
		})
	}
	b.Run("unchanged/editions=1000", func(b *testing.B) {
		dir := fleetFolder(b, 1000, 1)
		build := func() {
			if said, err := exec.Command(binary, "build", dir, "-t", "print,screen").CombinedOutput(); err != nil {
				b.Fatalf("%v\n%.2000s", err, said)
			}
		}
		build()
		for b.Loop() {
			build()
		}
	})
}

// fleetFolder returns a folder with the sample in that many editions. Each of
// several texts has the words of the sample in places of their own, so that no
// paragraph is the same.
func fleetFolder(b *testing.B, editions, texts int) string {
	b.Helper()
	dir := sampleCopy(b, editions-1)
	if texts == 1 {
		return dir
	}
	name := filepath.Join(dir, publicationFile)
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	publication := string(data)
	for i := range texts {
		// sv-x-0000 is Swedish with a private part, so a text of its own.
		tag := fmt.Sprintf("sv-x-t%04d", i)
		publication = strings.Replace(publication, fmt.Sprintf("sv-%d: {language: sv,", i), fmt.Sprintf("sv-%d: {language: %s,", i, tag), 1)
		from := filepath.Join(dir, "text", "sv")
		entries, err := os.ReadDir(from)
		if err != nil {
			b.Fatal(err)
		}
		for _, entry := range entries {
			text, err := os.ReadFile(filepath.Join(from, entry.Name()))
			if err != nil {
				b.Fatal(err)
			}
			to := filepath.Join(dir, "text", tag, entry.Name())
			if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(to, []byte(otherWords(string(text), i)), 0o666); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(name, []byte(publication), 0o666); err != nil {
		b.Fatal(err)
	}
	return dir
}

// otherWords swaps words of about equal length in a text's long lines, so that
// it is as long as before and another one.
func otherWords(text string, seed int) string {
	lines := strings.Split(text, "\n")
	for at, line := range lines {
		words := strings.Split(line, " ")
		if len(words) < 12 || strings.ContainsAny(line, "[]{}*`\"") {
			continue
		}
		first := len(line) - len(strings.TrimLeft(line, " "))
		for i := first + 1; i < len(words)-1; i++ {
			j := first + 1 + (i*7+seed*13)%(len(words)-first-2)
			words[i], words[j] = words[j], words[i]
		}
		lines[at] = strings.Join(words, " ")
	}
	return strings.Join(lines, "\n")
}
