package flows

import (
	"crypto/subtle"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// easy are the letters and digits of codes that people type: nothing in it
// looks like something else. There are 32, so a byte chooses evenly.
const easy = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

const (
	codeLength = 8
	metaClaim  = "claim_code"
)

// ClaimCode is the one-time code that makes somebody the first owner, as two
// groups of four. It is made once, and it is "" as soon as somebody is owner.
func (f *Flows) ClaimCode(tx *store.Tx) (code string, err error) {
	owners, err := tx.MembersWith(order.RoleOwner, "")
	if err != nil || len(owners) > 0 {
		return "", err
	}
	code, err = tx.Meta(metaClaim)
	if err != nil || code != "" {
		return shownCode(code), err
	}
	if code, err = f.newCode(); err != nil {
		return "", err
	}
	return shownCode(code), tx.SetMeta(metaClaim, code)
}

func shownCode(code string) string {
	if len(code) != codeLength {
		return code
	}
	return code[:4] + "-" + code[4:]
}

// newCode draws a code with both a letter and a digit in it: then words that
// residents write never look like one.
func (f *Flows) newCode() (string, error) {
	b := make([]byte, codeLength)
	for {
		if _, err := io.ReadFull(f.random, b); err != nil {
			return "", fmt.Errorf("draw a code: %w", err)
		}
		for i := range b {
			b[i] = easy[int(b[i])%len(easy)]
		}
		if code, ok := asCode(string(b)); ok {
			return code, nil
		}
	}
}

// asCode reads what somebody wrote as a code, with or without the dash.
func asCode(text string) (code string, ok bool) {
	code = strings.ToUpper(strings.TrimSpace(text))
	for _, dash := range []string{"-", "－", "—", "–"} {
		code = strings.Replace(code, dash, "", 1)
	}
	if len(code) != codeLength {
		return code, false
	}
	digits := 0
	for _, r := range code {
		if !strings.ContainsRune(easy, r) {
			return code, false
		}
		if r <= '9' {
			digits++
		}
	}
	return code, digits > 0 && digits < codeLength
}

// Wrong codes: so many are answered, then nothing is for a while.
const (
	wrongCodes  = 10
	wrongPause  = time.Hour
	dialogClaim = "claim"
	noChat      = 0 // the count belongs to the person, not to a chat
)

// claim takes a text as the claim code. It is handled only while nobody is
// owner and when it looks like a code.
func (s *step) claim(text string) (handled bool, err error) {
	if !s.in.Chat.Private {
		return false, nil
	}
	code, ok := asCode(text)
	if !ok {
		return false, nil
	}
	right, err := s.ClaimCode(s.tx)
	if err != nil || right == "" {
		return false, err
	}
	return true, s.claimWith(code, strings.ReplaceAll(right, "-", ""))
}

// claimCommand is /claim CODE.
func (s *step) claimCommand(args string) error {
	right, err := s.ClaimCode(s.tx)
	if err != nil {
		return err
	}
	switch {
	case right == "":
		return s.reply(Outgoing{Text: s.t("claim.over")})
	case args == "":
		return s.reply(Outgoing{Text: s.t("claim.how")})
	}
	code, _ := asCode(args)
	return s.claimWith(code, strings.ReplaceAll(right, "-", ""))
}

func (s *step) claimWith(code, right string) error {
	tries, blocked, err := s.wrongSoFar()
	if err != nil || blocked {
		return err
	}
	if subtle.ConstantTimeCompare([]byte(code), []byte(right)) == 1 {
		return s.becomeOwner()
	}
	err = s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: noChat, Step: dialogClaim, Arg: strconv.Itoa(tries + 1)})
	if err != nil {
		return err
	}
	if tries+1 >= wrongCodes {
		return s.reply(Outgoing{Text: s.t("claim.pause")})
	}
	return s.reply(Outgoing{Text: s.t("claim.wrong")})
}

// wrongSoFar counts a person's wrong codes of the last hour.
func (s *step) wrongSoFar() (tries int, blocked bool, err error) {
	d, ok, err := s.tx.Dialog(s.me.ID, noChat)
	if err != nil || !ok || d.Step != dialogClaim || s.now.Sub(d.At) >= wrongPause {
		return 0, false, err
	}
	tries, _ = strconv.Atoi(d.Arg) // our own number
	return tries, tries >= wrongCodes, nil
}

func (s *step) becomeOwner() error {
	owner := order.Member{Person: s.me.ID, Role: order.RoleOwner}
	if err := s.tx.AddMember(owner); err != nil {
		return err
	}
	if err := s.redrawAnswered([]order.Member{owner}); err != nil {
		return err
	}
	if err := s.tx.SetMeta(metaClaim, ""); err != nil {
		return err
	}
	if err := s.tx.DropDialog(s.me.ID, noChat); err != nil {
		return err
	}
	if err := s.learnRoles(); err != nil {
		return err
	}
	if err := s.menu(); err != nil {
		return err
	}
	if err := s.reply(Outgoing{Text: s.t("claim.done", "Name", s.c.Name.In(s.lang)), Keyboard: s.keyboard()}); err != nil {
		return err
	}
	return s.reply(Outgoing{Text: s.t("claim.next"), Buttons: [][]Button{
		{{Text: s.t("claim.add_group"), Data: data("group", "top")}},
		{{Text: s.t("claim.invite"), Data: data("invite", "top")}},
	}})
}

// learnRoles reads anew what whoever acts is.
func (s *step) learnRoles() error {
	roles, err := s.tx.RolesOf(s.me.ID)
	s.actor.Person, s.actor.Members = s.me.ID, roles
	if err != nil {
		return err
	}
	return s.learnLent()
}

// learnLent learns what whoever acts may do because they stand in for others. It
// holds for orders; what people may set up is never lent.
func (s *step) learnLent() error {
	s.actor.For, s.actor.Lent = nil, nil
	all, err := s.tx.Leaves()
	if err != nil {
		return err
	}
	for _, p := range all.StandsFor(s.actor.Person, s.now) {
		theirs, err := s.tx.RolesOf(p)
		if err != nil {
			return err
		}
		if lent := s.c.Lent(s.actor.Members, theirs); len(lent) > 0 { // their own roles may have gone since
			s.actor.For, s.actor.Lent = append(s.actor.For, p), append(s.actor.Lent, lent...)
		}
	}
	return nil
}
