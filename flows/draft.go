package flows

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"huiyin/order"
	"huiyin/store"
)

// draft is an order in the making: everything a resident said in private
// since the last one was submitted.
type draft struct {
	Parts    []part `json:"parts"`
	Category string `json:"category,omitempty"`
	Sure     bool   `json:"sure,omitempty"` // the category was found in the words, or chosen
	Area     string `json:"area,omitempty"`
	Asked    bool   `json:"place_asked,omitempty"` // the place was chosen, or known for sure
	Address  string `json:"address,omitempty"`
	Notice   int    `json:"notice,omitempty"` // the version of the notice that the card showed
	Ask      string `json:"ask,omitempty"`    // what the card asks now: "", place, place:<area>, category, category:<key>
}

type part struct {
	Message int     `json:"message"`
	Text    string  `json:"text,omitempty"`
	Media   []Media `json:"media,omitempty"`
	Place   *Place  `json:"place,omitempty"`
	Album   string  `json:"album,omitempty"`
}

// What the card of a draft may ask.
const (
	askPlace    = "place"
	askCategory = "category"
)

// draftPatience is how long a draft is left alone before the bot asks, once.
const draftPatience = 15 * time.Minute

const draftSlot = "draft"

func (d draft) text() string {
	var lines []string
	for _, p := range d.Parts {
		if p.Text != "" {
			lines = append(lines, p.Text)
		}
	}
	return strings.Join(lines, "\n")
}

func (s *step) loadDraft() (d draft, ok bool, err error) {
	row, ok, err := s.tx.Draft(s.me.ID)
	if err != nil || !ok {
		return d, false, err
	}
	err = json.Unmarshal(row.Doc, &d)
	if d.Area != "" && s.c.Area(d.Area) == nil { // the territory was changed meanwhile
		d.Area, d.Asked = "", false
	}
	return d, true, err
}

func (s *step) saveDraft(d draft) error {
	if err := s.tx.SaveDraft(store.Draft{Person: s.me.ID, Doc: encode(d)}); err != nil {
		return err
	}
	return s.tx.SetTimer(timerDraft, strconv.FormatInt(s.me.ID, 10), s.now.Add(draftPatience))
}

// maxParts is how many messages one draft takes; a person with more to say can
// submit and go on.
const maxParts = 30

// draftMore keeps what was said at once, as part of the draft.
func (s *step) draftMore() error {
	d, _, err := s.loadDraft()
	if err != nil {
		return err
	}
	m := s.in.Message
	if len(d.Parts) >= maxParts || !d.room(m.Text, 0) {
		return s.reply(Outgoing{Text: s.t("draft.full")})
	}
	d.Parts = append(d.Parts, part{m.ID, strings.TrimSpace(clipRunes(m.Text, longest)), m.Media, m.Place, m.Album})
	s.guess(&d)
	if err := s.saveDraft(d); err != nil {
		return err
	}
	return s.draftCard(d, "", true)
}

// room reports whether the text fits, beside all but one of the messages.
func (d draft) room(text string, but int) bool {
	others, n := 0, 0
	for _, p := range d.Parts {
		if p.Message != but {
			others, n = others+1, n+utf8.RuneCountInString(p.Text)
		}
	}
	return others == 0 || text == "" || n+utf8.RuneCountInString(text) <= longest
}

// guess finds category and place from the words, unless they were chosen.
func (s *step) guess(d *draft) {
	text := d.text()
	if !d.Sure || d.Category == "" {
		d.Category, d.Sure = s.c.GuessCategory(text)
	}
	if d.Asked {
		return
	}
	if area := s.guessPlace(d, text); area != "" {
		if strings.HasPrefix(d.Ask, askPlace) {
			d.Ask = ""
		}
		d.Area, d.Asked = area, s.c.Area(area).Kind == order.KindBuilding || s.c.Area(area).Kind == order.KindGrid
		return
	}
	if d.Area == "" {
		d.Area = s.me.Area
		d.Address = s.me.Address
	}
}

// editDraft follows a message of the draft that was changed.
func (s *step) editDraft() error {
	d, ok, err := s.loadDraft()
	if err != nil || !ok {
		return err
	}
	for i := range d.Parts {
		if d.Parts[i].Message != s.in.Message.ID {
			continue
		}
		if !d.room(s.in.Message.Text, s.in.Message.ID) {
			return s.reply(Outgoing{Text: s.t("draft.full")})
		}
		d.Parts[i].Text = strings.TrimSpace(clipRunes(s.in.Message.Text, longest))
		s.guess(&d)
		if err := s.saveDraft(d); err != nil {
			return err
		}
		return s.draftCard(d, "", false)
	}
	return nil
}

// tapDraft handles the buttons of the draft's card.
func (s *step) tapDraft(p press) error {
	d, ok, err := s.loadDraft()
	if err != nil {
		return err
	}
	if !ok {
		s.alert("draft.gone")
		return nil
	}
	switch p.arg(0) {
	case "submit":
		return s.submitIn(d, p.arg(1))
	case "done":
		return s.proofSaid(d, p.arg(1))
	case "cancel":
		s.toast("draft.cancelled")
		return s.dropDraft()
	case "address":
		return s.askAddress()
	case "category":
		if err := s.chooseCategory(&d, p.arg(1), p.arg(2) == "here"); err != nil {
			return err
		}
	case "place":
		if err := s.choosePlace(&d, p.arg(1), p.arg(2)); err != nil {
			return err
		}
	default:
		return order.ErrButton
	}
	if err := s.saveDraft(d); err != nil {
		return err
	}
	return s.draftCard(d, "", false)
}

