package store

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
)

// sealVersion is the first byte of everything sealed. A later way of sealing
// gets another number, so that old rows stay readable.
const sealVersion = 1

var errSeal = errors.New("sealed value does not open")

// box seals and unseals with one key: a version byte, then nonce, text and tag
// of AES-256-GCM. The nonce is random, which is safe for 2^32 values per key;
// equal texts give different bytes, so a sealed column cannot be searched.
//
// It also makes marks: what stands for a person where they may not be named,
// and signs links.
type box struct {
	aead cipher.AEAD
	mark [sha256.Size]byte
	link [sha256.Size]byte
	body [sha256.Size]byte
}

func newBox(key []byte) (*box, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	b := &box{aead: aead}
	copy(b.mark[:], signed(key, []byte("huiyin marks"))) // keys of their own, so that marks and links tell nothing of what is sealed
	copy(b.link[:], signed(key, []byte("huiyin links")))
	copy(b.body[:], signed(key, []byte("huiyin bodies")))
	return b, nil
}

func signed(key, text []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(text)
	return h.Sum(nil)
}

// markOf is always the same for one person, and without the key nobody can say
// for whom it is.
func (b *box) markOf(person int64) string {
	h := hmac.New(sha256.New, b.mark[:])
	_ = binary.Write(h, binary.BigEndian, person)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// printOf is the same for equal bodies. Without the key it tells nothing: a card
// has few unknown digits, and a plain hash of it would let them be tried out.
func (b *box) printOf(body []byte) string {
	return hex.EncodeToString(signed(b.body[:], body)[:8])
}

// seal maps nothing to nil, so that an empty text is NULL in the database.
func (b *box) seal(plain []byte) []byte {
	if len(plain) == 0 {
		return nil
	}
	out := make([]byte, 1, 1+len(plain)+b.aead.Overhead())
	out[0] = sealVersion
	return b.aead.Seal(out, nil, plain, out[:1:1]) //nolint:gosec // this is what is authenticated; the nonce is random, made by the AEAD itself
}

func (b *box) unseal(sealed []byte) ([]byte, error) {
	if len(sealed) == 0 {
		return nil, nil
	}
	if sealed[0] != sealVersion {
		return nil, fmt.Errorf("%w: unknown version %d", errSeal, sealed[0])
	}
	plain, err := b.aead.Open(nil, nil, sealed[1:], sealed[:1])
	if err != nil {
		return nil, errSeal
	}
	return plain, nil
}
