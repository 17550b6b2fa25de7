package sim

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// hookState is what the servers remember of a webhook.
type hookState struct {
	URL         string
	Secret      string
	Connections int
	LastError   string
	LastErrorAt int64
}

// webhook is the running delivery of a webhook.
type webhook struct {
	wake chan struct{}
	stop chan struct{}
}

func (s *Sim) setWebhook(c *call) ([]byte, error) {
	raw := c.p.str("url")
	if raw == "" {
		return s.deleteWebhook(c)
	}
	u, err := url.Parse(raw)
	switch {
	case err != nil || u.Host == "":
		return nil, bad("invalid webhook URL specified")
	case u.Scheme != "https":
		return nil, bad("bad webhook: An HTTPS URL must be provided for webhook")
	}
	secret := c.p.str("secret_token")
	if len(secret) > 256 {
		return nil, bad("secret token is too long")
	}
	if strings.ContainsFunc(secret, func(r rune) bool { return r >= 0x80 || !nameByte(byte(r)) && r != '-' }) {
		return nil, bad("secret token contains unallowed characters")
	}
	if c.p.bool("drop_pending_updates") {
		c.bot.Queue = nil
	}
	c.bot.allow(c.p)
	s.stopHook(c.bot)
	n := int(c.p.int("max_connections"))
	if n < 1 || n > 100 {
		n = 40
	}
	c.bot.Hook = &hookState{URL: raw, Secret: secret, Connections: n}
	s.endPoll(c.bot, "terminated by setWebhook request")
	s.startHook(c.bot)
	return isTrue(), nil
}

func (s *Sim) deleteWebhook(c *call) ([]byte, error) {
	if c.p.bool("drop_pending_updates") {
		c.bot.Queue = nil
	}
	s.stopHook(c.bot)
	c.bot.Hook = nil
	return isTrue(), nil
}

func (s *Sim) getWebhookInfo(c *call) ([]byte, error) {
	h := c.bot.Hook
	s.expire(c.bot)
	b := []byte{'{'}
	if h == nil {
		h = &hookState{}
	}
	b = appendText(b, "url", h.URL)
	b = append(b, `,"has_custom_certificate":false`...)
	b = appendInt(b, "pending_update_count", int64(len(c.bot.Queue)))
	if h.LastError != "" {
		b = appendInt(b, "last_error_date", h.LastErrorAt)
		b = appendText(b, "last_error_message", h.LastError)
	}
	if h.Connections > 0 {
		b = appendInt(b, "max_connections", int64(h.Connections))
	}
	if len(c.bot.Allowed) > 0 {
		list, err := json.Marshal(c.bot.Allowed)
		if err != nil {
			return nil, err
		}
		b = appendRaw(b, "allowed_updates", string(list))
	}
	return append(b, '}'), nil
}

func (s *Sim) startHook(t *bot) {
	t.hook = &webhook{wake: make(chan struct{}, 1), stop: make(chan struct{})}
	go s.runHook(t, t.hook)
}

func (s *Sim) stopHook(t *bot) {
	if t.hook != nil {
		close(t.hook.stop)
		t.hook = nil
	}
}

// Close ends the deliveries of all webhooks, which otherwise run for as long as
// they are set. A Sim without webhooks needs no Close.
func (s *Sim) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.bots {
		s.stopHook(t)
	}
}

// runHook delivers one update after the other and repeats what was not taken,
// ever more slowly: after 1, 2, 4 … 60 seconds. The real servers use several
// connections; one keeps the order, which a bot must not rely on.
func (s *Sim) runHook(t *bot, h *webhook) {
	wait := time.Duration(0)
	for {
		s.mu.Lock()
		s.expire(t)
		u := t.nextForHook()
		state := *t.hookOr()
		s.mu.Unlock()
		if u == nil {
			select {
			case <-h.stop:
				return
			case <-h.wake:
				continue
			}
		}
		if problem := s.push(state, u); problem != "" {
			wait = min(max(time.Second, 2*wait), time.Minute)
			s.mu.Lock()
			if t.Hook != nil {
				t.Hook.LastError, t.Hook.LastErrorAt = problem, s.unix()
			}
			s.mu.Unlock()
			if !pause(h.stop, wait) {
				return
			}
			continue
		}
		wait = 0
		s.delivered(t, u)
	}
}

func (t *bot) hookOr() *hookState {
	if t.Hook == nil {
		return &hookState{}
	}
	return t.Hook
}

func (t *bot) nextForHook() *update {
	if len(t.resend) > 0 {
		return t.resend[0]
	}
	if len(t.Queue) > 0 {
		return t.Queue[0]
	}
	return nil
}

func (s *Sim) delivered(t *bot, u *update) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count.Given++
	if len(t.resend) > 0 && t.resend[0] == u {
		t.resend = t.resend[1:]
		return
	}
	s.confirm(t, u.ID+1)
}

// pause waits; it tells whether to go on.
func pause(stop <-chan struct{}, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-stop:
		return false
	case <-t.C:
		return true
	}
}

// push posts one update; the answer is empty when the bot took it.
func (s *Sim) push(h hookState, u *update) string {
	req, err := http.NewRequest(http.MethodPost, h.URL, bytes.NewReader(u.Raw))
	if err != nil {
		return "Wrong webhook URL"
	}
	req.Header.Set("Content-Type", "application/json")
	if h.Secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.Secret)
	}
	client := s.opt.Client
	if client == nil {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		return "Connection refused"
	}
	_, _ = io.Copy(io.Discard, resp.Body)
	_ = resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return "Wrong response from the webhook: " + http.StatusText(resp.StatusCode)
	}
	return ""
}
