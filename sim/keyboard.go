package sim

import (
	"encoding/json"
	"net/url"
	"strings"
)

// Limits of keyboards: the servers take 100 inline buttons and 8 in a row, and
// the same is asked of reply keyboards here, whose limits are not published.
const (
	maxButtons    = 100
	maxPerRow     = 8
	maxButtonData = 64 // bytes
)

// markup is a checked reply_markup. Raw is the inline keyboard as it is given
// back; reply keyboards are never given back.
type markup struct {
	Raw    string
	Inline [][]Button
	Keys   [][]key
	Remove bool
	Force  bool
}

// key is a button of a reply keyboard.
type key struct {
	Text string
	Asks string // contact, location, poll, users, chat, web_app; empty: sends its text
	List *list  `json:",omitempty"` // of users and chat
}

// sentButton is an inline button as bots send it. Kinds that people here can't
// use are kept as they came.
type sentButton struct {
	Text     *string         `json:"text"`
	URL      string          `json:"url"`
	Data     *string         `json:"callback_data"`
	Style    string          `json:"style"`
	Icon     string          `json:"icon_custom_emoji_id"`
	WebApp   json.RawMessage `json:"web_app"`
	Login    json.RawMessage `json:"login_url"`
	Inline   json.RawMessage `json:"switch_inline_query"`
	Current  json.RawMessage `json:"switch_inline_query_current_chat"`
	Chosen   json.RawMessage `json:"switch_inline_query_chosen_chat"`
	Copy     json.RawMessage `json:"copy_text"`
	Game     json.RawMessage `json:"callback_game"`
	Pay      json.RawMessage `json:"pay"`
	Disabled json.RawMessage `json:"disabled"`
}

// sentMarkup is any of the four kinds of reply_markup.
type sentMarkup struct {
	Inline *[][]sentButton      `json:"inline_keyboard"`
	Keys   *[][]json.RawMessage `json:"keyboard"`
	Remove bool                 `json:"remove_keyboard"`
	Force  bool                 `json:"force_reply"`
}

// readMarkup checks reply_markup; nil when there is none.
func readMarkup(p *params, c *chat, inlineOnly bool) (*markup, error) {
	raw := p.str("reply_markup")
	if raw == "" {
		return nil, nil
	}
	var sent sentMarkup
	if err := json.Unmarshal([]byte(raw), &sent); err != nil {
		if !strings.HasPrefix(strings.TrimSpace(raw), "{") {
			return nil, bad("object expected as reply markup")
		}
		return nil, bad("can't parse reply keyboard markup JSON object")
	}
	switch {
	case sent.Inline != nil:
		return readInline(*sent.Inline, c)
	case inlineOnly:
		return nil, bad("inline keyboard expected")
	case sent.Keys != nil:
		return readKeys(*sent.Keys, c)
	case sent.Remove || sent.Force:
		return &markup{Remove: sent.Remove, Force: sent.Force}, nil
	}
	return nil, nil
}

func readInline(rows [][]sentButton, c *chat) (*markup, error) {
	m := &markup{}
	total := 0
	b := []byte(`{"inline_keyboard":[`)
	for _, row := range rows {
		if len(row) == 0 {
			continue // the servers drop empty rows
		}
		total += len(row)
		if len(row) > maxPerRow || total > maxButtons {
			return nil, bad("reply markup is too long")
		}
		if len(m.Inline) > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		var seen []Button
		for i, sb := range row {
			if i > 0 {
				b = append(b, ',')
			}
			btn, kind, err := sb.check(c)
			if err != nil {
				return nil, err
			}
			seen = append(seen, btn)
			b = sb.append(b, btn, kind)
		}
		b = append(b, ']')
		m.Inline = append(m.Inline, seen)
	}
	if total == 0 {
		return &markup{}, nil
	}
	m.Raw = string(append(b, `]}`...))
	return m, nil
}

// check finds the one thing that a button does.
func (sb sentButton) check(c *chat) (Button, json.RawMessage, error) {
	if sb.Text == nil {
		return Button{}, nil, bad(`can't parse inline keyboard button: Can't find field "text"`)
	}
	if strings.TrimSpace(*sb.Text) == "" {
		return Button{}, nil, bad("inline keyboard button text must be non-empty")
	}
	switch sb.Style {
	case "", "danger", "success", "primary":
	default:
		return Button{}, nil, bad("can't parse inline keyboard button: invalid button style specified")
	}
	b := Button{Text: *sb.Text, Style: sb.Style}
	switch {
	case sb.URL != "":
		if !goodURL(sb.URL) {
			return b, nil, bad("inline keyboard button URL '" + sb.URL + "' is invalid: Wrong HTTP URL")
		}
		b.URL = sb.URL
		return b, nil, nil
	case sb.Data != nil && *sb.Data != "":
		if len(*sb.Data) > maxButtonData {
			return b, nil, bad("BUTTON_DATA_INVALID")
		}
		b.Data = *sb.Data
		return b, nil, nil
	}
	for _, k := range []struct {
		name string
		raw  json.RawMessage
	}{
		{"callback_game", sb.Game}, {"pay", sb.Pay}, {"switch_inline_query", sb.Inline},
		{"switch_inline_query_chosen_chat", sb.Chosen}, {"switch_inline_query_current_chat", sb.Current},
		{"login_url", sb.Login}, {"web_app", sb.WebApp}, {"copy_text", sb.Copy}, {"disabled", sb.Disabled},
	} {
		if k.raw != nil {
			if k.name == "web_app" && c.Kind != "private" || k.name == "pay" || k.name == "callback_game" {
				return b, nil, bad("BUTTON_TYPE_INVALID")
			}
			b.Other = k.name
			return b, k.raw, nil
		}
	}
	return b, nil, bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
}

