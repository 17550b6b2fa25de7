package flows

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"huiyin/order"
	"huiyin/store"
)

// TestRightsBesideOrders lets everybody try all that is not done to an order –
// inviting, dismissing, binding, languages, commands, digests – and compares
// with testdata/rights_beside.txt.
func TestRightsBesideOrders(t *testing.T) {
	q := newQuarter(t)
	text, err := os.ReadFile("testdata/rights_beside.txt")
	if err != nil {
		t.Fatal(err)
	}
	walkedAll, right := 0, 0
	for _, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		line, who, _ := strings.Cut(line, "  ")
		f, may := strings.Fields(line), strings.Fields(who)
		for _, p := range quarterPeople {
			walkedAll++
			if q.beside(f, p.name, slices.Contains(may, p.name)) {
				right++
			}
		}
	}
	t.Logf("walked %d combinations of %d people: %d right", walkedAll, len(quarterPeople), right)
}

// beside lets one person try one door.
func (q *quarter) beside(f []string, name string, want bool) bool {
	q.Helper()
	if f[0] == "digest" {
		return q.digestTo(f[1], name, want)
	}
	who := q.people[name]
	chat, in := q.doorBeside(f, who)
	a := q.try(who, chat, q.orders[0].no, in)
	got := a.opens(f)
	switch {
	case got && !want:
		q.Errorf("LEAK: %v was allowed to %s: %q", f, name, a.said())
	case !got && want:
		q.Errorf("WRONG REFUSAL: %v by %s: %q", f, name, a.said())
	case !got && len(a.touched) > 0:
		q.Errorf("CHANGED: %v was refused to %s, and yet %v", f, name, a.touched)
	case !got && a.said() == "":
		q.Errorf("SILENCE: %v was refused to %s, who heard nothing", f, name)
	default:
		if chat < 0 || slices.Contains([]string{"command", "link", "file"}, f[0]) {
			return true
		}
		// The same press in a group is nothing at all: answers to it are for one person.
		in.Message = Message{}
		if b := q.try(who, gridOne, q.orders[0].no, in); len(b.touched) > 0 || b.said() == "" {
			q.Errorf("LEAK: %v by %s works in a group: %v %q", f, name, b.touched, b.said())
			return false
		}
		return true
	}
	return false
}

// doorBeside is the way in that a line of the table names.
func (q *quarter) doorBeside(f []string, who int64) (chat int64, in Input) {
	arg := func(n int) string {
		if n < len(f) {
			return f[n]
		}
		return ""
	}
	tap := func(verb string, args ...any) Input {
		return Input{Kind: Tapped, Tap: Tap{Message: 1, Data: data(verb, args...)}}
	}
	chat = who
	switch f[0] {
	case "command":
		if group := arg(2); group != "" {
			chat = q.groups[group]
		}
		return chat, Input{Kind: Said, Message: Message{ID: 990000, Addressed: true, Command: f[1]}}
	case "link":
		return chat, Input{Kind: Said, Message: Message{ID: 990000, Command: "start", Text: f[1]}}
	case "file":
		return chat, Input{Kind: Said, Message: Message{ID: 990000, Media: []Media{{"document", "f"}}, File: &File{ID: "f", Name: "r.xlsx"}}}
	case "take": // a roster that they were offered while they had the right to it
		return chat, tap("roster", "yes", short(q.offeredRoster(who)))
	case "invite":
		return chat, tap("invite", f[1], "at", arg(2))
	case "heat":
		return chat, tap("doctor", "heat")
	case "pick":
		return chat, tap("pick", f[1], "at", arg(2))
	case "groups":
		return chat, tap("group", newGroup, f[1], "at", f[2])
	case "homes":
		return chat, tap("homes", store.ForResidents, "at", f[1])
	case "dismiss":
		return chat, tap("people", "ok", f[2], arg(3), q.people[f[1]])
	case "bind":
		return q.groups[f[1]], tap("bind", f[2], "at", arg(3))
	case "off":
		return q.groups[f[1]], tap("bind", "off")
	case "areas":
		return chat, tap("areas", "in", strings.Trim(f[1], "-"))
	case "hours":
		return chat, tap("set", "to", strings.Trim(f[1], "-"), string(order.SetQuiet), 1)
	case "limits":
		return chat, tap("set", "preset", strings.Trim(f[1], "-"), "12345")
	case "unhours", "unlimits":
		return chat, tap("set", "undo", "", 0, q.changed[f[0]+" "+f[1]])
	case "speak":
		return q.groups[f[1]], tap("lang", "en")
	}
	q.Fatalf("no such door: %v", f)
	return 0, Input{}
}

