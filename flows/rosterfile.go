package flows

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"slices"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// FetchRoster is what a post of kind "fetch" is for.
const FetchRoster = "roster"

// askedFor is how long a roster that was sent can be taken in. After that it is
// not what its sender remembers any more.
const askedFor = time.Hour

// How much of a roster one message names.
const (
	mostProblems = 20
	mostGoing    = 20
)

const slotRoster = "roster"

// Fetch is the body of a post of kind "fetch": a file that is brought from
// Telegram and read, outside of any transaction.
type Fetch struct {
	For      string `json:"for"`
	Person   int64  `json:"person"`
	Language string `json:"language"`
	File     string `json:"file"`
	Name     string `json:"name"`
	Shown    string `json:"shown"` // the name, fit to be said
	Size     int64  `json:"size"`  // bytes, as Telegram says; 0: not known
}

// What keeps a file from being fetched.
const (
	FetchTooBig = "too_big" // more than Telegram gives to bots
	FetchLost   = "lost"    // Telegram does not give it
)

// RosterNews is what reading a roster has found. Texts are in the language of
// whoever sent it.
type RosterNews struct {
	Problems []string // each with sheet, row and column
	Mistakes int      // how many of them keep it from being taken in
	Counts   []string // what would change, a sheet a line
	Going    []string // what and who would go
	Lines    int      // how many things would change
	Change   order.RosterChange
	Mark     string // RosterMark of what it was compared with
}

// tables are the endings of files that hold a roster, or are meant to.
var tables = []string{".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et", ".csv", ".zip"}

// isTable reports whether the file looks like a spreadsheet. What it really is
// shows when it is read.
func (f File) isTable() bool {
	return slices.Contains(tables, strings.ToLower(path.Ext(f.Name))) ||
		strings.Contains(f.Mime, "spreadsheet") || strings.Contains(f.Mime, "excel") || strings.HasSuffix(f.Mime, "csv")
}

// sendRoster is /roster: what is in force, as a spreadsheet. It is made when it
// is sent.
func (s *step) sendRoster() error {
	if !s.steering().some(order.Roster) {
		return s.reply(Outgoing{Text: s.t("import.no_right")})
	}
	if full, err := s.crowded(); err != nil || full {
		return err // it comes, more than once already
	}
	return s.reply(Outgoing{Text: s.t("import.export"), Picture: &Picture{Kind: PictureRoster, Text: scope(s.me.ID) + ":" + s.lang,
		Name: s.t("import.name") + ".xlsx", Else: s.t("import.not_made")}})
}

// MayHaveRoster reports whether the person still has the right to the roster.
func (f *Flows) MayHaveRoster(tx *store.Tx, person int64) (bool, error) {
	roles, err := tx.RolesOf(person)
	return order.Somewhere(roles, order.Roster), err
}

// rosterSent takes a spreadsheet from whoever may change the roster. To others it
// is a file like any other.
func (s *step) rosterSent() (bool, error) {
	f := s.in.Message.File
	if f == nil || !f.isTable() || !s.steering().some(order.Roster) {
		return false, nil
	}
	if err := s.tx.DropRosterAsk(s.me.ID); err != nil { // the older one is not meant any more
		return true, err
	}
	return true, s.tx.Say(store.Post{Kind: store.PostFetch, Chat: s.in.Chat.ID, Urgent: true,
		Body: encode(Fetch{FetchRoster, s.me.ID, s.lang, f.ID, f.Name, f.Shown, f.Size})})
}

