package flows

import (
	"strconv"

	"huiyin/order"
)

// Who works on an order often sends the photo first and looks for the button
// later. What they say in private then is a draft like any other, and its card
// offers to take it as the evidence that an order of theirs is done.

// proofsOffered is how many orders a draft's card offers: more would bury what
// the card is for.
const proofsOffered = 4

// withProofs adds to the card's buttons those that finish the person's own orders
// with what the draft says. In an emergency nothing stands before the call.
func (s *step) withProofs(d draft, buttons [][]Button) ([][]Button, error) {
	mine, err := s.tx.TakenBy(s.me.ID)
	if err != nil || len(d.Parts) == 0 {
		return buttons, err
	}
	var rows [][]Button
	said := d.asMessage()
	for _, o := range mine {
		if len(rows) == proofsOffered {
			break
		}
		if s.reads(s.me.ID, o, order.Finish) && s.at(o.Area).shows(o, said) {
			b := Button{Text: s.t("button.is_done", "No", number(o.No)), Data: data("draft", "done", o.No), Style: "success"}
			rows = append(rows, []Button{b})
		}
	}
	if s.c.ClassOf(d.Category).Emergency {
		return append(buttons, rows...), nil
	}
	return append(rows, buttons...), nil
}

// proofSaid finishes the order with what the draft says, and the draft is gone.
func (s *step) proofSaid(d draft, no string) error {
	n, err := strconv.ParseInt(no, 10, 64)
	if err != nil {
		return order.ErrButton
	}
	o, err := s.tx.Order(n)
	if err != nil {
		return order.ErrButton
	}
	s.goTo(o.Area)
	if _, _, err := s.may(o, order.Finish); err != nil {
		return err
	}
	said := d.asMessage()
	if len(d.Parts) == 0 || !s.shows(o, said) {
		s.alert(s.askAgain(o, dialogEvidence))
		return nil
	}
	if err := s.dropDraft(); err != nil {
		return err
	}
	if err := s.tx.DropDialog(s.me.ID, s.in.Chat.ID); err != nil {
		return err
	}
	s.in.Message.Text, s.in.Message.Media, s.in.Message.Album = said.Text, said.Media, ""
	if err := s.finish(o); err != nil {
		return err
	}
	return s.unprompt(o)
}

// asMessage is the draft as if it had been said at once.
func (d draft) asMessage() Message {
	m := Message{Text: d.text()}
	for _, p := range d.Parts {
		m.Media = append(m.Media, p.Media...)
	}
	return m
}
