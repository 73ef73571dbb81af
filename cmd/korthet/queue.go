package main

import (
	"sync"

	"korthet/content"
)

// queue says which edition is made next. Editions of one text are made one after
// another, for what they share is then at hand and need not be kept until the run
// ends; each worker has a text of its own as long as there are texts that nobody
// has begun, so that none waits for what another is about to make.
type queue struct {
	mu   sync.Mutex
	rows [][]int // indices of editions, by text
	next int     // the first row that nobody has begun
}

// newQueue returns the queue of editions: their indices in ids, each once.
func newQueue(ids []string, all []content.EditionRef) *queue {
	type text struct{ language, region, theme string }
	known := make(map[string]text, len(all))
	for i := range all {
		ref := &all[i]
		known[ref.ID] = text{ref.Language.Value, ref.Region.Value, ref.Theme.Value}
	}
	q := &queue{}
	rows := map[text]int{}
	for i, id := range ids {
		row, ok := rows[known[id]]
		if !ok {
			row = len(q.rows)
			rows[known[id]] = row
			q.rows = append(q.rows, nil)
		}
		q.rows[row] = append(q.rows[row], i)
	}
	return q
}

// take returns the index of the edition to make next for a worker that is at a
// row, -1 at first, and the row that it is then at. It reports false when all are
// taken.
func (q *queue) take(row int) (index, at int, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if row < 0 || len(q.rows[row]) == 0 {
		if q.next < len(q.rows) {
			row = q.next
			q.next++
		} else if row = q.longest(); row < 0 {
			return 0, 0, false
		}
	}
	index, q.rows[row] = q.rows[row][0], q.rows[row][1:]
	return index, row, true
}

// longest returns the row that has the most left, -1 where none has any.
func (q *queue) longest() int {
	longest, most := -1, 0
	for row := range q.rows {
		if n := len(q.rows[row]); n > most {
			longest, most = row, n
		}
	}
	return longest
}
