package store

import "runtime/debug"

// told is an answer for a done function.
type told struct {
	done func(error)
	err  error
}

// answer lets the world know: first the hooks of what was committed, then the
// callers.
func (w *writer) answer() {
	for _, j := range w.group {
		if j.err == nil {
			for _, hook := range j.hooks {
				w.guard(hook)
			}
		}
	}
	for i, j := range w.group {
		w.reply(j, j.err)
		w.group[i] = nil
	}
}

func (w *writer) reply(j *job, err error) {
	switch {
	case j.answer != nil:
		j.answer <- err
	case j.done != nil:
		w.answers.put(told{j.done, err})
	}
}

// tell is the telling goroutine.
func (w *writer) tell() {
	defer close(w.told)
	var batch []told
	for {
		batch = w.answers.take(groupLimit, batch[:0])
		if len(batch) == 0 {
			return
		}
		for _, a := range batch {
			w.guard(func() { a.done(a.err) })
		}
		clear(batch)
	}
}

// guard keeps a panic of somebody else's function from ending the program.
func (w *writer) guard(f func()) {
	defer func() {
		if r := recover(); r != nil {
			w.db.log.Error("a hook after a commit panicked", "error", panicError(r), "stack", string(debug.Stack()))
		}
	}()
	f()
}
