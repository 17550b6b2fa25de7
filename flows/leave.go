package flows

import (
	"strconv"
	"time"

	"huiyin/order"
	"huiyin/store"
)

// Why a leave can't be taken, or what comes with it not be done.
const (
	errOnLeave   order.Error = "leave.already"
	errNoLeave   order.Error = "leave.none"
	errLeaveDay  order.Error = "leave.bad_day"
	errNoStandIn order.Error = "standin.not_them" // has no role there, is on leave too, or can't be reached
	errOver      order.Error = "standin.over"     // somebody else was asked meanwhile, or the leave is over
)

// answerWithin is how soon somebody who is asked to stand in has to answer
// before the desk hears what nobody looks after.
const answerWithin = 30 * time.Minute

// leave is /leave: until when somebody with a role is away.
func (s *step) leave() error {
	if len(s.actor.Members) == 0 {
		return s.reply(Outgoing{Text: s.t("leave.no_role")})
	}
	m, err := s.leaveTop()
	if err != nil {
		return err
	}
	return s.panel(slotLeave, m, true)
}

// leaveTop asks until when, or shows the leave that goes on.
func (s *step) leaveTop() (Outgoing, error) {
	l, away, err := s.away(s.me.ID)
	if err != nil {
		return Outgoing{}, err
	}
	if away {
		return s.leaveNow(l)
	}
	b := func(key string, args ...any) Button { return Button{Text: s.t(key), Data: data("leave", args...)} }
	return Outgoing{Text: s.t("leave.ask"), Buttons: [][]Button{
		{b("leave.today", "on", int(s.today())), b("leave.tomorrow", "on", int(s.today()+1))},
		{b("leave.days3", "on", int(s.today()+2)), b("leave.week", "on", int(s.today()+6))},
		{b("leave.other", "more", 0)},
		{{Text: s.t("choose.close"), Data: data("close")}},
	}}, nil
}

// leaveNow shows a leave that goes on, who stands in, and how to end it.
func (s *step) leaveNow(l order.Leave) (Outgoing, error) {
	text := s.t("leave.until", "Day", s.dayName(s.lang, l.Last(s.c.Zone())))
	ask := "leave.find"
	switch {
	case l.Substitute != 0:
		name, err := s.nameOf(l.Substitute, s.lang)
		if err != nil {
			return Outgoing{}, err
		}
		text, ask = text+"\n"+s.t("leave.substitute", "Name", name), "leave.find_other"
	case l.Asked != 0:
		name, err := s.nameOf(l.Asked, s.lang)
		if err != nil {
			return Outgoing{}, err
		}
		text, ask = text+"\n"+s.t("leave.asked", "Name", name), "leave.find_other"
	default:
		text += "\n" + s.t("leave.nobody")
	}
	return Outgoing{Text: text, Buttons: [][]Button{
		{{Text: s.t("leave.end"), Data: data("leave", "end")}, {Text: s.t(ask), Data: data("leave", "who", 0)}},
		{{Text: s.t("choose.close"), Data: data("close")}},
	}}, nil
}

// tapLeave goes on with /leave.
func (s *step) tapLeave(p press) error {
	if !s.in.Chat.Private {
		return order.ErrButton
	}
	if len(s.actor.Members) == 0 {
		s.alert("leave.no_role")
		return nil
	}
	n, err := strconv.ParseInt(p.arg(1), 10, 64)
	if err != nil && p.arg(1) != "" {
		return order.ErrButton
	}
	switch p.arg(0) {
	case "top":
		if err := s.dropDate(); err != nil {
			return err
		}
		m, err := s.leaveTop()
		if err != nil {
			return err
		}
		return s.panel(slotLeave, m, false)
	case "more":
		return s.leaveDays(int(n))
	case "on":
		return s.takeLeave(order.Day(n))
	case "who":
		return s.leaveWho(int(n), "leave.who")
	case "ask":
		return s.askStandIn(n)
	case "alone":
		return s.leaveAlone()
	case "end":
		return s.endLeaveEarly()
	}
	return order.ErrButton
}

// Pages of days to choose from: four weeks each, a year in all.
const (
	daysInRow  = 4
	daysOnPage = 28
)

