package order

import (
	"cmp"
	"encoding/json"
	"slices"
)

// Item names one thing that can change by itself: a setting of an area or of the
// top, or an area, unit or category with all that is written of it.
type Item struct {
	Of   string // the key of the area, unit or category; "" at the top
	Name string // a Setting, or one of those below
}

// The items that are no settings.
const (
	ItemName     = "name"
	ItemArea     = "area"
	ItemUnit     = "unit"
	ItemCategory = "category"
	ItemDuties   = "duties"
	ItemRules    = "rules"
)

// Setting is the setting that the item is; ok is false when it is none.
func (p Item) Setting() (name Setting, ok bool) {
	return Setting(p.Name), slices.Contains(AllSettings(), Setting(p.Name))
}

// Revision is an item that changes. Was and Is are "" for nothing.
type Revision struct {
	Item
	Was, Is string
}

// items writes down the community item by item. Both a file and the database are
// prepared, so presets and defaults stand in them whatever was written.
func (c *Community) items() map[Item]string {
	m := map[Item]string{}
	put := func(of, name string, x any) {
		if b, err := json.Marshal(x); err == nil && string(b) != "null" { // texts and numbers always encode
			m[Item{of, name}] = string(b)
		}
	}
	all := AllSettings()
	settings := func(of string, s Settings) {
		if s.Empty() {
			return // thousands of buildings have none
		}
		for _, name := range all {
			if v := s.Value(name); v != "" {
				m[Item{of, string(name)}] = v
			}
		}
	}
	settings("", c.SettingsOf(""))
	put("", ItemName, c.Name)
	for _, a := range c.Areas {
		settings(a.Key, a.Settings)
		a.Settings = Settings{}
		put(a.Key, ItemArea, a)
	}
	for _, u := range c.Units {
		put(u.Key, ItemUnit, u)
	}
	for _, k := range c.Categories {
		put(k.Key, ItemCategory, k)
	}
	put("", ItemDuties, c.Duties)
	put("", ItemRules, c.Rules)
	return m
}

// Revisions lists what differs from one community to the other.
func Revisions(was, is *Community) []Revision {
	a, b := was.items(), is.items()
	var list []Revision
	for p, v := range a {
		if b[p] != v {
			list = append(list, Revision{p, v, b[p]})
		}
	}
	for p, v := range b {
		if _, there := a[p]; !there {
			list = append(list, Revision{p, "", v})
		}
	}
	slices.SortFunc(list, func(x, y Revision) int { return cmp.Or(cmp.Compare(x.Of, y.Of), cmp.Compare(x.Name, y.Name)) })
	return list
}

// Merge brings what a file newly says into what is in force. base is the file as
// it was when it was last read in, file as it is now. Only what differs between
// these two is taken over; what has been changed otherwise in force since then
// is a conflict and stays, and so does what keep says must. The result is not
// prepared.
func Merge(base, file, held *Community, keep func(Revision) bool) (merged *Community, taken, conflicts []Revision) {
	was, is := held.items(), base.items()
	for _, ch := range Revisions(base, file) {
		switch now := was[ch.Item]; {
		case now == ch.Is:
		case now != is[ch.Item] || keep(ch):
			conflicts = append(conflicts, Revision{ch.Item, now, ch.Is})
		default:
			taken = append(taken, ch)
		}
	}
	merged = held.copy()
	settings := map[string]*Settings{}
	of := func(area string) *Settings {
		if settings[area] == nil {
			s := held.SettingsOf(area)
			settings[area] = &s
		}
		return settings[area]
	}
	for _, ch := range taken {
		if name, ok := ch.Setting(); !ok {
			merged.take(ch.Item, file)
		} else if of(ch.Of).set(name, ch.Is) != nil {
			conflicts = append(conflicts, ch) // a file that could be read has no such value
		}
	}
	merged.setTop(*of(""))
	merged.Areas = inOrder(merged.Areas, base.Areas, file.Areas, func(a Area) string { return a.Key })
	for i := range merged.Areas {
		merged.Areas[i].Settings = *of(merged.Areas[i].Key)
	}
	merged.Units = inOrder(merged.Units, base.Units, file.Units, func(u Unit) string { return u.Key })
	merged.Categories = inOrder(merged.Categories, base.Categories, file.Categories, func(k Category) string { return k.Key })
	return merged, taken, conflicts
}

// take makes the item what it is in the file.
func (c *Community) take(it Item, file *Community) {
	switch it.Name {
	case ItemName:
		c.Name = file.Name
	case ItemDuties:
		c.Duties = file.Duties
	case ItemRules:
		c.Rules = file.Rules
	case ItemArea:
		c.Areas = replace(c.Areas, file.Areas, it.Of, func(a Area) string { return a.Key })
	case ItemUnit:
		c.Units = replace(c.Units, file.Units, it.Of, func(u Unit) string { return u.Key })
	case ItemCategory:
		c.Categories = replace(c.Categories, file.Categories, it.Of, func(k Category) string { return k.Key })
	}
}

// replace makes what has the key what it is in the other list: changed, added at
// the end, or gone.
func replace[T any](list, other []T, key string, keyOf func(T) string) []T {
	same := func(x T) bool { return keyOf(x) == key }
	i, j := slices.IndexFunc(list, same), slices.IndexFunc(other, same)
	switch {
	case j < 0:
		return slices.DeleteFunc(list, same)
	case i < 0:
		return append(list, other[j])
	}
	list[i] = other[j]
	return list
}

// inOrder puts the list into the file's order, unless the order was changed
// otherwise than by the file. What the file does not have stays behind what it
// stood behind.
func inOrder[T any](list, base, file []T, keyOf func(T) string) []T {
	place, was := map[string]int{}, map[string]int{}
	for i, x := range file {
		place[keyOf(x)] = i
	}
	for i, x := range base {
		was[keyOf(x)] = i
	}
	last := -1
	for _, x := range list {
		if i, there := was[keyOf(x)]; there {
			if i < last {
				return list
			}
			last = i
		}
	}
	at := -1
	order := make(map[string]int, len(list))
	for _, x := range list {
		if i, there := place[keyOf(x)]; there {
			at = i
		}
		order[keyOf(x)] = at
	}
	slices.SortStableFunc(list, func(a, b T) int { return order[keyOf(a)] - order[keyOf(b)] })
	return list
}