// opens reports whether the door opened.
func (a *attempt) opens(f []string) bool {
	switch {
	case f[0] == "file":
		return slices.ContainsFunc(a.posts, func(p store.Post) bool { return p.Kind == store.PostFetch })
	case f[0] != "take" && len(f) > 1 && f[1] == "roster":
		return strings.Contains(a.said(), say("zh", "import.export"))
	}
	table := map[string]string{"invite": "invite", "dismiss": "member", "bind": "chat", "off": "chat", "speak": "chat", "take": "listed",
		"hours": "revision", "limits": "revision", "unhours": "revision", "unlimits": "revision"}[f[0]]
	if table != "" {
		return slices.Contains(a.touched, table)
	}
	if f[0] == "homes" || f[0] == "heat" {
		return slices.ContainsFunc(a.posts, func(p store.Post) bool { return p.Chat == a.chat && bytes.Contains(p.Body, []byte("picture")) })
	}
	if mark := map[string]string{"groups": "startgroup=", "pick": `"people":`}[f[0]]; mark != "" {
		return slices.ContainsFunc(a.posts, func(p store.Post) bool { return p.Chat == a.chat && bytes.Contains(p.Body, []byte(mark)) })
	}
	if f[0] == "areas" {
		return slices.ContainsFunc(a.posts, func(p store.Post) bool { return p.Chat == a.chat && p.Slot == slotAreas })
	}
	if f[1] == "doctor" {
		return strings.Contains(a.said(), say("zh", "doctor.head"))
	}
	if f[1] == "grid" {
		return strings.Contains(a.said(), say("zh", "grid.head"))
	}
	slot := map[string]string{"invite": slotInvite, "people": slotPeople, "bind": slotBind, "language": slotLanguage, "settings": slotSettings, "areas": slotAreas}[f[1]]
	return slices.ContainsFunc(a.posts, func(p store.Post) bool { return p.Chat == a.chat && p.Slot == slot })
}

// digestTo checks who gets an area's daily summary.
func (q *quarter) digestTo(area, name string, want bool) bool {
	q.Helper()
	got := false
	err := q.db.Write(q.Context(), func(tx *store.Tx) error {
		s, err := q.flows.begin(tx, Input{})
		if err != nil {
			return err
		}
		s.actor = order.Actor{Clock: true}
		if err := s.dueDigest(area, tx.Now()); err != nil {
			return err
		}
		posts, err := tx.DuePosts(100)
		for _, p := range posts {
			got = got || p.Chat == q.people[name]
		}
		if err != nil {
			return err
		}
		return errBack
	})
	if err != errBack {
		q.Fatal(err)
	}
	if got != want {
		q.Errorf("%s", fmt.Sprintf("digest of %s to %s: %v, want %v", area, name, got, want))
	}
	return got == want
}

// offeredRoster keeps a roster for somebody to take in, as if they had sent it
// when they still had the right to, and returns its mark.
func (q *quarter) offeredRoster(who int64) (mark string) {
	q.write(func(tx *store.Tx) error {
		change := order.RosterChange{Add: []order.Listed{{Member: order.Member{Role: order.RoleWorker, Area: "grid1"}, Name: "新"}}}
		var err error
		if mark, err = q.flows.RosterMark(tx, change); err != nil {
			return err
		}
		return tx.SaveRosterAsk(store.RosterAsk{Person: who, Mark: mark, Change: change})
	})
	return mark
}
