package sim

import (
	"encoding/json"
	"strconv"
)

// draft checks everything that all sending methods share and begins a message.
func (s *Sim) draft(c *call) (*chat, *message, error) {
	to, err := s.writable(c.bot, c.p.str("chat_id"))
	if err != nil {
		return nil, nil, err
	}
	m := &message{From: c.bot.ID, Silent: c.p.bool("disable_notification"), Protected: c.p.bool("protect_content")}
	if m.Thread, err = s.thread(c.bot, to, c.p); err != nil {
		return nil, nil, err
	}
	if m.ReplyTo, err = s.replyTo(to, c.p); err != nil {
		return nil, nil, err
	}
	m.followTopic(to)
	if m.Markup, err = readMarkup(c.p, to, false); err != nil {
		return nil, nil, err
	}
	return to, m, s.addressEphemeral(c, to, m)
}

// followTopic puts a reply into the topic of the message that it replies to.
func (m *message) followTopic(ch *chat) {
	if r := ch.get(m.ReplyTo); m.Thread == 0 && m.ReplyTo > 0 && r != nil && ch.Forum {
		m.Thread = r.Thread
	}
}

// addressEphemeral makes a message ephemeral: shown to one member of a group
// only, with message_id 0 and an id of its own.
func (s *Sim) addressEphemeral(c *call, to *chat, m *message) error {
	var a struct {
		Receiver int64  `json:"receiver_user_id"`
		Query    string `json:"callback_query_id"`
	}
	if !c.p.has("ephemeral_message_parameters") {
		return nil
	}
	if err := c.p.json("ephemeral_message_parameters", &a); err != nil {
		return err
	}
	if to.Kind == "private" {
		return bad("ephemeral messages can be sent only to groups and supergroups")
	}
	if s.users[a.Receiver] == nil || !to.has(a.Receiver) {
		return bad("user not found")
	}
	to.NextEph++
	m.Eph, m.Receiver = to.NextEph, a.Receiver
	return nil
}

// publish posts a bot's message and answers with it.
func (s *Sim) publish(c *call, to *chat, m *message) ([]byte, error) {
	if err := s.flooded(c.bot, to, 1); err != nil {
		return nil, err
	}
	s.put(c.bot, to, m)
	return s.messageJSON(to, m), nil
}

func (s *Sim) put(t *bot, to *chat, m *message) {
	s.post(to, m)
	to.LastBot = t.ID
	s.count.Sends++
	s.event("message", to, m, t.ID, "")
}

func (s *Sim) sendMessage(c *call) ([]byte, error) {
	text, ents, err := c.p.textOf("text", "entities", "parse_mode", maxText)
	if err != nil {
		return nil, err
	}
	to, m, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	m.Kind, m.Text, m.Ents = "text", text, ents
	return s.publish(c, to, m)
}

// fileField maps a sending method to the argument that carries the file.
func fileField(method string) string {
	switch method {
	case "sendvideonote":
		return "video_note"
	default:
		return method[len("send"):]
	}
}

func (s *Sim) sendFile(c *call) ([]byte, error) {
	kind := fileField(c.method)
	text, ents, err := c.p.textOf("caption", "caption_entities", "parse_mode", maxCaption)
	if err != nil {
		return nil, err
	}
	if kind == "sticker" || kind == "video_note" {
		text, ents = "", nil
	}
	to, m, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	f, err := s.inputFile(c.p, kind, c.p.str(kind), kind)
	if err != nil {
		return nil, err
	}
	m.Kind, m.File, m.Text, m.Ents = kind, f.ID, text, ents
	return s.publish(c, to, m)
}

func (s *Sim) sendLocation(c *call) ([]byte, error) {
	loc, err := readLocation(c.p)
	if err != nil {
		return nil, err
	}
	to, m, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	m.Kind, m.Loc, m.Extra = "location", loc, locationExtra(loc)
	return s.publish(c, to, m)
}

