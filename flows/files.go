package flows

import (
	"encoding/json"
	"fmt"
	"time"

	"huiyin/order"
	"huiyin/store"
	"huiyin/texts"
)

// albumPause is how long the bot waits for the rest of an album. Its pictures
// arrive one by one within a second, and shall go on as one album.
const albumPause = 2 * time.Second

// filesOf are the files of a stage of the order, as one message. A point on the
// map that was sent in private is an exact address, and not among them.
func (s *step) filesOf(o order.Order, stage string) (m Outgoing, err error) {
	files, err := s.tx.Attachments(o.No)
	for _, a := range files {
		switch {
		case a.Stage != stage:
		case a.Kind == "place" && o.Chat > 0:
		case a.Kind == "place":
			m.Place = &Place{a.Lat, a.Lon}
		case len(m.Media) < 10: // Telegram's limit for an album
			m.Media = append(m.Media, Media{a.Kind, a.FileID})
		}
	}
	m.Silent = true
	return m, err
}

// sendFiles shows the files of a stage below the card, where there are any and
// the chat has not got them yet.
func (s *step) sendFiles(o order.Order, stage string, list []target) error {
	m, err := s.filesOf(o, stage)
	if err != nil || (len(m.Media) == 0 && m.Place == nil) {
		return err
	}
	for _, to := range s.privately(o, list) {
		p := store.Post{Chat: to.chat, Thread: to.thread, Order: o.No, Slot: filesSlot(o, stage), NotBefore: to.notBefore}
		if was, ok, err := s.tx.PostIn(p.Chat, p.Slot); err != nil {
			return err
		} else if ok && !waits(was) {
			continue
		}
		m.Text = say(to.lang, "files."+stage, "No", number(o.No))
		p.Body = encode(m)
		if err := s.sayAlbum(p); err != nil {
			return err
		}
	}
	return nil
}

// mapLink is where the taker finds the point on the map that was sent in private;
// empty when there is none. It is a line of their card and no pin of its own: a
// pin whose sending was not answered would stay in the chat when the order is
// given back, while a card says nothing private until it can be taken back.
func (s *step) mapLink(o order.Order, lang string) (string, error) {
	if o.Chat <= 0 {
		return "", nil
	}
	files, err := s.tx.Attachments(o.No)
	for _, a := range files {
		if a.Kind != "place" {
			continue
		}
		if lang == texts.ZH {
			return fmt.Sprintf("https://uri.amap.com/marker?position=%.6f,%.6f&coordinate=wgs84", a.Lon, a.Lat), nil
		}
		return fmt.Sprintf("https://www.openstreetmap.org/?mlat=%.6f&mlon=%.6f#map=18/%.6f/%.6f", a.Lat, a.Lon, a.Lat, a.Lon), nil
	}
	return "", err
}

// filesSlot is where a chat has the files of a stage; an order that comes back
// brings them again.
func filesSlot(o order.Order, stage string) string {
	return fmt.Sprintf("files:%d:%s:%d", o.No, stage, o.Reopens)
}

// waits reports whether a post was not sent yet.
func waits(p store.Post) bool { return p.Pending && p.MessageID == 0 }

// sayAlbum says a post, after albumPause where more of its album may come.
func (s *step) sayAlbum(p store.Post) error {
	if until := s.now.Add(albumPause); s.in.Message.Album != "" && p.NotBefore.Before(until) {
		p.NotBefore = until
	}
	return s.tx.Say(p)
}

// maxFiles is how many files one order takes; who handles it gets each of them.
const maxFiles = 30

// moreOfAlbum takes up a further picture of the album that an order came with.
// Where the order has no resident, because an admin who stays anonymous asked
// for it, only such an admin can have sent it.
func (s *step) moreOfAlbum(no int64, err error) error {
	if err != nil {
		return err
	}
	o, err := s.tx.Order(no)
	if err != nil {
		return err
	}
	if masked := s.in.Anonymous || s.in.Person.Bot; !s.can(o, order.Edit) && (o.Resident != 0 || !masked) {
		return nil
	}
	return s.addFiles(no, nil)
}

// addFiles takes up a further picture of the album that an order came with.
func (s *step) addFiles(no int64, err error) error {
	if err != nil {
		return err
	}
	o, err := s.tx.Order(no)
	if err != nil || !o.State.Open() {
		return err
	}
	files, err := s.tx.Attachments(no)
	if err != nil {
		return err
	}
	if len(files) >= maxFiles {
		return s.reply(Outgoing{Text: s.t("intake.full")})
	}
	if err := s.attach(no, "intake"); err != nil {
		return err
	}
	list, err := s.workers(o)
	if err != nil {
		return err
	}
	for _, to := range list {
		p, ok, err := s.tx.PostIn(to.chat, filesSlot(o, "intake"))
		if err != nil {
			return err
		}
		if !ok || waits(p) {
			err = s.sendFiles(o, "intake", []target{to})
		} else {
			err = s.say(to, no, Outgoing{Media: s.in.Message.Media, Silent: true, Text: say(to.lang, "files.intake", "No", number(no))})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// workers are who must see what the resident sends: the units asked, or whoever
// dispatches.
func (s *step) workers(o order.Order) ([]target, error) {
	if o.State == order.New {
		list, err := s.desk(o.Area)
		return s.privately(o, list), err
	}
	if s.sensitive(o) {
		return nil, nil // who takes it gets them then
	}
	units, err := s.asked(o)
	if err != nil {
		return nil, err
	}
	var list []target
	for _, u := range units {
		to, err := s.unit(u)
		if err != nil {
			return nil, err
		}
		list = append(list, to...)
	}
	return list, nil
}

// attach keeps the files of the message with the order.
func (s *step) attach(no int64, stage string) error {
	for _, f := range s.in.Message.Media {
		if err := s.tx.Attach(no, store.Attachment{Stage: stage, Kind: f.Kind, FileID: f.FileID}); err != nil {
			return err
		}
	}
	return nil
}

// doneSlot is where the resident reads that it is done, while more pictures may come.
func doneSlot(no int64, album string) string { return "done:" + scope(no) + ":" + album }

// moreEvidence adds a further picture of the album that finished the order.
func (s *step) moreEvidence(no int64) error {
	o, err := s.tx.Order(no)
	if err != nil || !s.can(o, order.AddEvidence) {
		return err
	}
	if err := s.attach(no, "evidence"); err != nil {
		return err
	}
	to, ok, err := s.residentAt(o)
	if err != nil || !ok || to.veiled {
		return err
	}
	p, ok, err := s.tx.PostIn(to.chat, doneSlot(no, s.in.Message.Album))
	if err != nil {
		return err
	}
	if !ok || !waits(p) {
		return s.say(to, no, Outgoing{Media: s.in.Message.Media, Silent: true})
	}
	var m Outgoing
	if err := json.Unmarshal(p.Body, &m); err != nil {
		return fmt.Errorf("read post %d: %w", p.ID, err)
	}
	m.Media = append(m.Media, s.in.Message.Media...)
	p.Body = encode(m)
	return s.sayAlbum(p)
}
