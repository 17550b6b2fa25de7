package order

import "time"

// Duty says which unit leads for a category (牵头单位) and which ones assist
// (协办单位), everywhere or in one area.
type Duty struct {
	Category string   `yaml:"category" json:"category"`
	Area     string   `yaml:"area" json:"area,omitempty"` // empty: everywhere
	Lead     string   `yaml:"lead" json:"lead"`
	Assist   []string `yaml:"assist" json:"assist,omitempty"`
}

// Agreement is what a unit has agreed to (共建协议).
type Agreement struct {
	Until Date `yaml:"until,omitempty" json:"until,omitempty"` // the last day on which it holds; empty: no end
	Quota int  `yaml:"quota,omitempty" json:"quota,omitempty"` // orders per month; 0: any number
}

// Date is a day, written 2027-06-30; empty is none.
type Date string

// UnmarshalText reads a date.
func (d *Date) UnmarshalText(text []byte) error {
	_, err := time.Parse(time.DateOnly, string(text))
	if err == nil {
		*d = Date(text)
	}
	return err
}

// Expired reports whether the day of the moment, in its own zone, comes after
// the last day on which the agreement holds.
func (a Agreement) Expired(now time.Time) bool {
	return a.Until != "" && now.Format(time.DateOnly) > string(a.Until)
}

// Part is what the catalogue says of a unit for an order, from the least.
type Part int

// The parts.
const (
	PartNone   Part = iota
	PartAble        // the unit's own list of categories, or a rule, names it
	PartAssist      // 协办
	PartLead        // 牵头
)

// DutyFor is the duty that holds for the category in the area; nil when there
// is none. The nearest category goes first, then the nearest area: what is
// said of gas leaks is meant for them, whoever else looks after a building.
func (c *Community) DutyFor(category, area string) *Duty {
	for _, k := range c.lineage(category) {
		var found *Duty
		best := -1
		for i := range c.Duties {
			d := &c.Duties[i]
			if d.Category != k.Key || d.Area != "" && !c.Within(area, d.Area) {
				continue
			}
			if n := c.depthOf(d.Area); n > best {
				best, found = n, d
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// depthOf is how small an area is; 0 for none, which means everywhere.
func (c *Community) depthOf(area string) int {
	if a := c.Area(area); a != nil {
		return depth(a.Kind)
	}
	return 0
}

// RuleUnit is the unit that a rule names for the category and the area, empty
// when there is none. The nearest category goes first; then a rule for a
// smaller area beats one for a larger.
func (c *Community) RuleUnit(category, area string) string {
	for _, k := range c.lineage(category) {
		best, unit := -1, ""
		for _, r := range c.Rules {
			if r.Category != k.Key || (r.Area != "" && !c.Within(area, r.Area)) {
				continue
			}
			if d := c.depthOf(r.Area); d > best {
				best, unit = d, r.Unit
			}
		}
		if unit != "" {
			return unit
		}
	}
	return ""
}

// PartOf is what the catalogue wants of the unit for the order.
func (c *Community) PartOf(u *Unit, o Order) Part {
	if d := c.DutyFor(o.Category, o.Area); d != nil {
		if d.Lead == u.Key {
			return PartLead
		}
		if contains(d.Assist, u.Key) {
			return PartAssist
		}
	}
	if c.RuleUnit(o.Category, o.Area) == u.Key {
		return PartAble
	}
	for _, k := range u.Categories {
		if c.IsAbout(o.Category, k) {
			return PartAble
		}
	}
	return PartNone
}

// Barred reports whether the unit may not get orders of the category: what is
// reserved to a department goes neither to volunteers nor to a grid's own team.
func (c *Community) Barred(u *Unit, category string) bool {
	return c.Reserved(category) && (u.Volunteers || c.gridTeam(u))
}

// gridTeam reports whether the unit works in one grid only, so that giving it
// an order means pushing the order down to that grid.
func (c *Community) gridTeam(u *Unit) bool {
	var grid *Area
	for _, key := range u.Areas {
		g := c.Above(key, KindGrid)
		if g == nil || grid != nil && grid != g {
			return false
		}
		grid = g
	}
	return grid != nil
}
