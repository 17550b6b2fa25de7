package flows

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// noticeVersion is the number of the notice of privacy as it stands in the texts.
// Whoever agreed to an older one is asked again, once, and reads what is new
// (notice.news). TestNoticeVersion holds it against the texts.
const noticeVersion = 1

// What people are asked to agree to.
const (
	asksNotice = "notice" // that what they say is kept
	asksPhone  = "phone"  // that whoever takes an order of theirs sees their phone number
)

// How they say it.
const (
	bySubmit  = "submit"  // the tap that submits an order, with the notice above it
	byPage    = "page"    // a button of /privacy, or of a card
	byContact = "contact" // the answer to the question after a phone number was given
)

const slotPrivacy, slotPhone = "privacy", "phone"

// agreed reports whether whoever acts has agreed to the notice as it is now;
// before is true when they had agreed to an older one.
func (s *step) agreed() (now, before bool, err error) {
	c, ok, err := s.tx.Consent(s.me.ID, asksNotice)
	given := ok && c.Given
	return given && c.Version >= noticeVersion, given && c.Version < noticeVersion, err
}

func (s *step) agree(what string, given bool, way string) error {
	if s.in.Anonymous || s.in.Person.Bot {
		return nil
	}
	return s.tx.Agree(store.Consent{Person: s.me.ID, What: what, Version: noticeVersion, Given: given, Way: way})
}

// notice is the short notice for whoever has not agreed to it yet; "" for all
// others.
func (s *step) notice() (string, error) {
	now, before, err := s.agreed()
	if now || err != nil {
		return "", err
	}
	text := s.t("notice.short", "Days", s.keep.Orders)
	if before {
		text = s.t("notice.news") + "\n" + text
	}
	return text, nil
}

// withNotice puts the notice on the card of a draft: the tap that submits it is
// then the consent. An emergency waits for nobody to read; there it follows on
// the order's card.
func (s *step) withNotice(d draft, rich *texts.Rich, m *Outgoing) error {
	if s.c.ClassOf(d.Category).Emergency {
		return nil
	}
	notice, err := s.notice()
	if err != nil || notice == "" {
		return err
	}
	rich.Line("").Line("").Line(notice).Add(s.t("notice.submit"))
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("notice.more"), Data: data("privacy", "page")}})
	if d.Notice == noticeVersion {
		return nil
	}
	d.Notice = noticeVersion
	row, ok, err := s.tx.Draft(s.me.ID)
	if err != nil || !ok {
		return err
	}
	row.Doc = encode(d) // not saveDraft: nobody has said anything
	return s.tx.SaveDraft(row)
}

// consents takes the tap that submits as the consent. ready is false when the
// card had no notice on it: then it has now, and waits for one more tap.
func (s *step) consents(d draft) (ready bool, err error) {
	now, _, err := s.agreed()
	switch {
	case err != nil || now || s.c.ClassOf(d.Category).Emergency:
		return err == nil, err
	case d.Notice != noticeVersion:
		s.toast("notice.read")
		return false, s.draftCard(d, "", true)
	}
	return true, s.agree(asksNotice, true, bySubmit)
}

// noticed puts the notice on the card of an emergency whose resident was not
// asked before.
func (d *drawing) noticed() error {
	if !d.c.ClassFor(d.o).Emergency || d.o.Chat <= 0 || d.o.Chat != d.o.Resident {
		return nil
	}
	if c, ok, err := d.tx.Consent(d.o.Resident, asksNotice); err != nil || ok && c.Version >= noticeVersion {
		return err
	}
	d.rich.Line("").Line(d.t("notice.short", "Days", d.keep.Orders))
	d.row(Button{Text: d.t("notice.agree"), Data: data("privacy", "agree", d.o.No)}, Button{Text: d.t("notice.more"), Data: data("privacy", "page")})
	return nil
}

// sharesPhone reports whether the taker of the order may see the resident's
// phone number. They were asked for that alone. In an emergency, where somebody's life may hang on a
// call, it goes out unless they said no; they are told.
func (s *step) sharesPhone(o order.Order) (bool, error) {
	c, ok, err := s.tx.Consent(o.Resident, asksPhone)
	if err != nil {
		return false, err
	}
	return c.Given || !ok && s.c.ClassFor(o).Emergency, nil
}

// askPhone asks whether takers may see the phone number that was given.
func (s *step) askPhone() error {
	return s.panel(slotPhone, Outgoing{Text: s.t("phone.ask"), Buttons: [][]Button{
		{{Text: s.t("phone.yes"), Data: data("privacy", "phone", "yes"), Style: "success"}, {Text: s.t("phone.no"), Data: data("privacy", "phone", "no")}}}}, true)
}

