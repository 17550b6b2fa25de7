package config

import (
	"encoding"
	"time"

	"huiyin/order"
)

// minEcho is how often a resident may be told how things stand without being
// pestered.
const minEcho = 5 * time.Minute

func (k *checker) classes() {
	if (!k.given("preset") && !k.given("catalogue") || k.given("classes")) && !k.count("classes", k.ownClasses, maxClasses) {
		return
	}
	used := map[string]bool{}
	for _, g := range k.kinds {
		used[g.Class] = true
	}
	for i, s := range k.c.Classes {
		if i >= k.ownClasses {
			continue
		}
		path := func(key string) string { return item("classes", i, key) }
		k.key("classes", i, s.Key, &k.classBook)
		k.name(path("name"), s.Name, true)
		accept, finish, echo := k.need(path("accept")), k.need(path("finish")), k.need(path("echo"))
		if accept && finish {
			k.limits(path, s)
		}
		k.enters(path("enters"), s.Enters)
		if echo && s.Echo.Duration() < minEcho {
			k.say(path("echo"), "config.echo_short", "Value", written(s.Echo))
		}
		if echo && finish && s.Echo.Duration() > k.working.Length(s.Finish) {
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

func written(s encoding.TextMarshaler) string {
	text, _ := s.MarshalText() // what is written here never fails
	return string(text)
}

// enters checks the tier at which orders begin. It is written as the kind of area
// that holds them.
func (k *checker) enters(path, kind string) {
	if kind != "" && !k.bad[path] {
		k.among(path, kind, order.Tiers())
	}
}
