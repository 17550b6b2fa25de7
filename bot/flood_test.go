package bot

import (
	"testing"
	"time"

	"huiyin/flows"
	"huiyin/store"
)

func TestFloodgate(t *testing.T) {
	g := newFloodgate(10)
	now := time.Unix(1000, 0)
	taken, told := 0, 0
	for i := range 60 {
		at := now.Add(time.Duration(i) * time.Second)
		v := g.admit(visit{person: 1, at: at, now: at})
		if v.ok {
			taken++
		}
		if v.tell {
			told++
		}
	}
	if taken != 10+9 || told != 1 {
		t.Errorf("%d taken, told %d times", taken, told)
	}
	if !g.admit(visit{person: 2, at: now, now: now}).ok {
		t.Error("another person pays for it")
	}
	album := 0
	for range 100 {
		if g.admit(visit{person: 3, album: "album", at: now, now: now}).ok {
			album++
		}
	}
	if album != 10*longestAlbum {
		t.Errorf("%d pictures of one album are taken", album)
	}
	open := newFloodgate(-1)
	for range 1000 {
		if !open.admit(visit{person: 1, at: now, now: now}).ok {
			t.Fatal("limited")
		}
	}
	for i := range int64(3 * streamsKept) {
		at := now.Add(time.Duration(i) * time.Second)
		g.admit(visit{person: i + 10, at: at, now: at})
	}
	if n := len(g.streams); n > streamsKept+100 {
		t.Errorf("%d people remembered", n)
	}
}

// Whoever sends as much as a minute allows, minute after minute, has a day's
// share; the next day there is another one.
func TestFloodgateOfADay(t *testing.T) {
	g, start := newFloodgate(20), time.Unix(1000, 0)
	day := func(from time.Time) (taken int) {
		for i := range 24 * 60 * 60 {
			at := from.Add(time.Duration(i) * time.Second)
			if g.admit(visit{person: 1, tap: i%2 == 0, at: at, now: at}).ok {
				taken++
			}
		}
		return taken
	}
	if n := day(start); n > 2*dayWorth*20 || n < dayWorth*20 {
		t.Errorf("%d are taken on the first day", n)
	}
	if n := day(start.Add(24 * time.Hour)); n > dayWorth*20+1 || n < dayWorth*20-1 {
		t.Errorf("%d are taken on the second day", n)
	}
}

// Messages carry the second in which they were sent, taps no time at all. Who
// sends both in turn goes back and forth in time, and gains nothing by it.
func TestFloodgateBackAndForth(t *testing.T) {
	for name, late := range map[string]time.Duration{"now": 900 * time.Millisecond, "after the bot was away": time.Hour} {
		g, taken := newFloodgate(20), 0
		for i := range 5000 {
			now := time.Unix(10_000, 0).Add(late + time.Duration(i)*time.Microsecond)
			v := visit{person: 1, tap: i%2 == 0, at: now, now: now}
			if !v.tap {
				v.at = time.Unix(10_000, 0)
			}
			if g.admit(v).ok {
				taken++
			}
		}
		if taken > 2*20 {
			t.Errorf("%s: %d are taken at once", name, taken)
		}
	}
}

// Whoever stops and starts the bot without end, or sends what can't be decoded,
// fills neither the inbox nor the queue of the others.
func TestAttackMoves(t *testing.T) {
	for name, body := range map[string]string{
		"stops and starts": `{"my_chat_member":{"chat":{"id":900000001,"type":"private"},"from":{"id":900000001,"first_name":"x"},"date":1700000000,` +
			`"old_chat_member":{"status":"member","user":{"id":1,"is_bot":true,"first_name":"b"}},"new_chat_member":{"status":"kicked","user":{"id":1,"is_bot":true,"first_name":"b"}}}}`,
		"can't be decoded": `{"message":{"from":{"id":900000001},"chat":"nowhere"}}`,
	} {
		play(t, func(r *rig) {
			r.started()
			for range 2000 {
				_, err := r.InjectUpdate(r.token, []byte(body))
				r.must(err)
			}
			r.says(r.li, r.li, "电梯坏了")
			r.quiet()
			if got := r.last(r.li, r.li).Text; got != "echo: 电梯坏了" {
				t.Errorf("%s: got %q", name, got)
			}
			r.read(func(tx *store.Tx) error {
				n, err := tx.Parked()
				if n += len(r.echo.inputs(flows.Blocked)); n == 0 || n > defaultPerMinute+2 {
					t.Errorf("%s: %d were taken", name, n)
				}
				return err
			})
		})
	}
}