// OfferRoster says what a roster that was sent would change, and asks.
func (f *Flows) OfferRoster(tx *store.Tx, from Fetch, news RosterNews) error {
	s, err := f.begin(tx, Input{Chat: Chat{ID: from.Person, Private: true}})
	if err != nil {
		return err
	}
	s.lang = from.Language
	if s.actor.Members, err = tx.RolesOf(from.Person); err != nil {
		return err
	}
	if !s.steering().some(order.Roster) { // they lost the role while it was read, and were told that
		return nil
	}
	m := Outgoing{}
	lines := []string{}
	add := func(key string, args ...any) { lines = append(lines, s.t(key, args...)) }
	switch {
	case news.Mistakes > 0:
		add("import.mistakes", "File", orText(from.Shown, s.t("import.name")), "Count", news.Mistakes)
	case news.Lines == 0:
		add("import.same", "File", orText(from.Shown, s.t("import.name")))
	default:
		add("import.would", "File", orText(from.Shown, s.t("import.name")))
		lines = append(lines, news.Counts...)
		if len(news.Going) > 0 {
			add("import.going")
			lines = append(lines, s.most(news.Going, mostGoing)...)
		}
		m.Buttons = [][]Button{{{Text: s.t("import.yes"), Data: data("roster", "yes", short(news.Mark)), Style: "primary"},
			{Text: s.t("import.no"), Data: data("roster", "no", short(news.Mark))}}}
		if err := tx.SaveRosterAsk(store.RosterAsk{Person: from.Person, Mark: news.Mark, Change: news.Change}); err != nil {
			return err
		}
	}
	if len(news.Problems) > 0 {
		lines = append(lines, s.most(news.Problems, mostProblems)...)
	}
	m.Text = strings.Join(lines, "\n")
	return s.panel(slotRoster, m, true)
}

// most names the first of a list, and how many more there are.
func (s *step) most(list []string, n int) []string {
	if len(list) <= n {
		return list
	}
	return append(slices.Clone(list[:n]), s.t("import.more", "Count", len(list)-n))
}

// short is as much of a mark as a button needs.
func short(mark string) string { return mark[:min(len(mark), 12)] }

// tapRoster takes in the roster that was sent, or lets it be.
func (s *step) tapRoster(p press) error {
	if !s.in.Chat.Private || !s.steering().some(order.Roster) {
		return order.Error("import.no_right")
	}
	ask, ok, err := s.tx.RosterAsk(s.me.ID)
	if err != nil {
		return err
	}
	if !ok || short(ask.Mark) != p.arg(1) || s.now.Sub(ask.At) > askedFor {
		return order.Error("import.over")
	}
	if err := s.tx.DropRosterAsk(s.me.ID); err != nil {
		return err
	}
	if p.arg(0) != "yes" {
		s.toast("import.left_toast")
		return s.panel(slotRoster, Outgoing{Text: s.t("import.left")}, false)
	}
	mark, err := s.RosterMark(s.tx, ask.Change)
	if err != nil {
		return err
	}
	if mark != ask.Mark {
		s.alert("import.changed")
		return s.panel(slotRoster, Outgoing{Text: s.t("import.changed")}, false)
	}
	if err := s.changeRoster(s.tx, ask.Change, s.me.ID); err != nil {
		return err
	}
	s.toast("import.done_toast")
	text := s.t("import.done")
	if len(ask.Change.Add)+len(ask.Change.Renew) > 0 {
		text += "\n" + s.t("import.done_links")
	}
	return s.panel(slotRoster, Outgoing{Text: text}, false)
}

// RosterMark tells apart what the roster is compared with: it is another one as
// soon as the change would not do any more what it was said to do.
func (f *Flows) RosterMark(tx *store.Tx, change order.RosterChange) (string, error) {
	c, err := tx.Community()
	if err != nil {
		return "", err
	}
	people, err := f.Roster(tx)
	if err != nil {
		return "", err
	}
	for i, l := range people {
		if l.ID == 0 { // the name is Telegram's, and may change at any time
			people[i].Name = ""
		}
	}
	used, err := tx.InUse()
	if err != nil {
		return "", err
	}
	doc, err := json.Marshal([]any{c, people, neededOf(c, change.Community, used)})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(doc)
	return hex.EncodeToString(sum[:]), nil
}

// neededOf lists what goes or changes its kind although something refers to it.
func neededOf(was, is *order.Community, used order.InUse) (list []string) {
	if is == nil {
		return nil
	}
	for _, a := range was.Areas {
		if now := is.Area(a.Key); used.Areas[a.Key] != "" && (now == nil || now.Kind != a.Kind) {
			list = append(list, a.Key)
		}
	}
	for _, u := range was.Units {
		if used.Units[u.Key] != "" && is.Unit(u.Key) == nil {
			list = append(list, u.Key)
		}
	}
	for _, g := range was.Categories {
		if used.Categories[g.Key] != "" && is.Category(g.Key) == nil {
			list = append(list, g.Key)
		}
	}
	return list
}