func readLocation(p *params) (*Location, error) {
	for _, name := range []string{"latitude", "longitude"} {
		if !p.has(name) {
			return nil, bad(name + " is empty")
		}
	}
	lat, err1 := strconv.ParseFloat(p.str("latitude"), 64)
	lon, err2 := strconv.ParseFloat(p.str("longitude"), 64)
	if err1 != nil || err2 != nil || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
		return nil, bad("wrong HTTP location specified")
	}
	return &Location{lat, lon}, nil
}

func locationExtra(l *Location) string {
	return string(appendLocation(appendKey(nil, "location"), l))
}

func appendLocation(b []byte, l *Location) []byte {
	b = append(b, `{"latitude":`...)
	b = strconv.AppendFloat(b, l.Lat, 'f', -1, 64)
	b = append(b, `,"longitude":`...)
	b = strconv.AppendFloat(b, l.Lon, 'f', -1, 64)
	return append(b, '}')
}

func (s *Sim) sendVenue(c *call) ([]byte, error) {
	loc, err := readLocation(c.p)
	if err != nil {
		return nil, err
	}
	title, address := c.p.str("title"), c.p.str("address")
	if title == "" || address == "" {
		return nil, bad("venue title and address must be non-empty")
	}
	to, m, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	b := appendLocation([]byte(`"venue":{"location":`), loc)
	b = appendText(b, "title", title)
	b = appendText(b, "address", address)
	m.Kind, m.Loc, m.Text = "venue", loc, title+"\n"+address
	m.Extra = string(append(b, '}')) + "," + locationExtra(loc)
	return s.publish(c, to, m)
}

func (s *Sim) sendContact(c *call) ([]byte, error) {
	ct := &Contact{Phone: c.p.str("phone_number"), First: c.p.str("first_name"), Last: c.p.str("last_name")}
	if ct.Phone == "" || ct.First == "" {
		return nil, bad("wrong phone number specified")
	}
	to, m, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	m.Kind, m.Contact, m.Extra = "contact", ct, contactExtra(ct)
	return s.publish(c, to, m)
}

func contactExtra(ct *Contact) string {
	b := []byte(`"contact":{`)
	b = appendText(b, "phone_number", ct.Phone)
	b = appendText(b, "first_name", ct.First)
	if ct.Last != "" {
		b = appendText(b, "last_name", ct.Last)
	}
	if ct.UserID != 0 {
		b = appendInt(b, "user_id", ct.UserID)
	}
	return string(append(b, '}'))
}

// albumItem is one InputMedia.
type albumItem struct {
	Type     string          `json:"type"`
	Media    string          `json:"media"`
	Caption  string          `json:"caption"`
	Mode     string          `json:"parse_mode"`
	Entities json.RawMessage `json:"caption_entities"`
}

func (s *Sim) sendMediaGroup(c *call) ([]byte, error) {
	var items []albumItem
	if !c.p.has("media") {
		return nil, bad("parameter \"media\" is required")
	}
	if err := c.p.json("media", &items); err != nil {
		return nil, bad("can't parse media JSON object")
	}
	to, base, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	if len(items) < 2 || len(items) > 10 {
		return nil, bad("media group must include 2-10 items")
	}
	msgs := make([]*message, len(items))
	for i, it := range items {
		m := *base
		if err := s.fillItem(c.p, it, &m); err != nil {
			return nil, err
		}
		if (m.Kind == "document" || m.Kind == "audio") && m.Kind != items[0].Type || items[0].Type != m.Kind &&
			(items[0].Type == "document" || items[0].Type == "audio") {
			return nil, bad("can't use the media of the specified type in the album")
		}
		msgs[i] = &m
	}
	if err := s.flooded(c.bot, to, len(msgs)); err != nil {
		return nil, err
	}
	b, group := []byte{'['}, s.album()
	for i, m := range msgs {
		m.Album = group
		s.put(c.bot, to, m)
		if i > 0 {
			b = append(b, ',')
		}
		b = s.appendMessage(b, to, m, true)
	}
	return append(b, ']'), nil
}

