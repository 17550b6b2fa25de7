package order

import "time"

// Name is what something is called, in both languages.
type Name struct {
	ZH string `yaml:"zh" json:"zh"`
	EN string `yaml:"en" json:"en,omitempty"`
}

// In returns the name in the language ("zh" or "en"), or the other one if
// there is none.
func (n Name) In(lang string) string {
	if (lang == "en" && n.EN != "") || n.ZH == "" {
		return n.EN
	}
	return n.ZH
}

// Kinds of area, from the largest.
const (
	KindStreet    = "street"    // 街道
	KindCommunity = "community" // 社区
	KindGrid      = "grid"      // 网格
	KindBuilding  = "building"  // 楼栋
)

// Area is a node of the territory.
type Area struct {
	Key   string   `yaml:"key" json:"key"`
	Kind  string   `yaml:"kind" json:"kind"`
	In    string   `yaml:"in" json:"in,omitempty"` // key of the area above
	Name  Name     `yaml:"name" json:"name"`
	Words []string `yaml:"words" json:"words,omitempty"` // other ways in which residents write it

	Settings Settings `yaml:"settings" json:"settings,omitzero"` // its own; the others come from above
}

// Unit is a partner that accepts orders.
type Unit struct {
	Key        string   `yaml:"key" json:"key"`
	Name       Name     `yaml:"name" json:"name"`
	Areas      []string `yaml:"areas" json:"areas,omitempty"`           // where it works; empty: everywhere
	Categories []string `yaml:"categories" json:"categories,omitempty"` // what it is good for
	Volunteers bool     `yaml:"volunteers" json:"volunteers,omitempty"` // a volunteer team: asked when nobody else answers

	Agreement Agreement `yaml:"agreement,omitempty" json:"agreement,omitzero"`
}

// Class is an urgency class: how fast somebody must accept and finish.
type Class struct {
	Key       string `yaml:"key" json:"key"`
	Name      Name   `yaml:"name" json:"name"`
	Accept    Limit  `yaml:"accept" json:"accept,omitzero"`
	Finish    Limit  `yaml:"finish" json:"finish,omitzero"`
	Echo      Span   `yaml:"echo" json:"echo,omitzero"`      // a resident hears at least this often
	Emergency bool   `yaml:"emergency" json:"emergency"`     // quiet hours do not hold it back
	Enters    string `yaml:"enters" json:"enters,omitempty"` // the kind of area at which its orders begin; empty: a grid
}

// DispatchRule sends what is of a category and lies in an area to a unit.
type DispatchRule struct {
	Category string `yaml:"category" json:"category"`
	Area     string `yaml:"area" json:"area,omitempty"` // empty: everywhere
	Unit     string `yaml:"unit" json:"unit"`
}

// DigestTimes are cron expressions, read in the area's time zone.
type DigestTimes struct {
	Grid      string `yaml:"grid" json:"grid"`
	Community string `yaml:"community" json:"community"`
}

// Community is everything the owner wrote about the territory and its rules.
type Community struct {
	Name       Name           `yaml:"name" json:"name"`
	Language   string         `yaml:"language" json:"language"`
	TimeZone   string         `yaml:"time_zone" json:"time_zone"`
	QuietHours Quiet          `yaml:"quiet_hours" json:"quiet_hours"`
	Calendar   Calendar       `yaml:"calendar" json:"calendar"`
	Areas      []Area         `yaml:"areas" json:"areas"`
	Units      []Unit         `yaml:"units" json:"units"`
	Preset     string         `yaml:"preset" json:"preset,omitempty"` // adds classes to those below
	Classes    []Class        `yaml:"classes" json:"classes"`
	Catalogue  string         `yaml:"catalogue" json:"catalogue,omitempty"` // the starter catalogue that the categories build on
	Categories []Category     `yaml:"categories" json:"categories"`
	Duties     []Duty         `yaml:"duties" json:"duties,omitempty"`
	Rules      []DispatchRule `yaml:"rules" json:"rules"`
	Ladders    Ladders        `yaml:"ladders" json:"ladders"`
	Digest     DigestTimes    `yaml:"digest" json:"digest"`
	CloseAfter Span           `yaml:"close_after" json:"close_after"` // a finished order that nobody judges is closed then
	ReopenFor  Span           `yaml:"reopen_for" json:"reopen_for"`   // and can be reopened so long
	Texts      Wording        `yaml:"texts,omitempty" json:"texts,omitzero"`

	index *index
}

