package bot

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/go-telegram/bot/models"

	"huiyin/flows"
)

const (
	inPrivate = `"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"Li"},"message_id":1,"date":1700000000`
	inGroup   = `"chat":{"id":-100,"type":"supergroup","title":"G"},"from":{"id":7,"first_name":"Li"},"message_id":1,"date":1700000000`
	mentionMe = `"text":"@huiyin_bot hi","entities":[{"type":"mention","offset":0,"length":11}]`
	toMe      = `"reply_to_message":{"message_id":5,"date":1,"chat":{"id":-100,"type":"supergroup"},"from":{"id":99,"is_bot":true},"text":"card"}`
	member7   = `{"status":"member","user":{"id":7}}`
)

func updateOf(t testing.TB, kind, body string) *models.Update {
	t.Helper()
	raw := `{"update_id":1,"` + kind + `":{` + body + `}}`
	if kind == "raw" {
		raw = body
	}
	u, err := parse([]byte(raw))
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return u
}

func judgeOf() *relevance {
	return &relevance{self: me, albums: map[albumKey]time.Time{}, belongs: func(_ int64, message int, album string) bool {
		return message == 17 || album == "known"
	}}
}

func TestRelevance(t *testing.T) {
	for _, c := range []struct {
		name, kind, body string
		keep             bool
		want             flows.Kind
	}{
		{"private text", "message", inPrivate + `,"text":"hi"`, true, flows.Said},
		{"private sticker", "message", inPrivate + `,"sticker":{"file_id":"s","type":"regular"}`, true, flows.Said},
		{"private something new", "message", inPrivate + `,"hologram":{}`, true, flows.Said},
		{"private pin", "message", inPrivate + `,"pinned_message":{"message_id":1,"date":1,"chat":{"id":7}}`, false, ""},
		{"private edit", "edited_message", inPrivate + `,"text":"hi"`, true, flows.Edited},
		{"private place that moves", "edited_message", inPrivate + `,"location":{"latitude":1,"longitude":2}`, false, ""},
		{"private from a bot", "message", strings.Replace(inPrivate, `"id":7,"first`, `"id":8,"is_bot":true,"first`, 1) + `,"text":"hi"`, false, ""},
		{"channel post", "channel_post", inGroup + `,"text":"hi"`, false, ""},
		{"message in a channel", "message", strings.Replace(inGroup, "supergroup", "channel", 1) + `,` + mentionMe, false, ""},

		{"chatter", "message", inGroup + `,"text":"hi"`, false, ""},
		{"chatter with a picture", "message", inGroup + `,"photo":[{"file_id":"p"}]`, false, ""},
		{"mention", "message", inGroup + `,` + mentionMe, true, flows.Said},
		{"mention in a basic group", "message", strings.Replace(inGroup, "supergroup", "group", 1) + `,` + mentionMe, true, flows.Said},
		{"name without entity", "message", inGroup + `,"text":"@huiyin_bot hi"`, false, ""},
		{"mention of another", "message", inGroup + `,"text":"@huiyin_bob hi","entities":[{"type":"mention","offset":0,"length":11}]`, false, ""},
		{"text mention", "message", inGroup + `,"text":"echo hi","entities":[{"type":"text_mention","offset":0,"length":4,"user":{"id":99}}]`, true, flows.Said},
		{"caption", "message", inGroup + `,"photo":[{"file_id":"p"}],"caption":"@huiyin_bot hi","caption_entities":[{"type":"mention","offset":0,"length":11}]`, true, flows.Said},
		{"command", "message", inGroup + `,"text":"/order x","entities":[{"type":"bot_command","offset":0,"length":6}]`, true, flows.Said},
		{"command for us", "message", inGroup + `,"text":"/o@huiyin_bot","entities":[{"type":"bot_command","offset":0,"length":13}]`, true, flows.Said},
		{"command for another", "message", inGroup + `,"text":"/o@other_bot","entities":[{"type":"bot_command","offset":0,"length":12}]`, false, ""},
		{"command in the middle", "message", inGroup + `,"text":"see /o","entities":[{"type":"bot_command","offset":4,"length":2}]`, false, ""},
		{"reply to us", "message", inGroup + `,"text":"done",` + toMe, true, flows.Said},
		{"picture as reply to us", "message", inGroup + `,"photo":[{"file_id":"p"}],` + toMe, true, flows.Said},
		{"reply to another", "message", inGroup + `,"text":"done",` + strings.Replace(toMe, `"id":99`, `"id":98`, 1), false, ""},
		{"topic made by us", "message", inGroup + `,"text":"hi","is_topic_message":true,"message_thread_id":5,` + strings.Replace(toMe, `"text":"card"`, `"forum_topic_created":{"name":"t","icon_color":1}`, 1), false, ""},
		{"topic made by us, bare", "message", inGroup + `,"text":"hi","is_topic_message":true,"message_thread_id":5,` + toMe, false, ""},
		{"album of an order", "message", inGroup + `,"media_group_id":"known","photo":[{"file_id":"p"}]`, true, flows.Said},
		{"another album", "message", inGroup + `,"media_group_id":"other","photo":[{"file_id":"p"}]`, false, ""},
		{"edit of chatter", "edited_message", inGroup + `,"text":"hi"`, false, ""},
		{"edit that names us", "edited_message", inGroup + `,` + mentionMe, true, flows.Edited},
		{"edit of an order", "edited_message", strings.Replace(inGroup, `"message_id":1`, `"message_id":17`, 1) + `,"text":"hi"`, true, flows.Edited},
		{"a bot names us", "message", strings.Replace(inGroup, `"id":7`, `"id":8,"is_bot":true`, 1) + `,` + mentionMe, false, ""},
		{"anonymous admin", "message", strings.Replace(inGroup, `"id":7`, `"id":1087968824,"is_bot":true`, 1) + `,"sender_chat":{"id":-100,"type":"supergroup"},` + mentionMe, true, flows.Said},
		{"a channel's mask", "message", strings.Replace(inGroup, `"id":7`, `"id":136817688,"is_bot":true`, 1) + `,"sender_chat":{"id":-200,"type":"channel"},` + mentionMe, false, ""},
		{"linked channel", "message", inGroup + `,"is_automatic_forward":true,"sender_chat":{"id":-200,"type":"channel"},` + mentionMe, false, ""},

		{"new id", "message", inGroup + `,"migrate_to_chat_id":-1005`, true, flows.Migrated},
		{"old id", "message", inGroup + `,"migrate_from_chat_id":-5`, true, flows.Migrated},
		{"somebody left", "message", inGroup + `,"left_chat_member":{"id":8}`, true, flows.Left},
		{"a bot left", "message", inGroup + `,"left_chat_member":{"id":99,"is_bot":true}`, false, ""},
		{"somebody came", "message", inGroup + `,"new_chat_members":[{"id":8}]`, false, ""},
		{"new title", "message", inGroup + `,"new_chat_title":"x"`, false, ""},

		{"tap", "callback_query", `"id":"q","from":{"id":7},"data":"x","message":{` + inGroup + `}`, true, flows.Tapped},
		{"tap on an old message", "callback_query", `"id":"q","from":{"id":7},"data":"x","message":{"chat":{"id":-100,"type":"supergroup"},"message_id":3,"date":0}`, true, flows.Tapped},
		{"tap without message", "callback_query", `"id":"q","from":{"id":7},"data":"x"`, false, ""},
		{"tap on null", "callback_query", `"id":"q","from":{"id":7},"data":"x","message":null`, false, ""},

		{"added", "my_chat_member", `"chat":{"id":-100,"type":"group"},"from":{"id":7},"date":1,"old_chat_member":{"status":"left","user":{"id":99}},"new_chat_member":{"status":"member","user":{"id":99}}`, true, flows.BotAdded},
		{"promoted", "my_chat_member", `"chat":{"id":-100,"type":"group"},"from":{"id":7},"date":1,"old_chat_member":{"status":"member","user":{"id":99}},"new_chat_member":{"status":"administrator","user":{"id":99}}`, true, flows.BotAdded},
		{"restricted", "my_chat_member", `"chat":{"id":-100,"type":"supergroup"},"from":{"id":7},"date":1,"old_chat_member":{"status":"member","user":{"id":99}},"new_chat_member":{"status":"restricted","is_member":true,"user":{"id":99}}`, true, flows.BotAdded},
		{"restricted and out", "my_chat_member", `"chat":{"id":-100,"type":"supergroup"},"from":{"id":7},"date":1,"old_chat_member":{"status":"member","user":{"id":99}},"new_chat_member":{"status":"restricted","is_member":false,"user":{"id":99}}`, true, flows.BotRemoved},
		{"kicked", "my_chat_member", `"chat":{"id":-100,"type":"supergroup"},"from":{"id":7},"date":1,"old_chat_member":{"status":"member","user":{"id":99}},"new_chat_member":{"status":"kicked","user":{"id":99}}`, true, flows.BotRemoved},
		{"blocked", "my_chat_member", `"chat":{"id":7,"type":"private"},"from":{"id":7},"date":1,"old_chat_member":{"status":"member","user":{"id":99}},"new_chat_member":{"status":"kicked","user":{"id":99}}`, true, flows.Blocked},
		{"unblocked", "my_chat_member", `"chat":{"id":7,"type":"private"},"from":{"id":7},"date":1,"old_chat_member":{"status":"kicked","user":{"id":99}},"new_chat_member":{"status":"member","user":{"id":99}}`, true, flows.Unblocked},
		{"added to a channel", "my_chat_member", `"chat":{"id":-100,"type":"channel"},"from":{"id":7},"date":1,"old_chat_member":{"status":"left","user":{"id":99}},"new_chat_member":{"status":"administrator","user":{"id":99}}`, false, ""},
		{"member left", "chat_member", `"chat":{"id":-100,"type":"supergroup"},"from":{"id":7},"date":1,"old_chat_member":` + member7 + `,"new_chat_member":{"status":"left","user":{"id":7}}`, true, flows.Left},
		{"member came", "chat_member", `"chat":{"id":-100,"type":"supergroup"},"from":{"id":7},"date":1,"old_chat_member":{"status":"left","user":{"id":7}},"new_chat_member":` + member7, false, ""},
		{"another kind", "raw", `{"update_id":1,"poll":{"id":"1","question":"?","options":[]}}`, false, ""},
		{"a future kind", "raw", `{"update_id":1,"telepathy":{}}`, false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := updateOf(t, c.kind, c.body)
			r := judgeOf()
			r.note(u, time.Unix(0, 0))
			if got := r.keeps(u); got != c.keep {
				t.Fatalf("keeps %v", got)
			}
			if !c.keep {
				return
			}
			in, err := me.input(u)
			if err != nil || in.Kind != c.want {
				t.Errorf("became %q, %v", in.Kind, err)
			}
		})
	}
}

