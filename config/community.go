package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	_ "time/tzdata" // small machines have no zone files, and a zone must mean the same everywhere

	"huiyin/order"
)

// LoadCommunity reads the community file. The result is ready for use (Prepare
// has been called) and nil when the problems hold an error. It also warns of
// what is missing for the time now: holidays of a year that nobody has told yet.
func LoadCommunity(path string, now time.Time) (*order.Community, Problems) {
	src, problems := readFile(path, "community.example.yaml")
	if problems != nil {
		return nil, problems
	}
	return parseCommunity(path, src, now)
}

// ParseCommunity reads a community file's content; name is what the problems
// call it.
func ParseCommunity(name string, src []byte) (*order.Community, Problems) {
	return parseCommunity(name, src, time.Time{})
}

func parseCommunity(name string, src []byte, now time.Time) (*order.Community, Problems) {
	c := &order.Community{}
	k := &checker{walker: newWalker(name, c), c: c}
	k.read(src, c)
	if root := k.at[""]; len(k.problems) == 0 && (root == nil || empty(root)) {
		k.problem(0, 0, "config.empty_file", "Example", "community.example.yaml")
		return nil, k.problems
	}
	if !k.bad[""] && (len(k.at) > 0 || !k.problems.Failed()) { // a file that is no YAML has one mistake, not twenty
		k.judge()
		k.years(now)
	}
	k.problems.sort()
	if k.problems.Failed() {
		return nil, k.problems
	}
	return c, k.problems
}

// judge finds what is wrong in what was read, and makes it ready for use.
func (k *checker) judge() {
	k.community()
	if k.problems.Failed() {
		return
	}
	k.merged(k.c)
	if err := k.c.Prepare(); err != nil {
		k.say("time_zone", "config.no_zone", "Value", k.c.TimeZone)
		return
	}
	k.localLimits()
}

// How much a file may hold. Beyond this a list on a phone cannot be used any
// more, and what is meant is probably something else.
const (
	maxAreas      = 5000
	maxUnits      = 500
	maxClasses    = 20
	maxCategories = 300
	maxDuties     = 5000
	maxQuota      = 10000
	maxRules      = 5000
	maxSteps      = 20
	maxDays       = 200
	maxWords      = 200
	maxName       = 64  // characters
	maxRefer      = 200 // characters
)

// checker finds what is wrong in the meaning of a community file. It goes on
// after a mistake, so that the owner sees all of them at once.
type checker struct {
	*walker
	c          *order.Community
	areaBook   book
	unitBook   book
	classBook  book
	kindBook   book            // of categories
	kinds      []kind          // the categories as they will hold
	grades     []order.Class   // the classes as they will hold
	based      map[string]bool // keys that the starter catalogue has
	all        *order.Community
	half       map[string]int
	halfPath   map[string]string
	haveStreet bool
	ownClasses int             // so many of the classes stand in the file; the others are the preset's
	working    *order.Calendar // without the owner's own days
}

// book is what is known of one list: which keys it has, and how they are called.
type book struct {
	keys  []string
	index map[string]int
	names map[string]string // name in either language → key
}

func (b *book) add(i int, key string, name order.Name) {
	if b.index == nil {
		b.index, b.names = map[string]int{}, map[string]string{}
	}
	if _, double := b.index[key]; double || key == "" {
		return
	}
	b.keys = append(b.keys, key)
	b.index[key] = i
	for _, n := range []string{name.ZH, name.EN} {
		if n != "" && b.names[n] == "" {
			b.names[n] = key
		}
	}
}

func (b *book) has(key string) bool { _, ok := b.index[key]; return ok }

func (k *checker) community() {
	k.half, k.halfPath = map[string]int{}, map[string]string{}
	for i, a := range k.c.Areas {
		k.areaBook.add(i, a.Key, a.Name)
		k.haveStreet = k.haveStreet || a.Kind == order.KindStreet
	}
	for i, u := range k.c.Units {
		k.unitBook.add(i, u.Key, u.Name)
	}
	k.preset()
	k.build()
	for i, s := range k.grades {
		k.classBook.add(i, s.Key, s.Name)
	}
	for _, g := range k.kinds {
		k.kindBook.add(g.at, g.Key, g.Name)
	}
	k.all = k.whole()
	k.name("name", k.c.Name, true)
	if k.given("language") {
		k.lang("language", k.c.Language)
	}
	k.times()
	k.calendar()
	k.areas()
	k.units()
	k.classes()
	k.categories()
	k.rules()
	k.duties()
	k.ladder("ladders.accept", k.c.Ladders.Accept)
	k.ladder("ladders.finish", k.c.Ladders.Finish)
	k.building("ladders.building", k.c.Ladders)
	k.duty()
	k.settings()
	k.wording("texts", &k.c.Texts)
	for _, lang := range []string{"zh", "en"} {
		if n := k.half[lang]; n > 0 {
			k.warn(k.halfPath[lang], "config.name_half_"+lang, "Number", n)
		}
	}
}

