package bot

import (
	"sync"

	"huiyin/store"
	"huiyin/texts"
)

// matter is what an operator may have to act on. Several parts of the bot meet
// the same trouble, and it is told once.
type matter string

const (
	telegram matter = "telegram"
	database matter = "database"
)

// over is what is told when its trouble is over.
var over = map[matter]string{telegram: codeHeard, database: codeStored}

// board tells the operator of each change of state, in codes that texts has
// words for. The log says the same in English, with more detail.
type board struct {
	mu   sync.Mutex
	tell func(code string, args map[string]any)
	// alarm hears of the database only: its trouble can't be told through the outbox.
	alarm func(code string, args map[string]any)
	bad   map[matter]map[*phase]bool // who is in trouble
	said  map[matter]string          // what was told last; empty: all is well
}

func newBoard(tell func(string, map[string]any)) *board {
	if tell == nil {
		tell = func(string, map[string]any) {}
	}
	return &board{tell: tell, alarm: func(string, map[string]any) {}, bad: map[matter]map[*phase]bool{telegram: {}, database: {}}, said: map[matter]string{}}
}

// trouble notes that somebody has it, and tells so if it is new. No code means
// that there is nothing that a person can do.
func (b *board) trouble(m matter, who *phase, code string, args map[string]any) {
	if code == "" {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bad[m][who] = true
	if b.said[m] != code {
		b.said[m] = code
		b.tell(code, args)
		if m == database {
			b.alarm(code, args)
		}
	}
}

// well notes that somebody is out of it, and tells so if it was the last one. It is
// said after everything that went well: of two things that are done at once, one may
// note its trouble when the other has already noted that it is over.
func (b *board) well(m matter, who *phase) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.bad[m], who)
	if len(b.bad[m]) == 0 && b.said[m] != "" {
		b.said[m] = ""
		b.tell(over[m], nil)
		if m == database {
			b.alarm(over[m], nil)
		}
	}
}

// once tells what is no state.
func (b *board) once(code string, args map[string]any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tell(code, args)
}

// failing is what to tell of a failed call.
func (b *Bot) failing(f *failure) (code string, args map[string]any) {
	switch {
	case f.fault == faultFlood, f.fault == faultCancelled: // it passes by itself
		return "", nil
	case f.fault == faultToken, f.code == 404: // the program ends, and says why
		return "", nil
	case f.fault == faultConflict:
		return codeConflict, nil
	case f.fault == faultNetwork:
		return codeNoNetwork, b.place()
	}
	return codeServer, b.place()
}

// place is where Telegram is looked for. Never the proxy itself: its address may
// hold a password.
func (b *Bot) place() map[string]any {
	return map[string]any{"host": b.api.host, "proxy": b.o.Proxy != ""}
}

// unstored tells of an error of the database.
func (b *Bot) unstored(who *phase, err error) {
	if p := store.AsProblem(err); p != nil && texts.Has(texts.ZH, p.Code) {
		b.board.trouble(database, who, p.Code, p.Args)
		return
	}
	b.board.trouble(database, who, codeDatabase, nil)
}

// Stored tells the bot how a write outside of it went, so that the operator
// hears of a full disk from one place. Errors of other kinds are not for the
// operator.
func (b *Bot) Stored(err error) {
	if err == nil {
		b.board.well(database, &b.outside)
	} else if passing(err) {
		b.unstored(&b.outside, err)
	}
}
