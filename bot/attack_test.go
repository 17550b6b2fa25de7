package bot

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"huiyin/flows"
	"huiyin/sim"
	"huiyin/store"
)

// A name stands within lines of the bot's own. It must not make lines, turn
// them round or hide in them.
func TestAttackNames(t *testing.T) {
	for name, want := range map[string]string{
		"王师傅\n📞 13900000000":    "王师傅 📞 1390\u20600000\u2060000",
		"\u202e\u2066abc\u2069": "abc",
		"a\u200b\u2060\ufeffb":  "ab",
		" 小 \u2028\u0085\t李 ":   "小 李",
		"👩\u200d🔧 Anna":         "👩\u200d🔧 Anna",
		"\u200f\u200b":          "",
	} {
		u := updateOf(t, "raw", `{"update_id":1}`)
		u.Message = updateOf(t, "message", inPrivate+`,"text":"hi"`).Message
		u.Message.From.FirstName, u.Message.From.LastName = name, ""
		in, err := me.input(u)
		if err != nil || in.Person.Name != want {
			t.Errorf("%q became %q, want %q (%v)", name, in.Person.Name, want, err)
		}
	}
}

// Nor must it be a link: Telegram makes links in the bot's texts as well. The
// simulator finds them as Telegram's servers do.
func TestAttackNamesAreNoLinks(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.echo.extra = func(tx *store.Tx, in flows.Input) (flows.Answer, error) {
			return flows.Answer{}, tx.Say(post(in.Chat.ID, flows.Outgoing{Text: "居民：" + in.Person.Name + "\n" + in.Person.Name + " accepted"}))
		}
		for _, name := range []string{"evil.com", "www.evil.com/now", "https://evil.com", "tg://resolve", "@huiyin_bot", "#tag", "$USD", "/forget", "/forget@huiyin_bot",
			"a@evil.com", "+86 139 1234 5678", "+8613912345678", "+1(212)555-0123"} {
			who := r.AddUser(sim.UserSpec{First: name, Lang: "zh-hans"})
			r.must(r.Start(who, "huiyin_bot", ""))
			r.quiet()
			m := r.last(who, who)
			if len(m.Entities) > 0 || !m.Bot {
				t.Errorf("%q becomes a link: %q %+v", name, m.Text, m.Entities)
			}
			if read := strings.ReplaceAll(m.Text, string(wordJoiner), ""); !strings.Contains(read, "居民："+name+"\n") {
				t.Errorf("%q reads %q", name, read)
			}
		}
	})
	for _, name := range []string{"王奶奶", "Dr. Wu", "3号楼2018", "John F. Kennedy", "李@ 家", "👩\u200d🔧 Anna"} {
		if got := tidy(name); got != name {
			t.Errorf("%q became %q", name, got)
		}
	}
}

// A server that asks to wait for years must not silence the bot for years.
func TestAttackRetryAfter(t *testing.T) {
	for asked, want := range map[string]time.Duration{"7": 7 * time.Second, "9000000000": 24 * time.Hour, "9223372036854775807": 24 * time.Hour, "-5": 0} {
		var a answer
		if err := json.Unmarshal([]byte(`{"ok":false,"error_code":429,"parameters":{"retry_after":`+asked+`}}`), &a); err != nil {
			t.Fatal(err)
		}
		if f := a.failure("sendMessage"); f.retry != want {
			t.Errorf("asked for %s, waits %s", asked, f.retry)
		}
	}
}

// A number near the end of all numbers must not become the offset: the server
// would keep back whatever comes after, or give all of it again and again.
func TestAttackUpdateNumbers(t *testing.T) {
	for _, number := range []string{"9223372036854775807", "9223372036854775806", "4294967295", "1e30", "-7", "0"} {
		play(t, func(r *rig) {
			r.started()
			before := len(r.echo.inputs(flows.Said))
			body := `{"update_id":` + number + `,"message":{` + inPrivate + `,"text":"boo"}}`
			_, err := r.InjectUpdate(r.token, []byte(body)) // of two numbers the last one counts
			r.must(err)
			time.Sleep(time.Minute)
			if n := r.Calls()["getupdates"]; n == 0 || n > 200 {
				t.Errorf("%s: asked %d times within a minute", number, n)
			}
			r.says(r.li, r.li, "电梯坏了")
			time.Sleep(time.Minute)
			r.quiet()
			r.read(func(tx *store.Tx) error {
				next, _, err := tx.Offset()
				if want := r.LastUpdate(r.token) + 1; next != want {
					t.Errorf("%s: the offset is %d, want %d", number, next, want)
				}
				return err
			})
			if got := r.echo.inputs(flows.Said)[before:]; len(got) != 1 || got[0].Message.Text != "电梯坏了" {
				t.Errorf("%s: heard %+v", number, got)
			}
		})
	}
}

// An offset that an older version took over from such a number is given up.
func TestAttackOffsetIsGivenUp(t *testing.T) {
	play(t, func(r *rig) {
		r.started()
		r.must(r.stop())
		r.must(r.db.Write(r.t.Context(), func(tx *store.Tx) error { return tx.Receive(nil, math.MaxInt64) }))
		r.run()
		r.quiet()
		r.says(r.li, r.li, "电梯坏了")
		r.quiet()
		if got := r.last(r.li, r.li).Text; got != "echo: 电梯坏了" {
			t.Errorf("got %q", got)
		}
	})
}
