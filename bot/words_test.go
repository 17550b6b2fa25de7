package bot

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-telegram/bot/models"
)

var me = self{id: 99, name: "huiyin_bot"}

// marked finds an entity of the type around a part of the text.
func marked(text, part string, kind models.MessageEntityType) models.MessageEntity {
	at := 0
	for i := range text {
		if len(text)-i >= len(part) && text[i:i+len(part)] == part {
			at = i
			break
		}
	}
	return models.MessageEntity{Type: kind, Offset: len(utf16.Encode([]rune(text[:at]))), Length: len(utf16.Encode([]rune(part)))}
}

func TestRead(t *testing.T) {
	const mention, command = models.MessageEntityTypeMention, models.MessageEntityTypeBotCommand
	for _, c := range []struct {
		text  string
		parts map[string]models.MessageEntityType
		want  words
	}{
		{"  电梯坏了 ", nil, words{text: "电梯坏了"}},
		{"@huiyin_bot 电梯坏了", map[string]models.MessageEntityType{"@huiyin_bot": mention}, words{"电梯坏了", "", true}},
		{"@HuiYin_Bot，电梯坏了", map[string]models.MessageEntityType{"@HuiYin_Bot": mention}, words{"电梯坏了", "", true}},
		{"🏠 3号楼 @huiyin_bot 电梯坏了", map[string]models.MessageEntityType{"@huiyin_bot": mention}, words{"🏠 3号楼 电梯坏了", "", true}},
		{"电梯坏了 @huiyin_bot", map[string]models.MessageEntityType{"@huiyin_bot": mention}, words{"电梯坏了", "", true}},
		{"@huiyin_bot", map[string]models.MessageEntityType{"@huiyin_bot": mention}, words{"", "", true}},
		{"@somebody 电梯坏了", map[string]models.MessageEntityType{"@somebody": mention}, words{"@somebody 电梯坏了", "", false}},
		{"/order 漏水", map[string]models.MessageEntityType{"/order": command}, words{"漏水", "order", true}},
		{"/Order@Huiyin_bot 漏水", map[string]models.MessageEntityType{"/Order@Huiyin_bot": command}, words{"漏水", "order", true}},
		{"/order@other_bot 漏水", map[string]models.MessageEntityType{"/order@other_bot": command}, words{"/order@other_bot 漏水", "", false}},
		{"@huiyin_bot /order 漏水", map[string]models.MessageEntityType{"@huiyin_bot": mention, "/order": command}, words{"漏水", "order", true}},
		{"请看 /order", map[string]models.MessageEntityType{"/order": command}, words{"请看 /order", "", false}},
		{"请看 /order@huiyin_bot", map[string]models.MessageEntityType{"/order@huiyin_bot": command}, words{"请看 /order@huiyin_bot", "", true}},
		{"/start a_17", map[string]models.MessageEntityType{"/start": command}, words{"a_17", "start", true}},
		{"/", nil, words{text: "/"}},
	} {
		var list []models.MessageEntity
		for part, kind := range c.parts {
			list = append(list, marked(c.text, part, kind))
		}
		if got := me.read(c.text, list); got != c.want {
			t.Errorf("%q: got %+v, want %+v", c.text, got, c.want)
		}
	}
	e := marked("老王 电梯坏了", "老王", models.MessageEntityTypeTextMention)
	e.User = &models.User{ID: 99}
	if got := me.read("老王 电梯坏了", []models.MessageEntity{e}); got != (words{"电梯坏了", "", true}) {
		t.Errorf("text mention: %+v", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("@huiyin_bot 电梯 🏠 /order", 0, 11, 17, 6, uint8(0))
	f.Add("🏠🏠", 1, 1, -5, 1<<62, uint8(1))
	f.Add("/a@huiyin_bot", 0, 13, 0, 13, uint8(3))
	kinds := []models.MessageEntityType{models.MessageEntityTypeMention, models.MessageEntityTypeBotCommand, models.MessageEntityTypeTextMention, "new"}
	f.Fuzz(func(t *testing.T, text string, o1, l1, o2, l2 int, kind uint8) {
		w := me.read(text, []models.MessageEntity{
			{Type: kinds[kind%4], Offset: o1, Length: l1, User: &models.User{ID: 99}},
			{Type: kinds[kind/4%4], Offset: o2, Length: l2},
		})
		if !utf8.ValidString(w.text) && utf8.ValidString(text) {
			t.Errorf("%q became %q", text, w.text)
		}
		if w.command != "" && !w.mentioned {
			t.Error("a command for the bot does not name it")
		}
	})
}
