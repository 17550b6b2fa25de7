package store

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
)

// staffPanels are the slots of private messages that list people, or in which
// one asks another: what forgets somebody looks through them.
const staffPanels = `slot IN ('people', 'roster', 'duty', 'leave') OR slot LIKE 'rota:%' OR slot LIKE 'role:%'`

// emptyPanels forgets the panels of others that name the person, have them behind
// a button, or carry an invite that goes with them. Panels can be opened again.
// The name counts only of who has a role: whoever has none stands on no panel,
// and could call themselves by any word.
func (t *Tx) emptyPanels(person int64) error {
	p, _, err := t.Person(person)
	if err != nil {
		return err
	}
	roles, err := t.RolesOf(person)
	if err != nil {
		return err
	}
	invites, err := t.InvitesOf(person)
	if err != nil {
		return err
	}
	var words [][]byte
	if len(roles) > 0 && p.Name != "" {
		name, err := json.Marshal(p.Name) // as it stands in a body
		if err != nil {
			return err
		}
		words = append(words, name[1:len(name)-1])
	}
	for _, i := range invites {
		if i.Used == 0 {
			words = append(words, []byte(i.Code))
		}
	}
	list, err := t.posts(`chat <> $1 AND (`+staffPanels+`)`, person)
	if err != nil {
		return err
	}
	id := wholeID(person)
	var gone []Post
	for _, post := range list {
		found := id.Match(post.Body)
		for _, w := range words {
			found = found || bytes.Contains(post.Body, w)
		}
		if found {
			gone = append(gone, post)
		}
	}
	return t.unsent(gone)
}

// emptyAsks drops the rosters that others have sent and not agreed to yet, where
// they have the person in them: what is in force is another one now, so they could
// not be agreed to any more.
func (t *Tx) emptyAsks(person int64) error {
	owners, err := t.ids(`SELECT person FROM roster_ask ORDER BY person`)
	if err != nil {
		return err
	}
	for _, owner := range owners {
		var sealed []byte
		if err := t.row(`SELECT change_x FROM roster_ask WHERE person = $1`, owner).Scan(&sealed); err != nil {
			return err
		}
		change, err := t.unsealBytes(sealed)
		if err != nil {
			return err
		}
		if !wholeID(person).Match(change) {
			continue
		}
		if err := t.DropRosterAsk(owner); err != nil {
			return err
		}
	}
	return nil
}

// Unask takes back a question about an order from all chats that have it in
// that slot.
func (t *Tx) Unask(no int64, slot string) error {
	list, err := t.posts(`ord = $1 AND ord <> 0 AND slot = $2`, no, slot)
	if err != nil {
		return err
	}
	return t.unsent(list)
}

// wholeID finds the person's number, and no longer one that begins with it.
func wholeID(person int64) *regexp.Regexp {
	return regexp.MustCompile(`\b` + strconv.FormatInt(person, 10) + `\b`)
}
