package sim

import "time"

// BotSpec describes a bot to be made. As at BotFather, privacy mode is on and
// the bot may be added to groups unless said otherwise.
type BotSpec struct {
	Username string // without @; must end in "bot"
	Name     string // shown name; default the username
	ReadsAll bool   // privacy mode off: hears everything in groups
	NoGroups bool   // can't be added to groups
	Token    string // "123456789:AA…"; made up when empty
}

// UserSpec describes a person to be made.
type UserSpec struct {
	First, Last string
	Username    string // without @, may be empty
	Lang        string // IETF tag as clients send it, for example "zh-hans"; may be empty
}

// GroupSpec describes a group to be made.
type GroupSpec struct {
	Title   string
	Super   bool     // a supergroup instead of a basic group
	Forum   bool     // has topics; implies Super
	Owner   int64    // creator
	Members []int64  // besides the owner
	Topics  []string // made at once, in this order; implies Forum
}

// UserInfo is a person as [Sim.Users] lists them.
type UserInfo struct {
	ID       int64  `json:"id"`
	First    string `json:"first"`
	Last     string `json:"last,omitempty"`
	Username string `json:"username,omitempty"`
	Lang     string `json:"lang,omitempty"`
	Blocked  bool   `json:"blocked"` // has blocked the first bot
	Started  bool   `json:"started"` // has opened the private chat of the first bot
}

// BotInfo is a bot as [Sim.Bots] lists them.
type BotInfo struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	Name     string `json:"name"`
}

// MemberInfo is one member of a group.
type MemberInfo struct {
	ID        int64  `json:"id"`
	Role      string `json:"role"` // creator, administrator, member
	Anonymous bool   `json:"anonymous,omitempty"`
	Bot       bool   `json:"bot,omitempty"`
}

// TopicInfo is one topic of a forum.
type TopicInfo struct {
	ID     int    `json:"id"` // message_thread_id
	Name   string `json:"name"`
	Closed bool   `json:"closed,omitempty"`
}

// ChatInfo is a group as [Sim.Chats] lists them.
type ChatInfo struct {
	ID         int64        `json:"id"`
	Title      string       `json:"title"`
	Kind       string       `json:"kind"` // group, supergroup
	Forum      bool         `json:"forum"`
	MigratedTo int64        `json:"migrated_to,omitempty"`
	Members    []MemberInfo `json:"members"`
	Topics     []TopicInfo  `json:"topics"`
}

// Screen is one of the chats that the host wants the page to show side by side.
type Screen struct {
	User   int64  `json:"user"`
	Chat   int64  `json:"chat"`  // as in [Sim.Messages]
	Label  string `json:"label"` // for example "居民 小李"
	Hint   string `json:"hint,omitempty"`
	Thread int    `json:"thread,omitempty"`
}

// Media is a file that a person sends.
type Media struct {
	Kind    string // photo, voice, document, sticker, video, video_note, audio, animation
	Name    string // file name; a fitting one when empty
	Mime    string // a fitting one when empty
	Bytes   []byte // a small sample when nil
	Caption string
}

// Contact is a shared phone contact.
type Contact struct {
	Phone  string `json:"phone"`
	First  string `json:"first"`
	Last   string `json:"last,omitempty"`
	UserID int64  `json:"user_id,omitempty"` // whose it is; 0 when unknown to Telegram
}

// Location is a shared point, in degrees.
type Location struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// PollSpec is a poll that a person posts.
type PollSpec struct {
	Question string
	Options  []string
	Public   bool // votes are not anonymous
	Multiple bool
}

// Forward names a message that a person forwards.
type Forward struct {
	Chat      int64
	MessageID int
}

// Say is what a person posts. At most one of Media, Contact, Location, Poll and
// Forward may be set; Text is then unused (Media carries its own caption).
type Say struct {
	Text      string
	ReplyTo   int // message id in the same chat
	Thread    int // topic of a forum; 0 is General
	Media     *Media
	Contact   *Contact
	Location  *Location
	Poll      *PollSpec
	Forward   *Forward
	Anonymous bool // as an anonymous administrator: needs [Sim.Promote] with anonymous
	Silent    bool
}

// Answer is what a person gets to see after pressing an inline button.
type Answer struct {
	Text  string `json:"text"`
	Alert bool   `json:"alert"`
	URL   string `json:"url,omitempty"` // of a url button, or of the answer
}

// Entity is a formatted or recognised part of a text. Offset and length are in
// UTF-16 code units.
type Entity struct {
	Type          string `json:"type"`
	Offset        int    `json:"offset"`
	Length        int    `json:"length"`
	URL           string `json:"url,omitempty"`
	UserID        int64  `json:"user_id,omitempty"` // of a text_mention
	Language      string `json:"language,omitempty"`
	CustomEmojiID string `json:"custom_emoji_id,omitempty"`
	UnixTime      int64  `json:"unix_time,omitempty"` // of a date_time
	DateFormat    string `json:"date_time_format,omitempty"`
}

// Button is an inline button as a person sees it; Data is what a forged client
// could read and send.
type Button struct {
	Text  string `json:"text"`
	Data  string `json:"data,omitempty"`
	URL   string `json:"url,omitempty"`
	Style string `json:"style,omitempty"` // danger, success, primary
	Other string `json:"other,omitempty"` // the kind of any other button: web_app, copy_text, …
}