type index struct {
	areas      map[string]*Area
	units      map[string]*Unit
	classes    map[string]*Class
	categories map[string]*Category
	below      map[string][]*Category // the categories that lie in another one
	zone       *time.Location
	local      map[string]*Community // by area: the community there, where it differs from the top
	root       *Community            // of one that is local: the whole; nil at the top
}

// Prepare fills in defaults and builds the look-up tables. It must be called
// once, before any other method. The error is about a time zone, or the days
// that are built in; the reader of the file finds everything else.
func (c *Community) Prepare() error {
	c.defaults()
	zone, err := time.LoadLocation(c.TimeZone)
	if err != nil {
		return err
	}
	if err := c.Calendar.Prepare(zone); err != nil {
		return err
	}
	ix := &index{areas: map[string]*Area{}, units: map[string]*Unit{},
		categories: map[string]*Category{}, below: map[string][]*Category{}, zone: zone}
	for i := range c.Areas {
		ix.areas[c.Areas[i].Key] = &c.Areas[i]
	}
	for i := range c.Units {
		ix.units[c.Units[i].Key] = &c.Units[i]
	}
	ix.know(c.Classes)
	for i := range c.Categories {
		k := &c.Categories[i]
		ix.categories[k.Key] = k
		ix.below[k.In] = append(ix.below[k.In], k)
	}
	c.index = ix
	return c.localize()
}

func (c *Community) defaults() {
	if c.Language == "" {
		c.Language = "zh"
	}
	if c.TimeZone == "" {
		c.TimeZone = "Asia/Shanghai"
	}
	if c.Digest.Grid == "" {
		c.Digest.Grid = "0 8 * * *"
	}
	if c.Digest.Community == "" {
		c.Digest.Community = "30 8 * * *"
	}
	if c.CloseAfter == 0 {
		c.CloseAfter = Span(3 * 24 * time.Hour)
	}
	if c.ReopenFor == 0 {
		c.ReopenFor = Span(30 * 24 * time.Hour)
	}
	c.Classes = WithPreset(c.Classes, c.Preset)
	c.Ladders.defaults()
}

// Zone is the community's time zone.
func (c *Community) Zone() *time.Location { return c.index.zone }

// Area finds an area by key; nil when there is none.
func (c *Community) Area(key string) *Area { return c.index.areas[key] }

// Unit finds a unit by key; nil when there is none.
func (c *Community) Unit(key string) *Unit { return c.index.units[key] }

// Within reports whether the area lies in the other one, or is it.
func (c *Community) Within(area, in string) bool {
	for n := 0; area != "" && n < 8; n++ {
		if area == in {
			return true
		}
		a := c.index.areas[area]
		if a == nil {
			return false
		}
		area = a.In
	}
	return false
}

// Above is the nearest area of that kind that the area lies in, itself
// included; nil when there is none.
func (c *Community) Above(area, kind string) *Area {
	for n := 0; n < 8; n++ {
		a := c.index.areas[area]
		if a == nil || a.Kind == kind {
			return a
		}
		area = a.In
	}
	return nil
}

// Below lists the areas of that kind inside the area, in the file's order;
// an empty area means all.
func (c *Community) Below(area, kind string) []*Area {
	var list []*Area
	for i := range c.Areas {
		a := &c.Areas[i]
		if a.Kind == kind && (area == "" || c.Within(a.Key, area)) {
			list = append(list, a)
		}
	}
	return list
}

// Inside lists the areas that lie directly in the area, in the file's order; in
// "" lie those that have nothing above them.
func (c *Community) Inside(area string) (list []*Area) {
	for i := range c.Areas {
		if c.Areas[i].In == area {
			list = append(list, &c.Areas[i])
		}
	}
	return list
}

// Holder is the area that answers for the order at its present tier.
func (c *Community) Holder(o Order) *Area {
	for t := o.Tier; t <= TierStreet; t++ {
		if a := c.Above(o.Area, tierKinds[t]); a != nil {
			return a
		}
	}
	return c.Above(o.Area, KindCommunity)
}
