package proof

import (
	"testing"

	"huiyin/order"
)

// TestBuildingsShare: what is taken from the grid for a building is what would
// have been found for the building itself, also where a rule, a duty or a unit is
// for one building alone.
func TestBuildingsShare(t *testing.T) {
	for name, change := range map[string]func(*order.Community){
		"nothing of its own": func(*order.Community) {},
		"a rule": func(c *order.Community) {
			c.Rules = append(c.Rules, order.DispatchRule{Category: "lift", Area: "b1", Unit: "vests"})
		},
		"a unit": func(c *order.Community) {
			c.Units = append(c.Units, order.Unit{Key: "caretaker", Name: c.Name, Areas: []string{"b1"}, Categories: []string{"lift"}})
		},
		"a duty": func(c *order.Community) {
			c.Units = append(c.Units, order.Unit{Key: "second", Name: c.Name, Categories: []string{"other"}})
			c.Duties = append(c.Duties, order.Duty{Category: "other", Area: "b1", Lead: "second", Assist: []string{"firm"}})
		},
	} {
		c := rules()
		change(c)
		if err := c.Prepare(); err != nil {
			t.Fatal(err)
		}
		p := newProof(Everybody(c), at, 1)
		shared := 0
		for _, k := range c.Categories {
			for _, area := range Places(c) {
				if got, want := p.chain(k.Key, area).key(), chainOf(c, k.Key, area, p.housed).key(); got != want {
					t.Errorf("%s: %s in %s goes by %s, and not by %s", name, k.Key, area, got, want)
				}
				if p.standsFor(area) != area {
					shared++
				}
			}
		}
		if (shared > 0) != (name == "nothing of its own") {
			t.Errorf("%s: %d kinds of order share a chain", name, shared)
		}
	}
}
