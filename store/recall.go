package store

import "huiyin/order"

// recall is what a transaction has read already. One step asks again and again
// who somebody is; within a transaction only its own writes change the answer,
// and those call unlearn.
type recall struct {
	people     map[int64]recalled[Person]
	chats      map[int64]recalled[Chat]
	dispatches map[int64][]order.Dispatch
}

// recalled is a row, or that there is none.
type recalled[T any] struct {
	row T
	ok  bool
}

// unlearn forgets what was read. Everything that writes people, chats or
// dispatches calls it, and everything that undoes such a write.
func (t *Tx) unlearn() { t.recall = recall{} }

// learn keeps a row, if reading it went well, and returns it.
func learn[T any](m *map[int64]recalled[T], id int64, row T, ok bool, err error) (T, bool, error) {
	if err == nil {
		if *m == nil {
			*m = map[int64]recalled[T]{}
		}
		(*m)[id] = recalled[T]{row, ok}
	}
	return row, ok, err
}
