package store

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
)

// What stands beside a sealed text must not let anybody try out what it is.
func TestHashOfABodyNeedsTheKey(t *testing.T) {
	body := []byte(`{"text":"📞 13800138000"}`)
	one, err := newBox([]byte(strings.Repeat("a", 32)))
	if err != nil {
		t.Fatal(err)
	}
	other, err := newBox([]byte(strings.Repeat("b", 32)))
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(body)
	if h := one.printOf(body); h != one.printOf(body) || h == other.printOf(body) || strings.HasPrefix(hex.EncodeToString(sum[:]), h) {
		t.Errorf("the hash %s can be made without the key", h)
	}
}
