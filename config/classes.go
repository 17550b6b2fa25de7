package config

import (
	"encoding"
	"strings"
	"time"
)

// minEcho is how often a resident may be told how things stand without being
// pestered.
const minEcho = 5 * time.Minute

func (k *checker) classes() {
	if (!k.given("preset") || k.given("classes")) && !k.count("classes", k.ownClasses, maxClasses) {
		return
	}
	used := map[string]bool{}
	for _, g := range k.c.Categories {
		used[g.Class] = true
	}
	emergency := false
	for i, s := range k.c.Classes {
		emergency = emergency || s.Emergency
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
	if !emergency && k.c.QuietHours.From != k.c.QuietHours.To {
		k.warn("classes", "config.no_emergency")
	}
}

func written(s encoding.TextMarshaler) string {
	text, _ := s.MarshalText() // what is written here never fails
	return string(text)
}

func (k *checker) categories() {
	if !k.count("categories", len(k.c.Categories), maxCategories) {
		return
	}
	last := len(k.c.Categories) - 1
	for i, g := range k.c.Categories {
		path := func(key string) string { return item("categories", i, key) }
		k.key("categories", i, g.Key, &k.kindBook)
		k.name(path("name"), g.Name, true)
		k.name(path("refer"), g.Refer, false)
		if k.need(path("class")) {
			k.refer(path("class"), g.Class, &k.classBook, "config.no_class")
		}
		k.words(path("words"), g.Words)
		switch {
		case k.bad[path("words")]:
		case i == last && len(g.Words) > 0:
			k.say(path("words"), "config.last_words", "Key", g.Key)
		case i < last && len(g.Words) == 0:
			k.warn(path(""), "config.no_words", "Key", g.Key)
		}
	}
	k.sameWords()
}

// sameWords warns of words that two categories claim: the earlier one always
// gets them.
func (k *checker) sameWords() {
	first := map[string]int{}
	for i, g := range k.c.Categories {
		for n, word := range g.Words {
			word = strings.ToLower(word)
			j, taken := first[word]
			if !taken {
				first[word] = i
			} else if j != i && word != "" {
				k.warn(item(item("categories", i, "words"), n, ""), "config.word_taken", "Value", word, "Other", k.c.Categories[j].Key)
			}
		}
	}
}
