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

// BenchmarkFleet builds many editions, each with an office of its own, as press and
// screen files in a process of its own, from nothing to the last file and the
// manifest on the disk: each file is synchronised before it takes its name. It
// tells files a second, milliseconds of processor a file, and the most memory.
// There are as many different texts as it says: the sample's in Swedish, in its
// eight languages, or generated ones. With -benchtime 1x each is built once.
//
// The bars are 300 files a second for a thousand editions over the sample's texts
// and 200 over a hundred different ones, on two cores, in 400 MiB whatever the
// number. On two cores that others used as well, with five to eight processes in
// wait: 371 files/s over one text (4.4 ms of processor a file, 118 MiB), 313 over
// eight (5.4 ms, 107 MiB), 249 over a hundred (6.9 ms, 157 MiB); 217 for 10,000
// editions (4.5 ms, 149 MiB: 2.7 kB of each edition are kept). A hundred editions
// of which each has a text of its own take 11 ms of processor a file, half of it in
// the search for a fit, which is made once a text.
func BenchmarkFleet(b *testing.B) {
	binary := builtBinary(b)
	for _, c := range []struct {
		editions, texts, cores int
	}{
		{250, 1, 1},
		{250, 1, 2},
		{1000, 1, 1},
		{1000, 1, 2},
		{4000, 1, 2},
		{10_000, 1, 2},
		{1000, 8, 1},
		{1000, 8, 2},
		{1000, 100, 1},
		{1000, 100, 2},
		{100, 100, 1},
		{100, 100, 2},
	} {
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
}

// BenchmarkFleetAgain builds a thousand editions a second time: as they are, and
// with one office changed, whose two files alone are written.
func BenchmarkFleetAgain(b *testing.B) {
	binary := builtBinary(b)
	dir := fleetFolder(b, 1000, 1)
	build := func() string {
		said, err := exec.Command(binary, "build", dir, "-t", "print,screen").CombinedOutput()
		if err != nil {
			b.Fatalf("%v\n%.2000s", err, said)
		}
		return string(said)
	}
	build()
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			build()
		}
	})
	b.Run("one", func(b *testing.B) {
		name := filepath.Join(dir, "offices", "office-500.yaml")
		office, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for b.Loop() {
			n++
			if err := os.WriteFile(name, []byte(officeNamed(string(office), 1000+n)), 0o666); err != nil {
				b.Fatal(err)
			}
			if said := build(); strings.Count(said, "wrote ") != 2 {
				b.Fatalf("not two files were written:\n%.2000s", said)
			}
		}
	})
}

// builtBinary returns the program, built.
func builtBinary(b *testing.B) string {
	b.Helper()
	binary := filepath.Join(b.TempDir(), "korthet")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// sampleLanguages are those that the sample is written in.
func sampleLanguages() []string { return []string{"sv", "en", "fi", "de", "fr", "pl", "uk", "el"} }

// fleetFolder returns a folder with so many editions, each with an office of its
// own, over so many texts. More texts than the sample has languages are the Swedish
// one with its words in places of their own, so that no paragraph is the same.
func fleetFolder(b *testing.B, editions, texts int) string {
	b.Helper()
	dir := sampleCopy(b, 0)
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			b.Fatal(err)
		}
		return string(data)
	}
	write := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	languages := sampleLanguages()[:min(texts, len(sampleLanguages()))]
	if texts > len(languages) {
		languages = nil
	}
	for i := range texts - len(languages) {
		// sv-x-t0000 is Swedish with a private part, so a text of its own.
		languages = append(languages, fmt.Sprintf("sv-x-t%04d", i))
		for _, name := range []string{"front", "general", "areas", "policy"} {
			write("text/"+languages[i]+"/"+name+".yaml", otherWords(read("text/sv/"+name+".yaml"), i))
		}
	}
	publication, _, _ := strings.Cut(read(publicationFile), "editions:\n")
	list := strings.Builder{}
	office := read("offices/headquarters.yaml")
	for i := range editions {
		fmt.Fprintf(&list, "  e-%d: {language: %s, office: office-%d}\n", i, languages[i%len(languages)], i)
		write(fmt.Sprintf("offices/office-%d.yaml", i), officeNamed(office, i))
	}
	write(publicationFile, publication+"editions:\n"+list.String())
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
