package sim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// order is the body of any POST of the control API.
type order struct {
	User    int64   `json:"user"`
	Chat    int64   `json:"chat"`
	Bot     string  `json:"bot"`
	Message int     `json:"message"`
	Eph     int     `json:"ephemeral"` // ephemeral_id of the message, instead of message
	Text    string  `json:"text"`
	ReplyTo int     `json:"reply_to"`
	Thread  int     `json:"thread"`
	Kind    string  `json:"kind"`
	Caption string  `json:"caption"`
	File    []byte  `json:"file"` // base64
	Name    string  `json:"name"`
	Mime    string  `json:"mime"`
	Lat     float64 `json:"lat"`
	Lon     float64 `json:"lon"`
	Row     int     `json:"row"`
	Col     int     `json:"col"`
	Data    *string `json:"data"`
	URL     string  `json:"url"`
	Payload string  `json:"payload"`
	Emoji   string  `json:"emoji"`
	Options []int   `json:"options"`

	Anonymous bool    `json:"anonymous"`
	Picked    []int64 `json:"picked"`
}

// control is the control API: the same abilities as the Go calls, as JSON over
// HTTP. Refusals are {"error": "plain words"} with status 400.
func (s *Sim) control() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /sim/state", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, s.state()) })
	mux.HandleFunc("GET /sim/messages", func(w http.ResponseWriter, r *http.Request) {
		list := s.Messages(number(r, "user"), number(r, "chat"))
		if list == nil {
			list = []Seen{}
		}
		writeJSON(w, list)
	})
	mux.HandleFunc("GET /sim/keyboard", func(w http.ResponseWriter, r *http.Request) {
		rows := s.Keyboard(number(r, "user"), number(r, "chat"))
		if rows == nil {
			rows = [][]string{}
		}
		writeJSON(w, rows)
	})
	mux.HandleFunc("GET /sim/picker", func(w http.ResponseWriter, r *http.Request) {
		writeJSON(w, s.Picker(number(r, "user"), number(r, "chat"), r.URL.Query().Get("text")))
	})
	mux.HandleFunc("GET /sim/menu", func(w http.ResponseWriter, r *http.Request) {
		list := s.Menu(number(r, "user"), number(r, "chat"))
		if list == nil {
			list = []BotCommand{}
		}
		writeJSON(w, list)
	})
	mux.HandleFunc("GET /sim/events", s.streamEvents)
	mux.HandleFunc("GET /sim/file/{id}", s.showFile)
	mux.HandleFunc("POST /sim/{act}", s.act)
	mux.HandleFunc("POST /sim/faults/clear", func(w http.ResponseWriter, _ *http.Request) {
		s.ClearFaults()
		writeJSON(w, map[string]bool{"ok": true})
	})
	return mux
}

func number(r *http.Request, name string) int64 {
	n, err := strconv.ParseInt(r.URL.Query().Get(name), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(v) // the client has gone: nothing to tell
}

func refuse(w http.ResponseWriter, err error) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusBadRequest)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()})
}

// state is the world as the page needs it.
func (s *Sim) state() map[string]any {
	out := map[string]any{"bots": s.Bots(), "users": s.Users(), "chats": s.Chats(), "now": s.now().Format(time.RFC3339)}
	s.mu.Lock()
	defer s.mu.Unlock()
	screens := s.screens
	if screens == nil {
		screens = []Screen{}
	}
	info := map[string]string{}
	for k, v := range s.info {
		info[k] = v
	}
	out["screens"], out["info"], out["seq"], out["counters"] = screens, info, s.log.seq, s.count
	return out
}

// act does one POST.
func (s *Sim) act(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<20)
	name := r.PathValue("act")
	if name == "fault" {
		s.actFault(w, r)
		return
	}
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		refuse(w, fmt.Errorf("can't read the request: %w", err))
		return
	}
	if o.Message == 0 {
		o.Message = -o.Eph
	}
	out, err := s.obey(r, name, o)
	if err != nil {
		refuse(w, err)
		return
	}
	if out == nil {
		out = map[string]bool{"ok": true}
	}
	writeJSON(w, out)
}

func (s *Sim) actFault(w http.ResponseWriter, r *http.Request) {
	var f Fault
	if err := json.NewDecoder(r.Body).Decode(&f); err != nil {
		refuse(w, fmt.Errorf("can't read the fault: %w", err))
		return
	}
	writeJSON(w, map[string]int{"id": s.AddFault(f)})
}

func (s *Sim) obey(r *http.Request, name string, o order) (any, error) {
	switch name {
	case "say":
		return s.obeySay(o)
	case "press":
		id, err := s.PressKey(o.User, o.Chat, o.Text)
		return map[string]int{"message_id": id}, err
	case "pick":
		id, err := s.obeyPick(o)
		return map[string]int{"message_id": id}, err
	case "tap":
		if o.Data != nil {
			return s.TapData(r.Context(), o.User, o.Chat, o.Message, *o.Data)
		}
		return s.TapAt(r.Context(), o.User, o.Chat, o.Message, o.Row, o.Col)
	case "migrate":
		id := s.MigrateToSuper(o.Chat)
		if id == 0 {
			return nil, fmt.Errorf("no basic group has the id %d", o.Chat)
		}
		return map[string]int64{"chat": id}, nil
	}
	return nil, s.obeyQuietly(name, o)
}