// The message with the caption need not be the first of its album.
func TestAlbumIsNoted(t *testing.T) {
	r := judgeOf()
	plain := updateOf(t, "message", inGroup+`,"media_group_id":"a","photo":[{"file_id":"p"}]`)
	named := updateOf(t, "message", inGroup+`,"media_group_id":"a","photo":[{"file_id":"p"}],"caption":"@huiyin_bot","caption_entities":[{"type":"mention","offset":0,"length":11}]`)
	now := time.Unix(1000, 0)
	for _, u := range []*models.Update{plain, named} {
		r.note(u, now)
	}
	if !r.keeps(plain) {
		t.Error("dropped")
	}
	r.note(updateOf(t, "message", inGroup+`,"media_group_id":"b",`+mentionMe), now.Add(albumMemory+1))
	if r.keeps(plain) {
		t.Error("remembered for ever")
	}
}

func TestInput(t *testing.T) {
	in, err := me.input(updateOf(t, "message", `"chat":{"id":-100,"type":"supergroup","title":"G","is_forum":true},
		"from":{"id":7,"first_name":"小","last_name":"李","username":"xl","language_code":"zh-hans"},"message_id":9,"date":1700000000,
		"is_topic_message":true,"message_thread_id":4,"media_group_id":"a","forward_origin":{"type":"hidden_user","date":1,"sender_user_name":"x"},
		"photo":[{"file_id":"small","width":90,"height":90},{"file_id":"large","width":900,"height":900},{"file_id":"middle","width":300,"height":300}],
		"caption":"这里 @huiyin_bot","caption_entities":[{"type":"mention","offset":3,"length":11}],
		"quote":{"text":"漏水","position":0,"is_manual":true},
		"reply_to_message":{"message_id":8,"date":1,"chat":{"id":-100},"from":{"id":8,"first_name":"W"},"caption":"三楼 漏水","media_group_id":"b","voice":{"file_id":"v"}}`))
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.MarshalIndent(in, "", " ")
	m := in.Message
	ok := in.Update == 1 && in.At.Equal(time.Unix(1700000000, 0)) && in.Chat == flows.Chat{ID: -100, Title: "G"} &&
		in.Person == flows.Person{ID: 7, Name: "小 李", Username: "xl", Language: "zh-hans"} &&
		m.ID == 9 && m.Thread == 4 && m.Text == "这里" && m.Addressed && m.Album == "a" && m.Odd == "" &&
		len(m.Media) == 1 && m.Media[0] == flows.Media{Kind: "photo", FileID: "large"} &&
		m.ReplyTo.ID == 8 && m.ReplyTo.Author.ID == 8 && !m.ReplyTo.ToBot && m.ReplyTo.Text == "漏水" && m.ReplyTo.Album == "b" &&
		m.ReplyTo.Media[0] == flows.Media{Kind: "voice", FileID: "v"}
	if !ok {
		t.Errorf("got %s", got)
	}
}