// chooseCategory goes down the catalogue level by level; here stops at a
// category in which others lie.
func (s *step) chooseCategory(d *draft, key string, here bool) error {
	d.Ask = askCategory
	switch {
	case key == "":
	case s.c.Category(key).Key != key:
		return order.ErrButton
	case !here && len(s.c.CategoriesIn(key)) > 0:
		d.Ask = askCategory + ":" + key
	default:
		d.Category, d.Sure, d.Ask = key, true, ""
	}
	return nil
}

func (s *step) askAddress() error {
	if err := s.tx.SaveDialog(store.Dialog{Person: s.me.ID, Chat: s.in.Chat.ID, Step: dialogAddress}); err != nil {
		return err
	}
	return s.reply(Outgoing{Text: s.t("draft.ask_address")})
}

// addressAnswer keeps the exact address, for this draft and the next. What has
// no words, or comes when the draft is gone, is no address but something said.
func (s *step) addressAnswer() (handled bool, err error) {
	if err := s.tx.DropDialog(s.me.ID, s.in.Chat.ID); err != nil {
		return true, err
	}
	d, ok, err := s.loadDraft()
	if err != nil || !ok || s.in.Message.Text == "" {
		return err != nil, err
	}
	d.Address = clipRunes(strings.TrimSpace(s.in.Message.Text), 200)
	s.me.Address = d.Address
	if err := s.savePerson(s.me); err != nil {
		return true, err
	}
	if err := s.saveDraft(d); err != nil {
		return true, err
	}
	return true, s.draftCard(d, "", true)
}

// submitIn submits the draft; where it has no place yet, the pressed button says
// the community.
func (s *step) submitIn(d draft, town string) error {
	if a := s.c.Area(town); town != "" && (a == nil || a.Kind != order.KindCommunity) {
		return order.ErrButton
	}
	if town != "" && d.Area == "" {
		d.Area, d.Asked, d.Ask = town, true, ""
		if err := s.saveDraft(d); err != nil {
			return err
		}
	}
	return s.submit(d)
}

// submit makes the draft an order.
func (s *step) submit(d draft) error {
	if d.Area == "" || len(d.Parts) == 0 {
		return s.draftCard(d, "", true)
	}
	if ready, err := s.consents(d); err != nil || !ready {
		return err
	}
	first := d.Parts[0]
	w := wish{resident: s.me.ID, area: d.Area, category: d.Category, text: d.text(), address: d.Address,
		chat: s.me.ID, message: first.Message, album: first.Album,
		at: s.now} // the clocks start when the resident submits: until then nobody but they could act
	for _, p := range d.Parts {
		w.media = append(w.media, p.Media...)
		if p.Place != nil {
			w.place = p.Place
		}
	}
	if err := s.dropDraft(); err != nil {
		return err
	}
	if s.me.Area != d.Area && s.c.Area(d.Area).Kind != order.KindCommunity {
		s.me.Area = d.Area
		if err := s.savePerson(s.me); err != nil {
			return err
		}
	}
	o, err := s.take(w)
	if err != nil {
		return err
	}
	s.answer = Answer{Text: s.own(s.lang, "submitted", "No", number(o.No))}
	if err := s.residentCard(o); err != nil {
		return err
	}
	if unasked, err := s.phoneUnasked(); err != nil || !unasked {
		return err
	}
	return s.askPhone()
}

func (s *step) dropDraft() error {
	if err := s.tx.DropDraft(s.me.ID); err != nil {
		return err
	}
	if err := s.tx.StopTimer(timerDraft, strconv.FormatInt(s.me.ID, 10)); err != nil {
		return err
	}
	return s.dropPost(s.me.ID, draftSlot)
}

// cancelDraft drops the draft, if there is one.
func (s *step) cancelDraft() (bool, error) {
	_, ok, err := s.loadDraft()
	if err != nil || !ok {
		return false, err
	}
	return true, s.dropDraft()
}

// offerDraft shows a draft that was left alone, at the resident's next visit.
func (s *step) offerDraft() (bool, error) {
	d, ok, err := s.loadDraft()
	if err != nil || !ok {
		return false, err
	}
	return true, s.draftCard(d, s.t("draft.again"), true)
}

// dueDraft asks once about a draft that was left alone.
func (s *step) dueDraft(person string) error {
	id, err := strconv.ParseInt(person, 10, 64)
	if err != nil {
		return nil
	}
	row, ok, err := s.tx.Draft(id)
	if err != nil || !ok || row.Asked {
		return err
	}
	p, _, err := s.tx.Person(id)
	if err != nil || !p.Reachable() {
		return err
	}
	s.me, s.lang = p, s.langOf(p)
	d, _, err := s.loadDraft()
	if err != nil {
		return err
	}
	row.Asked = true
	if err := s.tx.SaveDraft(row); err != nil {
		return err
	}
	return s.draftCard(d, s.t("draft.waiting"), true)
}

// callForHelp is 帮我叫人: one tap makes a draft of the most urgent kind.
func (s *step) callForHelp() error {
	d, _, err := s.loadDraft()
	if err != nil {
		return err
	}
	if len(d.Parts) < maxParts { // whoever presses it again and again is not turned away
		d.Parts = append(d.Parts, part{Message: s.in.Message.ID, Text: s.t("help.words")})
	}
	for _, k := range s.c.Categories {
		if s.c.ClassOf(k.Key).Emergency && !s.c.Sensitive(k.Key) {
			d.Category, d.Sure = k.Key, true
			break
		}
	}
	if d.Area == "" {
		d.Area, d.Address = s.me.Area, s.me.Address
	}
	if err := s.saveDraft(d); err != nil {
		return err
	}
	return s.draftCard(d, s.at(d.Area).own(s.lang, "emergency")+"\n"+s.t("help.submit"), true)
}
