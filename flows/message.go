package flows

import (
	"encoding/json"

	"huiyin/texts"
)

// Outgoing is a message of the bot, as it should look. It is what a post in
// the store carries, as JSON.
type Outgoing struct {
	Text     string         `json:"text,omitempty"`
	Entities []texts.Entity `json:"entities,omitempty"`
	Buttons  [][]Button     `json:"buttons,omitempty"`
	Keyboard [][]Key        `json:"keyboard,omitempty"` // big buttons in place of the keyboard, in private
	Media    []Media        `json:"media,omitempty"`    // files that Telegram already has; the text is then the caption
	Picture  *Picture       `json:"picture,omitempty"`  // instead of Media; the text is then the caption
	Place    *Place         `json:"place,omitempty"`
	Silent   bool           `json:"silent,omitempty"` // arrives without a sound
	Preview  bool           `json:"preview,omitempty"`
	Head     string         `json:"head,omitempty"` // the line of the text that says why a card came anew
	// Cover, if set, is what is sent first. What the message really says, which
	// is for one person only, comes as an edit once it is on the disk where it
	// stands: a copy that a dying program forgets shows the cover for ever.
	Cover *Outgoing `json:"cover,omitempty"`
}

// Picture is drawn when it is sent: the outbox keeps what to draw.
type Picture struct {
	Kind string `json:"kind"`
	Text string `json:"text,omitempty"` // of a code: what it says; of a heat map: its language
	Name string `json:"name,omitempty"` // of a file: it is sent as one; empty: a photo
	Else string `json:"else,omitempty"` // what the message says where there is no picture; empty: its text
}

// The kinds of pictures.
const (
	PictureCode   = "code"   // a QR code
	PictureHeat   = "heat"   // how soon somebody is called, hour by hour
	PictureData   = "mydata" // all that is stored about a person, as a file; Text is who, the language and the kind of file
	PictureRoster = "roster" // no picture, but made in the same way: the roster as a spreadsheet; Text is who asked, and the language
)

// Button is an inline button: Data for the bot, or a URL.
type Button struct {
	Text  string `json:"text"`
	Data  string `json:"data,omitempty"`
	URL   string `json:"url,omitempty"`
	Style string `json:"style,omitempty"` // primary, success, danger; Telegram may ignore it
}

// Key is a big button; it says its own text, or sends the person's phone
// number or place after they agree, or opens a list to pick from.
type Key struct {
	Text  string `json:"text"`
	Phone bool   `json:"phone,omitempty"`
	Place bool   `json:"place,omitempty"`
	// People and Group, if not 0, open a list of people, or of the groups that
	// the bot is in. What was picked comes back with this number.
	People int32 `json:"people,omitempty"`
	Group  int32 `json:"group,omitempty"`
}

// MostPicked is how many people can be picked at once.
const MostPicked = 10

// Reaction is the body of a post of kind "react".
type Reaction struct {
	Emoji string `json:"emoji"`
}

// Menu is the body of a post of kind "menu": the commands that one chat, or
// one person in it, sees.
type Menu struct {
	Person   int64         `json:"person,omitempty"` // 0: everybody in the chat
	Language string        `json:"language,omitempty"`
	Commands []MenuCommand `json:"commands"`
}

// MenuCommand is a line of a menu.
type MenuCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// encode turns a body into the JSON that a post keeps.
func encode(body any) []byte {
	b, err := json.Marshal(body)
	if err != nil {
		panic(err) // strings and numbers always encode
	}
	return b
}
