package main

import (
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
		t.People = append(t.People, proof.Person{ID: p.ID, Name: p.Name, Started: p.Started, Blocked: p.Blocked})
	}
	chats, err := tx.EveryChat()
	for _, c := range chats {
		t.Chats = append(t.Chats, proof.Chat{ID: c.ID, Title: c.Title, Purpose: c.Purpose, Area: c.Area, Unit: c.Unit, Active: c.Active})
	}
	return t, err
}
