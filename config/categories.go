package config

import (
	"strings"

	"huiyin/order"
)

func (k *checker) categories() {
	if k.given("catalogue") && !k.given("categories") {
		return
	}
	if !k.count("categories", len(k.c.Categories), maxCategories) {
		return
	}
	for i, g := range k.c.Categories {
		if g.Remove {
			if path := item("categories", i, "key"); k.need(path) && !k.based[g.Key] {
				k.say(path, "config.remove_unknown", "Key", g.Key, "Guess", k.guess(g.Key, k.kindBook.keys))
			}
			continue
		}
		k.category(i, g)
	}
	if len(k.kinds) == 0 {
		k.say("categories", "config.empty", "Key", "categories")
	}
	k.tree()
	k.sameWords()
}

// category checks what stands in one line of the file.
func (k *checker) category(i int, g order.Category) {
	path := func(key string) string { return item("categories", i, key) }
	k.key("categories", i, g.Key, &k.kindBook)
	k.name(path("name"), g.Name, !k.based[g.Key])
	k.name(path("refer"), g.Refer, false)
	if k.given(path("class")) || !k.based[g.Key] && !k.given(path("in")) {
		if k.need(path("class")) {
			k.refer(path("class"), g.Class, &k.classBook, "config.no_class")
		}
	}
	if k.given(path("in")) && !k.bad[path("in")] {
		k.refer(path("in"), g.In, &k.kindBook, "config.no_category")
	}
	if k.given(path("evidence")) {
		k.oneOf(path("evidence"), string(g.Evidence), string(order.EvidenceNone), string(order.EvidenceText), string(order.EvidencePhoto))
	}
	k.enters(path("enters"), g.Enters)
	k.words(path("words"), g.Words)
}

// tree checks how the categories lie in each other.
func (k *checker) tree() {
	in, parents := map[string]string{}, map[string]bool{}
	for _, g := range k.kinds {
		in[g.Key], parents[g.In] = g.In, true
	}
	inCycle := map[string]bool{}
	last := len(k.kinds) - 1
	for i, g := range k.kinds {
		way, circle := wayUp(g.Key, in)
		switch {
		case circle && !inCycle[g.Key]:
			for _, key := range way {
				inCycle[key] = true
			}
			k.say(g.path("in"), "config.category_cycle", "Key", g.Key)
		case !circle && len(way) > order.DeepestCategory:
			k.say(g.path("in"), "config.too_deep", "Key", g.Key, "Max", order.DeepestCategory)
		}
		if g.at < 0 && i < last {
			continue
		}
		switch {
		case k.bad[g.path("words")]:
		case i == last && len(g.Words) > 0:
			k.say(g.path("words"), "config.last_words", "Key", g.Key)
		case i == last && g.In != "":
			k.say(g.path("in"), "config.last_in", "Key", g.Key)
		case i < last && len(g.Words) == 0 && !parents[g.Key]:
			k.warn(g.path(""), "config.no_words", "Key", g.Key)
		}
		k.stillTrue(g, in)
	}
}

// wayUp lists the keys from a category up to the top, or around a circle.
func wayUp(key string, in map[string]string) (way []string, circle bool) {
	for at := key; at != "" && len(way) <= 2*order.DeepestCategory; at = in[at] {
		if at == key && len(way) > 0 {
			return way, true
		}
		way = append(way, at)
	}
	return way, false
}

// stillTrue warns of what is written as false below a category that says true:
// it holds for all below.
func (k *checker) stillTrue(g kind, in map[string]string) {
	way, circle := wayUp(g.Key, in)
	if circle || len(way) < 2 {
		return
	}
	for _, above := range k.kinds {
		if above.Key != way[1] || k.all == nil {
			continue
		}
		if k.given(g.path("reserved")) && !g.Reserved && k.all.Reserved(above.Key) {
			k.warn(g.path("reserved"), "config.still_true", "Key", "reserved", "Other", above.Key)
		}
		if k.given(g.path("sensitive")) && !g.Sensitive && k.all.Sensitive(above.Key) {
			k.warn(g.path("sensitive"), "config.still_true", "Key", "sensitive", "Other", above.Key)
		}
	}
}

// sameWords warns of words that two categories of the file claim: the earlier
// one always gets them. Where one lies in the other, the inner one does, as it
// should; and words of the starter catalogue may be taken from it.
func (k *checker) sameWords() {
	first := map[string]int{}
	for i, g := range k.c.Categories {
		for n, word := range g.Words {
			word = strings.ToLower(word)
			j, taken := first[word]
			if !taken {
				first[word] = i
				continue
			}
			other := k.c.Categories[j].Key
			if j != i && word != "" && !(k.all != nil && (k.all.IsAbout(g.Key, other) || k.all.IsAbout(other, g.Key))) {
				k.warn(item(item("categories", i, "words"), n, ""), "config.word_taken", "Value", word, "Other", other)
			}
		}
	}
}
