package flows

import (
	"strconv"
	"strings"

	"huiyin/order"
	"huiyin/texts"
)

// alone are the commands that are answered only in private, because the answer
// is nobody else's business. Each is also a payload of a link to the bot.
var alone = []string{"my", "mydata", "forget", "invite", "people", "claim", "whoami", "doctor", "leave", "grid", "roster", "settings", "areas"}

// linked are the further commands that a link to the bot may carry.
var linked = []string{"privacy", "language", "help", "duty"}

// command routes a command. Not handled is what it does not know.
func (s *step) command(name, args string) (handled bool, err error) {
	args = strings.TrimSpace(args)
	if !s.in.Chat.Private && known(alone, name) {
		return true, s.elsewhere(name)
	}
	switch name {
	case "start":
		err = s.start(args)
	case "help":
		err = s.help()
	case "my":
		err = s.my()
	case "status":
		err = s.status(args)
	case "cancel":
		err = s.cancel()
	case "language", "lang":
		err = s.language()
	case "privacy":
		err = s.privacy()
	case "mydata":
		err = s.mydata()
	case "forget":
		err = s.askForget()
	case "bind":
		err = s.bind(true)
	case "invite":
		err = s.invite()
	case "people":
		err = s.people(args)
	case "leave":
		err = s.leave()
	case "grid":
		err = s.gridList()
	case "duty":
		err = s.duty()
	case "areas":
		err = s.areas()
	case "settings":
		err = s.settings()
	case "doctor":
		err = s.doctor()
	case "roster":
		err = s.sendRoster()
	case "claim":
		err = s.claimCommand(args)
	case "whoami":
		err = s.whoami()
	default:
		return false, nil
	}
	return true, err
}

// elsewhere sends somebody from a group to their private chat.
func (s *step) elsewhere(name string) error {
	return s.reply(Outgoing{Text: s.t("commands.private"), Buttons: [][]Button{{{Text: s.t("button.private"), URL: s.startLink(name)}}}})
}

// start is /start, with what the link that led here carried.
func (s *step) start(payload string) error {
	if !s.in.Chat.Private {
		if payload == "bind" {
			return s.bind(false) // the chooser may stand there already
		}
		if code, ok := strings.CutPrefix(payload, passPrefix); ok {
			return s.bindByLink(code)
		}
		return s.help()
	}
	if err := s.menu(); err != nil {
		return err
	}
	if handled, err := s.claim(payload); handled || err != nil {
		return err
	}
	if code, ok := strings.CutPrefix(payload, "i_"); ok {
		return s.useInvite(code)
	}
	if key, ok := strings.CutPrefix(payload, "b_"); ok {
		return s.arrived(key)
	}
	if known(alone, payload) || known(linked, payload) {
		_, err := s.command(payload, "")
		return err
	}
	if payload != "" {
		if no := orderNumber(payload[1:]); no > 0 {
			switch payload[0] {
			case 't':
				return s.showTaker(no)
			case 'o':
				return s.showOrder(no)
			}
		}
	}
	return s.welcome()
}

// welcome greets, shows the four big keys and what this person can do.
func (s *step) welcome() error {
	if err := s.sayWelcome(""); err != nil {
		return err
	}
	code, err := s.ClaimCode(s.tx)
	if err != nil {
		return err
	}
	if code != "" {
		return s.reply(Outgoing{Text: s.t("claim.how")})
	}
	_, err = s.offerDraft()
	return err
}

// sayWelcome says the greeting below a first line, which may be none.
func (s *step) sayWelcome(key string, args ...any) error {
	text := s.own(s.lang, "welcome", "Community", s.c.Name.In(s.lang)) + "\n" + s.usage()
	if contact := s.own(s.lang, "contact"); contact != "" {
		text += "\n" + contact
	}
	if notice, err := s.notice(); err != nil {
		return err
	} else if notice != "" {
		text += "\n\n" + notice
	}
	if key != "" {
		text = s.t(key, args...) + "\n\n" + text
	}
	return s.reply(Outgoing{Text: text, Keyboard: s.keyboard()})
}

// arrived answers the link of a building: the person is there, or lives there.
func (s *step) arrived(key string) error {
	a := s.c.Area(key)
	if a == nil || a.Kind == order.KindStreet {
		return s.sayWelcome("start.unknown_place")
	}
	s.me.Area = a.Key
	if err := s.savePerson(s.me); err != nil {
		return err
	}
	if err := s.goHome(); err != nil {
		return err
	}
	return s.sayWelcome("start.place", "Place", placeName(s.c, a.Key, s.lang))
}

// usage says what this person can do, one line for each role.
func (s *step) usage() string {
	lines := []string{s.own(s.lang, "usage")}
	var seen []string
	for _, m := range s.actor.Members {
		if !known(seen, string(m.Role)) {
			seen = append(seen, string(m.Role))
			lines = append(lines, "• "+s.t("role."+string(m.Role))+s.t("usage.colon")+s.t("usage.role."+string(m.Role)))
		}
	}
	return strings.Join(lines, "\n")
}

