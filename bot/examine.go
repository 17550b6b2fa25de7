package bot

import (
	"context"
	"net/http"
	"time"

	"huiyin/flows"
	"huiyin/store"
)

// ExamineOptions are what a check-up at Telegram needs.
type ExamineOptions struct {
	Token      string
	APIURL     string
	Proxy      string
	HTTPClient *http.Client
	Clock      Clock
	Groups     []store.Chat // those that are bound
}

// manyWaiting is how many updates at Telegram mean that nobody fetches them.
const manyWaiting = 50

// Examine looks at what Telegram tells of the bot. It takes no updates and
// changes nothing, so it may be asked while the program runs.
func Examine(ctx context.Context, o ExamineOptions) []flows.Finding {
	c, err := newClient(Options{Token: o.Token, APIURL: o.APIURL, Proxy: o.Proxy, HTTPClient: o.HTTPClient, Clock: o.Clock})
	if err != nil {
		return []flows.Finding{{Check: "token", Level: flows.Bad, Key: "doctor.token_bad"}}
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var me struct {
		ID      int64  `json:"id"`
		Name    string `json:"username"`
		ReadAll bool   `json:"can_read_all_group_messages"`
	}
	if f := c.direct(ctx, "getMe", struct{}{}, &me); f != nil {
		return []flows.Finding{c.unreached(f)}
	}
	list := []flows.Finding{{Check: "token", Level: flows.Well, Key: "doctor.token", Args: []any{"Bot", me.Name}}}
	list = append(list, c.examineHook(ctx), flows.PrivacyFinding(me.ReadAll))
	if skew, ok := c.skewed(); ok {
		list = append(list, flows.ClockFinding(skew))
	}
	return append(list, c.examineGroups(ctx, o.Groups, me.ID)...)
}

// unreached says why getMe was not answered well.
func (c *client) unreached(f *failure) flows.Finding {
	if f.fault == faultToken || f.code == 404 {
		return flows.Finding{Check: "token", Level: flows.Bad, Key: "doctor.token_bad"}
	}
	return flows.Finding{Check: "token", Level: flows.Bad, Key: "doctor.network_bad", Args: []any{"Host", c.host}}
}

func (c *client) examineHook(ctx context.Context) flows.Finding {
	var hook struct {
		URL     string `json:"url"`
		Waiting int    `json:"pending_update_count"`
	}
	f := c.direct(ctx, "getWebhookInfo", struct{}{}, &hook)
	args := []any{"Count", hook.Waiting}
	switch {
	case f != nil:
		return flows.Finding{Check: "webhook", Level: flows.Bad, Key: "doctor.network_bad", Args: []any{"Host", c.host}}
	case hook.URL != "":
		return flows.Finding{Check: "webhook", Level: flows.Bad, Key: "doctor.webhook_set"}
	case hook.Waiting >= manyWaiting:
		return flows.Finding{Check: "webhook", Level: flows.Warning, Key: "doctor.webhook_wait", Args: args}
	}
	return flows.Finding{Check: "webhook", Level: flows.Well, Key: "doctor.webhook", Args: args}
}

// examineGroups asks what the bot is in each group. What is in order makes one
// line for all.
func (c *client) examineGroups(ctx context.Context, groups []store.Chat, me int64) (list []flows.Finding) {
	fine := 0
	for _, g := range groups {
		var is struct {
			Status string `json:"status"`
			In     bool   `json:"is_member"`
			Send   bool   `json:"can_send_messages"`
		}
		f := c.direct(ctx, "getChatMember", map[string]any{"chat_id": g.ID, "user_id": me}, &is)
		level, key, args := flows.Bad, "", []any{"Title", g.Title}
		switch {
		case f != nil && f.fault == faultRefused, is.Status == "left", is.Status == "kicked", is.Status == "restricted" && !is.In:
			key = "doctor.rooms_gone"
		case f != nil:
			level, key, args = flows.Warning, "doctor.rooms_unknown", append(args, "What", faultNames[f.fault])
		case is.Status == "restricted" && !is.Send:
			key = "doctor.rooms_mute"
		case is.Status == "administrator":
			level, key = flows.Warning, "doctor.rooms_admin"
			fine++
		default:
			fine++
			continue
		}
		list = append(list, flows.Finding{Check: "rooms", Level: level, Key: key, Args: args})
	}
	if fine == len(groups) && fine > 0 {
		list = append(list, flows.Finding{Check: "rooms", Level: flows.Well, Key: "doctor.rooms", Args: []any{"Count", fine}})
	}
	return list
}

// noteDate learns from an answer how far our clock is ahead of Telegram's. The
// answer took a while to arrive; that makes an error of a second or two.
func (c *client) noteDate(h http.Header) {
	if c.clock == nil {
		return
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		skew := c.clock.Now().Sub(date)
		c.skew.Store(&skew)
	}
}

// skewed is what noteDate learnt last; ok is false while it has learnt nothing.
func (c *client) skewed() (skew time.Duration, ok bool) {
	if s := c.skew.Load(); s != nil {
		return *s, true
	}
	return 0, false
}
