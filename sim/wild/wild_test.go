package wild

import (
	"bytes"
	"encoding/json"
	"testing"
)

var village = World{Bot: "some_bot", People: []int64{11, 12}, Chats: []int64{-100}, Data: []string{"a:1"}, Words: []string{"hello"}, Now: 1_800_000_000}

// TestUpdate: every kind comes, each is a JSON object, and many have what a bot
// for groups can answer.
func TestUpdate(t *testing.T) {
	m, seen, useful := New(1), map[string]int{}, 0
	for range 5000 {
		kind, raw := m.Update(village)
		seen[kind]++
		if len(raw) == 0 || raw[0] != '{' || !json.Valid(raw) {
			t.Fatalf("no JSON object: %q", raw)
		}
		var u struct {
			Message struct {
				From, Chat struct{ ID int64 }
				Text       string
			}
		}
		if json.Unmarshal(raw, &u) == nil && u.Message.Text != "" && u.Message.From.ID == u.Message.Chat.ID {
			useful++
		}
	}
	for _, kind := range m.Kinds() {
		if seen[kind] < 10 {
			t.Errorf("%s came %d times", kind, seen[kind])
		}
	}
	if useful < 100 {
		t.Errorf("only %d of 5000 are something that somebody says in private", useful)
	}
}

func TestSeed(t *testing.T) {
	a, b := New(7), New(7)
	for range 100 {
		_, x := a.Update(village)
		_, y := b.Update(village)
		if !bytes.Equal(x, y) {
			t.Fatal("the same seed made something else")
		}
	}
}

func TestShapes(t *testing.T) {
	if all, err := readShapes(shapesText); err != nil || len(all) < 200 {
		t.Errorf("%d shapes: %v", len(all), err)
	}
	for _, bad := range []string{"A\n  x", "A\n  x Missing", "A = B"} {
		if _, err := readShapes(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