// obeyPick picks groups, whose ids are negative, or people.
func (s *Sim) obeyPick(o order) (int, error) {
	if len(o.Picked) == 1 && o.Picked[0] < 0 {
		return s.PickChat(o.User, o.Chat, o.Text, o.Picked[0])
	}
	return s.PickUsers(o.User, o.Chat, o.Text, o.Picked...)
}

// obeyQuietly does what answers nothing but success.
func (s *Sim) obeyQuietly(name string, o order) error {
	switch name {
	case "open":
		if o.Chat < 0 {
			return s.OpenInGroup(o.User, o.URL, o.Chat)
		}
		return s.Open(o.User, o.URL)
	case "start":
		return s.Start(o.User, o.Bot, o.Payload)
	case "edit":
		return s.EditText(o.User, o.Chat, o.Message, o.Text)
	case "delete":
		return s.Delete(o.User, o.Chat, o.Message)
	case "block":
		return s.Block(o.User, s.botOr(o))
	case "unblock":
		return s.Unblock(o.User, s.botOr(o))
	case "react":
		return s.React(o.User, o.Chat, o.Message, o.Emoji)
	case "vote":
		return s.Vote(o.User, o.Chat, o.Message, o.Options...)
	case "join":
		return s.Join(o.User, o.Chat)
	case "leave":
		return s.Leave(o.User, o.Chat)
	case "promote":
		return s.Promote(o.User, o.Chat, o.Anonymous)
	case "demote":
		return s.Demote(o.User, o.Chat)
	case "addbot":
		return s.AddBotTo(s.botOr(o), o.Chat, o.User)
	case "removebot":
		return s.RemoveBotFrom(s.botOr(o), o.Chat, o.User)
	case "promotebot":
		return s.PromoteBot(s.botOr(o), o.Chat)
	case "demotebot":
		return s.DemoteBot(s.botOr(o), o.Chat)
	}
	return fmt.Errorf("unknown action %q", name)
}

// botOr is the bot that an order names, or the first one.
func (s *Sim) botOr(o order) string {
	if o.Bot != "" {
		return o.Bot
	}
	if list := s.Bots(); len(list) > 0 {
		return list[0].Username
	}
	return ""
}

func (s *Sim) obeySay(o order) (any, error) {
	m := Say{Text: o.Text, ReplyTo: o.ReplyTo, Thread: o.Thread, Anonymous: o.Anonymous}
	if o.Caption == "" {
		o.Caption = o.Text
	}
	media := Media{Kind: o.Kind, Name: o.Name, Mime: o.Mime, Caption: o.Caption, Bytes: o.File}
	switch o.Kind {
	case "", "text":
	case "location":
		m.Location = &Location{o.Lat, o.Lon}
	case "contact":
		m.Contact = &Contact{Phone: "+8613900000000", First: s.firstName(o.User), UserID: o.User}
	case "album":
		media.Kind = "photo"
		ids, err := s.SayAlbum(o.User, o.Chat, o.Caption, media, Media{Kind: "photo", Bytes: o.File})
		return map[string][]int{"message_ids": ids}, err
	default:
		m.Media = &media
	}
	id, err := s.Say(o.User, o.Chat, m)
	return map[string]int{"message_id": id}, err
}

func (s *Sim) firstName(id int64) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.nameOf(id)
}

// showFile gives a file's bytes; the page shows photos with it.
func (s *Sim) showFile(w http.ResponseWriter, r *http.Request) {
	data, mime, ok := s.FileBytes(r.PathValue("id"))
	if !ok {
		refuse(w, fmt.Errorf("no such file"))
		return
	}
	if strings.HasPrefix(mime, "text/html") || strings.Contains(mime, "svg") {
		mime = "application/octet-stream" // a bot's file must not run in the page
	}
	w.Header().Set("Content-Type", mime)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(data)
}

// streamEvents is the live log as server-sent events, with a heartbeat each
// 15 s so that proxies keep the connection.
func (s *Sim) streamEvents(w http.ResponseWriter, r *http.Request) {
	flush := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	news, end := s.Subscribe()
	defer end()
	beat := time.NewTicker(15 * time.Second)
	defer beat.Stop()
	after := number(r, "after")
	if id, err := strconv.ParseInt(r.Header.Get("Last-Event-ID"), 10, 64); err == nil {
		after = id
	}
	for {
		for _, e := range s.Events(after) {
			raw, err := json.Marshal(e)
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(w, "id: %d\ndata: %s\n\n", e.Seq, raw); err != nil {
				return
			}
			after = e.Seq
		}
		_ = flush.Flush() // an in-process client has nothing to flush
		select {
		case <-r.Context().Done():
			return
		case <-news:
		case <-beat.C:
			if _, err := fmt.Fprint(w, ": still here\n\n"); err != nil {
				return
			}
		}
	}
}
