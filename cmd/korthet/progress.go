package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress shows how far a long run is, on a terminal alone: one line that is
// written over and is gone at the end. A nil *progress shows nothing.
type progress struct {
	mu    sync.Mutex
	w     io.Writer
	total int
	done  int
	last  time.Time // when the line was last written
	shown bool
}

// Nothing is shown of a run that is over before a person looks, and the line
// changes no faster than one reads.
const (
	progressDelay    = 700 * time.Millisecond
	progressInterval = 100 * time.Millisecond
)

// newProgress returns the progress of total editions, nil where none is to be
// shown.
func newProgress(p *process, total int, quiet bool) *progress {
	if !p.terminal || quiet || total < 2 {
		return nil
	}
	return &progress{w: p.stderr, total: total, last: time.Now().Add(progressDelay - progressInterval)}
}

// step counts one edition.
func (s *progress) step() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done++
	if now := time.Now(); now.Sub(s.last) >= progressInterval {
		s.last, s.shown = now, true
		fmt.Fprintf(s.w, "\r\x1b[K%d of %d editions", s.done, s.total)
	}
}

// clear takes the line away.
func (s *progress) clear() {
	if s != nil && s.shown {
		fmt.Fprint(s.w, "\r\x1b[K")
	}
}
