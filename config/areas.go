package config

import (
	"strings"

	"huiyin/order"
)

// above says in what each kind of area lies: 楼栋 in 网格 in 社区 in 街道.
var above = map[string]string{
	order.KindBuilding:  order.KindGrid,
	order.KindGrid:      order.KindCommunity,
	order.KindCommunity: order.KindStreet,
	order.KindStreet:    "",
}

// kinds are the words for kind, and what people write instead.
var (
	kinds        = []string{order.KindStreet, order.KindCommunity, order.KindGrid, order.KindBuilding}
	kindsChinese = map[string]string{
		"街道": order.KindStreet, "社区": order.KindCommunity, "网格": order.KindGrid,
		"楼栋": order.KindBuilding, "楼": order.KindBuilding, "楼院": order.KindBuilding,
	}
)

func (k *checker) areas() {
	if !k.count("areas", len(k.c.Areas), maxAreas) {
		return
	}
	have := map[string]bool{}
	cycles := map[string]bool{}
	for i, a := range k.c.Areas {
		k.key("areas", i, a.Key, &k.areaBook)
		k.name(item("areas", i, "name"), a.Name, true)
		k.words(item("areas", i, "words"), a.Words)
		if k.areaKind(item("areas", i, "kind"), a.Kind) {
			have[a.Kind] = true
			k.areaIn(item("areas", i, "in"), a, cycles)
		}
	}
	if !have[order.KindCommunity] {
		k.say("areas", "config.no_community")
	}
	if !have[order.KindGrid] {
		k.warn("areas", "config.no_grid")
	}
	k.sameNames()
}

func (k *checker) areaKind(path, kind string) bool {
	if !k.need(path) {
		return false
	}
	if _, ok := above[kind]; ok {
		return true
	}
	guess := kindsChinese[kind]
	if guess == "" {
		guess = k.guess(kind, kinds)
	}
	k.say(path, "config.one_of", "Key", "kind", "Value", kind, "Allowed", strings.Join(kinds, ", "), "Guess", guess)
	return false
}

// areaIn checks what an area lies in.
func (k *checker) areaIn(path string, a order.Area, cycles map[string]bool) {
	want := above[a.Kind]
	switch {
	case k.bad[path] || cycles[a.Key]:
	case !k.given(path) && want == order.KindStreet:
		if k.haveStreet {
			k.warn(path, "config.top_community", "Key", a.Key)
		}
	case !k.given(path) && want != "":
		k.say(path, "config.in_missing", "Kind", a.Kind, "Want", want)
	case !k.given(path):
	case want == "":
		k.say(path, "config.in_street")
	case k.cycle(a.Key, cycles):
		k.say(path, "config.cycle", "Key", a.Key)
	case k.refer(path, a.In, &k.areaBook, "config.no_area"):
		got := k.c.Areas[k.areaBook.index[a.In]].Kind
		if _, known := above[got]; known && got != want {
			k.say(path, "config.in_kind", "Kind", a.Kind, "Want", want, "Key", a.In, "Got", got)
		}
	}
}

// cycle reports whether the way up from the area leads back to it, and marks
// all on that way, so that it is said once. Four kinds make longer ways than
// these impossible, unless a kind is wrong, and that is said anyway.
func (k *checker) cycle(key string, cycles map[string]bool) bool {
	way := []string{}
	for at := key; len(way) < 8; {
		i, ok := k.areaBook.index[at]
		if !ok {
			return false
		}
		way = append(way, at)
		if at = k.c.Areas[i].In; at == key {
			for _, w := range way {
				cycles[w] = true
			}
			return true
		}
	}
	return false
}

// sameNames warns of words that mean two areas at once: the bot could not tell
// where an order lies. The same word in two grids is common and does no harm.
func (k *checker) sameNames() {
	first := map[[2]string]int{}
	for i, a := range k.c.Areas {
		list := []string{a.Name.ZH, a.Name.EN}
		for n, word := range append(list, a.Words...) {
			if word == "" {
				continue
			}
			place := [2]string{a.In, strings.ToLower(word)}
			j, taken := first[place]
			if !taken {
				first[place] = i
				continue
			}
			if j == i {
				continue
			}
			path := item("areas", i, "name")
			if n >= len(list) {
				path = item("areas", i, "words")
			}
			k.warn(path, "config.same_word", "Value", word, "Key", a.Key, "Other", k.c.Areas[j].Key)
		}
	}
}