// The four big keys, by the names of their texts. Below them stands one to
// leave a phone number, as long as there is none.
var bigKeys = []string{"key.order", "key.my", "key.call", "key.help"}

func (s *step) keyboard() [][]Key {
	k := func(i int) Key { return Key{Text: s.t(bigKeys[i])} }
	rows := [][]Key{{k(0), k(1)}, {k(2), k(3)}}
	if s.me.Phone == "" {
		rows = append(rows, []Key{{Text: s.t("key.phone"), Phone: true}})
	}
	return rows
}

// bigKey answers the four big keys. They say their own text, in the language
// that they were shown in, which may not be today's.
func (s *step) bigKey(text string) (handled bool, err error) {
	text = strings.TrimSpace(text)
	for _, key := range append([]string{"key.back"}, bigKeys...) {
		if text != say(texts.ZH, key) && text != say(texts.EN, key) {
			continue
		}
		switch key {
		case "key.back":
			err = s.backToKeys()
		case "key.order":
			err = s.reply(Outgoing{Text: s.t("private.how")})
		case "key.my":
			err = s.my()
		case "key.call":
			err = s.callForHelp()
		case "key.help":
			err = s.help()
		}
		return true, err
	}
	return false, nil
}

// backToKeys puts the four big keys in place of one that opens a list.
func (s *step) backToKeys() error {
	if err := s.tx.DropDialog(s.me.ID, s.in.Chat.ID); err != nil {
		return err
	}
	return s.reply(Outgoing{Text: s.t("private.how"), Keyboard: s.keyboard()})
}

// latest is how many of a person's own orders /my lists.
const latest = 10

// my is /my: what the person asked for, and what they have taken.
func (s *step) my() error {
	asked, err := s.tx.OrdersOf(s.me.ID, latest)
	if err != nil {
		return err
	}
	taken, err := s.tx.TakenBy(s.me.ID)
	if err != nil {
		return err
	}
	if len(asked) == 0 && len(taken) == 0 {
		return s.reply(Outgoing{Text: s.t("my.none"), Keyboard: s.keyboard()})
	}
	var lines []string
	var open []int64
	list := func(head string, orders []order.Order) {
		if len(orders) > 0 {
			lines = append(lines, s.t(head))
		}
		for _, o := range orders {
			lines = append(lines, s.orderLine(o))
			if o.State.Open() && !has(open, o.No) {
				open = append(open, o.No)
			}
		}
	}
	list("my.asked", asked)
	list("my.taken", taken)
	m := Outgoing{Text: strings.Join(lines, "\n")}
	for i, no := range open {
		if i == 90 { // Telegram takes 100 buttons
			break
		}
		if i%3 == 0 {
			m.Buttons = append(m.Buttons, nil)
		}
		last := len(m.Buttons) - 1
		m.Buttons[last] = append(m.Buttons[last], Button{Text: number(no), Data: data("show", no)})
	}
	return s.reply(m)
}

func has(list []int64, x int64) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// orderLine is an order in one line: "#1024 电梯故障 · 待接单".
func (s *step) orderLine(o order.Order) string {
	return number(o.No) + " " + s.c.Category(o.Category).Name.In(s.lang) + " · " + s.t("state."+string(o.State))
}

// status is /status NUMBER.
func (s *step) status(args string) error {
	if args == "" {
		return s.reply(Outgoing{Text: s.t("status.how")})
	}
	no := orderNumber(args)
	if no == 0 {
		return s.reply(Outgoing{Text: s.t("status.bad")})
	}
	return s.showOrder(no)
}

// orderNumber reads an order's number as people write it: 1024, #1024, １０２４号.
// 0 is none.
func orderNumber(text string) int64 {
	text = strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, text)
	text = strings.Trim(text, " #＃号单.。")
	no, err := strconv.ParseInt(text, 10, 64)
	if err != nil || no < 0 {
		return 0
	}
	return no
}

// cancel is /cancel: nothing is expected any more, and the draft goes.
func (s *step) cancel() error {
	_, waiting, err := s.tx.Dialog(s.me.ID, s.in.Chat.ID)
	if err != nil {
		return err
	}
	if err := s.tx.DropDialog(s.me.ID, s.in.Chat.ID); err != nil {
		return err
	}
	dropped := false
	if s.in.Chat.Private {
		if dropped, err = s.cancelDraft(); err != nil {
			return err
		}
	}
	switch {
	case dropped:
		return s.reply(Outgoing{Text: s.t("cancel.draft")})
	case waiting:
		return s.reply(Outgoing{Text: s.t("cancel.done")})
	}
	return s.reply(Outgoing{Text: s.t("cancel.nothing")})
}

// whoami is /whoami: what the person is here.
func (s *step) whoami() error {
	if len(s.actor.Members) == 0 {
		return s.reply(Outgoing{Text: s.t("whoami.resident")})
	}
	lines := []string{s.t("whoami.are")}
	for _, m := range s.actor.Members {
		lines = append(lines, "• "+s.memberName(m, s.lang))
	}
	return s.reply(Outgoing{Text: strings.Join(lines, "\n")})
}
