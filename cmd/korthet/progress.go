package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// progress shows how far a long run is: on a terminal a bar that is written over
// and is gone at the end, elsewhere, as in a log, a plain line from time to time.
// A nil *progress shows nothing.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	total int
	done  int
	last  time.Time // when the line was last written
	shown bool
	what  string // is counted: "editions"
	plain bool   // no terminal
}

// Nothing is shown of a run that is over before a person looks, and the line
// changes no faster than one reads.
const (
	progressDelay    = 700 * time.Millisecond
	progressInterval = 100 * time.Millisecond
	plainInterval    = 10 * time.Second // between a log's lines
	barWidth         = 24
)

// newProgress returns the progress of a total of editions or other things, nil
// where none is to be shown.
func newProgress(p *process, total int, what string, quiet bool) *progress {
	if quiet || total < 2 {
		return nil
	}
	if !p.terminal {
		return &progress{w: p.stderr, total: total, what: what, last: time.Now(), plain: true}
	}
	return &progress{w: p.stderr, total: total, what: what, last: time.Now().Add(progressDelay - progressInterval)}
}

// step counts one.
func (s *progress) step() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done++
	now := time.Now()
	switch {
	case s.plain && now.Sub(s.last) >= plainInterval:
		s.last = now
		fmt.Fprintf(s.w, "%d of %d %s\n", s.done, s.total, s.what)
	case !s.plain && now.Sub(s.last) >= progressInterval:
		s.last, s.shown = now, true
		fmt.Fprintf(s.w, "\r\x1b[K%s %d of %d %s", bar(s.done, s.total), s.done, s.total, s.what)
	}
}

// bar draws how much is done.
func bar(done, total int) string {
	full := min(barWidth*done/total, barWidth)
	return "[" + strings.Repeat("#", full) + strings.Repeat("-", barWidth-full) + "]"
}

// clear takes the line away.
func (s *progress) clear() {
	if s != nil && s.shown {
		fmt.Fprint(s.w, "\r\x1b[K")
	}
}
