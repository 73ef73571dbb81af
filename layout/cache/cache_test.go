package cache

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// number returns a value that is made by build.
func number(t *testing.T, c *Cache, key string, build func() (int, int64, error)) int {
	t.Helper()
	n, err := Get(c, key, build)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestGet: a value is made once, and again when others took its place.
func TestGet(t *testing.T) {
	c := New(10)
	made := 0
	build := func() (int, int64, error) { made++; return made, 5, nil }
	for _, step := range []struct {
		key  string
		want int
	}{{"a", 1}, {"a", 1}, {"b", 2}, {"a", 1}, {"c", 3}, {"a", 1}, {"b", 4}} {
		if got := number(t, c, step.key, build); got != step.want {
			t.Errorf("%s: got %d, want %d", step.key, got, step.want)
		}
	}
	if got := number(t, nil, "a", build); got != 5 {
		t.Errorf("no cache: got %d", got)
	}
}

// TestGetError: what could not be made is tried again.
func TestGetError(t *testing.T) {
	c := New(10)
	if _, err := Get(c, "a", func() (int, int64, error) { return 0, 0, errors.New("broken") }); err == nil {
		t.Error("no error")
	}
	if got := number(t, c, "a", func() (int, int64, error) { return 7, 1, nil }); got != 7 {
		t.Errorf("got %d", got)
	}
}

// TestGetAtOnce: who asks for what is being made waits for it.
func TestGetAtOnce(t *testing.T) {
	c := New(10)
	var made atomic.Int32
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if n, err := Get(c, "a", func() (int, int64, error) {
				time.Sleep(time.Millisecond)
				return int(made.Add(1)), 1, nil
			}); n != 1 || err != nil {
				t.Errorf("got %d, %v", n, err)
			}
		})
	}
	wait.Wait()
}

// TestGetPanic: whoever waits for a value whose making panics makes it in turn,
// and does not wait for ever.
func TestGetPanic(t *testing.T) {
	c := New(10)
	making, asked := make(chan struct{}), make(chan struct{})
	go func() {
		defer func() { _ = recover() }()
		_, _ = Get(c, "a", func() (int, int64, error) {
			close(making)
			<-asked
			panic("broken")
		})
	}()
	<-making
	got := make(chan int)
	go func() {
		n, _ := Get(c, "a", func() (int, int64, error) { return 7, 1, nil })
		got <- n
	}()
	time.Sleep(10 * time.Millisecond) // so that it waits by now
	close(asked)
	select {
	case n := <-got:
		if n != 7 {
			t.Errorf("got %d", n)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it waits for a value that nobody makes")
	}
}
