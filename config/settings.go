package config

import (
	"fmt"

	"huiyin/order"
	"huiyin/texts"
)

// settings checks what areas have of their own, by the same rules as what holds
// everywhere.
func (k *checker) settings() {
	if len(k.c.Areas) > maxAreas {
		return
	}
	for i := range k.c.Areas {
		at := item("areas", i, "settings")
		if !k.given(at) || k.bad[at] {
			continue
		}
		a := &k.c.Areas[i]
		s := &a.Settings
		path := func(key string) string { return at + "." + key }
		if k.given(path("language")) && !k.bad[path("language")] {
			k.lang(path("language"), s.Language)
		}
		if k.given(path("time_zone")) && !k.bad[path("time_zone")] {
			k.zone(path("time_zone"), s.TimeZone)
		}
		k.quiet(path("quiet_hours"), s.QuietHours.Quiet)
		k.digest(path("digest"), s.Digest)
		k.ownDays(path("calendar"), &s.Calendar, k.calendarOf(a.Key))
		k.ladder(path("ladders.accept"), s.Ladders.Accept)
		k.ladder(path("ladders.finish"), s.Ladders.Finish)
		k.building(path("ladders.building"), s.Ladders)
		k.localClasses(at, s)
		k.wording(path("texts"), &s.Texts)
	}
}

// wording checks the texts that a place has of its own. Each needs only the
// languages in which it differs.
func (k *checker) wording(at string, w *order.Wording) {
	for _, o := range texts.Owns() {
		for _, lang := range languages {
			path := at + "." + o.Key + "." + lang
			text := w.Of(o.Key).Exactly(lang)
			if !k.given(path) || k.bad[path] {
				continue
			}
			*text = texts.Tidied(*text)
			if wrong := o.Check(*text); wrong != nil {
				k.say(path, "config.bad_text", "Name", Word{"own.is." + o.Key, nil}, "Why", Word{wrong.Key, wrong.Args})
			}
		}
	}
}

// calendarOf is the calendar that holds in an area, before Prepare.
func (k *checker) calendarOf(key string) order.Calendar {
	var way []*order.Calendar
	for n := 0; n < 8; n++ {
		i, ok := k.areaBook.index[key]
		if !ok {
			break
		}
		way = append(way, &k.c.Areas[i].Settings.Calendar)
		key = k.c.Areas[i].In
	}
	usual := k.c.Calendar
	for n := len(way) - 1; n >= 0; n-- {
		usual = usual.With(way[n])
	}
	return usual
}

// localClasses checks which classes an area changes. What they come to is judged
// when all is known.
func (k *checker) localClasses(at string, s *order.Settings) {
	preset := at + ".preset"
	if k.given(preset) && !k.bad[preset] && k.among(preset, s.Preset, order.Presets()) {
		idle := true
		for _, class := range order.WithPreset(nil, s.Preset) {
			idle = idle && !k.classBook.has(class.Key)
		}
		if idle {
			k.warn(preset, "config.preset_idle", "Value", s.Preset)
		}
	}
	list := at + ".classes"
	if len(s.Classes) > maxClasses {
		k.count(list, len(s.Classes), maxClasses)
		return
	}
	first := map[string]int{}
	for i, class := range s.Classes {
		path := item(list, i, "key")
		if !k.need(path) || !k.refer(path, class.Key, &k.classBook, "config.no_class") {
			continue
		}
		if j, taken := first[class.Key]; taken {
			k.say(path, "config.key_taken", "Key", class.Key, "First", k.line(item(list, j, "key")))
			continue
		}
		first[class.Key] = i
		k.name(item(list, i, "name"), class.Name, false)
		k.enters(item(list, i, "enters"), class.Enters)
		if echo := item(list, i, "echo"); k.given(echo) && !k.bad[echo] && class.Echo.Duration() < minEcho {
			k.say(echo, "config.echo_short", "Value", written(class.Echo))
		}
	}
}

// localLimits compares the limits as they hold in areas with settings of their
// own. It needs a community that is prepared.
func (k *checker) localLimits() {
	for i := range k.c.Areas {
		a := &k.c.Areas[i]
		if a.Settings.Empty() {
			continue
		}
		here := k.c.At(a.Key)
		k.working = &here.Calendar
		for j, own := range a.Settings.Classes {
			for _, class := range here.Classes {
				if class.Key == own.Key {
					k.limits(func(key string) string { return item(fmt.Sprintf("areas[%d].settings.classes", i), j, key) }, class)
				}
			}
		}
	}
}
