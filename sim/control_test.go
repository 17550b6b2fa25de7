package sim

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func (r *rig) post(path, body string) (int, string) {
	r.t.Helper()
	resp, err := r.client.Post("http://tg"+path, "application/json", strings.NewReader(body))
	r.ok(err)
	raw, err := io.ReadAll(resp.Body)
	r.ok(err)
	return resp.StatusCode, strings.TrimSpace(string(raw))
}

func (r *rig) get(path string) string {
	r.t.Helper()
	resp, err := r.client.Get("http://tg" + path)
	r.ok(err)
	raw, err := io.ReadAll(resp.Body)
	r.ok(err)
	return strings.TrimSpace(string(raw))
}

func TestControl(t *testing.T) {
	r := newRig(t, Options{}).inGroup(false)
	r.SetScreens([]Screen{{User: r.li, Chat: r.li, Label: "居民 小李"}})
	r.SetInfo(map[string]string{"title": "回音"})
	r.Handle("GET /clock", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "12:00") }))
	if got := r.get("/clock"); got != "12:00" {
		t.Error(got)
	}
	if got := r.get("/"); !strings.Contains(got, "<") {
		t.Error("no page:", got)
	}
	for path, body := range map[string]string{
		"/sim/start": `{"user":%d,"bot":"huiyin_bot","payload":"x"}`,
	} {
		if code, got := r.post(path, fmt.Sprintf(body, r.li)); code != 200 || got != `{"ok":true}` {
			t.Error(path, code, got)
		}
	}
	for _, kind := range []string{"text", "photo", "voice", "location", "document", "sticker", "contact", "album"} {
		if code, got := r.post("/sim/say", fmt.Sprintf(`{"user":%d,"chat":%d,"kind":%q,"text":"hi","lat":1,"lon":2}`, r.li, r.li, kind)); code != 200 || !strings.Contains(got, "message_id") {
			t.Error(kind, code, got)
		}
	}
	if code, got := r.post("/sim/say", fmt.Sprintf(`{"user":%d,"chat":%d,"text":""}`, r.li, r.li)); code != 400 || got != `{"error":"say: the text is empty"}` {
		t.Error(code, got)
	}
	var seen []map[string]any
	r.ok(json.Unmarshal([]byte(r.get(fmt.Sprintf("/sim/messages?user=%d&chat=%d", r.li, r.li))), &seen))
	if len(seen) != 10 || seen[0]["text"] != "/start x" {
		t.Errorf("%v", seen)
	}
	if got := r.get("/sim/file/" + seen[2]["file_id"].(string)); !strings.HasPrefix(got, "\x89PNG") {
		t.Errorf("%.20q", got)
	}
	for _, want := range []string{`"label":"居民 小李"`, `"title":"回音"`, `"started":true`, `"kind":"group"`, `"role":"creator"`} {
		if got := r.get("/sim/state"); !strings.Contains(got, want) {
			t.Error(want, "not in", got)
		}
	}
	if code, got := r.post("/sim/fault", `{"kind":"401","methods":["getMe"]}`); code != 200 || got != `{"id":1}` {
		t.Error(code, got)
	}
	r.refused(401, "Unauthorized", "getMe", nil)
	if code, got := r.post("/sim/faults/clear", ``); code != 200 {
		t.Error(code, got)
	}
	r.must("getMe", nil)
	id := r.sent(r.li, "card", map[string]any{"reply_markup": `{"inline_keyboard":[[{"text":"x","url":"https://t.me/huiyin_bot"}]]}`})
	if code, got := r.post("/sim/tap", fmt.Sprintf(`{"user":%d,"chat":%d,"message":%d,"row":0,"col":0}`, r.li, r.li, id)); code != 200 || !strings.Contains(got, `"url":"https://t.me/huiyin_bot"`) {
		t.Error(code, got)
	}
	if code, got := r.post("/sim/migrate", fmt.Sprintf(`{"chat":%d}`, r.group)); code != 200 || !strings.Contains(got, `"chat":-100`) {
		t.Error(code, got)
	}
	if code, _ := r.post("/sim/dance", `{}`); code != 400 {
		t.Error("unknown action:", code)
	}
}

// TestRealServer looks at what only sockets show: the event stream, and a
// connection that drops.
func TestRealServer(t *testing.T) {
	r := newRig(t, Options{})
	srv := httptest.NewServer(r.Handler())
	defer srv.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, srv.URL+"/sim/events?after=0", nil)
	r.ok(err)
	resp, err := http.DefaultClient.Do(req)
	r.ok(err)
	defer resp.Body.Close()
	r.ok(r.Start(r.li, "huiyin_bot", ""))
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			var e Event
			r.ok(json.Unmarshal([]byte(data), &e))
			if e.Kind != "message" || e.Message.Text != "/start" || e.Bot != "huiyin_bot" {
				t.Errorf("%s", data)
			}
			break
		}
	}
	r.AddFault(Fault{Kind: "lost-answer"})
	if _, err := http.Get(srv.URL + "/bot" + r.token + "/getMe"); err == nil {
		t.Error("the connection was not dropped")
	}
}
