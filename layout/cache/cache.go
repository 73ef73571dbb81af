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
	ready   chan struct{} // closed when value and err are set
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
// making failed is not kept. build must not panic and must not ask for the same
// key.
func Get[K comparable, V any](c *Cache, key K, build func() (V, int64, error)) (V, error) {
	if c == nil {
		value, _, err := build()
		return value, err
	}
	c.mu.Lock()
	if e, ok := c.entries[key]; ok {
		if e.element != nil {
			c.recent.MoveToFront(e.element)
		}
		c.mu.Unlock()
		<-e.ready
		value, _ := e.value.(V)
		return value, e.err
	}
	e := &entry{key: key, ready: make(chan struct{})}
	c.entries[key] = e
	c.mu.Unlock()

	value, cost, err := build()
	e.value, e.err, e.cost = value, err, cost
	close(e.ready)

	c.mu.Lock()
	defer c.mu.Unlock()
	if err != nil {
		delete(c.entries, key)
		return value, err
	}
	e.element = c.recent.PushFront(e)
	c.used += cost
	for c.used > c.limit && c.recent.Len() > 1 {
		oldest := c.recent.Back()
		old, _ := oldest.Value.(*entry)
		c.recent.Remove(oldest)
		delete(c.entries, old.key)
		c.used -= old.cost
	}
	return value, nil
}
