package bot

import (
	"context"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"huiyin/flows"
	"huiyin/sim"
	"huiyin/store"
)

// BenchmarkEcho is one message in and one out, durably, without limits on
// either side: what the machinery costs.
func BenchmarkEcho(b *testing.B) {
	world := sim.New(sim.Options{KeepEvents: -1, KeepMessages: 1000})
	token := world.AddBot(sim.BotSpec{Username: "huiyin_bot"})
	users := make([]int64, 500)
	for i := range users {
		users[i] = world.AddUser(sim.UserSpec{First: "u"})
	}
	folder := b.TempDir()
	db, err := store.Open(b.Context(), store.Options{Path: filepath.Join(folder, "db"), KeyFile: filepath.Join(folder, "key"), Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	bot, err := New(b.Context(), Options{
		Token: token, APIURL: "http://telegram.test", HTTPClient: &http.Client{Transport: world.Transport()},
		DB: db, Handler: &echo{}, Pace: Pace{PerSecond: -1}, PerMinute: -1,
	})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	go func() { ended <- bot.Run(ctx) }()
	for _, u := range users {
		if err := world.Start(u, "huiyin_bot", ""); err != nil {
			b.Fatal(err)
		}
	}
	settle(b, world, bot, token)
	b.ResetTimer()
	for i := range b.N {
		if _, err := world.PushText(users[i%len(users)], users[i%len(users)], "hello"); err != nil {
			b.Fatal(err)
		}
	}
	settle(b, world, bot, token)
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
	cancel()
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
}

func settle(b *testing.B, world *sim.Sim, bot *Bot, token string) {
	b.Helper()
	woken, stop := world.Subscribe()
	defer stop()
	for world.Pending(token) > 0 {
		select {
		case <-woken:
		case <-time.After(time.Millisecond): // the last batch may be confirmed without an event
		}
	}
	if err := bot.Settle(b.Context()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkDecode is what each update costs twice: once to see whether it is
// for the bot, once to handle it.
func BenchmarkDecode(b *testing.B) {
	raw := []byte(`{"update_id":1,"message":{` + inGroup + `,` + mentionMe + `}}`)
	r := judgeOf()
	b.ReportAllocs()
	for b.Loop() {
		u, err := parse(raw)
		if err != nil || !r.keeps(u) {
			b.Fatal("dropped")
		}
		if in, err := me.input(u); err != nil || in.Kind != flows.Said {
			b.Fatal(err)
		}
	}
}
