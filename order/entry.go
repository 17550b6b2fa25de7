package order

// tierKinds are the kinds of area that hold an order at each tier.
var tierKinds = map[Tier]string{TierBuilding: KindBuilding, TierGrid: KindGrid, TierCommunity: KindCommunity, TierStreet: KindStreet}

// Tiers lists the four tiers, from the lowest, by the kind of area that holds
// them: what can be written for enters.
func Tiers() []string { return []string{KindBuilding, KindGrid, KindCommunity, KindStreet} }

// tierOf is the tier of a kind of area; 0 for no such kind.
func tierOf(kind string) Tier {
	for t, k := range tierKinds {
		if k == kind {
			return t
		}
	}
	return 0
}

// Enters is the tier at which orders of the category begin, as far as their
// severity says it: what is said nearest holds, and of one category what it says
// itself before what its class does. Where nothing is said it is the grid.
func (c *Community) Enters(category string) Tier {
	for _, k := range c.lineage(category) {
		if t := tierOf(k.Enters); t != 0 {
			return t
		}
		if s := c.index.classes[k.Class]; s != nil && tierOf(s.Enters) != 0 {
			return tierOf(s.Enters)
		}
	}
	return TierGrid
}

// EntryTier is the tier at which an order starts: severity decides it, as far as
// there is such an area around the place. What is reserved to a department starts
// no lower than the community; what is dangerous or nobody else's business does
// not wait with a neighbour. At TierBuilding it starts only where the building
// has a first responder who can be reached, and else at TierGrid.
func (c *Community) EntryTier(category, area string) Tier {
	here := c.At(area)
	t := here.Enters(category)
	if t == TierBuilding && !here.Small(category) {
		t = TierGrid
	}
	if t < TierCommunity && here.Reserved(category) {
		t = TierCommunity
	}
	if t == TierStreet && c.Above(area, KindStreet) != nil {
		return t
	}
	for ; t < TierCommunity; t++ {
		if c.Above(area, tierKinds[t]) != nil {
			return t
		}
	}
	return TierCommunity
}
