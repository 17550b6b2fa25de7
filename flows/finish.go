package flows

import (
	"errors"
	"strings"
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// What the bot may wait for a person to write.
const (
	dialogEvidence = "evidence" // a photo or a sentence that shows it is done
	dialogSettle   = "settle"   // the same of somebody of the grid who has seen to it
	dialogAlbum    = "album"    // more pictures of the album that finished the order; Arg: its id
	dialogRefuse   = "refuse"   // why it is turned down
	dialogRelay    = "relay"    // a message to the other side
	dialogLater    = "later"    // why an order is put off; Arg: until when
	dialogAddress  = "address"  // the exact address of a draft
	dialogDate     = "date"     // the last day of a leave
)

// asked is how long a question waits for its answer. What somebody writes the
// next day must not finish an order that they have forgotten about.
const asked = 2 * time.Hour

// ask waits for the person's next message in this chat. In a group it must be
// a reply to the question, because the bot hears nothing else there.
func (s *step) ask(o order.Order, step, key string, rows ...[]Button) error {
	if err := s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: s.in.Chat.ID, Step: step, Order: o.No}); err != nil {
		return err
	}
	text := s.t(key, "No", number(o.No))
	if !s.in.Chat.Private {
		text += "\n" + s.t("ask.as_reply")
	}
	return s.prompt(o, Outgoing{Text: text, Buttons: rows})
}

// answerDialog takes the message as the answer that the bot waits for.
func (s *step) answerDialog() (handled bool, err error) {
	d, ok, err := s.tx.Dialog(s.me.ID, s.in.Chat.ID)
	if err != nil || !ok {
		return false, err
	}
	if s.now.Sub(d.At) > asked {
		return false, s.tx.DropDialog(s.me.ID, s.in.Chat.ID)
	}
	m := s.in.Message
	if d.Step == dialogAlbum {
		if m.Album == "" || m.Album != d.Arg {
			return false, nil
		}
		return true, s.moreEvidence(d.Order)
	}
	switch d.Step {
	case dialogAddress:
		return s.addressAnswer()
	case dialogDate:
		return s.dateAnswer()
	case dialogSetting:
		return s.settingAnswer(d)
	case dialogEvidence, dialogSettle, dialogRefuse, dialogRelay, dialogLater:
	default:
		return false, nil // of another version: it waits for no words
	}
	o, err := s.tx.Order(d.Order)
	if err != nil {
		return true, err
	}
	if m.Text == "" && (d.Step == dialogRefuse || d.Step == dialogLater || len(m.Media) == 0) || wantsProof(d.Step) && !s.shows(o, m) {
		return true, s.reply(Outgoing{Text: s.t(s.askAgain(o, d.Step))})
	}
	switch d.Step {
	case dialogEvidence:
		err = s.finish(o)
	case dialogSettle:
		err = s.settleHere(o)
	case dialogRefuse:
		err = s.turnDown(o, strings.TrimSpace(m.Text))
	case dialogRelay:
		err = s.relay(o)
	case dialogLater:
		err = s.laterAnswer(o, d.Arg)
	}
	var refusal order.Error
	if errors.As(err, &refusal) {
		s.refuse(refusal) // the question makes no sense any more, so it must not stay
	} else if err != nil {
		return true, err
	}
	if d, _, err := s.tx.Dialog(s.me.ID, s.in.Chat.ID); err != nil || d.Step == dialogAlbum {
		return true, err
	}
	if err := s.tx.DropDialog(s.me.ID, s.in.Chat.ID); err != nil {
		return true, err
	}
	return true, s.unprompt(o)
}

// shows reports whether the message is evidence enough for the order. A
// picture is one as a file, too.
func (s *step) shows(o order.Order, m Message) bool {
	if s.c.EvidenceOf(o.Category) != order.EvidencePhoto {
		return true
	}
	for _, f := range m.Media {
		if f.Kind == "photo" || f.Kind == "video" || f.Kind == "document" {
			return true
		}
	}
	return false
}

// wantsProof reports whether the answer must show that it is done.
func wantsProof(step string) bool { return step == dialogEvidence || step == dialogSettle }

