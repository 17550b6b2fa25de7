package flows

import (
	"huiyin/order"
)

func (d *drawing) groupCard() (Outgoing, error) {
	if d.veiled {
		return d.secretCard()
	}
	d.words()
	d.place()
	if d.o.State.Open() {
		if err := d.standing(); err != nil {
			return Outgoing{}, err
		}
		d.row(Button{Text: d.t("button.join"), Data: data("join", d.o.No)}, d.button("button.withdraw", "withdraw"))
	} else {
		d.ending()
		if d.o.State == order.Done {
			d.ratings()
		}
	}
	return d.done()
}

func (d *drawing) residentCard() (Outgoing, error) {
	d.words()
	d.place()
	if d.o.Address != "" {
		d.line("card.address", "Address", d.o.Address)
	}
	if d.sensitive(d.o) && d.o.State.Open() {
		d.line("secret.resident")
		if d.o.Chat < 0 {
			d.line("secret.delete")
		}
	}
	if d.o.State.Open() {
		if err := d.standing(); err != nil {
			return Outgoing{}, err
		}
		if d.o.State == order.Held {
			d.row(d.button("button.object", "resume"))
		}
		if d.o.State.Taken() {
			d.row(d.button("button.message", "message"), d.button("button.withdraw", "withdraw"))
		} else {
			d.row(d.button("button.withdraw", "withdraw"))
		}
	} else {
		d.ending()
		if d.o.State == order.Done {
			d.ratings()
		}
	}
	if err := d.noticed(); err != nil {
		return Outgoing{}, err
	}
	return d.done()
}

// standing is how an open order stands, for residents: who has it, who answers
// for it, what was promised, what comes next.
func (d *drawing) standing() error {
	d.holder()
	if err := d.answer(); err != nil {
		return err
	}
	d.promise()
	d.joined()
	d.next()
	return nil
}

func (d *drawing) ratings() {
	d.row(d.button("rating.1", "rate", 1), d.button("rating.2", "rate", 2), d.button("rating.3", "rate", 3))
	d.row(d.button("button.reopen", "reopen"))
}

// unitCard is what a unit sees in its chat. Phone and exact address are never on it.
func (d *drawing) unitCard() (Outgoing, error) {
	mine, err := d.dispatchOf(d.unit)
	if err != nil {
		return Outgoing{}, err
	}
	if d.sensitive(d.o) {
		d.line("secret.unit")
	} else {
		d.guarded()
		d.place()
	}
	switch {
	case d.o.State == order.Offered && mine == order.DispatchOffered:
		if again, err := d.upheld(d.o, d.unit); err != nil {
			return Outgoing{}, err
		} else if again {
			d.line("card.upheld")
		}
		if err := d.answer(); err != nil {
			return Outgoing{}, err
		}
		d.promise()
		d.joined()
		d.next()
		d.row(Button{Text: d.t("button.accept"), Data: data("accept", d.o.No), Style: "success"}, d.button("button.decline", "decline"))
		if err := d.startRow(); err != nil {
			return Outgoing{}, err
		}
		if err := d.laterRow(d.reader); err != nil {
			return Outgoing{}, err
		}
	case d.o.State.Taken() && mine == order.DispatchAccepted:
		d.line("card.taken_by", "Name", d.personName(d.o.Taker))
		if err := d.answer(); err != nil {
			return Outgoing{}, err
		}
		d.promise()
		d.next()
		d.row(Button{Text: d.t("button.private"), URL: d.startLink("t" + scope(d.o.No))})
	case d.o.State.Taken():
		d.line("card.taken_elsewhere")
	case mine == order.DispatchDeclined:
		d.line("card.you_declined")
	case d.o.State.Open():
		d.line("card.not_yours")
	default:
		d.ending()
	}
	return d.done()
}

func (d *drawing) dispatchOf(unit string) (order.DispatchState, error) {
	list, err := d.tx.Dispatches(d.o.No)
	if err != nil {
		return "", err
	}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Unit == unit {
			return list[i].State, nil
		}
	}
	return "", nil
}

// personName is how a person is called in public: the name they gave Telegram.
func (d *drawing) personName(id int64) string {
	p, _, err := d.tx.Person(id)
	if err != nil || p.Name == "" {
		return d.t("card.somebody")
	}
	return p.Name
}

