package main

import (
	"bufio"
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestLock checks that one alone writes into a folder, that the next one waits,
// and that whoever waits can give up.
func TestLock(t *testing.T) {
	first := outputIn(t)
	again, err := openNamedOutput(first.seen)
	if err != nil {
		t.Fatal(err)
	}
	never := func() { t.Error("it waited for nobody") }
	if err := first.lock(context.Background(), never); err != nil {
		t.Fatal(err)
	}
	if first.unlock == nil {
		t.Skipf("no locks on this disk, or on %s", runtime.GOOS)
	}
	ctx, giveUp := context.WithCancel(context.Background())
	if err := again.lock(ctx, giveUp); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v from a wait that was given up", err)
	}
	waited := make(chan struct{})
	done := make(chan error)
	go func() { done <- again.lock(context.Background(), func() { close(waited) }) }()
	<-waited
	first.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
	again.Close()
	if got := contents(t, outputAt(t, first.seen)); got != "x.pdf=earlier" {
		t.Errorf("the lock left %s", got)
	}
}

// outputAt opens a folder.
func outputAt(t *testing.T, dir string) *outputFolder {
	t.Helper()
	output, err := openNamedOutput(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { output.Close() })
	return output
}

// TestLockedBuild has a build wait for whoever holds its folder, tell so, and go
// on; and one that is killed leaves the folder free.
func TestLockedBuild(t *testing.T) {
	dir := killedFolder(t, 2)
	holder := outputAt(t, filepath.Join(dir, defaultOutput))
	if err := holder.lock(context.Background(), func() {}); err != nil {
		t.Fatal(err)
	}
	if holder.unlock == nil {
		t.Skip("no locks here")
	}
	start := func() (run func() error, kill func(), said *bufio.Scanner) {
		cmd := korthetProcess(t, "build", dir)
		pipe, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		return cmd.Wait, func() { _ = cmd.Process.Kill() }, bufio.NewScanner(pipe)
	}
	wait, _, said := start()
	if said.Scan(); !strings.HasPrefix(said.Text(), "waiting until another korthet has written into ") {
		t.Errorf("it said %q", said.Text())
	}
	holder.Close()
	for said.Scan() {
	}
	if err := wait(); err != nil {
		t.Error(err)
	}
	if got := len(pdfsIn(t, filepath.Join(dir, defaultOutput))); got != 2 {
		t.Errorf("it wrote %d files", got)
	}

	held := outputAt(t, filepath.Join(dir, defaultOutput))
	if err := held.lock(context.Background(), func() { t.Error("an ended build kept the folder") }); err != nil {
		t.Fatal(err)
	}
	wait, kill, said := start()
	said.Scan() // it waits
	kill()
	_ = wait()
	held.Close()
	if err := outputAt(t, held.seen).lock(context.Background(), func() { t.Error("a killed build kept the folder") }); err != nil {
		t.Fatal(err)
	}
}
