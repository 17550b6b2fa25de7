package flows

import (
	"strings"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// page is the longest message of /mydata, in UTF-16 units; Telegram takes 4096.
const page = 4000

// mydata is /mydata: all that is stored of the person, in plain words.
func (s *step) mydata() error {
	if full, err := s.crowded(); err != nil || full {
		return err // it is still being said
	}
	var lines []string
	for _, part := range []func() ([]string, error){s.dataPerson, s.dataConsent, s.dataDuty, s.dataLater, s.dataDraft, s.dataOrders, s.dataDone, s.dataInvites, s.dataSettings} {
		more, err := part()
		if err != nil {
			return err
		}
		lines = append(lines, more...)
	}
	texts := pages(lines, page)
	for i, text := range texts {
		m := Outgoing{Text: text}
		if i == len(texts)-1 {
			m.Buttons = s.dataButtons()
		}
		if err := s.reply(m); err != nil {
			return err
		}
	}
	return nil
}

// pages joins the lines to texts of at most max UTF-16 units.
func pages(lines []string, max int) []string {
	var list []string
	var b strings.Builder
	used := 0
	flush := func() {
		if text := strings.Trim(b.String(), "\n"); text != "" {
			list = append(list, text)
		}
		b.Reset()
		used = 0
	}
	for _, line := range lines {
		for _, piece := range pieces(line+"\n", max) {
			n := texts.Units(piece)
			if used+n > max {
				flush()
			}
			b.WriteString(piece)
			used += n
		}
	}
	flush()
	return list
}

// pieces cuts a line that is too long for one message, never inside a character.
func pieces(line string, max int) []string {
	var list []string
	start, n := 0, 0
	for i, r := range line {
		w := 1
		if r >= 0x10000 {
			w = 2
		}
		if n+w > max {
			list = append(list, line[start:i])
			start, n = i, 0
		}
		n += w
	}
	return append(list, line[start:])
}

func (s *step) dataPerson() ([]string, error) {
	none := s.t("mydata.none")
	lang := none
	if s.me.Lang != "" {
		lang = s.t("lang." + s.me.Lang)
	}
	place := none
	if s.me.Area != "" {
		place = placeName(s.c, s.me.Area, s.lang)
	}
	lines := []string{s.t("mydata.head"), s.t("mydata.id", "ID", s.me.ID)}
	for _, f := range [][2]string{{"name", s.me.Name}, {"username", s.me.Username}, {"phone", s.me.Phone}, {"address", s.me.Address},
		{"language", lang}, {"code", s.me.Code}, {"place", place}} {
		lines = append(lines, s.t("mydata."+f[0], "Value", orText(f[1], none)))
	}
	lines = append(lines, s.t("mydata.seen", "At", s.clock(s.lang, s.me.SeenAt)))
	for _, m := range s.actor.Members {
		lines = append(lines, s.t("mydata.role", "Value", s.memberName(m, s.lang)))
	}
	return lines, nil
}

func (s *step) dataDraft() ([]string, error) {
	d, ok, err := s.loadDraft()
	if err != nil {
		return nil, err
	}
	var lines []string
	if ok {
		lines = append(lines, "", s.t("mydata.draft"))
		if text := d.text(); text != "" {
			lines = append(lines, text)
		}
		if d.Address != "" {
			lines = append(lines, s.t("mydata.address", "Value", d.Address))
		}
		if n := d.files(); n > 0 {
			lines = append(lines, s.t("draft.files", "Count", n))
		}
	}
	dialog, ok, err := s.tx.Dialog(s.me.ID, s.in.Chat.ID)
	if err == nil && ok && dialog.Order != 0 {
		lines = append(lines, "", s.t("mydata.dialog", "No", number(dialog.Order)))
	}
	return lines, err
}

// allOrders is more orders than one person can have.
const allOrders = 1 << 30

// dataOrders lists the person's own orders with all that happened to them.
func (s *step) dataOrders() ([]string, error) {
	list, err := s.tx.OrdersOf(s.me.ID, allOrders)
	if err != nil {
		return nil, err
	}
	lines := []string{"", s.t("mydata.orders", "Count", len(list))}
	for _, o := range list {
		more, err := s.dataOrder(o)
		if err != nil {
			return nil, err
		}
		lines = append(lines, more...)
	}
	joined, err := s.tx.JoinedBy(s.me.ID)
	if err != nil || len(joined) == 0 {
		return lines, err
	}
	return append(lines, "", s.t("mydata.joined", "List", numbers(joined))), nil
}

func numbers(list []int64) string {
	var words []string
	for _, no := range list {
		words = append(words, number(no))
	}
	return strings.Join(words, " ")
}

func (s *step) dataOrder(o order.Order) ([]string, error) {
	lines := []string{"", s.orderLine(o)}
	if o.Text != "" {
		lines = append(lines, o.Text)
	}
	lines = append(lines, s.t("card.place", "Place", placeName(s.c, o.Area, s.lang)))
	if o.Address != "" {
		lines = append(lines, s.t("mydata.address", "Value", o.Address))
	}
	files, err := s.tx.Attachments(o.No)
	if err != nil {
		return nil, err
	}
	if len(files) > 0 {
		lines = append(lines, s.t("draft.files", "Count", len(files)))
	}
	if o.Rating != order.NotRated {
		lines = append(lines, s.t("card.rated", "Rating", s.t(ratingKey(o.Rating))))
	}
	history, err := s.tx.History(o.No)
	if err != nil {
		return nil, err
	}
	for _, e := range history {
		lines = append(lines, s.historyLine(e))
	}
	return lines, nil
}

// historyLine is one line of the ledger in plain words.
func (s *step) historyLine(e store.Entry) string {
	line := "· " + s.clock(s.lang, e.At) + " " + s.t("mydata.act."+string(e.Act))
	if u := s.c.Unit(e.Unit); u != nil {
		line += " " + u.Name.In(s.lang)
	}
	if u := s.c.Unit(e.Note); u != nil && e.Act == order.Suggest {
		return line + s.t("usage.colon") + u.Name.In(s.lang)
	}
	if note := reasonText(s.lang, e.Note); note != "" && (note != e.Note || isWords(e)) {
		line += s.t("usage.colon") + note
	}
	return line
}

// isWords reports whether somebody wrote the note; the others are codes that
// the act and the unit say already.
func isWords(e store.Entry) bool {
	switch e.Act {
	case order.Finish, order.Settle, order.Relay, order.Refuse, order.Edit, order.Later:
		return true
	}
	return false
}

// dataDone lists what the person did to other people's orders. Whose they are
// is not theirs to read.
func (s *step) dataDone() ([]string, error) {
	list, err := s.tx.EntriesOf(s.me.ID)
	if err != nil {
		return nil, err
	}
	own := map[int64]bool{}
	var lines []string
	for _, e := range list {
		mine, seen := own[e.Order]
		if !seen {
			o, err := s.tx.Order(e.Order)
			if err != nil {
				return nil, err
			}
			mine = o.Resident == s.me.ID
			own[e.Order] = mine
		}
		if mine {
			continue
		}
		if lines == nil {
			lines = append(lines, "", s.t("mydata.done"))
		}
		lines = append(lines, number(e.Order)+" "+s.historyLine(e))
	}
	return lines, nil
}

func (s *step) dataInvites() ([]string, error) {
	lines, err := s.dataListed()
	if err != nil {
		return nil, err
	}
	list, err := s.tx.InvitesOf(s.me.ID)
	if err != nil {
		return nil, err
	}
	picked, err := s.tx.PickedBy(s.me.ID)
	if err != nil || len(list)+len(picked) == 0 {
		return lines, err
	}
	lines = append(lines, "", s.t("mydata.invites"))
	for _, l := range picked {
		lines = append(lines, s.t("mydata.invite_made", "At", s.clock(s.lang, l.Until.Add(-listedFor)), "What", s.memberName(l.Member, s.lang)))
	}
	for _, i := range list {
		key := "mydata.invite_made"
		if i.Used == s.me.ID {
			key = "mydata.invite_used"
		}
		what := s.memberName(order.Member{Role: i.Role, Area: i.Area, Unit: i.Unit}, s.lang)
		lines = append(lines, s.t(key, "At", s.clock(s.lang, i.At), "What", what))
	}
	return lines, nil
}

// askForget is /forget: it says what that does, and asks.
func (s *step) askForget() error {
	last, err := s.lastOwner()
	if err != nil {
		return err
	}
	if last {
		return s.reply(Outgoing{Text: s.t("forget.owner"), Buttons: [][]Button{{{Text: s.t("claim.invite"), Data: data("invite", "top")}}}})
	}
	return s.panel(slotForget, Outgoing{Text: s.t("forget.ask"), Buttons: [][]Button{
		{{Text: s.t("forget.yes"), Data: data("forget", "yes"), Style: "danger"}},
		{{Text: s.t("forget.no"), Data: data("close")}},
	}}, true)
}

// lastOwner reports whether the person is owner and nobody else is.
func (s *step) lastOwner() (bool, error) {
	if !s.has(order.Member{Person: s.me.ID, Role: order.RoleOwner}) {
		return false, nil
	}
	owners, err := s.tx.MembersWith(order.RoleOwner, "")
	for _, m := range owners {
		if m.Person != s.me.ID {
			return false, err
		}
	}
	return true, err
}

// tapForget is the confirming tap: everything that was the person's goes.
func (s *step) tapForget(p press) error {
	if !s.in.Chat.Private || p.arg(0) != "yes" {
		return order.ErrButton
	}
	last, err := s.lastOwner()
	if err != nil {
		return err
	}
	if last {
		s.alert("forget.owner")
		return nil
	}
	if err := s.tx.Bury(s.me.ID); err != nil {
		return err
	}
	if err := s.forgetMe(); err != nil {
		return err
	}
	return s.farewell()
}

// forgetMe deletes everything that is whoever acts'.
func (s *step) forgetMe() error {
	if err := s.tx.Unsay(s.me.ID); err != nil {
		return err
	}
	if err := s.releaseAll(); err != nil {
		return err
	}
	if err := s.withdrawAll(); err != nil {
		return err
	}
	named, err := s.standingFor(s.me.ID, s.actor.Members)
	if err != nil {
		return err
	}
	blank := encode(Outgoing{Text: s.t("forget.blank")})
	emptied, err := s.tx.ForgetPerson(s.me.ID, blank)
	if err != nil {
		return err
	}
	if err := s.redraw(emptied); err != nil {
		return err
	}
	if err := s.redrawUnits(); err != nil {
		return err
	}
	return s.redrawAnswered(named)
}

// redraw lets the cards of emptied orders show none of the person's words any
// more. Nobody is left to be asked for a judgement.
func (s *step) redraw(emptied []int64) error {
	for _, no := range emptied {
		o, err := s.tx.Order(no)
		if err != nil {
			return err
		}
		if o.Resident == 0 && o.State == order.Done {
			if err := s.tx.StopTimer(timerClosing, scope(no)); err != nil {
				return err
			}
		}
		if err := s.refresh(o, false); err != nil {
			return err
		}
	}
	return nil
}

// farewell is the last thing said: posts without a slot are forgotten as soon
// as they are sent.
func (s *step) farewell() error {
	chat := s.in.Chat.ID
	if err := s.tx.Say(store.Post{Kind: store.PostDelete, Chat: chat, MessageID: s.in.Tap.Message}); err != nil {
		return err
	}
	s.actor = order.Actor{}
	if err := s.tx.Say(store.Post{Kind: store.PostMenu, Chat: chat, Body: encode(s.privateMenu())}); err != nil {
		return err
	}
	return s.reply(Outgoing{Text: s.t("forget.done")})
}
