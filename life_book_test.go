package main

import (
	"crypto/aes"
	"crypto/cipher"
	"database/sql"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huiyin/order"
)

// book reads the database past the program, also while that is dead.
type book struct {
	t    *testing.T
	db   *sql.DB
	box  cipher.AEAD
	last int64 // the last line of the ledger that was read
}

// line is a line of the ledger.
type line struct {
	no     int64
	at     time.Time
	act    order.Act
	person int64
	was    order.State
	state  order.State
	tier   order.Tier
	note   string
}

func openBook(t *testing.T, dir string) *book {
	b := &book{t: t}
	db, err := sql.Open("sqlite3", "file:"+strings.ReplaceAll(filepath.Join(dir, "huiyin.db"), "#", "%23")+"?mode=ro&_busy_timeout=10000")
	b.must(err)
	db.SetMaxOpenConns(1)
	b.db = db
	text, err := os.ReadFile(filepath.Join(dir, "huiyin.key"))
	b.must(err)
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	b.must(err)
	block, err := aes.NewCipher(key)
	b.must(err)
	b.box, err = cipher.NewGCMWithRandomNonce(block)
	b.must(err)
	return b
}

func (b *book) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *book) unseal(x []byte) string {
	if len(x) == 0 {
		return ""
	}
	plain, err := b.box.Open(nil, nil, x[1:], x[:1])
	b.must(err)
	return string(plain)
}

// each reads rows one by one.
func (b *book) each(row func(*sql.Rows) error, query string, args ...any) {
	b.t.Helper()
	rows, err := b.db.Query(query, args...)
	b.must(err)
	defer rows.Close()
	for rows.Next() {
		b.must(row(rows))
	}
	b.must(rows.Err())
}

// news are the lines that came since the last time.
func (b *book) news() (list []line) {
	b.each(func(r *sql.Rows) error {
		var x line
		var at int64
		var note []byte
		if err := r.Scan(&b.last, &x.no, &at, &x.act, &x.person, &x.was, &x.state, &x.tier, &note); err != nil {
			return err
		}
		x.at, x.note = time.UnixMilli(at), b.unseal(note)
		list = append(list, x)
		return nil
	}, `SELECT id, ord, at, act, person, was, state, tier, note_x FROM ledger WHERE id > ? ORDER BY id`, b.last)
	return list
}

// asKept is an order as the database has it.
type asKept struct {
	no, resident, chat, taker int64
	message                   int
	area, category            string
	state                     order.State
	tier                      order.Tier
	intake, clock             time.Time
	accept, finish, heldUntil time.Time
	accepted, offered         int // dispatches in that state
}

func (b *book) order(no int64) (x asKept) {
	var intake, clock, accept, finish, held int64
	b.must(b.db.QueryRow(`SELECT no, resident, chat, message, area, category, state, tier, taker, intake, clock_at, accept_due, finish_due, held_until,
 (SELECT COUNT(*) FROM dispatch WHERE ord = no AND state = 'accepted'), (SELECT COUNT(*) FROM dispatch WHERE ord = no AND state = 'offered')
 FROM ord WHERE no = ?`, no).Scan(&x.no, &x.resident, &x.chat, &x.message, &x.area, &x.category, &x.state, &x.tier, &x.taker,
		&intake, &clock, &accept, &finish, &held, &x.accepted, &x.offered))
	x.intake, x.clock, x.accept, x.finish, x.heldUntil = time.UnixMilli(intake), time.UnixMilli(clock), time.UnixMilli(accept), time.UnixMilli(finish), time.UnixMilli(held)
	return x
}

// origins are which message each order was made of.
func (b *book) origins() map[saidAt][]int64 {
	all := map[saidAt][]int64{}
	b.each(func(r *sql.Rows) error {
		var no int64
		var at saidAt
		err := r.Scan(&no, &at.chat, &at.message)
		all[at] = append(all[at], no)
		return err
	}, `SELECT no, chat, message FROM ord`)
	return all
}

// marked counts the orders in whose words each mark stands.
func (b *book) marked() map[string]int {
	all := map[string]int{}
	b.each(func(r *sql.Rows) error {
		var x []byte
		if err := r.Scan(&x); err != nil {
			return err
		}
		text := b.unseal(x)
		for {
			_, rest, ok := strings.Cut(text, "〔")
			if !ok {
				return nil
			}
			var mark string
			mark, text, _ = strings.Cut(rest, "〕")
			all[mark]++
		}
	}, `SELECT text_x FROM ord`)
	return all
}
