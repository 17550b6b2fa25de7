package bot

import (
	"slices"
	"testing"
)

// The operator hears of each change of state once, whoever notices it, and that
// it is over when the last one is well.
func TestBoard(t *testing.T) {
	var told []string
	b := newBoard(func(code string, _ map[string]any) { told = append(told, code) })
	var poll, send phase
	b.well(telegram, &poll)
	b.trouble(telegram, &poll, "", nil)
	for range 3 {
		b.trouble(telegram, &poll, codeNoNetwork, nil)
		b.trouble(telegram, &send, codeNoNetwork, nil)
		b.trouble(database, &send, codeDatabase, nil)
	}
	b.well(telegram, &poll)
	b.well(database, &send)
	b.trouble(telegram, &poll, codeConflict, nil)
	b.well(telegram, &poll)
	b.well(telegram, &send)
	b.well(telegram, &send)
	b.once(codeLost, nil)
	b.trouble(telegram, &send, codeNoNetwork, nil)
	want := []string{codeNoNetwork, codeDatabase, codeStored, codeConflict, codeHeard, codeLost, codeNoNetwork}
	if !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	newBoard(nil).once(codeLost, nil) // nobody listens
}
