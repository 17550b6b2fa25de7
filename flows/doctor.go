package flows

import (
	"strconv"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// What the bot learns about itself while it runs, for /doctor: rows of the
// store's meta table.
const (
	FactReadsAll = "fact_reads_all" // "1": privacy mode is off
	FactSkew     = "fact_skew"      // how far our clock is ahead of Telegram's, in milliseconds
	FactTrouble  = "fact_trouble"   // TroubleConflict or TroubleWebhook, while updates are taken by somebody else
)

// Who else takes the updates.
const (
	TroubleConflict = "conflict"
	TroubleWebhook  = "webhook"
)

// How late is too late. The program does all this within seconds; Telegram's
// limits can hold a message back for minutes.
const (
	lateUpdate = 2 * time.Minute
	lateTimer  = 2 * time.Minute
	latePost   = 10 * time.Minute
	lateHeard  = 5 * time.Minute // it is written down every minute, and a long poll lasts one
	failedPost = 7 * 24 * time.Hour
)

// ClockFinding judges how far our clock is from Telegram's, which is told in
// whole seconds and takes its time to arrive.
func ClockFinding(skew time.Duration) Finding {
	f := Finding{"clock", Well, "doctor.clock", nil}
	if skew.Abs() >= 10*time.Second {
		f = Finding{"clock", Warning, "doctor.clock_off", []any{"For", skew.Abs().Round(time.Second).String()}}
	}
	if skew.Abs() >= 2*time.Minute { // a reminder within a minute is what we promise
		f.Level = Bad
	}
	return f
}

// PrivacyFinding judges whether the bot hears what is not meant for it.
func PrivacyFinding(readsAll bool) Finding {
	if readsAll {
		return Finding{"privacy", Bad, "doctor.privacy_off", nil}
	}
	return Finding{"privacy", Well, "doctor.privacy", nil}
}

// Examine looks at everything that the database tells. Nothing is changed.
func (f *Flows) Examine(tx *store.Tx) ([]Finding, error) {
	s, err := f.begin(tx, Input{})
	if err != nil {
		return nil, err
	}
	return s.examine(s.lookBackup, s.lookKeep, s.lookUpdates, s.lookInbox, s.lookPosts, s.lookTimers, s.lookOwners, s.lookDesks, s.lookGroups, s.lookUnits, s.lookPeople)
}

// Facts are what the running bot has learnt of itself.
func (f *Flows) Facts(tx *store.Tx) (list []Finding, err error) {
	readsAll, err := tx.Meta(FactReadsAll)
	if err != nil {
		return nil, err
	}
	skew, err := tx.Meta(FactSkew)
	if readsAll != "" {
		list = append(list, PrivacyFinding(readsAll == "1"))
	}
	if ms, e := strconv.ParseInt(skew, 10, 64); e == nil {
		list = append(list, ClockFinding(time.Duration(ms)*time.Millisecond))
	}
	return list, err
}

func (s *step) examine(looks ...func() ([]Finding, error)) (list []Finding, err error) {
	for _, look := range looks {
		more, err := look()
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	return list, nil
}

func one(f Finding) []Finding { return []Finding{f} }

// lookUpdates: does the program run, and does nobody else take its updates?
func (s *step) lookUpdates() ([]Finding, error) {
	trouble, err := s.tx.Meta(FactTrouble)
	if err != nil {
		return nil, err
	}
	switch trouble {
	case TroubleConflict:
		return one(Finding{"updates", Bad, "doctor.updates_conflict", nil}), nil
	case TroubleWebhook:
		return one(Finding{"updates", Bad, "doctor.webhook_set", nil}), nil
	}
	_, heard, err := s.tx.Offset()
	silent := s.now.Sub(heard)
	switch {
	case err != nil:
		return nil, err
	case heard.IsZero():
		return one(Finding{"updates", Warning, "doctor.updates_never", nil}), nil
	case silent > lateHeard:
		return one(Finding{"updates", Bad, "doctor.updates_silent", []any{"For", silent}}), nil
	}
	return one(Finding{"updates", Well, "doctor.updates", nil}), nil
}

func (s *step) lookInbox() (list []Finding, err error) {
	parked, err := s.tx.Parked()
	if err != nil {
		return nil, err
	}
	late, err := s.tx.LateUpdates(s.now.Add(-lateUpdate))
	if parked > 0 {
		list = append(list, Finding{"inbox", Bad, "doctor.inbox_parked", []any{"Count", parked}})
	}
	if late.Count > 0 {
		list = append(list, Finding{"inbox", Bad, "doctor.inbox_late", []any{"Count", late.Count, "For", s.now.Sub(late.Oldest)}})
	}
	if list == nil {
		list = one(Finding{"inbox", Well, "doctor.inbox", nil})
	}
	return list, err
}

func (s *step) lookPosts() (list []Finding, err error) {
	failed, latest, err := s.tx.FailedPosts(s.now.Add(-failedPost))
	if err != nil {
		return nil, err
	}
	late, err := s.tx.LatePosts(s.now.Add(-latePost))
	if failed > 0 {
		list = append(list, Finding{"posts", Bad, "doctor.posts_failed", []any{"Count", failed, "Error", latest}})
	}
	if late.Count > 0 {
		list = append(list, Finding{"posts", Bad, "doctor.posts_late", []any{"Count", late.Count, "For", s.now.Sub(late.Oldest)}})
	}
	if list == nil {
		list = one(Finding{"posts", Well, "doctor.posts", nil})
	}
	return list, err
}

func (s *step) lookTimers() ([]Finding, error) {
	late, err := s.tx.LateTimers(s.now.Add(-lateTimer))
	if late.Count > 0 {
		return one(Finding{"timers", Bad, "doctor.timers_late", []any{"Count", late.Count, "For", s.now.Sub(late.Oldest)}}), err
	}
	return one(Finding{"timers", Well, "doctor.timers", nil}), err
}

func (s *step) lookOwners() ([]Finding, error) {
	owners, err := s.tx.MembersWith(order.RoleOwner, "")
	if err != nil {
		return nil, err
	}
	reached, err := s.owners()
	switch {
	case err != nil:
		return nil, err
	case len(owners) == 0:
		return one(Finding{"owner", Bad, "doctor.owner_none", nil}), nil
	case len(reached) == 0:
		return one(Finding{"owner", Bad, "doctor.owner_unreachable", nil}), nil
	}
	return one(Finding{"owner", Well, "doctor.owner", []any{"Count", len(reached)}}), nil
}

// lookDesks: whom does an order reach that no rule dispatches?
func (s *step) lookDesks() ([]Finding, error) {
	var none []order.Name
	for _, a := range s.c.Below("", order.KindCommunity) {
		list, err := s.groups(s.tx.ChatsFor(store.ForDesk, a.Key))
		if err == nil && len(list) == 0 {
			list, err = s.reachMembers(s.tx.MembersWith(order.RoleDispatcher, a.Key))
		}
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			none = append(none, a.Name)
		}
	}
	if none != nil {
		return one(Finding{"desk", Bad, "doctor.desk_none", []any{"Names", none}}), nil
	}
	return one(Finding{"desk", Well, "doctor.desk", nil}), nil
}

func (s *step) lookGroups() (list []Finding, err error) {
	chats, err := s.tx.AllChats()
	if err != nil {
		return nil, err
	}
	var unbound, gone []order.Name
	bound, residents := 0, 0
	for _, c := range chats {
		title := plain(orText(c.Title, strconv.FormatInt(c.ID, 10)))
		switch {
		case c.Purpose == "" && c.Active:
			unbound = append(unbound, title)
		case c.Purpose != "" && !c.Active:
			gone = append(gone, title)
		case c.Purpose != "":
			bound++
		}
		if c.Purpose == store.ForResidents && c.Active {
			residents++
		}
	}
	if gone != nil {
		list = append(list, Finding{"groups", Bad, "doctor.groups_gone", []any{"Names", gone}})
	}
	if residents == 0 {
		list = append(list, Finding{"groups", Warning, "doctor.groups_none", nil})
	}
	if unbound != nil {
		list = append(list, Finding{"groups", Warning, "doctor.groups_unbound", []any{"Names", unbound}})
	}
	if list == nil {
		list = one(Finding{"groups", Well, "doctor.groups", []any{"Count", bound}})
	}
	return list, nil
}

// lookUnits: a unit that a rule sends orders to must be reached; for the others
// a dispatcher sees that they are not.
func (s *step) lookUnits() (list []Finding, err error) {
	var ruled, idle []order.Name
	for i := range s.c.Units {
		u := &s.c.Units[i]
		to, err := s.unit(u.Key)
		if err != nil {
			return nil, err
		}
		switch {
		case len(to) > 0:
		case s.hasRule(u.Key):
			ruled = append(ruled, u.Name)
		default:
			idle = append(idle, u.Name)
		}
	}
	if ruled != nil {
		list = append(list, Finding{"units", Bad, "doctor.units_unreachable", []any{"Names", ruled}})
	}
	if idle != nil {
		list = append(list, Finding{"units", Warning, "doctor.units_idle", []any{"Names", idle}})
	}
	if list == nil {
		list = one(Finding{"units", Well, "doctor.units", []any{"Count", len(s.c.Units)}})
	}
	return list, nil
}

func (s *step) hasRule(unit string) bool {
	for _, r := range s.c.Rules {
		if r.Unit == unit {
			return true
		}
	}
	return false
}

// lookPeople: who has a role and can't be written to.
func (s *step) lookPeople() ([]Finding, error) {
	members, err := s.tx.Members()
	if err != nil {
		return nil, err
	}
	seen := map[int64]bool{}
	var blocked, silent []order.Name
	for _, m := range members {
		p, _, err := s.tx.Person(m.Person)
		if err != nil {
			return nil, err
		}
		if seen[m.Person] || p.Reachable() {
			continue
		}
		seen[m.Person] = true
		name := plain(orText(p.Name, strconv.FormatInt(m.Person, 10)))
		if p.Blocked {
			blocked = append(blocked, name)
		} else {
			silent = append(silent, name)
		}
	}
	var list []Finding
	if blocked != nil {
		list = append(list, Finding{"people", Bad, "doctor.people_blocked", []any{"Count", len(blocked), "Names", blocked}})
	}
	if silent != nil {
		list = append(list, Finding{"people", Bad, "doctor.people_silent", []any{"Count", len(silent), "Names", silent}})
	}
	if list == nil {
		list = one(Finding{"people", Well, "doctor.people", nil})
	}
	return list, nil
}

var marks = map[Level]string{Well: "✅ ", Warning: "⚠️ ", Bad: "❌ "}

// doctor is /doctor: how the installation is, for its owner. What only a call of
// Telegram's or a look at the machine can tell, the command in the console does.
func (s *step) doctor() error {
	if !s.steering().some(order.Doctor) {
		return s.reply(Outgoing{Text: s.t("doctor.no_right")})
	}
	list, err := s.Facts(s.tx)
	if err != nil {
		return err
	}
	more, err := s.Examine(s.tx)
	if err != nil {
		return err
	}
	lines := []string{s.t("doctor.head")}
	for _, f := range append(list, more...) {
		lines = append(lines, marks[f.Level]+f.Say(s.lang))
		if mend := f.Mend(s.lang); mend != "" {
			lines = append(lines, "→ "+mend)
		}
	}
	texts := pages(append(lines, s.t("doctor.console")), page)
	for i, text := range texts {
		m := Outgoing{Text: text}
		if i == len(texts)-1 {
			m.Buttons = [][]Button{{{Text: s.t("doctor.heat_button"), Data: data("doctor", "heat")}}}
		}
		if err := s.reply(m); err != nil {
			return err
		}
	}
	return nil
}

// tapDoctor shows the proof as a picture. It takes seconds to work out, so that
// is left to whoever sends it: nobody else waits.
func (s *step) tapDoctor(p press) error {
	if !s.in.Chat.Private || p.arg(0) != "heat" {
		return order.ErrButton
	}
	if !s.steering().some(order.Doctor) {
		s.alert("doctor.no_right")
		return nil
	}
	s.toast("doctor.heat_wait")
	m := Outgoing{Text: s.t("doctor.heat", "At", s.clock(s.lang, s.now)), Picture: &Picture{Kind: PictureHeat, Text: s.lang, Else: s.t("doctor.heat_not")}}
	return s.panel(slotHeat, m, true)
}

// Healthy reports whether nothing is bad.
func Healthy(list []Finding) bool {
	for _, f := range list {
		if f.Level == Bad {
			return false
		}
	}
	return true
}

// NoCommunity tells that Examine can't be asked yet.
func NoCommunity() Finding { return Finding{"community", Warning, "doctor.no_community", nil} }
