package order

import (
	"slices"
	"time"
)

// Settings are what an area has of its own. Each one that is not set is
// inherited from the area above, and in the end from the community.
type Settings struct {
	Language   string      `yaml:"language" json:"language,omitempty"`
	TimeZone   string      `yaml:"time_zone" json:"time_zone,omitempty"`
	QuietHours OwnQuiet    `yaml:"quiet_hours" json:"quiet_hours,omitzero"`
	Calendar   Calendar    `yaml:"calendar" json:"calendar,omitzero"` // key by key
	Preset     string      `yaml:"preset" json:"preset,omitempty"`    // gives the classes that there are other limits
	Classes    []Class     `yaml:"classes" json:"classes,omitempty"`  // as far as they differ; no new ones
	Ladders    Ladders     `yaml:"ladders" json:"ladders,omitzero"`
	Digest     DigestTimes `yaml:"digest" json:"digest,omitzero"`
	CloseAfter Span        `yaml:"close_after" json:"close_after,omitempty"`
	ReopenFor  Span        `yaml:"reopen_for" json:"reopen_for,omitempty"`
	Texts      Wording     `yaml:"texts" json:"texts,omitzero"` // text by text, language by language
}

// OwnQuiet are quiet hours that may be unset: an area without any is not one
// that has those of the area above.
type OwnQuiet struct {
	Set bool
	Quiet
}

// UnmarshalText reads what Quiet reads; "" leaves it unset, "none" sets none.
func (q *OwnQuiet) UnmarshalText(text []byte) error {
	q.Set = len(text) > 0
	return q.Quiet.UnmarshalText(text)
}

// MarshalText writes the quiet hours so that UnmarshalText can read them.
func (q OwnQuiet) MarshalText() ([]byte, error) {
	if q.Set && q.From == q.To {
		return []byte("none"), nil
	}
	return q.Quiet.MarshalText()
}

// Empty reports whether the area inherits everything.
func (s *Settings) Empty() bool {
	return s.Language == "" && s.TimeZone == "" && !s.QuietHours.Set && s.Calendar.empty() && s.Preset == "" && len(s.Classes) == 0 &&
		s.Ladders.IsZero() && s.Digest == (DigestTimes{}) && s.CloseAfter == 0 && s.ReopenFor == 0 && s.Texts == (Wording{})
}

// IsZero is Empty, for package json.
func (s Settings) IsZero() bool { return s.Empty() }

func (c *Calendar) empty() bool {
	return c.Country == "" && c.WorkingDays == 0 && len(c.WorkingHours) == 0 && len(c.Holidays) == 0 && len(c.MakeUp) == 0
}

// IsZero reports whether nothing was written of it, for package json.
func (c Calendar) IsZero() bool { return c.empty() }

// IsZero reports whether nothing was written of them, for package json.
func (l Ladders) IsZero() bool { return len(l.Accept)+len(l.Finish)+l.Building == 0 }

// At is the community as it is in the area: with the settings that hold there,
// its own before those from above. It answers every question that depends on
// them, such as Zone, QuietHours or ClassOf; "" is the place that it is asked
// of. What it returns is shared and must not be changed.
func (c *Community) At(area string) *Community {
	if area == "" {
		return c
	}
	if here := c.index.local[area]; here != nil {
		return here
	}
	return c.Whole()
}

// Whole is the community at the top, whatever place this is.
func (c *Community) Whole() *Community {
	if c.index.root != nil {
		return c.index.root
	}
	return c
}

// AtHome is the community as it is for a unit, or else in the area. A unit goes
// by the first of the areas in which it works.
func (c *Community) AtHome(unit, area string) *Community {
	if u := c.Unit(unit); u != nil {
		area = ""
		if len(u.Areas) > 0 {
			area = u.Areas[0]
		}
	}
	return c.Whole().At(area)
}

// Otherwise is the community with other settings here, for asking what would
// come of them; everywhere else it stays as it is.
func (c *Community) Otherwise(change func(*Community)) *Community {
	here, ix := *c, *c.index
	here.index = &ix
	here.Classes = slices.Clone(c.Classes)
	change(&here)
	here.Ladders.defaults()
	ix.know(here.Classes)
	return &here
}