// askAgain is how to ask once more for what was not in the answer.
func (s *step) askAgain(o order.Order, step string) string {
	if wantsProof(step) && s.c.EvidenceOf(o.Category) == order.EvidencePhoto {
		return "ask.photo_needed"
	}
	return "ask.again"
}

// tapFinish is 已办结: it asks for what must show that it is done. Where nothing
// must, a second tap is enough; the first may be a slip of the thumb.
func (s *step) tapFinish(o order.Order, p press) error {
	if _, _, err := s.may(o, order.Finish); err != nil {
		return err
	}
	evidence := s.c.EvidenceOf(o.Category)
	switch {
	case p.arg(1) == "now" && evidence == order.EvidenceNone:
		if err := s.tx.DropDialog(s.me.ID, s.in.Chat.ID); err != nil {
			return err
		}
		if err := s.finish(o); err != nil {
			return err
		}
		return s.unprompt(o)
	case p.arg(1) != "":
		return order.ErrButton
	case evidence == order.EvidenceNone:
		return s.ask(o, dialogEvidence, "ask.evidence_none", []Button{{Text: s.t("button.finish_now"), Data: data("finish", o.No, "now"), Style: "success"}})
	case evidence == order.EvidencePhoto:
		return s.ask(o, dialogEvidence, "ask.evidence_photo")
	}
	return s.ask(o, dialogEvidence, "ask.evidence")
}

// finish closes the work: the evidence is kept and the resident judges.
func (s *step) finish(o order.Order) error {
	return s.endWork(o, order.Finish, func(o *order.Order) error { return s.endDispatch(*o, order.DispatchFinished, "") })
}

// endWork does the act that ends the work; end ends the dispatches.
func (s *step) endWork(o order.Order, act order.Act, end func(*order.Order) error) error {
	m := s.in.Message
	err := s.act(&o, act, clipRunes(m.Text, longest), func(o *order.Order) error {
		o.DoneAt = s.now
		if err := s.attach(o.No, "evidence"); err != nil {
			return err
		}
		return end(o)
	})
	if err != nil {
		return err
	}
	if m.Album != "" {
		err := s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: s.in.Chat.ID, Step: dialogAlbum, Order: o.No, Arg: m.Album})
		if err != nil {
			return err
		}
	}
	if err := s.settle(o); err != nil {
		return err
	}
	if err := s.reply(Outgoing{Text: s.own(s.lang, "worker", "No", number(o.No))}); err != nil {
		return err
	}
	if err := s.askJudgement(&o, m.Text, m.Media); err != nil {
		return err
	}
	return s.setClosing(o)
}

// askJudgement tells the resident that it is done and asks how it was.
func (s *step) askJudgement(o *order.Order, words string, media []Media) error {
	if err := s.echoed(o); err != nil {
		return err
	}
	if err := s.tellJoined(*o, "echo.done_joined"); err != nil {
		return err
	}
	to, ok, err := s.residentAt(*o)
	if err != nil || !ok {
		return err
	}
	d := &drawing{step: s, o: *o, lang: to.lang}
	d.rich.Bold(d.own(d.lang, "done", "No", number(o.No), "Name", d.doneBy())).Line("")
	if words != "" {
		d.rich.Quote(texts.Clip(words, quoted))
	}
	d.rich.Line(d.own(d.lang, "judge"))
	d.sign(to)
	d.ratings()
	m, err := d.done()
	if err != nil {
		return err
	}
	m.Media = media
	if to.veiled {
		m = s.news(o.No, to.lang)
	}
	p := store.Post{Chat: to.chat, Thread: to.thread, ReplyTo: to.reply, Order: o.No, Body: encode(m)}
	if album := s.in.Message.Album; album != "" {
		p.Slot = doneSlot(o.No, album)
	}
	return s.sayAlbum(p)
}

// tellJoined tells the neighbours who waited for the same thing how it ended.
func (s *step) tellJoined(o order.Order, key string) error {
	people, err := s.tx.Joined(o.No)
	if err != nil {
		return err
	}
	for _, p := range people {
		to, ok, err := s.reach(p)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := s.say(to, o.No, Outgoing{Text: say(to.lang, key, "No", number(o.No), "Category", s.c.Category(o.Category).Name.In(to.lang))}); err != nil {
			return err
		}
	}
	return nil
}
