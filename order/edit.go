package order

import (
	"encoding/json"
	"errors"
	"slices"
)

// Setting names one setting of an area, or of the community at the top.
type Setting string

// The settings, in the order in which people see them.
const (
	SetLimits       Setting = "limits" // preset and classes together, as JSON
	SetQuiet        Setting = "quiet_hours"
	SetHours        Setting = "working_hours"
	SetDays         Setting = "working_days"
	SetLanguage     Setting = "language"
	SetZone         Setting = "time_zone"
	SetGridDigest   Setting = "digest.grid"
	SetDigest       Setting = "digest.community"
	SetClose        Setting = "close_after"
	SetReopen       Setting = "reopen_for"
	SetCountry      Setting = "country"
	SetHolidays     Setting = "holidays"
	SetMakeUp       Setting = "makeup"
	SetAcceptLadder Setting = "ladders.accept"
	SetFinishLadder Setting = "ladders.finish"
)

// AllSettings lists every setting, the texts last.
func AllSettings() []Setting {
	list := []Setting{SetLimits, SetQuiet, SetHours, SetDays, SetLanguage, SetZone, SetGridDigest, SetDigest, SetClose, SetReopen, SetCountry, SetHolidays,
		SetMakeUp, SetAcceptLadder, SetFinishLadder}
	for _, key := range Wordings() {
		list = append(list, SetText(key, "zh"), SetText(key, "en"))
	}
	return list
}

// Right is what it takes to change the setting.
func (n Setting) Right() Right {
	switch n {
	case SetQuiet, SetLanguage, SetZone, SetGridDigest, SetDigest:
		return AdjustHours
	}
	if _, _, text := n.Text(); text {
		return AdjustHours
	}
	return AdjustLimits
}

// limits is what SetLimits holds.
type limits struct {
	Preset  string  `json:"preset,omitempty"`
	Classes []Class `json:"classes,omitempty"`
}

// ErrSetting is a value that a setting can't have.
var ErrSetting = errors.New("the setting can't have this value")

// field is where a setting stands: either a text, or anything that JSON can hold.
func (s *Settings) field(name Setting) (text *string, other any) {
	switch name {
	case SetLanguage:
		return &s.Language, nil
	case SetZone:
		return &s.TimeZone, nil
	case SetGridDigest:
		return &s.Digest.Grid, nil
	case SetDigest:
		return &s.Digest.Community, nil
	case SetCountry:
		return &s.Calendar.Country, nil
	case SetQuiet:
		return nil, &s.QuietHours
	case SetHours:
		return nil, &s.Calendar.WorkingHours
	case SetDays:
		return nil, &s.Calendar.WorkingDays
	case SetHolidays:
		return nil, &s.Calendar.Holidays
	case SetMakeUp:
		return nil, &s.Calendar.MakeUp
	case SetClose:
		return nil, &s.CloseAfter
	case SetReopen:
		return nil, &s.ReopenFor
	case SetAcceptLadder:
		return nil, &s.Ladders.Accept
	case SetFinishLadder:
		return nil, &s.Ladders.Finish
	}
	if key, lang, ok := name.Text(); ok {
		return s.Texts.Of(key).Exactly(lang), nil
	}
	return nil, nil
}

// Value is a setting as a text; "" is one that is inherited.
func (s Settings) Value(name Setting) string {
	text, other := s.field(name)
	switch {
	case text != nil:
		return *text
	case name == SetLimits:
		other = limits{s.Preset, s.Classes}
	}
	b, err := json.Marshal(other)
	var plain string
	switch {
	case err != nil || string(b) == "null" || string(b) == "{}" || string(b) == "[]":
		return ""
	case json.Unmarshal(b, &plain) == nil:
		return plain
	}
	return string(b)
}

// set gives a setting a value as Value writes it.
func (s *Settings) set(name Setting, value string) error {
	text, other := s.field(name)
	if text != nil {
		*text = value
		return nil
	}
	var l limits
	if name == SetLimits {
		other = &l
	}
	if other == nil {
		return ErrSetting
	}
	var err error
	if text, ok := other.(interface{ UnmarshalText([]byte) error }); ok && value != "" {
		err = text.UnmarshalText([]byte(value))
	} else {
		s.clear(name) // a list is read into a new one: the old one is that of the community before
		if value != "" {
			err = json.Unmarshal([]byte(value), other)
		}
	}
	if err != nil {
		return errors.Join(ErrSetting, err)
	}
	if name == SetLimits {
		s.Preset, s.Classes = l.Preset, l.Classes
	}
	return nil
}

// clear lets a setting that is no text be inherited.
func (s *Settings) clear(name Setting) {
	switch name {
	case SetQuiet:
		s.QuietHours = OwnQuiet{}
	case SetHours:
		s.Calendar.WorkingHours = nil
	case SetDays:
		s.Calendar.WorkingDays = 0
	case SetHolidays:
		s.Calendar.Holidays = nil
	case SetMakeUp:
		s.Calendar.MakeUp = nil
	case SetClose:
		s.CloseAfter = 0
	case SetReopen:
		s.ReopenFor = 0
	case SetAcceptLadder:
		s.Ladders.Accept = nil
	case SetFinishLadder:
		s.Ladders.Finish = nil
	}
}