func (f *Flows) startLink(payload string) string {
	return "https://t.me/" + f.bot() + "?start=" + payload
}

// former is the card of somebody who had taken the order: phone and exact
// address are gone from it.
func (d *drawing) former() (Outgoing, error) {
	if !d.sensitive(d.o) {
		d.guarded()
		d.place()
	}
	if d.o.State.Open() {
		d.line("card.given_back")
	} else {
		d.ending()
	}
	return d.done()
}

// taker is the card of the person who took the order.
func (d *drawing) taker() (Outgoing, error) {
	if !d.o.State.Taken() {
		return d.former()
	}
	cover := Outgoing{Text: d.rich.Text() + d.t("card.opening"), Entities: d.rich.Entities()}
	var what, values []string
	show := func(name, value string) { what, values = append(what, name), append(values, value) }
	d.secret = digits.MatchString(d.o.Text)
	d.quote(d.o.Text, quotedToTaker)
	d.place()
	p, _, err := d.tx.Person(d.o.Resident)
	if err != nil {
		return Outgoing{}, err
	}
	if d.o.Address != "" {
		d.secret = true
		d.line("card.address", "Address", d.o.Address)
		show("address", d.o.Address)
	}
	if digits.MatchString(d.o.Text) {
		show("words", d.o.Text)
	}
	at, err := d.mapLink(d.o, d.lang)
	if err != nil {
		return Outgoing{}, err
	}
	if at != "" {
		d.secret = true
		d.line("card.map", "Link", at)
		show("map", at)
	}
	d.line("card.resident", "Name", orText(p.Name, d.t("card.somebody")))
	if ok, err := d.ownWish(); err != nil {
		return Outgoing{}, err
	} else if shares, err := d.sharesPhone(d.o); err != nil {
		return Outgoing{}, err
	} else if ok && p.Phone != "" && shares {
		d.secret = true
		d.line("card.phone", "Phone", p.Phone)
		show("phone", p.Phone)
	} else if ok && p.Phone != "" {
		d.line("card.phone_withheld")
	} else if d.o.Address == "" {
		d.line("card.no_contact")
	}
	if err := d.logShown(d.o, d.reader, what, values...); err != nil {
		return Outgoing{}, err
	}
	if err := d.answer(); err != nil {
		return Outgoing{}, err
	}
	d.promise()
	d.joined()
	d.next()
	if d.o.State == order.Held {
		d.row(d.button("button.resume", "resume"), Button{Text: d.t("button.finish"), Data: data("finish", d.o.No), Style: "success"})
		d.row(d.button("button.release", "release"), d.button("button.message", "message"))
	} else {
		d.takerButtons()
		if err := d.laterRow(d.reader); err != nil {
			return Outgoing{}, err
		}
	}
	m, err := d.done()
	if d.secret {
		m.Cover = &cover
	}
	return m, err
}

// takerButtons are what the person at work can do next.
func (d *drawing) takerButtons() {
	if d.o.PromisedAt.IsZero() && d.o.ArrivedAt.IsZero() {
		d.rich.Line(d.t("card.when"))
		d.row(d.button("promise.30m", "promise", "30m"), d.button("promise.2h", "promise", "2h"))
		d.row(d.button("promise.today", "promise", "today"), d.button("promise.tomorrow", "promise", "tomorrow"))
	}
	if d.o.ArrivedAt.IsZero() {
		d.row(d.button("button.arrive", "arrive"), Button{Text: d.t("button.finish"), Data: data("finish", d.o.No), Style: "success"})
	} else {
		d.row(Button{Text: d.t("button.finish"), Data: data("finish", d.o.No), Style: "success"})
	}
	d.row(d.button("button.help", "help"), d.button("button.wait", "wait"))
	d.row(d.button("button.release", "release"), d.button("button.message", "message"))
}

// ownWish reports whether the resident asked themselves, or somebody did for them
// whose work that is. Anybody in a group can make an order of another's message;
// that must not be a way to their phone number.
func (d *drawing) ownWish() (bool, error) {
	first, ok, err := d.tx.First(d.o.No)
	if err != nil || !ok || first.Person == d.o.Resident {
		return err == nil, err
	}
	roles, err := d.tx.RolesOf(first.Person)
	return order.Somewhere(roles, order.Vouch), err
}

func orText(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
