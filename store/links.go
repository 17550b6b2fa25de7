package store

import "time"

// Sign signs what a link carries: 32 bytes that nobody can make who does not
// have the key file.
func (t *Tx) Sign(text []byte) []byte { return signed(t.db.box.link[:], text) }

// Redeem remembers that the link with this mark has bound the group, and until
// when the link could be used. It gives the group that the link has bound: this
// one, or another one earlier.
func (t *Tx) Redeem(mark string, chat int64, until time.Time) (bound int64, err error) {
	err = t.row(`INSERT INTO redeemed (mark, chat, until) VALUES ($1,$2,$3) ON CONFLICT (mark) DO UPDATE SET until = until RETURNING chat`,
		mark, chat, ms(until)).Scan(&bound)
	return bound, err
}
