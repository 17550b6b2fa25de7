package order

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTable writes down the whole of state × act × role. A change of any cell
// must be a decision: run with UPDATE=1 and read the difference.
func TestTable(t *testing.T) {
	var b strings.Builder
	for _, s := range States() {
		for _, a := range Acts() {
			var cells []string
			for _, r := range AllRelations() {
				to, err := Decide(s, a, r)
				switch {
				case err == nil && to == s:
					cells = append(cells, r.String())
				case err == nil:
					cells = append(cells, fmt.Sprintf("%s→%s", r, to))
				case to != s:
					t.Errorf("%s %s %s: refused, and yet it moves to %s", s, a, r, to)
				}
			}
			if len(cells) > 0 {
				fmt.Fprintf(&b, "%-9s %-8s %s\n", s, a, strings.Join(cells, " "))
			}
		}
	}
	golden := filepath.Join("testdata", "table.txt")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Error(d)
	}
}

// TestRefusals tells "not now" from "not you".
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		state State
		act   Act
		by    Relation
		want  error
	}{
		{Offered, Accept, Asked, nil},
		{Offered, Accept, Resident, ErrRole},
		{Accepted, Accept, Asked, ErrState},
		{New, Accept, Asked, ErrState},
		{Accepted, Contact, Taker, nil},
		{Accepted, Contact, Owner, ErrRole},
		{Accepted, Contact, Dispatcher | Leader | Officer | Owner, ErrRole},
		{New, Contact, Taker, ErrState},
		{Closed, Reopen, Resident, nil},
		{Withdrawn, Reopen, Resident, ErrState},
		{Done, Rate, Neighbour, ErrRole},
		{New, "fly", Owner, ErrState},
		{New, See, 0, ErrRole},
	} {
		if _, err := Decide(c.state, c.act, c.by); err != c.want {
			t.Errorf("%s %s by %s: %v, want %v", c.state, c.act, c.by, err, c.want)
		}
	}
}

// TestEveryStateIsReached follows the table from a new order: no state may be
// a dead letter, and no open state a dead end.
func TestEveryStateIsReached(t *testing.T) {
	reached := map[State]bool{New: true}
	for range States() {
		for s := range reached {
			for _, a := range Acts() {
				for _, r := range AllRelations() {
					if to, err := Decide(s, a, r); err == nil {
						reached[to] = true
					}
				}
			}
		}
	}
	for _, s := range States() {
		if !reached[s] {
			t.Errorf("no act leads to %s", s)
		}
	}
	for _, s := range []State{New, Offered, Accepted} {
		for _, a := range []Act{Nudge, Climb, Tell} {
			if _, err := Decide(s, a, Clock); err != nil {
				t.Errorf("the clock can't %s a %s order: it would be silent", a, s)
			}
		}
		if _, err := Decide(s, Withdraw, Resident); err != nil {
			t.Errorf("a resident can't withdraw a %s order", s)
		}
	}
}
