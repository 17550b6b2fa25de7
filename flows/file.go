package flows

import (
	"encoding/json"
	"slices"
	"strings"

	"huiyin/order"
	"huiyin/store"
)

// FileTaken is what became of a community file that has changed.
type FileTaken struct {
	Taken     []order.Revision // is in force now
	Conflicts []order.Revision // was changed otherwise meanwhile, or something refers to it: it stays as it is
	Unsound   bool             // together with what is in force it would make no sense: nothing was taken
}

// TakeFile brings into force what has changed in the community file since it was
// last read in. Whatever was changed in chat or by the roster since then stays,
// and the owners hear of it. sound judges what would come of it.
func (f *Flows) TakeFile(tx *store.Tx, file *order.Community, sound func(*order.Community) bool) (t FileTaken, err error) {
	base, err := tx.ReadIn()
	if err != nil || base == nil {
		return t, err
	}
	held, err := tx.Community()
	if err != nil {
		return t, err
	}
	keep, err := inUse(tx)
	if err != nil {
		return t, err
	}
	merged, taken, conflicts := order.Merge(base, file, held, keep)
	if len(taken)+len(conflicts) == 0 && slices.Equal(keysOf(merged), keysOf(held)) {
		if len(order.Revisions(base, file)) > 0 { // what it newly says holds already
			err = tx.SetReadIn(file)
		}
		return t, err
	}
	s, err := f.begin(tx, Input{})
	if err != nil {
		return t, err
	}
	s.actor = order.Actor{Clock: true}
	t = FileTaken{Taken: taken, Conflicts: conflicts}
	if merged.Prepare() != nil || !merged.Sound() || !sound(merged) {
		t = FileTaken{Conflicts: append(taken, conflicts...), Unsound: true}
	} else if err := s.adjust("", merged, store.Author{Way: store.ByFile}); err != nil {
		return t, err
	}
	if err := tx.SetReadIn(file); err != nil { // each conflict is told once
		return t, err
	}
	return t, s.tellFile(t)
}

// keysOf are the keys of a community in their order, which counts for categories.
func keysOf(c *order.Community) (keys []string) {
	for _, a := range c.Areas {
		keys = append(keys, a.Key)
	}
	for _, u := range c.Units {
		keys = append(keys, u.Key)
	}
	for _, k := range c.Categories {
		keys = append(keys, k.Key)
	}
	return keys
}

// inUse tells what must stay because something refers to it: it may neither go
// nor become a place of another kind.
func inUse(tx *store.Tx) (keep func(order.Revision) bool, err error) {
	used, err := tx.InUse()
	if err != nil {
		return nil, err
	}
	areas, units := map[string]bool{}, map[string]bool{}
	members, err := tx.Members()
	if err != nil {
		return nil, err
	}
	listed, err := tx.Listed()
	if err != nil {
		return nil, err
	}
	for _, l := range listed {
		members = append(members, l.Member)
	}
	for _, m := range members {
		areas[m.Area], units[m.Unit] = true, true
	}
	return func(r order.Revision) bool {
		switch r.Name {
		case order.ItemArea:
			_, held := used.Areas[r.Of]
			return (held || areas[r.Of]) && kindIn(r.Was) != kindIn(r.Is) && r.Was != ""
		case order.ItemUnit:
			_, held := used.Units[r.Of]
			return (held || units[r.Of]) && r.Is == ""
		case order.ItemCategory:
			_, held := used.Categories[r.Of]
			return held && r.Is == ""
		}
		return false
	}, nil
}

// kindIn is the kind of an area that is written down as a revision has it.
func kindIn(text string) string {
	var a order.Area
	_ = json.Unmarshal([]byte(text), &a) // nothing is of no kind
	return a.Kind
}

// mostTold is how many changes of a file are named in one message.
const mostTold = 10

// tellFile tells the owners what a changed file has done, and what it has not.
func (s *step) tellFile(t FileTaken) error {
	list, err := s.owners()
	if err != nil {
		return err
	}
	for _, to := range list {
		their := *s
		their.lang = to.lang
		text := their.fileText(t)
		if text == "" {
			continue // only the order of something
		}
		to.notBefore = s.c.Awake(s.now, false, false)
		if err := s.say(to, 0, Outgoing{Text: text}); err != nil {
			return err
		}
	}
	return nil
}

func (s *step) fileText(t FileTaken) string {
	var parts []string
	if len(t.Taken) > 0 {
		parts = append(parts, s.t("settings.file_taken", "Count", len(t.Taken)), s.fileLines(t.Taken))
	}
	if len(t.Conflicts) > 0 {
		key := "settings.file_conflict"
		if t.Unsound {
			key = "settings.file_unsound"
		}
		parts = append(parts, s.t(key, "Count", len(t.Conflicts)), s.fileLines(t.Conflicts))
	}
	return strings.Join(parts, "\n")
}

// fileLines says what is different, one line each, the first of very many.
func (s *step) fileLines(list []order.Revision) string {
	var lines []string
	for _, r := range list[:min(len(list), mostTold)] {
		lines = append(lines, "• "+s.revisionText(r))
	}
	if n := len(list) - mostTold; n > 0 {
		lines = append(lines, s.t("settings.file_more", "Count", n))
	}
	return strings.Join(lines, "\n")
}

// FileTakenText says in a language what became of a file.
func (f *Flows) FileTakenText(tx *store.Tx, t FileTaken, lang string) (string, error) {
	s, err := f.begin(tx, Input{})
	if err != nil {
		return "", err
	}
	s.lang = lang
	return s.fileText(t), nil
}