func (sb sentButton) append(out []byte, b Button, kind json.RawMessage) []byte {
	out = append(out, '{')
	out = appendText(out, "text", b.Text)
	if sb.Icon != "" {
		out = appendText(out, "icon_custom_emoji_id", sb.Icon)
	}
	if b.Style != "" {
		out = appendText(out, "style", b.Style)
	}
	switch {
	case b.URL != "":
		out = appendText(out, "url", b.URL)
	case b.Data != "":
		out = appendText(out, "callback_data", b.Data)
	default:
		out = appendRaw(out, b.Other, string(kind))
	}
	return append(out, '}')
}

// goodURL accepts what Telegram takes for a link: http, https, tg and ton
// addresses, and a bare host with a dot.
func goodURL(raw string) bool {
	u, err := url.Parse(raw)
	if err != nil || strings.ContainsAny(raw, " \n") {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return strings.Contains(u.Host, ".") || u.Hostname() == "localhost"
	case "tg", "ton":
		return true
	case "":
		host, _, _ := strings.Cut(u.Path, "/")
		dot := strings.LastIndexByte(host, '.')
		return dot > 0 && dot < len(host)-2
	}
	return false
}

func readKeys(rows [][]json.RawMessage, c *chat) (*markup, error) {
	m := &markup{}
	total := 0
	requests := map[int32]bool{}
	for _, row := range rows {
		if len(row) == 0 {
			continue
		}
		total += len(row)
		if len(row) > maxPerRow || total > maxButtons {
			return nil, bad("reply markup is too long")
		}
		var keys []key
		for _, raw := range row {
			k, err := readKey(raw, c)
			if err != nil {
				return nil, err
			}
			if k.List != nil {
				if requests[k.List.ID] {
					return nil, bad("can't parse keyboard button: request identifiers must be unique within the message")
				}
				requests[k.List.ID] = true
			}
			keys = append(keys, k)
		}
		m.Keys = append(m.Keys, keys)
	}
	return m, nil
}

func readKey(raw json.RawMessage, c *chat) (key, error) {
	var sent struct {
		Text     string          `json:"text"`
		Contact  bool            `json:"request_contact"`
		Location bool            `json:"request_location"`
		Poll     json.RawMessage `json:"request_poll"`
		Users    json.RawMessage `json:"request_users"`
		Chat     json.RawMessage `json:"request_chat"`
		WebApp   json.RawMessage `json:"web_app"`
	}
	if json.Unmarshal(raw, &sent.Text) != nil && json.Unmarshal(raw, &sent) != nil {
		return key{}, bad("can't parse keyboard button: KeyboardButton must be a String or an Object")
	}
	if strings.TrimSpace(sent.Text) == "" {
		return key{}, bad("keyboard button text must be non-empty")
	}
	k := key{Text: sent.Text}
	what := ""
	switch {
	case sent.Contact:
		k.Asks, what = "contact", "phone number"
	case sent.Location:
		k.Asks, what = "location", "location"
	case sent.Poll != nil:
		k.Asks, what = "poll", "poll"
	case sent.Users != nil:
		k.Asks, what = "users", "users"
	case sent.Chat != nil:
		k.Asks, what = "chat", "chats"
	case sent.WebApp != nil:
		k.Asks = "web_app"
		if c.Kind != "private" {
			return key{}, bad("web App buttons can be used in private chats only")
		}
	}
	var err error
	switch k.Asks {
	case "users":
		k.List, err = readUsersList(sent.Users)
	case "chat":
		k.List, err = readChatList(sent.Chat)
	}
	if err != nil {
		return key{}, err
	}
	if what != "" && c.Kind != "private" {
		return key{}, bad(what + " can be requested in private chats only")
	}
	return k, nil
}

func sameMarkup(a, b *markup) bool {
	ra, rb := "", ""
	if a != nil {
		ra = a.Raw
	}
	if b != nil {
		rb = b.Raw
	}
	return ra == rb
}