// phoneUnasked reports whether whoever acts gave a phone number before they were
// asked who may see it.
func (s *step) phoneUnasked() (bool, error) {
	if s.me.Phone == "" {
		return false, nil
	}
	_, ok, err := s.tx.Consent(s.me.ID, asksPhone)
	return !ok, err
}

// privacy is /privacy: what is kept, why, how long, what one has agreed to, and
// how to have it deleted.
func (s *step) privacy() error {
	if s.in.Chat.Private {
		return s.privacyPage("", true)
	}
	return s.reply(Outgoing{Text: s.privacyText(), Buttons: [][]Button{
		{{Text: s.t("menu.mydata"), URL: s.startLink("mydata")}, {Text: s.t("menu.forget"), URL: s.startLink("forget")}}}})
}

func (s *step) privacyText() string {
	text := s.t("privacy.text", "Community", s.c.Name.In(s.lang), "Days", s.keep.Orders, "Files", s.keep.Files, "Drafts", s.keep.Drafts, "Messages", s.keep.Messages)
	if s.keepDays > 0 {
		text += "\n" + s.t("privacy.backups", "Days", s.keepDays)
	}
	if contact := s.own(s.lang, "contact"); contact != "" {
		text += "\n" + contact
	}
	return text
}

// privacyPage is the page with its buttons, below a first line, which may be none.
func (s *step) privacyPage(head string, fresh bool) error {
	now, _, err := s.agreed()
	if err != nil {
		return err
	}
	text := s.privacyText() + "\n" + s.t("privacy.how")
	if head != "" {
		text = head + "\n\n" + text
	}
	m := Outgoing{Text: text}
	b := func(key string, args ...any) {
		m.Buttons = append(m.Buttons, []Button{{Text: s.t(key), Data: data("privacy", args...)}})
	}
	if now {
		b("notice.withdraw", "withdraw")
	} else {
		b("notice.agree", "agree")
	}
	if s.me.Phone != "" {
		c, _, err := s.tx.Consent(s.me.ID, asksPhone)
		if err != nil {
			return err
		}
		if c.Given {
			b("phone.hide", "phone", "no", "page")
		} else {
			b("phone.show", "phone", "yes", "page")
		}
	}
	b("shown.button", "shown")
	return s.panel(slotPrivacy, m, fresh)
}

// tapPrivacy handles the buttons of /privacy, and those that ask to agree.
func (s *step) tapPrivacy(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	switch p.arg(0) {
	case "page":
		return s.privacyPage("", p.arg(1) == "")
	case "shown":
		return s.shownPage()
	case "agree":
		return s.tapAgree(p)
	case "withdraw":
		return s.tapTakeBack()
	case "phone":
		return s.tapPhone(p)
	case "file":
		return s.sendData(p.arg(1))
	}
	return order.ErrButton
}

func (s *step) tapAgree(p press) error {
	if err := s.agree(asksNotice, true, byPage); err != nil {
		return err
	}
	s.toast("notice.agreed")
	if no := orderNumber(p.arg(1)); no > 0 {
		o, err := s.tx.Order(no)
		if err != nil || o.Resident != s.me.ID {
			return err
		}
		return s.refresh(o, false)
	}
	return s.privacyPage(s.t("notice.agreed"), false)
}

// tapTakeBack is the withdrawal: as easy as agreeing. What was asked for before
// goes on, since somebody works on it; the phone number goes off all cards.
func (s *step) tapTakeBack() error {
	if err := s.agree(asksNotice, false, byPage); err != nil {
		return err
	}
	if s.me.Phone != "" {
		if err := s.setPhone(false, byPage); err != nil {
			return err
		}
	}
	s.toast("notice.withdrawn")
	return s.privacyPage(s.t("notice.withdrawn_means"), false)
}

func (s *step) tapPhone(p press) error {
	yes := p.arg(1) == "yes"
	if !yes && p.arg(1) != "no" {
		return order.ErrButton
	}
	if s.me.Phone == "" { // the button is from before
		s.alert("phone.none")
		return nil
	}
	way, key := byContact, "phone.said_no"
	if p.arg(2) == "page" {
		way = byPage
	}
	if yes {
		key = "phone.said_yes"
	}
	if err := s.setPhone(yes, way); err != nil {
		return err
	}
	s.toast(key)
	if way == byPage {
		return s.privacyPage(s.t(key), false)
	}
	if err := s.dropPost(s.me.ID, slotPhone); err != nil {
		return err
	}
	return s.reply(Outgoing{Text: s.t("contact.kept") + s.t(key), Keyboard: s.keyboard()})
}

