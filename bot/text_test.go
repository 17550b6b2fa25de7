package bot

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huiyin/flows"
	"huiyin/sim"
	"huiyin/store"
	"huiyin/texts"
)

// pieces are what texts and names are made of: markup of every kind, writing
// from right to left, what can't be seen, what looks like a link.
var pieces = []string{"电梯坏了", "老人下不了楼", "3号楼", "the lift", " ", "  ", "\n", "\n\n\n", "\t", "\r\n", "\u00a0", "\u3000", "\u2028", "*", "**", "_", "__", "~", "||", "`", "```", "[x](http://evil.example)",
	"[王](tg://user?id=7)", "<b>", "</b>", "<a href=\"tg://user?id=7\">", "&lt;", "&amp;", "&#0;", "\\", "@huiyin_bot", "@someone", "#tag", "/order", "$CNY", "https://evil.example/x?y=z", "evil.example",
	"a@b.example", "+86 139 1234 5678", "\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\u200e", "\ufeff", "\u2060", "\ufe0f", "\u0301", "👩‍👩‍👧‍👦", "🇨🇳", "🇨", "👍🏽", "𝒳", "\U0002070E", "ﷺ", "עברית",
	"العربية", "=1+1", "\x00", "\x07", "\x7f", "\u0085", "\xff", "\xed\xa0\x80", "%d", "{{.X}}", "·", "：", "1️⃣", "\U000E0041", "\u115f", "\u3164"}

// jumble puts up to n pieces together.
func jumble(rng *rand.Rand, n int) string {
	var b strings.Builder
	for range 1 + rng.IntN(n) {
		b.WriteString(pieces[rng.IntN(len(pieces))])
	}
	return b.String()
}

// TestTextsArrive: whatever somebody writes, and whatever they are called, comes
// out as it was heard, is refused nowhere, and changes nothing of what the bot
// says around it. HUIYIN_TEXTS is how many texts, SEED which.
func TestTextsArrive(t *testing.T) {
	count, seed := 4000, uint64(1)
	if n, err := strconv.Atoi(os.Getenv("HUIYIN_TEXTS")); err == nil {
		count = n
	}
	if n, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64); err == nil {
		seed = n
	}
	const chunk = 5000 // one world gets no bigger than this
	said := 0
	for part := 0; part*chunk < count && !t.Failed(); part++ {
		rng := rand.New(rand.NewPCG(seed, uint64(part)))
		playWith(t, sim.Options{Now: time.Now}, Options{Pace: Pace{PerSecond: -1}}, func(r *rig) {
			r.echo.extra = repeatBack
			said += r.recite(rng, min(chunk, count-part*chunk))
		})
	}
	t.Logf("%d texts, seed %d", said, seed)
}

// repeatBack says who spoke and what, with lines of its own around it.
func repeatBack(tx *store.Tx, in flows.Input) (flows.Answer, error) {
	if in.Kind != flows.Said || in.Message.Command != "" {
		return flows.Answer{}, nil
	}
	var b texts.Rich
	b.Bold("居民").Line(" " + in.Person.Name).Quote(in.Message.Text).Bold("下一步").Add(" 10:30")
	return flows.Answer{}, tx.Say(post(in.Chat.ID, flows.Outgoing{Text: b.Text(), Entities: b.Entities()}))
}

// recite has people say so many texts, and looks at each answer.
func (r *rig) recite(rng *rand.Rand, count int) (said int) {
	var who int64
	for i := range count {
		if i%20 == 0 {
			who = r.AddUser(sim.UserSpec{First: "甲" + jumble(rng, 5), Last: jumble(rng, 3), Lang: "zh-hans"})
			r.must(r.Start(who, "huiyin_bot", ""))
		}
		id, err := r.Say(who, who, sim.Say{Text: jumble(rng, 12)})
		if err != nil {
			continue // nothing that can be seen: Telegram does not take it
		}
		r.quiet()
		heard := r.echo.inputs(flows.Said)
		in := heard[len(heard)-1]
		if in.Message.ID != id {
			r.t.Fatalf("text %d was not heard", i)
		}
		r.echo.forget()
		if in.Message.Command != "" || strings.TrimSpace(in.Message.Text) == "" {
			continue
		}
		said++
		if wrote, _ := r.Message(who, who, id); strings.TrimSpace(wrote.Text) != in.Message.Text && !strings.Contains(wrote.Text, "@huiyin_bot") {
			r.t.Errorf("written %q, heard %q", wrote.Text, in.Message.Text)
		}
		if r.checkAnswer(in); r.t.Failed() {
			raw, _ := json.Marshal(in)
			r.t.Fatalf("text %d: %s", i, raw)
		}
	}
	return said
}

func (e *echo) forget() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.got = nil
}

// checkAnswer compares what came with what was meant.
func (r *rig) checkAnswer(in flows.Input) {
	r.t.Helper()
	m := r.last(in.Person.ID, in.Person.ID)
	if !m.Bot || m.ReplyTo != 0 {
		r.t.Error("there is no answer")
		return
	}
	head, rest, _ := strings.Cut(m.Text, "\n")
	body, ok := strings.CutSuffix(rest, "\n下一步 10:30")
	if want := strings.TrimSpace("居民 " + in.Person.Name); !ok || strings.TrimSpace(head) != want {
		r.t.Errorf("the frame is broken: %q, want the head %q", m.Text, want)
		return
	}
	if strings.TrimSpace(body) != strings.TrimSpace(in.Message.Text) {
		r.t.Errorf("heard %q, but %q came", in.Message.Text, body)
	}
	var marks []string
	begin, end := texts.Units(head)+1, texts.Units(m.Text)-texts.Units("\n下一步 10:30")
	for _, e := range m.Entities {
		switch {
		case e.Type == "bold" || strings.HasSuffix(e.Type, "blockquote"):
			marks = append(marks, e.Type)
		case e.Type == "text_link" || e.Type == "text_mention" || e.Offset < begin || e.Offset+e.Length > end:
			r.t.Errorf("%s at %d was put in: %q", e.Type, e.Offset, m.Text)
		}
	}
	if len(marks) != 3 || marks[0] != "bold" || marks[2] != "bold" || slices.Contains(marks[1:2], "bold") {
		r.t.Errorf("the marks are %v: %q", marks, m.Text)
	}
}