func TestInputMedia(t *testing.T) {
	for part, want := range map[string]string{
		`"voice":{"file_id":"f"}`:                                "voice",
		`"video":{"file_id":"f"}`:                                "video",
		`"audio":{"file_id":"f"}`:                                "document",
		`"document":{"file_id":"f"}`:                             "document",
		`"animation":{"file_id":"f"},"document":{"file_id":"f"}`: "video",
		`"sticker":{"file_id":"f","type":"regular"}`:             "odd sticker",
		`"video_note":{"file_id":"f"}`:                           "odd video_note",
		`"dice":{"emoji":"x","value":1}`:                         "odd dice",
		`"poll":{"id":"1","question":"q","options":[]}`:          "odd poll",
		`"hologram":{}`:                                          "odd other",
		`"voice":{}`:                                             "odd other",
		`"location":{"latitude":1.5,"longitude":2.5}`:            "place",
		`"venue":{"location":{"latitude":1.5,"longitude":2.5},"title":"t","address":"a"},"location":{"latitude":1.5,"longitude":2.5}`: "place",
		`"contact":{"phone_number":"138","first_name":"x","user_id":7}`:                                                               "contact",
	} {
		in, err := me.input(updateOf(t, "message", inPrivate+","+part))
		m := in.Message
		var got string
		switch {
		case m.Odd != "":
			got = "odd " + m.Odd
		case m.Place != nil && *m.Place == flows.Place{Lat: 1.5, Lon: 2.5}:
			got = "place"
		case m.Contact != nil && *m.Contact == flows.Contact{Phone: "138", Person: 7}:
			got = "contact"
		case len(m.Media) == 1:
			got = m.Media[0].Kind
		}
		if err != nil || got != want {
			t.Errorf("%s: got %q, %v", part, got, err)
		}
	}
}