// Seen is one message as a person sees it.
type Seen struct {
	Chat        int64      `json:"chat"` // group id; in a private chat the person's own id
	MessageID   int        `json:"message_id"`
	Thread      int        `json:"thread,omitempty"`
	ReplyTo     int        `json:"reply_to,omitempty"`
	From        int64      `json:"from"` // 0 for none; the group's id for an anonymous administrator
	Name        string     `json:"name,omitempty"`
	Bot         bool       `json:"bot,omitempty"`
	Date        time.Time  `json:"date"`
	EditDate    time.Time  `json:"edit_date,omitzero"`
	Text        string     `json:"text"` // text or caption
	Entities    []Entity   `json:"entities,omitempty"`
	Buttons     [][]Button `json:"buttons,omitempty"`
	Keyboard    [][]string `json:"keyboard,omitempty"` // reply keyboard sent with this message
	NoKeyboard  bool       `json:"no_keyboard,omitempty"`
	Media       string     `json:"media,omitempty"` // photo, voice, document, location, venue, contact, poll, …
	FileID      string     `json:"file_id,omitempty"`
	FileName    string     `json:"file_name,omitempty"`
	MediaGroup  string     `json:"media_group,omitempty"`
	Location    *Location  `json:"location,omitempty"`
	Contact     *Contact   `json:"contact,omitempty"`
	Poll        *PollSeen  `json:"poll,omitempty"`
	Service     string     `json:"service,omitempty"` // kind of a service message, the JSON name of its field
	Forwarded   bool       `json:"forwarded,omitempty"`
	Pinned      bool       `json:"pinned,omitempty"`
	Silent      bool       `json:"silent,omitempty"`
	Deleted     bool       `json:"deleted,omitempty"` // only in events and [Sim.Message]
	Version     int        `json:"version"`           // 1 when new, one more per edit
	Reactions   []string   `json:"reactions,omitempty"`
	EphemeralID int        `json:"ephemeral_id,omitempty"` // MessageID is then 0; only the receiver sees it
	Receiver    int64      `json:"receiver,omitempty"`
}

// PollSeen is a poll as a person sees it.
type PollSeen struct {
	Question string   `json:"question"`
	Options  []string `json:"options"`
	Votes    []int    `json:"votes"`
	Voters   int      `json:"voters"`
	Closed   bool     `json:"closed"`
}

// Event is one entry of the global log. Kinds: message, edit, delete, reaction,
// toast (answer of a button), typing, menu, member, block, poll, pin, topic.
type Event struct {
	Seq     int64     `json:"seq"`
	Kind    string    `json:"kind"`
	Chat    int64     `json:"chat,omitempty"` // group id; of a private chat the person's id
	Message *Seen     `json:"message,omitempty"`
	User    int64     `json:"user,omitempty"` // who did it, or who is meant by a toast
	Bot     string    `json:"bot,omitempty"`  // username of the bot of a private chat or toast
	Text    string    `json:"text,omitempty"`
	At      time.Time `json:"at"`
}

// BotCommand is an entry of a bot's command menu.
type BotCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// Counters are totals since New or Load.
type Counters struct {
	Calls    int `json:"calls"`     // Bot API requests of any kind
	Sends    int `json:"sends"`     // messages that bots posted
	Edits    int `json:"edits"`     // messages that bots edited
	Deletes  int `json:"deletes"`   // messages that bots deleted
	Floods   int `json:"floods"`    // 429 answers, of limits and of faults
	Refused  int `json:"refused"`   // other 4xx answers
	Faults   int `json:"faults"`    // calls on which a fault was played
	Updates  int `json:"updates"`   // updates made for bots
	Given    int `json:"given"`     // updates handed over, repeats included
	Expired  int `json:"expired"`   // updates dropped because of their age
	Polls409 int `json:"polls_409"` // getUpdates ended by another one or by a webhook
}

// Fault is a failure to play on Bot API calls. In JSON, durations are numbers of
// nanoseconds.
type Fault struct {
	// Methods it applies to, case-insensitive; empty: all. The download of
	// files is called "file".
	Methods []string `json:"methods,omitempty"`
	// Kind: 429, 500, 502html, timeout (no answer, nothing done), lost-answer
	// (does the work, then drops the connection), badjson (does the work and
	// answers garbage), slow (waits Delay first), 401, 409, redeliver
	// (getUpdates gives confirmed updates again), down (connection refused).
	Kind string `json:"kind"`
	// Every Nth matching call; 0 and 1 mean each.
	Every int `json:"every,omitempty"`
	// Times it is played; 0 means until cleared.
	Times int `json:"times,omitempty"`
	// RetryAfter of a 429, rounded up to seconds; default 1 s.
	RetryAfter time.Duration `json:"retry_after,omitempty"`
	// Delay of slow (default 1 s); of timeout, after which the connection is
	// dropped (default: when the client goes).
	Delay time.Duration `json:"delay,omitempty"`
	// Until ends the fault, by the world's clock; zero means no end.
	Until time.Time `json:"until,omitzero"`
}