// dayButtons are the days of one page from the first on, each leading on to
// what to makes of it. The page before and the one after come last.
func (s *step) dayButtons(first order.Day, page int, day func(order.Day) string, turn func(int) string) [][]Button {
	if page < 0 || page*daysOnPage > order.LeaveDays {
		page = 0
	}
	var rows [][]Button
	for i := range daysOnPage {
		if i%daysInRow == 0 {
			rows = append(rows, nil)
		}
		d := first + order.Day(page*daysOnPage+i)
		_, month, n := d.On()
		label := strconv.Itoa(int(month)) + "/" + strconv.Itoa(n) + " " + weekday(s.lang, d.Weekday())
		rows[len(rows)-1] = append(rows[len(rows)-1], Button{Text: label, Data: day(d)})
	}
	if t := turns(page, (page+1)*daysOnPage <= order.LeaveDays, turn); t != nil {
		rows = append(rows, t)
	}
	return rows
}

// leaveDays lets somebody choose the last day, or write it.
func (s *step) leaveDays(page int) error {
	if _, away, err := s.away(s.me.ID); err != nil || away {
		return orError(err, errOnLeave)
	}
	if err := s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: s.in.Chat.ID, Step: dialogDate}); err != nil {
		return err
	}
	rows := s.dayButtons(s.today(), page, func(d order.Day) string { return data("leave", "on", int(d)) },
		func(page int) string { return data("leave", "more", page) })
	rows = append(rows, []Button{{Text: s.t("button.back"), Data: data("leave", "top")}})
	return s.panel(slotLeave, Outgoing{Text: s.t("leave.which"), Buttons: rows}, false)
}

func orError(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// dropDate waits for a written date no more; what else is waited for stays.
func (s *step) dropDate() error {
	d, ok, err := s.tx.Dialog(s.me.ID, s.in.Chat.ID)
	if err != nil || !ok || d.Step != dialogDate {
		return err
	}
	return s.tx.DropDialog(s.me.ID, s.in.Chat.ID)
}

// dateAnswer takes a date that was written. Anything else is not an answer but
// something new, and goes its way.
func (s *step) dateAnswer() (handled bool, err error) {
	if err := s.tx.DropDialog(s.me.ID, s.in.Chat.ID); err != nil {
		return false, err
	}
	day, ok := order.ReadDay(s.in.Message.Text, s.today())
	if !ok || len(s.actor.Members) == 0 {
		return false, nil
	}
	return true, s.takeLeave(day)
}

// takeLeave begins a leave that has this last day. Whatever is held meanwhile
// finds somebody else; no clock moves.
func (s *step) takeLeave(last order.Day) error {
	if _, away, err := s.away(s.me.ID); err != nil || away {
		return orError(err, errOnLeave)
	}
	l, ok := s.c.LeaveFrom(s.me.ID, s.now, last)
	if !ok {
		return errLeaveDay
	}
	if err := s.dropDate(); err != nil {
		return err
	}
	if err := s.tx.SaveLeave(l); err != nil {
		return err
	}
	if err := s.learnRoles(); err != nil { // who is away stands in for nobody
		return err
	}
	id := strconv.FormatInt(s.me.ID, 10)
	if err := s.tx.SetTimer(timerLeave, id, l.Until); err != nil {
		return err
	}
	if err := s.redrawHeld(s.me.ID); err != nil {
		return err
	}
	list, err := s.standIns()
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return s.leaveAlone()
	}
	if err := s.tx.SetTimer(timerStandIn, id, s.now.Add(answerWithin)); err != nil {
		return err
	}
	return s.leaveWho(0, "leave.begun")
}

