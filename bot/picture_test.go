package bot

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"sync/atomic"
	"testing"
	"time"

	"huiyin/flows"
	"huiyin/sim"
	"huiyin/store"
)

// painter draws a picture of the size of its text, and counts.
type painter struct {
	drawn atomic.Int32
	fails atomic.Bool
}

func (p *painter) draw(_ context.Context, what flows.Picture) ([]byte, error) {
	p.drawn.Add(1)
	if what.Text == "panic" {
		panic("a mistake")
	}
	if p.fails.Load() {
		return nil, errors.New("no colours")
	}
	side := len(what.Text)
	if what.Kind == "long" {
		side = 6000
	}
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, side, side)))
	return b.Bytes(), nil
}

func pictured(r *rig, text string) store.Post {
	return post(r.li, flows.Outgoing{Text: "caption " + text, Picture: &flows.Picture{Kind: "code", Text: text, Else: "without " + text},
		Buttons: [][]flows.Button{{{Text: "more", Data: "more"}}}})
}

// TestPicture uploads a picture that the outbox only describes, once for each
// try that Telegram did not take, and drawn once.
func TestPicture(t *testing.T) {
	p := &painter{}
	playWith(t, sim.Options{Flood: true, Now: time.Now}, Options{Draw: p.draw}, func(r *rig) {
		r.started()
		r.quiet()
		for _, kind := range []string{"429", "500", "502html"} {
			r.AddFault(sim.Fault{Kind: kind, Times: 1, Methods: []string{"sendPhoto"}})
		}
		r.put(pictured(r, "seven77"))
		r.read(func(tx *store.Tx) error {
			list, err := tx.DuePosts(10)
			for _, p := range list {
				if len(p.Body) > 200 {
					t.Errorf("the outbox holds %d bytes", len(p.Body))
				}
			}
			return err
		})
		time.Sleep(time.Minute)
		r.quiet()
		m := r.last(r.li, r.li)
		data, _, ok := r.FileBytes(m.FileID)
		if m.Media != "photo" || m.Text != "caption seven77" || len(m.Buttons) != 1 || !ok {
			t.Fatalf("got %+v", m)
		}
		if cfg, err := png.DecodeConfig(bytes.NewReader(data)); err != nil || cfg.Width != 7 {
			t.Errorf("the picture is %+v, %v", cfg, err)
		}
		if n := p.drawn.Load(); n != 1 {
			t.Errorf("drawn %d times", n)
		}
		if s := r.Strange(); len(s) > 0 {
			t.Errorf("unknown parameters: %v", s)
		}
	})
}

// TestPictureWithout: what can't be drawn, or is no photo for Telegram, leaves
// its words behind.
func TestPictureWithout(t *testing.T) {
	p := &painter{}
	playWith(t, sim.Options{Flood: true, Now: time.Now}, Options{Draw: p.draw}, func(r *rig) {
		r.started()
		r.put(pictured(r, "panic"))
		r.quiet()
		r.seesWords("without panic")
		p.fails.Store(true)
		r.put(pictured(r, "dry"))
		r.quiet()
		r.seesWords("without dry")
		p.fails.Store(false)
		big := post(r.li, flows.Outgoing{Text: "x", Picture: &flows.Picture{Kind: "long"}})
		r.put(big)
		r.quiet()
		r.seesWords("x")
	})
}

func (r *rig) seesWords(text string) {
	r.t.Helper()
	if m := r.last(r.li, r.li); m.Text != text || m.Media != "" {
		r.t.Errorf("got %+v, want the words %q", m, text)
	}
}

// TestPictureEdited: a picture stays, and its caption follows the wish.
func TestPictureEdited(t *testing.T) {
	p := &painter{}
	playWith(t, sim.Options{Flood: true, Now: time.Now}, Options{Draw: p.draw}, func(r *rig) {
		r.started()
		wish := pictured(r, "abc")
		wish.Slot = "s"
		r.put(wish)
		r.quiet()
		before := r.last(r.li, r.li)
		wish = post(r.li, flows.Outgoing{Text: "other words", Picture: &flows.Picture{Kind: "code", Text: "abc"}})
		wish.Slot = "s"
		r.put(wish)
		r.quiet()
		after := r.last(r.li, r.li)
		if after.MessageID != before.MessageID || after.Text != "other words" || after.FileID != before.FileID {
			t.Errorf("before %+v\nafter %+v", before, after)
		}
	})
}

// TestPictureStallsNobody: while a picture is being drawn, others are answered,
// and what is said in its own chat comes behind it.
func TestPictureStallsNobody(t *testing.T) {
	slow := func(ctx context.Context, what flows.Picture) ([]byte, error) {
		time.Sleep(20 * time.Second)
		return (&painter{}).draw(ctx, what)
	}
	playWith(t, sim.Options{Flood: true, Now: time.Now}, Options{Draw: slow}, func(r *rig) {
		r.started()
		r.must(r.Start(r.wang, "huiyin_bot", ""))
		r.quiet()
		r.put(pictured(r, "abc"), post(r.li, flows.Outgoing{Text: "behind it"}))
		r.says(r.wang, r.wang, "电梯坏了")
		time.Sleep(2 * time.Second)
		if got := r.last(r.wang, r.wang).Text; got != "echo: 电梯坏了" {
			t.Errorf("two seconds later somebody else sees %q", got)
		}
		time.Sleep(30 * time.Second)
		r.quiet()
		if list := r.texts(r.li, r.li); len(list) < 2 || list[len(list)-2] != "caption abc" || list[len(list)-1] != "behind it" {
			t.Errorf("the chat shows %q", list)
		}
	})
}
