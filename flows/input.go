package flows

import "time"

// Kind tells what an Input is.
type Kind string

// The kinds of input.
const (
	Said       Kind = "said"       // a message to the bot, or for it
	Edited     Kind = "edited"     // a message changed after it was said
	Tapped     Kind = "tapped"     // a button
	BotAdded   Kind = "bot_added"  // the bot came into a group, or its rights there changed
	BotRemoved Kind = "bot_left"   // the bot was put out of a group
	Blocked    Kind = "blocked"    // a person stopped the bot
	Unblocked  Kind = "unblocked"  // a person started it again
	Left       Kind = "left"       // a person left a group
	Migrated   Kind = "migrated"   // a group became a supergroup: Chat is the old one, NewChat the new
	Flooding   Kind = "flooding"   // a person sends more than is taken; what they sent was not kept
	Late       Kind = "late"       // the program was away so long that Telegram may have dropped messages
	Unreadable Kind = "unreadable" // an update was parked because it could not be decoded
)

// Person is somebody as Telegram names them.
type Person struct {
	ID       int64
	Name     string // as shown
	Username string
	Language string // Telegram's code, such as "zh-hans"; may be empty
	Bot      bool   // a bot, or Telegram's stand-in for an anonymous admin
}

// Chat is where an input happened.
type Chat struct {
	ID      int64
	Private bool
	Title   string
}

// Media is a file that came with a message; the bytes stay with Telegram.
type Media struct {
	Kind   string `json:"kind"` // photo, voice, video, document
	FileID string `json:"file"`
}

// File is what Telegram says of a document. The sender's program chose name and
// kind, so they may be anything.
type File struct {
	ID, Name, Mime string
	Shown          string // the name, fit to be said
	Size           int64  // bytes; 0: not known
}

// Place is a point on the map.
type Place struct {
	Lat, Lon float64
}

// Contact is a phone number that somebody sent.
type Contact struct {
	Phone  string
	Person int64 // whose it is, when Telegram knows
}

// Picked is what somebody picked from a list of Telegram's.
type Picked struct {
	ID     int32 // of the key that opened the list
	People []Person
	Group  Chat // none: people were picked
}

// Message is what was said.
type Message struct {
	ID        int
	Thread    int    // topic in a forum; 0: none
	Text      string // text or caption, without the mention of the bot and without the command
	Command   string // lower case, without slash and bot name; empty: none
	Addressed bool   // in a group: it is meant for the bot (mention, command or reply)
	Album     string // id shared by the messages of one album
	Media     []Media
	Place     *Place
	Contact   *Contact
	Picked    *Picked
	File      *File  // of a message whose file is a document; it is in Media as well
	Odd       string // a kind that the bot can't use: sticker, poll, video_note, …
	ReplyTo   *Reply
}

// Reply is the message that was replied to.
type Reply struct {
	ID     int
	Author Person
	ToBot  bool // it is a message of this bot
	Text   string
	Media  []Media
	Album  string
	Place  *Place
}

// Tap is a pressed button.
type Tap struct {
	Message int    // the message that carries the button
	Data    string // what the button says; never trusted
}

// Input is one thing that happened, without anything that only Telegram knows.
type Input struct {
	Kind      Kind
	Update    int64     // Telegram's number of it; 0 when it is none
	At        time.Time // when it happened there, as far as known
	Person    Person
	Anonymous bool // said by an admin who hides behind the group
	Chat      Chat
	NewChat   int64 // of Migrated
	Message   Message
	Tap       Tap
}

// Answer is the toast that the person who tapped sees.
type Answer struct {
	Text  string
	Alert bool // a window to be closed, for what must not be overlooked
}