// leaveWho asks who is to stand in.
func (s *step) leaveWho(page int, key string) error {
	l, away, err := s.away(s.me.ID)
	if err != nil || !away {
		return orError(err, errNoLeave)
	}
	list, err := s.standIns()
	if err != nil {
		return err
	}
	text := s.t(key, "Day", s.dayName(s.lang, l.Last(s.c.Zone())))
	if len(list) == 0 {
		text = s.t("leave.no_one")
	}
	held, err := s.tx.TakenBy(s.me.ID)
	if err != nil {
		return err
	}
	if len(held) > 0 {
		text += "\n" + s.t("leave.held", "Count", len(held))
	}
	m := Outgoing{Text: text}
	page, first, last := leaf(len(list), page)
	for _, p := range list[first:last] {
		name, err := s.nameOf(p, s.lang)
		if err != nil {
			return err
		}
		m.Buttons = append(m.Buttons, []Button{{Text: name, Data: data("leave", "ask", p)}})
	}
	if t := turns(page, last < len(list), func(page int) string { return data("leave", "who", page) }); t != nil {
		m.Buttons = append(m.Buttons, t)
	}
	m.Buttons = append(m.Buttons, []Button{{Text: s.t("leave.alone"), Data: data("leave", "alone")}, {Text: s.t("leave.end"), Data: data("leave", "end")}})
	// A date may have been written, and then the question stands above it.
	return s.panel(slotLeave, m, s.in.Kind == Said)
}

// standIns lists who may stand in for whoever acts: people of the same unit or
// area who are there and can be reached.
func (s *step) standIns() ([]int64, error) {
	all, err := s.tx.Members()
	if err != nil {
		return nil, err
	}
	roles := map[int64][]order.Member{}
	var people []int64
	for _, m := range all {
		if roles[m.Person] == nil {
			people = append(people, m.Person)
		}
		roles[m.Person] = append(roles[m.Person], m)
	}
	var list []int64
	for _, p := range people {
		if p == s.me.ID || len(s.c.Lent(roles[p], s.actor.Members)) == 0 {
			continue
		}
		r, err := s.reachability(p, "")
		if err != nil {
			return nil, err
		}
		if why, _ := r.Hitch(s.now, time.Time{}); why == order.NoHitch {
			list = append(list, p)
		}
	}
	return list, nil
}

// leaveAlone goes without a substitute: the desk hears what is held.
func (s *step) leaveAlone() error {
	l, away, err := s.away(s.me.ID)
	if err != nil || !away {
		return orError(err, errNoLeave)
	}
	if err := s.withdrawAsk(&l); err != nil {
		return err
	}
	if err := s.tx.StopTimer(timerStandIn, strconv.FormatInt(s.me.ID, 10)); err != nil {
		return err
	}
	if err := s.tellAway(l); err != nil {
		return err
	}
	m, err := s.leaveNow(l)
	if err != nil {
		return err
	}
	return s.panel(slotLeave, m, s.in.Kind == Said)
}

// endLeaveEarly is the button that ends it.
func (s *step) endLeaveEarly() error {
	l, away, err := s.away(s.me.ID)
	if err != nil || !away {
		return orError(err, errNoLeave)
	}
	if err := s.endLeave(l); err != nil {
		return err
	}
	s.toast("leave.ended_toast")
	return s.panel(slotLeave, Outgoing{Text: s.t("leave.ended")}, false)
}

// endLeave ends a leave; what was handed over stays where it is.
func (s *step) endLeave(l order.Leave) error {
	if err := s.withdrawAsk(&l); err != nil {
		return err
	}
	if err := s.tx.EndLeave(l.Person); err != nil {
		return err
	}
	id := strconv.FormatInt(l.Person, 10)
	for _, kind := range []string{timerLeave, timerStandIn} {
		if err := s.tx.StopTimer(kind, id); err != nil {
			return err
		}
	}
	if err := s.redrawHeld(l.Person); err != nil {
		return err
	}
	return s.relieve(l)
}

// dueLeave ends a leave at its time. Whoever is asleep hears of it in the morning.
func (s *step) dueLeave(scope string) error {
	person, err := strconv.ParseInt(scope, 10, 64)
	if err != nil {
		return nil
	}
	all, err := s.tx.Leaves()
	l, ok := all[person]
	if err != nil || !ok || s.now.Before(l.Until) {
		return err
	}
	if err := s.endLeave(l); err != nil {
		return err
	}
	to, ok, err := s.reach(person)
	if err != nil || !ok {
		return err
	}
	if to.notBefore, err = s.wakes(person); err != nil {
		return err
	}
	if err := s.dropPost(person, slotLeave); err != nil {
		return err
	}
	return s.say(to, 0, Outgoing{Text: say(to.lang, "leave.over")})
}
