package order

import (
	"fmt"
	"testing"
	"time"
)

// TestEntryTier walks every tier that a class and a category may name, for small
// and reserved, sensitive and dangerous matters, in every area: there is always
// an area that holds the order, severity is obeyed where it can be, and nothing
// that is not a neighbour's business begins in a building.
func TestEntryTier(t *testing.T) {
	c := village(t)
	words := append(Tiers(), "")
	c.Classes, c.Categories = nil, nil
	for _, w := range words {
		for _, emergency := range []bool{false, true} {
			class := Class{Key: fmt.Sprint("class ", w, emergency), Accept: ClockTime(time.Hour), Finish: ClockTime(time.Hour), Echo: Span(time.Hour), Emergency: emergency, Enters: w}
			c.Classes = append(c.Classes, class)
			for _, own := range words {
				for bits := range 4 {
					c.Categories = append(c.Categories, Category{Key: fmt.Sprint(class.Key, own, bits), Class: class.Key, Enters: own,
						Reserved: bits&1 != 0, Sensitive: bits&2 != 0})
				}
			}
		}
	}
	if err := c.Prepare(); err != nil {
		t.Fatal(err)
	}
	seen := map[Tier]int{}
	for _, k := range c.Categories {
		said := tierOf(k.Enters)
		if said == 0 {
			said = tierOf(c.ClassOf(k.Key).Enters)
		}
		if said == 0 {
			said = TierGrid
		}
		for _, a := range c.Areas {
			got := c.EntryTier(k.Key, a.Key)
			seen[got]++
			where := fmt.Sprintf("%q in %s: tier %d", k.Key, a.Key, got)
			held := c.Holder(Order{Category: k.Key, Area: a.Key, Tier: got})
			switch {
			case got < TierBuilding || got > TierStreet:
				t.Error(where, "is none")
			case held == nil && c.Above(a.Key, KindCommunity) != nil:
				t.Error(where, "is held by nobody")
			case got == TierBuilding && (k.Reserved || k.Sensitive || c.ClassOf(k.Key).Emergency):
				t.Error(where, "is with a neighbour")
			case k.Reserved && got < TierCommunity:
				t.Error(where, "is pushed down")
			case got < said && c.Above(a.Key, tierKinds[said]) != nil:
				t.Error(where, "is lower than its severity says")
			case got > said && got > TierGrid && !k.Reserved && c.Above(a.Key, tierKinds[max(said, TierGrid)]) != nil:
				t.Error(where, "is higher than its severity says")
			}
		}
	}
	for _, tier := range []Tier{TierBuilding, TierGrid, TierCommunity, TierStreet} {
		if seen[tier] == 0 {
			t.Errorf("nothing begins at tier %d", tier)
		}
	}
}
