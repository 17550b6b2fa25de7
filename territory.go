package main

import (
	"time"

	"huiyin/order"
	"huiyin/proof"
	"huiyin/store"
)

// territoryIn reads all that decides who is called: the rules that the program
// goes by, who has a role, and the groups. Nothing is there before the first
// start.
func territoryIn(tx *store.Tx) (*proof.Territory, error) {
	c, err := tx.Community()
	if err != nil || c == nil {
		return nil, err
	}
	t := &proof.Territory{Community: c}
	if t.Members, err = tx.Members(); err != nil {
		return nil, err
	}
	leaves, err := tx.Leaves()
	if err != nil {
		return nil, err
	}
	met := map[int64]bool{}
	for _, m := range t.Members {
		if met[m.Person] {
			continue
		}
		met[m.Person] = true
		p, _, err := tx.Person(m.Person)
		if err != nil {
			return nil, err
		}
		t.People = append(t.People, proof.Person{ID: m.Person, Name: p.Name, Started: p.Started, Blocked: p.Blocked, Away: awayOf(leaves, m.Person)})
	}
	if err := groupsOf(tx, t); err != nil {
		return nil, err
	}
	return t, rotasOf(tx, t)
}

// awayOf is the leave that the person is on. The proof looks at whole minutes,
// and the leave has begun already.
func awayOf(leaves order.Leaves, person int64) []proof.Leave {
	l, ok := leaves[person]
	if !ok {
		return nil
	}
	return []proof.Leave{{Interval: proof.Interval{From: l.From.Truncate(time.Minute), To: l.Until}, Substitute: l.Substitute}}
}

// groupsOf reads the groups, and who has left that of their unit.
func groupsOf(tx *store.Tx, t *proof.Territory) error {
	chats, err := tx.EveryChat()
	if err != nil {
		return err
	}
	for _, c := range chats {
		x := proof.Chat{ID: c.ID, Title: c.Title, Purpose: c.Purpose, Area: c.Area, Unit: c.Unit, Active: c.Active}
		for _, m := range t.Members {
			if m.Unit == "" || m.Unit != c.Unit {
				continue
			}
			gone, err := tx.Gone(c.ID, m.Person)
			if err != nil {
				return err
			}
			if gone {
				x.Left = append(x.Left, m.Person)
			}
		}
		t.Chats = append(t.Chats, x)
	}
	return nil
}

// rotasOf reads who is on duty when.
func rotasOf(tx *store.Tx, t *proof.Territory) error {
	places, err := tx.Rotas()
	if err != nil {
		return err
	}
	for _, p := range places {
		r, err := tx.Rota(p.Unit, p.Area)
		if err != nil {
			return err
		}
		if r.Set() {
			t.Rotas = append(t.Rotas, proof.Rota{Unit: p.Unit, Area: p.Area, Rota: r})
		}
	}
	return nil
}
