package bot

import (
	"encoding/json"
	"testing"
	"time"
)

// A name stands within lines of the bot's own. It must not make lines, turn
// them round or hide in them.
func TestAttackNames(t *testing.T) {
	for name, want := range map[string]string{
		"王师傅\n📞 13900000000":    "王师傅 📞 13900000000",
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