// item is the path of something in an item of a list.
func item(list string, i int, rest string) string {
	return strings.TrimSuffix(fmt.Sprintf("%s[%d].%s", list, i, rest), ".")
}

// count checks how long a list is, and that it is there at all.
func (k *checker) count(path string, n, most int) bool {
	switch {
	case k.bad[path]:
		return false
	case n == 0 && !k.given(path):
		k.say(path, "config.missing_key", "Key", path)
	case n == 0:
		k.say(path, "config.empty", "Key", path)
	case n > most:
		k.say(path, "config.too_many", "Key", lastKey(path), "Number", n, "Max", most)
		return false
	}
	return n > 0
}

// need reports a key that must stand there and does not; true when the value
// can be judged.
func (k *checker) need(path string) bool {
	if !k.given(path) {
		k.say(path, "config.missing_key", "Key", lastKey(path))
		return false
	}
	return !k.bad[path]
}

// keyShape fits into a button's 64 bytes several times over.
var keyShape = regexp.MustCompile(`^[a-z0-9_-]{1,24}$`)

// key checks the key of an item and that no earlier one has it.
func (k *checker) key(list string, i int, key string, b *book) {
	p := item(list, i, "key")
	if !k.need(p) {
		return
	}
	if !keyShape.MatchString(key) {
		k.say(p, "config.bad_key", "Key", key)
	} else if first := b.index[key]; first != i {
		k.say(p, "config.key_taken", "Key", key, "First", k.line(item(list, first, "key")))
	}
}

// name checks a name. One language is enough to go on: the other one borrows
// it. What is missing is counted and said once, not two hundred times.
func (k *checker) name(path string, n order.Name, needed bool) {
	if !k.given(path) {
		if needed {
			k.need(path)
		}
		return
	}
	most := maxName
	if !needed {
		most = maxRefer
	}
	bad := k.bad[path]
	for lang, s := range map[string]string{"zh": n.ZH, "en": n.EN} {
		p := path + "." + lang
		bad = bad || k.bad[p]
		k.line1(p, s, most)
	}
	zh, en := strings.TrimSpace(n.ZH) == "", strings.TrimSpace(n.EN) == ""
	switch {
	case bad:
	case zh && en:
		k.say(path, "config.no_name", "Key", lastKey(path))
	case zh:
		k.halfName("zh", path)
	case en:
		k.halfName("en", path)
	}
}

func (k *checker) halfName(lang, path string) {
	if k.half[lang]++; k.half[lang] == 1 {
		k.halfPath[lang] = path
	}
}

// line1 checks that a text is one line and not too long for a card.
func (k *checker) line1(path, s string, most int) {
	if strings.ContainsAny(s, "\n\r\t") {
		k.say(path, "config.one_line", "Key", lastKey(path))
	}
	if n := utf8.RuneCountInString(s); n > most {
		k.say(path, "config.too_long", "Key", lastKey(path), "Number", n, "Max", most)
	}
}

// words checks the words of an area or a category.
func (k *checker) words(path string, list []string) {
	if len(list) > maxWords {
		k.say(path, "config.too_many", "Key", "words", "Number", len(list), "Max", maxWords)
		return
	}
	for i, word := range list {
		p := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case !k.given(p) || k.bad[p]:
		case strings.TrimSpace(word) == "":
			k.say(p, "config.empty_item", "Key", "words")
		case strings.ContainsAny(word, "，、；"):
			k.warn(p, "config.wide_comma", "Value", word)
		case slices.Index(list, word) < i:
			k.warn(p, "config.twice", "Value", word)
		}
		k.line1(p, word, maxName)
	}
}

// refer checks that the key names something; missing tells how the text says
// that it does not.
func (k *checker) refer(path, value string, b *book, missing string) bool {
	if b.has(value) {
		return true
	}
	guess := b.names[value] // people write the name where the key belongs
	if guess == "" {
		guess = k.guess(value, b.keys)
	}
	k.say(path, missing, "Key", value, "Guess", guess)
	return false
}

// refers is refer for a list, without doubles.
func (k *checker) refers(path string, list []string, b *book, missing string) {
	seen := map[string]bool{}
	for i, value := range list {
		p := fmt.Sprintf("%s[%d]", path, i)
		if !k.given(p) || k.bad[p] {
			continue
		}
		if k.refer(p, value, b, missing) && seen[value] {
			k.warn(p, "config.twice", "Value", value)
		}
		seen[value] = true
	}
}
