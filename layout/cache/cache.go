// Package cache holds what the editions of a run share: parsed faces, shaped
// words, hyphenation tries, font subsets, deflated colour profiles.
//
// It knows nothing of what it holds. A Cache is bounded by the cost its users
// state and safe for concurrent use; a value that is being made is made once,
// and whoever else wants it waits.
package cache

import (
	"container/list"
	"sync"
)

// Cache is a bounded store. The zero value is not usable: call New. A nil
// *Cache is valid and stores nothing.
type Cache struct {
	mu      sync.Mutex
	limit   int64
	used    int64
	entries map[any]*entry
	recent  *list.List // of *entry, most recently used first
}

type entry struct {
	key     any
	cost    int64
	value   any
	err     error
	done    bool          // value and err are set
	ready   chan struct{} // closed when the making has ended, by a panic too
	element *list.Element // nil while the value is being made
}

// New returns a cache that holds values of at most limit bytes together, by
// the costs their makers state. The least recently used ones go first.
func New(limit int64) *Cache {
	return &Cache{limit: limit, entries: map[any]*entry{}, recent: list.New()}
}

// Get returns the value of key, which build makes where the cache does not have
// it. build returns the value and its cost in bytes. Keys of different types
// never collide, so each user declares a key type of its own. A value whose
// making failed is not kept; where build panics, whoever waits for the value
// makes it in turn. build must not ask for the same key.
func Get[K comparable, V any](c *Cache, key K, build func() (V, int64, error)) (V, error) {
	if c == nil {
		value, _, err := build()
		return value, err
	}
	for {
		e, mine := c.entry(key)
		if mine {
			return fill(c, e, build)
		}
		<-e.ready
		if e.done {
			value, _ := e.value.(V)
			return value, e.err
		}
	}
}

// entry returns the entry of a key, and whether it is for the caller to fill.
func (c *Cache) entry(key any) (e *entry, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.entries[key]; ok {
		if e.element != nil {
			c.recent.MoveToFront(e.element)
		}
		return e, false
	}
	e = &entry{key: key, ready: make(chan struct{})}
	c.entries[key] = e
	return e, true
}

// fill makes the value of an entry.
func fill[V any](c *Cache, e *entry, build func() (V, int64, error)) (value V, err error) {
	defer func() {
		c.settle(e)
		close(e.ready)
	}()
	var cost int64
	value, cost, err = build()
	e.value, e.err, e.cost, e.done = value, err, cost, true
	return value, err
}

// settle keeps an entry whose making has ended, if it has a value, and lets go of
// what is over the limit.
func (c *Cache) settle(e *entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !e.done || e.err != nil {
		delete(c.entries, e.key)
		return
	}
	e.element = c.recent.PushFront(e)
	c.used += e.cost
	for c.used > c.limit && c.recent.Len() > 1 {
		oldest := c.recent.Back()
		old, _ := oldest.Value.(*entry)
		c.recent.Remove(oldest)
		delete(c.entries, old.key)
		c.used -= old.cost
	}
}