// know notes the classes that there are.
func (ix *index) know(classes []Class) {
	ix.classes = map[string]*Class{}
	for i := range classes {
		ix.classes[classes[i].Key] = &classes[i]
	}
}

// localize works out, once, what holds in each area that differs from the top.
func (c *Community) localize() error {
	c.index.local = map[string]*Community{}
	for i := range c.Areas {
		if _, err := c.locally(&c.Areas[i], 0); err != nil {
			return err
		}
	}
	return nil
}

// locally is the community in the area, with what is above it worked out first.
func (c *Community) locally(a *Area, depth int) (*Community, error) {
	if here := c.index.local[a.Key]; here != nil {
		return here, nil
	}
	above := c
	if up := c.index.areas[a.In]; up != nil && depth < 8 {
		var err error
		if above, err = c.locally(up, depth+1); err != nil {
			return nil, err
		}
	}
	here := above
	if !a.Settings.Empty() {
		var err error
		if here, err = above.with(&a.Settings); err != nil {
			return nil, err
		}
		here.index.root = c
	}
	if here != c {
		c.index.local[a.Key] = here
	}
	return here, nil
}

// with is the community with settings of an area in it. All but the settings is
// shared with the original.
func (c *Community) with(s *Settings) (*Community, error) {
	here, ix := *c, *c.index
	here.index = &ix
	put(&here.Language, s.Language)
	put(&here.TimeZone, s.TimeZone)
	put(&here.Digest.Grid, s.Digest.Grid)
	put(&here.Digest.Community, s.Digest.Community)
	put(&here.CloseAfter, s.CloseAfter)
	put(&here.ReopenFor, s.ReopenFor)
	if s.QuietHours.Set {
		here.QuietHours = s.QuietHours.Quiet
	}
	if len(s.Ladders.Accept) > 0 {
		here.Ladders.Accept = s.Ladders.Accept
	}
	if len(s.Ladders.Finish) > 0 {
		here.Ladders.Finish = s.Ladders.Finish
	}
	put(&here.Ladders.Building, s.Ladders.Building)
	here.Texts = c.Texts.with(&s.Texts)
	here.Calendar = c.Calendar.With(&s.Calendar)
	if s.Preset != "" {
		put(&here.Preset, s.Preset)
	}
	here.Classes = s.classes(c.Classes)
	ix.know(here.Classes)
	var err error
	if ix.zone, err = time.LoadLocation(here.TimeZone); err != nil {
		return nil, err
	}
	return &here, here.Calendar.Prepare(ix.zone)
}

func put[T comparable](to *T, from T) {
	var none T
	if from != none {
		*to = from
	}
}

// With is the calendar with what is written in another one, key by key. It must
// be prepared before it is used.
func (c Calendar) With(own *Calendar) Calendar {
	put(&c.Country, own.Country)
	put(&c.WorkingDays, own.WorkingDays)
	if len(own.WorkingHours) > 0 {
		c.WorkingHours = own.WorkingHours
	}
	if len(own.Holidays) > 0 {
		c.Holidays = own.Holidays
	}
	if len(own.MakeUp) > 0 {
		c.MakeUp = own.MakeUp
	}
	return c
}

// classes are those from above, with the limits of the preset and then with
// what is written of each.
func (s *Settings) classes(above []Class) []Class {
	list := slices.Clone(above)
	preset := WithPreset(nil, s.Preset)
	for i := range list {
		k := &list[i]
		for _, p := range preset {
			if p.Key == k.Key {
				*k = p
			}
		}
		for _, own := range s.Classes {
			if own.Key == k.Key {
				put(&k.Name, own.Name)
				put(&k.Accept, own.Accept)
				put(&k.Finish, own.Finish)
				put(&k.Echo, own.Echo)
				put(&k.Enters, own.Enters)
				k.Emergency = k.Emergency || own.Emergency
			}
		}
	}
	return list
}