// SettingsOf are the settings of an area, or at the top: "".
func (c *Community) SettingsOf(area string) Settings {
	if area != "" {
		if a := c.Area(area); a != nil {
			return a.Settings
		}
		return Settings{}
	}
	return c.Whole().effective()
}

// effective are the settings that hold here, wherever they come from.
func (c *Community) effective() Settings {
	return Settings{Language: c.Language, TimeZone: c.TimeZone, QuietHours: OwnQuiet{true, c.QuietHours}, Preset: c.Preset, Classes: c.Classes,
		Calendar: Calendar{Country: c.Calendar.Country, WorkingDays: c.Calendar.WorkingDays, WorkingHours: c.Calendar.WorkingHours, Holidays: c.Calendar.Holidays, MakeUp: c.Calendar.MakeUp},
		Ladders:  c.Ladders, Digest: c.Digest, CloseAfter: c.CloseAfter, ReopenFor: c.ReopenFor, Texts: c.Texts}
}

// Effective is the value of a setting that holds in the area, and where it comes
// from: an area's key, or "" for the top.
func (c *Community) Effective(area string, name Setting) (value, from string) {
	value = c.At(area).effective().Value(name)
	for n := 0; area != "" && n < 8; n++ {
		a := c.Area(area)
		if a == nil {
			break
		}
		if a.Settings.Value(name) != "" {
			return value, area
		}
		area = a.In
	}
	return value, ""
}

// With is the community with a setting of an area, or of the top, given another
// value, as Value writes it. At the top nothing can be inherited.
func (c *Community) With(area string, name Setting, value string) (*Community, error) {
	s := c.SettingsOf(area)
	if err := s.set(name, value); err != nil {
		return nil, err
	}
	return c.withSettings(area, s)
}

func (c *Community) withSettings(area string, s Settings) (*Community, error) {
	n := c.Whole().copy()
	if area == "" {
		n.setTop(s)
	}
	found := area == ""
	for i := range n.Areas {
		if n.Areas[i].Key == area && area != "" {
			n.Areas[i].Settings, found = s, true
		}
	}
	if !found || len(n.Classes) == 0 {
		return nil, ErrSetting
	}
	if err := n.Prepare(); err != nil {
		return nil, errors.Join(ErrSetting, err)
	}
	return n, nil
}

// setTop gives the community other settings at the top.
func (c *Community) setTop(s Settings) {
	c.Language, c.TimeZone, c.QuietHours, c.Calendar, c.Preset, c.Classes = s.Language, s.TimeZone, s.QuietHours.Quiet, s.Calendar, s.Preset, s.Classes
	c.Ladders, c.Digest, c.CloseAfter, c.ReopenFor = s.Ladders, s.Digest, s.CloseAfter, s.ReopenFor
	c.Texts = s.Texts
}

// copy is a community that can be changed without changing this one. It must be
// prepared.
func (c *Community) copy() *Community {
	n := *c
	n.index = nil
	n.Areas, n.Units, n.Classes = slices.Clone(c.Areas), slices.Clone(c.Units), slices.Clone(c.Classes)
	n.Categories, n.Duties, n.Rules = slices.Clone(c.Categories), slices.Clone(c.Duties), slices.Clone(c.Rules)
	return &n
}

// WithPreset is the community with the limits of a preset in the area: the
// classes that there are keep their keys.
func (c *Community) WithPreset(area, name string) (*Community, error) {
	s := c.SettingsOf(area)
	s.Preset = name
	if s.Classes = nil; area == "" {
		s.Classes = s.classes(c.Whole().Classes)
	}
	return c.withSettings(area, s)
}

// WithClass is the community with other limits of one class in the area. What is
// zero stays as it is.
func (c *Community) WithClass(area string, class Class) (*Community, error) {
	s := c.SettingsOf(area)
	s.Classes = slices.Clone(s.Classes)
	i := slices.IndexFunc(s.Classes, func(k Class) bool { return k.Key == class.Key })
	if i < 0 {
		if area == "" {
			return nil, ErrSetting
		}
		i = len(s.Classes)
		s.Classes = append(s.Classes, Class{Key: class.Key})
	}
	k := &s.Classes[i]
	put(&k.Accept, class.Accept)
	put(&k.Finish, class.Finish)
	put(&k.Echo, class.Echo)
	n, err := c.withSettings(area, s)
	if err != nil {
		return nil, err
	}
	if !n.Sound() {
		return nil, ErrSetting
	}
	return n, nil
}

// Sound reports whether each class, wherever it holds, must be accepted before it
// must be finished. An area may have the one limit of its own and inherit the other.
func (c *Community) Sound() bool {
	for i := range c.Areas {
		if !c.At(c.Areas[i].Key).sound() {
			return false
		}
	}
	return c.sound()
}

// sound reports whether each class must be accepted before it must be finished.
func (c *Community) sound() bool {
	return !slices.ContainsFunc(c.Classes, func(k Class) bool { return c.Calendar.Length(k.Accept) >= c.Calendar.Length(k.Finish) })
}
