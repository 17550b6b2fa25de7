package flows

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// pass is what a link carries that adds the bot to a group: what the group will
// be for, until when the link can be used, and who made it. It is signed, so it
// need not be kept. It gives no right: whoever uses it must have one, and so
// must who made it, still.
type pass struct {
	purpose string
	place   [8]byte // of the area or the unit, see placeMark
	by      int64
	until   time.Time // to the minute
	nonce   [4]byte   // so that no two links are the same
}

// passPrefix leads the payload of such a link.
const passPrefix = "g_"

// Where the parts of a pass lie. With its prefix it makes 56 of the 64
// characters that a link may carry.
const (
	passUntil  = 1
	passBy     = 5
	passPlace  = 12
	passNonce  = 20
	passMAC    = 24
	passLength = 40
	mostPerson = 1<<52 - 1 // Telegram's ids have no more bits
)

// passPurposes are the letters by which a pass names purposes. They are in
// links that people hold, so they never change.
var passPurposes = map[string]byte{store.ForResidents: 'r', store.ForUnit: 'u', store.ForVolunteers: 'v', store.ForDesk: 'd'}

// placeMark stands for a key, which may be too long for a link.
func placeMark(key string) (mark [8]byte) {
	sum := sha256.Sum256([]byte(key))
	copy(mark[:], sum[:])
	return mark
}

// code writes the pass as a link's payload has it. sign makes at least 16 bytes.
func (p pass) code(sign func([]byte) []byte) string {
	b := make([]byte, passLength)
	b[0] = passPurposes[p.purpose]
	binary.BigEndian.PutUint32(b[passUntil:], uint32(p.until.Unix()/60)) //nolint:gosec // minutes fit until the year 10136
	var by [8]byte
	binary.BigEndian.PutUint64(by[:], uint64(p.by)) //nolint:gosec // the number of a person is positive
	copy(b[passBy:passPlace], by[1:])
	copy(b[passPlace:], p.place[:])
	copy(b[passNonce:], p.nonce[:])
	copy(b[passMAC:], sign(b[:passMAC]))
	return base64.RawURLEncoding.EncodeToString(b)
}

// readPass reads a payload. ok is false for everything that code has not
// written.
func readPass(code string, sign func([]byte) []byte) (p pass, ok bool) {
	if len(code) != base64.RawURLEncoding.EncodedLen(passLength) {
		return p, false
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(code)
	if err != nil || len(b) != passLength || !hmac.Equal(b[passMAC:], sign(b[:passMAC])[:passLength-passMAC]) {
		return p, false
	}
	for what, letter := range passPurposes {
		if b[0] == letter {
			p.purpose = what
		}
	}
	p.until = time.Unix(int64(binary.BigEndian.Uint32(b[passUntil:]))*60, 0)
	var by [8]byte
	copy(by[1:], b[passBy:passPlace])
	p.by = int64(binary.BigEndian.Uint64(by[:])) //nolint:gosec // seven bytes of it: never negative
	copy(p.place[:], b[passPlace:])
	copy(p.nonce[:], b[passNonce:])
	return p, p.purpose != "" && p.by > 0 && p.by <= mostPerson
}

// key finds the area or the unit of the pass; empty when there is none any more.
func (p pass) key(c *order.Community) string {
	if p.purpose == store.ForUnit || p.purpose == store.ForVolunteers {
		for i := range c.Units {
			if placeMark(c.Units[i].Key) == p.place {
				return c.Units[i].Key
			}
		}
		return ""
	}
	for i := range c.Areas {
		if placeMark(c.Areas[i].Key) == p.place {
			return c.Areas[i].Key
		}
	}
	return ""
}