func FuzzUpdate(f *testing.F) {
	for _, body := range []string{
		inPrivate + `,"text":"hi"`, inGroup + `,` + mentionMe, inGroup + `,"text":"x",` + toMe,
		inGroup + `,"media_group_id":"a","photo":[{"file_id":"p"}],"caption":"@huiyin_bot","caption_entities":[{"type":"mention","offset":0,"length":11}]`,
		inGroup + `,"quote":{"text":"q","is_manual":true},` + toMe, inGroup + `,"migrate_to_chat_id":-1`, inPrivate + `,"contact":{"phone_number":"1"}`,
	} {
		f.Add([]byte(`{"update_id":1,"message":{` + body + `}}`))
		f.Add([]byte(`{"update_id":1,"edited_message":{` + body + `}}`))
		f.Add([]byte(`{"update_id":1,"callback_query":{"id":"q","from":{"id":7},"message":{` + body + `},"data":"x"}}`))
	}
	f.Add([]byte(`{"update_id":1,"my_chat_member":{"chat":{"id":-1,"type":"group"},"new_chat_member":{"status":"restricted"},"old_chat_member":{"status":"creator"}}}`))
	f.Add([]byte(`{"update_id":1,"chat_member":{"chat":{"id":-1,"type":"group"},"new_chat_member":{"status":"left"},"old_chat_member":{"status":"member"}}}`))
	f.Add([]byte(`{"update_id":-1,"message":null,"callback_query":{"message":null}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		updateID(raw)
		u, err := parse(raw)
		if err != nil {
			return
		}
		r := judgeOf()
		r.note(u, time.Unix(0, 0))
		keep := r.keeps(u)
		in, err := me.input(u)
		if keep && err != nil {
			t.Errorf("kept, but %v", err)
		}
		if keep && (in.Kind == "" || in.Chat.ID == 0) {
			t.Errorf("kept, but became %+v", in)
		}
	})
}
