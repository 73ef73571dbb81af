// Command korthet turns a folder of YAML files into leaflets.
//
// It is the only room of the house that touches files, the clock, the
// environment and the terminal: it opens the publication's folder, hands it to
// content, hands what content gives to layout, hands layout's document to the
// writers, and tells a person or a program what came of it. report.go says how
// it speaks, output.go how it writes.
//
// Exit status: 0, done; 1, the publication or the result has errors, or a file
// could not be written; 2, the command was not understood.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"
)

// The exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// errReported ends a command whose problems the report has told already.
var errReported = errors.New("problems were reported")

// process is what a run takes from the system it runs on. It is a value so that
// nothing else in the package asks the system for it.
type process struct {
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time // which has no say in what is written
	terminal       bool             // stderr is a terminal: progress may be shown
	out, err       look             // of what goes to stdout and to stderr
}

// look is how what a person reads may look.
type look struct {
	colour bool // colours are wanted
	width  int  // of the terminal, in columns; 0 when there is none
}

func main() { os.Exit(start()) }

// start runs korthet with the system's arguments and returns the exit status.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	// The first signal asks the run to end in order; from then on a second one
	// ends it at once, as the system does by itself.
	context.AfterFunc(ctx, stop)
	putOffCollection(os.Getenv)
	return run(ctx, systemProcess(), os.Args[1:])
}

// systemProcess reads the real one.
func systemProcess() *process {
	p := &process{stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now}
	p.terminal = term.IsTerminal(int(os.Stderr.Fd()))
	p.out, p.err = lookOf(os.Stdout), lookOf(os.Stderr)
	return p
}

// lookOf is how what is written to a file may look: colours are for terminals.
func lookOf(file *os.File) (l look) {
	fd := int(file.Fd())
	if !term.IsTerminal(fd) {
		return l
	}
	if width, _, err := term.GetSize(fd); err == nil {
		l.width = width
	}
	// https://no-color.org: any value but the empty one says no.
	l.colour = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return l
}

// run parses the arguments, runs the command and returns the exit status.
func run(ctx context.Context, p *process, args []string) int {
	root := newRoot(p)
	root.SetArgs(append([]string{}, args...)) // of nil cobra would make the system's
	err := root.ExecuteContext(ctx)
	var usage *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errReported):
		return exitFailed
	case errors.As(err, &usage):
		newReport(p).usage(usage)
		return exitUsage
	}
	newReport(p).failure(err)
	return exitFailed
}