// setPhone keeps whether takers may see the phone number. Who is on the way
// already sees it at once, or no more.
func (s *step) setPhone(yes bool, way string) error {
	if err := s.agree(asksPhone, yes, way); err != nil {
		return err
	}
	return s.redrawTaken()
}

// redrawTaken draws the cards of whoever acts' orders that somebody has taken.
func (s *step) redrawTaken() error {
	list, err := s.tx.OpenOf(s.me.ID)
	if err != nil {
		return err
	}
	for _, o := range list {
		if o.State.Taken() {
			if err := s.refresh(o, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// mostShown is how many lines the page has; /mydata has all.
const mostShown = 20

// shownPage says who saw the phone number and the address.
func (s *step) shownPage() error {
	lines, err := s.shownLines()
	if err != nil {
		return err
	}
	text := s.t("shown.none")
	if len(lines) > 0 {
		text = s.t("shown.head") + "\n" + strings.Join(lines[max(0, len(lines)-mostShown):], "\n")
	}
	return s.panel(slotPrivacy, Outgoing{Text: text, Buttons: [][]Button{{{Text: s.t("button.back"), Data: data("privacy", "page", "back")}}}}, false)
}

// shownLines is a line for each time, oldest first.
func (s *step) shownLines() ([]string, error) {
	list, err := s.tx.ShownOf(s.me.ID)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, x := range list {
		lines = append(lines, strings.TrimSpace(s.t("shown.line", "At", s.clock(s.lang, x.At), "No", shownFor(x), "Who", s.shownWho(x), "What", s.shownWhat(x))))
	}
	return lines, nil
}

func shownFor(x store.Shown) string {
	if x.Order == 0 {
		return ""
	}
	return number(x.Order)
}

// shownWho is the viewer's unit, or else their role; not their name, which is theirs.
func (s *step) shownWho(x store.Shown) string {
	if u := s.c.Unit(x.Unit); u != nil {
		return u.Name.In(s.lang)
	}
	if x.Role != "" {
		return s.t("role." + x.Role)
	}
	return s.t("card.somebody")
}

func (s *step) shownWhat(x store.Shown) string {
	var words []string
	for _, w := range x.What {
		words = append(words, s.t("shown.what."+w))
	}
	return strings.Join(words, s.t("shown.and"))
}

// logShown keeps that the taker's card shows what is the resident's own. In an
// emergency whose resident was not asked about their phone, they are told.
func (s *step) logShown(o order.Order, viewer int64, what []string, values ...string) error {
	if len(what) == 0 || viewer <= 0 || o.Resident == 0 {
		return nil
	}
	sum := sha256.Sum256([]byte(strings.Join(values, "\x00")))
	first, err := s.tx.Show(store.Shown{Person: o.Resident, Viewer: viewer, Order: o.No, What: what, Unit: o.Unit, How: "card", Sum: hex.EncodeToString(sum[:8])})
	if err != nil || !first || !slices.Contains(what, "phone") {
		return err
	}
	if _, asked, err := s.tx.Consent(o.Resident, asksPhone); err != nil || asked {
		return err
	}
	to, ok, err := s.reach(o.Resident)
	if err != nil || !ok {
		return err
	}
	unit := ""
	if u := s.c.Unit(o.Unit); u != nil {
		unit = u.Name.In(to.lang)
	}
	return s.say(to, o.No, Outgoing{Text: say(to.lang, "phone.emergency", "No", number(o.No), "Name", unit)})
}

// dataConsent is what the person agreed to, and who saw what.
func (s *step) dataConsent() ([]string, error) {
	list, err := s.tx.ConsentsOf(s.me.ID)
	if err != nil {
		return nil, err
	}
	var lines []string
	for i, c := range list {
		if i == 0 {
			lines = append(lines, "", s.t("mydata.consents"))
		}
		lines = append(lines, s.t("mydata.consent", "At", s.clock(s.lang, c.At), "What", s.t(consentKey(c)), "Version", c.Version))
	}
	seen, err := s.shownLines()
	if err != nil || len(seen) == 0 {
		return lines, err
	}
	return append(append(lines, "", s.t("shown.head")), seen...), nil
}

func consentKey(c store.Consent) string {
	if c.Given {
		return "consent." + c.What + ".yes"
	}
	return "consent." + c.What + ".no"
}
