package story

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"huiyin/sim"
)

// say is for texts, answers included.
func say(anonymous bool) func(m *words) (act, error) {
	return func(m *words) (act, error) {
		return acting(func(_ context.Context, r *run) error {
			s, quoted, text, err := r.saying(m)
			if err != nil {
				return err
			}
			_, err = r.w.Sim.Say(s.user, s.chat, sim.Say{Text: text, ReplyTo: quoted, Thread: s.thread, Anonymous: anonymous})
			return err
		}), nil
	}
}

// saying finds where a person speaks, the message that is answered (0: none), and the text.
func (r *run) saying(m *words) (s spot, quoted int, text string, err error) {
	if s, err = r.w.spot(m.slots["who"], m.place()); err != nil {
		return s, 0, "", err
	}
	if text, err = r.w.fill(m.text()); err != nil {
		return s, 0, "", err
	}
	if m.slots["quote"] == "" {
		return s, 0, text, nil
	}
	target, err := r.quoted(m, s, nil)
	return s, target.MessageID, text, err
}

// quoted finds the message that a step quotes.
func (r *run) quoted(m *words, s spot, suits func(sim.Seen) bool) (sim.Seen, error) {
	quote, err := r.w.fill(m.slots["quote"])
	if err != nil {
		return sim.Seen{}, err
	}
	return r.w.find(s, quote, suits)
}

// kinds are the things that can be sent, by all their names in stories, with the names they have in the simulator.
func kinds() map[string]string {
	return map[string]string{
		"photo": "photo", "照片": "photo", "图片": "photo",
		"voice": "voice", "voice note": "voice", "语音": "voice",
		"place": "location", "location": "location", "位置": "location",
		"document": "document", "file": "document", "文件": "document",
		"sticker": "sticker", "贴纸": "sticker",
		"contact": "contact", "名片": "contact",
		"own contact": "own contact", "自己的名片": "own contact",
		"poll": "poll", "投票": "poll",
		"video note": "video_note", "视频留言": "video_note",
		"video": "video", "视频": "video",
		"album": "album", "相册": "album",
	}
}

// albumSize reads "album of 3" and "相册3张".
var albumSize = regexp.MustCompile(`(?i)^(?:album of (\d+)|相册\s*(\d+)\s*张)$`)

// tableKind reads "table People.csv" and "表格 人员.csv".
var tableKind = regexp.MustCompile(`(?i)^(?:table|表格)\s+(\S+)$`)

// sendTable sends a file of that name which holds the lines below.
func sendTable(m *words, name string) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		s, quoted, text, err := r.saying(m)
		if err != nil {
			return err
		}
		_, err = r.w.Sim.Say(s.user, s.chat, sim.Say{ReplyTo: quoted, Thread: s.thread,
			Media: &sim.Media{Kind: "document", Name: name, Mime: "text/csv", Bytes: []byte(text + "\n")}})
		return err
	}), nil
}

// send is for everything that is no plain text.
func send(m *words) (act, error) {
	kind, n := kinds()[strings.ToLower(m.slots["kind"])], 0
	if got := albumSize.FindStringSubmatch(m.slots["kind"]); got != nil {
		kind = "album"
		n, _ = strconv.Atoi(got[1] + got[2])
	}
	if got := tableKind.FindStringSubmatch(m.slots["kind"]); got != nil {
		return sendTable(m, got[1])
	}
	if kind == "" {
		return nil, fmt.Errorf("nobody can send %q; people send a photo, voice, place, document, sticker, contact, poll, video, video note, album of N, table NAME", m.slots["kind"])
	}
	if kind == "album" && (n < 2 || n > 10) {
		return nil, fmt.Errorf("an album has 2 to 10 photos, as in: album of 3")
	}
	if kind == "album" && (m.slots["quote"] != "" || m.slots["topic"] != "") {
		return nil, fmt.Errorf("an album can't be an answer, nor stand in a topic")
	}
	return acting(func(_ context.Context, r *run) error {
		s, quoted, text, err := r.saying(m)
		if err != nil {
			return err
		}
		if kind == "album" {
			_, err = r.w.Sim.SayAlbum(s.user, s.chat, text, slices.Repeat([]sim.Media{{Kind: "photo"}}, n)...)
			return err
		}
		out := sim.Say{ReplyTo: quoted, Thread: s.thread}
		fillIn(&out, strings.TrimPrefix(kind, "own "), s.who, text)
		if kind == "own contact" {
			out.Contact.UserID = s.user
		}
		_, err = r.w.Sim.Say(s.user, s.chat, out)
		return err
	}), nil
}

// degrees finds a point in a text, as in "35.62, 111.37".
var degrees = regexp.MustCompile(`(-?\d+(?:\.\d+)?)\s*[,，]\s*(-?\d+(?:\.\d+)?)`)

// fillIn puts the thing that is sent into the message. A text says more about it: the caption, a place's degrees, a
// contact's phone number, a poll's question with its options below.
func fillIn(out *sim.Say, kind, who, text string) {
	switch kind {
	case "location":
		out.Location = &sim.Location{Lat: 35.62, Lon: 111.37}
		if got := degrees.FindStringSubmatch(text); got != nil {
			out.Location.Lat, _ = strconv.ParseFloat(got[1], 64)
			out.Location.Lon, _ = strconv.ParseFloat(got[2], 64)
		}
	case "contact":
		out.Contact = &sim.Contact{Phone: "+8613900000000", First: who}
		if text != "" {
			out.Contact.Phone = text
		}
	case "poll":
		lines := strings.Split(text, "\n")
		out.Poll = &sim.PollSpec{Question: lines[0], Options: lines[1:]}
		if lines[0] == "" {
			out.Poll.Question = "?"
		}
		if len(out.Poll.Options) == 0 {
			out.Poll.Options = []string{"+1", "−1"}
		}
	default:
		out.Media = &sim.Media{Kind: kind, Caption: text}
	}
}

// forward passes a message on from one place to another.
func forward(m *words) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		from, err := r.w.spot(m.slots["who"], place{title: m.slots["source"]})
		if err != nil {
			return err
		}
		to, err := r.w.spot(m.slots["who"], m.place())
		if err != nil {
			return err
		}
		msg, err := r.quoted(m, from, nil)
		if err != nil {
			return fmt.Errorf("in %s: %w", from.place, err)
		}
		_, err = r.w.Sim.Say(to.user, to.chat, sim.Say{Thread: to.thread, Forward: &sim.Forward{Chat: from.chat, MessageID: msg.MessageID}})
		return err
	}), nil
}

// edit changes one's own message.
func edit(m *words) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		s, err := r.w.spot(m.slots["who"], m.place())
		if err != nil {
			return err
		}
		text, err := r.w.fill(m.text())
		if err != nil {
			return err
		}
		msg, err := r.quoted(m, s, func(m sim.Seen) bool { return m.From == s.user })
		if err != nil {
			return err
		}
		return r.w.Sim.EditText(s.user, s.chat, msg.MessageID, text)
	}), nil
}

// remove deletes a message: one's own if one says such a thing, otherwise anybody's, if Telegram allows it.
func remove(m *words) (act, error) {
	return acting(func(_ context.Context, r *run) error {
		s, err := r.w.spot(m.slots["who"], m.place())
		if err != nil {
			return err
		}
		msg, err := r.quoted(m, s, func(m sim.Seen) bool { return m.From == s.user })
		if err != nil {
			if msg, err = r.quoted(m, s, nil); err != nil {
				return err
			}
		}
		return r.w.Sim.Delete(s.user, s.chat, msg.MessageID)
	}), nil
}
