package main

import (
	"context"
	"errors"
	"time"
)

// Two builds that write into one folder at once would each tell of its own files
// alone in the manifest. The second waits for the first. The lock is the system's
// and goes with the process that has it, however that ends: none is ever left
// behind. A folder on a disk that knows no locks is used without one; no file in it
// is ever half one build's and half another's in any case.

// errLocked says that somebody else has the lock.
var errLocked = errors.New("locked")

// lockPause is how long to wait before the lock is asked for again.
const lockPause = 50 * time.Millisecond

// lock waits until no other build writes into the folder. It calls waiting when
// that is not at once.
func (o *outputFolder) lock(ctx context.Context, waiting func()) error {
	for first := true; ; first = false {
		unlock, err := tryLock(o.root)
		if err == nil {
			o.unlock = unlock
			return nil
		}
		if !errors.Is(err, errLocked) {
			return nil //nolint:nilerr // there are no locks here
		}
		if first {
			waiting()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lockPause):
		}
	}
}

// waiting returns what tells that somebody else has the lock of a folder.
func (r *report) waiting(folder *outputFolder) func() {
	return func() { r.note("waiting", "until another korthet has written into "+folder.seen) }
}
