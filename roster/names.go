package roster

import (
	"slices"
	"strings"

	"golang.org/x/text/width"

	"huiyin/order"
)

// namebook finds what people mean who write names where the program has keys.
type namebook struct {
	keys   map[string]order.Name
	named  map[string][]string // a name → keys
	loose  map[string][]string // another way to write it → keys
	listed []string            // keys and names, to guess from
}

func newNamebook() *namebook {
	return &namebook{keys: map[string]order.Name{}, named: map[string][]string{}, loose: map[string][]string{}}
}

// plain makes spellings of a name equal that look equal: letters of either
// size, and of the width of Chinese characters.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(width.Fold.String(s))), " ")
}

func note(m map[string][]string, name, key string) {
	if name = plain(name); name != "" && !slices.Contains(m[name], key) {
		m[name] = append(m[name], key)
	}
}

func (b *namebook) add(key string, name order.Name, loose ...string) {
	if key == "" {
		return
	}
	b.keys[key] = name
	b.listed = append(b.listed, key)
	for _, n := range []string{name.ZH, name.EN} {
		note(b.named, n, key)
		if n != "" {
			b.listed = append(b.listed, n)
		}
	}
	for _, n := range loose {
		note(b.loose, n, key)
	}
}

// find lists the keys that the word may mean: one, if all is well.
func (b *namebook) find(word string) []string {
	if _, ok := b.keys[word]; ok {
		return []string{word}
	}
	if list := b.named[plain(word)]; len(list) > 0 {
		return list
	}
	return b.loose[plain(word)]
}

// called lists the keys of what has the name that stands in the row.
func (b *namebook) called(row record) (keys []string) {
	zh, en := row.word("zh"), row.word("en")
	for _, key := range b.named[plain(orElse(zh, en))] {
		if n := b.keys[key]; zh != "" && zh == n.ZH || zh == "" && en == n.EN {
			keys = append(keys, key)
		}
	}
	return keys
}

// label is how a key is written in a sheet: by its name where that is clear, by
// more of its name where it is not, and by the key as the last resort.
func (b *namebook) label(key, lang string, longer ...string) string {
	for _, name := range append([]string{b.keys[key].In(lang)}, longer...) {
		if name == "" || strings.ContainsAny(name, separators+":：") || name != strings.TrimSpace(name) {
			continue
		}
		if list := b.find(name); len(list) == 1 && list[0] == key {
			return name
		}
	}
	return key
}

// unitBook and its kin gather the names of a community.
func unitBook(list []order.Unit) *namebook {
	b := newNamebook()
	for _, u := range list {
		b.add(u.Key, u.Name)
	}
	return b
}

func classBook(list []order.Class) *namebook {
	b := newNamebook()
	for _, c := range list {
		b.add(c.Key, c.Name)
	}
	return b
}

func categoryBook(list []order.Category) *namebook {
	b := newNamebook()
	for _, g := range list {
		b.add(g.Key, g.Name)
	}
	return b
}

// areaBook knows areas also by the name of the one above: the third building of
// two grids is called the same.
func areaBook(list []order.Area) *namebook {
	b := newNamebook()
	names := map[string]order.Name{}
	for _, a := range list {
		names[a.Key] = a.Name
	}
	for _, a := range list {
		b.add(a.Key, a.Name, append(pathsOf(names[a.In], a.Name), a.Words...)...)
	}
	return b
}

// pathsOf are the ways to write a name together with that of the area above.
func pathsOf(above, own order.Name) (list []string) {
	for _, a := range []string{above.ZH, above.EN} {
		for _, o := range []string{own.ZH, own.EN} {
			if a != "" && o != "" {
				list = append(list, a+"/"+o, a+o, a+" "+o)
			}
		}
	}
	return list
}

// areaLabel is how an area is written in a sheet.
func areaLabel(b *namebook, a order.Area, lang string) string {
	above, own := b.keys[a.In].In(lang), a.Name.In(lang)
	if above == "" || own == "" {
		return b.label(a.Key, lang)
	}
	return b.label(a.Key, lang, above+"/"+own)
}
