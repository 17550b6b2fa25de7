package bot

import (
	"github.com/go-telegram/bot/models"

	"huiyin/flows"
)

// keyboard is a ReplyKeyboardMarkup. The library's leaves out what is false, and
// then a list of people shows bots as well.
type keyboard struct {
	Keys       [][]keyButton `json:"keyboard"`
	Persistent bool          `json:"is_persistent"`
	Resize     bool          `json:"resize_keyboard"`
}

type keyButton struct {
	Text  string                            `json:"text"`
	Phone bool                              `json:"request_contact,omitempty"`
	Place bool                              `json:"request_location,omitempty"`
	Users *requestUsers                     `json:"request_users,omitempty"`
	Chat  *models.KeyboardButtonRequestChat `json:"request_chat,omitempty"`
}

type requestUsers struct {
	ID       int32 `json:"request_id"`
	Bots     bool  `json:"user_is_bot"`
	Most     int   `json:"max_quantity"`
	Name     bool  `json:"request_name"`
	Username bool  `json:"request_username"`
}

func newKeyboard(rows [][]flows.Key) *keyboard {
	k := &keyboard{Persistent: true, Resize: true}
	for _, row := range rows {
		var keys []keyButton
		for _, key := range row {
			b := keyButton{Text: key.Text, Phone: key.Phone, Place: key.Place}
			if key.People != 0 {
				b.Users = &requestUsers{ID: key.People, Most: flows.MostPicked, Name: true, Username: true}
			}
			if key.Group != 0 {
				b.Chat = &models.KeyboardButtonRequestChat{RequestID: key.Group, BotIsMember: true, RequestTitle: true}
			}
			keys = append(keys, b)
		}
		k.Keys = append(k.Keys, keys)
	}
	return k
}