// fillItem makes a message of one InputMedia.
func (s *Sim) fillItem(p *params, it albumItem, m *message) error {
	switch it.Type {
	case "photo", "video", "document", "audio", "animation":
	default:
		return bad("can't parse InputMedia: type must be specified")
	}
	sub := &params{vals: map[string]string{"caption": it.Caption, "parse_mode": it.Mode, "caption_entities": string(it.Entities)}}
	text, ents, err := sub.textOf("caption", "caption_entities", "parse_mode", maxCaption)
	if err != nil {
		return err
	}
	f, err := s.inputFile(p, "", it.Media, it.Type)
	if err != nil {
		return err
	}
	m.Kind, m.File, m.Text, m.Ents = it.Type, f.ID, text, ents
	return nil
}

func (s *Sim) sendChatAction(c *call) ([]byte, error) {
	switch a := c.p.str("action"); a {
	case "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
		"choose_sticker", "find_location", "record_video_note", "upload_video_note":
		to, err := s.writable(c.bot, c.p.str("chat_id"))
		if err != nil {
			return nil, err
		}
		s.event("typing", to, nil, c.bot.ID, a)
		return isTrue(), nil
	}
	return nil, bad("wrong parameter action in request")
}

// source finds the message of from_chat_id and message_id.
func (s *Sim) source(c *call, what string) (*chat, *message, error) {
	from, err := s.readable(c.bot, c.p.str("from_chat_id"))
	if err != nil {
		return nil, nil, err
	}
	m := from.get(int(c.p.int("message_id")))
	if m == nil || c.p.int("message_id") <= 0 {
		return nil, nil, bad("message to " + what + " not found")
	}
	if m.Kind == "service" {
		return nil, nil, bad("message can't be " + map[string]string{"copy": "copied", "forward": "forwarded"}[what])
	}
	if m.Protected {
		return nil, nil, bad("message has protected content and can't be forwarded")
	}
	return from, m, nil
}

// carry copies what a message says.
func (m *message) carry(from *message) {
	m.Kind, m.Text, m.Ents, m.File = from.Kind, from.Text, from.Ents, from.File
	m.Extra, m.Poll, m.Loc, m.Contact = from.Extra, from.Poll, from.Loc, from.Contact
}

func (s *Sim) copyMessage(c *call) ([]byte, error) {
	_, src, err := s.source(c, "copy")
	if err != nil {
		return nil, err
	}
	to, m, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	m.carry(src)
	if m.Kind == "poll" {
		m.Poll = s.copyPoll(c.bot, src.Poll)
	}
	if c.p.has("caption") && m.File != "" {
		if m.Text, m.Ents, err = c.p.textOf("caption", "caption_entities", "parse_mode", maxCaption); err != nil {
			return nil, err
		}
	}
	if _, err := s.publish(c, to, m); err != nil {
		return nil, err
	}
	return append(appendInt([]byte{'{'}, "message_id", int64(m.ID)), '}'), nil
}

func (s *Sim) forwardMessage(c *call) ([]byte, error) {
	from, src, err := s.source(c, "forward")
	if err != nil {
		return nil, err
	}
	to, m, err := s.draft(c)
	if err != nil {
		return nil, err
	}
	m.carry(src)
	m.Origin = s.origin(from, src)
	return s.publish(c, to, m)
}

// origin is the MessageOrigin of a forwarded message.
func (s *Sim) origin(from *chat, src *message) string {
	if src.Origin != "" {
		return src.Origin
	}
	b := []byte{'{'}
	if src.AsChat {
		b = appendText(b, "type", "chat")
		b = appendRaw(b, "sender_chat", s.chatJSON(from))
	} else {
		b = appendText(b, "type", "user")
		b = appendRaw(b, "sender_user", s.personJSON(src.From))
	}
	b = appendInt(b, "date", src.Date)
	return string(append(b, '}'))
}
