package config

import (
	"time"

	"huiyin/order"
)

// minEcho is how often a resident may be told how things stand without being
// pestered.
const minEcho = 5 * time.Minute

func (k *checker) classes() {
	if !(k.given("catalogue") && !k.given("classes")) && !k.count("classes", len(k.c.Classes), maxClasses) {
		return
	}
	used := map[string]bool{}
	for _, g := range k.kinds {
		used[g.Class] = true
	}
	for i, s := range k.c.Classes {
		path := func(key string) string { return item("classes", i, key) }
		k.key("classes", i, s.Key, &k.classBook)
		k.name(path("name"), s.Name, true)
		accept, finish, echo := k.need(path("accept")), k.need(path("finish")), k.need(path("echo"))
		if accept && finish && s.Accept >= s.Finish {
			k.say(path("accept"), "config.accept_late", "Accept", written(s.Accept), "Finish", written(s.Finish))
		}
		if echo && s.Echo.Duration() < minEcho {
			k.say(path("echo"), "config.echo_short", "Value", written(s.Echo))
		}
		if echo && finish && s.Echo > s.Finish {
			k.warn(path("echo"), "config.echo_long", "Echo", written(s.Echo), "Finish", written(s.Finish))
		}
		if s.Key != "" && !used[s.Key] {
			k.warn(path("key"), "config.class_unused", "Key", s.Key)
		}
	}
	emergency := false
	for _, s := range k.grades {
		emergency = emergency || s.Emergency
	}
	if !emergency && k.c.QuietHours.From != k.c.QuietHours.To {
		k.warn("classes", "config.no_emergency")
	}
}

func written(s order.Span) string {
	text, _ := s.MarshalText() // it never fails
	return string(text)
}
